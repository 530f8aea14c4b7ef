"""The shipped type families as ``QFont``; knows sizes, not where text stands."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from galley.resources import resource

__all__ = ["inter", "literata", "load_fonts", "newsreader", "pixels", "source_serif"]

_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Italic.ttf",
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-Italic.ttf",
    "SourceSerif4-SemiBold.ttf",
    "Newsreader-SemiBold.ttf",
)
_LITERATA_FILES = ("Literata-Regular.ttf", "Literata-Italic.ttf", "Literata-SemiBold.ttf")


@cache
def load_fonts() -> None:
    """Register the shipped faces with Qt, once. Needs a ``QGuiApplication``.

    Raises:
        FileNotFoundError: The installation lacks a face.
        RuntimeError: Qt cannot read a face.
    """
    _load(_FILES)


@cache
def _load(names: tuple[str, ...]) -> None:
    for name in names:
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) == -1:
            msg = f"Qt cannot read the font {name}"
            raise RuntimeError(msg)


def newsreader(px: float, weight: int = 600) -> QFont:
    """The display face, for headlines, pane titles and figures; it ships in 600 only."""
    return _font("Newsreader", px, weight)


def source_serif(px: float, weight: int = 400, italic: bool = False) -> QFont:
    """The reading face: 400, 400 italic and 600."""
    return _font("Source Serif 4", px, weight, italic)


def literata(px: float, weight: int = 400, italic: bool = False) -> QFont:
    """The other reading face: 400, 400 italic and 600; loaded when it is first asked for."""
    _load(_LITERATA_FILES)
    return _font("Literata", px, weight, italic)


def inter(px: float, weight: int = 400, italic: bool = False) -> QFont:
    """The interface face: 400, 500, 600 and 400 italic."""
    return _font("Inter", px, weight, italic)


def pixels(px: float) -> int:
    """A size of the design in whole pixels, halves upwards, never below one.

    Qt's FreeType engine rounds fractional sizes the same way when it measures; doing it here
    makes all three systems agree.
    """
    return max(1, int(px + 0.5))


def _font(family: str, px: float, weight: int, italic: bool = False) -> QFont:
    """The base family plus a weight: asking for "Inter SemiBold" in bold would double it."""
    font = QFont(family)
    font.setPixelSize(pixels(px))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
