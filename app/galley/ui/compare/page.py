"""The page over the reader on which two captures are compared; sends wishes and decides nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.article import Version
from galley.domain.comparison import CaptureComparison
from galley.domain.jobs import Progress
from galley.ui.compare.header import Header
from galley.ui.compare.review_pane import ReviewPane
from galley.ui.compare.whole_text import WholeText
from galley.ui.components.page_over_article import PageOverArticle
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.theme.current import ThemeSource

__all__ = ["ComparePage"]

_REVIEW, _WHOLE = 0, 1
_WORTH_TELLING = 5  # per cent


class ComparePage(PageOverArticle):
    """The review of the marks, or both texts, under one head.

    Attributes:
        pair_wanted: Compare other captures: the ids of the older and the newer one.
        finish_wanted: Read the new capture from now on.
        discard_wanted: Put the new capture out of use.
    """

    pair_wanted = Signal(str, str)
    finish_wanted = Signal()
    discard_wanted = Signal()

    def __init__(
        self, themes: ThemeSource, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._comparison: CaptureComparison | None = None
        self._newest = 1
        self._waiting = False
        self.header = Header(themes, now, self)
        self.review = ReviewPane(themes, now, self)
        self.whole = WholeText(themes, now, self)
        self._message = QuietLabel(themes, 13, self)
        self._message.setWordWrap(True)
        self._lay_out()
        self.header.view_changed.connect(self._show_view)
        self.header.pair_wanted.connect(self.pair_wanted)
        self.header.discard_wanted.connect(self.discard_wanted)
        self.header.finish_wanted.connect(self.finish)
        self.review.left_changed.connect(self.header.set_left)
        self.setAccessibleName(self.tr("Compare captures"))
        self.setFocusProxy(self.review)
        themes.changed.connect(self.update)

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.review)
        self._views.addWidget(self.whole)
        self._empty = QWidget()
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(24, 48, 24, 24)
        inside.addWidget(self._message)
        inside.addStretch(1)
        self._views.addWidget(self._empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(self._views, 1)

    # -- what is shown ---------------------------------------------------------------------------

    def show_captures(
        self, versions: Sequence[Version], old_id: str, new_id: str, *, waiting: bool
    ) -> None:
        """Say which captures are compared, while that is being done.

        Args:
            versions: The article's captures in use, in their order.
            old_id: The older one.
            new_id: The newer one.
            waiting: Whether the newer one waits to be read from now on.
        """
        self._waiting, self._comparison = waiting, None
        self._newest = versions[-1].number if versions else 1
        self.header.show_pair(versions, old_id, new_id, waiting=waiting)
        self.header.set_left(None)
        self.header.finish.setEnabled(not waiting)
        self._message.setText(self.tr("Comparing the two captures…"))
        self._views.setCurrentWidget(self._empty)

    def show_progress(self, progress: Progress) -> None:
        """Say how far the comparison is; what is quick is not counted out."""
        if self._comparison is None and progress.done >= _WORTH_TELLING:
            words = self.tr("Comparing the two captures: %1%")
            self._message.setText(filled(words, progress.done))

    def show_comparison(
        self, comparison: CaptureComparison, annotations: Mapping[str, Annotation]
    ) -> None:
        """Show what was found.

        Args:
            comparison: The two captures, compared.
            annotations: The article's marks in use, by id.
        """
        self._comparison = comparison
        self.header.finish.setEnabled(True)
        self.review.show_comparison(comparison, self._newest, annotations)
        self.whole.show_comparison(comparison, self._newest)
        if self.review.is_empty:
            self.header.views.set_current(_WHOLE)
        self._show_view(self.header.views.current)

    def update_marks(
        self, comparison: CaptureComparison, annotations: Mapping[str, Annotation]
    ) -> None:
        """Marks were decided on, edited or deleted."""
        self._comparison = comparison
        self.review.update_marks(comparison, self._newest, annotations)

    @property
    def comparison(self) -> CaptureComparison | None:
        """What is shown; None while it is being worked out."""
        return self._comparison

    @property
    def shows_whole(self) -> bool:
        """Whether both texts are shown."""
        return self._views.currentWidget() is self.whole

    @property
    def shows_review(self) -> bool:
        """Whether the marks are shown."""
        return self._views.currentWidget() is self.review

    def _show_view(self, view: int) -> None:
        if self._comparison is None:
            return
        self._views.setCurrentIndex(view)
        self.setFocusProxy(self.whole if view == _WHOLE else self.review)
        self.focus_first()

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        self.review.set_scale(scale)
        self.whole.set_scale(scale)

    def focus_first(self) -> None:
        """Give the keys to the marks, or to the texts."""
        target = self.whole.list if self.shows_whole else self.review.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_keys(self, cap: Callable[[str], str]) -> None:
        """Some action has other keys.

        Args:
            cap: What stands on the key of an action, by its id.
        """
        accept, keep, reattach = (cap(f"compare.{name}") for name in ("accept", "keep", "reattach"))
        self.review.detail.set_keys(accept, keep, reattach)
        self.whole.set_keys(cap("mark.previous"), cap("mark.next"))
        self.header.finish.setToolTip(cap("compare.finish"))

    # -- what the person does --------------------------------------------------------------------

    @property
    def panes(self) -> list[QWidget]:
        """What F6 stops at."""
        return [self.whole.list] if self.shows_whole else self.review.panes

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) change or mark."""
        if self.shows_whole:
            self.whole.step(by)
        elif self.shows_review:
            self.review.step(by)

    def switch_view(self) -> None:
        """From the review to the whole text, or back."""
        self.header.views.set_current(_REVIEW if self.shows_whole else _WHOLE)

    def finish(self) -> None:
        """Read the new capture from now on, or go back if it does not wait for that."""
        if self._comparison is None:
            return
        if self._waiting:
            self.finish_wanted.emit()
        else:
            self.dismissed.emit()
