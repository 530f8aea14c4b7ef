"""Takes planned annotations in, an article at a time, and keeps what has no article in a file.

Each article's annotations come in as one edit, all or none. What was taken in when a person cancels
stays, and can be undone in its article.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.changes import ChangeSet
from galley.domain.errors import ExportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.services import desk
from galley.services.desk import HistoryLabels
from galley.services.files import describe_os_error, safe_stem, write_whole
from galley.services.incoming.exchange import AnnotationImport, Arrival, Fate
from galley.services.incoming.orphans import Home, apply_with_home
from galley.services.library_reading import SubmitToLibrary
from galley.services.safety.large_changes import Before, Kept, Occasion

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["TakenIn", "keep_unplaced", "occasion_of", "take_in", "unplaced_folder"]

Told = Callable[[ChangeSet, HistoryLabels], None]

_STEM_ROOM = 80  # bytes of the name that the file's own name gives


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an import.

    Attributes:
        annotations: How many are in the library now that were not.
        articles: In how many articles, by id in the order of the file.
        kept: The file with what has no place; None if everything has one.
        stopped: The person cancelled before the last article.
    """

    annotations: int = 0
    articles: tuple[str, ...] = ()
    kept: Path | None = None
    stopped: bool = False


def _nobody(_edit: ChangeSet, _labels: HistoryLabels) -> None:
    """Nobody listens."""


def occasion_of(plan: AnnotationImport) -> Occasion:
    """What a backup is made before, if a plan brings many annotations."""
    return Occasion(Before.ARRIVALS, sum(len(edit.changes) for edit in plan.edits))


def take_in(
    plan: AnnotationImport,
    submit: SubmitToLibrary,
    kept: Kept,
    *,
    library: Path,
    name: str,
    job: Job | None = None,
    told: Told = _nobody,
) -> TakenIn:
    """Bring a plan's new annotations into the library.

    Args:
        plan: As it was shown.
        submit: Has work done on the library's thread.
        kept: That so many may be taken in.
        library: The library's file; what has no place is kept beside it.
        name: What the file they come from is called.
        job: Told how far it is; if it is cancelled, the articles that are done stay.
        told: Called after each edit with what undo and redo would do now: on the library's thread,
            so that nobody hears of a later edit before.

    Raises:
        ExportFailed: What has no place could not be kept; then nothing was taken in.
        HistoryConflict: The library was changed since the plan was made.
        LibraryUnusable: It could not be written; the articles that are done stay.
    """
    job = job or Job()
    kept.check(occasion_of(plan).count)
    unplaced = keep_unplaced(library, name, plan.arrivals)
    edits, done = plan.edits, list[ChangeSet]()
    stopped = False
    for edit in edits:
        try:
            job.step(len(done), len(edits))
        except JobCancelled:
            stopped = True
            break
        submit(_applying(edit, plan.homes.get(edit.article_id), told)).result()
        done.append(edit)
    count = sum(len(edit.changes) for edit in done)
    return TakenIn(count, tuple(edit.article_id for edit in done), unplaced, stopped)


def _applying(edit: ChangeSet, home: Home | None, told: Told) -> "Callable[[Library], None]":
    def apply(library: "Library") -> None:
        if home is None:
            told(edit, desk.apply(library, edit))
            return
        apply_with_home(library, edit, home)
        told(edit, desk.history_labels(library, edit.article_id))

    return apply


def unplaced_folder(library: Path) -> Path:
    """Where annotations without a place are kept, whether there are any or not."""
    return library.with_name(f"{library.name}.not-placed")


def keep_unplaced(library: Path, name: str, arrivals: tuple[Arrival, ...]) -> Path | None:
    """Write what has no place into a readable file beside the library.

    The same annotations are written into the same file; others of a file of the same name are not.

    Returns:
        The file; None if everything has a place.

    Raises:
        ExportFailed: It can't be written.
    """
    lost = [arrival for arrival in arrivals if arrival.fate is Fate.UNPLACED]
    if not lost:
        return None
    said = "\n".join([*_lines(name, lost), ""]).encode("utf-8", "replace")
    digest = hashlib.sha256(said).hexdigest()[:8]
    stem = safe_stem(Path(name).stem, fallback="annotations", room=_STEM_ROOM)
    path = unplaced_folder(library) / f"{stem}-{digest}.md"
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write_whole(path, said)
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
    return path


def _lines(name: str, lost: list[Arrival]) -> Iterator[str]:
    yield f"# Annotations of “{name}” whose articles are not in the library"
    yield ""
    yield "Import their articles, then the same file again: what is in the library stays as it is."
    for arrival in lost:
        incoming = arrival.incoming
        yield ""
        yield f"## {arrival.headline or incoming.article_title or 'Unknown article'}"
        yield ""
        for line in incoming.quotation.splitlines():
            yield f"> {line}"
        yield ""
        for label, text in (
            ("", arrival.remark),
            ("Note", incoming.note),
            ("Tags", ", ".join(incoming.tags)),
            ("Speaker", incoming.speaker),
            ("Check", incoming.check.status.value if incoming.check.status.is_checked else ""),
            ("Evidence", incoming.check.evidence),
            ("By", incoming.creator),
            ("Made", incoming.created_at.isoformat() if incoming.created_at else ""),
            ("Address", incoming.source),
        ):
            if text:
                yield f"- {label}: {text}" if label else f"- {text}"
