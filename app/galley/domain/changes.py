"""Every edit as a value: what was there before, what is there after, and how to take it back."""

from dataclasses import dataclass, replace

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.domain.structure import Structure

__all__ = ["Change", "ChangeSet", "Entity"]

Entity = Annotation | Article | Structure


@dataclass(frozen=True, slots=True)
class Change:
    """One entity's before and after; None for "did not exist". At least one of them is there."""

    before: Entity | None
    after: Entity | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            msg = "a change needs a before or an after"
            raise ValueError(msg)
        if self.before and self.after and self._key(self.before) != self._key(self.after):
            msg = "a change keeps the entity it is about"
            raise ValueError(msg)

    @staticmethod
    def _key(entity: Entity) -> tuple[type, str]:
        return type(entity), entity.id

    @property
    def entity(self) -> Entity:
        """The entity as it is after the change, or as it was if the change removed it."""
        entity = self.after or self.before
        assert entity is not None  # noqa: S101 - __post_init__ saw to it
        return entity

    @property
    def article_id(self) -> str:
        """The article that the change belongs to."""
        entity = self.entity
        return entity.id if isinstance(entity, Article) else entity.article_id

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """An edit: one step for the person, one transaction for the library.

    Attributes:
        label: What undo calls it, such as ``Note edited``; translated by whoever shows it.
        article_id: The article in whose history it stands.
        changes: In the order in which they are applied.
        merge_key: Consecutive edits with the same key become one undo step (typing in a note).
    """

    label: str
    article_id: str
    changes: tuple[Change, ...]
    merge_key: str = ""

    def inverse(self) -> "ChangeSet":
        """The edit that takes this one back."""
        return replace(
            self, changes=tuple(change.inverse() for change in reversed(self.changes)), merge_key=""
        )

    def joined(self, later: "ChangeSet") -> "ChangeSet":
        """This edit and a later one of the same merge key, as one step.

        Raises:
            ValueError: The two do not follow on one another.
        """
        if not self.merge_key or self.merge_key != later.merge_key:
            msg = "only edits with the same merge key can be joined"
            raise ValueError(msg)
        if len(self.changes) != 1 or len(later.changes) != 1:
            msg = "only edits of one entity can be joined"
            raise ValueError(msg)
        if self.changes[0].after != later.changes[0].before:
            msg = "the later edit does not follow on the earlier one"
            raise ValueError(msg)
        joined = Change(self.changes[0].before, later.changes[0].after)
        return replace(later, changes=(joined,))
