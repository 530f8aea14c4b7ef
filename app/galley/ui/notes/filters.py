"""Which annotations the panel shows; a plain value without Qt."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from galley.domain.annotation import Annotation, CheckStatus, Kind

__all__ = ["NEEDS_WORK", "NoteFilter", "Occurrences", "occurrences"]

# The statuses that ask for something to be done, the most frequent need first.
NEEDS_WORK = (
    CheckStatus.UNCHECKED,
    CheckStatus.WRONG,
    CheckStatus.DISPUTED,
    CheckStatus.CANT_VERIFY,
)


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """An annotation is shown if its status and its kind are among these; none means any."""

    statuses: frozenset[CheckStatus] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    def accepts(self, annotation: Annotation) -> bool:
        """Whether the annotation is shown."""
        return (not self.statuses or annotation.check.status in self.statuses) and (
            not self.kinds or annotation.kind in self.kinds
        )

    @property
    def shows_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.statuses and not self.kinds

    def with_status(self, status: CheckStatus) -> "NoteFilter":
        """The filter with a status added, or taken away if it was there."""
        return NoteFilter(self.statuses ^ {status}, self.kinds)

    def with_kind(self, kind: Kind) -> "NoteFilter":
        """The filter with a kind added, or taken away if it was there."""
        return NoteFilter(self.statuses, self.kinds ^ {kind})


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How many annotations there are of each status and kind that occurs."""

    statuses: dict[CheckStatus, int]
    kinds: dict[Kind, int]


def occurrences(annotations: Iterable[Annotation]) -> Occurrences:
    """Count statuses and kinds, in the order in which they are defined."""
    pairs = Counter((note.check.status, note.kind) for note in annotations)
    statuses = {status: sum(pairs[status, kind] for kind in Kind) for status in CheckStatus}
    kinds = {kind: sum(pairs[status, kind] for status in CheckStatus) for kind in Kind}
    return Occurrences(
        {status: count for status, count in statuses.items() if count},
        {kind: count for kind, count in kinds.items() if count},
    )
