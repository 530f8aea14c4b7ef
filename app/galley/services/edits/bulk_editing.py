"""One edit of many annotations at once: a step in the history of each of their articles.

The functions run on the library's thread, each on so few articles that nobody waits for it. What
calls them goes from piece to piece, and may stop in between.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.changes import ChangeSet
from galley.domain.errors import HistoryConflict
from galley.services.edits import annotating
from galley.services.safety.large_changes import Before, Kept

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "Applied",
    "BulkEdit",
    "Step",
    "Travelled",
    "add_tag",
    "apply_to",
    "bring_back",
    "pieces",
    "remove_tag",
    "set_kind",
    "set_status",
    "take_back",
    "trash",
]

_PIECE = 200  # annotations: a tenth of a second


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What is done to each annotation.

    Attributes:
        label: What the history of an article calls it.
        of: The edit of one annotation; one that changes nothing is left out.
        before: What a backup that is made before it is called by.
    """

    label: str
    of: Callable[[Annotation], ChangeSet | None]
    before: Before = Before.CHANGE


class Applied(NamedTuple):
    """An edit that is on disk.

    Attributes:
        article_id: The article in whose history it stands.
        sequence: Its number in the journal.
        change_set: The edit.
    """

    article_id: str
    sequence: int
    change_set: ChangeSet

    @property
    def step(self) -> "Step":
        """What it is taken back by."""
        return Step(self.article_id, self.sequence, len(self.change_set.changes))


class Step(NamedTuple):
    """One article's part of an edit of many things, to take it back by.

    Attributes:
        article_id: The article in whose history it stands.
        sequence: Its number in the journal.
        things: How many things it changed.
    """

    article_id: str
    sequence: int
    things: int


class Travelled(NamedTuple):
    """What came of taking steps back, or of doing them again.

    Attributes:
        done: Those for which it was done.
        left: Those for which it can't be, because something was changed since.
        change_sets: What was done to that end.
    """

    done: list[Step]
    left: list[Step]
    change_sets: list[ChangeSet]


def set_kind(kind: Kind, *, now: datetime) -> BulkEdit:
    """Another kind."""
    return BulkEdit(
        "Kind changed",
        lambda mark: annotating.set_kind(mark, kind, now=now) if mark.kind is not kind else None,
    )


def set_status(status: CheckStatus, *, now: datetime, by: str) -> BulkEdit:
    """Another outcome of the check; one that is checked so already stays as it is."""

    def of(mark: Annotation) -> ChangeSet | None:
        if mark.check.status is status:
            return None
        return annotating.set_check(mark, status, now=now, by=by)

    return BulkEdit("Check changed", of)


def add_tag(tag: str, *, now: datetime) -> BulkEdit:
    """One tag more, unless it is there."""
    cleaned = annotating.clean_tags([tag])

    def of(mark: Annotation) -> ChangeSet | None:
        known = {known.casefold() for known in mark.tags}
        new = [tag for tag in cleaned if tag.casefold() not in known]
        return annotating.set_tags(mark, (*mark.tags, *new), now=now) if new else None

    return BulkEdit("Tags changed", of)


def remove_tag(tag: str, *, now: datetime) -> BulkEdit:
    """One tag less, where it is there."""
    cleaned = {tag.casefold() for tag in annotating.clean_tags([tag])}

    def of(mark: Annotation) -> ChangeSet | None:
        kept = [known for known in mark.tags if known.casefold() not in cleaned]
        return annotating.set_tags(mark, kept, now=now) if len(kept) < len(mark.tags) else None

    return BulkEdit("Tags changed", of)


def trash(*, now: datetime) -> BulkEdit:
    """To the trash."""
    return BulkEdit("Marks deleted", lambda mark: annotating.trash([mark], now=now), Before.DELETE)


def pieces(library: "Library", sequences: Iterable[int]) -> list[list[int]]:
    """The annotations of some numbers, in pieces that hold all of an article's.

    Args:
        library: Whose annotations.
        sequences: Their numbers; one that stands there twice counts once.
    """
    return list(_in_pieces(library.table.by_article(list(dict.fromkeys(sequences)))))


def _in_pieces(articles: Iterable[list[int]]) -> Iterator[list[int]]:
    piece: list[int] = []
    for numbers in articles:
        if piece and len(piece) + len(numbers) > _PIECE:
            yield piece
            piece = []
        piece.extend(numbers)
    if piece:
        yield piece


def apply_to(library: "Library", piece: Sequence[int], edit: BulkEdit, kept: Kept) -> list[Applied]:
    """Make an edit of a piece, a transaction an article; it is on disk when this returns.

    Args:
        library: Whose annotations.
        piece: Their numbers, one of :func:`pieces`.
        edit: What is done to each.
        kept: That all pieces together may be edited.

    Raises:
        LibraryUnusable: It could not be written; the articles before it were.
    """
    kept.check(len(piece))
    applied = []
    for article_id, marks in library.table.annotations(piece).items():
        edits = [made for mark in marks if (made := edit.of(mark)) is not None]
        changes = tuple(change for made in edits for change in made.changes)
        if changes:
            change_set = ChangeSet(edit.label, article_id, changes)
            applied.append(Applied(article_id, library.apply(change_set), change_set))
    return applied


def take_back(library: "Library", steps: Sequence[Step]) -> Travelled:
    """Take steps back; one that changed what was changed again since stays as it is.

    Raises:
        LibraryUnusable: It could not be written; those before it are taken back.
    """
    return _travelled(steps, library.take_back)


def bring_back(library: "Library", steps: Sequence[Step]) -> Travelled:
    """Do steps again that were taken back; one that another edit followed stays undone.

    Raises:
        LibraryUnusable: It could not be written; those before it are done.
    """
    return _travelled(steps, library.bring_back)


def _travelled(steps: Sequence[Step], travel: Callable[[str, int], ChangeSet]) -> Travelled:
    done, left, change_sets = list[Step](), list[Step](), list[ChangeSet]()
    for step in steps:
        try:
            change_sets.append(travel(step.article_id, step.sequence))
            done.append(step)
        except HistoryConflict:
            left.append(step)
    return Travelled(done, left, change_sets)
