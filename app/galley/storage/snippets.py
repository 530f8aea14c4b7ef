"""Where a query's words stand in a text, and the words around them. Knows no database.

The index keeps no texts, so the few that are shown are read again and searched here by the rules
of its tokeniser: letters and digits make words, whatever their case and their Latin accents.
Offsets are code points of the text as it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from galley.domain.search import Query, SearchField, Term
from galley.storage.index_documents import SKIPPED_MARKS, Passage

__all__ = ["Matcher", "Snippet"]

_LONGEST = 180  # code points of a snippet
_BEFORE = 60  # of them before the first hit
_ELLIPSIS = "…"
_WORD = re.compile(rf"[^\W_][^\W_{SKIPPED_MARKS}]*(?:[{SKIPPED_MARKS}]+[^\W_]*)*")
_HAS_MARKS = re.compile(f"[{SKIPPED_MARKS}]")
_TO_SPACES = str.maketrans(dict.fromkeys("\n\t\r\u2028\u2029\ufffc", " "))

Range = tuple[int, int]


class _Folding(dict[int, str]):
    """Each character as the tokeniser has it; always one character for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0]
        folded = (base if base.isascii() else character).casefold()
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a hit.

    Attributes:
        field: Where they are from.
        text: On one line.
        hits: Ranges of code points of ``text``.
        offset: The first hit in the article's canonical text; None if it stands beside it.
        paragraph: Which of the article they are in, from 1; 0 if none.
    """

    field: SearchField
    text: str
    hits: tuple[Range, ...] = ()
    offset: int | None = None
    paragraph: int = 0


class Matcher:
    """Finds the words of one query."""

    def __init__(self, query: Query) -> None:
        self._query = query
        terms = [term for term in query.terms if not term.negated]
        self._terms = [(term, words) for term in terms if (words := _words(term.text))]
        self._patterns: dict[tuple[int, bool], re.Pattern[str]] = {}

    def hits(self, field: SearchField, text: str) -> tuple[Range, ...]:
        """The ranges of a text where the query's words stand, in order, none inside another."""
        found = [hit for hits in self._by_term(field, text).values() for hit in hits]
        merged: list[Range] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _by_term(self, field: SearchField, text: str) -> dict[int, list[Range]]:
        folded = _fold(text)
        marks = not text.isascii() and bool(_HAS_MARKS.search(text))
        found: dict[int, list[Range]] = {}
        for number, (term, words) in enumerate(self._terms):
            if not self._looks_in(term, field):
                continue
            if words[0] not in folded and not marks:
                continue
            pattern = self._pattern(number, term, words, marks=marks)
            hits = [match.span(1) for match in pattern.finditer(folded)]
            if hits:
                found[number] = hits
        return found

    def _looks_in(self, term: Term, field: SearchField) -> bool:
        if term.field is not None:
            return term.field is field
        return not self._query.fields or field in self._query.fields

    def _pattern(
        self, number: int, term: Term, words: list[str], *, marks: bool
    ) -> re.Pattern[str]:
        key = (number, marks)
        if key not in self._patterns:
            skipped = f"[{SKIPPED_MARKS}]"
            inside = rf"(?:[^\W_]|{skipped})" if marks else r"[^\W_]"
            # Marks that no letter stands before are of no word.
            before = rf"(?<!{skipped}){skipped}*" if marks else ""
            between = f"{skipped}*" if marks else ""
            apart = rf"(?!{skipped})[\W_]+" if marks else r"[\W_]+"
            phrase = apart.join(between.join([*map(re.escape, word), ""]) for word in words)
            last = f"{inside}*" if term.prefix else ""
            self._patterns[key] = re.compile(rf"(?<![^\W_]){before}({phrase}{last})(?!{inside})")
        return self._patterns[key]

    def snippet(self, passages: Iterable[Passage]) -> Snippet | None:
        """The words around the best hit in some passages.

        That is in the passage with the most of the query's words, the first of several. Without
        any hit it is the beginning of the first passage.

        Returns:
            The snippet; None if there is nothing but figures.
        """
        return next(iter(self.snippets(passages, most=1)), None)

    def snippets(self, passages: Iterable[Passage], *, most: int) -> list[Snippet]:
        """The best of some passages, as of :meth:`snippet`, and then others that have a hit.

        Args:
            passages: In their order.
            most: How many at most: the others are the best, in the order of the passages.
        """
        counted = [
            (len(self._by_term(passage.field, passage.text)), number, passage)
            for number, passage in enumerate(passages)
            if passage.text.strip("\ufffc \n")
        ]
        counted.sort(key=lambda one: (-one[0], one[1]))
        others = sorted(number for count, number, _ in counted[1:most] if count)
        by_number = {number: passage for _, number, passage in counted}
        best = [counted[0][1]] if counted else []
        return [self._snippet(by_number[number]) for number in (*best, *others)]

    def _snippet(self, passage: Passage) -> Snippet:
        hits = self.hits(passage.field, passage.text)
        text, inside = _cut(passage.text, hits)
        offset = passage.offset + hits[0][0] if hits and passage.offset is not None else None
        return Snippet(passage.field, text, inside, offset, passage.paragraph)


def _words(text: str) -> list[str]:
    """A term's words as the tokeniser has them, without the marks that it skips."""
    folded = _fold(text)
    return [_HAS_MARKS.sub("", match[0]) for match in _WORD.finditer(folded)]


def _cut(text: str, hits: tuple[Range, ...]) -> tuple[str, tuple[Range, ...]]:
    """A piece of a text around its first hit, whole words, on one line; the hits in it."""
    first = hits[0] if hits else (0, 0)
    begin = _word_start(text, max(0, first[0] - _BEFORE), first[0])
    end = _word_end(text, begin + max(_LONGEST, first[1] - begin), first[1])
    before = _ELLIPSIS if begin > 0 else ""
    after = _ELLIPSIS if end < len(text) else ""
    moved = [
        (start - begin + len(before), min(stop, end) - begin + len(before))
        for start, stop in hits
        if start < end
    ]
    return before + text[begin:end].translate(_TO_SPACES) + after, tuple(moved)


def _word_start(text: str, position: int, limit: int) -> int:
    """The first beginning of a word from here; the place itself if there is none up to a limit."""
    if position == 0:
        return 0
    for before, here in pairwise(range(position - 1, limit + 1)):
        if text[before : before + 1].isspace() and not text[here : here + 1].isspace():
            return here
    return position


def _word_end(text: str, position: int, limit: int) -> int:
    """The last end of a word up to here; the place itself if there is none down to a limit."""
    if position >= len(text):
        return len(text)
    for here in range(position, limit, -1):
        if text[here].isspace() and not text[here - 1].isspace():
            return here
    return position
