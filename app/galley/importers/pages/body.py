"""Finds the box of a page that holds the article, and the stretch of its segments that is text."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from galley.importers.comment_words import is_comments_heading
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import aside_words, is_linked, is_notice_box
from galley.importers.pages.weights import (
    SHORTEST_KNOWN,
    is_running,
    teasers,
    totals_of,
    weights_of,
)
from galley.importers.phrases import (
    is_notice,
)
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key

__all__ = ["Body", "find_body", "is_placed_like"]

_TRUSTED_SHARE = 0.25  # of the text: a word that names boxes with so much of it is not believed
_MOST_ASIDE = 0.4  # of the text may stand in boxes whose names speak against them
_PARENT_SHARE = 0.15  # of the text: a box with so many paragraphs in it is the text's own
_FEWEST_WORDS = 3  # of a last paragraph
_TOGETHER = 0.55  # of the text in such boxes: then it ends with them
_ALIKE_SHARE = 0.7  # of the paragraphs made alike: then what is made otherwise is none
_ARTICLE = "<article>"  # as it stands among the words of boxes
_FEWEST_PARAGRAPHS = 2  # next to each other below the heading of an article
_FIGURES_SHARE = 0.25  # of the cells of a table that the text ends with hold figures


class Body:
    """Where the article's text is.

    Attributes:
        box: The smallest box that holds it.
        first: Number of its first segment with running text, which may be the dek.
        start: Number of its first paragraph that stands with the others.
        last: Number of the last one.
        foot: Number of the last long one: below it may stand who wrote it, and when.
        trusted: Words of boxes that hold much of the text, and so are not believed.
        parents: The boxes in which the paragraphs stand next to each other.
        around: Those, the smallest box and all boxes that these stand in.
    """

    def __init__(
        self,
        box: Box,
        first: int,
        last: int,
        trusted: frozenset[str],
        parents: frozenset[Box],
        rows: frozenset[Box],
        makes: frozenset[tuple[str, str]],
        known: str,
        bare: frozenset[Box],
    ) -> None:
        self.box = box
        self.first = first
        self.last = last
        self.foot = last
        self.trusted = trusted
        self.parents = parents
        self.around = frozenset(outer for inner in (box, *parents) for outer in inner.chain())
        self.start = first
        self._rows = rows
        self._makes = makes
        self._known = known
        self._bare = bare

    def knows(self, segment: Segment) -> bool:
        """Whether the page's metadata has these words in the article's text."""
        return len(segment.text) > SHORTEST_KNOWN and key(segment.text) in self._known

    def holds_list(self, box: Box) -> bool:
        """Whether the list around a box stands next to the article's paragraphs."""
        lists = [around for around in box.chain() if around.tag in ("ul", "ol", "dl")]
        outer = [around.parent for around in lists if around.parent is not None]
        return any(around in self.parents or around.parent in self.parents for around in outer)

    def is_sibling(self, segment: Segment) -> bool:
        """Whether a segment stands next to the article's paragraphs, in no box of its own."""
        return segment.box in self.parents or segment.box.parent in self.parents

    def is_bare(self, segment: Segment) -> bool:
        """Whether a segment stands bare, as its neighbours, in a box that line breaks part."""
        return segment.box in self._bare

    def is_in_row(self, segment: Segment) -> bool:
        """Whether a segment stands in a box like those that hold the paragraphs one by one."""
        return segment.box in self._rows or segment.box.parent in self._rows

    def is_among(self, segment: Segment) -> bool:
        """Whether a segment stands among the article's paragraphs: beside them, or made alike."""
        return self.is_sibling(segment) or self.is_alike(segment)

    def is_alike(self, segment: Segment) -> bool:
        """Whether a segment is made as most of the article's paragraphs are, and in its box."""
        return _make(segment.box) in self._makes and self.box in segment.box.chain()

    def is_paragraph(self, segment: Segment) -> bool:
        """Whether a segment is marked as a paragraph, or made as most of the article's are."""
        return segment.box.tag == "p" or self.is_alike(segment)

    def is_shown(self, segment: Segment) -> bool:
        """Whether a reader sees it, or the page's metadata says it is the article's text.

        A page that folds its text away until a script runs has it hidden.
        """
        if not segment.box.hidden:
            return True
        return self.knows(segment)


def is_placed_like(box: Box, other: Box) -> bool:
    """Whether a box and those around it are made like another and those around that."""
    return box.depth == other.depth and all(
        _make(one) == _make(two) for one, two in zip(box.chain(), other.chain(), strict=True)
    )


