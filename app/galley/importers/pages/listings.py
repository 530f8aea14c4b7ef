"""Tells a page that only lists articles, as a paper's front page does, from one that is an article.

A page that says of itself that it is an article is none, nor one with paragraphs of its own.
"""

import re
from urllib.parse import urlsplit

from galley.importers.pages.body import Body
from galley.importers.pages.metadata import Declared
from galley.importers.pages.segments import Page, Segment
from galley.importers.pages.shape import host_of, is_linked
from galley.importers.pages.weights import is_running
from galley.importers.texts.body import word_count

__all__ = ["LISTING", "is_listing"]

LISTING = (
    "The page lists articles and is none itself: open the one you mean with the browser, then save "
    "that page."
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_FEWEST = 8  # headings on a front page that lead to articles
_FEWEST_ELSEWHERE = 20  # within what would be the text of any other page
_FEWEST_WORDS = 3  # of such a heading
_BELOW = 3  # texts from such a heading to what is said of its article
_LONGEST_TEASER = 45  # words
_OWN_WORDS = 60  # in paragraphs of its own that make a page an article
_OWN_WORDS_IN_FRONT = 120
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default)(?:\.\w+)?/?)?")


def is_listing(page: Page, body: Body, declared: Declared) -> bool:
    """Whether a page lists articles by headings that lead to them, and says next to nothing itself.

    Args:
        page: The page.
        body: Where the text of an article seems to be.
        declared: What the page says of itself.
    """
    if _says_article(page, declared):
        return False
    shown = [s for s in page.segments if s.text and not s.box.hidden]
    host = host_of(declared.address)
    own = sum(word_count(s.text) for s in _own(shown, body, host))
    leading = {s.text: s.number for s in shown if _leads(s, host)}
    if _is_front(declared.address):
        return len(leading) >= _FEWEST and own < _OWN_WORDS_IN_FRONT
    inside = [number for number in leading.values() if body.first <= number <= body.last]
    if len(inside) < _FEWEST_ELSEWHERE or own >= _OWN_WORDS:
        return False
    return not _opens_with_text(shown, host)


def _says_article(page: Page, declared: Declared) -> bool:
    """Whether a page's metadata calls it an article, or says who wrote it or when."""
    kinds = {content.casefold() for name, content in page.metas if name == "og:type"}
    is_kind = any("article" in kind or "video" in kind for kind in kinds)
    return is_kind or bool(declared.headline or declared.published or declared.body)


def _leads(segment: Segment, host: str) -> bool:
    """Whether a heading leads to another page of the site; a part of this one is no article."""
    if segment.box.within(*_HEADINGS) is None or not is_linked(segment):
        return False
    leads = [span.href for span in segment.spans if span.href]
    if any(href.startswith("#") or host_of(href) not in ("", host) for href in leads):
        return False
    return word_count(segment.text) >= _FEWEST_WORDS


def _is_front(address: str) -> bool:
    """Whether an address is that of a site's front page, maybe in one of its languages."""
    parts = urlsplit(address)
    return bool(parts.netloc) and not parts.query and _FRONT.fullmatch(parts.path) is not None


def _opens_with_text(shown: list[Segment], host: str) -> bool:
    """Whether a paragraph stands right below the main heading, as in a short notice."""
    main = next((n for n, s in enumerate(shown) if s.box.within("h1") and not is_linked(s)), -1)
    below = shown[main + 1 : main + 1 + _BELOW] if main >= 0 else []
    first = next((s for s in below if is_running(s) or _leads(s, host)), None)
    return first is not None and is_running(first)


def _own(shown: list[Segment], body: Body, host: str) -> list[Segment]:
    """The paragraphs that are no teaser below a heading which leads to its article."""
    own = []
    for place, segment in enumerate(shown):
        if not body.first <= segment.number <= body.last or not is_running(segment):
            continue
        above = shown[max(0, place - _BELOW) : place]
        short = word_count(segment.text) <= _LONGEST_TEASER
        if not short or not any(_leads(other, host) for other in above):
            own.append(segment)
    return own
