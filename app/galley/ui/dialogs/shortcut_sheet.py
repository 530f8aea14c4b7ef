"""All keys in one sheet: what does what, and other keys for it. Knows actions only as names."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.actions import ACTIONS, Group, group_name
from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.components.command_list import CommandRow
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.keys import Keys, cap_words, pressed_keys
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["ShortcutSheet", "command_rows"]

_SIZE = QSize(620, 680)


def command_rows(actions: Mapping[str, QAction], keys: Keys) -> list[CommandRow]:
    """Every action under its group's heading, with the keys it has now."""
    rows: list[CommandRow] = []
    for group in Group:
        rows.append(CommandRow("", group_name(group)))
        for spec in ACTIONS:
            if spec.group is group:
                action = actions[spec.id]
                rows.append(
                    CommandRow(
                        spec.id,
                        action.text(),
                        tuple(cap_words(one) for one in keys.of(spec.id)),
                        enabled=action.isEnabled(),
                        checked=action.isChecked(),
                        changed=keys.is_changed(spec.id),
                    )
                )
    return rows


class ShortcutSheet(PickSheet):
    """Enter on an action waits for its new keys; Delete gives it its usual ones again."""

    def __init__(
        self, themes: ThemeSource, window: QWidget, actions: Mapping[str, QAction], keys: Keys
    ) -> None:
        super().__init__(
            themes, window, _SIZE, self.tr("Find a command"), self.tr("No command is called that.")
        )
        self._actions, self._keys = actions, keys
        self._waiting = ""
        self._title = QLabel(self.tr("Keyboard"))
        self._title.setFont(newsreader(22))
        self._told = QLabel()
        self._told.setFont(inter(12.5))
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self.setAccessibleName(self.tr("Keyboard"))
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.insertWidget(0, self._title)
        self.column.addLayout(self._foot(themes))
        self._tell_how()
        self._show_keys()

    def _foot(self, themes: ThemeSource) -> QHBoxLayout:
        self._reset = SecondaryButton(themes, self.tr("Reset all keys"), height=34)
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(self._reset_all)
        done = PrimaryButton(themes, self.tr("Done"), height=34)
        done.setAutoDefault(False)
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._told, 1)
        row.addWidget(self._reset)
        row.addWidget(done)
        return row

    @property
    def told(self) -> str:
        """The sentence at the foot."""
        return self._told.text()

    def pick(self, row_id: str) -> None:
        """Wait for this action's new keys."""
        self._waiting = row_id
        name = self._actions[row_id].text()
        self._say(
            self.tr("Press the new keys for “{action}”. Escape keeps the old ones.").format(
                action=name
            )
        )
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it waits, every key is an answer."""
        if isinstance(event, QKeyEvent):
            if self._waiting:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self._answer(event)
                    return True
            elif self._wants_reset(event):
                self._reset_current()
                return True
        if event.type() == QEvent.Type.FocusOut and self._waiting:
            self._stop_waiting()
        return super().eventFilter(watched, event)

    def _wants_reset(self, event: QKeyEvent) -> bool:
        """Delete, while there is nothing behind the text cursor for it to delete."""
        at_end = self.field.cursorPosition() == len(self.field.text())
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete
        return pressed and at_end and not self.field.hasSelectedText()

    def _answer(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop_waiting()
            return
        pressed = pressed_keys(event)
        if pressed is None:
            return
        problem = self._keys.change(self._waiting, pressed)
        if problem:
            self._say(problem, wrong=True)
            return
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        self._waiting = ""
        self._tell_how()
        self._show_keys()

    def _reset_current(self) -> None:
        current = self.list.current
        if current is None:
            return
        problem = self._keys.reset(current.id)
        self._show_keys()
        if problem:
            self._say(problem, wrong=True)
        else:
            self._tell_how()

    def _reset_all(self) -> None:
        self._keys.reset_all()
        self._stop_waiting()

    def _show_keys(self) -> None:
        current = self.list.current
        self.show_rows(_all_alike(command_rows(self._actions, self._keys)))
        if current is not None:
            self.list.show_rows(self.list.rows, current.id)
        self._reset.setEnabled(bool(self._keys.changes))

    def _tell_how(self) -> None:
        self._say(self.tr("Enter changes the keys, Delete takes the usual ones back."))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        theme = self._themes.theme
        colour = theme.statuses[CheckStatus.WRONG].text if wrong else theme.muted
        write_in(self._told, colour)
        self._told.setText(words)


def _all_alike(rows: list[CommandRow]) -> list[CommandRow]:
    """Here an action's keys matter, not whether it could be used now."""
    return [CommandRow(row.id, row.name, row.keys, changed=row.changed) for row in rows]
