"""A backup before anything large: of what was there, once, and never in the way of a save."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import galley
from galley.domain.errors import DiskFull, JobCancelled, LibraryUnusable
from galley.domain.jobs import Job, Progress
from galley.services.edits import bulk_editing
from galley.services.library_thread import LibraryThread
from galley.services.safety import keeping
from galley.services.safety.large_changes import (
    LARGE_ANNOTATIONS,
    LARGE_ARTICLES,
    Before,
    Kept,
    Occasion,
    go_on_without,
    is_large,
    keep_before,
)
from galley.storage import backup
from galley.storage.backups import backup_folder
from galley.storage.library import Library
from tests.unit.storage.conftest import small_disk
from tests.unit.storage.sample_values import NOW, a_mark, an_article

__all__ = ["small_disk"]

MARKS = 120
OCCASION = Occasion(Before.CHANGE, MARKS)


def filled(path: Path) -> LibraryThread:
    """A library with an article and many marks."""
    thread = LibraryThread(path)

    def fill(library: Library) -> None:
        article, version, capture = an_article()
        library.add_article(article, version, capture)
        for number in range(MARKS):
            library.apply(a_mark(version, number % 200, note="Words. " * 50))

    thread.submit(fill).result()
    return thread


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[LibraryThread]:
    thread = filled(tmp_path / "library.galley")
    yield thread
    thread.close()


def contents(library: Library) -> object:
    """All that a person has written."""
    ids = [row.id for row in library.articles()]
    return [(library.article(i), library.annotations(i), library.history(i)) for i in ids]


def tag_all(library: Library, kept: Kept) -> None:
    """A large edit."""
    numbers = list(range(1, MARKS + 1))
    for piece in bulk_editing.pieces(library, numbers):
        bulk_editing.apply_to(library, piece, bulk_editing.add_tag("seen", now=NOW), kept)


def one_more(library: Library, number: int = 1) -> None:
    """A small edit."""
    version = library.versions(library.articles()[0].id)[0]
    library.apply(a_mark(version, number))


def test_what_is_large_is_said_in_one_place() -> None:
    for before in Before:
        articles = before in {Before.IMPORT, Before.ARTICLES, Before.TRASH, Before.COLLECTION}
        least = LARGE_ARTICLES if articles else LARGE_ANNOTATIONS
        assert is_large(Occasion(before, least))
        assert not is_large(Occasion(before, least - 1))


def test_a_small_change_makes_no_backup(thread: LibraryThread) -> None:
    few = Occasion(Before.CHANGE, LARGE_ANNOTATIONS - 1)
    assert keep_before(thread.submit, few, now=NOW) == Kept(few)
    assert keeping.backups(thread.path) == []


def test_the_backup_holds_what_was_there_before(thread: LibraryThread) -> None:
    before = thread.submit(contents).result()
    kept = keep_before(thread.submit, OCCASION, now=NOW)
    thread.submit(lambda library: tag_all(library, kept)).result()
    after = thread.submit(contents).result()
    assert kept.backup is not None
    assert (kept.backup.reason, kept.backup.count) == ("change", MARKS)
    assert keeping.backups(thread.path) == [kept.backup]
    with Library.open(kept.backup.path, create=False) as copy:
        assert contents(copy) == before != after
        assert copy.verify() == []


def test_one_of_the_same_state_counts_and_is_named_for_the_occasion(thread: LibraryThread) -> None:
    usual = keeping.back_up(thread.path, now=NOW)
    first = keep_before(thread.submit, OCCASION, now=NOW).backup
    assert first is not None
    assert (first.sequence, first.reason, usual.path.exists()) == (1, "change", False)
    trash = Occasion(Before.DELETE, MARKS)
    assert keep_before(thread.submit, trash, now=NOW).backup == first  # and keeps its name
    thread.submit(one_more).result()
    second = keep_before(thread.submit, trash, now=NOW).backup
    assert second is not None
    assert (second.sequence, second.reason) == (2, "delete")


def test_a_collection_that_was_made_since_makes_another_state(thread: LibraryThread) -> None:
    from galley.services.edits.collecting import new_collection, put_collection

    keep_before(thread.submit, OCCASION, now=NOW)
    made = new_collection("Court cases", now=NOW)
    thread.submit(lambda library: put_collection(library, made)).result()
    keep_before(thread.submit, OCCASION, now=NOW)
    assert len(keeping.backups(thread.path)) == 2


def test_what_is_saved_while_it_is_made_does_not_wait(
    thread: LibraryThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is in the backup, since it comes before the change."""
    monkeypatch.setattr(backup, "_PAGES", 1)
    saved: list[bool] = []

    def step(progress: Progress) -> None:
        if progress.done > 20 and not saved:
            thread.submit(one_more).result(timeout=10)  # while the copy is half made
            saved.append(True)

    kept = keep_before(thread.submit, OCCASION, now=NOW, job=Job(step))
    assert saved
    assert kept.backup is not None
    with Library.open(kept.backup.path, create=False) as copy:
        assert contents(copy) == thread.submit(contents).result()


