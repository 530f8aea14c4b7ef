"""A later capture of an article becomes its next version; every mark gets a place in it, or none.

Nothing of an older version is touched. Only what stands unchanged in its place is placed without
asking; every other place is a person's decision. Knows no window.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from galley.domain.annotation import Annotation
from galley.domain.article import UNTITLED, Article, Capture, ParsedArticle, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import CaptureKnown, NotFound, VersionRefused
from galley.domain.jobs import Job
from galley.domain.note_links import LinkKind, LinkTarget
from galley.services.corrections.captured_page import ReadCapture, read_captures
from galley.services.intake.following import followed_metadata, followed_pictures
from galley.services.intake.importing import capture_of, make_version
from galley.services.later_captures.carrying import CarriedOver, with_corrections
from galley.services.later_captures.reanchoring import propose_places
from galley.services.later_captures.settling import settled

if TYPE_CHECKING:  # the database and the search for places are not wanted before the first paint
    from galley.domain.proposal import Proposal
    from galley.storage.library import Library

__all__ = [
    "Question",
    "add_version",
    "adopt",
    "bring_back",
    "carry_forward",
    "discard",
    "finish",
    "pending_version",
    "proposals",
    "propose",
    "question",
    "undecided",
    "version_numbered",
]


def _nobody(_carried: CarriedOver) -> None:
    """Nobody wants to hear of it."""


def add_version(
    library: "Library",
    article_id: str,
    parsed: ParsedArticle,
    data: bytes,
    *,
    name: str,
    media_type: str = "",
    now: datetime,
    told: Callable[[CarriedOver], None] = _nobody,
) -> Version:
    """Take in a capture as an article's next version, with all that needs no decision of anybody.

    Marks that nothing happened to are placed; what a person corrected or decided in the capture
    before holds here too, as far as the words are found again. All of it is one edit, “Capture
    added”, which can be taken back. The version that is read stays the one that is read: the new
    one waits to be compared. A capture that was discarded before comes back with what was decided
    then.

    Args:
        library: On its thread.
        article_id: The article's; one in the trash comes back from there.
        parsed: What an importer made of the bytes.
        data: The untouched bytes.
        name: The file's name, or a word for where they came from.
        media_type: What the sender called them; may be empty.
        now: The time, in UTC.
        told: Called with what became of the corrections of the capture before.

    Raises:
        CaptureKnown: One of the article's versions in use was made of these very bytes.
        NotFound: There is no such article.
        LibraryUnusable: It could not be written; nothing of it is in the library.
    """
    capture = capture_of(parsed, data, name=name, media_type=media_type, now=now)
    return _take_in(library, article_id, parsed, capture, data, now, told)


def _take_in(
    library: "Library",
    article_id: str,
    parsed: ParsedArticle,
    capture: Capture,
    data: bytes,
    now: datetime,
    told: Callable[[CarriedOver], None],
) -> Version:
    article, versions = library.article(article_id), library.versions(article_id)
    known = next((v for v in versions if v.capture.sha256 == capture.sha256), None)
    if known is not None and article.uses(known):
        raise CaptureKnown(f"“{capture.name}” is version {known.number} of this article already.")
    captures = read_captures(library, versions)
    if known is None:
        version = make_version(parsed, capture, article_id, number=versions[-1].number + 1)
        added = ReadCapture(version, version)
        later = (*article.later_versions, version.id)
        used, label = replace(article, later_versions=later, trashed_at=None), "Capture added"
    else:
        added = next(one for one in captures if one.version.id == known.id)
        used, label = _with_version_again(article, versions, known.id), "Capture brought back"
    new, carried = with_corrections(article, captures, added)
    read_now = next(one.version for one in captures if one.version.id == article.version_id)
    pictures = (*used.pictures, *followed_pictures(used, read_now, new.version))
    changes = [Change(article, replace(used, pictures=pictures))]
    if new.structure is not added.structure:
        changes.append(Change(None, new.structure))
    waiting = undecided(library.annotations(article_id), new.version.id)
    changes += settled(waiting, article, captures, new, now)
    edit = ChangeSet(label, article_id, tuple(changes))
    if known is None:
        library.add_version(added.version, data, edit, parsed.assets)
    else:
        library.apply(edit)
    told(carried)
    return new.version


def adopt(
    library: "Library",
    article_id: str,
    other_id: str,
    *,
    now: datetime,
    told: Callable[[CarriedOver], None] = _nobody,
) -> Version:
    """Make the capture of another article this article's next version.

    The other article, which a later capture was taken for, goes to the trash: a second edit, as
    it has a history of its own.

    Args:
        library: On its thread.
        article_id: The article that gets a version; if it became a version of another itself since
            somebody chose it, that other one.
        other_id: The article whose capture it is: one version that nobody worked on yet.
        now: The time, in UTC.
        told: As for :func:`add_version`.

    Raises:
        VersionRefused: It is the same article, or somebody has worked on it.
        CaptureKnown: The article has a version of these very bytes in use.
        NotFound: There is no such article.
        LibraryUnusable: It could not be written.
    """
    other = library.article(other_id)
    headline = other.metadata.headline or UNTITLED
    heir = library.links.end(LinkTarget(LinkKind.ARTICLE, article_id))
    article_id = heir.article_id or article_id
    if article_id == other_id:
        raise VersionRefused(f"“{headline}” can’t be a version of itself: name another article.")
    has_work = library.annotations(other_id) or library.structure(other.version_id)
    if has_work or other.later_versions:
        raise VersionRefused(
            f"“{headline}” has marks, corrections or versions of its own, so it stays an article "
            "of its own."
        )
    version = library.captured_version(other.version_id)
    made = ParsedArticle(
        version.metadata, version.blocks, version.importer, version.figures, version.left_out
    )
    data = library.capture_bytes(version.capture.sha256)
    adopted = _take_in(library, article_id, made, version.capture, data, now, told)
    trashed = replace(other, trashed_at=now)
    library.apply(ChangeSet("Article deleted", other_id, (Change(other, trashed),)))
    return adopted


def carry_forward(library: "Library", article_id: str, version_id: str, *, now: datetime) -> bool:
    """Place in a version what stands there unchanged, of the marks that nobody decided on yet.

    Such are those that were made in another version after this one was taken in. It is no step of
    its own: undo takes it back with the edit before it.

    Returns:
        Whether there were any.

    Raises:
        NotFound: There is no such article or version.
        LibraryUnusable: It could not be written.
    """
    waiting = undecided(library.annotations(article_id), version_id)
    if not waiting:
        return False
    article, versions = library.article(article_id), library.versions(article_id)
    new = next((version for version in versions if version.id == version_id), None)
    if new is None or not article.uses(new):
        return False
    captures = read_captures(library, versions)
    there = next(one for one in captures if one.version.id == version_id)
    others = [one for one in captures if one is not there]
    changes = settled(waiting, article, others, there, now)
    return bool(changes) and library.apply_along(
        ChangeSet("Marks carried over", article_id, changes)
    )


def pending_version(library: "Library", article_id: str) -> Version | None:
    """The newest capture in use that came after the one that is read; it waits to be compared.

    Raises:
        NotFound: There is no such article.
        LibraryDamaged: What is stored is not what was saved.
    """
    waiting = library.article(article_id).waiting_version_id
    return library.version(waiting) if waiting else None


def version_numbered(library: "Library", article: Article, number: int) -> Version:
    """The version of an article that has a number, discarded or not.

    Raises:
        NotFound: There is none; the sentence says which there are.
        LibraryDamaged: What is stored is not what was saved.
    """
    versions = library.versions(article.id)
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        known = ", ".join(str(version.number) for version in versions)
        raise NotFound(f"There is no version {number} of this article. There is: {known}.")
    return found


# Proposals: never stored, worked out again whenever they are wanted


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known to propose places, read from the library in one go.

    Attributes:
        annotations: The article's in use, in reading order.
        sources: The versions that marks are followed from, the best first.
        new: The version in which places are looked for.
    """

    annotations: tuple[Annotation, ...]
    sources: tuple[Version, ...]
    new: Version


