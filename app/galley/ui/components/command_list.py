"""A list of commands with their keys, grouped or ranked; knows rows, not what they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from galley.ui.components.keycap import KEYCAP_HEIGHT, keycap_width, paint_keycap
from galley.ui.lists.row_models import ROW_ROLE, ChoosableRowsModel, Index
from galley.ui.lists.row_plate import paint_choice
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import DISABLED_OPACITY
from galley.ui.theme.painting import paint_icon

__all__ = ["CommandList", "CommandRow"]

_ROW, _HEADING = 34, 36
_SIDE = 12
_NAME_LEFT = 38
_INDENT = 14
_CAP_GAP = 6


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One row.

    Attributes:
        id: What it stands for; empty for a heading.
        name: Its words.
        keys: What stands on its caps.
        hint: Words at the right where there are no keys.
        enabled: Whether it can be chosen now.
        checked: Whether it is on.
        places: The letters of the name to set in bold.
        changed: Whether its keys are a person's own.
        indent: How many steps it stands further right.
    """

    id: str
    name: str
    keys: tuple[str, ...] = ()
    hint: str = ""
    enabled: bool = True
    checked: bool = False
    places: tuple[int, ...] = ()
    changed: bool = False
    indent: int = 0

    @property
    def choosable(self) -> bool:
        """Whether the keyboard may stand on it: it is no heading, and can be chosen now."""
        return bool(self.id) and self.enabled

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join([self.name, *self.keys, *([self.hint] if self.hint else [])])


class _Delegate(QStyledItemDelegate):
    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: CommandRow = index.data(ROW_ROLE)
        return QSize(100, _ROW if row.id else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CommandRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.id:
            self._paint_heading(painter, rect, row)
        else:
            bar = QRectF(rect.left(), rect.top() + 9, 3, _ROW - 18)
            paint_choice(painter, self._themes.theme, option, rect, bar)
            if not row.enabled:
                painter.setOpacity(DISABLED_OPACITY)
            right = self._paint_keys(painter, rect, row)
            self._paint_name(painter, rect, right, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: CommandRow) -> None:
        theme = self._themes.theme
        painter.setFont(inter(11.5, 600))
        painter.setPen(QColor(theme.muted))
        place = rect.adjusted(_SIDE, 8, -_SIDE, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, row.name)

    def _paint_keys(self, painter: QPainter, rect: QRectF, row: CommandRow) -> float:
        theme, right = self._themes.theme, float(rect.right() - _SIDE)
        top = rect.center().y() - KEYCAP_HEIGHT / 2
        for words in reversed(row.keys):
            width = keycap_width(words)
            paint_keycap(painter, QRectF(right - width, top, width, KEYCAP_HEIGHT), words, theme)
            right -= width + _CAP_GAP
        if row.changed:
            paint_icon(
                painter, "pencil", theme.accent, QRectF(right - 16, rect.center().y() - 7, 14, 14)
            )
            right -= 16 + _CAP_GAP
        if row.hint:
            painter.setFont(inter(11.5))
            painter.setPen(QColor(theme.ink2))
            room = QFontMetricsF(painter.font()).horizontalAdvance(row.hint) + 2
            place = QRectF(right - room, rect.top(), room, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, row.hint)
            right -= room + _CAP_GAP
        return right

    def _paint_name(self, painter: QPainter, rect: QRectF, right: float, row: CommandRow) -> None:
        theme, x = self._themes.theme, rect.left() + _NAME_LEFT + row.indent * _INDENT
        if row.checked:
            place = QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16)
            paint_icon(painter, "check", theme.accent, place)
        if not row.places:
            name = QFontMetricsF(inter(13)).elidedText(
                row.name, Qt.TextElideMode.ElideRight, right - x
            )
            self._paint_words(painter, rect, x, name, inter(13))
            return
        for index, letter in enumerate(row.name):
            font = inter(13, 600 if index in row.places else 400)
            x += self._paint_words(painter, rect, x, letter, font)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, x: float, words: str, font: QFont
    ) -> float:
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(QColor(self._themes.theme.ink))
        place = QRectF(x, rect.top(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return width


class CommandList(QListView):
    """The rows; arrows go over headings and what is dim, Enter and a click choose.

    Attributes:
        chosen: A row's id.
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ChoosableRowsModel[CommandRow](self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(themes, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    @property
    def rows(self) -> Sequence[CommandRow]:
        """What is shown."""
        return self._rows.rows

    @property
    def current(self) -> CommandRow | None:
        """The row the keyboard is on."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def show_rows(
        self, rows: Sequence[CommandRow], current: str = "", *, ranked: bool = False
    ) -> None:
        """Show other rows.

        Args:
            rows: In order.
            ranked: The first is what was asked for: if it can't be chosen now, none is, so that
                Enter does nothing else in its place.
            current: The id of the one to go to; otherwise the first that can be chosen.
        """
        self._rows.show_rows(rows)
        can = [number for number, row in enumerate(rows) if row.choosable]
        wanted = (number for number in can if rows[number].id == current)
        first = can[0] if can and not (ranked and can[0] > 0) else -1
        self._go_to(next(wanted, first))

    def step(self, by: int) -> None:
        """Go down (1) or up (-1) by rows that can be chosen, and not round the ends."""
        count, here = len(self.rows), self.currentIndex().row()
        for _ in range(abs(by)):
            there = here + (1 if by > 0 else -1)
            while 0 <= there < count and not self.rows[there].choosable:
                there += 1 if by > 0 else -1
            if not 0 <= there < count:
                break
            here = there
        self._go_to(here)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are for the field above the list."""

    def _go_to(self, number: int) -> None:
        index = self._rows.index(number, 0) if number >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if not any(row.choosable for row in self.rows[: max(0, number)]):
            self.scrollToTop()

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows[index.row()]
        if row.choosable:
            self.chosen.emit(row.id)
