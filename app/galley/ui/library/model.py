"""The library's rows as a Qt model, searched and sorted in memory; knows nothing of storage.

Filtering and sorting are done on plain lists: a proxy model would call back once a row and
comparison, which is seconds for 100,000 articles.
"""

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.catalogue import ArticleSummary
from galley.ui.library.words import accessible_text, headline_text

__all__ = ["ARTICLE_ROLE", "ArticleOrder", "LibraryModel"]

Index = QModelIndex | QPersistentModelIndex
ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class ArticleOrder(StrEnum):
    """What the list is sorted by."""

    NEWEST = "newest"
    HEADLINE = "headline"
    PUBLICATION = "publication"


def _collation(text: str) -> str:
    """A key that sorts É with E and ignores case."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _oldest_last(article: ArticleSummary) -> float:
    return -article.created_at.timestamp()


def _by_headline(article: ArticleSummary) -> tuple[str, str]:
    return _collation(article.headline).lstrip("“”‘’\"'"), article.id


def _by_publication(article: ArticleSummary) -> tuple[bool, str, float]:
    return not article.publication, _collation(article.publication), _oldest_last(article)


_KEYS: dict[ArticleOrder, Callable[[ArticleSummary], Any]] = {
    ArticleOrder.NEWEST: _oldest_last,
    ArticleOrder.HEADLINE: _by_headline,
    ArticleOrder.PUBLICATION: _by_publication,
}


def _search_key(article: ArticleSummary) -> str:
    return f"{article.headline}\n{article.publication}".casefold()


class LibraryModel(QAbstractListModel):
    """One column: the articles that fit the search, in the order asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._articles: list[ArticleSummary] = []  # all of them, sorted
        self._keys: list[str] = []  # what each is searched by
        self._shown: list[ArticleSummary] = []
        self._rows: dict[str, int] | None = None  # id -> row, made when first asked for
        self._order = ArticleOrder.NEWEST
        self._words: tuple[str, ...] = ()

    @property
    def order(self) -> ArticleOrder:
        """What the list is sorted by."""
        return self._order

    @property
    def total(self) -> int:
        """How many articles there are, shown or not."""
        return len(self._articles)

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Show these articles instead."""
        self._arrange(articles)

    def set_order(self, order: ArticleOrder) -> None:
        """Sort by something else."""
        if order is not self._order:
            self._order = order
            self._arrange(self._articles)

    def set_query(self, query: str) -> None:
        """Show the articles whose headline or publication has every word of ``query``."""
        words = tuple(query.casefold().split())
        if words != self._words:
            self._words = words
            self.beginResetModel()
            self._choose()
            self.endResetModel()

    def update_article(self, article: ArticleSummary) -> None:
        """Show what changed about one article, in its place; an unknown one is ignored."""
        place = next((i for i, old in enumerate(self._articles) if old.id == article.id), None)
        if place is None:
            return
        row = self.row_of(article.id)
        self._articles[place] = article
        self._keys[place] = _search_key(article)
        if row is not None:
            self._shown[row] = article
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def row_of(self, article_id: str) -> int | None:
        """The row that shows an article, or None."""
        if self._rows is None:
            self._rows = {article.id: row for row, article in enumerate(self._shown)}
        return self._rows.get(article_id)

    def article_at(self, row: int) -> ArticleSummary:
        """The article in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many articles are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The article itself, its headline, or the row in words."""
        if not index.isValid():
            return None
        article = self._shown[index.row()]
        if role == ARTICLE_ROLE:
            return article
        if role == Qt.ItemDataRole.DisplayRole:
            return headline_text(article)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(article)
        return None

    def _arrange(self, articles: Sequence[ArticleSummary]) -> None:
        self.beginResetModel()
        self._articles = sorted(articles, key=_KEYS[self._order])
        self._keys = [_search_key(article) for article in self._articles]
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        """Find the articles that fit the search, in the order in which they are sorted."""
        shown: list[ArticleSummary] = self._articles
        if self._words:
            pairs = zip(self._articles, self._keys, strict=True)
            shown = [a for a, key in pairs if all(word in key for word in self._words)]
        self._shown = list(shown)
        self._rows = None
