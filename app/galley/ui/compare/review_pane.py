"""The marks to review at the left, what became of the chosen one at the right; decides nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.comparison import CaptureComparison
from galley.ui.compare.detail import Detail
from galley.ui.compare.reattach import Reattach
from galley.ui.compare.review import (
    MarkRow,
    Row,
    Share,
    counts,
    is_open,
    name_of,
    next_open,
    rows,
)
from galley.ui.compare.review_delegate import CARD_GUESS, ReviewDelegate
from galley.ui.compare.review_model import ReviewModel
from galley.ui.components.chips import FilterChip
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import SidePane
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.theme.current import ThemeSource

__all__ = ["ReviewPane"]

_Action = QAbstractItemView.CursorAction
_LIST, _LIST_SMALL, _SMALL = 425, 320, 1100


class _MarkList(ChoiceListView):
    """The cards; keys go from mark to mark, over headings.

    Attributes:
        entered: Enter: to what can be done about the mark.
    """

    entered = Signal()

    def __init__(self, model: ReviewModel, parent: QWidget) -> None:
        super().__init__(CARD_GUESS, (0, 24), parent=parent)
        self._marks = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what can be done."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The mark that a key leads to."""
        wanted = super().moveCursor(action, modifiers)
        if not wanted.isValid() or self._marks.stops_at(wanted.row()):
            return wanted
        down = wanted.row() >= self.currentIndex().row()
        after = range(wanted.row() + 1, self._marks.rowCount())
        before = range(wanted.row() - 1, -1, -1)
        for row in (*after, *before) if down else (*before, *after):
            if self._marks.stops_at(row):
                return self._marks.index(row)
        return wanted


