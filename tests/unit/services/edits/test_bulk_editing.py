"""One edit of many annotations: pieces, a step an article, and the way back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.annotation_table import TableWish
from galley.domain.errors import HistoryConflict
from galley.services.demo import make_demo_library
from galley.services.edits import bulk_editing
from galley.services.edits.annotating import set_speaker
from galley.services.outgoing.exporting import format_named
from galley.services.outgoing.selection_exporting import export_reports, selected_reports
from galley.storage.library import Library
from tests.without_backup import WITHOUT_BACKUP

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "library.galley"
    make_demo_library(path, now=NOW)
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def numbers(library: Library) -> list[int]:
    return list(library.table.order(TableWish()).sequences)


def test_a_piece_holds_all_of_an_article_and_each_annotation_once(
    library: Library, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_editing, "_PIECE", 16)
    pieces = bulk_editing.pieces(library, [*numbers, *numbers, 999])
    assert sorted(number for piece in pieces for number in piece) == sorted(numbers)
    homes = [{row.article_id for row in library.table.rows(piece)} for piece in pieces]
    assert sum(map(len, homes)) == len(set.union(*homes)) > len(pieces) > 1


def test_an_edit_changes_only_what_is_not_like_that(library: Library, numbers: list[int]) -> None:
    edit = bulk_editing.set_kind(Kind.QUOTE, now=NOW)
    before = {row.sequence: row.kind for row in library.table.rows(numbers)}
    applied = bulk_editing.apply_to(library, numbers, edit, WITHOUT_BACKUP)
    assert len({one.article_id for one in applied}) == len(applied)
    changed = sum(len(one.change_set.changes) for one in applied)
    assert changed == sum(kind is not Kind.QUOTE for kind in before.values())
    assert bulk_editing.apply_to(library, numbers, edit, WITHOUT_BACKUP) == []


def test_tags_are_told_apart_whatever_their_capitals(library: Library, numbers: list[int]) -> None:
    few = numbers[:3]
    bulk_editing.apply_to(library, few, bulk_editing.add_tag("#To do", now=NOW), WITHOUT_BACKUP)
    again = bulk_editing.add_tag("to-DO", now=NOW)
    assert bulk_editing.apply_to(library, few, again, WITHOUT_BACKUP) == []
    bulk_editing.apply_to(library, few, bulk_editing.remove_tag("TO-do", now=NOW), WITHOUT_BACKUP)
    assert all("To-do" not in row.tags for row in library.table.rows(few))


def test_it_is_taken_back_by_undo_or_by_another_edit(library: Library, numbers: list[int]) -> None:
    edit = bulk_editing.set_status(CheckStatus.WRONG, now=NOW, by="Ada")
    before = {row.sequence: row.status for row in library.table.rows(numbers)}
    applied = bulk_editing.apply_to(library, numbers, edit, WITHOUT_BACKUP)
    one, other = applied[0].article_id, applied[1].article_id
    untouched = applied[0].change_set.changes[0].entity.id
    mark = next(a for a in library.annotations(one) if a.id != untouched)
    library.apply(set_speaker(mark, "Somebody else", now=NOW))
    changed = {c.entity.id for c in applied[0].change_set.changes}
    if mark.id in changed:  # then it was changed again since
        with pytest.raises(HistoryConflict):
            library.take_back(one, applied[0].sequence)
        library.undo(one)
    bulk_editing.take_back(library, [one.step for one in applied])
    assert {row.sequence: row.status for row in library.table.rows(numbers)} == before
    assert library.redo_label(other) == "Check changed"


def test_what_was_changed_since_it_was_taken_back_stays_so(
    library: Library, numbers: list[int]
) -> None:
    edit = bulk_editing.set_status(CheckStatus.WRONG, now=NOW, by="Ada")
    applied = bulk_editing.apply_to(library, numbers, edit, WITHOUT_BACKUP)
    (first, *_others), one = applied, applied[0].article_id
    bulk_editing.take_back(library, [first.step])
    taken_back = library.annotations(one)
    with pytest.raises(HistoryConflict):
        library.bring_back(one, first.sequence + 1)  # not the edit that comes next
    assert library.annotations(one) == taken_back
    library.apply(set_speaker(taken_back[0], "Somebody else", now=NOW))
    with pytest.raises(HistoryConflict):
        library.bring_back(one, first.sequence)
    travelled = bulk_editing.bring_back(library, [first.step])
    assert (travelled.done, travelled.left) == ([], [first.step])
    assert library.annotations(one)[0].speaker == "Somebody else"
    assert {a.id: a.check.status for a in library.annotations(one)} == {
        a.id: a.check.status for a in taken_back
    }


def test_what_is_chosen_leaves_the_house_and_nothing_else(
    library: Library, numbers: list[int], tmp_path: Path
) -> None:
    chosen = numbers[::9]
    rows = library.table.rows(chosen)
    pieces = [selected_reports(library, chosen, now=NOW, kind_names={})]
    for name in ("markdown", "json-ld"):
        target = format_named(name)
        path = tmp_path / f"file{target.suffix}"
        report = export_reports(pieces, target, path, now=NOW)
        assert report.annotations == len(chosen)
        assert report.articles == len({row.article_id for row in rows})
        assert path.read_bytes() == report.data
