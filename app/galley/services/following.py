"""What is said of an article, and follows it into a new capture or stays as a person made it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from galley.domain.article import FIGURE_CHARACTER, Article, Metadata, Picture, Version, Zone

__all__ = ["followed_metadata", "followed_pictures", "has_same_figures"]

_FIELDS = ("publication", "headline", "authors", "published", "address", "language")


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
    """The pictures that a person gave to figures which the new capture has too, without one."""
    own = "" if new.number == 1 else new.id
    taken = {picture.figure for picture in article.pictures_in(new)}
    for picture in article.pictures_in(old):
        said = _said_of(old, picture.figure)
        same = [n for n in range(len(new.figures)) if said & _said_of(new, n)]
        if same and same[0] not in taken and not new.figures[same[0]].asset:
            taken.add(same[0])
            yield Picture(same[0], picture.asset, own)


def _said_of(version: Version, number: int) -> set[str]:
    """What tells a figure from others: its address, its caption."""
    if number >= len(version.figures):
        return set()
    captions = (b.text for b in version.blocks if b.zone is Zone.CAPTION and b.group == number)
    return {version.figures[number].address, *captions} - {""}


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
