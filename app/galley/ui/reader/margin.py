"""The notes in the margin: where each card stands, how it looks, and its line to the words.

Cards are painted at rest; the one that is being edited is a real widget laid over its place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

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
_REACH = 16  # what a card's shadow and a leader's curve need around a clip
_TALLEST = 700  # an open editor; no card is taller
_LONGEST_LEADER = 2000  # beyond, cards are so crowded that a line helps nobody
_WRAPPED_UP_TO = 500  # notes; with more of them heights are guessed until a card is seen
_BADGE = 18
_SOLE_BADGE = 20  # in a page without a rail
_BADGE_RAISE = 22  # its top above the foot of its mark
_BADGE_GAP = 4
_CURVE_FROM = 8  # how far right of the text column the leader begins to curve
_LEADER_TO = 16  # where on the card it ends, from the card's top


class Anchor(NamedTuple):
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


class Card(NamedTuple):
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


class Margin:
    """The cards of one page. Rebuilt when the layout or a note changes.

    Tops and feet rise with the anchors, so that what a clip shows is found by bisection.
    """

    def __init__(self, plain_note: Callable[[str], str]) -> None:
        self.plain_note = plain_note
        self._page: Page | None = None
        self._anchors: list[Anchor] = []
        self._tops: list[float] = []
        self._heights: list[float] = []
        self._down = 0.0  # how much further down all of it stands by now
        self._places: dict[str, int] = {}
        self._wrapped: dict[tuple[str, float, float], tuple[str, ...]] = {}

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
        self._page, self._down = page, 0.0
        self._anchors = sorted(anchors, key=lambda anchor: (anchor.y, anchor.number))
        self._places = {a.annotation.id: place for place, a in enumerate(self._anchors)}
        if page.rail_width <= 0:
            self._heights = [float(_SOLE_BADGE)] * len(self._anchors)
            raise_by, gap, floor = float(_BADGE_RAISE), float(_BADGE_GAP), 0.0
        else:
            self._heights = [self._height(anchor.annotation, page) for anchor in self._anchors]
            raise_by, gap = _RAISE * page.scale, float(_GAP)
            if extra[0] in self._places:
                self._heights[self._places[extra[0]]] = extra[1]
        wishes = [
            (anchor.y - raise_by, height)
            for anchor, height in zip(self._anchors, self._heights, strict=True)
        ]
        self._tops = [float(round(top)) for top in push_apart(wishes, floor, gap)]

    def move_down(self, by: float) -> None:
        """All words and cards stand further down by so many pixels."""
        self._down += by

    def replace(self, annotation: Annotation) -> None:
        """An annotation's kind or status changed, and nothing that would move its card."""
        place = self._places.get(annotation.id)
        if place is not None:
            self._anchors[place] = self._anchors[place]._replace(annotation=annotation)

    def _height(self, annotation: Annotation, page: Page) -> float:
        lines = max(1, self._line_count(annotation.note, page))
        return float(round((_TEXT_TOP + _LINE * lines + _FOOT) * page.scale))

    def _line_count(self, note: str, page: Page) -> int:
        """How many lines a note takes; with thousands of notes a guess from its length."""
        if not note:
            return 1
        if (
            len(self._anchors) <= _WRAPPED_UP_TO
            or (note, page.rail_width, page.scale) in self._wrapped
        ):
            return len(self._lines(note, page))
        width = page.rail_width - 2 * _PAD * page.scale
        letter = 12.5 * page.scale * 0.52  # the face's average advance
        return min(_MOST_LINES, 1 + int(len(note) * letter * 1.08 / width))

    def _lines(self, note: str, page: Page) -> tuple[str, ...]:
        key = (note, page.rail_width, page.scale)
        lines = self._wrapped.get(key)
        if lines is None:
            width = page.rail_width - 2 * _PAD * page.scale
            lines = _wrap(self.plain_note(note), width, page.scale)
            self._wrapped[key] = lines
        return lines

    def _card(self, place: int) -> Card:
        anchor, page = self._anchors[place], self._page
        assert page is not None  # noqa: S101 - there are anchors, so arrange() was called
        badge = page.rail_width <= 0
        width = float(_SOLE_BADGE) if badge else page.rail_width
        anchor = anchor._replace(y=anchor.y + self._down)
        top = self._tops[place] + self._down
        rect = QRectF(page.rail_left, top, width, self._heights[place])
        lines = () if badge else self._lines(anchor.annotation.note, page)
        most = max(1, int((rect.height() / page.scale - _TEXT_TOP - _FOOT) / _LINE + 0.5))
        return Card(anchor, rect, lines[:most], is_badge=badge)

    def card_at(self, point: QPointF) -> Card | None:
        """The card under a point of the document, if any."""
        place = bisect_right(self._tops, point.y() - self._down) - 1
        if place < 0:
            return None
        card = self._card(place)
        return card if card.rect.contains(point) else None

    def links_at(self, point: QPointF) -> str:
        """The annotation whose card has its sign for links under a point; "" for none."""
        card, page = self.card_at(point), self._page
        sign = _link_sign(card, page.scale) if card and page else None
        return card.anchor.annotation.id if card and sign and sign.contains(point) else ""

    def card_of(self, annotation_id: str) -> Card | None:
        """An annotation's card, if it has one."""
        place = self._places.get(annotation_id)
        return None if place is None else self._card(place)

    @property
    def bottom(self) -> float:
        """Where the last card ends; 0 without cards."""
        return self._tops[-1] + self._heights[-1] + self._down if self._tops else 0.0

    def _shown(self, clip: QRectF) -> list[Card]:
        """The cards that a clip shows, and those whose words it shows."""
        top, bottom = clip.top() - self._down - _REACH, clip.bottom() - self._down + _REACH
        cards = range(bisect_right(self._tops, top - _TALLEST), bisect_right(self._tops, bottom))
        words = range(
            bisect_left(self._anchors, top, key=_foot),
            bisect_right(self._anchors, bottom, key=_foot),
        )
        return [self._card(place) for place in sorted({*cards, *words})]

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
        shown = self._shown(clip)
        shown.sort(key=lambda card: card.anchor.annotation.id == active)
        for card in shown:
            far = abs(card.rect.top() - card.anchor.y) > _LONGEST_LEADER
            if not card.anchor.in_sidebar and not card.is_badge and not far:
                is_active = card.anchor.annotation.id == active
                _paint_leader(painter, card, page, theme, active=is_active)
        for card in shown:
            is_active = card.anchor.annotation.id == active
            if card.is_badge:
                number, kind = card.anchor.number, card.anchor.annotation.kind
                paint_number_badge(painter, card.rect, number, kind, theme, is_active)
            elif card.anchor.annotation.id != hidden and card.rect.intersects(clip):
                _paint_card(painter, card, page.scale, theme, active=is_active)


def _link_sign(card: Card, scale: float) -> QRectF | None:
    """Where a card says that its note has links: beside the status, as large as a finger tip."""
    note = card.anchor.annotation.note
    if card.is_badge or "galley:" not in note:
        return None
    from galley.domain.note_links import find_links  # few notes need it, and no start

    if not find_links(note):
        return None
    side = 24 * scale
    return QRectF(card.rect.right() - 30 * scale - side, card.rect.top() + 4 * scale, side, side)


def _foot(anchor: Anchor) -> float:
    return anchor.y


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
    begin, end = left + badge + 6 * scale, rect.right() - 30 * scale
    sign = _link_sign(card, scale)
    if sign is not None:
        end = sign.left()
        inset = 5 * scale
        paint_icon(painter, "link-2", theme.accent, sign.adjusted(inset, inset, -inset, -inset))
    name = QFontMetricsF(painter.font()).elidedText(
        kind_name(annotation.kind), Qt.TextElideMode.ElideRight, end - begin
    )
    place = QRectF(begin, rect.top(), end - begin, 32 * scale)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
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
