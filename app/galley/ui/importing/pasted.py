"""What a clipboard or a drop holds: files, an address, a page with its structure, or its text."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl

from galley.services.intake.captures import Captured, PastedSource

__all__ = ["dropped_addresses", "dropped_paths", "pasted_address", "pasted_page"]

_MARKDOWN = re.compile(r"\s*# +\S")  # begins with a headline, as no page's plain text does


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """The files and folders in it, in order."""
    return [Path(url.toLocalFile()) for url in (data.urls() if data else ()) if url.isLocalFile()]


def dropped_addresses(data: QMimeData | None) -> list[str]:
    """What lies beside the files and folders in it: links, in order, each once."""
    links = [url for url in (data.urls() if data else ()) if not url.isLocalFile()]
    return list(dict.fromkeys(map(_encoded, links)))


def _encoded(address: QUrl) -> str:
    return bytes(address.toEncoded().data()).decode("ascii")


def pasted_address(data: QMimeData | None) -> str:
    """The address that is all there is in it, as a browser gives a link; else an empty string."""
    if data is None:
        return ""
    urls = data.urls() or [QUrl(data.text().strip(), QUrl.ParsingMode.StrictMode)]
    address = urls[0] if len(urls) == 1 else QUrl()
    # With a scheme that is not fetched, too: the sentence that says so comes where one would fetch.
    is_file = address.isLocalFile() or len(address.scheme()) < 2
    is_page = address.isValid() and bool(address.host()) and not is_file
    return _encoded(address) if is_page else ""


def pasted_page(data: QMimeData | None) -> PastedSource | None:
    """The page in it: as HTML where it has that form, and as text; None if it has neither."""
    if data is None:  # Qt's word for an empty clipboard
        return None
    html, text = data.html() if data.hasHtml() else "", data.text() if data.hasText() else ""
    plain = _captured(text, QCoreApplication.translate("importing", "pasted-page.txt"), "plain")
    if _MARKDOWN.match(text) and not html.strip():
        name = QCoreApplication.translate("importing", "pasted-page.md")
        return PastedSource(_captured(text, name, "markdown"), plain)
    if html.strip():
        name = QCoreApplication.translate("importing", "pasted-page.html")
        return PastedSource(_captured(html, name, "html"), plain if text.strip() else None)
    return PastedSource(plain) if text.strip() else None


def _captured(text: str, name: str, kind: str) -> Captured:
    # Qt may give half of a surrogate pair; a question mark in its place is what any editor saves.
    return Captured(text.encode("utf-8", "replace"), name, f"text/{kind}; charset=utf-8")
