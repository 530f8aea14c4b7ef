from galley.anchoring.block_pairing import Pair, kindred, pair_in_order
from galley.domain.article import Block, Zone
from tests.captures_apart import BRIDGE


def blocks(*texts: str) -> list[Block]:
    return [Block(Zone.BODY, text) for text in texts]


def test_blocks_are_paired_by_likeness_and_keep_their_order() -> None:
    old = blocks(BRIDGE[0], BRIDGE[1], "Something quite else was said.")
    new = blocks("A line that came.", BRIDGE[1].replace("202", "212"), BRIDGE[0][:60])

    assert pair_in_order(old, new) == [Pair((1, 2), (1, 2))]  # the other pair would cross it


def test_a_headline_is_the_headline_whatever_it_says() -> None:
    old = [Block(Zone.HEADLINE, "Bridge shut"), *blocks("One two three four.")]
    new = [Block(Zone.HEADLINE, "No way across"), *blocks("Five six seven eight.")]

    assert pair_in_order(old, new) == [Pair((0, 1), (0, 1))]


def test_of_many_dates_none_is_another_s_for_being_a_date() -> None:
    old = [Block(Zone.DATE, "10.45"), *blocks(BRIDGE[0]), Block(Zone.DATE, "10.15")]
    new = [Block(Zone.DATE, "11.30"), *blocks(BRIDGE[0]), Block(Zone.DATE, "10.20")]

    assert pair_in_order(old, new) == [Pair((1, 2), (1, 2))]
    assert pair_in_order(old[:1], new[:1]) == [Pair((0, 1), (0, 1))]


def test_a_block_that_was_parted_takes_its_parts_along() -> None:
    old = blocks(f"{BRIDGE[0]} {BRIDGE[2]}")
    new = blocks(BRIDGE[0], BRIDGE[2], "Something quite else was said.")

    assert pair_in_order(old, new) == [Pair((0, 1), (0, 2))]
    assert pair_in_order(new, old) == [Pair((0, 2), (0, 1))]


def test_a_block_held_in_a_longer_one_is_that_one() -> None:
    longer = " ".join((BRIDGE[4], BRIDGE[3], BRIDGE[5], BRIDGE[6], BRIDGE[7]))

    assert pair_in_order(blocks(BRIDGE[4]), blocks(longer)) == [Pair((0, 1), (0, 1))]


def test_nothing_is_paired_with_nothing() -> None:
    assert pair_in_order([], blocks("a")) == []
    assert pair_in_order(blocks("—"), blocks("…")) == []


def test_many_blocks_are_compared_with_their_neighbours_only() -> None:
    old = blocks(*(f"Boat number {n} passed the pier on time." for n in range(80)))
    new = blocks(*(f"Boat number {n} passed the pier in time." for n in range(80)))

    assert pair_in_order(old, new) == [Pair((n, n + 1), (n, n + 1)) for n in range(80)]


def test_kin_are_found_wherever_they_stand_and_once_only() -> None:
    old = [BRIDGE[0], BRIDGE[1], BRIDGE[2]]
    new = [BRIDGE[2].replace("vote", "ballot"), BRIDGE[1], BRIDGE[1].replace("202", "212")]

    assert sorted(kindred(old, new)) == [(1, 1), (2, 0)]
    assert kindred(["Short."], ["Short, too."]) == []
