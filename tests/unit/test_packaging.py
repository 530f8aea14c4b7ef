"""What a package puts on a Linux desktop names things that exist."""

from __future__ import annotations

import configparser
import json
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from galley.domain.codec import parsed_from_data
from galley.domain.note_links import SCHEME
from galley.resources import PARSED_SAMPLE, SAMPLE, data_file
from galley.services.intake.importing import parse_capture
from galley.services.paths import library_path

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(LINUX / name, encoding="utf-8")
    return parser["Desktop Entry"]


def mime_type() -> ElementTree.Element:
    # The file is the project's own.
    found = ElementTree.parse(LINUX / "galley-mime.xml").find(f"{MIME}mime-type")  # noqa: S314
    assert found is not None
    return found


@pytest.mark.parametrize(
    "name", ["galley.desktop", "galley-library.desktop", "galley-link.desktop"]
)
def test_an_entry_starts_the_installed_program_under_its_icon(name: str) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert entry(name)["Exec"].split()[0] in scripts["scripts"]
    assert (ROOT / "resources" / "icons" / f"{entry(name)['Icon']}.svg").is_file()


def test_a_library_file_opens_with_its_entry() -> None:
    assert entry("galley-link.desktop")["MimeType"] == f"x-scheme-handler/{SCHEME};"
    assert entry("galley-library.desktop")["MimeType"] == mime_type().attrib["type"] + ";"
    glob = mime_type().find(f"{MIME}glob")
    assert glob is not None
    assert library_path().match(glob.attrib["pattern"])


def test_the_folder_does_not_shadow_the_library_of_its_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_sample_that_ships_parsed_is_what_the_importers_make_of_it() -> None:
    shipped = json.loads(data_file(PARSED_SAMPLE).read_text(encoding="utf-8"))
    parsed = parse_capture(data_file(SAMPLE).read_bytes(), name=SAMPLE)
    assert parsed.assets == ()
    again = "run “python packaging/parse_sample.py”: an importer has changed"
    assert parsed_from_data(shipped, ()) == parsed, again
