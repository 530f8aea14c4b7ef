"""The find field at work: hits as one types, and from one to the next."""

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from galley.ui.find.find_field import FindField
from galley.ui.find.finder import Finder, Wish
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.reader.scroll_ticks import ScrollTicks

__all__ = ["FindInArticle"]


class FindInArticle(QObject):
    """Joins the field, the finder, the reader and the ticks beside its scroll bar."""

    def __init__(
        self, field: FindField, reader: ReaderPane, ticks: ScrollTicks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._field, self._reader, self._ticks = field, reader, ticks
        self._finder = Finder()
        self._shown = -1  # the current hit that the reader was last taken to
        self._going_on = QTimer(self)
        self._going_on.setInterval(0)  # after what else there is to do, such as a key
        self._going_on.timeout.connect(self._advance)
        field.textChanged.connect(self._search)
        field.switched.connect(self._search)
        field.installEventFilter(self)

    def text_changed(self, text: str) -> None:
        """Another article is open."""
        self._finder.take_text(text)
        self._search()

    def begin(self) -> None:
        """Go to the field; what is in it is selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        if self._finder.step(by) is not None:
            self._show(reveal=True)
        elif not self._field.text():
            self.begin()

    def switch_case(self) -> None:
        """Capitals count, or no more."""
        self._field.match_case.toggle()

    def switch_words(self) -> None:
        """Only whole words count, or no more."""
        self._field.whole_words.toggle()

    def _search(self) -> None:
        field = self._field
        wish = Wish(field.text(), field.match_case.isChecked(), field.whole_words.isChecked())
        self._finder.begin(wish, self._reader.reading_offset())
        self._shown = -1
        self._advance()

    def _advance(self) -> None:
        """Search a stretch, and go on with the next when nothing else is waiting."""
        finder = self._finder
        finder.advance()
        if finder.finished:
            self._going_on.stop()
        elif not self._going_on.isActive():
            self._going_on.start()
        reveal = finder.current != self._shown
        if finder.finished or reveal:
            self._show(reveal=reveal)

    def _show(self, *, reveal: bool) -> None:
        finder = self._finder
        self._shown = finder.current
        self._reader.show_hits(finder.hits, finder.current, reveal=reveal)
        self._ticks.set_hits(finder.hits, finder.current)
        self._field.say(self._words())

    def _words(self) -> str:
        finder = self._finder
        if not self._field.text().strip():
            return ""
        if not finder.finished:
            return self.tr("Searching…")
        if not finder.hits:
            return self.tr("No hits")
        locale = QLocale()
        return self.tr("{number} of {total}").format(
            number=locale.toString(finder.current + 1), total=locale.toString(len(finder.hits))
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
