"""The library's promises: what goes in comes out, edits are all or nothing, history is kept."""

import hashlib
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.article import Article, Picture, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict, LibraryDamaged, NotFound
from galley.domain.search import parse_query
from galley.services.edits import annotating
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, a_later_capture, a_mark, an_article, marked


def an_article_edit(article: Article, **changed: object) -> ChangeSet:
    after = replace(article, **changed)  # type: ignore[arg-type] # any of its fields
    return ChangeSet("Article edited", article.id, (Change(article, after),))


# Articles


def test_an_article_comes_back_as_it_went_in(library: Library, path: Path) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    with Library.open(path) as again:
        assert again.article(article.id) == article
        assert again.version(version.id) == version
        assert again.versions(article.id) == [version]
        assert again.version_with_capture(version.capture.sha256) == version
        assert again.capture_bytes(version.capture.sha256) == capture
        assert again.annotations(article.id) == []


def test_what_is_not_there_is_said_to_be_not_there(library: Library) -> None:
    for ask in (library.article, library.version, library.capture_bytes, library.asset):
        with pytest.raises(NotFound):
            ask("0" * 64)
    assert library.version_with_capture("0" * 64) is None
    assert library.versions("none") == []


def test_pictures_are_kept_once_and_by_their_hash(library: Library) -> None:
    picture = b"\x89PNG\r\n\x1a\n and so on"
    sha256 = hashlib.sha256(picture).hexdigest()
    article, version, capture = an_article()
    library.add_article(article, version, capture, [(sha256, picture)])
    assert library.add_asset(picture, "image/png") == sha256
    assert library.asset(sha256) == picture
    with library._file.reading() as connection:
        rows = connection.exec_driver_sql("SELECT media_type, size FROM assets").fetchall()
    assert rows == [("image/png", len(picture))]


def test_an_article_whose_parts_do_not_fit_is_a_bug_and_leaves_nothing(library: Library) -> None:
    article, version, capture = an_article()
    with pytest.raises(ValueError, match="SHA-256"):
        library.add_article(article, version, capture + b"!")
    with pytest.raises(ValueError, match="SHA-256"):
        library.add_article(article, version, capture, [("0" * 64, b"picture")])
    with pytest.raises(ValueError, match="name each other"):
        library.add_article(replace(article, version_id="other"), version, capture)
    assert library.articles() == []
    assert library.version_with_capture(version.capture.sha256) is None


def test_the_same_article_twice_is_refused_whole(library: Library, version: Version) -> None:
    article, _version, capture = an_article()
    with pytest.raises(IntegrityError):
        library.add_article(article, version, capture)
    assert len(library.history(article.id)) == 1


def test_the_list_is_newest_first_with_its_counts(library: Library) -> None:
    for number in (1, 2, 3):
        library.add_article(*an_article(number))
    _article, version, _capture = an_article(2)
    for start in (0, 6, 12):
        library.apply(a_mark(version, start))
    first, second, third = library.annotations(version.article_id)
    library.apply(annotating.trash([first], now=NOW))
    library.apply(annotating.set_check(second, CheckStatus.WRONG, now=NOW))
    assert [(s.id[:8], s.facts, s.checked) for s in library.articles()] == [
        ("00000003", 0, 0),
        ("00000002", 2, 1),
        ("00000001", 0, 0),
    ]
    assert library.annotations(version.article_id)[1] == third


def test_a_trashed_article_leaves_the_list_for_the_trash(library: Library) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    library.apply(an_article_edit(article, trashed_at=NOW))
    assert library.articles() == []
    assert [summary.id for summary in library.articles(trashed=True)] == [article.id]
    assert library.article(article.id).trashed_at == NOW


def test_the_version_in_use_is_found_before_the_one_in_the_trash(library: Library) -> None:
    article, version, capture = an_article(1)
    library.add_article(article, version, capture)
    _article, other, _capture = an_article(2)
    twin = replace(article, id=other.article_id, version_id=other.id)
    library.add_article(twin, replace(other, capture=version.capture), capture)
    library.apply(an_article_edit(twin, trashed_at=NOW))
    found = library.version_with_capture(version.capture.sha256)
    assert found is not None
    assert found.article_id == article.id


def test_the_headline_in_the_list_follows_the_persons_correction(library: Library) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    metadata = replace(article.metadata, headline="Ferry full, twice")
    library.apply(an_article_edit(article, metadata=metadata, pictures=(Picture(0, "ab"),)))
    assert library.articles()[0].headline == "Ferry full, twice"
    assert library.version(version.id).metadata.headline == "Ferry number 1 is full"
    assert library.article(article.id).pictures == (Picture(0, "ab"),)


