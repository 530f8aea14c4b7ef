"""A sheet with a field and a list below it: type a few letters, choose with Enter."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from galley.domain.fuzzy import rank
from galley.ui.components.command_list import CommandList, CommandRow
from galley.ui.components.search_field import SearchField
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["PickSheet"]

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class PickSheet(Sheet):
    """Filters rows as one types; the arrow keys move in the list without leaving the field.

    Args:
        themes: The colours.
        window: What it lies over.
        size: Of the card.
        name: What it is, for the field and for screen readers.
        nothing: What to say when no row fits.

    Attributes:
        picked: A row was chosen and the sheet is closed: its id.
    """

    picked = Signal(str)

    def __init__(
        self, themes: ThemeSource, window: QWidget, size: QSize, name: str, nothing: str
    ) -> None:
        super().__init__(themes, window, size)
        self.setAccessibleName(name)
        self._all: list[CommandRow] = []
        self.field = SearchField(themes, name)
        self.list = CommandList(themes, name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field has its keys
        self.nothing = QLabel(nothing)
        self.nothing.setFont(inter(13))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(14, 14, 14, 12)
        self.column.setSpacing(10)
        self.column.addWidget(self.field)
        self.column.addWidget(self.nothing, 1)
        self.column.addWidget(self.list, 1)
        self.field.textChanged.connect(self.filter)
        self.field.installEventFilter(self)
        self.list.chosen.connect(self.pick)
        write_in(self.nothing, themes.theme.muted)

    def focus_first(self) -> None:
        """The field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_rows(self, rows: list[CommandRow], current: str = "") -> None:
        """Offer these; headings among them stand only while nothing is typed.

        Args:
            rows: In order.
            current: The id of the one to begin with; otherwise the first.
        """
        self._all = rows
        self.filter(self.field.text())
        if current:
            self.list.show_rows(self.list.rows, current)

    def filter(self, query: str) -> None:
        """Show what fits, best first."""
        rows = self._all
        if query.strip():
            real = [row for row in rows if row.id]
            rows = [
                _with_places(real[index], found.places)
                for index, found in rank(query, [row.name for row in real])
            ]
        self.list.show_rows(rows, ranked=bool(query.strip()))
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def pick(self, row_id: str) -> None:
        """Close with this row; subclasses may do otherwise."""
        row = next((one for one in self._all if one.id == row_id), None)
        if row is not None and row.enabled:
            self.accept()
            self.picked.emit(row_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list's keys, typed in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self.list.step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.current is not None:
                    self.pick(self.list.current.id)
                return True
        return super().eventFilter(watched, event)


def _with_places(row: CommandRow, places: tuple[int, ...]) -> CommandRow:
    return replace(row, places=places)
