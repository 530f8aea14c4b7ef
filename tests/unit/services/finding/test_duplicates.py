"""Which articles are taken for the same, and which are not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from galley.domain.article import Article, Block, Capture, Metadata, Version, Zone
from galley.services.edits.article_editing import apply_to_articles, trash
from galley.services.finding.duplicates import Pair, Print, candidates, compared, newest, prints_of
from galley.storage.library import Library
from tests.without_backup import WITHOUT_BACKUP

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FERRY = (
    "The town council voted seven to four on Tuesday to raise ferry fares by a tenth from May, "
    "the first rise in six years. Some 2,900 people cross on a working day, according to the "
    "ferry office, which counts tickets and not passengers. A monthly pass will cost 44 crowns."
)
SALT = (
    "The salt works at Ostwick may reopen after thirty-eight years, its owners said, if the "
    "harbour is dredged. They put the cost at nine million crowns and hope for a grant; the "
    "council has promised nothing so far, and the pier has been closed since the winter storms."
)
COPYRIGHT = "All rights reserved. This paper may not be copied without the leave of its owners."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as opened:
        yield opened


def add(library: Library, number: int, text: str, capture: bytes = b"", headline: str = "") -> str:
    data = capture or f"{number}: {text}".encode()
    kept = Capture(sha256(data).hexdigest(), len(data), "page.txt", "text/plain", NOW)
    metadata = Metadata(headline=headline or f"Headline {number}")
    blocks = (
        Block(Zone.HEADLINE, metadata.headline),
        Block(Zone.BODY, text),
        Block(Zone.SIDEBAR_ITEM, COPYRIGHT, group=0),
    )
    version = Version(f"v{number}", f"a{number}", 1, kept, "made-up/1", metadata, blocks)
    library.add_article(Article(f"a{number}", version.id, metadata, NOW), version, data)
    return f"a{number}"


def found(library: Library) -> list[Pair]:
    ids = newest(library.articles())
    return compared(library, candidates(prints_of(library, ids)))


def names(pairs: list[Pair]) -> set[frozenset[str]]:
    return {frozenset((pair.first, pair.second)) for pair in pairs}


def test_the_same_capture_twice_is_told_whatever_is_read_in_it(library: Library) -> None:
    add(library, 1, FERRY, b"the same")
    add(library, 2, SALT, b"the same")
    (pair,) = found(library)
    assert (pair.first, pair.second) == ("a2", "a1"), "the newest first"
    assert (pair.same_capture, pair.likeness) == (True, 1.0)


def test_the_same_words_in_other_bytes_are_all_alike(library: Library) -> None:
    add(library, 1, FERRY, headline="Fares to rise")
    add(library, 2, f"  {FERRY.upper()}", headline="Fares to rise!")
    (pair,) = found(library)
    assert (pair.same_capture, pair.likeness) == (False, 1.0)


def test_an_article_that_was_updated_is_alike_and_shows_where_it_differs(library: Library) -> None:
    add(library, 1, FERRY)
    add(library, 2, FERRY.replace("44 crowns", "46 crowns, the mayor said later"))
    add(library, 3, SALT)
    (pair,) = found(library)
    assert 0.8 < pair.likeness < 1.0
    later, earlier = pair.excerpts
    assert "46 crowns" in later or later.startswith("Headline 2")
    assert earlier != later


def test_what_only_the_papers_own_lines_have_in_common_is_not(library: Library) -> None:
    add(library, 1, FERRY)
    add(library, 2, SALT)
    assert found(library) == []


def test_short_articles_are_compared_too(library: Library) -> None:
    add(library, 1, "Two boats were lost in the storm.", headline="Storm")
    add(library, 2, "Two boats were lost in the storm!", headline="Storm")
    add(library, 3, "", headline="Empty")
    add(library, 4, "", headline="Also empty")
    assert names(found(library)) == {frozenset(("a1", "a2"))}


def test_of_three_alike_each_pair_is_shown_that_tells_something(library: Library) -> None:
    for number in (1, 2, 3):
        add(library, number, f"{FERRY} Edition {number}.", headline="Fares")
    assert names(found(library)) >= {frozenset(("a1", "a2")), frozenset(("a2", "a3"))}


def test_articles_in_the_trash_are_left_alone(library: Library) -> None:
    add(library, 1, FERRY)
    add(library, 2, FERRY)
    prints = prints_of(library, ["a1", "a2", "gone"])
    assert [one.article_id for one in prints] == ["a1", "a2"]
    apply_to_articles(library, ["a1"], trash(now=NOW), WITHOUT_BACKUP)
    assert compared(library, candidates(prints)) == []
    assert found(library) == []


def test_runs_that_many_articles_have_make_no_pairs(library: Library) -> None:
    add(library, 1, FERRY)
    (one,) = prints_of(library, ["a1"])
    many = [Print(f"b{n}", f"b{n}", n, (*one.sketch[:20], n * 7, n * 11)) for n in range(60)]
    assert candidates(many) == []
