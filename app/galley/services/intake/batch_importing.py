"""Imports many captures one after the other, so that none keeps the library, or whoever waits.

The library's thread does only what needs the library: reading and parsing happen elsewhere, and a
capture goes in whole, in one transaction, or not at all. Knows no window.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from galley.domain.article import ParsedArticle, Version
from galley.domain.catalogue import ArticleName
from galley.domain.changes import ChangeSet
from galley.domain.errors import (
    CaptureKnown,
    ImportFailed,
    JobCancelled,
    LibraryUnusable,
    VersionRefused,
)
from galley.domain.jobs import Job
from galley.domain.open_article import HistoryLabels
from galley.services.intake import importing, late_pictures
from galley.services.intake.captures import Captured, Source, collect
from galley.services.intake.parsing import ParsingProcess
from galley.services.intake.reading_doubts import Doubt, doubt_of
from galley.services.intake.recaptures import Recaptures
from galley.services.later_captures import versions
from galley.services.later_captures.carrying import NOTHING_CARRIED, CarriedOver
from galley.services.library_reading import SubmitToLibrary, on_this_thread
from galley.services.safety.large_changes import Before, Kept, Occasion

if TYPE_CHECKING:
    from galley.storage.library import Library

__all__ = ["Outcome", "OutcomeState", "import_batch"]

T = TypeVar("T")
_POLL = 0.05  # seconds between two looks at whether the person cancelled


class OutcomeState(StrEnum):
    """What became of one capture."""

    NEW = "new"
    NEW_VERSION = "new version"
    KNOWN = "known"
    FAILED = "failed"
    NOT_IMPORTED = "not imported"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture, and why.

    Attributes:
        label: What a person knows the capture by.
        article_id: The article it became, or was already.
        headline: Of that article; may be empty.
        problem: Why it failed: one sentence.
        resembles: An article of which this may be a later capture; None if there is none. It is in
            the library as an article of its own all the same, until a person says otherwise.
        number: Which version of the article it is.
        doubt: Why its source had better be checked; None where nothing tells so.
        pictures_missing: How many pictures were wanted and could not be fetched.
        pictures_added: How many a capture that was known has now and had not.
        captured: The bytes of a failed capture that lies nowhere else.
        carried: What became of the corrections of the version before, if it is a version.
    """

    label: str
    state: OutcomeState
    article_id: str = ""
    headline: str = ""
    problem: str = ""
    resembles: ArticleName | None = None
    number: int = 1
    doubt: Doubt | None = None
    pictures_missing: int = 0
    pictures_added: int = 0
    captured: Captured | None = None
    carried: CarriedOver = NOTHING_CARRIED

    @property
    def was_known(self) -> bool:
        """Whether the library had this very capture."""
        return self.state is OutcomeState.KNOWN


def _nobody(_number: int, _outcome: Outcome) -> None:
    """Nobody wants to hear of one capture."""


Edited = Callable[[ChangeSet, HistoryLabels], None]


def _no_listener(_edit: ChangeSet, _labels: HistoryLabels) -> None:
    """Nobody shows the article."""


def import_batch(
    sources: Sequence[Source],
    submit: SubmitToLibrary,
    kept: Kept,
    *,
    now: Callable[[], datetime],
    job: Job,
    version_of: str = "",
    told: Callable[[int, Outcome], None] = _nobody,
    edited: Edited = _no_listener,
) -> list[Outcome]:
    """Import captures in order; one that fails does not keep the others out.

    When it is cancelled it returns within a moment. What was imported by then stays; the capture
    at work and all that follow are not imported, and nothing of them is in the library. After a
    failure of the library itself, such as a full disk, the rest is not tried.

    Args:
        sources: Where the captures come from.
        submit: To the library's thread.
        kept: That so many may be imported.
        now: The time, in UTC.
        job: Hears of each capture as it begins, and is asked whether the person cancelled.
        version_of: The id of an article: each capture becomes its next version. Without it each
            becomes an article of its own.
        told: Called with the number of a source and its outcome, on the thread this runs on.
        edited: Called with an edit of an article that was there, and what undo and redo would do
            now, on the library's thread.

    Returns:
        An outcome for each source, in their order.
    """
    kept.check(len(sources))
    outcomes: list[Outcome] = []
    stopped = False
    with ParsingProcess() as parsing:
        one = _OneByOne(submit, now, job, parsing, version_of, edited)
        for number, source in enumerate(sources):
            outcome = Outcome(source.label, OutcomeState.NOT_IMPORTED)
            if not stopped:
                try:
                    job.step(number, len(sources), source.label)
                    outcome = one.take_in(source)
                except JobCancelled:
                    stopped = True
                except LibraryUnusable as error:
                    stopped = True
                    outcome = replace(outcome, state=OutcomeState.FAILED, problem=str(error))
            outcomes.append(outcome)
            told(number, outcome)
    return outcomes


