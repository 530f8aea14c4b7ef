"""Paints one article of the library list; knows nothing of where articles come from."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.catalogue import ArticleSummary
from galley.ui.components.wrapped_text import wrapped
from galley.ui.library.model import ARTICLE_ROLE, MATCHES_ROLE
from galley.ui.library.words import (
    headline_text,
    matches_text,
    meta_text,
    progress_text,
    tags_text,
    waiting_text,
)
from galley.ui.lists.row_models import Index
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon, paint_progress_ring
from galley.ui.theme.tokens import Theme

__all__ = ["ROW_GUESS", "ArticleDelegate"]


ROW_GUESS = 101  # a headline of two lines, as most are
_TEXT_LEFT = 22
_TEXT_RIGHT = 21  # from the pane's right edge, its hairline not counted
_CARD_LEFT = 8
_CARD_RIGHT = 7
_CARD_GAP = 2  # between a card and the next row
_CARD_RADIUS = 10
_BAR_WIDTH = 3
_BAR_INSET = 14
_META_BASELINE = 22.5
_HEADLINE_BASELINE = 44
_HEADLINE_LINE = 18
_HEADLINE_LINES = 2
_RING = 13
_RING_TOP = 38  # below the row's top, one headline line not counted
_BELOW_RING = 14
_PROGRESS_LEFT = 42
_GAP = 12  # px between parts of the last line
_SIGN = 12  # px: the icon of a capture that waits
_LEAST_ROOM = 24  # px for tags; with less, none is shown


class ArticleDelegate(QStyledItemDelegate):
    """A row: where and when it appeared, its headline, and how far the check is, or what was found.

    Args:
        themes: The colours.
        open_row: Says which row shows the article that is being read, -1 for none.
    """

    def __init__(self, themes: ThemeSource, open_row: Callable[[], int]) -> None:
        super().__init__(themes)
        self._themes = themes
        self._open_row = open_row
        self._meta: QFont = inter(11)
        self._headline: QFont = source_serif(14, 600)
        self._progress: QFont = inter(11.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the headline needs."""
        lines = self._lines(index.data(ARTICLE_ROLE), option.rect.width())
        height = _RING_TOP + len(lines) * _HEADLINE_LINE + _RING + _BELOW_RING
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        article: ArticleSummary = index.data(ARTICLE_ROLE)
        theme, rect, row = self._themes.theme, QRectF(option.rect), index.row()
        opened = self._open_row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(
            rect.left() + _CARD_LEFT,
            rect.top(),
            rect.width() - _CARD_LEFT - _CARD_RIGHT,
            rect.height() - _CARD_GAP,
        )
        if row == opened:
            _paint_card(painter, card, theme)
        else:
            self._paint_ground(painter, card, option, theme)
            if row > 0 and row - 1 != opened:
                painter.setPen(QPen(QColor(theme.hair), 1))
                y = rect.top() + 0.5
                right = rect.right() - _TEXT_RIGHT
                painter.drawLine(QLineF(rect.left() + _TEXT_LEFT, y, right, y))
        on_tint = row != opened and bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = theme.ink2 if on_tint else theme.muted
        self._paint_text(painter, rect, article, index.data(MATCHES_ROLE), quiet)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, card, theme)
        painter.restore()

    def _lines(self, article: ArticleSummary, width: float) -> tuple[str, ...]:
        room = width - _TEXT_LEFT - _TEXT_RIGHT
        return wrapped(headline_text(article), self._headline, room, _HEADLINE_LINES)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRectF,
        article: ArticleSummary,
        matches: int | None,
        quiet: str,
    ) -> None:
        theme, left, top = self._themes.theme, rect.left() + _TEXT_LEFT, rect.top()
        room = rect.width() - _TEXT_LEFT - _TEXT_RIGHT
        painter.setFont(self._meta)
        painter.setPen(QColor(quiet))
        meta = QFontMetricsF(self._meta).elidedText(
            meta_text(article), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QPointF(left, top + _META_BASELINE), meta)
        painter.setFont(self._headline)
        painter.setPen(QColor(theme.ink))
        lines = self._lines(article, rect.width())
        for number, line in enumerate(lines):
            y = top + _HEADLINE_BASELINE + number * _HEADLINE_LINE
            painter.drawText(QPointF(left, y), line)
        ring = QRectF(left, top + _RING_TOP + len(lines) * _HEADLINE_LINE, _RING, _RING)
        if matches is None:
            paint_progress_ring(painter, ring, article.checked, article.facts, theme)
            words = progress_text(article)
        else:
            paint_icon(painter, "search", theme.accent, ring)
            words = matches_text(matches)
        painter.setFont(self._progress)
        painter.setPen(QColor(quiet))
        baseline = ring.center().y() + QFontMetricsF(self._progress).capHeight() / 2
        painter.drawText(QPointF(rect.left() + _PROGRESS_LEFT, baseline), words)
        left = rect.left() + _PROGRESS_LEFT + _GAP
        left += QFontMetricsF(self._progress).horizontalAdvance(words)
        if article.waiting:
            left = self._paint_waiting(painter, left, baseline)
        if article.tags:
            self._paint_tags(painter, left, rect.right() - _TEXT_RIGHT, article, baseline)

    def _paint_waiting(self, painter: QPainter, left: float, baseline: float) -> float:
        """That a newer capture waits to be compared; where the next thing may stand."""
        theme, metrics = self._themes.theme, QFontMetricsF(self._progress)
        top = baseline - metrics.capHeight() / 2 - _SIGN / 2
        paint_icon(painter, "git-compare", theme.accent, QRectF(left, top, _SIGN, _SIGN))
        left += _SIGN + 4
        painter.setPen(QColor(theme.accent))
        painter.drawText(QPointF(left, baseline), waiting_text())
        return left + metrics.horizontalAdvance(waiting_text()) + _GAP

    def _paint_tags(
        self, painter: QPainter, left: float, right: float, article: ArticleSummary, baseline: float
    ) -> None:
        """The article's own tags, at the right of the last line, as far as there is room."""
        if right - left < _LEAST_ROOM:
            return
        metrics = QFontMetricsF(self._meta)
        painter.setPen(QColor(self._themes.theme.muted))
        shown = metrics.elidedText(tags_text(article), Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(self._meta)
        x = max(left, right - metrics.horizontalAdvance(shown))
        painter.drawText(QPointF(x, baseline), shown)

    @staticmethod
    def _paint_ground(
        painter: QPainter, card: QRectF, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        """What tells a row that is chosen for an action, or under the pointer, from the rest."""
        if option.state & QStyle.StateFlag.State_Selected:
            ground = theme.accent_soft
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = theme.hover
        else:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(card, _CARD_RADIUS, _CARD_RADIUS)


def _paint_card(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """The card and bar of the article that is being read."""
    painter.setPen(QPen(QColor(theme.hair), 1))
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _CARD_RADIUS, _CARD_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    bar = QRectF(card.left(), card.top(), _BAR_WIDTH, card.height())
    painter.drawRoundedRect(bar.adjusted(0, _BAR_INSET, 0, -_BAR_INSET), 1.5, 1.5)


def _paint_focus(painter: QPainter, card: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), _CARD_RADIUS - 1, _CARD_RADIUS - 1)
