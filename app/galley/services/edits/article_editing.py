"""One edit of some articles, such as their tags or collections: a step in each one's history.

The functions run on the library's thread.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from galley.domain.article import Article
from galley.domain.changes import Change, ChangeSet
from galley.services.edits.annotating import clean_tags
from galley.services.edits.bulk_editing import Applied
from galley.services.safety.large_changes import Before, Kept

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "TRASHED",
    "ArticleEdit",
    "add_tags",
    "apply_to_articles",
    "put_into",
    "remove_tags",
    "set_tags",
    "take_out_of",
    "trash",
]


TRASHED = "Article deleted"


@dataclass(frozen=True, slots=True)
class ArticleEdit:
    """What is done to each article.

    Attributes:
        label: What its history calls it.
        of: The article as it is afterwards; one that stays the same is left out.
        before: What a backup that is made before it is called by.
    """

    label: str
    of: Callable[[Article], Article]
    before: Before = Before.ARTICLES


def put_into(collection_id: str) -> ArticleEdit:
    """Into a collection, unless it is there."""

    def of(article: Article) -> Article:
        others = tuple(one for one in article.collections if one != collection_id)
        if len(others) < len(article.collections):
            return article
        return replace(article, collections=(*others, collection_id))

    return ArticleEdit("Put into a collection", of)


def take_out_of(collection_id: str) -> ArticleEdit:
    """Out of a collection."""
    return ArticleEdit(
        "Taken out of a collection",
        lambda article: replace(
            article, collections=tuple(one for one in article.collections if one != collection_id)
        ),
    )


def set_tags(tags: Iterable[str]) -> ArticleEdit:
    """Just these tags, cleaned."""
    cleaned = clean_tags(tags)
    return ArticleEdit("Article tags changed", lambda article: replace(article, tags=cleaned))


def add_tags(tags: Iterable[str]) -> ArticleEdit:
    """These tags more, where they are not there whatever their capitals."""
    cleaned = clean_tags(tags)

    def of(article: Article) -> Article:
        known = {tag.casefold() for tag in article.tags}
        new = [tag for tag in cleaned if tag.casefold() not in known]
        return replace(article, tags=(*article.tags, *new))

    return ArticleEdit("Article tags changed", of)


def remove_tags(tags: Iterable[str]) -> ArticleEdit:
    """These tags less."""
    unwanted = {tag.casefold() for tag in clean_tags(tags)}
    return ArticleEdit(
        "Article tags changed",
        lambda article: replace(
            article, tags=tuple(tag for tag in article.tags if tag.casefold() not in unwanted)
        ),
    )


def trash(*, now: datetime) -> ArticleEdit:
    """To the trash."""
    return ArticleEdit(TRASHED, lambda article: replace(article, trashed_at=now), Before.TRASH)


def apply_to_articles(
    library: "Library", article_ids: Sequence[str], edit: ArticleEdit, kept: Kept
) -> list[Applied]:
    """Make an edit of some articles, a transaction each; it is on disk when this returns.

    Args:
        library: Where they are.
        article_ids: Which; perhaps a piece of more.
        edit: What is done to each.
        kept: That all of them together may be edited.

    Raises:
        NotFound: There is no such article; those before it were edited.
        LibraryUnusable: It could not be written; those before it were.
    """
    kept.check(len(article_ids))
    applied = []
    for article_id in article_ids:
        before = library.article(article_id)
        after = edit.of(before)
        if after != before:
            change_set = ChangeSet(edit.label, article_id, (Change(before, after),))
            applied.append(Applied(article_id, library.apply(change_set), change_set))
    return applied
