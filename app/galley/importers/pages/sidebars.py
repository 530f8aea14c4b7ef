"""Finds a page's own lists of other articles: most read, related, trending.

A sidebar is a heading that says so and at least two linked headlines in the smallest box around
both. What else an item holds is its teaser if it reads like one, else it is left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from galley.domain.article import InlineStyle, Zone
from galley.importers.bylines import is_byline
from galley.importers.credits import is_credit
from galley.importers.dates import find_date
from galley.importers.list_ranks import rank_lengths
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.weights import ends_sentence
from galley.importers.phrases import AGO, is_notice, is_sidebar_heading, pattern, words
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key
from galley.importers.texts.sheet import Label

__all__ = ["label_sidebars"]

_FEWEST_ITEMS = 2
_FEWEST_ALIKE = 3  # items made alike that tell what others must be
_MOST_ITEMS = 40
_MOST_LISTS = 60  # headings that are looked at: a page that repeats one must not hang
_MOST_TABS = 6
_MOST_SEGMENTS = 400  # between a heading and the end of its list
_HEADLINE_WORDS = 3
_LONGEST_TITLE = 4  # words of a list's title
_FULL_HEADLINE = 5  # words that most headlines of a list have, its sections have not
_LONG_WORDS = 28  # characters, for languages that put a sentence into a few words
_TEASER_WORDS, _SHORT_TEASER = 7, 4  # one that ends as a sentence, or is cut off
_LONGEST_HEADLINE = 260
_HIGHEST = 7  # boxes from a heading up to the one that holds its list
_NAMED = words("mostread|mostviewed|popular|trending|related|mostpopular|recommended|topstories")
_MORE = pattern(  # leads to a list, not to an article: "All headlines", "More in science"
    r"""
