"""Which keys do what: the usual ones, and those that a person chose instead. Knows no window."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from galley.ui.actions import ACTIONS

__all__ = ["Keys", "KeysOf", "cap_of", "cap_words", "pressed_keys", "usual_keys"]

KeysOf = Callable[[str], list[QKeySequence]]  # an action's keys by its id

_USUAL = {spec.id: tuple(QKeySequence(key) for key in spec.keys) for spec in ACTIONS}
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_unknown,
    }
)
# Moving about, typing, and what every field does by itself; an action would never hear of these.
_KEPT = frozenset(
    QKeySequence(key).toString()
    for key in (
        *("Esc", "Return", "Enter", "Tab", "Shift+Tab", "Backtab", "Space", "Backspace"),
        *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown"),
        *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"),
    )
)
_SPECIAL_KEYS_FROM = 0x01000000  # below it a key's code is its character


def usual_keys(action_id: str) -> list[QKeySequence]:
    """The keys of an action that nobody changed."""
    return list(_USUAL[action_id])


def cap_of(keys_of: KeysOf, action_id: str) -> str:
    """The first of an action's keys as it stands on a cap; "" if it has none."""
    keys = keys_of(action_id)
    return cap_words(keys[0]) if keys else ""


def cap_words(keys: QKeySequence) -> str:
    """Keys as they stand on a cap: ``Ctrl Shift Z``."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return text[:-1].replace("+", " ") + text[-1:]  # the last one may be the plus key itself


def pressed_keys(event: QKeyEvent) -> QKeySequence | None:
    """The keys of a key press; None while only Shift, Ctrl or Alt is held."""
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return None
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    symbol = key.value < _SPECIAL_KEYS_FROM and not chr(key.value).isalpha()
    if symbol and key is not Qt.Key.Key_Space:
        # Which symbols need Shift is the keyboard's matter: "?" is "?" on all of them.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key))


class Keys(QObject):
    """Gives the window's actions their keys.

    Args:
        actions: By id.
        changes: A person's own keys by action id, as in the settings.

    Attributes:
        changed: Some action has other keys.
    """

    changed = Signal()

    def __init__(
        self, actions: Mapping[str, QAction], changes: Mapping[str, str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._changes = dict(changes)
        self._apply()

    @property
    def changes(self) -> dict[str, str]:
        """What differs from the usual keys, for the settings."""
        return dict(self._changes)

    def take(self, changes: Mapping[str, str]) -> None:
        """Hold what the person chose in another window."""
        if dict(changes) != self._changes:
            self._changes = dict(changes)
            self._apply()

    def of(self, action_id: str) -> list[QKeySequence]:
        """The keys of an action."""
        return self._actions[action_id].shortcuts()

    def is_changed(self, action_id: str) -> bool:
        """Whether a person gave this action keys of their own."""
        return action_id in self._changes

    def change(self, action_id: str, keys: QKeySequence) -> str:
        """Give an action one key of the person's own, instead of those it has.

        Args:
            action_id: The action.
            keys: Its key; an empty sequence for none.

        Returns:
            Why that can't be, in one sentence; empty if it is done.
        """
        words = cap_words(keys)
        if keys.toString() in _KEPT:
            return self.tr("“{keys}” is needed for typing and moving. Press other keys.").format(
                keys=words
            )
        owner = self._owner(keys, but=action_id)
        if owner is not None:
            return self.tr("“{keys}” already does “{action}”. Press other keys.").format(
                keys=words, action=owner.text()
            )
        if (keys,) == _USUAL[action_id]:
            self._changes.pop(action_id, None)
        else:
            self._changes[action_id] = keys.toString()
        self._apply()
        return ""

    def reset(self, action_id: str) -> str:
        """Give an action its usual keys again.

        Returns:
            Why that can't be, in one sentence; empty if it is done.
        """
        for keys in _USUAL[action_id]:
            owner = self._owner(keys, but=action_id)
            if owner is not None:
                return self.tr(
                    "“{keys}” does “{action}” now. Give that one other keys first."
                ).format(keys=cap_words(keys), action=owner.text())
        self._changes.pop(action_id, None)
        self._apply()
        return ""

    def reset_all(self) -> None:
        """Give every action its usual keys again."""
        self._changes.clear()
        self._apply()

    def _owner(self, keys: QKeySequence, but: str) -> QAction | None:
        """The action that has these keys already."""
        if keys.isEmpty():
            return None
        for action_id, action in self._actions.items():
            if action_id != but and keys in action.shortcuts():
                return action
        return None

    def _apply(self) -> None:
        """A person's keys go before the usual ones of any other action."""
        own = {
            action_id: QKeySequence.listFromString(keys) if keys else []
            for action_id, keys in self._changes.items()
            if action_id in self._actions  # a newer Galley may know more actions
        }
        taken = [keys for chosen in own.values() for keys in chosen]
        for action_id, action in self._actions.items():
            usual = [keys for keys in _USUAL[action_id] if keys not in taken]
            action.setShortcuts(own.get(action_id, usual))
        self.changed.emit()
