"""Find in the article: what is found, the two switches, the count, the ticks, and a megabyte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.services.desk import open_article
from galley.ui.find.finder import Finder, Wish
from galley.ui.window.main_window import MainWindow
from tests.taking_in import import_capture
from tests.ui.driving import NOW, drag_over, focused, passage, sample


def found(text: str, query: str, **how: bool) -> list[str]:
    finder = Finder()
    finder.take_text(text)
    finder.begin(Wish(query, **how), 0)
    while not finder.finished:
        finder.advance()
    return [text[start:end] for start, end in finder.hits]


def test_capitals_count_only_if_asked_for() -> None:
    text = "Kheng said. kheng SAID."
    assert found(text, "kheng") == ["Kheng", "kheng"]
    assert found(text, "kheng", match_case=True) == ["kheng"]


def test_whole_words_begin_and_end_where_words_do() -> None:
    text = "12 %, 125 and 12; a12 _12 12"
    assert len(found(text, "12")) == 6
    assert len(found(text, "12", whole_words=True)) == 3
    assert found("per cent, percent", "cent", whole_words=True) == ["cent"]


def test_typed_quotation_marks_and_spaces_find_typographic_ones() -> None:
    text = "“It’s 12\u00a0%,” he said"
    assert found(text, '"it\'s 12 %,"') == ["“It’s 12\u00a0%,”"]


def test_letters_whose_small_form_is_longer_shift_nothing() -> None:
    assert found("İİİ word", "word") == ["word"]


@given(st.text(alphabet="abA “'", max_size=60), st.text(alphabet="abA'", min_size=1, max_size=3))
def test_steps_find_what_one_look_would(text: str, query: str) -> None:
    import galley.ui.find.finder as module

    whole = found(text, query)
    step, module._STEP = module._STEP, 3
    try:
        assert found(text, query) == whole
    finally:
        module._STEP = step


def test_the_current_hit_is_the_first_from_where_one_reads() -> None:
    finder = Finder()
    finder.take_text("a b a b a")
    finder.begin(Wish("a"), 3)
    finder.advance()
    assert finder.current == 1
    finder.begin(Wish("b"), 8)
    finder.advance()
    assert finder.current == 0


# -- in the window -----------------------------------------------------------------------------


def type_query(words: str) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), words)


def test_the_count_follows_enter_f3_and_their_opposites(window: MainWindow) -> None:
    type_query("kheng")
    field = window.chrome.toolbar.find_field
    _article, version, _data = sample()
    total = version.text.lower().count("kheng")
    assert field.said == f"1 of {total}"
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for key, modifiers, number in (
        (Qt.Key.Key_Return, none, 2),
        (Qt.Key.Key_F3, none, 3),
        (Qt.Key.Key_F3, shift, 2),
        (Qt.Key.Key_Return, shift, 1),
        (Qt.Key.Key_Return, shift, total),  # round the end
    ):
        QTest.keyClick(field, key, modifiers)
        assert field.said == f"{number} of {total}"


def test_the_switches_are_in_the_field_and_have_keys(window: MainWindow) -> None:
    field = window.chrome.toolbar.find_field
    assert not field.match_case.isVisible()
    type_query("KHENG")
    assert field.said.startswith("1 of")
    QTest.keyClicks(field, "c", Qt.KeyboardModifier.AltModifier)
    assert field.match_case.isChecked()
    assert field.said == "No hits"
    QTest.mouseClick(field.match_case, Qt.MouseButton.LeftButton)
    assert field.said.startswith("1 of")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClicks(field, "traffick")
    assert field.said.startswith("1 of")
    QTest.keyClicks(field, "w", Qt.KeyboardModifier.AltModifier)
    assert field.said == "No hits"


def test_hits_and_marks_are_ticked_on_the_scroll_bar(qtbot: QtBot, window: MainWindow) -> None:
    _article, version, _data = sample()
    drag_over(window.reader.view, *passage(version, "some 125 officials"))
    QTest.keyClicks(focused(), "2")
    ticks = window.chrome._ticks
    qtbot.waitUntil(lambda: Kind.STATISTIC in ticks.mark_rows)
    (row,) = ticks.mark_rows[Kind.STATISTIC]
    view = window.reader.view
    place = view.rect_of(*passage(version, "some 125 officials")).center().y()
    bar = view.verticalScrollBar()
    share = (place + bar.value()) / (bar.maximum() + bar.pageStep())
    assert row == pytest.approx(share * bar.height(), abs=12)
    type_query("kheng")
    qtbot.waitUntil(lambda: len(ticks.hit_rows) > 3)
    QTest.keyClick(window.chrome.toolbar.find_field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not ticks.hit_rows)


def test_a_megabyte_is_searched_while_one_types_on(qtbot: QtBot, window: MainWindow) -> None:
    lines = [f"Paragraph {n} says that figure {n} was wrong. " * 12 for n in range(2000)]
    data = "\n\n".join(["A long article", *lines]).encode()
    assert len(data) > 1_000_000
    model = window.chrome._model
    imported = model._thread.submit(
        lambda library: import_capture(library, data, name="long.txt", now=NOW)
    ).result()
    opened = model._thread.submit(
        lambda library: open_article(library, imported.article.id)
    ).result()
    version = opened.version
    model.show(opened)
    field = window.chrome.toolbar.find_field
    type_query("figure")
    assert field.text() == "figure"
    wanted = version.text.count("figure")
    qtbot.waitUntil(lambda: field.said == f"1 of {QLocale().toString(wanted)}")
    qtbot.waitUntil(lambda: len(window.chrome._ticks.hit_rows) > 100)


def test_a_greek_word_is_found_by_its_beginning_in_capitals() -> None:
    assert found("ΟΔΟΣ ΟΔΟΣΩΝ", "οδοσ") == ["ΟΔΟΣ", "ΟΔΟΣ"]
