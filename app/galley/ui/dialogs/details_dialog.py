"""Byline, date and publication, as a person knows them where the capture does not say."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from galley.domain.article import Metadata
from galley.ui.components.buttons import PrimaryButton, SecondaryButton
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["DetailsDialog"]


class DetailsDialog(QDialog):
    """Asks for what the capture lacks; the captured text itself is never altered."""

    def __init__(self, themes: ThemeSource, metadata: Metadata, parent: QWidget) -> None:
        super().__init__(parent)
        self._metadata = metadata
        self.setWindowTitle(self.tr("Byline and date"))
        self.setMinimumWidth(440)
        self._publication = QLineEdit(metadata.publication)
        self._authors = QLineEdit(", ".join(metadata.authors))
        self._authors.setPlaceholderText(self.tr("Names, divided by commas"))
        self._published = QLineEdit(metadata.published)
        self._published.setPlaceholderText(self.tr("Such as 2016-12-14"))
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        title = QLabel(self.tr("Byline and date"))
        title.setFont(newsreader(22))
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow(self.tr("&Publication"), self._publication)
        form.addRow(self.tr("&Byline"), self._authors)
        form.addRow(self.tr("&Date"), self._published)
        cancel = SecondaryButton(themes, self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        keep = PrimaryButton(themes, self.tr("Keep"), self)
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        self._authors.setFocus()

    def metadata(self) -> Metadata:
        """What is known now."""
        from dataclasses import replace

        names = (" ".join(name.split()) for name in self._authors.text().split(","))
        return replace(
            self._metadata,
            publication=" ".join(self._publication.text().split()),
            authors=tuple(name for name in names if name),
            published=self._published.text().strip(),
        )

    def _keep(self) -> None:
        text = self._published.text().strip()
        if text and not _is_date(text):
            self._problem.setText(
                self.tr("This is not a date. Write it as year, month and day: 2016-12-14.")
            )
            self._problem.show()
            self._published.setFocus()
            return
        self.accept()


def _is_date(text: str) -> bool:
    """Whether the text is an ISO date, or a date with time."""
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return len(text) == 10 or text[10] in "T "
