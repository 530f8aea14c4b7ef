"""Every action of the window as data: its name, its keys, and what it asks of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Kind

__all__ = ["ACTIONS", "ActionSpec", "make_actions", "mark_action"]

_CONTEXT = "actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        id: What the window's table of handlers knows it by.
        text: Its name, for tooltips, menus and the shortcut sheet.
        keys: Its keys; single characters work only while no field has the focus, because fields
            keep what can be typed for themselves.
        checkable: Whether it is on or off.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


def mark_action(kind: Kind) -> str:
    """The id of the action that marks a selection as a kind."""
    return f"mark.{kind.value}"


def _spec(
    action_id: str, text: object, keys: tuple[str, ...] = (), *, checkable: bool = False
) -> ActionSpec:
    # PySide's stubs say object of QT_TRANSLATE_NOOP, which returns its second argument.
    return ActionSpec(action_id, str(text), keys, checkable)


ACTIONS: tuple[ActionSpec, ...] = (
    _spec("import", QT_TRANSLATE_NOOP("actions", "Import"), ("Ctrl+O",)),
    _spec("export", QT_TRANSLATE_NOOP("actions", "Export"), ("Ctrl+E",)),
    _spec("find", QT_TRANSLATE_NOOP("actions", "Find in article"), ("Ctrl+F",)),
    _spec("find.next", QT_TRANSLATE_NOOP("actions", "Next hit"), ("F3",)),
    _spec("find.previous", QT_TRANSLATE_NOOP("actions", "Previous hit"), ("Shift+F3",)),
    _spec("library.search", QT_TRANSLATE_NOOP("actions", "Search library"), ("Ctrl+L",)),
    _spec("back", QT_TRANSLATE_NOOP("actions", "Back"), ("Alt+Left",)),
    _spec("forward", QT_TRANSLATE_NOOP("actions", "Forward"), ("Alt+Right",)),
    _spec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",)),
    _spec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    *(
        _spec(mark_action(kind), QT_TRANSLATE_NOOP("actions", "Mark"), (str(kind.key),))
        for kind in Kind
    ),
    _spec("note", QT_TRANSLATE_NOOP("actions", "Write a note"), ("M", "F2")),
    _spec("tag", QT_TRANSLATE_NOOP("actions", "Tag"), ("T",)),
    _spec("check", QT_TRANSLATE_NOOP("actions", "Check"), ("C",)),
    _spec("copy", QT_TRANSLATE_NOOP("actions", "Copy the words"), ("Q",)),
    _spec("delete", QT_TRANSLATE_NOOP("actions", "Delete the mark"), ("Del",)),
    _spec("mark.next", QT_TRANSLATE_NOOP("actions", "Next mark"), ("]",)),
    _spec("mark.previous", QT_TRANSLATE_NOOP("actions", "Previous mark"), ("[",)),
    _spec("unchecked.next", QT_TRANSLATE_NOOP("actions", "Next unchecked fact"), ("N",)),
    _spec(
        "unchecked.previous", QT_TRANSLATE_NOOP("actions", "Previous unchecked fact"), ("Shift+N",)
    ),
    _spec("pane.next", QT_TRANSLATE_NOOP("actions", "Next pane"), ("F6",)),
    _spec("pane.previous", QT_TRANSLATE_NOOP("actions", "Previous pane"), ("Shift+F6",)),
    _spec(
        "library.toggle", QT_TRANSLATE_NOOP("actions", "Library"), ("Ctrl+Alt+1",), checkable=True
    ),
    _spec(
        "annotations.toggle",
        QT_TRANSLATE_NOOP("actions", "Annotations"),
        ("Ctrl+Alt+2",),
        checkable=True,
    ),
    _spec("highlighter", QT_TRANSLATE_NOOP("actions", "Highlighter"), ("H",), checkable=True),
    _spec("zoom.in", QT_TRANSLATE_NOOP("actions", "Larger text"), ("Ctrl++", "Ctrl+=")),
    _spec("zoom.out", QT_TRANSLATE_NOOP("actions", "Smaller text"), ("Ctrl+-",)),
    _spec("zoom.reset", QT_TRANSLATE_NOOP("actions", "Text at 100 %"), ("Ctrl+0",)),
    _spec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",)),
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
        action = QAction(QCoreApplication.translate(_CONTEXT, spec.text), window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        handler = handlers[spec.id]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        window.addAction(action)
        made[spec.id] = action
    return made
