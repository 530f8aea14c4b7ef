"""The ends of the active mark, to be dragged: where they are, and what a drag would make of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from galley.ui.reader.mark_index import Mark
from galley.ui.theme.tokens import Theme

__all__ = ["Drag", "handle_at", "nudged", "paint_handles"]

_REACH = 6.0  # px on each side of an end in which a press takes hold of it
_BAR = 2.0
_KNOB = 3.5


class Drag:
    """A drag of one end of one passage. Offsets are code points.

    Attributes:
        at_end: Whether the end is dragged, or else the start.
        start: Where the passage would start now.
        end: Where it would end now.
    """

    def __init__(self, mark: Mark, *, at_end: bool) -> None:
        self.mark, self.at_end = mark, at_end
        self.start, self.end = mark.start, mark.end

    @property
    def moved(self) -> bool:
        """Whether letting go now would change anything."""
        return (self.start, self.end) != (self.mark.start, self.mark.end)

    @property
    def index(self) -> int:
        """Which passage of its annotation is dragged."""
        return self.mark.passage

    def to(self, offset: int) -> None:
        """Take the end to a code point; the passage keeps at least one."""
        if self.at_end:
            self.end = max(offset, self.start + 1)
        else:
            self.start = min(offset, self.end - 1)


def handle_at(point: QPointF, mark: Mark, boxes: list[QRectF]) -> Drag | None:
    """The drag that a press at a point of the document begins, if it is at an end of the mark.

    Args:
        point: Where the press is.
        mark: The active mark.
        boxes: Its rectangles, in reading order.
    """
    if not boxes:
        return None
    for at_end, box, x in (
        (True, boxes[-1], boxes[-1].right()),
        (False, boxes[0], boxes[0].left()),
    ):
        if abs(point.x() - x) <= _REACH and box.top() <= point.y() <= box.bottom():
            return Drag(mark, at_end=at_end)
    return None


def paint_handles(painter: QPainter, mark: Mark, boxes: list[QRectF], theme: Theme) -> None:
    """A bar with a knob at each end of the mark."""
    if not boxes:
        return
    colour = QColor(theme.kinds[mark.annotation.kind].rule)
    first, last = boxes[0], boxes[-1]
    painter.setPen(colour)
    painter.setBrush(colour)
    for x, box, knob in (
        (first.left(), first, first.top()),
        (last.right(), last, last.bottom()),
    ):
        painter.fillRect(QRectF(x - _BAR / 2, box.top(), _BAR, box.height()), colour)
        painter.drawEllipse(QPointF(x, knob), _KNOB, _KNOB)


def nudged(passages: Sequence[tuple[int, int]], event: QKeyEvent) -> tuple[int, int, int] | None:
    """What an arrow key makes of a mark's ends.

    Args:
        passages: The mark's, in reading order, in code points.
        event: The key: Shift and an arrow move the end of the last passage, with Ctrl as well the
            start of the first.

    Returns:
        Which passage, its start and its end from now on; None for any other key.
    """
    step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    if step is None or not passages or held not in (shift, shift | control):
        return None
    if held == shift:
        start, end = passages[-1]
        return len(passages) - 1, start, end + step
    start, end = passages[0]
    return 0, start + step, end
