"""A label in a colour of the theme, whatever becomes of the label."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from galley.ui.theme.current import ThemeSource

__all__ = ["TintedLabel"]


class TintedLabel(QLabel):
    """Words in one of the theme's colours.

    Args:
        themes: The colours.
        token: The colour's name.
        font: Of the words.
        text: The words.
        parent: Holds it.
    """

    def __init__(
        self,
        themes: ThemeSource,
        token: str,
        font: QFont,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._themes, self._token = themes, token
        self.setTextFormat(Qt.TextFormat.PlainText)  # its words may come from anywhere
        self.setFont(font)
        self._tint()
        themes.changed.connect(self._tint)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the colour in another holder: Qt's style sheets bring an older one back there."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        colour = QColor(getattr(self._themes.theme, self._token))
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
