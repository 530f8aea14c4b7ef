"""Where the columns of the page stand at a given width. Pure arithmetic: knows nothing of Qt."""

from dataclasses import dataclass
from enum import Enum

__all__ = ["Layout", "Page", "page_for"]

_WIDE_FROM = 1120
_MIDDLE_FROM = 820
_RIGHT = 18  # from the last column to the reader's edge: the scroll bar and a little air
_SIDEBAR_WIDE = 224
_SIDEBAR_GAP = 44
_RAIL_WIDE = 256
_RAIL_GAP_WIDE = 48
_RAIL_GAP = 40
_LEFT = 32
_BADGES = 40  # the strip right of a narrow text that holds the numbered badges
_MEASURE = 552
_MEASURE_WIDE = 580
_RAIL_LEAST = 200


class Layout(Enum):
    """The three pages of the reader."""

    WIDE = "wide"  # text, notes rail, newspaper sidebar
    MIDDLE = "middle"  # text and one rail, which the folded sidebar heads
    NARROW = "narrow"  # text with badges; the sidebar follows the article


@dataclass(frozen=True, slots=True)
class Page:
    """The columns of the page, in device-independent pixels from the reader's left edge.

    Attributes:
        text_left: Where the text column starts.
        text_width: How wide it is.
        rail_left: Where the notes rail starts; in a narrow page, where the badges start.
        rail_width: How wide it is; 0 in a narrow page.
        sidebar_left: Where the page's own sidebar starts.
        sidebar_width: How wide it is.
        scale: What every pixel size of the page is multiplied with (text zoom).
        large: Whether the body is set in the larger size of a wide page.
    """

    layout: Layout
    text_left: float
    text_width: float
    rail_left: float
    rail_width: float
    sidebar_left: float
    sidebar_width: float
    scale: float
    large: bool = False

    @property
    def text_right(self) -> float:
        """Where the text column ends."""
        return self.text_left + self.text_width


def page_for(width: float, zoom: float = 1.0) -> Page:
    """The page for a reader of this width.

    Args:
        width: The reader's width in device-independent pixels, window minus open panes.
        zoom: Text zoom, 0.8 to 2.0. The measure stays in characters, so columns grow with it, and
            a reader that is wide enough at 100 % may get a narrower layout at 200 %.
    """
    effective = width / zoom if zoom > 1 else width
    if effective >= _WIDE_FROM:
        return _wide(width, zoom)
    if effective >= _MIDDLE_FROM:
        return _middle(width, zoom)
    return _narrow(width, zoom)


def _wide(width: float, zoom: float) -> Page:
    rails = _RAIL_GAP_WIDE + _RAIL_WIDE + _SIDEBAR_GAP + _SIDEBAR_WIDE
    room = width - _LEFT - _RIGHT - rails
    large = room >= _MEASURE_WIDE * zoom
    text = min(room, (_MEASURE_WIDE if large else _MEASURE) * zoom)
    left = max(_LEFT, (width - 8 - text - rails) // 2)
    rail = left + text + _RAIL_GAP_WIDE
    sidebar = rail + _RAIL_WIDE + _SIDEBAR_GAP
    return Page(Layout.WIDE, left, text, rail, _RAIL_WIDE, sidebar, _SIDEBAR_WIDE, zoom, large)


def _middle(width: float, zoom: float) -> Page:
    room = width - _LEFT - _RAIL_GAP - _RIGHT
    text = min(_MEASURE * zoom, room - _RAIL_LEAST)
    rail = _LEFT + text + _RAIL_GAP
    rail_width = min(_RAIL_WIDE * max(1.0, zoom), width - _RIGHT - rail)
    return Page(Layout.MIDDLE, _LEFT, text, rail, rail_width, rail, rail_width, zoom)


def _narrow(width: float, zoom: float) -> Page:
    text = max(min(_MEASURE * zoom, width - _BADGES - 2 * _LEFT), 120.0)
    left = max(24.0, (width - text - _BADGES) // 2)
    return Page(Layout.NARROW, left, text, left + text + 14, 0, left, text, zoom)
