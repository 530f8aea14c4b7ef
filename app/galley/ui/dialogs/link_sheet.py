"""Asks before an address of a captured page is opened, and says where it leads. Opens nothing."""

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.links import host_of
from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["LinkSheet", "shown_address"]

_WIDTH = 540
_BREAK_AFTER = ("/", "?", "&", "=", "-", "_", ".", "%")
_LONGEST = 600  # characters that are shown; a longer one is told by its beginning


def shown_address(address: str) -> str:
    """An address in letters that can't be taken for others: ``xn--…`` in place of а for a."""
    return bytes(QUrl(address).toEncoded().data()).decode("ascii")


class LinkSheet(Sheet):
    """The site, the whole address, and three things to do.

    Attributes:
        copy_wanted: The address is to go to the clipboard.
    """

    copy_wanted = Signal(str)

    def __init__(self, themes: ThemeSource, window: QWidget, address: str) -> None:
        super().__init__(themes, window, QSize(_WIDTH, _WIDTH))
        self._address = shown_address(address)
        self.setAccessibleName(self.tr("Open in the browser"))
        mail = address.startswith("mailto:")
        title = self.tr("Write to {place}") if mail else self.tr("Open {place}")
        heading = QLabel(title.format(place=host_of(self._address)))
        heading.setFont(newsreader(22))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        whole = QLabel(_breakable(self._address))
        whole.setFont(inter(12.5))
        whole.setTextFormat(Qt.TextFormat.PlainText)
        whole.setWordWrap(True)
        whole.setAccessibleName(self._address)
        note = QLabel(
            self.tr("Your mail program opens it.")
            if mail
            else self.tr("Your browser opens it. The site will know that you came.")
        )
        note.setFont(inter(11.5))
        note.setStyleSheet(f"color: {themes.theme.muted}")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(whole)
        column.addWidget(note)
        column.addSpacing(10)
        column.addLayout(self._buttons(themes))

    def _buttons(self, themes: ThemeSource) -> QHBoxLayout:
        copy = SecondaryButton(themes, self.tr("Copy address"), height=34, icon="copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        cancel = SecondaryButton(themes, self.tr("Cancel"), height=34)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._open = PrimaryButton(themes, self.tr("Open"), height=34, icon="external-link")
        self._open.setDefault(True)
        self._open.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._open)
        return row

    @property
    def address(self) -> str:
        """What would be opened."""
        return self._address

    def size_for(self, _room: QSize) -> QSize:
        """As high as the address needs."""
        layout = self.card.layout()
        height = layout.totalHeightForWidth(_WIDTH) if layout is not None else _WIDTH
        return QSize(_WIDTH, height)

    def focus_first(self) -> None:
        """The button that opens it: Enter is enough."""
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        self.copy_wanted.emit(self._address)
        self.reject()


def _breakable(address: str) -> str:
    """With places where a line may end, which a long address has none of."""
    shown = address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"
    return "".join(c + "\u200b" if c in _BREAK_AFTER else c for c in shown)
