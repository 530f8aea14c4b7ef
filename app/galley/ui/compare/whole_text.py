"""Both texts side by side, from change to change; compares nothing itself."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.comparison import CaptureComparison
from galley.ui.compare.whole_delegate import ROW_GUESS, WholeDelegate, columns
from galley.ui.compare.whole_model import WholeModel
from galley.ui.compare.whole_rows import FoldedRow
from galley.ui.compare.words import capture_name, changes_text, time_of
from galley.ui.components.buttons import IconButton
from galley.ui.components.chips import FilterChip
from galley.ui.components.side_pane import QuietLabel, SidePane
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["WholeText"]

_BAR = 54


class _Bar(QWidget):
    """The names of both captures over their columns, and what goes from change to change."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFixedHeight(_BAR)
        self._words = ("", "")
        self._names = [QLabel(self), QLabel(self)]
        for name in self._names:
            name.setFont(inter(12.5, 600))
            name.setTextFormat(Qt.TextFormat.PlainText)
        self.count = QuietLabel(themes, 12.5, self)
        self.folding = FilterChip(themes, self.tr("Fold what is the same"), self)
        self.folding.setChecked(True)
        self.previous = IconButton(themes, "chevron-up", self.tr("Previous change"), self)
        self.next = IconButton(themes, "chevron-down", self.tr("Next change"), self)
        self._tools = QWidget(self)
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.count, self.previous, self.next):
            row.addWidget(part)
        row.insertWidget(0, self.folding)
        row.insertSpacing(1, 8)
        themes.changed.connect(self.update)

    def set_names(self, old: str, new: str) -> None:
        """Say what the columns are."""
        self._words = (old, new)
        self.arrange()

    def arrange(self) -> None:
        """The names over their columns, the rest at the right."""
        left, right, wide = columns(self.width())
        size = self._tools.sizeHint()
        tools = max(right, right + wide - size.width())
        self._tools.setGeometry(round(tools), (_BAR - size.height()) // 2, *size.toTuple())
        places = ((left, wide), (right, max(0.0, tools - right - 8)))
        for label, words, (x, room) in zip(self._names, self._words, places, strict=True):
            metrics = QFontMetricsF(label.font())
            label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
            label.setAccessibleName(words)
            label.setGeometry(round(x), 0, round(room), _BAR - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns are elsewhere."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and its hairline."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.hair))


class WholeText(QWidget):
    """The list of rows under its bar.

    Attributes:
        left: Escape.
    """

    left = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes, self._now = themes, now
        self._unfolded: set[int] = set()
        self._model = WholeModel(self)
        self.bar = _Bar(themes, self)
        self.list = ChoiceListView(ROW_GUESS, (14, 40), parent=self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setModel(self._model)
        self._delegate = WholeDelegate(themes, self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("Both texts, side by side"))
        SidePane.let_ground_through(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._on_chosen)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_count())
        self.bar.previous.clicked.connect(lambda: self.step(-1))
        self.bar.next.clicked.connect(lambda: self.step(1))
        self.bar.folding.toggled.connect(self._refold)
        themes.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self.list.viewport().update()

    def set_keys(self, previous: str, following: str) -> None:
        """Some action has other keys."""
        self.bar.previous.set_name(self.tr("Previous change"), previous)
        self.bar.next.set_name(self.tr("Next change"), following)

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        self._delegate.set_scale(scale)
        self.list.forget_heights()

    def show_comparison(self, comparison: CaptureComparison, newest: int) -> None:
        """Show two texts, the headline's change first.

        Args:
            comparison: The two.
            newest: The number of the article's newest capture in use.
        """
        self._unfolded.clear()
        names = [
            f"{capture_name(version, newest)} · {time_of(version, self._now())}"
            for version in (comparison.old, comparison.new)
        ]
        self.bar.set_names(*names)
        self._model.show_comparison(comparison, folding=self.bar.folding.isChecked())
        for button in (self.bar.previous, self.bar.next):
            button.setEnabled(bool(comparison.texts.changes))
        if comparison.texts.changes:
            self._go_to(comparison.texts.changes[0])
        self._show_count()

    @property
    def current_change(self) -> int:
        """Which change the current row belongs to, from 0; -1 if none."""
        comparison = self._model.comparison
        index = self.list.currentIndex()
        if comparison is None or not index.isValid():
            return -1
        changes = comparison.texts.changes
        number = self._model.number_at(index.row())
        return changes.index(number) if number in changes else -1

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) change, round the end."""
        comparison = self._model.comparison
        if comparison is None or not comparison.texts.changes:
            return
        changes, here = comparison.texts.changes, self.current_change
        if here >= 0:
            self._go_to(changes[(here + by) % len(changes)])
            return
        index = self.list.currentIndex()
        number = self._model.number_at(index.row()) if index.isValid() else -1
        ordered = sorted(changes)
        beyond = [one for one in ordered if (one > number if by > 0 else one < number)]
        self._go_to((beyond or ordered)[0 if by > 0 else -1])

    def _go_to(self, number: int) -> None:
        index = self._model.index(self._model.place_of(number))
        self.list.setCurrentIndex(index)
        if index.row() < 3:  # what stands above the first rows is worth seeing with them
            self.list.scrollToTop()
        else:
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_chosen(self, index: QModelIndex) -> None:
        """Unfold what is folded; go to the other end of a move."""
        row = self._model.row(index.row())
        if isinstance(row, FoldedRow):
            self._unfolded.add(row.first)
            self._refold(self.bar.folding.isChecked(), forget=False)
        elif row.row.elsewhere >= 0:
            self._go_to(row.row.elsewhere)

    def _refold(self, folding: bool, *, forget: bool = True) -> None:
        index = self.list.currentIndex()
        number = self._model.number_at(index.row()) if index.isValid() else -1
        if forget:
            self._unfolded.clear()
        self._model.fold(folding=folding, unfolded=self._unfolded)
        if number >= 0:
            self._go_to(number)

    def _show_count(self) -> None:
        comparison = self._model.comparison
        total = len(comparison.texts.changes) if comparison else 0
        self.bar.count.setText(changes_text(self.current_change, total))
        self.bar.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), QColor(self._themes.theme.paper))
