"""The middle column of the export dialog: what a person asks of a report; makes no report."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.kind_names import kind_title
from galley.domain.report import (
    Grouping,
    ReportOptions,
    ReportShape,
    Unverifiable,
)
from galley.ui.components.segmented import SegmentedControl
from galley.ui.components.side_pane import QuietLabel
from galley.ui.dialogs.flow_row import FlowRow
from galley.ui.dialogs.status_toggle import StatusToggle
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.words import own_kind_names

__all__ = ["ExportOptions"]

_WIDTH = 262
_ROW = 30
_RADIO_ROW = 28
_GROUPINGS = (Grouping.KIND, Grouping.PLACE, Grouping.STATUS, Grouping.SPEAKER)
_SHAPES = (ReportShape.ANNOTATIONS, ReportShape.ANNOTATED_COPY)


class ExportOptions(QScrollArea):
    """Kinds, statuses, grouping and shape.

    Args:
        themes: The colours.
        annotations: The article's; a kind that does not occur is not offered.
        options: What is chosen at first.
    """

    changed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        annotations: Sequence[Annotation],
        options: ReportOptions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._start = options
        self._for_reading = True
        self._column = QVBoxLayout()
        self._kinds: dict[Kind, QCheckBox] = {}
        self._statuses = {status: StatusToggle(themes, status) for status in CheckStatus}
        self._group = SegmentedControl(themes, self.tr("Group by"))
        self._shapes: dict[ReportShape, QRadioButton] = {}
        self._sensitive = QCheckBox(self.tr("Sensitive notes"))
        self._mark_missing = QCheckBox(self.tr("Mark quotes not found in the text"))
        self._column.setContentsMargins(23, 18, 24, 18)
        self._column.setSpacing(0)
        self._add_include(annotations)
        self._add_statuses()
        self._add_grouping()
        self._add_shapes()
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def options(self) -> ReportOptions:
        """What is chosen now."""
        kinds = {kind for kind, box in self._kinds.items() if box.isChecked()}
        absent = set(Kind) - set(self._kinds)
        shape = next(shape for shape, button in self._shapes.items() if button.isChecked())
        missing = Unverifiable.MARK if self._mark_missing.isChecked() else Unverifiable.STOP
        return ReportOptions(
            shape=shape,
            group=_GROUPINGS[self._group.current],
            include_sensitive=self._sensitive.isChecked(),
            statuses=frozenset(
                status for status, toggle in self._statuses.items() if toggle.isChecked()
            ),
            kinds=frozenset(kinds | absent),
            unverifiable=missing,
            kind_names=own_kind_names(),
        )

    def set_for_reading(self, for_reading: bool) -> None:
        """Whether the report is for people: shape and sections make no difference to others."""
        self._for_reading = for_reading
        for button in self._shapes.values():
            button.setEnabled(for_reading)
        self._show_grouping()

    def first_control(self) -> QWidget:
        """Where the keyboard starts."""
        return next(iter(self._kinds.values()), self._sensitive)

    def _add_include(self, annotations: Sequence[Annotation]) -> None:
        self._add_title(self.tr("Include"), above=0, below=4)
        counts = Counter(annotation.kind for annotation in annotations)
        for kind in Kind:
            if counts[kind]:
                title = kind_title(kind, own_kind_names())
                box = QCheckBox(QCoreApplication.translate("report", title).replace("&", "&&"))
                box.setChecked(kind in self._start.kinds)
                self._kinds[kind] = box
                self._add_box(box, counts[kind])
        sensitive = sum(annotation.sensitive for annotation in annotations)
        self._sensitive.setChecked(self._start.include_sensitive)
        if sensitive:
            self._add_box(self._sensitive, sensitive)
        self._mark_missing.setChecked(self._start.unverifiable is Unverifiable.MARK)
        self._add_box(self._mark_missing, None)

    def _add_box(self, box: QCheckBox, count: int | None) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        box.setFont(inter(13))
        box.toggled.connect(self.changed)
        row.addWidget(box, 1)
        if count is not None:
            number = QuietLabel(self._themes)
            number.setText(str(count))
            row.addWidget(number)
        holder = QWidget()
        holder.setLayout(row)
        holder.setFixedHeight(_ROW)
        self._column.addWidget(holder)

    def _add_statuses(self) -> None:
        self._add_title(self.tr("Check status"), above=12, below=9)
        for status, toggle in self._statuses.items():
            toggle.setChecked(status in self._start.statuses)
            toggle.toggled.connect(self.changed)
        self._column.addWidget(FlowRow(list(self._statuses.values())))

    def _add_grouping(self) -> None:
        self._add_title(self.tr("Group by"), above=17, below=9)
        for words in (
            self.tr("Kind"),
            self.tr("Order"),
            self.tr("Status"),
            self.tr("Speaker"),
        ):
            self._group.add(words)
        if self._start.group in _GROUPINGS:
            self._group.set_current(_GROUPINGS.index(self._start.group))
        self._group.current_changed.connect(self.changed)
        self._group.setFixedWidth(_WIDTH)  # its segments may be narrower than they would like
        self._column.addWidget(self._group)

    def _add_shapes(self) -> None:
        self._add_title(self.tr("Shape"), above=17, below=5)
        names = (self.tr("Annotations"), self.tr("Annotated copy"))
        for shape, name in zip(_SHAPES, names, strict=True):
            button = QRadioButton(name)
            button.setFont(inter(13))
            button.setFixedHeight(_RADIO_ROW)
            button.setChecked(shape is self._start.shape)
            button.toggled.connect(self._shape_toggled)
            self._shapes[shape] = button
            self._column.addWidget(button)
        self._show_grouping()

    def _shape_toggled(self, checked: bool) -> None:
        if checked:
            self._show_grouping()
            self.changed.emit()

    def _show_grouping(self) -> None:
        """An annotated copy has the order of the article."""
        in_sections = self._shapes[ReportShape.ANNOTATIONS].isChecked()
        self._group.setEnabled(self._for_reading and in_sections)

    def _add_title(self, words: str, above: int, below: int) -> None:
        label: QLabel = QuietLabel(self._themes)
        label.setFont(inter(11.5, 600))
        label.setText(words)
        label.setFixedHeight(16)
        self._column.addSpacing(above)
        self._column.addWidget(label)
        self._column.addSpacing(below)
