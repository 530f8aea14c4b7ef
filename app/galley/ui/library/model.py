"""The library's rows as a Qt model, all of them or those that were found; knows no search.

Filtering and sorting are done on plain lists: a proxy model would call back once a row and
comparison, which is seconds for 100,000 articles.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.catalogue import ArticleSummary
from galley.ui.library.words import accessible_text, headline_text
from galley.ui.lists.row_changes import changed_span

__all__ = ["ARTICLE_ROLE", "MATCHES_ROLE", "ArticleOrder", "LibraryModel"]

Index = QModelIndex | QPersistentModelIndex
ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 1
MATCHES_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_PARENT = QModelIndex()


class ArticleOrder(StrEnum):
    """What the list is sorted by."""

    NEWEST = "newest"
    HEADLINE = "headline"
    PUBLICATION = "publication"


def _collation(text: str) -> str:
    """A key that sorts É with E and ignores case."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _by_headline(article: ArticleSummary) -> str:
    return _collation(article.headline).lstrip("“”‘’\"'") + "\n" + article.id


def _by_publication(article: ArticleSummary) -> tuple[bool, str]:
    return not article.publication, _collation(article.publication)


def _in_order(articles: Iterable[ArticleSummary], order: ArticleOrder) -> list[ArticleSummary]:
    """The articles sorted; those of one publication, newest first."""
    if order is ArticleOrder.HEADLINE:
        return sorted(articles, key=_by_headline)
    newest_first = sorted(articles, key=attrgetter("created_at"), reverse=True)
    if order is ArticleOrder.PUBLICATION:
        newest_first.sort(key=_by_publication)
    return newest_first


class LibraryModel(QAbstractListModel):
    """One column: the articles in the order asked for, or those found, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._articles: list[ArticleSummary] = []  # all of them, sorted
        self._shown: list[ArticleSummary] = []
        self._ids: list[str] | None = None  # of the rows, made when first asked for
        self._order = ArticleOrder.NEWEST
        self._matches: Mapping[str, int] | None = None  # by article; None if nothing is searched

    @property
    def order(self) -> ArticleOrder:
        """What the list is sorted by."""
        return self._order

    @property
    def total(self) -> int:
        """How many articles there are, shown or not."""
        return len(self._articles)

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Show these articles instead; rows that stay are not announced as new."""
        old, old_ids = self._shown, self._shown_ids()
        self._articles = _in_order(articles, self._order)
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
            self.beginResetModel()
            self._articles = _in_order(self._articles, order)
            self._shown, self._ids = self._chosen(), None
            self.endResetModel()

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

    def update_article(self, article: ArticleSummary) -> None:
        """Show what changed about one article, in its place; an unknown one is ignored."""
        ids = (old.id for old in self._articles)
        place = next((place for place, known in enumerate(ids) if known == article.id), None)
        if place is None:
            return
        row = self.row_of(article.id)
        self._articles[place] = article
        if row is not None:
            self._shown[row] = article
            index = self.index(row)
            self.dataChanged.emit(index, index)

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
        if self._matches is None:
            return list(self._articles)
        found = {article.id: article for article in self._articles if article.id in self._matches}
        return [found[article_id] for article_id in self._matches if article_id in found]

    def _matches_of(self, article: ArticleSummary) -> int | None:
        return None if self._matches is None else self._matches.get(article.id)
