"""The page over the reader that shows an article beside its capture; corrects nothing itself."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.article import Article
from galley.services.corrections.source_check import Fragment, SourceView
from galley.ui.components.buttons import IconButton, SecondaryButton
from galley.ui.components.page_over_article import PageOverArticle
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.lists.row_changes import changed_span
from galley.ui.lists.row_models import ChangingRowsModel, RowsModel
from galley.ui.source_check.lists import BlockList, FragmentList
from galley.ui.source_check.menus import block_menu
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
    SPLIT,
)
from galley.ui.source_check.words import carry_text, not_carried_text, sum_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["SourceCheckPage"]

_MARGIN = 24
_TITLE = 28
_NONE: frozenset[int] = frozenset()


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
        self._title = QLabel(self.tr("Check source"))
        self._title.setFont(newsreader(_TITLE))
        self._sum = QuietLabel(themes, 12.5)
        self._hint = QuietLabel(themes, 12)
        self._not_carried = QuietLabel(themes, 12)
        self._details = SecondaryButton(themes, self.tr("Details…"), icon="pencil")
        self._carry = SecondaryButton(themes, "", icon="git-compare")
        self._reset = SecondaryButton(themes, self.tr("As captured"), icon="undo-2")
        self._close = IconButton(themes, "x", self.tr("Back to the article"))
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
        self._hint.setWordWrap(True)
        self._hint_at_blocks()
        self._not_carried.setWordWrap(True)
        self._not_carried.setTextFormat(Qt.TextFormat.PlainText)
        self._not_carried.hide()
        self._details.setToolTip(
            self.tr("Headline, publication, byline, date and address, and where each came from")
        )
        self._reset.setToolTip(self.tr("Read the article as it was captured, without corrections"))
        self._reset.hide()
        self._carry.hide()
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        self._sum.setContentsMargins(0, 0, 0, 5)
        title.addWidget(self._sum, 1, Qt.AlignmentFlag.AlignBottom)
        title.addWidget(self._carry)
        title.addWidget(self._reset)
        title.addWidget(self._details)
        title.addWidget(self._close)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 16, _MARGIN - 8, 10)
        head.setSpacing(6)
        head.addLayout(title)
        head.addWidget(self._hint)
        head.addWidget(self._not_carried)
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
        column.addLayout(head)
        column.addLayout(sides, 1)
        QWidget.setTabOrder(self._carry, self._reset)
        QWidget.setTabOrder(self._reset, self._details)
        QWidget.setTabOrder(self._details, self._close)
        QWidget.setTabOrder(self._close, self.blocks)
        QWidget.setTabOrder(self.blocks, self.fragments)

    def _hint_at_blocks(self) -> None:
        self._hint.setText(
            self.tr(
                "Enter: where a block belongs · S: split at the caret · J: join with the next · "
                "Del: leave out · Tab: the other side"
            )
        )

    def _hint_at_capture(self) -> None:
        self._hint.setText(
            self.tr(
                "Enter: bring back what was left out, or go to the block of what was not · "
                "Right, Left: show each, fold again · Shift+Tab: the other side"
            )
        )

    def _connect(self) -> None:
        blocks, fragments = self.blocks, self.fragments
        blocks.split_wanted.connect(lambda: self.wished.emit(SPLIT))
        blocks.join_wanted.connect(lambda: self.wished.emit(JOIN))
        blocks.removal_wanted.connect(lambda _rows: self.wished.emit(LEAVE_OUT))
        blocks.menu_wanted.connect(self._open_menu)
        blocks.moved.connect(self._on_block)
        blocks.hovered.connect(self._on_block_hovered)
        blocks.entered.connect(self._hint_at_blocks)
        fragments.entered.connect(self._hint_at_capture)
        fragments.return_wanted.connect(lambda: self.wished.emit(BRING_BACK))
        fragments.unfolding_wanted.connect(self._unfold)
        fragments.folding_wanted.connect(self._fold)
        fragments.counterpart_wanted.connect(self._enter_blocks)
        fragments.moved.connect(self._on_fragment)
        fragments.hovered.connect(self._on_fragment_hovered)
        self._carry.clicked.connect(lambda: self.wished.emit(CARRY_OVER))
        self._reset.clicked.connect(lambda: self.wished.emit(AS_CAPTURED))
        self._details.clicked.connect(self.details_wanted)
        self._close.clicked.connect(self.dismissed)

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
        self._sum.setText(sum_text(view))
        self._not_carried.setText(not_carried_text(view))
        self._not_carried.setVisible(bool(view.not_carried))
        self._carry.setText(carry_text(view))
        self._carry.setToolTip(self.tr("Make these here too, where their words stand"))
        self._carry.setVisible(bool(view.to_carry))
        self._reset.setVisible(view.structure is not None and bool(view.structure.in_force))
        if not self.blocks.currentIndex().isValid():
            self.blocks.go_to(0)
        self.blocks.follow_rows()
        self._on_block(self.blocks.currentIndex().row())

    def _show_fragments(self) -> None:
        rows = capture_rows(self._view.fragments, self._unfolded) if self._view else []
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

    @property
    def chosen_fragment(self) -> int:
        """The current stretch of the capture; -1 for none, or for several that are folded."""
        return self._fragment_of(self.fragments.currentIndex().row())

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

    def _on_block(self, block: int) -> None:
        if self._linking:
            return
        linked = self._of_block(block)
        self._link(linked, _NONE)
        if linked:
            self.fragments.wait_at(min(linked))
            self._scroll_to(self.fragments, self._fragment_rows, min(linked))

    def _on_fragment(self, row: int) -> None:
        if self._linking or not self.fragments.hasFocus():
            return
        linked = self._in_block(row)
        self._link(_NONE, linked)
        if linked:
            self._linking = True
            self.blocks.go_to(min(linked))
            self._linking = False

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

    @staticmethod
    def _scroll_to(rows: FragmentList, model: RowsModel[CaptureRow], row: int) -> None:
        """Bring a row into sight, with something above it if it was out of it."""
        if row not in list(rows.visible_rows())[:-1]:
            rows.scrollTo(model.index(row), rows.ScrollHint.PositionAtCenter)

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
        for label, colour in (
            (self._title, theme.ink),
            *((one, theme.muted) for one in self._heads),
        ):
            write_in(label, colour)
        self._repaint()
        self.update()