def question(
    library: "Library", article_id: str, old_version_id: str, new_version_id: str
) -> Question:
    """Read what :func:`propose` needs, on the library's thread.

    Args:
        library: On its thread.
        article_id: The article's.
        old_version_id: From whose text marks are followed, where they have a place in it; the
            others are followed from the text that they were made in.
        new_version_id: Where places are looked for.

    Raises:
        NotFound: There is no such version.
        LibraryDamaged: What is stored is not what was saved.
    """
    new, annotations = library.version(new_version_id), library.annotations(article_id)
    homes = {a.targets[0].version_id for a in annotations if not a.targets_in(old_version_id)}
    ids = (old_version_id, *sorted(homes - {old_version_id, new_version_id}))
    sources = (library.version(one) for one in ids)
    return Question(tuple(annotations), tuple(v for v in sources if not v.is_of_quotations), new)


def propose(asked: Question, job: Job | None = None) -> "dict[str, tuple[Proposal, ...]]":
    """What becomes of each mark's passages, by the annotation's id; on any thread.

    Those whose place in the new version is decided are among them, for a person may decide anew;
    those that were made in it are not.

    Raises:
        JobCancelled: The job was cancelled.
    """
    others = [a for a in asked.annotations if not a.is_made_in(asked.new.id)]
    return propose_places(others, asked.sources, asked.new, job=job)


