"""A sheet with a title, a form and two buttons: what the small dialogs share."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["FormSheet"]


class FormSheet(Sheet):
    """Subclasses fill :attr:`form` and answer :meth:`problem`."""

    def __init__(
        self, themes: ThemeSource, window: QWidget, title: str, size: QSize, *, keep: str
    ) -> None:
        super().__init__(themes, window, size)
        self.setAccessibleName(title)
        self.form = QFormLayout()
        self.form.setSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._title = QLabel(title)
        self._title.setFont(newsreader(22))
        self._problem = QLabel()
        self._problem.setFont(inter(12.5))
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        cancel = SecondaryButton(themes, self.tr("Cancel"), height=34)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._keep = PrimaryButton(themes, keep, height=34)
        self._keep.setDefault(True)
        self._keep.clicked.connect(self._on_keep)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._keep)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addLayout(self.form)
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addLayout(buttons)
        themes.changed.connect(self._tint)
        self._tint()

    def problem(self) -> str:
        """Why the form can't be kept as it is, in one sentence; empty if it can."""
        return ""

    def _on_keep(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        if not problem:
            self.accept()

    def _tint(self) -> None:
        theme = self._themes.theme
        wrong = theme.statuses[CheckStatus.WRONG].text
        for label, colour in ((self._title, theme.ink), (self._problem, wrong)):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
            label.setPalette(palette)
