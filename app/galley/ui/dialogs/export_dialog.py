"""The export dialog: what goes into a report, and how it will look; writes nothing itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.errors import GalleyError
from galley.domain.report import ReportOptions
from galley.services.outgoing.exporting import FORMATS, Format
from galley.ui.components.buttons import (
    GhostButton,
    IconButton,
    PrimaryButton,
    SecondaryButton,
)
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.export_options import ExportOptions
from galley.ui.dialogs.export_preview import ExportPreview, PreviewedReport
from galley.ui.dialogs.format_list import FormatList
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["ExportDialog"]

_SIZE = QSize(1160, 736)
_HEAD, _FOOT = 60, 63
_OPTIONS_WIDTH = 309
_ROOM_FOR_NAMES = 900  # px; below it the preview needs the place of the formats' names more
_REBUILD_AFTER = 150  # ms
_BUTTON_HEIGHT = 34


class ExportDialog(Sheet):
    """Asks what to export and shows it; what to do with it is for who listens.

    Args:
        themes: The colours.
        preview: Makes the report of these options in a format; may raise ``GalleyError``.
        annotations: The article's, for their numbers.
        file_name: What a report in a format will be called unless the person says otherwise.
        window: What the dialog lies over.
        options: What is chosen at first.
    """

    save_requested = Signal(object, object)  # the ReportOptions, the Format
    copy_requested = Signal(object, object)

    def __init__(
        self,
        themes: ThemeSource,
        preview: Callable[[ReportOptions, Format], PreviewedReport],
        annotations: Sequence[Annotation],
        file_name: Callable[[Format], str],
        window: QWidget,
        options: ReportOptions | None = None,
    ) -> None:
        super().__init__(themes, window, _SIZE)
        self._make_preview = preview
        self._file_name = file_name
        self._formats = FormatList(themes, FORMATS)
        self._options = ExportOptions(themes, annotations, options or ReportOptions())
        self._preview = ExportPreview(themes)
        self._body = _Body(themes, self._options)
        self._title = QLabel(self.tr("Export report"))
        self._title.setFont(newsreader(22))
        self._close = IconButton(themes, "x", self.tr("Close"))
        self._cancel = GhostButton(themes, self.tr("Cancel"), height=_BUTTON_HEIGHT)
        self._copy = SecondaryButton(themes, self.tr("Copy"), icon="copy", height=_BUTTON_HEIGHT)
        self._save = PrimaryButton(themes, self.tr("Save…"), icon="save", height=_BUTTON_HEIGHT)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REBUILD_AFTER)
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Export report"))
        themes.changed.connect(self._tint)
        self._tint()
        self._rebuild()

    def focus_first(self) -> None:
        """Enter saves; Tab leads to the options."""
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._cancel.clicked.connect(self.reject)
        self._copy.clicked.connect(self._copy_clicked)
        self._save.clicked.connect(self._save_clicked)
        for button in (self._close, self._cancel, self._copy):
            button.setAutoDefault(False)
        self._save.setDefault(True)
        self._options.changed.connect(self._timer.start)
        self._formats.changed.connect(self._format_changed)
        self._timer.timeout.connect(self._rebuild)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 17, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 1, 0, 1)
        body.setSpacing(1)
        self._options.setFixedWidth(_OPTIONS_WIDTH)
        body.addWidget(self._formats)
        body.addWidget(self._options)
        body.addWidget(self._preview, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.setSpacing(10)
        foot.addStretch(1)
        for button in (self._cancel, self._copy, self._save):
            foot.addWidget(button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, height in ((head, _HEAD), (foot, _FOOT)):
            holder = QWidget()
            holder.setFixedHeight(height)
            holder.setLayout(row)
            column.addWidget(holder)
        column.insertWidget(1, self._body, 1)

    def arrange(self) -> None:
        """Leave out the formats' names where the preview needs the room."""
        self._formats.set_narrow(self.card.width() < _ROOM_FOR_NAMES)

    def _tint(self) -> None:
        write_in(self._title, self._themes.theme.ink)

    def _format_changed(self) -> None:
        """Shape and sections are for reports that people read."""
        self._options.set_for_reading(self._formats.current.for_reading)
        self._rebuild()

    def _rebuild(self) -> None:
        """Make the report anew and show it, or say why there is none."""
        self._timer.stop()
        target = self._formats.current
        self._preview.set_format(target, self._file_name(target))
        try:
            report = self._make_preview(self._options.options(), target)
        except GalleyError as error:
            self._preview.set_problem(str(error))
            self._let_out(possible=False)
        else:
            self._preview.set_report(report)
            self._let_out(possible=True)

    def _let_out(self, possible: bool) -> None:
        self._copy.setEnabled(possible)
        self._save.setEnabled(possible)

    def _save_clicked(self) -> None:
        self.save_requested.emit(self._options.options(), self._formats.current)

    def _copy_clicked(self) -> None:
        self.copy_requested.emit(self._options.options(), self._formats.current)


class _Body(QWidget):
    """What lies between head and foot: columns parted by hairlines."""

    def __init__(self, themes: ThemeSource, options: QWidget) -> None:
        super().__init__()
        self._themes = themes
        self._options = options
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairlines as the ground, and the ground of the column that has none."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.hair))
        painter.fillRect(self._options.geometry(), QColor(theme.raised))
