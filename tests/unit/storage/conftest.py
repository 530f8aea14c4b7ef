import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from galley.domain.article import Version
from galley.storage.library import Library
from tests.unit.storage.disks import mount
from tests.unit.storage.sample_values import an_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.galley"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, who="Ada") as library:
        yield library


@pytest.fixture
def version(library: Library) -> Version:
    """The version of an article that is in the library."""
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    return version


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)):
        pytest.skip("mounting a small disk needs rights that are not to be had here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)
