"""What stands between the captured words grows with them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.ui.components.buttons import LinkButton
from galley.ui.reader.meta_line import MetaLine
from galley.ui.window.main_window import MainWindow


def test_what_the_page_offers_is_as_large_as_what_it_says(qtbot: QtBot, window: MainWindow) -> None:
    def widths() -> dict[str, int]:
        links = window.reader.view.findChildren(LinkButton)
        names = ("Add…", "Choose image…", "Hide placeholder")
        return {one.text(): one.width() for one in links if one.text() in names}

    before = widths()
    assert len(before) == 3
    for _step in range(5):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    zoom = window.zoom / 100
    assert zoom > 1.4
    qtbot.waitUntil(
        lambda: all(abs(wide - before[name] * zoom) < 8 for name, wide in widths().items())
    )


def test_what_is_missing_is_said_in_full_however_large_the_text(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1024, 700)
    window.set_zoom(200)
    line = window.reader.view.findChild(MetaLine)
    assert line is not None
    origin, missing, *_others = (one for one in line.findChildren(QLabel) if one.isVisible())
    qtbot.waitUntil(lambda: bool(origin.toolTip()))
    assert missing.text() == "Byline and date not captured"
    assert missing.width() >= missing.sizeHint().width()
    assert "min read" in origin.toolTip()
    window.set_zoom(80)
    qtbot.waitUntil(lambda: not origin.toolTip())
