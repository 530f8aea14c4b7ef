"""What became of a mark as a chip, icon and word on a tint; knows no list."""

import math
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from galley.domain.annotation import AnchorStatus, CheckStatus, Decision
from galley.ui.compare.review import HeadlineRow, MarkRow
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import StatusColours, Theme

__all__ = ["CHIP_HEIGHT", "Look", "chip_width", "look_of", "paint_chip"]

CHIP_HEIGHT = 22.0
_TEXT = 11.5
_LEFT, _ICON, _GAP, _RIGHT = 7.0, 14.0, 5.0, 10.0


class Look(NamedTuple):
    """A state's icon, and the check status whose colours it has."""

    icon: str
    status: CheckStatus

    def colours(self, theme: Theme) -> StatusColours:
        """Text and tint in a theme."""
        return theme.statuses[self.status]


_STATES = {
    AnchorStatus.ANCHORED: Look("link", CheckStatus.CONFIRMED),
    AnchorStatus.CHANGED: Look("pencil", CheckStatus.DISPUTED),
    AnchorStatus.MOVED: Look("move-vertical", CheckStatus.CANT_VERIFY),
    AnchorStatus.SUGGESTED: Look("lightbulb", CheckStatus.CANT_VERIFY),
    AnchorStatus.AMBIGUOUS: Look("circle-question-mark", CheckStatus.DISPUTED),
    AnchorStatus.ORPHAN: Look("unlink", CheckStatus.WRONG),
}
_DECISIONS = {
    Decision.ACCEPTED: Look("check", CheckStatus.CONFIRMED),
    Decision.ATTACHED: Look("link-2", CheckStatus.CONFIRMED),
    Decision.KEPT: Look("undo-2", CheckStatus.UNCHECKED),
}


def look_of(row: HeadlineRow | MarkRow) -> Look:
    """How a row's state looks; what was decided goes before what happened."""
    if isinstance(row, HeadlineRow):
        return _STATES[AnchorStatus.CHANGED]
    if row.decision in _DECISIONS:
        return _DECISIONS[row.decision]
    return _STATES[row.mark.status]


def chip_width(words: str) -> float:
    """How wide a chip with these words is, in px."""
    text = QFontMetricsF(inter(_TEXT, 500)).horizontalAdvance(words)
    return float(math.ceil(_LEFT + _ICON + _GAP + text + _RIGHT))


def paint_chip(painter: QPainter, rect: QRectF, look: Look, words: str, theme: Theme) -> None:
    """Paint a chip: ``chip_width()`` by :data:`CHIP_HEIGHT`."""
    colours = look.colours(theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.tint))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(QColor(colours.text))
    painter.setFont(inter(_TEXT, 500))
    text = rect.adjusted(_LEFT + _ICON + _GAP, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
    icon = QRectF(rect.left() + _LEFT, rect.center().y() - _ICON / 2, _ICON, _ICON)
    paint_icon(painter, look.icon, colours.text, icon)
