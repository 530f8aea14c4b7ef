"""The right column of the export dialog: the report as a page or as its source."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from galley.services.outgoing.exporting import Format
from galley.ui.components.placeholders import filled
from galley.ui.components.segmented import SegmentedControl
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.sizes import size_text
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.report_page import ReportPage
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import Shadow, paint_shadow

__all__ = ["ExportPreview", "PreviewedReport"]

_SHEET_RADIUS = 5
_SHEET_SHADOW = Shadow(9, 3, 0.1)
_SWITCH_WIDTH = 150
_PAGE, _SOURCE = range(2)


@dataclass(frozen=True, slots=True)
class PreviewedReport:
    """A report as it would be written: its text, and how many annotations are in it."""

    text: str
    annotations: int


class ExportPreview(QWidget):
    """Shows a report, or the sentence that says why there is none."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._file_name = ""
        self._for_reading = True
        self._title = QLabel(self.tr("Preview"))
        self._title.setFont(inter(12.5, 600))
        self._file = QuietLabel(themes)
        self._file.setTextFormat(Qt.TextFormat.PlainText)
        self._switch = SegmentedControl(themes, self.tr("Preview"))
        self._page = ReportPage(themes)
        self._source = _source_view()
        self._summary = QuietLabel(themes, 12.5)
        self._problem = QuietLabel(themes, 12.5)
        self._pages = QStackedWidget()
        self._lay_out()
        self._switch.current_changed.connect(self._show_page)
        themes.changed.connect(self._tint)
        self._tint()

    def set_format(self, target: Format, file_name: str) -> None:
        """Say in which format the next reports are; one that people don't read is shown as source.

        Args:
            target: The format.
            file_name: What the report will be called.
        """
        self._file_name = file_name
        if target.for_reading is not self._for_reading:
            self._for_reading = target.for_reading
            self._switch.set_current(_PAGE if target.for_reading else _SOURCE)

    def set_report(self, report: PreviewedReport) -> None:
        """Show a report."""
        size = size_text(len(report.text.encode()))
        self._file.setText(filled("%1 · %2", self._file_name, size))
        self._page.set_report(report.text if self._for_reading else "")
        self._source.setPlainText(report.text)
        self._summary.setText(_summary(report.annotations))
        self._show_page()

    def set_problem(self, sentence: str) -> None:
        """Say why there is no report."""
        self._file.setText(self._file_name)
        self._problem.setText(sentence)
        self._pages.setCurrentWidget(self._problem)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and the shadow of the page."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        page = QRectF(self._pages.geometry())
        paint_shadow(painter, page, _SHEET_RADIUS, theme, _SHEET_SHADOW)
        painter.fillRect(page, QColor(theme.paper))

    def _lay_out(self) -> None:
        self._switch.add(self.tr("Page"))
        self._switch.add(self.tr("Source"))
        self._switch.setFixedWidth(_SWITCH_WIDTH)
        for label in (self._summary, self._problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(36, 28, 36, 28)
        for page in (self._page, self._source, self._summary, self._problem):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._file, 1)
        head.addWidget(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 8, 20, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _show_page(self) -> None:
        page = self._page if self._for_reading else self._summary
        self._pages.setCurrentWidget(self._source if self._switch.current == _SOURCE else page)

    def _tint(self) -> None:
        theme = self._themes.theme
        write_in(self._title, theme.ink)
        self._source.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.paper}; color: {theme.ink2}; border: none;"
            " padding: 20px 28px; }"
        )
        self.update()


def _summary(annotations: int) -> str:
    if annotations == 1:
        number = QCoreApplication.translate("ExportPreview", "1 annotation")
    else:
        number = filled(QCoreApplication.translate("ExportPreview", "%1 annotations"), annotations)
    reason = QCoreApplication.translate(
        "ExportPreview", "This format is for other programs. Source shows what is in the file."
    )
    return f"{number}\n\n{reason}"


def _source_view() -> QPlainTextEdit:
    view = QPlainTextEdit()
    view.setReadOnly(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(12)
    view.setFont(font)
    view.setTabChangesFocus(True)
    return view
