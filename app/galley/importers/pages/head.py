"""Labels the dek, the byline and the date around a page's headline."""

import re
from typing import NamedTuple

from galley.domain.article import LINE_BREAK, BlockType, Zone
from galley.importers.bylines import (
    could_be_person,
    is_byline,
    is_dated,
    names_alone,
    read_byline,
    user_name,
    without_by,
)
from galley.importers.credits import is_agency
from galley.importers.dates import is_date_alone, is_date_line
from galley.importers.pages.body import Body
from galley.importers.pages.marked_authors import marked_authors
from galley.importers.pages.metadata import Declared
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import is_linked, is_of_people
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.shown_dates import ShownDates, is_date
from galley.importers.pages.weights import ends_sentence, is_running
from galley.importers.phrases import is_notice, words
from galley.importers.texts.body import word_count
from galley.importers.texts.captions import CAPTION_LABEL
from galley.importers.texts.keys import key
from galley.importers.texts.sheet import Label

__all__ = ["HEADLINE", "Head", "label_head"]

_DEK_WORDS = words(
    "dek|deck|standfirst|lead|lede|subtitle|subheadline|subhead|subheading|intro|teaser|summary|"
    "excerpt|abstract|chapo|vorspann|description|leadtext|unterzeile|ingress|entradilla|bajada|"
    "sommario|occhiello|dachzeile|introduction|preamble|manchet|perex|tagline"
)
_BYLINE_WORDS = words(
    "byline|author|authors|autor|autoren|autorin|writer|reporter|contributor|creator|auteur|"
    "autore|verfasser|contributors|journalist"
)
_DATE_WORDS = words(
    "date|time|timestamp|published|publish|datetime|datum|pubdate|updated|fecha|data|dateline"
)
_MOST_DEKS = 2
_OTHERS = "Who wrote another article, or about the author"
_CONTROL = "A link, a label or a button between the paragraphs"
_PARTS = re.compile(r"\s*[|•·–]\s*|\s-\s")
_WITH_BY = re.compile(r"\s+by\s+(?=[A-Z])")  # "on 4 May 2026 by Ann Berg"
_OF_SUBJECT = re.compile(
    r"/(?:category|categories|kategorien?|categor[ií]as?|categories?|tags?|topics?|themen?|rubrik|"
    r"section|label)/|[?&](?:cat|tag)=",
    re.IGNORECASE,
)
_EAST_NAMES = re.compile(r"[\u3041-\u30fe\u4e00-\u9fff\uac00-\ud7af、・\s]{2,20}(?:記者|기자)?$")
_LONGEST_DESK = 4  # words
_LONGEST_BYLINE = 12  # words
_LONGEST_NAMED = 30  # words of one whose box is named so
_NEXT_AUTHOR = 3  # segments from one author's line to the next
_ABOVE = 10  # segments from a date to the headline below it
_LONGEST_DATE = 20  # words of a line with a date
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_BELOW = 14  # texts from the headline to a dek that is named so
_JUST_BELOW = 4  # texts from it to another


class Head(NamedTuple):
    """What a page's head shows.

    Attributes:
        authors: Whom it names.
        says_so: Whether a line that is a byline by its words or its name names them.
        published: The date, empty if none is shown.
        dates_itself: Whether that stands below the headline, and not as the day of an update:
            above it may stand what day it is.
    """

    authors: tuple[str, ...]
    says_so: bool
    published: str
    dates_itself: bool = False


def label_head(
    sheet: PageSheet, headline: int, region: list[int], body: Body, declared: Declared
) -> Head:
    """Label what stands around the headline; gives the authors and the date that are shown.

    Args:
        sheet: The page.
        headline: Number of the headline's segment.
        region: Numbers of the segments that may belong to the article.
        body: Where the text is.
        declared: What the page says of itself: a line that says only who wrote it is the byline.
    """
    bylines, dates = _Bylines(declared.site, declared.publication), ShownDates()
    declared_names = set(map(key, declared.authors))
    deks = below = 0
    start = _start(sheet, headline, body)
    for number in region:
        segment = sheet.page.segments[number]
        below += number > headline and bool(segment.text)
        if number > body.last or not sheet.is_free(number) or not segment.text:
            continue
        if segment.box.within("blockquote") is not None:
            continue
        past_text = number >= start
        count = word_count(segment.text)
        named = _named(segment)
        if number < headline and not named & (_BYLINE_WORDS | _DATE_WORDS):
            if headline - number <= _ABOVE and count <= _LONGEST_DATE and dates.take_above(segment):
                bylines.take_from_line_above(segment)
                sheet.label(number, Label(Zone.DATE))
            continue
        sure = _names_authors(segment, in_head=headline < number < start)
        sure = sure and (past_text or not is_date_alone(segment.text))
        if not past_text and key(without_by(segment.text)) in declared_names:
            bylines.take(segment, sure=True)
            sheet.label(number, Label(Zone.BYLINE))
        elif past_text and sure and bylines.knows_some and not _is_in_text(segment, body):
            sheet.leave_out(number, _OTHERS)
        elif sure or (headline < number < start and _is_name_in_head(sheet, number, start)):
            if bylines.take(segment, sure=sure):
                dates.take(segment)
                sheet.label(number, Label(Zone.BYLINE))
            else:
                sheet.leave_out(number, _CONTROL)
        elif count <= _LONGEST_DATE and not past_text and dates.is_line(segment):
            dates.take(segment)
            bylines.take_from_date_line(segment)
            sheet.label(number, Label(Zone.DATE))
        elif deks < _MOST_DEKS and _is_dek(
            segment, headline, below, named, start, sibling=body.is_among(segment), first=not deks
        ):
            deks += 1
            sheet.label(number, Label(Zone.DEK))
    authors = bylines.authors or bylines.guessed
    return Head(authors, bool(bylines.authors), dates.published, dates.is_below)


