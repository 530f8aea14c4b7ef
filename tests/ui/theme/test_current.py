"""The theme follows a person's choice or the system, and says so once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import galley.ui
from galley.domain.annotation import CheckStatus, Kind
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import palette, stylesheet
from galley.ui.theme.tokens import DARK, LIGHT, SEPIA, THEMES, Theme
from galley.ui.theme.words import kind_name, status_name

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_choice_is_followed_and_told_once(qtbot: QtBot) -> None:
    source = ThemeSource("light")
    told: list[object] = []
    source.changed.connect(told.append)
    with qtbot.waitSignal(source.changed):
        source.set_choice("sepia")
    source.set_choice("sepia")
    assert source.theme is SEPIA
    assert told == [SEPIA]


@pytest.mark.parametrize(
    ("scheme", "theme"), [(Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)]
)
def test_system_follows_the_systems_colours(
    scheme: Qt.ColorScheme, theme: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        def __init__(self) -> None:
            self.colorSchemeChanged = QGuiApplication.styleHints().colorSchemeChanged

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return scheme

    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    assert ThemeSource("system").theme is theme


@pytest.mark.parametrize("choice", ["", "black", "Light"])
def test_an_unknown_choice_is_an_error(choice: str) -> None:
    with pytest.raises(ValueError, match="no theme is called"):
        ThemeSource(choice)
    with pytest.raises(ValueError, match="no theme is called"):
        ThemeSource("light").set_choice(choice)


def test_no_motion_means_no_duration() -> None:
    source = ThemeSource("light")
    source.set_reduced_motion(False)
    assert source.duration(120) == 120
    source.set_reduced_motion(True)
    assert source.reduced_motion
    assert source.duration(120) == 0


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_style_sheet_is_whole_and_built_once(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert stylesheet(theme) is sheet


def test_the_palette_has_the_themes_ink() -> None:
    assert palette(DARK).windowText().color().name() == DARK.ink.lower()
    assert palette(SEPIA).highlight().color().name() == SEPIA.sel.lower()


def test_every_kind_and_status_has_its_own_words() -> None:
    assert len({kind_name(kind) for kind in Kind}) == len(Kind)
    assert len({status_name(status) for status in CheckStatus}) == len(CheckStatus)
    assert kind_name(Kind.NAME_OR_DATE) == "Name or date"
    assert status_name(CheckStatus.CANT_VERIFY) == "Can’t verify"


def test_nothing_that_is_gone_listens_to_the_theme() -> None:
    """A lambda keeps what it names alive for Python, but not for Qt, and is called all the same."""
    source = Path(galley.ui.__file__).parent
    guilty = [
        path.name
        for path in source.rglob("*.py")
        if re.search(r"themes\.changed\.connect\(\s*(?:lambda|partial)", path.read_text("utf-8"))
    ]
    assert guilty == []
