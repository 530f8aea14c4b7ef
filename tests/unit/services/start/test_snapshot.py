"""A snapshot is all of the last screen, and is only ever used of the very state it was taken of."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Version
from galley.domain.catalogue import ArticleSummary
from galley.domain.open_article import OpenArticle
from galley.domain.structure import LeaveOut
from galley.resources import SAMPLE, data_file
from galley.services import desk
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.edits.article_editing import apply_to_articles, trash
from galley.services.intake import importing
from galley.services.later_captures import versions
from galley.services.start import snapshot_keeping as keeping
from galley.services.start.snapshot import load_snapshot, pictures_beside, sealed
from galley.services.start.snapshot_keeping import SnapshotKeeper
from galley.storage.library import Library
from tests.loopback import PNG
from tests.marked_article import NOW
from tests.taking_in import import_capture
from tests.without_backup import WITHOUT_BACKUP


def in_capitals(notes: Iterable[str]) -> list[tuple[str, str, str]]:
    """Notes in the forms of a renderer that shouts."""
    return [(note, f"<p>{note.upper()}</p>", note.upper()) for note in sorted(notes)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The library's file."""
    return tmp_path / "library.galley"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, clock=lambda: NOW) as library:
        yield library


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The snapshot's file, in a folder that is not there yet."""
    return tmp_path / "cache" / "screen.json"


@pytest.fixture
def keeper(kept: Path, path: Path) -> SnapshotKeeper:
    return SnapshotKeeper(kept, path, in_capitals)


@pytest.fixture
def article_id(library: Library) -> str:
    """The sample, marked and noted, with an edit taken back, read to its middle."""
    data = data_file(SAMPLE).read_bytes()
    article, version, _new = import_capture(library, data, name=SAMPLE, now=NOW)
    mark(library, version, "still too slow", Kind.QUOTE, "Ask for the *recording*.")
    mark(library, version, "some 125 officials", Kind.STATISTIC)
    edit = mark(library, version, "Vong Soth", Kind.NAME_OR_DATE)
    library.apply(annotating.set_note(edit, "A person ‘named’ 𝒱.", now=NOW))
    library.undo(article.id)
    library.set_reading_state(article.id, {"offset": 1234})
    return article.id


def mark(library: Library, version: Version, words: str, kind: Kind, note: str = "") -> Annotation:
    start = version.text.index(words)
    passage = (start, start + len(words))
    edit = annotating.annotate(version, [passage], kind, now=NOW, creator="Ada", note=note)
    library.apply(edit)
    annotation = edit.changes[0].after
    assert isinstance(annotation, Annotation)
    return annotation


def another_edit(library: Library, article_id: str) -> None:
    version = library.version(library.article(article_id).version_id)
    mark(library, version, "Heng Chivoan", Kind.CONTEXT)


