"""How each zone of an article is set: face, size, line, colour and the air around it.

Sizes are pixels at 100 %; the page's scale multiplies them. Case and small caps are display only.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtGui import QFont

from galley.domain.article import Block, BlockType, Zone
from galley.ui.theme.fonts import inter, literata, newsreader, source_serif

__all__ = ["CUT_OFF_NOTE", "ZoneStyle", "style_of", "text_font"]

Face = Callable[[float], QFont]


def _serif(px: float) -> QFont:
    return source_serif(px)


def _serif_italic(px: float) -> QFont:
    return source_serif(px, italic=True)


def _serif_bold(px: float) -> QFont:
    return source_serif(px, 600)


def _sans(px: float) -> QFont:
    return inter(px)


def _sans_italic(px: float) -> QFont:
    return inter(px, italic=True)


def _sans_medium(px: float) -> QFont:
    return inter(px, 500)


def _sans_bold(px: float) -> QFont:
    return inter(px, 600)


def _literata(px: float) -> QFont:
    return literata(px)


def _literata_italic(px: float) -> QFont:
    return literata(px, italic=True)


def _literata_bold(px: float) -> QFont:
    return literata(px, 600)


# The reading faces: upright, italic, bold.
_READING: Mapping[str, tuple[Face, Face, Face]] = MappingProxyType(
    {
        "source-serif": (_serif, _serif_italic, _serif_bold),
        "literata": (_literata, _literata_italic, _literata_bold),
        "inter": (_sans, _sans_italic, _sans_bold),
    }
)
_READ = frozenset({Zone.DEK, Zone.BODY, Zone.CREDIT_LINE})


class ZoneStyle(NamedTuple):
    """One way of setting text.

    Attributes:
        face: The font of a size.
        size: In pixels at 100 %.
        line: The height of a line in pixels at 100 %.
        colour: The theme's token for it.
        above: Air over the block, which replaces the air under the block before if larger.
        below: Air under the block.
        tracking: Letter spacing in pixels.
        capitals: Display-only case.
        indent: From the column's left edge, in pixels.
        ruled: Whether a rule stands at its left.
    """

    face: Face
    size: float
    line: float
    colour: str = "ink"
    above: float = 0
    below: float = 0
    tracking: float = 0
    capitals: QFont.Capitalization = QFont.Capitalization.MixedCase
    indent: float = 0
    ruled: bool = False


_BODY = ZoneStyle(_serif, 18, 28, below=13)
_ZONES: Mapping[Zone, ZoneStyle] = MappingProxyType(
    {
        Zone.MASTHEAD: ZoneStyle(
            newsreader,
            16,
            20,
            colour="ink2",
            below=14,
            tracking=1.1,
            capitals=QFont.Capitalization.SmallCaps,
        ),
        Zone.HEADLINE: ZoneStyle(newsreader, 40, 44, below=9, tracking=-0.35),
        Zone.DEK: ZoneStyle(_serif, 20, 28, colour="ink2", below=9),
        Zone.BYLINE: ZoneStyle(_sans, 12.5, 20, colour="muted", below=4),
        Zone.DATE: ZoneStyle(_sans, 12.5, 20, colour="muted", below=4),
        Zone.PHOTO: ZoneStyle(_sans, 13, 19, below=9),
        Zone.CAPTION: ZoneStyle(_sans, 13, 19, colour="ink2", below=18),
        Zone.CREDIT: ZoneStyle(
            _sans_medium,
            10.5,
            19,
            colour="muted",
            below=18,
            tracking=0.7,
            capitals=QFont.Capitalization.AllUppercase,
        ),
        Zone.BODY: _BODY,
        Zone.CREDIT_LINE: ZoneStyle(_serif_italic, 15.5, 28, colour="muted", below=13),
        Zone.SIDEBAR_HEADING: ZoneStyle(_sans_bold, 10.5, 18, tracking=1.1, below=2),
        Zone.SIDEBAR_ITEM: ZoneStyle(_serif_bold, 13.5, 17, above=0, below=1),
        Zone.SIDEBAR_TEASER: ZoneStyle(_sans, 11.5, 16, colour="muted", below=0),
    }
)
_HEADINGS = (24.0, 24.0, 21.0, 19.0, 18.0, 18.0, 18.0)
_SMALL_HEADLINE = 520  # narrower text columns than this get the smaller headline
CUT_OFF_NOTE = ZoneStyle(_sans_italic, 11.5, 16, colour="muted")


def style_of(
    block: Block,
    *,
    large: bool = False,
    text_width: float = 552,
    face: str = "source-serif",
    leading: float = 1.0,
) -> ZoneStyle:
    """How a block is set.

    Args:
        block: The block.
        large: A wide page, with the larger body.
        text_width: The text column's width at 100 %.
        face: The name of the reading face.
        leading: What the line heights of what is read are multiplied with.
    """
    style = _usual_style(block, large=large, text_width=text_width)
    if block.zone not in _READ:
        return style
    usual = _READING["source-serif"]
    if style.face in usual:
        style = style._replace(face=_READING[face][usual.index(style.face)])
    return style._replace(line=round(style.line * leading))


def _usual_style(block: Block, *, large: bool, text_width: float) -> ZoneStyle:
    style = _ZONES[block.zone]
    if block.zone is Zone.HEADLINE and text_width < _SMALL_HEADLINE:
        return style._replace(size=32, line=36)
    if block.zone is not Zone.BODY:
        return style
    if large:
        style = style._replace(size=19, line=30)
    if block.type is BlockType.HEADING:
        size = _HEADINGS[min(block.level, len(_HEADINGS) - 1)]
        return style._replace(face=_serif_bold, size=size, line=size + 8, above=12, below=8)
    if block.type is BlockType.LIST_ITEM:
        return style._replace(below=6, indent=22.0 * max(1, block.level))
    if block.type is BlockType.QUOTE:
        return style._replace(colour="ink2", indent=22, ruled=True)
    if block.type is BlockType.TABLE:
        return style._replace(face=_sans, size=13.5, line=20, below=0)
    return style


def text_font(style: ZoneStyle, scale: float) -> QFont:
    """The style's font at a text zoom."""
    font = style.face(style.size * scale)
    if style.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * scale)
    font.setCapitalization(style.capitals)
    return font
