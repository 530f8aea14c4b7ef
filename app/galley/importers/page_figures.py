"""Finds a page's pictures with their captions and credits, each apart from the other.

A picture's frame is its ``figure``, or the largest box around it that holds nothing but the picture
and a few short texts. What the boxes inside a frame are named says which text is what.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from galley.domain.article import Zone
from galley.importers.bylines import is_byline, names_alone
from galley.importers.credits import is_credit, split_caption, strip_label
from galley.importers.dates import find_date
from galley.importers.page_body import Body, ends_sentence, is_running
from galley.importers.page_credits import marked_credit
from galley.importers.page_segments import Box, Segment
from galley.importers.page_shape import (
    CAPTION_WORDS,
    CREDIT_WORDS,
    PICTURE_WORDS,
    SHARING_WORDS,
    is_linked,
    is_teaser,
)
from galley.importers.page_sheet import PageSheet
from galley.importers.phrases import is_notice
from galley.importers.text_body import word_count
from galley.importers.text_figures import CAPTION_LABEL
from galley.importers.text_keys import key
from galley.importers.text_sheet import Label

__all__ = ["label_figures"]

_AROUND = "The label or the marks around a picture's credit"
_AGAIN = "The caption, said again"
_LONGEST_CAPTION = 140  # words
_LONGEST_CREDIT = 160  # characters
_SMALLEST = 100  # pixels; anything narrower is an icon or a face
_MOST_TEXTS = 4  # in a frame that no figure element is
_JUST_BELOW = 2  # segments from a loose picture to its caption and credit
_MOST_TEXT_IN_FIGURE = 2_500  # characters
_MOST_TEXT = 900  # characters in it
_DURATION = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:$|\s+\D)")  # of a film: its title follows
_COUNTER = re.compile(r"[\d\s/:.|]+$")
_WORD = re.compile(r"\w{4,}")
_SAME_WORDS = 0.4
_CLEARLY_SAME = 0.8
_FEWEST_WORDS = 6
_LONGEST_UNNAMED = 45  # words of a caption that no name calls one


_Pieces = list[tuple[Segment, list[tuple[int, int, Zone]]]]


@dataclass(slots=True)
class _Frame:
    """A picture's frame with what stands in it."""

    box: Box
    pictures: list[Segment] = field(default_factory=list)
    texts: list[Segment] = field(default_factory=list)


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
    segments = [sheet.page.segments[number] for number in numbers if sheet.is_free(number)]
    said: set[str] = set()
    for frame in _frames(segments, body.box):
        portrait = any(key(s.picture.alt) in people for s in frame.pictures if s.picture)
        beside = is_teaser(frame.box, body.box, body.trusted) or _is_no_picture(frame)
        if not portrait and not beside:
            _label_frame(sheet, frame, body, image, said)


def _is_no_picture(frame: _Frame) -> bool:
    """Whether a frame is an author's box, a row of buttons, or a quotation set as a figure."""
    named = frame.box.tag in ("figure", "figcaption")
    if not named and frame.box.words & (_AUTHOR_BOX | SHARING_WORDS):
        return True
    quoted = any(text.box.within("blockquote") is not None for text in frame.texts)
    return quoted and not frame.pictures


def _frames(segments: Sequence[Segment], stop: Box) -> list[_Frame]:
    sizes: dict[Box, list[int]] = {}
    for segment in segments:
        if segment.text and not segment.box.hidden and not _is_label(segment):
            for box in segment.box.chain():
                size = sizes.setdefault(box, [0, 0, 0])
                size[0] += 1
                size[1] += len(segment.text)
                size[2] += segment.box.within("h1", "h2", "h3", "h4") is not None
    frames: dict[Box, _Frame] = {}
    for segment in segments:
        if segment.picture is not None:
            around = _frame_box(segment, sizes, stop)
            frames.setdefault(around, _Frame(around)).pictures.append(segment)
            continue
        named = _figure_around(segment.box, sizes) or _captioned(segment, sizes)
        if named is not None and not any(outer in frames for outer in named.chain()):
            frames.setdefault(named, _Frame(named))
    _gather(frames, segments, {box for box in frames if _is_whole(box, sizes)})
    return [frame for frame in frames.values() if frame.pictures or frame.texts]


def _is_whole(box: Box, sizes: dict[Box, list[int]]) -> bool:
    """Whether a picture stands loose between the texts of a box, which is no frame around it."""
    texts, characters, _headings = sizes.get(box, [0, 0, 0])
    return box.tag not in ("figure", "figcaption") and (
        texts > 2 * _MOST_TEXTS or characters > _MOST_TEXT_IN_FIGURE
    )


def _is_label(segment: Segment) -> bool:
    """Whether a text in a frame is a button or a counter ("Enlarge", "1/5")."""
    text = segment.text
    in_button = segment.box.within("button", "form") is not None
    return in_button or bool(_COUNTER.match(text)) or is_notice(text)