(?:(?:read|see|view|show) (?:more|all)|more (?:in|from|on|about)|(?:more|all)(?: the)? (?:news|
stories|articles|headlines|videos|topics)|(?:weitere|mehr|alle) (?:\S+ ){0,2}(?:nachrichten|artikel|
schlagzeilen|meldungen|themen|anzeigen|aus|von|zum?|zur)|mer (?:om|från|fra)|voir (?:plus|tou)|
tou(?:s|tes) les (?:articles|actualités)|ver (?:más|tod|mais)|vedi (?:tutt|altr)|lees meer|
(?:czytaj )?więcej|další články|lisää)\b"""
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PART = "A part of a list's entry: a number, a section, a date"


@dataclass(slots=True)
class _Item:
    headline: Segment
    teasers: list[Segment] = field(default_factory=list)
    rest: list[Segment] = field(default_factory=list)


def label_sidebars(sheet: PageSheet) -> None:
    """Label the sidebars among the segments that are not of the article."""
    said: set[str] = set()
    group = looked_at = 0
    for segment in sheet.page.segments:
        if not _is_open(sheet, segment) or not _is_heading(segment):
            continue
        looked_at += 1
        if looked_at > _MOST_LISTS:
            break
        items = _of_one_make(_items(sheet, segment))
        if len(items) < _FEWEST_ITEMS or _is_menu(items):
            continue
        same = key(segment.text) + key(items[0].headline.text)
        if same in said:
            continue
        said.add(same)
        for heading, listed in _panels(_tabs(sheet, segment), items):
            _label(sheet, heading, listed, group)
            group += 1


def _tabs(sheet: PageSheet, heading: Segment) -> list[Segment]:
    """A heading with those that stand right beside it: the tabs of several lists in one place."""
    tabs = [heading]
    if heading.box.within(*_HEADINGS) is not None:
        return tabs
    for segment in sheet.page.segments[heading.number + 1 : heading.number + _MOST_TABS]:
        alike = segment.box.tag == heading.box.tag and segment.box.depth == heading.box.depth
        if not (alike and _is_open(sheet, segment) and is_sidebar_heading(segment.text)):
            break
        tabs.append(segment)
    return tabs


def _panels(tabs: list[Segment], items: list[_Item]) -> list[tuple[Segment, list[_Item]]]:
    """Each tab with its list, where there are as many lists as tabs; else the first with all."""
    common = _common_box([item.headline.box for item in items])
    lists: dict[object, list[_Item]] = {}
    for item in items:
        lists.setdefault(_below(item.headline, common), []).append(item)
    fewest = min(map(len, lists.values()))
    if len(tabs) > 1 and len(lists) == len(tabs) and fewest >= _FEWEST_ITEMS:
        return list(zip(tabs, lists.values(), strict=True))
    return [(tabs[0], items)]


def _of_one_make(items: list[_Item]) -> list[_Item]:
    """The items without what only looks like one at a list's end: "More news", "Send us a word".

    Most entries of a list are made alike, as deep in the page; what is made otherwise and stands
    before or behind them all is none of them.
    """
    makes = Counter((item.headline.box.tag, item.headline.box.depth) for item in items)
    if not makes:
        return []
    usual, times = makes.most_common(1)[0]
    if times < _FEWEST_ALIKE or times * 3 < len(items) * 2:
        return items
    alike = [
        index
        for index, item in enumerate(items)
        if (item.headline.box.tag, item.headline.box.depth) == usual
    ]
    first = alike[0]
    listed = items[first].headline.box.within("ul", "ol")
    while first and listed is not None and listed in items[first - 1].headline.box.chain():
        first -= 1  # a first entry that is set larger than the others
    return items[first : alike[-1] + 1]


def _is_menu(items: list[_Item]) -> bool:
    """Whether most entries are too short for headlines: sections, not articles."""
    texts = [item.headline.text for item in items]
    long = sum(word_count(t) >= _FULL_HEADLINE or len(t) >= _LONG_WORDS for t in texts)
    return long * 2 < len(items)


def _is_open(sheet: PageSheet, segment: Segment) -> bool:
    return bool(segment.text) and not segment.box.hidden and sheet.zone(segment.number) is None


def _is_heading(segment: Segment) -> bool:
    if segment.box.within("nav", "footer", "menu") is not None:
        return False
    if is_sidebar_heading(segment.text):
        return True
    if segment.box.within(*_HEADINGS) is None or word_count(segment.text) > 6 or _link(segment):
        return False
    return any(box.words & _NAMED for box in list(segment.box.chain())[:4])


def _items(sheet: PageSheet, heading: Segment) -> list[_Item]:
    """The items below a heading, in the smallest box that holds it and at least two of them."""
    first = _tabs(sheet, heading)[-1].number + 1
    following = sheet.page.segments[first : first + _MOST_SEGMENTS]
    for box in list(heading.box.chain())[1:_HIGHEST]:
        if box.tag in ("body", "html", "main"):
            break
        inside = _until_next_heading(sheet, heading, following, box)
        items = _grouped(inside)
        if len(items) >= _FEWEST_ITEMS:
            return items[:_MOST_ITEMS]
        if sum(bool(_link(segment)) for segment in inside) >= _FEWEST_ALIKE:
            break  # a list of topics
    return []


def _until_next_heading(
    sheet: PageSheet, heading: Segment, following: Sequence[Segment], box: Box
) -> list[Segment]:
    inside: list[Segment] = []
    for segment in following:
        if box not in segment.box.chain() or sheet.zone(segment.number) is Zone.BODY:
            break
        if not _is_open(sheet, segment):
            continue
        if _is_next_heading(segment):
            if inside or key(segment.text) != key(heading.text):
                break
            continue
        inside.append(segment)
    return inside


def _is_next_heading(segment: Segment) -> bool:
    """Whether another list begins: its heading says so, or is too short for an entry's title."""
    marked = segment.box.within(*_HEADINGS) is not None
    if is_sidebar_heading(segment.text) and (marked or not _link(segment)):
        return True
    return marked and not _link(segment) and word_count(segment.text) < _HEADLINE_WORDS


def _link(segment: Segment) -> str:
    """Where most of a segment's text leads, else an empty string."""
    if segment.linked * 2 < len(segment.text):
        return ""
    return next((s.href for s in segment.spans if s.style is InlineStyle.LINK and s.href), "")


def _could_be_headline(segment: Segment) -> bool:
    text = segment.text
    if len(text) > _LONGEST_HEADLINE or word_count(text) < _HEADLINE_WORDS or is_notice(text):
        return False
    if word_count(text) <= 6 and (find_date(text) or _MORE.match(text)):
        return False
    if AGO.search(text) or is_byline(text):
        return False
    if is_sidebar_heading(text) or text.startswith("©"):
        return False
    return bool(_link(segment)) or segment.box.within(*_HEADINGS) is not None


