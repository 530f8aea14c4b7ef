"""The annotations panel: the Notes and Info tabs side by side; knows no service, sends wishes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.catalogue import JournalEntry
from galley.ui.components.segmented import SegmentedControl
from galley.ui.components.side_pane import SidePane
from galley.ui.notes.cards_page import CardsPage
from galley.ui.notes.delegate import CARD_LEFT, CARD_RIGHT
from galley.ui.notes.info_tab import InfoTab
from galley.ui.notes.note_document import LinkedFrom
from galley.ui.theme.current import ThemeSource

__all__ = ["AnnotationsPanel"]

_WIDTH, _NARROWEST, _WIDEST = 330, 300, 460


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


class AnnotationsPanel(SidePane):
    """All annotations of the article in reading order, and what is known of its capture.

    Args:
        themes: The colours.
        render_note: Makes sanitised HTML of a note's Markdown.
        now: The time, in the person's time zone.
    """

    activated = Signal(str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(list)  # of ids
    status_chosen = Signal(list, object)  # ids and a CheckStatus
    kind_chosen = Signal(list, object)  # ids and a Kind
    copy_wanted = Signal(list)  # of ids
    tag_wanted = Signal(list)  # of ids
    untag_wanted = Signal(list, str)  # ids and a tag
    link_copied = Signal(str)  # to an annotation, by its id
    # The annotation that one comes from, or "", an address, and whether in another window.
    link_wanted = Signal(str, str, bool)
    links_wanted = Signal(str)  # of an annotation, by its id
    history_of_wanted = Signal(str)  # the edits of one annotation are to be shown
    source_check_wanted = Signal()
    tags_wanted = Signal(QWidget)  # of the article; what a card may hang under
    history_wanted = Signal()  # the Info tab was opened and shows the article's edits

    def __init__(
        self,
        themes: ThemeSource,
        render_note: Callable[[str], str],
        now: Callable[[], datetime] = _local_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, Qt.Edge.LeftEdge, parent)
        self._tabs = SegmentedControl(themes, self.tr("Panel"))
        self._cards = CardsPage(themes, render_note, now)
        self._info = InfoTab(themes, now)
        self._pages = QStackedWidget()
        self._lay_out()
        self._cards.activated.connect(self.activated)
        self._cards.edit_wanted.connect(self.edit_wanted)
        self._cards.delete_wanted.connect(self.delete_wanted)
        self._cards.status_chosen.connect(self.status_chosen)
        self._cards.kind_chosen.connect(self.kind_chosen)
        self._cards.copy_wanted.connect(self.copy_wanted)
        self._cards.tag_wanted.connect(self.tag_wanted)
        self._cards.untag_wanted.connect(self.untag_wanted)
        self._cards.history_of_wanted.connect(self.history_of_wanted)
        self._cards.link_copied.connect(self.link_copied)
        self._cards.link_wanted.connect(self.link_wanted)
        self._cards.links_wanted.connect(self.links_wanted)
        self._info.link_wanted.connect(partial(self.link_wanted.emit, ""))
        self._info.check_wanted.connect(self.source_check_wanted)
        self._info.tags_wanted.connect(lambda: self.tags_wanted.emit(self._tabs))
        self._tabs.current_changed.connect(self._show_page)
        self.setAccessibleName(self.tr("Annotations"))
        self.setFocusProxy(self._cards)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def cards(self) -> CardsPage:
        """The list of cards, and which of them are selected."""
        return self._cards

    def sizeHint(self) -> QSize:
        """The width it has until somebody drags its edge."""
        return QSize(_WIDTH, 600)

    def set_annotations(
        self,
        annotations: Sequence[Annotation],
        numbers: Mapping[str, int] | None = None,
        version_id: str = "",
        *,
        in_order: bool = False,
    ) -> None:
        """Show an article's annotations.

        Args:
            annotations: Those in use.
            numbers: Each id's number; without it they are numbered as a reader meets them.
            version_id: The version that is shown; without it each stands where it was made.
            in_order: They come as a reader meets them in that version: thousands need no sorting.
        """
        self._cards.set_annotations(annotations, numbers, version_id, in_order=in_order)
        self._tabs.set_count(self._notes_tab, self._cards.count)

    def await_annotations(self, version_id: str) -> None:
        """The annotations of an article are still being read: none is shown, and none counted."""
        self._cards.await_annotations(version_id)
        self._tabs.set_count(self._notes_tab, None)

    def update_annotation(self, annotation: Annotation) -> None:
        """Show what changed about one annotation, or a new one, in its place."""
        self._cards.update_annotation(annotation)
        self._tabs.set_count(self._notes_tab, self._cards.count)

    def remove_annotations(self, ids: Sequence[str]) -> None:
        """Show these no longer."""
        self._cards.remove_annotations(ids)
        self._tabs.set_count(self._notes_tab, self._cards.count)

    def set_active(self, annotation_id: str | None, scroll: bool = True) -> None:
        """Show which annotation the reader is at.

        One that the filter leaves out is brought back by taking the filter away.

        Args:
            annotation_id: Which; None for none.
            scroll: Whether to bring its card into sight.
        """
        if annotation_id:
            self._tabs.set_current(self._notes_tab)
        self._cards.set_active(annotation_id, scroll)

    def set_article(self, article: Article, version: Version) -> None:
        """Show what is known of the article's capture."""
        self._info.set_article(article, version)

    def set_linked(
        self, linked: Mapping[str, tuple[LinkedFrom, ...]], article: Sequence[LinkedFrom]
    ) -> None:
        """Show what links here.

        Args:
            linked: To annotations, by their ids.
            article: To the article or anything in it.
        """
        self._cards.set_linked(linked)
        self._info.set_linked(article)

    def set_history(self, history: Sequence[JournalEntry]) -> None:
        """Show the article's edits, in the order of the journal."""
        self._info.set_history(history)

    @property
    def shows_history(self) -> bool:
        """Whether the article's edits are seen now."""
        return self.isVisible() and self._pages.currentWidget() is self._info

    def _show_page(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        if self._pages.currentWidget() is self._info:
            self.history_wanted.emit()

    def _lay_out(self) -> None:
        self._notes_tab = self._tabs.add(self.tr("Notes"), 0)
        self._tabs.add(self.tr("Info"))
        tabs = QHBoxLayout()
        tabs.setContentsMargins(CARD_LEFT, 12, CARD_RIGHT, 0)
        tabs.addWidget(self._tabs)
        self._pages.addWidget(self._cards)
        self._pages.addWidget(self._info)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
