"""A query is read as a person means it, and whatever is typed is a query or one clear sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.search import (
    LONGEST_QUERY,
    MOST_TERMS,
    Query,
    QueryUnclear,
    SearchField,
    Term,
    parse_query,
)

PIECES = [
    *"\"“”*-:()^{}+.,'\\/ \t\n\0é̈ក\ud800\ue000\uf8ff",
    *("kind:", "status:", "tag:", "speaker:", "in:", "before:", "after:", "-", "AND", "OR", "NOT"),
    *("NEAR(", "word", "two words", "quote", "wrong", "notes", "2016", "2016-02-30", "9999-12-31"),
]
queries = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


def terms(text: str, *, typing: bool = False) -> list[Term]:
    return list(parse_query(text, typing=typing).terms)


def test_words_are_all_looked_for() -> None:
    assert terms("  ferry \t harbour\n") == [Term("ferry"), Term("harbour")]


@pytest.mark.parametrize("text", ['"the ferry"', "“the ferry”", '"the ferry', "„the ferry“"])
def test_a_phrase_is_one_term_even_before_its_second_quotation_mark(text: str) -> None:
    assert terms(text) == [Term("the ferry")]


def test_a_star_looks_for_beginnings() -> None:
    assert terms('ferr* "the ferr"*') == [
        Term("ferr", prefix=True),
        Term("the ferr", prefix=True),
    ]


def test_beginnings_have_three_letters() -> None:
    assert terms("fe* x-fe*") == [Term("fe"), Term("x-fe")]


def test_what_is_left_out() -> None:
    assert terms('-ferry -"the quay" - x') == [
        Term("ferry", negated=True),
        Term("the quay", negated=True),
        Term("x"),
    ]


def test_a_hyphen_inside_a_word_leaves_nothing_out() -> None:
    assert terms("mother-in-law") == [Term("mother-in-law")]


def test_the_last_word_may_go_on_while_it_is_typed() -> None:
    assert terms("the harb", typing=True) == [Term("the"), Term("harb", prefix=True)]
    assert terms("the harb ", typing=True) == [Term("the"), Term("harb")]
    assert terms("ha", typing=True) == [Term("ha")]
    assert terms("tag:cour", typing=True) == [Term("cour", prefix=True, field=SearchField.TAG)]
    assert terms('"the harb', typing=True) == [Term("the harb")]


def test_field_words() -> None:
    query = parse_query(
        'kind:statistic status:wrong tag:x speaker:"Sar Kheng" in:notes before:2016'
    )
    assert query == Query(
        terms=(
            Term("x", field=SearchField.TAG),
            Term("Sar Kheng", field=SearchField.SPEAKER),
        ),
        kinds=frozenset({Kind.STATISTIC}),
        statuses=frozenset({CheckStatus.WRONG}),
        fields=frozenset({SearchField.NOTE}),
        before=date(2016, 1, 1),
    )


def test_kinds_and_statuses_by_any_spelling_and_any_beginning() -> None:
    assert parse_query("kind:name-or-date").kinds == {Kind.NAME_OR_DATE}
    assert parse_query("KIND:Name_Or_Date").kinds == {Kind.NAME_OR_DATE}
    assert parse_query("status:cant").statuses == {CheckStatus.CANT_VERIFY}
    assert parse_query("kind:quote kind:claim -status:unchecked") == Query(
        kinds=frozenset({Kind.QUOTE, Kind.CLAIM}),
        not_statuses=frozenset({CheckStatus.UNCHECKED}),
    )


@pytest.mark.parametrize("word", ["notes", "note", "n"])
def test_places(word: str) -> None:
    assert parse_query(f"in:{word} x").fields == {SearchField.NOTE}


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("before:2016", None, date(2016, 1, 1)),
        ("before:2016-05", None, date(2016, 5, 1)),
        ("after:2016", date(2017, 1, 1), None),
        ("after:2016-02", date(2016, 3, 1), None),
        ("after:2016-12-31", date(2017, 1, 1), None),
        ("before:2016 before:2015-1 after:2010 after:2009", date(2011, 1, 1), date(2015, 1, 1)),
    ],
)
def test_dates_leave_out_what_they_name(text: str, after: date | None, before: date | None) -> None:
    query = parse_query(text)
    assert (query.after, query.before) == (after, before)


@pytest.mark.parametrize("text", ["12:30", "https://a.example/b", "note:x", "co:operate", "in:"])
def test_a_colon_alone_makes_no_field(text: str) -> None:
    assert all(term.field is None for term in terms(text))


@pytest.mark.parametrize("text", ["", "   ", "!!! …", "-", '""', "kind:", "in:notes", "\0", "***"])
def test_nothing_to_look_for(text: str) -> None:
    assert parse_query(text).is_empty


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind:rumour", "There are: quote, statistic, name-or-date"),
        ("status:maybe", "There is no status “maybe”"),
        ("in:attic", "There are: headline, text"),
        ("before:yesterday", "2016, 2016-05 or 2016-05-21"),
        ("after:2016-02-30", "is no date"),
        ("after:9999", "is no date"),
        ("before:0000", "is no date"),
        ("-in:notes", "leave out the “-”"),
        ("word " * (MOST_TERMS + 1), f"at most {MOST_TERMS} words"),
        ("x" * (LONGEST_QUERY + 1), "at most 2,000 characters"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(QueryUnclear, match=sentence):
        parse_query(text)


@given(queries, st.booleans())
def test_whatever_is_typed_is_a_query_or_one_sentence(text: str, typing: bool) -> None:
    try:
        query = parse_query(text, typing=typing)
    except QueryUnclear:
        return
    for term in query.terms:
        assert any(character.isalnum() for character in term.text)
        assert not any(0xE000 <= ord(c) <= 0xF8FF or 0xD800 <= ord(c) <= 0xDFFF for c in term.text)


def test_kinds_by_names_of_a_persons_own() -> None:
    names = {Kind.CLAIM: "Rumour", Kind.CONTEXT: "Back story", Kind.MARK: "Claim"}

    def kinds(text: str) -> frozenset[Kind]:
        return parse_query(text, kind_names=names).kinds

    assert kinds("kind:rumour") == kinds("kind:RUM") == {Kind.CLAIM}
    assert kinds('kind:"back story"') == kinds("kind:back-story") == {Kind.CONTEXT}
    assert kinds("kind:context") == {Kind.CONTEXT}  # the usual names are known all the same
    assert kinds("kind:claim") == {Kind.MARK}  # but a name of one's own goes before them
    with pytest.raises(QueryUnclear, match="Rumour, Back story, Claim, quote, statistic"):
        kinds("kind:gossip")
