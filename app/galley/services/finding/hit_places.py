"""What stands around something that was found: a few paragraphs, without opening the article."""

from typing import TYPE_CHECKING, NamedTuple

from galley.domain.article import SIDEBAR_ZONES, Version, Zone
from galley.domain.errors import LibraryDamaged, NotFound
from galley.domain.search import SearchHit

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["HitPlace", "hit_place"]

_BEFORE, _AFTER = 1, 2  # paragraphs
_APART = {Zone.MASTHEAD, Zone.HEADLINE, Zone.PHOTO}  # they stand over the paragraphs anyway


class HitPlace(NamedTuple):
    """The place of a hit in the version that is read.

    Attributes:
        paragraphs: Their texts, each with where it starts in the canonical text, in code points.
        here: Which of them the hit is in; -1 if it is in none, and they are the beginning.
    """

    paragraphs: tuple[tuple[int, str], ...]
    here: int = -1


def hit_place(library: "Library", hit: SearchHit) -> HitPlace:
    """Read what stands around a hit.

    Returns:
        The place; one without paragraphs if the article has gone meanwhile, or is not what was
        saved, which is told when it is opened.

    Raises:
        LibraryUnusable: The library can't be read.
    """
    try:
        version = library.version(library.article(hit.article_id).version_id)
    except (NotFound, LibraryDamaged):
        return HitPlace(())
    at = version.block_index(hit.offset) if hit.offset is not None else -1
    beside = at >= 0 and version.blocks[at].zone in SIDEBAR_ZONES
    shown = [n for n in range(len(version.blocks)) if _is_shown(version, n, beside=beside)]
    here = shown.index(at) if at in shown else -1
    begin = max(0, here - _BEFORE)
    numbers = shown[begin : max(here, 0) + _AFTER + 1]
    paragraphs = tuple((version.starts[n], version.blocks[n].text) for n in numbers)
    return HitPlace(paragraphs, here - begin if here >= 0 else -1)


def _is_shown(version: Version, number: int, *, beside: bool) -> bool:
    block = version.blocks[number]
    on_this_side = (block.zone in SIDEBAR_ZONES) is beside
    return on_this_side and block.zone not in _APART and bool(block.text.strip())
