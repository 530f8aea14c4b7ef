"""A passage in its paragraph, as a card; the change word by word; and a notice. All painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.compare.laid_text import LaidText, PaintedRange
from galley.ui.components.painted_button import paint_plate
from galley.ui.components.placeholders import filled
from galley.ui.components.wrapped_text import wrapped
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon

__all__ = ["Notice", "PassageCard", "WordRow"]

_TEXT, _LINE = 17, 27
_SIDE, _HEAD, _ABOVE, _BELOW = 18, 44, 12, 20
_LEAST_LINES = 7
_RADIUS = 10


def _line(scale: float) -> int:
    """The height of a line, in px."""
    return round(_LINE * scale)


class _Painted(QWidget):
    """What all of them share: as high as its width asks for, repainted with the theme."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._scale = 1.0
        self._laid: tuple[float, LaidText] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        """Set the text larger or smaller; 1.0 is 100 %."""
        self._scale, self._laid = scale, None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def sizeHint(self) -> QSize:
        """A guess; the height follows from the width."""
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(160, 24)


class PassageCard(_Painted):
    """A capture's name, where the passage stands, and its paragraph with the mark painted."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._title, self._meta = "", ""
        self._words, self._missing = "", ""
        self._ranges: tuple[PaintedRange, ...] = ()

    def show_passage(
        self,
        title: str,
        meta: str,
        words: str,
        ranges: Sequence[PaintedRange],
        *,
        missing: str = "",
    ) -> None:
        """Show a passage.

        Args:
            title: The capture.
            meta: When it was taken, and where the passage stands.
            words: The paragraph; empty if there is none.
            ranges: What is marked, deleted and added in it, in code points.
            missing: What to say instead of words.
        """
        self._title, self._meta, self._missing = title, meta, missing
        self._words, self._ranges, self._laid = words, tuple(ranges), None
        self.setAccessibleName(f"{title}, {meta}")
        self.setAccessibleDescription(self._said())
        self.updateGeometry()
        self.update()

    def _said(self) -> str:
        """The words, and which of them were deleted or added, for a screen reader."""
        parts = [self._words or self._missing]
        for one in self._ranges:
            words = self._words[one.start : one.end]
            if one.tint.kind is not None:
                parts.append(filled(self.tr("Marked: %1"), words))
            else:
                said = self.tr("Deleted: %1") if one.tint.deleted else self.tr("Added: %1")
                parts.append(filled(said, words))
        return "\n".join(parts)

    @property
    def words(self) -> str:
        """What it shows."""
        return self._words or self._missing

    @property
    def ranges(self) -> tuple[PaintedRange, ...]:
        """What is marked, deleted and added in it."""
        return self._ranges

    def heightForWidth(self, width: int) -> int:
        """All lines, at least seven, under its head."""
        lines = max(_LEAST_LINES, self._laid_for(width).line_count)
        return round(_HEAD + _ABOVE + lines * _line(self._scale) + _BELOW)

    def _laid_for(self, width: int) -> LaidText:
        room = max(1.0, width - 2.0 * _SIDE)
        if self._laid is None or self._laid[0] != room:
            font = source_serif(_TEXT * self._scale)
            self._laid = room, LaidText(self._words, font, room, _line(self._scale))
        return self._laid[1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme, painter, rect = self._themes.theme, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plate(painter, rect, _RADIUS, QColor(theme.card), QColor(theme.hair))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(1, _HEAD - 1, rect.width() - 2, 1), QColor(theme.hair))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(_SIDE, 0, rect.width() - 2 * _SIDE, _HEAD)
        self._paint_head(painter, head)
        if self._words:
            plain = self._themes.high_contrast
            laid = self._laid_for(self.width())
            laid.paint(painter, QPointF(_SIDE, _HEAD + _ABOVE), theme, self._ranges, plain=plain)
        elif self._missing:
            painter.setFont(inter(13))
            painter.setPen(QColor(theme.muted))
            place = head.adjusted(0, _HEAD + _ABOVE, 0, rect.height() - _HEAD - _BELOW)
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self._missing)

    def _paint_head(self, painter: QPainter, head: QRectF) -> None:
        theme = self._themes.theme
        painter.setFont(inter(12.5, 600))
        painter.setPen(QColor(theme.ink))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._title)
        taken = QFontMetricsF(painter.font()).horizontalAdvance(self._title)
        meta = inter(12)
        words = QFontMetricsF(meta).elidedText(
            self._meta, Qt.TextElideMode.ElideLeft, head.width() - taken - 12
        )
        painter.setFont(meta)
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(head, right, words)


class WordRow(_Painted):
    """The change on one line, old words beside new, with the difference of two figures."""

    _LABEL, _LEFT, _AROUND, _LEAST = 114, 18, 17, 62

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._words, self._figure = "", ""
        self._ranges: tuple[PaintedRange, ...] = ()

    def show_change(self, words: str, ranges: Sequence[PaintedRange], figure: str) -> None:
        """Show a change.

        Args:
            words: Old and new words in one.
            ranges: Which of them were deleted and which added.
            figure: By how much a figure changed; may be empty.
        """
        self._words, self._ranges, self._figure = words, tuple(ranges), figure
        self._laid = None
        self.setAccessibleName(
            ", ".join(part for part in (self.tr("Word by word"), figure) if part)
        )
        changed = (words[one.start : one.end] for one in ranges)
        self.setAccessibleDescription(" → ".join(changed))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """Old and new words in one."""
        return self._words

    @property
    def figure(self) -> str:
        """By how much a figure changed."""
        return self._figure

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        return round(max(self._LEAST, self._laid_for(width).height + 2 * self._AROUND))

    def _laid_for(self, width: int) -> LaidText:
        figure = QFontMetricsF(inter(12.5, 600)).horizontalAdvance(self._figure)
        room = max(1.0, width - self._LEFT - self._LABEL - figure - 2 * self._LEFT)
        if self._laid is None or self._laid[0] != room:
            font = source_serif(_TEXT * self._scale)
            self._laid = room, LaidText(self._words, font, room, _line(self._scale) + 1)
        return self._laid[1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        theme, painter, rect = self._themes.theme, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plate(painter, rect, _RADIUS, QColor(theme.surface), None)
        inner = rect.adjusted(self._LEFT, 0, -self._LEFT, 0)
        painter.setFont(inter(12, 600))
        painter.setPen(QColor(theme.muted))
        first = QRectF(inner.left(), 0, self._LABEL, min(rect.height(), self._LEAST))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, self.tr("Word by word"))
        painter.setFont(inter(12.5, 600))
        painter.setPen(QColor(theme.ink2))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, self._figure)
        laid = self._laid_for(self.width())
        corner = QPointF(inner.left() + self._LABEL, (rect.height() - laid.height) / 2)
        laid.paint(painter, corner, theme, self._ranges, plain=self._themes.high_contrast)


class Notice(_Painted):
    """What a decision brings with it: a sign, a sentence in bold, and another."""

    _LEFT, _TEXT_LEFT, _ABOVE, _TITLE, _LINE = 18, 47, 14, 20, 20

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._title, self._sentence = "", ""

    def say(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title, self._sentence = title, sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()

    @property
    def title(self) -> str:
        """What it says in bold."""
        return self._title

    def heightForWidth(self, width: int) -> int:
        """The title and the sentence's lines."""
        return 2 * self._ABOVE + self._TITLE + len(self._lines(width)) * self._LINE + 2

    def _lines(self, width: int) -> tuple[str, ...]:
        return wrapped(self._sentence, inter(12.5), max(1, width - self._TEXT_LEFT - 18), 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate, the sign and the words."""
        theme, painter, rect = self._themes.theme, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.statuses[CheckStatus.DISPUTED]
        paint_plate(painter, rect, _RADIUS, QColor(colours.tint), None)
        paint_icon(painter, "triangle-alert", colours.text, QRectF(self._LEFT, 16, 17, 17))
        painter.setFont(inter(12.5, 600))
        painter.setPen(QColor(theme.ink))
        line = QRectF(self._TEXT_LEFT, self._ABOVE, rect.width(), self._TITLE)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(inter(12.5))
        painter.setPen(QColor(theme.ink2))
        for words in self._lines(self.width()):
            line = line.translated(0, self._LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
