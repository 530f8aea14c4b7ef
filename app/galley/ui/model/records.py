"""What is read of the open article only when somebody looks: versions, histories, the trash."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from galley.services import desk

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["Records"]


class Records:
    """Asks the library; each answer comes on the window's thread."""

    def __init__(self, model: "AppModel") -> None:
        self._model = model

    def ask_versions(self, answer: Callable[[Any], None]) -> None:
        """Read all versions of the open article, the first capture first."""
        article = self._model.article
        if article is not None:
            self._model.ask(lambda library: desk.captures(library, article.id), answer)

    def ask_history(self, answer: Callable[[Any], None]) -> None:
        """Read the open article's history, for the Info tab."""
        article = self._model.article
        if article is not None:
            self._model.ask(lambda library: desk.history(library, article.id), answer)

    def ask_annotation_history(self, annotation_id: str, answer: Callable[[Any], None]) -> None:
        """Read the edits in which an annotation had a part."""
        self._model.marking.flush_typing()
        self._model.ask(lambda library: desk.annotation_history(library, annotation_id), answer)

    def ask_trash(self, answer: Callable[[Any], None]) -> None:
        """Read what is in the trash: (annotations of the open article, articles)."""
        article = self._model.article
        article_id = article.id if article else ""
        self._model.ask(lambda library: desk.list_trash(library, article_id), answer)
