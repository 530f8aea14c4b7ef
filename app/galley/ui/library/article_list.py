"""The library's list of articles, which can be dragged onto a collection."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QWidget

from galley.ui.components.placeholders import filled
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.theme.fonts import inter

__all__ = ["ArticleList"]

_HEIGHT, _PADDING = 28, 12


class ArticleList(ChoiceListView):
    """Rows that can be opened, chosen by the dozen, and dragged."""

    def __init__(
        self, guess: int, margins: tuple[int, int] = (0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(guess, margins, parent=parent)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Qt would paint all rows that are dragged; a label says how many there are."""
        indexes = self.selectionModel().selectedRows()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        drag.setPixmap(self._label(len(indexes)))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def _label(self, count: int) -> QPixmap:
        words = self.tr("1 article") if count == 1 else filled(self.tr("%1 articles"), count)
        font, ratio = inter(12.5, 500), self.devicePixelRatioF()
        width = QFontMetrics(font).horizontalAdvance(words) + 2 * _PADDING
        picture = QPixmap(round(width * ratio), round(_HEIGHT * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.color(palette.ColorRole.ToolTipBase)))
        painter.drawRoundedRect(QRect(0, 0, width, _HEIGHT), 7, 7)
        painter.setFont(font)
        painter.setPen(palette.color(palette.ColorRole.ToolTipText))
        painter.drawText(QRect(0, 0, width, _HEIGHT), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return picture