def _captioned(segment: Segment, sizes: dict[Box, list[int]]) -> Box | None:
    """The box of a text that is named a caption, where the capture lost the picture."""
    if not segment.text:
        return None
    for box in list(segment.box.chain())[:2]:
        texts, characters, headings = sizes.get(box, [0, 0, 0])
        small = texts <= _MOST_TEXTS and characters <= _MOST_TEXT and not headings
        if small and (box.words | segment.words) & CAPTION_WORDS:
            return box
    return None


def _figure_around(box: Box, sizes: dict[Box, list[int]]) -> Box | None:
    """The figure element around a box; one that was never closed is none: all stands in it."""
    figure = box.within("figure", "figcaption")
    if figure is not None and figure.tag == "figcaption":
        figure = figure.within("figure") or figure
    if figure is not None and sizes.get(figure, [0, 0])[1] > _MOST_TEXT_IN_FIGURE:
        return None
    return figure


def _gather(
    frames: dict[Box, _Frame], segments: Iterable[Segment], wholes: Collection[Box]
) -> None:
    """Give each frame its texts; a picture that stands loose has only those just below it."""
    for segment in segments:
        if not segment.text:
            continue
        box = next((box for box in segment.box.chain() if box in frames), None)
        if box is None:
            continue
        above = [picture.number for picture in frames[box].pictures]
        if box not in wholes or any(0 < segment.number - n <= _JUST_BELOW for n in above):
            frames[box].texts.append(segment)


def _frame_box(segment: Segment, sizes: dict[Box, list[int]], stop: Box) -> Box:
    """The largest box around a picture that holds only a caption's worth of text."""
    figure = _figure_around(segment.box, sizes)
    best = figure or segment.box
    if figure is not None and sizes.get(figure, [0])[0]:
        return figure
    for box in best.chain():
        texts, characters, headings = sizes.get(box, [0, 0, 0])
        if box is stop or box.tag in ("article", "main", "body"):
            break
        if texts > _MOST_TEXTS or characters > _MOST_TEXT or headings:
            break
        best = box
        if texts and box.words & PICTURE_WORDS:
            break
    return best


def _label_frame(sheet: PageSheet, frame: _Frame, body: Body, image: str, said: set[str]) -> None:
    texts = [text for text in frame.texts if _could_be(text)]
    if any(text.box.within("h2", "h3", "h4") is not None for text in frame.texts):
        texts = [text for text in texts if text.box.within("figcaption") is not None]
    if frame.box.tag not in ("figure", "figcaption"):
        texts = [text for text in texts if _speaks_of_picture(text, frame, body)]
        if not frame.pictures and not any(_is_evident(text.text) for text in texts):
            return
    pieces = _told_apart(texts)
    if not pieces and not _is_shown(frame, image):
        return
    seen = [s for s in frame.pictures if not s.box.hidden] or frame.pictures
    kept: _Pieces = []
    for segment, parts in pieces:
        new = [part for part in parts if _is_new(segment.text, part, said)]
        if new:
            kept.append((segment, new))
        else:
            sheet.leave_out(segment.number, _AGAIN)
    if pieces and not kept:
        return
    for order, part in enumerate(_apart(kept)):
        place = seen[order] if order < len(seen) else None
        number = sheet.add_figure(place)
        for segment, ranges in part:
            labelled = [(start, end, Label(zone, group=number)) for start, end, zone in ranges]
            sheet.cut(segment.number, labelled, _AROUND)


def _is_new(text: str, part: tuple[int, int, Zone], said: set[str]) -> bool:
    """Whether a caption was not said before; a credit may well be said under each picture."""
    start, end, zone = part
    folded = key(text[start:end])
    if not folded or (zone is Zone.CAPTION and folded in said):
        return False
    said.add(folded)
    return True


def _apart(kept: _Pieces) -> list[_Pieces]:
    """The pieces of a frame with several pictures: each caption behind a credit opens a new one."""
    parts: list[_Pieces] = [[]]
    captioned = credited = False
    for segment, ranges in kept:
        zones = {zone for _start, _end, zone in ranges}
        if Zone.CAPTION in zones and captioned and credited:
            parts.append([])
            captioned = credited = False
        captioned = captioned or Zone.CAPTION in zones
        credited = credited or Zone.CREDIT in zones
        parts[-1].append((segment, ranges))
    return parts


def _could_be(segment: Segment) -> bool:
    text = segment.text
    if (segment.box.hidden and segment.box.within("figure") is None) or _DURATION.match(text):
        return False
    if segment.box.within("h1", "h2", "h3", "blockquote") is not None or _is_label(segment):
        return False
    if word_count(text) > _LONGEST_CAPTION or len(text) < 2:
        return False
    if word_count(text) <= 8 and (is_byline(text) or find_date(text)):
        return False
    return not is_linked(segment) or is_credit(text) or _opens_picture(segment)


