"""What the table is sorted and grouped by, and which columns it has: two buttons, and their menus.

Knows no rows. What the person likes goes out as words for the settings.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.annotation_table import TableColumn, TableGrouping
from galley.ui.annotations.shown_columns import ShownColumns, add_columns
from galley.ui.annotations.words import column_name, grouping_name
from galley.ui.components.buttons import SecondaryButton
from galley.ui.components.placeholders import filled
from galley.ui.theme.current import ThemeSource

__all__ = ["Arranging"]


class Arranging(QObject):
    """How the rows are arranged.

    Args:
        themes: The colours.
        columns: The table's columns.
        groups: How many groups there are now; 0 if rows are not put together.
        page: Owns the buttons.

    Attributes:
        column: What rows are sorted by.
        descending: From the last to the first.
        grouping: What they are put together by.
        changed: Rows are wanted in another order, or otherwise put together.
        liked_anew: The person likes the table otherwise: (columns, sorting, grouping).
        fold_wanted: All groups are to be folded away (True) or unfolded.
    """

    changed = Signal()
    liked_anew = Signal(list, str, str)
    fold_wanted = Signal(bool)

    def __init__(
        self,
        themes: ThemeSource,
        columns: ShownColumns,
        groups: Callable[[], int],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._page, self._columns, self._groups = page, columns, groups
        self.column, self.descending = TableColumn.ADDED, True
        self.grouping = TableGrouping.NONE
        self._column_words: list[str] = []  # as the settings have them
        self.sort_button = SecondaryButton(themes, "", page, icon="list-filter")
        self.group_button = SecondaryButton(themes, "", page, icon="list")
        self.sort_button.clicked.connect(self._open_sorting)
        self.group_button.clicked.connect(self._open_groupings)
        columns.menu_wanted.connect(self._open_columns)
        columns.liked_anew.connect(self._on_columns)
        self._name()

    def like(self, columns: Sequence[str], sorting: str, grouping: str) -> None:
        """Arrange them as the settings have it."""
        self._column_words = list(columns)
        self.column = TableColumn(sorting.removeprefix("-"))
        self.descending = sorting.startswith("-")
        self.grouping = TableGrouping(grouping)
        self._columns.like(columns)
        self._name()

    def sort_by(self, column: TableColumn) -> None:
        """Sort by something else, or by the same the other way round."""
        same = column is self.column
        self.descending = not self.descending if same else column is TableColumn.ADDED
        self.column = column
        self._arrange()

    def group_by(self, grouping: TableGrouping) -> None:
        """Put rows together by something else."""
        self.grouping = grouping
        self._arrange()

    def _arrange(self) -> None:
        self._name()
        self._tell()
        self.changed.emit()

    def _on_columns(self, words: list[str]) -> None:
        self._column_words = words
        self._tell()

    def _tell(self) -> None:
        sorting = f"{'-' if self.descending else ''}{self.column.value}"
        self.liked_anew.emit(self._column_words, sorting, self.grouping.value)

    def _name(self) -> None:
        """Write on the buttons how it is."""
        name = column_name(self.column)
        way = self.tr("descending") if self.descending else self.tr("ascending")
        self.sort_button.setText(f"{name} {'↓' if self.descending else '↑'}")
        self.sort_button.setAccessibleName(filled(self.tr("Sorted by %1, %2"), name, way))
        group = grouping_name(self.grouping)
        self.group_button.setText(group)
        self.group_button.setAccessibleName(filled(self.tr("Group: %1"), group))
        for button in (self.sort_button, self.group_button):
            button.updateGeometry()

    # -- menus -----------------------------------------------------------------------------------

    def _open_sorting(self) -> None:
        """The same as the titles above the columns, for who has no mouse."""
        menu = self._menu()
        group = QActionGroup(menu)
        for column in TableColumn:
            chosen = column is self.column
            action = QAction(column_name(column), menu, checkable=True, checked=chosen)
            if not chosen:
                action.triggered.connect(partial(self.sort_by, column))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        turn = menu.addAction(self.tr("The other way round"))
        turn.triggered.connect(lambda: self.sort_by(self.column))
        menu.addSeparator()
        add_columns(menu.addMenu(self.tr("Columns")), self._columns)
        _pop_up(menu, self.sort_button)

    def _open_groupings(self) -> None:
        menu = self._menu()
        group = QActionGroup(menu)
        for grouping in TableGrouping:
            name = grouping_name(grouping)
            action = QAction(name, menu, checkable=True, checked=grouping is self.grouping)
            action.triggered.connect(partial(self.group_by, grouping))
            group.addAction(action)
            menu.addAction(action)
        if self._groups():
            menu.addSeparator()
            for words, folded in ((self.tr("Fold all"), True), (self.tr("Unfold all"), False)):
                menu.addAction(words).triggered.connect(partial(self.fold_wanted.emit, folded))
        _pop_up(menu, self.group_button)

    def _open_columns(self, place: QPoint) -> None:
        menu = self._menu()
        add_columns(menu, self._columns)
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _pop_up(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
