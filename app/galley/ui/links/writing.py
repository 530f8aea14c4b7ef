"""Links as they are written in the open note: what may be meant is offered, an address is named.

One question at a time is asked of the library, and then the last one only.
"""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from galley.domain.note_links import LinkEnd, LinkStanding, parse_address
from galley.services.links import linking
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.domain.annotation import Annotation
    from galley.services.finding.headlines import Headlines
    from galley.services.links.link_suggesting import Offers
    from galley.ui.links.completion import LinkCompletion
    from galley.ui.reader.note_editor import NoteEditor
    from galley.ui.reader.reader_pane import ReaderPane
    from galley.ui.theme.current import ThemeSource

__all__ = ["WritingLinks"]


class _Question(NamedTuple):
    """What is typed in a note, and the article whose marks alone are wanted."""

    completion: "LinkCompletion"
    typed: str
    article_id: str


class WritingLinks(QObject):
    """In one window's notes, one after the other.

    Args:
        reader: Opens notes.
        model: The library, and the open article.
        themes: The colours.
        parent: Owns it.

    Attributes:
        followed: A link in the note was clicked: its address.
    """

    followed = Signal(str)

    def __init__(
        self, reader: "ReaderPane", model: AppModel, themes: "ThemeSource", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reader, self._model, self._themes = reader, model, themes
        self._completion: LinkCompletion | None = None
        self._headlines: Headlines | None = None
        self._marks_here: list[Annotation] = []
        self._question: _Question | None = None
        self._answering: _Question | None = None
        reader.note.opened.connect(self._on_note_opened)
        reader.note.closed.connect(self._on_note_closed)

    @property
    def is_open(self) -> bool:
        """Whether a note is."""
        return self._completion is not None

    def begin(self) -> None:
        """Begin a link in the note that is open, if one is."""
        if self._completion is not None:
            self._completion.begin()

    def _on_note_opened(self, editor: "NoteEditor") -> None:
        from galley.ui.links.completion import LinkCompletion  # with the first note

        completion = self._completion = LinkCompletion(self._themes, editor.field)
        completion.asked.connect(partial(self._ask, completion))
        editor.field.link_clicked.connect(self.followed)
        editor.field.address_pasted.connect(partial(self._name_pasted, editor))

    def _on_note_closed(self) -> None:
        self._completion = self._question = None
        self._marks_here = []

    def _name_pasted(self, editor: "NoteEditor", start: int, address: str) -> None:
        target = parse_address(address)
        if target is None:
            return

        def name(end: LinkEnd) -> None:
            is_there = self._reader.note.editor is editor
            if end.standing is not LinkStanding.MISSING and is_there:
                editor.field.name_pasted(start, address, linking.link_text(end))

        self._model.ask(lambda library: linking.follow(library, target), name)

    def _ask(self, completion: "LinkCompletion", typed: str, article_id: str) -> None:
        """One question at a time; only the last of several is then asked."""
        self._question = _Question(completion, typed, article_id)
        self._model.following.do_once_there(self._ask_unless_asking)

    def _ask_unless_asking(self) -> None:
        if self._answering is None:
            self._ask_next()

    def _ask_next(self) -> None:
        question = self._answering = self._question
        if question is None:
            return
        from galley.services.finding.headlines import Headlines  # with the first link
        from galley.services.links.link_suggesting import Asked, offers

        shelf, model = self._model.shelf, self._model
        if self._headlines is None or self._headlines.of is not shelf.summaries:
            self._headlines = Headlines(shelf.summaries)
        if not question.typed or not self._marks_here:
            self._marks_here = model.annotations  # in order, which is not made with every letter
        asked = Asked(
            question.typed,
            shelf.by_id.get(question.article_id),
            self._marks_here,
            self._headlines,
            self._reader.note.annotation_id,
            model.article.id if model.article else "",
        )
        submit = model.submit
        run_task(
            self,
            lambda: submit(lambda library: offers(library, asked)),
            self._on_offers,
            self._on_no_offers,
        )

    def _on_no_offers(self, error: Exception) -> None:
        self._answering = self._question = None
        self._model.tell_failed(error)

    def _on_offers(self, found: "Offers") -> None:
        answered, self._answering = self._answering, None
        if self._question is None or answered is None:
            return
        if answered is self._question:
            self._question = None
            answered.completion.show_offers(answered.typed, answered.article_id, found)
        else:
            self._ask_next()
