"""A long text that is set and laid out while its beginning is read already.

Ordinary texts are there at once. Of a long one a beginning is, and the rest follows in slices that
fit between two frames; whoever goes to a place further on has it set up to there first.
"""

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.text_runs import block_at
from galley.ui.theme.current import ThemeSource

__all__ = ["AT_ONCE", "GrowingText"]

AT_ONCE = 60_000  # code points that stand before the page is shown: some thirty screens
_SLICE = 4_000  # code points: what is set at a time after that, to begin with
_LARGEST_SLICE = 100_000
_A_FRAME = 0.005  # seconds that a slice may take
_NEWS_AFTER = 1.5  # times what stood at the last news: all of them cost no more than the text
_TO_THE_END = (
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
    QKeySequence.StandardKey.SelectAll,
)


class GrowingText(ArticleText):
    """What is there of a text, and how the rest of it comes.

    Attributes:
        grown: More of the text stands; for the last time when all of it does.
    """

    grown = Signal()

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget | None) -> None:
        super().__init__(themes, marks, parent)
        self._stands = 0  # every code point before this one is set and laid out
        self._slice = _SLICE
        self._told = 0  # what stood when it was last said that there is more
        self._growing = QTimer(self)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)

    # -- what a page has to say --------------------------------------------------------------

    def set_further(self, offset: int) -> bool:  # noqa: ARG002 - for subclasses
        """Set all that begins before a code point; whether that is all there is. For subclasses."""
        return True

    def is_beside(self, offset: int) -> bool:  # noqa: ARG002 - for subclasses
        """Whether a code point stands beside this text, and not in it. For subclasses."""
        return False

    def when_whole(self) -> None:
        """All of the text stands. For subclasses."""

    # -- growing -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is set and laid out."""
        return self._stands > len(self._text)

    def stands(self, offset: int) -> bool:
        """Whether the text up to this code point is set and laid out by now."""
        return offset < self._stands

    def stand_up_to(self, offset: int) -> None:
        """Lay out anew, as far as this code point for now."""
        self._stands = 0
        self.reach(offset)

    def grow_on(self) -> None:
        """Let the rest follow while there is time."""
        self._told = self._stands
        if not self.is_whole:
            self._growing.start()

    def reach(self, offset: int) -> None:
        """Set and lay out the text up to a code point now, if it does not stand yet."""
        if not self.is_whole and self._stands <= offset:
            self._advance(offset + 1 - self._stands)
            self._told = 0

    def _advance(self, length: int) -> None:
        end = self._stands + length
        is_set = self.set_further(end)
        if self._map:
            last = self.document().findBlock(self._map.to_position(end - 1))
            self.document().documentLayout().blockBoundingRect(last)  # lays out up to there
        self._stands = len(self._text) + 1 if is_set and end >= len(self._text) else end
        if self.is_whole:
            self._growing.stop()
            self.when_whole()

    def _grow(self) -> None:
        """Go on for a frame."""
        began = perf_counter()
        self._advance(self._slice)
        fitting = self._slice * _A_FRAME / max(perf_counter() - began, 1e-4)
        most = min(2 * self._slice, _LARGEST_SLICE)
        self._slice = round(min(max(fitting, _SLICE / 8), most))
        if self.is_whole or self._stands > _NEWS_AFTER * self._told:
            self._told = self._stands
            self.grown.emit()

    def _block_at(self, point: QPointF) -> QTextBlock:
        document = self.document()
        end = document.characterCount() - 1
        if not self.is_whole and self._map:
            end = self._map.to_position(max(0, self._stands - 1))
        block = block_at(document, point.y(), document.findBlock(end).blockNumber())
        if QTextCursor(block).currentTable() is None:
            return block
        return super()._block_at(point)  # which cell, Qt knows

    # -- whoever goes further ----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead to the end of the text wait until there is one."""
        if not self.is_whole and any(event.matches(key) for key in _TO_THE_END):
            self.reach(len(self._text))
        super().keyPressEvent(event)

    def _reach(self, offset: int) -> None:
        if not self.is_whole and not self.is_beside(offset):
            self.reach(offset)

    def shows(self, offset: int) -> bool:
        """Whether the code point at this offset stands somewhere in this text."""
        self._reach(offset)
        return super().shows(offset)

    def rect_of(self, start: int, end: int) -> QRectF:
        """The rectangle around a passage, in the viewport's coordinates; empty if not shown."""
        self._reach(start)
        self._reach(end - 1)
        return super().rect_of(start, end)

    def select_passage(self, start: int, end: int) -> None:
        """Select a passage that this text shows."""
        self._reach(start)
        self._reach(end - 1)
        super().select_passage(start, end)
