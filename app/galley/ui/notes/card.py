"""One annotation's card, laid out and painted; knows nothing of lists or selection.

Positions are px from the card's top left corner.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextDocument,
)

from galley.domain.annotation import Annotation
from galley.ui.components.wrapped_text import wrapped
from galley.ui.notes.note_document import Anchor, anchors
from galley.ui.notes.words import Standing, absence_text, excerpt_text, time_text
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import (
    STATUS_CHIP_HEIGHT,
    paint_icon,
    paint_status_chip,
    status_chip_width,
)
from galley.ui.theme.tokens import KIND_ICONS, Theme
from galley.ui.theme.words import kind_name

__all__ = ["CARD_RADIUS", "Card", "lay_out", "paint_card", "paint_edge"]

CARD_RADIUS = 10
_EDGE = 4
_LEFT = 16
_RIGHT = 14
_CHIP_RIGHT = 11
_CHIP_TOP = 11
_ICON = 14
_KIND_LEFT = 36
_KIND_GAP = 8
_KIND_BASELINE = 27.3
_EXCERPT_TOP = 41
_EXCERPT_LINE = 20
_EXCERPT_BASELINE = 14.4
_EXCERPT_LINES = 3
_ABSENCE_LINE = 22
_ABSENCE_BASELINE = 12.5
_ABSENCE_LEFT = 17
_NOTE_GAP = 6
_LINKED_GAP = 8
_META_GAP = 10
_META_HEIGHT = 18
_META_BASELINE = 12.4
_BOTTOM = 11
_SPEAKER_LEFT = 17
_SPEAKER_GAP = 12
_TAG_GAP = 9
_TIME_GAP = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A card whose lines are broken for one width.

    Attributes:
        annotation: What it shows.
        width: In px.
        height: In px.
        excerpt: The lines of the marked words.
        note: The note, if there is one.
        note_top: Where the note begins.
        meta_top: Where the row of speaker, tags and time begins.
        chip: The status chip.
        excerpt_top: Where the marked words begin.
        standing: How the annotation stands in the version that is shown.
        linked: What links here, if anything does.
        linked_top: Where that begins.
        anchors: The links of the note, then those of what links here.
    """

    annotation: Annotation
    width: float
    height: int
    excerpt: tuple[str, ...]
    note: QTextDocument | None
    note_top: float
    meta_top: float
    chip: QRectF
    excerpt_top: float
    standing: Standing
    linked: QTextDocument | None
    linked_top: float
    anchors: tuple[Anchor, ...]


def _excerpt_font() -> QFont:
    return source_serif(14.5)


def lay_out(
    annotation: Annotation,
    standing: Standing,
    note: QTextDocument | None,
    width: float,
    linked: QTextDocument | None = None,
) -> Card:
    """Find a card's lines and height.

    Args:
        annotation: What to show.
        standing: How it stands in the version that is shown.
        note: Its note, laid out :func:`text_width` wide; None if there is none.
        width: Of the card, in px.
        linked: What links here, laid out as the note is; None if nothing does.
    """
    words = excerpt_text(standing)
    excerpt = wrapped(words, _excerpt_font(), text_width(width), _EXCERPT_LINES)
    excerpt_top = _EXCERPT_TOP + (_ABSENCE_LINE if standing.absence else 0)
    y: float = excerpt_top + len(excerpt) * _EXCERPT_LINE
    note_top = y + _NOTE_GAP
    if note is not None:
        y = note_top + note.size().height()
    linked_top = y + _LINKED_GAP
    if linked is not None:
        y = linked_top + linked.size().height()
    meta_top = y + _META_GAP
    chip_width = status_chip_width(annotation.check.status)
    chip = QRectF(width - _CHIP_RIGHT - chip_width, _CHIP_TOP, chip_width, STATUS_CHIP_HEIGHT)
    height = round(meta_top + _META_HEIGHT + _BOTTOM)
    return Card(
        annotation,
        width,
        height,
        excerpt,
        note,
        note_top,
        meta_top,
        chip,
        excerpt_top,
        standing,
        linked,
        linked_top,
        _anchors(note, note_top) + _anchors(linked, linked_top),
    )


def _anchors(document: QTextDocument | None, top: float) -> tuple[Anchor, ...]:
    """The links of a note on the card, from the card's corner."""
    if document is None:
        return ()
    return tuple(anchor.moved(_LEFT, top) for anchor in anchors(document))


def text_width(width: float) -> float:
    """How wide the text of a card ``width`` px wide is."""
    return width - _LEFT - _RIGHT


