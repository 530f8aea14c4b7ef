"""The page over the reader that shows what was found in the library; searches nothing itself."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.catalogue import ArticleSummary
from galley.domain.search import SearchHit, SearchResults
from galley.services.finding.hit_places import HitPlace
from galley.ui.components.buttons import LinkButton
from galley.ui.components.chips import FilterChip
from galley.ui.components.page_over_article import PageOverArticle
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.search.delegate import ROW_GUESS, ResultsDelegate, column_of
from galley.ui.search.hit_preview import WIDTH, HitPreview
from galley.ui.search.results import More, Row, Share, counts, rows
from galley.ui.search.results_model import ResultsModel
from galley.ui.search.words import nothing_found, share_name, sum_of
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["ResultsPage"]

_Action = QAbstractItemView.CursorAction
_SHARE_ICONS = {
    Share.ARTICLES: "newspaper",
    Share.NOTES: "message-square-text",
    Share.MARKS: "highlighter",
}
_TITLE = 28
_LEAST_RESULTS = 640  # px beside the preview
_HEAD_ABOVE, _HEAD_GAP, _HEAD_BELOW = 18, 15, 18
_TITLE_ROW, _CHIPS_ROW = 42, 26


class _ResultsList(ChoiceListView):
    """The rows; keys go from hit to hit, Escape goes back to the article."""

    def __init__(self, model: ResultsModel, parent: QWidget) -> None:
        super().__init__(ROW_GUESS, (0, 32), parent=parent)
        self._results = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The hit that a key leads to, over headlines that were not found themselves."""
        wanted = super().moveCursor(action, modifiers)
        if not wanted.isValid() or self._results.stops_at(wanted.row()):
            return wanted
        down = wanted.row() >= self.currentIndex().row()
        after = range(wanted.row() + 1, self._results.rowCount())
        before = range(wanted.row() - 1, -1, -1)
        for row in (*after, *before) if down else (*before, *after):
            if self._results.stops_at(row):
                return self._results.index(row)
        return wanted

    def anchor(self) -> tuple[Row, int] | None:
        """What is seen, to :meth:`return_to`: the current row or else the top one, and where."""
        seen = self.visible_rows()
        if not seen:
            return None
        row = self.currentIndex().row()
        at_more = row in seen and isinstance(self._results.row(row), More)
        row = row if row in seen and not at_more else seen[0]
        return self._results.row(row), self.visualRect(self._results.index(row)).top()

    def return_to(self, wanted: Row, place: int) -> None:
        """Scroll so that a row, if it is still there, is where it was in the view."""
        row = self._results.row_like(wanted)
        if row is not None:
            self.scrollTo(self._results.index(row), QAbstractItemView.ScrollHint.PositionAtTop)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - place)

    def stop_at_first(self) -> None:
        """Make the first hit the current row, and show its article's headline with it."""
        self.stop_from(0)
        self.scrollToTop()

    def stop_from(self, row: int) -> None:
        """Make the first hit from a row on the current row, if there is one."""
        after = range(row, self._results.rowCount())
        first = next((row for row in after if self._results.stops_at(row)), None)
        if first is not None:
            self.setCurrentIndex(self._results.index(first))


