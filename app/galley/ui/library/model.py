"""The library's rows as a Qt model, all of them or those that were found; knows no search.

Filtering and sorting are done on plain lists: a proxy model would call back once a row and
comparison, which is seconds for 100,000 articles.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from galley.domain.catalogue import ArticleSummary
from galley.ui.library.dragging import mime_data
from galley.ui.library.sorting import ArticleOrder, sorting
from galley.ui.library.words import accessible_text, headline_text
from galley.ui.lists.row_changes import changed_span
from galley.ui.lists.row_models import Index
from galley.ui.lists.slices import Slices

__all__ = ["ARTICLE_ROLE", "MATCHES_ROLE", "ArticleOrder", "LibraryModel"]

ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 1
MATCHES_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_PARENT = QModelIndex()


class LibraryModel(QAbstractListModel):
    """One column: the articles in the order asked for, or those found, the best first.

    Attributes:
        arranged: The rows are in the order that was asked for; of many articles only after a while.
    """

    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: list[ArticleSummary] = []  # all of them, as they came
        self._articles: list[ArticleSummary] = []  # the same, sorted
        self._sorting = Slices(self)
        self._shown: list[ArticleSummary] = []
        self._ids: list[str] | None = None  # of the rows, made when first asked for
        self._order = ArticleOrder.ADDED
        self._matches: Mapping[str, int] | None = None  # by article; None if nothing is searched
        self._members: frozenset[str] | None = None  # of a collection; None for all articles

    @property
    def order(self) -> ArticleOrder:
        """What the list is sorted by."""
        return self._order

    @property
    def total(self) -> int:
        """How many articles there are, found or not; in a collection, if one is shown."""
        if self._members is None or self._matches is not None:
            return len(self._articles)
        return sum(article.id in self._members for article in self._articles)

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Show these articles instead; rows that stay are not announced as new."""
        self._listed = list(articles)
        self._sorting.start(sorting(self._listed, self._order), self._show_articles)

    def _show_articles(self, articles: list[ArticleSummary]) -> None:
        self._articles = articles
        self._show_chosen()
        self.arranged.emit()

    def _show_chosen(self) -> None:
        old, old_ids = self._shown, self._shown_ids()
        new = self._chosen()
        new_ids = [article.id for article in new]
        start, old_end, new_end = changed_span(old_ids, new_ids)
        if start == 0 and old_end == len(old) and new_end == len(new):
            self.beginResetModel()
            self._shown, self._ids = new, new_ids
            self.endResetModel()
            return
        if old_end > start:
            self.beginRemoveRows(_NO_PARENT, start, old_end - 1)
            self._shown, self._ids = old[:start] + old[old_end:], None
            self.endRemoveRows()
        if new_end > start:
            self.beginInsertRows(_NO_PARENT, start, new_end - 1)
            self._shown, self._ids = old[:start] + new[start:new_end] + old[old_end:], None
            self.endInsertRows()
        self._shown, old, self._ids = new, self._shown, new_ids
        for row, (was, now) in enumerate(zip(old, new, strict=True)):
            if was is not now and was != now:
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_order(self, order: ArticleOrder) -> None:
        """Sort by something else."""
        if order is not self._order:
            self._order = order
            self._sorting.start(sorting(self._listed, order), self._show_sorted)

    def _show_sorted(self, articles: list[ArticleSummary]) -> None:
        self.beginResetModel()
        self._articles = articles
        self._shown, self._ids = self._chosen(), None
        self.endResetModel()
        self.arranged.emit()

    def set_matches(self, matches: Mapping[str, int] | None) -> None:
        """Show only what was found.

        Args:
            matches: How much was found in each article, by its id, in the order to show them;
                None shows all articles.
        """
        if matches != self._matches or list(matches or ()) != list(self._matches or ()):
            self.beginResetModel()
            self._matches = None if matches is None else dict(matches)
            self._shown, self._ids = self._chosen(), None
            self.endResetModel()

    def set_members(self, members: Iterable[str] | None) -> None:
        """Show only the articles of a collection, by their ids; None shows all."""
        chosen = None if members is None else frozenset(members)
        if chosen != self._members:
            self.beginResetModel()
            self._members = chosen
            self._shown, self._ids = self._chosen(), None
            self.endResetModel()

    def update_article(self, article: ArticleSummary) -> None:
        """Show what changed about one article, in its place; an unknown one is ignored."""
        listed = _put_in_place(self._listed, article)
        if not (_put_in_place(self._articles, article) or listed):
            return
        if self._sorting.busy:
            self._sorting.start(sorting(self._listed, self._order), self._show_articles)
        row = self.row_of(article.id)
        if row is not None:
            self._shown[row] = article
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def mimeTypes(self) -> list[str]:
        """What is dragged out of the list."""
        return mime_data([]).formats()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Articles on their way to a collection."""
        return mime_data([self._shown[index.row()].id for index in indexes])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def row_of(self, article_id: str) -> int | None:
        """The row that shows an article, or None."""
        try:
            return self._shown_ids().index(article_id)
        except ValueError:
            return None

    def article_at(self, row: int) -> ArticleSummary:
        """The article in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many articles are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The article itself, how much was found in it, its headline, or the row in words."""
        if not index.isValid():
            return None
        article = self._shown[index.row()]
        if role == ARTICLE_ROLE:
            return article
        if role == Qt.ItemDataRole.DisplayRole:
            return headline_text(article)
        if role == MATCHES_ROLE:
            return self._matches_of(article)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(article, self._matches_of(article))
        return None

    def _shown_ids(self) -> list[str]:
        if self._ids is None:
            self._ids = [article.id for article in self._shown]
        return self._ids

    def _chosen(self) -> list[ArticleSummary]:
        """The articles that are shown, in their order."""
        if self._matches is not None:  # a search is of the whole library
            found = {one.id: one for one in self._articles if one.id in self._matches}
            return [found[article_id] for article_id in self._matches if article_id in found]
        if self._members is not None:
            return [article for article in self._articles if article.id in self._members]
        return list(self._articles)

    def _matches_of(self, article: ArticleSummary) -> int | None:
        return None if self._matches is None else self._matches.get(article.id)


def _put_in_place(articles: list[ArticleSummary], article: ArticleSummary) -> bool:
    """Put an article where it is known by its id; whether it was."""
    place = next((n for n, known in enumerate(articles) if known.id == article.id), None)
    if place is not None:
        articles[place] = article
    return place is not None
