"""Byline, date and publication, as a person knows them where the capture does not say."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from galley.domain.article import Metadata
from galley.ui.dialogs.form_sheet import FormSheet
from galley.ui.theme.current import ThemeSource

__all__ = ["DetailsDialog"]

_SIZE = QSize(480, 300)
_DATE_LENGTH = 10


class DetailsDialog(FormSheet):
    """Asks for what the capture lacks; the captured text itself is never altered."""

    def __init__(self, themes: ThemeSource, window: QWidget, metadata: Metadata) -> None:
        super().__init__(themes, window, self.tr("Byline and date"), _SIZE, keep=self.tr("Keep"))
        self._metadata = metadata
        self._publication = QLineEdit(metadata.publication)
        self._authors = QLineEdit(", ".join(metadata.authors))
        self._authors.setPlaceholderText(self.tr("Names, divided by commas"))
        self._published = QLineEdit(metadata.published)
        self._published.setPlaceholderText(self.tr("Such as 2016-12-14"))
        self.form.addRow(self.tr("&Publication"), self._publication)
        self.form.addRow(self.tr("&Byline"), self._authors)
        self.form.addRow(self.tr("&Date"), self._published)

    def focus_first(self) -> None:
        """What is missing most often."""
        self._authors.setFocus(Qt.FocusReason.OtherFocusReason)

    def metadata(self) -> Metadata:
        """What is known now."""
        names = (" ".join(name.split()) for name in self._authors.text().split(","))
        return replace(
            self._metadata,
            publication=" ".join(self._publication.text().split()),
            authors=tuple(name for name in names if name),
            published=self._published.text().strip(),
        )

    def problem(self) -> str:
        """A date that is none."""
        text = self._published.text().strip()
        if text and not _is_date(text):
            self._published.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.tr("This is not a date. Write it as year, month and day: 2016-12-14.")
        return ""


def _is_date(text: str) -> bool:
    """Whether the text is an ISO date, or a date with time."""
    try:
        date.fromisoformat(text[:_DATE_LENGTH])
    except ValueError:
        return False
    return len(text) == _DATE_LENGTH or text[_DATE_LENGTH] in "T "
