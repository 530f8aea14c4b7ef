"""The chips above the cards, and the menu that holds the filters for which there is no room."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.buttons import IconButton
from galley.ui.components.chips import FilterChip
from galley.ui.components.placeholders import filled
from galley.ui.notes.filters import NEEDS_WORK, NoteFilter, Occurrences
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS
from galley.ui.theme.words import kind_name, status_name

__all__ = ["FilterBar"]

_CHIP_HEIGHT = 26
_GAP = 6
_MENU_SIDE = 32
_MENU_GAP = 2  # the button's own margin parts them


class FilterBar(QWidget):
    """Chooses which annotations are shown; says so, and filters nothing itself."""

    changed = Signal(object)  # the new NoteFilter

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._filter = NoteFilter()
        self._counts = Occurrences({}, {})
        self._all = FilterChip(themes, self.tr("All"), self)
        self._all.clicked.connect(partial(self.set_filter, NoteFilter()))
        self._chips: dict[CheckStatus, FilterChip] = {}
        for status in NEEDS_WORK:
            chip = FilterChip(themes, status_name(status), self, icon=STATUS_ICONS[status])
            chip.clicked.connect(partial(self._only, status))
            self._chips[status] = chip
        self._more = IconButton(
            themes, "list-filter", self.tr("More filters"), self, checkable=True, icon_size=16
        )
        self._more.clicked.connect(self._open_menu)
        self.setAccessibleName(self.tr("Filters"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._show_state)
        self._show_state()

    @property
    def filter(self) -> NoteFilter:
        """What is chosen."""
        return self._filter

    def set_occurrences(self, counts: Occurrences) -> None:
        """Offer the statuses and kinds that occur, with their numbers."""
        self._counts = counts
        for status, chip in self._chips.items():
            chip.set_count(counts.statuses.get(status, 0))
        self._arrange()

    def set_filter(self, note_filter: NoteFilter) -> None:
        """Choose a filter; the signal is sent if it is another one."""
        differs = note_filter != self._filter
        self._filter = note_filter
        self._show_state()
        if differs:
            self.changed.emit(note_filter)

    def sizeHint(self) -> QSize:
        """As high as its button, as wide as it is given."""
        return QSize(280, _MENU_SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        top = (self.height() - _CHIP_HEIGHT) // 2
        limit = self.width() - _MENU_SIDE - _MENU_GAP
        self._more.setGeometry(
            self.width() - _MENU_SIDE, (self.height() - _MENU_SIDE) // 2, _MENU_SIDE, _MENU_SIDE
        )
        x, room = 0, True
        for chip in (self._all, *self._offered()):
            width = chip.sizeHint().width()
            room = room and x + width <= limit
            chip.setVisible(room)
            if room:
                chip.setGeometry(x, top, width, _CHIP_HEIGHT)
                x += width + _GAP
        for status, chip in self._chips.items():
            if not self._counts.statuses.get(status):
                chip.setVisible(status in self._filter.statuses and chip.isVisible())

    def _offered(self) -> list[FilterChip]:
        return [chip for status, chip in self._chips.items() if self._counts.statuses.get(status)]

    def _only(self, status: CheckStatus) -> None:
        """A chip shows its status alone; pressed again, everything."""
        alone = NoteFilter(frozenset({status}))
        self.set_filter(NoteFilter() if self._filter == alone else alone)

    def _show_state(self) -> None:
        self._all.setChecked(self._filter.shows_all)
        for status, chip in self._chips.items():
            chip.setChecked(status in self._filter.statuses)
        in_chips = not self._filter.kinds and self._filter.statuses <= set(self._chips)
        self._more.setChecked(not in_chips)

    def _open_menu(self) -> None:
        self._show_state()  # a click has just turned the button on or off
        menu, theme = QMenu(self), self._themes.theme
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status, count in self._counts.statuses.items():
            action = self._entry(menu, status_name(status), count)
            action.setIcon(icon(STATUS_ICONS[status], theme.statuses[status].text, 16))
            action.setChecked(status in self._filter.statuses)
            wanted = self._filter.with_status(status)
            action.triggered.connect(partial(self.set_filter, wanted))
        menu.addSeparator()
        for kind, count in self._counts.kinds.items():
            action = self._entry(menu, kind_name(kind).replace("&", "&&"), count)
            action.setIcon(icon(KIND_ICONS[kind], theme.kinds[kind].label, 16))
            action.setChecked(kind in self._filter.kinds)
            action.triggered.connect(partial(self.set_filter, self._filter.with_kind(kind)))
        menu.addSeparator()
        show_all = menu.addAction(self.tr("Show all"))
        show_all.setEnabled(not self._filter.shows_all)
        show_all.triggered.connect(partial(self.set_filter, NoteFilter()))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _entry(self, menu: QMenu, name: str, count: int) -> QAction:
        action = menu.addAction(filled(self.tr("%1 (%2)"), name, count))
        action.setCheckable(True)
        return action
