"""Paints the cells of the table of all annotations, and the heads of groups; knows no library."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation_table import AnnotationRow, TableColumn
from galley.ui.annotations.model import COLUMNS, GroupHead
from galley.ui.annotations.words import cell_text, number_text
from galley.ui.components.wrapped_text import wrapped
from galley.ui.lists.row_models import ROW_ROLE, Index
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import (
    STATUS_CHIP_HEIGHT,
    paint_icon,
    paint_status_chip,
    status_chip_width,
)
from galley.ui.theme.tokens import KIND_ICONS, Theme

__all__ = ["ROW_HEIGHT", "TableDelegate"]


ROW_HEIGHT = 52
_PADDING = 8
_ICON = 15
_BASELINE, _SECOND = 22.0, 41.0  # of two lines; a single one stands between them
_ONE = 31.0
_NOT_KNOWN = 7  # the height of the bar where words will be
_LINES = 2
_CHEVRON = 16


class TableDelegate(QStyledItemDelegate):
    """A cell as its column asks for it.

    Args:
        themes: The colours.
        plain_note: A note's Markdown as plain words.
        left_of_row: Where the row begins in the viewport: a group's head goes over all columns.
        is_pointed_at: Whether the pointer is over a row.
        is_current: Whether the keys are at a row, and this is to be seen.
    """

    def __init__(
        self,
        themes: ThemeSource,
        plain_note: Callable[[str], str],
        left_of_row: Callable[[], int],
        is_pointed_at: Callable[[int], bool],
        is_current: Callable[[int], bool],
    ) -> None:
        super().__init__(themes)
        self._themes, self._plain_note = themes, plain_note
        self._left_of_row = left_of_row
        self._is_pointed_at, self._is_current = is_pointed_at, is_current
        self._fonts: dict[TableColumn, QFont] = dict.fromkeys(TableColumn, inter(12))
        self._fonts[TableColumn.EXCERPT] = source_serif(14.5)
        self._fonts[TableColumn.NOTE] = inter(12.5)
        self._fonts[TableColumn.ARTICLE] = source_serif(13.5, 600)
        self._fonts[TableColumn.KIND] = inter(12, 500)
        self._fonts[TableColumn.TAGS] = inter(11.5)
        self._head, self._number = inter(13, 600), inter(12)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height, so that a million of them need no measuring."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell."""
        row = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_ground(painter, rect, index.row(), theme, chosen=chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupHead):
            self._paint_head(painter, rect, row, theme)
        elif row is None:
            self._paint_nothing_yet(painter, rect, theme)
        else:
            self._paint_cell(painter, rect, row, COLUMNS[index.column()], theme, chosen=chosen)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, row: int, theme: Theme, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(rect, QColor(theme.accent_soft))
        elif self._is_pointed_at(row):
            painter.fillRect(rect, QColor(theme.hover))
        painter.setPen(QPen(QColor(theme.hair), 1))
        y = rect.bottom() - 0.5
        painter.drawLine(QLineF(rect.left(), y, rect.right(), y))
        if self._is_current(row):
            painter.setPen(QPen(QColor(theme.accent), 2))
            for y in (rect.top() + 1, rect.bottom() - 1):
                painter.drawLine(QLineF(rect.left(), y, rect.right(), y))

    def _paint_head(self, painter: QPainter, rect: QRectF, head: GroupHead, theme: Theme) -> None:
        """The same words in each cell of the row, which shows its part of them."""
        left = float(self._left_of_row() + _PADDING)
        middle = rect.center().y()
        chevron = QRectF(left, middle - _CHEVRON / 2, _CHEVRON, _CHEVRON)
        name = "chevron-right" if head.folded else "chevron-down"
        paint_icon(painter, name, theme.ink2, chevron)
        painter.setFont(self._head)
        painter.setPen(QColor(theme.ink))
        left += _CHEVRON + 8
        baseline = middle + QFontMetricsF(self._head).capHeight() / 2
        painter.drawText(QPointF(left, baseline), head.name)
        left += QFontMetricsF(self._head).horizontalAdvance(head.name) + 10
        painter.setFont(self._number)
        painter.setPen(QColor(theme.ink2))
        painter.drawText(QPointF(left, baseline), number_text(head.size))

    @staticmethod
    def _paint_nothing_yet(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        bar = QRectF(
            rect.left() + _PADDING,
            rect.center().y() - _NOT_KNOWN / 2,
            max(0.0, min(80.0, rect.width() - 2 * _PADDING)),
            _NOT_KNOWN,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(bar, 3, 3)

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRectF,
        row: AnnotationRow,
        column: TableColumn,
        theme: Theme,
        *,
        chosen: bool,
    ) -> None:
        inside = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if column is TableColumn.STATUS:
            place = QRectF(inside)
            place.setTop(rect.center().y() - STATUS_CHIP_HEIGHT / 2)
            place.setHeight(STATUS_CHIP_HEIGHT)
            place.setWidth(status_chip_width(row.status))
            paint_status_chip(painter, place, row.status, theme)
            return
        colour = theme.ink
        if column is TableColumn.KIND:
            colour = theme.kinds[row.kind].label
            icon = QRectF(inside.left(), rect.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, KIND_ICONS[row.kind], colour, icon)
            inside.setLeft(inside.left() + _ICON + 7)
        elif column not in (TableColumn.EXCERPT, TableColumn.ARTICLE):
            quiet = column in (TableColumn.PUBLICATION, TableColumn.PUBLISHED, TableColumn.ADDED)
            colour = theme.muted if quiet and not chosen else theme.ink2
        words = self._words(row, column)
        if words:
            self._paint_words(painter, inside, words, self._fonts[column], colour)

    def _words(self, row: AnnotationRow, column: TableColumn) -> str:
        if column is TableColumn.NOTE and row.note:
            return " ".join(self._plain_note(row.note).split())
        return cell_text(row, column)

    @staticmethod
    def _paint_words(
        painter: QPainter, inside: QRectF, words: str, font: QFont, colour: str
    ) -> None:
        lines = wrapped(words, font, inside.width(), _LINES)
        baselines = (_ONE,) if len(lines) == 1 else (_BASELINE, _SECOND)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        for line, baseline in zip(lines, baselines, strict=True):
            painter.drawText(QPointF(inside.left(), inside.top() + baseline), line)
