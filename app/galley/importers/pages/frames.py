"""Finds the frames of a page's pictures: which boxes hold a picture with what is said of it.

A frame is the ``figure`` around a picture, or the largest box around it that holds nothing but the
picture and a few short texts. What the texts are is known to :mod:`galley.importers.pages.figures`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from galley.domain.article import InlineStyle
from galley.importers.bylines import names_alone
from galley.importers.credits import is_labelled_credit, split_caption
from galley.importers.pages.segments import Box, Segment
from galley.importers.pages.shape import CAPTION_WORDS, ONLY_CREDIT_WORDS, PICTURE_WORDS
from galley.importers.phrases import is_notice
from galley.importers.texts.body import word_count
from galley.importers.texts.captions import CAPTION_LABEL
from galley.importers.texts.keys import key

__all__ = ["LONGEST_UNNAMED", "Frame", "find_frames", "is_described", "is_label", "stands_out"]

_MOST_TEXTS = 4  # in a frame that no figure element is
_MOST_TEXT = 900  # characters in it
_MOST_TEXT_IN_FIGURE = 2_500  # characters
_JUST_BELOW = 2  # segments from a loose picture to its caption and credit
_FEWEST_WORDS = 3
_LONGEST_LABEL = 8  # words
LONGEST_UNNAMED = 45
"""Words of a caption that no name calls one."""
_SHORTEST_DESCRIBED = 6  # letters
_COUNTER = re.compile(r"[\d\s/:.|]+$")


@dataclass(slots=True)
class Frame:
    """A picture's frame with what stands in it."""

    box: Box
    pictures: list[Segment] = field(default_factory=list)
    texts: list[Segment] = field(default_factory=list)


def find_frames(segments: Sequence[Segment], stop: Box) -> list[Frame]:
    """The frames that hold a picture, or a text that is named a caption, in the order of the page.

    Args:
        segments: Among which the article's pictures are.
        stop: The box that holds the article's text; no frame is as large.
    """
    sizes: dict[Box, list[int]] = {}
    for segment in segments:
        if segment.text and not segment.box.hidden and not is_label(segment):
            for box in segment.box.chain():
                size = sizes.setdefault(box, [0, 0, 0])
                size[0] += 1
                size[1] += len(segment.text)
                size[2] += segment.box.within("h1", "h2", "h3", "h4") is not None
    frames: dict[Box, Frame] = {}
    for segment in segments:
        if segment.picture is not None:
            if _is_icon(segment):
                continue
            around = _frame_box(segment, sizes, stop)
            frames.setdefault(around, Frame(around)).pictures.append(segment)
            continue
        named = _figure_around(segment.box, sizes) or _captioned(segment, sizes)
        if named is not None and not any(outer in frames for outer in named.chain()):
            frames.setdefault(named, Frame(named))
    _gather(frames, segments, {box for box in frames if _is_whole(box, sizes)})
    _take_what_stands_out(frames, segments)
    found = [frame for frame in frames.values() if frame.pictures or frame.texts]
    return _joined(found, segments)


def _joined(frames: list[Frame], segments: Sequence[Segment]) -> list[Frame]:
    """The frames, a picture and its caption made one where each stands in a box of its own."""
    joined: list[Frame] = []
    by_number = {segment.number: segment for segment in segments}
    for frame in frames:
        last = joined[-1] if joined else None
        if last is not None and last.texts and _is_credit_of(frame, last.texts[-1]):
            last.texts += [text for text in frame.texts if text is not last.texts[-1]]
            continue
        if last is None or frame.pictures or last.texts or not last.pictures:
            joined.append(frame)
            continue
        gap = frame.texts[0].number - last.pictures[-1].number
        if not 0 < gap <= _JUST_BELOW:
            joined.append(frame)
            continue
        last.texts = list(frame.texts)
        behind = by_number.get(frame.texts[-1].number + 1)
        if behind is not None and _is_credit_alone(behind):
            last.texts.append(behind)
    return joined


def _is_credit_of(frame: Frame, above: Segment) -> bool:
    """Whether a frame is only the credit that stands, in a box of its own, behind a caption."""
    if frame.pictures or len(frame.texts) != 1:
        return False
    text = frame.texts[0]
    behind = text.number == above.number + 1 and text.box.parent is above.box.parent
    return text is above or (behind and _is_credit_alone(text) and not _is_credit_alone(above))


