"""What lies beside a capture: the folder of a page that was saved "complete", a text's pictures.

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
_LOWER_ENDINGS = tuple(ending.lower() for ending in _ENDINGS)
_PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
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
    """The pictures saved beside a page or a text, by the address it calls them; read when asked.

    Of a page, those in a folder that browsers make for one: under the name that the page has for
    it or, where both were renamed, under the page's. Of a text, those in its folder and the ones
    in that. No file is read outside of these, whatever an address says.

    Args:
        path: The page or the text.
    """

    def __init__(self, path: Path) -> None:
        self._base, self._companion = path.parent, companion_of(path)
        self._is_page = path.suffix.lower() in PAGE_SUFFIXES
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
        folder = self._companion if self._is_page else self._base
        files = folder.iterdir() if folder is not None else iter(())
        before = f"{folder.name}/" if self._is_page and folder is not None else ""
        return (f"{before}{path.name}" for path in files if self._is_picture(path))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, address: str) -> Path | None:
        """Where an address leads; None if it leads elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        inside = PurePosixPath(unquote(parts.path))  # "./" at its beginning is gone by this
        if parts.scheme or parts.netloc or ".." in inside.parts or inside.is_absolute():
            return None
        folder, within = self._base, inside.parts
        if self._is_page:
            found = self._folder_of(within)
            if found is None:
                return None
            folder, within = found, within[1:]
        path = folder.joinpath(*within)
        try:
            is_inside = path.resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError):
            return None
        return path if within and is_inside and self._is_picture(path) else None

    def _folder_of(self, within: tuple[str, ...]) -> Path | None:
        if not within or not within[0].lower().endswith(_LOWER_ENDINGS):
            return None
        named = self._base / within[0]
        return named if named.is_dir() else self._companion

    def _is_picture(self, path: Path) -> bool:
        """By its name, of a text; in a page's own folder what is one is told by its content."""
        return self._is_page or path.suffix.lower() in _PICTURE_SUFFIXES
