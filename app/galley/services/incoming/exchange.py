"""Takes annotations in that another program, or another Galley, handed over. Knows no format.

First a plan, which says of each annotation what would become of it; then, if the person wants it,
the edits. A plan changes nothing. What the library has already is never overwritten.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from galley.domain.annotation import Annotation
from galley.domain.article import Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import NotFound
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.domain.jobs import Job
from galley.domain.note_links import LinkKind, LinkTarget, rename_targets
from galley.domain.places import block_places
from galley.services.edits.annotating import clean_tags
from galley.services.incoming.orphans import Home, house, kept_words
from galley.services.incoming.placing import Placed, place_passages, placed_in_versions
from galley.services.incoming.source_matching import Match, SourceMatcher
from galley.services.library_reading import LibraryReading

__all__ = [
    "AnnotationImport",
    "Arrival",
    "Fate",
    "plan_import",
]

_BY_WORDS = "No address led here: this is the only article that has the words."
_TRASHED = "It is in the trash here: restore it there if it is wanted."
_KEPT = "It is in the library already and says something else there, which is kept."


class Fate(StrEnum):
    """What becomes of an incoming annotation."""

    NEW = "new"
    KNOWN = "known"  # the library has it, equal
    KEPT = "kept"  # the library has another state of it, which stays
    ORPHAN = "orphan"  # its words are not in its article, which keeps it all the same
    UNPLACED = "unplaced"  # nobody knows its article, or its words


_COMING = (Fate.NEW, Fate.ORPHAN)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes of one incoming annotation, and why.

    Attributes:
        incoming: What the file says of it.
        fate: What becomes of it.
        annotation: What it is here; None where it has no place.
        headline: Of its article here; empty where it has none.
        place: Where it stands in the article, in words; empty where it has no place.
        remark: A sentence: why it has no place, or what a person should look at.
    """

    incoming: IncomingAnnotation
    fate: Fate
    annotation: Annotation | None = None
    headline: str = ""
    place: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AnnotationImport:
    """What an import comes to.

    Attributes:
        arrivals: One for each annotation of the file, in its order.
        homes: Where the orphans of an article live, by the article's id.
    """

    arrivals: tuple[Arrival, ...]
    homes: Mapping[str, Home] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        """How many annotations meet this fate."""
        return sum(arrival.fate is fate for arrival in self.arrivals)

    @property
    def edits(self) -> tuple[ChangeSet, ...]:
        """What brings the new ones into the library: one edit for each article."""
        marks: dict[str, list[Annotation]] = {}
        for arrival in self.arrivals:
            if arrival.fate in _COMING and arrival.annotation:
                marks.setdefault(arrival.annotation.article_id, []).append(arrival.annotation)
        return tuple(
            ChangeSet("Marks imported", article_id, tuple(Change(None, mark) for mark in new))
            for article_id, new in marks.items()
        )


def plan_import(
    library: LibraryReading,
    incoming: Sequence[IncomingAnnotation],
    *,
    now: datetime,
    job: Job | None = None,
) -> AnnotationImport:
    """What would become of each annotation; nothing is changed.

    Args:
        library: Where they would go.
        incoming: What a file holds.
        now: The time, in UTC, for annotations that say none.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: The library can't be read.
    """
    job = job or Job()
    matches = SourceMatcher(library, job).match(incoming)
    homes: dict[str, Home] = {}
    by_article: dict[str, list[int]] = {}
    arrivals: dict[int, Arrival] = {}
    seen = set[str]()
    for index, (annotation, match) in enumerate(zip(incoming, matches, strict=True)):
        problem = annotation.problem or match.problem
        if annotation.id in seen and not annotation.problem:
            problem = "The file holds another annotation with the same id."
        seen.add(annotation.id)
        if problem or match.version is None:
            arrivals[index] = Arrival(annotation, Fate.UNPLACED, remark=problem)
        else:
            by_article.setdefault(match.version.article_id, []).append(index)
    names = _names_here(incoming, matches)
    for done, indices in enumerate(by_article.values()):
        job.step(done, len(by_article))
        chosen = [(_linked_here(incoming[n], names), matches[n]) for n in indices]
        arrived = list(_arrive(library, chosen, now))
        version = chosen[0][1].version
        assert version is not None  # noqa: S101 - only such annotations are chosen
        home = _house_orphans(arrived, version, now)
        if home is not None:
            homes[version.article_id] = home
        arrivals |= zip(indices, arrived, strict=True)
    return AnnotationImport(tuple(arrivals[index] for index in range(len(incoming))), homes)


def _names_here(
    incoming: Sequence[IncomingAnnotation], matches: Sequence[Match]
) -> dict[LinkTarget, LinkTarget]:
    """What the articles of a file are called here, where it is not what the file calls them."""
    return {
        LinkTarget(LinkKind.ARTICLE, one.article_id): LinkTarget(
            LinkKind.ARTICLE, match.version.article_id
        )
        for one, match in zip(incoming, matches, strict=True)
        if match.version and one.article_id not in {"", match.version.article_id}
    }


