"""What is done with the chosen marks: the selected cards, or the active mark. Changes nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from galley.domain.annotation import Annotation, Kind
from galley.services.outgoing.quotations import quote
from galley.ui.actions import mark_action
from galley.ui.model.app_model import AppModel
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.window.sheets import Sheets
from galley.ui.window.telling import Telling

__all__ = ["ChosenMarks"]


class ChosenMarks(QObject):
    """Joins panel and reader with what can be done with one mark or with many.

    While the panel has the keys, its selected cards are meant; else the active mark of the page.
    """

    def __init__(
        self,
        model: AppModel,
        reader: ReaderPane,
        panel: AnnotationsPanel,
        sheets: Sheets,
        telling: Telling,
    ) -> None:
        super().__init__(panel)
        self._model, self._reader, self._panel = model, reader, panel
        self._sheets, self._telling = sheets, telling
        marking = model.marking
        panel.delete_wanted.connect(marking.trash)
        panel.status_chosen.connect(marking.set_checks)
        panel.kind_chosen.connect(marking.set_kinds)
        panel.tag_wanted.connect(sheets.tag_marks)
        panel.untag_wanted.connect(marking.remove_tag)
        panel.copy_wanted.connect(self._copy)
        panel.cards.set_quoting(self._as_data)
        panel.history_of_wanted.connect(sheets.show_history)
        reader.quotation_wanted.connect(lambda one: self._copy([one]))
        reader.history_wanted.connect(sheets.show_history)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        handlers: dict[str, Callable[[], None]] = {
            "note": lambda: self._note("note"),
            "tag": self._tag,
            "check": self._check,
            "copy": self._copy_words,
            "copy.quotation": lambda: self._copy(self.chosen()),
            "history": self._show_history,
            "delete": lambda: self._model.marking.trash(self.chosen()),
        }
        for kind in Kind:
            handlers[mark_action(kind)] = partial(self._set_kind, kind)
        return handlers

    def chosen(self) -> list[str]:
        """The ids of the selected cards, or of the active mark."""
        if self._panel.cards.has_keys:
            return self._panel.cards.selected
        return [self._reader.active] if self._reader.active else []

    @property
    def _has_words(self) -> bool:
        """Whether something of the page is selected: then it is what is meant, not a mark."""
        return self._reader.selecting.has_anything and not self._panel.cards.has_keys

    def _set_kind(self, kind: Kind) -> None:
        if self._has_words:
            self._reader.selecting.mark(kind)
        else:
            self._model.marking.set_kinds(self.chosen(), kind)

    def _note(self, part: str) -> None:
        chosen = self.chosen()
        if self._has_words:
            self._reader.selecting.mark(self._reader.selecting.last_kind, part)
        elif len(chosen) == 1:
            self._reader.open_note(chosen[0], part)

    def _tag(self) -> None:
        if len(self.chosen()) > 1:
            self._sheets.tag_marks(self.chosen())
        else:
            self._note("tag")

    def _check(self) -> None:
        if len(self.chosen()) > 1:
            self._panel.cards.open_status_menu()
        else:
            self._note("check")

    def _show_history(self) -> None:
        for one in self.chosen()[:1]:
            self._sheets.show_history(one)

    def _copy_words(self) -> None:
        if self._has_words:
            self._reader.selecting.copy()
        elif self.chosen():
            self._copy(self.chosen())

    def _copy(self, ids: Sequence[str]) -> None:
        found = self._annotations(ids)
        if found:
            QGuiApplication.clipboard().setMimeData(self._as_data(ids))
            self._telling.quotations_copied(len(found))

    def _annotations(self, ids: Sequence[str]) -> list[Annotation]:
        known = (self._model.annotation(one) for one in ids)
        return [annotation for annotation in known if annotation is not None]

    def _as_data(self, ids: Sequence[str]) -> QMimeData:
        """Quotations as other programs take them: text, rich text, Markdown."""
        data, article, version = QMimeData(), self._model.article, self._model.version
        if article is not None and version is not None:
            made = quote(self._annotations(ids), article.metadata, version.id)
            data.setText(made.plain)
            data.setHtml(made.html)
            data.setData("text/markdown", made.markdown.encode("utf-8"))
        return data
