"""The find field at work: hits as one types, and from one to the next."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from galley.ui.components.search_field import SearchField
from galley.ui.finder import Finder
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["FindInArticle"]


class FindInArticle(QObject):
    """Joins the field, the finder and the reader."""

    def __init__(
        self, field: SearchField, reader: ReaderPane, themes: ThemeSource, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._field, self._reader, self._themes = field, reader, themes
        self._finder = Finder()
        self._text = ""
        self._count = QLabel(field)
        self._count.setFont(inter(11.5))
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count.hide()
        field.textChanged.connect(self._search)
        field.installEventFilter(self)

    def text_changed(self, text: str) -> None:
        """Another article is open."""
        self._text = text
        self._search(self._field.text())

    def begin(self) -> None:
        """Go to the field; what is in it is selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        if self._finder.step(by) is not None:
            self._show_hit()
        elif not self._field.text():
            self.begin()

    def _search(self, query: str) -> None:
        near = self._reader.reading_offset()
        self._finder.search(self._text, query, near)
        self._show_hit()

    def _show_hit(self) -> None:
        finder = self._finder
        self._reader.show_hits(finder.hits, finder.current)
        query = self._field.text()
        self._count.setVisible(bool(query.strip()))
        if not finder.hits:
            words = QCoreApplication.translate("FindInArticle", "No hits")
        else:
            pattern = QCoreApplication.translate("FindInArticle", "{number} of {total}")
            words = pattern.format(number=finder.current + 1, total=len(finder.hits))
        self._count.setText(words)
        self._count.setStyleSheet(f"color: {self._themes.theme.muted}; background: transparent")
        self._count.adjustSize()
        self._count.move(
            self._field.width() - self._count.width() - 34,
            (self._field.height() - self._count.height()) // 2,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Escape in an empty field returns to the article."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and not self._field.text():
                self._reader.view.setFocus()
                return True
        return super().eventFilter(watched, event)
