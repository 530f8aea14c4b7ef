"""Shapes that views and delegates share: rules, shadows, chips, rings, badges; knows no widget."""

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from galley.domain.annotation import CheckStatus, Kind
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import pixmap
from galley.ui.theme.tokens import KIND_ICONS, KIND_RULES, STATUS_ICONS, Rule, Theme
from galley.ui.theme.words import status_name

__all__ = [
    "CARD_SHADOW",
    "POPUP_SHADOW",
    "STATUS_CHIP_HEIGHT",
    "THUMB_SHADOW",
    "TOAST_SHADOW",
    "Shadow",
    "mix",
    "paint_bar",
    "paint_icon",
    "paint_kind_swatch",
    "paint_number_badge",
    "paint_progress_ring",
    "paint_rule",
    "paint_shadow",
    "paint_status_chip",
    "status_chip_width",
]

RULE_WIDTH = 1.7
STATUS_CHIP_HEIGHT = 22.0

# On and off lengths in px, from the start of the line.
_DASHES = {
    Rule.DASH: (5.3, 2.6),
    Rule.DOTS: (1.7, 1.8),
    Rule.LONG_DASH: (10.5, 3.5),
    Rule.DASH_DOT: (8.8, 2.4, 2.1, 2.4),
}
_WAVE_HALF = 3.5
_WAVE_HEIGHT = 2.2


def paint_rule(
    painter: QPainter, rule: Rule, x1: float, x2: float, y: float, colour: QColor | str
) -> None:
    """Paint a kind's pattern from ``x1`` to ``x2``, centred on ``y``, all in px."""
    if x2 <= x1:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(colour), RULE_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if rule in _DASHES:
        pen.setDashPattern([length / RULE_WIDTH for length in _DASHES[rule]])
    elif rule in (Rule.DOUBLE, Rule.HAIR):
        pen.setWidthF(1.0)
    elif rule is Rule.WAVE:
        pen.setWidthF(1.45)
    painter.setPen(pen)
    if rule is Rule.WAVE:
        painter.drawPath(_wave(x1, x2, y))
    elif rule is Rule.DOUBLE:
        painter.drawLine(QPointF(x1, y - 1.5), QPointF(x2, y - 1.5))
        painter.drawLine(QPointF(x1, y + 1.0), QPointF(x2, y + 1.0))
    else:
        painter.drawLine(QPointF(x1, y), QPointF(x2, y))
    painter.restore()


def _wave(x1: float, x2: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(x1, y))
    x, side = x1, -1.0
    while x < x2 - 0.5:
        step = min(_WAVE_HALF, x2 - x)
        height = _WAVE_HEIGHT * step / _WAVE_HALF
        path.quadTo(QPointF(x + step / 2, y + side * height), QPointF(x + step, y))
        x, side = x + step, -side
    return path


class Shadow(NamedTuple):
    """How a raised thing throws its shadow.

    Attributes:
        reach: How far it fades outwards, in px.
        drop: How far down it lies, in px.
        strength: Its opacity at the edge, 0 to 1.
    """

    reach: float
    drop: float
    strength: float


POPUP_SHADOW = Shadow(22, 8, 0.21)  # popups, popovers, the open note
TOAST_SHADOW = Shadow(16, 6, 0.21)
CARD_SHADOW = Shadow(10, 4, 0.13)  # the active card
THUMB_SHADOW = Shadow(3, 1, 0.07)  # the thumb of a segmented control


def paint_shadow(
    painter: QPainter, rect: QRectF, radius: float, theme: Theme, shadow: Shadow = POPUP_SHADOW
) -> None:
    """Paint the shadow under a rounded rectangle, from one cached nine-patch.

    Args:
        painter: Clipped or not; its opacity applies.
        rect: The thing that throws it, in px.
        radius: That thing's corner radius.
        theme: Dark grounds need a stronger shadow.
        shadow: How high the thing stands.
    """
    ratio = painter.device().devicePixelRatioF()
    strength = min(1.0, shadow.strength * (1.6 if theme.dark else 1.0))
    patch = _shadow_patch(radius, shadow.reach, strength, ratio)
    corner = math.ceil(radius + shadow.reach)
    outer = rect.adjusted(-shadow.reach, -shadow.reach, shadow.reach, shadow.reach)
    outer.translate(0, shadow.drop)
    _paint_nine(painter, outer, patch, min(corner, outer.width() / 2, outer.height() / 2), corner)


