"""What is in the library is found, what is not or no longer there is not, and at its place."""

import dataclasses
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from galley.domain.annotation import AnchorStatus, Annotation, Check, CheckStatus, Decision, Kind
from galley.domain.article import Article, Block, Version, Zone
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job
from galley.domain.search import Query, QueryUnclear, SearchField, SearchHit, Term, parse_query
from galley.services.edits import annotating
from galley.services.finding import searching
from galley.services.later_captures import deciding, versions
from galley.storage import searching as storage_searching
from galley.storage import upgrading
from galley.storage.engine import APPLICATION_ID, connect, engine_for, for_writing
from galley.storage.entities import insert_article
from galley.storage.index_documents import index_words
from galley.storage.index_state import IndexOutdated, is_current
from galley.storage.library import Library
from galley.storage.snippets import Matcher
from tests.unit.storage.sample_values import NOW, a_later_capture, a_mark, an_article, marked

numbers = itertools.count(100)


def add(
    library: Library,
    *paragraphs: str,
    headline: str = "Plain",
    published: str = "2031-05-06",
    caption: str = "",
    sidebar: str = "",
) -> Version:
    """An article with these words and no others, but for its headline."""
    article, version, capture = an_article(next(numbers), headline)
    metadata = replace(article.metadata, published=published, publication="", authors=())
    blocks = (
        Block(Zone.HEADLINE, headline),
        *(Block(Zone.BODY, text) for text in paragraphs),
        *([Block(Zone.CAPTION, caption, group=0)] if caption else []),
        *([Block(Zone.SIDEBAR_ITEM, sidebar, group=0)] if sidebar else []),
    )
    version = replace(version, blocks=blocks, metadata=metadata, figures=())
    library.add_article(replace(article, metadata=metadata), version, capture)
    return version


def mark(
    library: Library, version: Version, start: int = 0, length: int = 5, **what: object
) -> Annotation:
    """A mark with these values."""
    made = replace(marked(a_mark(version, start, length)), **what)  # type: ignore[arg-type] # any field
    library.apply(ChangeSet("Mark added", made.article_id, (Change(None, made),)))
    return made


def edit(library: Library, before: Article | Annotation, **what: object) -> None:
    after: Article | Annotation = replace(before, **what)  # type: ignore[arg-type] # any field
    change = Change(before, after)
    library.apply(ChangeSet("Edited", change.article_id, (change,)))


def hits(library: Library, query: str, *, typing: bool = False) -> list[SearchHit]:
    return list(searching.search(library, query, typing=typing).hits)


def found(library: Library, query: str) -> set[str]:
    """The ids of the annotations, or articles, that a query finds."""
    return {hit.annotation_id or hit.article_id for hit in hits(library, query)}


def words_at_hits(hit: SearchHit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.hits]


# Fields


def test_every_part_of_an_article_is_found_and_told_apart(library: Library) -> None:
    version = add(
        library, "A ferry sank.", headline="Harbour news", caption="The quay", sidebar="Weather"
    )
    places = {"headline": "harbour", "text": "ferry", "caption": "quay", "sidebar": "weather"}
    for place, word in places.items():
        (hit,) = hits(library, word)
        assert hit.article_id == version.article_id
        for other in places:
            assert bool(hits(library, f"in:{other} {word}")) == (other == place)
        if place != "headline":
            assert hit.field is SearchField(place)


def test_a_corrected_headline_the_publication_and_the_authors_are_found(library: Library) -> None:
    version = add(library, "A ferry sank.", headline="Harbor")
    article = library.article(version.article_id)
    corrected = replace(
        article.metadata, headline="Harbour", publication="Gazette", authors=("Ada Quay",)
    )
    edit(library, article, metadata=corrected, tags=("to-read",))
    for word in ("harbor", "harbour", "gazette", '"ada quay"', "tag:to-read"):
        assert found(library, word) == {article.id}
    assert hits(library, "harbour")[0].headline_hits == ((0, 7),)
    library.undo(article.id)
    assert not found(library, "harbour")


