"""The list under the cursor while a link is typed: rows, and how they are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from galley.services.links.link_suggesting import LinkOffer, Offers
from galley.ui.components.placeholders import filled
from galley.ui.links.words import about_text, spoken_offer
from galley.ui.lists.row_models import ROW_ROLE, ChoosableRowsModel, Index
from galley.ui.lists.row_plate import paint_choice
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon, paint_shadow
from galley.ui.theme.tokens import KIND_ICONS

__all__ = ["OfferPopup"]

_ROW, _LOW_ROW, _HEADING = 46, 32, 28
_SIDE, _TEXT_LEFT, _ICON = 10, 36, 16
_WIDTH = 400
_MOST_HEIGHT = 340
_ENOUGH = 200
_SHADOW, _RADIUS, _INSET = 24, 10, 5
_GAP = 4  # px between the typed line and the list


@dataclass(frozen=True, slots=True)
class _Row:
    """An offer, or the heading of some."""

    heading: str = ""
    offer: LinkOffer | None = None

    @property
    def below(self) -> str:
        """The second line of an offer."""
        return "" if self.offer is None else about_text(self.offer)

    @property
    def choosable(self) -> bool:
        """Whether it is an offer."""
        return self.offer is not None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return spoken_offer(self.offer) if self.offer else self.heading


class _Delegate(QStyledItemDelegate):
    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: _Row = index.data(ROW_ROLE)
        if row.offer is None:
            return QSize(100, _HEADING)
        return QSize(100, _ROW if row.below else _LOW_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.offer is None:
            place = rect.adjusted(_SIDE, 6, -_SIDE, 0)
            _write(painter, place, row.heading, inter(11.5, 600), theme.muted)
        else:
            bar = QRectF(rect.left(), rect.top() + 8, 3, rect.height() - 16)
            paint_choice(painter, theme, option, rect, bar)
            self._paint_offer(painter, rect, row, row.offer)
        painter.restore()

    def _paint_offer(self, painter: QPainter, rect: QRectF, row: _Row, offer: LinkOffer) -> None:
        theme = self._themes.theme
        name, colour = "newspaper", theme.ink2
        if offer.kind is not None:
            name, colour = KIND_ICONS[offer.kind], theme.kinds[offer.kind].label
        middle = rect.top() + (16 if row.below else rect.height() / 2)
        icon = QRectF(rect.left() + _SIDE + 2, middle - _ICON / 2, _ICON, _ICON)
        paint_icon(painter, name, colour, icon)
        line = QRectF(rect.left() + _TEXT_LEFT, rect.top(), rect.width() - _TEXT_LEFT - _SIDE, 0)
        first = QRectF(line.left(), middle - 10, line.width(), 20)
        _write(painter, first, offer.words, inter(13, 500), theme.ink)
        if row.below:
            second = QRectF(line.left(), middle + 9, line.width(), 16)
            _write(painter, second, row.below, inter(11.5), theme.ink2)


def _write(painter: QPainter, place: QRectF, words: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class OfferPopup(QWidget):
    """Lies over the window; the field below keeps the keyboard.

    Attributes:
        chosen: An offer was clicked: a LinkOffer.
    """

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(window)
        self._themes = themes
        self._rows = ChoosableRowsModel[_Row](self)
        self._list = QListView(self)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Delegate(themes, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setStyleSheet("QListView { background: transparent; }")
        self._list.setAccessibleName(self.tr("Articles and marks to link to"))
        self._list.clicked.connect(self._on_clicked)
        self._hint = QLabel(self)
        self._hint.setFont(inter(11.5))
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setContentsMargins(_SIDE, 3, _SIDE, 4)
        column = QVBoxLayout(self)
        edge = _SHADOW + _INSET
        column.setContentsMargins(edge, edge, edge, edge - 2)
        column.setSpacing(2)
        column.addWidget(self._list, 1)
        column.addWidget(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        themes.changed.connect(self._tint)
        self._tint()

    @property
    def current(self) -> LinkOffer | None:
        """The offer that Enter takes."""
        index = self._list.currentIndex()
        return self._rows.rows[index.row()].offer if index.isValid() else None

    @property
    def offers(self) -> list[LinkOffer]:
        """What is offered, in order."""
        return [row.offer for row in self._rows.rows if row.offer is not None]

    @property
    def hint(self) -> str:
        """What is said at its foot."""
        return self._hint.text()

    def show_offers(self, found: Offers, typed: str, within: str) -> None:
        """Show other offers, and go to the first.

        Args:
            found: What.
            typed: What they were looked for by.
            within: The headline of the one article whose marks are offered; empty for all.
        """
        here = filled(self.tr("Marks of %1"), within) if within else self.tr("In this article")
        parts = (
            (self.tr("Articles"), found.articles),
            (here, found.here),
            (self.tr("Marks elsewhere"), found.elsewhere),
        )
        rows = list[_Row]()
        for heading, offers in parts:
            if offers:
                rows.append(_Row(heading))
                rows += [_Row(offer=offer) for offer in offers]
        self._rows.show_rows(rows)
        first = next((number for number, row in enumerate(rows) if row.offer), -1)
        if first >= 0:
            self._list.setCurrentIndex(self._rows.index(first, 0))
            self._list.scrollToTop()
        self._say_hint(bool(rows), typed, within)

    def _say_hint(self, something: bool, typed: str, within: str) -> None:
        if not something and within and not typed.strip():
            words = self.tr("There are no marks in this article.")
        elif not something:
            words = self.tr("Nothing is called that.")
        elif within:
            words = self.tr("Enter links, Esc closes")
        else:
            words = self.tr("Enter links, Tab shows an article’s marks, Esc closes")
        self._hint.setText(words)

    def step(self, by: int) -> None:
        """Go down or up by offers, and not round the ends."""
        places = [number for number, row in enumerate(self._rows.rows) if row.offer]
        if not places:
            return
        here = places.index(self._list.currentIndex().row())
        there = places[max(0, min(len(places) - 1, here + by))]
        self._list.setCurrentIndex(self._rows.index(there, 0))
        if there == places[0]:
            self._list.scrollToTop()

    def hang_under(self, line: QRect) -> None:
        """Show it under a line of the window, or above it where there is more room.

        Args:
            line: Where the cursor is, in the window.
        """
        rows = self._rows.rows
        wanted = sum(
            _HEADING if row.offer is None else _ROW if row.below else _LOW_ROW for row in rows
        )
        foot = self._hint.sizeHint().height() + 2 * _INSET + 2
        window = self.window().rect()
        below = window.bottom() - line.bottom() - _GAP - 8
        above = line.top() - _GAP - 8
        is_below = below >= _ENOUGH or below >= above  # it stays there while one types
        height = min(wanted + foot, _MOST_HEIGHT, below if is_below else above)
        width = min(_WIDTH, window.width() - 16)
        left = max(8, min(line.left() - _SIDE, window.right() - width - 8))
        top = line.bottom() + _GAP if is_below else line.top() - _GAP - height
        card = QRect(QPoint(left, top), QSize(width, height))
        self.setGeometry(card.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))
        self._list.setVisible(bool(rows))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow and card."""
        theme = self._themes.theme
        card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, card, _RADIUS, theme)
        painter.setBrush(QColor(theme.raised))
        painter.setPen(QPen(QColor(theme.hair2), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _on_clicked(self, index: QModelIndex) -> None:
        offer = self._rows.rows[index.row()].offer
        if offer is not None:
            self.chosen.emit(offer)

    def _tint(self) -> None:
        palette = self._hint.palette()
        palette.setColor(self._hint.foregroundRole(), QColor(self._themes.theme.muted))
        self._hint.setPalette(palette)
        self.update()
