"""Labels the paragraphs, headings, lists and quotations of a page's text, and what is none.

Between the paragraphs stand links to other articles, buttons and notices: each is left out with a
reason.
"""

import re
from collections import defaultdict
from itertools import pairwise, takewhile

from galley.domain.article import LINE_BREAK, BlockType, InlineStyle, Zone
from galley.importers.pages.body import Body, is_placed_like
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import host_of, is_linked
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.tables import ListNumbers
from galley.importers.pages.weights import ends_sentence, is_running
from galley.importers.phrases import is_notice, is_sidebar_heading, opens_notice
from galley.importers.texts.body import word_count
from galley.importers.texts.sheet import Label

__all__ = ["label_body"]

_LONG = 100  # characters of a paragraph with which a text may begin again
_BETWEEN = "A link, a label or a button between the paragraphs"
_FEWEST_BREAKS = 3
_MOST_LINES = 0.7  # of a text are long and end a sentence where each is a paragraph
_LONGEST_HEADING = 24  # words of one that is a sentence: with more, it is a paragraph set large
_LONGEST_BOLD_HEADING = 14  # words
_FEWEST_WORDS = 3  # of a line that introduces a list
_LINKED_ITEM = 0.4  # of a list item is link text: it leads to another article
_MOST_IN_LINKS = 0.2  # of an article's sentences stand in a box of links to others
_AROUND = 5  # segments on each side of a heading that may be of one box with it
_POINTER = re.compile(r"(?:>+|»|›|→|►|▶|➔|\+\+)\s*\w")  # ">> Here is what else we wrote"
_BOLD = frozenset({"strong", "bold"})  # how an element is named that stands for a tag
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def label_body(sheet: PageSheet, region: list[int], body: Body, first: int) -> None:
    """Label what is free among some segments as text, or leave it out with a reason.

    Args:
        sheet: The page.
        region: Numbers of the segments that may belong to the article, in order.
        body: Where its text is.
        first: Number of the segment with which the text opens.
    """
    links = _link_boxes(sheet, region, body)
    lists = ListNumbers()
    host = host_of(sheet.address)
    copies = _Copies()
    begun, opening = False, sheet.page.segments[body.first].box
    for number in region:
        segment = sheet.page.segments[number]
        if not sheet.is_free(number) or not segment.text:
            continue
        if any(box in links for box in segment.box.chain()):
            sheet.leave_out(number, "A link to another article")
            continue
        begun = begun or number >= first or _opens_text(segment, body, opening)
        if not begun or number > body.last:
            continue
        label = _body_label(segment, body, lists, host) or _introduction(sheet, segment, body)
        if copies.is_one(segment):
            sheet.leave_out(number, "The text, said again")
        elif label is None:
            sheet.leave_out(number, _BETWEEN)
        elif label == Label(Zone.BODY) and (lines := _paragraphs(segment.text)):
            sheet.cut(number, [(start, end, label) for start, end in lines], _BETWEEN)
        else:
            sheet.label(number, label)
    _drop_leaders(sheet, region)