# Finding


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("00000002-0000-4000-8000-000000000000", 2),
        ("00000002", 2),
        ("  STRASSE gesperrt ", 3),
        ("straße", 3),
        ("ferry full", 1),  # a whole headline wins over one that holds the words
        ("100%", 4),
        ("dead", 4),  # no id begins so
    ],
)
def test_an_article_is_found_by_what_a_person_says(
    library: Library, reference: str, number: int
) -> None:
    headlines = ["Ferry full", "Ferry full again", "Straße gesperrt", "Dead certain, 100% of us"]
    for index, headline in enumerate(headlines, start=1):
        library.add_article(*an_article(index, headline))
    assert library.find_article(reference).id.startswith(f"{number:08x}")


@pytest.mark.parametrize("reference", ["0000", "ferry", "e"])
def test_several_articles_are_named(library: Library, reference: str) -> None:
    library.add_article(*an_article(1, "Ferry full"))
    library.add_article(*an_article(2, "Ferry late"))
    with pytest.raises(NotFound, match=r"2 articles: .*Ferry (full|late).*Ferry"):
        library.find_article(reference)


@pytest.mark.parametrize("reference", ["bicycle", "", "  ", "____", "%%%%", "000"])
def test_no_article_is_said_to_be_none(library: Library, reference: str) -> None:
    library.add_article(*an_article())
    with pytest.raises(NotFound, match="galley list"):
        library.find_article(reference)


def test_one_in_the_trash_is_found_by_its_id_alone(library: Library) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    library.apply(an_article_edit(article, trashed_at=NOW))
    assert library.find_article(article.id[:8]).id == article.id
    with pytest.raises(NotFound):
        library.find_article("ferry")


# Edits


def test_an_annotation_comes_back_as_it_went_in(
    library: Library, version: Version, path: Path
) -> None:
    edit = annotating.annotate(
        version, [(43, 47), (0, 5)], Kind.STATISTIC, now=NOW, note="*So* “many”\n🛥\0"
    )
    library.apply(edit)
    with Library.open(path) as again:
        assert again.annotations(version.article_id) == [marked(edit)]


def test_annotations_come_in_reading_order(library: Library, version: Version) -> None:
    spans = [(30, 2), (6, 1), (6, 9), (0, 3)]
    for start, length in spans:
        library.apply(a_mark(version, start, length))
    found = [(a.start, a.targets[0].end) for a in library.annotations(version.article_id)]
    assert found == [(0, 3), (6, 15), (6, 7), (30, 32)]


def test_annotations_are_counted_and_read_by_their_numbers(
    library: Library, version: Version
) -> None:
    edits = [a_mark(version, start, 3) for start in (60, 6, 30, 0)]
    for edit in edits:
        library.apply(edit)
    library.apply(annotating.trash([marked(edits[2])], now=NOW))
    article_id = version.article_id
    numbers = library.annotation_numbers(article_id)
    assert numbers == sorted(numbers)
    assert library.annotation_count(article_id) == len(numbers) == 3
    assert library.numbered_annotations(numbers[:2]) == [marked(edits[0]), marked(edits[1])]
    assert library.numbered_annotations([*numbers, 9999, max(numbers)]) != []
    found = library.numbered_annotations(list(library.numbers_touching(version.id, 5, 40)))
    assert found == [marked(edits[1])], "nothing of the trash, nothing beside the stretch"
    assert library.numbered_annotations([]) == []
    assert library.annotation_count("none") == 0
    assert library.annotation_numbers("none") == []


@pytest.mark.parametrize(
    ("start", "end", "is_there"), [(0, 6, False), (0, 7, True), (9, 50, False)]
)
def test_a_mark_touches_a_stretch_that_shares_a_code_point_with_it(
    library: Library, version: Version, start: int, end: int, is_there: bool
) -> None:
    library.apply(a_mark(version, 6, 3))
    assert bool(library.numbers_touching(version.id, start, end)) is is_there


