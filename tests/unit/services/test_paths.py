import sys
from pathlib import Path

import pytest

from galley.services.paths import library_path, log_folder, settings_path


def test_everything_is_in_the_home_of_the_one_who_runs_it(home: Path) -> None:
    for path in (library_path(), settings_path(), log_folder()):
        assert home in path.parents
    assert not list(home.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="these variables are of the free desktops")
def test_the_places_of_the_free_desktops_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    assert library_path() == home / ".local/share/galley/library.galley"
    assert settings_path() == home / ".config/galley/settings.json"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library_path() == tmp_path / "galley" / "library.galley"
