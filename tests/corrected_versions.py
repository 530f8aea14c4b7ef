"""Versions that invite corrections, and any sequence of corrections that fit them."""

from dataclasses import replace

from hypothesis import strategies as st

from galley.domain.article import (
    Block,
    BlockType,
    Figure,
    InlineStyle,
    LeftOut,
    Span,
    Version,
    Zone,
)
from galley.domain.reading import read
from galley.domain.structure import AsCaptured, BringBack, Correction, SetLead
from tests.strategies import captures, corrections, metadata

_pieces = st.sampled_from(
    ["ab", "ab cd", "said", "the", " ", "\u2028", "é", "🛥", "ก", "\t", "1", "“so”", "end."]
)
_words = st.lists(_pieces, min_size=1, max_size=6).map("".join)
_texts = _words.filter(lambda text: bool(text.strip()))
_blocks = st.one_of(
    st.builds(
        Block,
        zone=st.sampled_from([zone for zone in Zone if zone is not Zone.PHOTO]),
        text=_texts,
        type=st.sampled_from([BlockType.PARAGRAPH, BlockType.HEADING, BlockType.LIST_ITEM]),
        spans=st.lists(
            st.builds(lambda start, length: (start, start + length), *[st.integers(0, 3)] * 2),
            max_size=1,
        ).map(lambda found: tuple(Span(start, end, InlineStyle.LINK) for start, end in found)),
        source=st.none() | st.just((0, 4)),
    ),
    st.just(Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0)),
)
_left_out = st.builds(
    LeftOut, st.lists(_texts, min_size=1, max_size=3).map("\n".join), st.just("?")
)

read_versions = st.builds(
    Version,
    id=st.just("version"),
    article_id=st.just("article"),
    number=st.just(1),
    capture=captures,
    importer=st.just("text-capture/1"),
    metadata=metadata,
    blocks=st.lists(_blocks, min_size=1, max_size=5).map(tuple),
    figures=st.just((Figure(lead=True), Figure())),
    left_out=st.lists(_left_out, max_size=2).map(tuple),
)


@st.composite
def corrections_of(draw: st.DrawFn, version: Version, most: int = 6) -> tuple[Correction, ...]:
    """Corrections that fit a version, one after the other; often none of those that are drawn."""
    made: tuple[Correction, ...] = ()
    for correction in draw(st.lists(corrections, max_size=2 * most)):
        fitting = _fitted(correction, version, made)
        if fitting is not None and len(made) < most:
            made = (*made, fitting)
    return made


def _fitted(
    correction: Correction, version: Version, made: tuple[Correction, ...]
) -> Correction | None:
    """The correction, of a block that is there if it names one; None if it does not fit."""
    blocks = len(read(version, made).version.blocks)
    if not isinstance(correction, AsCaptured | BringBack | SetLead) and blocks:
        correction = replace(correction, block=correction.block % blocks)
    try:
        read(version, (*made, correction))
    except ValueError:
        return None
    return correction