def test_what_undo_and_redo_would_do_is_named_without_reading_the_edit(
    library: Library, version: Version
) -> None:
    article_id = version.article_id
    assert (library.undo_label(article_id), library.redo_label(article_id)) == (None, None)
    mark = marked(a_mark(version))
    library.apply(ChangeSet("Mark added", article_id, (Change(None, mark),)))
    library.apply(annotating.set_note(mark, "a note", now=NOW))
    assert library.undo_label(article_id) == "Note edited"
    library.undo(article_id)
    assert library.undo_label(article_id) == "Mark added"
    assert library.redo_label(article_id) == "Note edited"
    library.undo(article_id)
    assert (library.undo_label(article_id), library.redo_label(article_id)) == (None, "Mark added")


def test_an_edit_of_something_that_changed_meanwhile_is_refused_whole(
    library: Library, version: Version
) -> None:
    one, two = a_mark(version, 0), a_mark(version, 6)
    library.apply(one)
    library.apply(two)
    library.apply(annotating.set_note(marked(two), "the other window", now=NOW))
    trash_both = annotating.trash([marked(one), marked(two)], now=NOW)
    for edit in (trash_both, one, annotating.restore(marked(a_mark(version, 12)))):
        with pytest.raises(HistoryConflict):
            library.apply(edit)
    assert len(library.annotations(version.article_id)) == 2
    assert len(library.history(version.article_id)) == 4


def test_marks_of_all_fates_are_written_and_found_as_one_by_one(
    library: Library, version: Version
) -> None:
    old = [marked(a_mark(version, start, 4, note=f"note {start}")) for start in range(0, 24, 4)]
    article_id = version.article_id
    library.apply(ChangeSet("Marks added", article_id, tuple(Change(None, one) for one in old)))
    new = marked(a_mark(version, 30, 4, note=f"[link](galley:article/{article_id})"))
    noted = replace(old[0], note="another note", tags=("one", "two"))
    again = replace(noted, kind=Kind.CLAIM)
    edit = ChangeSet(
        "All at once",
        article_id,
        (
            Change(old[0], noted),
            Change(old[1], replace(old[1], trashed_at=NOW)),
            Change(old[2], None),
            Change(old[3], replace(old[3], targets=a_mark_at(version, 40))),
            Change(old[4], replace(old[4], sensitive=True)),  # nothing that is found by it
            Change(None, new),
            Change(noted, again),  # the same mark once more
        ),
    )
    before = library.annotations(article_id)
    library.apply(edit)
    assert library.verify() == []
    after = {one.id: one for one in library.annotations(article_id)}
    assert after.keys() == {one.id for one in (old[0], *old[3:], new)}
    assert after[old[0].id] == again
    assert found(library, "another") == {old[0].id}
    assert found(library, "4") == set(), "in the trash"
    assert found(library, "link") == {new.id}
    assert library.undo(article_id) == edit.inverse()
    assert library.verify() == []
    assert library.annotations(article_id) == before
    assert library.redo(article_id) == edit
    assert library.verify() == []


def a_mark_at(version: Version, start: int) -> tuple[Target, ...]:
    return marked(a_mark(version, start, 4)).targets


def found(library: Library, words: str) -> set[str]:
    hits = library.search(parse_query(words)).hits
    return {hit.annotation_id for hit in hits if hit.annotation_id}


def test_an_edit_of_many_marks_takes_no_more_statements_than_one_of_few(
    library: Library, version: Version
) -> None:
    counted: list[str] = []

    @event.listens_for(library._file._writer, "before_cursor_execute")
    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    def statements(start: int, count: int) -> list[int]:
        marks = [marked(a_mark(version, start + n, 3)) for n in range(count)]
        found = []
        for edit in (
            ChangeSet("Marks added", version.article_id, tuple(Change(None, m) for m in marks)),
            annotating.together([annotating.set_kind(m, Kind.CLAIM, now=NOW) for m in marks]),
        ):
            counted.clear()
            library.apply(edit)
            found.append(len(counted))
        return found

    statements(100, 1)  # by then the text is at hand
    assert statements(0, 40) == statements(50, 2)


def test_an_article_that_changed_meanwhile_is_not_written_over(
    library: Library, version: Version
) -> None:
    known = library.article(version.article_id)
    mine, theirs = replace(known, tags=("mine",)), replace(known, tags=("theirs",))
    library.apply(ChangeSet("Tags changed", known.id, (Change(known, theirs),)))
    with pytest.raises(HistoryConflict):
        library.apply(ChangeSet("Tags changed", known.id, (Change(known, mine),)))
    assert library.article(known.id) == theirs
    assert library.verify() == []


