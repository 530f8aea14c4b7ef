"""Links in one window: copied, written, followed, brought back, shown from both their ends.

Joins the notes and cards with the library; what is looked up is looked up on the library's thread.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication

from galley.domain.annotation import Annotation
from galley.domain.links import openable
from galley.domain.note_links import (
    Backlink,
    LinkEnd,
    LinkKind,
    LinkStanding,
    LinkTarget,
    find_links,
    markdown_link,
    parse_address,
)
from galley.services.links import linking
from galley.ui.components.placeholders import filled
from galley.ui.links.words import backlink_text, missing_sentence, trashed_sentence
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import run_task
from galley.ui.notes.note_document import LinkedFrom

if TYPE_CHECKING:
    from galley.services.finding.headlines import Headlines
    from galley.services.links.link_suggesting import Offers
    from galley.ui.chosen_marks import ChosenMarks
    from galley.ui.components.toast import Toast
    from galley.ui.links.completion import LinkCompletion
    from galley.ui.notes.panel import AnnotationsPanel
    from galley.ui.reader.note_editor import NoteEditor
    from galley.ui.theme.current import ThemeSource
    from galley.ui.travels import Travels
    from galley.ui.window.main_window import MainWindow

__all__ = ["Linking"]

_PALETTE_WIDTH, _PALETTE_HEAD, _PALETTE_ROW, _PALETTE_MOST = 560, 84, 34, 420
_SHOWN_ON_CARD, _SHOWN_IN_INFO = 5, 40
Backlinks = Mapping[LinkTarget, tuple[Backlink, ...]]


class _Question(NamedTuple):
    """What is typed in a note, and the article whose marks alone are wanted."""

    completion: "LinkCompletion"
    typed: str
    article_id: str


class Linking(QObject):
    """One window's links.

    Args:
        window: Owns it.
        model: The library, and the open article.
        themes: The colours.
        panel: Shows what links here.
        marks: Which marks are chosen.
        toast: Says what became of a link.
        travels: Goes where a link leads.

    Attributes:
        web_wanted: A link of a note leads out of the library: its address.
        elsewhere_wanted: A link is to be followed in another window: the ids of the article and of
            the mark.
    """

    web_wanted = Signal(str)
    elsewhere_wanted = Signal(str, str)

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: "ThemeSource",
        panel: "AnnotationsPanel",
        marks: "ChosenMarks",
        toast: "Toast",
        travels: "Travels",
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._panel, self._marks, self._toast, self._travels = panel, marks, toast, travels
        self._completion: LinkCompletion | None = None
        self._backlinks: Backlinks = {}
        self._reading = self._read_again = False
        self._headlines: Headlines | None = None
        self._marks_here: list[Annotation] = []
        self._question: _Question | None = None
        self._answering: _Question | None = None
        panel.link_wanted.connect(
            lambda left, address, elsewhere: self.follow(address, elsewhere=elsewhere, left=left)
        )
        panel.link_copied.connect(self.copy_mark)
        panel.links_wanted.connect(self.show_links)
        note = window.reader.note
        note.opened.connect(self._on_note_opened)
        note.closed.connect(self._on_note_closed)
        window.reader.link_copied.connect(self.copy_mark)
        window.reader.links_wanted.connect(self.show_links)
        travels.not_here.connect(self._say_not_here)
        model.article_opened.connect(self._begin_anew)
        model.stored.connect(self.refresh)
        model.shelf.listed.connect(self.refresh)
        model.closing.connect(lambda: model.shelf.listed.disconnect(self.refresh))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "link.copy": lambda: self._with_one(self.copy_mark),
            "link.copy.article": self._copy_open_article,
            "link.to": self.begin,
            "links.mark": lambda: self._with_one(self.show_links),
        }

    def _with_one(self, act: Callable[[str], None]) -> None:
        chosen = self._marks.chosen()
        if chosen:
            act(chosen[0])
        else:
            self._toast.show_message(self.tr("Choose a mark first"), icon="link-2")

    # -- copied ----------------------------------------------------------------------------------

    def copy_mark(self, annotation_id: str) -> None:
        """Put the link to a mark of the open article onto the clipboard."""
        mark, version = self._model.annotation(annotation_id), self._model.version
        if mark is not None and version is not None:
            words = linking.link_words("", mark.words_in(version.id), is_mark=True)
            self._copy(LinkTarget(LinkKind.ANNOTATION, mark.id), words)

    def copy_article(self, article_id: str) -> None:
        """Put the link to an article onto the clipboard."""
        article, known = self._model.article, self._model.shelf.by_id.get(article_id)
        headline = known.headline if known else ""
        if article is not None and article.id == article_id:
            headline = article.metadata.headline
        words = linking.link_words(headline, "", is_mark=False)
        self._copy(LinkTarget(LinkKind.ARTICLE, article_id), words)

    def _copy_open_article(self) -> None:
        if self._model.article is not None:
            self.copy_article(self._model.article.id)

    def _copy(self, target: LinkTarget, words: str) -> None:
        data = QMimeData()
        data.setText(target.address)
        data.setData("text/markdown", markdown_link(words, target).encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(data)
        self._toast.show_message(self.tr("Link copied"), icon="link-2")

    # -- written ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a link in the note that is open, or in that of the chosen mark."""
        if self._completion is None:
            self._with_one(self._window.reader.open_note)
        if self._completion is not None:
            self._completion.begin()

    def _on_note_opened(self, editor: "NoteEditor") -> None:
        from galley.ui.links.completion import LinkCompletion  # with the first note

        completion = self._completion = LinkCompletion(self._themes, editor.field)
        completion.asked.connect(partial(self._ask, completion))
        editor.field.link_clicked.connect(lambda address: self.follow(address))
        editor.field.address_pasted.connect(partial(self._name_pasted, editor))

    def _on_note_closed(self) -> None:
        self._completion = self._question = None
        self._marks_here = []

    def _name_pasted(self, editor: "NoteEditor", start: int, address: str) -> None:
        target = parse_address(address)
        if target is None:
            return

        def name(end: LinkEnd) -> None:
            is_there = self._window.reader.note.editor is editor
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
            self._window.reader.note.annotation_id,
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

    # -- followed --------------------------------------------------------------------------------

    def follow(self, address: str, *, elsewhere: bool = False, left: str = "") -> None:
        """Go where a link leads.

        Args:
            address: Of an article or a mark, or out of the library.
            elsewhere: In another window.
            left: The mark that back leads to; without it the active one.
        """
        target = parse_address(address)
        if target is not None:
            self._model.ask(
                lambda library: linking.follow(library, target),
                partial(self._arrive, elsewhere, left),
            )
        elif openable(address):
            self.web_wanted.emit(openable(address))

    def _arrive(self, elsewhere: bool, left: str, end: LinkEnd) -> None:
        if end.standing is LinkStanding.MISSING:
            self._toast.show_message(missing_sentence(end), icon="unlink")
        elif end.standing is LinkStanding.TRASHED:
            self._toast.show_message(
                trashed_sentence(end),
                icon="trash-2",
                action=self.tr("Restore"),
                then=lambda: self._bring_back(elsewhere, left, end),
            )
        elif elsewhere:
            self.elsewhere_wanted.emit(end.article_id, end.annotation_id)
        else:
            self._travels.jump(end.article_id, end.annotation_id, left=left)

    def _bring_back(self, elsewhere: bool, left: str, end: LinkEnd) -> None:
        def go(back: linking.BroughtBack) -> None:
            for edit, labels in back.edits:
                self._model.take_saved(edit, labels)
            self._model.shelf.refresh()
            self._arrive(elsewhere, left, back.end)

        self._model.ask(lambda library: linking.bring_back(library, end), go)

    def _say_not_here(self) -> None:
        words = self.tr("The mark has no place in this capture; its card is in the panel")
        self._toast.show_message(words, icon="unlink")
        if not self._window.panes.panel_open:
            self._window.panes.toggle_panel()

    def show_links(self, annotation_id: str) -> None:
        """List what a mark's note links to, and what links to the mark; go there if it is one."""
        mark = self._model.annotation(annotation_id)
        if mark is None:
            return
        from galley.ui.components.command_list import CommandRow  # only when asked for
        from galley.ui.dialogs.pick_sheet import PickSheet

        rows: dict[str, CommandRow] = {}
        for words, address in _links_of(mark):
            rows.setdefault(address, CommandRow(address, words, hint=self.tr("Link")))
        for link in self._backlinks_to(annotation_id):
            source = LinkTarget(LinkKind.ANNOTATION, link.annotation_id).address
            words = backlink_text(link, mark.article_id)
            rows.setdefault(source, CommandRow(source, words, hint=self.tr("Linked from")))
        if not rows:
            words = self.tr("This mark’s note links to nothing, and nothing links to the mark")
            self._toast.show_message(words, icon="link-2")
            return
        if len(rows) == 1:
            self.follow(*rows, left=annotation_id)
            return
        name, nothing = self.tr("Links of the mark"), self.tr("There is no such link.")
        height = min(_PALETTE_MOST, _PALETTE_HEAD + _PALETTE_ROW * max(2, len(rows)))
        size = QSize(_PALETTE_WIDTH, height)
        sheet = PickSheet(self._themes, self._window, size, name, nothing)
        sheet.show_rows(list(rows.values()))
        sheet.picked.connect(lambda address: self.follow(address, left=annotation_id))
        sheet.open()

    # -- what links here -------------------------------------------------------------------------

    def _backlinks_to(self, annotation_id: str) -> tuple[Backlink, ...]:
        return self._backlinks.get(LinkTarget(LinkKind.ANNOTATION, annotation_id), ())

    def _begin_anew(self, _opened: object = None) -> None:
        """Another article: what linked to the last one is no longer true."""
        self._show({})
        self.refresh()

    def refresh(self, _listed: object = None) -> None:
        """Read again what links to the open article and its marks; one reading at a time."""
        article = self._model.article
        if article is None:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        article_id = article.id
        submit = self._model.submit
        run_task(
            self,
            lambda: submit(lambda library: (article_id, linking.backlinks(library, article_id))),
            self._on_read,
            self._on_not_read,
        )

    def _on_not_read(self, error: Exception) -> None:
        self._reading = False
        self._model.tell_failed(error)

    def _on_read(self, answer: tuple[str, Backlinks]) -> None:
        article_id, found = answer
        self._reading = False
        article = self._model.article
        if article is not None and article.id == article_id:
            self._show(found)
        if self._read_again or (article is not None and article.id != article_id):
            self.refresh()

    def _show(self, found: Backlinks) -> None:
        self._backlinks = found
        article = self._model.article
        if article is None:
            return
        marks = {
            target.id: self._some(links, article.id, _SHOWN_ON_CARD)
            for target, links in found.items()
            if target.kind is LinkKind.ANNOTATION
        }
        every = {link.annotation_id: link for links in found.values() for link in links}
        self._panel.set_linked(marks, self._some([*every.values()], article.id, _SHOWN_IN_INFO))

    def _some(
        self, links: Sequence[Backlink], article_id: str, most: int
    ) -> tuple[LinkedFrom, ...]:
        shown = [_linked_from(link, article_id) for link in links[:most]]
        more = len(links) - len(shown)
        if more:
            shown.append(LinkedFrom("", filled(self.tr("and %1 more"), more), more))
        return tuple(shown)


def _linked_from(link: Backlink, article_id: str) -> LinkedFrom:
    address = LinkTarget(LinkKind.ANNOTATION, link.annotation_id).address
    return LinkedFrom(address, backlink_text(link, article_id))


def _links_of(mark: Annotation) -> list[tuple[str, str]]:
    """The links of a note to articles and marks: words and addresses."""
    return [
        (link.words or link.target.address, link.target.address) for link in find_links(mark.note)
    ]
