"""Finds a page's pictures with their captions and credits, each apart from the other.

A picture's frame is its ``figure``, or the largest box around it that holds nothing but the picture
and a few short texts. What the boxes inside a frame are named says which text is what.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from galley.domain.article import Zone
from galley.importers.bylines import is_byline, names_alone
from galley.importers.credits import is_credit, is_labelled_credit, split_caption
from galley.importers.dates import find_date, is_date_line
from galley.importers.pages.body import Body
from galley.importers.pages.captions import Pieces, is_named_credit, told_apart
from galley.importers.pages.credits import marked_credit
from galley.importers.pages.frames import (
    LONGEST_UNNAMED,
    Frame,
    find_frames,
    is_described,
    is_label,
    stands_out,
)
from galley.importers.pages.marked_authors import marked_authors
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import (
    CAPTION_WORDS,
    CREDIT_WORDS,
    NOTICE_WORDS,
    ONLY_CREDIT_WORDS,
    PICTURE_WORDS,
    host_of,
    is_linked,
)
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.strangers import is_film, is_stranger, leads_to_picture
from galley.importers.pages.weights import ends_sentence, is_running
from galley.importers.phrases import is_notice, pattern, plain
from galley.importers.texts.body import word_count
from galley.importers.texts.captions import CAPTION_LABEL
from galley.importers.texts.keys import key
from galley.importers.texts.sheet import Label

__all__ = ["label_figures"]

_AROUND = "The label or the marks around a picture's credit"
_AGAIN = "The caption, said again"
_LONGEST_CAPTION = 140  # words
_LONGEST_IN_FIGCAPTION = 400  # words
_LONGEST_HEAD_LINE = 14  # words
_SMALLEST_IN_FLOW = 240  # pixels, of a picture that no caption and no element calls one
_SIZE = re.compile(r"(?:[-_.]\d{2,4}x\d{2,4})?(?:\.\w{3,4})?$")
_SMALLEST = 100  # pixels; anything narrower is an icon or a face
_DURATION = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:$|\s+\D)")  # of a film: its title follows
_WORD = re.compile(r"\w{4,}")
_NOTE_BEHIND = re.compile(r"\s*\([^()]{2,30}\)$")  # "(file picture)"
_SAME_WORDS = 0.4
_CLEARLY_SAME = 0.8
_FEWEST_WORDS = 6
_FEWEST_CAPTION = 4
_MOST_TEXTS = 12  # in a figure: one with more holds a player with all its switches
_LONGEST_DATED = 20  # words
_DATE_FIRST = 24  # characters: "26 September 2026 12:07 Updated 7 minutes ago"
_ASKS = pattern(  # readers to log in, below the picture of a film or an offer
    r"""
(?:please )?(?:sign|log)[ -]?(?:in|up|on) (?:to|for)\b|subscribe (?:to|for|now)\b|
(?:jetzt |bitte )?(?:anmelden|einloggen|registrieren)\b|inicia sesión|connectez-vous|accedi per\b"""
)
_CLOCK = re.compile(r"\d[:.]\d\d\b")  # in a line of the head, with its author's face


def label_figures(
    sheet: PageSheet, numbers: Sequence[int], body: Body, image: str, authors: Sequence[str]
) -> None:
    """Label the pictures, captions and credits among some segments.

    Args:
        sheet: The page.
        numbers: Of the segments among which the article's pictures are, in order.
        body: Where the article's text is.
        image: The address of the page's main picture, as its metadata says.
        authors: Whose portraits are no pictures of the article.
    """
    people = {key(name) for name in authors}
    free = [sheet.page.segments[number] for number in numbers if sheet.is_free(number)]
    segments = [segment for segment in free if segment.box.tag != "svg"]
    said: set[str] = set()
    own = body.around | _around_headline(sheet)
    for frame in find_frames(segments, body.box):
        portrait = any(key(s.picture.alt) in people for s in frame.pictures if s.picture)
        beside = is_stranger(frame, own, body.trusted, host_of(sheet.address))
        if is_film(frame, body):
            for text in frame.texts:
                if not is_byline(text.text):
                    sheet.leave_out(text.number, "A player's labels")
            continue
        if not portrait and (not beside or _is_main(frame, image)):
            _label_frame(sheet, frame, body, image, said)


def _around_headline(sheet: PageSheet) -> set[Box]:
    """The boxes around the article's headline, where it is known."""
    return {
        box
        for segment in sheet.page.segments
        if sheet.zone(segment.number) is Zone.HEADLINE
        for box in segment.box.chain()
    }


