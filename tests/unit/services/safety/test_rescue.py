"""Edits that can't reach the library go to a file that a person, and Galley, can read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.change_codec import change_set_from_data
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import ExportFailed
from galley.services.safety.rescue import rescue_text, write_rescue
from tests.marked_article import FERRY, a_mark, an_article

MARK = a_mark(an_article(FERRY)[1], "It was full")


def an_edit() -> ChangeSet:
    mark = replace(MARK, note="Ask the *committee*.\n````\nSecond line.")
    return ChangeSet("Note edited", mark.article_id, (Change(None, mark),))


def test_words_and_notes_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rescue.md"
    write_rescue(path, [an_edit()])
    text = path.read_text(encoding="utf-8")
    assert f"> {MARK.exact}" in text
    assert "Ask the *committee*." in text


def test_nothing_is_missing_from_the_data() -> None:
    text = rescue_text([an_edit()])
    data = json.loads(text.rpartition("````json\n")[2].rpartition("\n````")[0])
    assert [change_set_from_data(one) for one in data] == [an_edit()]


def test_a_place_that_cant_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="no folder"):
        write_rescue(tmp_path / "none" / "rescue.md", [an_edit()])