def test_every_part_of_an_annotation_is_found_and_told_apart(library: Library) -> None:
    version = add(library, "Ferry prices rose by 105 riel.")
    start = version.text.index("prices")
    annotation = mark(
        library,
        version,
        start,
        6,
        note="Ask **Dara**",
        tags=("money",),
        speaker="Sar Kheng",
        kind=Kind.STATISTIC,
        check=Check(CheckStatus.WRONG, "Ada", NOW, "Ledger"),
    )
    places = {"quotes": "prices", "notes": "dara", "tags": "money", "speaker": "kheng"}
    for place, word in places.items():
        assert annotation.id in found(library, word)
        for other in places:
            assert (annotation.id in found(library, f"in:{other} {word}")) == (other == place)
    for query in (
        'kind:statistic status:wrong tag:money speaker:"Sar Kheng" in:notes ledger before:2032',
        "-kind:quote in:quotes prices",
        "kind:quote kind:statistic",
        "-status:confirmed dara",
        "speaker:kheng -tag:sport",
    ):
        assert found(library, query) == {annotation.id}
    for query in ("kind:quote", "-kind:statistic dara", "dara -ledger", 'speaker:"Kheng Sar"'):
        assert annotation.id not in found(library, query)


def test_no_phrase_reaches_from_one_paragraph_passage_or_tag_into_the_next(
    library: Library,
) -> None:
    version = add(library, "It ended there.", "Then it began.")
    mark(library, version, tags=("red", "boat"))
    assert found(library, '"there then"') == set()
    assert found(library, '"red boat"') == set()
    assert found(library, "tag:red tag:boat")


# Words


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Café crème", "cafe"),
        ("Cafe\u0301 cre\u0300me", "café"),
        ("CAFÉ", "café"),
        ("cafe", "CAFÉ"),
        ("Σίσυφος", "σίσυφοσ"),
        ("Łódź", "łódz"),
        ("Приднестровье", "приднестровье"),
        ("the-harbour", '"the harbour"'),
        ("don’t", "don't"),
        ("1,105 people", "1,105"),
        ("harbour🛥", "harbour"),
        ("harbourmaster", "harb*"),
        ("the harbourmaster said", '"the harb"*'),
    ],
)
def test_case_accents_and_hyphens_do_not_matter(library: Library, text: str, query: str) -> None:
    version = add(library, f"Before. {text} after.")
    (hit,) = hits(library, query)
    assert hit.offset is not None
    assert version.text[hit.offset :].startswith(text.split()[0][:3])
    assert words_at_hits(hit)
    assert "".join(words_at_hits(hit)) in f"Before. {text} after."


def test_a_hit_opens_at_its_place_in_code_points(library: Library) -> None:
    version = add(library, "🛥 first 🛥.", "Filler 🛥 here. " * 40 + "The ferry, at last.", "End.")
    (hit,) = hits(library, "ferry last")
    assert hit.offset == version.text.index("ferry")
    assert words_at_hits(hit) == ["ferry", "last"]
    assert hit.snippet.startswith("…")
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 200


def test_an_annotations_hit_opens_where_it_stands(library: Library) -> None:
    version = add(library, "One two. Three four.")
    start = version.text.index("Three")
    annotation = mark(library, version, start, 5, note="A word about the ferry")
    (hit,) = hits(library, "ferry")
    assert (hit.annotation_id, hit.offset, hit.quote) == (annotation.id, start, "Three")
    assert (hit.field, words_at_hits(hit)) == (SearchField.NOTE, ["ferry"])


def test_a_mark_is_found_by_its_words_in_every_version_and_opens_in_the_one_that_is_read(
    library: Library,
) -> None:
    version = add(library, "Officials counted 105 boats.")
    counted = mark(library, version, version.text.index("105"), 9)
    gone = mark(library, version, version.text.index("Officials"), 9)
    new, capture = a_later_capture(version, 2, "It was a long day. They counted 115 boats.")
    start = new.text.index("115")
    changed = deciding.placement_at(
        new, [(start, start + 9)], AnchorStatus.CHANGED, Decision.ACCEPTED, at=NOW
    )
    kept = deciding.placement_without_place(new.id, AnchorStatus.ORPHAN, at=NOW)
    article = library.article(version.article_id)
    used = replace(article, later_versions=(new.id,))
    library.add_version(
        new, capture, ChangeSet("Capture added", article.id, (Change(article, used),))
    )
    assert not found(library, "in:text day")
    library.apply(deciding.decide(counted, changed, now=NOW))
    library.apply(deciding.decide(gone, kept, now=NOW))
    assert found(library, "in:quotes 105") == found(library, "in:quotes 115") == {counted.id}
    assert {hit.quote for hit in hits(library, "in:quotes 115")} == {"105 boats"}
    library.apply(versions.finish(used, version, new))
    (old,), (here,) = hits(library, "in:quotes 105"), hits(library, "in:quotes 115")
    assert (old.offset, here.offset) == (start, start)
    assert (old.quote, here.quote) == ("115 boats", "115 boats")
    assert (words_at_hits(old), words_at_hits(here)) == (["105"], ["115"])
    (orphan,) = hits(library, "in:quotes officials")
    assert (orphan.quote, orphan.offset) == ("Officials", None)
    assert found(library, "in:text day") == {article.id}
    assert not found(library, "in:text officials")
    assert library.verify() == []
    library.undo(article.id)
    assert found(library, "in:text officials") == {article.id}
    assert library.verify() == []


