"""Library, reader and annotations beside one another; in a small window the library lies over."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from galley.ui.window.pane_focus import first_stop, holds

__all__ = ["Panes", "PanesState"]

_OVERLAY_BELOW = 1200
_LIBRARY, _PANEL = 250, 330
_PANEL_SMALL = 300


class PanesState(NamedTuple):
    """Which panes are open and how wide they are, in pixels; 0 is the usual width."""

    library_open: bool = True
    panel_open: bool = True
    library_width: int = 0
    panel_width: int = 0


class Panes(QWidget):
    """Lays out the three panes and remembers their widths.

    Attributes:
        visibility_changed: A pane was opened or closed.
    """

    visibility_changed = Signal()

    def __init__(
        self, library: QWidget, reader: QWidget, panel: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._reader, self._panel = library, reader, panel
        self._library_open = self._panel_open = True
        self._panel_covered = False
        self._overlay_open = False
        self._library_width, self._panel_width = _LIBRARY, 0
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(0)  # Qt still lets a few pixels be grabbed
        self._splitter.setChildrenCollapsible(False)
        for pane, stretch in ((library, 0), (reader, 1), (panel, 0)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.indexOf(pane), stretch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self._splitter.splitterMoved.connect(self._on_dragged)
        self._small = False

    def furnish(self, library: QWidget, panel: QWidget) -> None:
        """Put the real panes where their grounds are."""
        for ground, pane in ((self._library, library), (self._panel, panel)):
            if ground.parent() is self._splitter:
                self._splitter.replaceWidget(self._splitter.indexOf(ground), pane)
            ground.hide()
        self._library, self._panel = library, panel
        self._arrange()

    # -- what is open --------------------------------------------------------------------------

    @property
    def library_open(self) -> bool:
        """Whether the library is seen."""
        return self._overlay_open if self._small else self._library_open

    @property
    def panel_open(self) -> bool:
        """Whether the annotations are seen."""
        return self._panel_open and not self._panel_covered

    def toggle_library(self) -> None:
        """Open or close the library."""
        if self._small:
            self._overlay_open = not self._overlay_open
        else:
            self._library_open = not self._library_open
        self._arrange_keeping_focus(self._library)
        if self.library_open:
            self._library.setFocus()
        self.visibility_changed.emit()

    def toggle_panel(self) -> None:
        """Open or close the annotations."""
        self._panel_open, self._panel_covered = not self.panel_open, False
        self._arrange_keeping_focus(self._panel)
        self.visibility_changed.emit()

    def cover_panel(self, *, covered: bool) -> None:
        """Give the annotations' room to the reader for a while; whether they are open stays."""
        if covered != self._panel_covered:
            self._panel_covered = covered
            self._arrange_keeping_focus(self._panel)
            self.visibility_changed.emit()

    def close_overlay(self) -> None:
        """Close the library if it lies over the reader."""
        if self._small and self._overlay_open:
            self.toggle_library()

    def state(self) -> PanesState:
        """What to remember."""
        return PanesState(
            self._library_open, self._panel_open, self._library_width, self._panel_width
        )

    def restore(self, state: PanesState) -> None:
        """Be as :meth:`state` said."""
        self._library_open, self._panel_open = state.library_open, state.panel_open
        self._library_width = state.library_width or _LIBRARY
        self._panel_width = state.panel_width
        self._arrange()

    # -- layout ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window under 1200 wide has the library lie over the reader."""
        super().resizeEvent(event)
        small = self.width() < _OVERLAY_BELOW
        if small != self._small:
            self._small = small
            self._overlay_open = False
            self.visibility_changed.emit()
        self._arrange()

    def _arrange_keeping_focus(self, pane: QWidget) -> None:
        """A pane that is closed from within leaves the keys to the reader, not to what is next."""
        focus = QApplication.focusWidget()
        held = holds(pane, focus)
        self._arrange()
        if held and pane.isHidden():
            self._reader.setFocus()

    def _arrange(self) -> None:
        self._panel.setVisible(self.panel_open)
        if self._small:
            self._float_library()
        else:
            self._dock_library()
        narrow = self.width() < _OVERLAY_BELOW
        panel = self._panel_width or (_PANEL_SMALL if narrow else _PANEL)
        library = self._library_width if not self._small and self._library_open else 0
        taken = library + (panel if self.panel_open else 0)
        sizes = {
            self._library: library,
            self._reader: max(1, self.width() - taken),
            self._panel: panel,
        }
        docked = (pane for pane in sizes if pane.parent() is self._splitter)
        ordered = sorted(docked, key=self._splitter.indexOf)
        self._splitter.setSizes([sizes[pane] for pane in ordered])

    def _dock_library(self) -> None:
        self._watch_presses(on=False)
        if self._library.parent() is not self._splitter:
            self._splitter.insertWidget(0, self._library)
            self._splitter.setStretchFactor(0, 0)
        self._library.setVisible(self._library_open)

    def _float_library(self) -> None:
        if self._library.parent() is not self:
            self._library.setParent(self)
        self._library.setGeometry(QRect(0, 0, self._library_width, self.height()))
        self._library.setVisible(self._overlay_open)
        self._library.raise_()
        self._watch_presses(on=self._overlay_open)

    def _watch_presses(self, *, on: bool) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)

    def _on_dragged(self) -> None:
        if self._library.parent() is self._splitter and self._library.isVisible():
            self._library_width = self._library.width()
        if self._panel.isVisible():
            self._panel_width = self._panel.width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An Escape that nothing in the library or the panel has used leads back to the article."""
        focus = QApplication.focusWidget()
        beside = (self._library, self._panel)
        if event.key() == Qt.Key.Key_Escape and any(holds(pane, focus) for pane in beside):
            stop = first_stop(self._reader) or self._reader
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the library lies over: Escape, or a press beside it, closes it."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = isinstance(watched, QWidget) and (
                watched is self._library or self._library.isAncestorOf(watched)
            )
            if not inside and isinstance(watched, QWidget) and self.isAncestorOf(watched):
                self.close_overlay()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.close_overlay()
            return True
        return super().eventFilter(watched, event)
