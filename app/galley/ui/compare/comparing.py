"""Comparing captures: from the wish to the page, and from a decision to the library.

Joins the model, the page and the reader; paints nothing and compares nothing itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.errors import GalleyError
from galley.domain.open_article import OpenArticle
from galley.ui.compare.captures import Captures, is_elsewhere
from galley.ui.compare.waiting_line import WaitingLine
from galley.ui.model.app_model import AppModel
from galley.ui.theme.current import ThemeSource
from galley.ui.window.telling import Telling

if TYPE_CHECKING:
    from galley.domain.comparison import CaptureComparison, MarkComparison
    from galley.services.later_captures.versions import Question
    from galley.ui.compare.page import ComparePage
    from galley.ui.compare.review_pane import ReviewPane
    from galley.ui.window.main_window import MainWindow

__all__ = ["Comparing"]


class Comparing(QObject):
    """One window's comparison of captures.

    Args:
        window: Owns it; the page lies over its reader, and its panel makes room.
        model: Whose article is compared.
        themes: The colours.
        telling: Says what was done.
        now: The time, in UTC.
    """

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        telling: Telling,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._model, self._themes, self._telling, self._now = model, themes, telling, now
        self._window, self._reader, self._panes = window, window.reader, window.panes
        self._page: ComparePage | None = None
        self._cap: Callable[[str], str] | None = None
        self._actions: list[QAction] = []
        self._versions: Sequence[Version] = ()
        self._pair = ("", "")
        self._asked: Question | None = None
        self._comparison: CaptureComparison | None = None
        self._captures = Captures(model, self)
        self._captures.failed.connect(self._on_failed)
        self._line = WaitingLine(themes)
        self._line.wanted.connect(self.open)
        self._reader.put_line(self._line)
        self._reader.page_changed.connect(self._show_line)
        model.article_opened.connect(self._on_article_opened)
        model.article_closed.connect(self._forget)
        model.article_changed.connect(lambda *_what: self._on_article_changed())
        self._put: dict[str, Annotation] = {}  # since it was last caught up with
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        model.annotation_put.connect(self._on_annotation_put)
        model.annotation_removed.connect(lambda _one: self._soon.start())
        model.many_changed.connect(self._on_many_changed)
        model.following.ended.connect(self._say_waiting)
        self._say_waiting()

    # -- coming and going ------------------------------------------------------------------------

    @property
    def is_shown(self) -> bool:
        """Whether the page lies over the article."""
        return self._page is not None and self._page.isVisible()

    @property
    def page(self) -> "ComparePage | None":
        """The page, once it was asked for."""
        return self._page

    @property
    def panes(self) -> list[QWidget]:
        """What F6 stops at in place of the article; nothing while the page is not there."""
        return self._page.panes if self._page is not None and self.is_shown else []

    def open(self) -> None:
        """Compare the capture that is read with the one that waits, or with the one before it."""
        if self._model.article is not None:
            self._model.marking.flush_typing()
            self._list(self._begin)

    def _list(self, answer: Callable[[Sequence[Version]], None]) -> None:
        """The captures, once all marks that are to be compared in them are there."""
        following = self._model.following
        self._captures.list(lambda found: following.do_once_there(lambda: answer(found)))

    def leave(self) -> None:
        """Back to the article; what was not decided can be decided another time."""
        if self.is_shown:
            self._stop()
            self._reader.uncover()
            self._reader.setFocus()

    def _begin(self, versions: Sequence[Version]) -> None:
        article = self._model.article
        if article is None:
            return
        if len(versions) < 2:
            words = self.tr("There is only one capture of this article. Import a later one first.")
            self._telling.tell(words, "git-compare")
            return
        self._versions = versions
        ids = [version.id for version in versions]
        waiting = article.waiting_version_id
        if waiting:
            self._compare(article.version_id, waiting)
        else:
            here = max(1, ids.index(article.version_id))
            self._compare(ids[here - 1], ids[here])

    def _compare(self, old_id: str, new_id: str) -> None:
        article = self._model.article
        if article is None:
            return
        self._stop()
        self._pair = (old_id, new_id)
        page = self._make_page()
        ids = [version.id for version in self._versions]
        waiting = old_id == article.version_id and ids.index(new_id) > ids.index(old_id)
        page.show_captures(self._versions, old_id, new_id, waiting=waiting)
        if not self.is_shown:
            self._reader.set_active("")
            self._reader.activated.emit("")
            self._reader.selecting.clear()
            self._reader.cover(page)
            page.setFocus()
        self._captures.compare(article.id, old_id, new_id, self._show, page.show_progress)

    def _show(self, answer: "tuple[Question, CaptureComparison]") -> None:
        page = self._page
        if page is None or not self.is_shown:
            return
        self._asked, self._comparison = answer
        page.show_comparison(self._comparison, self._annotations())
        # Marks that were edited meanwhile are compared as they are now.
        known = set(answer[0].annotations)
        self._compare_again([a for a in self._model.annotations if a not in known])

    def _stop(self) -> None:
        self._captures.stop()
        self._asked = self._comparison = None

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self.leave()
        self._telling.trouble(str(error))

    def _make_page(self) -> "ComparePage":
        if self._page is None:
            from galley.ui.compare.deciding import Deciding  # only who compares needs them
            from galley.ui.compare.page import ComparePage

            page = self._page = ComparePage(self._themes, self._now)
            review = page.review
            decide = Deciding(self._model, self._telling, self._now, lambda: self._comparison, self)
            review.accept_wanted.connect(decide.accept)
            review.keep_wanted.connect(decide.keep)
            review.attach_wanted.connect(decide.attach)
            review.again_wanted.connect(decide.review_again)
            review.delete_wanted.connect(decide.delete)
            page.pair_wanted.connect(self._compare)
            page.finish_wanted.connect(self._finish)
            page.discard_wanted.connect(self._discard)
            page.dismissed.connect(self.leave)
            page.shown.connect(lambda: self._on_shown(shown=True))
            page.hidden.connect(lambda: self._on_shown(shown=False))
            page.set_scale(self._window.zoom / 100)
            self._window.typography_changed.connect(lambda how: page.set_scale(how.zoom / 100))
            if self._cap is not None:
                page.set_keys(self._cap)
        return self._page

    def _on_shown(self, *, shown: bool) -> None:
        if not shown:
            self._stop()
        self._panes.cover_panel(covered=shown)
        self._show_line()
        for action in self._actions:
            action.setEnabled(shown)

    # -- keys ------------------------------------------------------------------------------------

    def set_keys(self, cap: Callable[[str], str]) -> None:
        """Some action has other keys; see :meth:`ComparePage.set_keys`."""
        self._cap = cap
        if self._page is not None:
            self._page.set_keys(cap)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "compare": lambda: self.leave() if self.is_shown else self.open(),
            "compare.accept": lambda: self._in_review(lambda review: review.accept()),
            "compare.keep": lambda: self._in_review(lambda review: review.keep()),
            "compare.reattach": lambda: self._in_review(lambda review: review.begin_reattaching()),
            "compare.view": lambda: self._on_page(lambda page: page.switch_view()),
            "compare.finish": lambda: self._on_page(lambda page: page.finish()),
        }

    def attach(self, actions: Mapping[str, QAction]) -> None:
        """Let those that need the page be used while it is there only."""
        self._actions = [actions[one] for one in self.handlers() if one != "compare"]
        self._on_shown(shown=False)

    def first(self, action_id: str, otherwise: Callable[[], None]) -> None:
        """What an action does on the page while it is there; else what it does elsewhere."""
        page = self._page
        if page is None or not self.is_shown:
            otherwise()
        elif action_id == "delete":
            self._in_review(lambda review: review.delete())
        else:
            page.step(1 if action_id == "mark.next" else -1)

    def _on_page(self, do: "Callable[[ComparePage], None]") -> None:
        if self._page is not None and self.is_shown:
            do(self._page)

    def _in_review(self, do: "Callable[[ReviewPane], None]") -> None:
        if self._page is not None and self.is_shown and self._page.shows_review:
            do(self._page.review)

    # -- the end ---------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Read the new capture from now on."""
        from galley.services.later_captures.reviewing import finish_review
        from galley.ui.compare.words import finished_text

        self._model.shared.flush_typing()
        article, comparison = self._model.article, self._comparison
        if article is None or comparison is None or not self._may_end(article, comparison):
            return
        ending, left = finish_review(article, comparison, self._model.annotations, now=self._now())
        self.leave()
        self._model.apply(ending)
        self._telling.offer_undo(finished_text(left), "git-compare")

    def _may_end(self, article: Article, comparison: "CaptureComparison") -> bool:
        """Whether the page is still about the capture that is read and one that waits."""
        new_waits = article.uses(comparison.new) and article.version_id == comparison.old.id
        return new_waits and not self._model.is_turning

    def _discard(self) -> None:
        from galley.services.later_captures.versions import discard

        article, comparison = self._model.article, self._comparison
        if article and comparison and self._may_end(article, comparison):
            self.leave()
            self._model.marking.flush_typing()
            self._model.apply(discard(article, comparison.new.id))
            self._telling.offer_undo(self.tr("New capture discarded"), "trash-2")

    # -- what the model says ---------------------------------------------------------------------

    def _annotations(self) -> dict[str, Annotation]:
        return {annotation.id: annotation for annotation in self._model.annotations}

    def _on_article_changed(self) -> None:
        self._say_waiting()
        article, comparison = self._model.article, self._comparison
        if article is not None and comparison is not None and not article.uses(comparison.new):
            self.leave()

    def _on_article_opened(self, opened: OpenArticle) -> None:
        """Under the page the article may be read anew, as when its text was corrected."""
        article = opened.article
        again = self.is_shown and self._versions[0].article_id == article.id
        self._forget()
        if again:
            self._list(self._begin_again)
        else:
            self.leave()

    def _begin_again(self, versions: Sequence[Version]) -> None:
        self._versions = versions
        ids = {version.id for version in versions}
        if self.is_shown and ids.issuperset(self._pair):
            self._compare(*self._pair)
        else:
            self.leave()

    def _forget(self) -> None:
        self._stop()
        self._say_waiting()

    def _on_annotation_put(self, annotation: Annotation) -> None:
        self._put[annotation.id] = annotation
        self._soon.start()

    def _on_many_changed(self, put: Sequence[Annotation], _removed: Sequence[str]) -> None:
        self._put.update({annotation.id: annotation for annotation in put})
        self._soon.start()

    def _catch_up(self) -> None:
        """Marks were put or removed, perhaps by the thousand: show them once."""
        put, self._put = self._put, {}
        self._say_waiting()
        if self._comparison is None or self._asked is None:
            return
        new_id = self._comparison.new.id
        known = {annotation.id: annotation for annotation in self._asked.annotations}
        self._compare_again(
            [
                after
                for after in put.values()
                if (before := known.get(after.id)) is None or is_elsewhere(before, after, new_id)
            ]
        )
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

        self._captures.compare_again(self._asked, comparison, annotations, answer)

    def _update_page(self) -> None:
        if self._page is not None and self._comparison is not None and self.is_shown:
            self._page.update_marks(self._comparison, self._annotations())

    def _say_waiting(self) -> None:
        article = self._model.article
        waiting = article.waiting_version_id if article is not None else ""
        if not waiting or self._model.following.busy:
            self._line.say_nothing()
        else:
            left = [a for a in self._model.annotations if not a.is_decided_in(waiting)]
            self._line.say_waiting(len(left))
        self._show_line()

    def _show_line(self) -> None:
        """It is about the article: over another page it would be about something else."""
        self._line.setVisible(self._line.says_something and not self._reader.view.isHidden())
