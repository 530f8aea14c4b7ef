"""A text that can be marked: selects, paints the marks, says what was clicked. Alters nothing.

Both the article and the page's own sidebar are one of these. Positions inside Qt's document never
leave it: what goes in and out are code points of the canonical text.
"""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.mark_handles import Drag, handle_at, paint_handles
from galley.ui.reader.mark_index import Mark, MarkIndex, nesting
from galley.ui.reader.mark_painter import mark_boxes, paint_mark, paint_note_dot
from galley.ui.reader.text_runs import TextRun, line_middle, runs_of
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import Theme

__all__ = ["ArticleText"]


class ArticleText(QTextEdit):
    """A read-only text with marks painted behind it.

    Attributes:
        passage_selected: A selection was made: first code point, one past the last.
        selection_cleared: There is no selection any more.
        nothing_clicked: A click where there is no mark.
        passage_moved: An end of the active mark was dragged: the annotation's id, which of its
            passages, first code point and one past the last.
        marks_clicked: A click on marked words: the annotations' ids, innermost first.
    """

    passage_selected = Signal(int, int)
    selection_cleared = Signal()
    marks_clicked = Signal(list)
    nothing_clicked = Signal()
    passage_moved = Signal(str, int, int, int)

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.themes = themes
        self.marks = marks
        self._document: QTextDocument | None = None
        self._map = DocumentMap()
        self._text = ""
        self._active: str | None = None
        self._runs: dict[tuple[str, int, int], list[TextRun]] = {}
        self._hits: list[tuple[int, int]] = []
        self._current_hit = -1
        self._pressed_at: QPoint | None = None
        self._drag: Drag | None = None
        self._handles_shown = False
        self._selecting = False
        self._take_known_viewport()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files that are dropped here are for the window
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.setObjectName("articleText")
        self.viewport().setMouseTracking(True)
        themes.changed.connect(self._restyle)
        self._restyle(themes.theme)
        self.selectionChanged.connect(self._on_selection_changed)

    def _restyle(self, theme: Theme) -> None:
        """Paper without a frame: this is a page, not a field."""
        self.setStyleSheet(
            f"#articleText {{ background: {theme.paper}; color: {theme.ink};"
            " border: none; border-radius: 0; padding: 0; }"
        )

    def _take_known_viewport(self) -> None:
        """Put a widget made here in the place of Qt's own viewport, in all else the same.

        Asked for Qt's own, PySide would make every class of QtWidgets, with all their enums, to
        find out which one it is: a tenth of the time to the first paint.
        """
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)
        self.document().documentLayout().setPaintDevice(viewport)  # Qt leaves the old one there

    # -- what is shown -----------------------------------------------------------------------

    def set_content(self, document: QTextDocument, document_map: DocumentMap, text: str) -> None:
        """Show a set document.

        Args:
            document: The document; owned by this widget from now on.
            document_map: Its map.
            text: The canonical text that the map speaks of.
        """
        previous, self._document = self._document, document
        document.setParent(self)
        self.setDocument(document)
        self.setCursorWidth(0)  # Qt keeps it with the document
        if previous is not None:
            previous.deleteLater()  # Qt deletes only the document that it made itself
        self._map = document_map
        self._text = text
        self.forget_layout()

    def forget_layout(self) -> None:
        """The lines may have moved: measure the marks again when they are next painted."""
        self._runs.clear()
        self.viewport().update()

    def marks_changed(self, annotation_id: str) -> None:
        """An annotation in the index was added, altered or removed."""
        for key in [key for key in self._runs if key[0] == annotation_id]:
            del self._runs[key]
        self.viewport().update()

    def set_active(self, annotation_id: str | None) -> None:
        """Ring this annotation's marks, and no others."""
        if annotation_id != self._active:
            self._active = annotation_id
            self.viewport().update()

    def set_hits(self, hits: Sequence[tuple[int, int]], current: int) -> None:
        """Paint the hits of a search.

        Args:
            hits: In code points, in order.
            current: Which one is gone to; -1 for none.
        """
        self._hits, self._current_hit = list(hits), current
        self.viewport().update()

    @property
    def active(self) -> str | None:
        """The annotation whose marks are ringed."""
        return self._active

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """Nothing is ever loaded for a text: Qt would open a path by itself."""
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        return image

    # -- where things are --------------------------------------------------------------------

    @property
    def document_map(self) -> DocumentMap:
        """The map of what is shown."""
        return self._map

    def runs(self, mark: Mark) -> list[TextRun]:
        """A mark's lines, in the document's coordinates; none if this text does not show it."""
        found = self._runs.get(mark.key)
        if found is None:
            found = [
                run
                for first, last in self._map.to_ranges(mark.start, mark.end)
                for run in runs_of(self.document(), first, last)
            ]
            self._runs[mark.key] = found
        return found

    def last_run(self, mark: Mark) -> TextRun | None:
        """The end of a mark's last line; None if this text does not show it.

        Only one character is measured where that is enough: an article may have thousands.
        """
        ranges = self._map.to_ranges(mark.start, mark.end)
        if not ranges:
            return None
        first, last = ranges[-1]
        runs = runs_of(self.document(), last - 1, last) or runs_of(self.document(), first, last)
        return runs[-1] if runs else None

    def shows(self, offset: int) -> bool:
        """Whether the code point at this offset stands somewhere in this text."""
        return bool(self._map) and bool(self._map.to_ranges(offset, offset + 1))

    def rect_of(self, start: int, end: int) -> QRectF:
        """The rectangle around a passage, in the viewport's coordinates; empty if not shown."""
        around = QRectF()
        for first, last in self._map.to_ranges(start, end):
            for run in runs_of(self.document(), first, last):
                around = around.united(run.box(17, 7, 0))
        return around.translated(-self._scrolled()) if not around.isEmpty() else around

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _offset_at(self, point: QPointF) -> int:
        layout = self.document().documentLayout()
        return self._map.to_offset(max(0, layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))

    def _on_line(self, point: QPointF) -> QPointF:
        """A point of the document, moved out of the air between two lines onto the nearer one."""
        layout = self.document().documentLayout()
        hit = max(0, layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))
        block = self.document().findBlock(hit)
        return QPointF(point.x(), line_middle(self.document(), block, point.y()))

    def _on_line_event(self, event: QMouseEvent) -> QMouseEvent:
        """The same event on the nearest line; outside the view it is left as it is."""
        here = event.position()
        if not self.viewport().rect().contains(here.toPoint()):
            return event
        scrolled = self._scrolled()
        there = self._on_line(here + scrolled) - scrolled
        return QMouseEvent(
            event.type(),
            there,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def marks_at(self, position: QPoint) -> list[Mark]:
        """The marks under a point of the viewport, innermost first."""
        if not self._map:
            return []
        point = QPointF(position) + self._scrolled()
        offset = self._offset_at(self._on_line(point))
        near = self.marks.touching(max(0, offset - 1), offset + 1)
        under = [mark for mark in near if self._covers(mark, point)]
        return sorted(under, key=lambda mark: (mark.end - mark.start, mark.order))

    def link_at(self, position: QPoint) -> str:
        """The address of the link under a point of the viewport, as captured, or ""."""
        point = QPointF(position) + self._scrolled()
        return self.document().documentLayout().anchorAt(self._on_line(point))

    def link_at_caret(self) -> str:
        """The address of the link that the caret is at, on either side of it, or ""."""
        cursor = self.textCursor()
        before = cursor.charFormat().anchorHref()
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return cursor.charFormat().anchorHref() or before

    def acts_at(self, position: QPoint) -> bool:
        """Whether a click on this point of the viewport does something."""
        return bool(self.marks_at(position) or self.link_at(position))

    def _covers(self, mark: Mark, point: QPointF) -> bool:
        return any(box.contains(point) for box in mark_boxes(self.runs(mark)))

    # -- selection ---------------------------------------------------------------------------

    def selected_passage(self) -> tuple[int, int] | None:
        """The selected passage in code points, or None."""
        cursor = self.textCursor()
        return self._map.to_passage(cursor.selectionStart(), cursor.selectionEnd())

    def select_passage(self, start: int, end: int) -> None:
        """Select a passage that this text shows.

        Args:
            start: First code point.
            end: One past the last.
        """
        ranges = self._map.to_ranges(start, end)
        if not ranges:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(ranges[0][0])
        cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _on_selection_changed(self) -> None:
        if self._selecting:
            return
        passage = self.selected_passage()
        if passage is None:
            self.selection_cleared.emit()
        else:
            self.passage_selected.emit(*passage)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What copying gives: the captured words, to the character."""
        data = QMimeData()
        passage = self.selected_passage()
        if passage is not None:
            data.setText(self._text[passage[0] : passage[1]])
        return data

    # -- mouse and keys ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; the caret hides until a key moves it."""
        self.setCursorWidth(0)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = self._handle_under(event.position())
            if self._drag is not None:
                return
            self._selecting = True
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(self._on_line_event(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection is made, or a mark was clicked."""
        if self._drag is not None:
            self._drop()
            return
        super().mouseReleaseEvent(self._on_line_event(event))
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._selecting = False
        if self.textCursor().hasSelection():
            self._on_selection_changed()
            return
        self.selection_cleared.emit()
        here = event.position().toPoint()
        if self._pressed_at is not None and (here - self._pressed_at).manhattanLength() < 4:
            marks = self.marks_at(here)
            if marks:
                self.marks_clicked.emit([mark.annotation.id for mark in marks])
            else:
                self.nothing_clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word is selected; the release that follows says so."""
        super().mouseDoubleClickEvent(self._on_line_event(event))
        self._selecting = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over marks, a text cursor over text."""
        if self._drag is not None:
            self._drag.to(self._offset_at(self._on_line(event.position() + self._scrolled())))
            self.viewport().update()
            return
        super().mouseMoveEvent(self._on_line_event(event))
        if not event.buttons():
            if self._show_handles(event.position()):
                return
            over = self.acts_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)

    def _active_marks(self) -> list[tuple[Mark, list[QRectF]]]:
        marks = self.marks.get(self._active) if self._active else ()
        return [(mark, mark_boxes(self.runs(mark))) for mark in marks]

    def _handle_under(self, position: QPointF) -> Drag | None:
        point = position + self._scrolled()
        drags = (handle_at(point, mark, boxes) for mark, boxes in self._active_marks())
        return next((drag for drag in drags if drag is not None), None)

    def _show_handles(self, position: QPointF) -> bool:
        """Show the active mark's ends while the pointer is near; whether it is on one of them."""
        point = position + self._scrolled()
        near = any(
            box.adjusted(-8, -4, 8, 4).contains(point)
            for _mark, boxes in self._active_marks()
            for box in boxes
        )
        if near != self._handles_shown:
            self._handles_shown = near
            self.viewport().update()
        on_handle = near and self._handle_under(position) is not None
        if on_handle:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        return on_handle

    def _drop(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and drag.moved:
            self.passage_moved.emit(drag.mark.annotation.id, drag.index, drag.start, drag.end)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, which shows itself from now on; keys that mean nothing here go on."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.setCursorWidth(2)
            self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The reader has its own menu; Qt's would offer actions that do nothing here."""
        event.ignore()

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks first, the text over them, then what stands over the text."""
        painter = QPainter(self.viewport())
        scrolled = self._scrolled()
        painter.translate(-scrolled)
        clip = QRectF(event.rect()).translated(scrolled)
        visible = self._visible_marks(clip)
        self.paint_under(painter, clip)
        self._paint_marks(painter, visible)
        self._paint_hits(painter, clip)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-scrolled)
        self._paint_dots(painter, visible)
        self._paint_drag(painter)
        self.paint_over(painter, clip)
        painter.end()

    def paint_under(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what lies under the text, in the document's coordinates. For subclasses."""

    def paint_note_dots(self) -> bool:
        """Whether noted marks get a dot. For subclasses."""
        return True

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what lies over the text, in the document's coordinates. For subclasses."""

    def _visible_range(self, clip: QRectF) -> tuple[int, int]:
        """The code points that a clip may show, and a few more."""
        if not self._map:
            return 0, 0
        first = self._offset_at(QPointF(0, clip.top() - 40))
        last = self._offset_at(QPointF(clip.right(), clip.bottom() + 40))
        return first, last

    def _visible_marks(self, clip: QRectF) -> list[tuple[Mark, list[QRectF]]]:
        if not self._map or not self.marks:
            return []
        first, last = self._visible_range(clip)
        marks = [mark for mark in self.marks.touching(first, last + 1) if self.runs(mark)]
        depths = nesting(marks)
        return [(mark, mark_boxes(self.runs(mark), depths[mark.key])) for mark in marks]

    def _paint_marks(self, painter: QPainter, visible: Sequence[tuple[Mark, list[QRectF]]]) -> None:
        theme, plain = self.themes.theme, self.themes.high_contrast
        for mark, boxes in visible:
            annotation = mark.annotation
            active = annotation.id == self._active
            paint_mark(painter, boxes, annotation.kind, theme, active=active, plain=plain)

    def _paint_drag(self, painter: QPainter) -> None:
        """The active mark's ends, and while one is dragged what the mark would be."""
        theme = self.themes.theme
        if self._drag is not None:
            drag = self._drag
            moved = [
                run
                for first, last in self._map.to_ranges(drag.start, drag.end)
                for run in runs_of(self.document(), first, last)
            ]
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in mark_boxes(moved):
                painter.drawRoundedRect(box, 3.5, 3.5)
            paint_handles(painter, drag.mark, mark_boxes(moved), theme)
        elif self._handles_shown:
            for mark, boxes in self._active_marks():
                paint_handles(painter, mark, boxes, theme)

    def _paint_hits(self, painter: QPainter, clip: QRectF) -> None:
        if not self._hits:
            return
        theme = self.themes.theme
        first, last = self._visible_range(clip)
        begin = bisect_left(self._hits, (first, first))
        for index in range(max(0, begin - 1), len(self._hits)):
            start, end = self._hits[index]
            if start > last:
                break
            for position, stop in self._map.to_ranges(start, end):
                for run in runs_of(self.document(), position, stop):
                    box = run.box(17, 7, 1)
                    painter.fillRect(box, QColor(theme.sel))
                    if index == self._current_hit:
                        painter.setPen(QPen(QColor(theme.accent), 1.5))
                        painter.setBrush(Qt.BrushStyle.NoBrush)
                        painter.drawRect(box)

    def _paint_dots(self, painter: QPainter, visible: Sequence[tuple[Mark, list[QRectF]]]) -> None:
        if not self.paint_note_dots():
            return
        for mark, boxes in visible:
            if mark.last and mark.annotation.note and boxes:
                paint_note_dot(painter, boxes[-1], mark.annotation.kind, self.themes.theme)
