"""The article's page, and the rectangle that is drawn on one of its photos."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from galley.ui.reader.article_page import ArticlePage
from galley.ui.reader.mark_index import Mark
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.domain.region import Region
    from galley.ui.reader.region_drawing import RegionDrawing

__all__ = ["DrawnPhotos"]


class DrawnPhotos(ArticlePage):
    """A page on whose photos one draws.

    Attributes:
        region_drawn: A rectangle was drawn on a photo, or changed: its figure and the Region.
        region_moved: A mark's rectangle is to be another: the annotation's id and the Region.
    """

    region_drawn = Signal(int, object)
    region_moved = Signal(str, object)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self._drawing: RegionDrawing | None = None
        self.laid_out.connect(self._follow_photo)
        self.moved_down.connect(self._follow_photo)

    @property
    def pending_region(self) -> "tuple[int, Region] | None":
        """The rectangle that is drawn and no mark yet: its figure, and itself."""
        drawing = self._drawing
        if drawing is None or drawing.region is None or drawing.figure < 0:
            return None
        return drawing.figure, drawing.region

    def region_place(self, figure: int, region: "Region") -> QRectF:
        """Where a rectangle lies, in the viewport's coordinates."""
        from galley.ui.reader.photo_marks import region_rect

        scrolled = QPointF(0, self.verticalScrollBar().value())
        return region_rect(region, self.photo_frame(figure)).translated(-scrolled)

    def place_of_mark(self, annotation_id: str, start: int, end: int) -> QRectF:
        """Where a mark is, in the viewport's coordinates: on a photo, or where its words are."""
        for mark in self.marks.get(annotation_id):
            rect = self.photo_marks.rect_of(mark)
            if not rect.isEmpty():
                return rect.translated(0, -self.verticalScrollBar().value())
        return self.place_of(start, end)

    def begin_region(self) -> bool:
        """Begin a rectangle for the keys to move, on the photo that is seen; False if none is."""
        view = QRectF(self.viewport().rect()).translated(0, self.verticalScrollBar().value())
        pictures = self.photo_marks.pictures
        frames = [(figure, self.photo_frame(figure)) for figure in pictures]
        shown = [(figure, frame) for figure, frame in frames if not frame.isEmpty()]
        if not shown:
            return False
        figure, frame = max(shown, key=lambda pair: pair[1].intersected(view).height())
        if not frame.intersects(view):
            self.verticalScrollBar().setValue(round(frame.top()) - 40)
        self._drawn().begin(figure, pictures[figure], frame)
        return True

    def drop_region(self) -> None:
        """The rectangle is not wanted any more."""
        if self._drawing is not None and not self._drawing.is_dragging:
            self._drawing.drop()

    def _drawn(self) -> "RegionDrawing":
        if self._drawing is None:
            from galley.ui.reader.region_drawing import RegionDrawing  # not needed to start

            self._drawing = RegionDrawing(self)
            self._drawing.changed.connect(self.viewport().update)
            self._drawing.drawn.connect(self.region_drawn)
            self._drawing.adjusted.connect(self.region_moved)
        return self._drawing

    def _press_photo(self, here: QPoint) -> None:
        point = QPointF(here) + QPointF(0, self.verticalScrollBar().value())
        mark = self._active_region()
        if mark is not None and mark.annotation.region is not None:
            photo = self.photo_frame(self.photo_marks.figure_of(mark))
            region = mark.annotation.region
            if self._drawn().press_on(point, mark.annotation.id, region, photo):
                return
        figure = self.photo_at(here)
        picture = self.photo_marks.pictures.get(figure, "")
        if picture:
            self._drawn().press(point, figure, picture, self.photo_frame(figure))

    def _active_region(self) -> Mark | None:
        """The active mark, if it is on a part of a photo that is shown."""
        marks = self.marks.get(self.active) if self.active else ()
        return next((one for one in marks if self.photo_marks.figure_of(one) >= 0), None)

    def _follow_photo(self) -> None:
        """The photo that is drawn on may lie elsewhere."""
        if self._drawing is not None and self._drawing.figure >= 0:
            self._drawing.photo_moved(self.photo_frame(self._drawing.figure))

    # -- mouse and keys ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a photo may begin a rectangle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_photo(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A rectangle is drawn."""
        if self._drawing is not None and event.buttons() & Qt.MouseButton.LeftButton:
            point = event.position() + QPointF(0, self.verticalScrollBar().value())
            if self._drawing.drag(point):
                return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A rectangle is drawn by now, or it was a click."""
        drawing = self._drawing
        if drawing is not None and drawing.is_dragging:
            self.forget_press()
        super().mouseReleaseEvent(event)
        if drawing is not None:
            drawing.release()

    def event(self, event: QEvent) -> bool:
        """The arrows are the rectangle's while there is one, before they are a shortcut's."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if self._region_after(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a rectangle that is drawn; with Shift they change the active mark's."""
        after = self._region_after(event)
        mark = self._active_region()
        if after is None:
            super().keyPressEvent(event)
        elif self.pending_region is not None:
            self._drawn().key(event)
        elif mark is not None:
            self.region_moved.emit(mark.annotation.id, after)

    def _region_after(self, event: QKeyEvent) -> "Region | None":
        """What a key would make of the rectangle, or of the active mark's; None for nothing."""
        pending, mark = self.pending_region, self._active_region()
        region = pending[1] if pending else mark.annotation.region if mark else None
        if region is None or (pending is None and self.cursorWidth() > 0):
            return None
        from galley.ui.reader.region_drawing import region_after  # not needed to start

        return region_after(region, event, moves=pending is not None)

    # -- painting ----------------------------------------------------------------------------

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """The rectangle that is being drawn."""
        super().paint_over(painter, clip)
        if self._drawing is not None and self._drawing.region is not None:
            self._drawing.paint(painter, self.themes.theme)
