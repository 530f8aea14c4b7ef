"""The ends of a mark's passages, moved by keys, and which passage may join a mark."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent

from galley.domain.annotation import Annotation, Target
from galley.ui.reader.mark_handles import nudged

if TYPE_CHECKING:
    from galley.ui.reader.article_view import ArticleView
    from galley.ui.reader.reader_pane import ReaderPane

__all__ = ["join_selection", "nudge"]


def nudge(
    view: "ArticleView",
    annotation: Annotation,
    targets: Sequence[Target],
    event: QKeyEvent,
    moved: Callable[[str, int, int, int], None],
) -> bool:
    """Have an end of a mark moved by one character, if a key says so and nothing else wants it.

    Args:
        view: The page on which it stands.
        annotation: The mark.
        targets: Its passages in the version that is shown.
        event: The key.
        moved: Hears of the passage's other ends: the mark's id, which passage, start, end.

    Returns:
        Whether the key said so.
    """
    version = view.version
    caret = view.cursorWidth() > 0  # then Shift+arrow selects
    if version is None or caret:
        return False
    if annotation.region is not None:
        return False  # the view's: it has four edges
    ends = nudged([(one.start, one.end) for one in targets], event)
    if ends is None:
        return False
    index, start, end = ends
    if 0 <= start < end <= len(version.text):
        moved(annotation.id, index, start, end)
    return True


def join_selection(reader: "ReaderPane", annotation: Annotation, targets: Sequence[Target]) -> None:
    """Join what is selected to a mark, or say why it can't.

    Args:
        reader: Whose selection it is.
        annotation: The mark.
        targets: Its passages in the version that is shown.
    """
    passage = reader.selecting.passage
    if passage is None:
        return
    problem = _why_not_joined(annotation, targets, passage)
    if problem:
        reader.trouble.emit(problem)
        return
    reader.selecting.clear()
    reader.passage_added.emit(annotation.id, *passage)


def _why_not_joined(
    annotation: Annotation, targets: Sequence[Target], passage: tuple[int, int]
) -> str:
    """Why a passage can't join a mark, as a sentence; empty if it can."""
    start, end = passage
    if annotation.region is not None:
        return QCoreApplication.translate(
            "ReaderPane", "Words can’t be joined to a part of a photo."
        )
    if any(target.start < end and start < target.end for target in targets):
        return QCoreApplication.translate(
            "ReaderPane", "These words are in the mark already. Select others."
        )
    return ""