def test_the_passage_with_most_of_the_words_is_shown(library: Library) -> None:
    add(library, "A ferry.", "A captain.", "The captain of the ferry spoke.")
    (hit,) = hits(library, "ferry captain")
    assert words_at_hits(hit) == ["captain", "ferry"]


def test_further_places_of_an_article_come_with_it_in_the_order_of_its_text(
    library: Library,
) -> None:
    texts = ("A ferry.", "Nothing.", "A captain.", "The captain of the ferry.", "Ferries? A ferry.")
    version = add(library, *texts)

    (hit,) = hits(library, "ferry captain")

    assert hit.snippet == "The captain of the ferry."
    assert [place.snippet for place in hit.further] == ["A ferry.", "A captain."]
    for place in hit.further:
        (start, end), *_rest = place.hits
        assert place.offset is not None
        assert version.text[place.offset :].startswith(place.snippet[start:end])


def test_a_single_place_and_an_annotation_have_no_further_ones(library: Library) -> None:
    version = add(library, "A ferry.", "Nothing.")
    mark(library, version, note="ferry", tags=("ferry",))

    assert [hit.further for hit in hits(library, "ferry")] == [(), ()]


def test_without_words_an_article_is_shown_by_its_beginning(library: Library) -> None:
    version = add(library, "A ferry sank.", published="2016-05-21")
    (hit,) = hits(library, "before:2017")
    assert (hit.snippet, hit.hits, hit.offset) == ("Plain", (), None)
    assert hit.article_id == version.article_id


# Order


def test_a_word_in_the_headline_is_worth_more_than_one_in_the_text(library: Library) -> None:
    texts = [add(library, "Of ships. " * 5 + "A ferry. " + "Of ships. " * 5) for _ in range(3)]
    best = add(library, "Of ships. " * 10, headline="Ferry")
    more = add(library, "Of ships. " * 10)
    order = [hit.article_id for hit in hits(library, "ferry")]
    assert order[0] == best.article_id
    assert set(order[1:]) == {version.article_id for version in texts}
    assert more.article_id not in order


