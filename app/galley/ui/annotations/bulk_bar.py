"""What can be done with the chosen annotations, as a bar below the table; does none of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QMenu, QWidget

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.jobs import Progress
from galley.ui.annotations.words import number_text
from galley.ui.components.buttons import GhostButton, LinkButton, PrimaryButton, SecondaryButton
from galley.ui.components.placeholders import filled
from galley.ui.components.popover import Popover
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS, STATUS_ICONS
from galley.ui.theme.words import kind_name, status_name

__all__ = ["BulkBar", "add_edits"]

_HEIGHT = 52
_MARGIN = 24
_TAG_CARD = 300


class BulkBar(QWidget):
    """How many are chosen, and a button for each thing to do with them.

    Attributes:
        kind_chosen: They are to be of a Kind.
        status_chosen: Their check came to a CheckStatus.
        tag_added: They are to have a tag.
        tag_removed: They are to have it no more.
        trash_wanted: They are to go to the trash.
        export_wanted: They are to be handed over, in the format of a name.
        cancel_wanted: What is being done is to end.
    """

    kind_chosen = Signal(object)
    status_chosen = Signal(object)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    trash_wanted = Signal()
    export_wanted = Signal(str)
    cancel_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._formats: tuple[tuple[str, str], ...] = ()
        self._known_tags = QStringListModel(self)
        self._count = QLabel()
        self._count.setFont(inter(12.5, 600))
        self._kind = SecondaryButton(themes, self.tr("Kind"), self, icon="highlighter")
        self._status = SecondaryButton(themes, self.tr("Status"), self, icon="circle-check")
        self._tag = SecondaryButton(themes, self.tr("Tags"), self, icon="tag")
        self._export = SecondaryButton(themes, self.tr("Export"), self, icon="share")
        self._trash = SecondaryButton(themes, self.tr("Move to the trash"), self, icon="trash-2")
        self._cancel = GhostButton(themes, self.tr("Cancel"), self)
        self._kind.clicked.connect(self._open_kinds)
        self._status.clicked.connect(self._open_statuses)
        self._tag.clicked.connect(self.open_tags)
        self._export.clicked.connect(self._open_formats)
        self._trash.clicked.connect(self.trash_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._buttons = (self._kind, self._status, self._tag, self._export, self._trash)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (*self._buttons, self._cancel):
            row.addWidget(button)
        self._cancel.hide()
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Chosen annotations"))
        themes.changed.connect(self.update)

    def set_formats(self, formats: Sequence[tuple[str, str]]) -> None:
        """Offer formats: names and titles."""
        self._formats = tuple(formats)

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these while a tag is typed."""
        self._known_tags.setStringList(list(tags))

    def show_count(self, count: int) -> None:
        """Say how many are chosen; a bar for none is not shown."""
        words = self.tr("1 chosen") if count == 1 else self.tr("%1 chosen")
        self._count.setText(filled(words, number_text(count)))
        self.setVisible(bool(count) or self._cancel.isVisible())

    def show_progress(self, done: int, total: int) -> None:
        """Say how far an edit is, in per cent; nothing else can be done meanwhile."""
        share = 100 * done // total if total else 0
        self._count.setText(filled(self.tr("%1% done"), share))
        self._set_busy(busy=True)

    def show_backup(self, progress: Progress) -> None:
        """Say how far a backup is that is made before an edit of many."""
        share = 100 * progress.done // max(1, progress.total)
        self._count.setText(filled(self.tr("Making a backup first: %1%"), share))
        self._set_busy(busy=True)

    def end_progress(self, count: int) -> None:
        """The edit has ended; so many are chosen."""
        self._set_busy(busy=False)
        self.show_count(count)

    def _set_busy(self, *, busy: bool) -> None:
        for button in self._buttons:
            button.setEnabled(not busy)
        self._cancel.setVisible(busy)
        self.setVisible(True)

    # -- menus -----------------------------------------------------------------------------------

    def _open_kinds(self) -> None:
        menu = self._menu()
        _add_kinds(menu, self._themes, self)
        self._pop_up(menu, self._kind)

    def _open_statuses(self) -> None:
        menu = self._menu()
        _add_statuses(menu, self._themes, self)
        self._pop_up(menu, self._status)

    def _open_formats(self) -> None:
        menu = self._menu()
        self.add_formats(menu)
        self._pop_up(menu, self._export)

    def add_formats(self, menu: QMenu) -> None:
        """An entry for each format."""
        for name, title in self._formats:
            menu.addAction(title).triggered.connect(partial(self.export_wanted.emit, name))

    def open_tags(self) -> None:
        """A line for a tag, to add or to remove."""
        card = Popover(self._themes, self._tag, _TAG_CARD)
        line = QLineEdit()
        line.setAccessibleName(self.tr("Tag"))
        line.setPlaceholderText(self.tr("Tag"))
        completer = QCompleter(self._known_tags, line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        add = PrimaryButton(self._themes, self.tr("Add"))
        remove = LinkButton(self._themes, self.tr("Remove"))

        def act(signal: object) -> None:
            if line.text().strip():
                signal.emit(line.text())  # type: ignore[attr-defined] # a bound signal
                card.close()

        add.clicked.connect(lambda: act(self.tag_added))
        remove.clicked.connect(lambda: act(self.tag_removed))
        line.returnPressed.connect(lambda: act(self.tag_added))
        row = QHBoxLayout()
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(10)
        row.addWidget(line, 1)
        row.addWidget(remove)
        row.addWidget(add)
        card.column.addLayout(row)
        card.open()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    @staticmethod
    def _pop_up(menu: QMenu, button: QWidget) -> None:
        above = QPoint(0, -menu.sizeHint().height() - 4)
        menu.popup(button.mapToGlobal(above))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and the hairline above."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.hair))


def _add_kinds(menu: QMenu, themes: ThemeSource, bar: BulkBar) -> None:
    for kind in Kind:
        sign = icon(KIND_ICONS[kind], themes.theme.kinds[kind].label, 16)
        action = menu.addAction(sign, kind_name(kind))
        action.triggered.connect(partial(bar.kind_chosen.emit, kind))


def _add_statuses(menu: QMenu, themes: ThemeSource, bar: BulkBar) -> None:
    for status in CheckStatus:
        sign = icon(STATUS_ICONS[status], themes.theme.statuses[status].text, 16)
        action = menu.addAction(sign, status_name(status))
        action.triggered.connect(partial(bar.status_chosen.emit, status))


def add_edits(menu: QMenu, themes: ThemeSource, bar: BulkBar) -> None:
    """All that the bar offers, as entries of a menu."""
    _add_kinds(menu.addMenu(bar.tr("Kind")), themes, bar)
    _add_statuses(menu.addMenu(bar.tr("Status")), themes, bar)
    menu.addAction(bar.tr("Tags…")).triggered.connect(bar.open_tags)
    bar.add_formats(menu.addMenu(bar.tr("Export")))
    menu.addSeparator()
    menu.addAction(bar.tr("Move to the trash")).triggered.connect(bar.trash_wanted)
