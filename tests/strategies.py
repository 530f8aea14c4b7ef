"""Domain values for Hypothesis: every field takes every value that it can have."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
    Unplaced,
)
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Capture,
    Figure,
    InlineStyle,
    LeftOut,
    Metadata,
    Picture,
    Span,
    Version,
    Zone,
)
from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.collection import Collection
from galley.domain.region import LEAST_SIDE, Region
from galley.domain.structure import (
    AsCaptured,
    BringBack,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
    Structure,
)

# Any text but lone surrogates, which UTF-8 and so a library can't hold.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# Drawn often together, these mean something to Markdown, HTML, YAML or a template.
HOSTILE = [
    *"\\`*_{}[]()<>#+-.!|~^=:$%&@\"'/;,?0123456789aéក\u200b\u00a0 \t\u2028\u2029\x0b\x0c\x85\ufffc",
    *("  ", "---", "```", "~~~", "<b>", "<!--", "-->", "&lt;", "&#32;", "&amp;", "[[", "]]", "![["),
    *("{{", "}}", "{%", "<%", "%%", "==", "::", "> ", "- ", "1. ", "# ", "^g-123456", "[^1]", "«”"),
    *("[…]", "[x]: y", "http://a.b/_c_", "<!-- galley:keep g-123456 -->", "word", " ", " ", "\\\\"),
]
# Markdown shows these as a replacement character, or as the end of a line.
_NOT_FOR_HTML = {"\x0b", "\x0c", "\x85", "\u2028", "\u2029"}
showable_texts = st.lists(
    st.sampled_from([piece for piece in HOSTILE if piece not in _NOT_FOR_HTML]), max_size=40
).map("".join)
hostile_texts = st.lists(st.sampled_from(HOSTILE), max_size=40).map("".join)

times = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zoned_times = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m))),
)
ids = st.uuids(version=4).map(str)
ranges = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000))

spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99), st.sampled_from(InlineStyle), texts)
blocks = st.builds(
    Block,
    zone=st.sampled_from(Zone),
    text=texts,
    type=st.sampled_from(BlockType),
    group=st.integers(-1, 5),
    level=st.integers(0, 6),
    ordered=st.booleans(),
    truncated=st.booleans(),
    spans=st.lists(spans, max_size=3).map(tuple),
    source=st.none() | ranges,
)
metadata = st.builds(
    Metadata,
    publication=texts,
    headline=texts,
    authors=st.lists(texts, max_size=3).map(tuple),
    published=texts,
    address=texts,
    language=texts,
    sources=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)
captures = st.builds(
    Capture,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0),
    name=texts,
    media_type=texts,
    captured_at=times,
)
versions = st.builds(
    Version,
    id=ids,
    article_id=ids,
    number=st.integers(1),
    capture=captures,
    importer=texts,
    metadata=metadata,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    figures=st.lists(st.builds(Figure, texts, texts, texts, st.booleans()), max_size=2).map(tuple),
    left_out=st.lists(st.builds(LeftOut, texts, texts, st.none() | ranges), max_size=2).map(tuple),
)
articles = st.builds(
    Article,
    id=ids,
    version_id=ids,
    metadata=metadata,
    created_at=times,
    pictures=st.lists(st.builds(Picture, st.integers(0, 9), texts), max_size=2).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    placeholder_hidden=st.booleans(),
    trashed_at=st.none() | times,
    collections=st.lists(ids, max_size=2).map(tuple),
    later_versions=st.lists(ids, max_size=2).map(tuple),
)
targets = st.builds(
    Target,
    version_id=ids,
    start=st.integers(0),
    end=st.integers(0),
    exact=texts,
    prefix=texts,
    suffix=texts,
    occurrence=st.integers(0),
    occurrences=st.integers(1),
)
shas = st.text("0123456789abcdef", min_size=64, max_size=64)
regions = st.builds(
    Region,
    shas,
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(LEAST_SIDE, 500),
    st.integers(LEAST_SIDE, 500),
)
checks = st.builds(Check, st.sampled_from(CheckStatus), texts, st.none() | times, texts)
placements = st.builds(
    Placement,
    version_id=ids,
    targets=st.lists(targets, max_size=2).map(tuple),
    status=st.sampled_from(AnchorStatus),
    decision=st.sampled_from(Decision),
    by=texts,
    at=st.none() | times,
)
annotations = st.builds(
    Annotation,
    id=ids,
    article_id=ids,
    kind=st.sampled_from(Kind),
    targets=st.lists(targets, min_size=1, max_size=3).map(tuple),
    created_at=times,
    modified_at=times,
    note=texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    speaker=texts,
    check=checks,
    sensitive=st.booleans(),
    creator=texts,
    trashed_at=st.none() | times,
    placements=st.lists(placements, max_size=2).map(tuple),
    unplaced=st.lists(st.builds(Unplaced, ids, st.integers(0, 9)), max_size=2).map(tuple),
    region=st.none() | regions,
)
collections = st.builds(
    Collection, id=ids, name=texts, created_at=times, query=texts, trashed_at=st.none() | times
)


_indices = st.integers(0, 9)
corrections = st.one_of(
    st.builds(SetZone, _indices, st.sampled_from(Zone), st.integers(-1, 3)),
    st.builds(
        SetType,
        _indices,
        st.sampled_from(BlockType),
        level=st.integers(0, 6),
        ordered=st.booleans(),
    ),
    st.builds(Split, _indices, st.integers(0, 60)),
    st.builds(Merge, _indices, st.sampled_from([" ", "", "\u2028"])),
    st.builds(LeaveOut, _indices),
    st.builds(BringBack, _indices, _indices, st.sampled_from(Zone), st.integers(-1, 3)),
    st.builds(SetLead, _indices),
    st.builds(AsCaptured),
)
structures = st.builds(
    Structure,
    version_id=ids,
    article_id=ids,
    corrections=st.lists(corrections, max_size=4).map(tuple),
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """An entity that came, went, or became another value with the same identity."""
    before = draw(annotations | articles | structures)
    after: Entity
    if isinstance(before, Structure):
        after = replace(draw(structures), version_id=before.version_id)
    elif isinstance(before, Article):
        after = replace(draw(articles), id=before.id)
    else:
        after = replace(draw(annotations), id=before.id)
    return draw(st.sampled_from([Change(before, after), Change(None, after), Change(before, None)]))


change_sets = st.builds(
    ChangeSet,
    label=texts,
    article_id=ids,
    changes=st.lists(changes(), max_size=3).map(tuple),
    merge_key=texts,
)
