"""The article on the desk, with all that its window needs, as one value."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version

__all__ = ["HistoryLabels", "OpenArticle"]


class HistoryLabels(NamedTuple):
    """What undo and redo would take back or do again; None when there is nothing."""

    undo: str | None = None
    redo: str | None = None


_NOTHING_TO_UNDO = HistoryLabels()


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as the window shows it.

    Attributes:
        pictures: The bytes of the pictures that are there, as (figure, bytes).
        reading: Where the person was in it, as the window left it.
    """

    article: Article
    version: Version
    annotations: tuple[Annotation, ...]
    pictures: tuple[tuple[int, bytes], ...] = ()
    labels: HistoryLabels = _NOTHING_TO_UNDO
    reading: dict[str, Any] = field(default_factory=dict)
