"""The few settings there are: whose name, which theme, how large, what is selected, and where."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from galley.domain.snapping import Snap
from galley.ui.components.buttons import SecondaryButton
from galley.ui.dialogs.form_sheet import FormSheet
from galley.ui.snapping import snap_names
from galley.ui.theme.current import ThemeSource
from galley.ui.window.look_menus import ZOOMS, theme_names

__all__ = ["SettingsDialog"]

_WIDTH = 520


class SettingsDialog(FormSheet):
    """Asks; whoever opened it acts on the answers.

    Attributes:
        kind_names_wanted: What the kinds are called is to be asked.
    """

    kind_names_wanted = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        window: QWidget,
        creator: str,
        zoom: int,
        snap: Snap,
        library: Path,
    ) -> None:
        super().__init__(themes, window, self.tr("Settings"), _WIDTH, keep=self.tr("Keep"))
        self._creator = QLineEdit(creator)
        self._creator.setPlaceholderText(self.tr("Stands beside your marks and checks"))
        self._theme = QComboBox()
        for choice, name in theme_names().items():
            self._theme.addItem(name, choice)
        self._theme.setCurrentIndex(self._theme.findData(themes.choice))
        self._zoom = QComboBox()
        for percent in sorted({*ZOOMS, zoom}):  # the slider has sizes of its own
            self._zoom.addItem(self.tr("{percent}%").format(percent=percent), percent)
        self._zoom.setCurrentIndex(self._zoom.findData(zoom))
        self._snap = QComboBox()
        for choice_of_snap, words in snap_names().items():
            self._snap.addItem(words, choice_of_snap.value)
        self._snap.setCurrentIndex(self._snap.findData(snap.value))
        place = QLineEdit(str(library))
        place.setReadOnly(True)
        self.form.addRow(self.tr("&Your name"), self._creator)
        self.form.addRow(self.tr("&Theme"), self._theme)
        self.form.addRow(self.tr("Text &size"), self._zoom)
        self.form.addRow(self.tr("S&elections are"), self._snap)
        kinds = SecondaryButton(themes, self.tr("Names of the kinds…"))
        kinds.setAutoDefault(False)
        kinds.clicked.connect(self.kind_names_wanted)
        self.form.addRow(self.tr("&Kinds"), kinds)
        self.form.addRow(self.tr("&Library"), place)

    def focus_first(self) -> None:
        """The one that is empty at first."""
        self._creator.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def creator(self) -> str:
        """Under whose name marks and checks are made."""
        return " ".join(self._creator.text().split())

    @property
    def theme(self) -> str:
        """The choice of theme."""
        return str(self._theme.currentData())

    @property
    def snap(self) -> Snap:
        """What the ends of a selection go to."""
        return Snap(self._snap.currentData())

    @property
    def zoom(self) -> int:
        """The size of the text in per cent."""
        return int(self._zoom.currentData())
