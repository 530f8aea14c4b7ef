"""Choosing a mark's words in the new text: by selecting them, or among places that are offered."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from galley.domain.annotation import Kind
from galley.domain.article import FIGURE_CHARACTER, Version
from galley.domain.comparison import MarkComparison, Standing
from galley.domain.proposal import Candidate
from galley.ui.compare.next_mark import Sample
from galley.ui.compare.words import excerpt, place_text
from galley.ui.components.buttons import GhostButton, PrimaryButton, SecondaryButton
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.reader.document_map import DocumentMap, utf16_length
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader, source_serif

__all__ = ["Reattach"]

_TEXT = 17
_MOST = 3  # places that are offered
_BETWEEN, _WITHIN = "\n\n", "\n"
_LONGEST = 4_000  # code points on a line of the widget, which lays out whole lines only
_PHOTO = "\u25a2"  # as many code points and UTF-16 units as what stands for a figure in the text


class _Words(QPlainTextEdit):
    """The new text, to select in; Enter takes the selection."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(source_serif(_TEXT))
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is selected."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
            return
        super().keyPressEvent(event)


class _Offer(QWidget):
    """One place that is offered: its words among their neighbours, and a button."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QuietLabel(themes, 12, self)
        self.sample = Sample(themes, self)
        self.button = SecondaryButton(themes, self.tr("Show"), self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._label)
        words.addWidget(self.sample)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_place(self, version: Version, place: Candidate, words: str, kind: Kind) -> None:
        """Show a place."""
        self._label.setText(words)
        self.button.setAccessibleName(f"{self.tr('Show')}, {words}")
        self.sample.show_place(version, place.start, place.end, kind)


class Reattach(QWidget):
    """The new text with what can be chosen in it.

    Attributes:
        chosen: The words are these: start and end, in code points of the new text.
        left: Back, without choosing.
    """

    chosen = Signal(int, int)
    left = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._version: Version | None = None
        self._map = DocumentMap()
        self._places: list[Candidate] = []
        self._title = QLabel(self.tr("Select the words in the new text"))
        self._title.setFont(newsreader(20))
        self._quoted = QuietLabel(themes, 12.5)
        self._quoted.setWordWrap(True)
        self._quoted.setTextFormat(Qt.TextFormat.PlainText)
        self._offers = [_Offer(themes, self) for _ in range(_MOST)]
        self.text = _Words(self)
        self.text.setAccessibleName(self.tr("The new text"))
        self.attach = PrimaryButton(
            themes, self.tr("Attach here"), icon="link-2", key="Enter", height=36
        )
        self.cancel = GhostButton(themes, self.tr("Cancel"), key="Esc", height=36)
        self._lay_out()
        for number, offer in enumerate(self._offers):
            offer.button.clicked.connect(lambda _=False, n=number: self._show_offer(n))
        self.text.selectionChanged.connect(self._on_selected)
        self.text.taken.connect(self._take)
        self.attach.clicked.connect(self._take)
        self.cancel.clicked.connect(self.left)
        themes.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.attach)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._quoted)
        column.addSpacing(10)
        for offer in self._offers:
            column.addWidget(offer)
        column.addSpacing(8)
        column.addWidget(self.text, 1)
        column.addSpacing(16)
        column.addLayout(buttons)

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        self.text.setFont(source_serif(_TEXT * scale))
        for offer in self._offers:
            offer.sample.set_scale(scale)

    def open_for(
        self,
        mark: MarkComparison,
        kind: Kind,
        version: Version,
        standing: Callable[[tuple[int, int]], Standing | None],
    ) -> None:
        """Let the person choose the words of a mark.

        Args:
            mark: Which.
            kind: Its kind, in whose colours places are shown.
            version: The new capture.
            standing: Where a place of it stands.
        """
        if version is not self._version:
            self._version = version
            self._show_text(version)
        self._quoted.setText(filled(self.tr("Marked: %1"), excerpt(mark)))
        main = mark.main
        self._places = list(main.candidates[:_MOST])
        for number, offer in enumerate(self._offers):
            offer.setVisible(number < len(self._places))
            if number < len(self._places):
                place = self._places[number]
                here = standing((place.start, place.end))
                words = filled(self.tr("%1% alike"), round(100 * place.likeness))
                words = f"{place_text(here)} · {words}" if here else words
                offer.show_place(version, place, words, kind)
        start = main.new or (main.new_stretch[1:] if main.new_stretch else None)
        if main.new is not None:
            self._select(*main.new)
        else:
            at = start[0] if start else 0
            self._select(at, at)
        self._on_selected()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_text(self, version: Version) -> None:
        """All of it, with an empty line between two blocks, which is no part of the text."""
        self._map = DocumentMap()
        shown: list[str] = []
        position = 0
        for start, block in zip(version.starts, version.blocks, strict=True):
            for low, high in _pieces(block.text):
                words = block.text[low:high]
                self._map.add(start + low, words, position)
                between = _BETWEEN if high == len(block.text) else _WITHIN
                shown += (words, between)
                position += utf16_length(words) + len(between)
        text = "".join(shown).removesuffix(_BETWEEN)
        self.text.setPlainText(text.replace(FIGURE_CHARACTER, _PHOTO))

    @property
    def passage(self) -> tuple[int, int] | None:
        """The selected words without the white space around them, in code points."""
        cursor, version = self.text.textCursor(), self._version
        if version is None or not cursor.hasSelection():
            return None
        passage = self._map.to_passage(cursor.selectionStart(), cursor.selectionEnd())
        if passage is None:
            return None
        words = version.text[passage[0] : passage[1]]
        start = passage[0] + len(words) - len(words.lstrip())
        end = passage[1] - (len(words) - len(words.rstrip()))
        return (start, end) if start < end else None

    def _show_offer(self, number: int) -> None:
        place = self._places[number]
        self._select(place.start, place.end)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _select(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._map.to_position(start))
        cursor.setPosition(self._map.to_position(end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _on_selected(self) -> None:
        self.attach.setEnabled(self.passage is not None)

    def _take(self) -> None:
        passage = self.passage
        if passage is not None:
            self.chosen.emit(*passage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), QColor(self._themes.theme.paper))

    def _tint(self) -> None:
        write_in(self._title, self._themes.theme.ink)
        self.update()


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """A block's text as the ranges that are shown on a line each, cut behind spaces."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _LONGEST)
        space = text.rfind(" ", start, end) if end < len(text) else -1
        end = space + 1 if space >= start else end
        yield start, end
        start = end
