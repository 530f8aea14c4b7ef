"""A passage is followed by its letters, whatever else says the same."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import Block, LeftOut, Version, Zone
from galley.domain.reading import Reading, read
from galley.domain.structure import BringBack, Correction, LeaveOut, Merge, SetZone, Split
from galley.domain.text_map import TextMap
from tests.corrected_versions import corrections_of, read_versions
from tests.marked_article import an_article

VERSION = replace(
    an_article([])[1],
    blocks=tuple(
        Block(Zone.BODY, text) for text in ("One two.", "Advertisement", "Three four.", "One two.")
    ),
    left_out=(LeftOut("Five", "?"),),
)


def followed(words: str, *made: Correction, nth: int = 0) -> list[str]:
    start = -1
    for _ in range(nth + 1):
        start = VERSION.text.index(words, start + 1)
    after = read(VERSION, made)
    places = TextMap(read(VERSION, ()), after).follow(start, start + len(words))
    return [after.version.text[slice(*place)] for place in places]


def test_words_that_stay_are_followed_past_what_changes() -> None:
    assert followed("Three", Split(0, 3), LeaveOut(2)) == ["Three"]


def test_a_boundary_inside_a_passage_comes_and_goes() -> None:
    assert followed("One two", Split(0, 3)) == ["One\ntwo"]
    assert followed("two", Split(0, 5)) == ["t\nwo"]
    assert followed("Advertisement\nThree", Merge(1)) == ["Advertisement Three"]


def test_of_two_alike_the_very_one_is_followed() -> None:
    made = (LeaveOut(0), BringBack(1, 3))
    after = read(VERSION, made)
    whole = TextMap(read(VERSION, ()), after)
    assert after.version.text.endswith("One two.\nOne two.")
    assert whole.follow(0, 7) == ((len(after.version.text) - 8, len(after.version.text) - 1),)


def test_what_was_left_out_inside_a_passage_is_no_part_of_it() -> None:
    assert followed("two.\nAdvertisement\nThree", LeaveOut(1)) == ["two.\nThree"]


def test_without_its_first_or_last_word_it_has_no_place() -> None:
    assert followed("Advertisement", LeaveOut(1)) == []
    assert followed("Advertisement\nThree", LeaveOut(1)) == []
    assert followed("two.\nAdvertisement", LeaveOut(1)) == []


def test_words_that_come_between_are_not_taken_in() -> None:
    made = (BringBack(0, 1),)
    assert followed("two.\nAdvertisement", *made) == ["two.", "Advertisement"]


def test_words_that_changed_places_are_not_read_as_one() -> None:
    made = (LeaveOut(0), BringBack(1, 1))
    assert followed("One two.\nAdvertisement", *made) == ["Advertisement", "One two."]


def test_another_zone_moves_nothing() -> None:
    assert followed("two.\nAd", SetZone(0, Zone.DEK)) == ["two.\nAd"]


def letters(reading: Reading, places: tuple[tuple[int, int], ...]) -> list[int]:
    """The origins of what is seen in some places."""
    text = reading.version.text
    return [
        run.origin + place - run.start
        for run in reading.runs
        for place in range(run.start, run.start + run.length)
        if any(start <= place < end for start, end in places) and not text[place].isspace()
    ]


@given(st.data())
def test_a_passage_is_on_its_letters_and_on_no_others(data: st.DataObject) -> None:
    version: Version = data.draw(read_versions)
    made = data.draw(corrections_of(version))
    more = data.draw(corrections_of(version)) if data.draw(st.booleans()) else ()
    before, after = read(version, made), read(version, more)
    length = len(before.version.text)
    if not length:
        return
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    places = TextMap(before, after).follow(start, end)
    wanted = letters(before, ((start, end),))
    everything = set(letters(after, ((0, len(after.version.text)),)))
    ends_are_there = bool(wanted) and {wanted[0], wanted[-1]} <= everything
    if wanted:
        assert bool(places) == ends_are_there
    assert not places or sorted(letters(after, places)) == sorted(everything & set(wanted))
    for one, other in pairwise(places):
        assert one[1] <= other[0]
