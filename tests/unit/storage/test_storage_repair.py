"""What is wrong is told; what can be mended without loss is mended; the rest is saved elsewhere."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from galley.domain.annotation import AnchorStatus, Annotation, Decision
from galley.domain.article import Article, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import (
    DiskFull,
    JobCancelled,
    LibraryDamaged,
    LibraryLocked,
    LibraryTooNew,
    LibraryUnusable,
)
from galley.domain.jobs import Job, Progress
from galley.domain.structure import LeaveOut
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.finding.searching import search
from galley.services.later_captures import deciding
from galley.services.library_reading import on_this_thread
from galley.services.safety import keeping
from galley.storage import index_checking, opening, repair
from galley.storage.backups import backup_folder
from galley.storage.library import Library
from tests.unit.storage.disks import lose_an_index_row
from tests.unit.storage.sample_values import NOW, a_later_capture, a_mark, an_article, marked

ARTICLES = 6


@pytest.fixture(scope="module")
def library_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A closed library: articles, marks with long notes, edits of theirs."""
    path = tmp_path_factory.mktemp("made") / "library.galley"
    with Library.open(path) as library:
        for number in range(1, ARTICLES + 1):
            article, version, capture = an_article(number)
            library.add_article(article, version, capture)
            for start in (0, 20):
                add = a_mark(version, start, note=f"A note on {number}, worth keeping. " * 40)
                library.apply(add)
            library.apply(annotating.set_speaker(marked(add), f"Speaker {number}", now=NOW))
    return path.read_bytes()


@pytest.fixture
def made(path: Path, library_bytes: bytes) -> Path:
    path.write_bytes(library_bytes)
    return path


def words(path: Path) -> dict[str, tuple[str, str, str]]:
    """What a person wrote, by annotation."""
    with Library.open(path, create=False) as library:
        return {
            annotation.id: (annotation.exact, annotation.note, annotation.speaker)
            for summary in library.articles()
            for annotation in library.annotations(summary.id)
        }


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)


def test_a_whole_library_has_no_fault_and_no_repair(made: Path) -> None:
    before = made.read_bytes()
    assert keeping.check(made) == ()
    repair = keeping.repair(made, now=NOW)
    assert (repair.mended, repair.remaining, repair.salvaged, repair.kept) == ((), (), None, None)
    assert made.read_bytes() == before
    assert list(made.parent.iterdir()) == [made]


def test_a_library_is_checked_beside_its_window(made: Path) -> None:
    with Library.open(made, exclusive=True) as library:
        assert keeping.check(made) == ()
        with pytest.raises(LibraryLocked):
            keeping.repair(made, now=NOW)
        library.apply(a_mark(an_article(1)[1], 9))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotations SET status = 'wrong' WHERE sequence = 1",
        "UPDATE articles SET headline = 'Fake' WHERE sequence = 2",
        "UPDATE versions SET number = 7 WHERE article_id IN (SELECT id FROM articles LIMIT 1)",
        "UPDATE journal SET label = 'Fake' WHERE sequence = 3",
        "UPDATE targets SET start = start + 1 WHERE ordinal = 0",
        "DELETE FROM targets WHERE rowid_is_not_there = 1",
        "DELETE FROM search_entries",
        "UPDATE meta SET value = 'outdated' WHERE key = 'search_index'",
    ],
)
def test_what_repeats_something_else_is_written_anew(made: Path, statement: str) -> None:
    before = words(made)
    change(made, statement.replace("WHERE rowid_is_not_there = 1", ""))
    outdated = "outdated" in statement
    assert bool(keeping.check(made)) != outdated
    repair = keeping.repair(made, now=NOW)
    assert repair.mended
    assert repair.remaining == ()
    assert repair.salvaged is None
    assert repair.kept == keeping.backups(made)[0].path
    assert keeping.backups(made)[0].reason == "repair"
    assert keeping.check(made) == ()
    assert words(made) == before
    with Library.open(made) as library:
        assert len(search(library, "speaker:speaker").hits) == ARTICLES


