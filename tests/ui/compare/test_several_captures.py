"""An article that was captured three times, and marks on several of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from galley.domain.annotation import AnchorStatus, Decision
from galley.services.later_captures import versions
from galley.storage.library import Library
from galley.ui.theme.current import ThemeSource
from tests.captures_apart import BRIDGE, HEADLINE, NEW_BRIDGE, NEW_HEADLINE, a_version, blocks_of
from tests.marked_article import a_mark
from tests.ui.compare.rig import LATER, Rig, fill, parsed
from tests.ui.driving import library_file

Key = Qt.Key


@pytest.fixture
def thrice(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Rig]:
    """The bridge, once more with another figure."""
    path = library_file(tmp_path)
    fill(path, blocks_of(HEADLINE, BRIDGE), blocks_of(NEW_HEADLINE, NEW_BRIDGE))
    last = tuple(text.replace("212", "222") for text in NEW_BRIDGE)
    with Library.open(path) as library:
        (summary,) = library.articles()
        capture = parsed(blocks_of(NEW_HEADLINE, last))
        versions.add_version(
            library, summary.id, capture, b"the third capture", name="c.txt", now=LATER
        )
    rig = Rig(qtbot, themes, path)
    rig.window.resize(1440, 900)
    yield rig
    rig.close()


def test_any_two_captures_can_be_compared(qtbot: QtBot, thrice: Rig) -> None:
    rig = thrice.compare()
    assert rig.rows()[1].endswith("Figure changed: 202 → 222")  # the newest waits
    assert "First capture" in rig.page.header.pickers[0].text()
    assert rig.page.header.pickers[1].text().startswith("New capture")

    rig.click(rig.page.header.pickers[1])
    menu = rig.page.header.findChild(QMenu)
    assert menu is not None
    actions = menu.actions()
    assert [action.isEnabled() for action in actions] == [False, True, True]
    actions[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: rig.page.header.pickers[1].text().startswith("Capture 2"))
    rig.settle()

    assert rig.rows()[1].endswith("Figure changed: 202 → 212")
    assert rig.button("Finish").isVisible()  # that one can be read from now on as well

    rig.click(rig.page.header.pickers[0])
    menu = rig.page.header.findChildren(QMenu)[-1]
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: rig.page.header.pickers[1].text().startswith("New capture"))
    rig.settle()

    assert rig.page.header.pickers[0].text().startswith("Capture 2")  # the older one is first
    assert rig.button("Close").isVisible()  # neither is the one that is read
    rig.press(Key.Key_Escape)


def test_places_that_are_offered_are_shown_in_the_text(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path
) -> None:
    path = library_file(tmp_path)
    before = (*BRIDGE[:5], "It was “no way to run a harbour”, she said.", BRIDGE[6])
    after = (
        "One of them called it “no way to run a harbour” in May.",
        *BRIDGE[:5],
        BRIDGE[6],
        "Another said that it was “no way to run a harbour” at all.",
    )
    version = a_version("v", HEADLINE, before)
    marks = [a_mark(version, "no way to run a harbour")]
    fill(path, blocks_of(HEADLINE, before), blocks_of(HEADLINE, after), marks=marks)
    rig = Rig(qtbot, themes, path)
    rig.window.resize(1440, 900)
    rig.compare()
    assert rig.current().startswith("Quote, Ambiguous")
    assert not rig.page.review.detail.accept.isVisible()

    rig.press(Key.Key_R)
    reattach = rig.page.review.reattach
    offers = [one for one in reattach._offers if one.isVisible()]
    assert len(offers) == 2
    rig.click(offers[1].button)
    chosen = reattach.passage
    assert chosen is not None
    assert rig.new.text[slice(*chosen)] == "no way to run a harbour"
    QTest.keyClick(reattach.text, Key.Key_Return)

    placement = rig.kept("no way").placement_in(rig.new.id)
    assert placement is not None
    assert (placement.decision, placement.status) == (Decision.ATTACHED, AnchorStatus.AMBIGUOUS)
    assert (placement.targets[0].start, placement.targets[0].end) == chosen
    rig.close()
