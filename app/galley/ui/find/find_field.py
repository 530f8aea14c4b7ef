"""The field to find words in the article: with the count of hits and two switches inside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from galley.ui.components.buttons import IconButton
from galley.ui.components.search_field import SearchField
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["FindField"]

_SWITCH = 24
_CROSS = 28  # the cross and the air beside it
_GAP = 4


class FindField(SearchField):
    """While there is something to find it says how often it is there, and how to look for it.

    Attributes:
        switched: Whether capitals or whole words count has changed.
    """

    switched = Signal()

    def __init__(self, themes: ThemeSource, placeholder: str, parent: QWidget) -> None:
        self._count: QLabel | None = None  # the field asks for its margins while it is made
        super().__init__(themes, placeholder, parent)
        self.match_case = self._switch("case-sensitive", self.tr("Match case"))
        self.whole_words = self._switch("whole-word", self.tr("Whole words"))
        self._count = QLabel(self)
        self._count.setFont(inter(11.5))
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count.hide()
        self.textChanged.connect(self._arrange)
        themes.changed.connect(self._tint)
        self._tint()
        self._arrange()

    def _switch(self, icon: str, name: str) -> IconButton:
        button = IconButton(
            self._themes,
            icon,
            name,
            self,
            checkable=True,
            side=_SWITCH,
            icon_size=16,
            tone="muted",
        )
        button.resize(button.sizeHint())
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.toggled.connect(lambda _on: self.switched.emit())
        return button

    def say(self, words: str) -> None:
        """Say how many hits there are; nothing says nothing."""
        if self._count is not None:
            self._count.setText(words)
            self._count.adjustSize()
            self.setAccessibleDescription(words)
            self._arrange()

    @property
    def said(self) -> str:
        """What is said of the hits."""
        return self._count.text() if self._count is not None else ""

    def room_at_right(self) -> int:
        """The cross, the switches and the count."""
        if self._count is None or not self.text():
            return super().room_at_right()
        words = self._count.width() + 2 * _GAP if self.said else 0
        return _CROSS + 2 * _SWITCH + words

    def _arrange(self) -> None:
        """From the right: the cross, whole words, capitals, the count."""
        if self._count is None:
            return
        typed = bool(self.text())
        left = self.width() - _CROSS
        for button in (self.whole_words, self.match_case):
            left -= _SWITCH
            button.move(left, (self.height() - _SWITCH) // 2)
            button.setVisible(typed)
        self._count.move(
            left - _GAP - self._count.width(), (self.height() - self._count.height()) // 2
        )
        self._count.setVisible(typed and bool(self.said))
        self.set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything keeps to the right."""
        super().resizeEvent(event)
        self._arrange()

    def _tint(self) -> None:
        if self._count is not None:
            write_in(self._count, self._themes.theme.muted)
