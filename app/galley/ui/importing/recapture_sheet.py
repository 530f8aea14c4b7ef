"""Asks what to do with a likely new capture of an article. The capture is safe whatever is said."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.components.dialog_title import DialogTitle
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["RecaptureSheet"]

_WIDTH = 560


class RecaptureSheet(Sheet):
    """Accepted: the next version of the article. Rejected: an article of its own.

    Args:
        themes: The colours.
        window: What it lies over.
        headline: Of the article in the library.
    """

    def __init__(self, themes: ThemeSource, window: QWidget, headline: str) -> None:
        super().__init__(themes, window, QSize(_WIDTH, _WIDTH))
        words = self.tr("New capture of “{headline}”").format(headline=headline)
        title = DialogTitle(themes, words)
        self.setAccessibleName(words)
        what = QLabel(
            self.tr(
                "Your library has an earlier capture of this article. As its next version, marks "
                "whose words did not change come along by themselves; what changed is for you to "
                "compare. The earlier capture stays as it is."
            )
        )
        what.setFont(inter(13))
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        write_in(what, themes.theme.ink2)
        self.keep = SecondaryButton(themes, self.tr("Keep as an article of its own"), height=34)
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.reject)
        self.add = PrimaryButton(themes, self.tr("Add as its next version"), height=34)
        self.add.setDefault(True)
        self.add.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(what)
        column.addSpacing(10)
        column.addLayout(buttons)

    def size_for(self, _room: QSize) -> QSize:
        """As high as the headline needs."""
        layout = self.card.layout()
        height = layout.totalHeightForWidth(_WIDTH) if layout is not None else _WIDTH
        return QSize(_WIDTH, height)

    def focus_first(self) -> None:
        """Enter adds it, Escape keeps it apart."""
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
