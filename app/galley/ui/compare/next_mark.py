"""What comes next in the review, with the words in the new text that are closest to it."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from galley.domain.annotation import Kind
from galley.domain.article import Version
from galley.domain.proposal import Candidate
from galley.ui.compare.laid_text import LaidText, PaintedRange, Tint
from galley.ui.compare.review import MarkRow
from galley.ui.compare.words import chip_of, excerpt
from galley.ui.components.buttons import LinkButton
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import source_serif

__all__ = ["NextMark", "Sample"]

_AROUND = 44  # code points that are shown on either side of the closest words
_LONGEST = 48  # code points of the next mark's words


class Sample(QWidget):
    """A few words of the new text, with some of them marked."""

    _SIZE, _LINE, _WIDEST = 16, 25, 560

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words = ""
        self._scale = 1.0
        self._ranges: tuple[PaintedRange, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.update)

    def show_place(self, version: Version, start: int, end: int, kind: Kind) -> None:
        """Show a place of a text among its neighbours."""
        text = version.text
        block = version.block_index(start)
        low = max(version.starts[block], start - _AROUND)
        high = min(len(text), end + _AROUND)
        stop = text.find("\n", end)
        high = min(high, stop) if stop >= 0 else high
        low = low if low == version.starts[block] else text.find(" ", low, start + 1) + 1 or low
        cut = text.rfind(" ", end, high)
        high = cut if high < len(text) and high != stop and cut > end else high
        self._words = text[low:high]
        self._ranges = (PaintedRange(start - low, end - low, Tint(kind)),)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Set the text larger or smaller; 1.0 is 100 %."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What it shows."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        return round(self._laid(width).height)

    def sizeHint(self) -> QSize:
        """A guess; the height follows from the width."""
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def _laid(self, width: int) -> LaidText:
        room = max(1, min(width, round(self._WIDEST * self._scale)))
        font = source_serif(self._SIZE * self._scale)
        return LaidText(self._words, font, room, round(self._LINE * self._scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        plain = self._themes.high_contrast
        laid, painter = self._laid(self.width()), QPainter(self)
        laid.paint(painter, QPointF(2, 0), self._themes.theme, self._ranges, plain=plain)


class NextMark(QWidget):
    """A hairline, what comes next, and the closest words.

    Attributes:
        chosen: Go there.
    """

    chosen = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.button = LinkButton(themes, "", self, weight=600, tone="ink2")
        self.button.clicked.connect(self.chosen)
        self._label = QuietLabel(themes, 12, self)
        self._sample = Sample(themes, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._label)
        column.addWidget(self._sample)
        themes.changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        """Set the text larger or smaller; 1.0 is 100 %."""
        self._sample.set_scale(scale)

    def show_next(
        self, row: MarkRow | None, line: str, candidate: Candidate | None, version: Version
    ) -> None:
        """Say what comes next.

        Args:
            row: The mark; None if none is left.
            line: What happened to it.
            candidate: The closest place, if it has none of its own.
            version: The capture that the place is in.
        """
        self.setVisible(row is not None)
        if row is None:
            return
        words = excerpt(row.mark)
        if len(words) > _LONGEST:
            words = f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
        words = words if words[:1] in '“"‘' else f"“{words}”"
        state = chip_of(row)
        self.button.setText(filled(self.tr("Next: %1 %2"), state[:1].lower() + state[1:], words))
        self.button.updateGeometry()
        self._label.setText(line)
        self._sample.setVisible(candidate is not None)
        if candidate is not None:
            share = round(100 * candidate.likeness)
            self._label.setText(filled(self.tr("Closest match in the new text, %1%"), share))
            kind = row.annotation.kind
            self._sample.show_place(version, candidate.start, candidate.end, kind)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline."""
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(self._themes.theme.hair))
