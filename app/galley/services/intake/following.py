"""What is said of an article, and follows it into a new capture or stays as a person made it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from galley.domain.article import FIGURE_CHARACTER, Article, Metadata, Picture, Version, Zone

__all__ = ["followed_metadata", "followed_pictures", "has_same_figures", "matching_figure"]

_FIELDS = ("publication", "headline", "authors", "published", "address", "language")
_LIKE_CAPTION = 80  # of 100, as rapidfuzz counts: a typo or a word, not another caption


def followed_metadata(shown: Metadata, old: Metadata, new: Metadata) -> Metadata:
    """The new capture's metadata, but for fields that a person corrected or it does not know."""
    kept = {
        field: getattr(shown, field)
        for field in _FIELDS
        if getattr(shown, field) != getattr(old, field) or not getattr(new, field)
    }
    sources = tuple(pair for pair in new.sources if pair[0] not in kept)
    sources += tuple(pair for pair in shown.sources if pair[0] in kept)
    return replace(new, **kept, sources=sources)


def followed_pictures(article: Article, old: Version, new: Version) -> Iterator[Picture]:
    """The pictures that a person gave to figures which the new capture has too.

    A figure that came with a picture since keeps that, unless the person had put their own over
    that very one.
    """
    own = "" if new.number == 1 else new.id
    taken = {picture.figure for picture in article.pictures_in(new)}
    for picture in article.pictures_in(old):
        if picture.figure >= len(old.figures):
            continue
        same = matching_figure(old, picture.figure, new)
        if same is None or same in taken:
            continue
        if new.figures[same].asset in {"", old.figures[picture.figure].asset}:
            taken.add(same)
            yield Picture(same, picture.asset, own)


def matching_figure(old: Version, number: int, new: Version) -> int | None:
    """Which figure of another version is one of this version's; None if none can be told.

    It is told by its picture, its address or its caption, which may have changed a little; a main
    picture of which nothing is said in one of the two is the other's main picture.

    Args:
        old: A version.
        number: Which of its figures.
        new: Another version of the article.
    """
    asset, address = old.figures[number].asset, old.figures[number].address
    rest = range(len(new.figures))
    for same in (
        [n for n in rest if asset and new.figures[n].asset == asset],
        [n for n in rest if address and new.figures[n].address == address],
        [n for n in rest if _captions(old, number) & _captions(new, n)],
        [n for n in rest if _is_said_alike(_captions(old, number), _captions(new, n))],
    ):
        if len(same) == 1 or (same and number in same):
            return number if number in same else same[0]
    leads = [n for n in rest if new.figures[n].lead]
    if old.figures[number].lead and len(leads) == 1 and _may_be_same(old, number, new, leads[0]):
        return leads[0]
    return None


def _may_be_same(old: Version, number: int, new: Version, other: int) -> bool:
    """Whether nothing speaks against it: no two pictures, addresses or captions."""
    one, two = old.figures[number], new.figures[other]
    return not (
        (one.asset and two.asset)
        or (one.address and two.address)
        or (_captions(old, number) and _captions(new, other))
    )


def _is_said_alike(one: set[str], other: set[str]) -> bool:
    from rapidfuzz import fuzz  # slow to import, and wanted only when captures are compared

    return any(fuzz.ratio(a, b) >= _LIKE_CAPTION for a in one for b in other)


def _captions(version: Version, number: int) -> set[str]:
    zone = Zone.CAPTION
    return {b.text for b in version.blocks if b.zone is zone and b.group == number and b.text}


def _said_of(version: Version, number: int) -> set[str]:
    """What tells a figure from others: its address, its caption."""
    if number >= len(version.figures):
        return set()
    return {version.figures[number].address, *_captions(version, number)} - {""}


Ranges = Sequence[tuple[int, int]]


def has_same_figures(old: Version, before: Ranges, new: Version, after: Ranges) -> bool:
    """Whether the figures in some passages are the same pictures in another version.

    One character stands for any picture, so that the text alone does not tell.

    Args:
        old: A version.
        before: Half-open ranges of code points in its canonical text.
        new: Another version.
        after: The ranges in the other one.
    """
    figures = [_figures_in(version, ranges) for version, ranges in ((old, before), (new, after))]
    return len(figures[0]) == len(figures[1]) and all(
        _is_same_figure(old, one, new, other) for one, other in zip(*figures, strict=True)
    )


def _figures_in(version: Version, ranges: Ranges) -> list[int]:
    text = version.text
    pieces = ((start, text[start:end]) for start, end in ranges)
    places = [
        start + at
        for start, piece in pieces
        if FIGURE_CHARACTER in piece
        for at, character in enumerate(piece)
        if character == FIGURE_CHARACTER
    ]
    return [version.blocks[version.block_index(at)].group for at in places]


def _is_same_figure(old: Version, number: int, new: Version, other: int) -> bool:
    known = 0 <= number < len(old.figures) and 0 <= other < len(new.figures)
    if not known or old.figures[number].asset != new.figures[other].asset:
        return False
    said = _said_of(old, number) & _said_of(new, other)
    return bool(old.figures[number].asset or said)
