"""Kinds with names of a person's own: shown everywhere, kept, and stored under the same words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.clock import utc_now
from galley.domain.report import Grouping, ReportOptions
from galley.services.outgoing.exporting import FORMATS, make_report, render_report
from galley.services.settings import Settings
from galley.ui.dialogs.export_options import ExportOptions
from galley.ui.dialogs.kind_names_dialog import KindNamesDialog
from galley.ui.dialogs.settings_dialog import SettingsDialog
from galley.ui.model.app_model import AppModel
from galley.ui.notes.words import accessible_text
from galley.ui.theme.words import kind_name, name_kinds
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import drag_over, passage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _usual_names_afterwards() -> Iterator[None]:
    yield
    name_kinds({})


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def open_dialog(qtbot: QtBot, window: MainWindow) -> KindNamesDialog:
    window.chrome.actions["kinds"].trigger()
    qtbot.waitUntil(lambda: window.findChild(KindNamesDialog) is not None)
    dialog = window.findChild(KindNamesDialog)
    assert isinstance(dialog, KindNamesDialog)
    return dialog


def field_of(dialog: KindNamesDialog, kind: Kind) -> QLineEdit:
    start = f"{kind.key}, usually "
    fields = dialog.findChildren(QLineEdit)
    return next(one for one in fields if one.accessibleName().startswith(start))


def test_a_name_of_ones_own_is_seen_everywhere_at_once(qtbot: QtBot, window: MainWindow) -> None:
    version = model_of(window).version
    assert version is not None
    drag_over(window.reader.view, *passage(version, "government officials"))
    popup = window.reader.selecting._popup
    assert popup is not None
    dialog = open_dialog(qtbot, window)
    field = field_of(dialog, Kind.STATISTIC)
    assert field.placeholderText() == "Statistic"
    QTest.keyClicks(field, "Figure & fact")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.settings().kinds == {"statistic": "Figure & fact"}
    assert window.chrome.actions["mark.statistic"].text() == "Mark as: Figure & fact"
    assert popup.button(Kind.STATISTIC).accessibleName() == "Figure & fact"
    statistic = model_of(window).annotations[0]
    assert statistic.kind.value == "statistic", "what is stored stays the same"
    assert accessible_text(statistic, 1) == "Note 1, Figure & fact, Unchecked"
    opened = model_of(window).opened()
    assert opened is not None
    options = ExportOptions(window.chrome._themes, opened.annotations, ReportOptions()).options()
    for group, words in ((Grouping.KIND, "## Figure & fact"), (Grouping.STATUS, "- Kind: Figure")):
        report = make_report(
            opened.article,
            opened.version,
            opened.annotations,
            ReportOptions(group=group, kind_names=options.kind_names),
            now=utc_now(),
        )
        assert words in render_report(report, FORMATS[0]).decode()


def test_two_kinds_of_one_name_are_refused_in_a_sentence(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_dialog(qtbot, window)
    QTest.keyClicks(field_of(dialog, Kind.MARK), "quote")
    QTest.keyClick(field_of(dialog, Kind.MARK), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog._problem.text() == "Two kinds are called “quote”. Give each its own name."
    assert kind_name(Kind.MARK) == "Mark"


def test_the_settings_lead_there(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    settings = window.findChild(SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    settings.kind_names_wanted.emit()
    qtbot.waitUntil(lambda: window.findChild(KindNamesDialog) is not None)
    names = window.findChild(KindNamesDialog)
    assert isinstance(names, KindNamesDialog)
    QTest.keyClick(names, Qt.Key.Key_Escape)
    assert settings.isVisible()


class TestKept:
    """A window that starts with a person's names."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(kinds={"quote": "Zitat", "of-a-newer-galley": "X"})

    def test_they_hold_from_the_first_paint(self, qtbot: QtBot, window: MainWindow) -> None:
        assert kind_name(Kind.QUOTE) == "Zitat"
        assert kind_name(Kind.CLAIM) == "Claim"
        dialog = open_dialog(qtbot, window)
        field = field_of(dialog, Kind.QUOTE)
        assert field.text() == "Zitat"
        field.clear()
        dialog.accept()
        assert kind_name(Kind.QUOTE) == "Quote"
        assert not [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
