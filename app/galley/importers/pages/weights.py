"""Weighs the segments of a page: how much each speaks for being an article's text, or against it.

Sentences speak for it, links, forms and labels against it; what stands around is weighed in boxes.
Which box then holds the article is none of this room's business.
"""

import re
from collections import Counter
from collections.abc import Sequence

from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import is_linked, is_notice_box
from galley.importers.phrases import (
    follows_article,
    is_about_cookies,
    is_notice,
    is_sidebar_heading,
)
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key
from galley.importers.texts.lines import ENDS

__all__ = ["SHORTEST_KNOWN", "ends_sentence", "is_running", "teasers", "totals_of", "weights_of"]

_APART = frozenset({"nav", "footer", "form", "button", "select", "noscript", "aside", "dialog"})
SHORTEST_KNOWN = 40  # characters of a hidden text that the metadata must know
_MOST_LINKS = 12  # in a row that count against a box
_FURTHER = 0.05  # of its weight is left to a link behind them
_NEARLY_ALL = 0.9  # of a page's paragraphs
_TEASER_SHARE = 0.2  # of its weight is left to a sentence in a list's entry with a linked heading
_MOST_AGAINST = -12.0  # that the buttons, names and prices of a box weigh against what is around it
_NOTICE_SHARE = 0.25  # of its weight is left to a sentence in a box named like a notice
_BESIDE = frozenset({"sidebar", "textwidget", "footer"})
_LONG, _SEVERAL = 60, 3  # words and sentences of a text that its author's sign ends
_ASIDE = re.compile(r"[.!?…][\"'“”’»]\)$")  # (But she said, "I know.")
_WITHIN = re.compile(r"[^\W\d_]{2}[.!?…][\"“”’»]?\s+[\"“„«]?[^\W\d_a-z]")
_SIGNED = re.compile(r"[.!?…][\"“”’»]?\s?\([\w/ ,.\-]{2,24}\)$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, maybe with its author's sign: "… over. (abc)"."""
    text = text.rstrip()
    if text.endswith(ENDS):
        return True
    return text.endswith(")") and bool(_SIGNED.search(text) or _ASIDE.search(text))


def is_running(segment: Segment) -> bool:
    """Whether a segment reads like a paragraph of running text."""
    count = word_count(segment.text)
    return (count >= 20 or (count >= 8 and ends_sentence(segment.text))) and not is_linked(segment)


def _weight(segment: Segment, known: str) -> float:
    """How much a segment speaks for its box being the article."""
    text = segment.text
    if segment.picture:
        return 0.0
    if segment.box.hidden and not (known and len(text) > SHORTEST_KNOWN and key(text) in known):
        return 0.0
    count = word_count(text)
    if is_linked(segment):
        return -0.4
    if count >= 4 and len(text) < 200 and (is_notice(text) or is_sidebar_heading(text)):
        return -0.5
    if count < 8 and follows_article(text):
        return -0.5
    if any(box.tag in _APART for box in segment.box.chain()):
        return -0.3
    if not (count >= 30 or (count >= 8 and ends_sentence(text))):
        return -0.1 if count > 3 else -0.2
    if is_about_cookies(text):
        return 0.0
    weight = _prose(segment, count) * (_NOTICE_SHARE if is_notice_box(segment.box) else 1)
    if known:
        weight *= 2.0 if key(text) in known else 0.3
    return weight


def weights_of(segments: Sequence[Segment], known: str) -> list[float]:
    """How much each segment speaks for its box; a long list of links as much as a short one."""
    weights = []
    links = 0
    entries = teasers(segments)
    beside = _beside(segments)
    for segment in segments:
        weight = _weight(segment, known)
        if weight > 0 and any(box in beside for box in segment.box.chain()):
            weight *= _NOTICE_SHARE
        if weight > 0 and segment.box.within("li") in entries:
            weight *= _TEASER_SHARE
        if segment.text:
            links = links + 1 if is_linked(segment) else 0
        weights.append(weight * _FURTHER if links > _MOST_LINKS else weight)
    return weights


def _beside(segments: Sequence[Segment]) -> set[Box]:
    """The boxes that are named as what stands beside an article or below it: none with its heading.

    None on a page without a main heading.
    """
    shown = [s for s in segments if s.text and not s.box.hidden]
    headed = {box for s in shown if s.box.within("h1") is not None for box in s.box.chain()}
    boxes = {box for segment in shown for box in segment.box.chain()} if headed else set()
    return {box for box in boxes - headed if box.words & _BESIDE}


def teasers(segments: Sequence[Segment]) -> set[Box]:
    """The entries of lists that are a linked heading with a paragraph below it.

    None if nearly all paragraphs are such: then the page is a list of articles, and shown as one.
    """
    headed: set[Box] = set()
    held: Counter[Box | None] = Counter()
    for segment in segments:
        entry = segment.box.within("li")
        held[entry] += is_running(segment)
        heading = segment.box.within("h2", "h3", "h4", "h5") is not None
        if entry is not None and heading and segment.text and is_linked(segment):
            headed.add(entry)
    found = {entry for entry in headed if held[entry] == 1}
    return found if len(found) < _NEARLY_ALL * held.total() else set()


def _prose(segment: Segment, count: int) -> float:
    """How much a paragraph of so many words speaks for an article."""
    if not ends_sentence(segment.text) and not _is_long_prose(segment, count):
        return 1.0
    return min(count, 80) / 8 if count >= 20 else 0.5 + count / 12


def _is_long_prose(segment: Segment, count: int) -> bool:
    """Whether a text is prose, though its author's sign ends it; an appeal ends in a link."""
    text = segment.text
    if count < _LONG or any(span.href and span.end == len(text) for span in segment.spans):
        return False
    return len(_WITHIN.findall(text)) >= _SEVERAL


def totals_of(segments: Sequence[Segment], weights: Sequence[float]) -> dict[Box, float]:
    """The sums of the weights in each box; what one box within it takes from it is limited."""
    totals: dict[Box, float] = {box: 0.0 for s in segments for box in s.box.chain()}
    for segment, weight in zip(segments, weights, strict=True):
        totals[segment.box] += weight
    for box in sorted(totals, key=lambda box: box.depth, reverse=True):
        if box.parent is not None:
            totals[box.parent] += max(totals[box], _MOST_AGAINST)
    return totals