def _introduction(sheet: PageSheet, segment: Segment, body: Body) -> Label | None:
    """A line among the paragraphs that says whom the quotation below it is of: "From the Bell:"."""
    text = segment.text.rstrip()
    if not text.endswith(":") or not body.is_sibling(segment) or is_notice(text):
        return None
    below = next((s for s in sheet.page.segments[segment.number + 1 :] if s.text), None)
    quoted = below is not None and below.box.within("blockquote") is not None and is_running(below)
    return Label(Zone.BODY) if quoted and not is_sidebar_heading(text.rstrip(":")) else None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text whose paragraphs only line breaks part; none of one that has no such.

    A poem's lines are short, and so are those of an address.
    """
    breaks = [match.start() for match in re.finditer(LINE_BREAK, text)]
    if len(breaks) < _FEWEST_BREAKS:
        return []
    edges = [-1, *breaks, len(text)]
    lines = [(start + 1, end) for start, end in pairwise(edges) if text[start + 1 : end].strip()]
    long = sum(end - start >= _LONG and ends_sentence(text[start:end]) for start, end in lines)
    return lines if long > _MOST_LINES * len(lines) else []


class _Copies:
    """Knows the long paragraphs that were said, and when the text begins again with the first."""

    def __init__(self) -> None:
        self._first: Segment | None = None
        self._said: set[str] = set()
        self._again = False

    def is_one(self, segment: Segment) -> bool:
        """Whether a paragraph is of a second copy of the text, as for other readers or screens."""
        text, first = segment.text, self._first
        if first is not None and text == first.text:
            self._again = self._again or segment.box.parent is not first.box.parent
        if self._again and text in self._said:
            return True
        if first is None and len(text) >= _LONG and is_running(segment):
            self._first = segment
        self._said.add(text)
        return False


def _drop_leaders(sheet: PageSheet, region: list[int]) -> None:
    """Leave out the headings and lines with a colon whose list of links was left out."""
    segments = [s for s in map(sheet.page.segments.__getitem__, region) if s.text]
    for segment, below in pairwise(segments):
        leads = segment.text.rstrip().endswith(":") or segment.box.within(*_HEADINGS) is not None
        if not leads or sheet.zone(segment.number) is not Zone.BODY:
            continue
        linked = below.linked > _LINKED_ITEM * len(below.text) and below.box.within("li")
        if linked and sheet.zone(below.number) is None:
            sheet.leave_out(segment.number, _BETWEEN)


def _opens_text(segment: Segment, body: Body, opening: Box) -> bool:
    """Whether a segment above the first long paragraph is a paragraph beside it: "It was May."."""
    beside = body.is_sibling(segment) or is_placed_like(segment.box, opening)
    if not beside or is_linked(segment):
        return False
    linked = segment.linked > _LINKED_ITEM * len(segment.text)
    short = word_count(segment.text) >= _FEWEST_WORDS and not linked and not is_notice(segment.text)
    return is_running(segment) or (body.is_paragraph(segment) and short)


def _link_boxes(sheet: PageSheet, region: list[int], body: Body) -> set[Box]:
    """The boxes inside the text that open with "Read more" and hold links to other articles."""
    found: set[Box] = set()
    shares = _shares(sheet, body)
    for number in region:
        segment = sheet.page.segments[number]
        if not segment.text or not sheet.is_free(number):
            continue
        if not (is_sidebar_heading(segment.text) or _is_card_heading(sheet, segment, body)):
            continue
        box = segment.box
        while (
            box.parent is not None
            and box.parent not in body.parents
            and box.parent is not body.box
            and shares[box.parent] <= _MOST_IN_LINKS
        ):
            box = box.parent
        if box.parent is None or box in body.around or shares[box] > _MOST_IN_LINKS:
            continue
        if _has_links(sheet, number, box):
            found.add(box)
    return found


def _has_links(sheet: PageSheet, number: int, box: Box) -> bool:
    """Whether a box has links below its heading: "Latest" may head the newest paragraphs, too."""
    inside = takewhile(lambda s: box in s.box.chain(), sheet.page.segments[number:])
    return any(segment.linked or any(span.href for span in segment.spans) for segment in inside)


def _shares(sheet: PageSheet, body: Body) -> dict[Box, float]:
    """Which share of the article's sentences stands in each box."""
    lengths: dict[Box, float] = defaultdict(float)
    running = [s for s in sheet.page.segments[body.first : body.last + 1] if is_running(s)]
    whole = sum(len(segment.text) for segment in running)
    for segment in running:
        for box in segment.box.chain():
            lengths[box] += len(segment.text) / whole
    return lengths


def _is_card_heading(sheet: PageSheet, segment: Segment, body: Body) -> bool:
    """Whether a heading stands alone with a link in a box between the paragraphs: a teaser."""
    around = segment.box
    while (outer := around.parent) is not None and outer is not body.box:
        if outer in body.around:
            break
        around = outer
    if segment.box.within(*_HEADINGS) is None or around.tag in _HEADINGS or around in body.around:
        return False
    first = max(0, segment.number - _AROUND)
    near = sheet.page.segments[first : segment.number + _AROUND + 1]
    inside = [s for s in near if s.text and around in s.box.chain()]
    return any(is_linked(s) for s in inside) and not any(is_running(s) for s in inside)


