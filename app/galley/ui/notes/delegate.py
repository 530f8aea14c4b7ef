"""Paints the panel's cards from a cache of pictures; knows nothing of what a click does."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import Annotation
from galley.ui.lists.row_models import Index
from galley.ui.notes.card import CARD_RADIUS, Card, lay_out, paint_card, text_width
from galley.ui.notes.model import ANNOTATION_ROLE
from galley.ui.notes.note_document import Anchor, LinkedFrom, linked_document, note_document
from galley.ui.notes.words import Standing, time_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import CARD_SHADOW, paint_shadow
from galley.ui.theme.tokens import Theme

__all__ = ["CARD_GUESS", "CARD_LEFT", "CARD_RIGHT", "CardDelegate"]

_Key = tuple[Annotation, Standing, tuple[LinkedFrom, ...], int]

CARD_GUESS = 172  # two lines of excerpt, two of note, and the gap below
CARD_LEFT = 13
CARD_RIGHT = 14
_GAP = 10
_CARDS_KEPT = 400  # laid out: a few KB each
_PICTURES_KEPT = 48  # painted: a few screens
_LONGEST_PICTURE = 1200  # px; a longer card is painted anew each time
_LONGEST_NOTE = 4000  # code points of Markdown shown in the panel; the editor shows it all


class CardDelegate(QStyledItemDelegate):
    """A card in its row.

    Args:
        themes: The colours.
        render_note: Makes sanitised HTML of a note's Markdown.
        active_row: Says which row is the active annotation's, -1 for none.
        now: The time, in the person's time zone.
        several: Says whether several rows are selected: then the active one shows it too.
        standing: Says how an annotation stands in the version that is shown.
        linked: Says what links to an annotation.
    """

    def __init__(
        self,
        themes: ThemeSource,
        render_note: Callable[[str], str],
        active_row: Callable[[], int],
        now: Callable[[], datetime],
        several: Callable[[], bool],
        standing: Callable[[Annotation], Standing],
        linked: Callable[[Annotation], tuple[LinkedFrom, ...]],
    ) -> None:
        super().__init__(themes)
        self._themes = themes
        self._render_note = render_note
        self._active_row = active_row
        self._now = now
        self._several = several
        self._standing = standing
        self._linked = linked
        self._cards: OrderedDict[_Key, Card] = OrderedDict()
        self._pictures: OrderedDict[object, QPixmap] = OrderedDict()
        themes.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the card and the gap below it."""
        card = self._card(index.data(ANNOTATION_ROLE), option.rect.width())
        return QSize(option.rect.width(), card.height + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card, with a shadow if it is the active one."""
        card = self._card(index.data(ANNOTATION_ROLE), option.rect.width())
        theme, active = self._themes.theme, index.row() == self._active_row()
        corner = QPointF(option.rect.left() + CARD_LEFT, option.rect.top())
        box = QRectF(corner.x(), corner.y(), card.width, card.height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if active:
            paint_shadow(painter, box, CARD_RADIUS, theme, CARD_SHADOW)
        if card.height <= _LONGEST_PICTURE:
            painter.drawPixmap(corner, self._picture(painter, card, theme, active))
        else:
            painter.translate(corner)
            paint_card(painter, card, theme, active, self._now())
            painter.translate(-corner)
        self._paint_state(painter, option, box, theme, active and not self._several())
        painter.restore()

    def chip_rect(self, width: int, annotation: Annotation) -> QRectF:
        """Where the status chip is in a row ``width`` px wide, from the row's corner."""
        return self._card(annotation, width).chip.translated(CARD_LEFT, 0)

    def anchors(self, width: int, annotation: Annotation) -> tuple[Anchor, ...]:
        """The links of a row ``width`` px wide, from the row's corner."""
        return tuple(one.moved(CARD_LEFT, 0) for one in self._card(annotation, width).anchors)

    @staticmethod
    def _paint_state(
        painter: QPainter, option: QStyleOptionViewItem, box: QRectF, theme: Theme, active: bool
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            ring = box.adjusted(-4, -4, 4, 4)
            painter.drawRoundedRect(ring, CARD_RADIUS + 4, CARD_RADIUS + 4)
        elif option.state & QStyle.StateFlag.State_Selected and not active:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CARD_RADIUS - 1, CARD_RADIUS - 1)

    def _card(self, annotation: Annotation, row_width: int) -> Card:
        """The card for an annotation, laid out at most once for a width."""
        standing, links = self._standing(annotation), self._linked(annotation)
        key = (annotation, standing, links, row_width)
        card = self._cards.get(key)
        if card is None:
            width = row_width - CARD_LEFT - CARD_RIGHT
            card = self._cards[key] = self._laid_out(annotation, standing, links, width)
            if len(self._cards) > _CARDS_KEPT:
                self._cards.popitem(last=False)
        else:
            self._cards.move_to_end(key)
        return card

    def _laid_out(
        self,
        annotation: Annotation,
        standing: Standing,
        links: tuple[LinkedFrom, ...],
        width: int,
    ) -> Card:
        note, theme, column = annotation.note.strip(), self._themes.theme, text_width(width)
        linked = linked_document(links, column, theme) if links else None
        if not note:
            return lay_out(annotation, standing, None, width, linked)
        if len(note) > _LONGEST_NOTE:
            note = f"{note[:_LONGEST_NOTE]}…"
        html = self._render_note(note)
        document = note_document(html, column, theme)
        return lay_out(annotation, standing, document, width, linked)

    def _picture(self, painter: QPainter, card: Card, theme: Theme, active: bool) -> QPixmap:
        """The card painted on a picture of its own, at the device's resolution."""
        ratio = painter.device().devicePixelRatioF()
        now = self._now()
        time = time_text(card.annotation.created_at, now)
        links = self._linked(card.annotation)
        key = (card.annotation, card.standing, links, card.width, theme.name, ratio, active, time)
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
            return picture
        picture = QPixmap(round(card.width * ratio), round(card.height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        paint_card(inner, card, theme, active, now)
        inner.end()
        self._pictures[key] = picture
        if len(self._pictures) > _PICTURES_KEPT:
            self._pictures.popitem(last=False)
        return picture

    def _forget(self) -> None:
        """Links are coloured when a note is laid out."""
        self._cards.clear()
        self._pictures.clear()
