"""What the person calls the kinds of marks, everywhere in one window."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction

from galley.domain.annotation import Kind
from galley.ui.actions import mark_action
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.words import kind_name, name_kinds

if TYPE_CHECKING:
    from galley.ui.window.main_window import MainWindow

__all__ = ["KindNaming"]


class KindNaming(QObject):
    """Names the actions that mark after the kinds, and keeps a person's own names.

    Attributes:
        renamed: The kinds have other names now.
    """

    renamed = Signal()

    def __init__(
        self, window: "MainWindow", themes: ThemeSource, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window, self._themes, self._actions = window, themes, actions
        self.name_actions()

    def rename(self, names: Mapping[Kind, str]) -> None:
        """Call kinds what the person calls them, everywhere and from now on."""
        kept = {kind.value: name for kind, name in names.items()}
        name_kinds(kept)
        self._window.remember(lambda settings: settings._replace(kinds=kept))
        self.name_actions()
        self._themes.look_again()
        self.renamed.emit()

    def name_actions(self) -> None:
        """Call the actions that mark what their kinds are called now."""
        for kind in Kind:
            words = QCoreApplication.translate("Chrome", "Mark as: {kind}")
            self._actions[mark_action(kind)].setText(words.format(kind=kind_name(kind)))
