"""The headlines of a library, looked through as one types: one long text, so that it takes no time.

A library may have a hundred thousand articles; what is asked of each of them by itself would take
longer than a keystroke may.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from galley.domain.catalogue import ArticleSummary
from galley.domain.fuzzy import rank

__all__ = ["Headlines"]

_SHORTEST_LIKE = 3  # letters: fewer are in any headline
_MOST_LIKE = 60  # headlines that are looked at letter by letter, which takes long
_NEWEST_LIKE = 20_000  # articles whose headlines are
_FEW = 4


class Headlines:
    """Those of some articles, in their order; the text is made when it is first looked through.

    Attributes:
        of: The articles.
    """

    def __init__(self, summaries: Sequence[ArticleSummary]) -> None:
        self.of = summaries
        self._text = ""
        self._starts: list[int] = []

    def matching(self, typed: str, most: int) -> list[ArticleSummary]:
        """The articles whose headlines have what was typed, the likeliest first.

        First a headline begins with it, then a word of it does, then it stands anywhere, then all
        its words do; equal ones as they came. Only where few do, those follow that have its letters
        in order.

        Args:
            typed: As it was typed so far; not empty.
            most: How many at most.
        """
        if not self._starts:
            self._make_text()
        line = _folded(typed)
        if not self.of or not line:
            return []
        found: dict[int, None] = {}
        for numbers in self._stages(line):
            for number in numbers:
                found.setdefault(number)
                if len(found) == most:
                    return [self.of[one] for one in found]
        if len(found) < _FEW:
            found |= dict.fromkeys(self._like(line))
        return [self.of[number] for number in found][:most]

    def _make_text(self) -> None:
        lines = [_folded(summary.headline) for summary in self.of]
        position, starts = 1, []  # each begins after the end of a line, the first one too
        for line in lines:
            starts.append(position)
            position += len(line) + 1
        self._text, self._starts = "\n".join(["", *lines, ""]), starts

    def _stages(self, line: str) -> Iterator[Iterator[int]]:
        yield (number + 1 for number in self._having(f"\n{line}"))
        yield self._having(line, at_words=True)
        yield self._having(line)
        parts = line.split()
        if len(parts) > 1:
            yield self._having_all(sorted(parts, key=len))

    def _having(self, words: str, *, at_words: bool = False) -> Iterator[int]:
        """Which have these words, perhaps only where a word begins; some come more than once."""
        text, place = self._text, self._text.find(words)
        while place >= 0:
            if not at_words or not text[place - 1].isalnum():
                yield bisect_right(self._starts, place) - 1
            place = text.find(words, place + 1)

    def _having_all(self, parts: Sequence[str]) -> Iterator[int]:
        """Looked for is the longest, which the fewest have."""
        for number in self._having(parts[-1]):
            headline = self._headline(number)
            if all(part in headline for part in parts):
                yield number

    def _like(self, line: str) -> list[int]:
        letters = [re.escape(letter) for letter in line if not letter.isspace()]
        if len(letters) < _SHORTEST_LIKE:
            return []
        # Nothing in it can be matched in two ways: the time grows with the text and no faster.
        pattern = re.compile(
            "^" + "".join(rf"[^{letter}\n]*{letter}" for letter in letters), re.MULTILINE
        )
        last = self._starts[min(len(self._starts), _NEWEST_LIKE) - 1]
        found = pattern.finditer(self._text, 0, self._text.find("\n", last))
        having = (bisect_right(self._starts, one.start()) - 1 for one in found)
        numbers = [number for number, _count in zip(having, range(_MOST_LIKE), strict=False)]
        ranked = rank(line, [self._headline(number) for number in numbers])
        return [numbers[place] for place, _match in ranked]

    def _headline(self, number: int) -> str:
        start = self._starts[number]
        return self._text[start : self._text.find("\n", start)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