def _linked_here(
    incoming: IncomingAnnotation, names: Mapping[LinkTarget, LinkTarget]
) -> IncomingAnnotation:
    """An annotation whose note links to the articles by what they are called here."""
    note = rename_targets(incoming.note, names.get)
    return incoming if note == incoming.note else replace(incoming, note=note)


def _house_orphans(arrived: list[Arrival], read: Version, now: datetime) -> Home | None:
    """Have an article keep what has no place in it, with its words; changes the arrivals.

    Returns:
        Their home; None if there are none.
    """
    numbers = [n for n, arrival in enumerate(arrived) if arrival.fate is Fate.UNPLACED]
    numbers = [n for n in numbers if all(map(_has_words, arrived[n].incoming.passages))]
    if not numbers:
        return None
    said = [arrived[n].incoming for n in numbers]
    made = [_made(incoming, read, Placed(), None, now) for incoming in said]
    home, housed = house(list(zip(made, said, strict=True)), read, now=now)
    for number, annotation in zip(numbers, housed, strict=True):
        arrived[number] = replace(arrived[number], fate=Fate.ORPHAN, annotation=annotation)
    return home


def _has_words(passage: QuotedPassage) -> bool:
    return bool(kept_words(passage.exact))


def _arrive(
    library: LibraryReading, chosen: Sequence[tuple[IncomingAnnotation, Match]], now: datetime
) -> Iterator[Arrival]:
    """What becomes of the annotations of one article."""
    version, headline = chosen[0][1].version, chosen[0][1].headline
    assert version is not None  # noqa: S101 - only such annotations are chosen
    places = block_places(version)
    all_placed = place_passages([annotation for annotation, _match in chosen], version)
    versions = _versions_named(library, [annotation for annotation, _match in chosen], version)
    for (annotation, match), placed in zip(chosen, all_placed, strict=True):
        standing = placed_in_versions(annotation, versions)
        if standing is not None:
            placed = Placed(standing[0])
        known = library.annotation(annotation.id)
        if known is None and not placed.targets:
            yield Arrival(annotation, Fate.UNPLACED, None, headline, remark=placed.remark)
            continue
        made = _made(annotation, version, placed, known, now)
        if standing is not None:
            made = replace(made, placements=standing[1])
        here = made.targets_in(version.id) if made.targets else ()
        place = places[version.block_index(here[0].start)].text if here else ""
        if known is None:
            remark = placed.remark or (_BY_WORDS if match.by_words else "")
            yield Arrival(annotation, Fate.NEW, made, headline, place, remark)
        elif _says_the_same(known, made, annotation):
            yield Arrival(annotation, Fate.KNOWN, known, headline, place)
        else:
            remark = _TRASHED if known.trashed_at else _KEPT
            yield Arrival(annotation, Fate.KEPT, known, headline, remark=remark)


def _versions_named(
    library: LibraryReading, incoming: Sequence[IncomingAnnotation], read: Version
) -> dict[str, Version]:
    """The versions of one article that annotations name, as far as they are here."""
    versions = {read.id: read}
    named = {
        place.version_id
        for annotation in incoming
        if annotation.made_in is not None
        for place in (annotation.made_in, *annotation.placed_in)
    }
    for version_id in sorted(named - {read.id}):
        with suppress(NotFound):  # it comes from another library
            version = library.version(version_id)
            if version.article_id == read.article_id:
                versions[version_id] = version
    return versions


def _says_the_same(known: Annotation, made: Annotation, incoming: IncomingAnnotation) -> bool:
    """Whether all that a person marked and wrote is equal; the words may stand elsewhere now."""
    quoted = [kept_words(passage.exact) for passage in incoming.passages]
    standing = [known.targets, *(placement.targets for placement in known.placements)]
    marked = [[kept_words(target.exact) for target in targets] for targets in standing]
    same_words = known.targets == made.targets or quoted in marked
    here = replace(
        made, targets=known.targets, placements=known.placements, unplaced=known.unplaced
    )
    return same_words and here == known


def _made(
    incoming: IncomingAnnotation,
    version: Version,
    placed: Placed,
    known: Annotation | None,
    now: datetime,
) -> Annotation:
    """The annotation as the library keeps it; from another program tidied as what is typed is."""
    created = incoming.created_at or (known.created_at if known else now)
    tidy = not incoming.ours
    return Annotation(
        id=incoming.id,
        article_id=version.article_id,
        kind=incoming.kind,
        targets=placed.targets,
        created_at=created,
        modified_at=incoming.modified_at or (known.modified_at if known else created),
        note=incoming.note,
        tags=clean_tags(incoming.tags) if tidy else incoming.tags,
        speaker=incoming.speaker,
        check=incoming.check,
        sensitive=incoming.sensitive,
        creator=incoming.creator,
        region=incoming.region,
    )
