"""Many captures: each whole or not at all, none in the way of another, and cancelled at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest

from galley.domain.annotation import Kind
from galley.domain.article import Figure, Metadata, ParsedArticle
from galley.domain.errors import DiskFull, ImportFailed
from galley.domain.jobs import Job, Progress
from galley.resources import data_file
from galley.services.edits.annotating import annotate
from galley.services.edits.article_editing import apply_to_articles, trash
from galley.services.intake import importing, late_pictures
from galley.services.intake.batch_importing import Outcome, OutcomeState, import_batch
from galley.services.intake.captures import Captured, FileSource, PastedSource, Source
from galley.services.intake.fetching import AddressSource
from galley.services.intake.parsing import ParsingProcess
from galley.services.library_thread import LibraryThread
from galley.storage.library import Library
from tests.loopback import ARTICLE_PAGE, PNG, loopback_site
from tests.marked_article import NOW, an_article
from tests.without_backup import WITHOUT_BACKUP

T = TypeVar("T")
SAMPLE = data_file("sample-article.txt")


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[LibraryThread]:
    thread = LibraryThread(tmp_path / "library.galley")
    yield thread
    thread.close()


def run(
    thread: LibraryThread,
    *sources: Source,
    job: Job | None = None,
    told: Callable[[int, Outcome], None] = lambda _number, _outcome: None,
) -> list[Outcome]:
    return import_batch(
        sources, thread.submit, WITHOUT_BACKUP, now=lambda: NOW, job=job or Job(), told=told
    )


def headlines(thread: LibraryThread) -> list[str]:
    return thread.submit(lambda library: [row.headline for row in library.articles()]).result()


def pasted(words: str) -> PastedSource:
    text = f"{words}\n\n{words} was said again and again, at some length, by everybody there.\n"
    return PastedSource(Captured(text.encode(), "pasted.txt"))


@dataclass(frozen=True)
class Stuck:
    """A drive that does not answer."""

    label: str = "stuck"
    elsewhere: bool = True
    asked: threading.Event = field(default_factory=threading.Event)
    answered: threading.Event = field(default_factory=threading.Event)

    def read(self, _job: Job) -> Captured:
        self.asked.set()
        self.answered.wait(10)
        return pasted("Stuck").captured

    def other(self) -> None:
        return None

    def complete(self, parsed: ParsedArticle, _job: Job) -> tuple[ParsedArticle, int]:
        return parsed, 0


def test_each_capture_has_its_outcome_in_order_and_as_it_comes(
    thread: LibraryThread, tmp_path: Path
) -> None:
    steps: list[Progress] = []
    told: list[tuple[int, Outcome]] = []
    outcomes = run(
        thread,
        FileSource(SAMPLE),
        FileSource(tmp_path / "gone.txt"),
        FileSource(SAMPLE),
        pasted("Something else"),
        job=Job(steps.append),
        told=lambda number, outcome: told.append((number, outcome)),
    )
    states = [outcome.state for outcome in outcomes]
    new, known, failed = OutcomeState.NEW, OutcomeState.KNOWN, OutcomeState.FAILED
    assert states == [new, failed, known, new]
    assert told == list(enumerate(outcomes))
    assert [(step.done, step.total) for step in steps] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert [step.label for step in steps][:2] == [SAMPLE.name, "gone.txt"]
    assert outcomes[0].article_id == outcomes[2].article_id
    assert outcomes[0].headline == outcomes[2].headline == headlines(thread)[1]
    assert "gone.txt" in outcomes[1].problem


def test_a_failed_capture_is_kept_only_if_it_lies_nowhere_else(
    thread: LibraryThread, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.txt"
    picture.write_bytes(PNG)
    clip = Captured(PNG, "clip")
    on_disk, loose = run(thread, FileSource(picture), PastedSource(clip))
    assert on_disk.captured is None
    assert loose.captured == clip
    assert "picture" in loose.problem


def test_an_article_in_the_trash_comes_back(thread: LibraryThread) -> None:
    (first,) = run(thread, FileSource(SAMPLE))
    thread.submit(
        lambda library: apply_to_articles(
            library, [first.article_id], trash(now=NOW), WITHOUT_BACKUP
        )
    ).result()
    assert headlines(thread) == []
    (again,) = run(thread, FileSource(SAMPLE))
    assert again.state is OutcomeState.KNOWN
    assert headlines(thread) == [first.headline]


def test_cancelled_before_it_begins_nothing_is_read(thread: LibraryThread) -> None:
    job, stuck = Job(), Stuck()
    job.cancel()
    outcomes = run(thread, stuck, pasted("x"), job=job)
    assert [outcome.state for outcome in outcomes] == [OutcomeState.NOT_IMPORTED] * 2
    assert not stuck.asked.is_set()


def test_cancelled_while_a_file_is_read_what_came_before_stays_and_nothing_else(
    thread: LibraryThread,
) -> None:
    job, stuck = Job(), Stuck()

    def cancel() -> None:
        stuck.asked.wait(10)
        job.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    outcomes = run(thread, pasted("First"), stuck, pasted("Last"), job=job)
    canceller.join()
    # It came back although the drive has not answered.
    assert not stuck.answered.is_set()
    skipped = OutcomeState.NOT_IMPORTED
    assert [o.state for o in outcomes] == [OutcomeState.NEW, skipped, skipped]
    stuck.answered.set()
    assert headlines(thread) == [outcomes[0].headline]


def test_cancelled_while_the_library_is_busy_the_capture_does_not_go_in(
    thread: LibraryThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, busy = Job(), threading.Event()
    real = ParsingProcess.parse

    def parse_then_block(process: ParsingProcess, captured: Captured) -> ParsedArticle:
        parsed = real(process, captured)
        thread.submit(lambda _library: busy.wait(10))
        threading.Timer(0.15, job.cancel).start()
        return parsed

    monkeypatch.setattr(ParsingProcess, "parse", parse_then_block)
    (outcome,) = run(thread, pasted("First"), job=job)
    assert outcome.state is OutcomeState.NOT_IMPORTED
    busy.set()
    assert headlines(thread) == []


def test_a_full_disk_ends_the_batch(thread: LibraryThread, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise DiskFull("The disk is full. Make room.")

    monkeypatch.setattr(importing, "add_parsed", refuse)
    first, second = run(thread, pasted("First"), pasted("Second"))
    assert (first.state, first.problem) == (OutcomeState.FAILED, "The disk is full. Make room.")
    assert second.state is OutcomeState.NOT_IMPORTED


def test_a_bug_is_not_swallowed(thread: LibraryThread, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ParsingProcess, "parse", break_down)
    with pytest.raises(ZeroDivisionError):
        run(thread, pasted("First"))


def test_another_capture_of_an_article_is_noticed(thread: LibraryThread) -> None:
    text = SAMPLE.read_bytes()
    first, second = run(
        thread,
        PastedSource(Captured(text, "a.txt")),
        PastedSource(Captured(text.replace(b"some 125", b"some 126"), "b.txt")),
    )
    assert first.resembles is None
    assert second.resembles is not None
    assert second.resembles.id == first.article_id
    assert second.resembles.headline == first.headline
    (third,) = run(thread, PastedSource(Captured(text.replace(b"some 125", b"some 127"), "c.txt")))
    assert third.resembles is not None
    assert third.resembles.id == second.article_id  # the newest of the two


def test_captures_become_the_next_versions_of_an_article_that_is_named(
    thread: LibraryThread,
) -> None:
    text = SAMPLE.read_bytes()
    (first,) = run(thread, PastedSource(Captured(text, "a.txt")))
    other = text.replace(b"some 125", b"some 126")
    (apart,) = run(thread, PastedSource(Captured(other, "b.txt")))
    outcomes = import_batch(
        [
            PastedSource(Captured(text, "a.txt")),
            PastedSource(Captured(other, "b.txt")),
            PastedSource(Captured(text.replace(b"some 125", b"some 127"), "c.txt")),
            pasted("Quite another thing"),
        ],
        thread.submit,
        WITHOUT_BACKUP,
        now=lambda: NOW,
        job=Job(),
        version_of=first.article_id,
    )
    known, version = OutcomeState.KNOWN, OutcomeState.NEW_VERSION
    assert [outcome.state for outcome in outcomes] == [known, version, version, version]
    assert [outcome.number for outcome in outcomes] == [1, 2, 3, 4]
    assert {outcome.article_id for outcome in outcomes} == {first.article_id}
    articles = thread.submit(lambda library: library.articles()).result()
    assert [article.id for article in articles] == [first.article_id]
    trashed = thread.submit(lambda library: library.articles(trashed=True)).result()
    assert [article.id for article in trashed] == [apart.article_id]


def test_an_article_with_marks_is_no_version_of_another(thread: LibraryThread) -> None:
    text = SAMPLE.read_bytes()
    other = PastedSource(Captured(text.replace(b"some 125", b"some 126"), "b.txt"))
    first, apart = run(thread, PastedSource(Captured(text, "a.txt")), other)

    def mark(library: Library) -> None:
        version = library.version(library.article(apart.article_id).version_id)
        library.apply(annotate(version, [(0, 5)], Kind.MARK, now=NOW))

    thread.submit(mark).result()
    (outcome,) = import_batch(
        [other],
        thread.submit,
        WITHOUT_BACKUP,
        now=lambda: NOW,
        job=Job(),
        version_of=first.article_id,
    )
    assert outcome.state is OutcomeState.FAILED
    assert "of its own" in outcome.problem
    assert len(thread.submit(lambda library: library.articles()).result()) == 2


def test_a_page_from_the_network_keeps_its_address_and_brings_pictures_only_when_asked(
    thread: LibraryThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def taken(library: Library, outcome: Outcome) -> tuple[str, bytes, list[str]]:
        version = library.version(library.article(outcome.article_id).version_id)
        data = library.capture_bytes(version.capture.sha256)
        return version.metadata.address, data, [figure.asset for figure in version.figures]

    with loopback_site() as site:
        bare = site.page("/a", ARTICLE_PAGE)
        other = site.page("/b", ARTICLE_PAGE + b"<!-- later -->")
        site.page("/photo.png", PNG, media_type="image/png")
        first, second = run(thread, AddressSource(bare), AddressSource(other, with_pictures=True))
        assert [path for path, _headers in site.requests] == ["/a", "/b", "/photo.png"]
    address, data, assets = thread.submit(lambda library: taken(library, first)).result()
    assert (address, data, assets) == (bare, ARTICLE_PAGE, [""])
    _address, _data, (asset,) = thread.submit(lambda library: taken(library, second)).result()
    assert thread.submit(lambda library: library.asset(asset)).result() == PNG
    assert second.pictures_missing == 0


def test_a_complete_page_brings_its_pictures(thread: LibraryThread, tmp_path: Path) -> None:
    page = tmp_path / "harbour.html"
    page.write_bytes(ARTICLE_PAGE.replace(b"/photo.png", b"./harbour_files/photo.png"))
    (tmp_path / "harbour_files").mkdir()
    (tmp_path / "harbour_files" / "photo.png").write_bytes(PNG)
    (outcome,) = run(thread, FileSource(page))

    def picture(library: Library) -> bytes:
        version = library.version(library.article(outcome.article_id).version_id)
        return library.asset(version.figures[0].asset)

    assert thread.submit(picture).result() == PNG


def test_the_library_need_not_have_a_thread_of_its_own(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.galley") as library:

        def submit(work: Callable[[Library], T]) -> "Future[T]":
            future: Future[T] = Future()
            future.set_result(work(library))
            return future

        (outcome,) = import_batch(
            [FileSource(SAMPLE)], submit, WITHOUT_BACKUP, now=lambda: NOW, job=Job()
        )
        assert library.article(outcome.article_id).metadata.headline == outcome.headline


def test_a_source_that_cannot_be_read_has_nothing_to_keep(thread: LibraryThread) -> None:
    @dataclass(frozen=True)
    class Gone:
        label: str = "gone"
        elsewhere: bool = False

        def read(self, _job: Job) -> Captured:
            raise ImportFailed("It is gone: look elsewhere.")

        def other(self) -> None:
            return None

        def complete(self, parsed: ParsedArticle, _job: Job) -> tuple[ParsedArticle, int]:
            return parsed, 0

    (outcome,) = run(thread, Gone())
    assert (outcome.problem, outcome.captured) == ("It is gone: look elsewhere.", None)


def test_what_is_no_page_is_taken_as_the_text_it_is(thread: LibraryThread) -> None:
    menu = b"<nav><a href='https://example.org/'>Gulls</a></nav>"
    link = Captured(menu, "page.html", "text/html")
    words = pasted("Gulls return").captured
    empty = Captured(b" ", "page.txt")
    as_text, neither = run(thread, PastedSource(link, words), PastedSource(link, empty))
    assert as_text.state is OutcomeState.NEW
    assert as_text.label == words.name
    assert neither.state is OutcomeState.FAILED
    assert neither.captured == link


WITH_PHOTO = (
    "<html><head><title>Ferry</title></head><body><article><h1>Old ferry stays at the quay</h1>"
    "<figure><img src='Ferry_files/photo.png' alt='The ferry'><figcaption>At the quay.</figcaption>"
    "</figure><p>The harbour board met on Tuesday evening to decide whether the ferry should be "
    "repaired.</p><p>Members heard from three captains, who said that the hull was sound and the "
    "engine good.</p></article></body></html>"
)


def test_pictures_that_lie_beside_a_known_page_only_now_are_given_to_it(
    thread: LibraryThread, tmp_path: Path
) -> None:
    page = tmp_path / "Ferry.html"
    page.write_text(WITH_PHOTO)
    (first,) = run(thread, FileSource(page))
    assert (first.state, first.pictures_added) == (OutcomeState.NEW, 0)
    (tmp_path / "Ferry_files").mkdir()
    (tmp_path / "Ferry_files" / "photo.png").write_bytes(PNG)
    edits: list[str] = []
    for added in (1, 0):  # once is enough
        (again,) = import_batch(
            [FileSource(page)],
            thread.submit,
            WITHOUT_BACKUP,
            now=lambda: NOW,
            job=Job(),
            edited=lambda edit, labels: edits.append(f"{edit.label}: {labels.undo}"),
        )
        assert (again.state, again.pictures_added) == (OutcomeState.KNOWN, added)
    assert edits == ["Picture added: Picture added"]

    def shown(library: Library) -> dict[int, str]:
        article = library.article(first.article_id)
        return article.assets_in(library.version(article.version_id))

    assert list(thread.submit(shown).result()) == [0]


def test_a_picture_comes_to_no_figure_that_another_importer_would_find() -> None:
    figures = (Figure(address="a.png"), Figure(address="b.png"))
    _article, made = an_article([])
    version = replace(made, figures=figures)
    there = ParsedArticle(Metadata(), (), "html/9", (Figure(address="b.png", asset="0a"),))
    assert late_pictures.pictures_for(version, [0, 1], there) == {}
