"""The section of collections below the library's list; articles can be dropped on them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from galley.ui.components.buttons import IconButton
from galley.ui.components.painted_button import PaintedButton
from galley.ui.components.side_pane import SidePane
from galley.ui.library.dragging import dragged_articles, holds_articles
from galley.ui.library.places import Place, PlaceKind
from galley.ui.library.words import place_text, place_words
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.lists.row_models import ROW_ROLE, Index, RowsModel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["PlacesSection"]

_ROW, _HEAD, _MOST_ROWS = 30, 34, 7
_ICONS = {
    PlaceKind.ALL: "newspaper",
    PlaceKind.COLLECTION: "folder-open",
    PlaceKind.SEARCH: "search",
    PlaceKind.TRASH: "trash-2",
}


class _PlacesModel(RowsModel[Place]):
    """One column: the places."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(place_words, place_text, parent)

    def row_of(self, collection_id: str) -> int:
        """The row of a collection; that of all articles for none."""
        ids = (row for row, place in enumerate(self._rows) if place.id == collection_id)
        return next(ids, 0)


class _PlaceDelegate(QStyledItemDelegate):
    """Icon, name, count."""

    def __init__(self, themes: ThemeSource, view: "_PlacesList") -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        ground = rect.adjusted(8, 1, -7, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = place.kind is not PlaceKind.TRASH and index.row() == self._view.shown_row
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if here or index.row() == self._view.drop_row:
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(ground, 7, 7)
        elif over:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(ground, 7, 7)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focus or index.row() == self._view.drop_row:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        middle = rect.center().y()
        icon = QRectF(rect.left() + 18, middle - 7.5, 15, 15)
        paint_icon(painter, _ICONS[place.kind], theme.accent if here else theme.ink2, icon)
        font = inter(12.5, 500 if here else 400)
        baseline = middle + QFontMetricsF(font).capHeight() / 2
        right = ground.right() - 10
        if place.articles >= 0:
            number = str(place.articles)
            painter.setFont(inter(11.5))
            painter.setPen(QColor(theme.ink2 if here else theme.muted))
            right -= QFontMetricsF(inter(11.5)).horizontalAdvance(number)
            painter.drawText(QPointF(right, baseline), number)
            right -= 8
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        left = rect.left() + 42
        words = QFontMetricsF(font).elidedText(
            place_text(place), Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QPointF(left, baseline), words)
        painter.restore()


class _PlacesList(ChoiceListView):
    """The rows; articles may be dropped on a collection."""

    dropped = Signal(object, list)  # a Place, and the articles' ids

    def __init__(self, themes: ThemeSource, places: _PlacesModel) -> None:
        super().__init__(_ROW)
        self.shown_row, self.drop_row = 0, -1
        self._places = places
        self.setModel(places)
        self.setItemDelegate(_PlaceDelegate(themes, self))
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_articles(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.drop_row = index.row() if self._takes(index) else -1
        event.setAccepted(self.drop_row >= 0)
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._end_drag()
        if self._takes(index):
            event.acceptProposedAction()
            self.dropped.emit(self._places.row(index.row()), dragged_articles(event.mimeData()))

    def _takes(self, index: QModelIndex) -> bool:
        kinds = (PlaceKind.COLLECTION, PlaceKind.TRASH)
        return index.isValid() and self._places.row(index.row()).kind in kinds

    def _end_drag(self) -> None:
        self.drop_row = -1
        self.viewport().update()


class _FoldButton(PaintedButton):
    """The section's title, which folds it."""

    def __init__(self, themes: ThemeSource, text: str) -> None:
        super().__init__(themes, text, radius=5)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(inter(11.5, 600)).horizontalAdvance(self.text())
        return QSize(round(width) + 30, 24)

    def paint_face(self, painter: QPainter) -> None:
        theme = self.theme
        colour = theme.ink if self.hover > 0.5 else theme.ink2
        name = "chevron-down" if self.isChecked() else "chevron-right"
        paint_icon(painter, name, colour, QRectF(2, 5, 14, 14))
        painter.setFont(inter(11.5, 600))
        painter.setPen(QColor(colour))
        words = QRectF(22, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class PlacesSection(QWidget):
    """What the list can show, as rows that can be folded away.

    Attributes:
        chosen: A Place is to be shown.
        new_wanted: A collection is to be made.
        menu_wanted: A collection's menu, at a point of the screen: a Place and the point.
        removal_wanted: A collection is to go: a Place.
        dropped: Articles were dropped on a Place: the place and their ids.
        folded: It was folded away (False) or unfolded (True).
    """

    chosen = Signal(object)
    new_wanted = Signal()
    menu_wanted = Signal(object, QPoint)
    removal_wanted = Signal(object)
    dropped = Signal(object, list)
    unfolded = Signal(bool)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._model = _PlacesModel(self)
        self._title = _FoldButton(themes, self.tr("Collections"))
        self.plus = IconButton(
            themes, "plus", self.tr("New collection"), side=26, icon_size=15, tone="muted"
        )
        self._list = _PlacesList(themes, self._model)
        self._list.setAccessibleName(self.tr("Collections"))
        SidePane.let_ground_through(self._list)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 9, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.plus)
        holder = QWidget()
        holder.setFixedHeight(_HEAD)
        holder.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(self._list)
        self._list.hide()
        self._title.toggled.connect(self._list.setVisible)
        self._title.clicked.connect(self.unfolded)
        self.plus.clicked.connect(self.new_wanted)
        self._list.chosen.connect(lambda index: self.chosen.emit(index.data(ROW_ROLE)))
        self._list.menu_wanted.connect(self._on_menu)
        self._list.removal_wanted.connect(self._on_removal)
        self._list.dropped.connect(self.dropped)
        themes.changed.connect(self.update)

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these rows."""
        shown = self._shown_id()
        self._model.show_rows(places)
        rows = min(_MOST_ROWS, len(places))
        self._list.setFixedHeight(rows * _ROW + 4)
        self.show_place(shown)

    def _shown_id(self) -> str:
        row = self._list.shown_row
        return self._model.row(row).id if row < self._model.rowCount() else ""

    def show_place(self, collection_id: str) -> None:
        """Mark which collection the list shows; none for all articles."""
        self._list.shown_row = self._model.row_of(collection_id)
        self._list.viewport().update()

    @property
    def is_unfolded(self) -> bool:
        """Whether the rows are to be seen."""
        return self._title.isChecked()

    def unfold(self, *, unfolded: bool) -> None:
        """Show the rows, or fold them away."""
        self._title.setChecked(unfolded)

    def _on_menu(self, index: QModelIndex, place: QPoint) -> None:
        what: Place = index.data(ROW_ROLE)
        if what.id:
            self.menu_wanted.emit(what, place)

    def _on_removal(self, rows: list[int]) -> None:
        place = self._model.row(rows[0])
        if place.id:
            self.removal_wanted.emit(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(self._themes.theme.hair))
