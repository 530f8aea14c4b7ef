"""The last guard against a mark that drifts: none is written that is not at its words."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from galley.domain.annotation import Annotation, Target
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import MarkElsewhere
from galley.domain.structure import Structure
from galley.storage.entities import read_annotations
from galley.storage.tables import structures
from galley.storage.version_rows import read_version

__all__ = ["WordCheck"]

_TEXTS_AT_HAND = 4

_Key = tuple[str, bytes | None]


class _Text(NamedTuple):
    """The text of a version, and whose it is.

    Attributes:
        surrounds: What stands around words in it is what they stood among where they were marked.
    """

    article_id: str
    text: str
    surrounds: bool


class WordCheck:
    """Compares marks with the text that is read; keeps the last few, each until it is corrected."""

    def __init__(self) -> None:
        self._texts: dict[_Key, _Text] = {}

    def check(self, connection: Connection, changes: Iterable[Change]) -> None:
        """See that each new or moved mark stands at the very words it says it marks.

        What it says of the words around must be true, too: the same words may stand elsewhere.

        Raises:
            MarkElsewhere: It does not.
            ValueError: It marks a version that is not there, or of another article.
        """
        texts: dict[str, _Text] = {}
        for change in changes:
            before, after = change.before, change.after
            if not isinstance(after, Annotation):
                continue
            known = before.all_targets if isinstance(before, Annotation) else ()
            if known != after.all_targets:
                self._check_targets(connection, [after], texts, known=frozenset(known))

    def check_corrected(self, connection: Connection, change_set: ChangeSet) -> None:
        """After an edit was written: if it corrects a text, see that no mark was left behind.

        Raises:
            MarkElsewhere: One was: it stands at other words than it says it marks.
        """
        if any(isinstance(change.entity, Structure) for change in change_set.changes):
            for trashed in (False, True):
                marks = read_annotations(connection, change_set.article_id, trashed=trashed)
                self._check_targets(connection, marks, {})

    def _check_targets(
        self,
        connection: Connection,
        marks: list[Annotation],
        texts: dict[str, _Text],
        known: frozenset[Target] | None = None,
    ) -> None:
        """See that marks are at their words; those of passages that are not known, among others."""
        for article_id, target in ((m.article_id, t) for m in marks for t in m.all_targets):
            if target.version_id not in texts:
                texts[target.version_id] = self._text(connection, target.version_id)
            home = texts[target.version_id]
            words = home.text[target.start : target.end]
            if words != target.exact:
                msg = f"the words at {target.start} are “{words}”, not “{target.exact}”"
                raise MarkElsewhere(msg)
            is_new = known is not None and target not in known
            if is_new and home.surrounds and not target.stands_in(home.text):
                msg = f"“{target.exact}” at {target.start} stands among other words"
                raise MarkElsewhere(msg)
            if home.article_id != article_id:
                msg = f"version {target.version_id} is of another article than its mark"
                raise ValueError(msg)

    def _text(self, connection: Connection, version_id: str) -> _Text:
        # By its corrections too: another process may have made some meanwhile.
        digest = select(structures.c.digest).where(structures.c.version_id == version_id)
        key = (version_id, connection.scalar(digest))
        if key not in self._texts:
            version = read_version(connection, version_id)
            if version is None:
                msg = f"there is no version {version_id} to mark"
                raise ValueError(msg)
            if len(self._texts) >= _TEXTS_AT_HAND:
                del self._texts[next(iter(self._texts))]
            self._texts[key] = _Text(
                version.article_id, version.text, surrounds=not version.is_of_quotations
            )
        return self._texts[key]
