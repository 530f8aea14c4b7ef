"""Every way in which captures come to the window, with a real library, real files and real keys."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.article import BlockType, Zone
from galley.domain.structure import SetType, SetZone
from galley.services.intake.batch_importing import OutcomeState
from galley.services.intake.captures import Captured, FileSource
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.compare.page import ComparePage
from galley.ui.components.drop_veil import DropVeil
from galley.ui.importing.flow import ImportFlow
from galley.ui.importing.import_sheet import ImportSheet
from galley.ui.importing.recapture_sheet import RecaptureSheet
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.source_check.page import SourceCheckPage
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.loopback import ARTICLE_PAGE, PNG, loopback_site
from tests.ui.driving import find_child, focused, library_file, sample

HARBOUR = "Council votes on the harbour"
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """A folder with a page, a capture that is known, a picture, and one that fails."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "a page.html").write_bytes(ARTICLE_PAGE)
    (folder / "b known.txt").write_bytes(sample()[2])
    (folder / "c empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def flow(window: MainWindow) -> ImportFlow:
    return window.chrome.importing


def sheet_of(window: MainWindow) -> ImportSheet:
    sheet = window.findChild(ImportSheet)
    assert sheet is not None
    return sheet


def opened(window: MainWindow) -> str:
    article = window.chrome._model.article
    return article.metadata.headline if article else ""


def drop(target: QWidget, data: QMimeData) -> None:
    place = QPointF(target.rect().center())
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), actions, data, LEFT, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(place, actions, data, LEFT, none))


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def states(sheet: ImportSheet) -> list[OutcomeState]:
    return [outcome.state for outcome in sheet.captures.outcomes]


def ended(qtbot: QtBot, sheet: ImportSheet, captures: int) -> None:
    qtbot.waitUntil(lambda: not sheet.is_running and len(sheet.captures.outcomes) == captures)


def test_while_a_file_is_over_the_window_it_says_what_letting_go_does(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    def enter() -> QWidget:
        place, data = window.rect().center(), files(captures / "a page.html")
        actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(window, QDragEnterEvent(place, actions, data, LEFT, none))
        return find_child(DropVeil, window)

    veil = enter()
    assert veil.isVisible()
    assert veil.rect() == window.rect()
    assert veil.accessibleName() == "Drop to import"
    assert window.childAt(window.rect().center()) is not veil  # what lies below is asked
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not veil.isVisible()
    assert enter() is veil
    assert veil.isVisible()
    drop(window, files(captures / "a page.html"))
    assert not veil.isVisible()
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)


def test_a_file_dropped_on_the_window_is_just_opened(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    drop(window, files(captures / "a page.html"))
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)
    qtbot.waitUntil(lambda: len(window.chrome._model.shelf.summaries) == 2)
    assert window.findChild(ImportSheet) is None


def test_a_page_dragged_over_the_place_of_a_photo_is_for_the_window(
    window: MainWindow, captures: Path
) -> None:
    place = window.reader.view.placeholder
    assert place.isVisible()

    def enter(name: str) -> bool:
        actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        data = files(captures / name)
        event = QDragEnterEvent(place.rect().center(), actions, data, LEFT, none)
        QApplication.sendEvent(place, event)  # Qt asks what lies behind it
        return event.isAccepted()

    assert enter("photo.jpg")
    assert window.findChild(DropVeil) is None
    assert enter("a page.html")
    assert find_child(DropVeil, window).isVisible()


def test_text_of_another_program_dropped_on_the_window_is_imported_with_its_structure(
    qtbot: QtBot, window: MainWindow
) -> None:
    data = QMimeData()
    data.setHtml(f"<h1>Ferry stops</h1><p>{'The ferry stopped at noon. ' * 9}</p>")
    data.setText("Ferry stops. The ferry stopped at noon.")
    drop(window, data)
    qtbot.waitUntil(lambda: opened(window) == "Ferry stops")


