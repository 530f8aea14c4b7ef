"""Finding words in the open article: a query’s hits in the canonical text, and the current one."""

from dataclasses import dataclass, field

__all__ = ["Finder"]

# What a keyboard has for what is printed; each is one code point for one, so that offsets stay.
_TYPED = str.maketrans("‘’“”–—\u2011\u00a0\u2009\u202f\u2028\t", "''\"\"---     ")


@dataclass(slots=True)
class Finder:
    """The hits of one query. Offsets are code points."""

    hits: list[tuple[int, int]] = field(default_factory=list)
    current: int = -1

    def search(self, text: str, query: str, near: int) -> None:
        """Find a query, whatever its case, and its quotation marks and dashes as they are typed.

        The first hit after ``near`` is the current one.

        Args:
            text: The canonical text.
            query: What to find; nothing finds nothing.
            near: Where the person is.
        """
        self.hits, self.current = [], -1
        if not query.strip():
            return
        folded, wanted = _fold(text), _fold(query)
        position = folded.find(wanted)
        while position >= 0:
            self.hits.append((position, position + len(wanted)))
            position = folded.find(wanted, position + len(wanted))
        if self.hits:
            after = (index for index, hit in enumerate(self.hits) if hit[0] >= near)
            self.current = next(after, 0)

    def step(self, by: int) -> tuple[int, int] | None:
        """Go on to the next (1) or previous (-1) hit, round the end; the hit, if there is one."""
        if not self.hits:
            return None
        self.current = (self.current + by) % len(self.hits)
        return self.hits[self.current]


def _fold(text: str) -> str:
    """Lower case and typed marks, without changing any length: offsets must stay the text's."""
    return "".join(
        lower if len(lower := character.lower()) == 1 else character
        for character in text.translate(_TYPED)
    )