def import_named(
    library: "Library",
    named: Sequence[str],
    *,
    now: Callable[[], datetime],
    job: Job,
    told: Callable[[int, Outcome], None],
    keep: Callable[[Occasion], Kept],
    version_of: str = "",
) -> int:
    """Import files, folders and addresses into a library that is open on this thread.

    Args:
        library: Where they go.
        named: Paths, and addresses: these come last, and what is no http or https fails.
        now: The time, in UTC.
        job: As for :func:`import_batch`.
        told: As for :func:`import_batch`; a folder that gives nothing has an outcome too.
        keep: Asked once, when it is known how many there are, whether so many may be imported.
        version_of: As for :func:`import_batch`.

    Returns:
        How many files in the folders were passed over, being no captures by their names.
    """
    from galley.services.intake.fetching import (  # HTTP and TLS load slowly
        AddressSource,
        is_address,
    )

    found = collect([Path(name) for name in named if not is_address(name)], job)
    for problem in found.problems:
        told(-1, Outcome("", OutcomeState.FAILED, problem=problem))
    addresses = dict.fromkeys(filter(is_address, named))
    sources: list[Source] = [*found.sources, *map(AddressSource, addresses)]

    kept, submit = keep(Occasion(Before.IMPORT, len(sources))), on_this_thread(library)
    import_batch(sources, submit, kept, now=now, job=job, told=told, version_of=version_of)
    return len(found.passed_over)


