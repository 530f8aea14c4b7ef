"""The caret by sentence and by paragraph, which Qt has no keys for. Knows no keys either."""

from enum import StrEnum

from PySide6.QtGui import QTextCursor

from galley.domain.article import BLOCK_SEPARATOR
from galley.domain.stretches import block_around, sentence_edges
from galley.ui.reader.article_text import ArticleText

__all__ = ["Unit", "move_caret"]


class Unit(StrEnum):
    """What the caret goes over in one step."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


def move_caret(text: ArticleText, canonical: str, unit: Unit, step: int, *, select: bool) -> None:
    """Move the caret to where a unit begins, and show it.

    Args:
        text: Where the caret is.
        canonical: The version's canonical text.
        unit: What it goes over.
        step: 1 for the next, -1 for the one before, or for the beginning of this one.
        select: Whether what it goes over is selected.
    """
    if not text.document_map:
        return
    cursor = text.textCursor()
    here = text.document_map.to_offset(cursor.position())
    there = (
        _next_edge(text, canonical, unit, here)
        if step > 0
        else _edge_before(text, canonical, unit, here)
    )
    mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(text.document_map.to_position(there), mode)
    text.setTextCursor(cursor)
    text.show_caret()


def _edges(canonical: str, unit: Unit, offset: int) -> list[int]:
    """Where units of the block around a code point begin, and where the last ends."""
    start, end = block_around(canonical, offset)
    return sentence_edges(canonical, start, end) if unit is Unit.SENTENCE else [start, end]


def _next_edge(text: ArticleText, canonical: str, unit: Unit, here: int) -> int:
    edges = _edges(canonical, unit, here)
    for edge in edges[:-1]:
        if edge > here:
            return edge
    # Blocks that this text does not show, such as those of the page's own sidebar, are gone over.
    start = canonical.find(BLOCK_SEPARATOR, edges[-1]) + 1
    while start and not text.shows(start):
        start = canonical.find(BLOCK_SEPARATOR, start) + 1
    return start or edges[-1]


def _edge_before(text: ArticleText, canonical: str, unit: Unit, here: int) -> int:
    before = [edge for edge in _edges(canonical, unit, here)[:-1] if edge < here]
    if before:
        return before[-1]
    end = canonical.rfind(BLOCK_SEPARATOR, 0, here)
    while end > 0 and not text.shows(end - 1):
        end = canonical.rfind(BLOCK_SEPARATOR, 0, end)
    if end <= 0:
        return here
    return _edges(canonical, unit, end)[-2]
