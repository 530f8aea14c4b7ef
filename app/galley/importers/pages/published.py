"""Finds the day of publication where neither the head nor the metadata of a page tells it.

Some pages show it beside the article, at its end or high above it, in a line that says what date it
is, or in an element for times; others only in the window's title or in the headline's own address.
"""

import re

from galley.importers.dates import date_in_address, find_date, is_date_alone, is_update
from galley.importers.pages.body import Body
from galley.importers.pages.segments import Segment
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.shown_dates import shown_date
from galley.importers.phrases import words
from galley.importers.texts.body import word_count

__all__ = ["find_published"]

_ABOVE = 25  # segments from a date to the headline below it
_BELOW = 25  # and from the text's end to a date that is called one
_LONGEST = 12  # words
_CALLED = re.compile(
    r"\W*(?:first |originally |date )?(?:published|posted|publication date|date|erschienen|datum|"
    r"veröffentlicht|veröffentlichung|erscheinungsdatum|erstellt|publiziert|online seit|publié|"
    r"date de publication|mis en ligne|publicado|publicada|fecha|fecha de publicación|pubblicato|"
    r"data|gepubliceerd|geplaatst|publicerad|publisert|udgivet|опубликовано|дата|data publikacji|"
    r"opublikowano|発行日|公開日|发布时间|发布日期|时间|등록|입력)\b",
    re.IGNORECASE,
)
_OTHERS = words(
    "comment|comments|kommentar|kommentare|respond|related|sidebar|widget|teaser|teasers|recent|"
    "latest|reply|event|events|calendar|kalender|card|cards|list|archive|more|ticker"
)
_BARS = re.compile(r"\s+[|•·–—-]\s+")


def find_published(sheet: PageSheet, top: int, body: Body) -> tuple[str, str]:
    """The day and what told it, both empty if nothing does.

    Args:
        sheet: The page.
        top: Number of the headline's segment, or of the text's first one.
        body: Where the text is.
    """
    segments = sheet.page.segments
    near = [
        segment
        for segment in segments[max(0, top - _ABOVE) : body.last + _BELOW]
        if _may_tell(segment, body)
    ]
    called = (shown_date(segment) for segment in near if _CALLED.match(segment.text))
    timed = (
        shown_date(segment)
        for segment in near
        if segment.number < body.start and (segment.time or is_date_alone(segment.text))
    )
    if found := next(filter(None, called), "") or next(filter(None, timed), ""):
        return found, "date line"
    for part in _BARS.split(sheet.page.title):
        if is_date_alone(part):
            return find_date(part), "title"
    for span in segments[top].spans if top < len(segments) else ():
        if found := date_in_address(span.href):
            return found, "address"
    return "", ""


def _may_tell(segment: Segment, body: Body) -> bool:
    if not segment.text or segment.linked or word_count(segment.text) > _LONGEST:
        return False
    if is_update(segment.text) or not body.is_shown(segment):
        return False
    if segment.box.within("nav", "aside", "form", "figure", "blockquote", "table") is not None:
        return False
    return not any(box.words & _OTHERS for box in segment.box.chain())
