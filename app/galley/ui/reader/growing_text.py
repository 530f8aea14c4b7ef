"""A long text that is set and laid out while it is read already.

Ordinary texts are there at once. Of a long one a beginning is, and the rest follows in slices that
fit between two frames; whoever goes a little further on has it set up to there first. Of a place
that is far away a part is shown, which is replaced by the text itself as soon as that stands there
and nobody moves anything; the words that are seen stay where they are.
"""

from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QWidget

from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.text_runs import block_at
from galley.ui.theme.current import ThemeSource

__all__ = ["AT_ONCE", "GrowingText"]

AT_ONCE = 60_000  # code points that stand before the page is shown: some thirty screens
_FAR = 300_000  # code points: to set and lay out more than these would be waited for
_SLICE = 4_000  # code points: what is set at a time after that, to begin with
_LARGEST_SLICE = 100_000
_A_FRAME = 0.005  # seconds that a slice may take
_NEWS_AFTER = 1.5  # times what stood at the last news: all of them cost no more than the text
_AT_REST = 2.0  # seconds: to turn from a part to the text, Qt lays out all above it once more
_LOOK_EVERY = 50  # ms, when only that is waited for


class GrowingText(ArticleText):
    """What is there of a text, and how the rest of it comes.

    Attributes:
        grown: More of the text stands; for the last time when all of it does.
    """

    grown = Signal()

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget | None) -> None:
        super().__init__(themes, marks, parent)
        self._stands = 0  # every code point of the text itself before this one is laid out
        self._part: tuple[int, int] | None = None  # what is shown instead: first, one past the last
        self._slice = _SLICE
        self._told = 0  # what stood when it was last said that there is more
        self._moved_at = 0.0
        self._is_held = False
        # Anchor and caret, in code points, while lines are shown in which they do not stand.
        self._left_at: tuple[int, int] | None = None
        self._growing = QTimer(self)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)
        self.cursorPositionChanged.connect(self._forget_left)

    # -- what a page has to say --------------------------------------------------------------

    def set_further(self, offset: int) -> bool:  # noqa: ARG002 - for subclasses
        """Set all that begins before a code point; whether that is all there is. For subclasses."""
        return True

    def whole(self) -> tuple[QTextDocument, DocumentMap]:
        """The text itself, shown or not. For subclasses."""
        return self.document(), self._map

    def show_part(self, offset: int) -> None:
        """Show some of the text, laid out, with a code point at the top. For subclasses."""

    def show_whole(self) -> None:
        """Show the text itself instead of a part; what is seen stays. For subclasses."""

    def turned(self) -> None:
        """A part is shown, or the text itself again. For subclasses."""

    def offset_at_top(self) -> int:
        """The code point at the top of what is seen. For subclasses."""
        return 0

    def is_beside(self, offset: int) -> bool:  # noqa: ARG002 - for subclasses
        """Whether a code point stands beside this text, and not in it. For subclasses."""
        return False

    def when_whole(self) -> None:
        """All of the text stands. For subclasses."""

    # -- growing -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is set and laid out, and shown."""
        return self._part is None and self._is_done

    @property
    def _is_done(self) -> bool:
        return self._stands > len(self._text)

    @property
    def is_part(self) -> bool:
        """Whether only some of the text is shown, without its beginning, for a moment."""
        return self._part is not None

    @staticmethod
    def is_far(offset: int) -> bool:
        """Whether the text is not set up to a code point before that is shown."""
        return offset > _FAR

    def stands(self, offset: int) -> bool:
        """Whether the text is shown at this code point, or up to it, by now."""
        if self._part is not None:
            return self._part[0] <= offset < self._part[1]
        return offset < self._stands

    def stand_up_to(self, offset: int) -> None:
        """Lay out anew, as far as this code point for now."""
        self._stands, self._part = 0, None
        self._advance(offset + 1)

    def stand_around(self, offset: int) -> None:
        """Lay out anew, a part around a code point first."""
        self._stands = 0
        self.show_part(offset)

    def grow_on(self) -> None:
        """Let the rest follow while there is time."""
        self._told = self._stands
        if not self.is_whole:
            self._growing.start(0)

    def reach(self, offset: int) -> None:
        """Show the text at a code point now, if it does not stand there yet."""
        if self.stands(offset) or self.is_whole:
            return
        if offset - self._stands > _FAR:
            self.show_part(offset)
            self.turned()
        else:
            self._stand_all_up_to(offset)
        self._told = 0

    def _stand_all_up_to(self, offset: int) -> None:
        """Show the text itself, from its beginning up to a code point at least."""
        if self._stands <= offset:
            self._advance(offset + 1 - self._stands)
        self._leave_part()

    def _leave_part(self) -> None:
        if self._part is None:
            return
        self.show_whole()
        self.turned()
        if self.is_whole:
            self._growing.stop()
            self.when_whole()

    def _advance(self, length: int) -> None:
        end = self._stands + length
        is_set = self.set_further(end)
        document, document_map = self.whole()
        if document_map:
            last = document.findBlock(document_map.to_position(end - 1))
            document.documentLayout().blockBoundingRect(last)  # lays out up to there
        self._stands = len(self._text) + 1 if is_set and end >= len(self._text) else end
        if self.is_whole:
            self._growing.stop()
            self.when_whole()

    def _grow(self) -> None:
        """Go on for a frame."""
        if not self._is_done:
            began = perf_counter()
            self._advance(self._slice)
            fitting = self._slice * _A_FRAME / max(perf_counter() - began, 1e-4)
            most = min(2 * self._slice, _LARGEST_SLICE)
            self._slice = round(min(max(fitting, _SLICE / 8), most))
        if self._part is not None:
            if self._stands >= self._part[1] and self._is_at_rest():
                self._leave_part()
            elif self._is_done:
                self._growing.setInterval(_LOOK_EVERY)
        if self.is_whole or self._stands > _NEWS_AFTER * self._told:
            self._told = self._stands
            self.grown.emit()

    def _is_at_rest(self) -> bool:
        """Whether nobody moves anything, who would lose hold of it, or types in a note."""
        held = self._is_held or self.verticalScrollBar().isSliderDown()
        focus = QApplication.focusWidget()
        typing = focus is not None and self.viewport().isAncestorOf(focus)
        return not held and not typing and perf_counter() - self._moved_at > _AT_REST

    def viewportEvent(self, event: QEvent) -> bool:
        """Whoever uses the mouse does not rest."""
        if isinstance(event, QMouseEvent):
            self._is_held = event.buttons() != Qt.MouseButton.NoButton
            self._moved_at = perf_counter()
        return super().viewportEvent(event)

    def _on_moved(self, _value: int) -> None:
        self._moved_at = perf_counter()
        if self._part is not None:
            QTimer.singleShot(0, self, self._go_on_from_part)
        elif not self._is_done and self._map:
            self._stand_in_sight()

    def _stand_in_sight(self) -> None:
        """Lay out what is seen by now: Qt would, to paint it, and nobody would know of it."""
        foot = self.verticalScrollBar().value() + self.viewport().height()
        while not self._is_done:
            last = self.document().findBlock(self._map.to_position(max(0, self._stands - 1)))
            if self.document().documentLayout().blockBoundingRect(last).bottom() > foot:
                return
            self._advance(self._slice)

    def _go_on_from_part(self) -> None:
        """There is more above and below than a part shows."""
        bar, part = self.verticalScrollBar(), self._part
        if part is None:
            return
        above = bar.value() == bar.minimum() and part[0] > 0
        below = bar.value() == bar.maximum() and part[1] <= len(self._text)
        if above or below:
            self.show_part(self.offset_at_top())
            self.turned()

    def _forget_left(self) -> None:
        """Somebody has put the caret elsewhere."""
        self._left_at = None

    def _take_up(self) -> None:
        """Whoever selects on does so from where it was begun, though that is not shown by now."""
        if self._left_at is None:
            return
        anchor, caret = self._left_at
        shown = self._part[1] if self._part is not None else 0
        self._stand_all_up_to(min(len(self._text), max(anchor, caret, shown)))
        with QSignalBlocker(self):  # what is done to it now is told
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._map.to_position(anchor))
            cursor.setPosition(self._map.to_position(caret), QTextCursor.MoveMode.KeepAnchor)
            value = self.verticalScrollBar().value()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(value)
        self._left_at = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Shift a press selects from where the caret was."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._take_up()
        super().mousePressEvent(event)

    def _block_at(self, point: QPointF) -> QTextBlock:
        document = self.document()
        end = document.characterCount() - 1
        if not self.is_whole and self._part is None and self._map:
            end = self._map.to_position(max(0, self._stands - 1))
        block = block_at(document, point.y(), document.findBlock(end).blockNumber())
        if QTextCursor(block).currentTable() is None:
            return block
        return super()._block_at(point)  # which cell, Qt knows

    # -- whoever goes further ----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead to an end of the text wait until it is there."""
        self._moved_at = perf_counter()
        from galley.ui.reader.text_keys import goes_to_an_end, is_over_all, selects_on

        if selects_on(event):
            self._take_up()
        if self.is_whole:
            super().keyPressEvent(event)
            return
        if is_over_all(event):
            self._stand_all_up_to(len(self._text))
        is_last = goes_to_an_end(event)
        if is_last is not None:
            self.reach(len(self._text) if is_last else 0)
        super().keyPressEvent(event)
        if is_last is not None:
            self.show_caret()  # it may have been at that end already, in lines that were not shown

    def _reach(self, offset: int) -> None:
        if not self.is_whole and not self.is_beside(offset):
            self.reach(offset)

    def shows(self, offset: int) -> bool:
        """Whether the code point at this offset stands, or will stand, somewhere in this text."""
        if not self.is_whole and not self.stands(offset):
            return not self.is_beside(offset)
        return super().shows(offset)

    def rect_of(self, start: int, end: int) -> QRectF:
        """The rectangle around a passage, in the viewport's coordinates; empty if not shown."""
        self._reach(end - 1)
        self._reach(start)
        return super().rect_of(start, end)

    def select_passage(self, start: int, end: int) -> None:
        """Select a passage that this text shows."""
        self._reach(start)
        if not self.is_whole and not self.stands(end - 1) and not self.is_beside(end - 1):
            self._stand_all_up_to(end - 1)
        super().select_passage(start, end)
