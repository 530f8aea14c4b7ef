"""A capture that hangs a parser, eats the memory or breaks it takes nothing else along."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from galley.domain.article import ParsedArticle
from galley.domain.errors import ImportFailed
from galley.resources import SAMPLE, data_file
from galley.services.intake import parsing, parsing_worker
from galley.services.intake.captures import Captured
from galley.services.intake.importing import parse_capture
from galley.services.intake.parsing import ParsingBroke, ParsingProcess

SAMPLE_TEXT = data_file(SAMPLE).read_bytes()
PAGE = b"<html><body><h1>Ferry full</h1><p>Gulls <b>watched</b> it go, all &eacute;ven.</p></body>"

# Another process with a parser that does as the capture says.
_MISBEHAVING = """
import os, signal, sys, time
sys.path.insert(0, sys.argv[1])
from galley.services.intake import importing; from galley.services.intake import parsing_worker
own = importing.parse_capture
def parse(data, **more):
    word = data.split()[0]
    if word == b"HANG": time.sleep(60)
    if word == b"EAT": hog = [bytes(1 << 20) for _ in range(1 << 20)]
    if word == b"DIE": os.kill(os.getpid(), signal.SIGKILL)
    if word == b"BREAK": raise ZeroDivisionError("a bug of the parser")
    if word == b"PRINT": print("a library of the parser has something to say", flush=True)
    return own(data, **more)
parsing_worker.parse_capture = parse
parsing_worker.serve()
"""


@pytest.fixture
def process() -> Iterator[ParsingProcess]:
    with ParsingProcess() as process:
        yield process


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[ParsingProcess]:
    monkeypatch.setattr(parsing, "_SERVE", _MISBEHAVING)
    with ParsingProcess(longest=10) as process:
        yield process


def said(word: str) -> Captured:
    return Captured(f"{word} and more\n\nThe ferry was full, twice.".encode(), "ferry.txt")


def read_here(captured: Captured) -> ParsedArticle:
    return parse_capture(captured.data, name=captured.name, media_type=captured.media_type)


@pytest.mark.parametrize("captured", [Captured(SAMPLE_TEXT, "a.txt"), Captured(PAGE, "a.html")])
def test_the_other_process_reads_what_this_one_would(
    process: ParsingProcess, captured: Captured
) -> None:
    assert process.parse(captured) == read_here(captured)
    assert process.parse(captured) == read_here(captured)


def test_what_cannot_be_read_says_the_same_sentence(process: ParsingProcess) -> None:
    with pytest.raises(ImportFailed, match=r"“a\.txt” is empty"):
        process.parse(Captured(b" \n", "a.txt"))
    assert process.parse(Captured(PAGE, "a.html")) == read_here(Captured(PAGE, "a.html"))


def test_a_parser_that_hangs_is_ended_and_the_next_capture_read(
    misbehaving: ParsingProcess,
) -> None:
    misbehaving._longest = 1
    with pytest.raises(ImportFailed, match=r"“ferry\.txt” took longer than 1 seconds"):
        misbehaving.parse(said("HANG"))
    misbehaving._longest = 20
    assert misbehaving.parse(said("Gulls")) == read_here(said("Gulls"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_parser_that_eats_the_memory_is_ended_and_the_next_capture_read(
    misbehaving: ParsingProcess,
) -> None:
    with pytest.raises(ImportFailed, match="takes too much memory"):
        misbehaving.parse(said("EAT"))
    assert misbehaving.parse(said("Gulls")) == read_here(said("Gulls"))


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_parser_that_dies_is_told_and_the_next_capture_read(misbehaving: ParsingProcess) -> None:
    with pytest.raises(ImportFailed, match=r"“ferry\.txt” can’t be read: it broke the reader"):
        misbehaving.parse(said("DIE"))
    assert misbehaving.parse(said("Gulls")) == read_here(said("Gulls"))


def test_a_bug_is_told_with_where_it_is(misbehaving: ParsingProcess) -> None:
    with pytest.raises(ParsingBroke, match=r"(?s)Traceback.*a bug of the parser"):
        misbehaving.parse(said("BREAK"))


def test_what_a_parsers_library_prints_is_no_answer(misbehaving: ParsingProcess) -> None:
    assert misbehaving.parse(said("PRINT")) == read_here(said("PRINT"))


def test_it_can_be_stopped_from_another_thread_at_once(misbehaving: ParsingProcess) -> None:
    stopping = threading.Timer(1, misbehaving.stop)
    stopping.start()
    began = time.monotonic()
    with pytest.raises(ImportFailed, match="was not read"):
        misbehaving.parse(said("HANG"))
    assert time.monotonic() - began < 9  # not by the limit of time
    stopping.join()


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 0 there")
def test_no_process_is_left_over() -> None:
    with ParsingProcess() as process:
        process.parse(said("Gulls"))
        assert process._process is not None
        number = process._process.pid
        os.kill(number, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(number, signal.SIG_DFL)


def test_it_ends_when_nobody_speaks_to_it_any_more(process: ParsingProcess) -> None:
    process.parse(said("Gulls"))
    running = process._process
    assert running is not None
    assert running.stdin is not None
    running.stdin.close()
    assert running.wait(20) == 0


def test_half_a_message_is_none() -> None:
    import io

    stream = io.BytesIO()
    parsing_worker.write_message(stream, {"a": "é"}, [b"123", b""])
    whole = stream.getvalue()
    head, parts = parsing_worker.read_message(io.BytesIO(whole))
    assert (head["a"], parts) == ("é", [b"123", b""])
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            parsing_worker.read_message(io.BytesIO(whole[:length]))