def test_of_too_many_to_weigh_the_telling_come_first_and_then_the_newest(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = add(library, "A ship.", headline="The ferry")
    texts = [add(library, "A ferry with a bell." if n == 2 else "A ferry.") for n in range(5)]
    newest_first = [first.article_id, *(version.article_id for version in reversed(texts))]
    monkeypatch.setattr(storage_searching, "MOST_RANKED", 4)
    results = searching.search(library, "ferry", limit=3)
    assert [hit.article_id for hit in results.hits] == newest_first[:3]
    assert (results.ranked, results.more) == (False, True)
    # One rare word is enough to weigh by, and the common one must still be there.
    results = searching.search(library, "ferry bell")
    assert [hit.article_id for hit in results.hits] == [texts[2].article_id]
    assert (results.ranked, results.more) == (True, False)
    assert searching.search(library, "ship bell").hits == ()


def test_dates_of_publication_or_else_of_capture(library: Library) -> None:
    old = add(library, "A ferry.", published="1999")
    known = add(library, "A ferry.", published="2016-05-21T10:00:00+07:00")
    unknown = add(library, "A ferry.", published="yesterday")  # captured in 2031
    impossible = add(library, "A ferry.", published="2016-13-40")
    mark(library, known, note="An old one")
    captured = {unknown.article_id, impossible.article_id}
    assert found(library, "ferry before:2000") == {old.article_id}
    assert found(library, "ferry after:1999 before:2016-05-22") == {known.article_id}
    assert found(library, "ferry before:2016-05-21 after:1999") == set()
    assert found(library, "ferry after:2016") == captured
    assert len(found(library, "in:notes old before:2017")) == 1
    article = library.article(known.article_id)
    edit(library, article, metadata=replace(article.metadata, published="2020"))
    assert found(library, "in:notes old before:2017") == set()


@pytest.mark.parametrize("asked", [0, 1000])
def test_few_of_the_days_are_asked_for_the_words_and_give_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    old = [add(library, "A ferry.", published="1999") for _ in range(3)]
    telling = add(library, "A ship.", headline="Ferry", published="1999")
    add(library, "A ship.", published="1999")
    add(library, "A ferry.", published="2016")
    trashed = library.article(add(library, "A ferry.", published="1999").article_id)
    edit(library, trashed, trashed_at=NOW)
    monkeypatch.setattr(storage_searching, "MOST_RANKED", 2)
    monkeypatch.setattr(storage_searching, "MOST_ASKED", asked)
    wanted = [telling.article_id, *(version.article_id for version in reversed(old))]
    results = searching.search(library, "ferry before:2000")
    assert [hit.article_id for hit in results.hits] == wanted
    results = searching.search(library, "ferry before:2000", limit=2)
    assert ([hit.article_id for hit in results.hits], results.more) == (wanted[:2], True)


def test_days_that_nothing_is_of_cost_no_more_in_a_larger_library(
    library: Library, path: Path
) -> None:
    def steps() -> int:
        taken = itertools.count()
        with closing(connect(path)) as sqlite, engine_for(sqlite, path).connect() as connection:
            sqlite.set_progress_handler(lambda: next(taken) < 0, 1)
            results = storage_searching.search(connection, parse_query("before:1900"), limit=5)
        assert results.hits == ()
        return next(taken)

    add(library, "A ferry.")
    alone = steps()
    for _ in range(40):
        add(library, "A ferry.")
    assert steps() < alone + 40


# What comes and goes


def test_what_is_edited_is_found_by_its_new_words_alone(library: Library) -> None:
    version = add(library, "A ferry.")
    annotation = mark(library, version, note="first thought")
    edit(library, annotation, note="second thought")
    assert not found(library, "first")
    assert found(library, "second") == {annotation.id}
    library.undo(version.article_id)
    assert found(library, "first") == {annotation.id}
    library.undo(version.article_id)
    assert not found(library, "thought")
    library.redo(version.article_id)
    library.redo(version.article_id)
    assert found(library, "thought") == found(library, "second") == {annotation.id}
    assert library.verify() == []


def test_what_is_in_the_trash_is_not_found(library: Library) -> None:
    version = add(library, "A ferry.")
    article = library.article(version.article_id)
    kept = mark(library, version, note="about the ferry")
    binned = mark(library, version, note="the other ferry")
    library.apply(annotating.trash([binned], now=NOW))
    assert found(library, "ferry") == {article.id, kept.id}
    edit(library, article, trashed_at=NOW)
    assert found(library, "ferry") == set()
    late = mark(library, version, note="a ferry, marked in the trash")
    assert found(library, "ferry") == set()
    edit(library, replace(article, trashed_at=NOW), trashed_at=None)
    assert found(library, "ferry") == {article.id, kept.id, late.id}
    library.apply(annotating.restore(replace(binned, trashed_at=NOW)))
    assert binned.id in found(library, "ferry")
    assert library.verify() == []


# Whatever is typed, and whatever is written

ALPHABET = "abAB éÉe\u0301 ß ſ Σς İ ǆ 1½ ក្ 字 _-’'\n\u2028\ufffc 🛥 \ue000 \u0378"
written = st.lists(st.sampled_from([*ALPHABET, "ab", "ba", "aé"]), max_size=25).map("".join)
TYPED = [
    *"\"*-:(){}^+\\'%? a\0é字ក\u19b0\ud800",
    *("AND", " OR ", "NOT ", "NEAR(", "made:", "text:", "kind:q", "tag:", "in:notes ", "ab"),
    *("\ue000all", "before:2040", "col:"),
]
typed = st.lists(st.sampled_from(TYPED), max_size=12).map("".join)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("shared") / "library.galley") as library:
        version = add(library, "Ab ba é. ក字 and all.", "NEAR AND OR NOT made text:")
        mark(library, version, note="ab ba", tags=("a",))
        yield library


