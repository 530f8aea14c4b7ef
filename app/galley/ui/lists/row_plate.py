"""The ground of a row in a list: its plate when chosen, its ring when it has the focus."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from galley.ui.theme.tokens import Theme

__all__ = ["on_plate", "paint_choice"]

_ROUND = 8
_ROUND_CHOICE = 7


@contextmanager
def on_plate(
    painter: QPainter, theme: Theme, option: QStyleOptionViewItem, aside: float, above: float
) -> Iterator[bool]:
    """Paint a row on its plate; the painter is as before afterwards.

    Args:
        painter: Paints the list.
        theme: The colours.
        option: What Qt says of the row.
        aside: How far the plate stays from the row's left and right edges.
        above: The same for the upper and lower ones.

    Yields:
        Whether the row is chosen, once the plate is painted; the ring is painted at the end.
    """
    plate = QRectF(option.rect).adjusted(aside, above, -aside, -above)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(plate, _ROUND, _ROUND)
    yield selected
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(plate.adjusted(1, 1, -1, -1), _ROUND - 1, _ROUND - 1)
    painter.restore()


def paint_choice(
    painter: QPainter, theme: Theme, option: QStyleOptionViewItem, rect: QRectF, bar: QRectF
) -> None:
    """Paint what a row of a list that is chosen from by typing stands on.

    Args:
        painter: Paints the list.
        theme: The colours.
        option: What Qt says of the row.
        rect: The row.
        bar: What is seen at its edge when it is chosen: never colour alone.
    """
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    if not chosen and not (enabled and option.state & QStyle.StateFlag.State_MouseOver):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent_soft if chosen else theme.hover))
    painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), _ROUND_CHOICE, _ROUND_CHOICE)
    if chosen:
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
