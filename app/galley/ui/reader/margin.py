"""The notes in the margin: where each card stands, how it looks, and its line to the words.

Cards are painted at rest; the one that is being edited is a real widget laid over its place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout

from galley.domain.annotation import Annotation
from galley.ui.reader.page import Page
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import CARD_SHADOW, paint_icon, paint_number_badge, paint_shadow
from galley.ui.theme.tokens import STATUS_ICONS, Theme
from galley.ui.theme.words import kind_name

__all__ = ["Anchor", "Card", "Margin", "push_apart"]

_GAP = 8
_RAISE = 28  # how far a card's top is above the foot of the mark it belongs to
_TEXT_TOP = 28
_LINE = 17
_FOOT = 8
_PAD = 12
_MOST_LINES = 4
_EDGE = 3.5
_RADIUS = 10
_BADGE = 18
_SOLE_BADGE = 20  # in a page without a rail
_BADGE_RAISE = 22  # its top above the foot of its mark
_BADGE_GAP = 4
_CURVE_FROM = 8  # how far right of the text column the leader begins to curve
_LEADER_TO = 16  # where on the card it ends, from the card's top


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of a noted mark, in the document's coordinates.

    Attributes:
        x: Where the leader begins.
        y: The foot of the mark.
        in_sidebar: The words stand in the page's sidebar: no leader crosses the page.
    """

    annotation: Annotation
    number: int
    x: float
    y: float
    in_sidebar: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A card in its place; in a page without a rail, a numbered badge."""

    anchor: Anchor
    rect: QRectF
    lines: tuple[str, ...]
    is_badge: bool = False


def push_apart(
    wishes: Sequence[tuple[float, float]], floor: float, gap: float = _GAP
) -> list[float]:
    """Where things of these (wished top, height) stand when none may overlap.

    Args:
        wishes: In the order of their wished tops.
        floor: Nothing starts above this.
        gap: What lies between two of them, at least.

    Returns:
        The tops; each is its wish, or just under the one before.
    """
    tops: list[float] = []
    for wish, height in wishes:
        top = max(wish, floor)
        tops.append(top)
        floor = top + height + gap
    return tops


@dataclass(slots=True)
class Margin:
    """The cards of one page. Rebuilt when the layout or a note changes."""

    plain_note: Callable[[str], str]
    cards: list[Card] = field(default_factory=list)
    _wrapped: dict[tuple[str, float, float], tuple[str, ...]] = field(default_factory=dict)

    def arrange(
        self, anchors: Sequence[Anchor], page: Page, floor: float, extra: tuple[str, float]
    ) -> None:
        """Give every noted mark its card.

        Args:
            anchors: The ends of the noted marks.
            page: The columns; a page without a rail has badges.
            floor: Where the rail begins.
            extra: The annotation whose editor is open and the editor's height, or ("", 0).
        """
        ordered = sorted(anchors, key=lambda anchor: (anchor.y, anchor.number))
        if page.rail_width <= 0:
            self.cards = _badges(ordered, page.rail_left)
            return
        wrapped = [self._lines(anchor.annotation, page) for anchor in ordered]
        heights = [
            extra[1] if anchor.annotation.id == extra[0] else self._height(len(lines), page.scale)
            for anchor, lines in zip(ordered, wrapped, strict=True)
        ]
        wishes = [
            (anchor.y - _RAISE * page.scale, height)
            for anchor, height in zip(ordered, heights, strict=True)
        ]
        tops = push_apart(wishes, floor)
        self.cards = [
            Card(anchor, QRectF(page.rail_left, round(top), page.rail_width, height), lines)
            for anchor, top, height, lines in zip(ordered, tops, heights, wrapped, strict=True)
        ]

    @staticmethod
    def _height(lines: int, scale: float) -> float:
        return float(round((_TEXT_TOP + _LINE * max(1, lines) + _FOOT) * scale))

    def _lines(self, annotation: Annotation, page: Page) -> tuple[str, ...]:
        key = (annotation.note, page.rail_width, page.scale)
        lines = self._wrapped.get(key)
        if lines is None:
            width = page.rail_width - 2 * _PAD * page.scale
            lines = _wrap(self.plain_note(annotation.note), width, page.scale)
            self._wrapped[key] = lines
        return lines

    def card_at(self, point: QPointF) -> Card | None:
        """The card under a point of the document, if any."""
        return next((card for card in self.cards if card.rect.contains(point)), None)

    def card_of(self, annotation_id: str) -> Card | None:
        """An annotation's card, if it has one."""
        return next((c for c in self.cards if c.anchor.annotation.id == annotation_id), None)

    @property
    def bottom(self) -> float:
        """Where the last card ends; 0 without cards."""
        return self.cards[-1].rect.bottom() if self.cards else 0.0

    def paint(
        self,
        painter: QPainter,
        clip: QRectF,
        page: Page,
        theme: Theme,
        active: str | None,
        hidden: str,
    ) -> None:
        """Paint the cards and leaders that the clip shows; the active one last, over the others.

        Args:
            painter: In the document's coordinates.
            clip: What is to be painted.
            page: The columns.
            theme: The colours.
            active: The active annotation.
            hidden: The annotation whose place an open editor takes.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = [card for card in self.cards if _touches(card, clip)]
        shown.sort(key=lambda card: card.anchor.annotation.id == active)
        for card in shown:
            is_active = card.anchor.annotation.id == active
            if not card.anchor.in_sidebar and not card.is_badge:
                _paint_leader(painter, card, page, theme, active=is_active)
        for card in shown:
            is_active = card.anchor.annotation.id == active
            if card.is_badge:
                number, kind = card.anchor.number, card.anchor.annotation.kind
                paint_number_badge(painter, card.rect, number, kind, theme, is_active)
            elif card.anchor.annotation.id != hidden:
                _paint_card(painter, card, page.scale, theme, active=is_active)


def _badges(anchors: Sequence[Anchor], left: float) -> list[Card]:
    """A numbered badge beside each noted mark's last line."""
    side = float(_SOLE_BADGE)
    tops = push_apart([(anchor.y - _BADGE_RAISE, side) for anchor in anchors], 0.0, _BADGE_GAP)
    return [
        Card(anchor, QRectF(left, round(top), side, side), (), is_badge=True)
        for anchor, top in zip(anchors, tops, strict=True)
    ]


