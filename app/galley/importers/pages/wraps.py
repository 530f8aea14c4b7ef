"""Takes the names off what stands around a page's text as a whole; knows no article.

A page may stand in one form, one list entry or one box called "modal", as its tools build it. What
holds nearly all of a page's sentences tells none of them apart, whatever it is.
"""

from collections import defaultdict

from galley.importers.pages.segments import Box, Page
from galley.importers.pages.weights import is_running
from galley.importers.phrases import words

__all__ = ["unname_wraps"]

_MOST = 0.5  # of the page's sentences
_NEARLY_ALL = 0.7  # of them
_FEWEST = 3  # paragraphs
_LEAST = 600  # characters of sentences: less may be a notice, which its box tells
_MEANT = words("cookie|cookies|consent|gdpr|privacy")
_ENTRIES = frozenset({"li", "dd"})
_LISTS = frozenset({"ul", "ol", "dl"})
_KEPT = frozenset({"html", "body", "main", "article", "noscript", "dialog", "td", "th", "pre"})


def unname_wraps(page: Page) -> None:
    """Take the tags off the boxes that hold most sentences of a page, the names off its wraps."""
    held: dict[Box, list[int]] = defaultdict(lambda: [0, 0])
    whole = 0
    for segment in page.segments:
        if segment.box.hidden or not is_running(segment):
            continue
        whole += len(segment.text)
        for box in segment.box.chain():
            held[box][0] += 1
            held[box][1] += len(segment.text)
    most = {
        box: length
        for box, (count, length) in held.items()
        if count >= _FEWEST and length >= _MOST * whole and not box.words & _MEANT
    }
    headed = _around_headlines(page)
    around_entries = {box.parent for box in most if box.tag in _ENTRIES}
    for box, length in most.items():
        if whole >= _LEAST and length >= _NEARLY_ALL * whole and (box in headed or not headed):
            box.words = frozenset()
        if box.tag not in _KEPT and (box.tag not in _LISTS or box in around_entries):
            box.tag = "div"


def _around_headlines(page: Page) -> set[Box]:
    """The boxes around a page's main headings: a box of many comments has none."""
    main = [s.box for s in page.segments if s.text and s.box.within("h1") and not s.box.hidden]
    return {around for box in main for around in box.chain()}