def paint_card(painter: QPainter, card: Card, theme: Theme, active: bool, now: datetime) -> None:
    """Paint a card with its corner at the painter's origin, without shadow.

    Args:
        painter: Where.
        card: What.
        theme: In which colours.
        active: Whether it is the one the reader shows.
        now: The time of painting, in the person's time zone: today's notes show the hour.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_edge(painter, card, theme, active)
    _paint_head(painter, card, theme)
    if card.standing.absence is not None:
        _paint_absence(painter, absence_text(card.standing.absence), theme)
    painter.setFont(_excerpt_font())
    painter.setPen(QColor(theme.ink))
    for number, line in enumerate(card.excerpt):
        y = card.excerpt_top + _EXCERPT_BASELINE + number * _EXCERPT_LINE
        painter.drawText(QPointF(_LEFT, y), line)
    _paint_note(painter, card.note, card.note_top, theme)
    _paint_note(painter, card.linked, card.linked_top, theme)
    _paint_meta(painter, card, theme, time_text(card.annotation.created_at, now))
    painter.restore()


def paint_edge(painter: QPainter, card: Card, theme: Theme, active: bool) -> None:
    """Paint the card's ground, outline and coloured edge."""
    colour = QColor(theme.kinds[card.annotation.kind].rule)
    outer = QRectF(0, 0, card.width, card.height)
    pen_width = 1.25 if active else 1.0
    inset = pen_width / 2
    painter.setPen(QPen(colour if active else QColor(theme.hair), pen_width))
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), CARD_RADIUS, CARD_RADIUS)
    path = QPainterPath()
    path.addRoundedRect(outer, CARD_RADIUS, CARD_RADIUS)
    painter.save()
    painter.setClipRect(QRectF(0, 0, _EDGE, card.height))
    painter.fillPath(path, colour)
    painter.restore()


def _paint_head(painter: QPainter, card: Card, theme: Theme) -> None:
    kind, status = card.annotation.kind, card.annotation.check.status
    label = theme.kinds[kind].label
    middle = card.chip.center().y()
    paint_icon(painter, KIND_ICONS[kind], label, QRectF(_LEFT, middle - _ICON / 2, _ICON, _ICON))
    painter.setPen(QColor(label))
    painter.setFont(inter(12, 600))
    room = card.chip.left() - _KIND_GAP - _KIND_LEFT
    metrics = QFontMetricsF(painter.font())
    name = metrics.elidedText(kind_name(kind), Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(_KIND_LEFT, _KIND_BASELINE), name)
    paint_status_chip(painter, card.chip, status, theme)


def _paint_absence(painter: QPainter, words: str, theme: Theme) -> None:
    """Say above the words that they are not those of the text that is shown."""
    paint_icon(painter, "unlink", theme.muted, QRectF(_LEFT, _EXCERPT_TOP + 2, 12, 12))
    painter.setFont(inter(11.5, 500))
    painter.setPen(QColor(theme.muted))
    place = QPointF(_LEFT + _ABSENCE_LEFT, _EXCERPT_TOP + _ABSENCE_BASELINE)
    painter.drawText(place, words)


def _paint_note(painter: QPainter, note: QTextDocument | None, top: float, theme: Theme) -> None:
    if note is None:
        return
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink2))
    context.palette = palette
    painter.save()
    painter.translate(_LEFT, top)
    note.documentLayout().draw(painter, context)
    painter.restore()


def _paint_meta(painter: QPainter, card: Card, theme: Theme, time: str) -> None:
    """Paint speaker and tags from the left as far as they fit, and the time at the right."""
    annotation, baseline = card.annotation, card.meta_top + _META_BASELINE
    font, name_font = inter(11.5), inter(11.5, 500)
    metrics = QFontMetricsF(font)
    right = card.width - _RIGHT - metrics.horizontalAdvance(time)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    painter.drawText(QPointF(right, baseline), time)
    x, end = float(_LEFT), right - _TIME_GAP
    if annotation.speaker:
        icon = QRectF(x, baseline - 10.5, 12, 12)
        paint_icon(painter, "user-round", theme.muted, icon)
        x += _SPEAKER_LEFT
        names = QFontMetricsF(name_font)
        name = names.elidedText(annotation.speaker, Qt.TextElideMode.ElideRight, end - x)
        painter.setFont(name_font)
        painter.setPen(QColor(theme.ink2))
        painter.drawText(QPointF(x, baseline), name)
        x += names.horizontalAdvance(name) + _SPEAKER_GAP
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    for tag in annotation.tags:
        width = metrics.horizontalAdvance(f"#{tag}")
        if x + width > end:
            break
        painter.drawText(QPointF(x, baseline), f"#{tag}")
        x += width + _TAG_GAP
