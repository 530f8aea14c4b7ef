"""The page over the reader that shows an article beside its capture; corrects nothing itself."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.article import Article
from galley.services.corrections.source_check import Fragment, SourceView
from galley.ui.components.page_over_article import PageOverArticle
from galley.ui.components.tinted_label import write_in
from galley.ui.lists.row_changes import changed_span
from galley.ui.lists.row_models import ChangingRowsModel, RowsModel
from galley.ui.source_check.head import SourceCheckHead
from galley.ui.source_check.lists import BlockList, FragmentList
from galley.ui.source_check.menus import block_menu
from galley.ui.source_check.orders import Pins
from galley.ui.source_check.rows import (
    BlockRow,
    CaptureRow,
    block_rows,
    capture_rows,
    spoken_block,
    spoken_capture,
)
from galley.ui.source_check.wishes import (
    AS_CAPTURED,
    BRING_BACK,
    CARRY_OVER,
    JOIN,
    LEAVE_OUT,
    REFUSE,
    SPLIT,
)
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["SourceCheckPage"]

_MARGIN = 24
_NONE: frozenset[int] = frozenset()
R = TypeVar("R")


class SourceCheckPage(PageOverArticle):
    """The capture at the left, the article as blocks at the right; each row has its counterpart.

    Attributes:
        wished: Something is to be done with what is chosen: a Wish.
        details_wanted: What is said of the article is to be edited.
    """

    wished = Signal(object)
    details_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._view: SourceView | None = None
        self._linking = False
        self._unfolded: set[frozenset[str]] = set()  # texts of the pieces of each
        self._changed = -1  # the first block that was another when rows were last shown
        self._row_of: list[int] = []  # of each fragment
        self._fragment_rows = ChangingRowsModel[CaptureRow](spoken_capture, parent=self)
        self._block_rows = ChangingRowsModel[BlockRow](spoken_block, parent=self)
        self.fragments = FragmentList(themes, self._fragment_rows)
        self.blocks = BlockList(themes, self._block_rows)
        self.head = SourceCheckHead(themes)
        self._heads = [QLabel(self.tr("The capture")), QLabel(self.tr("The article"))]
        self.fragments.setAccessibleName(self.tr("The capture"))
        self.blocks.setAccessibleName(self.tr("The article’s blocks"))
        self.setAccessibleName(self.tr("Check source"))
        self.setFocusProxy(self.blocks)
        self._lay_out()
        self._connect()
        themes.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        for number, (label, rows) in enumerate(
            zip(self._heads, (self.fragments, self.blocks), strict=True)
        ):
            label.setFont(inter(10.5, 600))
            label.setContentsMargins(_MARGIN + 4 * (1 - number), 8, 0, 6)
            side = QVBoxLayout()
            side.setSpacing(0)
            side.addWidget(label)
            side.addWidget(rows, 1)
            sides.addLayout(side, 5 if number else 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(sides, 1)
        stops = [*self.head.stops, self.blocks, self.fragments]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        blocks, fragments = self.blocks, self.fragments
        blocks.split_wanted.connect(lambda: self.wished.emit(SPLIT))
        blocks.join_wanted.connect(lambda: self.wished.emit(JOIN))
        blocks.removal_wanted.connect(lambda _rows: self.wished.emit(LEAVE_OUT))
        blocks.menu_wanted.connect(self._open_menu)
        blocks.moved.connect(self._on_block)
        blocks.hovered.connect(self._on_block_hovered)
        blocks.selectionModel().selectionChanged.connect(lambda *_rows: self._on_blocks_chosen())
        blocks.entered.connect(self.head.show_keys_of_blocks)
        fragments.entered.connect(self.head.show_keys_of_capture)
        fragments.return_wanted.connect(lambda: self.wished.emit(BRING_BACK))
        fragments.removal_wanted.connect(lambda _rows: self.wished.emit(REFUSE))
        fragments.unfolding_wanted.connect(self._unfold)
        fragments.folding_wanted.connect(self._fold)
        fragments.counterpart_wanted.connect(self._enter_blocks)
        fragments.moved.connect(self._on_fragment)
        fragments.hovered.connect(self._on_fragment_hovered)
        for rows in (blocks, fragments):
            rows.next_wanted.connect(self.go_to_doubtful)
        self.head.doubt_line.next_wanted.connect(self.go_to_doubtful)
        self.head.carry.clicked.connect(lambda: self.wished.emit(CARRY_OVER))
        self.head.reset.clicked.connect(lambda: self.wished.emit(AS_CAPTURED))
        self.head.details.clicked.connect(self.details_wanted)
        self.head.close_button.clicked.connect(self.dismissed)

    def set_scale(self, scale: float) -> None:
        """Set the words of both sides at ``scale`` times their size."""
        for rows in (self.fragments, self.blocks):
            rows.set_scale(scale)

    # -- what is shown ---------------------------------------------------------------------------

    def show_view(self, view: SourceView, article: Article) -> None:
        """Show a version beside its capture, or as it is read by now."""
        self._view = view
        self._linking = True  # rows are others until both lists are filled
        self._show_fragments()
        rows = block_rows(article, view.version)
        first, old_end, new_end = changed_span(self._block_rows.rows, rows)
        self._changed = first if (old_end, new_end) != (first, first) else -1
        self._block_rows.show_rows(rows)
        self._linking = False
        self.head.show_view(view, article)
        for side in (self.blocks, self.fragments):
            side.takes_next = bool(view.doubtful)
        if not self.blocks.currentIndex().isValid():
            self.blocks.go_to(0)
        self.blocks.follow_rows()
        if self.fragments.hasFocus():
            self._on_fragment(self.fragments.currentIndex().row())
        else:
            self._on_block(self.blocks.currentIndex().row())

    def go_to_doubtful(self) -> None:
        """Go on to the next passage that may be of the article, and from the last to the first.

        Without such a one the keys stay where they are.
        """
        doubtful = self._view.doubtful if self._view else ()
        if not doubtful:
            return
        here = self.fragments.currentIndex().row() if self.fragments.hasFocus() else -1
        rows = [self._row_of[number] for number in doubtful]
        self.fragments.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fragments.go_to(next((row for row in rows if row > here), rows[0]))

    def _show_fragments(self) -> None:
        view = self._view
        rows: list[CaptureRow] = []
        if view is not None:
            doubtful = frozenset(view.fragments[number] for number in view.doubtful)
            rows = capture_rows(view.fragments, self._unfolded, doubtful)
        self._row_of = [number for number, row in enumerate(rows) for _one in row.fragments]
        self._fragment_rows.show_rows(rows)

    def _unfold(self) -> None:
        """Show what the current row stands for, one by one."""
        current = self.fragments.currentIndex().row()
        folded = self._fragment_rows.row(current).fragments
        self._unfolded.add(frozenset(one.text for one in folded))
        self._regroup(folded[0])

    def _fold(self) -> None:
        """Show what the current row was folded with as one row again."""
        row = self._fragment_rows.row(self.fragments.currentIndex().row())
        self._unfolded.discard(row.run)
        self._regroup(row.fragments[0])

    def _regroup(self, current: Fragment) -> None:
        """Fold and unfold what is to be; a piece's row is the current one then."""
        self._linking = True  # the article stays where it is while rows come and go
        self._show_fragments()
        self._linking = False
        rows = self._fragment_rows.rows
        self.fragments.go_to(next(n for n, row in enumerate(rows) if current in row.fragments))

    @property
    def chosen_blocks(self) -> list[int]:
        """The chosen blocks' indices, in order."""
        return self.blocks.selected_rows()

    def pins(self, blocks: Sequence[int]) -> Pins:
        """Blocks, to be known again when others came or went."""
        return tuple(QPersistentModelIndex(self._block_rows.index(row)) for row in blocks)

    @property
    def chosen_fragments(self) -> list[int]:
        """The chosen stretches of the capture, but not those of rows that are folded."""
        found = (self._fragment_of(row) for row in self.fragments.selected_rows())
        return [number for number in found if number >= 0]

    def _fragment_of(self, row: int) -> int:
        known = 0 <= row < self._fragment_rows.rowCount()
        folded = known and self._fragment_rows.row(row).is_folded
        return self._row_of.index(row) if known and not folded else -1

    def go_to(self, block: int) -> None:
        """Make a block the current one."""
        self.blocks.go_to(min(block, self._block_rows.rowCount() - 1))

    def go_to_changed(self) -> None:
        """Make the first block current that was another before: what an undo brought, say."""
        if self._changed >= 0:
            self.go_to(self._changed)

    # -- one side and the other ------------------------------------------------------------------

    def _of_block(self, block: int) -> frozenset[int]:
        """The rows of the capture that are in a block."""
        if self._view is None or not 0 <= block < len(self._view.of_block):
            return _NONE
        fragments, first = self._view.fragments, self._view.of_block[block]
        if first < 0:
            return _NONE
        last = first
        while last + 1 < len(fragments) and fragments[last + 1].block in (block, -1):
            last += 1
        inside = (n for n in range(first, last + 1) if fragments[n].block == block)
        return frozenset(self._row_of[n] for n in inside)

    def _in_block(self, row: int) -> frozenset[int]:
        """The block that a row of the capture is in."""
        fragment = self._fragment_of(row)
        if self._view is None or fragment < 0:
            return _NONE
        block = self._view.fragments[fragment].block
        return frozenset({block}) if block >= 0 else _NONE

    def _block_above(self, row: int) -> int:
        """The block below which what is left out would stand; -1 for none."""
        if self._view is None or not 0 <= row < self._fragment_rows.rowCount():
            return -1
        before = self._view.fragments[: self._row_of.index(row)]
        return next((one.block for one in reversed(before) if one.block >= 0), -1)

    def _on_block(self, block: int) -> None:
        if self._linking:
            return
        linked = self._of_block(block)
        self._link(linked, _NONE)
        if linked:
            self.fragments.wait_at(min(linked))
            _scroll_to(self.fragments, self._fragment_rows, min(linked))

    def _on_blocks_chosen(self) -> None:
        """Of several blocks all counterparts are shown."""
        if not self._linking and self.blocks.hasFocus():
            of_each = (self._of_block(block) for block in self.chosen_blocks)
            self._link(frozenset().union(*of_each), _NONE)

    def _on_fragment(self, row: int) -> None:
        if self._linking or not self.fragments.hasFocus():
            return
        linked = self._in_block(row)
        self._link(_NONE, linked)
        if linked:
            self._linking = True
            self.blocks.go_to(min(linked))
            self._linking = False
        elif (above := self._block_above(row)) >= 0:
            _scroll_to(self.blocks, self._block_rows, above)

    def _link(self, fragments: frozenset[int], blocks: frozenset[int]) -> None:
        self.fragments.delegate.linked = fragments
        self.blocks.delegate.linked = blocks
        if fragments and not self.fragments.hasFocus():
            self.fragments.clearSelection()
        self._repaint()

    def _on_block_hovered(self, block: int) -> None:
        self.fragments.delegate.hovered = self._of_block(block)
        self._repaint()

    def _on_fragment_hovered(self, row: int) -> None:
        self.blocks.delegate.hovered = self._in_block(row)
        self._repaint()

    def _repaint(self) -> None:
        self.fragments.viewport().update()
        self.blocks.viewport().update()

    # -- what the person does --------------------------------------------------------------------

    def _enter_blocks(self) -> None:
        self.blocks.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        if index.row() not in self.chosen_blocks:
            self.blocks.go_to(index.row())
        rows = [self._block_rows.row(row) for row in self.chosen_blocks]
        menu = block_menu(self, rows, self.wished.emit)
        menu.popup(place)

    # -- looks -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper, the capture's side a shade darker."""
        painter, theme = QPainter(self), self._themes.theme
        painter.fillRect(self.rect(), QColor(theme.paper))
        left = self.fragments.geometry()
        top = self._heads[0].geometry().top()
        painter.fillRect(0, top, left.right() + 1, self.height() - top, QColor(theme.surface))
        painter.fillRect(0, top, self.width(), 1, QColor(theme.hair))
        painter.fillRect(left.right() + 1, top, 1, self.height() - top, QColor(theme.hair))

    def _tint(self) -> None:
        theme = self._themes.theme
        for label in self._heads:
            write_in(label, theme.muted)
        self._repaint()
        self.update()


def _scroll_to(rows: FragmentList | BlockList, model: RowsModel[R], row: int) -> None:
    """Bring a row into sight, with something above it if it was out of it."""
    if row not in list(rows.visible_rows())[:-1]:
        rows.scrollTo(model.index(row), rows.ScrollHint.PositionAtCenter)
