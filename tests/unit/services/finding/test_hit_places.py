"""What stands around a hit: its paragraph and the neighbours, of its own side of the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.domain.search import SearchField, SearchHit
from galley.resources import SAMPLE, data_file
from galley.services.finding.hit_places import HitPlace, hit_place
from galley.services.finding.searching import search
from galley.storage.library import Library
from tests.taking_in import import_capture

NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as made:
        import_capture(made, data_file(SAMPLE).read_bytes(), name="sample.txt", now=NOW)
        yield made


def hit(library: Library, query: str, field: SearchField) -> SearchHit:
    (found,) = search(library, query).hits
    offsets = {found.field: found.offset} | {one.field: one.offset for one in found.further}
    return replace(found, field=field, offset=offsets[field], further=())


def test_the_paragraph_before_and_two_after(library: Library) -> None:
    place = hit_place(library, hit(library, '"Justice deputy"', SearchField.TEXT))
    beginnings = [text[:20] for _start, text in place.paragraphs]
    assert beginnings == [
        "“Though there are ma",
        "Ministry of Justice ",
        "Minister of Labour I",
        "Moeun Tola, of labou",
    ]
    assert place.here == 1


def test_beside_the_article_stands_what_is_beside_it(library: Library) -> None:
    found = hit(library, "Candlelight", SearchField.SIDEBAR)
    place = hit_place(library, found)
    assert "Candlelight" in place.paragraphs[place.here][1]
    assert not any("Ministry of Justice" in text for _start, text in place.paragraphs)


def test_without_a_place_it_is_the_beginning(library: Library) -> None:
    (found,) = search(library, "Kingdom failing").hits
    place = hit_place(library, found)
    assert place.here == -1
    assert any(text.startswith("Human trafficking in") for _start, text in place.paragraphs)


def test_an_article_that_has_gone_has_none(library: Library) -> None:
    assert hit_place(library, SearchHit("gone", "", "", "", offset=3)) == HitPlace(())
