"""A text with marks painted behind it: what stands where, and how it looks. Takes no input.

Positions inside Qt's document never leave it: what goes in and out are code points of the canonical
text.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from galley.ui.components.blank_picture import blank_picture
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.mark_index import Mark, MarkIndex, nesting
from galley.ui.reader.mark_painter import mark_boxes, paint_mark, paint_note_dot
from galley.ui.reader.text_runs import TextRun, line_middle, runs_of
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_bar

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

__all__ = ["MarkedText"]


class MarkedText(QTextEdit):
    """A read-only text and its marks, measured and painted for the lines that are seen."""

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
        self._take_known_viewport()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files that are dropped here are for the window
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("articleText")  # to the style sheet: this is a page, not a field
        themes.changed.connect(self.viewport().update)

    def _take_known_viewport(self) -> None:
        """Put a widget made here in the place of Qt's own viewport.

        Asked for Qt's own, PySide would make every class of QtWidgets, with all their enums, to
        find out which one it is: a tenth of the time to the first paint.
        """
        viewport = QWidget()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # paper, and text on it
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

    def paint_marks_soon(self) -> None:
        """Marks came into the index: paint, if any of those that are seen is not painted yet."""
        clip = QRectF(self.viewport().rect()).translated(self._scrolled())
        first, last = self._visible_range(clip)
        if any(mark.key not in self._runs for mark in self.marks.touching(first, last + 1)):
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

    def loadResource(self, _kind: int, _name: "QUrl | str") -> QImage:
        """Nothing is ever loaded for a text: Qt would open a path by itself."""
        return blank_picture()

    # -- where things are --------------------------------------------------------------------

    @property
    def document_map(self) -> DocumentMap:
        """The map of what is shown."""
        return self._map

    def runs(self, mark: Mark) -> list[TextRun]:
        """A mark's lines, in the document's coordinates; none if this text does not show it.

        A mark on a part of a photo has none: it is painted over the photo.
        """
        if mark.annotation.region is not None:
            return []
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
        return QPointF(point.x(), line_middle(self.document(), self._block_at(point), point.y()))

    def _block_at(self, point: QPointF) -> QTextBlock:
        """The text block at a point of the document, or near it."""
        layout = self.document().documentLayout()
        hit = max(0, layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))
        return self.document().findBlock(hit)

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

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and marks first, the text over them, then what stands over the text."""
        painter = QPainter(self.viewport())
        scrolled = self._scrolled()
        painter.translate(-scrolled)
        clip = QRectF(event.rect()).translated(scrolled)
        visible = self._visible_marks(clip)
        paint_bar(painter, clip, self.themes.theme.paper)
        self.paint_under(painter, clip)
        self._paint_marks(painter, visible)
        self._paint_hits(painter, clip)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-scrolled)
        self._paint_dots(painter, visible)
        self.paint_ends(painter)
        self.paint_over(painter, clip)
        painter.end()

    def paint_under(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what lies under the text, in the document's coordinates. For subclasses."""

    def paint_note_dots(self) -> bool:
        """Whether noted marks get a dot. For subclasses."""
        return True

    def paint_ends(self, painter: QPainter) -> None:
        """Paint the ends of the active mark, where they can be dragged. For subclasses."""

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what lies over the text, in the document's coordinates. For subclasses."""

    def _visible_range(self, clip: QRectF) -> tuple[int, int]:
        """The code points that a clip may show, and a few more."""
        if not self._map:
            return 0, 0
        first = self._offset_at(self._on_line(QPointF(0, clip.top() - 40)))
        last = self._offset_at(self._on_line(QPointF(clip.right(), clip.bottom() + 40)))
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
