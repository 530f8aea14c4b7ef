"""A page that a browser saved "complete": its HTML, and the folder with its pictures beside it.

Knows how browsers name that folder, and nothing of what a page says.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

__all__ = ["PAGE_SUFFIXES", "PicturesBeside", "companion_of", "page_of"]

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
# What browsers add to the page's name, in the languages of those that translate it.
_ENDINGS = (
    *("_files", "-files", ".files", "-Dateien", "_fichiers", "_file", "_archivos", "_arquivos"),
    *("_bestanden", "-filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_ficheiros"),
    *("_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi"),
)
_LARGEST_PICTURE = 10 * 1024 * 1024  # bytes
_ALL_PICTURES = 40 * 1024 * 1024  # bytes of one page


def companion_of(page: Path) -> Path | None:
    """The folder that was saved with a page, if it is there."""
    if page.suffix.lower() not in PAGE_SUFFIXES:
        return None
    folders = (page.with_name(page.stem + ending) for ending in _ENDINGS)
    return next((folder for folder in folders if folder.is_dir()), None)


def page_of(folder: Path) -> Path | None:
    """The page that a folder was saved with, if it lies beside it."""
    name = folder.name
    for ending in _ENDINGS:
        if name.lower().endswith(ending.lower()):
            for suffix in sorted(PAGE_SUFFIXES):
                page = folder.with_name(name[: -len(ending)] + suffix)
                if page.is_file():
                    return page
    return None


class PicturesBeside(Mapping[str, bytes]):
    """The pictures saved beside a page, by the address the page calls them; read when asked for.

    Only files inside the folder are read, whatever an address says.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._room = _ALL_PICTURES

    def __getitem__(self, address: str) -> bytes:
        path = self._path(address)
        if path is None:
            raise KeyError(address)
        try:
            size = path.stat().st_size
            if not path.is_file() or size > min(_LARGEST_PICTURE, self._room):
                raise KeyError(address)
            data = path.read_bytes()
        except (OSError, ValueError) as error:  # not there, not readable, or a NUL in its name
            raise KeyError(address) from error
        self._room -= len(data)
        return data

    def __iter__(self) -> Iterator[str]:
        return (f"{self._folder.name}/{path.name}" for path in self._folder.iterdir())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, address: str) -> Path | None:
        """Where an address leads inside the folder; None if it leads elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        inside = PurePosixPath(unquote(parts.path))  # "./" at its beginning is gone by this
        if parts.scheme or parts.netloc or ".." in inside.parts:
            return None
        if not inside.parts or inside.parts[0] != self._folder.name:
            return None
        path = self._folder.parent.joinpath(*inside.parts)
        try:
            return path if path.resolve().is_relative_to(self._folder.resolve()) else None
        except (OSError, ValueError):
            return None
