"""Tells which frames on a page hold no picture of the article, though they stand beside its text.

Teasers of other articles, logos, portraits of authors, films, offers: what they are named, what
stands in them and where they lead gives them away. Which frames there are, and what the others
hold, is known to other rooms.
"""

import re
from collections.abc import Set

from galley.importers.credits import is_credit, split_caption
from galley.importers.pages.body import Body
from galley.importers.pages.frames import Frame
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import (
    OFFER_WORDS,
    ONLY_CREDIT_WORDS,
    SHARING_WORDS,
    TEASER_WORDS,
    is_front_page,
    is_linked,
    is_of_people,
    is_teaser,
)
from galley.importers.phrases import is_sidebar_heading

__all__ = ["is_credited", "is_film", "is_stranger", "leads_to_picture"]

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#&])|^#", re.IGNORECASE)
_SOUND = frozenset({"audio", "podcast", "podcasts"})
_FILM = frozenset({"video", "videos", "player"})
_BIOGRAPHY = frozenset({"bio", "biography"})
_AUTHOR_BOX = frozenset({"author", "authors", "autor", "autoren", "bio", "avatar", "authorbox"})


def is_stranger(frame: Frame, own: Set[Box], trusted: frozenset[str], host: str) -> bool:
    """Whether a frame's names, texts or links make it none of the article's.

    Args:
        frame: A picture with what stands around it.
        own: Boxes around the article's text and headline, whose names say nothing of the picture.
        trusted: Words that are not believed, because much of the text stands in boxes named so.
        host: Of the page.
    """
    return (
        is_teaser(frame.box, own, trusted) or _is_no_picture(frame) or _leads_elsewhere(frame, host)
    )


def _is_no_picture(frame: Frame) -> bool:
    """Whether a frame is an author's box, an offer, buttons, or a quotation set as a figure."""
    named = frame.box.tag in ("figure", "figcaption")
    if not named and frame.box.words & (_AUTHOR_BOX | SHARING_WORDS | OFFER_WORDS):
        return True
    if not frame.pictures and any("byline" in b.words for b in list(frame.box.chain())[:2]):
        return True
    if any(text.box.words & _BIOGRAPHY for text in frame.texts):
        return True
    quoted = any(text.box.within("blockquote") is not None for text in frame.texts)
    return quoted and not frame.pictures


def is_film(frame: Frame, body: Body) -> bool:
    """Whether a frame is a player's, whose caption is a title.

    A film above the text may stand there as the article's picture does; a broadcast never does.
    """
    if not frame.texts:
        return False
    inside = [box for text in frame.texts for box in text.box.chain() if frame.box in box.chain()]
    around = list(frame.box.chain())[:3]
    if any(box.words & _SOUND or box.tag == "audio" for box in [*inside, *around]):
        return True
    if frame.texts[0].number < body.start:
        return False
    return any(box.words & _FILM or box.tag == "video" for box in [*inside, *around])


def _leads_elsewhere(frame: Frame, host: str) -> bool:
    """Whether a frame holds another article's picture, which leads there as its title does.

    So does one in which "Read more" stands; one that leads to the site's front page is its logo.
    """
    if any(is_sidebar_heading(text.text) for text in frame.texts):
        return True
    leads = {s.picture.href for s in frame.pictures if s.picture and s.picture.href}
    if any(is_front_page(address, host) or is_of_people(address) for address in leads):
        return True
    titles = {s.href for text in frame.texts if _is_title(text) for s in text.spans}
    told = any(is_credit(t.text) or split_caption(t.text) or is_credited(t) for t in frame.texts)
    if leads.intersection(titles) and not told and not any(map(leads_to_picture, leads)):
        return True
    named = frame.box.words & TEASER_WORDS
    return bool(named) and any(is_linked(text) for text in frame.texts)


def _is_title(text: Segment) -> bool:
    """Whether a text in a frame may be another article's title: linked, and no caption."""
    heading = text.box.within("h2", "h3", "h4", "h5", "h6") is not None
    return is_linked(text) and (heading or text.box.within("figcaption") is None)


def is_credited(segment: Segment) -> bool:
    """Whether a text is named a picture's credit, and nothing else."""
    return bool((segment.box.words | segment.words) & ONLY_CREDIT_WORDS)


def leads_to_picture(address: str) -> bool:
    """Whether a link opens a picture."""
    return _PICTURE_FILE.search(address) is not None
