"""The window on an article that was captured twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from galley.ui.theme.current import ThemeSource
from tests.captures_apart import BRIDGE, HEADLINE, NEW_BRIDGE, NEW_HEADLINE, blocks_of
from tests.ui.compare.rig import Rig, fill
from tests.ui.driving import library_file


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Rig]:
    """The bridge, before and after."""
    path = library_file(tmp_path)
    fill(path, blocks_of(HEADLINE, BRIDGE), blocks_of(NEW_HEADLINE, NEW_BRIDGE))
    rig = Rig(qtbot, themes, path)
    rig.window.resize(1440, 900)
    yield rig
    rig.close()
