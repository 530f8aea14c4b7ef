"""How Galley is started: with files, in another theme, in a small window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from galley.domain.annotation import CheckStatus, Kind
from galley.services.one_window import address_of
from galley.services.paths import settings_path
from galley.services.settings import Settings, load_settings, save_settings
from galley.ui.theme.tokens import DARK, LIGHT, SEPIA, Theme
from tests.e2e.driver import GalleyWindow, galley
from tests.e2e.stage import Stage, wait_for
from tests.loopback import ARTICLE_PAGE, loopback_site

pytestmark = pytest.mark.e2e

SAMPLE = "Kingdom failing to stop human trafficking: DPM"
GULLS = """Harbour Gazette - Gulls return to the fish market

Gulls return to the fish market

By Ada Quay
3 May 2026

Some 400 gulls have returned to the fish market since Monday, a count by the harbour office says.

“They never read the notice,” said the harbour master.
"""
TIDE = GULLS.replace("Gulls return to the fish market", "Spring tide floods the old quay")


def headlines(library: Path) -> list[str]:
    articles = json.loads(galley("list", "--library", library, "--json"))
    return sorted(article["headline"] for article in articles)


def test_one_file_is_opened_and_several_are_listed(
    stage: Stage, library: Path, tmp_path: Path
) -> None:
    gulls, copy, tide = (tmp_path / name for name in ("gulls.txt", "gulls copy.txt", "tide.txt"))
    gulls.write_text(GULLS, "utf-8")
    copy.write_text(GULLS, "utf-8")
    tide.write_text(TIDE, "utf-8")
    tide_headline, gulls_headline = "Spring tide floods the old quay", GULLS.splitlines()[2]
    all_three = sorted([SAMPLE, gulls_headline, tide_headline])

    with GalleyWindow(stage, library, gulls, tide) as window:
        wait_for("a row that is chosen, at the end", lambda: window.shows(LIGHT.accent_soft))
        window.at_rest()
        window.press("Return")  # Open, on the sheet
        wait_for("the first of them", lambda: window.title == f"{gulls_headline} – Galley")
        assert window.quit() == 0

    with GalleyWindow(stage, library, tide) as window:
        wait_for("the known article", lambda: window.title == f"{tide_headline} – Galley")
        assert window.quit() == 0

    with GalleyWindow(stage, library, copy) as window:
        wait_for("the known capture", lambda: window.title == f"{gulls_headline} – Galley")
        assert headlines(library) == all_three
        assert window.quit() == 0


def test_an_address_is_fetched_from_the_import_sheet(
    stage: Stage, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with loopback_site() as site, GalleyWindow(stage, library) as window:
        address = site.page("/harbour", ARTICLE_PAGE)
        window.at_rest()
        window.press("ctrl+o", "Tab", "Tab", "Tab")
        window.type(address)
        assert site.requests == []
        window.press("Return")
        headline = "Council votes on the harbour"
        wait_for("the article", lambda: window.title == f"{headline} – Galley")
        assert window.quit() == 0
    assert headlines(library) == sorted([SAMPLE, headline])


def test_a_file_that_is_not_there_is_said_in_the_window(
    stage: Stage, library: Path, tmp_path: Path
) -> None:
    with GalleyWindow(stage, library, tmp_path / "gone.txt") as window:
        bar = LIGHT.statuses[CheckStatus.WRONG].tint
        wait_for("the error bar", lambda: window.shows(bar))
        assert window.title == f"{SAMPLE} – Galley"
        assert window.quit() == 0
    assert headlines(library) == [SAMPLE]


def test_a_second_start_on_a_library_leaves_it_to_the_window_that_is_open(
    stage: Stage, library: Path
) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the sample", lambda: library.exists() and headlines(library) == [SAMPLE])
        wait_for("the window to listen", lambda: Path(address_of(library)).exists())
        second = subprocess.run(
            [sys.executable, "-m", "galley", "--library", str(library)],
            env=stage.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "it is in front now" in second.stdout + second.stderr
        wait_for("the window in front", window.has_keys)
        window.select("some 125 officials")
        window.press("2")
        wait_for("the mark on disk", lambda: len(window.kept) == 1)
        assert window.quit() == 0


def test_two_windows_show_each_others_marks(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the sample", lambda: library.exists() and headlines(library) == [SAMPLE])
        pid = window.process.pid
        first = stage.windows(pid)
        window.press("ctrl+shift+n")
        wait_for("one window more", lambda: len(stage.windows(pid)) == 2)
        (second,) = set(stage.windows(pid)) - set(first)
        wait_for("the keys to go there", lambda: stage.active_window() == second)
        wait_for("the article in it", lambda: stage.name_of(second).startswith(SAMPLE))
        window.press("ctrl+f", "F6", "F6")
        window.press("ctrl+Home", "Down", "Home", "shift+ctrl+Right", "shift+ctrl+Right", "1")
        wait_for("the mark on disk", lambda: len(window.kept) == 1)
        window.press("ctrl+w")
        wait_for("the first window alone", lambda: stage.windows(pid) == first)
        wait_for("the keys to go back", window.has_keys)
        wait_for("its mark", lambda: window.shows(LIGHT.kinds[Kind.QUOTE].fill))
        window.press("ctrl+z")
        wait_for("the mark to be taken back", lambda: window.kept == [])
        assert window.quit() == 0


@pytest.mark.parametrize("theme", [DARK, SEPIA], ids=["dark", "sepia"])
def test_a_theme_lasts(stage: Stage, library: Path, theme: Theme) -> None:
    save_settings(settings_path(), Settings(theme=theme.name))
    with GalleyWindow(stage, library, theme=theme) as window:
        wait_for("paper of that theme", lambda: window.shows(theme.paper))
        window.select("some 125 officials")
        window.press("4")
        wait_for("the mark on disk", lambda: library.exists() and len(window.kept) == 1)
        assert window.quit() == 0
    assert load_settings(settings_path()).settings.theme == theme.name


def test_a_narrow_window_stays_narrow(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the sample", lambda: library.exists() and headlines(library) == [SAMPLE])
        window.resize(1024, 700)
        window.select("some 125 officials")
        window.press("2")
        wait_for("the mark on disk", lambda: len(window.kept) == 1)
        assert window.quit() == 0
    with GalleyWindow(stage, library) as window:
        wait_for("the size it had", lambda: window.size == (1024, 700))
        assert window.quit() == 0