def _opens_picture(segment: Segment) -> bool:
    """Whether a linked text is a caption that opens its picture, not another article's title."""
    named = set(segment.words)
    for box in list(segment.box.chain())[:3]:
        named |= box.words
    if segment.box.within("figcaption") is None:
        named &= CAPTION_WORDS | CREDIT_WORDS | PICTURE_WORDS
    return bool(named or segment.box.within("figcaption")) and (
        _named_credit(segment)
        or ends_sentence(segment.text)
        or split_caption(segment.text) is not None
    )


def _speaks_of_picture(segment: Segment, frame: _Frame, body: Body) -> bool:
    """Whether a text beside a picture is about it: by names, a credit, or the same words."""
    named = set(segment.words)
    for box in segment.box.chain():
        named |= box.words
        if box is frame.box:
            break
    if named & _PEOPLE and names_alone(segment.text):
        return False
    if word_count(segment.text) <= 14 and (is_byline(segment.text) or find_date(segment.text)):
        return False
    if _same_words(segment, frame) >= _CLEARLY_SAME:
        return True
    own = set(segment.words) | segment.box.words
    long = body.is_sibling(segment) or word_count(segment.text) > _LONGEST_UNNAMED
    if long and is_running(segment) and not own & CAPTION_WORDS:
        return False
    if named & CAPTION_WORDS and frame.pictures:
        return True
    if named & (CAPTION_WORDS | PICTURE_WORDS) and _is_worded(segment.text):
        return True
    if is_credit(segment.text) or split_caption(segment.text):
        return True
    if any(is_credit(other.text) for other in frame.texts if other is not segment):
        return True
    return _same_words(segment, frame) >= _SAME_WORDS


def _same_words(segment: Segment, frame: _Frame) -> float:
    """The share of a text's longer words that the description of a picture has too."""
    words = set(_WORD.findall(segment.text.casefold()))
    alts = " ".join(s.picture.alt for s in frame.pictures if s.picture)
    shared = words & set(_WORD.findall(alts.casefold()))
    return len(shared) / len(words) if len(shared) >= 2 else 0.0


def _is_evident(text: str) -> bool:
    """Whether a text that only a class name calls a caption reads like one."""
    return ends_sentence(text) or is_credit(text) or split_caption(text) is not None


def _is_worded(text: str) -> bool:
    """Whether a text says enough to be a caption where only a vague name speaks for it."""
    return ends_sentence(text) or word_count(text) >= _FEWEST_WORDS


def _is_shown(frame: _Frame, image: str) -> bool:
    """Whether a picture without a caption is one of the article's, not an icon or a face."""
    shown = [s.picture for s in frame.pictures if s.picture and not s.box.hidden]
    if not shown:
        return False
    if image and any(_file(picture.address) == _file(image) for picture in shown):
        return True
    return frame.box.tag == "figure" and not 0 < shown[0].width < _SMALLEST


def _file(address: str) -> str:
    return address.split("?")[0].rsplit("/", 1)[-1]


def _named_credit(segment: Segment) -> bool:
    named = set(segment.words)
    for box in list(segment.box.chain())[:2]:
        if box.tag == "figure":
            break
        named |= box.words
        if box.tag == "figcaption":
            break
    return bool(named & CREDIT_WORDS) and not named & CAPTION_WORDS


def _told_apart(texts: list[Segment]) -> _Pieces:
    """For each text of a figure, its caption's and its credit's ranges."""
    found = []
    for index, segment in enumerate(texts):
        text = segment.text
        bare = segment.box.tag in ("footer", "cite", "small") and len(text) <= _LONGEST_CREDIT
        named = _named_credit(segment) or (segment.box.words | segment.words) & _ONLY_CREDIT
        if (named or (bare and index > 0)) and len(text) <= _LONGEST_CREDIT:
            found.append((segment, [(*strip_label(text), Zone.CREDIT)]))
        elif marked := marked_credit(segment):
            found.append((segment, marked))
        elif is_credit(text):
            found.append((segment, [(*strip_label(text), Zone.CREDIT)]))
        elif parts := split_caption(text):
            found.append((segment, [(*parts.caption, Zone.CAPTION), (*parts.credit, Zone.CREDIT)]))
        else:
            found.append((segment, [(0, len(text), Zone.CAPTION)]))
    return [(segment, _without_label(segment.text, ranges)) for segment, ranges in found]


def _without_label(text: str, ranges: list[tuple[int, int, Zone]]) -> list[tuple[int, int, Zone]]:
    """A caption without the word that says it is one: "Image caption, …"."""
    match = CAPTION_LABEL.match(text)
    if match and ranges[0][2] is Zone.CAPTION and match.end() < ranges[0][1]:
        return [(match.end(), ranges[0][1], Zone.CAPTION), *ranges[1:]]
    return ranges


_AUTHOR_BOX = frozenset({"author", "authors", "autor", "autoren", "bio", "avatar", "authorbox"})
_PEOPLE = frozenset(
    {"author", "authors", "autor", "autoren", "byline", "name", "avatar", "profile", "reporter"}
)
_ONLY_CREDIT = frozenset(
    {"credit", "credits", "copyright", "photographer", "attribution", "bildautor", "photocredit"}
)
