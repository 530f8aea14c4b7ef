"""Paints the cards of the marks to review; knows nothing of what a click does."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import AnchorStatus
from galley.ui.compare.review import HeadlineRow, MarkRow, Row, SectionRow
from galley.ui.compare.state_chip import CHIP_HEIGHT, chip_width, look_of, paint_chip
from galley.ui.compare.words import chip_of, excerpt, section_text
from galley.ui.components.wrapped_text import wrapped
from galley.ui.lists.row_models import ROW_ROLE, Index
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import CARD_SHADOW, paint_icon, paint_shadow
from galley.ui.theme.tokens import KIND_ICONS, Theme
from galley.ui.theme.words import kind_name

__all__ = ["CARD_GUESS", "ReviewDelegate"]


CARD_GUESS = 98
_SIDE = 16  # px beside the cards
_RADIUS, _EDGE = 10, 4
_LEFT, _RIGHT = 16, 14
_GAP, _COMPACT_GAP = 10, 8
_CHIP_TOP, _CHIP_RIGHT = 11, 11
_KIND_LEFT, _KIND_ICON = 37, 14
_WORDS_TOP, _WORDS_LINE, _MOST_LINES = 36, 20, 3
_LINE_GAP, _LINE_HEIGHT, _BOTTOM = 3, 18, 11
_COMPACT = 44
_COMPACT_ICON, _COMPACT_LEFT = 16, 38
_SECTION, _SECTION_FOOT = 36, 10
_ALARM = 14


class ReviewDelegate(QStyledItemDelegate):
    """A card a mark: kind, state, words, and one line that says what happened.

    Args:
        themes: The colours.
        line_of: Says what happened in a row, in one line.
        old_headline: The headline as it was.
    """

    def __init__(
        self,
        themes: ThemeSource,
        line_of: Callable[[int], str],
        old_headline: Callable[[], str],
    ) -> None:
        super().__init__(themes)
        self._themes = themes
        self._line_of, self._old_headline = line_of, old_headline

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the card and the gap below it."""
        width, row = option.rect.width(), index.data(ROW_ROLE)
        if isinstance(row, SectionRow):
            return QSize(width, _SECTION)
        if isinstance(row, MarkRow) and row.compact:
            return QSize(width, _COMPACT + _COMPACT_GAP)
        lines = len(self._words(row, width))
        return QSize(width, _height(lines) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card; the chosen one in a ring, with a shadow."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, SectionRow):
            self._paint_section(painter, QRectF(option.rect), row)
        else:
            compact = isinstance(row, MarkRow) and row.compact
            gap = _COMPACT_GAP if compact else _GAP
            box = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, -gap)
            self._paint_card(painter, option, box, row)
            if isinstance(row, MarkRow) and row.compact:
                self._paint_compact(painter, box, row, self._line_of(index.row()))
            else:
                self._paint_full(painter, box, row, self._line_of(index.row()))
        painter.restore()

    # -- the ground ------------------------------------------------------------------------------

    def _paint_card(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRectF,
        row: HeadlineRow | MarkRow,
    ) -> None:
        theme = self._themes.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_shadow(painter, box, _RADIUS, theme, CARD_SHADOW)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.hair), 1.75 if chosen else 1))
        painter.setBrush(QColor(theme.card))
        inset = 0.875 if chosen else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), _EDGE, box.height()))
        edge = theme.kinds[row.annotation.kind].rule if isinstance(row, MarkRow) else theme.ink2
        painter.fillPath(path, QColor(edge))
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), _RADIUS + 3, _RADIUS + 3)

    # -- a mark that needs something -------------------------------------------------------------

    def _paint_full(
        self, painter: QPainter, box: QRectF, row: HeadlineRow | MarkRow, line: str
    ) -> None:
        theme = self._themes.theme
        look, state = look_of(row), self._state(row)
        wide = chip_width(state)
        chip = QRectF(box.right() - _CHIP_RIGHT - wide, box.top() + _CHIP_TOP, wide, CHIP_HEIGHT)
        self._paint_kind(painter, box, chip.center().y(), row, theme)
        paint_chip(painter, chip, look, state, theme)
        words = self._words(row, round(box.width()) + 2 * _SIDE)
        painter.setFont(source_serif(14.5))
        painter.setPen(QColor(theme.ink))
        for number, text in enumerate(words):
            top = box.top() + _WORDS_TOP + number * _WORDS_LINE
            place = QRectF(box.left() + _LEFT, top, box.width(), _WORDS_LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        self._paint_line(painter, box, len(words), row, line)

    def _state(self, row: HeadlineRow | MarkRow) -> str:
        return chip_of(row) if isinstance(row, MarkRow) else self.tr("Changed")

    def _paint_kind(
        self,
        painter: QPainter,
        box: QRectF,
        middle: float,
        row: HeadlineRow | MarkRow,
        theme: Theme,
    ) -> None:
        if isinstance(row, MarkRow):
            kind = row.annotation.kind
            label, icon, name = theme.kinds[kind].label, KIND_ICONS[kind], kind_name(kind)
        else:
            label, icon, name = theme.ink2, "newspaper", self.tr("Headline")
        side = _KIND_ICON
        place = QRectF(box.left() + _LEFT, middle - side / 2, side, side)
        paint_icon(painter, icon, label, place)
        painter.setFont(inter(12, 600))
        painter.setPen(QColor(label))
        words = QRectF(box.left() + _KIND_LEFT, middle - 10, box.width(), 20)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_line(
        self,
        painter: QPainter,
        box: QRectF,
        lines: int,
        row: HeadlineRow | MarkRow,
        line: str,
    ) -> None:
        """What happened; a changed figure or negation in bold, behind a sign."""
        theme = self._themes.theme
        loud = isinstance(row, MarkRow) and row.decision is None and row.mark.is_loud
        top = box.top() + _WORDS_TOP + lines * _WORDS_LINE + _LINE_GAP
        left = box.left() + _LEFT
        if loud:
            sign = QRectF(left, top + (_LINE_HEIGHT - _ALARM) / 2, _ALARM, _ALARM)
            paint_icon(painter, "triangle-alert", look_of(row).colours(theme).text, sign)
            left += _ALARM + 6
        font = inter(12, 600 if loud else 400)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink if loud else theme.ink2))
        room = box.right() - _RIGHT - left
        words = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room)
        place = QRectF(left, top, room + 2, _LINE_HEIGHT)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _words(self, row: Row, width: int) -> tuple[str, ...]:
        room = width - 2 * _SIDE - _LEFT - _RIGHT
        words = excerpt(row.mark) if isinstance(row, MarkRow) else self._old_headline()
        return wrapped(words, source_serif(14.5), room, _MOST_LINES)

    # -- what needs nothing ----------------------------------------------------------------------

    def _paint_compact(self, painter: QPainter, box: QRectF, row: MarkRow, line: str) -> None:
        theme, look = self._themes.theme, look_of(row)
        side = _COMPACT_ICON
        icon = QRectF(box.left() + _LEFT, box.center().y() - side / 2, side, side)
        paint_icon(painter, look.icon, look.colours(theme).text, icon)
        right = box.right() - _RIGHT
        if row.mark.status is not AnchorStatus.ANCHORED:
            meta = inter(11.5)
            wide = QFontMetricsF(meta).horizontalAdvance(line)
            painter.setFont(meta)
            painter.setPen(QColor(theme.muted))
            place = QRectF(right - wide - 1, box.top(), wide + 2, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
            right -= wide + 12
        font = source_serif(14.5)
        left = box.left() + _COMPACT_LEFT
        words = QFontMetricsF(font).elidedText(
            excerpt(row.mark), Qt.TextElideMode.ElideRight, right - left
        )
        painter.setFont(font)
        painter.setPen(QColor(theme.ink2))
        place = QRectF(left, box.top(), right - left + 2, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_section(self, painter: QPainter, rect: QRectF, row: SectionRow) -> None:
        theme = self._themes.theme
        heading, hint = section_text(row)
        line = QRectF(rect.left() + _SIDE, rect.bottom() - _SECTION_FOOT - 14, 0, 20)
        line.setRight(rect.right() - _SIDE)
        painter.setFont(inter(12, 600))
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, heading)
        painter.setFont(inter(12))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, hint)


def _height(lines: int) -> int:
    return _WORDS_TOP + lines * _WORDS_LINE + _LINE_GAP + _LINE_HEIGHT + _BOTTOM
