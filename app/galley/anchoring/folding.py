"""Folding: a text as it is compared, with a map back to the text as it is. Knows no marks.

Two captures of one page seldom agree on quotation marks, dashes and spaces. Folded, they do. What
is folded is for matching only: what a person reads or exports is always the original.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["FoldedText", "fold"]

_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f\u301d\u301e\uff02"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc\u00b4`\uff07"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Soft hyphen, joiners, word joiner, byte order mark, marks of direction, variation selectors.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)


def _each(ranges: str) -> Iterator[str]:
    """The characters that a regular expression's ranges stand for."""
    for match in re.finditer(r"(.)(?:-(.))?", ranges, re.DOTALL):
        first, last = match.group(1), match.group(2) or match.group(1)
        yield from map(chr, range(ord(first), ord(last) + 1))


_LIKE_FOR_LIKE = {
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_each(_SPACES), " "),
    **dict.fromkeys(_BREAKS, "\n"),
}
# Each alternative begins with a letter to look for: five times as fast as a class of them.
_CHANGES_LENGTH = re.compile(" [ \n]+|\n[ \n]+|--+|\u2026")
_DROPPED = re.compile(f"[{_INVISIBLE}]+")
# Below U+0300 nothing composes with what stands before it; the soft hyphen may part what does.
_MAY_COMPOSE = re.compile(r"[^\x00-\xac\xae-\u02ff]+")
_INVISIBLES = tuple(_each(_INVISIBLE))
_JAMO = range(0x1160, 0x1200)  # Hangul vowels and finals: letters that compose


@dataclass(frozen=True, slots=True)
class _RunMap:
    """Offsets of a rewritten text against those of its source, as the runs between rewrites.

    Run ``k`` spans ``rewritten[k]`` to ``rewritten[k + 1]`` and ``source[k]`` to ``source[k + 1]``.
    Where the two are equally long it is character for character; else it is one indivisible piece.
    """

    rewritten: list[int]
    source: list[int]

    def source_start(self, offset: int) -> int:
        run = min(bisect_right(self.rewritten, offset), len(self.rewritten) - 1) - 1
        if self._is_even(run) or offset == self.rewritten[-1]:
            return min(self.source[run] + offset - self.rewritten[run], self.source[-1])
        return self.source[run]

    def source_end(self, offset: int) -> int:
        if offset == 0:
            return 0
        run = bisect_right(self.rewritten, offset - 1) - 1
        if self._is_even(run):
            return self.source[run] + offset - self.rewritten[run]
        return self.source[run + 1]

    def rewritten_start(self, offset: int) -> int:
        run = min(bisect_right(self.source, offset), len(self.source) - 1) - 1
        if self._is_even(run):
            return self.rewritten[run] + offset - self.source[run]
        return self.rewritten[run + (offset == self.source[run + 1])]

    def rewritten_end(self, offset: int) -> int:
        run = max(bisect_left(self.source, offset) - 1, 0)
        if self._is_even(run):
            return self.rewritten[run] + offset - self.source[run]
        return self.rewritten[run + (offset > self.source[run])]

    def _is_even(self, run: int) -> bool:
        rewritten = self.rewritten[run + 1] - self.rewritten[run]
        return rewritten == self.source[run + 1] - self.source[run]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as it is compared.

    Attributes:
        text: Quotation marks, dashes, ellipses and spaces in one form each; nothing invisible.
        breaks: Where a line of the original begins, in folded code points, ascending.
    """

    text: str
    breaks: tuple[int, ...]
    _maps: tuple[_RunMap, ...]

    def unfold(self, start: int, end: int) -> tuple[int, int]:
        """The original range, in code points, of a folded one; what was dropped beside it is out.

        A range that is cut out of one original character is widened to the whole of it.
        """
        for step in reversed(self._maps):
            start, end = step.source_start(start), step.source_end(end)
        return start, max(start, end)

    def fold_range(self, start: int, end: int) -> tuple[int, int]:
        """The folded range, in code points, of an original one; empty where nothing is left."""
        for step in self._maps:
            start, end = step.rewritten_start(start), step.rewritten_end(end)
        return start, max(start, end)


def fold(original: str) -> FoldedText:
    """Fold a text for comparison. Folding what is folded changes nothing.

    Normalised to NFC, one combining cluster at a time so that offsets can be mapped back; every
    kind of quotation mark, dash and ellipsis in its ASCII form, every run of white space as one
    space, every run of dashes as one; characters that nobody sees dropped.

    Args:
        original: Any text.
    """
    maps = []
    composed = original
    if not original.isascii() and _needs_composing(original):
        composed, compose_map = _rewrite(original, _clusters(original))
        maps.append(compose_map)
    for character, form in _LIKE_FOR_LIKE.items():  # translate() takes ten times as long
        composed = composed.replace(character, form)
    lines, fold_map = _rewrite(composed, _lengths(composed))
    maps.append(fold_map)
    breaks = tuple(match.end() for match in re.finditer("\n", lines))
    return FoldedText(lines.replace("\n", " "), breaks, tuple(maps))


def _needs_composing(text: str) -> bool:
    return any(character in text for character in _INVISIBLES) or not unicodedata.is_normalized(
        "NFC", text
    )


def _lengths(text: str) -> Iterator[tuple[int, int, str]]:
    """What changes length where like is not folded for like."""
    for match in _CHANGES_LENGTH.finditer(text):
        found = match.group()
        yield match.start(), match.end(), _shortened(found)


def _shortened(found: str) -> str:
    if found == "\u2026":
        return "..."
    return "\n" if "\n" in found else found[0]


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Each base with the marks on it, where NFC or dropping the invisible changes it."""
    past = 0
    for match in _MAY_COMPOSE.finditer(text):
        start = match.start()
        if start > past and not text[start - 1].isspace():
            start -= 1  # the base of a mark that begins the run
        edges = [i for i in range(start + 1, match.end()) if not _continues(text[i])]
        for begin, end in zip([start, *edges], [*edges, match.end()], strict=True):
            cluster = text[begin:end]
            plain = unicodedata.normalize("NFC", _DROPPED.sub("", cluster))
            if plain != cluster:
                yield begin, end, plain
        past = match.end()


def _continues(character: str) -> bool:
    """Whether it belongs to the character before it."""
    return (
        unicodedata.category(character)[0] == "M"
        or ord(character) in _JAMO
        or _DROPPED.match(character) is not None
    )


def _rewrite(text: str, rewrites: Iterable[tuple[int, int, str]]) -> tuple[str, _RunMap]:
    pieces, rewritten, source = [], [0], [0]
    length = position = 0
    for start, end, replacement in rewrites:
        pieces.append(text[position:start])
        length += start - position
        if start > source[-1]:
            rewritten.append(length)
            source.append(start)
        pieces.append(replacement)
        length += len(replacement)
        rewritten.append(length)
        source.append(end)
        position = end
    pieces.append(text[position:])
    rewritten.append(length + len(text) - position)
    source.append(len(text))
    return "".join(pieces), _RunMap(rewritten, source)
