"""A later capture, reviewed without the mouse; quit, come back, and the report."""

from pathlib import Path

import pytest

from galley.domain.annotation import CheckStatus, Decision, Placement
from galley.storage.library import Library
from tests.captures_apart import BRIDGE, HEADLINE, NEW_BRIDGE, NEW_HEADLINE, blocks_of
from tests.e2e.driver import GalleyWindow, galley
from tests.e2e.stage import Stage, wait_for
from tests.ui.compare.rig import fill

pytestmark = pytest.mark.e2e


def placed(window: GalleyWindow, words: str) -> Placement | None:
    """What is decided on the disk of the mark on some words."""
    mark = next(one for one in window.kept if words in one.exact)
    return mark.placements[-1] if mark.placements else None


def read_version(library: Path) -> int:
    """The number of the capture that is read."""
    with Library.open(library, create=False) as opened:
        (summary,) = opened.articles()
        return opened.version(opened.article(summary.id).version_id).number


def test_a_later_capture_is_reviewed_by_keys_and_reported(stage: Stage, library: Path) -> None:
    fill(library, blocks_of(HEADLINE, BRIDGE), blocks_of(NEW_HEADLINE, NEW_BRIDGE))
    with GalleyWindow(stage, library) as window:
        wait_for("the article", lambda: window.title == f"{HEADLINE} – Galley")
        before = window.at_rest()
        window.press("ctrl+d")
        wait_for("the page", lambda: window.at_rest() != before)

        window.press("Down", "a")  # past the headline, to the figure
        wait_for("the new figure on disk", lambda: placed(window, "202 boats"))
        window.press("Down", "Down", "Down", "k")  # past a “not”, a typo and a moved mark
        wait_for("the old wording on disk", lambda: placed(window, "too slow"))
        window.press("ctrl+z")
        wait_for("the decision taken back", lambda: placed(window, "too slow") is None)
        window.press("k")
        wait_for("the old wording on disk again", lambda: placed(window, "too slow"))
        window.press("v", "bracketright", "v", "ctrl+Return")  # a look at the whole text, finish
        wait_for("the new capture to be read", lambda: read_version(library) == 2)
        assert window.quit() == 0

    with GalleyWindow(stage, library) as window:
        wait_for("the new headline", lambda: window.title == f"{NEW_HEADLINE} – Galley")
        figure, lost = placed(window, "202 boats"), placed(window, "too slow")
        assert figure is not None
        assert lost is not None
        assert (figure.decision, lost.decision) == (Decision.ACCEPTED, Decision.KEPT)
        mark = next(one for one in window.kept if "202" in one.exact)
        assert mark.check.status is CheckStatus.UNCHECKED  # nobody has checked the new figure
        assert window.quit() == 0

    report = galley("export", "--library", library, NEW_HEADLINE)
    assert "A total of 212 boats" in report
    assert "It is still too slow for us" in report
