"""A small card under a button that asks for one line of text; knows nothing of what it names."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from galley.ui.components.buttons import PrimaryButton
from galley.ui.components.popover import Popover
from galley.ui.theme.current import ThemeSource

__all__ = ["ask_for_name"]

_WIDTH = 300


def ask_for_name(
    themes: ThemeSource,
    under: QWidget,
    label: str,
    verb: str,
    then: Callable[[str], object],
    *,
    text: str = "",
) -> None:
    """Ask; Escape, or a press beside the card, answers nothing.

    Args:
        themes: The colours.
        under: The button it hangs under.
        label: What the line is for.
        verb: What its button says.
        then: Called with what was typed, unless that is empty.
        text: What stands there already.
    """
    card = Popover(themes, under, _WIDTH)
    line = QLineEdit(text)
    line.setAccessibleName(label)
    line.setPlaceholderText(label)
    button = PrimaryButton(themes, verb)

    def answer() -> None:
        typed = line.text().strip()
        if typed:
            card.close()
            then(typed)

    button.clicked.connect(answer)
    line.returnPressed.connect(answer)
    row = QHBoxLayout()
    row.setContentsMargins(16, 14, 16, 14)
    row.setSpacing(10)
    row.addWidget(line, 1)
    row.addWidget(button)
    card.column.addLayout(row)
    card.open()
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    line.selectAll()