def _label_frame(sheet: PageSheet, frame: Frame, body: Body, image: str, said: set[str]) -> None:
    host = host_of(sheet.address)
    texts = [text for text in frame.texts if not _is_listed(text, frame)]
    texts = [text for text in texts if _could_be(text) or _names_its_source(text, frame, host)]
    if any(text.box.within("figcaption") is not None for text in texts):
        texts = [text for text in texts if not _is_paragraph(text)]
    if len(texts) > _MOST_TEXTS or any(_is_heading(text, "h2", "h3", "h4") for text in frame.texts):
        texts = [text for text in texts if text.box.within("figcaption") is not None]
    if frame.box.tag not in ("figure", "figcaption"):
        texts = [text for text in texts if _speaks_of_picture(text, frame, body)]
    if not frame.pictures and not any(_is_evident(text) for text in texts):
        return
    again = [text for text in texts if _is_part_of_other(text, texts)]
    pieces = told_apart([text for text in texts if text not in again])
    if not pieces and not _is_shown(frame, body, image):
        return
    seen = [s for s in frame.pictures if not s.box.hidden] or frame.pictures
    kept: Pieces = []
    for segment, parts in pieces:
        new = [part for part in parts if _is_new(segment.text, part, said)]
        known = any(zone is Zone.CAPTION for *_range, zone in parts) and all(
            zone is not Zone.CAPTION for *_range, zone in new
        )
        if new and not known:
            kept.append((segment, new))
        else:
            sheet.leave_out(segment.number, _AGAIN)
    for text in again:
        sheet.leave_out(text.number, _AGAIN)
    if pieces and not kept:
        return
    for order, part in enumerate(_apart(kept, frame.pictures)):
        place = seen[order] if order < len(seen) else None
        number = sheet.add_figure(place)
        for segment, ranges in part:
            labelled = [(start, end, Label(zone, group=number)) for start, end, zone in ranges]
            sheet.cut(segment.number, labelled, _AROUND)


def _is_part_of_other(text: Segment, texts: Sequence[Segment]) -> bool:
    """Whether another text of a frame says the same and more, as a credit said twice."""
    said = key(text.text)
    others = [key(other.text) for other in texts if other is not text]
    return any(said in other and said != other for other in others)


def _is_new(text: str, part: tuple[int, int, Zone], said: set[str]) -> bool:
    """Whether a caption was not said before; a credit may well be said under each picture."""
    start, end, zone = part
    folded = key(text[start:end])
    if not folded or (zone is Zone.CAPTION and folded in said):
        return False
    if zone is Zone.CAPTION:
        said.add(folded)
    return True


def _apart(kept: Pieces, pictures: Sequence[Segment]) -> list[Pieces]:
    """The pieces of a frame with several pictures, picture by picture.

    A caption opens a new one behind a credit, or where a picture stands before it.
    """
    parts: list[Pieces] = [[]]
    captioned = credited = False
    for segment, ranges in kept:
        zones = {zone for _start, _end, zone in ranges}
        before = parts[-1][-1][0].number if parts[-1] else segment.number
        next_one = credited or any(before < p.number < segment.number for p in pictures)
        if Zone.CAPTION in zones and captioned and next_one:
            parts.append([])
            captioned = credited = False
        captioned = captioned or Zone.CAPTION in zones
        credited = credited or Zone.CREDIT in zones
        parts[-1].append((segment, ranges))
    return parts


def _is_paragraph(text: Segment) -> bool:
    """Whether a text in a figure is none of its caption, which stands apart: it was not closed."""
    named = text.words | text.box.words
    return (
        text.box.within("figcaption") is None
        and not named & (CAPTION_WORDS | CREDIT_WORDS)
        and is_running(text)
    )