def test_a_later_version_is_the_next_one_of_its_article(library: Library, version: Version) -> None:
    article = library.article(version.article_id)
    second, capture = a_later_capture(version, 2, "The ferry was full.")
    used = replace(article, later_versions=(second.id,))
    edit = ChangeSet("Capture added", article.id, (Change(article, used),))
    with pytest.raises(ValueError, match="does not follow on"):
        library.add_version(replace(second, number=3), capture, edit)
    with pytest.raises(ValueError, match="not of one article"):
        library.add_version(replace(second, article_id="another"), capture, edit)
    assert library.article(article.id) == article
    library.add_version(second, capture, edit)
    assert library.article(article.id) == used
    assert library.verify() == []


def test_what_follows_by_itself_does_not_take_a_redo_out_of_reach(
    library: Library, version: Version
) -> None:
    add = a_mark(version)
    library.apply(add)
    note = annotating.set_note(marked(add), "Ask", now=NOW)
    library.apply(note)
    library.undo(version.article_id)
    along = annotating.set_sensitive(marked(add), sensitive=True, now=NOW)
    assert not library.apply_along(along)
    assert library.redo(version.article_id) == note
    assert library.apply_along(annotating.set_sensitive(marked(note), sensitive=True, now=NOW))
    library.undo(version.article_id)
    assert library.annotations(version.article_id) == [marked(add)]


def test_a_mark_that_changed_meanwhile_stops_the_edit_of_many_whole(
    library: Library, version: Version
) -> None:
    marks = [marked(a_mark(version, 4 * n, 3)) for n in range(6)]
    article_id = version.article_id
    library.apply(ChangeSet("Marks added", article_id, tuple(Change(None, m) for m in marks)))
    library.apply(annotating.set_note(marks[4], "meanwhile", now=NOW))
    before = library.annotations(article_id)
    with pytest.raises(HistoryConflict):
        library.apply(
            annotating.together([annotating.set_kind(m, Kind.CLAIM, now=NOW) for m in marks])
        )
    assert library.annotations(article_id) == before
    assert library.verify() == []


def test_an_edit_that_makes_no_sense_is_a_bug(library: Library, version: Version) -> None:
    article, _version, _capture = an_article()
    _other, other_version, _bytes = an_article(2)
    nonsense = [
        ChangeSet("Nothing", article.id, ()),
        ChangeSet("Removed", article.id, (Change(library.article(article.id), None),)),
        ChangeSet("Elsewhere", "another", a_mark(version).changes),
        a_mark(other_version),
    ]
    for edit in nonsense:
        with pytest.raises(ValueError, match=r"edit|version"):
            library.apply(edit)
    assert len(library.history(article.id)) == 1


def test_a_mark_that_is_not_at_its_words_is_refused(library: Library, version: Version) -> None:
    mark = marked(a_mark(version, 6))
    drifted = replace(mark, targets=(replace(mark.targets[0], start=7, end=12),))
    with pytest.raises(ValueError, match="not “"):
        library.apply(ChangeSet("Mark added", mark.article_id, (Change(None, drifted),)))
    library.apply(ChangeSet("Mark added", mark.article_id, (Change(None, mark),)))
    with pytest.raises(ValueError, match="not “"):
        library.apply(ChangeSet("Mark moved", mark.article_id, (Change(mark, drifted),)))


def test_a_mark_can_be_moved_and_moved_back(library: Library, version: Version) -> None:
    add = a_mark(version, 0)
    library.apply(add)
    targets = marked(a_mark(version, 6)).targets + marked(a_mark(version, 12)).targets
    moved = replace(marked(add), targets=targets)
    library.apply(ChangeSet("Mark moved", moved.article_id, (Change(marked(add), moved),)))
    assert library.annotations(version.article_id) == [moved]
    assert library.verify() == []
    library.undo(version.article_id)
    assert library.annotations(version.article_id) == [marked(add)]
    assert library.verify() == []


def test_half_a_surrogate_pair_in_a_note_is_kept(library: Library, version: Version) -> None:
    library.apply(a_mark(version, note="cut \ud83d off"))
    assert library.annotations(version.article_id)[0].note == "cut \ud83d off"
    assert library.verify() == []


# History


def test_undo_and_redo_walk_the_history(library: Library, version: Version) -> None:
    article_id = version.article_id
    add = a_mark(version)
    note = annotating.set_note(marked(add), "Ask them", now=NOW)
    library.apply(add)
    library.apply(note)
    assert library.undo(article_id) == note.inverse()
    assert library.annotations(article_id) == [marked(add)]
    assert (library.undo_label(article_id), library.redo_label(article_id)) == (
        "Mark added",
        "Note edited",
    )
    assert library.undo(article_id) == add.inverse()
    assert library.annotations(article_id) == []
    assert library.undo_label(article_id) is None
    assert library.undo(article_id) is None  # the article stays
    assert library.redo(article_id) == add
    assert library.redo(article_id) == note
    assert library.redo(article_id) is None
    assert library.annotations(article_id) == [marked(note)]


