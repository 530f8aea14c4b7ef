"""Finds a caption's credit by the inline element that it stands in; knows single segments only."""

from galley.domain.article import Zone
from galley.importers.credit_names import looks_like_names
from galley.importers.credits import (
    is_credit,
    is_labelled_credit,
    split_caption,
    strip_label,
)
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import CAPTION_WORDS, CREDIT_WORDS

__all__ = ["marked_credit"]

_FEWEST_WORDS = 4  # of a caption behind its credit
_BETWEEN = " \u00a0\u2028|–—-•·/(:©"


def marked_credit(segment: Segment) -> list[tuple[int, int, Zone]]:
    """The ranges of a caption and of the credit behind it, whose element sets it apart.

    None of both if no element does: told by the element's name, else by what it says.
    """
    return _named_credit(segment) or _credit_at_edge(segment)


def _credit_at_edge(segment: Segment) -> list[tuple[int, int, Zone]]:
    """A caption and its credit in inline elements of their own, whatever these are named."""
    text = segment.text
    if is_labelled_credit(text):
        return []
    said = split_caption(text)
    edges = {edge for start, end, _words in segment.marks for edge in (start, end)}
    for edge in sorted(edge for edge in edges if 12 < edge < len(text) - 1):
        first, last = strip_label(text[edge:])
        tail = text[edge + first : edge + last].rstrip(".")
        if is_credit(text[edge:].strip()) or (len(tail.split()) > 1 and looks_like_names(tail)):
            if said is not None and said.credit == (edge + first, edge + last):
                return [(*said.caption, Zone.CAPTION), (*said.credit, Zone.CREDIT)]
            caption_end = len(text[:edge].rstrip(_BETWEEN))
            return [(0, caption_end, Zone.CAPTION), (edge + first, edge + last, Zone.CREDIT)]
    return []


def _named_credit(segment: Segment) -> list[tuple[int, int, Zone]]:
    """A caption whose credit is marked by an inline element's class."""
    text = segment.text
    for start, end, named in segment.marks:
        words = named - segment.box.words  # "media-caption__source" in a "media-caption"
        if start == 0 and words & CREDIT_WORDS and not words & CAPTION_WORDS:
            rest = len(text) - len(text[end:].lstrip(_BETWEEN))
            first, last = strip_label(text[:end])
            if first < last and len(text[rest:].split()) >= _FEWEST_WORDS:
                return [(first, last, Zone.CREDIT), (rest, len(text), Zone.CAPTION)]
        whole = start == 0 and end == len(text)
        if whole or not words & CREDIT_WORDS or words & CAPTION_WORDS or end < len(text) - 3:
            continue
        first, last = strip_label(text[start:end])
        if first >= last:
            continue
        before = split_caption(text) if text[max(0, start - 1)] in _BETWEEN else None
        if before is not None and before.caption[1] < start and before.credit[1] >= end - 1:
            return [(*before.caption, Zone.CAPTION), (*before.credit, Zone.CREDIT)]
        caption_end = len(text[:start].rstrip(_BETWEEN))
        caption = [(0, caption_end, Zone.CAPTION)] if caption_end else []
        return [*caption, (start + first, start + last, Zone.CREDIT)]
    return []
