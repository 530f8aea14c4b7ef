"""What was deleted: the open article's marks and whole articles, each with one way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.catalogue import ArticleSummary
from galley.domain.collection import Collection
from galley.services.desk import Trash
from galley.ui.components.buttons import IconButton, SecondaryButton
from galley.ui.dialogs.sheet import Sheet
from galley.ui.notes.words import excerpt_text, standing
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.words import kind_name

__all__ = ["TrashDialog"]

_SIZE = QSize(640, 560)
_EXCERPT = 160  # characters of a mark's words


class TrashDialog(Sheet):
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
        super().__init__(themes, window, _SIZE)
        self.setAccessibleName(self.tr("Trash"))
        self._labels: list[tuple[QLabel, str]] = []
        self._title = self._label(self.tr("Trash"), "ink")
        self._title.setFont(newsreader(22))
        close = IconButton(themes, "x", self.tr("Close"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 18, 16, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._list(trash), 1)
        themes.changed.connect(self._tint)
        self._tint()

    def _list(self, trash: Trash) -> QScrollArea:
        content = QWidget()
        content.setAutoFillBackground(False)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(10)
        if trash.marks:
            self._section(rows, self.tr("Marks of this article"))
        for annotation in trash.marks:
            self._add_mark(rows, annotation)
        if trash.elsewhere:
            self._section(rows, self.tr("Marks of other articles"))
        for annotation, headline in trash.elsewhere:
            self._add_mark(rows, annotation, headline)
        if trash.articles:
            self._section(rows, self.tr("Articles"))
        for article in trash.articles:
            self._add_article(rows, article)
        if trash.collections:
            self._section(rows, self.tr("Collections"))
        for collection in trash.collections:
            self._add_collection(rows, collection)
        if not any(trash):
            rows.addWidget(self._label(self.tr("There is nothing in the trash."), "muted"))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        content.setAutoFillBackground(False)  # a scroll area turns it on
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(self.tr("Deleted things"))
        return area

    def _section(self, rows: QVBoxLayout, words: str) -> None:
        label = self._label(words, "muted")
        label.setFont(inter(12, 600))
        rows.addWidget(label)

    def _add_collection(self, rows: QVBoxLayout, collection: Collection) -> None:
        lines = [self.tr("Saved search: {query}").format(query=collection.query)]
        self._add_row(
            rows,
            collection.name,
            lines if collection.query else [],
            lambda: self.collection_restored.emit(collection),
        )

    def _add_mark(self, rows: QVBoxLayout, annotation: Annotation, headline: str = "") -> None:
        words = excerpt_text(standing(annotation, ""))
        words = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"
        lines = [line for line in (headline, annotation.note.strip()) if line]
        self._add_row(
            rows,
            f"{kind_name(annotation.kind)}: {words}",
            lines,
            lambda: self.mark_restored.emit(annotation),
        )

    def _add_article(self, rows: QVBoxLayout, article: ArticleSummary) -> None:
        lines = [article.publication] if article.publication else []
        self._add_row(rows, article.headline, lines, lambda: self.article_restored.emit(article.id))

    def _add_row(
        self, rows: QVBoxLayout, words: str, lines: Sequence[str], restore: Callable[[], None]
    ) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        title = self._label(words, "ink")
        title.setFont(source_serif(14.5))
        texts.addWidget(title)
        for line in lines:
            texts.addWidget(self._label(line, "ink2"))
        button = SecondaryButton(self._themes, self.tr("Restore"), icon="undo-2")
        button.setAccessibleDescription(words)
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(row)

        def bring_back() -> None:
            restore()
            button.setEnabled(False)
            button.setText(self.tr("Restored"))

        button.clicked.connect(bring_back)

    def _label(self, words: str, token: str) -> QLabel:
        label = QLabel(words)
        label.setFont(inter(12.5))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._labels.append((label, token))
        return label

    def _tint(self) -> None:
        for label, token in self._labels:
            palette = label.palette()
            colour = QColor(getattr(self._themes.theme, token))
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
