"""What the pages that lie over the article have in common; knows none of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from galley.ui.theme.current import ThemeSource

__all__ = ["PageOverArticle"]


class PageOverArticle(QWidget):
    """A page on the reader's paper, which Escape leaves.

    Attributes:
        dismissed: Back to the article.
        shown: It came into sight; not because the whole window did.
        hidden: It went out of sight; not because the whole window did.
    """

    dismissed = Signal()
    shown = Signal()
    hidden = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the article."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of it, unless the whole window came back."""
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell of it, unless the whole window went."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), QColor(self._themes.theme.paper))
