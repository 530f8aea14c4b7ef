"""An article with very many marks: painted with those in sight, then the rest; nothing lies."""

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.article import Article, Block, Capture, Metadata, Version, Zone
from galley.domain.changes import Change, ChangeSet
from galley.services.edits import annotating
from galley.services.saving import SaveState
from galley.storage.library import Library
from galley.storage.mapping import sha256_hex
from galley.ui.model.app_model import AppModel
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import NOW, click_on

PARAGRAPHS, EACH = 300, 4
COUNT = PARAGRAPHS * EACH
LONG = "article-long"


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def long_article() -> tuple[Article, Version, bytes]:
    words = "The mayor of the town said that the bridge was safe and would stay open all year."
    blocks = [Block(Zone.HEADLINE, "A long article")]
    blocks += [Block(Zone.BODY, f"{number}. {words}") for number in range(PARAGRAPHS)]
    text = "\n".join(block.text for block in blocks)
    capture = Capture(sha256_hex(text.encode()), len(text), "long.txt", "text/plain", NOW)
    version = Version("v-long", LONG, 1, capture, "text-capture/1", Metadata(), tuple(blocks))
    return Article(LONG, version.id, Metadata(headline="A long article"), NOW), version, b""


def marks_of(version: Version) -> list[Annotation]:
    """Some in each paragraph, in no order; every tenth with a note, every fourth checked."""
    marks = []
    for number in range(COUNT):
        start = version.starts[1 + number // EACH] + 8 + 15 * (number % EACH)
        target = Target(version.id, start, start + 9, version.text[start : start + 9])
        note = f"Note {number}" if number % 10 == 0 else ""
        mark = Annotation(f"m{number:04}", LONG, Kind.QUOTE, (target,), NOW, NOW, note=note)
        if number % 4 == 0:
            mark = replace(mark, check=mark.check._replace(status=CheckStatus.CONFIRMED))
        marks.append(mark)
    random.Random(7).shuffle(marks)  # noqa: S311 - repeatable, not secret
    return marks


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window on the sample; in its library is an article with many marks."""
    article, version, _data = long_article()
    data = version.text.encode()

    def fill(library: Library) -> None:
        library.add_article(article, version, data)
        changes = tuple(Change(None, mark) for mark in marks_of(version))
        library.apply(ChangeSet("Marks added", LONG, changes))

    model = model_of(window)
    model.library_thread.submit(fill).result(timeout=60)
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.refresh()
    return window


@pytest.fixture
def held(filled: MainWindow) -> Iterator[Callable[[], None]]:
    """The library's thread stands still once the article is there; call it to let it go on."""
    gate, model = threading.Event(), model_of(filled)

    def hold(_opened: object) -> None:
        model.library_thread.submit(lambda _library: gate.wait(60))

    model.article_opened.connect(hold)

    def let_go() -> None:
        model.article_opened.disconnect(hold)
        gate.set()

    yield let_go
    gate.set()


def begin(qtbot: QtBot, window: MainWindow) -> AppModel:
    """Open it, as far as its first screen."""
    model = model_of(window)
    with qtbot.waitSignal(model.article_opened):
        model.open_article(LONG)
    return model


def all_there(qtbot: QtBot, window: MainWindow, count: int = COUNT) -> None:
    model = model_of(window)
    qtbot.waitUntil(lambda: not model.following.busy, timeout=20_000)
    qtbot.waitUntil(lambda: window.chrome.panel.cards.count == count, timeout=20_000)


def strip_words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.chrome.strip.findChildren(QLabel))


def stored(window: MainWindow) -> list[Annotation]:
    thread = model_of(window).library_thread
    return thread.submit(lambda library: library.annotations(LONG)).result(timeout=60)


