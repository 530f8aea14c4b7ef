"""Which articles, and which marks in them, were gone to before this one and after. Pure."""

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Navigation", "Stop"]

_MOST = 100


class Stop(NamedTuple):
    """Somewhere that was gone to.

    Attributes:
        article_id: The article.
        annotation_id: The mark that was gone to or left from; empty for the article as a whole.
    """

    article_id: str
    annotation_id: str = ""


@dataclass(slots=True)
class Navigation:
    """Back and forward among articles, and among marks where a link was followed."""

    _visited: list[Stop] = field(default_factory=list)
    _here: int = -1

    def visit(self, article_id: str) -> None:
        """An article was opened; what lay forward of here is forgotten."""
        if self._here < 0 or self._visited[self._here].article_id != article_id:
            self._add(Stop(article_id))

    def jump(self, left: str, stop: Stop) -> None:
        """A link is followed, perhaps within the article.

        Args:
            left: The mark that is left, to come back to.
            stop: Where the link leads.
        """
        if self._here >= 0:
            self._visited[self._here] = self._visited[self._here]._replace(annotation_id=left)
            if self._visited[self._here] == stop:
                return
        self._add(stop)

    def _add(self, stop: Stop) -> None:
        self._visited = [*self._visited[: self._here + 1], stop][-_MOST:]
        self._here = len(self._visited) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is something before this."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is something after this."""
        return self._here + 1 < len(self._visited)

    def go(self, step: int) -> Stop | None:
        """Go back (-1) or forward (1); what is there, or None at the end."""
        if not 0 <= self._here + step < len(self._visited):
            return None
        self._here += step
        return self._visited[self._here]
