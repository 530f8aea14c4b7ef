"""Where an import begins: a place to drop, three buttons, and an address to fetch."""

from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.components.empty_state import DropZone
from galley.ui.components.icon_field import IconField
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon

__all__ = ["StartPage"]

_ANY_WIDTH = (1 << 24) - 1  # Qt's word for no limit
_BUTTON_HEIGHT = 36
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Newspaper(QWidget):
    """The sign of the drop zone."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedSize(30, 30)
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_icon(painter, "newspaper", self._themes.theme.ink2, QRectF(self.rect()))


class _AddressField(IconField):
    """Enter in it fetches."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the dialog's own buttons."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """Asks where the captures are; whoever listens gets them.

    Attributes:
        files_wanted: The person wants to choose files.
        folder_wanted: A folder.
        paste_wanted: What is on the clipboard.
        fetch_wanted: A page: the address as typed, and whether its pictures are wanted.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    fetch_wanted = Signal(str, bool)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._labels: list[tuple[QLabel, str]] = []
        height = _BUTTON_HEIGHT
        self.choose_files = PrimaryButton(
            themes, self.tr("Choose files…"), icon="file-text", height=height
        )
        self.choose_folder = SecondaryButton(
            themes, self.tr("Choose folder…"), icon="folder-open", height=height
        )
        self.paste = SecondaryButton(
            themes, self.tr("Paste a page"), icon="clipboard-paste", height=height
        )
        self.zone = DropZone(themes)
        self.zone.setAcceptDrops(False)  # the whole sheet takes drops
        self.zone.setMinimumWidth(0)
        self.zone.setMaximumWidth(_ANY_WIDTH)  # as wide as the row below it
        self.address = _AddressField(themes, "link", self.tr("Address of a page"), self)
        self.address.setFixedHeight(34)
        self.pictures = QCheckBox(self.tr("Fetch the article’s pictures too"))
        self.fetch = SecondaryButton(themes, self.tr("Fetch"), icon="file-down", height=34)
        self.fetch.setAutoDefault(False)
        self.fetch.setEnabled(False)
        self._lay_out()
        self._connect()
        self._tint()

    def _connect(self) -> None:
        self.choose_files.clicked.connect(self.files_wanted)
        self.choose_folder.clicked.connect(self.folder_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        self.fetch.clicked.connect(self._fetch)
        self.address.entered.connect(self._fetch)
        self.address.textChanged.connect(self._enable_fetch)
        self._themes.changed.connect(self._tint)

    def _fetch(self) -> None:
        if self.address.text().strip():
            self.fetch_wanted.emit(self.address.text(), self.pictures.isChecked())

    def _enable_fetch(self, text: str) -> None:
        self.fetch.setEnabled(bool(text.strip()))

    def _lay_out(self) -> None:
        self._fill_zone()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(0)
        column.addWidget(self.zone)
        column.addSpacing(22)
        column.addWidget(self._label(self.tr("From the web"), inter(12, 600), "muted"))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.address, 1)
        row.addWidget(self.fetch)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(self.pictures, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        words = self.tr("Nothing is fetched until you ask.")
        column.addWidget(self._label(words, inter(11.5), "muted"))
        column.addStretch(1)
        stops = (self.choose_files, self.choose_folder, self.paste, self.address, self.fetch)
        for first, second in pairwise((*stops, self.pictures)):
            QWidget.setTabOrder(first, second)

    def _fill_zone(self) -> None:
        column = QVBoxLayout(self.zone)
        column.setContentsMargins(16, 26, 16, 26)
        column.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_Newspaper(self._themes), 0, centre)
        column.addSpacing(11)
        title = self._label(self.tr("Drop files or folders here"), source_serif(19, 600), "ink")
        title.setAlignment(centre)
        column.addWidget(title)
        column.addSpacing(3)
        kinds = self.tr("Articles, saved pages, and annotations of other programs")
        line = self._label(kinds, inter(12.5), "muted")
        line.setAlignment(centre)
        column.addWidget(line)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in (self.choose_files, self.choose_folder, self.paste):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _label(self, text: str, font: QFont, tone: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)
        self._labels.append((label, tone))
        return label

    def _tint(self) -> None:
        for label, tone in self._labels:
            write_in(label, getattr(self._themes.theme, tone))
