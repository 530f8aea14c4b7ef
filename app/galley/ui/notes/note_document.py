"""A note's HTML set in the panel's type; knows nothing of cards, and loads nothing."""

from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextOption,
)

from galley.ui.theme.fonts import inter
from galley.ui.theme.tokens import Theme

__all__ = ["NOTE_LINE", "note_document"]

NOTE_LINE = 18  # px from one baseline to the next
_PARAGRAPH_GAP = 6
_INDENT = 16


class _NoteDocument(QTextDocument):
    """Qt would read a picture's file from the disk; a note has no pictures."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None


def note_document(html: str, width: float, theme: Theme) -> QTextDocument:
    """Lay a note out.

    Args:
        html: Sanitised; what a note's Markdown came to.
        width: Of the column, in px.
        theme: The colour of links.
    """
    document = _NoteDocument()
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(inter(12.5))
    document.setDefaultStyleSheet(
        f"a {{ color: {theme.accent}; }} b, strong, th {{ font-weight: 600; }}"
        "h1, h2, h3, h4, h5, h6 { font-size: 13px; font-weight: 600; }"
    )
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setHtml(html)
    _set_lines(document)
    document.setTextWidth(width)
    return document


def _set_lines(document: QTextDocument) -> None:
    """Give every block the note's line height, and a gap only between blocks."""
    block, last = document.begin(), document.lastBlock()
    cursor = QTextCursor(document)
    while block.isValid():
        shape = QTextBlockFormat()
        shape.setLineHeight(NOTE_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(0)
        together = block == last or (_in_list(block) and _in_list(block.next()))
        shape.setBottomMargin(0 if together else _PARAGRAPH_GAP)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(shape)
        block = block.next()


def _in_list(block: QTextBlock) -> bool:
    # The stubs say that there always is a list; there is none outside lists.
    return cast("QTextList | None", block.textList()) is not None
