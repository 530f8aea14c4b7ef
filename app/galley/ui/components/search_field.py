"""A field to search in, with a key hint while empty and a way to clear it; searches nothing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from galley.ui.components.buttons import IconButton
from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.components.keycap import KEYCAP_HEIGHT, keycap_width, paint_keycap
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["SearchField"]

_HEIGHT = 32
_ICON = 15
_BEFORE = 9  # before the icon, and after the key's cap
_TEXT_LEFT = 31


class SearchField(QLineEdit):
    """A line to type in; Escape clears it before anything else hears of that key."""

    def __init__(
        self, themes: ThemeSource, placeholder: str, parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._key = key
        self.setObjectName("searchField")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(inter(13))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 8)
        self._clear = IconButton(
            themes, "x", self.tr("Clear the search"), self, side=24, icon_size=14, tone="muted"
        )
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does it from the keyboard
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.resize(self._clear.sizeHint())
        self._clear.hide()
        self.textChanged.connect(self._on_text_changed)
        self.set_margins()
        themes.changed.connect(self.update)

    def set_key(self, words: str) -> None:
        """Hint at another key; none takes the hint away."""
        self._key = words
        self.set_margins()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(200, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Escape; an Escape in an empty field goes on to what holds it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right."""
        super().resizeEvent(event)
        self._clear.move(self.width() - 4 - self._clear.width(), 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its icon and, while it is empty, its key."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() / 2
        icon = QRectF(_BEFORE, middle - _ICON / 2, _ICON, _ICON)
        theme = self._themes.theme
        paint_icon(painter, "search", theme.muted, icon)
        if self._key and not self.text():
            cap = keycap_width(self._key)
            left = self.width() - _BEFORE + 1 - cap
            place = QRectF(left, middle - KEYCAP_HEIGHT / 2, cap, KEYCAP_HEIGHT)
            paint_keycap(painter, place, self._key, theme)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.set_margins()

    def room_at_right(self) -> int:
        """What stands beside the words at their right, in px; subclasses may put more there."""
        empty = keycap_width(self._key) + 12 if self._key else 8
        return 28 if self.text() else empty

    def set_margins(self) -> None:
        """Keep the words clear of what stands beside them (QLineEdit adds 2 px each side)."""
        self.setTextMargins(_TEXT_LEFT - 3, 0, self.room_at_right(), 0)
