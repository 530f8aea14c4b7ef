"""The last guard against a mark that drifts: none is written that is not at its words."""

from sqlalchemy import Connection

from galley.domain.annotation import Annotation
from galley.domain.changes import Change
from galley.storage.entities import read_version

__all__ = ["WordCheck"]

_TEXTS_AT_HAND = 4


class WordCheck:
    """Compares marks with the canonical text; keeps the last few texts, as no version changes."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def check(self, connection: Connection, change: Change) -> None:
        """See that a new or moved mark stands at the very words it says it marks.

        Raises:
            ValueError: It does not, or marks a version that is not there.
        """
        before, after = change.before, change.after
        if not isinstance(after, Annotation):
            return
        if isinstance(before, Annotation) and before.all_targets == after.all_targets:
            return
        for target in after.all_targets:
            words = self._text(connection, target.version_id)[target.start : target.end]
            if words != target.exact:
                msg = f"the words at {target.start} are “{words}”, not “{target.exact}”"
                raise ValueError(msg)

    def _text(self, connection: Connection, version_id: str) -> str:
        if version_id not in self._texts:
            version = read_version(connection, version_id)
            if version is None:
                msg = f"there is no version {version_id} to mark"
                raise ValueError(msg)
            if len(self._texts) >= _TEXTS_AT_HAND:
                del self._texts[next(iter(self._texts))]
            self._texts[version_id] = version.text
        return self._texts[version_id]