def test_the_first_screen_has_its_marks_and_nothing_is_counted_before_all_are_there(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    model = begin(qtbot, filled)
    view, panel = filled.reader.view, filled.chrome.panel
    known = model.annotations
    assert EACH * 5 < len(known) < COUNT / 2
    first, last = view._visible_range(view.viewport().rect().toRectF())
    wanted = {m.id for m in marks_of(long_article()[1]) if first <= m.start < last}
    assert wanted <= {mark.annotation.id for mark in view.marks.touching(first, last)}
    assert panel.cards.count == 0
    assert strip_words(filled) == "Reading the marks…"
    assert "No notes yet" not in "".join(
        label.text() for label in panel.findChildren(QLabel) if label.isVisible()
    )
    assert view.number_of("m0000") == 0, "what number a note has is known when all are there"
    held()
    all_there(qtbot, filled)
    assert model.annotations == stored(filled)
    qtbot.waitUntil(lambda: strip_words(filled) == f"{COUNT // 4} of {COUNT} quotes checked")
    qtbot.waitUntil(lambda: view.number_of("m0010") == 2)
    assert view.number_of("m0000") == 1
    assert view.number_of(f"m{COUNT - 10:04}") == COUNT // 10
    assert len(view.marks) == COUNT


def test_what_is_done_meanwhile_is_done_to_the_same_marks_and_stays(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    model = begin(qtbot, filled)
    view, version = filled.reader.view, model.version
    assert version is not None
    click_on(view, version.text.index("mayor") + 2)
    active = model.annotation(filled.reader.active)
    assert active is not None
    view.setFocus()
    QTest.keyClicks(view, "4")
    changed = model.annotation(active.id)
    assert changed is not None
    assert changed.kind is Kind.CLAIM
    model.marking.set_note(active.id, "Written at once", "typing")
    gone = next(one for one in model.annotations if one.id != active.id)
    model.marking.trash([gone.id])
    start = version.text.index("would stay open")
    made = model.marking.annotate([(start, start + 10)], Kind.STATISTIC)
    assert made is not None
    assert strip_words(filled) == "Reading the marks…"
    held()
    all_there(qtbot, filled)  # one less, one more
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    assert model.annotations == stored(filled)
    after = model.annotation(active.id)
    assert after is not None
    assert (after.kind, after.note) == (Kind.CLAIM, "Written at once")
    assert model.annotation(gone.id) is None
    assert gone.id not in view.marks
    assert made.id in view.marks


def test_undo_before_all_marks_are_there_takes_back_what_was_done_last(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    thread, version = model_of(filled).library_thread, long_article()[1]
    last = next(one for one in marks_of(version) if one.id == f"m{COUNT - 1:04}")
    thread.submit(lambda library: library.apply(annotating.trash([last], now=NOW))).result(60)
    model = begin(qtbot, filled)
    assert model.annotation(last.id) is None
    with qtbot.waitSignal(model.undone, timeout=20_000):
        model.undo()
        held()
    all_there(qtbot, filled)
    assert model.annotation(last.id) == last
    assert model.annotations == stored(filled)


def test_marks_of_an_article_that_was_left_are_not_shown_in_the_next(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    sample = model_of(filled).article
    assert sample is not None
    model = begin(qtbot, filled)
    model.open_article(sample.id)
    held()
    qtbot.waitUntil(lambda: model.article is not None and model.article.id == sample.id)
    qtbot.wait(100)
    assert not model.following.busy
    assert all(one.article_id == sample.id for one in model.annotations)
    assert all(mark.annotation.article_id == sample.id for mark in filled.reader.view.marks)
    assert filled.chrome.panel.cards.count == len(model.annotations)
    assert "Reading" not in strip_words(filled)


def test_a_mark_that_is_gone_to_is_shown_as_soon_as_it_is_there(
    qtbot: QtBot, filled: MainWindow
) -> None:
    wanted = f"m{COUNT - 1:04}"
    filled.chrome.travels.jump(LONG, wanted)
    qtbot.waitUntil(lambda: filled.reader.active == wanted, timeout=20_000)
    all_there(qtbot, filled)
    view = filled.reader.view
    mark = view.marks.get(wanted)[0]
    assert view.viewport().rect().toRectF().intersects(view.rect_of(mark.start, mark.end))


def test_the_next_unchecked_mark_is_looked_for_among_all_of_them(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    model = begin(qtbot, filled)
    filled.reader.view.setFocus()
    QTest.keyClick(filled, Qt.Key.Key_N)
    assert filled.reader.active == ""
    held()
    qtbot.waitUntil(lambda: filled.reader.active == "m0001", timeout=20_000)
    assert model.annotation("m0001") is not None


def test_an_article_that_can_not_be_read_to_its_end_is_not_read(
    qtbot: QtBot, filled: MainWindow, library_path: Path
) -> None:
    model, told = model_of(filled), list[str]()
    sample = model.article
    assert sample is not None
    model.library_trouble.connect(lambda sentence, _gone: told.append(sentence))
    with sqlite3.connect(library_path) as connection:
        connection.execute(
            "UPDATE annotations SET data = replace(data, 'quote', 'claim') WHERE id = ?",
            (f"m{COUNT - 1:04}",),
        )
    connection.close()
    begin(qtbot, filled)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "A long article" in told[0]
    assert "damaged" in told[0]
    qtbot.waitUntil(lambda: model.article is not None and model.article.id == sample.id)
    assert not model.following.busy


def test_what_ends_with_another_article_is_not_said_to_be_there(
    qtbot: QtBot, filled: MainWindow, held: Callable[[], None]
) -> None:
    model, ended = begin(qtbot, filled), list[bool]()
    model.following.do_once_there(lambda: ended.append(True))
    model.following.ended.connect(lambda: ended.append(True))
    model.following.came.connect(lambda _marks: model.following.begin("", ()))
    held()
    qtbot.waitUntil(lambda: not model.following.busy, timeout=20_000)
    qtbot.wait(50)
    assert ended == []
