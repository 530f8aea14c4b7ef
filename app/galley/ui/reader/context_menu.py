"""What a right click or the menu key offers in the reader: for a selection, or for a mark."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.ui.actions import mark_action
from galley.ui.keys import KeysOf, cap_of
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS, Theme
from galley.ui.theme.words import kind_name, status_name

if TYPE_CHECKING:
    from galley.ui.reader.article_view import ArticleView
    from galley.ui.reader.reader_pane import ReaderPane

__all__ = ["mark_under", "reader_menu"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReaderMenu", text)


def mark_under(view: "ArticleView", place: QPoint) -> str:
    """The innermost mark under a place of the screen, by its annotation's id; "" for none."""
    for text in (view.sidebar, view):
        marks = text.marks_at(text.viewport().mapFromGlobal(place))
        if marks and text.isVisible():
            return marks[0].annotation.id
    return ""


def reader_menu(pane: "ReaderPane", theme: Theme, active: Annotation | None) -> QMenu | None:
    """The menu for the selection, or else for the active mark; None where there is neither.

    It goes when it is closed.
    """
    menu = _menu(pane, theme, active)
    if menu is not None:
        menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _menu(pane: "ReaderPane", theme: Theme, active: Annotation | None) -> QMenu | None:
    selecting = pane.selecting
    if selecting.has_anything:
        words = selecting.passage is not None
        join = pane.join_selection if words and pane.active else None
        return _selection_menu(pane, theme, selecting.mark, selecting.copy, join, selecting.keys_of)
    if active is None:
        return None
    one = active.id
    commands = _MarkCommands(
        write=lambda: pane.open_note(one),
        copy=lambda: selecting.copy_text(active.words_in(pane.version_id)),
        quote=lambda: pane.quotation_wanted.emit(one),
        link=lambda: pane.link_copied.emit(one),
        links=lambda: pane.links_wanted.emit(one),
        history=lambda: pane.history_wanted.emit(one),
        set_kind=lambda kind: pane.note.kind_chosen.emit(one, kind),
        set_status=lambda status: pane.note.status_chosen.emit(one, status),
        delete=lambda: pane.delete_wanted.emit([one]),
    )
    return _mark_menu(pane, theme, active, commands, selecting.keys_of)


@dataclass(frozen=True, slots=True)
class _MarkCommands:
    """What the menu of a mark can do."""

    write: Callable[[], None]
    copy: Callable[[], None]
    quote: Callable[[], None]
    link: Callable[[], None]
    links: Callable[[], None]
    history: Callable[[], None]
    set_kind: Callable[[Kind], None]
    set_status: Callable[[CheckStatus], None]
    delete: Callable[[], None]


def _selection_menu(
    parent: QWidget,
    theme: Theme,
    mark: Callable[[Kind, str], None],
    copy: Callable[[], None],
    join: Callable[[], None] | None,
    keys_of: KeysOf,
) -> QMenu:
    """The menu for selected words; ``join`` adds them to the active mark, if there is one."""
    menu = QMenu(parent)
    for kind in Kind:
        action = menu.addAction(_with_key(_plain(kind_name(kind)), keys_of, mark_action(kind)))
        action.setIcon(icon(KIND_ICONS[kind], theme.kinds[kind].label, 16))
        action.triggered.connect(lambda _checked=False, kind=kind: mark(kind, ""))
    menu.addSeparator()
    write = _with_key(_tr("Write a note"), keys_of, "note")
    menu.addAction(write, lambda: mark(Kind.MARK, "note"))
    menu.addAction(_with_key(_tr("Copy the words"), keys_of, "copy"), copy)
    if join is not None:
        menu.addAction(_with_key(_tr("Join to the active mark […]"), keys_of, "join"), join)
    return menu


def _plain(name: str) -> str:
    """A person's own words as a menu shows them: an ampersand is no shortcut."""
    return name.replace("&", "&&")


def _with_key(words: str, keys_of: KeysOf, action_id: str) -> str:
    """The words of a menu's entry, and the key that does the same; the action has it already."""
    cap = cap_of(keys_of, action_id)
    return f"{words}\t{cap}" if cap else words


def _mark_menu(
    parent: QWidget,
    theme: Theme,
    annotation: Annotation,
    commands: _MarkCommands,
    keys_of: KeysOf,
) -> QMenu:
    """The menu for one mark."""
    menu = QMenu(parent)
    menu.addAction(_with_key(_tr("Write a note"), keys_of, "note"), commands.write)
    menu.addAction(_tr("Copy the words"), commands.copy)
    quote = _with_key(_tr("Copy as quotation"), keys_of, "copy.quotation")
    menu.addAction(quote, commands.quote)
    menu.addAction(_with_key(_tr("Copy link"), keys_of, "link.copy"), commands.link)
    menu.addAction(_with_key(_tr("Links of the mark…"), keys_of, "links.mark"), commands.links)
    kinds = menu.addMenu(_tr("Kind"))
    kind_group = QActionGroup(kinds)
    for kind in Kind:
        action = kinds.addAction(_plain(kind_name(kind)))
        action.setIcon(icon(KIND_ICONS[kind], theme.kinds[kind].label, 16))
        action.setCheckable(True)
        action.setChecked(kind is annotation.kind)
        kind_group.addAction(action)
        action.triggered.connect(lambda _checked=False, kind=kind: commands.set_kind(kind))
    checks = menu.addMenu(_tr("Check"))
    check_group = QActionGroup(checks)
    for status in CheckStatus:
        action = checks.addAction(status_name(status))
        action.setIcon(icon(STATUS_ICONS[status], theme.statuses[status].text, 16))
        action.setCheckable(True)
        action.setChecked(status is annotation.check.status)
        check_group.addAction(action)
        action.triggered.connect(lambda _checked=False, status=status: commands.set_status(status))
    menu.addAction(_with_key(_tr("History…"), keys_of, "history"), commands.history)
    menu.addSeparator()
    menu.addAction(_with_key(_tr("Delete the mark"), keys_of, "delete"), commands.delete)
    return menu