def find_body(segments: Sequence[Segment], declared_body: str = "") -> Body | None:
    """The article's place in the page; None if the page has no running text.

    The box whose segments have the greatest sum of weights, sentences counting for it, links and
    forms against it; within it the stretch with the greatest sum.

    Args:
        segments: Of the page, in order.
        declared_body: The article's text as the page's metadata has it, if it does.
    """
    known = key(declared_body) if len(declared_body) > 300 else ""
    weights = weights_of(segments, known)
    totals = totals_of(segments, weights)
    if not totals:
        return None
    best = max(totals, key=lambda box: (totals[box], box.depth))
    if totals[best] <= 0:
        return None
    best, believed = _headed_article(segments, best)
    inside = [s.number for s in segments if best in s.box.chain()]
    first, last = _stretch(inside, weights)
    trusted, parents, rows = _trusted(segments, best)
    makes = _makes([s for s in segments[first : last + 1] if best in s.box.chain()])
    held = Counter(s.box for s in segments[first : last + 1] if is_running(s))
    bare = frozenset(box for box, count in held.items() if count > 1)
    body = Body(best, first, last, trusted | believed, parents, rows, makes, known, bare)
    _clip(body, segments)
    _end_above_comments(body, segments)
    _with_short_end(body, segments)
    _with_table_at_end(body, segments)
    body.foot = body.last
    return body


def _headed_article(segments: Sequence[Segment], best: Box) -> tuple[Box, frozenset[str]]:
    """The article in a box that has the page's one main heading and paragraphs below it.

    What stands besides may be longer: it is none of it if its boxes' names say so. Else the box
    stays, and this article is no other one in it, which its tag would say.

    Returns:
        The box, and the words that are not to be believed.
    """
    headings = {s.box.within("h1") for s in segments if s.text and not s.box.hidden} - {None}
    heading = headings.pop() if len(headings) == 1 else None
    article = heading.within("article") if heading is not None else None
    if heading is None or article is None or best not in article.chain() or article is best:
        return best, frozenset()
    running = [s for s in segments if best in s.box.chain() and is_running(s) and not s.box.hidden]
    own = [s for s in running if article in s.box.chain() and heading not in s.box.chain()]
    held = Counter(s.box.parent for s in own if s.box.within("figcaption", "li") is None)
    if not held or max(held.values()) < _FEWEST_PARAGRAPHS:
        return best, frozenset()
    others = [(len(s.text), aside_words(s.box, best)) for s in running if s not in own]
    against = sum(length for length, words in others if words - {_ARTICLE})
    if against > _MOST_ASIDE * sum(length for length, _words in others):
        return article, frozenset()
    is_only_one = not any(_ARTICLE in words for _length, words in others)
    return best, frozenset({_ARTICLE} if is_only_one else ())


def _make(box: Box) -> tuple[str, str]:
    """How an element is made: its tag and its class; without a class, nothing tells it apart."""
    return box.tag, box.attributes.get("class", "").strip()


def _makes(segments: Sequence[Segment]) -> frozenset[tuple[str, str]]:
    """How the paragraphs of a text are made, if by far most are made alike."""
    running = [s for s in segments if is_running(s) and not s.box.hidden]
    marked = [s for s in running if s.box.tag == "p"]
    if len(marked) * 2 < len(running):  # a page that sets paragraphs as plain boxes
        marked = [s for s in running if s.box.tag == "div"]
    made = Counter(_make(segment.box) for segment in marked)
    return frozenset(
        make for make, count in made.items() if make[1] and count > _ALIKE_SHARE * len(marked)
    )


def _clip(body: Body, segments: Sequence[Segment]) -> None:
    """Let the text begin and end with paragraphs that stand together, where nearly all do."""
    beyond = [s for s in segments[body.last + 1 :] if _is_with(body, s) and is_running(s)]
    if beyond and not beyond[-1].box.hidden:
        body.last = beyond[-1].number
    running = [s for s in segments[body.first : body.last + 1] if is_running(s)]
    together = [s for s in running if _is_with(body, s)]
    if together:
        body.start = together[0].number
    if sum(len(s.text) for s in together) > _TOGETHER * sum(len(s.text) for s in running):
        body.last = together[-1].number


def _is_with(body: Body, segment: Segment) -> bool:
    """Whether a segment is a paragraph among the others, or an item of a list among them."""
    return body.is_among(segment) or (segment.box.tag == "li" and body.holds_list(segment.box))


