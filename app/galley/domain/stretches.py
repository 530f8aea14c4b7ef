"""Words, sentences and quotations of a text: where each begins and ends. Knows no article.

Offsets are code points of the text, ranges half-open. A line feed ends everything; nothing that is
found reaches over one.
"""

import re
import unicodedata
from bisect import bisect_right

__all__ = [
    "block_around",
    "quotation_around",
    "sentence_around",
    "sentence_edges",
    "within_word",
    "word_around",
]

Range = tuple[int, int]

_SEPARATOR = "\n"
_LONGEST = 6_000  # code points of a block that are looked at on either side of a place
_JOINERS = frozenset("'’-\u2010\u2011\u00b7")  # inside a word: don’t, anti-trafficking
_GLUE = "\u200d\u2060\ufeff"  # no boundary on either side
# Scripts that part no words: Thai, Lao, Burmese, Khmer, kana and Han. A letter is as far as one
# can see there.
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "[\"'”’»)\\]}\u300d\u300f\uff09]*"
_SENTENCE_END = re.compile(
    rf"(?:[.!?…]+{_CLOSERS}|[\u3002\uff01\uff1f\u17d4]{_CLOSERS})(?P<space>\s*)"
)
# A full stop after one of these ends no sentence by itself.
_ABBREVIATION = re.compile(
    r"(?:(?:^|[\s(“\"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Rev|Hon|Sen|Rep|Gov|Pres|St"
    r"|Jr|Sr|vs|cf|etc|al|No|Nos|Art|Sec|Fig|pp?|ed|eds|vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|e\.g|i\.e|a\.m|p\.m|approx|Inc|Ltd|Co|Corp)|\b[^\W\d_](?:\.[^\W\d_])*)\.\Z"
)
_OPENING = {"“": "”", "«": "»", "„": "“”", "‘": "’", "\u300c": "\u300d", "\u300e": "\u300f"}
_STRAIGHT = '"'


def block_around(text: str, offset: int) -> Range:
    """The block that a place lies in, or as much of it as is looked at.

    Args:
        text: The text.
        offset: A code point; its end lies in the last block.
    """
    low, high = max(0, offset - _LONGEST), min(len(text), offset + _LONGEST)
    start = text.rfind(_SEPARATOR, low, offset) + 1 or low
    end = text.find(_SEPARATOR, offset, high)
    return start, high if end < 0 else end


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def within_word(text: str, offset: int) -> bool:
    """Whether a cut before this code point would cut a word, or a letter from its accents."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _SEPARATOR in (before, after):
        return False
    if unicodedata.category(after)[0] == "M" or before in _GLUE or after in _GLUE:
        return not before.isspace()
    if _UNPARTED.match(before) or _UNPARTED.match(after):
        return False
    if _is_letter(before) and _is_letter(after):
        return True
    # An apostrophe or a hyphen between letters; a point or comma between digits.
    for joiner, left, right in ((before, offset - 2, offset), (after, offset - 1, offset + 1)):
        if left < 0 or right >= len(text):
            continue
        sides = text[left], text[right]
        if joiner in _JOINERS and all(_is_letter(side) for side in sides):
            return True
        if joiner in ".,:/" and all(side.isdigit() for side in sides):
            return True
    return False


def word_around(text: str, start: int, end: int) -> Range:
    """The same range with the words at its ends whole."""
    while within_word(text, start):
        start -= 1
    while within_word(text, end):
        end += 1
    return start, end


def sentence_edges(text: str, start: int, end: int) -> list[int]:
    """Where sentences begin in ``text[start:end]``, which is one block; then where the last ends.

    White space between two sentences belongs to the first. An abbreviation, an initial and an
    ellipsis before a small letter end none.
    """
    edges = [start]
    for found in _SENTENCE_END.finditer(text, start, end):
        at = found.end()
        if at >= end or not _ends_sentence(text, found.start(), found, start):
            continue
        edges.append(at)
    edges.append(end)
    return edges


def _ends_sentence(text: str, mark: int, found: "re.Match[str]", start: int) -> bool:
    following = text[found.end()]
    full_stop = text[mark]
    if full_stop in "\u3002\uff01\uff1f\u17d4":
        return True
    if not found["space"] or following.islower():
        return False
    single = full_stop == "." and text[mark : mark + 2] not in ("..", ".”", '."', ".’")
    return not (single and _ABBREVIATION.search(text[max(start, mark - 24) : mark + 1]))


def quotation_around(text: str, start: int, end: int) -> Range | None:
    """The innermost quotation that holds a range of one block, with its marks; None if none does.

    A quotation that is opened and not closed reaches to the end of its block, as one does that the
    next paragraph goes on with.
    """
    low, high = block_around(text, start)
    if end > high:
        return None
    around = [one for one in _quotations(text, low, high) if one[0] <= start and end <= one[1]]
    return min(around, key=lambda one: one[1] - one[0], default=None)


def _quotations(text: str, low: int, high: int) -> list[Range]:
    open_at: list[tuple[int, str]] = []  # where, and which marks close it
    found: list[Range] = []
    for at in range(low, high):
        character = text[at]
        closes = next((n for n, one in enumerate(open_at) if character in one[1]), None)
        if closes is not None and not _is_apostrophe(text, at):
            found.append((open_at[closes][0], at + 1))
            del open_at[closes:]  # what was opened inside and not closed was no quotation
        elif character in _OPENING and not _is_apostrophe(text, at):
            open_at.append((at, _OPENING[character]))
        elif character == _STRAIGHT:
            open_at.append((at, _STRAIGHT))
    found.extend((at, high) for at, closers in open_at if closers not in ("’", _STRAIGHT))
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a single mark stands inside a word, as in “don’t”."""
    inside = 0 < at < len(text) - 1
    return text[at] in "‘’" and inside and text[at - 1].isalnum() and text[at + 1].isalnum()


def sentence_around(text: str, offset: int) -> Range:
    """The sentence that a code point lies in, without the white space around it."""
    low, high = block_around(text, offset)
    edges = sentence_edges(text, low, high)
    index = min(max(0, bisect_right(edges, offset) - 1), len(edges) - 2)
    first, last = edges[index], edges[index + 1]
    words = text[first:last]
    return first + len(words) - len(words.lstrip()), first + len(words.rstrip())
