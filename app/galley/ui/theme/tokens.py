"""Every colour of the window, by name and theme; knows no Qt and paints nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from galley.domain.annotation import CheckStatus, Kind

__all__ = [
    "DARK",
    "KIND_ICONS",
    "KIND_RULES",
    "LIGHT",
    "SEPIA",
    "STATUS_ICONS",
    "THEMES",
    "KindColours",
    "Rule",
    "StatusColours",
    "Theme",
]


class Rule(StrEnum):
    """The line pattern at a mark's foot, which tells kinds apart without colour."""

    SOLID = "solid"
    DASH = "dash"
    DOTS = "dots"
    WAVE = "wave"
    LONG_DASH = "long dash"
    DASH_DOT = "dash-dot"
    DOUBLE = "double"
    HAIR = "hair"


class KindColours(NamedTuple):
    """A kind's colours as ``#RRGGBB``: behind the words, under them, and for its name."""

    fill: str
    rule: str
    label: str


class StatusColours(NamedTuple):
    """A check status's colours as ``#RRGGBB``: of its word and icon, and behind them."""

    text: str
    tint: str


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One set of colours, each ``#RRGGBB``. Equal only to itself, so it can key a cache.

    Attributes:
        name: ``light``, ``dark`` or ``sepia``.
        dark: Whether light text stands on a dark ground.
        surface: Side panes.
        bar: Toolbar and status strip.
        paper: The reader's page.
        card: Cards and fields.
        raised: Popups and dialogs.
        sunken: The track of a segmented control; a pressed button.
        hover: Behind a button under the pointer.
        ink: Text.
        ink2: Secondary text; also text on ``accent_soft``.
        muted: Meta text.
        faint: Decoration only, never text a reader needs.
        hair: Hairlines.
        hair2: Borders of controls.
        accent: Focus, links, progress.
        accent_soft: A selected row.
        primary: The main button, the toast, the tooltip.
        on_primary: Text on ``primary``.
        sel: Behind selected text.
        ins: Behind added text in a comparison.
        dele: Behind removed text in a comparison.
        kinds: The colours of each kind.
        statuses: The colours of each check status.
    """

    name: str
    dark: bool
    surface: str
    bar: str
    paper: str
    card: str
    raised: str
    sunken: str
    hover: str
    ink: str
    ink2: str
    muted: str
    faint: str
    hair: str
    hair2: str
    accent: str
    accent_soft: str
    primary: str
    on_primary: str
    sel: str
    ins: str
    dele: str
    kinds: Mapping[Kind, KindColours]
    statuses: Mapping[CheckStatus, StatusColours]


KIND_ICONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.QUOTE: "quote",
        Kind.STATISTIC: "hash",
        Kind.NAME_OR_DATE: "at-sign",
        Kind.CLAIM: "megaphone",
        Kind.OPINION: "message-circle",
        Kind.CONTEXT: "book-open",
        Kind.QUERY: "circle-alert",
        Kind.MARK: "highlighter",
    }
)

KIND_RULES: Mapping[Kind, Rule] = MappingProxyType(dict(zip(Kind, Rule, strict=True)))

STATUS_ICONS: Mapping[CheckStatus, str] = MappingProxyType(
    {
        CheckStatus.UNCHECKED: "circle-dashed",
        CheckStatus.CONFIRMED: "circle-check",
        CheckStatus.WRONG: "circle-x",
        CheckStatus.DISPUTED: "scale",
        CheckStatus.CANT_VERIFY: "circle-question-mark",
    }
)


def _kinds(*colours: str) -> Mapping[Kind, KindColours]:
    """The kinds in order, each colour set written ``fill rule label``."""
    rows = (KindColours(*row.split()) for row in colours)
    return MappingProxyType(dict(zip(Kind, rows, strict=True)))


def _statuses(*colours: str) -> Mapping[CheckStatus, StatusColours]:
    """The statuses in order, each colour pair written ``text tint``."""
    rows = (StatusColours(*row.split()) for row in colours)
    return MappingProxyType(dict(zip(CheckStatus, rows, strict=True)))


LIGHT = Theme(
    name="light",
    dark=False,
    surface="#F4F2EC",
    bar="#FAF8F3",
    paper="#FFFDF8",
    card="#FFFFFF",
    raised="#FFFFFF",
    sunken="#ECE9E1",
    hover="#ECE8DF",
    ink="#211F1B",
    ink2="#47433B",
    muted="#68635A",
    faint="#868073",
    hair="#E5E0D6",
    hair2="#CBC4B6",
    accent="#17607A",
    accent_soft="#DDECF0",
    primary="#24221E",
    on_primary="#FFFDF8",
    sel="#BFDDE8",
    ins="#D3EFD0",
    dele="#FBDAD6",
    kinds=_kinds(
        "#FBE9A9 #A17A04 #705300",
        "#CDEAC9 #3C8743 #20652A",
        "#D6E4FB #4A7ACB #2752A0",
        "#FBD6E2 #C94F82 #98295A",
        "#E5DBFA #8461C8 #5B39A1",
        "#CBEAE6 #27807A #13605A",
        "#FDDDBE #B9630F #874505",
        "#E7E3DA #7C766A #544F47",
    ),
    statuses=_statuses(
        "#68635A #EFECE5",
        "#25692F #E1F1DF",
        "#B0241C #FBE3E0",
        "#875100 #FBECD2",
        "#5A4A8C #EAE5F6",
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    surface="#171614",
    bar="#1C1B19",
    paper="#1F1E1B",
    card="#282623",
    raised="#312F2B",
    sunken="#11100F",
    hover="#2A2825",
    ink="#ECE7DC",
    ink2="#CBC5B8",
    muted="#A29C8F",
    faint="#7F7A6F",
    hair="#35322D",
    hair2="#4C4841",
    accent="#6FC0DA",
    accent_soft="#1E3A44",
    primary="#ECE7DC",
    on_primary="#1C1B19",
    sel="#2B5161",
    ins="#23502B",
    dele="#5C2A26",
    kinds=_kinds(
        "#4E4216 #D8B23F #EBD07A",
        "#214829 #72C077 #9BD89D",
        "#263F69 #86ADF0 #AFC9F7",
        "#5A2A44 #E58DB2 #F2B2CB",
        "#433367 #B296EE #CDB9F7",
        "#184843 #5FC1B7 #95DAD2",
        "#5B3918 #E79F55 #F3C08A",
        "#403D37 #A39D91 #CCC6BA",
    ),
    statuses=_statuses(
        "#A8A295 #35322D",
        "#8DD293 #1F3A24",
        "#FF9D92 #4A2320",
        "#EDBB6A #443216",
        "#C4B3F2 #352C4C",
    ),
)

SEPIA = Theme(
    name="sepia",
    dark=False,
    surface="#EADFC9",
    bar="#F0E6D2",
    paper="#F7EEDD",
    card="#FCF6EA",
    raised="#FFFAF0",
    sunken="#DFD2B8",
    hover="#E3D7BF",
    ink="#33291C",
    ink2="#51442F",
    muted="#64563F",
    faint="#86765A",
    hair="#DCCFB5",
    hair2="#C2B18F",
    accent="#1A5A70",
    accent_soft="#D5E2DF",
    primary="#3A2E1F",
    on_primary="#FCF6EA",
    sel="#BFD6D6",
    ins="#D3EFD0",
    dele="#FBDAD6",
    kinds=_kinds(
        "#F6DC86 #8F6A00 #5F4600",
        "#C3DDB0 #387A3B #1C5724",
        "#C9D8EC #40699F #234886",
        "#F4C6CB #B4456F #86224D",
        "#DACBE8 #7655B0 #513290",
        "#BDDDD2 #237A71 #10534D",
        "#F7CD9F #B46014 #733B05",
        "#DED2BA #7C7159 #4A4232",
    ),
    statuses=_statuses(
        "#5F523C #E6DAC2",
        "#1E5A27 #DCE8C9",
        "#9C1F18 #F5D9CC",
        "#744500 #F5E0B8",
        "#4F4080 #E2D9E4",
    ),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, SEPIA)}