@given(typed | st.text(max_size=30), st.booleans())
@settings(max_examples=300)
def test_whatever_is_typed_finds_something_or_nothing(
    shared: Library, text: str, typing: bool
) -> None:
    try:
        query = parse_query(text, typing=typing)
    except QueryUnclear:
        return
    for hit in shared.search(query).hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.hits)


@given(
    st.lists(written, min_size=1, max_size=4),
    st.lists(
        st.sampled_from(["ab", "aé", "é", "1", "A", "ba", "ß", "Σ", "s字"]), min_size=1, max_size=2
    ),
    st.booleans(),
)
@example(["\u0301ab", "e\u0301ab", " \u0301\u0301ab b\u0301", "ab\u0301"], ["ab"], False)
@example(["ab\u0301a"], ["A"], True)
@example(["ab\u0301a"], ["ab", "A"], False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_are_shown_as_hits_just_where_the_index_has_them(
    texts: list[str], words: list[str], prefix: bool
) -> None:
    term = Term(" ".join(words), prefix=prefix)
    query = Query((term,))
    with closing(connect_memory()) as index:
        for number, text in enumerate(texts):
            index.execute("INSERT INTO t (rowid, text) VALUES (?, ?)", (number, index_words(text)))
        expression = storage_searching.match_expression(query)
        rows = index.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()
        marked_up = {
            number: index.execute(
                "SELECT highlight(t, 0, ?, ?) FROM t WHERE t MATCH ? AND rowid = ?",
                ("\x01", "\x02", expression, number),
            ).fetchone()[0]
            for (number,) in rows
        }
    for number, text in enumerate(texts):
        ours = Matcher(query).hits(SearchField.TEXT, text)
        assert bool(ours) == (number in marked_up)
        if ours:
            theirs = [words.split() for words in marked_words(marked_up[number])]
            assert [index_words(text[start:end]).split() for start, end in ours] == theirs


def connect_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
    )
    return connection


def marked_words(text: str) -> list[str]:
    return [part.split("\x02")[0] for part in text.split("\x01")[1:]]


# The index itself


def half(block: bytes) -> bytes:
    return block[: len(block) // 2]


def zeros(block: bytes) -> bytes:
    return bytes(len(block))


def ones(block: bytes) -> bytes:
    return b"\xff" * len(block)


def noise(block: bytes) -> bytes:
    return random.Random(len(block)).randbytes(len(block) + 7)  # noqa: S311 - a seed, not a secret


# What a bad sector does to the index's own pages: all of them, its structure, or the words alone.
damaging = pytest.mark.parametrize(
    ("damage", "where"),
    list(itertools.product([half, zeros, ones, noise], ["1", "id = 10", "id > 10"])),
)


def damage_index(path: Path, damage: Callable[[bytes], bytes], where: str) -> None:
    with closing(connect(path)) as connection:
        connection.create_function("damage", 1, damage)
        change = f"UPDATE search_index_data SET block = damage(block) WHERE {where}"  # noqa: S608
        connection.execute(change)


@damaging
def test_a_damaged_index_costs_no_edit_and_is_built_anew(
    path: Path, damage: Callable[[bytes], bytes], where: str
) -> None:
    with Library.open(path) as library:
        version = add(library, "A ferry.")
        first = mark(library, version, note="first")
    damage_index(path, damage, where)
    with Library.open(path) as library:
        edit(library, first, note="second")
        annotation = mark(library, version, note="kept")
        assert {a.note for a in library.annotations(version.article_id)} == {"second", "kept"}
        assert found(library, "second") <= {first.id}
        searching.build_index(library, Job())
        assert found(library, "ferry") == {version.article_id}
        assert found(library, "kept") == {annotation.id}
        assert found(library, "first") == set()
        assert library.verify() == []


@pytest.mark.parametrize("damage", [half, ones])
def test_an_index_that_cant_be_asked_is_set_aside_at_the_door(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    with Library.open(path) as library:
        add(library, "A ferry.")
    damage_index(path, damage, "id = 10")
    with Library.open(path) as library, library._file.reading() as connection:
        assert not is_current(connection)


@damaging
def test_a_damaged_index_is_set_aside_or_found_by_the_check(
    path: Path, damage: Callable[[bytes], bytes], where: str
) -> None:
    with Library.open(path) as library:
        add(library, "A ferry.")
    damage_index(path, damage, where)
    with Library.open(path) as library:
        assert [f.article_id for f in library.verify()] in ([], [""])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_entries WHERE annotation = 1",
        "UPDATE search_entries SET day = 19990101 WHERE annotation = 1",
        "UPDATE search_entries SET shown = 0 WHERE annotation = 0",
        "UPDATE search_entries SET digest = 0 WHERE annotation = 0",
        "INSERT INTO search_entries VALUES (99, 1, 99, 20310506, 1, 0)",
    ],
)
def test_an_index_that_is_not_true_is_found_by_the_check_and_mended(
    library: Library, statement: str
) -> None:
    version = add(library, "A ferry.")
    mark(library, version, note="kept")
    assert library.verify() == []
    with library._file.writing() as connection:
        connection.exec_driver_sql(statement)
    (finding,) = library.verify()
    assert "search index is wrong in 1 place" in finding.sentence
    library.build_index()
    assert library.verify() == []


