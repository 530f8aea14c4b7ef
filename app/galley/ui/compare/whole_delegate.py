"""Paints two texts side by side, a row at a time; knows nothing of what a click does."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import CheckStatus
from galley.domain.article import FIGURE_CHARACTER, Zone
from galley.domain.comparison import RowState, TextRow
from galley.ui.compare.laid_text import LaidText, PaintedRange, Tint
from galley.ui.compare.ranges import differences_in
from galley.ui.compare.whole_model import WholeModel
from galley.ui.compare.whole_rows import FoldedRow, WholeRow
from galley.ui.compare.words import folded_text
from galley.ui.lists.row_models import ROW_ROLE, Index
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.painting import paint_bar, paint_icon
from galley.ui.theme.tokens import Theme

__all__ = ["ROW_GUESS", "WholeDelegate", "columns"]


ROW_GUESS = 96
_SIDE, _GUTTER = 32, 56
_WIDEST = 620  # px of a column: beyond it lines are too long to read
_ABOVE = 7
_FOLDED = 40
_KEPT = 300  # rows laid out: a few KB each
_ICON = 16
_BAR = 3
_ICONS = {
    RowState.CHANGED: ("pencil", CheckStatus.DISPUTED),
    RowState.REMOVED: ("minus", CheckStatus.WRONG),
    RowState.ADDED: ("plus", CheckStatus.CONFIRMED),
    RowState.MOVED_AWAY: ("move-vertical", CheckStatus.CANT_VERIFY),
    RowState.MOVED_HERE: ("move-vertical", CheckStatus.CANT_VERIFY),
}
_WHOLE = frozenset({RowState.REMOVED, RowState.ADDED})


def columns(width: int) -> tuple[float, float, float]:
    """Where the two texts stand: the left edges of both, and how wide each is."""
    wide = min(_WIDEST, (width - 2 * _SIDE - _GUTTER) / 2)
    left = (width - 2 * wide - _GUTTER) / 2
    return left, left + wide + _GUTTER, wide


class WholeDelegate(QStyledItemDelegate):
    """A row: the old words, a sign for what happened, the new words."""

    def __init__(self, themes: ThemeSource, model: WholeModel) -> None:
        super().__init__(themes)
        self._themes, self._rows = themes, model
        self._scale = 1.0
        self._laid: OrderedDict[tuple[int, int, bool], LaidText] = OrderedDict()
        model.modelReset.connect(self._laid.clear)

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        self._scale = scale
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the longer side."""
        width, row = option.rect.width(), index.data(ROW_ROLE)
        if isinstance(row, FoldedRow):
            return QSize(width, _FOLDED)
        sides = [self._laid_for(row, width, new=new) for new in (False, True)]
        height = max((side.height for side in sides if side is not None), default=0.0)
        return QSize(width, round(height) + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint both sides."""
        row: WholeRow = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_state(painter, option, rect, theme)
        if isinstance(row, FoldedRow):
            self._paint_fold(painter, rect, row, theme)
        else:
            self._paint_sides(painter, rect, row.number, row.row, theme)
        painter.restore()

    @staticmethod
    def _paint_state(
        painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, theme: Theme
    ) -> None:
        left, _right, wide = columns(option.rect.width())
        box = QRectF(left - 14, rect.top() + 1, 2 * wide + _GUTTER + 28, rect.height() - 2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(box, 8, 8)
            paint_bar(
                painter, QRectF(box.left(), box.top() + 6, _BAR, box.height() - 12), theme.accent
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_sides(
        self, painter: QPainter, rect: QRectF, number: int, row: TextRow, theme: Theme
    ) -> None:
        width = round(rect.width())
        left, right, wide = columns(width)
        quiet = theme.muted if row.state is RowState.SAME else ""
        for x, new in ((left, False), (right, True)):
            laid = self._laid_for_text(number, row, width, new=new)
            corner = QPointF(x, rect.top() + _ABOVE)
            if laid is not None:
                ranges = self._ranges(row, new=new)
                plain = self._themes.high_contrast
                laid.paint(painter, corner, theme, ranges, plain=plain, ink=quiet)
            else:
                painter.setFont(inter(12))
                painter.setPen(QColor(theme.muted))
                place = QRectF(x, rect.top() + _ABOVE, wide, 24)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._rows.hint(row))
        if row.state in _ICONS:
            icon, status = _ICONS[row.state]
            middle = left + wide + _GUTTER / 2
            place = QRectF(middle - _ICON / 2, rect.top() + _ABOVE + 4, _ICON, _ICON)
            paint_icon(painter, icon, theme.statuses[status].text, place)

    @staticmethod
    def _ranges(row: TextRow, *, new: bool) -> list[PaintedRange]:
        stretch = row.new if new else row.old
        if stretch is None:
            return []
        if row.state in _WHOLE:
            return [PaintedRange(0, stretch.end - stretch.start, Tint(deleted=not new))]
        return differences_in(row.differences, stretch, old=not new)

    def _paint_fold(self, painter: QPainter, rect: QRectF, row: FoldedRow, theme: Theme) -> None:
        left, right, wide = columns(round(rect.width()))
        words = folded_text(row.count)
        painter.setFont(inter(12, 500))
        painter.setPen(QColor(theme.ink2))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        room = painter.fontMetrics().horizontalAdvance(words) + 72
        y = rect.center().y()
        ends = ((left, rect.center().x() - room / 2), (rect.center().x() + room / 2, right + wide))
        for start, end in ends:
            paint_bar(painter, QRectF(start, round(y), max(0.0, end - start), 1), theme.hair)
        place = QRectF(rect.center().x() - room / 2 + 12, y - 8, 16, 16)
        paint_icon(painter, "chevron-down", theme.ink2, place)

    # -- laying out ------------------------------------------------------------------------------

    def _laid_for(self, row: WholeRow, width: int, *, new: bool) -> LaidText | None:
        if isinstance(row, FoldedRow):
            return None
        return self._laid_for_text(row.number, row.row, width, new=new)

    def _laid_for_text(
        self, number: int, row: TextRow, width: int, *, new: bool
    ) -> LaidText | None:
        """One side of a row, laid out at most once for a width."""
        words = self._rows.words(row, new=new)
        if not words:
            return None
        if words == FIGURE_CHARACTER:
            words = self.tr("Photo")
        key = (number, width, new)
        laid = self._laid.get(key)
        if laid is None:
            font, line = self._font(row, new=new)
            laid = self._laid[key] = LaidText(words, font, columns(width)[2], line)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid

    def _font(self, row: TextRow, *, new: bool) -> tuple[QFont, float]:
        standing = self._rows.standing(row, new=new)
        scale = self._scale
        if standing is not None and standing.zone is Zone.HEADLINE:
            return newsreader(24 * scale), round(30 * scale)
        if standing is not None and standing.zone in (Zone.BODY, Zone.DEK):
            return source_serif(16 * scale), round(25 * scale)
        return inter(13 * scale), round(20 * scale)
