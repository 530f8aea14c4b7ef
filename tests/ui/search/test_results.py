"""Hits as rows: what belongs to which article, in which order, and where its words stand."""

from dataclasses import replace
from datetime import UTC, datetime

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.catalogue import ArticleSummary
from galley.domain.search import Excerpt, SearchField, SearchHit, SearchResults
from galley.ui.search.results import (
    Group,
    More,
    Share,
    counts,
    each_place,
    hit_ranges,
    matches,
    rows,
)
from galley.ui.search.words import accessible_row, nothing_found, place_of, sum_of, words_of

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TEXT = SearchHit(
    "a", "Dam breaks", "Ledger", "2025-11", snippet="…the dam broke", hits=((5, 8),), offset=40
)
NOTE = SearchHit(
    "a",
    "Dam breaks",
    "Ledger",
    "2025-11",
    annotation_id="m",
    kind=Kind.STATISTIC,
    status=CheckStatus.WRONG,
    quote="40 dams",
    field=SearchField.NOTE,
    snippet="Which dam?",
    hits=((6, 9),),
    offset=80,
)
HEADLINE = SearchHit(
    "b",
    "A dam holds",
    "Ledger",
    "",
    field=SearchField.HEADLINE,
    snippet="A dam holds",
    hits=((2, 5),),
    headline_hits=((2, 5),),
    offset=0,
)
QUOTE = replace(NOTE, annotation_id="q", field=SearchField.QUOTE, snippet="40 dams", hits=((3, 7),))
HITS = (NOTE, HEADLINE, TEXT, QUOTE)


def test_the_hits_of_an_article_stand_together_under_its_headline_the_text_first() -> None:
    summaries = {"a": ArticleSummary("a", "Dam breaks", "Ledger", "2025-11", NOW, 4, 1)}

    found = rows(HITS, Share.ALL, summaries)

    first, text, note, quote, second = found
    assert isinstance(first, Group)
    assert (first.headline, first.facts, first.checked, first.hit) == ("Dam breaks", 4, 1, None)
    assert (text, note, quote) == (TEXT, NOTE, QUOTE)
    assert isinstance(second, Group)
    assert second.hit == HEADLINE
    assert second.headline_hits == ((2, 5),)


def test_further_places_of_an_article_are_hits_of_their_own() -> None:
    place = Excerpt(SearchField.CAPTION, "The dam", ((4, 7),), 10)

    first, second, note = each_place((replace(TEXT, further=(place,)), NOTE))

    assert (first, note) == (TEXT, NOTE)
    assert (second.field, second.snippet, second.hits) == (place.field, "The dam", ((4, 7),))
    assert (second.article_id, second.offset, second.further) == ("a", 10, ())
    assert rows((NOTE, first, second), Share.ALL, {})[1:] == [first, second, NOTE]


def test_a_note_is_shown_without_the_signs_of_markdown() -> None:
    snippet = "Say **the dam** once; 2*3 and 4*5 are _no_ dam."
    dams = tuple((n, n + 3) for n in range(len(snippet)) if snippet.startswith("dam", n))

    (shown,) = each_place((replace(NOTE, snippet=snippet, hits=dams),))

    assert shown.snippet == "Say the dam once; 2*3 and 4*5 are no dam."
    assert [shown.snippet[start:end] for start, end in shown.hits] == ["dam", "dam"]
    (quote,) = each_place((replace(QUOTE, snippet="**dam**", hits=((2, 5),)),))
    assert quote.snippet == "**dam**"  # captured words are shown as they are


def test_a_share_shows_its_hits_and_their_articles_only() -> None:
    assert counts(HITS) == {Share.ALL: 4, Share.ARTICLES: 2, Share.NOTES: 1, Share.MARKS: 1}

    notes = rows(HITS, Share.NOTES, {})

    assert [type(row) for row in notes] == [Group, SearchHit]
    assert notes[1] == NOTE
    assert rows((), Share.ALL, {}) == []


def test_the_last_row_offers_more_if_there_is_more() -> None:
    assert rows(HITS, Share.ALL, {}, more=True)[-1] == More()


def test_matches_are_counted_for_each_article() -> None:
    assert matches(HITS) == {"a": 3, "b": 1}
    assert sum_of(SearchResults(HITS)) == "4 matches in 2 articles"
    assert sum_of(SearchResults((TEXT,))) == "1 match in 1 article"
    assert sum_of(SearchResults((TEXT, NOTE), more=True)) == "The first 2 matches, in 1 article"


def test_the_words_of_a_hit_are_found_again_in_the_text() -> None:
    text = "x" * 35 + "the \U0001f30a" + "dam broke"
    here = replace(TEXT, offset=text.index("dam"))

    assert hit_ranges(here, text) == [(40, 43)]
    assert text[40:43] == "dam"


def test_in_another_text_no_other_words_are_shown() -> None:
    assert hit_ranges(TEXT, "Everything has changed since, and is longer than it was.") == []
    assert hit_ranges(TEXT, "short") == []
    assert hit_ranges(replace(TEXT, offset=None), "the dam broke") == []
    assert hit_ranges(NOTE, "Which dam?") == []


def test_a_row_says_where_the_hit_is() -> None:
    assert place_of(TEXT) == "Text"
    assert place_of(NOTE) == "Note on statistic · Wrong"
    assert place_of(replace(NOTE, status=CheckStatus.UNCHECKED)) == "Note on statistic"
    assert place_of(QUOTE) == "Statistic · Wrong"
    assert accessible_row(TEXT) == "Text, …the dam broke"


def test_a_tag_or_a_name_is_followed_by_the_words_it_belongs_to() -> None:
    assert words_of(replace(NOTE, field=SearchField.TAG, snippet="dam")) == "dam · 40 dams"
    assert words_of(replace(NOTE, snippet="", hits=())) == "40 dams"
    assert words_of(NOTE) == "Which dam?"


def test_a_beginning_of_two_letters_is_told_to_go_on() -> None:
    assert nothing_found("dam br").startswith("No word is “br”.")
    assert nothing_found("tag:da").startswith("No word is “da”.")
    assert nothing_found("dam bro") == "Nothing in the library has these words."
    assert nothing_found("br ") == "Nothing in the library has these words."
