"""Paints the source check's rows: blocks with their zone, and stretches of the capture."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

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

__all__ = ["BLOCK_GUESS", "FRAGMENT_GUESS", "BlockDelegate", "FragmentDelegate"]

BLOCK_GUESS, FRAGMENT_GUESS = 68, 50
_MARGIN = 12  # of a row's plate, from the list's edges
_LABEL = 118  # the column with the zone
_LABEL_LEFT, _TEXT_RIGHT = 16, 16
_ABOVE, _BELOW = 9, 9
_BAR = 3
_RADIUS = 8
_ICON = 14
_LABEL_LINE = 18
_REASON_LINE, _REASON_GAP = 20, 3
_MOST_LINES = 4  # of a reason, or of how a block is set
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


class _RowDelegate(QStyledItemDelegate):
    """What rows of both lists have: a plate if chosen, and a bar for the other side's counterpart.

    Attributes:
        linked: The rows whose counterpart is current on the other side.
        hovered: Those whose counterpart the pointer is over.
    """

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self.linked: frozenset[int] = frozenset()
        self.hovered: frozenset[int] = frozenset()

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


class BlockDelegate(_RowDelegate):
    """A block: its zone and type in words, its text, and in the current one a caret.

    Attributes:
        caret: The row with the caret and the code point it stands before; (-1, 0) for none.
        show_caret: The list has the keys.
    """

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.caret = (-1, 0)
        self.show_caret = False
        self._zone, self._type = inter(12, 600), inter(11.5)
        self._headline, self._heading = source_serif(17, 600), source_serif(15, 600)
        self._body, self._small = source_serif(15), inter(13)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs, and two lines of label at least."""
        height = self.text_of(index, option.rect.width()).height
        label = _LABEL_LINE * (1 + len(self._type_lines(_row(index).block)))
        return QSize(option.rect.width(), max(height, label) + _ABOVE + _BELOW)

    def text_of(self, index: Index, width: int) -> BlockText:
        """A row's text, set for a list of some width."""
        row = _row(index)
        font, line = self._face(row.block)
        first = 0
        if index.row() == self.caret[0]:
            first = stretch(row.words, self.caret[1])
        room = width - self.text_left - _TEXT_RIGHT - _MARGIN
        return set_text(row.words, font, line, room, first)

    def _face(self, block: Block) -> tuple[QFont, int]:
        """A face and the height of its lines: alike to how it is read, all near one size."""
        if block.zone is Zone.HEADLINE:
            return self._headline, 23
        if block.zone in _SMALL or block.zone in SIDEBAR_ZONES:
            return self._small, 19
        if block.type is BlockType.HEADING or block.zone is Zone.MASTHEAD:
            return self._heading, 22
        return self._body, 22

    @property
    def text_left(self) -> int:
        """Where texts begin, from the list's edge."""
        return _MARGIN + _LABEL_LEFT + _LABEL

    def offset_at(self, index: Index, rect: QRect, point: QPoint) -> int:
        """The code point of a row's text nearest to a point of the list; -1 beside the text."""
        if point.x() < rect.left() + self.text_left - 6 or _row(index).photo is not None:
            return -1
        at = QPointF(point - rect.topLeft()) - QPointF(self.text_left, _ABOVE)
        return self.text_of(index, rect.width()).offset_at(at)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row, theme = _row(index), self.theme
        painter.save()
        chosen = self.paint_ground(painter, option, index)
        self._paint_label(painter, option.rect, row.block, theme.ink2 if chosen else theme.muted)
        text = self.text_of(index, option.rect.width())
        at = QPointF(option.rect.left() + self.text_left, option.rect.top() + _ABOVE)
        quiet = row.photo is not None
        text.paint(painter, at, (theme.ink2 if chosen else theme.muted) if quiet else theme.ink)
        if self.show_caret and self.caret[0] == index.row() and not quiet:
            text.paint_caret(painter, at, self.caret[1], theme.accent)
        if row.block.type is BlockType.QUOTE:
            line = QRectF(at.x() - 10, at.y() + 2, 2, text.height - 4)
            painter.fillRect(line, QColor(theme.hair2))
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, block: Block, quiet: str) -> None:
        theme = self.theme
        left, top = rect.left() + _MARGIN + _LABEL_LEFT, rect.top() + _ABOVE
        icon = QRectF(left, top + (_LABEL_LINE - _ICON) / 2 + 1, _ICON, _ICON)
        paint_icon(painter, _zone_icon(block.zone), quiet, icon)
        room = _LABEL - _ICON - 16
        painter.setFont(self._zone)
        painter.setPen(QColor(theme.ink2))
        words = _elided(zone_name(block.zone), self._zone, room)
        painter.drawText(QPointF(left + _ICON + 6, top + 14), words)
        painter.setFont(self._type)
        painter.setPen(QColor(quiet))
        for number, words in enumerate(self._type_lines(block), start=1):
            painter.drawText(QPointF(left + _ICON + 6, top + _LABEL_LINE * number + 13), words)

    def _type_lines(self, block: Block) -> tuple[str, ...]:
        """How a block is set, in as many lines as the column needs."""
        kind = type_text(block)
        return wrapped(kind, self._type, _LABEL - _ICON - 16, _MOST_LINES) if kind else ()


