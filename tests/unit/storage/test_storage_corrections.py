"""A version with corrections: what is read, found, checked, saved from damage, and taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version, Zone
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict, LibraryDamaged
from galley.domain.structure import BringBack, LeaveOut, SetZone, Split, Structure
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.finding.searching import search
from galley.services.safety import keeping
from galley.storage.library import Library
from galley.storage.mapping import structure_row
from galley.storage.tables import structures
from tests.unit.storage.sample_values import NOW, a_mark, marked

# The blocks: headline, photo, caption “The quay at dawn 🛥.”, body, teaser; left out: “Share”.
CAPTION, BODY = 2, 3


def test_what_is_read_is_corrected_and_what_was_captured_stays(
    library: Library, version: Version
) -> None:
    correct(library, version.id, None, [Split(CAPTION, 8)])
    read = library.version(version.id)
    assert [block.text for block in read.blocks[2:4]] == ["The quay", "at dawn 🛥."]
    assert library.versions(version.article_id) == [read]
    assert library.version_with_capture(version.capture.sha256) == read
    assert library.captured_version(version.id) == version
    structure = Structure(version.id, version.article_id, (Split(CAPTION, 8),))
    assert library.structure(version.id) == structure


def test_marks_go_along_and_stay_at_their_words_in_the_trash_too(
    library: Library, version: Version
) -> None:
    body = version.starts[BODY]
    kept, thrown = (marked(a_mark(version, body + start)) for start in (0, 10))
    for mark in (kept, thrown):
        library.apply(ChangeSet("Mark added", mark.article_id, (Change(None, mark),)))
    library.apply(annotating.trash([thrown], now=NOW))
    edit = correct(library, version.id, None, [LeaveOut(0)])
    assert len(edit.changes) == 3
    text = library.version(version.id).text
    for trashed, before in ((False, kept), (True, thrown)):
        (mark,) = library.annotations(version.article_id, trashed=trashed)
        target = mark.targets[0]
        assert text[target.start : target.end] == target.exact == before.exact
    assert library.verify() == []


def test_one_correction_is_one_step_back_and_forth(library: Library, version: Version) -> None:
    library.apply(a_mark(version, version.starts[BODY]))
    before = library.annotations(version.article_id)
    correct(library, version.id, None, [LeaveOut(0)])
    after = library.annotations(version.article_id)
    text = library.version(version.id).text
    assert library.undo_label(version.article_id) == "Block left out"
    library.undo(version.article_id)
    assert library.structure(version.id) is None
    assert (library.version(version.id), library.annotations(version.article_id)) == (
        version,
        before,
    )
    library.redo(version.article_id)
    assert (library.version(version.id).text, library.annotations(version.article_id)) == (
        text,
        after,
    )
    assert library.verify() == []


def test_corrections_that_somebody_did_not_see_are_not_built_on(
    library: Library, version: Version
) -> None:
    correct(library, version.id, None, [LeaveOut(0)])
    with pytest.raises(HistoryConflict):
        correct(library, version.id, None, [LeaveOut(0)])
    assert len(library.history(version.article_id)) == 2


def test_an_edit_that_leaves_a_mark_behind_is_refused_as_a_whole(
    library: Library, version: Version
) -> None:
    library.apply(a_mark(version, version.starts[BODY]))
    structure = Structure(version.id, version.article_id, (LeaveOut(0),))
    with pytest.raises(ValueError, match="the words at"):
        library.apply(ChangeSet("Wrong", version.article_id, (Change(None, structure),)))
    assert library.version(version.id) == version
    library.apply(a_mark(version, version.starts[BODY] + 10))
    assert library.verify() == []


def test_a_new_mark_is_checked_against_the_corrected_text(
    library: Library, version: Version
) -> None:
    library.apply(a_mark(version, version.starts[BODY]))
    correct(library, version.id, None, [LeaveOut(0)])
    with pytest.raises(ValueError, match="the words at"):
        library.apply(a_mark(version, version.starts[BODY] + 3))
    library.apply(a_mark(library.version(version.id), 3))


def test_corrections_of_another_process_are_seen(library: Library, version: Version) -> None:
    library.apply(a_mark(version))
    with Library.open(library.path) as other:
        correct(other, version.id, None, [LeaveOut(0)])
    with pytest.raises(ValueError, match="the words at"):
        library.apply(a_mark(version, 3))


def test_what_was_left_out_is_found_no_more_and_what_came_back_is(
    library: Library, version: Version
) -> None:
    found = [bool(search(library, word).hits) for word in ("quay", "Share")]
    structure = None
    for correction in (LeaveOut(CAPTION), BringBack(0, 2, Zone.DEK)):
        correct(library, version.id, structure, [correction])
        structure = library.structure(version.id)
    text = library.version(version.id).text
    assert "quay" not in text
    assert found == [True, False]
    assert [bool(search(library, word).hits) for word in ("dawn", "Share")] == [False, True]
    assert library.verify() == []
    library.undo(version.article_id)
    library.undo(version.article_id)
    assert [bool(search(library, word).hits) for word in ("dawn", "Share")] == [True, False]
    assert library.verify() == []


def test_a_mark_without_a_place_is_kept_and_checked(library: Library, version: Version) -> None:
    library.apply(a_mark(version, version.starts[CAPTION], 8, note="Ask."))
    correct(library, version.id, None, [LeaveOut(CAPTION)])
    (mark,) = library.annotations(version.article_id)
    assert (mark.exact, mark.note) == ("The quay", "Ask.")
    assert mark.targets_in(version.id) == ()
    assert library.verify() == []
    library.apply(annotating.set_note(mark, "Asked.", now=NOW))
    assert library.verify() == []


def test_an_older_edit_is_taken_back_only_where_the_words_are_still_there(
    library: Library, version: Version
) -> None:
    mark = marked(a_mark(version, version.starts[BODY] + 200))
    library.apply(ChangeSet("Mark added", mark.article_id, (Change(None, mark),)))
    moved = annotating.move_passage(mark, version, 0, 0, 5, now=NOW)
    entry = library.apply(moved)
    correct(library, version.id, None, [Split(BODY, 90)])
    assert len(library.version(version.id).text) == len(version.text) + 1
    with pytest.raises(HistoryConflict, match="corrected since"):
        library.take_back(version.article_id, entry)
    (kept,) = library.annotations(version.article_id)
    assert kept == marked(moved)


def test_a_correction_is_not_taken_back_from_under_a_later_mark(
    library: Library, version: Version
) -> None:
    correct(library, version.id, None, [LeaveOut(0)])
    entry = library.history(version.article_id)[-1].sequence
    library.apply(a_mark(library.version(version.id), 30))
    with pytest.raises(HistoryConflict, match="corrected since"):
        library.take_back(version.article_id, entry)
    assert library.verify() == []


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(statement)


def test_damaged_corrections_are_told_and_no_text_is_shown_for_another(
    path: Path, library: Library, version: Version
) -> None:
    correct(library, version.id, None, [LeaveOut(0)])
    damage(path, "UPDATE structures SET data = replace(data, '\"block\":0', '\"block\":1')")
    with pytest.raises(LibraryDamaged):
        library.version(version.id)
    sentences = [finding.sentence for finding in library.verify(index=False)]
    assert f"The corrections of version {version.id} are not what was saved." in sentences


def test_corrections_that_do_not_fit_their_text_are_damage_and_not_passed_over(
    library: Library, version: Version
) -> None:
    """Whole, but of another text: read without them, every mark would stand at other words."""
    wrong = Structure(version.id, version.article_id, (LeaveOut(99),))
    with library._file.writing() as connection:
        connection.execute(structures.insert().values(structure_row(wrong)))
    with pytest.raises(LibraryDamaged):
        library.version(version.id)
    sentences = [finding.sentence for finding in library.verify(index=False)]
    assert f"The corrections of version {version.id} are not what was saved." in sentences


def test_lost_corrections_come_back_from_the_history(
    path: Path, library: Library, version: Version
) -> None:
    library.apply(a_mark(version, version.starts[BODY], note="Ask."))
    library.apply(a_mark(version, version.starts[CAPTION], 8))
    correct(library, version.id, None, [LeaveOut(0), SetZone(0, Zone.PHOTO, 0), LeaveOut(1)])
    text, marks = library.version(version.id).text, library.annotations(version.article_id)
    library.close()
    damage(path, "DELETE FROM structures")
    damage(path, "UPDATE annotations SET data = 'x' WHERE sequence = 1")
    damage(path, "DROP TABLE search_entries")
    repair = keeping.repair(path, now=NOW)
    assert repair.salvaged
    with Library.open(repair.salvaged) as saved:
        assert saved.version(version.id).text == text
        assert saved.annotations(version.article_id) == marks
        assert saved.verify() == []


def test_an_article_whose_text_alone_was_corrected_is_told_by_a_restore(
    path: Path, library: Library, version: Version
) -> None:
    backup = keeping.back_up(path, now=NOW)
    correct(library, version.id, None, [SetZone(BODY, Zone.DEK)])
    preview = keeping.preview_restore(path, backup.path)
    assert preview.headlines_changed == (version.metadata.headline,)


def test_an_article_is_edited_beside_its_corrections(library: Library, version: Version) -> None:
    correct(library, version.id, None, [SetZone(BODY, Zone.DEK)])
    before = library.article(version.article_id)
    assert isinstance(before, Article)
    after = replace(before, metadata=replace(before.metadata, publication="Other"))
    library.apply(ChangeSet("Details changed", before.id, (Change(before, after),)))
    assert library.version(version.id).blocks[BODY].zone is Zone.DEK
    assert not any(isinstance(mark, Annotation) for mark in library.annotations(before.id))