def _names_authors(segment: Segment, *, in_head: bool) -> bool:
    """Whether a line is a byline by its words or its names, or in the head by its markup."""
    if _byline_in(segment.text):
        return True
    count = word_count(segment.text)
    if _named(segment) & _BYLINE_WORDS and count <= _LONGEST_NAMED:
        return True
    return in_head and count <= _LONGEST_BYLINE and bool(marked_authors(segment, linked=False))


def _start(sheet: PageSheet, headline: int, body: Body) -> int:
    """Number of the first paragraph; a headline that reads like a sentence is none."""
    if body.start > headline and not _is_heading(sheet.page.segments[body.start]):
        return body.start
    below = sheet.page.segments[max(headline + 1, body.start) : body.last + 1]
    return next(
        (s.number for s in below if is_running(s) and body.is_among(s) and not _is_heading(s)),
        body.last + 1,
    )


def _is_heading(segment: Segment) -> bool:
    return segment.box.within("h2", "h3", "h4") is not None


def _is_in_text(segment: Segment, body: Body) -> bool:
    """Whether a byline stands among the paragraphs, as one below each of several headlines does."""
    return bool(_byline_in(segment.text)) and body.is_among(segment)


class _Bylines:
    """The authors that a head names: in lines that say "by" before lines that are only names.

    Attributes:
        authors: As lines say that are bylines by their words or their names.
        guessed: As a line says that may be one.
    """

    def __init__(self, site: str, paper: str) -> None:
        self.authors: tuple[str, ...] = ()
        self.guessed: tuple[str, ...] = ()
        self._site = key(site)
        self._papers = {key(paper), key(site.removeprefix(paper))}  # by its name and its host
        self._line: Segment | None = None

    @property
    def knows_some(self) -> bool:
        """Whether any line names an author."""
        return bool(self.authors or self.guessed)

    def take(self, segment: Segment, *, sure: bool) -> bool:
        """Note the authors that a line names; False if it is a button there and no byline."""
        found = self._without_paper(segment, _authors(segment)) or _desk(segment)
        says_by = bool(_byline_in(segment.text))
        if not says_by and (is_notice(segment.text) or (not found and _is_control(segment))):
            return False
        line = self._line
        if not sure:
            self.guessed = self.guessed or found
        elif says_by and found and line is not None and not _byline_in(line.text):
            self.authors, self._line = found, segment
        elif not self.authors or (_is_like(segment, line) and names_alone(segment.text)):
            self.authors = tuple(dict.fromkeys(self.authors + found))
            self._line = segment
        return True

    def _without_paper(self, segment: Segment, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names without the paper's; whoever writes a blog may be called as its address is."""
        marked = set(map(key, marked_authors(segment))) - self._papers
        return tuple(n for n in names if key(n) not in self._site or key(n) in marked)

    def take_from_date_line(self, segment: Segment) -> None:
        """Note the authors that stand in the line of the date, if no byline names any."""
        found = [name for name in _authors(segment) if name not in _subjects(segment)]
        self.authors = self.authors or self._without_paper(segment, tuple(found))

    def take_from_line_above(self, segment: Segment) -> None:
        """Note the marked authors in a line above the headline; another name may be a place."""
        if marked_authors(segment):
            self.take_from_date_line(segment)


def _subjects(segment: Segment) -> set[str]:
    """The links in a line that lead to what was written about the same: "Island news"."""
    return {segment.text[s.start : s.end] for s in segment.spans if _OF_SUBJECT.search(s.href)}


def _desk(segment: Segment) -> tuple[str, ...]:
    """Who wrote it, where a whole line leads to an author's page and is no person: a desk."""
    text = segment.text
    whole = any(s.end - s.start == len(text) and is_of_people(s.href) for s in segment.spans)
    named = whole and all(word[0].isupper() for word in text.split()) and not is_notice(text)
    return (text,) if (named and word_count(text) <= _LONGEST_DESK) or is_agency(text) else ()


def _is_name_in_head(sheet: PageSheet, number: int, start: int) -> bool:
    """Whether a line of names alone is the byline: by where it leads, or by what stands below."""
    segment = sheet.page.segments[number]
    if not names_alone(segment.text):
        return False
    if any(is_of_people(span.href) for span in segment.spans):
        return True
    if _is_heading(segment) or segment.box.within("h1") is not None:
        return False
    if number == start - 1:
        return not is_linked(segment)
    below = next((s for s in sheet.page.segments[number + 1 : start] if s.text), None)
    if below is None or word_count(below.text) > _LONGEST_DATE:
        return False
    return is_date(below) or bool(segment.linked and _CLOCK.search(below.text))


def _is_control(segment: Segment) -> bool:
    """Whether a line in a byline's box is a button or a link there: "Follow", "Edit", "36"."""
    text = segment.text
    single = word_count(text) <= 1 and not is_date_line(text)
    return single or (is_linked(segment) and any(word[0].islower() for word in text.split()))


def _is_like(segment: Segment, line: Segment | None) -> bool:
    """Whether a line stands just below a byline and is made like it: a further author's."""
    if line is None or not 0 < segment.number - line.number <= _NEXT_AUTHOR:
        return False
    return segment.box.tag == line.box.tag and segment.box.words == line.box.words


def _named(segment: Segment) -> set[str]:
    named = set(segment.words)
    for box in list(segment.box.chain())[:3]:
        if box.tag in ("article", "main", "body", "section"):
            break
        named |= box.words
    return named


def _authors(segment: Segment) -> tuple[str, ...]:
    """The authors whom a line marks up or, if it names more in words, those."""
    marked, read = marked_authors(segment), _read_authors(segment)
    if not marked:
        return read
    others = [name for name in read if key(name) not in set(map(key, marked))]
    persons = [name for name in marked if could_be_person(name)]
    if len(others) + len(marked) == len(read) and all(" " in name for name in others):
        return read
    return read if read and not persons else marked


def _read_authors(segment: Segment) -> tuple[str, ...]:
    whole = _parted(segment)
    text = _byline_in(whole) or next(filter(names_alone, whole.split(LINE_BREAK)), segment.text)
    if is_byline(text) or names_alone(text) or _EAST_NAMES.match(text):
        return read_byline(text)
    for part in _PARTS.split(_WITH_BY.sub("|by ", text)):
        if is_byline(part) or (names_alone(without_by(part)) and len(part) < len(text)):
            return read_byline(part)
    linked = [text[s.start : s.end] for s in segment.spans if s.href]
    named = [name for part in linked if names_alone(part) for name in read_byline(part)]
    found = tuple(named) or _each_in_its_element(segment) or _full_names(text)
    if found or word_count(text) > _LONGEST_BYLINE:
        return found
    user = user_name(text)
    return (user,) if user else ()


def _parted(segment: Segment) -> str:
    """A line's text, parted where an element ends within a word: "Ann BergOslo" is set as two."""
    text = segment.text
    ends = {end for _start, end, _words in segment.marks} | {s.end for s in segment.spans if s.href}
    within = [end for end in ends if text[end - 1].islower() and text[end : end + 1].isupper()]
    for end in sorted(within, reverse=True):
        text = f"{text[:end]}{LINE_BREAK}{text[end:]}"
    return text


def _full_names(text: str) -> tuple[str, ...]:
    """The full names in a byline that says a place or a role too: "Ann Berg, Oslo"."""
    if len(text.split()) > _LONGEST_BYLINE or is_dated(text):
        return ()
    return tuple(name for name in read_byline(text) if " " in name and names_alone(name))


def _byline_in(text: str) -> str:
    """The first line of a text that opens like a byline, an empty string if none does."""
    return next((line for line in text.split(LINE_BREAK) if is_byline(line)), "")


def _each_in_its_element(segment: Segment) -> tuple[str, ...]:
    """The names in a line in which nothing but elements of their own parts them."""
    parts = sorted({(start, end) for start, end, _words in segment.marks})
    inner = [
        (a, b) for a, b in parts if not any(a <= c and d <= b for c, d in parts if (a, b) != (c, d))
    ]
    names = [segment.text[start:end].strip(" ,;") for start, end in inner]
    return tuple(names) if len(names) > 1 and all(map(names_alone, names)) else ()


def _is_dek(
    segment: Segment,
    headline: int,
    below: int,
    named: set[str],
    start: int,
    *,
    sibling: bool,
    first: bool,
) -> bool:
    """Whether a text near the headline is its dek: named so, or a heading or a sentence below.

    It is told how many texts below the headline it stands.
    """
    text = segment.text
    heading = _is_heading(segment)
    if not 5 <= word_count(text) <= 90 or is_notice(text) or is_linked(segment):
        return False
    if CAPTION_LABEL.match(text):
        return False
    opens = heading or (segment.words | segment.box.words) & _DEK_WORDS
    if sibling and not (opens and first and segment.number <= start):
        return False
    if named & _DEK_WORDS and 0 < below < _BELOW:
        return True
    if segment.number >= start or not 0 < segment.number - headline <= _JUST_BELOW:
        return False
    return ends_sentence(text) or heading


HEADLINE = Label(Zone.HEADLINE, type=BlockType.HEADING, level=1)