def test_a_structure_that_an_index_written_anew_does_not_mend_is_never_called_mended(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGE", 0)  # of a large library the door looks at less
    before = words(made)
    change(made, "DELETE FROM search_entries")  # of this all would be well again
    data = bytearray(made.read_bytes())
    size, pages = int.from_bytes(data[16:18]), int.from_bytes(data[28:32])
    data[28:32] = (pages + 1).to_bytes(4)
    made.write_bytes(bytes(data) + bytes(size))  # a page that nothing leads to
    damaged = made.read_bytes()
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged is not None
    assert repair.remaining
    assert made.read_bytes() == damaged
    assert words(repair.salvaged) == before


def test_a_row_that_is_not_what_was_saved_is_told_and_left(made: Path) -> None:
    change(made, "UPDATE annotations SET data = replace(data, 'worth', 'dirty') WHERE sequence = 1")
    (finding,) = keeping.check(made)
    assert "is not what was saved" in finding
    repair = keeping.repair(made, now=NOW)
    assert repair.remaining == (finding,)
    with closing(sqlite3.connect(made)) as other:
        row = other.execute("SELECT data FROM annotations WHERE sequence = 1").fetchone()
    assert "dirty keeping" in row[0]


def root_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as other:
        find = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(other.execute(find, (name,)).fetchone()[0])


def overwrite_page(path: Path, page: int, filling: bytes = b"\xff") -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(filling * 4096)


def test_a_lost_index_row_is_mended(made: Path) -> None:
    before = words(made)
    lose_an_index_row(made)
    assert any("structure" in finding for finding in keeping.check(made))
    repair = keeping.repair(made, now=NOW)
    assert (repair.remaining, repair.salvaged) == ((), None)
    assert keeping.check(made) == ()
    assert words(made) == before


# One page of each table or index destroyed: all that has another record comes back.
@pytest.mark.parametrize(
    "name",
    ["annotations", "articles", "journal", "targets", "uq", "captures", "search_index_data"],
)
def test_of_a_damaged_library_all_that_can_be_read_is_saved(made: Path, name: str) -> None:
    before = words(made)
    objects = {"uq": "sqlite_autoindex_annotations_1"}
    overwrite_page(made, root_of(made, objects.get(name, name)))
    damaged = made.read_bytes()
    with pytest.raises(LibraryDamaged):
        Library.open(made)
    assert keeping.check(made)
    repair = keeping.repair(made, now=NOW)
    assert made.read_bytes() == damaged
    assert repair.salvaged == made.with_name("library.salvaged.galley")
    assert repair.kept
    assert (repair.kept / made.name).read_bytes() == damaged
    assert keeping.check(repair.salvaged) == (
        tuple(
            f"The bytes {sha256} in captures are not what was saved."
            for sha256 in captures_of(repair.salvaged)
        )
        if name == "captures"
        else ()
    )
    assert words(repair.salvaged) == before
    with Library.open(repair.salvaged, exclusive=True) as library:
        assert len(library.articles()) == ARTICLES
        assert len(search(library, "speaker:speaker").hits) == ARTICLES
        library.apply(a_mark(an_article(1)[1], 9))


def captures_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as other:
        return [row[0] for row in other.execute("SELECT sha256 FROM captures ORDER BY rowid")]


def test_bytes_that_are_not_those_that_were_captured_are_not_saved_as_them(made: Path) -> None:
    change(made, "UPDATE captures SET bytes = zeroblob(size) WHERE rowid = 1")
    (other, *_) = captures_of(made)
    overwrite_page(made, root_of(made, "annotations"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    with closing(sqlite3.connect(repair.salvaged)) as saved:
        find = "SELECT length(bytes) FROM captures WHERE sha256 = ?"
        assert saved.execute(find, (other,)).fetchone() == (0,)
    assert len(words(repair.salvaged)) == 2 * ARTICLES


def test_a_salvaged_library_takes_the_damaged_ones_place_by_a_restore(made: Path) -> None:
    before = words(made)
    overwrite_page(made, root_of(made, "annotations"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    keeping.restore(made, repair.salvaged, now=NOW)
    assert words(made) == before


def test_texts_whose_article_is_lost_come_back_as_articles(made: Path) -> None:
    """Neither its row nor the journal tells of the article: its text does."""
    overwrite_page(made, root_of(made, "articles"))
    overwrite_page(made, root_of(made, "journal"))
    overwrite_page(made, root_of(made, "targets"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    with Library.open(repair.salvaged) as library:
        headlines = {summary.headline for summary in library.articles()}
        assert headlines == {f"Ferry number {n} is full" for n in range(1, ARTICLES + 1)}
    assert len(words(repair.salvaged)) == 2 * ARTICLES


@pytest.fixture
def later(made: Path) -> tuple[Article, Version, Version, Annotation]:
    """The first article has a second version, in which its first mark has a place and is read."""
    with Library.open(made) as library:
        article, version, _capture = an_article(1)
        new, capture = a_later_capture(version, 2, "New words, and then Ferry again.")
        used = replace(article, later_versions=(new.id,), version_id=new.id)
        mark = library.annotations(article.id)[0]
        place = deciding.placement_at(
            new, [(0, 5)], AnchorStatus.MOVED, Decision.ACCEPTED, by="Ada", at=NOW
        )
        placed = replace(mark, placements=(place,))
        changes = (Change(article, used), Change(mark, placed))
        library.add_version(new, capture, ChangeSet("Capture added", article.id, changes))
    return used, version, new, placed


def test_of_several_versions_all_are_saved(
    made: Path, later: tuple[Article, Version, Version, Annotation]
) -> None:
    article, version, new, placed = later
    overwrite_page(made, root_of(made, "targets"))
    overwrite_page(made, root_of(made, "articles"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    assert keeping.check(repair.salvaged) == ()
    with Library.open(repair.salvaged) as library:
        assert library.article(article.id) == article
        assert library.versions(article.id) == [version, new]
        assert library.annotation(placed.id) == placed


def test_without_its_row_or_history_an_article_has_all_its_versions(
    made: Path, later: tuple[Article, Version, Version, Annotation]
) -> None:
    article, version, new, placed = later
    for name in ("articles", "journal", "targets"):
        overwrite_page(made, root_of(made, name))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    with Library.open(repair.salvaged) as library:
        saved = library.article(article.id)
        assert (saved.version_id, saved.later_versions) == (version.id, (new.id,))
        assert library.annotation(placed.id) == placed


def test_a_later_capture_that_is_not_there_is_told(
    made: Path, later: tuple[Article, Version, Version, Annotation]
) -> None:
    article, version, new, placed = later
    with Library.open(made) as library:
        library.apply(
            ChangeSet("Back", article.id, (Change(placed, replace(placed, placements=())),))
        )
        library.apply(
            ChangeSet(
                "Back", article.id, (Change(article, replace(article, version_id=version.id)),)
            )
        )
    assert keeping.check(made) == ()
    change(made, f"DELETE FROM versions WHERE id = '{new.id}'")  # noqa: S608 - own id
    (sentence,) = keeping.check(made)
    assert sentence.startswith("A later capture of the article")


@pytest.mark.parametrize("lost", [1, 2])
def test_an_article_and_its_marks_outlive_a_version(
    made: Path, later: tuple[Article, Version, Version, Annotation], lost: int
) -> None:
    article, version, new, placed = later
    stays = new if lost == 1 else version
    overwrite = "UPDATE versions SET data = 'x' WHERE article_id LIKE '00000001%' AND number = "
    change(made, overwrite + str(lost))
    overwrite_page(made, root_of(made, "targets"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    assert any("of the table versions" in sentence for sentence in repair.remaining)
    assert keeping.check(repair.salvaged) == ()
    with Library.open(repair.salvaged, exclusive=True) as library:
        assert library.article(article.id).version_id == stays.id
        kept = library.annotation(placed.id)
        assert kept
        assert kept.note == placed.note
        assert kept.targets == placed.targets_in(stays.id)
        assert kept.placements == ()


def test_what_belongs_to_a_lost_text_is_told(made: Path) -> None:
    change(made, "UPDATE versions SET data = 'x' WHERE rowid = 1")
    overwrite_page(made, root_of(made, "targets"))
    repair = keeping.repair(made, now=NOW)
    assert repair.salvaged
    lost = [one for one in repair.remaining if "has no place in any text that can be read" in one]
    assert ["Its note: “A note on 1, worth keeping." in one for one in lost] == [True, True]
    assert len(words(repair.salvaged)) == 2 * (ARTICLES - 1)


@pytest.fixture
def corrected(made: Path) -> Path:
    """In the first article a text was corrected: its marks stand elsewhere now."""
    version = an_article(1)[1]
    with Library.open(made) as library:
        for start in (version.text.index("said"), version.text.rindex("Tides")):
            library.apply(a_mark(version, start, 5, note="Worth keeping."))
        correct(library, version.id, None, [LeaveOut(2)])
        assert library.verify() == []
    return made


def test_marks_of_a_text_whose_corrections_are_lost_stand_at_their_words_or_are_told(
    corrected: Path,
) -> None:
    """Offsets that counted in the corrected text are other words in the captured one."""
    change(
        corrected,
        "UPDATE structures SET data = 'x'",
        "UPDATE journal SET data = 'x' WHERE label = 'Block left out'",
    )
    overwrite_page(corrected, root_of(corrected, "targets"))
    repair = keeping.repair(corrected, now=NOW)
    assert repair.salvaged
    found = keeping.check(repair.salvaged)
    assert not any("stands at other words" in sentence for sentence in found)
    version = an_article(1)[1]
    with Library.open(repair.salvaged) as library:
        marks = library.annotations(version.article_id)
        assert all(t.exact == version.text[t.start : t.end] for m in marks for t in m.targets)
        assert [mark.exact for mark in marks][-1] == "Tides"  # there is one
    told = [one for one in repair.remaining if "has no place in any text" in one]
    assert [one.startswith("The mark “said") for one in told] == [True]
    assert told[0].endswith("Its note: “Worth keeping.”")


def noise(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(3):
        page = chance.randrange(1, len(content) // 4096) * 4096
        content[page : page + 4096] = chance.randbytes(4096)
    path.write_bytes(content)


def cut_off(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * (0.5 + chance.random() / 2))])


@pytest.mark.parametrize("damage", [noise, cut_off])
@pytest.mark.parametrize("seed", range(12))
def test_a_repair_writes_no_word_that_nobody_wrote(
    made: Path, damage: Callable[[Path, random.Random], None], seed: int
) -> None:
    before = words(made)
    damage(made, random.Random(seed))  # noqa: S311 - a seed, not a secret
    damaged = made.read_bytes()
    assert keeping.check(made)
    try:
        repair = keeping.repair(made, now=NOW)
    except LibraryUnusable:
        assert made.read_bytes() == damaged
        return
    if repair.salvaged is None:  # something inside the seals, or the search index
        return
    assert made.read_bytes() == damaged
    saved = words(repair.salvaged)
    for identity, (exact, note, _speaker) in saved.items():
        assert (exact, note) == before[identity][:2]


def test_a_second_repair_saves_beside_the_first(made: Path) -> None:
    overwrite_page(made, root_of(made, "targets"))
    first = keeping.repair(made, now=NOW).salvaged
    second = keeping.repair(made, now=NOW).salvaged
    assert first
    assert second == made.with_name("library.salvaged-2.galley")
    assert words(first) == words(second)


def test_what_is_no_library_is_not_repaired(made: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.galley"
    shutil.copy(made, newer)
    change(newer, "PRAGMA user_version=99")
    other = tmp_path / "diary"
    other.write_text("Dear diary")
    for path, kind in ((newer, LibraryTooNew), (other, LibraryUnusable)):
        before = path.read_bytes()
        for attempt in (keeping.check, lambda path: keeping.repair(path, now=NOW)):
            with pytest.raises(kind):
                attempt(path)
        assert path.read_bytes() == before


def test_of_a_library_that_lost_everything_nothing_is_made(made: Path) -> None:
    content = made.read_bytes()
    made.write_bytes(content[:4096] + bytes(len(content) - 4096))
    with pytest.raises(LibraryDamaged, match="galley restore"):
        keeping.repair(made, now=NOW)
    assert not list(made.parent.glob("*salvaged*"))


def test_a_check_is_told_of_by_the_row_and_lets_others_write(made: Path) -> None:
    steps: list[tuple[int, int]] = []
    with Library.open(made, exclusive=True) as library:
        mark = library.annotations(library.articles()[0].id)[0]

        def write(progress: Progress) -> None:
            nonlocal mark
            steps.append((progress.done, progress.total))
            edit = annotating.set_note(mark, f"Written at {progress.done}", now=NOW)
            library.apply(edit)
            mark = marked(edit)

        assert keeping.check(made, index=False, job=Job(write)) == ()
        assert library.annotation(mark.id) == mark
    dones = [done for done, _total in steps]
    assert dones == sorted(dones)
    assert steps[-1][0] == steps[-1][1] == (1 + 1 + 2 + 4 + 1) * ARTICLES
    assert keeping.check(made) == ()


def test_a_check_can_be_cancelled_at_any_piece(made: Path) -> None:
    job = Job(lambda progress: job.cancel() if progress.done > 3 else None)
    with pytest.raises(JobCancelled):
        keeping.check(made, job=job)


def test_the_structure_alone(made: Path) -> None:
    assert keeping.check_structure(made, job=Job()) == ()
    data = bytearray(made.read_bytes())
    page = next(n for n in range(4096 * 3, len(data), 4096) if data[n] == 0x0D)
    data[page + 3 : page + 5] = b"\xff\xff"  # more cells than a page can hold
    made.write_bytes(data)
    with suppress(LibraryDamaged):  # already the opening may say so
        assert keeping.check_structure(made, job=Job())


def test_what_is_in_a_backup(made: Path) -> None:
    contents = keeping.contents(made)
    assert (contents.articles, contents.annotations) == (ARTICLES, 2 * ARTICLES)
    assert contents.size == made.stat().st_size
    with pytest.raises(LibraryUnusable):
        keeping.contents(made.with_name("none.galley"))


@pytest.mark.parametrize("room", [True, False])
def test_the_index_of_a_large_library_is_checked_while_it_is_written(
    made: Path, monkeypatch: pytest.MonkeyPatch, room: bool
) -> None:
    looked: list[bool] = []
    look = index_checking.index_faults

    def write_and_look(connection: Connection) -> list[str]:
        library.apply(annotating.set_note(mark, "Written meanwhile", now=NOW))
        looked.append(True)
        return look(connection)

    def fill(*_arguments: object) -> None:
        raise DiskFull("There is no room.")

    with Library.open(made, exclusive=True) as library:
        mark = library.annotations(library.articles()[0].id)[0]
        with library._file.writing() as connection:
            connection.exec_driver_sql("UPDATE search_entries SET digest = 7 WHERE annotation = 1")
        monkeypatch.setattr(opening, "LARGE", 0)
        monkeypatch.setattr(repair, "index_faults", write_and_look)
        if not room:
            monkeypatch.setattr(repair, "whole_copy", fill)
        (fault,) = keeping.check_open(made, on_this_thread(library), job=Job())
        assert "search index is wrong in 1 places" in fault
        assert looked == [True] * room
    assert not room or list(backup_folder(made).iterdir()) == []
