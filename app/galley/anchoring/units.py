"""Units and tokens: what two texts are compared by. Knows no language, only its punctuation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from galley.anchoring.folding import FoldedText

__all__ = ["NUMBER", "Token", "Units", "cut", "tokens"]

_LONGEST = 4_000  # code points of a sentence; what is longer is none
_ONE_IN = 16  # words
_CLOSERS = "[\"')\\]}\u300d\u300f\uff09]*"
_SENTENCE_END = re.compile(rf"[.!?]{_CLOSERS} |[\u3002\uff01\uff1f]{_CLOSERS} ?")
# Scripts that part no words, Thai to Burmese, Khmer, kana and Han: each letter is a token.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
NUMBER = r"\d+(?:[.,:/]\d+)*"
_TOKEN = re.compile(rf"{NUMBER}|[{_UNPARTED}]|(?:(?![{_UNPARTED}])\w)+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Units:
    """Sentences and lines, which together are the whole text.

    Attributes:
        edges: Where each begins, in folded code points, and at last where the text ends.
        words: Each one's text without the space after it.
    """

    edges: list[int]
    words: list[str]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or one mark of punctuation, in folded code points."""

    start: int
    end: int
    text: str

    @property
    def letters(self) -> int:
        """How much it says: its length, and nothing for punctuation."""
        return self.end - self.start if self.text[0].isalnum() else 0


def cut(folded: FoldedText) -> Units:
    """Cut a text where a line or a sentence ends.

    An abbreviation's point may cut a sentence in two; it does so in both texts alike.
    """
    text = folded.text
    inside = {match.end() for match in _SENTENCE_END.finditer(text)}
    inside.update(folded.breaks)
    edges = sorted(inside | {0, len(text)})
    inside.update(
        edge
        for start, end in pairwise(edges)
        if end - start > _LONGEST
        for edge in _landmarks(text, start, end)
    )
    edges = sorted(inside | {0, len(text)})
    return Units(edges, [text[start:end].rstrip(" ") for start, end in pairwise(edges)])


def _landmarks(text: str, start: int, end: int) -> Iterator[int]:
    """Where to cut what has no sentences: behind the words that a checksum picks, so in both texts.

    Content-defined chunking, as in A. Muthitacharoen et al., "A low-bandwidth network file system",
    SOSP 2001.
    """
    word = start
    for match in re.finditer(" ", text[start:end]):
        behind = start + match.end()
        if crc32(text[word:behind].encode("utf-8", "surrogatepass")) % _ONE_IN == 0:
            yield behind
        word = behind


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``; white space is between them."""
    found = _TOKEN.finditer(text, start, end)
    return [Token(match.start(), match.end(), match.group()) for match in found]