def test_words_left_behind_in_the_index_lead_nowhere(library: Library) -> None:
    """What was indexed by other rules than today's can't be taken out by naming its words."""
    version = add(library, "A ferry.")
    annotation = mark(library, version, note="first thought")
    with library._file.writing() as connection:
        connection.exec_driver_sql("UPDATE search_entries SET digest = 0")
    edit(library, annotation, note="second thought")
    assert not found(library, "first")
    assert found(library, "second") == {annotation.id}


def test_a_mark_that_the_index_lost_is_edited_and_found_again(library: Library) -> None:
    version = add(library, "A ferry.")
    annotation = mark(library, version, note="first thought")
    with library._file.writing() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries WHERE annotation <> 0")
    edit(library, annotation, note="second thought")
    assert [one.note for one in library.annotations(version.article_id)] == ["second thought"]
    with library._file.reading() as connection:
        assert not is_current(connection)
    searching.build_index(library, Job())
    assert found(library, "second") == {annotation.id}
    assert not found(library, "first")
    assert library.verify() == []


def old_library(path: Path) -> Version:
    """A library as the first schema had it, with an article and an annotation."""
    path.touch()
    article, version, capture = an_article()
    with closing(connect(path)) as connection:
        engine = for_writing(engine_for(connection, path))
        with engine.connect() as steps:
            upgrading.migrate(steps, "0001")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        with engine.begin() as transaction:
            insert_article(transaction, article, version, capture)
    return version


def test_a_library_of_the_first_schema_is_searched_after_its_index_is_built(path: Path) -> None:
    version = old_library(path)
    with Library.open(path) as library:
        annotation = mark(library, version, note="kept")  # before the index is there
        with pytest.raises(IndexOutdated, match="galley check --repair"):
            library.search(parse_query("ferry"))
        assert library.verify() == []
        steps: list[int] = []
        job = Job(listener=lambda progress: steps.append(progress.done))
        results = searching.search(library, "ferry", job=job)
        assert {hit.article_id for hit in results.hits} == {version.article_id}
        assert steps == [0, 1]
        assert found(library, "kept") == {annotation.id}
        assert library.verify() == []
    assert path.with_name("library.schema-1.edit-0.galley").exists()


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
@pytest.mark.parametrize("when", ["create_table", "execute"])
@pytest.mark.parametrize("done", [False, True])
def test_a_step_from_the_first_schema_that_is_killed_can_be_made_again(
    path: Path, when: str, done: bool
) -> None:
    version = old_library(path)
    code = (
        "import os, sys; from pathlib import Path; from alembic import op\n"
        "from galley.storage.library import Library\n"
        f"original = op.{when}\n"
        "def dying(*arguments, **named):\n"
        f"    if {done}: original(*arguments, **named)\n"
        "    os.kill(os.getpid(), 9)\n"
        f"op.{when} = dying\n"
        "Library.open(Path(sys.argv[1]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Library.open(path, exclusive=True) as library:
        assert found(library, "ferry") == {version.article_id}
        assert library.verify() == []


def test_a_build_that_is_cancelled_leaves_the_index_as_it_was(library: Library) -> None:
    version = add(library, "A ferry.")
    add(library, "Another.")

    def cancel(_progress: object) -> None:
        job.cancel()

    job = Job(listener=cancel)
    with pytest.raises(JobCancelled):
        searching.build_index(library, job)
    assert found(library, "ferry") == {version.article_id}
    assert library.verify() == []


def test_a_hit_is_a_value() -> None:
    assert dataclasses.is_dataclass(SearchHit)
