"""What a clipboard or a drop holds: files, an address, a page with its structure, or its text."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl

from galley.services.captures import Captured, PastedSource

__all__ = ["dropped_paths", "pasted_address", "pasted_page"]


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """The files and folders in it, in order."""
    return [Path(url.toLocalFile()) for url in (data.urls() if data else ()) if url.isLocalFile()]


def pasted_address(data: QMimeData | None) -> str:
    """The address that is all there is in it, as a browser gives a link; else an empty string."""
    if data is None:
        return ""
    urls = data.urls() or [QUrl(data.text().strip(), QUrl.ParsingMode.StrictMode)]
    address = urls[0] if len(urls) == 1 else QUrl()
    is_page = address.isValid() and address.scheme() in {"http", "https"}
    return bytes(address.toEncoded().data()).decode("ascii") if is_page else ""


def pasted_page(data: QMimeData | None) -> PastedSource | None:
    """The page in it: as HTML where it has that flavour, else as text; None if it has neither."""
    if data is None:  # Qt's word for an empty clipboard
        return None
    if data.hasHtml() and data.html().strip():
        name = QCoreApplication.translate("importing", "pasted-page.html")
        return _source(data.html(), name, "text/html; charset=utf-8")
    if data.hasText() and data.text().strip():
        name = QCoreApplication.translate("importing", "pasted-page.txt")
        return _source(data.text(), name, "text/plain; charset=utf-8")
    return None


def _source(text: str, name: str, media_type: str) -> PastedSource:
    # Qt may give half of a surrogate pair; a question mark in its place is what any editor saves.
    return PastedSource(Captured(text.encode("utf-8", "replace"), name, media_type))
