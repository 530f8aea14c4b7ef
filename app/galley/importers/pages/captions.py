"""Parts what a page says of a picture into caption and credit; knows texts that belong to one."""

import re
from collections.abc import Sequence

from galley.domain.article import Zone
from galley.importers.credits import is_credit, split_caption, strip_label
from galley.importers.pages.credits import marked_credit
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import CAPTION_WORDS, CREDIT_WORDS
from galley.importers.pages.strangers import is_credited
from galley.importers.texts.captions import CAPTION_LABEL

__all__ = ["Pieces", "is_named_credit", "told_apart"]

_LONGEST_CREDIT = 160  # characters
_SWITCH = re.compile(
    r"\s*\b(?:hide|show|toggle|view|close|enlarge) (?:this )?(?:caption|image)\W*$", re.IGNORECASE
)

Pieces = list[tuple[Segment, list[tuple[int, int, Zone]]]]  # texts, with the ranges of each part


def is_named_credit(segment: Segment) -> bool:
    """Whether the nearest element whose name says caption or credit says credit."""
    nearest = [segment.words]
    for box in list(segment.box.chain())[:2]:
        if box.tag == "figure":
            break
        nearest.append(box.words)
        if box.tag == "figcaption":
            break
    for named in nearest:
        if named & (CREDIT_WORDS | CAPTION_WORDS):
            return not named & CAPTION_WORDS
    return False


def told_apart(texts: Sequence[Segment]) -> Pieces:
    """For each text of a figure, its caption's and its credit's ranges."""
    found = []
    for index, segment in enumerate(texts):
        text = segment.text
        bare = segment.box.tag in ("footer", "cite", "small") and len(text) <= _LONGEST_CREDIT
        named = is_named_credit(segment) or is_credited(segment)
        if (named or (bare and index > 0)) and len(text) <= _LONGEST_CREDIT:
            found.append((segment, [(*strip_label(text), Zone.CREDIT)]))
        elif marked := marked_credit(segment):
            found.append((segment, marked))
        elif is_credit(text):
            found.append((segment, [(*strip_label(text), Zone.CREDIT)]))
        else:
            found.append((segment, _parts(text)))
    return [(segment, _without_label(segment.text, ranges)) for segment, ranges in found]


def _parts(text: str) -> list[tuple[int, int, Zone]]:
    """A caption and its credit, if it names one: "Main image: The quay. Photograph: Ada Finch"."""
    label = CAPTION_LABEL.match(text)
    begin = label.end() if label else 0
    parts = split_caption(text[begin:])
    if parts is None:
        return [(0, len(text), Zone.CAPTION)]
    (start, end), (first, last) = parts.caption, parts.credit
    return [
        (begin + start, begin + end, Zone.CAPTION),
        (begin + first, begin + last, Zone.CREDIT),
    ]


def _without_label(text: str, ranges: list[tuple[int, int, Zone]]) -> list[tuple[int, int, Zone]]:
    """Without the word that says what it is ("Image caption, …"), or hides it ("hide caption")."""
    match, switch = CAPTION_LABEL.match(text), _SWITCH.search(text)
    if match and ranges[0][2] is Zone.CAPTION and match.end() < ranges[0][1]:
        ranges = [(match.end(), ranges[0][1], Zone.CAPTION), *ranges[1:]]
    if switch and ranges[-1][0] < switch.start() < ranges[-1][1]:
        ranges = [*ranges[:-1], (ranges[-1][0], switch.start(), ranges[-1][2])]
    return ranges
