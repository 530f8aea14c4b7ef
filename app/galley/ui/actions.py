"""Every action of the window as data: its name, its keys, and what it asks of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Kind

__all__ = [
    "ACTIONS",
    "ActionSpec",
    "Group",
    "action_name",
    "group_name",
    "make_actions",
    "mark_action",
]

_CONTEXT = "actions"


class Group(StrEnum):
    """What the shortcut sheet lists an action under, in its order."""

    READ = "read"
    MARK = "mark"
    MOVE = "move"
    EDIT = "edit"
    ARTICLES = "articles"
    WINDOW = "window"


_GROUP_NAMES: Mapping[Group, object] = {
    Group.READ: QT_TRANSLATE_NOOP("actions", "Reading"),
    Group.MARK: QT_TRANSLATE_NOOP("actions", "Marking and checking"),
    Group.MOVE: QT_TRANSLATE_NOOP("actions", "Moving about"),
    Group.EDIT: QT_TRANSLATE_NOOP("actions", "Editing"),
    Group.ARTICLES: QT_TRANSLATE_NOOP("actions", "Articles"),
    Group.WINDOW: QT_TRANSLATE_NOOP("actions", "Window"),
}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        id: What the window's table of handlers knows it by.
        text: Its name, for tooltips, menus and the shortcut sheet.
        keys: Its keys; single characters work only while no field has the focus, because fields
            keep what can be typed for themselves.
        checkable: Whether it is on or off.
        group: What the shortcut sheet lists it under.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: Group = Group.WINDOW


def action_name(spec: ActionSpec) -> str:
    """Its name in the person's language."""
    return QCoreApplication.translate(_CONTEXT, spec.text)


def group_name(group: Group) -> str:
    """A group's name in the person's language."""
    return QCoreApplication.translate(_CONTEXT, str(_GROUP_NAMES[group]))


def mark_action(kind: Kind) -> str:
    """The id of the action that marks a selection as a kind."""
    return f"mark.{kind.value}"


def _spec(
    group: Group,
    action_id: str,
    text: object,
    keys: tuple[str, ...] = (),
    *,
    checkable: bool = False,
) -> ActionSpec:
    # PySide's stubs say object of QT_TRANSLATE_NOOP, which returns its second argument.
    return ActionSpec(action_id, str(text), keys, checkable, group)


