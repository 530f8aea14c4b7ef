"""A choice of one among a few, side by side on a track; knows words and counts only."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from galley.ui.components.choice_group import ChoiceGroup
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import THUMB_SHADOW, paint_shadow

__all__ = ["SegmentedControl"]

_HEIGHT = 32
_INSET = 2
_PADDING = 14
_TEXT = 12.5


class _Segment(PaintedButton):
    """One choice; arrow keys ask to go to its neighbours."""

    moved = Signal(int)  # -1 or 1 to a neighbour; -2 or 2 to the first or last

    def __init__(self, themes: ThemeSource, text: str, parent: QWidget) -> None:
        super().__init__(themes, text, parent, radius=6.5)
        self.count: int | None = None
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as its words at their boldest, so that choosing moves nothing."""
        width = 2 * _PADDING + _advance(self.text(), inter(_TEXT, 600))
        if self.count is not None:
            width += 6 + _advance(str(self.count), inter(_TEXT, 400))
        return QSize(round(width), _HEIGHT - 2 * _INSET)

    def paint_face(self, painter: QPainter) -> None:
        """Paint the raised thumb if chosen, then words and count, centred."""
        theme, rect = self.theme, QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            paint_plate(painter, rect, 6.5, QColor(theme.raised), None)
        font = inter(_TEXT, 600 if chosen else 500)
        count = "" if self.count is None else str(self.count)
        words = _advance(self.text(), font)
        gap = 5 if count else 0
        figures = _advance(count, inter(_TEXT, 400))
        x = (rect.width() - words - gap - figures) / 2
        strong = chosen or self.hover > 0.5
        painter.setFont(font)
        painter.setPen(QColor(theme.ink if strong else theme.ink2))
        line = QRectF(x, 0, words + 2, rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text())
        if count:
            painter.setFont(inter(_TEXT, 400))
            painter.setPen(QColor(theme.muted))
            line = QRectF(x + words + gap, 0, figures + 2, rect.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to a neighbour by arrow keys, to an end by Home and End."""
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -2,
            Qt.Key.Key_End: 2,
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class SegmentedControl(ChoiceGroup):
    """A few choices on a track, one of them chosen; Tab reaches the chosen one, arrows move."""

    current_changed = Signal(int)

    def __init__(self, themes: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._segments: list[_Segment] = []
        self._current = -1
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        self._row.setSpacing(0)
        themes.changed.connect(self.update)

    @property
    def current(self) -> int:
        """The chosen one's index, or -1 while there is none."""
        return self._current

    def add(self, text: str, count: int | None = None) -> int:
        """Add a choice at the end; the first is chosen at once.

        Returns:
            Its index.
        """
        segment = _Segment(self._themes, text, self)
        index = len(self._segments)
        self._segments.append(segment)
        self.add_choice(segment)
        self._row.addWidget(segment, 1)
        segment.clicked.connect(lambda: self.set_current(index))
        segment.moved.connect(lambda step: self._move(index, step))
        self.set_count(index, count)
        if index == 0:
            self.set_current(0)
        else:
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return index

    def set_count(self, index: int, count: int | None) -> None:
        """Show a number after a choice's words; None shows none."""
        segment = self._segments[index]
        segment.count = count
        text = segment.text()
        segment.setAccessibleName(text if count is None else f"{text}, {count}")
        segment.updateGeometry()
        segment.update()

    def set_current(self, index: int) -> None:
        """Choose one.

        Raises:
            IndexError: There is no such choice.
        """
        chosen = self._segments[index]
        for segment in self._segments:
            segment.setChecked(segment is chosen)
            segment.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if segment is chosen else Qt.FocusPolicy.NoFocus
            )
        self.update()
        if index != self._current:
            self._current = index
            self.current_changed.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the track and the thumb's shadow; the thumb is the segment's own."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plate(painter, QRectF(self.rect()), 8, QColor(theme.sunken), None)
        if self._current >= 0 and not theme.dark:
            thumb = QRectF(self._segments[self._current].geometry())
            paint_shadow(painter, thumb, 6.5, theme, THUMB_SHADOW)

    def _move(self, index: int, step: int) -> None:
        last = len(self._segments) - 1
        to = {-2: 0, 2: last}.get(step, max(0, min(last, index + step)))
        self.set_current(to)
        self._segments[to].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _advance(words: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)
