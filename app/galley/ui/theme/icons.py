"""Line icons in any colour and size; knows the shipped SVG files and nothing of what they mean."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from galley.resources import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

__all__ = ["DISABLED_OPACITY", "icon", "pixmap"]

DISABLED_OPACITY = 0.38
_STROKE = 1.75
_STROKE_SMALL = 2.0  # below 16 px a thinner line breaks up


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def pixmap(
    name: str, colour: str, size: int, ratio: float = 1.0, stroke: float | None = None
) -> QPixmap:
    """An icon drawn in one colour, cached.

    Args:
        name: The file's stem, such as ``plus``.
        colour: ``#RRGGBB``, or ``#AARRGGBB`` for a translucent icon.
        size: The side in device-independent pixels.
        ratio: Device pixels to one of them.
        stroke: The line's width on the icon's grid of 24; 1.75, or 2 below 16 px.

    Raises:
        FileNotFoundError: There is no icon of that name.
    """
    width = stroke if stroke is not None else (_STROKE if size >= 16 else _STROKE_SMALL)
    ink = QColor(colour)
    svg = _source(name).replace("currentColor", ink.name())
    svg = svg.replace('stroke-width="2"', f'stroke-width="{width:g}"', 1)
    side = max(1, round(size * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(ink.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, size: int = 18, disabled: str | None = None) -> "QIcon":
    """An icon for an action or a menu, sharp on every connected screen.

    Args:
        name: The file's stem.
        colour: ``#RRGGBB`` when usable.
        size: The side in device-independent pixels.
        disabled: ``#RRGGBB`` when not usable; otherwise ``colour`` at 38 %.
    """
    from PySide6.QtGui import QIcon  # made with a long list of names that nothing here uses

    faded = QColor(disabled or colour)
    if disabled is None:
        faded.setAlphaF(DISABLED_OPACITY)
    off = faded.name(QColor.NameFormat.HexArgb)
    result = QIcon()
    for ratio in sorted({1.0, _highest_ratio()}):
        result.addPixmap(pixmap(name, colour, size, ratio))
        result.addPixmap(pixmap(name, off, size, ratio), QIcon.Mode.Disabled)
    return result


def _highest_ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
