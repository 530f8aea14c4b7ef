"""A write that fails, whichever it is, loses nothing and can be tried again: a real limit."""

import shutil
import signal
import sys
from pathlib import Path

import pytest

from galley.domain.errors import LibraryUnusable
from galley.services.edits import annotating
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked

if sys.platform == "win32":
    pytest.skip("no limit of a file's size there", allow_module_level=True)

import resource

LIMITS = range(200)
STEP = 1_536  # bytes: three to a page and its place in the journal


@pytest.fixture
def made(path: Path) -> Path:
    article, version, capture = an_article()
    with Library.open(path) as library:
        library.add_article(article, version, capture)
        library.apply(a_mark(version, note="Kept."))
    return path


def test_whichever_write_fails_nothing_is_lost(made: Path, tmp_path: Path) -> None:
    article, version, _capture = an_article()
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write itself says it
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    sentences: list[str] = []
    try:
        for limit in LIMITS:
            path = tmp_path / f"{limit}.galley"
            shutil.copy(made, path)
            with Library.open(path, exclusive=True) as library:
                kept = list(library.annotations(article.id))
                add = a_mark(version, 20, note="Words. " * 3000)
                edits = [add, annotating.set_note(marked(add), "Short.", now=NOW)]
                for edit in edits:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit * STEP, hard))
                    try:
                        library.apply(edit)
                    except LibraryUnusable as error:
                        sentences.append(str(error))
                        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                        assert library.annotations(article.id) == kept
                        library.apply(edit)  # once there is room again
                    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                    kept = library.annotations(article.id)
                assert library.verify() == []
            with Library.open(path, exclusive=True) as library:
                assert library.annotations(article.id) == kept
                assert {mark.note for mark in kept} == {"Kept.", "Short."}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert len(sentences) > len(LIMITS) / 2
    assert all(str(tmp_path) in sentence for sentence in sentences)