def test_cancelling_leaves_nothing(thread: LibraryThread) -> None:
    job = Job(lambda _progress: job.cancel())
    with pytest.raises(JobCancelled):
        keep_before(thread.submit, OCCASION, now=NOW, job=job)
    assert list(backup_folder(thread.path).iterdir()) == []


def test_closing_the_library_ends_it(thread: LibraryThread) -> None:
    begun, ended = threading.Event(), []

    def step(_progress: Progress) -> None:
        begun.set()
        time.sleep(0.01)

    def make() -> None:
        with pytest.raises(JobCancelled):
            keep_before(thread.submit, OCCASION, now=NOW, job=Job(step))
        ended.append(True)

    making = threading.Thread(target=make)
    making.start()
    assert begun.wait(10)
    thread.close()
    making.join()
    assert ended
    assert list(backup_folder(thread.path).iterdir()) == []
    with pytest.raises(JobCancelled):
        keep_before(thread.submit, OCCASION, now=NOW)


def test_a_full_disk_is_told_before_anything_is_changed(small_disk: Path) -> None:
    thread = filled(small_disk / "library.galley")
    before = thread.submit(contents).result()
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(room - 200_000))
    with pytest.raises(DiskFull, match="no room for a backup"):
        keep_before(thread.submit, OCCASION, now=NOW)
    assert list(backup_folder(thread.path).iterdir()) == []
    assert thread.submit(contents).result() == before
    thread.submit(one_more).result()  # the library itself is as usable as before
    thread.close()


def test_where_there_can_be_no_backups_it_is_told_too(thread: LibraryThread) -> None:
    backup_folder(thread.path).write_text("a file of somebody's")
    with pytest.raises(LibraryUnusable):
        keep_before(thread.submit, OCCASION, now=NOW)
    thread.submit(lambda library: tag_all(library, go_on_without(OCCASION))).result()


def test_no_more_is_changed_than_was_announced(thread: LibraryThread) -> None:
    few = Kept(Occasion(Before.CHANGE, 3))
    with pytest.raises(ValueError, match="3 were announced"):
        thread.submit(lambda library: tag_all(library, few)).result()


_KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from galley.domain.jobs import Job
from galley.services.safety.large_changes import Before, Occasion, keep_before
from galley.services.library_reading import on_this_thread
from galley.storage import backup
from galley.storage.library import Library

def step(progress):
    if progress.done > 10:
        print("half", flush=True)
        sys.stdin.read()

backup._PAGES = 1
with Library.open(Path(sys.argv[1]), create=False) as library:
    keep_before(on_this_thread(library), Occasion(Before.CHANGE, 1000), now=datetime.now(UTC),
                job=Job(step))
"""


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
def test_a_copy_whose_maker_is_killed_is_no_backup_and_goes_in_time(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    filled(path).close()
    maker = subprocess.Popen(
        [sys.executable, "-c", _KILLED, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(galley.__file__).parents[1],
    )
    assert maker.stdout
    assert maker.stdout.readline() == b"half\n"
    os.kill(maker.pid, signal.SIGKILL)
    maker.communicate()
    (half,) = backup_folder(path).iterdir()
    assert keeping.backups(path) == []
    first = keeping.back_up(path, now=NOW)
    assert half.exists()  # it might be another's that is being made
    os.utime(half, (0, 0))
    second = keeping.back_up(path, now=NOW)
    assert set(backup_folder(path).iterdir()) == {first.path, second.path}


# What may write in a loop without showing a backup, and why.
_EXEMPT = {
    "take_back": "what it takes back is in the journal, and so is how it was",
    "apply_over": "one edit of a person, laid over another's",
    "make_demo_library": "a library that was made just now",
}
_WRITING = {"apply", "add_article", "add_version", "undo", "redo", "take_back", "apply_along"}


def test_whatever_writes_many_things_shows_that_there_is_a_backup() -> None:
    """A new way to change many things at once must be made with :func:`keep_before`."""
    root, found = Path(galley.__file__).parent, set()
    for file in sorted(root.rglob("*.py")):
        if file.relative_to(root).parts[0] in {"services", "commands", "ui", "cli.py"}:
            tree = ast.parse(file.read_text("utf-8"))
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            found |= {
                f"{file.relative_to(root)}: {function.name}"
                for function in functions
                if function.name not in _EXEMPT
                and any(map(_writes, _looped(function)))
                and "Kept" not in {_annotation(argument) for argument in _arguments(function)}
            }
    assert found == set()


def _looped(function: ast.FunctionDef) -> Iterator[ast.AST]:
    loops = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
    for node in ast.walk(function):
        if isinstance(node, loops):
            yield from ast.walk(node)


def _writes(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _WRITING
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"library", "lib", "opened"}
    )


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.args, *function.args.kwonlyargs]


def _annotation(argument: ast.arg) -> str:
    named = argument.annotation
    if isinstance(named, ast.Constant):
        return str(named.value)
    return named.id if isinstance(named, ast.Name) else ""


def test_only_the_service_makes_what_shows_it() -> None:
    root = Path(galley.__file__).parent
    makers = {
        file.name
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kept"
    }
    assert makers == {"large_changes.py"}
