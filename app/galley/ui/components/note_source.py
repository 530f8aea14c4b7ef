"""The text of a note's field: Markdown as it is typed and pasted; it never shows rich text."""

import math

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from galley.domain.note_links import find_links, parse_address
from galley.ui.components.focus_wishes import show_focus_around
from galley.ui.components.markdown_look import MarkdownEmphasis
from galley.ui.theme.current import ThemeSource

__all__ = ["NOTE_SOURCE_LINE", "NoteSource"]

NOTE_SOURCE_LINE = 18.5  # px
_LEAST_LINES, _MOST_LINES = 5, 12
_MARKDOWN = "text/markdown"


class NoteSource(QTextEdit):
    """The text itself. Rich text is never taken in: a note is its source."""

    done = Signal()
    height_changed = Signal()
    address_pasted = Signal(int, str)
    link_clicked = Signal(str)
    link_to_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._line = NOTE_SOURCE_LINE
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("noteSource")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "#noteSource { border: none; border-radius: 0; background: transparent; padding: 0; }"
        )
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        show_focus_around(self)
        self._emphasis = MarkdownEmphasis(self.document(), themes)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def set_look(self, font: QFont, line: float) -> None:
        """Take a font and a line height in px."""
        self._line = line
        self.setFont(font)
        self._set_lines()

    def text(self) -> str:
        """The source, with its no-break spaces, which ``toPlainText`` would lose."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Replace the source; the cursor stays where it was, as far as there is text."""
        place = self.textCursor().position()
        self.setPlainText(text)
        self._set_lines()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def wanted_height(self) -> int:
        """How high the text is, from the fewest to the most lines shown at once."""
        text = self.document().size().height()
        return math.ceil(max(_LEAST_LINES * self._line, min(text, _MOST_LINES * self._line)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape and Ctrl+Enter; the rest is typing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.done.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words only; of an address of Galley's own, the link with its words."""
        if not source.hasText():
            return
        text, start = source.text(), self.textCursor().selectionStart()
        target = parse_address(text)
        if target is None:
            self.textCursor().insertText(text)
        elif source.hasFormat(_MARKDOWN):
            link = bytes(source.data(_MARKDOWN).data()).decode("utf-8")
            self.textCursor().insertText(link)
        else:
            self.textCursor().insertText(target.address)
            self.address_pasted.emit(start, target.address)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """With Ctrl, a click on a link follows it."""
        super().mouseReleaseEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            address = self._link_at(event.position().toPoint())
            if address:
                self.link_clicked.emit(address)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The field's usual menu, and a way to links for who does not know the brackets."""
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(self.tr("Link to…")).triggered.connect(self.link_to_wanted)
        menu.popup(event.globalPos())

    def _link_at(self, place: QPoint) -> str:
        """The address of the link to an article or a mark at a place; empty if there is none."""
        before = QTextCursor(self.document())
        end = self.cursorForPosition(place).position()
        before.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        here = len(before.selectedText())
        for link in find_links(self.text()):
            if link.start <= here <= link.end:
                return link.target.address
        return ""

    def _set_lines(self) -> None:
        """Give every line its height, outside the undo history."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        blocks = self.signalsBlocked()
        self.blockSignals(True)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(form)
        self.blockSignals(blocks)
        document.setUndoRedoEnabled(True)

    def _on_size_changed(self) -> None:
        self.height_changed.emit()
