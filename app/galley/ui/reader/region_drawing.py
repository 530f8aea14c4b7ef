"""A rectangle that is drawn on a photo, by mouse or keys, before it becomes a mark or moves one."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from galley.domain.region import Region
from galley.ui.reader.photo_marks import region_rect
from galley.ui.theme.tokens import Theme

__all__ = ["RegionDrawing", "region_after"]

_STILL = 4  # px that a hand may tremble in a click
_REACH = 6.0  # px on each side of an edge in which a press takes hold of it
_STEP, _FINE = 10, 1  # thousandths that an arrow key moves an edge
_KNOB = 3.5
_FIRST = (0.3, 0.3, 0.7, 0.7)  # where a rectangle begins that no mouse has drawn
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class _Hold(Enum):
    """What a press took hold of."""

    NOTHING = auto()
    NEW = auto()
    INSIDE = auto()
    EDGES = auto()


def region_after(region: Region, event: QKeyEvent, *, moves: bool) -> Region | None:
    """A region after an arrow key; None for any other key.

    Args:
        region: As it is.
        event: The key; Shift resizes.
        moves: Whether an arrow alone moves it, and Ctrl makes the step fine; else it takes Shift
            to resize and both to move, as with the ends of a mark on words.
    """
    step = _ARROWS.get(Qt.Key(event.key()))
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if step is None or held & ~(_SHIFT | _CONTROL):
        return None
    shift, control = bool(held & _SHIFT), bool(held & _CONTROL)
    if not moves and not shift:
        return None
    size = _FINE if moves and control else _STEP
    dx, dy = step[0] * size, step[1] * size
    resizes = shift if moves else not control
    return region.resized(dx, dy) if resizes else region.moved(dx, dy)


class RegionDrawing(QObject):
    """One rectangle at a time, on one photo.

    Attributes:
        changed: It looks otherwise.
        drawn: It is as it is to be: figure and Region.
        adjusted: A mark's region is to be another: the annotation's id and the Region.
    """

    changed = Signal()
    drawn = Signal(int, object)
    adjusted = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.figure = -1
        self.region: Region | None = None
        self._picture, self._photo, self._figure_pressed = "", QRectF(), -1
        self._hold = _Hold.NOTHING
        self._from = QPointF()
        self._corner = QPointF()
        self._before: Region | None = None
        self._adjusts = ""
        self._moving = False

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse draws now."""
        return self._moving

    def photo_moved(self, photo: QRectF) -> None:
        """The photo lies elsewhere by now: in a new layout, or under more text."""
        self._photo = photo

    def press(self, point: QPointF, figure: int, picture: str, photo: QRectF) -> None:
        """The button went down on a photo.

        Args:
            point: Where, in the document's coordinates.
            figure: Whose photo.
            picture: SHA-256 of the picture.
            photo: Where it lies.
        """
        self._figure_pressed, self._picture, self._photo = figure, picture, photo
        self._from, self._moving, self._adjusts = point, False, ""
        here = self.region if self.figure == figure else None
        self._take_hold(point, here)

    def press_on(self, point: QPointF, annotation_id: str, region: Region, photo: QRectF) -> bool:
        """The button went down near the active mark; whether that takes hold of it."""
        self._picture, self._photo = region.picture, photo
        self._from, self._moving = point, False
        self._take_hold(point, region)
        self._adjusts = annotation_id if self._hold is not _Hold.NEW else ""
        return bool(self._adjusts)

    def _take_hold(self, point: QPointF, region: Region | None) -> None:
        self._before, self._hold = region, _Hold.NEW
        if region is None:
            return
        rect = region_rect(region, self._photo)
        if not rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return
        near_x = min((rect.left(), rect.right()), key=lambda x: abs(point.x() - x))
        near_y = min((rect.top(), rect.bottom()), key=lambda y: abs(point.y() - y))
        if abs(point.x() - near_x) <= _REACH and abs(point.y() - near_y) <= _REACH:
            self._hold = _Hold.EDGES
            far_x = rect.left() + rect.right() - near_x
            far_y = rect.top() + rect.bottom() - near_y
            self._corner = QPointF(far_x, far_y)
        elif rect.contains(point):
            self._hold = _Hold.INSIDE

    def drag(self, point: QPointF) -> bool:
        """The pointer moved with the button held; whether a rectangle is drawn."""
        if self._hold is _Hold.NOTHING:
            return False
        if not self._moving and (point - self._from).manhattanLength() < _STILL:
            return False
        self._moving = True
        if not self._adjusts and self._hold is _Hold.NEW:
            self.figure = self._figure_pressed
        self.region = self._dragged(point)
        self.changed.emit()
        return True

    def _dragged(self, point: QPointF) -> Region:
        if self._hold is _Hold.INSIDE and self._before is not None:
            by = point - self._from
            return self._before.moved(
                round(1000 * by.x() / self._photo.width()),
                round(1000 * by.y() / self._photo.height()),
            )
        fixed = self._corner if self._hold is _Hold.EDGES else self._from
        return Region.between(self._picture, *self._share(fixed), *self._share(point))

    def _share(self, point: QPointF) -> tuple[float, float]:
        photo = self._photo
        return (
            (point.x() - photo.left()) / photo.width(),
            (point.y() - photo.top()) / photo.height(),
        )

    def release(self) -> bool:
        """The button went up; whether a rectangle was drawn."""
        moved, self._moving, self._hold = self._moving, False, _Hold.NOTHING
        if not moved or self.region is None:
            return False
        if self._adjusts:
            adjusted, region = self._adjusts, self.region
            self.drop()
            self.adjusted.emit(adjusted, region)
        else:
            self.drawn.emit(self.figure, self.region)
        return True

    def begin(self, figure: int, picture: str, photo: QRectF) -> None:
        """Begin with a rectangle in the middle of a photo, for the keys to move."""
        self._picture, self._photo, self.figure, self._adjusts = picture, photo, figure, ""
        self.region = Region.between(picture, *_FIRST)
        self.changed.emit()
        self.drawn.emit(figure, self.region)

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key moved or resized the rectangle."""
        after = region_after(self.region, event, moves=True) if self.region else None
        if after is None:
            return False
        self.region = after
        self.changed.emit()
        self.drawn.emit(self.figure, after)
        return True

    def drop(self) -> None:
        """There is no rectangle any more."""
        if self.region is not None:
            self.region, self.figure, self._adjusts = None, -1, ""
            self.changed.emit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint it over its photo, with a knob at each corner."""
        if self.region is None or self._photo.isEmpty():
            return
        rect = region_rect(self.region, self._photo)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((3.5, theme.paper), (1.5, theme.accent)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(rect)
        painter.setPen(QPen(QColor(theme.paper), 1))
        painter.setBrush(QColor(theme.accent))
        for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
            painter.drawEllipse(corner, _KNOB, _KNOB)
        painter.restore()
