"""The push buttons and icon buttons of the window; they know words and icons, not what they do."""

import math
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.keycap import KEYCAP_HEIGHT, keycap_width, paint_keycap
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import mix, paint_icon
from galley.ui.theme.tokens import Theme

__all__ = [
    "DangerButton",
    "GhostButton",
    "IconButton",
    "LinkButton",
    "PrimaryButton",
    "SecondaryButton",
]

_RADIUS = 7.0
_PADDING, _PADDING_TALL = 12, 14
_ICON = 16
_GAP = 6
_KEY_GAP = 8


class _Look(NamedTuple):
    """A button's colours in one state of one theme; None paints nothing."""

    text: str
    rest: str | None
    hover: str
    pressed: str
    border: str | None = None


class _TextButton(PaintedButton):
    """A button with words, an icon before them and a key's cap after them, both optional."""

    weight = 500
    on_primary = False  # whether its face has the ``primary`` colour

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        key: str = "",
        height: int = 30,
    ) -> None:
        super().__init__(themes, text, parent, radius=_RADIUS)
        self._icon_name = icon
        self._key = key
        self._height = height
        self._padding = _PADDING if height < 34 else _PADDING_TALL

    def set_key(self, words: str) -> None:
        """Put other words on the key's cap; none takes it away."""
        self._key = words
        self.updateGeometry()
        self.update()

    def look(self, theme: Theme) -> _Look:
        """The colours of this kind of button."""
        raise NotImplementedError

    def label_font(self) -> QFont:
        """The face of the words."""
        return inter(12.5, self.weight)

    def sizeHint(self) -> QSize:
        """As wide as what it holds; 30 high, or as high as it was told."""
        width = 2 * self._padding + QFontMetricsF(self.label_font()).horizontalAdvance(self.text())
        if self._icon_name:
            width += _ICON + _GAP
        if self._key:
            width += _KEY_GAP + keycap_width(self._key) - 1
        return QSize(round(width), self._height)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks below its words."""
        return self.sizeHint()

    def paint_face(self, painter: QPainter) -> None:
        """Paint plate, icon, words and key."""
        look = self.look(self.theme)
        rect = QRectF(self.rect())
        border = QColor(look.border) if look.border else None
        paint_plate(painter, rect, _RADIUS, self._ground(look), border)
        spare = rect.width() - self.sizeHint().width()
        x = self._padding + math.floor(spare / 2)
        if self._icon_name:
            icon = QRectF(x, (rect.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, self._icon_name, look.text, icon)
            x += _ICON + _GAP
        font = self.label_font()
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        painter.setFont(font)
        painter.setPen(QColor(look.text))
        words = QRectF(x, 0, width + 1, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            cap = keycap_width(self._key)
            left = math.floor(x + width + _KEY_GAP)
            place = QRectF(left, (rect.height() - KEYCAP_HEIGHT) / 2, cap, KEYCAP_HEIGHT)
            paint_keycap(painter, place, self._key, self.theme, on_primary=self.on_primary)

    def _ground(self, look: _Look) -> QColor | None:
        if self.isDown() or (self.isCheckable() and self.isChecked()):
            return QColor(look.pressed)
        if look.rest is None:
            if self.hover == 0:
                return None
            soft = QColor(look.hover)
            soft.setAlphaF(self.hover)
            return soft
        return QColor(mix(look.rest, look.hover, self.hover))


class PrimaryButton(_TextButton):
    """The one main action of a view."""

    on_primary = True

    def look(self, theme: Theme) -> _Look:
        """Dark on light, light on dark."""
        return _Look(
            theme.on_primary,
            theme.primary,
            mix(theme.primary, theme.on_primary, 0.12),
            mix(theme.primary, theme.on_primary, 0.22),
        )


class SecondaryButton(_TextButton):
    """Any other action that needs a visible edge."""

    def look(self, theme: Theme) -> _Look:
        """A card with a border."""
        hover = theme.raised if theme.dark else theme.hover
        return _Look(theme.ink, theme.card, hover, theme.sunken, theme.hair2)


class GhostButton(_TextButton):
    """An action in a bar: no edge until the pointer is over it."""

    def look(self, theme: Theme) -> _Look:
        """Nothing but the words."""
        return _Look(theme.ink, None, theme.hover, theme.sunken)


class DangerButton(_TextButton):
    """An action that takes something away."""

    def look(self, theme: Theme) -> _Look:
        """A card with a border and words in the colour of what is wrong."""
        hover = theme.raised if theme.dark else theme.hover
        wrong = theme.statuses[CheckStatus.WRONG].text
        return _Look(wrong, theme.card, hover, theme.sunken, theme.hair2)


class LinkButton(PaintedButton):
    """Words that act, with an icon on either side if wanted.

    ``tone`` is the name of the colour token to write them in.
    """

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        icon_after: str = "",
        size: float = 12.5,
        weight: int = 500,
        tone: str = "accent",
    ) -> None:
        super().__init__(themes, text, parent, radius=4)
        self._tone = tone
        self._icon_name = icon
        self._icon_after = icon_after
        self._size, self._weight, self._height = size, weight, 24
        self._font = inter(size, weight)
        self._icon_side = 16
        self._status: CheckStatus | None = None

    def set_zoom(self, zoom: float) -> None:
        """Set the words at ``zoom`` times their size."""
        self._font, self._height = inter(self._size * zoom, self._weight), max(24, round(20 * zoom))
        self.updateGeometry()
        self.update()

    def set_status(self, status: CheckStatus) -> None:
        """Take a check status's colour in place of the tone's."""
        self._status = status
        self.update()

    def sizeHint(self) -> QSize:
        """The words and no room beside them, so that they stand in line; 24 high to be hit."""
        width = QFontMetricsF(self._font).horizontalAdvance(self.text())
        width += sum(self._icon_side + 8 for name in (self._icon_name, self._icon_after) if name)
        return QSize(math.ceil(width) + 1, self._height)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks below its words."""
        return self.sizeHint()

    def paint_face(self, painter: QPainter) -> None:
        """Paint icons and words; a line under them when the pointer is there."""
        theme = self.theme
        colour: str = getattr(theme, self._tone)
        if self._status is not None:
            colour = theme.statuses[self._status].text
        side = self._icon_side
        x, middle = 0.0, self.height() / 2
        if self._icon_name:
            paint_icon(painter, self._icon_name, colour, QRectF(x, middle - side / 2, side, side))
            x += side + 8
        metrics = QFontMetricsF(self._font)
        width = metrics.horizontalAdvance(self.text())
        painter.setFont(self._font)
        painter.setPen(QColor(colour))
        words = QRectF(x, 0, width + 1, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hover > 0:
            line = QColor(colour)
            line.setAlphaF(0.7 * self.hover)
            foot = math.floor(middle + metrics.ascent() / 2 + 1)
            painter.fillRect(QRectF(x, foot, width, 1), line)
        x += width + 8
        if self._icon_after:
            paint_icon(painter, self._icon_after, colour, QRectF(x, middle - side / 2, side, side))


class IconButton(PaintedButton):
    """An icon that acts; its name is its tooltip and what a screen reader says.

    ``tone`` is the name of the colour token to draw it in.
    """

    def __init__(
        self,
        themes: ThemeSource,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        checkable: bool = False,
        side: int = 32,
        icon_size: int = 18,
        tone: str = "ink2",
    ) -> None:
        super().__init__(themes, "", parent, radius=8 if side >= 28 else 6)
        self._icon_name = icon
        self._side = side
        self._icon_size = icon_size
        self._tone = tone
        self.setAutoDefault(False)
        self.setCheckable(checkable)
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does; the shortcut follows in the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {shortcut}" if shortcut else name)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """The same square."""
        return self.sizeHint()

    def paint_face(self, painter: QPainter) -> None:
        """Paint the plate, if any, and the icon."""
        theme, rect = self.theme, QRectF(self.rect())
        colour: str = getattr(theme, self._tone)
        radius = 8 if self._side >= 28 else 6
        if self.isDown():
            paint_plate(painter, rect, radius, QColor(theme.sunken), None)
        elif self.isChecked():
            paint_plate(painter, rect, radius, QColor(theme.accent_soft), None)
            colour = theme.accent
        elif self.hover > 0:
            soft = QColor(theme.hover)
            soft.setAlphaF(self.hover)
            paint_plate(painter, rect, radius, soft, None)
        side = self._icon_size
        centre = rect.center()
        icon = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        paint_icon(painter, self._icon_name, colour, icon)
