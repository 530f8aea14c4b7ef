"""Labels the dek, the byline and the date around a page's headline."""

import re
from typing import NamedTuple

from galley.domain.article import BlockType, Zone
from galley.importers.bylines import is_opener, labelled_authors, names_alone, without_by
from galley.importers.dates import is_date_alone
from galley.importers.pages.body import Body
from galley.importers.pages.marked_authors import marked_authors
from galley.importers.pages.metadata import Declared
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import is_linked, is_of_people
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.shown_authors import Bylines, byline_in
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
    "autore|verfasser|contributors|journalist|journalists|journaliste|firma|firmas|redactor|"
    "periodista|giornalista|skribent|forfatter|yazar"
)
_NO_AUTHORS = words("button|buttons")  # "byline share-buttons"
_DATE_WORDS = words(
    "date|time|timestamp|published|publish|datetime|datum|pubdate|updated|fecha|data|dateline"
)
_MOST_DEKS = 2
_OTHERS = "Who wrote another article, or about the author"
_TODAY = "What day it was, above the headline: the article has another"
_CONTROL = "A link, a label or a button between the paragraphs"
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")
_BEHIND_NAME = re.compile(r",\s(?:[^\W\d_a-zß-ÿ][\w-]{2,20}|[a-z]{3})$")  # a place, an agency
_LONGEST_BYLINE = 12  # words
_LONGEST_NAMED = 30  # words of one whose box is named so
_LONGEST_SECTION = 2  # words of a heading that leads to more of the kind
_BESIDE = 3  # segments from a line to such a heading
_ABOVE = 10  # segments from a date to the headline below it
_LONGEST_DATE = 20  # words of a line with a date
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_BELOW = 14  # texts from the headline to a dek that is named so
_JUST_BELOW = 4  # texts from it to another
_JUST_ABOVE = 2  # texts from a dek that is named so, below whatever else, to the first paragraph
_FEWEST_WORDS = 8  # of a line beside the headline that ends without a mark


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
    bylines, dates = Bylines(declared.site, declared.publication), ShownDates()
    declared_names = set(map(key, declared.authors))
    deks = below = 0
    start = _start(sheet, headline, body)
    for number in region:
        segment = sheet.page.segments[number]
        below += number > headline and bool(segment.text)
        if number > body.last or not sheet.is_free(number) or not segment.text:
            continue
        if _is_elsewhere(sheet, number, headline):
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
        sure = sure and not (past_text and _is_of_book(sheet, number))
        if not past_text and key(without_by(segment.text)) in declared_names:
            bylines.take(segment, sure=True)
            sheet.label(number, Label(Zone.BYLINE))
        elif past_text and sure and bylines.knows_some and not _is_in_text(segment, body):
            sheet.leave_out(number, _OTHERS)
        elif sure or (headline < number < start and _is_name_in_head(sheet, number, start)):
            if bylines.take(segment, sure=sure):
                dates.take(segment)
                _keep_byline(sheet, segment, past_text=past_text)
            else:
                sheet.leave_out(number, _CONTROL)
        elif (
            count <= _LONGEST_DATE
            and not past_text
            and dates.take_line(segment, above=number < headline)
        ):
            bylines.take_from_date_line(segment)
            sheet.label(number, Label(Zone.DATE))
        elif deks < _MOST_DEKS and _is_dek(
            segment,
            sheet.page.segments[headline],
            below,
            named,
            start,
            sibling=body.is_among(segment),
            first=not deks,
        ):
            deks += 1
            sheet.label(number, Label(Zone.DEK))
    _leave_out_today(sheet, dates)
    authors = bylines.authors or bylines.guessed
    return Head(authors, bool(bylines.authors), dates.published, dates.is_below)


def _leave_out_today(sheet: PageSheet, dates: ShownDates) -> None:
    """Leave out what day it was when the page was saved, as sites show it at their top."""
    for number in dates.other_days_above:
        sheet.leave_out(number, _TODAY)


def _keep_byline(sheet: PageSheet, segment: Segment, *, past_text: bool) -> None:
    """Label a byline; a sentence among the paragraphs that tells the author stays one of them."""
    if not (past_text and ends_sentence(segment.text)):
        sheet.label(segment.number, Label(Zone.BYLINE))


