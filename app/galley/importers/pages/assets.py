"""Takes the pictures that a page carries inside itself, and tells them by content; decodes none."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes, urljoin

__all__ = ["Assets"]

_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w=-]+)*),", re.IGNORECASE)
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_SMALLEST = 400  # bytes; anything smaller holds a place until a script has run
_MOST = 200


class Assets:
    """The pictures that were inside a capture, by the SHA-256 of their bytes."""

    def __init__(self, base: str, saved: Mapping[str, bytes] | None = None) -> None:
        """Start without any.

        Args:
            base: The page's address, against which relative ones are read; may be empty.
            saved: Pictures that were saved beside the page, by the address it calls them.
        """
        self._base = base
        self._saved = {} if saved is None else saved  # one that is read when asked looks empty
        self._found: dict[str, bytes] = {}

    def take(self, address: str) -> tuple[str, str]:
        """The picture's address and asset, as :class:`~galley.domain.article.Figure` has them.

        Args:
            address: As the page has it: a data URL is kept as an asset if it is a PNG, JPEG, GIF
                or WebP by its content; of other addresses only http and https are kept.
        """
        match = _DATA.match(address)
        if match:
            data = _decoded(address, match)
            if data is None or len(self._found) >= _MOST:
                return "", ""
            name = hashlib.sha256(data).hexdigest()
            self._found[name] = data
            return "", name
        try:
            joined = urljoin(self._base, address.strip())
        except ValueError:
            return "", ""
        shown = joined if joined.lower().startswith(("http://", "https://")) else ""
        beside = self._saved.get(address.strip()) or self._saved.get(joined)
        if beside is None or not _is_picture(beside) or len(self._found) >= _MOST:
            return shown, ""
        name = hashlib.sha256(beside).hexdigest()
        self._found[name] = beside
        return shown, name

    def all(self) -> tuple[tuple[str, bytes], ...]:
        """All that were taken, each once."""
        return tuple(self._found.items())


def _decoded(address: str, match: re.Match[str]) -> bytes | None:
    body = address[match.end() :]
    try:
        if "base64" in match[2].lower():
            data = base64.b64decode(unquote_to_bytes(body), validate=False)
        else:
            data = unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
    return data if _is_picture(data) else None


def _is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return len(data) >= _SMALLEST and (data.startswith(_SIGNATURES) or is_webp)
