"""A note's HTML set in the panel's type; knows nothing of cards, and loads nothing."""

import html
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QRectF, QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextOption,
)

from galley.ui.components.blank_picture import blank_picture
from galley.ui.theme.fonts import inter
from galley.ui.theme.tokens import Theme

__all__ = ["NOTE_LINE", "Anchor", "LinkedFrom", "anchors", "linked_document", "note_document"]

NOTE_LINE = 18  # px from one baseline to the next
_PARAGRAPH_GAP = 6
_INDENT = 16


class Anchor(NamedTuple):
    """A link of a note that is laid out.

    Attributes:
        address: Where it leads.
        words: What it is called.
        places: Its rectangles, a line each, from the document's corner.
    """

    address: str
    words: str
    places: tuple[QRectF, ...]

    def moved(self, x: float, y: float) -> "Anchor":
        """The same, from another corner."""
        return self._replace(places=tuple(place.translated(x, y) for place in self.places))


class LinkedFrom(NamedTuple):
    """A line of what links here.

    Attributes:
        address: Of the note that links; empty where several are told of in one line.
        words: What is said of it.
        notes: How many notes it tells of.
    """

    address: str
    words: str
    notes: int = 1


class _NoteDocument(QTextDocument):
    """A note has no pictures; a way round that would still lead to none."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        return blank_picture()


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


def linked_document(links: Sequence[LinkedFrom], width: float, theme: Theme) -> QTextDocument:
    """Lay out what links to an annotation, a line each.

    Args:
        links: At least one.
        width: Of the column, in px.
        theme: The colours.
    """
    title = QCoreApplication.translate("notes", "Linked from")
    lines = [f'<span style="color: {theme.muted}">{html.escape(title)}</span>']
    for one in links:
        words = html.escape(one.words)
        lines.append(f'<a href="{one.address}">{words}</a>' if one.address else words)
    return note_document(f"<p>{'<br>'.join(lines)}</p>", width, theme)


def anchors(document: QTextDocument) -> tuple[Anchor, ...]:
    """The links of a document that is laid out, in order."""
    found: list[Anchor] = []
    block = document.begin()
    while block.isValid():
        for start, end, address, words in _linked_runs(block):
            places = tuple(_places(document, block, start, end))
            found.append(Anchor(address, words, places))
        block = block.next()
    return tuple(found)


def _linked_runs(block: QTextBlock) -> list[tuple[int, int, str, str]]:
    """The links of a block: from where to where, in UTF-16 units of it, the address, the words."""
    runs: list[tuple[int, int, str, str]] = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        address = fragment.charFormat().anchorHref()
        start = fragment.position() - block.position()
        end = start + fragment.length()
        if address and runs and runs[-1][1] == start and runs[-1][2] == address:
            before = runs.pop()  # bold words of a link are a fragment of their own
            runs.append((before[0], end, address, before[3] + fragment.text()))
        elif address:
            runs.append((start, end, address, fragment.text()))
        fragments += 1
    return runs


def _places(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """Where a run of a block stands, line by line."""
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            place = QRectF(min(left, right), line.y(), abs(right - left), line.height())
            yield place.translated(corner)


def _x(found: object) -> float:
    """The place of a cursor; PySide gives it with the cursor, which the stubs leave out."""
    return (
        float(cast("tuple[float, int]", found)[0])
        if isinstance(found, tuple)
        else float(cast("float", found))
    )
