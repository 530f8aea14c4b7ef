"""The structured article of each fixture, whole, beside the file that says what it should be.

After a deliberate change, look at the difference and write the new files with
``GALLEY_WRITE_GOLDEN=1``.
"""

import json
import os
from pathlib import Path

import pytest

from galley.importers.extract import to_scoring_json
from galley.importers.registry import parse

TESTS = Path(__file__).parents[2]
CAPTURES = TESTS / "fixtures" / "captures"
GOLDEN = TESTS / "golden" / "importers"
NAMES = sorted(path.name for path in CAPTURES.iterdir() if path.suffix in {".txt", ".html"})


@pytest.mark.parametrize("name", NAMES)
def test_the_structured_article(name: str) -> None:
    article = to_scoring_json(parse((CAPTURES / name).read_bytes(), name=name))
    text = json.dumps(article, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("GALLEY_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == text


def test_every_golden_file_has_its_fixture() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == [f"{name}.json" for name in NAMES]
