import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Block, Zone
from galley.domain.errors import QuoteAmbiguous, QuoteNotFound
from galley.services.edits.quoting import annotate_quote, find_passage
from tests.marked_article import NOW, an_article, the_sample
from tests.strategies import hostile_texts

_, SAMPLE = the_sample()


@given(st.lists(hostile_texts, min_size=1, max_size=4), st.data())
def test_words_of_the_text_are_found_where_they_stand(
    paragraphs: list[str], data: st.DataObject
) -> None:
    _, version = an_article([Block(Zone.BODY, text) for text in paragraphs])
    text = version.text
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    for number, at in enumerate(places, start=1):
        assert find_passage(version, quote, occurrence=number) == (at, at + len(quote))
    if len(places) == 1:
        assert find_passage(version, quote) == (start, end)
    else:
        with pytest.raises(QuoteAmbiguous, match=f"{len(places)} times"):
            find_passage(version, quote)
    with pytest.raises(QuoteNotFound, match="no occurrence"):
        find_passage(version, quote, occurrence=len(places) + 1)


def test_the_places_are_listed_with_their_numbers() -> None:
    with pytest.raises(QuoteAmbiguous) as raised:
        find_passage(SAMPLE, "Sar Kheng")
    assert str(raised.value).splitlines() == [
        "“Sar Kheng” is in the article 2 times. Say which one is meant by its number:",
        "  1  caption: Deputy Prime Minister [Sar Kheng] said anti-human traffic…",
        "  2  body, paragraph 1: … Human Trafficking head [Sar Kheng] said yesterday.",
    ]


def test_a_long_list_of_places_is_cut() -> None:
    with pytest.raises(QuoteAmbiguous) as raised:
        find_passage(SAMPLE, "the")
    lines = str(raised.value).splitlines()
    assert len(lines) == 14
    assert lines[-1].startswith("  and ")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("women's affairs", "women’s affairs"),
        ('"Gaps of implementation', "“Gaps of implementation"),
        ("SOME 125 OFFICIALS", "some 125 officials"),
    ],
)
def test_what_was_typed_otherwise_is_shown_as_it_is_printed(typed: str, printed: str) -> None:
    with pytest.raises(QuoteNotFound, match=f"It has this: “{printed}”"):
        find_passage(SAMPLE, typed)


def test_words_that_are_not_there_are_not_there() -> None:
    with pytest.raises(QuoteNotFound, match="copy the words from the article"):
        find_passage(SAMPLE, "126 officials")
    with pytest.raises(QuoteNotFound, match="no words to look for"):
        find_passage(SAMPLE, "")
    with pytest.raises(QuoteNotFound, match="is in the article once, so there is no occurrence 0"):
        find_passage(SAMPLE, "some 125 officials", occurrence=0)


def test_all_that_is_said_of_a_quotation_is_one_edit() -> None:
    edit = annotate_quote(
        SAMPLE,
        "some 125 officials",
        Kind.STATISTIC,
        now=NOW,
        creator="Ada",
        note="*Some*?",
        speaker=" Sar  Kheng ",
        tags=["#attendance", "attendance"],
    )
    (change,) = edit.changes
    mark = change.after
    assert change.before is None
    assert isinstance(mark, Annotation)
    assert (mark.exact, mark.kind, mark.creator) == ("some 125 officials", Kind.STATISTIC, "Ada")
    assert (mark.note, mark.speaker, mark.tags) == ("*Some*?", "Sar Kheng", ("attendance",))
