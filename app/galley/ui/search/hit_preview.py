"""Beside the results: the paragraph that the current hit is in, and those around it."""

import html
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import Kind
from galley.domain.search import SearchHit
from galley.services.finding.hit_places import HitPlace
from galley.ui.components.buttons import SecondaryButton
from galley.ui.components.painted_button import paint_plate
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel, SidePane
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.search.results import hit_ranges
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.words import untitled

__all__ = ["WIDTH", "HitPreview"]

WIDTH = 330
_AROUND = 24  # px of its surroundings that are seen with the hit
_LONGEST = 1500  # code points of a paragraph
_LINE_HEIGHT = 118  # per cent


class HitPreview(SidePane):
    """Shows one hit; whoever has it asks for the words around it.

    Attributes:
        open_wanted: The hit is to be opened.
    """

    open_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, Qt.Edge.LeftEdge, parent)
        self._shown: tuple[SearchHit, HitPlace] | None = None
        self._here: QLabel | None = None
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Preview"))
        self._number = QuietLabel(themes)
        self._masthead = TintedLabel(themes, "muted", _small_caps(newsreader(13)))
        self._headline = TintedLabel(themes, "ink", newsreader(20))
        self._paragraphs = QVBoxLayout()
        self._paragraphs.setSpacing(10)
        for label in (self._masthead, self._headline):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._area = self._make_card()
        button = SecondaryButton(themes, self.tr("Open article"), icon="book-open-text", height=34)
        button.clicked.connect(self.open_wanted)
        back = QuietLabel(themes)
        back.setText(self.tr("Esc to go back"))
        head, foot = QHBoxLayout(), QHBoxLayout()
        title = TintedLabel(themes, "ink", inter(12.5, 600), self.tr("Preview"))
        head.addWidget(title, 1)
        head.addWidget(self._number)
        foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 18, 14, 14)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        themes.changed.connect(self._fill)

    def show_number(self, number: int, of: int) -> None:
        """Say which of the hits it is, from 1."""
        self._number.setText(filled(self.tr("%1 of %2"), number, of))

    def show_hit(self, hit: SearchHit, place: HitPlace) -> None:
        """Show a hit and what stands around it."""
        self._shown = hit, place
        self._masthead.setText(hit.publication)
        self._masthead.setVisible(bool(hit.publication))
        self._headline.setText(" ".join(hit.headline.split()) or untitled())
        self._fill()

    def _make_card(self) -> QScrollArea:
        content = _Card(self._themes)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(18, 16, 18, 18)
        rows.setSpacing(4)
        rows.addWidget(self._masthead)
        rows.addWidget(self._headline)
        rows.addSpacing(12)
        rows.addLayout(self._paragraphs)
        rows.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)  # a scroll area turns it on
        area.viewport().setAutoFillBackground(False)
        return area

    def _fill(self) -> None:
        while (item := self._paragraphs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._here = None
        if self._shown is None:
            return
        hit, place = self._shown
        for number, (start, text) in enumerate(place.paragraphs):
            is_here = number == place.here
            ranges = _ranges(hit, start, text) if is_here else []
            label = TintedLabel(self._themes, "ink" if is_here else "muted", source_serif(14.5))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(self._rich(text[:_LONGEST], ranges))
            label.setAccessibleName(text[:_LONGEST])
            self._paragraphs.addWidget(label)
            self._here = label if is_here else self._here
        self._area.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self._bring_into_sight)  # once they have their places

    def _bring_into_sight(self) -> None:
        if self._here is not None:
            self._area.ensureWidgetVisible(self._here, 0, _AROUND)

    def _rich(self, text: str, ranges: list[tuple[int, int]]) -> str:
        """The text as HTML, its hits on the ground of a mark."""
        colours = self._themes.theme.kinds[Kind.QUOTE]
        style = f"background-color: {colours.fill}"
        pieces, at = [], 0
        for start, end in ranges:
            pieces += [html.escape(text[at:start]), f'<span style="{style}">']
            pieces += [html.escape(text[start:end]), "</span>"]
            at = end
        words = "".join([*pieces, html.escape(text[at:])])
        return f'<p style="line-height: {_LINE_HEIGHT}%; margin: 0">{words}</p>'


class _Card(QWidget):
    """The sheet of paper that the paragraphs stand on."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plate(painter, QRectF(self.rect()), 10, QColor(theme.paper), QColor(theme.hair))


def _ranges(hit: SearchHit, start: int, text: str) -> list[tuple[int, int]]:
    """Where in a paragraph the hit's words stand or, of an annotation, the words that it marks."""
    if hit.annotation_id:
        at = text.find(hit.quote) if hit.quote else -1
        return [(at, at + len(hit.quote))] if at >= 0 else []
    return hit_ranges(replace(hit, offset=(hit.offset or 0) - start), text)


def _small_caps(font: QFont) -> QFont:
    font.setCapitalization(QFont.Capitalization.SmallCaps)
    return font
