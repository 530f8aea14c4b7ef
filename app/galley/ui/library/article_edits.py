"""Edits of the chosen articles: their tags, their collections, the trash. One Undo in the toast."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.services.edits.article_editing import ArticleEdit, apply_to_articles
from galley.ui.components.placeholders import filled
from galley.ui.model.many_edits import ManyEdit, ManyEdits

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.telling import Telling

__all__ = ["ArticleEdits"]

_PIECE = 20  # articles


class ArticleEdits(ManyEdits):
    """One edit at a time, of articles by their ids."""

    def __init__(self, model: "AppModel", telling: "Telling", parent: QObject) -> None:
        super().__init__(model, parent)
        self._telling = telling
        self.travelled.connect(self._tell_travelled)

    def under_way_words(self) -> str:
        """What a person is told of an edit that was under way when its window was closed."""
        return self.tr(
            "A change of many articles was under way when its window was closed, and may not have "
            "reached all of them."
        )

    def edit(
        self,
        article_ids: Sequence[str],
        edit: ArticleEdit,
        *,
        one: str,
        many: str,
        icon: str = "check",
    ) -> None:
        """Make an edit of some articles.

        Args:
            article_ids: Which.
            edit: What is done to each.
            one: What the toast says if one was changed.
            many: What it says if %1 were.
            icon: What kind of thing it was.
        """
        ids = list(article_ids)
        pieces = [ids[start : start + _PIECE] for start in range(0, len(ids), _PIECE)]

        def tell(count: int) -> None:
            if count:
                words = one if count == 1 else filled(many, count)
                self._telling.way_back.offer(words, self.undo, icon=icon)
            else:
                nothing = self.tr("Nothing to change: it is like that already")
                self._telling.tell(nothing, "check")

        if pieces:
            self.make(
                ManyEdit(
                    edit.label,
                    edit.before,
                    lambda _library: pieces,
                    lambda library, piece, kept: apply_to_articles(library, piece, edit, kept),
                    tell,
                )
            )

    def _tell_travelled(self, count: int, left: int, _redo: bool) -> None:
        words = self.tr("Undone") if count == 1 else self.tr("Undone for %1 articles")
        if left:
            words = self.tr("Undone for %1 articles; what was changed since in %2 stays")
        self._telling.tell(filled(words, count, left), "undo-2")
