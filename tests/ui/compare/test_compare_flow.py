"""Reviewing a later capture in the window, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus, Decision
from galley.ui.compare.detail import Detail
from galley.ui.compare.waiting_line import WaitingLine
from galley.ui.theme.current import ThemeSource
from tests.captures_apart import BRIDGE, HEADLINE, blocks_of
from tests.ui.compare.rig import CONTROL, SHIFT, Rig, fill, said
from tests.ui.driving import focused, library_file

Key = Qt.Key


def line_of(rig: Rig) -> WaitingLine:
    line = rig.window.findChild(WaitingLine)
    assert line is not None
    return line


def detail(rig: Rig) -> Detail:
    return rig.page.review.detail


def test_the_reader_says_quietly_that_a_capture_waits(rig: Rig) -> None:
    line = line_of(rig)
    assert line.isVisible()
    assert line.words == "A new capture is waiting: 6 marks to review"

    rig.click(line.button)
    rig.flush()
    rig.settle()

    was_open = rig.is_open
    assert not line.isVisible()
    assert not rig.window.chrome.panel.isVisible()
    rig.press(Key.Key_Escape)
    assert (was_open, rig.is_open) == (True, False)
    assert line.isVisible()
    assert rig.window.chrome.panel.isVisible()


def test_over_another_page_the_line_is_not_seen_and_the_list_says_it_all_the_time(
    rig: Rig,
) -> None:
    rig.flush()
    rig.settle()
    rig.window.chrome.actions["annotations.all"].trigger()
    rig.settle()
    assert not line_of(rig).isVisible()
    rig.press(Key.Key_Escape)
    assert line_of(rig).isVisible()
    assert [row.waiting for row in rig.model.shelf.summaries] == [True]
    rig.compare()
    rig.click(rig.button("Discard new capture"))
    rig.flush()
    rig.settle()
    assert [row.waiting for row in rig.model.shelf.summaries] == [False]


def test_to_review_first_with_the_headline_before_all_and_the_loud_before_the_rest(
    rig: Rig,
) -> None:
    rig.compare()

    assert rig.rows() == [
        "Headline, Changed, Harbour bridge to close for 14 weeks, mayor says",
        "Statistic, Changed, A total of 202 boats, Figure changed: 202 → 212",
        "Claim, Suggested, the work is safe, A “not” was added",
        "Query, Suggested, said the the work, Typo fixed: “the the” → “the”",
        "Statistic, Moved, nine of the pillars, Paragraph 5 → 6",
        "Quote, Orphan, “It is still too slow for us,”, Not found in the new text",
        "Context, Moved, Masts and cranes must pass before six in the morning, Paragraph 8 → 4",
        "Anchored 1, No action needed",
        "Quote, Anchored, We were not asked before the vote, In its place, in the same words",
    ]
    assert rig.page.header.left == "6 left to review"
    assert detail(rig).title == "The headline changed"


def test_a_corrected_figure_is_accepted_by_key_and_taken_back(rig: Rig) -> None:
    rig.compare()
    rig.press(Key.Key_Down)
    assert detail(rig).title == "The figure changed inside your highlight"
    assert detail(rig).place == "1 of 6"
    assert detail(rig).word_row.words == "A total of 202 212 boats"
    assert detail(rig).word_row.figure == "+10 · +5.0%"
    assert detail(rig).notice.title == "Accepting sets this fact back to Unchecked"
    assert "202 boats" in detail(rig).old_card.words
    assert "212 boats" in detail(rig).new_card.words
    assert said(detail(rig).old_card).endswith("paragraph 2")

    rig.press(Key.Key_A)

    mark = rig.kept("202 boats")
    placement = mark.placement_in(rig.new.id)
    assert placement is not None
    assert (placement.decision, placement.by) == (Decision.ACCEPTED, "Bo")
    assert placement.targets[0].exact == "A total of 212 boats"
    assert mark.check.status is CheckStatus.UNCHECKED
    assert mark.targets[0].exact == "A total of 202 boats"  # of the old nothing is touched
    assert rig.page.header.left == "5 left to review"
    assert rig.current().startswith("Claim")

    rig.press(Key.Key_Z, CONTROL)

    mark = rig.kept("202 boats")
    assert mark.placement_in(rig.new.id) is None
    assert mark.check.status is CheckStatus.CONFIRMED
    assert rig.page.header.left == "6 left to review"
    assert rig.current().startswith("Statistic, Changed")


def test_a_review_with_the_mouse(rig: Rig) -> None:
    rig.compare()
    rig.choose("202 boats")
    rig.click(detail(rig).accept)
    assert rig.kept("202 boats").targets_in(rig.new.id)
    rig.choose("too slow")
    assert not detail(rig).accept.isVisible()
    assert "asked for a second crew" in detail(rig).new_card.words  # what stands there now
    rig.click(detail(rig).keep)

    placement = rig.kept("too slow").placement_in(rig.new.id)

    assert placement is not None
    assert (placement.decision, placement.targets) == (Decision.KEPT, ())
    assert rig.kept("too slow").check.status is CheckStatus.CONFIRMED
    assert "Reviewed 2, Ctrl Z undoes" in rig.rows()
    rig.choose("Old wording kept")
    assert detail(rig).title == "You keep the old wording"
    rig.click(detail(rig).again)
    assert rig.kept("too slow").placement_in(rig.new.id) is None
    assert rig.current().startswith("Quote, Orphan")


def test_enter_goes_to_what_can_be_done_and_on_from_mark_to_mark(rig: Rig) -> None:
    rig.compare()
    rig.press(Key.Key_Down)
    rig.press(Key.Key_Return)
    assert QApplication.focusWidget() is detail(rig).accept
    assert rig.window.chrome._focus_ring.target is detail(rig).accept

    rig.press(Key.Key_Return)
    rig.settle()

    assert QApplication.focusWidget() is detail(rig).accept  # of the next mark
    assert detail(rig).title == "A “not” was added inside your highlight"
    rig.press(Key.Key_Tab)
    assert QApplication.focusWidget() is detail(rig).keep
    rig.press(Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is rig.page.review.list
    rig.press(Key.Key_F6)
    assert QApplication.focusWidget() is detail(rig).accept
    rig.press(Key.Key_F6)
    assert rig.window.chrome.strip.isAncestorOf(focused())


def test_a_negation_is_loud_and_a_moved_mark_is_not(rig: Rig) -> None:
    rig.compare()
    rig.choose("the work is safe")
    assert detail(rig).title == "A “not” was added inside your highlight"
    assert detail(rig).word_row.words == "the work is not safe"
    assert detail(rig).notice.title == "Accepting sets this fact back to Unchecked"

    rig.choose("Masts and cranes")

    assert detail(rig).title == "The words stand elsewhere now"
    assert not detail(rig).notice.isVisible()
    rig.press(Key.Key_A)
    mark = rig.kept("Masts and cranes")
    assert mark.targets_in(rig.new.id)
    assert mark.check.status is CheckStatus.CONFIRMED  # the same words: the check holds


def test_words_are_chosen_in_the_new_text_with_keys(rig: Rig) -> None:
    rig.compare()
    rig.choose("too slow")
    rig.press(Key.Key_R)
    reattach = rig.page.review.reattach
    assert reattach.isVisible()
    assert QApplication.focusWidget() is reattach.text
    assert not reattach.attach.isEnabled()

    rig.press(Key.Key_Home)  # of the line where the words stood
    for _ in range(2):
        QTest.keyClick(reattach.text, Key.Key_Right, CONTROL | SHIFT)
    rig.press(Key.Key_Return)

    placement = rig.kept("too slow").placement_in(rig.new.id)
    assert placement is not None
    assert placement.decision is Decision.ATTACHED
    assert placement.targets[0].exact == "The head"
    assert rig.kept("too slow").check.status is CheckStatus.UNCHECKED  # other words
    rig.choose("Re-attached")
    assert detail(rig).title == "You chose these words"
    assert "The head of the pilots" in detail(rig).new_card.words


def test_words_are_chosen_with_the_mouse_or_not_at_all(rig: Rig) -> None:
    rig.compare()
    rig.choose("too slow")
    rig.click(detail(rig).reattach)
    start = rig.new.text.index("a second crew")
    rig.drag(start, start + len("a second crew"))
    assert rig.page.review.reattach.passage == (start, start + 13)
    rig.press(Key.Key_Escape)
    assert rig.is_open  # back to the mark, not to the article
    assert rig.kept("too slow").placement_in(rig.new.id) is None

    rig.press(Key.Key_R)
    rig.drag(start, start + len("a second crew"))
    rig.click(rig.page.review.reattach.attach)

    assert [one.exact for one in rig.kept("too slow").targets_in(rig.new.id)] == ["a second crew"]


def test_who_selects_words_is_not_disturbed_by_what_comes_meanwhile(rig: Rig) -> None:
    rig.compare()
    rig.choose("too slow")
    rig.press(Key.Key_R)
    start = rig.new.text.index("a second crew")
    rig.drag(start, start + 8)

    other = next(one for one in rig.model.annotations if "202" in one.exact)
    rig.model.marking.set_check(other.id, CheckStatus.WRONG)
    rig.settle()

    assert rig.page.review.reattach.isVisible()
    assert rig.page.review.reattach.passage == (start, start + 8)


def test_delete_goes_to_the_trash_and_comes_back(rig: Rig) -> None:
    rig.compare()
    rig.choose("too slow")

    rig.press(Key.Key_Delete)
    rig.settle()

    assert not any("too slow" in row for row in rig.rows())
    assert rig.page.header.left == "5 left to review"
    rig.press(Key.Key_Z, CONTROL)
    rig.settle()
    assert rig.page.header.left == "6 left to review"
    assert rig.current().startswith("Quote, Orphan")


def test_finish_reads_the_new_capture_and_leaves_the_undecided_in_sight(
    qtbot: QtBot, rig: Rig
) -> None:
    rig.compare()
    rig.choose("202 boats")
    rig.press(Key.Key_A)
    rig.settle()
    new = rig.new

    with qtbot.waitSignal(rig.model.article_opened):
        rig.click(rig.button("Finish"))
    rig.flush()

    assert not rig.is_open
    assert not line_of(rig).isVisible()
    assert rig.model.version is not None
    assert rig.model.version.id == new.id
    assert rig.window.chrome.panel.cards.count == 7
    painted = {rig.model.version.text[m.start : m.end] for m in rig.window.reader.view.marks}
    assert painted == {"A total of 212 boats", "We were not asked before the vote"}
    toast = rig.window.chrome.toast
    assert toast.message == "The new capture is read now; 5 marks have no place in it yet"

    rig.compare()  # again, later
    assert rig.page.header.left == "5 left to review"
    assert rig.button("Close").isVisible()
    rig.choose("Masts and cranes")
    rig.press(Key.Key_A)
    assert rig.kept("Masts and cranes").targets_in(new.id)
    rig.click(rig.button("Close"))
    assert not rig.is_open


def test_the_view_and_the_end_have_keys(qtbot: QtBot, rig: Rig) -> None:
    rig.compare()
    rig.press(Key.Key_V)
    assert rig.page.shows_whole
    assert QApplication.focusWidget() is rig.page.whole.list
    rig.press(Key.Key_V)
    assert rig.page.shows_review
    assert QApplication.focusWidget() is rig.page.review.list

    with qtbot.waitSignal(rig.model.article_opened):
        rig.press(Key.Key_Return, CONTROL)

    assert not rig.is_open
    assert rig.model.version is not None
    assert rig.model.version.number == 2


def test_finish_is_taken_back_by_the_toast(qtbot: QtBot, rig: Rig) -> None:
    rig.compare()
    old = rig.page.comparison
    assert old is not None
    with qtbot.waitSignal(rig.model.article_opened):
        rig.click(rig.button("Finish"))

    with qtbot.waitSignal(rig.model.article_opened):
        rig.click(rig.window.chrome.toast.button)

    assert rig.model.version is not None
    assert rig.model.version.id == old.old.id
    assert line_of(rig).isVisible()


def test_a_discarded_capture_is_brought_back_by_the_toast(qtbot: QtBot, rig: Rig) -> None:
    rig.compare()

    rig.click(rig.button("Discard new capture"))
    rig.flush()

    assert not rig.is_open
    assert not line_of(rig).isVisible()
    assert rig.window.chrome.toast.message == "New capture discarded"
    rig.click(rig.window.chrome.toast.button)
    qtbot.waitUntil(lambda: line_of(rig).isVisible())


def test_a_part_of_the_marks_alone(rig: Rig) -> None:
    rig.compare()
    chips = {chip.text(): chip for chip in rig.page.review.chips.values()}
    assert (chips["Anchored"].count, chips["All"].count) == (1, 7)

    rig.click(chips["Anchored"])
    assert [row.split(",")[0] for row in rig.rows()] == ["Quote"]
    assert detail(rig).title == "Nothing changed here"
    rig.click(chips["All"])

    assert len(rig.rows()) == 8


def test_marks_that_are_edited_elsewhere_are_shown_as_they_are(rig: Rig) -> None:
    rig.compare()
    mark = next(one for one in rig.model.annotations if "202" in one.exact)

    rig.model.marking.trash([mark.id])
    rig.settle()

    assert not any("202" in row for row in rig.rows())


def test_one_capture_is_nothing_to_compare(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path
) -> None:
    path = library_file(tmp_path)
    fill(path, blocks_of(HEADLINE, BRIDGE), blocks_of(HEADLINE, BRIDGE))
    rig = Rig(qtbot, themes, path)
    rig.compare()
    rig.click(rig.button("Discard new capture"))
    rig.flush()

    rig.press(Key.Key_D, CONTROL)
    rig.flush()

    assert not rig.is_open
    assert "only one capture" in rig.window.chrome.toast.message
    rig.close()


@pytest.fixture
def same(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Callable[[], Rig]]:
    """A later capture with the same words."""
    path = library_file(tmp_path)
    fill(path, blocks_of(HEADLINE, BRIDGE), blocks_of(HEADLINE, BRIDGE))
    made = Rig(qtbot, themes, path)
    yield lambda: made
    made.close()


def test_nothing_is_decided_about_what_an_undo_is_just_taking_back(rig: Rig) -> None:
    rig.compare()
    rig.choose("202 boats")
    rig.press(Key.Key_A)
    rig.settle()
    rig.choose("202 boats")

    rig.model.undo()  # its answer has not come when the key is pressed
    rig.click(detail(rig).again)
    rig.settle()

    assert rig.model.unsaved == ()
    assert rig.kept("202 boats").placement_in(rig.new.id) is None
    assert not rig.window.chrome.error_bar.isVisible()


def test_the_same_text_needs_no_review(same: Callable[[], Rig]) -> None:
    rig = same()
    assert line_of(rig).words == "A new capture is waiting: no mark needs a review"

    rig.compare()

    assert rig.page.header.left == "Nothing left to review"
    assert rig.rows()[0] == "Anchored 7, No action needed"
    assert rig.page.whole.bar.count.text() == "No changes"
    assert not rig.page.whole.bar.next.isEnabled()
    rig.click(rig.button("Finish"))
    rig.flush()
    assert rig.window.chrome.toast.message == "The new capture is read now"


def test_the_keys_of_the_review_do_nothing_elsewhere(rig: Rig) -> None:
    for key in (Key.Key_A, Key.Key_K, Key.Key_R):
        rig.press(key)
    rig.flush()

    assert not rig.is_open
    assert not rig.window.chrome.actions["compare.accept"].isEnabled()
    rig.compare()
    assert rig.window.chrome.actions["compare.accept"].isEnabled()


def test_a_hit_of_a_search_is_shown_in_the_article_and_not_behind_the_page(
    qtbot: QtBot, rig: Rig
) -> None:
    rig.compare()
    rig.press(Key.Key_L, CONTROL)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "pillars")
    qtbot.waitUntil(lambda: not rig.is_open)  # the page of results lies over the article now

    QTest.keyClick(field, Key.Key_Return)

    qtbot.waitUntil(lambda: rig.window.reader.view.isVisible())
    assert not rig.is_open
    assert rig.window.chrome.panel.isVisible()


def test_the_article_is_read_anew_under_the_page(qtbot: QtBot, rig: Rig) -> None:
    rig.compare()
    assert rig.model.article is not None
    with qtbot.waitSignal(rig.model.article_opened):
        rig.model.open_article(rig.model.article.id)
    rig.flush()
    rig.settle()
    assert rig.is_open

    rig.choose("202 boats")
    rig.press(Key.Key_A)

    assert rig.kept("202 boats").targets_in(rig.new.id)


def test_another_version_closes_the_page(qtbot: QtBot, rig: Rig) -> None:
    rig.compare()

    with qtbot.waitSignal(rig.model.article_opened):
        rig.model.show_version(rig.new.id)

    assert not rig.is_open
    assert line_of(rig).isVisible()


def test_keys_of_ones_own_stand_on_the_buttons(rig: Rig) -> None:
    rig.compare()
    from PySide6.QtGui import QKeySequence

    rig.window.chrome.keys.change("compare.accept", QKeySequence("Y"))
    rig.press(Key.Key_Down)

    rig.press(Key.Key_Y)

    assert rig.kept("202 boats").targets_in(rig.new.id)
    assert detail(rig).accept._key == "Y"


def test_a_narrow_window_puts_the_passages_below_each_other(rig: Rig) -> None:
    rig.compare()
    rig.window.resize(900, 640)
    rig.press(Key.Key_Down)

    old, new = detail(rig).old_card, detail(rig).new_card

    assert (
        new.mapTo(rig.page, new.rect().topLeft()).y()
        > old.mapTo(rig.page, old.rect().bottomLeft()).y()
    )


@pytest.mark.parametrize("theme", ["dark", "sepia", "light"])
def test_another_theme_is_followed(rig: Rig, themes: ThemeSource, theme: str) -> None:
    rig.compare()
    themes.set_choice(theme)

    shot = rig.page.grab().toImage()

    paper = themes.theme.paper.lower()
    assert shot.pixelColor(shot.width() - 8, shot.height() - 8).name() == paper


def test_the_texts_follow_the_size_of_the_article(rig: Rig) -> None:
    rig.compare()
    rig.press(Key.Key_Down)
    before = detail(rig).old_card.heightForWidth(320)

    for _ in range(4):
        rig.press(Key.Key_Plus, CONTROL)

    assert rig.window.zoom > 130
    assert detail(rig).old_card.heightForWidth(320) > 1.3 * before - 60
    view = rig.page.whole
    rig.page.header.views.set_current(1)
    assert view._delegate._scale == rig.window.zoom / 100
