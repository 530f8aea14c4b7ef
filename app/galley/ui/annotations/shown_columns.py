"""The table's columns as they are seen: shows, moves and widens them as the person likes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from galley.domain.annotation_table import TableColumn
from galley.ui.annotations.columns import likings_from, shown_widths, words_for
from galley.ui.annotations.model import COLUMNS
from galley.ui.annotations.words import column_name

__all__ = ["ShownColumns", "add_columns"]

_REST = 300  # ms after which dragging is over


class ShownColumns(QObject):
    """Keeps the header to what the person likes, and hears what they do with it.

    Attributes:
        liked_anew: The person likes the columns otherwise: words for the settings.
        menu_wanted: The menu of columns is asked for, at a point of the screen.
    """

    liked_anew = Signal(list)
    menu_wanted = Signal(QPoint)

    def __init__(self, table: QTableView, header: QHeaderView) -> None:
        super().__init__(table)
        self._table, self._header = table, header
        self._likings = likings_from(())
        self._sorted_by = TableColumn.ADDED
        self._setting = False
        self._tell_soon = QTimer(self, singleShot=True, interval=_REST)
        self._tell_soon.timeout.connect(self._tell)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        header.sectionHandleDoubleClicked.connect(self._forget_widths)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(header.viewport().mapToGlobal(place))
        )

    @property
    def shown(self) -> list[TableColumn]:
        """Those that are to be seen, in their order."""
        order = (COLUMNS[self._header.logicalIndex(place)] for place in range(len(COLUMNS)))
        return [one for one in order if not self._header.isSectionHidden(COLUMNS.index(one))]

    def like(self, words: Sequence[str]) -> None:
        """Show them as the settings have it."""
        self._likings = likings_from(words)
        self._setting = True
        for place, liking in enumerate(self._likings):
            now = self._header.visualIndex(COLUMNS.index(liking.column))
            self._header.moveSection(now, place)
        self._setting = False
        self.share_room()

    def sort_by(self, column: TableColumn) -> None:
        """Have the column in sight by which rows are sorted."""
        self._sorted_by = column
        self.share_room()

    def choose(self, column: TableColumn, *, shown: bool) -> None:
        """Show a column, or leave it out; the others stay as they are."""
        now = {*self.shown, column} if shown else {*self.shown} - {column}
        self._likings = [one._replace(shown=one.column in now) for one in self._likings]
        self.share_room()
        self._tell()

    def choose_none(self) -> None:
        """As at first: the order, the widths, and as many columns as there is room for."""
        self.like(())
        self._tell()

    def share_room(self) -> None:
        """Set what is shown, and how wide."""
        room = self._table.viewport().width()
        widths = shown_widths(self._likings, room, self._sorted_by)
        self._setting = True
        for section, column in enumerate(COLUMNS):
            self._header.setSectionHidden(section, column not in widths)
            if column in widths:
                self._header.resizeSection(section, widths[column])
        self._setting = False

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._setting and width:
            column = COLUMNS[section]
            self._likings = [
                one._replace(width=width) if one.column is column else one for one in self._likings
            ]
            self._tell_soon.start()

    def _on_moved(self, _section: int, _before: int, _now: int) -> None:
        if not self._setting:
            self._likings.sort(key=lambda one: self._header.visualIndex(COLUMNS.index(one.column)))
            self._tell()

    def _forget_widths(self, _section: int) -> None:
        self._likings = [one._replace(width=0) for one in self._likings]
        self.share_room()
        self._tell()

    def _tell(self) -> None:
        self._tell_soon.stop()
        self.liked_anew.emit(words_for(self._likings))


def add_columns(menu: QMenu, columns: ShownColumns) -> None:
    """Offer which columns are to be seen; at least one stays."""
    shown = columns.shown
    for column in TableColumn:
        action = QAction(column_name(column), menu, checkable=True, checked=column in shown)
        action.setEnabled(shown != [column])
        action.toggled.connect(partial(_choose, columns, column))
        menu.addAction(action)
    menu.addSeparator()
    usual = menu.addAction(QCoreApplication.translate("annotations", "The usual columns"))
    usual.triggered.connect(columns.choose_none)


def _choose(columns: ShownColumns, column: TableColumn, checked: bool) -> None:
    columns.choose(column, shown=checked)
