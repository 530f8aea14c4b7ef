"""Links say where they lead and ask before they open; photos open large. Real mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.services.desk import OpenArticle, open_article
from galley.ui.dialogs.link_sheet import LinkSheet, shown_address
from galley.ui.dialogs.photo_sheet import PhotoSheet
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.window.main_window import MainWindow
from tests.taking_in import import_capture
from tests.ui.driving import NOW, click_on, drag_over, focused, passage, png, point_of

PAGE = """<html><head><title>Mine reopens</title></head><body><article>
<h1>Mine reopens after two years</h1>
<p>The owner said the <a href="https://reports.example/2016?page=1">safety report</a> was ready,
and that anybody may <a href="mailto:press@mine.example">write to the press office</a> about it.
Nothing else was said on the day, and the gates stayed shut until the evening came.</p>
<p>The minister said it was <a href="javascript:alert(1)">not yet enough</a> for her office, which
had asked for more than the owner gave. She will visit the mine again in the spring.</p>
</article></body></html>"""


@pytest.fixture
def page(window: MainWindow) -> OpenArticle:
    """The window with a saved page that has links."""
    model = window.chrome._model
    imported = model._thread.submit(
        lambda library: import_capture(library, PAGE.encode(), name="mine.html", now=NOW)
    ).result()
    opened = model._thread.submit(
        lambda library: open_article(library, imported.article.id)
    ).result()
    model.show(opened)
    window.reader.view.setFocus()
    return opened


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    handed: list[str] = []

    def take(url: QUrl) -> bool:
        handed.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return handed


def link_sheet(window: MainWindow) -> LinkSheet:
    return next(s for s in window.findChildren(LinkSheet) if s.isVisible())


def hover(window: MainWindow, page: OpenArticle, words: str) -> None:
    view = window.reader.view
    start, _end = passage(page.version, words)
    QTest.mouseMove(view.viewport(), point_of(view, start + 2) + QPoint(2, 0))


def test_a_link_under_the_pointer_says_where_it_leads(
    window: MainWindow, page: OpenArticle
) -> None:
    hover(window, page, "safety report")
    assert window.chrome.reading.page_links.told == "https://reports.example/2016?page=1"
    shape = window.reader.view.viewport().cursor().shape()
    assert shape == Qt.CursorShape.PointingHandCursor
    hover(window, page, "Nothing else")
    assert window.chrome.reading.page_links.told == ""


def test_a_click_asks_and_enter_opens(
    qtbot: QtBot, window: MainWindow, page: OpenArticle, outside: list[str]
) -> None:
    click_on(window.reader.view, passage(page.version, "safety report")[0] + 3)
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
    sheet = link_sheet(window)
    assert sheet.address == "https://reports.example/2016?page=1"
    assert outside == []
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert outside == ["https://reports.example/2016?page=1"]


def test_escape_opens_nothing_and_copy_copies(
    qtbot: QtBot, window: MainWindow, page: OpenArticle, outside: list[str]
) -> None:
    start, _end = passage(page.version, "write to the press")
    click_on(window.reader.view, start + 3)
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(LinkSheet))
    click_on(window.reader.view, start + 3)
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
    link_sheet(window)._copy()
    assert QGuiApplication.clipboard().text() == "mailto:press@mine.example"
    assert outside == []


def test_a_drag_over_a_link_selects_it(qtbot: QtBot, window: MainWindow, page: OpenArticle) -> None:
    drag_over(window.reader.view, *passage(page.version, "safety report"))
    qtbot.wait(20)
    assert window.findChildren(LinkSheet) == []
    assert window.reader.view.selected_passage() == passage(page.version, "safety report")


def test_a_mark_on_a_link_goes_first_and_ctrl_reaches_the_link(
    qtbot: QtBot, window: MainWindow, page: OpenArticle
) -> None:
    view = window.reader.view
    drag_over(view, *passage(page.version, "safety report"))
    QTest.keyClicks(focused(), "1")
    start, _end = passage(page.version, "safety report")
    click_on(view, start + 3)
    qtbot.wait(20)
    assert window.findChildren(LinkSheet) == []
    here = (point_of(view, start + 3) + point_of(view, start + 4)) / 2
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, here
    )
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))


def test_enter_on_the_caret_s_link_and_a_list_of_all_links(
    qtbot: QtBot, window: MainWindow, page: OpenArticle
) -> None:
    view = window.reader.view
    start, _end = passage(page.version, "safety report")
    view.select_passage(start + 2, start + 3)
    view.clear_selection()
    QTest.keyClick(view, Qt.Key.Key_Right)
    links = window.chrome.reading.page_links
    qtbot.waitUntil(lambda: links.told.startswith("https://reports.example"))
    QTest.keyClick(view, Qt.Key.Key_Return)
    link_sheet(window).reject()
    window.chrome.actions["links"].trigger()
    sheet = next(s for s in window.findChildren(PickSheet) if s.isVisible())
    assert [row.name for row in sheet.list.rows] == ["safety report", "write to the press office"]
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert link_sheet(window).address.startswith("https://reports.example")


def test_letters_that_look_like_others_are_told_apart() -> None:
    assert shown_address("https://\u0430pple.example/") == "https://xn--pple-43d.example/"


# -- photos ------------------------------------------------------------------------------------


def picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return png(image)


def test_a_photo_opens_large_on_a_click_and_by_key(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.chrome.actions["photo"].isEnabled()
    assert not window.chrome.actions["links"].isEnabled()
    path = tmp_path / "photo.png"
    path.write_bytes(picture(1200, 800))
    view = window.reader.view
    with qtbot.waitSignal(window.chrome._model.pictures_changed):
        view.placeholder.picture_dropped.emit(path)
    (figure,) = view.photos
    middle = view._figure_rect(figure).center().toPoint()
    middle.setX(round(view.page.text_left) + 40)
    assert view.photo_at(middle) == figure
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: bool(window.findChildren(PhotoSheet)))
    (sheet,) = window.findChildren(PhotoSheet)
    assert "Heng Chivoan" in sheet.photo.caption
    assert sheet.card.width() <= window.width()
    shown = sheet._picture.size()
    assert shown.width() / shown.height() == pytest.approx(1.5, abs=0.02)
    large = sheet.card.width()
    window.resize(1000, 650)
    qtbot.waitUntil(lambda: sheet.card.width() < large)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(PhotoSheet))
    window.chrome.actions["photo"].trigger()
    assert window.findChildren(PhotoSheet)
