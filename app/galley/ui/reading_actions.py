"""What a person does with the page and the keyboard: commands, keys, full screen.

Everything it opens is imported when it is opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction

from galley.ui.keys import Keys
from galley.ui.reader.page import Typography
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.main_window import MainWindow

__all__ = ["ReadingActions"]

_PALETTE = QSize(560, 460)


class ReadingActions(QObject):
    """Joins the window with what lies over it for a moment."""

    def __init__(self, window: "MainWindow", themes: ThemeSource) -> None:
        super().__init__(window)
        self._window, self._themes = window, themes
        self._actions: Mapping[str, QAction] = {}
        self.keys: Keys | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "palette": self._open_palette,
            "shortcuts": self._open_shortcuts,
            "fullscreen": self._toggle_full_screen,
            "typography": self._open_typography,
            "zoom.in": lambda: self._zoom(1),
            "zoom.out": lambda: self._zoom(-1),
            "zoom.reset": lambda: self._window.set_zoom(100),
        }

    def attach(self, actions: Mapping[str, QAction]) -> Keys:
        """Take the actions that were made, and give them a person's keys."""
        self._actions = actions
        self.keys = Keys(actions, self._window.settings().keys, self)
        self.keys.changed.connect(self._remember_keys)
        return self.keys

    def _remember_keys(self) -> None:
        if self.keys is not None:
            changes = self.keys.changes
            self._window.remember(lambda settings: replace(settings, keys=changes))

    def _open_palette(self) -> None:
        from galley.ui.dialogs.pick_sheet import PickSheet
        from galley.ui.dialogs.shortcut_sheet import command_rows

        if self.keys is None:
            return
        name, nothing = self.tr("Find a command"), self.tr("No command is called that.")
        sheet = PickSheet(self._themes, self._window, _PALETTE, name, nothing)
        rows = command_rows(self._actions, self.keys)
        sheet.show_rows([row for row in rows if row.id != "palette"])
        sheet.picked.connect(self._run)
        sheet.open()

    def _run(self, action_id: str) -> None:
        # Once the sheet is gone: the action may open another, or look for the focus.
        QTimer.singleShot(0, self._window, self._actions[action_id].trigger)

    def _open_shortcuts(self) -> None:
        from galley.ui.dialogs.shortcut_sheet import ShortcutSheet

        if self.keys is not None:
            ShortcutSheet(self._themes, self._window, self._actions, self.keys).open()

    def _zoom(self, by: int) -> None:
        from galley.ui.look_menus import step_zoom

        self._window.set_zoom(step_zoom(self._window.zoom, by))

    def _open_typography(self) -> None:
        from galley.ui.typography_popover import TypographyPopover

        window = self._window
        under = window.chrome.toolbar.typography_button
        popover = TypographyPopover(self._themes, under, window.typography)

        def apply(typography: Typography) -> None:
            window.set_typography(typography)
            popover.show_page(window.reader.view.page)

        popover.typography_wanted.connect(apply)
        popover.show_page(window.reader.view.page)
        popover.open()

    def _toggle_full_screen(self) -> None:
        """The state is toggled, not set: leaving full screen gives back a maximised window."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