class _OneByOne:
    """Imports one capture at a time, and waits only as long as nobody cancels."""

    def __init__(
        self,
        submit: SubmitToLibrary,
        now: Callable[[], datetime],
        job: Job,
        parsing: ParsingProcess,
        version_of: str,
        edited: Edited,
    ) -> None:
        self._submit, self._now, self._job, self._edited = submit, now, job, edited
        self._parsing, self._version_of = parsing, version_of
        self._recaptures: Recaptures | None = None

    def take_in(self, source: Source) -> Outcome:
        """Read, look it up, parse, and put it into the library.

        Raises:
            JobCancelled: The person cancelled; nothing of it is in the library.
            LibraryUnusable: The library could not be read or written.
        """
        captured: Captured | None = None
        try:
            captured = self._apart(lambda: source.read(self._job))
            return self._import(source, captured)
        except (ImportFailed, CaptureKnown, VersionRefused) as error:
            other = source.other()
            otherwise = self.take_in(other) if other is not None else None
            if otherwise is not None and otherwise.state is not OutcomeState.FAILED:
                return otherwise
            kept = None if source.elsewhere else captured
            state = OutcomeState.FAILED
            return Outcome(source.label, state, problem=str(error), captured=kept)

    def _import(self, source: Source, captured: Captured) -> Outcome:
        sha256 = hashlib.sha256(captured.data).hexdigest()
        known = self._in_library(lambda library: importing.known_capture(library, sha256))
        if known is not None and self._version_of not in {"", known.article.id}:
            return self._in_library(lambda library: self._adopt(library, source, known.article.id))
        if known is not None:
            return self._with_late_pictures(source, captured, known)
        parsed, missing = self._apart(lambda: self._parse(source, captured))
        outcome = self._in_library(lambda library: self._put_in(library, source, captured, parsed))
        return replace(outcome, doubt=doubt_of(parsed), pictures_missing=missing)

    def _with_late_pictures(
        self, source: Source, captured: Captured, known: importing.Imported
    ) -> Outcome:
        """It is known, and has those of its pictures that come with it now and did not before."""
        article, version = known.article, known.version
        headline, number = article.metadata.headline, version.number
        state = OutcomeState.KNOWN
        outcome = Outcome(source.label, state, article.id, headline, number=number)
        lacking = late_pictures.figures_without_picture(article, version)
        if not lacking:
            return outcome
        try:
            parsed, missing = self._apart(lambda: self._parse(source, captured))
        except ImportFailed:  # by the importers of today; what is there stays as it is
            return outcome
        found = late_pictures.pictures_for(version, lacking, parsed)

        def give(library: "Library") -> None:
            self._edited(*late_pictures.give_pictures(library, version, found))

        if found:
            self._in_library(give)
        return replace(outcome, pictures_missing=missing, pictures_added=len(found))

    def _put_in(
        self, library: "Library", source: Source, captured: Captured, parsed: ParsedArticle
    ) -> Outcome:
        """On the library's thread."""
        now = self._now()
        if self._version_of:
            told: list[CarriedOver] = []
            version = versions.add_version(
                library,
                self._version_of,
                parsed,
                captured.data,
                name=captured.name,
                media_type=captured.media_type,
                now=now,
                told=told.append,
            )
            return _version_outcome(source, version, told)
        self._recaptures = self._recaptures or Recaptures(library)
        resembles = self._recaptures.likely(parsed)
        taken = importing.add_parsed(
            library,
            parsed,
            captured.data,
            name=captured.name,
            media_type=captured.media_type,
            now=now,
        )
        self._recaptures.note(taken.article.id, parsed.metadata)
        headline = parsed.metadata.headline
        return Outcome(
            source.label, OutcomeState.NEW, taken.article.id, headline, resembles=resembles
        )

    def _adopt(self, library: "Library", source: Source, other_id: str) -> Outcome:
        """The library has the capture as an article of its own: that one becomes the version."""
        told: list[CarriedOver] = []
        now = self._now()
        version = versions.adopt(library, self._version_of, other_id, now=now, told=told.append)
        return _version_outcome(source, version, told)

    def _parse(self, source: Source, captured: Captured) -> tuple[ParsedArticle, int]:
        """The article, and how many of its pictures were wanted and are missing."""
        parsed = self._parsing.parse(captured)
        if captured.address and not parsed.metadata.address:
            sources = (*parsed.metadata.sources, ("address", "fetched"))
            metadata = replace(parsed.metadata, address=captured.address, sources=sources)
            parsed = replace(parsed, metadata=metadata)
        return source.complete(parsed, self._job)

    def _in_library(self, work: "Callable[[Library], T]") -> T:
        """Run work on the library's thread; once it has begun, it is waited for."""
        future = self._submit(work)
        while not wait([future], _POLL).done:
            if self._job.cancelled and future.cancel():
                raise JobCancelled
        return future.result()

    def _apart(self, work: Callable[[], T]) -> T:
        """Run work on a thread of its own, which is left to itself when the person cancels."""
        future: Future[T] = Future()
        # A daemon: a drive that does not answer must not keep the program from ending.
        thread = threading.Thread(target=_run, args=(work, future), name="import", daemon=True)
        thread.start()
        while not wait([future], _POLL).done:
            if self._job.cancelled:
                raise JobCancelled
        return future.result()


def _version_outcome(source: Source, version: Version, told: Sequence[CarriedOver]) -> Outcome:
    return Outcome(
        source.label,
        OutcomeState.NEW_VERSION,
        version.article_id,
        version.metadata.headline,
        number=version.number,
        carried=told[-1] if told else NOTHING_CARRIED,
    )


def _run(work: Callable[[], Any], future: "Future[Any]") -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised again where somebody waits
        future.set_exception(error)
