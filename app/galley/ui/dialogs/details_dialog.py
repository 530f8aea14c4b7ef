"""What is said of an article: headline, publication, byline, date and address, and who says so."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from galley.domain.article import CORRECTED, WRITTEN_BY_HAND, Metadata
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.dialogs.form_sheet import FormSheet
from galley.ui.theme.current import ThemeSource

__all__ = ["DetailsDialog"]

_WIDTH = 520
_DATE_LENGTH = 10


class DetailsDialog(FormSheet):
    """Asks for what the capture lacks or has wrong; the captured text itself is never altered."""

    def __init__(self, themes: ThemeSource, window: QWidget, metadata: Metadata) -> None:
        super().__init__(themes, window, self.tr("Details"), _WIDTH, keep=self.tr("Keep"))
        self._metadata = metadata
        self._headline = QLineEdit(metadata.headline)
        self._publication = QLineEdit(metadata.publication)
        self._authors = QLineEdit(", ".join(metadata.authors))
        self._authors.setPlaceholderText(self.tr("Names, divided by commas"))
        self._published = QLineEdit(metadata.published)
        self._published.setPlaceholderText(self.tr("Such as 2016-12-14"))
        self._address = QLineEdit(metadata.address)
        self._address.setPlaceholderText(self.tr("Such as https://example.org/article"))
        self.form.setSpacing(8)
        for name, label, field in (
            ("headline", self.tr("&Headline"), self._headline),
            ("publication", self.tr("&Publication"), self._publication),
            ("authors", self.tr("&Byline"), self._authors),
            ("published", self.tr("&Date"), self._published),
            ("address", self.tr("&Address"), self._address),
        ):
            self._add(themes, name, label, field)

    def _add(self, themes: ThemeSource, name: str, label: str, field: QLineEdit) -> None:
        """A field, and below it where its words came from."""
        words = _source_words(self._metadata, name)
        source = QuietLabel(themes)
        source.setText(words)
        field.setAccessibleDescription(words)
        field.setCursorPosition(0)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(source)
        self.form.addRow(label, holder)
        name_of_field = self.form.labelForField(holder)
        if name_of_field is not None:
            name_of_field.setBuddy(field)  # type: ignore[attr-defined] # the form made a QLabel

    def focus_first(self) -> None:
        """What is missing, the byline before all else."""
        fields = (self._authors, self._published, self._publication, self._headline)
        wanted = next((field for field in fields if not field.text()), self._headline)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def metadata(self) -> Metadata:
        """What is known now; of a field that was edited, that a person said so."""
        names = (" ".join(name.split()) for name in self._authors.text().split(","))
        edited = replace(
            self._metadata,
            headline=" ".join(self._headline.text().split()),
            publication=" ".join(self._publication.text().split()),
            authors=tuple(name for name in names if name),
            published=self._published.text().strip(),
            address=self._address.text().strip(),
        )
        fields = ("headline", "publication", "authors", "published", "address")
        changed = {f for f in fields if getattr(edited, f) != getattr(self._metadata, f)}
        kept = tuple(pair for pair in edited.sources if pair[0] not in changed)
        by_hand = tuple((f, WRITTEN_BY_HAND) for f in fields if f in changed and getattr(edited, f))
        return replace(edited, sources=kept + by_hand)

    def problem(self) -> str:
        """A date that is none, or no headline."""
        text = self._published.text().strip()
        if text and not _is_date(text):
            self._published.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.tr("This is not a date. Write it as year, month and day: 2016-12-14.")
        if self._metadata.headline and not self._headline.text().strip():
            self._headline.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.tr("Write a headline: the article is listed by it.")
        return ""


def _source_words(metadata: Metadata, name: str) -> str:
    """Where a field's words came from."""
    source = dict(metadata.sources).get(name, "")
    if source == WRITTEN_BY_HAND:
        return QCoreApplication.translate("DetailsDialog", "Written by you")
    if source == CORRECTED:
        return QCoreApplication.translate("DetailsDialog", "Corrected in the source check")
    if source:
        words = QCoreApplication.translate("metadata-source", source)
        return filled(QCoreApplication.translate("DetailsDialog", "From the capture: %1"), words)
    if getattr(metadata, name):
        return QCoreApplication.translate("DetailsDialog", "Source not known")
    return QCoreApplication.translate("DetailsDialog", "Not in the capture")


def _is_date(text: str) -> bool:
    """Whether the text is an ISO date, or a date with time."""
    try:
        date.fromisoformat(text[:_DATE_LENGTH])
    except ValueError:
        return False
    return len(text) == _DATE_LENGTH or text[_DATE_LENGTH] in "T "