def _touches(card: Card, clip: QRectF) -> bool:
    top = min(card.rect.top(), card.anchor.y) - 16
    bottom = max(card.rect.bottom(), card.anchor.y) + 16
    return top < clip.bottom() and bottom > clip.top()


def _wrap(text: str, width: float, scale: float) -> tuple[str, ...]:
    """At most four lines of the note; the last one ends in an ellipsis where there is more."""
    font = inter(12.5 * scale)
    layout = QTextLayout(text, font)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < _MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        rest = text[line.textStart() :] if len(lines) == _MOST_LINES - 1 else ""
        lines.append(
            QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            if rest
            else text[line.textStart() : line.textStart() + line.textLength()].rstrip()
        )
    layout.endLayout()
    return tuple(lines)


def _paint_leader(painter: QPainter, card: Card, page: Page, theme: Theme, *, active: bool) -> None:
    """Dotted under the line to the column's edge, then a curve to the card."""
    anchor = card.anchor
    colour = QColor(theme.kinds[anchor.annotation.kind].rule)
    width = 1.5 if active else 1.1
    turn = page.text_right + _CURVE_FROM
    y = anchor.y - 1
    dotted = QPen(colour, width)
    dotted.setDashPattern([3.2, 2.0] if active else [1.2, 2.4])
    painter.save()
    painter.setOpacity(1.0 if active else 0.55)
    painter.setPen(dotted)
    painter.drawLine(QPointF(anchor.x + 4, y), QPointF(turn, y))
    painter.setOpacity(1.0)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    end = QPointF(card.rect.left(), card.rect.top() + _LEADER_TO * page.scale)
    middle = (turn + end.x()) / 2
    path = QPainterPath(QPointF(turn, y))
    path.cubicTo(QPointF(middle, y), QPointF(middle, end.y()), end)
    painter.drawPath(path)
    painter.restore()


def _paint_card(painter: QPainter, card: Card, scale: float, theme: Theme, *, active: bool) -> None:
    rect, annotation = card.rect, card.anchor.annotation
    colours = theme.kinds[annotation.kind]
    if active:
        paint_shadow(painter, rect, _RADIUS, theme, CARD_SHADOW)
    painter.save()
    outline = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(outline, _RADIUS, _RADIUS)
    edge = QPainterPath()
    edge.addRoundedRect(outline, _RADIUS, _RADIUS)
    painter.setClipPath(edge, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.rule))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.rule if active else theme.hair), 1.25 if active else 1))
    painter.drawRoundedRect(outline, _RADIUS, _RADIUS)
    _paint_card_text(painter, card, scale, theme, active=active)


def _paint_card_text(
    painter: QPainter, card: Card, scale: float, theme: Theme, *, active: bool
) -> None:
    rect, annotation = card.rect, card.anchor.annotation
    badge, icon = _BADGE * scale - 2, 16 * scale
    centre = rect.top() + 16 * scale
    left = rect.left() + _PAD * scale
    paint_number_badge(
        painter,
        QRectF(left, centre - badge / 2, badge, badge),
        card.anchor.number,
        annotation.kind,
        theme,
        active,
    )
    painter.setPen(QColor(theme.kinds[annotation.kind].label))
    painter.setFont(inter(12.5 * scale, 600))
    name = QRectF(left + badge + 6 * scale, rect.top(), rect.width(), 32 * scale)
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, kind_name(annotation.kind))
    status = annotation.check.status
    paint_icon(
        painter,
        STATUS_ICONS[status],
        theme.statuses[status].text,
        QRectF(rect.right() - (8 + 16) * scale, centre - icon / 2, icon, icon),
    )
    painter.setPen(QColor(theme.ink2))
    painter.setFont(inter(12.5 * scale))
    top = rect.top() + _TEXT_TOP * scale
    for line in card.lines:
        place = QRectF(left, top, rect.width(), _LINE * scale)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        top += _LINE * scale
