"""The links on the cards of a list: under the pointer, and gone to with the arrow keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPen,
)

from galley.ui.components.placeholders import filled
from galley.ui.lists.lazy_list import LazyListView
from galley.ui.notes.note_document import Anchor
from galley.ui.theme.current import ThemeSource

__all__ = ["CardLinks"]

_tr = QCoreApplication.translate
_RING = 2.0  # px round a link's words


class CardLinks:
    """Which link of which card is meant.

    Args:
        view: The list.
        themes: The colour of the ring.
        anchors: The links of a row, from the row's corner.
    """

    def __init__(
        self,
        view: LazyListView,
        themes: ThemeSource,
        anchors: Callable[[QModelIndex], Sequence[Anchor]],
    ) -> None:
        self._view, self._themes, self._anchors = view, themes, anchors
        self._row = QPersistentModelIndex()
        self._chosen = -1  # among the links of that row
        self._pressed = ""

    def at(self, place: QPoint) -> Anchor | None:
        """The link at a place of the viewport."""
        index = self._view.indexAt(place)
        if not index.isValid():
            return None
        here = QPointF(place - self._view.visualRect(index).topLeft())
        return next(
            (one for one in self._anchors(index) if any(p.contains(here) for p in one.places)),
            None,
        )

    def press(self, place: QPoint) -> bool:
        """The button went down; whether that was on a link."""
        anchor = self.at(place)
        self._pressed = anchor.address if anchor else ""
        return anchor is not None

    def release(self, place: QPoint) -> str:
        """The button went up; the address of the link, if it went down on the same."""
        pressed, self._pressed = self._pressed, ""
        anchor = self.at(place)
        return pressed if pressed and anchor and anchor.address == pressed else ""

    def point(self, place: QPoint) -> None:
        """Show that a link can be clicked."""
        over = self.at(place)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(hand if over else arrow)

    @property
    def chosen(self) -> Anchor | None:
        """The link that the keyboard is on."""
        index = self._view.currentIndex()
        if self._chosen < 0 or not index.isValid() or self._row != index:
            return None
        found = self._anchors(index)
        return found[self._chosen] if self._chosen < len(found) else None

    def on_key(self, event: QKeyEvent) -> bool:
        """Right and Left go through the links of the current card; whether that was so."""
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        index = self._view.currentIndex()
        if step is None or not index.isValid():
            return False
        found = self._anchors(index)
        if not found:
            return False
        here = self._chosen if self.chosen is not None else -1
        self._row, self._chosen = QPersistentModelIndex(index), here + step
        if self._chosen < 0:
            self._chosen = -1 if here >= 0 else len(found) - 1
        self._chosen = min(self._chosen, len(found) - 1)
        self._view.viewport().update()
        if self.chosen is not None:
            words = filled(_tr("notes", "Link, %1"), self.chosen.words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))
        return True

    def let_go(self) -> bool:
        """The keyboard is on no link any more; whether it was on one."""
        was, self._chosen = self.chosen is not None, -1
        self._view.viewport().update()
        return was

    def paint(self, painter: QPainter) -> None:
        """A ring round the link that the keyboard is on."""
        anchor = self.chosen
        if anchor is None or not self._view.hasFocus():
            return
        corner = self._view.visualRect(self._view.currentIndex()).topLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._themes.theme.accent), 2))
        for place in anchor.places:
            ring = place.translated(QPointF(corner)).adjusted(-_RING, 0, _RING, 0)
            painter.drawRoundedRect(ring, 4, 4)
