"""A sheet with a title, a form and two buttons: what the small dialogs share.

It is as high as its form needs; where the window has no room for that, the form scrolls.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from galley.domain.annotation import CheckStatus
from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["FormSheet"]

_SIDE, _ABOVE_AND_BELOW, _SPACING = 24, 20, 16
_RING = 4  # px around the fields, for the ring of the one that has the keyboard


class FormSheet(Sheet):
    """Subclasses fill :attr:`form` and answer :meth:`problem`."""

    def __init__(
        self, themes: ThemeSource, window: QWidget, title: str, width: int, *, keep: str
    ) -> None:
        super().__init__(themes, window, QSize(width, 0))
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
        self._problem.hide()
        self._held = QWidget()
        self._held.setLayout(self.form)
        self.form.setContentsMargins(_RING, _RING, _RING, _RING)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._held)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held.setAutoFillBackground(False)  # a scroll area turns it on
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(
            _SIDE - _RING, _ABOVE_AND_BELOW, _SIDE - _RING, _ABOVE_AND_BELOW - _RING
        )
        column.setSpacing(_SPACING - _RING)
        for fixed in (self._title, self._problem):
            fixed.setContentsMargins(_RING, 0, _RING, 0)
        buttons.setContentsMargins(_RING, _RING, _RING, _RING)
        column.addWidget(self._title)
        column.addWidget(area, 1)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        self._buttons = buttons
        themes.changed.connect(self._tint)
        self._tint()

    def size_for(self, room: QSize) -> QSize:
        """As wide as is wished, and as high as everything on it needs."""
        width = min(super().size_for(room).width(), room.width())
        inner = width - 2 * (_SIDE - _RING)
        parts = [self._title.sizeHint().height(), self._buttons.sizeHint().height()]
        wrapped = self._held.heightForWidth(inner)
        parts.append(wrapped if wrapped > 0 else self._held.sizeHint().height())
        if self._problem.text():
            parts.append(self._problem.heightForWidth(inner))
        gaps = (len(parts) - 1) * (_SPACING - _RING)
        return QSize(width, sum(parts) + gaps + 2 * _ABOVE_AND_BELOW - _RING)

    def problem(self) -> str:
        """Why the form can't be kept as it is, in one sentence; empty if it can."""
        return ""

    def _on_keep(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            self.cover()
        else:
            self.accept()

    def _tint(self) -> None:
        theme = self._themes.theme
        wrong = theme.statuses[CheckStatus.WRONG].text
        for label, colour in ((self._title, theme.ink), (self._problem, wrong)):
            write_in(label, colour)