def _grouped(inside: list[Segment]) -> list[_Item]:
    candidates = [segment for segment in inside if _could_be_headline(segment)]
    if len(candidates) < _FEWEST_ITEMS:
        return []
    common = _common_box([segment.box for segment in candidates])
    parts: dict[object, list[Segment]] = {}
    for segment in inside:
        parts.setdefault(_below(segment, common), []).append(segment)
    items: list[_Item] = []
    seen: set[str] = set()
    for part in parts.values():
        found = _items_of(part)
        if items and len(found) > 1 and _is_title(part[0]):
            break
        for item in found:
            if key(item.headline.text) not in seen:
                seen.add(key(item.headline.text))
                items.append(item)
    return items


def _is_title(segment: Segment) -> bool:
    """Whether a line that opens a part of several entries names it: another list begins."""
    text = segment.text
    if _link(segment) or word_count(text) > _LONGEST_TITLE or not any(map(str.isalpha, text)):
        return False
    return not (find_date(text) or AGO.search(text) or is_byline(text))


def _common_box(boxes: list[Box]) -> Box:
    common = list(boxes[0].chain())
    for box in boxes[1:]:
        around = set(box.chain())
        common = [candidate for candidate in common if candidate in around]
    return common[0]


def _below(segment: Segment, common: Box) -> object:
    """The box directly below a common one that holds a segment, else the segment's link."""
    previous = None
    for box in segment.box.chain():
        if box is common:
            break
        previous = box
    return previous if previous is not None else (_link(segment) or segment.number)


def _items_of(part: list[Segment]) -> list[_Item]:
    """The items in one part of a list: usually one, several where the part holds several links."""
    heads = [segment for segment in part if _could_be_headline(segment)]
    if not heads:
        return []
    marked = [s for s in heads if s.box.within(*_HEADINGS) is not None]
    links = list(dict.fromkeys(_link(segment) for segment in heads if _link(segment)))
    if len(marked) > 1 and len(links) > 1:
        heads = marked
    elif len(links) > 1:
        heads = _without_sections([_first_of(heads, link) for link in links])
    else:
        full = [segment for segment in marked if word_count(segment.text) >= _FULL_HEADLINE]
        heads = [_best(full or _without_sections(heads))]
    items: list[_Item] = [_Item(head) for head in heads]
    for segment in part:
        if any(segment is item.headline for item in items):
            continue
        before = [item for item in items if item.headline.number < segment.number]
        owner = before[-1] if before else items[0]
        if _is_teaser(segment, owner):
            owner.teasers.append(segment)
        else:
            owner.rest.append(segment)
    return items


def _without_sections(heads: list[Segment]) -> list[Segment]:
    """The links of an entry without those to its section, where others are full headlines."""
    full = [head for head in heads if word_count(head.text) >= _FULL_HEADLINE]
    return full if full and len(full) * 2 >= len(heads) else heads


def _first_of(heads: list[Segment], link: str) -> Segment:
    return _best([segment for segment in heads if _link(segment) == link])


def _best(heads: list[Segment]) -> Segment:
    """The one that reads like a headline: longer than the kicker, not the sentence below it."""
    short = [segment for segment in heads if not segment.text.endswith(".")]
    return max(short or heads[:1], key=lambda segment: len(segment.text))


def _is_teaser(segment: Segment, item: _Item) -> bool:
    text = segment.text
    fewest = _SHORT_TEASER if ends_sentence(text) and not segment.linked else _TEASER_WORDS
    if word_count(text) < fewest or segment.number < item.headline.number:
        return False
    if word_count(text) <= 16 and (find_date(text) or is_byline(text) or AGO.search(text)):
        return False
    return key(text) != key(item.headline.text) and not is_credit(text) and not is_notice(text)


def _label(sheet: PageSheet, heading: Segment, items: list[_Item], group: int) -> None:
    sheet.label(heading.number, Label(Zone.SIDEBAR_HEADING, group=group))
    ranks = rank_lengths([item.headline.text for item in items])
    for item, start in zip(items, ranks, strict=True):
        text, label = item.headline.text, Label(Zone.SIDEBAR_ITEM, group=group)
        sheet.cut(item.headline.number, [(start, len(text), label)], _PART)
        for teaser in item.teasers:
            cut_off = not ends_sentence(teaser.text) or teaser.text.endswith(("…", "..."))
            label = Label(Zone.SIDEBAR_TEASER, group=group, truncated=cut_off)
            sheet.label(teaser.number, label)
        for segment in item.rest:
            sheet.leave_out(segment.number, _PART)