def test_history_survives_a_restart(path: Path) -> None:
    article, version, capture = an_article()
    add = a_mark(version)
    with Library.open(path) as library:
        library.add_article(article, version, capture)
        library.apply(add)
        library.undo(article.id)
    with Library.open(path) as library:
        assert library.redo_label(article.id) == "Mark added"
        library.redo(article.id)
    with Library.open(path) as library:
        assert library.undo(article.id) == add.inverse()


def test_a_new_edit_puts_redo_out_of_reach_but_not_out_of_the_journal(
    library: Library, version: Version
) -> None:
    first, second = a_mark(version, 0, note="Words I wrote"), a_mark(version, 6)
    library.apply(first)
    library.undo(version.article_id)
    library.apply(second)
    assert library.redo(version.article_id) is None
    entries = library.history(version.article_id)
    assert [(entry.change_set.label, entry.undone) for entry in entries] == [
        ("Article added", False),
        ("Mark added", True),
        ("Mark added", False),
    ]
    assert entries[1].change_set == first
    assert library.annotation_history(marked(first).id) == [entries[1]]


def test_each_article_has_its_own_undo(library: Library) -> None:
    marks = {}
    for number in (1, 2):
        article, version, capture = an_article(number)
        library.add_article(article, version, capture)
        marks[article.id] = a_mark(version)
        library.apply(marks[article.id])
    for article_id, mark in marks.items():
        assert library.undo(article_id) == mark.inverse()
    assert library.articles()[0].facts == library.articles()[1].facts == 0


def test_typing_is_one_step(library: Library, version: Version) -> None:
    add = a_mark(version)
    sequence = library.apply(add)
    annotation = marked(add)
    for length in (1, 2, 3):
        edit = annotating.set_note(annotation, "Ask"[:length], now=NOW, typing="visit 1")
        typed = library.apply(edit)
        annotation = marked(edit)
    assert typed == sequence + 1
    later = annotating.set_note(annotation, "Ask her", now=NOW, typing="visit 2")
    library.apply(later)
    assert len(library.history(version.article_id)) == 4
    library.undo(version.article_id)
    assert library.annotations(version.article_id)[0].note == "Ask"
    library.undo(version.article_id)
    assert library.annotations(version.article_id) == [marked(add)]


def test_typing_after_an_undo_is_a_new_step(library: Library, version: Version) -> None:
    add = a_mark(version)
    library.apply(add)
    library.apply(annotating.set_note(marked(add), "Ask", now=NOW, typing="visit"))
    library.undo(version.article_id)
    library.apply(annotating.set_note(marked(add), "Phone", now=NOW, typing="visit"))
    notes = [
        change.after.note
        for entry in library.history(version.article_id)
        for change in entry.change_set.changes
        if isinstance(change.after, Annotation)
    ]
    assert notes == ["", "Ask", "Phone"]


def test_typing_that_changed_nothing_and_was_undone_is_not_gone_on_with(
    library: Library, version: Version
) -> None:
    add = a_mark(version)
    library.apply(add)
    library.apply(annotating.set_note(marked(add), "", now=NOW, typing="visit"))
    library.undo(version.article_id)
    edit = annotating.set_note(marked(add), "Phone", now=NOW, typing="visit")
    library.apply(edit)
    assert library.redo_label(version.article_id) is None
    assert library.undo(version.article_id) == replace(edit, merge_key="").inverse()


def test_typing_with_another_edit_between_is_two_steps(library: Library, version: Version) -> None:
    add, other = a_mark(version), a_mark(version, 6)
    library.apply(add)
    one = annotating.set_note(marked(add), "Ask", now=NOW, typing="visit")
    library.apply(one)
    library.apply(other)
    library.apply(annotating.set_note(marked(one), "Ask her", now=NOW, typing="visit"))
    assert len(library.history(version.article_id)) == 5


def test_the_same_key_on_two_marks_is_two_steps(library: Library, version: Version) -> None:
    add, other = a_mark(version), a_mark(version, 6)
    library.apply(add)
    library.apply(other)
    for mark in (add, other):
        edit = annotating.set_note(marked(mark), "Ask", now=NOW)
        library.apply(replace(edit, merge_key="the same"))
    assert len(library.history(version.article_id)) == 5


