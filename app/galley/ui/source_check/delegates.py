"""Paints the source check's rows: blocks with their zone, and stretches of the capture."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import CheckStatus
from galley.domain.article import SIDEBAR_ZONES, Block, BlockType, Zone
from galley.ui.components.wrapped_text import wrapped
from galley.ui.lists.row_models import ROW_ROLE, Index
from galley.ui.source_check.block_text import BlockText, set_text, stretch
from galley.ui.source_check.rows import BlockRow, CaptureRow
from galley.ui.source_check.words import reason_text, type_text, zone_name
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import Theme

__all__ = ["BLOCK_GUESS", "FRAGMENT_GUESS", "BlockDelegate", "FragmentDelegate", "RowDelegate"]

BLOCK_GUESS, FRAGMENT_GUESS = 68, 50
_MARGIN = 12  # of a row's plate, from the list's edges
_LABEL = 132  # the column with the zone: “Sidebar headline” in one line
_MOST_OF_WIDTH = 0.3  # that this column may take; else the zone stands above its text
_LABEL_LEFT, _TEXT_RIGHT = 16, 16
_ABOVE, _BELOW = 9, 9
_BAR = 3
_RADIUS = 8
_ICON = 14
_LABEL_LINE = 18
_REASON_LINE, _REASON_GAP = 20, 3
_MOST_LINES = 4  # of a reason, or of how a block is set
_MOST_ZONE_LINES = 2  # “Sidebar heading” and “Sidebar headline” are told apart by their ends
_LINK_GAP = 12
_FOLDED_LINES = 2
_SMALL = frozenset({Zone.CAPTION, Zone.CREDIT, Zone.BYLINE, Zone.DATE, Zone.PHOTO})
_ZONE_ICONS = {
    Zone.PHOTO: "image",
    Zone.CAPTION: "image",
    Zone.CREDIT: "image",
    Zone.BYLINE: "user-round",
    Zone.CREDIT_LINE: "user-round",
    Zone.MASTHEAD: "newspaper",
    Zone.BODY: "book-open-text",
}


def _zone_icon(zone: Zone) -> str:
    return "list" if zone in SIDEBAR_ZONES else _ZONE_ICONS.get(zone, "a-large-small")


class RowDelegate(QStyledItemDelegate):
    """What rows of both lists have: a plate if chosen, and a bar for the other side's counterpart.

    Attributes:
        linked: The rows whose counterpart is current on the other side.
        hovered: Those whose counterpart the pointer is over.
    """

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self._scale = 1.0
        self.linked: frozenset[int] = frozenset()
        self.hovered: frozenset[int] = frozenset()

    def set_scale(self, scale: float) -> None:
        """Set all words at ``scale`` times their size; rows have other heights then."""
        self._scale = scale

    def scaled(self, px: float) -> int:
        """A size of the design in pixels, at the text's size."""
        return round(px * self._scale)

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._themes.theme

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        """Paint a row's ground; whether it is a chosen one's."""
        theme, row = self.theme, index.row()
        rect = QRectF(option.rect).adjusted(_MARGIN - 4, 1, -(_MARGIN - 4), -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) or row in self.linked
        over = bool(state & QStyle.StateFlag.State_MouseOver) or row in self.hovered
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or over:
            painter.setBrush(QColor(theme.accent_soft if chosen else theme.hover))
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if chosen:
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(rect.left(), rect.top() + 6, _BAR, rect.height() - 12)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        return chosen


