"""A field for a note in Markdown: its source, lightly set, with four buttons; renders nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from galley.ui.components.buttons import IconButton
from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.components.note_source import NOTE_SOURCE_LINE, NoteSource
from galley.ui.components.painted_button import paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, pixels

__all__ = ["MarkdownField"]

_SIZE = 12.5
_PADDING = 9
_TOOLS_HEIGHT = 30


class MarkdownField(QWidget):
    """A note's source in a frame with buttons for bold, italic, link and list.

    It grows with its text from 5 to 12 lines and scrolls beyond. Ctrl+B, Ctrl+I and Ctrl+K do
    what the buttons do; Escape and Ctrl+Enter ask to be done.

    Attributes:
        link_to_wanted: A link to an article or a mark is to be written at the cursor.
        link_clicked: A link to one is to be followed: its address.
        address_pasted: The address of one was pasted without words: where it begins, in UTF-16
            units, and the address.
    """

    text_changed = Signal(str)
    done = Signal()
    height_changed = Signal()
    link_to_wanted = Signal()
    link_clicked = Signal(str)
    address_pasted = Signal(int, str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._loading = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 8)
        self._source = NoteSource(themes, self)
        self._source.setAccessibleName(self.tr("Note"))
        self._source.setPlaceholderText(self.tr("Write a note"))
        self._word = QLabel(self.tr("Markdown"), self)
        self._word.setFont(inter(11))
        tools = QHBoxLayout()
        tools.setContentsMargins(6, 0, 8, 3)
        tools.setSpacing(0)
        self._buttons = [self._button(*button) for button in self._offered()]
        for button in self._buttons:
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self._word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _PADDING, 0, 0)
        column.setSpacing(4)
        text = QHBoxLayout()
        text.setContentsMargins(_PADDING + 1, 0, 4, 0)
        text.addWidget(self._source)
        column.addLayout(text, 1)
        column.addLayout(tools)
        self.setFocusProxy(self._source)
        self.setTabOrder(self._source, self._buttons[0])
        self._source.textChanged.connect(self._on_text_changed)
        self._source.height_changed.connect(self._fit)
        self._source.done.connect(self.done)
        self._source.link_to_wanted.connect(self.link_to_wanted)
        self._source.link_clicked.connect(self.link_clicked)
        self._source.address_pasted.connect(self.address_pasted)
        self._source.installEventFilter(self)
        themes.changed.connect(self._recolour)
        self.set_zoom(1.0)
        self._recolour()

    @property
    def source(self) -> QTextEdit:
        """The text edit inside, for focus and selection."""
        return self._source

    def text(self) -> str:
        """The Markdown as typed."""
        return self._source.text()

    def set_text(self, text: str) -> None:
        """Show another source; nothing is told of it, and the undo history starts anew."""
        if text == self.text():
            return
        self._loading = True
        self._source.set_text(text)
        self._loading = False
        self._fit()

    def set_zoom(self, zoom: float) -> None:
        """Set the text at ``zoom`` times its size."""
        line = max(
            float(pixels(NOTE_SOURCE_LINE * zoom)), QFontMetricsF(inter(_SIZE * zoom)).height()
        )
        self._loading = True
        self._source.set_look(inter(_SIZE * zoom), line)
        self._loading = False
        self._fit()

    def name_pasted(self, start: int, address: str, link: str) -> None:
        """Put a link with words in the place of an address that was pasted, if it is there still.

        Args:
            start: Where the address begins, in UTF-16 units.
            address: What was pasted.
            link: Markdown.
        """
        cursor = QTextCursor(self._source.document())
        cursor.setPosition(min(start, self._source.document().characterCount() - 1))
        end = min(start + len(address), self._source.document().characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == address:
            cursor.insertText(link)

    def bold(self) -> None:
        """Make the selection bold, or plain again."""
        self._wrap("**")

    def italic(self) -> None:
        """Make the selection italic, or plain again."""
        self._wrap("*")

    def link(self) -> None:
        """Make the selection a link, and select where its address goes."""
        cursor = self._source.textCursor()
        words = cursor.selectedText() or self.tr("words")
        cursor.insertText(f"[{words}](https://)")
        end = cursor.position() - 1
        cursor.setPosition(end - len("https://"))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._source.setTextCursor(cursor)
        self._source.setFocus()

    def list_lines(self) -> None:
        """Make each selected line an item of a list, or plain again."""
        cursor = self._source.textCursor()
        document = self._source.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        lines = []
        block = first
        while block.isValid():
            lines.append(block)
            if block == last:
                break
            block = block.next()
        listed = all(line.text().startswith("- ") for line in lines)
        cursor.beginEditBlock()
        for line in lines:
            edit = QTextCursor(line)
            if listed:
                edit.setPosition(line.position() + 2, QTextCursor.MoveMode.KeepAnchor)
                edit.removeSelectedText()
            elif not line.text().startswith("- "):
                edit.insertText("- ")
        cursor.endEditBlock()
        self._source.setFocus()

    def sizeHint(self) -> QSize:
        """As high as its text wants."""
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never lower than its text wants, down to a narrow rail."""
        return QSize(140, self._height())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Take Ctrl+B, Ctrl+I and Ctrl+K before the window's shortcuts do."""
        if watched is self._source and isinstance(event, QKeyEvent):
            action = self._action_of(event)
            if action is not None:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                elif event.type() == QEvent.Type.KeyPress:
                    action()
                    return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the frame; the focus ring lies over it while the text has the focus."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plate(painter, QRectF(self.rect()), 8, QColor(theme.paper), QColor(theme.hair2))

    def _offered(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        native = QKeySequence.SequenceFormat.NativeText
        return (
            ("bold", self.tr("Bold"), QKeySequence("Ctrl+B").toString(native), self.bold),
            ("italic", self.tr("Italic"), QKeySequence("Ctrl+I").toString(native), self.italic),
            ("link", self.tr("Link"), QKeySequence("Ctrl+K").toString(native), self.link),
            ("list", self.tr("List"), "", self.list_lines),
            ("link-2", self.tr("Link to an article or a mark"), "[[", self.link_to_wanted.emit),
        )

    def _button(
        self, icon: str, name: str, shortcut: str, action: Callable[[], None]
    ) -> IconButton:
        button = IconButton(
            self._themes, icon, name, self, shortcut=shortcut, side=24, icon_size=14
        )
        button.clicked.connect(action)
        return button

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return {
            Qt.Key.Key_B: self.bold,
            Qt.Key.Key_I: self.italic,
            Qt.Key.Key_K: self.link,
        }.get(Qt.Key(event.key()))

    def _wrap(self, mark: str) -> None:
        """Put marks round the selection, or take them away if they are there."""
        cursor = self._source.textCursor()
        words = cursor.selectedText()
        length = len(mark)
        if len(words) >= 2 * length and words.startswith(mark) and words.endswith(mark):
            cursor.insertText(words[length:-length])
        elif words:
            start = cursor.selectionStart()
            cursor.insertText(f"{mark}{words}{mark}")
            cursor.setPosition(start)
            end = start + 2 * length + len(words.encode("utf-16-le")) // 2
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.insertText(mark + mark)
            cursor.setPosition(cursor.position() - length)
        self._source.setTextCursor(cursor)
        self._source.setFocus()

    def _height(self) -> int:
        return _PADDING + self._source.wanted_height() + 4 + _TOOLS_HEIGHT

    def _fit(self) -> None:
        height = self._height()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()
            self.height_changed.emit()

    def _on_text_changed(self) -> None:
        if not self._loading:
            self.text_changed.emit(self.text())

    def _recolour(self) -> None:
        palette = self._word.palette()
        palette.setColor(self._word.foregroundRole(), QColor(self._themes.theme.muted))
        self._word.setPalette(palette)
        self.update()