class ResultsPage(PageOverArticle):
    """What was found: the query, how much, and the hits under their articles' headlines.

    Attributes:
        chosen: A hit is to be opened: a SearchHit.
        article_chosen: An article is to be opened where it was left: its id.
        more_wanted: More hits are to be shown.
        save_wanted: The search is to be kept: the query, and what a card may hang under.
        preview_wanted: What stands around a hit is to be shown beside: a SearchHit.
    """

    chosen = Signal(object)
    article_chosen = Signal(str)
    more_wanted = Signal()
    save_wanted = Signal(str, QWidget)
    preview_wanted = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._results = SearchResults()
        self._query = ""
        self._summaries: Mapping[str, ArticleSummary] = {}
        self._share = Share.ALL
        self._model = ResultsModel(self)
        self._title = QLabel()
        self._title.setFont(newsreader(_TITLE))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._sum = QuietLabel(themes, 12.5)
        self._save = LinkButton(themes, self.tr("Save search…"), size=12.5)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self._query, self._save))
        self._message = QuietLabel(themes, 13)
        self._message.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._message.setWordWrap(True)
        self._chips = {share: self._make_chip(share) for share in Share}
        self._list = _ResultsList(self._model, self)
        self._list.setItemDelegate(ResultsDelegate(themes))
        self._list.setAccessibleName(self.tr("Search results"))
        self._list.viewport().setAutoFillBackground(False)
        self._list.setStyleSheet("LazyListView { background: transparent; }")
        self._list.chosen.connect(self._on_chosen)
        self._list.selectionModel().currentChanged.connect(self._ask_preview)
        self.preview = HitPreview(themes, self)
        self.preview.open_wanted.connect(self._open_previewed)
        self._previewed: SearchHit | None = None
        self._lay_out()
        self.setAccessibleName(self.tr("Search results"))
        self.setFocusProxy(self._list)
        themes.changed.connect(self._tint)
        self._tint()

    def _make_chip(self, share: Share) -> FilterChip:
        chip = FilterChip(self._themes, share_name(share), self, icon=_SHARE_ICONS.get(share, ""))
        chip.clicked.connect(partial(self._show_share, share))
        return chip

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setContentsMargins(0, 0, 0, 0)
        title.addWidget(self._title, 1, Qt.AlignmentFlag.AlignBottom)
        self._sum.setContentsMargins(0, 0, 0, 5)
        title.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignBottom)
        chips = QHBoxLayout()
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(8)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self._save)
        self._head = QVBoxLayout()
        self._head.setSpacing(_HEAD_GAP)
        for row, height in ((title, _TITLE_ROW), (chips, _CHIPS_ROW)):
            holder = QWidget()
            holder.setFixedHeight(height)
            holder.setLayout(row)
            self._head.addWidget(holder)
        self._chips_row = holder
        self._head.addWidget(self._message)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._list, 1)
        halves = self._halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addLayout(column, 1)
        halves.addWidget(self.preview)
        self.preview.hide()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def results(self) -> SearchResults:
        """What is shown."""
        return self._results

    def show_results(
        self, query: str, results: SearchResults, summaries: Mapping[str, ArticleSummary]
    ) -> None:
        """Show what was found.

        Args:
            query: As it was typed.
            results: What was found.
            summaries: What the library's list says of articles, by their ids.
        """
        same_query = query == self._query
        self._query, self._results, self._summaries = query, results, summaries
        found = counts(results.hits)
        if not same_query or not found[self._share]:
            self._share = Share.ALL
        for share, chip in self._chips.items():
            chip.setVisible(found[share] > 0)
            chip.set_count(None if share is Share.ALL else found[share])
        self._chips_row.setVisible(bool(results.hits))
        self._sum.setText(sum_of(results) if results.hits else "")
        self._say(nothing_found(query) if not results.hits else "")
        self._show_title()
        self._show_rows(keep=same_query)

    def show_progress(self, query: str, done: int, total: int) -> None:
        """Say that the library is being made ready for its first search."""
        self._query, self._results = query, SearchResults()
        self._sum.setText("")
        self._chips_row.hide()
        share = 100 * done // total if total else 0
        self._say(filled(self.tr("Getting the library ready for its first search: %1%"), share))
        self._show_title()
        self._model.show_rows([])
        self._ask_preview()

    def focus_first(self) -> None:
        """Give the keys to the hits; the one that was left last stays the current one."""
        if not self._list.selected_rows():  # Qt makes a row current, though it is not selected
            self._list.stop_at_first()
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def choose_best(self) -> None:
        """Open the first hit, if there is any."""
        self._show_share(Share.ALL)
        self._list.stop_at_first()
        if self._list.currentIndex().isValid():
            self._on_chosen(self._list.currentIndex())

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _show_share(self, share: Share) -> None:
        self._share = share
        self._show_rows(keep=True)

    def _show_rows(self, *, keep: bool) -> None:
        for share, chip in self._chips.items():
            chip.setChecked(share is self._share)
        current = self._list.currentIndex()
        before = self._model.row(current.row()) if current.isValid() else None
        anchor = self._list.anchor() if keep else None
        self._model.show_rows(
            rows(self._results.hits, self._share, self._summaries, more=self._results.more)
        )
        if keep and isinstance(before, More):
            self._list.stop_from(current.row())
        elif keep and before is not None and (row := self._model.row_like(before)) is not None:
            self._list.setCurrentIndex(self._model.index(row))
        if anchor is not None:
            self._list.return_to(*anchor)
        self._ask_preview()

    # -- what stands around a hit ----------------------------------------------------------------

    def show_preview(self, hit: SearchHit, place: HitPlace) -> None:
        """Show what stands around a hit, if it is still the one that is looked at."""
        if hit == self._previewed:
            self.preview.show_hit(hit, place)

    def _ask_preview(self, *_indexes: object) -> None:
        """Of the current hit, or of the first while there is none."""
        hits = [row for row in map(self._model.row, range(self._model.rowCount())) if _hit(row)]
        index = self._list.currentIndex()
        here = _hit(self._model.row(index.row())) if index.isValid() else None
        found = [hit for hit in map(_hit, hits) if hit is not None]
        wanted = here or (found[0] if found else None)
        self._previewed = wanted
        self._arrange()
        if wanted is not None:
            self.preview.show_number(found.index(wanted) + 1, len(found))
            if not self.preview.isHidden():
                self.preview_wanted.emit(wanted)

    def _open_previewed(self) -> None:
        if self._previewed is not None:
            self.chosen.emit(self._previewed)

    def _arrange(self) -> None:
        """The preview only where the results keep enough room; the head over the list's column."""
        room = self.width() - WIDTH
        seen = self._previewed is not None and room >= _LEAST_RESULTS
        if seen == self.preview.isHidden():
            self.preview.setVisible(seen)
            self._halves.activate()  # or it would be painted once where it has no place yet
        left, wide = column_of(self._results_width())
        right = self._results_width() - left - wide
        self._head.setContentsMargins(left, _HEAD_ABOVE, right, _HEAD_BELOW)
        self._show_title()

    def _results_width(self) -> int:
        return self.width() - (0 if self.preview.isHidden() else WIDTH)

    def _show_title(self) -> None:
        words = filled(self.tr("“%1”"), " ".join(self._query.split()))
        room = column_of(self._results_width())[1] - self._sum.sizeHint().width() - 24
        metrics = QFontMetricsF(self._title.font())
        self._title.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    # -- what the person does --------------------------------------------------------------------

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if isinstance(row, SearchHit):
            self.chosen.emit(row)
        elif isinstance(row, More):
            self.more_wanted.emit()
        elif row.hit is not None:
            self.chosen.emit(row.hit)
        else:
            self.article_chosen.emit(row.article_id)

    # -- looks -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide enough for the preview, or no longer."""
        super().resizeEvent(event)
        was_hidden = self.preview.isHidden()
        self._arrange()
        if was_hidden and not self.preview.isHidden():
            self._ask_preview()

    def _tint(self) -> None:
        write_in(self._title, self._themes.theme.ink)
        self._list.viewport().update()
        self.update()


def _hit(row: Row) -> SearchHit | None:
    """What was found that a row stands for: itself, or an article's headline."""
    if isinstance(row, SearchHit):
        return row
    return None if isinstance(row, More) else row.hit