def test_the_journal_tells_who_and_when_and_a_wrong_clock_loses_nothing(path: Path) -> None:
    article, version, capture = an_article()
    times = [NOW, NOW - timedelta(days=3650), datetime(1970, 1, 1, tzinfo=UTC)]
    clock = iter(times)
    with Library.open(path, who="Ada \udcff", clock=lambda: next(clock)) as library:
        library.add_article(article, version, capture)
        first, second = a_mark(version, 0), a_mark(version, 6)
        library.apply(first)
        library.apply(second)
        assert [entry.at for entry in library.history(article.id)] == times
        assert {entry.who for entry in library.history(article.id)} == {"Ada \ufffd"}
        assert library.undo(article.id) == second.inverse()
        assert library.undo(article.id) == first.inverse()


def test_undo_of_what_another_hand_changed_is_refused(library: Library, version: Version) -> None:
    library.apply(a_mark(version))
    with library._file.writing() as connection:
        connection.exec_driver_sql("DELETE FROM annotations")
    with pytest.raises(HistoryConflict):
        library.undo(version.article_id)
    assert library.undo_label(version.article_id) == "Mark added"


# Damage, threads, reading states


@pytest.mark.parametrize("table", ["articles", "versions", "annotations", "journal"])
def test_a_changed_letter_is_never_believed(library: Library, version: Version, table: str) -> None:
    library.apply(a_mark(version, note="is full of it"))
    with library._file.writing() as connection:
        change = f"UPDATE {table} SET data = replace(data, 'full', 'fell')"  # noqa: S608
        connection.exec_driver_sql(change)

    def read_all() -> None:
        library.article(version.article_id)
        library.versions(version.article_id)
        library.annotations(version.article_id)
        library.history(version.article_id)

    with pytest.raises(LibraryDamaged, match="Ferry number 1 is full"):
        read_all()
    assert {finding.article_id for finding in library.verify()} == {version.article_id}


@pytest.mark.parametrize("table", ["captures", "assets"])
def test_changed_bytes_are_never_believed(library: Library, version: Version, table: str) -> None:
    asset = library.add_asset(b"picture", "image/png")
    with library._file.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET bytes = zeroblob(size)")  # noqa: S608
    with pytest.raises(LibraryDamaged):
        (library.asset(asset), library.capture_bytes(version.capture.sha256))
    assert len(library.verify()) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET headline = 'Another'",
        "UPDATE articles SET trashed_at = '2031'",
        "UPDATE annotations SET status = 'wrong'",
        "UPDATE annotations SET trashed_at = '2031'",
        "UPDATE targets SET start = 1",
        "DELETE FROM targets",
        "UPDATE journal SET label = 'Another'",
    ],
)
def test_a_column_that_belies_its_value_is_found(
    library: Library, version: Version, change: str
) -> None:
    library.apply(a_mark(version))
    assert library.verify() == []
    with library._file.writing() as connection:
        connection.exec_driver_sql(change)
    assert library.verify() != []


def test_only_the_thread_that_opened_it_uses_it(library: Library) -> None:
    raised = []

    def use() -> None:
        for call in (library.articles, lambda: library.undo("x"), library.close):
            try:
                call()
            except RuntimeError as error:
                raised.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(raised) == 3
    assert library.articles() == []


def test_closing_twice_is_closing_once(path: Path) -> None:
    library = Library.open(path, exclusive=True)
    library.close()
    library.close()


def test_the_reading_state_is_kept_outside_of_the_history(
    library: Library, version: Version
) -> None:
    article_id = version.article_id
    assert library.reading_state(article_id) == {}
    library.set_reading_state(article_id, {"offset": 3})
    library.set_reading_state(article_id, {"offset": 42, "theme": "sépia"})
    assert library.reading_state(article_id) == {"offset": 42, "theme": "sépia"}
    assert library.undo_label(article_id) is None


def test_what_failed_left_nothing_behind(library: Library, version: Version) -> None:
    """The journal's row is written last; what stands before it must go with it."""
    with library._file.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE journal ADD COLUMN never TEXT NOT NULL DEFAULT ''")
        connection.exec_driver_sql("CREATE UNIQUE INDEX no_more ON journal (never)")
    with suppress(IntegrityError):
        library.apply(a_mark(version))
    assert library.annotations(version.article_id) == []
