"""How the page looks: the menu of themes, and the steps of text size."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from galley.ui.theme.current import SYSTEM, ThemeSource

__all__ = ["ZOOMS", "show_theme_menu", "step_zoom", "theme_handlers", "theme_names"]

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LookMenus", text)


def theme_names() -> dict[str, str]:
    """The choices of theme with their names."""
    return {
        "light": _tr("Light"),
        "dark": _tr("Dark"),
        "sepia": _tr("Sepia"),
        SYSTEM: _tr("As the system"),
    }


def show_theme_menu(themes: ThemeSource, under: QWidget) -> QMenu:
    """Open the menu of themes under a button."""
    menu = QMenu(under)
    group = QActionGroup(menu)
    for choice, name in theme_names().items():
        action = _choice(menu, group, name, checked=choice == themes.choice)
        action.triggered.connect(lambda _checked=False, choice=choice: themes.set_choice(choice))
    _open(menu, under)
    return menu


def theme_handlers(themes: ThemeSource) -> dict[str, Callable[[], None]]:
    """What the commands do that choose a theme by its name."""
    return {f"theme.{choice}": partial(themes.set_choice, choice) for choice in theme_names()}


def step_zoom(zoom: int, by: int) -> int:
    """The next larger (1) or smaller (-1) text size."""
    if by > 0:
        return next((step for step in ZOOMS if step > zoom), ZOOMS[-1])
    return next((step for step in reversed(ZOOMS) if step < zoom), ZOOMS[0])


def _choice(menu: QMenu, group: QActionGroup, name: str, *, checked: bool) -> QAction:
    action = menu.addAction(name)
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action


def _open(menu: QMenu, under: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
