"""Makes a report of an article and its annotations. Pure: knows no format, no file and no clock."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from galley.domain.annotation import Annotation, CheckStatus, Kind, reading_order_in
from galley.domain.article import Article, Version
from galley.domain.kind_names import kind_title, kind_word
from galley.domain.note_links import (
    LinkEnd,
    LinkKind,
    LinkTarget,
    NoteLink,
    markdown_link,
    replace_links,
)
from galley.domain.places import Place, block_places
from galley.domain.report import (
    ABSENT_TITLE,
    STATUS_WORDS,
    CopyBlock,
    Counts,
    Entry,
    FrontMatter,
    Grouping,
    Passage,
    Report,
    ReportOptions,
    ReportShape,
    Section,
    TextMark,
)

__all__ = ["allocate_block_ids", "build_report", "count_left_home"]

_ID_DIGITS = 6
_ROUND_WORDS = "“”… "  # what stands round the words of a mark where a link is called by them
# What needs a second look comes first.
_STATUS_ORDER = (
    CheckStatus.WRONG,
    CheckStatus.DISPUTED,
    CheckStatus.CANT_VERIFY,
    CheckStatus.UNCHECKED,
    CheckStatus.CONFIRMED,
)
# What the section is called that holds the entries without a tag or a speaker; it comes last.
_WITHOUT = {Grouping.TAG: "No tag", Grouping.SPEAKER: "No speaker"}


def build_report(
    article: Article,
    version: Version,
    annotations: Sequence[Annotation],
    options: ReportOptions,
    *,
    now: datetime,
    linked: Mapping[LinkTarget, LinkEnd] | None = None,
) -> Report:
    """The report of one version of an article.

    Every quotation is looked up again in the version's text; one that is not there to the character
    comes out with ``verified`` False. What to do about it is the caller's business. Annotations
    without a place in this version come last, in a section of their own, with their own words.

    Args:
        article: What the person made of the article's metadata.
        version: The version that is reported on.
        annotations: All of the article's, in any order, so that block ids stay the same whatever is
            filtered; those in the trash only keep their block id.
        options: What the person asks for.
        now: When the report is made, in UTC.
        linked: What the links of the notes lead to; without it their words are all that is left.
    """
    block_ids = allocate_block_ids(annotations)
    places = block_places(version)
    order, names = reading_order_in(version.id), options.kind_names
    at_home = {} if options.include_sensitive else _words_at_home(annotations, linked or {})
    chosen = sorted((a for a in annotations if _is_asked_for(a, options)), key=order)
    entries = tuple(
        _entry(a, version, places, block_ids[a.id], kind_word(a.kind, names), at_home)
        for a in chosen
    )
    copied = options.shape is ReportShape.ANNOTATED_COPY
    return Report(
        front=_front_matter(article, version, now),
        counts=_counts(entries),
        group=options.group,
        sections=_one_section(entries) if copied else _sections(entries, options),
        shape=options.shape,
        copy=_copy(version, entries) if copied else (),
        linked=linked or {},
    )


def count_left_home(annotations: Iterable[Annotation], options: ReportOptions) -> int:
    """How many annotations stay out of a report only because they are marked sensitive.

    For the person who exports: the report itself never says it.
    """
    if options.include_sensitive:
        return 0
    return sum(a.sensitive and _is_wanted(a, options) for a in annotations)


def allocate_block_ids(annotations: Iterable[Annotation]) -> dict[str, str]:
    """A block id for each annotation's id: ``g-`` and the first hexadecimal digits of it.

    Where two begin alike the older keeps the short one, so that a later annotation never changes
    the id that an earlier report gave away.
    """
    block_ids: dict[str, str] = {}
    taken: set[str] = set()
    for annotation in sorted(annotations, key=lambda a: (a.created_at, a.id)):
        digits = _hexadecimal(annotation.id)
        length = _ID_DIGITS
        while digits[:length] in taken and length < len(digits):
            length += 1
        taken.add(digits[:length])
        block_ids[annotation.id] = f"g-{digits[:length]}"
    return block_ids


def _hexadecimal(identity: str) -> str:
    """The digits of a UUID; an id of another make is hashed."""
    digits = identity.replace("-", "").lower()
    if len(digits) == 32 and all(digit in "0123456789abcdef" for digit in digits):
        return digits
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def _is_wanted(annotation: Annotation, options: ReportOptions) -> bool:
    return (
        annotation.trashed_at is None
        and annotation.kind in options.kinds
        and (options.only is None or annotation.id in options.only)
        and annotation.check.status in options.statuses
        and (options.only is None or annotation.id in options.only)
    )


def _is_asked_for(annotation: Annotation, options: ReportOptions) -> bool:
    return _is_wanted(annotation, options) and (
        options.include_sensitive or not annotation.sensitive
    )


def _front_matter(article: Article, version: Version, now: datetime) -> FrontMatter:
    metadata, capture = article.metadata, version.capture
    return FrontMatter(
        id=article.id,
        title=metadata.headline,
        publication=metadata.publication,
        authors=metadata.authors,
        published=metadata.published,
        captured=capture.captured_at.astimezone(UTC),
        source=metadata.address or capture.name,
        sha256=capture.sha256,
        exported=now.astimezone(UTC),
        address=metadata.address,
    )


def _entry(
    annotation: Annotation,
    version: Version,
    places: Sequence[Place],
    block_id: str,
    kind_name: str,
    at_home: Mapping[LinkTarget, str],
) -> Entry:
    here = annotation.targets_in(version.id)
    passages = tuple(
        Passage(
            target.exact,
            target.start,
            target.end,
            verified=bool(target.exact)
            and target.version_id == version.id
            and version.text[target.start : target.end] == target.exact,
            prefix=target.prefix,
            suffix=target.suffix,
        )
        for target in here or annotation.targets
    )
    check = annotation.check
    found = bool(here) and all(passage.verified for passage in passages)
    return Entry(
        annotation_id=annotation.id,
        block_id=block_id,
        kind=annotation.kind,
        kind_name=kind_name,
        passages=passages,
        status=check.status,
        place=places[version.block_index(here[0].start)] if found else None,
        created_at=annotation.created_at,
        modified_at=annotation.modified_at,
        creator=annotation.creator,
        checked_at=check.at,
        by=check.by,
        evidence=check.evidence,
        speaker=annotation.speaker,
        tags=annotation.tags,
        note=_without_words(annotation.note, at_home),
        sensitive=annotation.sensitive,
        region=annotation.region,
        absent=not here,
        made=annotation.targets if annotation.placements or not here else (),
        placements=annotation.placements,
    )


def _words_at_home(
    annotations: Iterable[Annotation], linked: Mapping[LinkTarget, LinkEnd]
) -> dict[LinkTarget, str]:
    """The words of sensitive marks, which links of other notes may have as their own."""
    words = {target: end.words for target, end in linked.items() if end.sensitive}
    for annotation in annotations:
        if annotation.sensitive:
            words[LinkTarget(LinkKind.ANNOTATION, annotation.id)] = annotation.exact
    return words


def _without_words(note: str, at_home: Mapping[LinkTarget, str]) -> str:
    """A note whose links to sensitive marks do not say the words of these."""

    def kept(link: NoteLink) -> str:
        words = " ".join(at_home.get(link.target, "").split())
        said = link.words.strip(_ROUND_WORDS)
        if said and said in words:
            return markdown_link("another annotation", link.target)
        return note[link.start : link.end]

    return replace_links(note, kept) if at_home else note


def _counts(entries: Sequence[Entry]) -> Counts:
    found = Counter(entry.status for entry in entries)
    return Counts(
        annotations=len(entries),
        confirmed=found[CheckStatus.CONFIRMED],
        wrong=found[CheckStatus.WRONG],
        disputed=found[CheckStatus.DISPUTED],
        cant_verify=found[CheckStatus.CANT_VERIFY],
        unchecked=found[CheckStatus.UNCHECKED],
    )


def _one_section(entries: tuple[Entry, ...]) -> tuple[Section, ...]:
    here = tuple(entry for entry in entries if not entry.absent)
    notes = (Section("Notes", here),) if here else ()
    return (*notes, *_absent_section(entries))


def _absent_section(entries: Sequence[Entry]) -> tuple[Section, ...]:
    absent = tuple(entry for entry in entries if entry.absent)
    return (Section(ABSENT_TITLE, absent),) if absent else ()


def _sections(entries: Sequence[Entry], options: ReportOptions) -> tuple[Section, ...]:
    """Every entry in exactly one section, so that its block id stands once in the report."""
    group, names = options.group, options.kind_names
    sections: dict[str, list[Entry]] = {}
    for entry in (entry for entry in entries if not entry.absent):
        sections.setdefault(_section_title(entry, options), []).append(entry)
    titles = list(sections)
    if group is Grouping.KIND:
        of_kinds = dict.fromkeys(kind_title(kind, names) for kind in Kind)
        titles = [title for title in of_kinds if title in sections]
    elif group is Grouping.STATUS:
        titles = [STATUS_WORDS[s] for s in _STATUS_ORDER if STATUS_WORDS[s] in sections]
    elif group in _WITHOUT:
        titles.sort(key=lambda title: (title == _WITHOUT[group], title.casefold(), title))
    found = (Section(title, tuple(sections[title])) for title in titles)
    return (*found, *_absent_section(entries))


def _section_title(entry: Entry, options: ReportOptions) -> str:
    group = options.group
    if group is Grouping.KIND:
        return kind_title(entry.kind, options.kind_names)
    if group is Grouping.STATUS:
        return STATUS_WORDS[entry.status]
    if group is Grouping.TAG:  # the first of its tags
        return entry.tags[0] if entry.tags else _WITHOUT[group]
    if group is Grouping.SPEAKER:
        return entry.speaker or _WITHOUT[group]
    area = entry.place.area if entry.place else "Not found"
    return area[:1].upper() + area[1:]


def _copy(version: Version, entries: Sequence[Entry]) -> tuple[CopyBlock, ...]:
    """Every block of the version, and in each the runs that the entries mark."""
    marks: dict[int, list[TextMark]] = {}
    for number, entry in enumerate(entries, start=1):
        if entry.verified and not entry.absent:
            for index, mark in _runs(version, entry, number):
                marks.setdefault(index, []).append(mark)
    return tuple(
        CopyBlock(block, tuple(sorted(marks.get(index, ()), key=lambda m: (m.start, m.number))))
        for index, block in enumerate(version.blocks)
    )


def _runs(version: Version, entry: Entry, number: int) -> list[tuple[int, TextMark]]:
    """What an entry marks, cut at the ends of the blocks, as (block's index, mark)."""
    runs = []
    last = max(entry.passages, key=lambda passage: passage.end)
    for passage in entry.passages:
        first_block, last_block = (
            version.block_index(passage.start),
            version.block_index(passage.end - 1),
        )
        for index in range(first_block, last_block + 1):
            offset, length = version.starts[index], len(version.blocks[index].text)
            start = max(0, passage.start - offset)
            end = min(length, passage.end - offset)
            closes = passage is last and index == last_block
            runs.append((index, TextMark(start, end, number, closes)))
    return runs