class FragmentDelegate(_RowDelegate):
    """A stretch of the capture; what is left out is muted, with the reason and the way back."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._text, self._small, self._strong = inter(13), inter(11.5), inter(11.5, 600)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs, and the reason below it."""
        row = _capture(index)
        height = self._set(row, option.rect.width()).height
        if row.is_left_out:
            lines = self.reason_lines(row, option.rect)
            height += _REASON_GAP + _REASON_LINE * len(lines)
        return QSize(option.rect.width(), height + _ABOVE + _BELOW)

    def _set(self, row: CaptureRow, width: int) -> BlockText:
        room = width - 2 * _MARGIN - _LABEL_LEFT - _TEXT_RIGHT
        if row.is_folded:
            words = "\u2028".join(wrapped(row.words, self._text, room, _FOLDED_LINES))
            return set_text(words, self._text, 19, room)
        return set_text(row.words, self._text, 19, room)

    def _link_words(self, row: CaptureRow) -> str:
        """What brings a piece back, or shows each of several; nothing for a picture."""
        if not row.leads_on:
            return ""
        return self.tr("Show each") if row.is_folded else self.tr("Bring back")

    def link_rect(self, row: CaptureRow, rect: QRect) -> QRect:
        """Where these words are in the row of what is left out."""
        width = round(QFontMetricsF(self._strong).horizontalAdvance(self._link_words(row)))
        right = rect.right() - _MARGIN - _TEXT_RIGHT
        top = rect.bottom() - _BELOW - _REASON_LINE
        return QRect(right - width - 6, top - 2, width + 12, _REASON_LINE + 6)

    def fold_rect(self, row: CaptureRow, rect: QRect) -> QRect:
        """Where the words are that fold a run of pieces again, in the row of the first."""
        link = self.link_rect(row, rect)
        width = round(QFontMetricsF(self._strong).horizontalAdvance(self._fold_words()))
        return QRect(link.left() - width - _LINK_GAP, link.top(), width + 12, link.height())

    def _fold_words(self) -> str:
        return self.tr("Fold")

    def reason_lines(self, row: CaptureRow, rect: QRect) -> tuple[str, ...]:
        """Why a row is left out, in as many lines as there is need of beside what can be done."""
        last = self.fold_rect(row, rect) if row.heads else self.link_rect(row, rect)
        left = rect.left() + _MARGIN + _LABEL_LEFT + _ICON + 6
        words = reason_text(row.reason, len(row.fragments))
        return wrapped(words, self._small, last.left() - left - _LINK_GAP, _MOST_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row, theme = _capture(index), self.theme
        painter.save()
        chosen = self.paint_ground(painter, option, index)
        text = self._set(row, option.rect.width())
        at = QPointF(option.rect.left() + _MARGIN + _LABEL_LEFT, option.rect.top() + _ABOVE)
        quiet = theme.ink2 if chosen else theme.muted
        text.paint(painter, at, quiet if row.is_left_out else theme.ink)
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
        top = bottom - _REASON_LINE * (len(lines) - 1)
        paint_icon(painter, "eye-off", quiet, QRectF(at.x(), top + 3, _ICON, _ICON))
        painter.setFont(self._small)
        painter.setPen(QColor(quiet))
        for number, words in enumerate(lines):
            painter.drawText(QPointF(at.x() + _ICON + 6, top + 14 + number * _REASON_LINE), words)
        painter.setFont(self._strong)
        painter.setPen(QColor(self.theme.accent))
        painter.drawText(QPointF(link.left() + 6, bottom + 14), self._link_words(row))
        if row.heads:
            fold = self.fold_rect(row, option.rect)
            painter.drawText(QPointF(fold.left() + 6, bottom + 14), self._fold_words())


def _elided(words: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)


def _row(index: Index) -> BlockRow:
    row: BlockRow = index.data(ROW_ROLE)
    return row


def _capture(index: Index) -> CaptureRow:
    row: CaptureRow = index.data(ROW_ROLE)
    return row