def _end_above_comments(body: Body, segments: Sequence[Segment]) -> None:
    """Let the text end above the heading of the readers' comments."""
    running = [s.number for s in segments[body.first : body.last + 1] if is_running(s)]
    for segment in segments[body.start : body.last + 1]:
        heading = segment.box.within("h2", "h3", "h4", "h5", "h6") is not None
        if heading and is_comments_heading(segment.text):
            above = [number for number in running if number < segment.number]
            body.last = above[-1] if above else body.last
            return


def _with_short_end(body: Body, segments: Sequence[Segment]) -> None:
    """Take in the short paragraphs with which a text ends: "Nobody came."."""
    for segment in segments[body.last + 1 :]:
        text = segment.text
        short = segment.box.tag == "li" or body.is_paragraph(segment)
        short = short and word_count(text) >= _FEWEST_WORDS
        if not short or not _is_with(body, segment) or is_linked(segment) or is_notice(text):
            break
        body.last = segment.number


def _with_table_at_end(body: Body, segments: Sequence[Segment]) -> None:
    """Take in a table of figures right behind the last paragraph, in the box of the paragraphs."""
    following = [s for s in segments[body.last + 1 :] if s.text]
    table = following[0].box.within("table") if following else None
    if table is None or not any(box in body.parents for box in (table.parent, _outer(table))):
        return
    cells = [s for s in following if table in s.box.chain()]
    rows = Counter(row for s in cells if (row := s.box.within("tr")) is not None)
    figures = sum(any(map(str.isdecimal, s.text)) for s in cells)
    is_table = len(rows) > 1 and max(rows.values()) > 1 and figures >= _FIGURES_SHARE * len(cells)
    if is_table and not any(is_linked(s) for s in cells):
        body.last = cells[-1].number


def _outer(box: Box) -> Box | None:
    return box.parent.parent if box.parent is not None else None


def _stretch(inside: list[int], weights: list[float]) -> tuple[int, int]:
    total, start = 0.0, inside[0]
    best = (0.0, inside[0], inside[-1])
    for number in inside:
        if total <= 0:
            total, start = 0.0, number
        total += weights[number]
        if total > best[0]:
            best = (total, start, number)
    return best[1], best[2]


def _trusted(
    segments: Sequence[Segment], box: Box
) -> tuple[frozenset[str], frozenset[Box], frozenset[Box]]:
    """The words not believed, the boxes whose children are the paragraphs, and boxes like them."""
    named: dict[str, int] = defaultdict(int)
    parents: dict[Box, int] = defaultdict(int)
    against: list[tuple[int, set[str]]] = []
    whole = 0
    entries = teasers(segments)
    for segment in segments:
        if not is_running(segment) or box not in segment.box.chain():
            continue
        if segment.box.hidden or is_notice_box(segment.box) or segment.box.within("li") in entries:
            continue
        if segment.box.within("h1", "figcaption") is not None:
            continue
        length = len(segment.text)
        whole += length
        found = aside_words(segment.box, box)
        against.append((length, found))
        for word in found:
            named[word] += length
        parents[segment.box.parent or segment.box] += length
    trusted = {word for word, length in named.items() if length > _TRUSTED_SHARE * whole}
    for word in sorted(named, key=lambda word: -named[word]):
        if sum(length for length, found in against if found - trusted) <= _MOST_ASIDE * whole:
            break
        trusted.add(word)
    shared = {box for box, length in parents.items() if length > _PARENT_SHARE * whole}
    kinds = {_kind(box) for box in shared} - {None}
    shared |= {box for box in parents if _kind(box) in kinds}
    return frozenset(trusted), frozenset(shared), _rows(parents, whole)


def _kind(box: Box) -> tuple[tuple[str, str], tuple[str, str], int] | None:
    """How a box and the one around it are made, and where; None if nothing tells them apart."""
    outer = _make(box.parent) if box.parent is not None else ("", "")
    inner = _make(box)
    return (inner, outer, box.depth) if inner[1] and outer[1] else None


def _rows(parents: dict[Box, int], whole: int) -> frozenset[Box]:
    """The boxes, made alike and next to each other, that have a good share of the text together."""
    alike: dict[tuple[Box | None, tuple[str, str]], int] = defaultdict(int)
    for parent, length in parents.items():
        alike[parent.parent, _make(parent)] += length
    return frozenset(
        parent for parent in parents if alike[parent.parent, _make(parent)] > _PARENT_SHARE * whole
    )
