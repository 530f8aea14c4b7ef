"""The ground of a pane beside the reader: its colour, and a hairline towards the reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from galley.ui.components.tinted_label import TintedLabel
from galley.ui.lists.lazy_list import LazyListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["QuietLabel", "SidePane"]


class SidePane(QWidget):
    """A pane on the left or the right of the reader.

    Args:
        themes: The colours.
        hairline: The edge that the reader is at.
    """

    def __init__(
        self, themes: ThemeSource, hairline: Qt.Edge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._hairline = hairline
        left, right = (1, 0) if hairline == Qt.Edge.LeftEdge else (0, 1)
        self.setContentsMargins(left, 0, right, 0)
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the hairline."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        x = 0 if self._hairline == Qt.Edge.LeftEdge else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), QColor(theme.hair))

    @staticmethod
    def let_ground_through(view: LazyListView) -> None:
        """A list paints rows only; between them the pane is seen."""
        view.viewport().setAutoFillBackground(False)
        view.setStyleSheet("LazyListView { background: transparent; }")


class QuietLabel(TintedLabel):
    """Words in the colour of meta text."""

    def __init__(
        self, themes: ThemeSource, size: float = 11.5, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "muted", inter(size), parent=parent)
