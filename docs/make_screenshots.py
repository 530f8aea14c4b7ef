"""Makes the pictures in docs/screenshots: Galley itself, at work on the demo library.

Run it from the checkout, in the project's environment:

    .venv/bin/python -m docs.make_screenshots [NAME ...]

It needs Xvfb, openbox and xdotool, as the end-to-end tests do, and ImageMagick to make the files
small. Nothing of a person's own is read or shown: home, library and screen are made for it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from galley.resources import SAMPLE, data_file
from galley.services.demo import make_demo_library
from galley.services.intake.importing import parse_capture
from galley.services.later_captures.versions import add_version
from galley.services.paths import settings_path
from galley.services.settings import Settings, save_settings
from galley.storage.library import Library
from galley.ui.theme.tokens import DARK, LIGHT, SEPIA, Theme
from tests.e2e.driver import GalleyWindow
from tests.e2e.stage import Stage, missing_programs, wait_for

FOLDER = Path(__file__).parent / "screenshots"
_HOMES = {
    "HOME": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
}
_USUAL, _NARROW, _WIDE = (1440, 900), (1024, 700), (1920, 1080)
# In YUV the colours of small things, such as a red pill among grey ones, stay what they are.
_SHRINK = ("+dither", "-quantize", "YUV", "-colors", "256", "-strip")


def _active_quote(window: GalleyWindow) -> None:
    line = window.lines_of("Gaps of implementation")[0]
    window.click(line.middle)


def _active_statistic(window: GalleyWindow) -> None:
    line = window.lines_of("some 125 officials")[0]
    window.click(line.middle)


def _selection(window: GalleyWindow) -> None:
    window.select("the lack of state centres to support victims was problematic")


def _note(window: GalleyWindow) -> None:
    line = window.lines_of("compared to just 105 last year")[0]
    window.click(line.middle)
    window.press("m")


def _link(window: GalleyWindow) -> None:
    line = window.lines_of("some 125 officials")[0]
    window.click(line.middle)
    window.press("m")
    window.type(" Compare [[year")
    before = window.look()
    wait_for("the list of links", lambda: window.look() != before)


def _export(window: GalleyWindow) -> None:
    before = window.at_rest()
    window.press("ctrl+e")
    wait_for("the dialog", lambda: window.at_rest() != before)


def _compare(window: GalleyWindow) -> None:
    before = window.at_rest()
    window.press("ctrl+d")
    wait_for("the page of comparison", lambda: window.at_rest() != before)
    window.press("Down", "Down", "Return")  # past the headline and a claim, to the statistic


def _source_check(window: GalleyWindow) -> None:
    before = window.at_rest()
    window.press("ctrl+shift+s")
    wait_for("the source check", lambda: window.at_rest() != before)
    window.press("Down", "Down", "Down")  # to the caption


def _add_later_capture(library: Path, now: datetime) -> None:
    """The sample as its page might have been edited two hours later."""
    data = data_file(SAMPLE).read_bytes()
    text = data.decode("utf-8")
    for before, after in (
        ("compared to just 105 last", "compared to just 115 last"),
        ("“still too slow”", "too slow"),
        ("urged a a more", "urged a more"),
        ("Kingdom failing to stop", "Kingdom failing to end"),
    ):
        text = text.replace(before, after)
    later = text.encode("utf-8")
    with Library.open(library) as opened:
        headline = "Kingdom failing to stop human trafficking: DPM"
        article = opened.find_article(headline)
        parsed = parse_capture(later, name="later.txt")
        add_version(opened, article.id, parsed, later, name="later.txt", now=now)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what is done before it is taken, in which colours, at which size.

    Attributes:
        captured_again: Whether the article has a later capture.
    """

    name: str
    prepare: Callable[[GalleyWindow], None]
    theme: Theme = LIGHT
    size: tuple[int, int] = _USUAL
    captured_again: bool = False


SHOTS = (
    Shot("main-light", _active_quote),
    Shot("main-dark", _active_quote, DARK),
    Shot("main-sepia", _active_quote, SEPIA),
    Shot("main-narrow", _active_statistic, size=_NARROW),
    Shot("main-wide", _active_quote, size=_WIDE),
    Shot("selection-popup", _selection),
    Shot("note-editor", _note),
    Shot("link-completion", _link),
    Shot("export-dialog", _export),
    Shot("compare", _compare, captured_again=True),
    Shot("source-check", _source_check),
)


def main(names: list[str]) -> int:
    """Make the pictures that are named, or all of them; the exit code."""
    unknown = set(names) - {shot.name for shot in SHOTS}
    missing = missing_programs() + [name for name in ("convert",) if not shutil.which(name)]
    if unknown or missing:
        problem = f"no such picture: {sorted(unknown)}" if unknown else f"not installed: {missing}"
        sys.stderr.write(f"make_screenshots: {problem}\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="galley-screenshots-") as folder:
        _move_in(Path(folder))
        with Stage() as stage:
            for shot in SHOTS:
                if not names or shot.name in names:
                    picture = _take(stage, Path(folder) / f"{shot.name}.galley", shot)
                    sys.stdout.write(f"{picture.relative_to(FOLDER.parent.parent)}\n")
    return 0


def _move_in(home: Path) -> None:
    """A home of its own, in one time zone for everybody."""
    for variable, inside in _HOMES.items():
        os.environ[variable] = str(home / inside)
    os.environ["TZ"] = "UTC"


def _take(stage: Stage, library: Path, shot: Shot) -> Path:
    save_settings(settings_path(), Settings(theme=shot.theme.name))
    # Today, so that what is shown is an hour, and does not depend on when this is run.
    now = datetime.now(UTC).replace(hour=14, minute=47)
    make_demo_library(library, now=now)
    if shot.captured_again:
        _add_later_capture(library, now)
    path = FOLDER / f"{shot.name}.png"
    with GalleyWindow(stage, library, theme=shot.theme) as window:
        wait_for("the article", lambda: window.title != "Galley")
        window.resize(*shot.size)
        window.at_rest()
        shot.prepare(window)
        stage.put_pointer_away()
        window.at_rest().image().save(str(path))
    subprocess.run(["convert", path, *_SHRINK, f"PNG8:{path}"], check=True)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
