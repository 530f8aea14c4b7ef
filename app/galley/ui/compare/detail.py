"""What became of one mark, and what can be done about it; sends wishes and decides nothing."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import AnchorStatus, Decision
from galley.domain.comparison import CaptureComparison, Happening, PassageComparison, Standing
from galley.domain.proposal import Candidate
from galley.ui.compare.laid_text import PaintedRange, Tint
from galley.ui.compare.next_mark import NextMark
from galley.ui.compare.passage_card import Notice, PassageCard, WordRow
from galley.ui.compare.ranges import differences_in, inline_change, new_ranges, old_ranges
from galley.ui.compare.review import HeadlineRow, MarkRow, Row, is_open
from galley.ui.compare.review_model import ReviewModel
from galley.ui.compare.title import Title
from galley.ui.compare.words import (
    capture_name,
    difference_text,
    place_text,
    time_of,
)
from galley.ui.components.buttons import GhostButton, PrimaryButton, SecondaryButton
from galley.ui.components.flow import FlowLayout
from galley.ui.components.placeholders import filled
from galley.ui.theme.current import ThemeSource

__all__ = ["Detail"]

_MARGIN, _SMALL_MARGIN = 32, 24
_SMALL = 720  # px of width under which margins and gaps shrink
_STACKED = 600  # px under which the two passages stand one below the other
_WIDEST = 1040
_LONGEST = 80  # code points of words that are named


class Detail(QScrollArea):
    """The right side of the review.

    Attributes:
        accept_wanted: Take the place that is proposed.
        keep_wanted: Keep the old wording, without a place.
        reattach_wanted: Choose the words in the new text.
        delete_wanted: The mark to the trash.
        again_wanted: Take back what was decided.
        next_wanted: Go on to the next mark.
    """

    accept_wanted = Signal()
    keep_wanted = Signal()
    reattach_wanted = Signal()
    delete_wanted = Signal()
    again_wanted = Signal()
    next_wanted = Signal()

    def __init__(
        self, themes: ThemeSource, model: ReviewModel, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._themes, self._model, self._now = themes, model, now
        self._comparison: CaptureComparison | None = None
        self._newest = 2
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._title = Title(themes, self._inside)
        self.old_card, self.new_card = PassageCard(themes), PassageCard(themes)
        self.word_row = WordRow(themes)
        self.notice = Notice(themes)
        self.next_mark = NextMark(themes)
        self._make_buttons()
        self._lay_out()
        self.setWidget(self._inside)
        for ground in (self.viewport(), self._inside):
            ground.setAutoFillBackground(False)  # the page's paper is seen
        self.next_mark.chosen.connect(self.next_wanted)
        themes.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self.viewport().update()

    def _make_buttons(self) -> None:
        themes = self._themes
        self.accept = PrimaryButton(
            themes, self.tr("Accept new text"), icon="check", key="A", height=36
        )
        self.keep = SecondaryButton(
            themes, self.tr("Keep old wording"), icon="undo-2", key="K", height=36
        )
        self.reattach = SecondaryButton(
            themes, self.tr("Re-attach…"), icon="link-2", key="R", height=36
        )
        self.again = SecondaryButton(themes, self.tr("Review again"), icon="undo-2", height=36)
        self.delete = GhostButton(themes, self.tr("Delete"), icon="trash-2", height=36)
        for button, wanted in (
            (self.accept, self.accept_wanted),
            (self.keep, self.keep_wanted),
            (self.reattach, self.reattach_wanted),
            (self.again, self.again_wanted),
            (self.delete, self.delete_wanted),
        ):
            button.clicked.connect(wanted)

    def _lay_out(self) -> None:
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(24)
        self._cards.addWidget(self.old_card, 1)
        self._cards.addWidget(self.new_card, 1)
        self._buttons = QWidget(self._inside)
        flow = FlowLayout(self._buttons, gap=12)
        for button in (self.accept, self.keep, self.reattach, self.again, self.delete):
            flow.addWidget(button)
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._column.addSpacing(13)
        self._column.addLayout(self._cards)
        self._column.addSpacing(18)
        self._column.addWidget(self.word_row)
        self._word_gap = QWidget()
        self._word_gap.setFixedHeight(18)
        self._column.addWidget(self._word_gap)
        self._column.addWidget(self.notice)
        self._notice_gap = QWidget()
        self._notice_gap.setFixedHeight(20)
        self._column.addWidget(self._notice_gap)
        self._column.addWidget(self._buttons)
        self._column.addSpacing(26)
        self._column.addWidget(self.next_mark)
        self._column.addStretch(1)

    # -- what is shown ---------------------------------------------------------------------------

    def set_comparison(self, comparison: CaptureComparison, newest: int) -> None:
        """Say which captures it is about.

        Args:
            comparison: The two.
            newest: The number of the article's newest capture in use.
        """
        self._comparison, self._newest = comparison, newest

    def set_scale(self, scale: float) -> None:
        """Set the texts larger or smaller; 1.0 is 100 %."""
        for part in (self.old_card, self.new_card, self.word_row, self.next_mark):
            part.set_scale(scale)

    def set_keys(self, accept: str, keep: str, reattach: str) -> None:
        """Some action has other keys."""
        self.accept.set_key(accept)
        self.keep.set_key(keep)
        self.reattach.set_key(reattach)

    def show_row(
        self, row: Row | None, place: str, following: MarkRow | None, *, again: bool = False
    ) -> None:
        """Show what became of a mark, or of the headline.

        Args:
            row: Which; None for nothing at all.
            place: Which of how many it is.
            following: The next mark to decide about.
            again: It is shown already, and stays where it is scrolled to.
        """
        self._inside.setVisible(isinstance(row, HeadlineRow | MarkRow))
        if not isinstance(row, HeadlineRow | MarkRow) or self._comparison is None:
            return
        self._title.show_row(row, place, same_place=self._is_in_place(row))
        if isinstance(row, MarkRow):
            self._show_mark(row, self._comparison)
        else:
            self._show_headline(row, self._comparison)
        self._show_buttons(row)
        self.setFocusProxy(self.first_control or self.accept)
        candidate = _closest(following) if following else None
        text = self._comparison.new
        line = self._model.line_of(following) if following else ""
        self.next_mark.show_next(following, line, candidate, text)
        if not again:
            self.verticalScrollBar().setValue(0)

    def _is_in_place(self, row: HeadlineRow | MarkRow) -> bool:
        """Whether a mark stands in the same paragraph as before."""
        if isinstance(row, HeadlineRow):
            return False
        main = row.mark.main
        old, new = self._model.standing(main.old, new=False), self._model.standing(main.new)
        return old == new

    @property
    def title(self) -> str:
        """What it says that happened."""
        return self._title.words.text()

    @property
    def place(self) -> str:
        """Which of how many is shown."""
        return self._title.place.text()

    def _show_mark(self, row: MarkRow, comparison: CaptureComparison) -> None:
        passage, kind = row.mark.main, row.annotation.kind
        old, new = comparison.old, comparison.new
        one, other = passage.old_stretch, passage.new_stretch
        old_words = old.text[one.start : one.end] if one else passage.words
        painted = old_ranges(passage, kind)
        if one is None:
            painted = [PaintedRange(0, len(passage.words), Tint(kind))]
        part = self._part(row)
        self._show_card(self.old_card, passage.old, old_words, painted, "", new=False, part=part)
        new_words = new.text[other.start : other.end] if other else ""
        missing = self._missing(row, passage)
        place = passage.new or ((other.start, other.start) if other else None)
        painted = new_ranges(passage, kind)
        self._show_card(self.new_card, place, new_words, painted, missing, part=part)
        words, ranges = inline_change(passage, old.text, new.text)
        figure = difference_text(row.mark.figure) if row.mark.figure else ""
        self.word_row.show_change(words, ranges, figure)
        self._set_word_row(bool(ranges))
        self._show_notice(row)

    def _part(self, row: MarkRow) -> str:
        """Which part of an elided quotation is shown: the one that needs a person most."""
        passages = row.mark.passages
        if len(passages) == 1:
            return ""
        number = passages.index(row.mark.main) + 1
        return " · " + filled(self.tr("part %1 of %2"), number, len(passages))

    def _missing(self, row: MarkRow, passage: PassageComparison) -> str:
        if row.mark.status is AnchorStatus.AMBIGUOUS:
            return filled(
                self.tr("These words stand in %1 places. Re-attach shows them to choose from."),
                len(passage.candidates),
            )
        return self.tr("Neither these words nor their paragraph are in this capture.")

    def _show_card(
        self,
        card: PassageCard,
        place: tuple[int, int] | None,
        words: str,
        ranges: list[PaintedRange],
        missing: str,
        *,
        new: bool = True,
        part: str = "",
    ) -> None:
        assert self._comparison is not None  # noqa: S101 - a row is shown
        version = self._comparison.new if new else self._comparison.old
        standing = self._model.standing(place, new=new)
        card.show_passage(
            capture_name(version, self._newest),
            self._meta(time_of(version, self._now()), standing) + part,
            words,
            ranges,
            missing="" if words else missing,
        )

    @staticmethod
    def _meta(time: str, standing: Standing | None) -> str:
        return f"{time} · {place_text(standing)}" if standing else time

    def _show_headline(self, row: HeadlineRow, comparison: CaptureComparison) -> None:
        change = row.change
        for card, version, stretch, new in (
            (self.old_card, comparison.old, change.old, False),
            (self.new_card, comparison.new, change.new, True),
        ):
            words = version.text[stretch.start : stretch.end] if stretch else ""
            ranges = differences_in(change.differences, stretch, old=not new) if stretch else []
            place = (stretch.start, stretch.end) if stretch else None
            missing = self.tr("There is no headline in this capture.")
            self._show_card(card, place, words, ranges, missing, new=new)
        self._set_word_row(False)
        self._set_notice("", "")

    def _set_word_row(self, shown: bool) -> None:
        self.word_row.setVisible(shown)
        self._word_gap.setVisible(shown)

    def _show_notice(self, row: MarkRow) -> None:
        mark, checked = row.mark, row.annotation.check.status.is_checked
        same = (Happening.NOTHING, Happening.MOVED, Happening.OTHER_SENTENCE)
        other_words = mark.happening not in same
        kept = self.tr("The first capture stays in History, so the old wording is never lost.")
        if row.decision is not None or mark.status is AnchorStatus.ANCHORED:
            self._set_notice("", "")
        elif not mark.is_placed:
            self._set_notice(self.tr("Nothing is decided for you"), self._what_to_do(mark.main))
        elif other_words and checked:
            self._set_notice(self.tr("Accepting sets this fact back to Unchecked"), kept)
        elif other_words:
            self._set_notice(self.tr("Accepting takes the new words; the fact is unchecked"), kept)
        else:
            self._set_notice("", "")

    def _what_to_do(self, passage: PassageComparison) -> str:
        """What a person can do about words that have no place, and what is closest to them."""
        assert self._comparison is not None  # noqa: S101 - a row is shown
        closest = passage.candidates[0] if passage.candidates else None
        if closest is None or closest.likeness >= 1:
            return self.tr("Keep the old wording, or choose the words in the new text.")
        words = " ".join(self._comparison.new.text[closest.start : closest.end].split())
        return filled(
            self.tr("Closest in the new text, %1% alike: “%2”. Re-attach shows where it stands."),
            round(100 * closest.likeness),
            words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…",
        )

    def _set_notice(self, title: str, sentence: str) -> None:
        self.notice.say(title, sentence)
        self.notice.setVisible(bool(title))
        self._notice_gap.setVisible(bool(title))

    def _show_buttons(self, row: HeadlineRow | MarkRow) -> None:
        self._buttons.setVisible(isinstance(row, MarkRow))
        if not isinstance(row, MarkRow):
            return
        self.accept.setVisible(is_open(row) and row.mark.is_placed)
        self.keep.setVisible(is_open(row))
        self.again.setVisible(row.decision not in (None, Decision.AUTOMATIC))

    @property
    def first_control(self) -> QWidget | None:
        """The first thing that can be done, where the keyboard comes in."""
        buttons = (self.accept, self.keep, self.again, self.reattach, self.next_mark.button)
        return next((one for one in buttons if one.isVisibleTo(self)), None)

    def focus_first(self) -> None:
        """Give the keys to the first thing that can be done."""
        first = self.first_control
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(first, 0, 24)

    @property
    def holds_focus(self) -> bool:
        """Whether one of its buttons has the keys."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # -- looks -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the two passages stand one below the other; wide, the column ends."""
        super().resizeEvent(event)
        width = self.viewport().width()
        side = _SMALL_MARGIN if width < _SMALL else _MARGIN
        right = max(side, width - side - _WIDEST)
        self._column.setContentsMargins(side, 24, right, 32)
        stacked = width < _STACKED
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(down if stacked else across)
        self._cards.setSpacing(16 if width < _SMALL else 24)


def _closest(row: MarkRow) -> Candidate | None:
    candidates = row.mark.main.candidates
    return candidates[0] if candidates and row.mark.main.new is None else None
