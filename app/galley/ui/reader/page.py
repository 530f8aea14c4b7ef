"""Where the columns of the page stand at a given width. Pure arithmetic: knows nothing of Qt."""

from enum import Enum
from typing import NamedTuple

__all__ = [
    "FACES",
    "LINE_HEIGHTS",
    "MEASURES",
    "USUAL_LINE_HEIGHT",
    "USUAL_MEASURE",
    "ZOOM_RANGE",
    "Layout",
    "Page",
    "Typography",
    "page_for",
]

FACES = ("source-serif", "literata", "inter")
ZOOM_RANGE = range(80, 201)
USUAL_LINE_HEIGHT = 155
LINE_HEIGHTS = range(125, 206)
USUAL_MEASURE = 66
MEASURES = range(45, 91)

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


class Typography(NamedTuple):
    """How a person likes the text set.

    Attributes:
        face: Of the body: one of :data:`FACES`.
        zoom: Of everything on the page, in per cent.
        line_height: Of the body, in per cent of its size.
        measure: How many characters a line has at most, on average.
    """

    face: str = FACES[0]
    zoom: int = 100
    line_height: int = USUAL_LINE_HEIGHT
    measure: int = USUAL_MEASURE


class Layout(Enum):
    """The three pages of the reader."""

    WIDE = "wide"  # text, notes rail, newspaper sidebar
    MIDDLE = "middle"  # text and one rail, which the folded sidebar heads
    NARROW = "narrow"  # text with badges; the sidebar follows the article


class Page(NamedTuple):
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
        face: What the body is set in.
        leading: What the body's line heights are multiplied with.
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
    face: str = FACES[0]
    leading: float = 1.0

    @property
    def characters(self) -> int:
        """How many characters a line of the body has, on average."""
        whole = (_MEASURE_WIDE if self.large else _MEASURE) * self.scale
        return round(USUAL_MEASURE * self.text_width / whole)

    @property
    def text_right(self) -> float:
        """Where the text column ends."""
        return self.text_left + self.text_width


def page_for(width: float, typography: Typography | None = None) -> Page:
    """The page for a reader of this width.

    Args:
        width: The reader's width in device-independent pixels, window minus open panes.
        typography: How the text is set. The measure stays in characters, so columns grow with the
            zoom, and a reader that is wide enough at 100 % may get a narrower layout at 200 %.
    """
    setting = typography or Typography()
    zoom, share = setting.zoom / 100, setting.measure / USUAL_MEASURE
    effective = width / zoom if zoom > 1 else width
    if effective >= _WIDE_FROM:
        page = _wide(width, zoom, share)
    elif effective >= _MIDDLE_FROM:
        page = _middle(width, zoom, share)
    else:
        page = _narrow(width, zoom, share)
    leading = setting.line_height / USUAL_LINE_HEIGHT
    return page._replace(face=setting.face, leading=leading)


def _wide(width: float, zoom: float, share: float) -> Page:
    rails = _RAIL_GAP_WIDE + _RAIL_WIDE + _SIDEBAR_GAP + _SIDEBAR_WIDE
    room = width - _LEFT - _RIGHT - rails
    large = room >= _MEASURE_WIDE * zoom
    text = min(room, (_MEASURE_WIDE if large else _MEASURE) * zoom * share)
    left = max(_LEFT, (width - 8 - text - rails) // 2)
    rail = left + text + _RAIL_GAP_WIDE
    sidebar = rail + _RAIL_WIDE + _SIDEBAR_GAP
    return Page(Layout.WIDE, left, text, rail, _RAIL_WIDE, sidebar, _SIDEBAR_WIDE, zoom, large)


def _middle(width: float, zoom: float, share: float) -> Page:
    room = width - _LEFT - _RAIL_GAP - _RIGHT
    text = min(_MEASURE * zoom * share, room - _RAIL_LEAST)
    rail = _LEFT + text + _RAIL_GAP
    rail_width = min(_RAIL_WIDE * max(1.0, zoom), width - _RIGHT - rail)
    return Page(Layout.MIDDLE, _LEFT, text, rail, rail_width, rail, rail_width, zoom)


def _narrow(width: float, zoom: float, share: float) -> Page:
    text = max(min(_MEASURE * zoom * share, width - _BADGES - 2 * _LEFT), 120.0)
    left = max(24.0, (width - text - _BADGES) // 2)
    return Page(Layout.NARROW, left, text, left + text + 14, 0, left, text, zoom)
