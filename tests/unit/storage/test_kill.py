"""``kill -9`` right after an acknowledgement, many times: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from galley.domain.structure import Structure
from galley.storage.library import Library
from tests.unit.storage.sample_values import an_article

KILLS = int(os.environ.get("GALLEY_KILLS", "200"))
KILLS_A_LIBRARY = 20

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(os.name == "nt", reason="neither fork nor kill -9 there"),
]


@pytest.fixture
def nursery() -> Iterator[subprocess.Popen[str]]:
    """The program that forks writers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.storage.killed_writer"],
        cwd=Path(__file__).parents[3],  # so that it finds the tests' own modules, as pytest does
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    yield process
    process.communicate()


def kill_a_writer(
    nursery: subprocess.Popen[str], path: Path, after: int, pause: float
) -> tuple[dict[str, int], list[str]]:
    """Let a writer write, and kill it.

    Args:
        nursery: The program that forks it.
        path: The library.
        after: How many acknowledgements to wait for.
        pause: Seconds from the last of them to the kill, to hit every part of the next commit.

    Returns:
        The words of each acknowledged note, by annotation; and each acknowledged version.
    """
    assert nursery.stdin
    assert nursery.stdout
    print(path, file=nursery.stdin)
    acknowledged: dict[str, int] = {}
    captured: list[str] = []
    writer = 0
    heard = 0
    for line in nursery.stdout:
        match line.split():
            case ["writing", pid]:
                writer = int(pid)
            case ["acknowledged", annotation_id, words]:
                acknowledged[annotation_id] = int(words)
                heard += 1
            case ["captured", version_id]:
                captured.append(version_id)
                heard += 1
            case ["dead"]:
                return acknowledged, captured
        if heard >= after and writer:
            time.sleep(pause)
            os.kill(writer, signal.SIGKILL)
            after = sys.maxsize
    raise AssertionError("the nursery died")


def assert_versions_are_whole(library: Library, article_id: str, captured: list[str]) -> None:
    """A version is there with its bytes, its use and its places, or not at all."""
    versions = library.versions(article_id)
    ids = [version.id for version in versions]
    assert [version.number for version in versions] == list(range(1, len(ids) + 1))
    assert library.article(article_id).later_versions == tuple(ids[1:])
    assert set(captured) <= set(ids)
    edits = [entry.change_set for entry in library.history(article_id)]
    for version, edit in zip(
        versions[1:], (e for e in edits if e.label == "Capture added"), strict=True
    ):
        assert library.capture_bytes(version.capture.sha256)
        for change in edit.changes[1:]:
            if isinstance(change.after, Structure):
                assert library.structure(version.id) == change.after
                continue
            kept = library.annotation(change.entity.id)
            assert kept
            assert [t.exact for t in kept.targets_in(version.id)] == [t.exact for t in kept.targets]


def test_no_acknowledged_edit_is_lost(
    nursery: subprocess.Popen[str],
    tmp_path: Path,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(20161121)  # noqa: S311 - a seed, not a secret
    article, version, capture = an_article()
    total = 0
    hot = 0
    for kill in range(KILLS):
        path = tmp_path / f"library-{kill // KILLS_A_LIBRARY}.galley"
        if not path.exists():
            with Library.open(path) as library:
                library.add_article(article, version, capture)
        acknowledged, captured = kill_a_writer(
            nursery, path, after=chance.randint(1, 8), pause=chance.random() * 0.02
        )
        total += len(acknowledged)
        journal = path.with_name(path.name + "-journal")
        hot += journal.exists() and journal.stat().st_size > 0
        with Library.open(path, exclusive=True) as library:
            assert library.findings == ()
            kept = {
                annotation.id: len(annotation.note.split())
                for annotation in library.annotations(article.id)
            }
            assert_versions_are_whole(library, article.id, captured)
            for annotation_id, words in acknowledged.items():
                assert kept[annotation_id] >= words
            assert library.undo(article.id) is not None
            assert library.redo(article.id) is not None
    assert total >= KILLS
    record_testsuite_property("acknowledged", total)
    record_testsuite_property("killed_in_a_commit", hot)
