from galley.anchoring.row_cutting import cut_rows
from galley.domain.comparison import Difference, RowState, Stretch, TextRow

WORDS = " ".join(f"word{n}" for n in range(2_000))


def pieces(row: TextRow, old: str, new: str) -> list[tuple[str, str]]:
    return [
        (
            old[one.old.start : one.old.end] if one.old else "",
            new[one.new.start : one.new.end] if one.new else "",
        )
        for one in cut_rows(row, old, new)
    ]


def test_a_short_row_stays_whole() -> None:
    row = TextRow(Stretch(0, 0, 5), None, RowState.REMOVED)

    assert list(cut_rows(row, "a b c", "")) == [row]


def test_a_long_block_that_stands_alone_is_cut_behind_spaces() -> None:
    row = TextRow(None, Stretch(3, 0, len(WORDS)), RowState.ADDED)

    found = [new for _, new in pieces(row, "", WORDS)]

    assert "".join(found) == WORDS
    assert all(piece.endswith(" ") for piece in found[:-1])
    assert max(map(len, found)) <= 2_400


def test_what_has_no_space_is_cut_all_the_same() -> None:
    text = "x" * 10_000
    row = TextRow(Stretch(0, 0, len(text)), None, RowState.REMOVED)

    found = [old for old, _ in pieces(row, text, "")]

    assert "".join(found) == text
    assert max(map(len, found)) <= 2_400


def test_both_sides_are_cut_at_the_same_words() -> None:
    at = WORDS.index("word900")
    new = WORDS.replace("word900 ", "another word ")
    change = Difference((at, at + len("word900")), (at, at + len("another word")))
    row = TextRow(Stretch(0, 0, len(WORDS)), Stretch(0, 0, len(new)), RowState.CHANGED, (change,))

    rows = list(cut_rows(row, WORDS, new))
    found = pieces(row, WORDS, new)

    assert ("".join(old for old, _ in found), "".join(one for _, one in found)) == (WORDS, new)
    assert sum(old != one for old, one in found) == 1
    assert [one.state for one in rows if one.differences] == [RowState.CHANGED]
    assert {one.state for one in rows if not one.differences} == {RowState.SAME}


def test_typography_does_not_put_the_cuts_out_of_step() -> None:
    old = WORDS.replace("word500", "“word500” …")
    new = WORDS.replace("word500", '"word500" ...')
    row = TextRow(Stretch(0, 0, len(old)), Stretch(0, 0, len(new)), RowState.SAME)

    found = pieces(row, old, new)

    assert len(found) > 3
    assert all(one.split()[-1] == other.split()[-1] for one, other in found)
