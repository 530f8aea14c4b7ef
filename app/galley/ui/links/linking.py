"""Links in one window: copied, followed, brought back, listed from both their ends.

Joins notes and cards with the library, which is asked on its own thread.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication

from galley.domain.annotation import Annotation
from galley.domain.links import openable
from galley.domain.note_links import (
    LinkEnd,
    LinkKind,
    LinkStanding,
    LinkTarget,
    find_links,
    markdown_link,
    parse_address,
)
from galley.services.links import linking
from galley.ui.links.linked_here import LinkedHere
from galley.ui.links.words import backlink_text, missing_sentence, trashed_sentence
from galley.ui.links.writing import WritingLinks
from galley.ui.model.app_model import AppModel

if TYPE_CHECKING:
    from galley.ui.chosen_marks import ChosenMarks
    from galley.ui.components.toast import Toast
    from galley.ui.notes.panel import AnnotationsPanel
    from galley.ui.theme.current import ThemeSource
    from galley.ui.travels import Travels
    from galley.ui.window.main_window import MainWindow

__all__ = ["Linking"]

_PALETTE_WIDTH, _PALETTE_HEAD, _PALETTE_ROW, _PALETTE_MOST = 560, 84, 34, 420


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
        linked_here: What links to the open article.
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
        self._marks, self._toast, self._travels = marks, toast, travels
        self.linked_here = LinkedHere(model, panel, self)
        self._writing = WritingLinks(window.reader, model, themes, self)
        self._writing.followed.connect(self.follow)
        panel.link_wanted.connect(
            lambda left, address, elsewhere: self.follow(address, elsewhere=elsewhere, left=left)
        )
        panel.link_copied.connect(self.copy_mark)
        panel.links_wanted.connect(self.show_links)
        window.reader.link_copied.connect(self.copy_mark)
        window.reader.links_wanted.connect(self.show_links)
        travels.not_here.connect(self._say_not_here)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "link.copy": lambda: self._with_one(self.copy_mark),
            "link.copy.article": self._copy_open_article,
            "link.to": self._begin,
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

    def _begin(self) -> None:
        """Begin a link in the note that is open, or in that of the chosen mark."""
        if not self._writing.is_open:
            self._with_one(self._window.reader.open_note)
        self._writing.begin()

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
        for link in self.linked_here.to_mark(annotation_id):
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


def _links_of(mark: Annotation) -> list[tuple[str, str]]:
    """The links of a note to articles and marks: words and addresses."""
    return [
        (link.words or link.target.address, link.target.address) for link in find_links(mark.note)
    ]
