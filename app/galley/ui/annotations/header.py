"""The titles above the table's columns, with the sign of how rows are sorted; sorts nothing."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["TableHeader"]

_HEIGHT = 34
_PADDING = 8
_SIGN = 13


class TableHeader(QHeaderView):
    """Painted as the rest of the page; its titles can be pressed, moved and drawn wider."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._themes = themes
        self._font: QFont = inter(11.5, 500)
        self._sorted: QFont = inter(11.5, 600)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(64)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Columns"))
        themes.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(super().sizeHint().width(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under all titles, and where there is none."""
        painter = QPainter(self.viewport())
        theme, rect = self._themes.theme, self.viewport().rect()
        painter.fillRect(rect, QColor(theme.paper))
        painter.fillRect(0, rect.height() - 1, rect.width(), 1, QColor(theme.hair2))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a title, and the sign if rows are sorted by it."""
        theme = self._themes.theme
        sorted_by = self.isSortIndicatorShown() and section == self.sortIndicatorSection()
        model, role = self.model(), Qt.ItemDataRole.DisplayRole
        words = str(model.headerData(section, Qt.Orientation.Horizontal, role))
        font = self._sorted if sorted_by else self._font
        metrics = QFontMetricsF(font)
        room = rect.width() - 2 * _PADDING - (_SIGN + 4 if sorted_by else 0)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        left = rect.left() + _PADDING
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink if sorted_by else theme.muted))
        painter.drawText(
            rect.adjusted(_PADDING, 0, -_PADDING, 0), Qt.AlignmentFlag.AlignVCenter, shown
        )
        if sorted_by:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            x = left + metrics.horizontalAdvance(shown) + 4
            place = QRectF(x, rect.center().y() - _SIGN / 2 + 1, _SIGN, _SIGN)
            paint_icon(painter, "chevron-down" if down else "chevron-up", theme.ink, place)
        painter.restore()
