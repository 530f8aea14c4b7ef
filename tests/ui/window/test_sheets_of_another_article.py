"""What is asked for of one article is done to that one, whichever is open by then."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.article import Article
from galley.domain.clock import utc_now
from galley.services.intake.importing import parse_capture
from galley.services.later_captures import versions
from galley.services.saving import SaveState
from galley.ui import picture_file
from galley.ui.dialogs.details_dialog import DetailsDialog
from galley.ui.dialogs.tag_sheet import TagSheet
from galley.ui.dialogs.versions_sheet import VersionsSheet
from galley.ui.model.app_model import AppModel
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import png, sample

FERRY = (
    "The ferry was late\n\nThe ferry was late again on Sunday, said the 40 people who waited on "
    "the quay for it, and none was told why.\n\nIt is the third time since May, the town said."
)


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def another_is_opened(qtbot: QtBot, window: MainWindow, folder: Path) -> Article:
    """As when another start of Galley hands over a file."""
    path, model = folder / "ferry.txt", model_of(window)
    path.write_text(FERRY, "utf-8")
    first = model.article
    assert first is not None
    window.chrome.importing.take_paths([path])
    qtbot.waitUntil(lambda: model.article is not None and model.article.id != first.id)
    assert model.article is not None
    return model.article


def stored(window: MainWindow, article_id: str) -> Article:
    thread = model_of(window).library_thread
    return thread.submit(lambda library: library.article(article_id)).result(timeout=60)


def test_details_are_kept_with_the_article_that_they_were_written_of(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model = model_of(window)
    first = model.article
    assert first is not None
    window.chrome.actions["details"].trigger()
    (sheet,) = window.findChildren(DetailsDialog)
    by = next(line for line in sheet.findChildren(QLineEdit) if "commas" in line.placeholderText())
    QTest.keyClicks(by, "Erin Handley")
    other = another_is_opened(qtbot, window, tmp_path)
    QTest.keyClick(by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    qtbot.waitUntil(lambda: stored(window, first.id).metadata.authors == ("Erin Handley",))
    assert stored(window, other.id) == other
    assert model.article == other


def test_details_that_nobody_wrote_are_left_as_they_became_meanwhile(
    qtbot: QtBot, window: MainWindow
) -> None:
    model = model_of(window)
    seen = model.article
    assert seen is not None
    model.editing.set_metadata(seen, replace(seen.metadata, publication="The Mill Post"))
    model.editing.set_metadata(seen, replace(seen.metadata, authors=("Ada Quay",)))
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    metadata = stored(window, seen.id).metadata
    assert (metadata.publication, metadata.authors) == ("The Mill Post", ("Ada Quay",))


def test_a_tag_goes_to_the_marks_that_it_was_chosen_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model = model_of(window)
    first = model.article
    made = model.marking.annotate([(100, 120)], Kind.QUOTE)
    assert first is not None
    assert made is not None
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    window.chrome._sheets.tag_marks([made.id])
    (sheet,) = window.findChildren(TagSheet)
    field = next(iter(sheet.findChildren(QLineEdit)))
    QTest.keyClicks(field, "harbour")
    another_is_opened(qtbot, window, tmp_path)
    QTest.keyClick(field, Qt.Key.Key_Return)

    def tags() -> list[tuple[str, ...]]:
        thread = model.library_thread
        marks = thread.submit(lambda library: library.annotations(first.id)).result(timeout=60)
        return [mark.tags for mark in marks]

    qtbot.waitUntil(lambda: tags() == [("harbour",)])


def test_a_picture_goes_to_the_photo_that_it_was_chosen_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, gate, load = model_of(window), threading.Event(), picture_file.load_picture
    first = model.article
    assert first is not None
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    path = tmp_path / "photo.png"
    path.write_bytes(png(image))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))

    def slow(chosen: Path) -> tuple[bytes, str]:
        gate.wait(60)
        return load(chosen)

    monkeypatch.setattr(picture_file, "load_picture", slow)
    window.reader.picture_wanted.emit(0, None)
    model.article_opened.connect(lambda _opened: gate.set())
    other = another_is_opened(qtbot, window, tmp_path)
    qtbot.waitUntil(lambda: len(stored(window, first.id).pictures) == 1)
    assert stored(window, other.id).pictures == ()


def test_a_version_is_shown_of_the_article_that_it_was_chosen_of(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model, first = model_of(window), model_of(window).article
    assert first is not None
    data = sample()[2].replace(b"some 125", b"some 130")
    parsed = parse_capture(data, name="later.txt")
    later = model.library_thread.submit(
        lambda library: versions.add_version(
            library, first.id, parsed, data, name="later.txt", now=utc_now()
        )
    ).result(timeout=60)
    with qtbot.waitSignal(model.article_opened):
        model.show_version(first.version_id)  # reads of the later one
    window.chrome.actions["versions"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionsSheet)))
    (sheet,) = window.findChildren(VersionsSheet)
    another_is_opened(qtbot, window, tmp_path)
    show = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Show")
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: model.version is not None and model.version.id == later.id)
    assert model.article is not None
    assert model.article.id == first.id
    assert not window.chrome.error_bar.isVisible()
