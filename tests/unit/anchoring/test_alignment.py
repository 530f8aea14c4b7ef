from hypothesis import given
from hypothesis import strategies as st

from galley.anchoring.alignment import Run, align, common_subsequence

sequences = st.lists(st.integers(0, 6), max_size=25)


@given(sequences, sequences)
def test_what_is_aligned_is_equal_in_order_and_used_once(old: list[int], new: list[int]) -> None:
    found = align(old, new, [1] * len(old))
    olds: list[int] = []
    news: list[int] = []
    for run in [*found.kept, *found.moved]:
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length]
        olds += range(run.old, run.old + run.length)
        news += range(run.new, run.new + run.length)
    assert len(olds) == len(set(olds))
    assert len(news) == len(set(news))
    assert [run.new for run in found.kept] == sorted(run.new for run in found.kept)


@given(sequences)
def test_a_sequence_is_aligned_with_itself_in_one_run(sequence: list[int]) -> None:
    found = align(sequence, sequence, [1] * len(sequence))
    assert found.moved == []
    assert found.kept == ([Run(0, 0, len(sequence))] if sequence else [])


def test_the_lighter_run_has_moved() -> None:
    found = align([1, 2, 3, 4, 5], [5, 1, 2, 3, 4], [1, 1, 1, 1, 1])
    assert found.kept == [Run(0, 1, 4)]
    assert found.moved == [Run(4, 0, 1)]
    found = align([1, 2, 3, 4, 5], [5, 1, 2, 3, 4], [1, 1, 1, 1, 9])
    assert found.kept == [Run(4, 0, 1)]
    assert found.moved == [Run(0, 1, 4)]


def test_repeated_elements_belong_to_their_unique_neighbour() -> None:
    found = align([1, 7, 2, 7, 3], [7, 1, 7, 2, 7, 3], [1] * 5)
    assert found.kept == [Run(0, 1, 5)]


def test_sequences_too_long_to_compare_have_nothing_in_common() -> None:
    assert common_subsequence([1, 2] * 8_000, [2, 1] * 8_000) == []


@given(sequences, sequences)
def test_a_common_subsequence_is_one(old: list[int], new: list[int]) -> None:
    pairs = common_subsequence(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