ACTIONS: tuple[ActionSpec, ...] = (
    _spec(Group.READ, "find", QT_TRANSLATE_NOOP("actions", "Find in article"), ("Ctrl+F",)),
    _spec(Group.READ, "find.case", QT_TRANSLATE_NOOP("actions", "Match case"), ("Alt+C",)),
    _spec(Group.READ, "find.words", QT_TRANSLATE_NOOP("actions", "Whole words"), ("Alt+W",)),
    _spec(Group.READ, "find.next", QT_TRANSLATE_NOOP("actions", "Next hit"), ("F3",)),
    _spec(Group.READ, "find.previous", QT_TRANSLATE_NOOP("actions", "Previous hit"), ("Shift+F3",)),
    _spec(
        Group.READ, "typography", QT_TRANSLATE_NOOP("actions", "How the text is set"), ("Ctrl+T",)
    ),
    _spec(Group.READ, "outline", QT_TRANSLATE_NOOP("actions", "Outline"), ("Ctrl+Shift+O",)),
    _spec(Group.READ, "photo", QT_TRANSLATE_NOOP("actions", "Photo, large"), ("Ctrl+Shift+P",)),
    _spec(Group.READ, "links", QT_TRANSLATE_NOOP("actions", "Links of the article"), ("Ctrl+J",)),
    _spec(Group.READ, "zoom.in", QT_TRANSLATE_NOOP("actions", "Larger text"), ("Ctrl++", "Ctrl+=")),
    _spec(Group.READ, "zoom.out", QT_TRANSLATE_NOOP("actions", "Smaller text"), ("Ctrl+-",)),
    _spec(Group.READ, "zoom.reset", QT_TRANSLATE_NOOP("actions", "Text at 100%"), ("Ctrl+0",)),
    *(
        _spec(Group.MARK, mark_action(kind), QT_TRANSLATE_NOOP("actions", "Mark"), (str(kind.key),))
        for kind in Kind
    ),
    _spec(
        Group.MARK,
        "highlighter",
        QT_TRANSLATE_NOOP("actions", "Highlighter"),
        ("H",),
        checkable=True,
    ),
    _spec(
        Group.MARK,
        "snap",
        QT_TRANSLATE_NOOP("actions", "Snap selections"),
        ("S",),
        checkable=True,
    ),
    _spec(Group.MARK, "region", QT_TRANSLATE_NOOP("actions", "Mark a part of the photo"), ("R",)),
    _spec(Group.MARK, "note", QT_TRANSLATE_NOOP("actions", "Write a note"), ("M", "F2")),
    _spec(Group.MARK, "tag", QT_TRANSLATE_NOOP("actions", "Tag"), ("T",)),
    _spec(Group.MARK, "check", QT_TRANSLATE_NOOP("actions", "Check"), ("C",)),
    _spec(
        Group.MARK,
        "join",
        QT_TRANSLATE_NOOP("actions", "Join the words to the active mark"),
        ("J",),
    ),
    _spec(Group.MARK, "copy", QT_TRANSLATE_NOOP("actions", "Copy the words"), ("Q",)),
    _spec(
        Group.MARK,
        "copy.quotation",
        QT_TRANSLATE_NOOP("actions", "Copy as quotation"),
        ("Ctrl+Shift+C",),
    ),
    _spec(Group.MARK, "link.copy", QT_TRANSLATE_NOOP("actions", "Copy link to the mark"), ("L",)),
    _spec(
        Group.MARK,
        "link.to",
        QT_TRANSLATE_NOOP("actions", "Link to an article or a mark"),
        ("Ctrl+Shift+L",),
    ),
    _spec(Group.MARK, "history", QT_TRANSLATE_NOOP("actions", "History of the mark"), ("Ctrl+H",)),
    _spec(Group.MARK, "delete", QT_TRANSLATE_NOOP("actions", "Delete the mark"), ("Del",)),
    _spec(Group.ARTICLES, "trash", QT_TRANSLATE_NOOP("actions", "Trash"), ("Ctrl+Shift+Del",)),
    _spec(
        Group.MOVE, "unchecked.next", QT_TRANSLATE_NOOP("actions", "Next unchecked fact"), ("N",)
    ),
    _spec(
        Group.MOVE,
        "unchecked.previous",
        QT_TRANSLATE_NOOP("actions", "Previous unchecked fact"),
        ("Shift+N",),
    ),
    _spec(Group.MOVE, "mark.next", QT_TRANSLATE_NOOP("actions", "Next mark"), ("]",)),
    _spec(Group.MOVE, "mark.previous", QT_TRANSLATE_NOOP("actions", "Previous mark"), ("[",)),
    _spec(
        Group.MOVE,
        "caret.sentence.next",
        QT_TRANSLATE_NOOP("actions", "Next sentence"),
        ("Alt+Down",),
    ),
    _spec(
        Group.MOVE,
        "caret.sentence.previous",
        QT_TRANSLATE_NOOP("actions", "Previous sentence"),
        ("Alt+Up",),
    ),
    _spec(
        Group.MOVE,
        "select.sentence.next",
        QT_TRANSLATE_NOOP("actions", "Select to the next sentence"),
        ("Alt+Shift+Down",),
    ),
    _spec(
        Group.MOVE,
        "select.sentence.previous",
        QT_TRANSLATE_NOOP("actions", "Select to the previous sentence"),
        ("Alt+Shift+Up",),
    ),
    _spec(
        Group.MOVE,
        "caret.paragraph.next",
        QT_TRANSLATE_NOOP("actions", "Next paragraph"),
        ("Ctrl+Down",),
    ),
    _spec(
        Group.MOVE,
        "caret.paragraph.previous",
        QT_TRANSLATE_NOOP("actions", "Previous paragraph"),
        ("Ctrl+Up",),
    ),
    _spec(
        Group.MOVE,
        "select.paragraph.next",
        QT_TRANSLATE_NOOP("actions", "Select to the next paragraph"),
        ("Ctrl+Shift+Down",),
    ),
    _spec(
        Group.MOVE,
        "select.paragraph.previous",
        QT_TRANSLATE_NOOP("actions", "Select to the previous paragraph"),
        ("Ctrl+Shift+Up",),
    ),
    _spec(Group.MOVE, "links.mark", QT_TRANSLATE_NOOP("actions", "Links of the mark"), ("G",)),
    _spec(Group.MOVE, "pane.next", QT_TRANSLATE_NOOP("actions", "Next pane"), ("F6",)),
    _spec(
        Group.MOVE, "pane.previous", QT_TRANSLATE_NOOP("actions", "Previous pane"), ("Shift+F6",)
    ),
    _spec(Group.MOVE, "back", QT_TRANSLATE_NOOP("actions", "Back"), ("Alt+Left",)),
    _spec(Group.MOVE, "forward", QT_TRANSLATE_NOOP("actions", "Forward"), ("Alt+Right",)),
    _spec(Group.EDIT, "undo", QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",)),
    _spec(Group.EDIT, "redo", QT_TRANSLATE_NOOP("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    _spec(Group.ARTICLES, "import", QT_TRANSLATE_NOOP("actions", "Import"), ("Ctrl+O",)),
    _spec(
        Group.ARTICLES,
        "annotations.import",
        QT_TRANSLATE_NOOP("actions", "Import annotations"),
        ("Ctrl+Shift+I",),
    ),
    _spec(
        Group.ARTICLES,
        "versions",
        QT_TRANSLATE_NOOP("actions", "Versions of the article"),
        ("Ctrl+Shift+H",),
    ),
    _spec(Group.ARTICLES, "details", QT_TRANSLATE_NOOP("actions", "Details of the article")),
    _spec(Group.ARTICLES, "compare", QT_TRANSLATE_NOOP("actions", "Compare captures"), ("Ctrl+D",)),
    _spec(
        Group.ARTICLES,
        "compare.accept",
        QT_TRANSLATE_NOOP("actions", "Comparing: accept new text"),
        ("A",),
    ),
    _spec(
        Group.ARTICLES,
        "compare.keep",
        QT_TRANSLATE_NOOP("actions", "Comparing: keep old wording"),
        ("K",),
    ),
    _spec(
        Group.ARTICLES,
        "compare.reattach",
        QT_TRANSLATE_NOOP("actions", "Comparing: re-attach"),
        ("R",),
    ),
    _spec(
        Group.ARTICLES,
        "compare.view",
        QT_TRANSLATE_NOOP("actions", "Comparing: whole text or review"),
        ("V",),
    ),
    _spec(
        Group.ARTICLES,
        "compare.finish",
        QT_TRANSLATE_NOOP("actions", "Comparing: finish"),
        ("Ctrl+Return",),
    ),
    _spec(
        Group.ARTICLES,
        "source.check",
        QT_TRANSLATE_NOOP("actions", "Check source"),
        ("Ctrl+Shift+S",),
    ),
    _spec(Group.ARTICLES, "print", QT_TRANSLATE_NOOP("actions", "Print"), ("Ctrl+P",)),
    _spec(Group.ARTICLES, "print.preview", QT_TRANSLATE_NOOP("actions", "Print preview")),
    _spec(Group.ARTICLES, "export", QT_TRANSLATE_NOOP("actions", "Export"), ("Ctrl+E",)),
    _spec(
        Group.ARTICLES,
        "link.copy.article",
        QT_TRANSLATE_NOOP("actions", "Copy link to the article"),
        ("Shift+L",),
    ),
    _spec(
        Group.ARTICLES,
        "library.search",
        QT_TRANSLATE_NOOP("actions", "Search library"),
        ("Ctrl+L",),
    ),
    _spec(
        Group.ARTICLES,
        "annotations.all",
        QT_TRANSLATE_NOOP("actions", "All annotations"),
        ("Ctrl+Shift+A",),
    ),
    _spec(Group.ARTICLES, "duplicates", QT_TRANSLATE_NOOP("actions", "Find duplicates")),
    _spec(
        Group.WINDOW,
        "palette",
        QT_TRANSLATE_NOOP("actions", "Find a command"),
        ("Ctrl+K", "Ctrl+Shift+K"),
    ),
    _spec(Group.WINDOW, "shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard"), ("?", "F1")),
    _spec(
        Group.WINDOW,
        "library.toggle",
        QT_TRANSLATE_NOOP("actions", "Library"),
        ("Ctrl+Alt+1",),
        checkable=True,
    ),
    _spec(
        Group.WINDOW,
        "annotations.toggle",
        QT_TRANSLATE_NOOP("actions", "Annotations"),
        ("Ctrl+Alt+2",),
        checkable=True,
    ),
    _spec(
        Group.WINDOW,
        "fullscreen",
        QT_TRANSLATE_NOOP("actions", "Full screen"),
        ("F11",),
        checkable=True,
    ),
    _spec(Group.ARTICLES, "library.open", QT_TRANSLATE_NOOP("actions", "Open another library")),
    _spec(Group.ARTICLES, "library.new", QT_TRANSLATE_NOOP("actions", "Begin a new library")),
    _spec(Group.ARTICLES, "backups", QT_TRANSLATE_NOOP("actions", "Restore a backup")),
    _spec(Group.ARTICLES, "library.check", QT_TRANSLATE_NOOP("actions", "Check the library")),
    _spec(Group.WINDOW, "theme", QT_TRANSLATE_NOOP("actions", "Theme")),
    _spec(Group.WINDOW, "theme.light", QT_TRANSLATE_NOOP("actions", "Theme: light")),
    _spec(Group.WINDOW, "theme.dark", QT_TRANSLATE_NOOP("actions", "Theme: dark")),
    _spec(Group.WINDOW, "theme.sepia", QT_TRANSLATE_NOOP("actions", "Theme: sepia")),
    _spec(Group.WINDOW, "theme.system", QT_TRANSLATE_NOOP("actions", "Theme: as the system")),
    _spec(Group.WINDOW, "settings", QT_TRANSLATE_NOOP("actions", "Settings"), ("Ctrl+,",)),
    _spec(Group.WINDOW, "kinds", QT_TRANSLATE_NOOP("actions", "Names of the kinds")),
    _spec(
        Group.WINDOW, "window.new", QT_TRANSLATE_NOOP("actions", "New window"), ("Ctrl+Shift+N",)
    ),
    _spec(Group.WINDOW, "window.close", QT_TRANSLATE_NOOP("actions", "Close window"), ("Ctrl+W",)),
    _spec(Group.WINDOW, "quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",)),
)


def make_actions(window: QWidget, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Make every action of the window and connect it.

    Args:
        window: Gets the actions, and with them their keys.
        handlers: What each does, by id.

    Raises:
        KeyError: An action has no handler.
    """
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(action_name(spec), window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        handler = handlers[spec.id]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        window.addAction(action)
        made[spec.id] = action
    return made
