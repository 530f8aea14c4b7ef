"""A text broken into a few lines, the last one shortened to fit; knows a font and a width."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

__all__ = ["wrapped"]


@lru_cache(maxsize=4096)
def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Break a text at words into at most ``most`` lines of ``width`` px.

    A text that needs more ends in an ellipsis. Cached, for a list paints the same rows often.

    Returns:
        The lines, without the spaces they were broken at; one empty line for an empty text.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts UTF-16 units, two bytes each
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == most - 1 and 2 * end < len(units):
            rest = units[2 * start :].decode("utf-16-le")
            elided = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            lines.append(elided)
        else:
            lines.append(units[2 * start : 2 * end].decode("utf-16-le").rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)
