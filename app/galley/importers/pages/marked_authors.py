"""Reads the authors whom a page marks up as such: by a link to them, microdata or a microformat.

A name that is marked up is taken as it stands, be it "reed.cutter" or "The desk"; whether the line
it stands in belongs to the article is for others to say.
"""

import re

from galley.importers.bylines import could_be_person, read_byline, without_by
from galley.importers.dates import find_date
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import is_of_people
from galley.importers.phrases import AGO, is_notice, words
from galley.importers.texts.body import word_count

__all__ = ["leads_to_posts", "marked_authors"]

_AUTHOR = words("author|authors|autor|autoren|auteur|autore|byline|fn|username|journalist")
_BESIDE = words(  # what else stands with an author, or has the word in its name
    "avatar|bio|biography|comment|comments|count|date|datetime|desc|description|email|follow|image|"
    "img|job|label|location|mail|meta|photo|picture|position|prefix|published|role|share|social|time|"
    "title|twitter|updated|commenter|commentauthor|says|reply"
)
_AROUND = " \xa0,;:|/-–—·•()"
_COUNT = re.compile(r"\d\s+\w+$")  # "255 views"
_CLOCK = re.compile(r"\d[:.]\d")
_LONGEST = 4  # words of a name that has not the form of one
_OPENERS = words("by|von|par|por|di|door|av|af|autor|author|from|de|text|vom|published|posted")
_ALL_POSTS = (
    *("alle ", "all ", "view ", "more ", "mehr ", "weitere ", "über ", "about ", "ver ", "zum "),
    *("voir ", "plus ", "follow ", "todos ", "zur ", "see "),
)


def marked_authors(segment: Segment, *, linked: bool = True) -> tuple[str, ...]:
    """The names that elements of a line mark up as its authors, in the line's order.

    Args:
        segment: The line.
        linked: Whether a link to a person's page is enough: below the text it may lead to whom
            the article is about.
    """
    ranges = {
        (start, end)
        for start, end, named in segment.marks
        if named & _AUTHOR and not named & _BESIDE
    }
    if linked:
        ranges |= {(span.start, span.end) for span in segment.spans if is_of_people(span.href)}
    inner = [
        (a, b)
        for a, b in sorted(ranges)
        if not any(a <= c and d <= b for c, d in ranges if (a, b) != (c, d))
    ]
    found = [name for start, end in inner for name in _names(segment.text[start:end])]
    return tuple(dict.fromkeys(found))


def leads_to_posts(text: str) -> bool:
    """Whether a text leads to what else an author wrote: "View author archive"."""
    return text.casefold().startswith(_ALL_POSTS)


def _names(text: str) -> tuple[str, ...]:
    """The names in the text of one element; as it stands if none has the form of a name."""
    name = without_by(text.strip(_AROUND)).strip(_AROUND)
    small = name.casefold()
    if (
        not any(map(str.isalpha, name))
        or _CLOCK.search(name)
        or ";" in name
        or find_date(name)
        or AGO.search(name)
        or small in _OPENERS
        or _COUNT.search(name)
    ):
        return ()
    if is_notice(name) or leads_to_posts(name):
        return ()
    read = read_byline(name)
    if read and all(map(could_be_person, read)):
        return read
    inner = name.split()[1:-1]
    is_name = word_count(name) <= _LONGEST and not any(word[0].islower() for word in inner)
    return (name,) if is_name else ()
