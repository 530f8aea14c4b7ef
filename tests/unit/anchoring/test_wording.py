import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.anchoring.wording import word_changes

wordings = st.lists(st.sampled_from(["the", "quay", "84", "“no”", "…", "is", "Cafe\u0301"])).map(
    " ".join
)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [
        (before[slice(*change.old)], after[slice(*change.new)])
        for change in word_changes(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("it cost 84 million", "it cost 96 million", [("84", "96")]),
        ("he will resign", "he will not resign", [("", "not")]),
        ("the old, old wall", "the old wall", [(", old", "")]),
        ("“So,” he said", '"So," he\u00a0said', []),
        ("A b c", "x B y", [("A b c", "x B y")]),
        ("", "new words", [("", "new words")]),
    ],
)
def test_changes_are_told_word_by_word(
    before: str, after: str, changes: list[tuple[str, str]]
) -> None:
    assert shown(before, after) == changes


@given(wordings, wordings)
@example("… the", "… … the")
@example("so … and", "so ... and …")
def test_what_is_between_the_changes_is_the_same(before: str, after: str) -> None:
    changes = word_changes(before, after)
    edges = [((0, 0), (0, 0)), *((c.old, c.new) for c in changes)]
    ends = [*((c.old, c.new) for c in changes), ((len(before),) * 2, (len(after),) * 2)]
    for (old_low, new_low), (old_high, new_high) in zip(edges, ends, strict=True):
        same = before[old_low[1] : old_high[0]], after[new_low[1] : new_high[0]]
        assert fold(same[0]).text.split() == fold(same[1]).text.split()
    if not changes:
        assert fold(before).text == fold(after).text
