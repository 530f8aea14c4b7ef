"""The pictures of the documentation are those that the script makes, at the sizes it makes them."""

import re
import struct

from docs.make_screenshots import FOLDER, SHOTS

_PNG_SIZE = struct.Struct(">II")
_LARGEST = 300_000  # bytes: they are cloned with every copy of the project


def test_every_picture_is_there_small_and_of_its_size() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{shot.name}.png" for shot in SHOTS}
    for shot in SHOTS:
        data = (FOLDER / f"{shot.name}.png").read_bytes()
        assert _PNG_SIZE.unpack_from(data, 16) == shot.size, shot.name
        assert len(data) < _LARGEST, shot.name


def test_the_readme_shows_pictures_that_are_there() -> None:
    root = FOLDER.parent.parent
    shown = re.findall(r"\]\((docs/screenshots/[^)]+)\)", (root / "README.md").read_text("utf-8"))
    assert shown
    assert all((root / path).is_file() for path in shown)