def test_a_capture_that_is_known_is_opened_and_told(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    drop(window, files(captures / "b known.txt"))
    qtbot.waitUntil(lambda: window.chrome.toast.isVisible())
    assert "already" in window.chrome.toast.message
    assert len(window.chrome._model.shelf.summaries) == 1


def test_a_file_that_fails_is_told_in_the_error_bar(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    flow(window).take_paths([captures / "c empty.txt"])
    qtbot.waitUntil(lambda: window.chrome.error_bar.isVisible())
    assert "c empty.txt" in window.chrome.error_bar.message


def test_a_folder_dropped_on_the_window_shows_what_becomes_of_each(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    before = opened(window)
    drop(window, files(captures))
    sheet = sheet_of(window)
    ended(qtbot, sheet, 3)
    assert states(sheet) == [OutcomeState.FAILED, OutcomeState.NEW, OutcomeState.KNOWN]
    assert sheet._sum.text() == "1 new · 1 known · 1 failed · 1 file passed over"
    rows = [sheet.captures.row(number) for number in range(4)]
    assert rows[1].title == HARBOUR
    assert rows[1].detail == "New article · a page.html"
    assert "is empty" in rows[0].detail
    assert rows[3].title == "1 file passed over"
    assert rows[3].detail == "No pages or texts by their names: photo.jpg"
    spoken = [
        sheet.captures.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)
    ]
    assert spoken[0].startswith("c empty.txt, Failed, ")
    assert spoken[3] == "1 file passed over, No pages or texts by their names: photo.jpg"
    assert opened(window) == before
    assert QApplication.focusWidget() is sheet.open_button
    QTest.keyClick(sheet.open_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is None)


def test_enter_on_a_row_opens_its_article_and_one_that_failed_opens_nothing(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    flow(window).take_paths([captures])
    sheet = sheet_of(window)
    ended(qtbot, sheet, 3)
    sheet.list.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(sheet.list, key)
        assert not sheet.open_button.isEnabled()
        QTest.keyClick(sheet.list, Qt.Key.Key_Return)
        assert sheet.isVisible()
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)


def test_ctrl_o_opens_the_sheet_and_its_buttons_ask(
    qtbot: QtBot, window: MainWindow, captures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClicks(window, "o", CONTROL)
    sheet = sheet_of(window)
    assert QApplication.focusWidget() is sheet.start.choose_files
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    QTest.keyClick(sheet.start.choose_files, Qt.Key.Key_Return)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    QTest.mouseClick(sheet.start.choose_folder, LEFT)
    assert not sheet.is_running
    assert sheet.start.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(captures))
    QTest.mouseClick(sheet.start.choose_folder, LEFT)
    ended(qtbot, sheet, 3)
    QTest.mouseClick(sheet.more, LEFT)
    assert sheet.start.isVisible()
    page = str(captures / "a page.html")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([page], ""))
    QTest.keyClick(sheet.start.choose_files, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is None)


def test_a_page_is_pasted_with_its_structure(qtbot: QtBot, window: MainWindow) -> None:
    data = QMimeData()
    data.setHtml(ARTICLE_PAGE.decode())
    data.setText("the same as text")
    QGuiApplication.clipboard().setMimeData(data)
    flow(window).open_sheet()
    sheet = sheet_of(window)
    QTest.keyClicks(sheet.start.choose_files, "v", CONTROL)
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)
    version = window.chrome._model.version
    assert version is not None
    assert version.capture.name == "pasted-page.html"
    assert version.capture.media_type == "text/html; charset=utf-8"


def test_markdown_is_pasted_with_its_structure(qtbot: QtBot, window: MainWindow) -> None:
    text = "# Ferry stops\n\n## At noon\n\n" + "The ferry *stopped* at noon. " * 9
    QGuiApplication.clipboard().setText(text)
    flow(window).paste()
    qtbot.waitUntil(lambda: opened(window) == "Ferry stops")
    version = window.chrome._model.version
    assert version is not None
    assert version.capture.name == "pasted-page.md"
    assert [block.text for block in version.blocks][:2] == ["Ferry stops", "At noon"]


