"""What is said of an article, and follows it into a new capture or stays as a person made it."""

from collections.abc import Iterator
from dataclasses import replace

from galley.domain.article import Article, Metadata, Picture, Version, Zone

__all__ = ["followed_metadata", "followed_pictures"]

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