def _is_credit_alone(segment: Segment) -> bool:
    named = (segment.words | segment.box.words) & ONLY_CREDIT_WORDS
    return bool(segment.text) and (is_labelled_credit(segment.text) or bool(named))


def _is_icon(segment: Segment) -> bool:
    """Whether a picture is a drawn sign; a drawing that a figure element shows is a chart."""
    picture = segment.picture
    if picture is None or segment.box.within("figure") is not None:
        return False
    return picture.address.split("?")[0].lower().endswith(".svg")


def _is_whole(box: Box, sizes: dict[Box, list[int]]) -> bool:
    """Whether a picture stands loose between the texts of a box, which is no frame around it."""
    texts, characters, _headings = sizes.get(box, [0, 0, 0])
    return box.tag not in ("figure", "figcaption") and (
        texts > 2 * _MOST_TEXTS or characters > _MOST_TEXT_IN_FIGURE
    )


def is_label(segment: Segment) -> bool:
    """Whether a text in a frame is a button or a counter ("Enlarge", "1/5")."""
    text = segment.text
    if segment.box.within("button", "form") is not None or _COUNTER.match(text):
        return True
    long = segment.box.within("figcaption") is not None and word_count(text) > _LONGEST_LABEL
    return is_notice(text) and not long


def _captioned(segment: Segment, sizes: dict[Box, list[int]]) -> Box | None:
    """The box of a text that is named a caption or credits a picture that the capture lost."""
    if not segment.text:
        return None
    nearest = [box for box in list(segment.box.chain())[:2] if _is_small(box, sizes)]
    for box in nearest:
        if (box.words | segment.words) & CAPTION_WORDS or CAPTION_LABEL.match(segment.text):
            return box
    if not is_labelled_credit(segment.text):
        return None
    named = [box for box in nearest if box.words & PICTURE_WORDS]
    return named[-1] if named else None


def _is_small(box: Box, sizes: dict[Box, list[int]]) -> bool:
    texts, characters, headings = sizes.get(box, [0, 0, 0])
    return texts <= _MOST_TEXTS and characters <= _MOST_TEXT and not headings


def _figure_around(box: Box, sizes: dict[Box, list[int]]) -> Box | None:
    """The figure element around a box; one that was never closed is none: all stands in it."""
    caption = box.within("figcaption")
    for around in (box.within("figure"), caption):
        if around is not None and sizes.get(around, [0, 0])[1] <= _MOST_TEXT_IN_FIGURE:
            return around
    return None


def _gather(frames: dict[Box, Frame], segments: Iterable[Segment], wholes: Collection[Box]) -> None:
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


def _take_what_stands_out(frames: dict[Box, Frame], segments: Iterable[Segment]) -> None:
    """Give a picture that stands loose the line just below it that is no paragraph of the text.

    So do pages that were written by hand: a picture, and below it a paragraph in italics, or one
    that ends with "Photo: …".
    """
    below = {frame.pictures[-1].number + 1: frame for frame in frames.values() if frame.pictures}
    taken = {text.number for frame in frames.values() for text in frame.texts}
    for segment in segments:
        frame = below.get(segment.number)
        if frame is None or frame.texts or segment.number in taken:
            continue
        if stands_out(segment) or is_described(segment, frame):
            frame.texts.append(segment)


def is_described(segment: Segment, frame: Frame) -> bool:
    """Whether a text is word for word in the description of a frame's picture.

    A name alone says nothing: it may be the author's, below a portrait.
    """
    text = segment.text
    said = key(text)
    if len(said) < _SHORTEST_DESCRIBED or " " not in text or names_alone(text):
        return False
    return any(said in key(s.picture.alt) for s in frame.pictures if s.picture)


def stands_out(segment: Segment) -> bool:
    """Whether a short text is small, centred or in italics, or says whose picture it is."""
    text = segment.text
    if not _FEWEST_WORDS <= word_count(text) <= LONGEST_UNNAMED:
        return False
    if segment.box.tag in ("center", "small") or "small" in segment.words:
        return True
    parts = split_caption(text)
    if parts is not None and text[parts.caption[1] : parts.credit[0]].strip():
        return True
    return segment.is_all(InlineStyle.EMPHASIS)


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