class BlockDelegate(RowDelegate):
    """A block: its zone and type in words, its text, and in the current one a caret.

    Attributes:
        caret: The row with the caret and the code point it stands before; (-1, 0) for none.
        show_caret: The list has the keys.
    """

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.caret = (-1, 0)
        self.show_caret = False
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Set all words at ``scale`` times their size; rows have other heights then."""
        super().set_scale(scale)
        self._zone, self._type = inter(12 * scale, 600), inter(11.5 * scale)
        self._headline, self._heading = source_serif(17 * scale, 600), source_serif(15 * scale, 600)
        self._body, self._small = source_serif(15 * scale), inter(13 * scale)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs, and the label beside or above it."""
        width = option.rect.width()
        height = self.text_of(index, width).height
        label = self.scaled(_LABEL_LINE) * len(self._label_lines(_row(index).block, width))
        both = label + height if self._is_above(width) else max(height, label)
        return QSize(width, both + _ABOVE + _BELOW)

    def _is_above(self, width: int) -> bool:
        """Whether labels stand above their texts, as a column would leave too little room."""
        return self.scaled(_LABEL) > _MOST_OF_WIDTH * width

    def text_of(self, index: Index, width: int) -> BlockText:
        """A row's text, set for a list of some width."""
        row = _row(index)
        font, line = self._face(row.block)
        first = 0
        if index.row() == self.caret[0]:
            first = stretch(row.words, self.caret[1])
        room = width - self.text_left(width) - _TEXT_RIGHT - _MARGIN
        return set_text(row.words, font, self.scaled(line), room, first)

    def _face(self, block: Block) -> tuple[QFont, int]:
        """A face and the height of its lines: alike to how it is read, all near one size."""
        if block.zone is Zone.HEADLINE:
            return self._headline, 23
        if block.zone in _SMALL or block.zone in SIDEBAR_ZONES:
            return self._small, 19
        if block.type is BlockType.HEADING or block.zone is Zone.MASTHEAD:
            return self._heading, 22
        return self._body, 22

    def text_left(self, width: int) -> int:
        """Where texts begin in a list of some width, from its edge."""
        column = 0 if self._is_above(width) else self.scaled(_LABEL)
        return _MARGIN + _LABEL_LEFT + column

    def text_place(self, index: Index, width: int) -> QPoint:
        """Where a row's text begins, from the row's corner."""
        lines = self._label_lines(_row(index).block, width) if self._is_above(width) else ()
        return QPoint(self.text_left(width), _ABOVE + self.scaled(_LABEL_LINE) * len(lines))

    def offset_at(self, index: Index, rect: QRect, point: QPoint) -> int:
        """The code point of a row's text nearest to a point of the list; -1 beside the text."""
        place = rect.topLeft() + self.text_place(index, rect.width())
        above = self._is_above(rect.width()) and point.y() < place.y()
        if point.x() < place.x() - 6 or above or _row(index).photo is not None:
            return -1
        return self.text_of(index, rect.width()).offset_at(QPointF(point - place))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row, theme = _row(index), self.theme
        painter.save()
        chosen = self.paint_ground(painter, option, index)
        self._paint_label(painter, option.rect, row.block, theme.ink2 if chosen else theme.muted)
        text = self.text_of(index, option.rect.width())
        at = QPointF(option.rect.topLeft() + self.text_place(index, option.rect.width()))
        quiet = row.photo is not None
        text.paint(painter, at, (theme.ink2 if chosen else theme.muted) if quiet else theme.ink)
        if self.show_caret and self.caret[0] == index.row() and not quiet:
            text.paint_caret(painter, at, self.caret[1], theme.accent)
        if row.block.type is BlockType.QUOTE:
            line = QRectF(at.x() - 10, at.y() + 2, 2, text.height - 4)
            painter.fillRect(line, QColor(theme.hair2))
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, block: Block, quiet: str) -> None:
        theme, size, line = self.theme, self.scaled(_ICON), self.scaled(_LABEL_LINE)
        left, top = rect.left() + _MARGIN + _LABEL_LEFT, rect.top() + _ABOVE
        icon = QRectF(left, top + (line - size) / 2 + 1, size, size)
        paint_icon(painter, _zone_icon(block.zone), quiet, icon)
        for number, (words, is_zone) in enumerate(self._label_lines(block, rect.width())):
            painter.setFont(self._zone if is_zone else self._type)
            painter.setPen(QColor(theme.ink2 if is_zone else quiet))
            down = line * number + self.scaled(14 if is_zone else 13)
            painter.drawText(QPointF(left + size + 6, top + down), words)

    def _label_lines(self, block: Block, width: int) -> list[tuple[str, bool]]:
        """Zone and type in as many lines as they need; and whether each is of the zone."""
        room = width - 2 * _MARGIN - _LABEL_LEFT - _TEXT_RIGHT
        if not self._is_above(width):
            room = self.scaled(_LABEL) - 10
        room -= self.scaled(_ICON) + 6
        zone = wrapped(zone_name(block.zone), self._zone, room, _MOST_ZONE_LINES)
        kind = type_text(block)
        types = wrapped(kind, self._type, room, _MOST_LINES) if kind else ()
        return [*((one, True) for one in zone), *((one, False) for one in types)]


