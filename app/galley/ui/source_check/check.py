"""The source check of one window: joins its page, the model and the library."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.domain.article import Article
from galley.domain.changes import ChangeSet
from galley.domain.errors import GalleyError
from galley.domain.structure import AsCaptured, Correction, SetLead
from galley.services.corrections import source_check
from galley.services.corrections.source_check import SourceView
from galley.services.desk import OpenArticle
from galley.services.saving import SaveState
from galley.ui.model.tasks import run_task
from galley.ui.source_check.orders import Order, Piece, Pins, rows_of
from galley.ui.source_check.page import SourceCheckPage
from galley.ui.source_check.wishes import (
    AS_CAPTURED,
    BRING_BACK,
    CARRY_OVER,
    CREDIT,
    JOIN,
    LEAD,
    LEAVE_OUT,
    REFUSE,
    SPLIT,
    ChoosePicture,
    Plain,
    RemovePicture,
    ToType,
    ToZone,
    Wish,
)
from galley.ui.source_check.words import done_text

if TYPE_CHECKING:
    from galley.ui.components.toast import Toast
    from galley.ui.model.app_model import AppModel
    from galley.ui.theme.current import ThemeSource
    from galley.ui.window.main_window import MainWindow
    from galley.ui.window.sheets import Sheets

__all__ = ["SourceCheck"]

# What undo calls several corrections that are one to the person.
_LABELS: Mapping[Wish, str] = MappingProxyType(
    {CREDIT: "Photo credit set apart", CARRY_OVER: "Corrections carried over"}
)


class SourceCheck(QObject):
    """The page, made when it is first asked for, and what is done there.

    A correction is made by the library and shown when it is on the disk; what is wished meanwhile
    waits, so that keys in a row each meet the blocks that the one before left. Whoever chooses
    other blocks in between means these, however slow the disk is.

    Args:
        window: Owns it; the page lies over its reader, and its panel makes room.
        model: What is corrected.
        themes: The colours.
        toast: Says what was done.
        sheets: Ask for pictures and details.
        trouble: Says a sentence that a person can act on.
        undo_key: The key that takes an edit back, for the toast.
    """

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: "ThemeSource",
        toast: "Toast",
        sheets: "Sheets",
        *,
        trouble: Callable[[str], None],
        undo_key: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._toast, self._sheets = window, model, toast, sheets
        self._trouble, self._undo_key = trouble, undo_key
        self._view: SourceView | None = None
        self._busy = False
        self._waiting: deque[Order] = deque()
        self._then = -1  # the block to go to once the correction is shown
        self._pins: Pins = ()  # the blocks that it is made of
        self._caret = 0  # of the correction, if one is needed
        self._start = -1  # the block to begin at
        self._to_doubtful = False  # as soon as it is shown
        self._place = ("", -1)  # of the reader, when the page was shown: the version and where
        self.page = SourceCheckPage(themes)
        page = self.page
        page.wished.connect(self._wish)
        page.details_wanted.connect(sheets.edit_details)
        page.dismissed.connect(self.leave)
        page.shown.connect(lambda: window.panes.cover_panel(covered=True))
        page.hidden.connect(lambda: window.panes.cover_panel(covered=False))
        page.set_scale(window.zoom / 100)
        window.typography_changed.connect(lambda how: page.set_scale(how.zoom / 100))
        model.article_opened.connect(self._on_article_opened)
        model.article_changed.connect(self._on_article_changed)
        model.editing.corrected.connect(self._on_corrected)
        model.editing.correction_failed.connect(self._give_up)
        model.save_state_changed.connect(self._on_save_state)
        model.editing.withdraw = self._withdraw

    # -- coming and going ------------------------------------------------------------------------

    def show(self, *, doubt: bool = False) -> None:
        """Lay the page over the reader and give it the keys.

        It begins at what is selected or read there, unless one comes back from the same place.

        Args:
            doubt: Begin at what may have been read wrongly.
        """
        version = self._model.version
        if version is None:
            return
        reader = self._window.reader
        passage = reader.selecting.passage
        place = (version.id, reader.reading_offset())
        if (passage or place != self._place) and not doubt and version.blocks:
            begin = passage[0] if passage else place[1]
            self._start = version.block_index(min(begin, len(version.text)))
        self._place, self._to_doubtful = place, doubt
        reader.set_active("", scroll=False)
        reader.selecting.clear()
        self._look()
        reader.cover(self.page)
        self.page.setFocus()

    def leave(self) -> None:
        """Back to the article."""
        self._window.reader.uncover()
        self._window.reader.setFocus()

    def _look(self) -> None:
        version = self._model.version
        if version is None:
            return

        def show(view: SourceView) -> None:
            article = self._model.article
            if article is not None and view.version.id == self._shown_version:
                self._show(view, article)

        def fail(error: Exception) -> None:
            self._give_up()
            if not isinstance(error, GalleyError):
                raise error
            self._trouble(str(error))

        thread = self._model.library_thread
        run_task(
            self,
            lambda: thread.submit(lambda library: source_check.look(library, version.id)),
            show,
            fail,
        )

    def _show(self, view: SourceView, article: Article) -> None:
        known, self._view = self._view, view
        # Else a person chose others meanwhile, and stays there.
        stayed = self.page.chosen_blocks == rows_of(self._pins)
        self.page.show_view(view, article)
        if self._then >= 0:
            self._pins, self._caret = self.page.pins([self._then]), 0
            if stayed:
                self.page.go_to(self._then)
        elif not self._busy and known is not None and known.version.id == view.version.id:
            self.page.go_to_changed()  # by an undo or redo
        if self._start >= 0:
            self.page.go_to(self._start)
        if self._to_doubtful:
            self.page.go_to_doubtful()
        self._start, self._to_doubtful = -1, False
        self._then, self._busy = -1, False
        if self._waiting:
            self._carry_out(self._waiting.popleft())

    # -- what the model says ---------------------------------------------------------------------

    def _on_article_opened(self, opened: OpenArticle) -> None:
        """Another article, another version of it, or this one as it is read by now."""
        if self._view is not None and opened.version.id != self._view.version.id:
            self._give_up()  # what waits was wished of the blocks of that one
        if self.page.isVisible() or self._waiting:
            self._look()

    def _on_article_changed(self, article: Article, _version: object) -> None:
        if self.page.isVisible() and self._view is not None:
            self.page.show_view(self._view, article)
            self.page.go_to_changed()  # a photo that has another picture

    def _on_corrected(self, change_set: ChangeSet) -> None:
        version = self._model.version
        if version is not None:
            self._toast.show_message(
                done_text(change_set, version.id),
                action=self.tr("Undo"),
                key=self._undo_key(),
            )

    def _on_save_state(self, state: SaveState) -> None:
        if state is SaveState.FAILED:
            self._give_up()

    def _give_up(self) -> None:
        """What waits was wished of blocks that are not as they were to be."""
        self._waiting.clear()
        self._busy, self._then = False, -1

    def _withdraw(self) -> bool:
        """Give up the last wish that waits: an undo that overtook it would take back another."""
        if not self._waiting:
            return False
        self._waiting.pop()
        self._toast.show_message(self.tr("Taken back"), icon="undo-2")
        return True

    # -- what the person wishes ------------------------------------------------------------------

    def _wish(self, wish: Wish) -> None:
        page, view = self.page, self._view
        chosen = page.chosen_blocks
        before = self._waiting[-1].blocks if self._waiting else self._pins
        goes_on = self._busy and rows_of(before) == chosen
        fragments = view.fragments if view else ()
        pieces = tuple(Piece.at(fragments, number) for number in page.chosen_fragments)
        order = Order(wish, page.pins(chosen), page.blocks.caret, pieces, goes_on)
        if self._busy:
            self._waiting.append(order)
        else:
            self._carry_out(order)

    def _carry_out(self, order: Order) -> None:
        wish = order.wish
        if not order.goes_on:
            self._pins, self._caret = order.blocks, order.caret
        rows = rows_of(self._pins)
        if isinstance(wish, ChoosePicture):
            self._sheets.give_picture(wish.figure, None)
        elif isinstance(wish, RemovePicture):
            self._model.editing.remove_picture(wish.figure)
        elif self._view is not None and self._view.version.id == self._shown_version:
            label = _LABELS.get(wish, "")
            if wish == LEAVE_OUT and len(rows) > 1:
                label = "Blocks left out"
            corrections = self._corrections(self._view, order, rows)
            if wish == BRING_BACK and len(corrections) > 1:
                label = "Pieces brought back"
            if wish == REFUSE:
                label = "Passage left out" if len(order.pieces) == 1 else "Passages left out"
            self._correct(corrections, label)
        if not self._busy and self._waiting:
            self._carry_out(self._waiting.popleft())

    @property
    def _shown_version(self) -> str:
        """The id of the version that the window shows: another may be on its way to the page."""
        version = self._model.version
        return version.id if version else ""

    def _corrections(self, view: SourceView, order: Order, rows: list[int]) -> list[Correction]:
        wish = order.wish
        if wish == BRING_BACK:
            return self._return(view, order.pieces)
        if wish == REFUSE:
            return source_check.refusals_of(view, _numbers(view, order.pieces))
        if wish == AS_CAPTURED:
            return [AsCaptured()]
        if wish == CARRY_OVER:
            return list(view.to_carry)
        if not rows:
            return []
        if isinstance(wish, ToZone):
            return source_check.zone_corrections(view, rows, wish.zone)
        if isinstance(wish, ToType):
            return source_check.type_corrections(
                view, rows, wish.type, wish.level, ordered=wish.ordered
            )
        return self._plain(view, wish, rows) if isinstance(wish, Plain) else []

    def _plain(self, view: SourceView, wish: Plain, rows: list[int]) -> list[Correction]:
        if wish in (SPLIT, CREDIT):
            return self._split(view, rows[0], credit=wish == CREDIT)
        if wish == JOIN:
            joins = source_check.join_corrections(view, rows)
            if not joins:
                self._toast.show_message(self.tr("These can’t be joined"), icon="info")
            self._then = rows[0] if joins else -1
            return joins
        if wish == LEAVE_OUT:
            self._then = rows[0]
            return source_check.leave_out_corrections(rows)
        figure = view.version.blocks[rows[0]].group
        return [SetLead(figure)] if wish == LEAD and figure >= 0 else []

    def _split(self, view: SourceView, row: int, *, credit: bool) -> list[Correction]:
        caret = self._caret
        found: list[Correction]
        if credit:
            found = source_check.credit_corrections(view, row, caret)
        else:
            split = source_check.split_correction(view, row, caret)
            found = [split] if split is not None else []
        if not found:
            message = self.tr("Put the caret where the block is to be split: click, or arrow keys")
            self._toast.show_message(message, icon="info")
            return []
        self._then = row + 1
        return found

    def _return(self, view: SourceView, pieces: Sequence[Piece]) -> list[Correction]:
        backs = source_check.returns_of(view, _numbers(view, pieces))
        if backs:
            self._then = backs[-1].at  # of the first on the page
        return list(backs)

    def _correct(self, corrections: list[Correction], label: str) -> None:
        if corrections and self._view is not None:
            self._busy = True
            self._model.editing.correct(self._view.structure, corrections, label)


def _numbers(view: SourceView, pieces: Sequence[Piece]) -> list[int]:
    """The numbers of stretches of the capture by now, of those that still are stretches."""
    found = (piece.number_in(view.fragments) for piece in pieces)
    return [number for number in found if number >= 0]
