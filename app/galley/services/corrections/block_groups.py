"""Which figure or sidebar a block belongs to when a person gives it another zone."""

from collections.abc import Sequence

from galley.domain.article import SIDEBAR_ZONES, Block, Zone

__all__ = ["group_for"]

_FIGURE_ZONES = frozenset({Zone.PHOTO, Zone.CAPTION, Zone.CREDIT})


def group_for(blocks: Sequence[Block], index: int, zone: Zone) -> int:
    """The figure or sidebar that a block belongs to in another zone; -1 for none.

    Args:
        blocks: Of the version as it is read.
        index: Which block is to get the zone, or before which a new one goes.
        zone: The new zone.
    """
    if zone in _FIGURE_ZONES:
        return _nearest(blocks, index, _FIGURE_ZONES)
    if zone in SIDEBAR_ZONES:
        near = max(_nearest(blocks, index, SIDEBAR_ZONES), 0)
        headed = {
            block.group
            for number, block in enumerate(blocks)
            if block.zone is Zone.SIDEBAR_HEADING and number != index
        }
        begins_another = zone is Zone.SIDEBAR_HEADING and near in headed
        return max(headed) + 1 if begins_another else near
    return -1


def _nearest(blocks: Sequence[Block], index: int, zones: frozenset[Zone]) -> int:
    """The group of the nearest block of some zones, the one above before the one below."""
    ranked = sorted(
        (abs(number - index), number > index, block.group)
        for number, block in enumerate(blocks)
        if block.zone in zones and number != index
    )
    return ranked[0][2] if ranked else -1
