"""Reads a page saved as one MHTML file: finds its HTML and the pictures it was saved with.

Knows nothing of what the page says: that is the web page importer's part. Scripts are not in such
a file, so that no JSON-LD is either, and the visible byline and date must do.
"""

import email
import email.policy
from email.message import Message

from galley.domain.article import ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.decoding import decode_bytes
from galley.importers.pages.html_page import parse_page

__all__ = ["IMPORTER", "parse_mhtml"]

IMPORTER = "mhtml/1"
_MOST_PARTS = 2_000
_MOST_DEPTH = 50


def parse_mhtml(data: bytes) -> ParsedArticle:
    """Read an MHTML file.

    Raises:
        ImportFailed: It holds no page, or more parts than any page has.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = _parts(message)
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ImportFailed("The file holds no page: save it again from the browser as MHTML.")
    source = decode_bytes(_payload(page), page.get_content_charset() or "")
    pictures = {
        name: payload
        for part in parts
        if part.get_content_maintype() == "image" and (payload := _payload(part))
        for name in _names(part)
    }
    address = str(page.get("Content-Location", "") or message.get("Snapshot-Content-Location", ""))
    return parse_page(source, address=address.strip(), pictures=pictures, importer=IMPORTER)


def _parts(message: Message) -> list[Message]:
    """All parts, to a depth and a number that no page needs to pass."""
    found: list[Message] = []
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop(0)
        found.append(part)
        if len(found) > _MOST_PARTS or depth > _MOST_DEPTH:
            raise ImportFailed(
                f"The file has more than {_MOST_PARTS:,} parts: save only the article as MHTML."
            )
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting.extend((inner, depth + 1) for inner in payload if isinstance(inner, Message))
    return found


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _names(part: Message) -> list[str]:
    """The addresses by which the page calls a part."""
    names = [str(part.get("Content-Location", "")).strip()]
    identifier = str(part.get("Content-ID", "")).strip().strip("<>")
    if identifier:
        names.append(f"cid:{identifier}")
    return [name for name in names if name]
