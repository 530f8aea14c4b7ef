"""The page over the reader that shows all annotations as a table; asks no library itself."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.annotation_table import (
    AnnotationOrder,
    AnnotationRow,
    TableWish,
)
from galley.ui.annotations.arranging import Arranging
from galley.ui.annotations.bulk_bar import BulkBar, add_edits
from galley.ui.annotations.grouped_rows import ChosenNumbers
from galley.ui.annotations.model import AnnotationTableModel, GroupHead
from galley.ui.annotations.view import AnnotationTableView
from galley.ui.annotations.words import sum_text
from galley.ui.components.chips import FilterChip
from galley.ui.components.flow import FlowLayout
from galley.ui.components.page_over_article import PageOverArticle
from galley.ui.components.placeholders import filled
from galley.ui.components.search_field import SearchField
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.lists.slices import Slices
from galley.ui.search.words import nothing_found
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS
from galley.ui.theme.words import kind_name, status_name

__all__ = ["AnnotationsPage"]

_MARGIN = 24
_TITLE, _TITLE_ROW = 28, 42
_FIELD = 420


class AnnotationsPage(PageOverArticle):
    """All annotations: what to filter and put them together by, the table, and what to do with it.

    Attributes:
        wish_changed: Other rows are wanted, or in another order.
        filtered: The filter's words, with every letter.
        opened: An annotation is to be opened in its article: an AnnotationRow.
    """

    wish_changed = Signal()
    filtered = Signal(str)
    opened = Signal(object)

    def __init__(
        self,
        themes: ThemeSource,
        plain_note: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, parent)
        self.model = AnnotationTableModel(self)
        self._title = QLabel(self.tr("All annotations"))
        self._title.setFont(newsreader(_TITLE))
        self._sum = QuietLabel(themes, 12.5)
        self._field = SearchField(themes, self.tr("Filter annotations"))
        self._message = QuietLabel(themes, 13)
        self._message.setWordWrap(True)
        self._kinds = {kind: self._chip(kind_name(kind), KIND_ICONS[kind]) for kind in Kind}
        self._statuses = {
            status: self._chip(status_name(status), STATUS_ICONS[status]) for status in CheckStatus
        }
        self.view = AnnotationTableView(themes, self.model, plain_note, self)
        self.arranging = Arranging(themes, self.view.columns, self._groups, self)
        self.bar = BulkBar(themes, self)
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        self._count_soon.timeout.connect(self._show_chosen)
        self._finding = Slices(self)  # of what was chosen in another order
        self._sight_soon = QTimer(self, singleShot=True, interval=0)
        self._sight_soon.timeout.connect(self.view.keep_current_in_sight)
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("All annotations"))
        self.setFocusProxy(self.view)
        themes.changed.connect(self._tint)
        self._tint()

    def _chip(self, name: str, icon: str) -> FilterChip:
        chip = FilterChip(self._themes, name, self, icon=icon)
        chip.clicked.connect(self.wish_changed)
        return chip

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self._title, 1, Qt.AlignmentFlag.AlignBottom)
        self._sum.setContentsMargins(0, 0, 0, 5)
        title.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignBottom)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self._field.setMaximumWidth(_FIELD)
        tools.addWidget(self._field, 1)
        tools.addStretch(0)
        tools.addWidget(self.arranging.sort_button)
        tools.addWidget(self.arranging.group_button)
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for chip in (*self._statuses.values(), *self._kinds.values()):
            flow.addWidget(chip)
        policy = chips.sizePolicy()
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 18, _MARGIN, 12)
        head.setSpacing(12)
        head.addLayout(title)
        head.addLayout(tools)
        head.addWidget(chips)
        head.addWidget(self._message)
        self._message.hide()
        table = QHBoxLayout()
        table.setContentsMargins(_MARGIN - 8, 0, 4, 0)
        table.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(table, 1)
        column.addWidget(self.bar)
        self.bar.hide()

    def _connect(self) -> None:
        self._field.textChanged.connect(self.filtered)
        self.arranging.changed.connect(self.wish_changed)
        self.arranging.fold_wanted.connect(lambda folded: self.model.fold_all(folded=folded))
        self.view.sort_wanted.connect(self.arranging.sort_by)
        self.view.opened.connect(self._open)
        self.view.folded.connect(self._fold)
        self.view.dismissed.connect(self.dismissed)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.deleted.connect(self.bar.trash_wanted)
        self.view.chosen_changed.connect(self._count_soon.start)

    # -- what is wanted --------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """The filter, as it was typed."""
        return self._field.text()

    def wish(self) -> TableWish:
        """What the chips, the header and the menu say; the words are for others to understand."""
        return TableWish(
            kinds=frozenset(kind for kind, chip in self._kinds.items() if chip.isChecked()),
            statuses=frozenset(one for one, chip in self._statuses.items() if chip.isChecked()),
            column=self.arranging.column,
            descending=self.arranging.descending,
            group=self.arranging.grouping,
        )

    def like(self, columns: Sequence[str], sorting: str, grouping: str) -> None:
        """Show the table as the settings have it."""
        self.arranging.like(columns, sorting, grouping)
        column, descending = self.arranging.column, self.arranging.descending
        self.view.show_sorting(column, descending=descending)

    # -- what is shown ---------------------------------------------------------------------------

    def show_order(self, wish: TableWish, order: AnnotationOrder, *, same: bool) -> None:
        """Show rows.

        Args:
            wish: What was asked for.
            order: The rows.
            same: The same was shown before, so that the place and what is chosen stay.
        """
        ranges = self.view.chosen_ranges()
        chosen, current = self.chosen(), self._current_number()
        stay = same and self.model.rows.is_like(order)
        top = self.view.verticalScrollBar().value()
        self.model.set_order(order, wish.group, same=same)
        self.model.take_rows([row.sequence for row in order.first], order.first)
        self.view.show_sorting(wish.column, descending=wish.descending)
        here = self.model.rows.row_of(current) if current is not None and same else None
        self._finding.stop()
        if chosen and stay:
            self.view.choose(ranges, -1 if here is None else here)
        elif chosen:
            self._finding.start(self.model.rows.finding(chosen), partial(self._choose, here))
        if same:
            self.view.verticalScrollBar().setValue(top)
        self._show_counts(wish, order)
        nothing = (
            nothing_found(self.words) if wish.query.terms else self.tr("Nothing is like that.")
        )
        if order.counts == {} and wish.query.is_empty:
            nothing = self.tr("No annotations yet. Mark words in an article to begin.")
        self.say("" if order.sequences else nothing)
        self._show_chosen()

    def _show_counts(self, wish: TableWish, order: AnnotationOrder) -> None:
        counts = order.counts
        if counts is None:
            return  # they are being counted
        shown = _sum(counts, wish.kinds, wish.statuses)
        self._sum.setText(sum_text(shown, sum(counts.values())))
        for kind, chip in self._kinds.items():
            chip.set_count(_sum(counts, {kind}, wish.statuses))
            chip.setVisible(bool(chip.count) or chip.isChecked())
        for status, chip in self._statuses.items():
            chip.set_count(_sum(counts, wish.kinds, {status}))
            chip.setVisible(bool(chip.count) or chip.isChecked())

    def show_progress(self, done: int, total: int) -> None:
        """Say that the library is being made ready for its first table."""
        share = 100 * done // total if total else 0
        self.say(filled(self.tr("Getting the library ready: %1%"), share))

    def say(self, sentence: str) -> None:
        """Say why there are no rows; nothing for an empty sentence."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)

    # -- what is chosen --------------------------------------------------------------------------

    def _choose(self, here: int | None, ranges: list[tuple[int, int]]) -> None:
        """What was chosen before stays so, unless something else was chosen meanwhile."""
        if not self.view.chosen_ranges():
            self.view.choose(ranges, -1 if here is None else here)

    def chosen(self) -> ChosenNumbers:
        """The chosen annotations' numbers; a group's head stands for all of its group."""
        return self.model.rows.chosen(self.view.chosen_ranges())

    def count_chosen(self) -> int:
        """How many annotations are chosen."""
        return self.model.rows.count(self.view.chosen_ranges())

    def _current_number(self) -> int | None:
        row = self.view.current_row()
        return self.model.rows.sequence(row) if 0 <= row < self.model.rowCount() else None

    def _show_chosen(self) -> None:
        was_hidden = self.bar.isHidden()
        self.bar.show_count(self.count_chosen())
        if was_hidden and not self.bar.isHidden():  # the table is lower now
            self._sight_soon.start()

    def _open(self, row: int) -> None:
        what = self.model.row_at(row)
        if isinstance(what, GroupHead):
            self._fold(row)
        elif isinstance(what, AnnotationRow):
            self.opened.emit(what)

    def _fold(self, row: int) -> None:
        group, _place = self.model.rows.place(row)
        self.model.toggle(group)

    def _groups(self) -> int:
        return self.model.rows.groups

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.view.current_row()
        if isinstance(self.model.row_at(row) if row >= 0 else None, AnnotationRow):
            menu.addAction(self.tr("Open in the article")).triggered.connect(
                partial(self._open, row)
            )
            menu.addSeparator()
        add_edits(menu, self._themes, self.bar)
        menu.popup(place)

    # -- keys and looks --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the filter, Down leads to the rows."""
        if event.key() == Qt.Key.Key_Down and self._field.hasFocus():
            self.view.focus_rows()
        else:
            super().keyPressEvent(event)

    def _tint(self) -> None:
        write_in(self._title, self._themes.theme.ink)
        self.update()


def _sum(
    counts: Mapping[tuple[Kind, CheckStatus], int],
    kinds: set[Kind] | frozenset[Kind],
    statuses: set[CheckStatus] | frozenset[CheckStatus],
) -> int:
    """How many there are of some kinds and statuses; empty is all."""
    return sum(
        count
        for (kind, status), count in counts.items()
        if (not kinds or kind in kinds) and (not statuses or status in statuses)
    )
