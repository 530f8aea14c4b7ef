"""Which ranges of a shown piece of text are marked, deleted and added; paints nothing."""

from collections.abc import Iterator, Sequence

from galley.domain.annotation import Kind
from galley.domain.comparison import Difference, PassageComparison, Stretch
from galley.ui.compare.laid_text import PaintedRange, Tint

__all__ = ["differences_in", "inline_change", "new_ranges", "old_ranges"]

_AROUND = 60  # code points that are shown on either side of a change in long words
_DELETED, _ADDED = Tint(deleted=True), Tint()


def old_ranges(passage: PassageComparison, kind: Kind) -> list[PaintedRange]:
    """What is painted in the older capture's paragraph, from its first code point."""
    if passage.old_stretch is None or passage.old is None:
        return []
    mark = _mark(passage.old_stretch, passage.old, kind)
    changes = (*passage.around, *passage.inside)
    return mark + differences_in(changes, passage.old_stretch, old=True)


def new_ranges(passage: PassageComparison, kind: Kind) -> list[PaintedRange]:
    """What is painted in the newer capture's paragraph, from its first code point."""
    if passage.new_stretch is None:
        return []
    mark = _mark(passage.new_stretch, passage.new, kind) if passage.new else []
    changes = (*passage.around, *passage.inside)
    return mark + differences_in(changes, passage.new_stretch, old=False)


def _mark(stretch: Stretch, place: tuple[int, int], kind: Kind) -> list[PaintedRange]:
    start, end = max(place[0], stretch.start), min(place[1], stretch.end)
    if start >= end:
        return []
    return [PaintedRange(start - stretch.start, end - stretch.start, Tint(kind))]


def differences_in(
    differences: Sequence[Difference], stretch: Stretch, *, old: bool
) -> list[PaintedRange]:
    """The deleted words of an old stretch, or the added ones of a new one, from its beginning."""
    tint = _DELETED if old else _ADDED
    found = []
    for one in differences:
        start, end = one.old if old else one.new
        start, end = max(start, stretch.start), min(end, stretch.end)
        if start < end:
            found.append(PaintedRange(start - stretch.start, end - stretch.start, tint))
    return found


def inline_change(
    passage: PassageComparison, old_text: str, new_text: str
) -> tuple[str, list[PaintedRange]]:
    """A passage with its deleted and added words one after the other, and where those are.

    Of long words only what is around the changes is shown.
    """
    if passage.old is None or passage.new is None:
        return "", []
    words = ""
    ranges: list[PaintedRange] = []
    for piece, tint, apart in _pieces(passage, old_text, new_text):
        core = piece.strip()
        if core and apart and words and not words[-1].isspace() and not piece[0].isspace():
            words += " "
        start = len(words) + len(piece) - len(piece.lstrip())
        words += piece
        if core and tint is not None:
            ranges.append(PaintedRange(start, start + len(core), tint))
    return words.replace("\n", " "), ranges


def _pieces(
    passage: PassageComparison, old_text: str, new_text: str
) -> Iterator[tuple[str, Tint | None, bool]]:
    """What stayed, went and came, each with whether a space parts it from the piece before.

    A change's ranges hold words and no spaces: what went brings its own from the old text.
    """
    assert passage.new is not None  # noqa: S101 - the caller saw to it
    at, first, apart = passage.new[0], True, False
    for one in passage.inside:
        yield _shortened(new_text[at : one.new[0]], first=first, last=False), None, apart
        start, end = one.old
        yield old_text[start:end], _DELETED, old_text[max(0, start - 1) : start].isspace()
        yield new_text[slice(*one.new)], _ADDED, start < end
        went = start < end and one.new[0] == one.new[1]
        at, first, apart = one.new[1], False, went and old_text[end : end + 1].isspace()
    yield _shortened(new_text[at : passage.new[1]], first=first, last=True), None, apart


def _shortened(words: str, *, first: bool, last: bool) -> str:
    if len(words) <= 2 * _AROUND + 20:
        return words
    head = "" if first else words[:_AROUND].rpartition(" ")[0]
    tail = "" if last else words[-_AROUND:].partition(" ")[2]
    return f"{head} … {tail}" if head or tail else "…"
