"""Reads the authors whom the lines of a page's head name; knows single lines, not where they stand.

A line that says "by", or marks a name up, names them before one that is only names.
"""

import re

from galley.domain.article import LINE_BREAK
from galley.importers.bylines import (
    could_be_person,
    is_byline,
    is_dated,
    labelled_authors,
    names_alone,
    read_byline,
    user_name,
    without_by,
    without_places,
)
from galley.importers.credits import is_agency
from galley.importers.dates import is_date_line
from galley.importers.pages.marked_authors import leads_to_posts, marked_authors
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import is_linked, is_of_people
from galley.importers.phrases import is_notice
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key

__all__ = ["Bylines", "byline_in"]

_PARTS = re.compile(r"\s*[|•·–]\s*|\s-\s")
_WITH_BY = re.compile(  # "on 4 May 2026 by Ann Berg"
    r"(?<![Ff]oto)(?<![Pp]hoto)(?<![Bb]ild)\s+(?:by\s+(?=[A-Z])|"
    r"(?:von|par|por|door|di|av)\s+(?=[^\W\d_a-zß-ÿ][\w.’'-]*\s+[^\W\d_a-zß-ÿ]))"
)
_OF_SUBJECT = re.compile(
    r"/(?:category|categories|kategorien?|categor[ií]as?|categories?|tags?|topics?|themen?|rubrik|"
    r"section|label)/|[?&](?:cat|tag)=",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:and|und|et|y|e|&|with|mit|,)\s+", re.IGNORECASE)
_AND_AT_END = re.compile(r"(?:,|&|\band|\bund|\bet)\s*$", re.IGNORECASE)
_DATE_FIRST = re.compile(r"^[^,]*\b\d{4},\s+(?=[^\W\d_a-zß-ÿ])")
_EAST_NAMES = re.compile(r"[\u3041-\u30fe\u4e00-\u9fff\uac00-\ud7af、・\s]{2,20}(?:記者|기자)?$")
_LONGEST_DESK = 4  # words
_NEXT_AUTHOR = 3  # segments from one author's line to the next
_LONGEST = 12  # words of a byline


class Bylines:
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
        says_by = bool(byline_in(segment.text))
        if is_linked(segment) and leads_to_posts(segment.text):
            return False
        if not says_by and (is_notice(segment.text) or (not found and _is_control(segment))):
            return False
        line = self._line
        if not sure:
            self.guessed = self.guessed or found
        elif says_by and found and line is not None and not byline_in(line.text):
            self.authors, self._line = found, segment
        elif not self.authors or (_is_like(segment, line) and names_alone(segment.text)):
            self.authors = tuple(dict.fromkeys(self.authors + found))
            self._line = segment
        return True

    def _without_paper(self, segment: Segment, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names without the paper's; whoever writes a blog may be called as its address is."""
        marked = set(map(key, marked_authors(segment))) - self._papers
        user = user_name(segment.text)
        return tuple(
            n
            for n in names
            if key(n) not in self._site or key(n) in marked or (n == user and n.islower())
        )

    def take_from_date_line(self, segment: Segment) -> None:
        """Note the authors that stand in the line of the date, if no byline names any."""
        found = [name for name in _authors(segment) if name not in _subjects(segment)]
        self.authors = self.authors or self._without_paper(segment, tuple(found))

    def take_from_line_above(self, segment: Segment) -> None:
        """Note the marked authors in a line above the headline; another name may be a place."""
        if marked_authors(segment) or byline_in(segment.text):
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


def _authors(segment: Segment) -> tuple[str, ...]:
    """The authors whom a line marks up or, if it names more in words, those."""
    marked, read = marked_authors(segment), without_places(segment.text, _read_authors(segment))
    if not marked:
        return read
    others = [name for name in read if key(name) not in set(map(key, marked))]
    persons = [name for name in marked if could_be_person(name)]
    if len(others) + len(marked) == len(read) and all(" " in name for name in others):
        return read
    if not persons:
        goes_on = any(name.startswith(f"{one} ") for name in read for one in marked)
        return marked if goes_on else read or marked
    return tuple(name for name in marked if name in persons or is_agency(name))


def _read_authors(segment: Segment) -> tuple[str, ...]:
    if labelled := labelled_authors(segment.text):
        return labelled
    whole = _parted(segment)
    text = _signed(whole) or next(filter(names_alone, whole.split(LINE_BREAK)), segment.text)
    opening, *rest = _PARTS.split(text)
    if rest and not read_byline(opening) and (user := user_name(opening)):
        return (user,)
    if is_byline(text) or could_be_person(text) or _EAST_NAMES.match(text):
        return read_byline(text)
    for part in (*_PARTS.split(_WITH_BY.sub("|by ", text)), _DATE_FIRST.sub("", text)):
        if is_byline(part) or (names_alone(without_by(part)) and len(part) < len(text)):
            return read_byline(part)
    linked = [text[s.start : s.end] for s in segment.spans if s.href]
    people = [part for part in linked if names_alone(part) and part not in _subjects(segment)]
    named = [name for part in people for name in read_byline(part)]
    found = tuple(named) or _each_in_its_element(segment) or _full_names(text)
    if found or word_count(text) > _LONGEST:
        return found
    user = user_name(text)
    return (user,) if user else ()


def _parted(segment: Segment) -> str:
    """A line's text, parted where an element ends within a word: "Ann BergOslo" is set as two."""
    text = segment.text
    ends = {end for _start, end, _words in segment.marks} | {s.end for s in segment.spans if s.href}
    within = [end for end in ends if text[end - 1].islower() and _opens(text[end : end + 1])]
    for end in sorted(within, reverse=True):
        text = f"{text[:end]}{LINE_BREAK}{text[end:]}"
    return text


def _opens(letter: str) -> bool:
    return letter.isupper() or letter.isdigit()


def _full_names(text: str) -> tuple[str, ...]:
    """The full names in a byline that says a place or a role too: "Ann Berg, Oslo"."""
    if len(text.split()) > _LONGEST or is_dated(text):
        return ()
    return tuple(name for name in read_byline(text) if " " in name and names_alone(name))


def _signed(text: str) -> str:
    """The first line of a text that opens like a byline, with one below that goes on: "and …"."""
    lines = text.split(LINE_BREAK)
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if is_byline(line):
            more = _AND.match(below)
            if below and (more or _AND_AT_END.search(line)):
                return f"{line.rstrip(' ,')}, {below[more.end() if more else 0 :]}"
            return line
    return ""


def byline_in(text: str) -> str:
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