def _is_listed(text: Segment, frame: Frame) -> bool:
    """Whether a text is an item of a list in the frame that has no picture of its own."""
    item = text.box.within("li")
    if text.box.within("figcaption") is not None:
        return False
    if item is None or frame.box not in item.chain() or item is frame.box:
        return False
    return not any(item in picture.box.chain() for picture in frame.pictures)


def _is_heading(text: Segment, *tags: str) -> bool:
    """Whether a text stands in a heading that is not itself named a caption."""
    heading = text.box.within(*tags)
    return heading is not None and not (heading.words | text.words) & CAPTION_WORDS


def _could_be(segment: Segment) -> bool:
    text = segment.text
    if (segment.box.hidden and segment.box.within("figure") is None) or _DURATION.match(text):
        return False
    if _is_heading(segment, "h1", "h2", "h3") or is_label(segment):
        return False
    if segment.box.within("blockquote") is not None:
        return False
    if any(box.words & NOTICE_WORDS for box in list(segment.box.chain())[:2]):
        return False
    if _ASKS.match(text):
        return False
    named = segment.box.within("figcaption") is not None
    longest = _LONGEST_IN_FIGCAPTION if named else _LONGEST_CAPTION
    if word_count(text) > longest or len(text) < 2 or _is_caption_label(text):
        return False
    if word_count(text) <= 8 and (is_byline(text) or is_date_line(text)):
        return is_labelled_credit(text) and bool(segment.box.words & CAPTION_WORDS)
    return not is_linked(segment) or is_credit(text) or _opens_picture(segment)


def _names_its_source(segment: Segment, frame: Frame, host: str) -> bool:
    """Whether a linked text under a picture leads to another site: where the picture is from.

    An offer leads there as well, as does its picture.
    """
    if segment.box.within("figcaption") is None or is_label(segment):
        return False
    leads = {span.href for span in segment.spans if span.href}
    if leads & {s.picture.href for s in frame.pictures if s.picture}:
        return False
    return bool(leads) and not {host_of(address) for address in leads} & {"", host}


def _is_caption_label(text: str) -> bool:
    """Whether a text is nothing but the label of the caption behind it: "Caption:"."""
    match = CAPTION_LABEL.match(f"{text} -")
    return plain(text) in _LABELS or (match is not None and match.end() > len(text))


def _opens_picture(segment: Segment) -> bool:
    """Whether a linked text is a caption that opens its picture, not another article's title."""
    if any(leads_to_picture(span.href) for span in segment.spans):
        return True
    named = set(segment.words)
    for box in list(segment.box.chain())[:3]:
        named |= box.words
    if segment.box.within("figcaption") is None:
        named &= CAPTION_WORDS | CREDIT_WORDS | PICTURE_WORDS
    return bool(named or segment.box.within("figcaption")) and (
        is_named_credit(segment)
        or ends_sentence(segment.text)
        or split_caption(segment.text) is not None
    )


def _speaks_of_picture(segment: Segment, frame: Frame, body: Body) -> bool:
    """Whether a text beside a picture is about it: by names, a credit, or the same words."""
    element = {"figcaption"} if segment.box.within("figcaption") is not None else set()
    named = set(segment.words) | element
    for box in segment.box.chain():
        named |= box.words
        if box is frame.box:
            break
    if _is_of_the_head(segment, named):
        return False
    if _same_words(segment, frame) >= _CLEARLY_SAME:
        return True
    below = any(segment.number == picture.number + 1 for picture in frame.pictures)
    below = below and not _is_small(frame)  # an icon before a quotation
    if below and stands_out(segment) and not is_notice(segment.text):
        return True
    own = segment.words | segment.box.words | element
    most = _LONGEST_CAPTION if frame.box.words & PICTURE_WORDS else LONGEST_UNNAMED
    long = body.is_sibling(segment) or word_count(segment.text) > most
    if long and is_running(segment) and not own & CAPTION_WORDS:
        return False
    if named & (CAPTION_WORDS | ONLY_CREDIT_WORDS) and frame.pictures:
        return True
    if named & (CAPTION_WORDS | PICTURE_WORDS) and _is_worded(segment.text):
        return True
    if is_credit(segment.text) or split_caption(segment.text):
        return True
    if any(is_credit(other.text) for other in frame.texts if other is not segment):
        return True
    if below and len(frame.texts) == len(frame.pictures):
        return (
            ends_sentence(segment.text)
            or bool(named & PICTURE_WORDS)
            or (word_count(segment.text) >= _FEWEST_CAPTION and not _CLOCK.search(segment.text))
        )
    return _same_words(segment, frame) >= _SAME_WORDS