def _names_authors(segment: Segment, *, in_head: bool) -> bool:
    """Whether a line is a byline by its words or its names, or in the head by its markup."""
    if byline_in(segment.text):
        return True
    count = word_count(segment.text)
    if _named(segment) & _BYLINE_WORDS and count <= _LONGEST_NAMED:
        return not _own_words(segment) & _NO_AUTHORS
    if in_head and count <= _LONGEST_BYLINE and labelled_authors(segment.text):
        return True
    return in_head and count <= _LONGEST_BYLINE and bool(marked_authors(segment, linked=False))


def _is_of_book(sheet: PageSheet, number: int) -> bool:
    """Whether a labelled author stands among other labels: the text is about that one's book."""
    segments = sheet.page.segments
    beside = (*segments[number - 1 : number], *segments[number + 1 : number + 2])
    is_list = any(_LABEL.match(s.text) for s in beside)
    return is_list and bool(labelled_authors(segments[number].text))


def _start(sheet: PageSheet, headline: int, body: Body) -> int:
    """Number of the first paragraph: not a headline that reads like a sentence, nor a dek."""

    def is_above(segment: Segment) -> bool:
        near = segment.number - headline <= _JUST_BELOW
        return _is_heading(segment) or (near and bool(_own_words(segment) & _DEK_WORDS))

    if body.start > headline and not is_above(sheet.page.segments[body.start]):
        return body.start
    below = sheet.page.segments[max(headline + 1, body.start) : body.last + 1]
    return next(
        (s.number for s in below if is_running(s) and body.is_among(s) and not is_above(s)),
        body.last + 1,
    )


def _is_heading(segment: Segment) -> bool:
    return segment.box.within("h2", "h3", "h4") is not None


def _is_elsewhere(sheet: PageSheet, number: int, headline: int) -> bool:
    """Whether a line is of something quoted, of a picture, or of another article's teaser.

    Above the headline that is a line in a box with a heading which leads to the other article.
    """
    segments = sheet.page.segments
    if segments[number].box.within("blockquote", "figcaption") is not None:
        return True
    if number > headline:
        return False
    own = set(segments[number].box.chain()).difference(segments[headline].box.chain())
    beside = segments[max(0, number - _BESIDE) : number + _BESIDE + 1]
    others = [s for s in beside if _is_heading(s) and word_count(s.text) > _LONGEST_SECTION]
    return any(is_linked(s) and own.intersection(s.box.chain()) for s in others)


def _is_in_text(segment: Segment, body: Body) -> bool:
    """Whether a byline stands among the paragraphs, as one below each of several headlines does."""
    return bool(byline_in(segment.text)) and body.is_among(segment)


def _is_name_in_head(sheet: PageSheet, number: int, start: int) -> bool:
    """Whether a line of names alone is the byline: by where it leads, or by what stands below."""
    segment = sheet.page.segments[number]
    named = names_alone(_BEHIND_NAME.sub("", segment.text))
    if not named or _named(segment) & _NO_AUTHORS:
        return False
    if any(is_of_people(span.href) for span in segment.spans):
        return True
    if _is_heading(segment) or segment.box.within("h1") is not None:
        return False
    above = next((s for s in reversed(sheet.page.segments[:number]) if s.text), None)
    if above is not None and is_opener(above.text):
        return True
    leads = [span.href for span in segment.spans if span.href]
    own = not is_linked(segment) or all(href.startswith("mailto:") for href in leads)
    below = next((s for s in sheet.page.segments[number + 1 : start] if s.text), None)
    if below is None:
        return own
    if word_count(below.text) > _LONGEST_DATE:
        return False
    return is_date(below) or bool(segment.linked and _CLOCK.search(below.text))


def _own_words(segment: Segment) -> frozenset[str]:
    """The names of a line and of the nearest box around it."""
    return segment.words | segment.box.words


def _named(segment: Segment) -> set[str]:
    named = set(segment.words)
    for box in list(segment.box.chain())[:3]:
        if box.tag in ("article", "main", "body", "section"):
            break
        named |= box.words
    return named


def _is_dek(
    segment: Segment,
    headline: Segment,
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
    opens = heading or _own_words(segment) & _DEK_WORDS
    if sibling and not (opens and first and segment.number <= start):
        return False
    if named & _DEK_WORDS and (0 < below < _BELOW or 0 < start - segment.number <= _JUST_ABOVE):
        return below > 0
    if segment.number >= start or not 0 < segment.number - headline.number <= _JUST_BELOW:
        return False
    beside = below == 1 and segment.box.parent is headline.box.parent
    return ends_sentence(text) or heading or (beside and word_count(text) >= _FEWEST_WORDS)


HEADLINE = Label(Zone.HEADLINE, type=BlockType.HEADING, level=1)
