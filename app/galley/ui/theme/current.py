"""The theme in use and the system's wishes behind it; knows no widget."""

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from galley.ui.theme.tokens import DARK, LIGHT, THEMES, Theme

__all__ = ["SYSTEM", "ThemeSource"]

SYSTEM = "system"


class ThemeSource(QObject):
    """Says which theme holds, and tells when another does.

    One instance, made at start and handed to every widget by its constructor.

    Attributes:
        changed: Another theme holds: the new Theme.
        chosen: A person chose, perhaps what holds already.
    """

    changed = Signal(object)
    chosen = Signal()

    def __init__(self, choice: str = SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = _checked(choice)
        self._theme = self._resolve()
        self._reduced_motion: bool | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._refresh)

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._theme

    @property
    def choice(self) -> str:
        """What the person chose: a theme's name, or ``system``."""
        return self._choice

    def set_choice(self, choice: str) -> None:
        """Follow a person's choice.

        Args:
            choice: ``light``, ``dark``, ``sepia`` or ``system``.

        Raises:
            ValueError: There is no such choice.
        """
        self._choice = _checked(choice)
        self._refresh()
        self.chosen.emit()

    def look_again(self) -> None:
        """Have everything painted anew: what stands everywhere has another name."""
        self.changed.emit(self._theme)

    @property
    def reduced_motion(self) -> bool:
        """Whether to leave out animation: as set here, otherwise as the system asks."""
        if self._reduced_motion is not None:
            return self._reduced_motion
        return _system_reduces_motion()

    def set_reduced_motion(self, reduced: bool | None) -> None:
        """Leave out animation or not; None asks the system each time."""
        self._reduced_motion = reduced

    @property
    def high_contrast(self) -> bool:
        """Whether the system asks for high contrast: drop fills, keep rules and outlines."""
        hints = QGuiApplication.styleHints()  # named: its accessibility() dies with the wrapper
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def duration(self, milliseconds: int) -> int:
        """How long an animation may take: nothing when motion is reduced."""
        return 0 if self.reduced_motion else milliseconds

    def _refresh(self) -> None:
        theme = self._resolve()
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit(theme)

    def _resolve(self) -> Theme:
        if self._choice != SYSTEM:
            return THEMES[self._choice]
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _checked(choice: str) -> str:
    if choice != SYSTEM and choice not in THEMES:
        msg = f"no theme is called {choice!r}"
        raise ValueError(msg)
    return choice


def _system_reduces_motion() -> bool:
    """Windows tells Qt whether effects are on; elsewhere the style's animation time says it."""
    if sys.platform == "win32":
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    from PySide6.QtWidgets import QStyle  # hundreds of enum members, which PySide makes one by one

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) == 0
