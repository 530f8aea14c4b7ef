"""What was deleted: the open article's marks and whole articles, each with one way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.catalogue import ArticleSummary
from galley.domain.collection import Collection
from galley.services.desk import Trash
from galley.ui.components.buttons import SecondaryButton
from galley.ui.dialogs.row_sheet import RowSheet
from galley.ui.notes.words import excerpt_text, standing
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.words import kind_name, untitled

__all__ = ["TrashDialog"]

_SIZE = QSize(640, 560)
_EXCERPT = 160  # characters of a mark's words


class TrashDialog(RowSheet):
    """Lists deleted things, the latest first.

    Attributes:
        mark_restored: An annotation is to come back: the Annotation.
        article_restored: An article is to come back: its id.
        collection_restored: A collection is to come back: the Collection.
    """

    mark_restored = Signal(object)
    article_restored = Signal(str)
    collection_restored = Signal(object)

    def __init__(self, themes: ThemeSource, window: QWidget, trash: Trash) -> None:
        super().__init__(themes, window, _SIZE, self.tr("Trash"), self.tr("Deleted things"))
        self.rows.setSpacing(10)
        if trash.marks:
            self._section(self.tr("Marks of this article"))
        for annotation in trash.marks:
            self._add_mark(annotation)
        if trash.elsewhere:
            self._section(self.tr("Marks of other articles"))
        for annotation, headline in trash.elsewhere:
            self._add_mark(annotation, headline)
        if trash.articles:
            self._section(self.tr("Articles"))
        for article in trash.articles:
            self._add_article(article)
        if trash.collections:
            self._section(self.tr("Collections"))
        for collection in trash.collections:
            self._add_collection(collection)
        if not any(trash):
            self.rows.addWidget(self.label(self.tr("There is nothing in the trash."), "muted"))

    def _section(self, words: str) -> None:
        label = self.label(words, "muted")
        label.setFont(inter(12, 600))
        self.rows.addWidget(label)

    def _add_collection(self, collection: Collection) -> None:
        lines = [self.tr("Saved search: {query}").format(query=collection.query)]
        self._add_row(
            collection.name,
            lines if collection.query else [],
            lambda: self.collection_restored.emit(collection),
        )

    def _add_mark(self, annotation: Annotation, headline: str = "") -> None:
        words = excerpt_text(standing(annotation, ""), _EXCERPT)
        lines = [line for line in (headline, annotation.note.strip()) if line]
        self._add_row(
            f"{kind_name(annotation.kind)}: {words}",
            lines,
            lambda: self.mark_restored.emit(annotation),
        )

    def _add_article(self, article: ArticleSummary) -> None:
        lines = [article.publication] if article.publication else []
        headline = article.headline or untitled()
        self._add_row(headline, lines, lambda: self.article_restored.emit(article.id))

    def _add_row(self, words: str, lines: Sequence[str], restore: Callable[[], None]) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        title = self.label(words, "ink")
        title.setFont(source_serif(14.5))
        texts.addWidget(title)
        for line in lines:
            texts.addWidget(self.label(line, "ink2"))
        button = SecondaryButton(self._themes, self.tr("Restore"), icon="undo-2")
        button.setAccessibleDescription(words)
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(row)

        def bring_back() -> None:
            restore()
            button.setEnabled(False)
            button.setText(self.tr("Restored"))

        button.clicked.connect(bring_back)
