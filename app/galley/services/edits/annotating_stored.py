"""Edits of marks whose article no window shows: as the library knows them, on its thread."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from galley.domain.annotation import Annotation
from galley.domain.changes import ChangeSet
from galley.domain.open_article import HistoryLabels
from galley.services import desk
from galley.services.edits.annotating import alters, together

if TYPE_CHECKING:
    from galley.storage.library import Library

__all__ = ["edit_marks"]


def edit_marks(
    library: "Library",
    article_id: str,
    annotation_ids: Sequence[str],
    edit: Callable[[Annotation], ChangeSet],
) -> tuple[ChangeSet | None, HistoryLabels]:
    """Make the same edit of some marks of an article, as one step.

    Args:
        library: Where they are.
        article_id: Their article.
        annotation_ids: Those that are not in use any more are left alone.
        edit: Makes the edit of one.

    Returns:
        The step, None if nothing was altered; and what undo and redo would do now.

    Raises:
        LibraryUnusable: It could not be read or written; nothing was changed.
    """
    known = {annotation.id: annotation for annotation in library.annotations(article_id)}
    edits = [edit(known[one]) for one in annotation_ids if one in known]
    altering = [one for one in edits if alters(one)]
    if not altering:
        return None, desk.history_labels(library, article_id)
    step = together(altering)
    return step, desk.apply(library, step)