class FragmentDelegate(RowDelegate):
    """A stretch of the capture; what is left out is muted, with the reason and the way back."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Set all words at ``scale`` times their size; rows have other heights then."""
        super().set_scale(scale)
        self._text = inter(13 * scale)
        self._small, self._strong = inter(11.5 * scale), inter(11.5 * scale, 600)

    @property
    def _line(self) -> int:
        """The height of a reason's line."""
        return self.scaled(_REASON_LINE)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs, and the reason below it."""
        row = _capture(index)
        height = self._set(row, option.rect.width()).height
        if row.is_left_out:
            lines = self.reason_lines(row, option.rect)
            height += _REASON_GAP + self._line * len(lines)
        return QSize(option.rect.width(), height + _ABOVE + _BELOW)

    def _set(self, row: CaptureRow, width: int) -> BlockText:
        room = width - 2 * _MARGIN - _LABEL_LEFT - _TEXT_RIGHT
        if row.is_folded:
            words = "\u2028".join(wrapped(row.words, self._text, room, _FOLDED_LINES))
            return set_text(words, self._text, self.scaled(19), room)
        return set_text(row.words, self._text, self.scaled(19), room)

    def _link_words(self, row: CaptureRow) -> str:
        """What brings a piece back, or shows each of several; nothing for a picture."""
        if not row.leads_on:
            return ""
        return self.tr("Show each") if row.is_folded else self.tr("Bring back")

    def link_rect(self, row: CaptureRow, rect: QRect) -> QRect:
        """Where these words are in the row of what is left out."""
        width = round(QFontMetricsF(self._strong).horizontalAdvance(self._link_words(row)))
        right = rect.right() - _MARGIN - _TEXT_RIGHT
        top = rect.bottom() - _BELOW - self._line
        return QRect(right - width - 6, top - 2, width + 12, self._line + 6)

    def other_rect(self, row: CaptureRow, rect: QRect) -> QRect:
        """Where the words are of what else can be done with a row; empty where there are none."""
        link, words = self.link_rect(row, rect), self._other_words(row)
        if not words:
            return QRect()
        width = round(QFontMetricsF(self._strong).horizontalAdvance(words))
        return QRect(link.left() - width - _LINK_GAP, link.top(), width + 12, link.height())

    def _other_words(self, row: CaptureRow) -> str:
        """What folds a run of pieces again, in the row of the first, or leaves out for good."""
        if row.heads:
            return self.tr("Fold")
        return self.tr("Leave out") if row.doubtful else ""

    def reason_lines(self, row: CaptureRow, rect: QRect) -> tuple[str, ...]:
        """Why a row is left out, in as many lines as there is need of beside what can be done."""
        other = self.other_rect(row, rect)
        last = other if other.isValid() else self.link_rect(row, rect)
        left = rect.left() + _MARGIN + _LABEL_LEFT + self.scaled(_ICON) + 6
        words = reason_text(row.reason, len(row.fragments), doubtful=row.doubtful)
        return wrapped(words, self._small, last.left() - left - _LINK_GAP, _MOST_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row, theme = _capture(index), self.theme
        painter.save()
        chosen = self.paint_ground(painter, option, index)
        text = self._set(row, option.rect.width())
        at = QPointF(option.rect.left() + _MARGIN + _LABEL_LEFT, option.rect.top() + _ABOVE)
        quiet = theme.ink2 if chosen else theme.muted
        text.paint(painter, at, quiet if row.is_left_out and not row.doubtful else theme.ink)
        if row.is_left_out:
            self._paint_reason(painter, option, at, row, quiet)
        painter.restore()

    def _paint_reason(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        at: QPointF,
        row: CaptureRow,
        quiet: str,
    ) -> None:
        link, lines = self.link_rect(row, option.rect), self.reason_lines(row, option.rect)
        bottom = link.top() + 2
        top = bottom - self._line * (len(lines) - 1)
        size, base = self.scaled(_ICON), self.scaled(14)
        if row.doubtful:
            quiet = self.theme.statuses[CheckStatus.DISPUTED].text
        icon = "circle-alert" if row.doubtful else "eye-off"
        paint_icon(painter, icon, quiet, QRectF(at.x(), top + self.scaled(3), size, size))
        painter.setFont(self._small)
        painter.setPen(QColor(quiet))
        for number, words in enumerate(lines):
            down = base + number * self._line
            painter.drawText(QPointF(at.x() + size + 6, top + down), words)
        painter.setFont(self._strong)
        painter.setPen(QColor(self.theme.accent))
        painter.drawText(QPointF(link.left() + 6, bottom + base), self._link_words(row))
        other = self.other_rect(row, option.rect)
        if other.isValid():
            painter.drawText(QPointF(other.left() + 6, bottom + base), self._other_words(row))


def _row(index: Index) -> BlockRow:
    row: BlockRow = index.data(ROW_ROLE)
    return row


def _capture(index: Index) -> CaptureRow:
    row: CaptureRow = index.data(ROW_ROLE)
    return row