def _body_label(segment: Segment, body: Body, lists: ListNumbers, host: str) -> Label | None:
    text, box = segment.text, segment.box
    if _leads_away(segment, body, host) or _is_of_figure(segment, body):
        return None
    if is_notice(text) and word_count(text) < 60 and not _is_own_sentence(segment, body):
        return None
    heading = box.within(*_HEADINGS)
    if heading is not None:
        if is_sidebar_heading(text):
            return None
        if word_count(text) > _LONGEST_HEADING and ends_sentence(text):
            return Label(Zone.BODY)
        return Label(Zone.BODY, type=BlockType.HEADING, level=int(heading.tag[1]))
    item = lists.label(box)
    if item is not None and (
        box.within("li") is not None or body.holds_list(box) or not segment.linked
    ):
        return item
    if box.within("blockquote") is not None:
        return Label(Zone.BODY, type=BlockType.QUOTE)
    if box.within("pre") is not None:
        return Label(Zone.BODY)
    if _is_bold_heading(segment):
        return Label(Zone.BODY, type=BlockType.HEADING, level=3)
    introduces = text.endswith(":") and word_count(text) >= _FEWEST_WORDS
    if body.is_paragraph(segment) or is_running(segment) or ends_sentence(text) or introduces:
        return Label(Zone.BODY)
    if body.is_bare(segment) and word_count(text) >= _FEWEST_WORDS:
        return Label(Zone.BODY)
    return None


def _is_of_figure(segment: Segment, body: Body) -> bool:
    """Whether a text is a figure's that is none of its caption: a film's title, a button."""
    figure = segment.box.within("figure")
    if figure is None or is_running(segment) or figure in body.around:
        return False
    return segment.box.within("blockquote", "table", "li") is None


def _is_bold_heading(segment: Segment) -> bool:
    """Whether a paragraph is a heading in all but its tag: short, and bold from end to end."""
    text = segment.text
    if word_count(text) > _LONGEST_BOLD_HEADING or (ends_sentence(text) and text[-1] not in "?!"):
        return False
    bold = segment.is_all(InlineStyle.STRONG) or bool(segment.words & _BOLD)
    return bold and not text.rstrip().endswith(":")


def _is_own_sentence(segment: Segment, body: Body) -> bool:
    """Whether a paragraph of the text only has a notice's words in it: "they sign up for …"."""
    return body.is_among(segment) and is_running(segment) and not opens_notice(segment.text)


def _leads_away(segment: Segment, body: Body, host: str) -> bool:
    """Whether a segment is a link to another article, not a sentence that happens to be linked.

    A list among the paragraphs whose links lead to other sites is the article's own.
    """
    text, box = segment.text, segment.box
    if box.within("li") is not None and segment.linked > _LINKED_ITEM * len(text):
        kept = _leads_to_others(segment, host) or _is_own_anchor(segment)
        return not body.holds_list(box) or not kept
    if segment.linked and (_POINTER.match(text) or is_sidebar_heading(text.partition(":")[0])):
        return True
    if not is_linked(segment):
        return False
    if box.within(*_HEADINGS) is not None or segment.is_all(InlineStyle.STRONG):
        among = body.is_sibling(segment) or body.is_in_row(segment)
        if _is_own_anchor(segment) or (among and _leads_to_others(segment, host)):
            return False
    if box.within(*_HEADINGS) is not None:
        return True
    sentence = text.endswith((".", "。")) or body.is_among(segment)
    return not (sentence and ends_sentence(text))


def _leads_to_others(segment: Segment, host: str) -> bool:
    """Whether all of a segment's links lead to another site than the page's own."""
    hosts = [host_of(span.href) for span in segment.spans if span.href]
    return bool(host) and all(found and found != host for found in hosts)


def _is_own_anchor(segment: Segment) -> bool:
    """Whether a segment's links lead to a place on the page itself, as a heading's anchor does."""
    return all(span.href.startswith("#") for span in segment.spans if span.href)
