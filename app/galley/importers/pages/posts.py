"""Finds the times of the posts that a page's text is made of, as live blogs and tickers have them.

A single short line with a time may be anything; lines made alike, each above a paragraph, are times
of posts. Each is kept above its post, word for word, as a date; the text begins with the first.
"""

import re
from collections import defaultdict

from galley.domain.article import Zone
from galley.importers.dates import is_date_line
from galley.importers.pages.body import Body
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import could_hold_text, is_of_people, is_only_furniture
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.weights import is_running
from galley.importers.phrases import AGO, words
from galley.importers.texts.body import word_count
from galley.importers.texts.sheet import Label

__all__ = ["label_posts"]

_FEWEST = 3  # posts
_LONGEST = 7  # words
_BELOW = 4  # segments from a time to the first paragraph of its post
_BESIDE = 3  # segments from a time to the name of who wrote the post
_LONGEST_NAME = 4  # words
_WRITERS = words("author|username|user|poster|autor|verfasser|benutzername|pseudo|nickname")
_CLOCK = re.compile(r"(?<![\d.:$€£¥])\d{1,2}\s?[:.h]\s?[0-5]\d(?![\d:]|\s?[%€$£])", re.IGNORECASE)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_Make = tuple[str, str, int, frozenset[str]]


def label_posts(sheet: PageSheet, first: int, body: Body) -> None:
    """Label the times of posts, and let the text begin with the first.

    Args:
        sheet: The page.
        first: Number of the headline's segment, or of the text's first one.
        body: Where the text is.
    """
    alike: dict[_Make, list[Segment]] = defaultdict(list)
    for segment in sheet.page.segments[first : body.last + 1]:
        if sheet.is_free(segment.number) and _is_time(segment) and _is_inside(segment, body):
            alike[_make(segment)].append(segment)
    for times in alike.values():
        numbers = [segment.number for segment in times]
        posts = zip(times, [*numbers[1:], body.last + 1], strict=True)
        held = [time for time, end in posts if _opens_post(sheet, time, end)]
        different = {segment.text for segment in held}
        if len(held) >= _FEWEST and len(held) * 3 >= len(times) * 2 and len(different) > 1:
            for segment in held:
                sheet.label(segment.number, Label(Zone.DATE))
            _label_writers(sheet, held, first, body)
            body.first = min(body.first, held[0].number)
            body.start = min(body.start, held[0].number)


def _label_writers(sheet: PageSheet, times: list[Segment], first: int, body: Body) -> None:
    """Label who wrote the posts of a thread: lines made alike, each beside the time of its post."""
    near = {
        segment.number: segment
        for time in times
        for segment in sheet.page.segments[max(first + 1, time.number - _BESIDE) :][: 2 * _BESIDE]
    }
    alike: dict[_Make, list[Segment]] = defaultdict(list)
    for segment in near.values():
        if sheet.is_free(segment.number) and _names_writer(segment, body):
            alike[_make(segment)].append(segment)
    lines = max(alike.values(), key=len, default=[])
    if len(lines) * 3 >= len(times) * 2 and len({line.text for line in lines}) > 1:
        for line in lines:
            sheet.label(line.number, Label(Zone.BYLINE))
        body.first = min(body.first, lines[0].number)
        body.start = min(body.start, lines[0].number)


def _names_writer(segment: Segment, body: Body) -> bool:
    """Whether a line of few words is named as who wrote a post, or leads to that one."""
    text, box = segment.text, segment.box
    if not text or word_count(text) > _LONGEST_NAME or segment.time or not body.is_shown(segment):
        return False
    if body.box not in box.chain() or not could_hold_text(box, body.box, body.trusted):
        return False
    named = segment.words | box.words
    return bool(named & _WRITERS) or any(is_of_people(span.href) for span in segment.spans)


def _is_time(segment: Segment) -> bool:
    text = segment.text
    if not text or word_count(text) > _LONGEST or segment.box.within(*_HEADINGS) is not None:
        return False
    spot = _CLOCK.search(text) or AGO.search(text)
    start = spot.start() if spot is not None else 0
    if any(s.href and "#" not in s.href and s.start <= start < s.end for s in segment.spans):
        return False  # it leads to another article
    return bool(segment.time or spot) or is_date_line(text)


def _is_inside(segment: Segment, body: Body) -> bool:
    if not body.is_shown(segment) or body.box not in segment.box.chain():
        return False
    if segment.box.within("figure", "figcaption", "table", "blockquote") is not None:
        return False
    return is_only_furniture(segment.box, body.box, body.trusted)


def _make(segment: Segment) -> _Make:
    box: Box = segment.box
    return box.tag, box.attributes.get("class", ""), box.depth, segment.words


def _opens_post(sheet: PageSheet, time: Segment, end: int) -> bool:
    """Whether a paragraph stands just below a time, before the next one."""
    below = sheet.page.segments[time.number + 1 : min(end, time.number + 1 + _BELOW)]
    return any(is_running(segment) and not segment.box.hidden for segment in below)
