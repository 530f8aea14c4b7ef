"""How marks look in the text: fill, rule pattern, ring and the dot that says there is a note."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from galley.domain.annotation import Kind
from galley.ui.reader.text_runs import TextRun
from galley.ui.theme.painting import paint_rule
from galley.ui.theme.tokens import KIND_RULES, Theme

__all__ = ["mark_boxes", "paint_mark", "paint_note_dot"]

_ABOVE, _BELOW, _ASIDE = 17.0, 7.0, 2.0
_INNER_TOP, _INNER_FOOT = 2.0, 3.5
_DEEPEST = 2  # deeper ones are drawn as this one: there is no room for more
_RADIUS = 3.5
_DOT = 3.6
_RULE_FROM_FOOT = 0.9


def mark_boxes(runs: Sequence[TextRun], depth: int = 0) -> list[QRectF]:
    """The filled rectangles of a mark; an inner mark is a little lower, and higher at its foot."""
    depth = min(depth, _DEEPEST)
    above, below = _ABOVE - _INNER_TOP * depth, _BELOW - _INNER_FOOT * depth
    return [run.box(above, below, _ASIDE) for run in runs]


def paint_mark(
    painter: QPainter,
    boxes: Sequence[QRectF],
    kind: Kind,
    theme: Theme,
    *,
    active: bool = False,
    plain: bool = False,
) -> None:
    """Paint one mark behind its text.

    Args:
        painter: In the document's coordinates.
        boxes: From :func:`mark_boxes`.
        kind: Decides colour and pattern.
        theme: The colours.
        active: Ringed, because its card is the active one.
        plain: No fills (high contrast): the rule and a ring say it.
    """
    colours = theme.kinds[kind]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in boxes:
        painter.setPen(QPen(QColor(colours.rule), 1) if active or plain else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if plain else QColor(colours.fill))
        outline = box.adjusted(0.5, 0.5, -0.5, -0.5) if active or plain else box
        painter.drawRoundedRect(outline, _RADIUS, _RADIUS)
        foot = box.bottom() - _RULE_FROM_FOOT
        edge = 1.0
        paint_rule(
            painter, KIND_RULES[kind], box.left() + edge, box.right() - edge, foot, colours.rule
        )


def paint_note_dot(painter: QPainter, box: QRectF, kind: Kind, theme: Theme) -> None:
    """Paint the dot, ringed with paper, at the top right corner of a mark's last rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.paper), 1.2))
    painter.setBrush(QColor(theme.kinds[kind].rule))
    painter.drawEllipse(QPointF(box.right() - 0.5, box.top()), _DOT, _DOT)
