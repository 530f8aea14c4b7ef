"""How the page is set, live: face, size, lines and paper. Sets nothing itself."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.components.popover import Popover
from galley.ui.components.segmented import SegmentedControl
from galley.ui.components.tinted_label import write_in
from galley.ui.reader.page import FACES, LINE_HEIGHTS, MEASURES, ZOOM_RANGE, Page, Typography
from galley.ui.theme.current import SYSTEM, ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.tokens import THEMES
from galley.ui.window.look_menus import theme_names

__all__ = ["TypographyPopover"]

_WIDTH = 318
_BODY = 18  # px at 100 %
_APPLY_AFTER = 25  # ms: a slider that is dragged sets the page once for several steps
_STEP = 5


class _Setting(QWidget):
    """A name, what it is set to, and a slider under both."""

    moved = Signal(int)

    def __init__(self, themes: ThemeSource, name: str, values: range, page_step: int) -> None:
        super().__init__()
        self._themes = themes
        self._name = QLabel(name)
        self._name.setFont(inter(12.5, 500))
        self._value = QLabel()
        self._value.setFont(inter(12))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(values.start, values.stop - 1)
        self.slider.setPageStep(page_step)
        self.slider.setAccessibleName(name)
        self.slider.setFixedHeight(20)
        set_focus_radius(self.slider, 6)
        self.slider.valueChanged.connect(self.moved)
        words = QHBoxLayout()
        words.addWidget(self._name, 1)
        words.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self.slider)
        themes.changed.connect(self._tint)
        self._tint()

    def say(self, words: str) -> None:
        """Say what it is set to."""
        self._value.setText(words)
        self.slider.setAccessibleDescription(words)

    def _tint(self) -> None:
        for label, colour in (
            (self._name, self._themes.theme.ink),
            (self._value, self._themes.theme.muted),
        ):
            write_in(label, colour)


class _Paper(PaintedButton):
    """A piece of the paper that it chooses."""

    def __init__(self, themes: ThemeSource, choice: str, name: str, parent: QWidget) -> None:
        super().__init__(themes, name, parent, radius=8)
        self.choice = choice
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Four of them stand beside one another."""
        return QSize(60, 34)

    def paint_face(self, painter: QPainter) -> None:
        """Paint its paper and, around the chosen one, a ring; "System" shows both halves."""
        rect = QRectF(self.rect())
        shown = THEMES.get(self.choice, self.theme)
        paint_plate(painter, rect, 8, QColor(shown.paper), QColor(self.theme.hair2))
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        painter.setFont(inter(12, 600 if self.isChecked() else 500))
        painter.setPen(QColor(shown.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class TypographyPopover(Popover):
    """Asks for another setting of the text while its sliders move.

    Attributes:
        typography_wanted: The text is to be set like this: a Typography.
    """

    typography_wanted = Signal(object)

    def __init__(self, themes: ThemeSource, under: QWidget, typography: Typography) -> None:
        super().__init__(themes, under, _WIDTH)
        self.setAccessibleName(self.tr("How the text is set"))
        self._now = typography
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_APPLY_AFTER)
        self._timer.timeout.connect(lambda: self.typography_wanted.emit(self._now))
        self._faces = self._make_faces(themes)
        sizes = range(_pixels(ZOOM_RANGE.start), _pixels(ZOOM_RANGE.stop - 1) + 1)
        self._size = _Setting(themes, self.tr("Size"), sizes, 2)
        lines = range(LINE_HEIGHTS.start // _STEP, (LINE_HEIGHTS.stop - 1) // _STEP + 1)
        self._line = _Setting(themes, self.tr("Line height"), lines, 2)
        self._measure = _Setting(themes, self.tr("Line length"), MEASURES, _STEP)
        self.column.setContentsMargins(14, 14, 14, 16)
        self.column.setSpacing(14)
        for widget in (self._faces, self._size, self._line, self._measure):
            self.column.addWidget(widget)
        self.column.addLayout(self._papers(themes))
        self._set_sliders()
        self._size.moved.connect(self._on_size)
        self._line.moved.connect(lambda value: self._want(line_height=value * _STEP))
        self._measure.moved.connect(lambda value: self._want(measure=value))
        self._faces.current_changed.connect(lambda index: self._want(face=FACES[index]))

    def _make_faces(self, themes: ThemeSource) -> SegmentedControl:
        faces = SegmentedControl(themes, self.tr("Face"))
        for name in (self.tr("Source Serif"), self.tr("Literata"), self.tr("Inter")):
            faces.add(name)
        faces.set_current(FACES.index(self._now.face))
        return faces

    def _papers(self, themes: ThemeSource) -> QVBoxLayout:
        title = QLabel(self.tr("Page"))
        title.setFont(inter(12.5, 500))
        row = QHBoxLayout()
        row.setSpacing(8)
        names = theme_names() | {SYSTEM: self.tr("System")}
        self._choices = [
            _Paper(themes, choice, names[choice], self)
            for choice in ("light", "sepia", "dark", SYSTEM)
        ]
        exclusive = QButtonGroup(self)
        for paper in self._choices:
            exclusive.addButton(paper)
            paper.setAutoExclusive(True)  # which is what screen readers go by
            paper.setAccessibleName(theme_names()[paper.choice])
            paper.clicked.connect(lambda _on=False, paper=paper: self._choose(paper.choice))
            row.addWidget(paper)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(row)
        self._show_choice()
        return column

    def _choose(self, choice: str) -> None:
        self._themes.set_choice(choice)
        self._show_choice()

    def _show_choice(self) -> None:
        for paper in self._choices:
            paper.setChecked(paper.choice == self._themes.choice)

    def show_page(self, page: Page) -> None:
        """Say what came of it: a line can't be longer than the window has room for."""
        wanted, fits = self._now.measure, page.characters
        if fits < wanted - 1:
            words = self.tr("{wanted} characters, {fits} fit here").format(wanted=wanted, fits=fits)
        else:
            words = self.tr("{wanted} characters").format(wanted=wanted)
        self._measure.say(words)

    def _set_sliders(self) -> None:
        self._size.slider.setValue(_pixels(self._now.zoom))
        self._line.slider.setValue(round(self._now.line_height / _STEP))
        self._measure.slider.setValue(self._now.measure)
        self._tell()

    def _tell(self) -> None:
        self._size.say(self.tr("{pixels} px").format(pixels=_pixels(self._now.zoom)))
        self._line.say(f"{self._now.line_height / 100:.2f}")
        self._measure.say(self.tr("{wanted} characters").format(wanted=self._now.measure))

    def _on_size(self, pixels: int) -> None:
        zoom = round(pixels * 100 / _BODY)
        self._want(zoom=max(ZOOM_RANGE.start, min(zoom, ZOOM_RANGE.stop - 1)))

    def _want(self, **changes: str | int) -> None:
        self._now = self._now._replace(**changes)  # type: ignore[arg-type] # fields of both types
        self._tell()
        self._timer.start()


def _pixels(zoom: int) -> int:
    return round(_BODY * zoom / 100)
