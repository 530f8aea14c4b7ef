"""Tells how far a page's text reaches beyond its long paragraphs, at both ends.

A text may open with short lines, a quotation or a list, and end with them; what follows it on the
page does too. Where the article's paragraphs are is known to :mod:`.body`.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from galley.importers.comment_words import is_comments_heading
from galley.importers.pages.body import Body
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import aside_reason, is_linked
from galley.importers.pages.weights import ends_sentence, is_running
from galley.importers.phrases import (
    follows_article,
    is_notice,
    is_sidebar_heading,
    opens_notice,
    words,
)

__all__ = ["Reach"]

_MOST_LINKED = 0.3  # of what stands beside the text in a box: with more, the box is the page's
_MOST_SKIPPED = 3  # segments above the text that are none of it
_WHOLE = frozenset({"html", "body", "main"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NOTES = words("footnote|footnotes|endnote|endnotes|fussnote|fussnoten|fn|ftnt")
_NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and references)?|fu(?:ß|ss)noten?|anmerkungen|notas(?: al pie)?|"
    r"notes de bas de page|note a piè di pagina|noter|voetnoten",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[\[(^]?\s?(?:\d{1,3}|[*†‡])[\])]?[.:]?\s+\S")
_NOTES_BELOW = 6  # segments from the text's end to its footnotes
_PARTS = frozenset({"p", "li", "dd", "dt", "blockquote", "pre", "td", "th", *_HEADINGS})
_WITHIN = frozenset({"ul", "ol", "dl", "blockquote", "table"})


class Reach:
    """The boxes in which a text's short lines stand: those of its paragraphs, and what is around.

    Args:
        body: Where the text is.
        segments: Of the page.
        headline: Number of the segment that says it, -1 if none does.
    """

    def __init__(self, body: Body, segments: Sequence[Segment], headline: int) -> None:
        self._body = body
        self._segments = segments
        self._field = body.box
        around = _around(body, segments, headline)
        for box in around:
            self._field = box
        self._holders = {body.box, *around, *body.parents}

    def extend_end(self) -> None:
        """Take in the short lines and lists with which the text ends, and its footnotes."""
        self._extend_to_lines()
        self._extend_to_notes()

    def _extend_to_lines(self) -> None:
        for segment in self._segments[self._body.last + 1 :]:
            if segment.picture or segment.box.hidden:
                continue
            if self._is_beyond(segment):
                return
            if segment.box.within(*_HEADINGS) is not None or is_linked(segment):
                if segment.box.within("li") is not None:
                    return
                continue  # of the text if more of it follows
            if not self._stands_with(segment) or not _is_part(segment):
                return
            self._body.last = segment.number

    def _extend_to_notes(self) -> None:
        """Take in the footnotes just below the text, by the name of their box or their heading."""
        around = self._body.around
        notes: Box | None = None
        headed = False
        for segment in self._segments[self._body.last + 1 :]:
            if not segment.text or segment.box.hidden:
                continue
            named = [b for b in segment.box.chain() if b.words & _NOTES and b not in around]
            if notes is None and not headed and segment.number > self._body.last + _NOTES_BELOW:
                return
            if named and (notes is None or notes in named):
                notes = named[-1]
            elif segment.box.within(*_HEADINGS) is not None:
                if headed or notes is not None or not _NOTES_HEADING.fullmatch(segment.text):
                    return
                headed = self._field in segment.box.chain()
                continue
            elif notes is not None or not (headed and _NOTE.match(segment.text)):
                if headed or notes is not None:
                    return
                continue
            self._body.last = segment.number

    def opening(self, top: int, is_free: Callable[[int], bool]) -> int:
        """Number of the first segment with which the text opens, above its first long paragraph.

        Args:
            top: Number of the headline's segment.
            is_free: Whether a segment is none of the head's yet.
        """
        opening = self._body.first
        skipped = 0
        for segment in reversed(self._segments[top + 1 : opening]):
            if segment.picture or segment.box.hidden or not is_free(segment.number):
                continue
            if self._is_beyond(segment) or skipped > _MOST_SKIPPED:
                break
            said = _is_part(segment) or ends_sentence(segment.text)
            if said and self._stands_with(segment) and not is_linked(segment):
                opening = segment.number
            else:
                skipped += 1
        return opening

    def _stands_with(self, segment: Segment) -> bool:
        """Whether a segment stands beside the paragraphs, or in a list or a quotation that does."""
        if self._body.is_among(segment) or self._body.is_in_row(segment):
            return True
        chain = list(segment.box.chain())
        within = [box for box in chain if box.tag in _WITHIN]
        outer = (within[-1] if within and self._field in within[-1].chain() else segment.box).parent
        return outer in self._holders

    def _is_beyond(self, segment: Segment) -> bool:
        """Whether a segment is none of the text, and nothing on its other side is."""
        text, body = segment.text, self._body
        if self._field not in segment.box.chain():
            return True
        if aside_reason(segment.box, self._field, body.trusted):
            return True
        if is_notice(text) or opens_notice(text):
            return True
        if is_sidebar_heading(text) or follows_article(text):
            return True
        return segment.box.within(*_HEADINGS) is not None and is_comments_heading(text)


def _is_part(segment: Segment) -> bool:
    """Whether a segment is told to be a paragraph, an item or a heading, or is long enough."""
    return segment.box.tag in _PARTS or is_running(segment)


def _around(body: Body, segments: Sequence[Segment], headline: int) -> list[Box]:
    """The boxes around the text that hold nothing but it, from the inside out.

    Not its headline, and no lists of links.
    """
    shown = [s for s in segments if s.text and not s.box.hidden]
    heads = [s for s in shown if s.number == headline or s.box.within("h1") is not None]
    headed = {box for segment in heads for box in segment.box.chain()}
    whole: Counter[Box] = Counter()
    linked: Counter[Box] = Counter()
    for segment in shown:
        for box in segment.box.chain():
            whole[box] += len(segment.text)
            linked[box] += len(segment.text) if is_linked(segment) else 0
    found: list[Box] = []
    inner, outer = body.box, body.box.parent
    if inner.tag == "p" and outer is not None and outer.tag not in _WHOLE:
        headed.discard(outer)  # a single paragraph, with lists beside it
    while outer is not None and outer.tag not in _WHOLE and outer not in headed:
        beside = whole[outer] - whole[inner]
        if linked[outer] - linked[inner] > _MOST_LINKED * beside:
            break
        found.append(outer)
        inner, outer = outer, outer.parent
    return found