def proposals(
    library: "Library",
    article_id: str,
    old_version_id: str,
    new_version_id: str,
    job: Job | None = None,
) -> "dict[str, tuple[Proposal, ...]]":
    """:func:`question` and :func:`propose` in one, where nobody waits for the library meanwhile."""
    return propose(question(library, article_id, old_version_id, new_version_id), job)


def undecided(annotations: Sequence[Annotation], version_id: str) -> list[Annotation]:
    """Those whose place in a version nobody decided on, and which were not made in it."""
    return [annotation for annotation in annotations if not annotation.is_decided_in(version_id)]


# Which capture is read, and which are used: ChangeSets that can be taken back


def finish(article: Article, old: Version, new: Version) -> ChangeSet:
    """Have another version read from now on; what it says of itself goes with it.

    Metadata that a person corrected stays, field by field. What is undecided stays so, and shows.

    Args:
        article: As it is.
        old: The version that is read.
        new: The version to be read.

    Raises:
        ValueError: One of the versions is not what it is said to be, or the new one was discarded.
    """
    if old.id != article.version_id or new.article_id != article.id or not article.uses(new):
        msg = "the article does not read the one version, or can't read the other"
        raise ValueError(msg)
    metadata = followed_metadata(article.metadata, old.metadata, new.metadata)
    pictures = (*article.pictures, *followed_pictures(article, old, new))
    after = replace(article, version_id=new.id, metadata=metadata, pictures=pictures)
    return ChangeSet("New capture read", article.id, (Change(article, after),))


def discard(article: Article, version_id: str) -> ChangeSet:
    """Put a later capture out of use. It stays in the library, with what was decided in it.

    Raises:
        ValueError: It is the version that is read, or not a later one in use.
    """
    if version_id == article.version_id or version_id not in article.later_versions:
        msg = "only a later capture that is not read can be discarded"
        raise ValueError(msg)
    kept = tuple(one for one in article.later_versions if one != version_id)
    after = replace(article, later_versions=kept)
    return ChangeSet("Capture discarded", article.id, (Change(article, after),))


def bring_back(article: Article, versions: Sequence[Version], version_id: str) -> ChangeSet:
    """Have a capture used again that was discarded.

    Args:
        article: As it is.
        versions: All of its versions.
        version_id: The one that was discarded.

    Raises:
        ValueError: It is in use, or none of the versions.
    """
    after = _with_version_again(article, versions, version_id)
    return ChangeSet("Capture brought back", article.id, (Change(article, after),))


def _with_version_again(article: Article, versions: Sequence[Version], version_id: str) -> Article:
    used = [v for v in versions if article.uses(v) or v.id == version_id]
    later = tuple(v.id for v in sorted(used, key=lambda v: v.number) if v.number > 1)
    if len(later) != len(article.later_versions) + 1:
        msg = "only a capture that was discarded can be brought back"
        raise ValueError(msg)
    return replace(article, later_versions=later, trashed_at=None)