def paint_bar(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Fill a rectangle from pixel to pixel, its edges not smoothed.

    Without ``fillRect``: to choose among its overloads, PySide makes QGradient with all its
    presets, and what is painted at a start need not wait for them.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(rect)
    painter.restore()


@lru_cache(maxsize=64)
def _shadow_patch(radius: float, reach: float, strength: float, ratio: float) -> QPixmap:
    corner = math.ceil(radius + reach)
    side = 2 * corner + 2
    patch = QPixmap(round(side * ratio), round(side * ratio))
    patch.setDevicePixelRatio(ratio)
    patch.fill(Qt.GlobalColor.transparent)
    painter = QPainter(patch)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = max(8, round(reach * ratio * 2))
    for step in range(steps):
        distance = reach * (1 - step / steps)
        shade = QColor(0, 0, 0)
        shade.setAlphaF(strength * (1 - distance / reach) ** 2)
        painter.setBrush(shade)
        edge = reach - distance
        rounded = QRectF(edge, edge, side - 2 * edge, side - 2 * edge)
        painter.drawRoundedRect(rounded, radius + distance, radius + distance)
    painter.end()
    return patch


def _paint_nine(
    painter: QPainter, target: QRectF, patch: QPixmap, corner: float, source_corner: float
) -> None:
    """Stretch a patch's middle and keep its corners; ``corner`` is smaller when cramped."""
    ratio = patch.devicePixelRatio()
    side = patch.width() / ratio
    source = (0.0, source_corner, side - source_corner, side)
    xs = (target.left(), target.left() + corner, target.right() - corner, target.right())
    ys = (target.top(), target.top() + corner, target.bottom() - corner, target.bottom())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for row in range(3):
        for column in range(3):
            part = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
            if part.isEmpty():
                continue
            origin = QRectF(
                QPointF(source[column] * ratio, source[row] * ratio),
                QPointF(source[column + 1] * ratio, source[row + 1] * ratio),
            )
            painter.drawPixmap(part, patch, origin)
    painter.restore()


def paint_icon(
    painter: QPainter, name: str, colour: str, rect: QRectF, stroke: float | None = None
) -> None:
    """Paint an icon centred in ``rect``, as large as its shorter side, sharp on this device."""
    ratio = painter.device().devicePixelRatioF()
    size = round(min(rect.width(), rect.height()))
    picture = pixmap(name, colour, size, ratio, stroke)
    left = _on_grid(rect.center().x() - size / 2, ratio)
    top = _on_grid(rect.center().y() - size / 2, ratio)
    painter.drawPixmap(QPointF(left, top), picture)


def _on_grid(value: float, ratio: float) -> float:
    """The nearest device pixel: a pixmap drawn between two is blurred."""
    return math.floor(value * ratio + 0.5) / ratio


def paint_kind_swatch(painter: QPainter, rect: QRectF, kind: Kind, theme: Theme) -> None:
    """Paint a kind's square: fill, icon and rule. Made for 34 × 34 px."""
    colours = theme.kinds[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(rect, 7, 7)
    painter.restore()
    icon = QRectF(rect.center().x() - 9, rect.top() + 5, 18, 18)
    paint_icon(painter, KIND_ICONS[kind], colours.label, icon)
    foot = rect.top() + 29.5
    paint_rule(painter, KIND_RULES[kind], rect.left() + 6, rect.right() - 6, foot, colours.rule)


def status_chip_width(status: CheckStatus, zoom: float = 1.0) -> float:
    """How wide ``paint_status_chip`` is for this status, in px."""
    text = QFontMetricsF(inter(11.5 * zoom, 500)).horizontalAdvance(status_name(status))
    return float(round((7 + 13 + 6 + 9) * zoom + text))


def paint_status_chip(
    painter: QPainter, rect: QRectF, status: CheckStatus, theme: Theme, zoom: float = 1.0
) -> None:
    """Paint a status's icon and word on its tint.

    Args:
        painter: Where.
        rect: ``status_chip_width()`` by 22 px, both at ``zoom``.
        status: What to say.
        theme: In which colours.
        zoom: 1.0 is 100 %.
    """
    colours = theme.statuses[status]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.tint))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(QColor(colours.text))
    painter.setFont(inter(11.5 * zoom, 500))
    text = rect.adjusted((7 + 13 + 6) * zoom, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, status_name(status))
    painter.restore()
    side = 13 * zoom
    icon = QRectF(rect.left() + 7 * zoom, rect.center().y() - side / 2, side, side)
    paint_icon(painter, STATUS_ICONS[status], colours.text, icon)


def paint_progress_ring(
    painter: QPainter, rect: QRectF, done: int, total: int, theme: Theme
) -> None:
    """Paint how many of an article's facts are checked; a tick once all are."""
    if 0 < total <= done:
        tick = rect.adjusted(-1, -1, 1, 1)
        paint_icon(
            painter, "circle-check", theme.statuses[CheckStatus.CONFIRMED].text, tick, stroke=1.9
        )
        return
    width = rect.width() * 2.5 / 13
    circle = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.hair2), width))
    painter.drawEllipse(circle)
    if done > 0 and total > 0:
        pen = QPen(QColor(theme.accent), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, -round(360 * 16 * done / total))
    painter.restore()


def paint_number_badge(
    painter: QPainter, rect: QRectF, number: int, kind: Kind, theme: Theme, active: bool = False
) -> None:
    """Paint a note's number in its kind's colours, in a circle; solid while it is active."""
    colours = theme.kinds[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.rule), 1))
    painter.setBrush(QColor(colours.rule if active else colours.fill))
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QColor(theme.card if active else colours.label))
    digits = str(number)
    painter.setFont(inter(rect.height() * (0.62 if len(digits) < 3 else 0.48), 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, digits)
    painter.restore()


def mix(first: str, second: str, share: float) -> str:
    """The colour ``share`` (0 to 1) of the way from ``first`` to ``second``, as ``#RRGGBB``."""
    a, b = QColor(first), QColor(second)
    parts = (
        round(x + (y - x) * share)
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return QColor(*parts).name()
