"""Words in a colour of the theme: of any label, and of one that keeps it by itself."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from galley.ui.theme.current import ThemeSource

__all__ = ["TintedLabel", "write_in"]


def write_in(label: QWidget, colour: str) -> None:
    """Write a label's words in a colour, until the theme changes."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)


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
        write_in(self, getattr(self._themes.theme, self._token))
