"""What long lists sort and group by, of an annotation or an article. Pure: knows no database."""

from typing import NamedTuple

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.article import Article
from galley.domain.collation import collation_key
from galley.domain.note_links import without_addresses
from galley.storage.index_documents import published_day
from galley.storage.mapping import column_text

__all__ = ["KINDS", "STATUSES", "AnnotationKeys", "ArticleKeys", "annotation_keys", "article_keys"]

KINDS, STATUSES = tuple(Kind), tuple(CheckStatus)  # what the numbers in the columns mean
_LONGEST = 24  # code points of a text that nobody looks up by its end
_LONGEST_NAME = 200


class AnnotationKeys(NamedTuple):
    """An annotation's columns in the list, but for its own and its article's number."""

    start: int
    kind: int
    status: int
    created: int
    excerpt: str
    note: str
    speaker: str
    tags: str


class ArticleKeys(NamedTuple):
    """An article's columns in the list, but for its number."""

    headline: str
    publication: str
    day: int


def annotation_keys(annotation: Annotation) -> tuple[AnnotationKeys, tuple[tuple[str, str], ...]]:
    """An annotation's columns, and its tags, each after the key it is sorted by."""
    tags = tuple(dict.fromkeys(column_text(tag) for tag in annotation.tags))
    keys = AnnotationKeys(
        annotation.start,
        KINDS.index(annotation.kind),
        STATUSES.index(annotation.check.status),
        int(annotation.created_at.timestamp()),
        _key(annotation.exact, _LONGEST),
        _key(without_addresses(annotation.note), _LONGEST),
        _key(annotation.speaker, _LONGEST_NAME),
        _key(" ".join(tags), _LONGEST),
    )
    return keys, tuple((_key(tag, _LONGEST_NAME), tag) for tag in tags)


def article_keys(article: Article) -> ArticleKeys:
    """An article's columns."""
    metadata = article.metadata
    return ArticleKeys(
        _key(metadata.headline, _LONGEST_NAME),
        _key(metadata.publication, _LONGEST_NAME),
        published_day(metadata.published) or 0,
    )


def _key(text: str, longest: int) -> str:
    """The beginning of a text as it is sorted; something for every text that is not empty."""
    words = column_text(" ".join(text[: 4 * longest].split()))
    return (collation_key(words) or words)[:longest]
