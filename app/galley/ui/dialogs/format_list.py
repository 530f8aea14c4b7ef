"""The left column of the export dialog: the formats, one of them chosen; knows what each is for."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from galley.services.outgoing.exporting import Format
from galley.ui.components.choice_group import ChoiceGroup
from galley.ui.components.painted_button import PaintedButton
from galley.ui.components.placeholders import filled
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["FormatList"]

_WIDTH, _NARROW_WIDTH = 176, 56
_ROW = 40
_RADIUS = 8
_ICON = 16
_ICONS = {"markdown": "file-text", "json-ld": "braces"}
_ANY_ICON = "file-down"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class FormatList(ChoiceGroup):
    """Formats in a column; Tab reaches the chosen one, arrow keys choose its neighbours.

    Args:
        themes: The colours.
        formats: What can be chosen; the first is.
    """

    changed = Signal()

    def __init__(self, themes: ThemeSource, formats: Sequence[Format]) -> None:
        super().__init__()
        self._themes = themes
        self._formats = tuple(formats)
        self._rows = [_Row(themes, known) for known in formats]
        self._current = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(4)
        for index, row in enumerate(self._rows):
            column.addWidget(row)
            self.add_choice(row)
            row.clicked.connect(lambda _checked, index=index: self.choose(index))
            row.moved.connect(lambda step, index=index: self._move(index + step))
        column.addStretch(1)
        self.setAccessibleName(self.tr("Format"))
        self.set_narrow(False)
        self.choose(0)
        themes.changed.connect(self.update)

    @property
    def current(self) -> Format:
        """The chosen one."""
        return self._formats[self._current]

    def choose(self, index: int) -> None:
        """Choose a format by its place in the list."""
        for number, row in enumerate(self._rows):
            row.setChecked(number == index)
            policy = Qt.FocusPolicy.TabFocus if number == index else Qt.FocusPolicy.NoFocus
            row.setFocusPolicy(policy)
        if index != self._current:
            self._current = index
            self.changed.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Whether there is room for the icons only; the names are then in the tool tips."""
        self.setFixedWidth(_NARROW_WIDTH if narrow else _WIDTH)
        for row in self._rows:
            row.set_narrow(narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), QColor(self._themes.theme.surface))

    def _move(self, index: int) -> None:
        index = max(0, min(index, len(self._rows) - 1))
        self.choose(index)
        self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)


class _Row(PaintedButton):
    """One format: an icon, its name, and the suffix of its files."""

    moved = Signal(int)

    def __init__(self, themes: ThemeSource, known: Format) -> None:
        super().__init__(themes, known.title, radius=_RADIUS)
        self._suffix = known.suffix
        self._icon = _ICONS.get(known.name, _ANY_ICON)
        self._narrow = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_ROW)
        self.setAccessibleName(filled(self.tr("%1, %2 file"), known.title, known.suffix))

    def set_narrow(self, narrow: bool) -> None:
        """Whether the icon must do."""
        self._narrow = narrow
        self.setToolTip(f"{self.text()} ({self._suffix})" if narrow else "")
        self.update()

    def paint_face(self, painter: QPainter) -> None:
        """Paint the icon, the name and the suffix; the chosen one as a card with a bar."""
        theme, chosen, card = self.theme, self.isChecked(), QRectF(self.rect())
        if chosen:
            painter.setPen(QPen(QColor(theme.hair), 1))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(0, 10, 3, card.height() - 20), 1.5, 1.5)
        strong = chosen or self.hover > 0.5
        left = (card.width() - _ICON) / 2 if self._narrow else 14
        icon = QRectF(left, card.center().y() - _ICON / 2, _ICON, _ICON)
        colour = theme.accent if chosen else theme.ink if strong else theme.ink2
        paint_icon(painter, self._icon, colour, icon)
        if self._narrow:
            return
        words = card.adjusted(40, 0, -12, 0)
        painter.setFont(inter(13, 600 if chosen else 500))
        painter.setPen(QColor(theme.ink if strong else theme.ink2))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(inter(11))
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, self._suffix)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour by arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)
