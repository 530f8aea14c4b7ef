"""The menus of a card: its status, its kind, and what else can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.ui.components.placeholders import filled
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS, Theme
from galley.ui.theme.words import kind_name, status_name

__all__ = ["CardActions", "card_menu", "status_menu", "trash_menu"]

_ICON = 16
_tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CardActions:
    """What is called when an entry is chosen, each with the annotation's id first."""

    edit: Callable[[str], object]
    copy: Callable[[str], object]
    delete: Callable[[list[str]], object]
    set_status: Callable[[str, CheckStatus], object]
    set_kind: Callable[[str, Kind], object]


def status_menu(
    parent: QWidget, annotation: Annotation, theme: Theme, actions: CardActions
) -> QMenu:
    """The menu of a status chip, the annotation's own status ticked."""
    menu = _new_menu(parent, _tr("notes", "Check"))
    group = QActionGroup(menu)
    for status in CheckStatus:
        action = menu.addAction(status_name(status))
        action.setIcon(icon(STATUS_ICONS[status], theme.statuses[status].text, _ICON))
        _tick(action, status is annotation.check.status)
        action.triggered.connect(partial(actions.set_status, annotation.id, status))
        group.addAction(action)
    return menu


def card_menu(parent: QWidget, annotation: Annotation, theme: Theme, actions: CardActions) -> QMenu:
    """All that can be done with one annotation."""
    menu = _new_menu(parent)
    edit = menu.addAction(_tr("notes", "Edit note"))
    edit.setShortcut(Qt.Key.Key_F2)
    edit.triggered.connect(partial(actions.edit, annotation.id))
    copy = menu.addAction(_tr("notes", "Copy"))
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.triggered.connect(partial(actions.copy, annotation.id))
    menu.addSeparator()
    menu.addMenu(status_menu(menu, annotation, theme, actions))
    menu.addMenu(_kind_menu(menu, annotation, theme, actions))
    menu.addSeparator()
    delete = menu.addAction(_tr("notes", "Delete"))
    delete.setShortcut(QKeySequence.StandardKey.Delete)
    delete.triggered.connect(partial(actions.delete, [annotation.id]))
    return menu


def trash_menu(parent: QWidget, ids: list[str], actions: CardActions) -> QMenu:
    """What can be done with several annotations at once."""
    menu = _new_menu(parent)
    words = filled(_tr("notes", "Delete %1 notes"), len(ids))
    delete = menu.addAction(words)
    delete.setShortcut(QKeySequence.StandardKey.Delete)
    delete.triggered.connect(partial(actions.delete, ids))
    return menu


def _kind_menu(
    parent: QWidget, annotation: Annotation, theme: Theme, actions: CardActions
) -> QMenu:
    menu = _new_menu(parent, _tr("notes", "Kind"))
    group = QActionGroup(menu)
    for kind in Kind:
        action = menu.addAction(kind_name(kind))
        action.setShortcut(QKeySequence(str(kind.key)))
        action.setIcon(icon(KIND_ICONS[kind], theme.kinds[kind].label, _ICON))
        _tick(action, kind is annotation.kind)
        action.triggered.connect(partial(actions.set_kind, annotation.id, kind))
        group.addAction(action)
    return menu


def _tick(action: QAction, chosen: bool) -> None:
    """Show the choice that holds now; beside an icon Qt leaves no room for a tick."""
    action.setCheckable(True)
    action.setChecked(chosen)
    if chosen:
        action.setFont(inter(13, 600))


def _new_menu(parent: QWidget, title: str = "") -> QMenu:
    """An empty menu that goes away when it closes."""
    menu = QMenu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
