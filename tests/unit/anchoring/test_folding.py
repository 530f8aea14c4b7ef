import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.anchoring.folding import fold

# What folding is about, drawn often, among everything else.
awkward = st.sampled_from(
    list("ab .-–—…“”’\u00ad\u200b\u0301\u0308eé\u1100\u1161\u11a8\n\r\u2028\xa0\t")
)
texts = st.text(st.one_of(awkward, st.characters(exclude_categories=["Cs"])), max_size=30)


@given(texts)
@example("e\u200d\u0301")
@example("-\u200b-")
@example("\u0958")  # NFC takes this letter apart
def test_what_is_folded_stays_as_it_is_when_folded_again(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(texts, st.data())
def test_a_folded_range_leads_back_to_the_text_it_was_folded_from(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    low, high = folded.unfold(start, end)
    assert 0 <= low <= high <= len(text)
    if start < end:
        again = folded.fold_range(low, high)
        assert again[0] <= start
        assert end <= again[1]
        assert folded.unfold(*again) == (low, high)
        assert fold(text[low:high]).text.strip() == folded.text[slice(*again)].strip()


@given(texts, st.data())
def test_an_original_range_is_inside_what_its_folded_one_leads_back_to(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = folded.fold_range(start, end)
    assert 0 <= low <= high <= len(folded.text)
    if low < high:
        again = folded.unfold(low, high)
        assert folded.fold_range(*again) == (low, high)


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("“So,” he said — ‘no’…", "\"So,\" he said - 'no'..."),
        ("«Non» – 5−3", '"Non" - 5-3'),
        ("a\u00a0b\u2009 c\r\nd", "a b c d"),
        ("so\u00adft\u200b and \u202bright\u202c", "soft and right"),
        ("cafe\u0301 \u212b", "café Å"),
        ("\u1112\u1161\u11ab", "한"),
        ("two -- dashes", "two - dashes"),
        ("👩\u200d👧", "👩👧"),
        ("שָׁלוֹם", "שָׁלוֹם"),
    ],
)
def test_one_form_for_what_looks_alike(original: str, folded: str) -> None:
    assert fold(original).text == folded


def test_lines_are_remembered_where_they_begin() -> None:
    folded = fold("One.\n\nTwo…\u2028Three")
    assert [folded.text[at:] for at in folded.breaks] == ["Two... Three", "Three"]


def test_a_range_inside_one_original_character_widens_to_all_of_it() -> None:
    folded = fold("a…b")
    assert folded.text == "a...b"
    assert folded.unfold(2, 3) == (1, 2)
    assert folded.fold_range(1, 2) == (1, 4)
