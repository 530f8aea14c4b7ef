"""Whether what is dragged may be a capture: files, a link, a page's text; knows no importer."""

from PySide6.QtCore import QMimeData

__all__ = ["may_be_capture"]


def may_be_capture(data: QMimeData) -> bool:
    """Whether letting it go would bring in something to import, or the address of it."""
    return data.hasUrls() or data.hasHtml() or data.hasText()
