"""The head of the page: which captures, which view, and what ends the comparison."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from galley.domain.article import Version
from galley.ui.compare.words import capture_caption, left_text
from galley.ui.components.buttons import GhostButton, LinkButton, SecondaryButton
from galley.ui.components.segmented import SegmentedControl
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader
from galley.ui.theme.painting import paint_icon

__all__ = ["Header"]

_HEIGHT = 92
_SIDE = 24


class _Arrow(QWidget):
    """The arrow between the two captures."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFixedSize(16, 24)
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        rect = self.rect().toRectF()
        paint_icon(QPainter(self), "arrow-right", self._themes.theme.ink2, rect, stroke=2)


class Header(QWidget):
    """Title, captures, view, and the two ways to end.

    Attributes:
        view_changed: 0 for the review, 1 for the whole text.
        pair_wanted: Compare other captures: the ids of the older and of the newer one.
        finish_wanted: Read the new capture from now on; of no waiting capture, just close.
        discard_wanted: Put the new capture out of use.
    """

    view_changed = Signal(int)
    pair_wanted = Signal(str, str)
    finish_wanted = Signal()
    discard_wanted = Signal()

    def __init__(
        self, themes: ThemeSource, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes, self._now = themes, now
        self._versions: Sequence[Version] = ()
        self._pair = ("", "")
        self.setFixedHeight(_HEIGHT)
        self._title = QLabel(self.tr("Compare captures"), self)
        self._title.setFont(newsreader(22))
        self._labels = [QLabel(self), QLabel(self)]
        self.pickers = [
            LinkButton(themes, "", self, icon_after="chevron-down", tone="ink2", weight=400)
            for _ in range(2)
        ]
        self._arrow = _Arrow(themes, self)
        self.views = SegmentedControl(themes, self.tr("What to look at"), self)
        self.views.add(self.tr("Review"))
        self.views.add(self.tr("Whole text"))
        self.discard = GhostButton(themes, self.tr("Discard new capture"), self, height=34)
        self.finish = SecondaryButton(themes, self.tr("Finish"), self, height=34)
        self._left = QuietLabel(themes, 12, self)
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._captures = QWidget(self)
        self._lay_out()
        self.views.current_changed.connect(self.view_changed)
        self.finish.clicked.connect(self.finish_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        for side, picker in enumerate(self.pickers):
            picker.clicked.connect(partial(self._open_menu, side))
        themes.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._captures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for side in range(2):
            self._labels[side].setFont(inter(12.5))
            self._labels[side].setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(self._labels[side])
            row.addWidget(self.pickers[side])
            if not side:
                row.addWidget(self._arrow)
        row.addStretch(1)

    # -- what is shown ---------------------------------------------------------------------------

    def show_pair(
        self, versions: Sequence[Version], old_id: str, new_id: str, *, waiting: bool
    ) -> None:
        """Say which captures are compared.

        Args:
            versions: The article's captures in use, in their order.
            old_id: The older one.
            new_id: The newer one.
            waiting: Whether the newer one waits to be read from now on.
        """
        self._versions, self._pair = versions, (old_id, new_id)
        newest = versions[-1].number if versions else 1
        several = len(versions) > 2
        for side, identity in enumerate(self._pair):
            version = next((one for one in versions if one.id == identity), None)
            words = capture_caption(version, newest, self._now()) if version else ""
            self._labels[side].setText(words)
            self._labels[side].setVisible(not several)
            self.pickers[side].setText(words)
            self.pickers[side].setVisible(several)
            self.pickers[side].updateGeometry()
        self.discard.setVisible(waiting)
        self.finish.setText(self.tr("Finish") if waiting else self.tr("Close"))
        self.finish.updateGeometry()
        self._arrange()

    def set_left(self, count: int | None) -> None:
        """Say how many marks are left to review; None while that is not known."""
        self._left.setText("" if count is None else left_text(count))
        self._arrange()

    @property
    def left(self) -> str:
        """What it says is left."""
        return self._left.text()

    def _open_menu(self, side: int) -> None:
        """The captures to choose from; the older one stays the older one."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        newest = self._versions[-1].number
        for version in self._versions:
            action = menu.addAction(capture_caption(version, newest, self._now()))
            action.setCheckable(True)
            action.setChecked(version.id == self._pair[side])
            action.setEnabled(version.id != self._pair[1 - side])
            group.addAction(action)
            action.triggered.connect(partial(self._choose, side, version.id))
        picker = self.pickers[side]
        menu.popup(picker.mapToGlobal(QPoint(0, picker.height() + 4)))

    def _choose(self, side: int, identity: str) -> None:
        pair = [*self._pair]
        pair[side] = identity
        number = {version.id: version.number for version in self._versions}
        pair.sort(key=lambda one: number.get(one, 0))
        self.pair_wanted.emit(pair[0], pair[1])

    # -- looks -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Left what is compared, right what can be done."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        right = self.width() - _SIDE
        finish = self.finish.sizeHint()
        self.finish.setGeometry(right - finish.width(), 16, finish.width(), finish.height())
        x = right - finish.width() - 12
        if not self.discard.isHidden():
            size = self.discard.sizeHint()
            x -= size.width()
            self.discard.setGeometry(x, 16, size.width(), size.height())
            x -= 12
        wide = self.views.sizeHint().width()
        self.views.setGeometry(x - wide, 17, wide, self.views.height())
        self._left.setGeometry(right - 240, 58, 240, 20)
        self._title.setGeometry(_SIDE, 10, max(0, x - wide - _SIDE - 12), 34)
        captures = self._captures.sizeHint()
        self._captures.setGeometry(_SIDE, 47, max(0, right - 240 - _SIDE), captures.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and its hairline."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.hair))

    def _tint(self) -> None:
        theme = self._themes.theme
        for label, colour in (
            (self._title, theme.ink),
            *((label, theme.ink2) for label in self._labels),
        ):
            write_in(label, colour)
        self.update()
