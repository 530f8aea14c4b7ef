"""Labels the last lines of an article: its authors' names, and who else worked on it."""

import re

from galley.domain.article import Zone
from galley.importers.bylines import (
    is_byline,
    labelled_authors,
    names_alone,
    read_byline,
    reporters,
    user_name,
    without_by,
)
from galley.importers.comment_words import is_comments_heading
from galley.importers.credit_names import looks_like_names
from galley.importers.credits import is_labelled_credit
from galley.importers.dates import find_date
from galley.importers.pages.body import Body
from galley.importers.pages.marked_authors import marked_authors
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.shown_dates import is_date, shown_date
from galley.importers.pages.weights import ends_sentence
from galley.importers.phrases import (
    is_credit_line,
    is_sidebar_heading,
    words,
)
from galley.importers.texts.body import word_count
from galley.importers.texts.sheet import Label

__all__ = ["label_foot"]

_LINES_ABOVE = 2  # the text's end that may be credit lines
_LINES_BELOW = 4
_MARKED_BELOW = 14  # segments from the text's end to its author's name, where that is marked up
_BOX_BELOW = 40  # segments from the text's end to a box about its author
_IN_BOX = 3  # boxes around a line, one of which is named so
_LONGEST_SIGNED = 40  # words of a line that opens with "Posted by", and lists tags
_AUTHOR_BOX = words(
    "author|authors|autor|autorin|autoren|auteur|autore|authorbox|aboutauthor|byline|writer"
)
_ABOUT = re.compile(
    r"^(?:(?:about|über|à propos de|sobre|su)\s+(?:(?:the|den|die|l['’])\s*(?:author|autor(?:in)?|"
    r"auteur)\W+)?|(?:the\s+)?(?:author|autor(?:in)?|auteur)\W+)|\W+(?:author|autor(?:in)?|auteur)$",
    re.IGNORECASE,
)
_NEAR = 5  # boxes around a line that tell what it is of
_DATE_BELOW = 2  # segments from the text's end to its date
_LONGEST_DATE = 12  # words
_LONGEST_SIGNATURE = 6  # words
_OF_OTHERS = words(
    "comment|comments|kommentar|kommentare|respond|related|sidebar|widget|teaser|recent|reply|latest"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABEL = re.compile(r"[^\W\d_][^:\d]{2,30}:\s+(?=\S)")  # "Fact check: Ann Berg"


def label_foot(sheet: PageSheet, body: Body) -> tuple[tuple[str, ...], str]:
    """Label the credit lines in the last lines of the text or just below it, and a signature.

    Returns:
        The authors that are named below the text, and the date that stands just below it.
    """
    authors: tuple[str, ...] = ()
    published = ""
    ends = (body.foot, body.last)
    last = min(body.last + _LINES_BELOW, len(sheet.page.segments) - 1)
    for number in range(max(body.first, body.foot - _LINES_ABOVE), last + 1):
        segment = sheet.page.segments[number]
        if segment.box.hidden or sheet.zone(number) not in (None, Zone.BODY) or not segment.text:
            continue
        if segment.box.within(*_HEADINGS, "blockquote") is not None:
            continue
        if is_credit_line(segment.text) or _is_own_credit(segment, body):
            sheet.label(number, Label(Zone.CREDIT_LINE))
            authors = authors or labelled_authors(segment.text)
        elif (
            not authors
            and (number > body.foot or body.is_sibling(segment))
            and (signed := reporters(segment.text))
        ):
            authors = signed
            sheet.label(number, Label(Zone.BYLINE))
        elif not authors and _is_signature(segment, body):
            authors = read_byline(segment.text)
            sheet.label(number, Label(Zone.BYLINE))
        elif not authors and number > body.foot and (marked := _marked(segment)):
            authors = marked
            published = published or _date_of(segment)
            sheet.label(number, Label(Zone.BYLINE))
        elif not published and any(0 < number - end <= _DATE_BELOW for end in ends):
            published = _date_of(segment)
            if published:
                authors = authors or labelled_authors(segment.text)
                sheet.label(number, Label(Zone.DATE))
    if not authors:
        authors = _named_below(sheet, body)
    return authors, published


def _named_below(sheet: PageSheet, body: Body) -> tuple[str, ...]:
    """The authors whom the first line below the text names that is there to name them."""
    around = body.around
    for segment in sheet.page.segments[body.last + 1 : body.last + 1 + _BOX_BELOW]:
        if segment.box.hidden or not segment.text:
            continue
        if segment.box.within(*_HEADINGS) is not None and is_comments_heading(segment.text):
            return ()
        free = sheet.zone(segment.number) is None
        if not free and sheet.zone(segment.number) is not Zone.CREDIT:
            continue
        near = segment.number - body.last <= _MARKED_BELOW
        found = _marked(segment) if free and near else ()
        if not found and not _is_of_others(segment, around):
            found = labelled_authors(segment.text) if near else ()
            found = found or _in_author_box(segment)
        if found:
            if free:
                sheet.label(segment.number, Label(Zone.BYLINE))
            return found
    return ()


def _is_of_others(segment: Segment, around: frozenset[Box]) -> bool:
    """Whether a line stands in a comment, or in an entry of a list of articles."""
    entries = ("article", "li", "nav")
    apart = any(box.tag in entries and box not in around for box in segment.box.chain())
    return apart or any(box.words & _OF_OTHERS for box in list(segment.box.chain())[:_NEAR])


def _in_author_box(segment: Segment) -> tuple[str, ...]:
    """Whom a short line names in a box about the author: "Ann Berg", "About Ann Berg"."""
    near = list(segment.box.chain())[:_IN_BOX]
    if word_count(segment.text) > _LONGEST_DATE or not any(b.words & _AUTHOR_BOX for b in near):
        return ()
    text = _ABOUT.sub("", segment.text)
    if names_alone(text) and find_date(text) == "":
        return read_byline(text)
    user = user_name(segment.text)
    return (user,) if user else ()


def _marked(segment: Segment) -> tuple[str, ...]:
    """Whom a short line marks up as the author, unless of a comment or of another article."""
    says_by = without_by(segment.text) != segment.text
    if word_count(segment.text) > (_LONGEST_SIGNED if says_by else _LONGEST_DATE):
        return ()
    near = list(segment.box.chain())[:_NEAR]
    if any(box.words & _OF_OTHERS or box.tag in ("aside", "nav") for box in near):
        return ()
    return marked_authors(segment, linked=False)


def _date_of(segment: Segment) -> str:
    """The date of a line that says little else."""
    if word_count(segment.text) > _LONGEST_DATE or segment.linked:
        return ""
    return shown_date(segment) if is_date(segment) else ""


def _is_own_credit(segment: Segment, body: Body) -> bool:
    """Whether a last line of the text says in its own words who did something for the article."""
    text = segment.text
    if ends_sentence(text) or not body.is_sibling(segment):
        return False
    if is_labelled_credit(text):
        return True
    label = _LABEL.match(text)
    if label is None or segment.linked:  # "More: What else we wrote"
        return False
    return looks_like_names(text[label.end() :].split("\u2028")[0])


def _is_signature(segment: Segment, body: Body) -> bool:
    """Whether a last line of the text is nothing but its authors' names."""
    text = segment.text
    if word_count(text) > _LONGEST_SIGNATURE or segment.linked or not body.is_sibling(segment):
        return False
    if segment.number < body.foot or is_sidebar_heading(text):
        return False
    return is_byline(text) or names_alone(text)
