"""The ground of a few buttons of which one is chosen, as screen readers know it; paints nothing."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGroupBox, QWidget

__all__ = ["ChoiceGroup"]


class ChoiceGroup(QGroupBox):
    """Checkable buttons that are made choices of it are told as radio buttons, it as their group.

    Of Qt's widgets only a group box is told as a group, so that is what this is; it has neither
    title nor frame. Buttons that are auto-exclusive and in no button group would be so among all
    those inside their parent, however deep.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setContentsMargins(0, 0, 0, 0)
        self._choices = QButtonGroup(self)

    def add_choice(self, button: QAbstractButton) -> None:
        """Make a checkable button one of the choices."""
        button.setAutoExclusive(True)
        self._choices.addButton(button)

    def changeEvent(self, event: QEvent) -> None:
        """Keep no room for a frame, which Qt makes anew with every style and font."""
        super().changeEvent(event)
        self.setContentsMargins(0, 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No frame."""
