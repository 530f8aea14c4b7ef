"""What links to the open article and its marks: read, and shown on cards and in the Info tab."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from galley.domain.note_links import Backlink, LinkKind, LinkTarget
from galley.services.links import linking
from galley.ui.components.placeholders import filled
from galley.ui.links.words import backlink_text
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import run_task
from galley.ui.notes.note_document import LinkedFrom
from galley.ui.notes.panel import AnnotationsPanel

__all__ = ["LinkedHere"]

_SHOWN_ON_CARD, _SHOWN_IN_INFO = 5, 40
Backlinks = Mapping[LinkTarget, tuple[Backlink, ...]]


class LinkedHere(QObject):
    """Read once for the open article, and again when anything is on the disk.

    Args:
        model: The library, and the open article.
        panel: Shows it.
        parent: Owns it.
    """

    def __init__(self, model: AppModel, panel: AnnotationsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._panel = model, panel
        self._backlinks: Backlinks = {}
        self._reading = self._read_again = False
        model.article_opened.connect(self._begin_anew)
        model.stored.connect(self.refresh)
        model.shelf.listed.connect(self.refresh)
        model.closing.connect(lambda: model.shelf.listed.disconnect(self.refresh))

    def to_mark(self, annotation_id: str) -> tuple[Backlink, ...]:
        """What links to a mark of the open article, as far as it is read."""
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
