"""The menus of cards: their check, their kind, their tags, and what else can be done with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.ui.actions import mark_action
from galley.ui.components.placeholders import filled
from galley.ui.keys import KeysOf
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS, Theme
from galley.ui.theme.words import kind_name, status_name

__all__ = ["CardActions", "card_menu", "kind_menu", "status_menu"]

_ICON = 16
_tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CardActions:
    """What is called when an entry is chosen, each with the annotations' ids first."""

    edit: Callable[[str], object]
    copy: Callable[[list[str]], object]
    delete: Callable[[list[str]], object]
    set_status: Callable[[list[str], CheckStatus], object]
    set_kind: Callable[[list[str], Kind], object]
    tag: Callable[[list[str]], object]
    untag: Callable[[list[str], str], object]
    history: Callable[[str], object]
    copy_link: Callable[[str], object]
    links: Callable[[str], object]
    has_links: Callable[[Annotation], bool]


def card_menu(
    parent: QWidget,
    annotations: Sequence[Annotation],
    theme: Theme,
    actions: CardActions,
    keys_of: KeysOf,
) -> QMenu:
    """All that can be done with one annotation, or with several at once."""
    menu, ids = _new_menu(parent), [annotation.id for annotation in annotations]
    if len(ids) == 1:
        edit = menu.addAction(_tr("notes", "Edit note"))
        edit.setShortcuts(keys_of("note")[-1:])
        edit.triggered.connect(partial(actions.edit, ids[0]))
        copy = menu.addAction(_tr("notes", "Copy as quotation"))
    else:
        copy = menu.addAction(filled(_tr("notes", "Copy %1 quotations"), len(ids)))
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.triggered.connect(partial(actions.copy, ids))
    if len(ids) == 1:
        _add_links(menu, annotations[0], actions, keys_of)
    menu.addSeparator()
    menu.addMenu(status_menu(menu, annotations, theme, actions))
    menu.addMenu(kind_menu(menu, annotations, theme, actions, keys_of))
    tag = menu.addAction(_tr("notes", "Add a tag…"))
    tag.setShortcuts(keys_of("tag")[:1])
    tag.triggered.connect(partial(actions.tag, ids))
    tags = sorted({tag for annotation in annotations for tag in annotation.tags})
    if tags:
        menu.addMenu(_untag_menu(menu, ids, tags, actions))
    if len(ids) == 1:
        history = menu.addAction(_tr("notes", "History…"))
        history.setShortcuts(keys_of("history")[:1])
        history.triggered.connect(partial(actions.history, ids[0]))
    menu.addSeparator()
    words = filled(_tr("notes", "Delete %1 marks"), len(ids))
    delete = menu.addAction(_tr("notes", "Delete") if len(ids) == 1 else words)
    delete.setShortcut(QKeySequence.StandardKey.Delete)
    delete.triggered.connect(partial(actions.delete, ids))
    return menu


def _add_links(menu: QMenu, annotation: Annotation, actions: CardActions, keys_of: KeysOf) -> None:
    link = menu.addAction(_tr("notes", "Copy link"))
    link.setShortcuts(keys_of("link.copy")[:1])
    link.triggered.connect(partial(actions.copy_link, annotation.id))
    links = menu.addAction(_tr("notes", "Links of the mark…"))
    links.setShortcuts(keys_of("links.mark")[:1])
    links.setEnabled(actions.has_links(annotation))
    links.triggered.connect(partial(actions.links, annotation.id))


def status_menu(
    parent: QWidget, annotations: Sequence[Annotation], theme: Theme, actions: CardActions
) -> QMenu:
    """The outcomes of a check, the one that they all have ticked."""
    menu, ids = _new_menu(parent, _tr("notes", "Check")), [one.id for one in annotations]
    group = QActionGroup(menu)
    for status in CheckStatus:
        action = menu.addAction(status_name(status))
        action.setIcon(icon(STATUS_ICONS[status], theme.statuses[status].text, _ICON))
        _tick(action, all(status is one.check.status for one in annotations))
        action.triggered.connect(partial(actions.set_status, ids, status))
        group.addAction(action)
    return menu


def kind_menu(
    parent: QWidget,
    annotations: Sequence[Annotation],
    theme: Theme,
    actions: CardActions,
    keys_of: KeysOf,
) -> QMenu:
    """The kinds, the one that they all are ticked."""
    menu, ids = _new_menu(parent, _tr("notes", "Kind")), [one.id for one in annotations]
    group = QActionGroup(menu)
    for kind in Kind:
        action = menu.addAction(kind_name(kind).replace("&", "&&"))
        action.setShortcuts(keys_of(mark_action(kind))[:1])
        action.setIcon(icon(KIND_ICONS[kind], theme.kinds[kind].label, _ICON))
        _tick(action, all(kind is one.kind for one in annotations))
        action.triggered.connect(partial(actions.set_kind, ids, kind))
        group.addAction(action)
    return menu


def _untag_menu(
    parent: QWidget, ids: list[str], tags: Sequence[str], actions: CardActions
) -> QMenu:
    menu = _new_menu(parent, _tr("notes", "Remove a tag"))
    for tag in tags:
        action = menu.addAction(f"#{tag}".replace("&", "&&"))
        action.triggered.connect(partial(actions.untag, ids, tag))
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
