"""Comparing captures: from the wish to the page, and from a decision to the library.

Joins the model, the page and the reader; paints nothing and compares nothing itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import AnchorStatus, Annotation, Decision, Placement
from galley.domain.article import Version
from galley.domain.changes import ChangeSet
from galley.services.desk import OpenArticle
from galley.ui.app_model import AppModel
from galley.ui.compare.waiting_line import WaitingLine
from galley.ui.components.placeholders import filled
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.telling import Telling
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.domain.comparison import CaptureComparison, MarkComparison
    from galley.services.versions import Question
    from galley.ui.compare.page import ComparePage
    from galley.ui.tasks import Task

__all__ = ["Comparing"]


class Comparing(QObject):
    """One window's comparison of captures.

    Args:
        window: Owns it.
        model: Whose article is compared.
        themes: The colours.
        reader: The page lies over it, and it says that a capture waits.
        telling: Says what was done.
        now: The time, in UTC.

    Attributes:
        shown: The page came or went: whether it is there.
    """

    shown = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        model: AppModel,
        themes: ThemeSource,
        reader: ReaderPane,
        telling: Telling,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._model, self._themes, self._reader = model, themes, reader
        self._telling, self._now = telling, now
        self._page: ComparePage | None = None
        self._cap: Callable[[str], str] | None = None
        self._task: Task | None = None
        self._asked: Question | None = None
        self._comparison: CaptureComparison | None = None
        self._line = WaitingLine(themes)
        self._line.wanted.connect(self.open)
        self._seen = False
        model.article_opened.connect(self._on_article_opened)
        model.article_closed.connect(self._forget)
        model.article_changed.connect(lambda *_what: self._on_article_changed())
        model.annotation_put.connect(self._on_annotation_put)
        model.annotation_removed.connect(lambda _one: self._update_page())
        for changed in (model.annotation_put, model.annotation_removed):
            changed.connect(lambda _one: self._say_waiting())
        reader.shown_changed.connect(self._on_shown_changed)

    # -- coming and going ------------------------------------------------------------------------

    @property
    def is_shown(self) -> bool:
        """Whether the page lies over the article."""
        return self._page is not None and self._reader.shows(self._page)

    @property
    def page(self) -> "ComparePage | None":
        """The page, once it was asked for."""
        return self._page

    def toggle(self) -> None:
        """Open the page, or go back to the article."""
        if self.is_shown:
            self.leave()
        else:
            self.open()

    def open(self) -> None:
        """Compare the capture that is read with the one that waits, or with the one before it."""
        article = self._model.article
        if article is not None:
            self._model.marking.flush_typing()
            self._model.captures.list(article.id, self._begin)

    def leave(self) -> None:
        """Back to the article; what was not decided can be decided another time."""
        if self.is_shown:
            self._stop()
            self._reader.uncover()
            self._reader.setFocus()

    def _begin(self, versions: Sequence[Version]) -> None:
        article, read = self._model.article, self._model.version
        if article is None or read is None:
            return
        if len(versions) < 2:
            self._telling.tell(
                self.tr("There is only one capture of this article. Import a later one first."),
                icon="git-compare",
            )
            return
        ids = [version.id for version in versions]
        waiting = article.waiting_version_id
        if waiting:
            self._compare(versions, article.version_id, waiting)
        else:
            here = max(1, ids.index(article.version_id))
            self._compare(versions, ids[here - 1], ids[here])

    def _compare(self, versions: Sequence[Version], old_id: str, new_id: str) -> None:
        article = self._model.article
        if article is None:
            return
        self._stop()
        page = self._make_page()
        waiting = new_id == article.waiting_version_id and old_id == article.version_id
        page.show_captures(versions, old_id, new_id, waiting=waiting)
        if not self.is_shown:
            self._reader.set_active("")
            self._reader.selecting.clear()
            self._reader.cover(page)
        page.pair_wanted.disconnect()
        page.pair_wanted.connect(lambda old, new: self._compare(versions, old, new))
        self._task = self._model.captures.compare(article.id, old_id, new_id, self._show)

    def _show(self, answer: "tuple[Question, CaptureComparison]") -> None:
        self._task = None
        page = self._page
        if page is None or not self.is_shown:
            return
        self._asked, self._comparison = answer
        page.show_comparison(self._comparison, self._annotations())
        # Marks that were edited meanwhile are compared as they are now.
        self._compare_again([a for a in self._model.annotations if a not in answer[0].annotations])

    def _stop(self) -> None:
        if self._task is not None:
            self._task.job.cancel()
            self._task.succeeded.disconnect()
            self._task = None
        self._asked = self._comparison = None

    def _make_page(self) -> "ComparePage":
        if self._page is None:
            from galley.ui.compare.page import ComparePage  # only who compares needs it

            page = self._page = ComparePage(self._themes, self._now)
            review = page.review
            review.accept_wanted.connect(self._accept)
            review.keep_wanted.connect(self._keep)
            review.attach_wanted.connect(self._attach)
            review.again_wanted.connect(self._review_again)
            review.delete_wanted.connect(self._model.marking.trash)
            page.pair_wanted.connect(lambda _old, _new: None)
            page.finish_wanted.connect(self._finish)
            page.discard_wanted.connect(self._discard)
            page.dismissed.connect(self.leave)
            if self._cap is not None:
                page.set_keys(self._cap)
        return self._page

    def _on_shown_changed(self) -> None:
        if self.is_shown != self._seen:
            self._seen = self.is_shown
            self._line.setVisible(self._line.says_something and not self._seen)
            self.shown.emit(self._seen)

    # -- keys ------------------------------------------------------------------------------------

    def set_keys(self, cap: Callable[[str], str]) -> None:
        """Some action has other keys; see :meth:`ComparePage.set_keys`."""
        self._cap = cap
        if self._page is not None:
            self._page.set_keys(cap)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "compare": self.toggle,
            "compare.accept": lambda: self._in_review("accept"),
            "compare.keep": lambda: self._in_review("keep"),
            "compare.reattach": lambda: self._in_review("begin_reattaching"),
        }

    def _in_review(self, what: str) -> None:
        if self._page is not None and self.is_shown and self._page.shows_review:
            getattr(self._page.review, what)()

    def step(self, by: int) -> bool:
        """To the next (1) or previous (-1) change or mark, if the page is there."""
        if self._page is None or not self.is_shown:
            return False
        self._page.step(by)
        return True

    def delete(self) -> bool:
        """Delete the chosen mark, if the page is there."""
        if self._page is None or not self.is_shown:
            return False
        if self._page.shows_review:
            self._page.review.delete()
        return True

    # -- decisions -------------------------------------------------------------------------------

    def _mark(self, annotation_id: str) -> "tuple[Annotation, MarkComparison] | None":
        annotation = self._model.annotation(annotation_id)
        marks = self._comparison.marks if self._comparison else ()
        mark = next((one for one in marks if one.annotation_id == annotation_id), None)
        return (annotation, mark) if annotation is not None and mark is not None else None

    def _accept(self, annotation_id: str) -> None:
        found, comparison = self._mark(annotation_id), self._comparison
        if found is None or comparison is None:
            return
        annotation, mark = found
        places = [passage.new for passage in mark.passages if passage.new is not None]
        if len(places) < len(mark.passages):
            return
        self._place(annotation, comparison.new, places, mark.status, Decision.ACCEPTED)

    def _attach(self, annotation_id: str, start: int, end: int) -> None:
        found, comparison = self._mark(annotation_id), self._comparison
        if found is not None and comparison is not None:
            annotation, mark = found
            place = [(start, end)]
            self._place(annotation, comparison.new, place, mark.status, Decision.ATTACHED)

    def _place(
        self,
        annotation: Annotation,
        version: Version,
        places: Sequence[tuple[int, int]],
        status: AnchorStatus,
        decision: Decision,
    ) -> None:
        from galley.services.versions import placement_at

        ordered = sorted(places)
        if any(one[1] > other[0] for one, other in zip(ordered, ordered[1:], strict=False)):
            self._telling.trouble(
                self.tr("Two parts of this mark would overlap. Re-attach it to choose the words.")
            )
            return
        by = self._model.creator
        self._decide(
            annotation,
            placement_at(version, ordered, status, decision, by=by, at=self._now()),
            "New text accepted" if decision is Decision.ACCEPTED else "Mark re-attached",
        )

    def _keep(self, annotation_id: str) -> None:
        from galley.services.versions import placement_without_place

        found, comparison = self._mark(annotation_id), self._comparison
        if found is not None and comparison is not None:
            annotation, mark = found
            placement = placement_without_place(
                comparison.new.id, mark.status, by=self._model.creator, at=self._now()
            )
            self._decide(annotation, placement, "Old wording kept")

    def _decide(self, annotation: Annotation, placement: Placement, label: str) -> None:
        from galley.services.versions import decide

        self._model.marking.flush_typing()
        self._model.apply(decide(annotation, placement, now=self._now(), label=label))

    def _review_again(self, annotation_id: str) -> None:
        from galley.services.versions import review_again

        found, comparison = self._mark(annotation_id), self._comparison
        if found is not None and comparison is not None:
            self._model.apply(review_again(found[0], comparison.new.id, now=self._now()))

    def _finish(self) -> None:
        """Read the new capture from now on; what stands unchanged in its place goes with it."""
        from galley.services.annotating import together
        from galley.services.versions import finish

        article, comparison = self._model.article, self._comparison
        if article is None or comparison is None:
            return
        ending = finish(article, comparison.old, comparison.new)
        edits = [ending, *self._unchanged(comparison)]
        left = sum(
            not annotation.is_decided_in(comparison.new.id)
            for annotation in self._model.annotations
        ) - (len(edits) - 1)
        self.leave()
        self._model.apply(together(edits))
        if not left:
            said = self.tr("The new capture is read now")
        elif left == 1:
            said = self.tr("The new capture is read now; 1 mark has no place in it yet")
        else:
            said = filled(
                self.tr("The new capture is read now; %1 marks have no place in it yet"), left
            )
        self._telling.offer_undo(said, "git-compare")

    def _unchanged(self, comparison: "CaptureComparison") -> list[ChangeSet]:
        """Places for marks that were made after the new capture came, where nothing changed."""
        from galley.services.versions import decide, placement_at

        edits = []
        for mark in comparison.marks:
            annotation = self._model.annotation(mark.annotation_id)
            if annotation is None or annotation.is_decided_in(comparison.new.id):
                continue
            if mark.status is AnchorStatus.ANCHORED and mark.is_placed:
                places = [passage.new for passage in mark.passages if passage.new is not None]
                placement = placement_at(
                    comparison.new, places, mark.status, Decision.AUTOMATIC, at=self._now()
                )
                edits.append(decide(annotation, placement, now=self._now()))
        return edits

    def _discard(self) -> None:
        from galley.services.versions import discard

        article, comparison = self._model.article, self._comparison
        if article is not None and comparison is not None:
            self.leave()
            self._model.apply(discard(article, comparison.new.id))
            self._telling.offer_undo(self.tr("New capture discarded"), "trash-2")

    # -- what the model says ---------------------------------------------------------------------

    def _annotations(self) -> dict[str, Annotation]:
        return {annotation.id: annotation for annotation in self._model.annotations}

    def _on_article_opened(self, _opened: OpenArticle) -> None:
        self._stop()
        self._say_waiting()

    def _on_article_changed(self) -> None:
        self._say_waiting()
        article, comparison = self._model.article, self._comparison
        if article is None or comparison is None or not self.is_shown:
            return
        if not article.uses(comparison.new):  # another capture was discarded by an undo
            self.leave()

    def _forget(self) -> None:
        self._stop()
        self._say_waiting()

    def _on_annotation_put(self, annotation: Annotation) -> None:
        if self._comparison is not None:
            known = self._asked.annotations if self._asked else ()
            before = next((one for one in known if one.id == annotation.id), None)
            if before is None or _is_elsewhere(before, annotation, self._comparison.new.id):
                self._compare_again([annotation])
            else:
                self._update_page()

    def _compare_again(self, annotations: Sequence[Annotation]) -> None:
        asked, comparison = self._asked, self._comparison
        if not annotations or asked is None or comparison is None:
            return
        others = {a.id: a for a in asked.annotations} | {a.id: a for a in annotations}
        self._asked = replace(asked, annotations=tuple(others.values()))

        def answer(marks: "tuple[MarkComparison, ...]") -> None:
            if self._comparison is None or self._comparison.new is not comparison.new:
                return
            found = {mark.annotation_id: mark for mark in self._comparison.marks}
            found |= {mark.annotation_id: mark for mark in marks}
            order = {a.id: number for number, a in enumerate(self._model.annotations)}
            ordered = sorted(found.values(), key=lambda one: order.get(one.annotation_id, 0))
            self._comparison = replace(self._comparison, marks=tuple(ordered))
            self._update_page()

        self._model.captures.compare_again(self._asked, comparison, annotations, answer)

    def _update_page(self) -> None:
        if self._page is not None and self._comparison is not None and self.is_shown:
            self._page.update_marks(self._comparison, self._annotations())

    def _say_waiting(self) -> None:
        article = self._model.article
        waiting = article.waiting_version_id if article is not None else ""
        if not waiting:
            self._line.say_nothing()
        else:
            left = [a for a in self._model.annotations if not a.is_decided_in(waiting)]
            self._line.say_waiting(len(left))
            self._reader.set_line(self._line)
        self._line.setVisible(bool(waiting) and not self.is_shown)


def _is_elsewhere(before: Annotation, after: Annotation, version_id: str) -> bool:
    """Whether a mark's words or its place in a version are others than before."""
    same_place = before.placement_in(version_id) == after.placement_in(version_id)
    return before.targets != after.targets or not same_place
