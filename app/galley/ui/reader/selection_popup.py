"""What can be done with the selected words, offered beside them; knows no text and no service."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGraphicsOpacityEffect, QMenu, QWidget

from galley.domain.annotation import Kind
from galley.ui.actions import mark_action
from galley.ui.components.buttons import IconButton
from galley.ui.components.painted_button import PaintedButton
from galley.ui.keys import KeysOf, cap_of, pressed_keys, usual_keys
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import icon
from galley.ui.theme.painting import paint_kind_swatch, paint_shadow
from galley.ui.theme.tokens import KIND_ICONS
from galley.ui.theme.words import kind_name

__all__ = ["SelectionPopup"]

WIDTH, HEIGHT = 412, 62
_SHADOW = 24  # room around the card for its shadow
_RADIUS = 12
_POINTER = 8
_GAP = 12
_EDGE = 8  # least distance from the edge of what it lies in
_FADE_MS = 120
_RISE = 4
_SWATCH, _SWATCH_LEFT, _SWATCH_STEP, _SWATCH_TOP = 34, 10, 40, 9
_DIVIDER_X = 214.5
_TOOL, _TOOL_CENTRE, _TOOL_STEP, _TOOL_Y = 32, 239, 36, 26
_LETTER_BASELINE = 56
_LONGEST_CAP = 4
_SHOWN = tuple(Kind)[:5]
_MORE = tuple(Kind)[5:]


class _Swatch(PaintedButton):
    """One kind's square."""

    def __init__(self, themes: ThemeSource, kind: Kind, parent: QWidget) -> None:
        super().__init__(themes, "", parent, radius=7)
        self.kind = kind
        self.setAutoDefault(False)
        self.setFixedSize(_SWATCH, _SWATCH)
        self.cap = ""
        self.set_cap("")

    def set_cap(self, cap: str) -> None:
        """Say which key does the same."""
        self.cap = cap
        name = kind_name(self.kind)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {cap}" if cap else name)

    def paint_face(self, painter: QPainter) -> None:
        """Paint the square, with an edge while the pointer is over it."""
        rect = QRectF(self.rect())
        paint_kind_swatch(painter, rect, self.kind, self.theme)
        if self.hover > 0 or self.isDown():
            edge = QColor(self.theme.kinds[self.kind].rule)
            edge.setAlphaF(1.0 if self.isDown() else self.hover)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, 1.5))
            painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 6.25, 6.25)


