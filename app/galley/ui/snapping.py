"""Whether selections snap, and to what: the setting, its key, and what is said of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction

from galley.domain.snapping import Snap
from galley.ui.components.toast import Toast

if TYPE_CHECKING:
    from galley.ui.window.main_window import MainWindow

__all__ = ["Snapping", "snap_names"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Snapping", text)


def snap_names() -> dict[Snap, str]:
    """What the ends of a selection can go to, in words."""
    return {
        Snap.OFF: _tr("Exact to the character"),
        Snap.WORDS: _tr("Whole words"),
        Snap.NUMBER: _tr("Whole numbers with their unit"),
        Snap.QUOTATION: _tr("Whole quotations"),
        Snap.SENTENCE: _tr("Whole sentences"),
    }


class Snapping(QObject):
    """Hands the setting to the reader; a key turns it off and on."""

    def __init__(self, window: "MainWindow", toast: Toast) -> None:
        super().__init__(window)
        self._window, self._toast = window, toast
        self._action: QAction | None = None
        self.snap = Snap(window.settings().snap)
        self._last = self.snap if self.snap is not Snap.OFF else Snap.WORDS

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        handlers: dict[str, Callable[[], None]] = {"snap": self._toggle}
        selecting = self._window.reader.selecting
        for unit in ("sentence", "paragraph"):
            for name, step in (("next", 1), ("previous", -1)):
                for verb, select in (("caret", False), ("select", True)):
                    handlers[f"{verb}.{unit}.{name}"] = partial(
                        selecting.move_caret, unit, step, select=select
                    )
        return handlers

    def attach(self, actions: Mapping[str, QAction]) -> None:
        """Take the action that says whether selections snap."""
        self._action = actions["snap"]
        self.choose(self.snap)

    def choose(self, snap: Snap) -> None:
        """Have selections snap to this from now on."""
        self.snap = snap
        if snap is not Snap.OFF:
            self._last = snap
        self._window.reader.selecting.set_snap(None if snap is Snap.OFF else snap)
        if self._action is not None:
            self._action.setChecked(snap is not Snap.OFF)
        if self._window.settings().snap != snap:
            self._window.remember(lambda settings: settings._replace(snap=snap.value))

    def _toggle(self) -> None:
        self.choose(self._last if self.snap is Snap.OFF else Snap.OFF)
        if self.snap is Snap.OFF:
            message = self.tr("Selections are exact to the character")
        else:
            message = self.tr("Selections are {what}").format(what=snap_names()[self.snap].lower())
        self._toast.show_message(message, icon="whole-word")
