"""Which articles were open before and after this one. Pure."""

from dataclasses import dataclass, field

__all__ = ["Navigation"]

_MOST = 100


@dataclass(slots=True)
class Navigation:
    """Back and forward among articles."""

    _visited: list[str] = field(default_factory=list)
    _here: int = -1

    def visit(self, article_id: str) -> None:
        """An article was opened; what lay forward of here is forgotten."""
        if self._here >= 0 and self._visited[self._here] == article_id:
            return
        self._visited = [*self._visited[: self._here + 1], article_id][-_MOST:]
        self._here = len(self._visited) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is an article before this one."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is an article after this one."""
        return self._here + 1 < len(self._visited)

    def go(self, step: int) -> str:
        """Go back (-1) or forward (1); the article there, or "" at the end."""
        if not 0 <= self._here + step < len(self._visited):
            return ""
        self._here += step
        return self._visited[self._here]
