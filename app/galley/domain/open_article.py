"""The article on the desk, with all that its window needs, as one value."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version

if TYPE_CHECKING:  # the article is there before anything can be edited
    from galley.domain.changes import ChangeSet

__all__ = ["HistoryLabels", "OpenArticle"]


class HistoryLabels(NamedTuple):
    """What undo and redo would take back or do again; None when there is nothing."""

    undo: str | None = None
    redo: str | None = None


_NOTHING_TO_UNDO = HistoryLabels()


class OpenArticle(NamedTuple):
    """An article as the window shows it.

    Attributes:
        pictures: The bytes of the pictures that are there, as (figure, bytes).
        reading: Where the person was in it, as the window left it.
        follow: There are more annotations, which are read after these are shown.
    """

    article: Article
    version: Version
    annotations: tuple[Annotation, ...]
    pictures: tuple[tuple[int, bytes], ...] = ()
    labels: HistoryLabels = _NOTHING_TO_UNDO
    reading: Mapping[str, Any] = {}
    follow: bool = False

    def with_edit(self, change_set: "ChangeSet") -> "OpenArticle":
        """The article as an edit leaves it; the text stays."""
        annotations = {annotation.id: annotation for annotation in self.annotations}
        article = self.article
        for change in change_set.changes:
            entity, after = change.entity, change.after
            if isinstance(entity, Article):
                article = entity
            elif isinstance(after, Annotation) and after.trashed_at is None:
                annotations[after.id] = after
            elif isinstance(entity, Annotation):
                annotations.pop(entity.id, None)
        return self._replace(article=article, annotations=tuple(annotations.values()))