def test_pasting_in_the_address_field_fills_the_field(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("https://example.org/story")
    flow(window).open_sheet()
    sheet = sheet_of(window)
    sheet.start.address.setFocus()
    assert not sheet.start.fetch.isEnabled()
    QTest.keyClicks(sheet.start.address, "v", CONTROL)
    assert sheet.start.address.text() == "https://example.org/story"
    assert sheet.start.fetch.isEnabled()
    assert not sheet.is_running


def test_a_link_from_a_browser_is_offered_and_not_fetched(window: MainWindow) -> None:
    with loopback_site() as site:
        address = site.page("/story", ARTICLE_PAGE)
        link = QMimeData()
        link.setUrls([QUrl(address)])
        link.setHtml(f"<a href='{address}'>Harbour</a>")
        drop(window, link)
        sheet = sheet_of(window)
        assert sheet.start.address.text() == address
        assert QApplication.focusWidget() is sheet.start.address
        sheet.start.address.clear()
        QGuiApplication.clipboard().setText(f" {address}?a=b%20c ")
        QTest.mouseClick(sheet.start.paste, LEFT)
        assert sheet.start.address.text() == f"{address}?a=b%20c"
        assert not sheet.is_running
        assert site.requests == []


def test_a_link_that_can_not_be_fetched_is_told_of_where_it_would_be(window: MainWindow) -> None:
    link = QMimeData()
    link.setUrls([QUrl("ftp://paper.example/page.html")])
    drop(window, link)
    sheet = sheet_of(window)
    assert sheet.start.address.text() == "ftp://paper.example/page.html"
    QTest.mouseClick(sheet.start.fetch, LEFT)
    assert "Only http and https addresses can be fetched" in sheet._problem.text()
    assert not sheet.is_running


def test_a_link_among_files_is_listed_and_fetched_if_asked_for(
    qtbot: QtBot, window: MainWindow, captures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with loopback_site() as site:
        address = site.page("/story", ARTICLE_PAGE)
        both = QMimeData()
        file = QUrl.fromLocalFile(str(captures / "b known.txt"))
        both.setUrls([QUrl(address), file, QUrl("ftp://paper.example/page.html")])
        drop(window, both)
        qtbot.waitUntil(lambda: window.findChild(ImportSheet) is not None)
        sheet = sheet_of(window)
        ended(qtbot, sheet, 3)
        assert states(sheet) == [OutcomeState.FAILED, OutcomeState.FAILED, OutcomeState.KNOWN]
        link, other, _file = sheet.captures.outcomes
        assert (link.label, other.label) == (address, "ftp://paper.example/page.html")
        assert "Nothing is fetched unasked: choose “Import more”" in link.problem
        assert "Only http and https addresses can be fetched" in other.problem
        assert site.requests == []
        QTest.mouseClick(sheet.more, LEFT)
        assert sheet.start.address.text() == address
        QTest.mouseClick(sheet.start.fetch, LEFT)
        qtbot.waitUntil(lambda: opened(window) == HARBOUR)


def test_several_links_without_a_file_are_listed(qtbot: QtBot, window: MainWindow) -> None:
    links = QMimeData()
    links.setUrls([QUrl(f"https://paper.example/{number}") for number in (1, 2, 1)])
    drop(window, links)
    sheet = sheet_of(window)
    ended(qtbot, sheet, 2)
    assert states(sheet) == [OutcomeState.FAILED, OutcomeState.FAILED]


def test_nothing_on_the_clipboard_is_told_where_the_person_looks(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    flow(window).paste()
    assert "no page to paste" in window.chrome.error_bar.message
    flow(window).open_sheet()
    sheet = sheet_of(window)
    QTest.mouseClick(sheet.start.paste, LEFT)
    assert "no page to paste" in sheet._problem.text()


def test_what_was_pasted_and_can_not_be_read_may_be_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = "<html><body><nav>Menu</nav></body></html>"
    data = QMimeData()
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    flow(window).paste()
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is not None)
    sheet = sheet_of(window)
    assert states(sheet) == [OutcomeState.FAILED]
    assert not sheet.open_button.isVisible()
    kept = tmp_path / "kept.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    QTest.mouseClick(sheet.keep, LEFT)
    qtbot.waitUntil(kept.exists)
    qtbot.waitUntil(lambda: "kept.html" in window.chrome.toast.message)
    assert kept.read_text() == html


def test_an_address_is_fetched_when_enter_is_pressed_and_not_before(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    flow(window).open_sheet()
    sheet = sheet_of(window)
    field = sheet.start.address
    field.setFocus()
    with loopback_site() as site:
        QTest.keyClicks(field, "not an address")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert "no address" in sheet._problem.text()
        assert not sheet.is_running
        field.clear()
        QTest.keyClicks(field, site.page("/story", ARTICLE_PAGE))
        site.page("/photo.png", PNG)
        assert site.requests == []
        sheet.start.pictures.setFocus()
        QTest.keyClick(sheet.start.pictures, Qt.Key.Key_Space)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: opened(window) == HARBOUR)
        assert [path for path, _headers in site.requests] == ["/story", "/photo.png"]
    found = window.chrome._model.opened()
    assert found is not None
    assert found.pictures == ((0, PNG),)


def test_pictures_that_are_fetched_later_come_to_the_capture_that_is_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    model = window.chrome._model
    with loopback_site() as site:
        address = site.page("/story", ARTICLE_PAGE)
        site.page("/photo.png", PNG)
        for pictures in (False, True):
            flow(window).open_sheet()
            sheet_of(window).start.fetch_wanted.emit(address, pictures)
            qtbot.waitUntil(lambda: window.findChild(ImportSheet) is None)
            qtbot.waitUntil(lambda: opened(window) == HARBOUR)
            qtbot.waitUntil(lambda: has_pictures(model) is pictures)  # noqa: B023 - asked at once
    added = "This capture is in the library already · 1 picture added"
    assert window.chrome.toast.message == added
    assert len({row.headline for row in model.shelf.summaries}) == 2
    window.chrome.actions["undo"].trigger()
    qtbot.waitUntil(lambda: not has_pictures(model))


def has_pictures(model: AppModel) -> bool:
    found = model.opened()
    assert found is not None
    return bool(found.pictures)


def test_a_page_that_is_not_there_stays_on_the_sheet_with_its_reason(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with loopback_site() as site:
        flow(window).open_sheet()
        sheet = sheet_of(window)
        sheet.start.fetch_wanted.emit(f"{site.address}/gone", False)
        ended(qtbot, sheet, 1)
    assert "no such page" in sheet.captures.row(0).detail
    assert not sheet.keep.isVisible()
    QTest.mouseClick(sheet.more, LEFT)
    assert sheet.start.isVisible()


def test_escape_stops_an_import_and_a_second_one_closes(
    qtbot: QtBot, window: MainWindow, captures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet_closed: list[bool] = []
    released = threading.Event()
    real = FileSource.read

    def read(self: FileSource, job: object) -> Captured:
        if self.path.name.startswith("b"):
            released.wait(10)
        return real(self, job)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(FileSource, "read", read)
    flow(window).take_paths([captures])
    sheet = sheet_of(window)
    sheet.finished.connect(lambda _result: sheet_closed.append(True))
    qtbot.waitUntil(lambda: len(sheet.captures.outcomes) == 1)
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert not sheet.cancel.isEnabled()
    ended(qtbot, sheet, 3)
    skipped = OutcomeState.NOT_IMPORTED
    assert states(sheet) == [OutcomeState.NEW, skipped, skipped]
    assert not released.is_set()
    released.set()
    assert sheet_closed == []
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert sheet_closed == [True]
    qtbot.waitUntil(lambda: len(window.chrome._model.shelf.summaries) == 2)


def test_what_is_dropped_on_the_sheet_is_imported_and_nothing_while_it_runs(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    flow(window).open_sheet()
    sheet = sheet_of(window)
    drop(sheet, files(captures))
    assert sheet.is_running
    drop(sheet, files(captures, captures / "photo.jpg"))
    ended(qtbot, sheet, 3)


def test_what_another_start_hands_over_waits_for_what_is_running(
    qtbot: QtBot, window: MainWindow, captures: Path, tmp_path: Path
) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Gulls counted\n\nBy Ada Quay\n\n" + "There were many gulls. " * 30)
    flow(window).open_sheet()
    sheet = sheet_of(window)
    drop(sheet, files(captures))
    assert sheet.is_running
    flow(window).take_handed([late])
    qtbot.waitUntil(lambda: opened(window) == "Gulls counted")
    assert HARBOUR in {row.headline for row in window.chrome._model.shelf.summaries}


def test_a_file_that_is_dropped_as_the_window_closes_begins_no_import(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    model = window.chrome._model
    drop(window, files(captures / "a page.html"))  # it is found out first what the file is
    window.close()
    model.close()
    qtbot.wait(50)  # the answer arrives, and nobody is there any more
    assert not model.shelf.is_importing


def test_a_single_file_that_takes_long_is_told_of_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, captures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toast, before, released = window.chrome.toast, opened(window), threading.Event()

    def read(_source: FileSource, _job: object) -> Captured:
        released.wait(20)
        return Captured(ARTICLE_PAGE, "a page.html")

    monkeypatch.setattr(FileSource, "read", read)
    drop(window, files(captures / "a page.html"))
    qtbot.waitUntil(lambda: toast.isVisible() and toast.message == "Importing “a page.html”…")
    qtbot.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: toast.message == "Import cancelled")
    assert (opened(window), len(window.chrome._model.shelf.summaries)) == (before, 1)
    drop(window, files(captures / "a page.html"))
    toast.dismiss()  # another message is not taken away
    qtbot.waitUntil(lambda: toast.message == "Importing “a page.html”…")
    released.set()
    qtbot.waitUntil(lambda: opened(window) == HARBOUR)
    assert not toast.isVisible()


def test_closing_the_window_cancels_what_is_left(
    qtbot: QtBot, window: MainWindow, captures: Path
) -> None:
    flow(window).take_paths([captures])
    sheet = sheet_of(window)
    qtbot.waitUntil(lambda: sheet.captures.rowCount() == 3)
    window.close()
    window.chrome._model.close()


def test_every_control_has_a_name_and_tab_reaches_it(window: MainWindow) -> None:
    flow(window).open_sheet()
    sheet = sheet_of(window)
    sheet.start.address.setText("example.org")
    stops: list[QWidget] = []
    while (stop := focused()) not in stops:
        stops.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    names = [stop.accessibleName() or stop.property("text") for stop in stops]
    assert names == [
        "Choose files…",
        "Choose folder…",
        "Paste a page",
        "Address of a page",
        "Fetch",
        "Fetch the article’s pictures too",
        "Cancel",
        "Close",
    ]


def test_captures_that_come_with_an_empty_desk_show_an_article_below(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path, captures: Path
) -> None:
    model = AppModel(LibraryThread(library_file(tmp_path)))
    window = MainWindow(themes, NoteTexts(), Settings())
    qtbot.addWidget(window)
    window.show()
    window.furnish(model)
    window.chrome.importing.take_paths([captures])
    sheet = sheet_of(window)
    ended(qtbot, sheet, 3)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: opened(window) != "")
    window.close()
    model.close()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A later capture of the article that is open."""
    path = tmp_path / "later.txt"
    path.write_bytes(sample()[2].replace(b"some 125", b"some 130"))
    return path


def test_a_capture_of_what_became_a_version_is_offered_as_one_beside_it(
    qtbot: QtBot, window: MainWindow, captures: Path, later: Path
) -> None:
    model = window.chrome._model
    assert model.article is not None
    article_id = model.article.id
    still_later = captures / "d still later.txt"
    still_later.write_bytes(later.read_bytes().replace(b"some 130", b"some 140"))
    later.rename(captures / "c later.txt")
    drop(window, files(captures))
    sheet = sheet_of(window)
    ended(qtbot, sheet, 5)
    sheet.list.setCurrentIndex(sheet.captures.index(1))
    QTest.keyClick(sheet.as_version, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: states(sheet)[1] is OutcomeState.NEW_VERSION)
    other = sheet.captures.outcomes[2].resembles
    assert other is not None
    assert other.id == article_id
    sheet.list.setCurrentIndex(sheet.captures.index(2))
    QTest.keyClick(sheet.as_version, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: states(sheet)[2] is OutcomeState.NEW_VERSION)
    assert [outcome.number for outcome in sheet.captures.outcomes[1:3]] == [2, 3]
    assert {outcome.article_id for outcome in sheet.captures.outcomes[1:3]} == {article_id}


def asked(qtbot: QtBot, window: MainWindow) -> RecaptureSheet:
    qtbot.waitUntil(lambda: window.findChild(RecaptureSheet) is not None)
    sheet = window.findChild(RecaptureSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def test_a_later_capture_is_offered_as_the_next_version(
    qtbot: QtBot, window: MainWindow, later: Path
) -> None:
    model = window.chrome._model
    assert model.article is not None
    article_id = model.article.id
    drop(window, files(later))
    sheet = asked(qtbot, window)
    assert "Kingdom failing" in sheet.accessibleName()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(model.article and model.article.waiting_version_id))
    assert model.article.id == article_id
    assert window.chrome.toast.message == "Added as version 2"
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 1)
    window.chrome.toast.button.click()
    qtbot.waitUntil(lambda: window.findChild(ComparePage) is not None)


def test_corrections_that_were_carried_over_are_counted_and_the_rest_is_named(
    qtbot: QtBot, window: MainWindow, later: Path
) -> None:
    model = window.chrome._model
    assert model.version is not None
    blocks = model.version.blocks
    paragraphs = [n for n, block in enumerate(blocks) if block.zone is Zone.BODY]
    gone = blocks[paragraphs[-1]].text
    model.editing.correct(
        None, [SetZone(paragraphs[0], Zone.DEK), SetType(paragraphs[-1], BlockType.QUOTE)]
    )
    qtbot.waitSignal(model.editing.corrected).wait()
    later.write_bytes(later.read_bytes().replace(gone.encode(), b""))
    drop(window, files(later))
    QTest.keyClick(asked(qtbot, window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(model.article and model.article.waiting_version_id))
    told = "Added as version 2 · 1 correction carried over, 1 not: type changed (“"
    assert window.chrome.toast.message.startswith(told)
    assert model.article is not None
    model.show_version(model.article.waiting_version_id)
    qtbot.waitUntil(lambda: bool(model.version and model.version.number == 2))
    window.chrome.importing.source_check_wanted.emit()
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceCheckPage)))
    check = find_child(SourceCheckPage, window)
    qtbot.waitUntil(lambda: "Not carried over from version 1: type changed" in said_on(check))


def said_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_later_capture_can_be_an_article_of_its_own(
    qtbot: QtBot, window: MainWindow, later: Path
) -> None:
    model = window.chrome._model
    assert model.article is not None
    article_id = model.article.id
    drop(window, files(later))
    QTest.keyClick(asked(qtbot, window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(model.article and model.article.id != article_id))
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 2)
    assert model.article.later_versions == ()


def test_among_many_captures_a_later_one_is_decided_on_in_the_sheet(
    qtbot: QtBot, window: MainWindow, captures: Path, later: Path
) -> None:
    model = window.chrome._model
    later.rename(captures / "d later.txt")
    drop(window, files(captures))
    sheet = sheet_of(window)
    ended(qtbot, sheet, 4)
    assert states(sheet)[0] is OutcomeState.FAILED
    assert sheet.list.currentIndex().row() == 1
    assert "new capture of “Kingdom failing" in sheet.captures.row(1).detail
    assert sheet.cancel.isVisible()
    assert sheet.as_version.isVisible()
    assert "1 file passed over" in sheet._sum.text()
    assert sheet._sum.fontMetrics().horizontalAdvance(sheet._sum.text()) <= sheet._sum.width()
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 3)
    QTest.keyClick(sheet.as_version, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: states(sheet)[1] is OutcomeState.NEW_VERSION)
    assert "version 2" in sheet.captures.row(1).detail
    assert not sheet.as_version.isVisible()
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 2)
    qtbot.waitUntil(lambda: bool(model.article and model.article.waiting_version_id))


SHORT = (
    b"<html><body><article><h1>Ferry stops</h1><p>The ferry stopped at noon.</p></article></body>"
)


def test_a_reading_that_is_not_sure_says_so_and_leads_to_the_source_check(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = tmp_path / "short.html"
    page.write_bytes(SHORT)
    drop(window, files(page))
    toast = window.chrome.toast
    qtbot.waitUntil(lambda: toast.message == "Little text was found")
    qtbot.waitUntil(lambda: opened(window) == "Ferry stops")
    QTest.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceCheckPage)))
    check = find_child(SourceCheckPage, window)
    qtbot.waitUntil(lambda: check.blocks.model().rowCount() == 2)


def test_the_sheet_says_which_readings_are_not_sure_and_opens_the_check(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, captures: Path
) -> None:
    page = tmp_path / "short.html"
    page.write_bytes(SHORT)
    drop(window, files(captures / "a page.html", page))
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is not None)
    sheet = sheet_of(window)
    ended(qtbot, sheet, 2)
    assert "little text was found: check the source" in sheet.captures.row(0).detail
    assert "check the source" not in sheet.captures.row(1).detail
    assert sheet.check.isVisible()
    sheet.list.setCurrentIndex(sheet.captures.index(1))
    assert sheet.check.isEnabled()  # a person may look at any of them
    sheet.list.setCurrentIndex(sheet.captures.index(0))
    QTest.mouseClick(sheet.check, LEFT)
    qtbot.waitUntil(lambda: opened(window) == "Ferry stops")
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(SourceCheckPage)))


def test_an_import_that_ends_with_the_window_is_told_at_the_next_start_until_it_was_seen(
    qtbot: QtBot,
    window: MainWindow,
    themes: ThemeSource,
    captures: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model, released = window.chrome._model, threading.Event()
    real = FileSource.read

    def read(self: FileSource, job: object) -> Captured:
        released.wait(10)
        return real(self, job)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(FileSource, "read", read)
    flow(window).take_paths([captures])
    qtbot.waitUntil(lambda: sheet_of(window).captures.rowCount() == 3)
    kept: list[Settings] = []
    window.closed.connect(kept.append)
    window.close()
    model.close()
    released.set()
    (settings,) = kept
    for expected in ("An import was under way", "An import was under way", ""):
        later = AppModel(LibraryThread(model.library_path))
        again = MainWindow(themes, NoteTexts(), settings)
        qtbot.addWidget(again)
        again.furnish(later)
        again.show()
        bar = again.chrome.error_bar
        assert (bar.message if bar.isVisible() else "").startswith(expected)
        if len(kept) > 1 and bar.isVisible():  # the second time it is closed by hand
            QTest.mouseClick(bar._close, LEFT)
        again.closed.connect(kept.append)
        again.close()
        later.close()
        settings = kept[-1]
