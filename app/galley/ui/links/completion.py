"""What happens between “[[” and a link: the words that are typed, the list below them, the choice.

It edits one note's field and asks for offers; it knows no library.
"""

import re
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QTextCursor,
)

from galley.domain.note_links import LinkKind, markdown_link
from galley.services.links.link_suggesting import LinkOffer, Offers
from galley.ui.components.markdown_field import MarkdownField
from galley.ui.links.offer_list import OfferPopup
from galley.ui.links.words import spoken_offer
from galley.ui.theme.current import ThemeSource

__all__ = ["LinkCompletion"]

_OPENING = "[["
_TYPED = re.compile(r"\[\[([^\[\]]*)\Z")
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Within(NamedTuple):
    """The one article whose marks are asked for."""

    article_id: str = ""
    headline: str = ""


class LinkCompletion(QObject):
    """Watches a note's field; goes with it.

    Attributes:
        asked: Offers are wanted: what is typed, and the id of the article whose marks alone are.
    """

    asked = Signal(str, str)

    def __init__(self, themes: ThemeSource, field: MarkdownField) -> None:
        super().__init__(field)
        self._themes, self._field = themes, field
        self._source = field.source
        self._popup: OfferPopup | None = None
        self._start = -1  # of the brackets, in the document; -1 while nothing is linked
        self._dismissed = -1  # brackets that a person does not want completed
        self._within = Within()
        self._words = ""  # selected before: what the link will be called
        self._by_command = False  # a person did not type the brackets
        self._waiting_for: tuple[str, str] | None = None
        self._choose_when_answered = False
        self._editing = False
        self._source.installEventFilter(self)
        self._card = field.parentWidget() or field  # it moves when the page is scrolled
        self._card.installEventFilter(self)
        field.link_to_wanted.connect(self.begin)
        field.text_changed.connect(lambda _text: self._look())
        self._source.cursorPositionChanged.connect(self._on_moved)

    @property
    def popup(self) -> OfferPopup | None:
        """The list, while it is seen."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def begin(self) -> None:
        """Begin a link at the cursor; words that are selected will be what it is called."""
        if self._start >= 0:
            return
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self._source.textCursor()
        words = cursor.selectedText()
        self._editing = True
        start = cursor.selectionStart()
        cursor.setPosition(start)
        cursor.insertText(_OPENING)
        self._source.setTextCursor(cursor)
        self._editing = False
        self._dismissed = -1
        self._look()
        # A link is on one line; U+2029 is how Qt says that a selection is not.
        self._words = words if "\u2029" not in words else ""
        self._by_command = True

    def show_offers(self, typed: str, article_id: str, found: Offers) -> None:
        """Show an answer, unless something else was asked since."""
        if self._start < 0 or self._waiting_for != (typed, article_id):
            return
        self._waiting_for = None
        popup = self._popup
        if popup is None:
            popup = self._popup = OfferPopup(self._themes, self._source.window())
            popup.chosen.connect(self._choose)
            self._field.destroyed.connect(popup.deleteLater)
        popup.show_offers(found, typed, self._within.headline)
        popup.hang_under(self._line())
        self._announce()
        if self._choose_when_answered:
            self._choose_when_answered = False
            self._take()

    # -- what is typed ---------------------------------------------------------------------------

    def _look(self) -> None:
        """Something was typed: is a link being written, and of what?"""
        if self._editing:
            return
        found = self._found()
        if found is None:
            self._close()
            return
        start, typed = found
        if start == self._dismissed or not self._source.hasFocus():
            return
        if start != self._start:
            self._close()
            self._start = start
        self._ask(typed)

    def _found(self) -> tuple[int, str] | None:
        """Where the brackets before the cursor are, and what stands after them."""
        cursor = self._source.textCursor()
        if cursor.hasSelection():
            return None
        before = QTextCursor(cursor.block())
        before.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        match = _TYPED.search(before.selectedText())
        if match is None:
            return None
        return cursor.position() - _units(match.group()), match[1]

    def _ask(self, typed: str) -> None:
        self._waiting_for = (typed, self._within.article_id)
        self._choose_when_answered = False
        self.asked.emit(*self._waiting_for)

    def _on_moved(self) -> None:
        """The cursor went elsewhere: to go on with a link, one types."""
        if self._start < 0 or self._editing:
            return
        found = self._found()
        if found is None or found[0] != self._start:
            self._close()

    # -- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is there, it goes where the note goes, and some keys are its own."""
        if self._start < 0:
            return False
        if watched is self._card:
            self._on_card(event.type())
            return False
        if watched is not self._source:
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            ):
                self._close()
            return False
        if isinstance(event, QKeyEvent) and self._is_own(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._on_key(Qt.Key(event.key()))
        return False

    def _on_card(self, kind: QEvent.Type) -> None:
        if kind == QEvent.Type.Hide:
            self._close()
        elif kind == QEvent.Type.Move and self.popup is not None:
            self.popup.hang_under(self._line())

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        keys = (*_STEPS, *_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        return plain and Qt.Key(event.key()) in keys

    def _on_key(self, key: Qt.Key) -> bool:
        """What a key does; False leaves it to the field."""
        popup = self.popup
        if key == Qt.Key.Key_Escape:
            self._dismiss()
            return True
        if key == Qt.Key.Key_Backspace:
            return self._leave_article()
        if popup is not None and key in _STEPS:
            popup.step(_STEPS[key])
            self._announce()
            return True
        if self._waiting_for is not None:  # what is seen, if anything, is not what was typed last
            self._choose_when_answered = key in _ENTER
            return key not in _STEPS
        if popup is None or popup.current is None:
            return False
        if key == Qt.Key.Key_Tab and popup.current.target.kind is LinkKind.ARTICLE:
            self._enter_article(popup.current)
        else:
            self._take()
        return True

    def _enter_article(self, offer: LinkOffer) -> None:
        self._within = Within(offer.target.id, offer.words)
        self._replace_typed(_OPENING)
        self._ask("")

    def _leave_article(self) -> bool:
        """Back to all articles, where nothing is typed any more that could be taken back."""
        found = self._found()
        if not self._within.article_id or found is None or found[1]:
            return False
        self._within = Within()
        self._ask("")
        return True

    def _dismiss(self) -> None:
        start, typed = self._start, not self._by_command
        self._close()
        if typed:
            self._dismissed = start

    # -- the choice ------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._popup is not None and self._popup.current is not None:
            self._choose(self._popup.current)

    def _choose(self, offer: LinkOffer) -> None:
        words, start = self._words, self._start
        link = markdown_link(words or offer.words, offer.target)
        self._end()
        self._start = start
        self._replace_typed(link, after=(words, "]]"))
        self._start = -1
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace_typed(self, text: str, after: tuple[str, ...] = ()) -> None:
        """Put something in the place of the brackets and what was typed, as one step of undo.

        Args:
            text: What.
            after: What goes with it where it follows; the first that does.
        """
        cursor = self._source.textCursor()
        end = cursor.position()
        for known in after:
            there = QTextCursor(cursor)
            there.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, _units(known)
            )
            if known and there.selectedText() == known:
                end = there.position()
                break
        self._editing = True
        cursor.setPosition(self._start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self._source.setTextCursor(cursor)
        self._editing = False

    def _close(self) -> None:
        """Nothing is linked; brackets that nobody typed go again."""
        if self._by_command and self._start >= 0:
            cursor = QTextCursor(self._source.document())
            cursor.setPosition(self._start)
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(_OPENING)
            )
            if cursor.selectedText() == _OPENING:
                self._editing = True
                cursor.removeSelectedText()
                self._editing = False
        self._end()

    def _end(self) -> None:
        self._start = self._dismissed = -1
        self._within, self._words, self._by_command = Within(), "", False
        self._waiting_for, self._choose_when_answered = None, False
        if self._popup is not None:
            self._popup.hide()

    # -- where it is, and what it says -----------------------------------------------------------

    def _line(self) -> QRect:
        """The place of the brackets, in the window."""
        cursor = QTextCursor(self._source.document())
        cursor.setPosition(self._start)
        place = self._source.cursorRect(cursor)
        corner = self._source.viewport().mapTo(self._source.window(), QPoint(0, 0))
        return place.translated(corner)

    def _announce(self) -> None:
        popup = self.popup
        if popup is None:
            return
        words = popup.hint if popup.current is None else spoken_offer(popup.current)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._source, words))


def _units(text: str) -> int:
    """How long a text is as Qt counts: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
