"""A window on the demo library, with the sample open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from galley.services.demo import make_demo_library
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import NOW, library_file
from tests.ui.links.rig import Desk


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo library, made once."""
    path = library_file(tmp_path_factory.mktemp("demo"))
    make_demo_library(path, now=NOW)
    return path


@pytest.fixture
def desk(qtbot: QtBot, themes: ThemeSource, demo: Path, tmp_path: Path) -> Iterator[Desk]:
    """A window on a copy of it."""
    own = library_file(tmp_path)
    shutil.copy(demo, own)
    desk = Desk(qtbot, themes, own)
    yield desk
    desk.close()
