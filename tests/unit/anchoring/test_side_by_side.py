import random

from hypothesis import given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.anchoring.side_by_side import side_by_side
from galley.domain.article import Version
from galley.domain.comparison import RowState, TextComparison, TextRow
from tests.captures_apart import (
    BRIDGE,
    a_version,
    new_capture,
    old_capture,
    with_paragraphs,
)

paragraphs = st.lists(
    st.sampled_from(
        [
            *BRIDGE,
            "A walk along the water stays open on Sundays.",
            "A walk along the water stays shut on Sundays, and on Mondays.",
            "Short.",
            "“Well…” said he – and left",
            "Ten 😀 boats",
        ]
    ),
    max_size=9,
)


def words(comparison: TextComparison, old: Version, new: Version) -> list[tuple[str, str, str]]:
    """Each row's state and the first words on either side."""

    def of(version: Version, row: TextRow, side: str) -> str:
        stretch = getattr(row, side)
        return version.text[stretch.start : stretch.end][:12] if stretch else ""

    return [(row.state.value, of(old, row, "old"), of(new, row, "new")) for row in comparison.rows]


def changed_words(row: TextRow, old: Version, new: Version) -> list[tuple[str, str]]:
    return [(old.text[slice(*one.old)], new.text[slice(*one.new)]) for one in row.differences]


def test_two_captures_stand_side_by_side() -> None:
    _article, old = old_capture()
    new = new_capture()

    found = side_by_side(old, new)

    assert words(found, old, new) == [
        ("same", "Harbour Gaze", "Harbour Gaze"),
        ("changed", "Harbour brid", "Harbour brid"),
        ("same", "The old brid", "The old brid"),
        ("changed", "A total of 2", "A total of 2"),
        ("same", "“We were not", "“We were not"),
        ("moved here", "", "Masts and cr"),
        ("changed", "The mayor sa", "The mayor sa"),
        ("same", "Engineers fo", "Engineers fo"),
        ("changed", "“It is still", "The head of "),
        ("changed", "Traders on t", "Traders on t"),
        ("moved away", "Masts and cr", ""),
        ("added", "", "A walk along"),
    ]
    assert (found.rows[5].elsewhere, found.rows[10].elsewhere) == (10, 5)
    assert changed_words(found.rows[3], old, new) == [("202", "212")]
    assert changed_words(found.rows[9], old, new) == [("", "not")]


def test_the_headlines_change_is_the_first() -> None:
    _article, old = old_capture()
    new = with_paragraphs("Quite another first one.", *BRIDGE, headline="Bridge to close")
    below = a_version(new.id, "x", (), number=2)
    turned = Version(
        new.id, new.article_id, 2, new.capture, "", new.metadata, (*new.blocks[2:], new.blocks[1])
    )

    assert below.blocks[1].text == "x"
    found = side_by_side(old, turned)

    first = found.rows[found.changes[0]]
    assert first.new is not None
    assert turned.text[first.new.start : first.new.end] == "Bridge to close"


def test_typography_is_no_change() -> None:
    old = a_version("a", "Old", ("“So it is…” – he said",))
    new = with_paragraphs('"So it is..." - he\u00a0said', headline="Old")

    assert side_by_side(old, new).changes == ()


def test_a_paragraph_that_was_parted_is_one_row() -> None:
    joined = f"{BRIDGE[0]} {BRIDGE[2]}"
    old = a_version("a", "Old", (joined, BRIDGE[1]))
    new = with_paragraphs(BRIDGE[0], BRIDGE[2], BRIDGE[1], headline="Old")

    for one, other in ((old, new), (new, old)):
        states = [row.state for row in side_by_side(one, other).rows]
        assert states == [RowState.SAME, RowState.SAME, RowState.CHANGED, RowState.SAME]
        row = side_by_side(one, other).rows[2]
        assert changed_words(row, one, other) == []


def test_a_paragraph_that_moved_and_was_edited_says_both() -> None:
    old = a_version("a", "Old", BRIDGE)
    edited = BRIDGE[7].replace("six", "seven")
    new = with_paragraphs(edited, *BRIDGE[:7], headline="Old")

    found = side_by_side(old, new)

    here = next(row for row in found.rows if row.state is RowState.MOVED_HERE)
    assert found.rows[here.elsewhere].state is RowState.MOVED_AWAY
    assert changed_words(here, old, new) == [("six", "seven")]


def test_rows_of_a_table_that_were_re_ordered_are_moves() -> None:
    lines = tuple(f"Pier {n}\t{n * 12} boats in the summer" for n in range(1, 6))
    old = a_version("a", "Old", lines)
    new = with_paragraphs(lines[0], lines[4], *lines[1:4], headline="Old")

    states = [row.state for row in side_by_side(old, new).rows]

    assert states.count(RowState.MOVED_HERE) == states.count(RowState.MOVED_AWAY) == 1
    assert RowState.CHANGED not in states


def test_a_long_block_is_cut_where_both_sides_agree() -> None:
    rng = random.Random(7)  # noqa: S311 - the same words at each run
    tokens = [rng.choice(BRIDGE).split()[rng.randrange(6)] for _ in range(6_000)]
    edited = [*tokens[:3_000], "suddenly", *tokens[3_001:]]
    old, new = (
        a_version("a", "H", (" ".join(tokens),)),
        with_paragraphs(" ".join(edited), headline="H"),
    )

    rows = side_by_side(old, new).rows[2:]

    assert max(row.old.end - row.old.start for row in rows if row.old) < 3_000
    assert sum(bool(row.differences) for row in rows) == 1
    for row in rows:
        assert row.old is not None
        assert row.new is not None
        if not row.differences:
            assert old.text[row.old.start : row.old.end] == new.text[row.new.start : row.new.end]


@given(paragraphs, paragraphs)
def test_nothing_is_left_out_and_what_is_called_the_same_is(
    before: list[str], after: list[str]
) -> None:
    old = a_version("a", "One headline", tuple(before))
    new = with_paragraphs(*after, headline="One headline")

    found = side_by_side(old, new)

    for version, side in ((old, "old"), (new, "new")):
        stretches = [getattr(row, side) for row in found.rows if getattr(row, side)]
        assert [stretch.start for stretch in stretches] == sorted(s.start for s in stretches)
        shown = "".join(version.text[s.start : s.end] for s in stretches)
        assert shown.replace("\n", "") == version.text.replace("\n", "")
    for row in found.rows:
        if row.state is RowState.SAME:
            assert row.old is not None
            assert row.new is not None
            one, other = (
                old.text[row.old.start : row.old.end],
                new.text[row.new.start : row.new.end],
            )
            assert fold(one).text == fold(other).text
        if row.old and row.new:  # without the changes both sides read the same
            assert kept(old.text, row, "old") == kept(new.text, row, "new")


def kept(text: str, row: TextRow, side: str) -> list[str]:
    stretch = getattr(row, side)
    at, pieces = stretch.start, []
    for one in row.differences:
        start, end = getattr(one, side)
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at : stretch.end])
    return fold(" ".join(pieces)).text.split()