class ReviewPane(QWidget):
    """The review of the marks of one article.

    Attributes:
        accept_wanted: Take the place proposed for a mark: its id.
        keep_wanted: Keep a mark's old wording: its id.
        attach_wanted: Put a mark on words of the new text: its id, start, end in code points.
        again_wanted: Take back what was decided of a mark: its id.
        delete_wanted: A mark to the trash: [id].
        left_changed: How many marks are left to review.
    """

    accept_wanted = Signal(str)
    keep_wanted = Signal(str)
    attach_wanted = Signal(str, int, int)
    again_wanted = Signal(str)
    delete_wanted = Signal(list)
    left_changed = Signal(int)

    def __init__(
        self, themes: ThemeSource, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._comparison: CaptureComparison | None = None
        self._annotations: Mapping[str, Annotation] = {}
        self._share = Share.TO_REVIEW
        self._shown = ""  # the name of the row that is shown at the right
        self._settling = False  # rows come and go, and with them the current one
        self._model = ReviewModel(self)
        self.list = _MarkList(self._model, self)
        self.detail = Detail(themes, self._model, now)
        self.reattach = Reattach(themes, self)
        self.chips: dict[Share, FilterChip] = {}
        self._set_up_list()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        themes.changed.connect(self._repaint)

    # -- building --------------------------------------------------------------------------------

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _set_up_list(self) -> None:
        delegate = ReviewDelegate(self._themes, self._model.line_at, self._model.old_headline)
        self.list.setItemDelegate(delegate)
        self.list.setAccessibleName(self.tr("Marks to review"))
        SidePane.let_ground_through(self.list)
        for share, words in (
            (Share.TO_REVIEW, self.tr("To review")),
            (Share.ANCHORED, self.tr("Anchored")),
            (Share.ALL, self.tr("All")),
        ):
            chip = FilterChip(self._themes, words, self)
            chip.clicked.connect(lambda _=False, one=share: self.show_share(one))
            self.chips[share] = chip

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(16, 15, 16, 14)
        chips.setSpacing(6)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        self._side = SidePane(self._themes, Qt.Edge.RightEdge)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self.list, 1)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.reattach)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._right, 1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current_changed())
        self.list.entered.connect(self.detail.focus_first)
        self.list.removal_wanted.connect(lambda _rows: self.delete())
        detail = self.detail
        detail.accept_wanted.connect(self.accept)
        detail.keep_wanted.connect(self.keep)
        detail.reattach_wanted.connect(self.begin_reattaching)
        detail.delete_wanted.connect(self.delete)
        detail.again_wanted.connect(self._again)
        detail.next_wanted.connect(self._go_to_next)
        self.reattach.chosen.connect(self._attach)
        self.reattach.left.connect(self._end_reattaching)

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        self.detail.set_scale(scale)
        self.reattach.set_scale(scale)

    # -- what is shown ---------------------------------------------------------------------------

    def show_comparison(
        self,
        comparison: CaptureComparison,
        newest: int,
        annotations: Mapping[str, Annotation],
    ) -> None:
        """Show what was found, the headline's change first.

        Args:
            comparison: The two captures, compared.
            newest: The number of the article's newest capture in use.
            annotations: The article's marks in use, by id.
        """
        self._comparison, self._annotations = comparison, dict(annotations)
        self._model.set_comparison(comparison)
        self.detail.set_comparison(comparison, newest)
        self._share = Share.TO_REVIEW
        self._right.setCurrentWidget(self.detail)
        self._show_rows()
        self._show_current()

    def update_marks(
        self,
        comparison: CaptureComparison,
        newest: int,
        annotations: Mapping[str, Annotation],
    ) -> None:
        """Marks were decided on, edited or deleted; what is shown stays, as far as it can.

        A mark that was decided on gives way to the next; one whose decision was taken back is
        shown.
        """
        open_before = self._open_names()
        self._comparison, self._annotations = comparison, dict(annotations)
        self._model.set_comparison(comparison)
        self.detail.set_comparison(comparison, newest)
        index, held = self.list.currentIndex(), self.detail.holds_focus
        current = self._current()
        name = name_of(current) if current is not None else ""
        self._show_rows(keep=name)
        open_now = self._open_names()
        again = [one for one in open_now if one not in open_before]
        row = self._model.row_named(again[0]) if len(again) == 1 else None
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
        elif name in open_before and name not in open_now:
            self._go_to_open(min(index.row(), self._model.rowCount()) - 1)
        self._show_current()
        if held:
            self.detail.focus_first()

    def _open_names(self) -> list[str]:
        """The marks to decide about, in the order of the list."""
        return [
            name_of(row) for row in self._model.rows if isinstance(row, MarkRow) and is_open(row)
        ]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return self._model.rowCount() == 0

    def show_share(self, share: Share) -> None:
        """Show a part of the marks."""
        self._share = share
        current = self._current()
        self._show_rows(keep=name_of(current) if current is not None else "")
        self._show_current()

    def _show_rows(self, *, keep: str = "") -> None:
        comparison = self._comparison
        if comparison is None:
            return
        found = counts(comparison, self._annotations)
        for share, chip in self.chips.items():
            chip.setChecked(share is self._share)
            chip.set_count(None if share is Share.TO_REVIEW else found[share])
        self._settling = True
        self._model.show_rows(rows(comparison, self._annotations, self._share))
        row = self._model.row_named(keep) if keep else None
        if row is None:
            stops = (n for n in range(self._model.rowCount()) if self._model.stops_at(n))
            row = next(stops, None)
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
        self._settling = False
        self.left_changed.emit(found[Share.TO_REVIEW])

    def _on_current_changed(self) -> None:
        if not self._settling:
            self._show_current()

    def _show_current(self) -> None:
        """The chosen mark at the right, and what comes after it."""
        row, index = self._current(), self.list.currentIndex()
        following = next_open(self._model.rows, index.row()) if index.isValid() else None
        after = self._model.row(following) if following is not None else None
        name = name_of(row) if row is not None else ""
        again, self._shown = name == self._shown, name
        self.detail.show_row(
            row, self._place(row), after if isinstance(after, MarkRow) else None, again=again
        )
        if not again and self._right.currentWidget() is self.reattach:
            self._end_reattaching()

    def _place(self, row: Row | None) -> str:
        """Which of how many marks to decide about."""
        names = self._open_names()
        if row is None or name_of(row) not in names:
            return ""
        return filled(self.tr("%1 of %2"), names.index(name_of(row)) + 1, len(names))

    def _current(self) -> Row | None:
        index = self.list.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    # -- what the person does --------------------------------------------------------------------

    @property
    def panes(self) -> list[QWidget]:
        """What F6 stops at."""
        if self._right.currentWidget() is self.reattach:
            return [self.list, self.reattach.text]
        return [self.list, self.detail] if self.detail.first_control else [self.list]

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) mark."""
        count, row = self._model.rowCount(), self.list.currentIndex().row()
        for distance in range(1, count + 1):
            wanted = (row + by * distance) % count
            if self._model.stops_at(wanted):
                self.list.setCurrentIndex(self._model.index(wanted))
                return

    def accept(self) -> None:
        """Take the place that is proposed for the chosen mark."""
        mark = self._open_mark()
        if mark is not None and mark.mark.is_placed:
            self.accept_wanted.emit(mark.annotation.id)

    def keep(self) -> None:
        """Keep the chosen mark's old wording."""
        mark = self._open_mark()
        if mark is not None:
            self.keep_wanted.emit(mark.annotation.id)

    def begin_reattaching(self) -> None:
        """Choose the chosen mark's words in the new text."""
        row = self._current()
        if self._comparison is None or not isinstance(row, MarkRow):
            return
        standing = self._model.standing
        self._right.setCurrentWidget(self.reattach)
        self.reattach.open_for(
            row.mark, row.annotation.kind, self._comparison.new, lambda place: standing(place)
        )

    def _end_reattaching(self) -> None:
        self._right.setCurrentWidget(self.detail)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _attach(self, start: int, end: int) -> None:
        row = self._current()
        self._end_reattaching()
        if isinstance(row, MarkRow):
            self.attach_wanted.emit(row.annotation.id, start, end)

    def delete(self) -> None:
        """Move the chosen mark to the trash."""
        row = self._current()
        if isinstance(row, MarkRow):
            self.delete_wanted.emit([row.annotation.id])

    def _again(self) -> None:
        row = self._current()
        if isinstance(row, MarkRow):
            self.again_wanted.emit(row.annotation.id)

    def _open_mark(self) -> MarkRow | None:
        row = self._current()
        shown = self._right.currentWidget() is self.detail
        return row if isinstance(row, MarkRow) and is_open(row) and shown else None

    def _go_to_next(self) -> None:
        self._go_to_open(self.list.currentIndex().row())
        self.detail.focus_first()

    def _go_to_open(self, after: int) -> None:
        """To the next mark to decide about."""
        row = next_open(self._model.rows, after)
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page leaves more room to the right side."""
        super().resizeEvent(event)
        self._side.setFixedWidth(_LIST_SMALL if self.width() < _SMALL else _LIST)
