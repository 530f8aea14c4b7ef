"""A card for the tags of articles, with completion; what it says is done when it closes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.services.edits.article_editing import add_tags, set_tags
from galley.ui.components.buttons import PrimaryButton
from galley.ui.components.placeholders import filled
from galley.ui.components.popover import Popover
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tag_field import TagField
from galley.ui.model.tasks import run_task
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.library.article_edits import ArticleEdits
    from galley.ui.model.app_model import AppModel

__all__ = ["ArticleTagging"]

_WIDTH = 320


class _TagCard(Popover):
    """Tags to add and remove.

    Attributes:
        closed: With the tags as they are.
    """

    closed = Signal(list)

    def __init__(
        self, themes: ThemeSource, under: QWidget, title: str, tags: Sequence[str]
    ) -> None:
        super().__init__(themes, under, _WIDTH)
        self.field = TagField(themes)
        self.field.set_tags(tags)
        self.field.height_changed.connect(self._grow)
        words: QLabel = QuietLabel(themes, 12)
        words.setText(title)
        words.setWordWrap(True)
        done = PrimaryButton(themes, self.tr("Done"))
        done.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.field)
        column.addLayout(foot)
        self.column.addLayout(column)

    def _grow(self) -> None:
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def closeEvent(self, event: QEvent) -> None:
        """Say what the tags are now."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # what is half typed counts, as elsewhere
        super().closeEvent(event)
        self.closed.emit(list(self.field.tags))


class ArticleTagging(QObject):
    """Joins the card with the library."""

    def __init__(
        self, model: "AppModel", themes: ThemeSource, edits: "ArticleEdits", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._themes, self._edits = model, themes, edits
        self._card: _TagCard | None = None  # while it is open

    def open(self, article_ids: Sequence[str], under: QWidget) -> None:
        """Show the tags of one article, or ask for tags that several are to have.

        Args:
            article_ids: Which articles.
            under: What the card hangs under.
        """
        ids = list(article_ids)
        rows = self._model.shelf.by_id
        single = rows.get(ids[0]) if len(ids) == 1 else None
        tags = single.tags if single else ()
        if single:
            title = filled(self.tr("Tags of “%1”"), " ".join(single.headline.split()))
        else:
            title = filled(self.tr("Tags to add to %1 articles"), len(ids))
        card = self._card = _TagCard(self._themes, under, title, tags)
        card.closed.connect(lambda now: self._apply(ids, tags, now, alone=single is not None))
        card.open()
        card.field.start_adding()  # and the card grows with it
        thread = self._model.library_thread
        run_task(
            self,
            lambda: thread.submit(lambda library: library.table.tags()),
            lambda known: self._offer(card, known),
            self._model.shelf.failed.emit,
        )

    def _offer(self, card: _TagCard, of_annotations: Iterable[str]) -> None:
        if self._card is card:
            card.field.set_known_tags(self._known(of_annotations))

    def _known(self, of_annotations: Iterable[str]) -> list[str]:
        of_articles = {tag for row in self._model.shelf.summaries for tag in row.tags}
        return sorted(of_articles.union(of_annotations), key=str.casefold)

    def _apply(
        self, ids: list[str], before: Sequence[str], now: Sequence[str], *, alone: bool
    ) -> None:
        self._card = None
        if tuple(now) == tuple(before):
            return
        self._edits.edit(
            ids,
            set_tags(now) if alone else add_tags(now),
            one=self.tr("Tags changed"),
            many=self.tr("Tags changed for %1 articles"),
            icon="tag",
        )