def test_all_that_was_on_the_screen_comes_back(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    opened = desk.open_article(library, article_id)
    rows = library.articles()
    keeper.keep(library, article_id)
    library.close()
    last = load_snapshot(kept, path)
    assert last is not None
    assert last.open == opened
    assert last.open.version.text == opened.version.text
    assert last.open.reading == {"offset": 1234}
    assert (last.open.labels.undo, last.open.labels.redo) == ("Mark added", "Note edited")
    assert list(last.articles) == rows
    assert last.notes == tuple(in_capitals(["Ask for the *recording*."]))


def test_the_version_that_was_shown_comes_back_with_its_marks(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    article = library.article(article_id)
    first = library.version(article.version_id)
    later = data_file(SAMPLE).read_bytes().replace(b"some 125", b"some 130")
    parsed = importing.parse_capture(later, name="later.txt")
    new = versions.add_version(library, article_id, parsed, later, name="later.txt", now=NOW)
    library.apply(versions.finish(library.article(article_id), first, new))
    for shown in (first, new):
        opened = desk.show_version(library, article_id, shown.id, NOW)
        keeper.keep(library, article_id)
        last = load_snapshot(kept, path)
        assert last is not None
        assert last.open.version == shown
        assert last.open.article.version_id == new.id
        assert last.open.annotations == opened.annotations
        places = [mark.targets_in(shown.id) for mark in last.open.annotations]
        assert sum(map(bool, places)) == (3 if shown is first else 2)


def test_pictures_come_back_to_the_byte(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    desk.give_picture(
        library, library.version(library.article(article_id).version_id), 0, PNG, "image/png"
    )
    keeper.keep(library, article_id)
    last = load_snapshot(kept, path)
    assert last is not None
    assert last.open.pictures == ((0, PNG),)


@pytest.mark.parametrize("content", [b"", PNG[:-1], PNG[:-1] + b"!", PNG + PNG])
def test_other_pictures_than_those_that_were_kept_are_not_shown(
    library: Library,
    article_id: str,
    keeper: SnapshotKeeper,
    kept: Path,
    path: Path,
    content: bytes,
) -> None:
    desk.give_picture(
        library, library.version(library.article(article_id).version_id), 0, PNG, "image/png"
    )
    keeper.keep(library, article_id)
    pictures_beside(kept).write_bytes(content)
    assert load_snapshot(kept, path) is None
    pictures_beside(kept).unlink()
    assert load_snapshot(kept, path) is None


def test_it_is_not_used_once_the_library_has_changed(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    another_edit(library, article_id)
    assert load_snapshot(kept, path) is None
    keeper.keep(library, article_id)
    last = load_snapshot(kept, path)
    assert last is not None
    assert "Heng Chivoan" in [annotation.exact for annotation in last.open.annotations]


def test_closing_and_reading_the_library_leave_it_valid(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    library.close()
    assert load_snapshot(kept, path) is not None
    with Library.open(path) as again:
        again.articles()
    assert load_snapshot(kept, path) is not None


def test_it_is_not_used_while_a_commit_is_unfinished(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    library.close()
    path.with_name(path.name + "-journal").write_bytes(b"left behind by a crash")
    assert load_snapshot(kept, path) is None


def test_it_is_not_used_of_another_library(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    library.close()
    copy = path.with_name("copy.galley")
    shutil.copy2(path, copy)
    assert load_snapshot(kept, copy) is None
    path.unlink()
    os.link(copy, path)  # the same name, and another file
    assert load_snapshot(kept, path) is None


def test_the_same_library_may_be_named_from_its_own_folder(
    library: Library,
    article_id: str,
    keeper: SnapshotKeeper,
    kept: Path,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper.keep(library, article_id)
    monkeypatch.chdir(path.parent)
    assert load_snapshot(kept, Path(path.name)) is not None


def test_nothing_kept_is_no_snapshot(library: Library, kept: Path, path: Path) -> None:
    assert library.articles() == []
    assert load_snapshot(kept, path) is None
    assert load_snapshot(kept, path.with_name("not there.galley")) is None


def test_one_of_another_format_is_none(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    whole = json.loads(kept.read_text(encoding="utf-8").partition("\n")[2])
    kept.write_bytes(sealed(json.dumps(whole)))
    assert load_snapshot(kept, path) is not None
    kept.write_bytes(sealed(json.dumps({**whole, "format": whole["format"] + 1})))
    assert load_snapshot(kept, path) is None


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A closed library, and the bytes of its snapshot."""
    folder = tmp_path_factory.mktemp("at rest")
    path, kept = folder / "library.galley", folder / "screen.json"
    with Library.open(path) as library:
        data = data_file(SAMPLE).read_bytes()
        article, _version, _new = import_capture(library, data, name=SAMPLE, now=NOW)
        SnapshotKeeper(kept, path, in_capitals).keep(library, article.id)
    assert load_snapshot(kept, path) is not None
    return path, kept.read_bytes()


@given(st.data())
def test_a_file_that_was_cut_off_is_none(at_rest: tuple[Path, bytes], data: st.DataObject) -> None:
    path, content = at_rest
    kept = path.with_name("cut.json")
    kept.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    assert load_snapshot(kept, path) is None


@given(st.data(), st.integers(1, 255))
def test_a_damaged_file_is_none(
    at_rest: tuple[Path, bytes], data: st.DataObject, flipped: int
) -> None:
    path, content = at_rest
    kept = path.with_name("damaged.json")
    damaged = bytearray(content)
    damaged[data.draw(st.integers(0, len(content) - 1))] ^= flipped
    kept.write_bytes(damaged)
    assert load_snapshot(kept, path) is None


@pytest.mark.parametrize("text", ["", "null", "[]", "5", "{}", '{"format": 2}', "{"])
def test_what_was_never_a_snapshot_is_none(at_rest: tuple[Path, bytes], text: str) -> None:
    path, _content = at_rest
    kept = path.with_name("never.json")
    kept.write_bytes(sealed(text))
    assert load_snapshot(kept, path) is None


def test_what_is_kept_as_it_is_is_not_written_again(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    kept.unlink()
    keeper.keep(library, article_id)
    assert not kept.exists()
    SnapshotKeeper(kept, path, in_capitals).keep(library, article_id)
    assert kept.exists()


def test_another_article_takes_its_place(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    other, _version, _new = import_capture(
        library, b"# Ferry full\n\nThe ferry carried 105 people.\n", name="ferry.md", now=NOW
    )
    keeper.keep(library, article_id)
    keeper.keep(library, other.id)
    last = load_snapshot(kept, path)
    assert last is not None
    assert last.open.article.id == other.id


@pytest.mark.parametrize("what", ["_MOST_CHARACTERS", "_MOST_ANNOTATIONS", "_MOST_PICTURES"])
def test_an_article_that_the_library_has_sooner_is_not_kept(
    library: Library,
    article_id: str,
    keeper: SnapshotKeeper,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    desk.give_picture(
        library, library.version(library.article(article_id).version_id), 0, PNG, "image/png"
    )
    keeper.keep(library, article_id)
    assert kept.exists()
    another_edit(library, article_id)
    monkeypatch.setattr(keeping, what, 1)
    keeper.keep(library, article_id)
    assert not kept.exists()


def test_no_article_and_one_in_the_trash_are_not_kept(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path
) -> None:
    keeper.keep(library, article_id)
    keeper.keep(library, "")
    assert not kept.exists()
    keeper.keep(library, "not there")
    assert not kept.exists()
    apply_to_articles(library, [article_id], trash(now=NOW), WITHOUT_BACKUP)
    keeper.keep(library, article_id)
    assert not kept.exists()


def test_only_the_first_rows_of_the_list_are_kept(
    library: Library,
    article_id: str,
    keeper: SnapshotKeeper,
    kept: Path,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        text = f"# Ferry {number} full\n\nThe ferry carried 105 people.\n".encode()
        import_capture(library, text, name="ferry.md", now=NOW)
    monkeypatch.setattr(keeping, "_MOST_ROWS", 3)
    keeper.keep(library, article_id)
    last = load_snapshot(kept, path)
    assert last is not None
    assert list(last.articles) == library.articles()[:3]


class Overtaken(Library):
    """A library into which somebody else writes while it is read."""

    def articles(self, *, trashed: bool = False, limit: int | None = None) -> list[ArticleSummary]:
        with Library.open(self.path) as other:
            other.set_reading_state(other.articles()[0].id, {"offset": 1})
        return super().articles(trashed=trashed, limit=limit)


def test_what_was_read_of_two_states_is_not_kept(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    library.close()
    with Overtaken.open(path) as overtaken:
        keeper.keep(overtaken, article_id)
    assert not kept.exists()


def test_a_place_that_cannot_be_written_is_no_error(
    library: Library, article_id: str, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    keeper = SnapshotKeeper(tmp_path / "file" / "screen.json", path, in_capitals)
    keeper.keep(library, article_id)
    assert load_snapshot(tmp_path / "file" / "screen.json", path) is None


def test_an_open_article_is_equal_to_itself_alone(library: Library, article_id: str) -> None:
    opened = desk.open_article(library, article_id)
    assert opened == desk.open_article(library, article_id)
    assert opened != OpenArticle(opened.article, opened.version, ())


def test_a_corrected_text_is_on_the_screen_as_it_is_read(
    library: Library, article_id: str, keeper: SnapshotKeeper, kept: Path, path: Path
) -> None:
    keeper.keep(library, article_id)
    correct(library, library.article(article_id).version_id, None, [LeaveOut(0)])
    assert load_snapshot(kept, path) is None
    keeper.keep(library, article_id)
    opened = desk.open_article(library, article_id)
    snapshot = load_snapshot(kept, path)
    assert snapshot is not None
    assert snapshot.open == opened
    text = snapshot.open.version.text
    for annotation in snapshot.open.annotations:
        assert all(text[t.start : t.end] == t.exact for t in annotation.targets)
