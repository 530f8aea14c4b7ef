"""Code points and UTF-16 positions: there and back for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.ui.reader.document_map import DocumentMap, Segment, utf16_length

texts = st.text(
    alphabet=st.sampled_from("ab \u00e9\u0301\u05d0\U0001f600\U0001d11e\ufffc"), max_size=40
)


def true_position(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


@given(texts, st.integers(0, 1000), st.integers(0, 1000))
def test_a_segment_agrees_with_the_encoder(text: str, start: int, position: int) -> None:
    segment = Segment.of(start, text, position)
    assert segment.units == utf16_length(text) == true_position(text, len(text))
    for offset in range(len(text) + 1):
        there = segment.to_position(start + offset)
        assert there == position + true_position(text, offset)
        assert segment.to_offset(there) == start + offset


def test_the_middle_of_a_pair_is_the_start_of_its_character() -> None:
    segment = Segment.of(0, "a\U0001f600b", 0)
    assert segment.to_offset(2) == 1
    assert segment.to_offset(3) == 2


@given(st.lists(st.tuples(texts, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_passages_survive_the_way_through_the_document(
    runs: list[tuple[str, int, int]],
) -> None:
    """Between runs: text that is not shown (first gap), ornaments of the document (second)."""
    the_map, offset, position = DocumentMap(), 0, 0
    shown: list[tuple[int, int]] = []
    for text, hidden, ornament in runs:
        offset, position = offset + hidden, position + ornament
        the_map.add(offset, text, position)
        shown.append((offset, offset + len(text)))
        offset, position = offset + len(text), position + utf16_length(text)
    for start, end in shown:
        for first in range(start, end):
            ranges = the_map.to_ranges(first, end)
            assert len(ranges) == 1
            assert the_map.to_passage(*ranges[0]) == (first, end)
            assert the_map.to_offset(the_map.to_position(first)) <= first
    non_empty = [pair for pair in shown if pair[0] < pair[1]]
    if non_empty:
        whole = (non_empty[0][0], non_empty[-1][1])
        ranges = the_map.to_ranges(*whole)
        assert the_map.to_passage(ranges[0][0], ranges[-1][1]) == whole


def test_what_is_folded_away_has_no_range() -> None:
    the_map = DocumentMap()
    the_map.add(0, "shown", 0)
    the_map.add(20, "too", 9)
    assert the_map.to_ranges(6, 19) == []
    assert the_map.to_position(12) == 5
    assert the_map.to_offset(7) == 5
    assert the_map.to_passage(5, 9) is None


def test_segments_must_follow_on_one_another() -> None:
    the_map = DocumentMap()
    the_map.add(10, "abc", 10)
    with pytest.raises(ValueError, match="order"):
        the_map.add(12, "x", 20)
    with pytest.raises(ValueError, match="order"):
        the_map.add(20, "x", 12)
    with pytest.raises(LookupError):
        DocumentMap().to_position(0)


@given(st.lists(st.tuples(texts, st.integers(0, 3)), min_size=2, max_size=8), st.data())
def test_in_whatever_order_it_is_put_together_the_map_is_the_same(
    runs: list[tuple[str, int]], data: st.DataObject
) -> None:
    """A middle first, then by turns what follows it and what stands before it."""
    places: list[tuple[int, str, int]] = []
    offset = position = 0
    for text, gap in runs:
        offset, position = offset + gap, position + gap
        places.append((offset, text, position))
        offset, position = offset + len(text), position + utf16_length(text)
    at_once = DocumentMap()
    for place in places:
        at_once.add(*place)

    first = last = data.draw(st.integers(0, len(places) - 1))
    origin, grown = places[first][2], DocumentMap()
    grown.add(places[first][0], places[first][1], 0)
    while first > 0 or last < len(places) - 1:
        if last < len(places) - 1 and (first == 0 or data.draw(st.booleans())):
            last += 1
            start, text, position = places[last]
            grown.add(start, text, position - origin)
        else:
            above, many = DocumentMap(), data.draw(st.integers(1, first))
            before = places[first - many : first]
            for start, text, position in before:
                above.add(start, text, position - before[0][2])
            grown.put_before(above, origin - before[0][2])
            first, origin = first - many, before[0][2]
    grown.put_before(DocumentMap(), origin)

    assert list(grown.segments) == list(at_once.segments)
    for offset in range(places[-1][0] + len(places[-1][1]) + 2):
        assert grown.to_position(offset) == at_once.to_position(offset)
        assert grown.to_ranges(offset, offset + 3) == at_once.to_ranges(offset, offset + 3)
    for position in range(places[-1][2] + 4):
        assert grown.to_offset(position) == at_once.to_offset(position)
        assert grown.to_passage(position, position + 3) == at_once.to_passage(
            position, position + 3
        )


def test_what_is_put_before_stands_before() -> None:
    the_map, above = DocumentMap(), DocumentMap()
    the_map.add(10, "abc", 0)
    above.add(8, "xyz", 0)
    with pytest.raises(ValueError, match="before"):
        the_map.put_before(above, 4)
    assert the_map.to_position(11) == 1
