"""The capture's rows: menus folded, whatever may be the article's by itself."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.article import Block, LeftOut, Metadata, Version, Zone
from galley.domain.reading import BY_HAND
from galley.services.corrections.source_check import Fragment, source_view
from galley.ui.lists.row_window import RowWindow
from galley.ui.source_check.page import SourceCheckPage
from galley.ui.source_check.rows import capture_rows, spoken_capture
from galley.ui.theme.current import ThemeSource
from tests.marked_article import an_article

MENU = [
    Fragment(name, "a menu", spare=n) for n, name in enumerate(("Home", "News", "Sport", "Arts"))
]


def test_short_pieces_side_by_side_for_one_reason_are_one_row() -> None:
    (row,) = capture_rows(MENU, ())
    assert row.is_folded
    assert row.words == "Home · News · Sport · Arts"
    assert spoken_capture(row) == "4 pieces left out: a menu, Home · News · Sport · Arts"
    assert len(capture_rows(MENU, {frozenset(one.text for one in MENU)})) == 4


def test_few_pieces_long_ones_others_and_those_left_out_by_hand_stand_alone() -> None:
    assert len(capture_rows(MENU[:3], ())) == 3
    long = [one._replace(text="word " * 30) for one in MENU]
    by_hand = [one._replace(reason=BY_HAND) for one in MENU]
    used = [Fragment("Text", block=n) for n in range(4)]
    for fragments in (long, by_hand, used):
        assert len(capture_rows(fragments, ())) == 4
    assert len(capture_rows([*MENU[:2], used[0], *MENU[2:]], ())) == 5


def test_pieces_shown_one_by_one_stay_so_when_one_of_them_is_brought_back() -> None:
    menu = [Fragment(f"Item {n}", "a menu", spare=n) for n in range(12)]
    shown = {frozenset(one.text for one in menu)}
    fewer = [one._replace(spare=one.spare - 1) for one in menu[1:]]
    rows = capture_rows(fewer, shown)
    assert len(rows) == 11
    assert [row.heads for row in rows] == [True, *[False] * 10]


def _page_with_a_menu(qtbot: QtBot, themes: ThemeSource, reason: str) -> SourceCheckPage:
    blocks = (Block(Zone.BODY, "Text", source=(50, 54)),)
    pieces = tuple(LeftOut(f"Item {n}", reason, (n, n + 1)) for n in range(20))
    article, plain = an_article(blocks)
    version = Version(
        plain.id, article.id, 1, plain.capture, "x/1", Metadata(), blocks, left_out=pieces
    )
    page = SourceCheckPage(themes)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_view(source_view(version, None), article)
    page.fragments.setFocus()
    page.fragments.go_to(0)
    return page


def test_what_was_unfolded_is_folded_again_with_left_and_with_a_click(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    page = _page_with_a_menu(qtbot, themes, "a menu")
    rows = page.fragments.model()
    QTest.keyClick(page.fragments, Qt.Key.Key_Right)
    assert rows.rowCount() == 21
    page.fragments.go_to(7)
    QTest.keyClick(page.fragments, Qt.Key.Key_Left)
    assert rows.rowCount() == 2
    assert page.fragments.currentIndex().row() == 0
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    assert rows.rowCount() == 21
    rect = page.fragments.visualRect(rows.index(0, 0))
    place = page.fragments.delegate.other_rect(page._fragment_rows.row(0), rect).center()
    QTest.mouseClick(page.fragments.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows.rowCount() == 2


def test_a_reason_takes_the_lines_that_it_needs(qtbot: QtBot, themes: ThemeSource) -> None:
    reason = "a menu that is long to say and goes on for many a word more than there is room for"
    page = _page_with_a_menu(qtbot, themes, reason)
    rect = page.fragments.visualRect(page.fragments.model().index(0, 0))
    row = page._fragment_rows.row(0)
    lines = page.fragments.delegate.reason_lines(row, rect)
    assert len(lines) > 1
    assert " ".join(lines).endswith(reason)
    high = rect.height()
    page.resize(3000, 600)
    wide = page.fragments.visualRect(page.fragments.model().index(0, 0))
    assert len(page.fragments.delegate.reason_lines(row, wide)) == 1
    assert wide.height() < high


def test_a_folded_row_is_opened_with_enter_and_its_pieces_brought_back(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    page = _page_with_a_menu(qtbot, themes, "a menu")
    rows = page.fragments.model()
    assert rows.rowCount() == 2
    assert page.fragments.delegate.linked == {1}
    assert page.chosen_fragments == []
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    assert rows.rowCount() == 21
    page.fragments.go_to(7)
    assert page.chosen_fragments == [7]
    with qtbot.waitSignal(page.wished):
        QTest.keyClick(page.fragments, Qt.Key.Key_Return)


def test_of_a_long_text_only_what_is_seen_is_set(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = tuple(
        Block(Zone.BODY, f"Paragraph {number}. " + "word " * 60) for number in range(3000)
    )
    article, version = an_article(blocks)
    page = SourceCheckPage(themes)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    measured: list[int] = []
    usual = RowWindow.measured

    def measure(self: RowWindow, row: int) -> int:
        measured.append(row)
        return usual(self, row)

    monkeypatch.setattr(RowWindow, "measured", measure)
    page.show_view(source_view(version, None), article)
    page.go_to(2000)
    assert len(set(measured)) < 200


def test_of_a_very_long_block_a_stretch_around_the_caret_is_set(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    article, version = an_article([Block(Zone.BODY, "word " * 100_000)])
    page = SourceCheckPage(themes)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_view(source_view(version, None), article)
    page.blocks.setFocus()
    index = page.blocks.model().index(0, 0)
    assert page.blocks.delegate.text_of(index, 600).height < 3000
    QTest.keyClick(page.blocks, Qt.Key.Key_End)
    assert page.blocks.caret == 500_000
    text = page.blocks.delegate.text_of(index, 600)
    assert text.height < 3000
    assert text.end == 500_000


def test_a_picture_that_can_t_be_shown_offers_nothing(qtbot: QtBot, themes: ThemeSource) -> None:
    blocks = (Block(Zone.BODY, "Text", source=(50, 54)),)
    article, plain = an_article(blocks)
    picture = LeftOut.picture(0, "A picture that is damaged in the file")
    version = Version(
        plain.id, article.id, 1, plain.capture, "pdf/1", Metadata(), blocks, left_out=(picture,)
    )
    page = SourceCheckPage(themes)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_view(source_view(version, None), article)
    page.fragments.setFocus()
    page.fragments.go_to(1)
    with qtbot.assertNotEmitted(page.wished):
        QTest.keyClick(page.fragments, Qt.Key.Key_Return)
        rect = page.fragments.visualRect(page.fragments.model().index(1, 0))
        for x in range(rect.left(), rect.right(), 8):
            place = QPoint(x, rect.bottom() - 14)
            QTest.mouseClick(page.fragments.viewport(), Qt.MouseButton.LeftButton, pos=place)