class SelectionPopup(QWidget):
    """Five kinds, the rest behind “…”, and four things to do, above or below the selection.

    A frameless child of ``parent``, usually the reader's viewport. While it is shown it listens to
    the keys of ``keys_from``, the widget that keeps the focus: those of the window's actions that
    do the same, 1 to 8, M, T, C and Q unless the person chose others, and Escape. Choosing anything
    closes it; ``dismissed`` means that nothing was chosen.
    """

    kind_chosen = Signal(object)  # Kind
    note_wanted = Signal()
    tag_wanted = Signal()
    check_wanted = Signal()
    copy_wanted = Signal()
    dismissed = Signal()

    def __init__(
        self, themes: ThemeSource, parent: QWidget, keys_from: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._host = parent
        self._keys_from = keys_from if keys_from is not None else parent
        self._keys_of: KeysOf = usual_keys
        self._pointer_x = WIDTH / 2
        self._below = False
        self._place = QPoint()
        self._effect: QGraphicsOpacityEffect | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._rise)
        self._fade.finished.connect(self._settle)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Mark the selection"))
        self.setFixedSize(WIDTH + 2 * _SHADOW, HEIGHT + 2 * _SHADOW)
        self._swatches = [self._swatch(index, kind) for index, kind in enumerate(_SHOWN)]
        self._tools: dict[str, IconButton] = {}
        self._add_tool("note", "message-square-text", self.tr("Note"), self.note_wanted.emit)
        self._add_tool("tag", "tag", self.tr("Tag"), self.tag_wanted.emit)
        self._add_tool("check", "circle-check", self.tr("Check"), self.check_wanted.emit)
        self._add_tool("copy", "copy", self.tr("Copy quote"), self.copy_wanted.emit)
        self.more = self._tool("ellipsis", self.tr("More kinds"))
        self.more.clicked.connect(self._open_menu)
        self._menu: QMenu | None = None
        self._show_caps()
        self.hide()
        themes.changed.connect(self._show_caps)

    @property
    def menu(self) -> QMenu:
        """The kinds that have no square of their own; made when first asked for."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.tr("More kinds"))
            for kind in _MORE:
                action = self._menu.addAction(kind_name(kind))
                action.setData(kind)
                action.triggered.connect(partial(self.choose, kind))
        return self._menu

    @property
    def is_below(self) -> bool:
        """Whether it lies below the selection, for want of room above."""
        return self._below

    def card(self) -> QRect:
        """The visible card's place in ``parent``."""
        return QRect(self._place + QPoint(_SHADOW, _SHADOW), QSize(WIDTH, HEIGHT))

    def button(self, kind: Kind) -> PaintedButton:
        """The square of one of the first five kinds."""
        return self._swatches[_SHOWN.index(kind)]

    def tool(self, action_id: str) -> IconButton:
        """The button that does what ``note``, ``tag``, ``check`` or ``copy`` does."""
        return self._tools[action_id]

    def set_keys(self, keys_of: KeysOf) -> None:
        """Listen to the keys that the window's actions have, and show them."""
        self._keys_of = keys_of
        self._show_caps()

    def _show_caps(self) -> None:
        for swatch in self._swatches:
            swatch.set_cap(cap_of(self._keys_of, mark_action(swatch.kind)))
        for action_id, button in self._tools.items():
            button.set_name(button.accessibleName(), cap_of(self._keys_of, action_id))
        self.update()

    def popup_at(self, selection: QRect, anchor_x: int | None = None) -> None:
        """Show it for a selection.

        Args:
            selection: What to stay clear of, in ``parent``'s coordinates: the selection's lines.
            anchor_x: Where the pointer goes, in the same; otherwise the selection's middle.
        """
        x = selection.center().x() if anchor_x is None else anchor_x
        width = self._host.width()
        left = max(_EDGE, min(x - WIDTH // 2, width - WIDTH - _EDGE))
        above = selection.top() - _GAP - HEIGHT
        below = selection.bottom() + 1 + _GAP
        self._below = above < _EDGE and below + HEIGHT + _EDGE <= self._host.height()
        top = below if self._below else max(_EDGE, above)
        inset = _RADIUS + _POINTER
        self._pointer_x = float(max(inset, min(x - left, WIDTH - inset)))
        self._place = QPoint(left - _SHADOW, top - _SHADOW)
        was_shown = self.isVisible()
        self.move(self._place)
        self.show()
        self.raise_()
        self.update()
        if not was_shown:
            self._keys_from.installEventFilter(self)
            self._appear()

    def choose(self, kind: Kind) -> None:
        """Close and say that this kind was chosen."""
        self.hide()
        self.kind_chosen.emit(kind)

    def dismiss(self) -> None:
        """Close without a choice."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Take the keys that mean something here, before shortcuts and before the reader."""
        if isinstance(event, QKeyEvent) and self.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and self._means(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._means(event):
                self._act(event)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the same keys while one of its own buttons has the focus."""
        if self._means(event):
            self._act(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a press on the card; let one on the shadow through to what lies under it."""
        inside = self._card_rect().contains(event.position())
        event.setAccepted(inside)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop listening, however it came to be hidden."""
        self._keys_from.removeEventFilter(self)
        self._fade.stop()
        self._settle()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint shadow, card with pointer, divider, keys."""
        theme, card = self._themes.theme, self._card_rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, card, _RADIUS, theme)
        painter.setBrush(QColor(theme.raised))
        painter.setPen(QPen(QColor(theme.hair2), 1))
        painter.drawPath(self._outline(card.adjusted(0.5, 0.5, -0.5, -0.5)))
        x = card.left() + _DIVIDER_X
        painter.drawLine(QPointF(x, card.top() + 13), QPointF(x, card.top() + 39))
        painter.setPen(QColor(theme.muted))
        painter.setFont(inter(11, 600))
        foot = card.top() + _LETTER_BASELINE - 12
        for swatch in self._swatches:
            place = QRectF(swatch.x(), foot, _SWATCH, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _short(swatch.cap))
        for action_id, button in self._tools.items():
            place = QRectF(button.x(), foot, _TOOL, 16)
            cap = _short(cap_of(self._keys_of, action_id))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)

    def _swatch(self, index: int, kind: Kind) -> _Swatch:
        swatch = _Swatch(self._themes, kind, self)
        left = _SHADOW + _SWATCH_LEFT + index * _SWATCH_STEP
        swatch.move(left, _SHADOW + _SWATCH_TOP)
        swatch.clicked.connect(partial(self.choose, kind))
        return swatch

    def _tool(self, name: str, words: str) -> IconButton:
        button = IconButton(self._themes, name, words, self, side=_TOOL)
        button.resize(_TOOL, _TOOL)
        centre = _SHADOW + _TOOL_CENTRE + len(self._tools) * _TOOL_STEP
        button.move(centre - _TOOL // 2, _SHADOW + _TOOL_Y - _TOOL // 2)
        return button

    def _add_tool(self, action_id: str, name: str, words: str, wanted: Callable[[], None]) -> None:
        button = self._tool(name, words)
        button.clicked.connect(partial(self._close_and, wanted))
        self._tools[action_id] = button

    def _card_rect(self) -> QRectF:
        return QRectF(_SHADOW, _SHADOW, WIDTH, HEIGHT)

    def _outline(self, card: QRectF) -> QPainterPath:
        """The card and its pointer as one shape, so that no line runs between them."""
        body, tip = QPainterPath(), QPainterPath()
        body.addRoundedRect(card, _RADIUS - 0.5, _RADIUS - 0.5)
        x = card.left() + self._pointer_x
        foot, point = (
            (card.top() + 1, card.top() - _POINTER)
            if self._below
            else (card.bottom() - 1, card.bottom() + _POINTER)
        )
        tip.moveTo(x - _POINTER - 1, foot)
        tip.lineTo(x, point)
        tip.lineTo(x + _POINTER + 1, foot)
        tip.closeSubpath()
        return body.united(tip)

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key does something here."""
        return self._meant(event) is not None

    def _meant(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here; None for nothing."""
        if event.key() == Qt.Key.Key_Escape:
            return self.dismiss
        pressed = pressed_keys(event)
        if pressed is None:
            return None
        for kind in Kind:
            if pressed in self._keys_of(mark_action(kind)):
                return partial(self.choose, kind)
        for action_id, button in self._tools.items():
            if pressed in self._keys_of(action_id):
                return button.click
        return None

    def _act(self, event: QKeyEvent) -> None:
        act = self._meant(event)
        if act is not None:
            act()

    def _open_menu(self) -> None:
        colours = self._themes.theme.kinds
        for action in self.menu.actions():
            kind = Kind(action.data())
            cap = cap_of(self._keys_of, mark_action(kind))
            name = kind_name(kind).replace("&", "&&")
            action.setText(f"{name}\t{cap}")
            action.setIcon(icon(KIND_ICONS[kind], colours[kind].label, 16))
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _close_and(self, wanted: Callable[[], None]) -> None:
        self.hide()
        wanted()

    def _appear(self) -> None:
        duration = self._themes.duration(_FADE_MS)
        if duration == 0:
            return
        # On this small popup only, and only while it fades: an effect on the reader would be slow.
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade.setDuration(duration)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()

    def _rise(self, share: float) -> None:
        if self._effect is not None:
            self._effect.setOpacity(share)
            offset = round(_RISE * (1 - share))
            self.move(self._place + QPoint(0, offset))

    def _settle(self) -> None:
        if self._effect is not None:
            self._effect = None
            self.setGraphicsEffect(None)  # type: ignore[arg-type] # Qt takes null for none
            self.move(self._place)


def _short(cap: str) -> str:
    """A key as far as there is room for it under a button."""
    return cap if len(cap) <= _LONGEST_CAP else "…"
