"""Reads the parts of a document that is a ZIP archive, within limits; knows no document format.

Nothing is ever written to disk. A size is what has been read, never what the archive claims.
"""

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from galley.domain.errors import ImportFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_ENTRIES", "Parts", "parse_xml"]

MOST_ENTRIES = 5_000
_MOST_OF_ONE = 20 * 1024 * 1024  # bytes
_MOST_OF_ALL = 300 * 1024 * 1024
_MOST_ELEMENTS = 400_000  # of a part that is XML
_PIECE = 256 * 1024
_ENTRY_MARK = b"PK\x01\x02"  # of each entry in the archive's directory
_LINK, _KIND = 0o120000, 0o170000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = "The document is damaged: open it in the program it is from, and save it again."
_LOCKED = "The document is locked with a password: save it without one and open that."
_TOO_MUCH = "The document holds more than any article: save only the article and open that."


class Parts:
    """The named parts of one archive."""

    def __init__(self, data: bytes) -> None:
        """Open an archive.

        Args:
            data: Its untouched bytes.

        Raises:
            ImportFailed: It is damaged, locked, has too many entries, or links among them.
        """
        if data.count(_ENTRY_MARK) > MOST_ENTRIES:
            raise ImportFailed(_TOO_MUCH)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ImportFailed(_DAMAGED) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            if entry.external_attr >> 16 & _KIND == _LINK or entry.compress_type not in _METHODS:
                raise ImportFailed(_DAMAGED)
            if entry.flag_bits & 1:
                raise ImportFailed(_LOCKED)
            self._entries.setdefault(entry.filename.lstrip("/"), entry)
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> "Iterator[str]":
        return iter(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ImportFailed: There is none of that name, it is damaged, or it holds too much.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ImportFailed(_DAMAGED)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(entry) as part:
                while piece := part.read(_PIECE):
                    size += len(piece)
                    self._read += len(piece)
                    if size > _MOST_OF_ONE or self._read > _MOST_OF_ALL:
                        raise ImportFailed(_TOO_MUCH)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ImportFailed(_DAMAGED) from error
        return b"".join(pieces)

    def xml(self, name: str) -> Any:  # noqa: ANN401  an lxml element, which has no type
        """The root of a part that is XML.

        Raises:
            ImportFailed: There is none of that name, it is no well-formed XML, or holds too much.
        """
        root = parse_xml(self.read(name))
        if sum(1 for _element in root.iter()) > _MOST_ELEMENTS:
            raise ImportFailed(_TOO_MUCH)
        return root

    @staticmethod
    def beside(name: str, target: str) -> str:
        """The name of the part that another one calls ``target``, relative to itself."""
        try:
            path = unquote(urlsplit(target).path)
        except ValueError:
            return ""
        if path.startswith("/"):
            return posixpath.normpath(path).lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def parse_xml(data: bytes) -> Any:  # noqa: ANN401  an lxml element, which has no type
    """The root element; no entity is resolved, nothing is fetched.

    Raises:
        ImportFailed: It is no well-formed XML, or nested deeper than any document.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types; loaded if needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportFailed(_DAMAGED) from error
