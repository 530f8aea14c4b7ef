"""A long text that is set and laid out while it is read already.

Ordinary texts are there at once. Of a long one a beginning is, and the rest follows in slices that
fit between two frames; whoever goes a little further on has it set up to there first. Of a place
that is far away what stands around it is shown, and grows from there, both ways: upwards while
nobody moves anything. The words that are seen stay where they are.
"""

from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.text_runs import block_at
from galley.ui.theme.current import ThemeSource

__all__ = ["AT_ONCE", "GrowingText"]

AT_ONCE = 60_000  # code points that stand before the page is shown: some thirty screens
_FAR = 300_000  # code points: to set and lay out more than these would be waited for
_SLICE = 4_000  # code points: what is set at a time after that, to begin with
_LARGEST_SLICE = 100_000
# Code points that are set above what stands at a time: then Qt moves all below, which takes up to
# 25 ms in a million words.
_ABOVE = 24_000
_A_FRAME = 0.005  # seconds that a slice may take
_NEWS_AFTER = 1.5  # times what stood at the last news: all of them cost no more than the text
_AT_REST = 0.5  # seconds
_LOOK_EVERY = 50  # ms, when only that is waited for


class GrowingText(ArticleText):
    """What is there of a text, and how the rest of it comes.

    Attributes:
        grown: More of the text stands; for the last time when all of it does.
        moved_down: All that was laid out stands so much further down in the document, in pixels;
            what is seen stays where it is.
    """

    grown = Signal()
    moved_down = Signal(float)

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget | None) -> None:
        super().__init__(themes, marks, parent)
        # Every code point from the first of these on, and before the second, is laid out.
        self._begins, self._stands = 0, 0
        self._slice = _SLICE
        self._told = 0  # how much stood when it was last said that there is more
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

    def set_back(self, offset: int) -> tuple[int, float]:
        """Set what stands above, from a code point or a little before it. For subclasses.

        Returns:
            Its first code point, and how much further down what was set before stands; what is
            seen stays where it is.
        """
        return offset, 0.0

    def show_around(self, offset: int) -> None:
        """Show what stands around a code point instead, laid out, with it at the top."""

    def turned(self) -> None:
        """Other lines are shown, or more above them. For subclasses."""

    def offset_at_top(self) -> int:
        """The code point at the top of what is seen. For subclasses."""
        return 0

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that a code point stands at the top. For subclasses."""

    def is_beside(self, offset: int) -> bool:  # noqa: ARG002 - for subclasses
        """Whether a code point stands beside this text, and not in it. For subclasses."""
        return False

    def when_whole(self) -> None:
        """All of the text stands. For subclasses."""

    # -- growing -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is set and laid out."""
        return self._begins == 0 and self._is_at_end

    @property
    def _is_at_end(self) -> bool:
        return self._stands > len(self._text)

    @property
    def is_part(self) -> bool:
        """Whether the text is shown without its beginning, for a while."""
        return self._begins > 0

    @staticmethod
    def is_far(distance: int) -> bool:
        """Whether so many code points are not set before something is shown."""
        return distance > _FAR

    def stands(self, offset: int) -> bool:
        """Whether the text is shown at this code point, or up to it, by now."""
        return self._begins <= offset < self._stands

    def stand_from(self, begin: int, offset: int) -> None:
        """Lay out anew what is set from a code point on, as far as another one for now."""
        self._begins = self._stands = begin
        self._advance(offset + 1 - begin)

    def grow_on(self) -> None:
        """Let the rest follow while there is time."""
        self._told = self._stands - self._begins
        if not self.is_whole:
            self._growing.start(0)

    def reach(self, offset: int) -> None:
        """Show the text at a code point now, if it does not stand there yet."""
        if self.stands(offset) or self.is_whole:
            return
        away = max(self._begins - offset, offset - self._stands)
        if self.is_far(away):
            self.show_around(offset)
            self.turned()
        else:
            self._stand_over(offset, offset)
        self._told = 0

    def _stand_over(self, first: int, last: int) -> None:
        """Have all of a range stand, with what is shown, however long that takes."""
        if self.is_far(self._begins - first):
            top = self.offset_at_top()  # from its beginning, a text is set much faster
            self.show_around(first)
            self._advance(max(top + AT_ONCE, last + 1) - self._stands)
            self.scroll_to_offset(top)
            self.turned()
        elif first < self._begins:
            self._go_back(first)
            self.turned()
        if self._stands <= last:
            self._advance(last + 1 - self._stands)

    def _advance(self, length: int) -> None:
        """Have so many code points more stand."""
        end = self._stands + length
        is_set = self.set_further(end)
        if self._map:
            last = self.document().findBlock(self._map.to_position(end - 1))
            self.document().documentLayout().blockBoundingRect(last)  # lays out up to there
        self._stands = len(self._text) + 1 if is_set and end >= len(self._text) else end
        self._look_whether_whole()

    def _go_back(self, offset: int) -> None:
        """Have what stands above stand too, from a code point on."""
        moved_at = self._moved_at
        with QSignalBlocker(self):  # nobody selects anything
            self._begins, by = self.set_back(max(0, offset))
        self._moved_at = moved_at  # nor scrolls
        self.moved_down.emit(by)
        self._look_whether_whole()

    def _look_whether_whole(self) -> None:
        if self.is_whole:
            self.when_whole()

    def _grow(self) -> None:
        """Go on for a frame."""
        rests = self._is_at_rest()
        if self._begins > 0 and rests:
            self._go_back(self._begins - _ABOVE)
            if not self.is_part:
                self.turned()
        elif not self._is_at_end:
            self._grow_down()
        self._take_up_if_shown()
        waits = self._is_at_end and not rests
        self._growing.setInterval(_LOOK_EVERY if waits else 0)
        if self.is_whole:
            self._growing.stop()
        length = self._stands - self._begins
        if self.is_whole or length > _NEWS_AFTER * self._told:
            self._told = length
            self.grown.emit()

    def _grow_down(self) -> None:
        began = perf_counter()
        self._advance(self._slice)
        fitting = self._slice * _A_FRAME / max(perf_counter() - began, 1e-4)
        most = min(2 * self._slice, _LARGEST_SLICE)
        self._slice = round(min(max(fitting, _SLICE / 8), most))

    def _is_at_rest(self) -> bool:
        """Whether nobody moves anything, who would feel it wait, or types in a note."""
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

    def _on_moved(self, value: int) -> None:
        self._moved_at = perf_counter()
        if self.is_part and value < self.viewport().height():
            QTimer.singleShot(0, self, self._go_on_above)
        if not self._is_at_end and self._map:
            self._stand_in_sight()

    def _stand_in_sight(self) -> None:
        """Lay out what is seen by now: Qt would, to paint it, and nobody would know of it."""
        foot = self.verticalScrollBar().value() + self.viewport().height()
        while not self._is_at_end:
            last = self.document().findBlock(self._map.to_position(max(0, self._stands - 1)))
            if self.document().documentLayout().blockBoundingRect(last).bottom() > foot:
                return
            self._advance(self._slice)
            self._told = 0

    def _go_on_above(self) -> None:
        """There is more above, and one scrolls there."""
        if self.is_part and self.verticalScrollBar().value() < self.viewport().height():
            self._go_back(self._begins - _ABOVE)
            self.turned()

    def _forget_left(self) -> None:
        """Somebody has put the caret elsewhere."""
        self._left_at = None

    def _take_up(self) -> None:
        """Whoever selects on does so from where it was begun, though that is not shown by now."""
        if self._left_at is not None:
            top = self.offset_at_top()
            self._stand_over(min(*self._left_at, top), min(len(self._text), max(self._left_at)))
            self._take_up_if_shown()

    def _take_up_if_shown(self) -> None:
        """Select again what was selected, if that is shown by now; what is seen stays."""
        if self._left_at is None or not all(self.stands(end) for end in self._left_at):
            return
        anchor, caret = self._left_at
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
        if not self._is_at_end and self._map:
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
            self._stand_over(0, len(self._text))
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
            self._stand_over(start, end - 1)
        super().select_passage(start, end)
