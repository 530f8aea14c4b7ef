"""Paints the rows of the page of results; knows no search."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import Kind
from galley.domain.search import SearchField, SearchHit
from galley.ui.components.keycap import KEYCAP_HEIGHT, keycap_width, paint_keycap
from galley.ui.components.placeholders import filled
from galley.ui.lists.row_models import ROW_ROLE, Index
from galley.ui.search.marked_text import MarkedLine, marked_lines
from galley.ui.search.results import Group, More, Row
from galley.ui.search.words import (
    accessible_row,
    headline_of,
    icon_of,
    meta_of,
    place_of,
    words_of,
)
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon, paint_progress_ring
from galley.ui.theme.tokens import Theme

__all__ = ["COLUMN", "ROW_GUESS", "ResultsDelegate", "column_of"]


COLUMN = 720  # px: the widest a line gets
ROW_GUESS = 86
_MARGIN = 32  # beside the column, if the page is no wider
_OUTSET = 13  # a chosen row reaches so far beyond the column
_RADIUS = 10
_BAR, _BAR_INSET = 3, 11
_TEXT_LEFT = 34  # after the icon
_ICON = 16
_LINE, _ABOVE, _BELOW, _PLACE = 23, 8, 12, 20
_MOST_LINES, _HEADLINE_LINES = 3, 2
_GROUP_GAP = 16  # above a hairline that is not the first
_GROUP_ABOVE, _HEADLINE_LINE, _GROUP_META, _GROUP_BELOW = 14, 23, 20, 8
_PROGRESS = 112  # room for the ring and its words
_MORE = 56
_RING = 13


def column_of(width: int) -> tuple[int, int]:
    """Where the column stands in a page of some width: its left edge, and how wide it is."""
    wide = min(COLUMN, width - 2 * _MARGIN)
    return (width - wide) // 2, max(1, wide)


class ResultsDelegate(QStyledItemDelegate):
    """An article's headline over a hairline, and what was found in it below."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self._headline: QFont = source_serif(17, 600)
        self._text: QFont = source_serif(16.5)
        self._note: QFont = inter(14)
        self._meta: QFont = inter(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the words need."""
        row: Row = index.data(ROW_ROLE)
        width = option.rect.width()
        if isinstance(row, More):
            return QSize(width, _MORE)
        if isinstance(row, Group):
            lines = len(self._headline_lines(row, width))
            height = _GROUP_ABOVE + lines * _HEADLINE_LINE + _GROUP_META + _GROUP_BELOW
            return QSize(width, height + (_GROUP_GAP if index.row() else 0))
        lines = len(self._snippet_lines(row, width))
        return QSize(width, _ABOVE + lines * _LINE + _PLACE + _BELOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: Row = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        if isinstance(row, Group) and index.row():
            rect.setTop(rect.top() + _GROUP_GAP)
        left, wide = column_of(option.rect.width())
        column = QRectF(left, rect.top(), wide, rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._paint_ground(painter, column, option, row)
        quiet = self._themes.theme.ink2 if chosen else self._themes.theme.muted
        if isinstance(row, Group):
            self._paint_group(painter, column, row, option.rect.width(), quiet)
        elif isinstance(row, More):
            self._paint_more(painter, column, row)
        else:
            self._paint_hit(painter, column, row, option.rect.width(), quiet)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_key(painter, column)
        painter.restore()

    # -- words broken into lines -----------------------------------------------------------------

    def _headline_lines(self, group: Group, width: int) -> tuple[MarkedLine, ...]:
        room = column_of(width)[1] - _PROGRESS
        words = headline_of(group)
        return marked_lines(words, group.headline_hits, self._headline, room, _HEADLINE_LINES)

    def _snippet_lines(self, hit: SearchHit, width: int) -> tuple[MarkedLine, ...]:
        room = column_of(width)[1] - _TEXT_LEFT - 2 * _OUTSET - keycap_width(self._key())
        return marked_lines(words_of(hit), hit.hits, self._font_of(hit), room, _MOST_LINES)

    def _font_of(self, hit: SearchHit) -> QFont:
        """The captured words in the reading face, a person's own in the window's."""
        own = hit.annotation_id and hit.field is not SearchField.QUOTE
        return self._note if own else self._text

    def _key(self) -> str:
        return self.tr("Enter")

    # -- painting --------------------------------------------------------------------------------

    def _paint_ground(
        self, painter: QPainter, column: QRectF, option: QStyleOptionViewItem, row: Row
    ) -> bool:
        """What tells the chosen row from the rest; whether this is it."""
        theme = self._themes.theme
        ground = column.adjusted(-_OUTSET, 1 if isinstance(row, Group) else 0, _OUTSET, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(ground.left(), ground.top(), _BAR, ground.height())
            painter.drawRoundedRect(bar.adjusted(0, _BAR_INSET, 0, -_BAR_INSET), 1.5, 1.5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focus and (self._themes.high_contrast or not chosen):
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        return chosen

    def _paint_group(
        self, painter: QPainter, column: QRectF, group: Group, width: int, quiet: str
    ) -> None:
        theme = self._themes.theme
        painter.setPen(QPen(QColor(theme.hair2), 1))
        y = column.top() + 0.5
        painter.drawLine(QLineF(column.left(), y, column.right(), y))
        lines = self._headline_lines(group, width)
        top = column.top() + _GROUP_ABOVE
        for number, line in enumerate(lines):
            baseline = top + number * _HEADLINE_LINE + 17
            self._paint_line(painter, line, column.left(), baseline, self._headline)
        painter.setFont(self._meta)
        painter.setPen(QColor(quiet))
        baseline = top + len(lines) * _HEADLINE_LINE + 14
        painter.drawText(QPointF(column.left(), baseline), meta_of(group))
        if group.facts:
            self._paint_progress(painter, column, group, top + 12, quiet)

    def _paint_progress(
        self, painter: QPainter, column: QRectF, group: Group, middle: float, quiet: str
    ) -> None:
        words = filled(self.tr("%1/%2 checked"), group.checked, group.facts)
        metrics = QFontMetricsF(self._meta)
        left = column.right() - metrics.horizontalAdvance(words)
        painter.setPen(QColor(quiet))
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), words)
        ring = QRectF(left - _RING - 7, middle - _RING / 2, _RING, _RING)
        paint_progress_ring(painter, ring, group.checked, group.facts, self._themes.theme)

    def _paint_hit(
        self, painter: QPainter, column: QRectF, hit: SearchHit, width: int, quiet: str
    ) -> None:
        theme, font = self._themes.theme, self._font_of(hit)
        lines = self._snippet_lines(hit, width)
        top, left = column.top() + _ABOVE, column.left() + _TEXT_LEFT
        icon = QRectF(column.left() + 3, top + 3, _ICON, _ICON)
        paint_icon(painter, icon_of(hit), _icon_colour(hit, theme), icon)
        for number, line in enumerate(lines):
            self._paint_line(painter, line, left, top + number * _LINE + 16.5, font)
        painter.setFont(self._meta)
        painter.setPen(QColor(quiet))
        painter.drawText(QPointF(left, top + len(lines) * _LINE + 14), place_of(hit))

    def _paint_line(
        self, painter: QPainter, line: MarkedLine, left: float, baseline: float, font: QFont
    ) -> None:
        """A line over the ground of its hits, or inside their frames for those who need them."""
        theme, size = self._themes.theme, font.pixelSize()
        for start, end in line.hits:
            box = QRectF(left + start - 2, baseline - size, end - start + 4, size * 1.36)
            if self._themes.high_contrast:
                painter.setPen(QPen(QColor(theme.ink), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.kinds[Kind.QUOTE].fill))
            painter.drawRoundedRect(box, 3.5, 3.5)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QPointF(left, baseline), line.text)

    def _paint_more(self, painter: QPainter, column: QRectF, row: More) -> None:
        painter.setFont(inter(12.5, 500))
        painter.setPen(QColor(self._themes.theme.accent))
        painter.drawText(column, Qt.AlignmentFlag.AlignCenter, accessible_row(row))

    def _paint_key(self, painter: QPainter, column: QRectF) -> None:
        words = self._key()
        wide = keycap_width(words)
        place = QRectF(
            column.right() - wide, column.center().y() - KEYCAP_HEIGHT / 2, wide, KEYCAP_HEIGHT
        )
        paint_keycap(painter, place, words, self._themes.theme)


def _icon_colour(hit: SearchHit, theme: Theme) -> str:
    if hit.kind is not None and hit.field is SearchField.QUOTE:
        return theme.kinds[hit.kind].label
    return theme.accent if hit.annotation_id else theme.ink2
