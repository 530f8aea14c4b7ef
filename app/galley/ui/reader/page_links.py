"""Links and photos under the pointer or the caret: shows where they lead, says what was wanted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from galley.domain.links import openable
from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.article_view import ArticleView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["PageLinks"]

_STILL = 4  # px that a hand may tremble in a click
_EDGE = 10


class _Address(QLabel):
    """Where a link leads, at the reader's foot, as browsers have it."""

    def __init__(self, themes: ThemeSource, reader: QWidget) -> None:
        super().__init__(reader)
        self._themes, self._reader = themes, reader
        self.setFont(inter(11.5))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Address of the link"))
        self.hide()
        themes.changed.connect(self._tint)
        self._tint()

    def tell(self, address: str) -> None:
        """Show an address; none hides it."""
        self.setVisible(bool(address))
        if not address:
            return
        room = self._reader.width() - 2 * _EDGE - 24
        words = self.fontMetrics().elidedText(address, Qt.TextElideMode.ElideMiddle, room)
        self.setText(words)
        self.adjustSize()
        self.move(_EDGE, self._reader.height() - self.height() - _EDGE)
        self.raise_()

    def _tint(self) -> None:
        theme = self._themes.theme
        self.setStyleSheet(
            f"background: {theme.raised}; color: {theme.ink2};"
            f" border: 1px solid {theme.hair2}; border-radius: 6px; padding: 3px 8px;"
        )


class PageLinks(QObject):
    """Watches the article and the page's own sidebar.

    Attributes:
        link_wanted: A link was clicked, or Enter pressed on it: its address, which may be opened.
        photo_wanted: A photo was clicked: its figure.
    """

    link_wanted = Signal(str)
    photo_wanted = Signal(int)

    def __init__(self, themes: ThemeSource, reader: QWidget, view: ArticleView) -> None:
        super().__init__(reader)
        self._view = view
        self._address = _Address(themes, reader)
        self._pressed_at: QPoint | None = None
        self._drew = False
        self._texts: dict[QObject, ArticleText] = {}
        for text in (view, view.sidebar):
            text.installEventFilter(self)
            text.viewport().installEventFilter(self)
            text.cursorPositionChanged.connect(lambda: self._later(self._show_at_caret))
            self._texts[text] = self._texts[text.viewport()] = text
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._address.tell(""))

    @property
    def told(self) -> str:
        """The address that is shown, or ""."""
        return self._address.text() if self._address.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what happens; what it means to the text itself is not touched."""
        text = self._texts.get(watched)
        if text is None:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent):
            return kind == QEvent.Type.KeyPress and self._on_key(text, event)
        if kind == QEvent.Type.Leave:
            self._address.tell("")
        elif watched is text.viewport() and isinstance(event, QMouseEvent):
            self._on_mouse(text, kind, event)
        return False

    def _on_mouse(self, text: ArticleText, kind: QEvent.Type, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if kind == QEvent.Type.MouseMove and not event.buttons():
            self._address.tell(openable(text.link_at(here)))
        elif kind == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton
            self._pressed_at = here if left else None
            self._drew = self._view.pending_region is not None  # a click lets go of it
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed_at is not None:
            still = (here - self._pressed_at).manhattanLength() < _STILL
            self._pressed_at = None
            if still:
                self._on_click(text, here, event.modifiers())

    def _on_click(self, text: ArticleText, here: QPoint, held: Qt.KeyboardModifier) -> None:
        """A mark on a link is what a plain click is for; with Ctrl it is the link."""
        if text.marks_at(here) and held != Qt.KeyboardModifier.ControlModifier:
            return
        address = openable(text.link_at(here))
        if address:
            self._later(lambda: self.link_wanted.emit(address))
        elif text is self._view and self._view.photo_at(here) >= 0 and not self._drew:
            figure = self._view.photo_at(here)
            self._later(lambda: self.photo_wanted.emit(figure))

    def _later(self, act: Callable[[], None]) -> None:
        """Once the text itself has had the click."""
        QTimer.singleShot(0, self, act)

    def _on_key(self, text: ArticleText, event: QKeyEvent) -> bool:
        address = openable(text.link_at_caret())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and address:
            self.link_wanted.emit(address)
            return True
        return False

    def _show_at_caret(self) -> None:
        """Only for the caret of the keyboard: a click puts one where nobody sees it."""
        text = next((one for one in set(self._texts.values()) if one.hasFocus()), None)
        if text is not None and text.cursorWidth() > 0:
            self._address.tell(openable(text.link_at_caret()))