def _is_of_the_head(segment: Segment, named: set[str]) -> bool:
    """Whether a text beside a picture is a name or a line of the article's head."""
    text = segment.text
    if segment.time and word_count(text) <= _LONGEST_HEAD_LINE:
        return True
    short = word_count(text) <= _LONGEST_DATED
    if short and _CLOCK.search(text) and find_date(text[:_DATE_FIRST]):
        return True
    if named & _PEOPLE and (names_alone(text) or _is_of_author(segment)):
        return True
    return word_count(text) <= _LONGEST_HEAD_LINE and (is_byline(text) or is_date_line(text))


def _is_of_author(segment: Segment) -> bool:
    """Whether a short line marks up an author, and says no more than what that one does."""
    text = segment.text
    short = word_count(text) <= _LONGEST_HEAD_LINE and not ends_sentence(text)
    return short and not is_credit(text) and bool(marked_authors(segment))


def _is_small(frame: Frame) -> bool:
    """Whether a frame's picture is an icon or a face by its width."""
    return any(0 < s.picture.width < _SMALLEST for s in frame.pictures if s.picture)


def _same_words(segment: Segment, frame: Frame) -> float:
    """The share of a text's longer words that the description of a picture has too."""
    if is_described(segment, frame):
        return 1.0
    words = set(_WORD.findall(segment.text.casefold()))
    alts = " ".join(s.picture.alt for s in frame.pictures if s.picture)
    shared = words & set(_WORD.findall(alts.casefold()))
    return len(shared) / len(words) if len(shared) >= 2 else 0.0


def _is_evident(segment: Segment) -> bool:
    """Whether a text that only a class name calls a caption reads like one, or has a credit."""
    text = segment.text
    if ends_sentence(_NOTE_BEHIND.sub("", text)) or is_credit(text):
        return True
    marked = segment.box.tag == "figcaption" and bool(marked_credit(segment))
    return marked or split_caption(text) is not None


def _is_worded(text: str) -> bool:
    """Whether a text says enough to be a caption where only a vague name speaks for it."""
    return ends_sentence(text) or word_count(text) >= _FEWEST_WORDS


def _is_shown(frame: Frame, body: Body, image: str) -> bool:
    """Whether a picture without a caption is one of the article's, not an icon or a face."""
    shown = [s for s in frame.pictures if not s.box.hidden]
    if not shown or _is_small(frame):
        return _is_main(frame, image)
    if _is_main(frame, image) or frame.box.tag == "figure":
        return True
    return any(body.start <= s.number <= body.last and _is_in_flow(s, body) for s in shown)


def _is_in_flow(segment: Segment, body: Body) -> bool:
    """Whether a picture stands between the paragraphs as one of them does, and is no icon."""
    picture = segment.picture
    if picture is None or not body.is_sibling(segment) or 0 < picture.width < _SMALLEST_IN_FLOW:
        return False
    return picture.width > 0 or leads_to_picture(unquote(picture.address))


def _is_main(frame: Frame, image: str) -> bool:
    """Whether a frame holds the picture that the page's metadata call its main one."""
    pictures = [s.picture for s in frame.pictures if s.picture and not s.box.hidden]
    return bool(image) and any(_file(picture.address) == _file(image) for picture in pictures)


def _file(address: str) -> str:
    """The name of a picture's file without its ending and size, which differ from use to use."""
    path = unquote(address.split("?")[0])
    if leads_to_picture(path) or "%2F" not in address:
        name = path.rsplit("/", 1)[-1]
    else:  # "resize?url=https%3A%2F%2Fpaper.example%2Fferry.jpg&width=700"
        name = re.split("[?&]", unquote(address).rsplit("/", 1)[-1])[0]
    return _SIZE.sub("", name)


_LABELS = frozenset({"image", "photo", "picture", "credit", "video", "bild", "foto", "imagen"})
_PEOPLE = frozenset(
    {"author", "authors", "autor", "autoren", "byline", "name", "avatar", "profile", "reporter"}
)
