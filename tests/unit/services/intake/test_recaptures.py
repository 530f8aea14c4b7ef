"""What counts as another capture of an article, and what does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.domain.article import Block, Metadata, ParsedArticle, Version, Zone
from galley.services.intake.importing import add_parsed
from galley.services.intake.recaptures import Recaptures, is_recapture, page_key
from galley.storage.index_state import mark_outdated
from galley.storage.library import Library

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FERRY = (
    "The ferry Queen of the Quay sank at noon on Monday with 105 people on board.",
    "The harbour master said that nobody had told the crew to wait for a pilot.",
    "Divers from two towns went out in the afternoon and came back before dark.",
)
MORE = (
    "By Tuesday the last of the passengers had been taken to the hospital of the island.",
    "An inquiry begins next week, the ministry of ports said in a short statement.",
)
MARKET = (
    "The fish market opens an hour later from Monday, the harbour master said on Friday.",
    "Sellers had asked for the change because the first boats come in with the tide.",
    "The new hours hold until the end of the season and may be looked at again then.",
)
PAPER = Metadata(publication="The Harbour Gazette", headline="Ferry sinks off the north quay")


def blocks(paragraphs: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Block(Zone.BODY, text) for text in paragraphs)


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        (PAPER.headline, FERRY),
        (PAPER.headline, (*FERRY[:2], *MORE)),  # written on
        ("Ferry sinks off the north quay, 105 saved", (*FERRY, *MORE)),
        ("All 105 saved as ferry sinks off quay", (FERRY[0].replace("105", "106"), *FERRY[1:])),
    ],
)
def test_captures_of_one_article(headline: str, paragraphs: Sequence[str]) -> None:
    later = replace(PAPER, headline=headline)
    assert is_recapture((PAPER, blocks(FERRY)), (later, blocks(paragraphs)))
    assert is_recapture((later, blocks(paragraphs)), (PAPER, blocks(FERRY)))


@pytest.mark.parametrize(
    ("metadata", "paragraphs"),
    [
        (PAPER, MARKET),  # a heading that returns every week
        (replace(PAPER, headline="Market opens an hour later"), MARKET),
        (replace(PAPER, headline="Market opens an hour later"), FERRY),  # quoted in full elsewhere
        (replace(PAPER, publication="The Island Post"), FERRY),  # an agency's text in two papers
        (PAPER, ()),
    ],
)
def test_two_articles(metadata: Metadata, paragraphs: Sequence[str]) -> None:
    assert not is_recapture((PAPER, blocks(FERRY)), (metadata, blocks(paragraphs)))


def test_a_text_that_does_not_say_of_which_paper_it_is_needs_more_of_the_same_words() -> None:
    unknown = replace(PAPER, publication="")
    assert is_recapture((PAPER, blocks(FERRY)), (unknown, blocks((*FERRY, *MORE))))
    assert is_recapture((unknown, blocks(FERRY)), (unknown, blocks(FERRY)))
    assert is_recapture((PAPER, blocks(FERRY)), (PAPER, blocks((*FERRY[:2], *MORE))))
    assert not is_recapture((PAPER, blocks(FERRY)), (unknown, blocks((*FERRY[:2], *MORE))))
    assert not is_recapture((PAPER, blocks(FERRY)), (unknown, blocks(MARKET)))


def test_an_address_names_an_article_but_a_front_page_does_not() -> None:
    page = replace(PAPER, address="https://www.gazette.example/news/ferry?utm_source=mail")
    same = Metadata("", "The ferry: what we know", address="http://gazette.example/news/ferry/#top")
    written_anew = (*FERRY[:1], *MORE)
    assert is_recapture((page, blocks(FERRY)), (same, blocks((*FERRY[1:], *MORE))))
    assert not is_recapture((page, blocks(FERRY)), (replace(same, headline="Fish"), blocks(MARKET)))
    front = replace(PAPER, address="https://gazette.example/")
    other = Metadata("", "Fish", address="https://gazette.example/")
    assert not is_recapture((front, blocks(FERRY)), (other, blocks(written_anew)))
    assert page_key(page.address) == page_key(same.address) != ""
    assert page_key(front.address) == page_key("") == page_key("a folder") == ""
    assert page_key("https://gazette.example/?p=12") != page_key("https://gazette.example/?p=13")


def parsed(metadata: Metadata, paragraphs: Sequence[str]) -> ParsedArticle:
    return ParsedArticle(metadata, blocks(paragraphs), "text-capture/1")


def test_a_library_is_asked_for_the_newest_that_fits(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.galley") as library:
        known = Recaptures(library)
        ferry = parsed(PAPER, FERRY)
        assert known.likely(ferry) is None
        ids = []
        for number, paragraphs in enumerate((FERRY, MARKET, (*FERRY, *MORE[:1]))):
            capture = parsed(PAPER, paragraphs)
            data = f"{number}".encode()
            taken = add_parsed(library, capture, data, name="x.txt", media_type="", now=NOW)
            known.note(taken.article.id, PAPER)
            ids.append(taken.article.id)
        for asked in (known, Recaptures(library)):
            found = asked.likely(ferry)
            assert found is not None
            assert found.id == ids[2]
            market = asked.likely(parsed(PAPER, MARKET[1:]))
            assert market is not None
            assert market.id == ids[1]
            assert asked.likely(parsed(replace(PAPER, headline="Wholly other"), MARKET)) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "https://gazette.example/news/ferry-sinks",
            "http://www.gazette.example/news/ferry-sinks/",
        ),
        ("https://gazette.example/né/ü", "https://gazette.example/n%C3%A9/%C3%BC#top"),
        ("https://gazette.example/?p=12", "https://gazette.example?p=12&utm_medium=mail"),
        ("https://gazette.example/?é", "https://gazette.example/?%C3%A9"),
    ],
)
def test_an_article_is_known_by_its_address_under_another_headline(
    tmp_path: Path, earlier: str, later: str
) -> None:
    with Library.open(tmp_path / "library.galley") as library:
        first = parsed(replace(PAPER, address=earlier), FERRY)
        taken = add_parsed(library, first, b"1", name="x.txt", media_type="", now=NOW)
        renamed = Metadata("The Gazette", "What we know by now", address=later)
        found = Recaptures(library).likely(parsed(renamed, (*FERRY, *MORE)))
        assert found is not None
        assert found.id == taken.article.id


def test_of_many_articles_under_one_heading_few_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "library.galley") as library:
        for number in range(30):
            capture = parsed(PAPER, (f"Edition {number}", *MARKET))
            data = f"{number}".encode()
            add_parsed(library, capture, data, name="x.txt", media_type="", now=NOW)
        read: list[str] = []
        version = library.version

        def reading(one: str) -> Version:
            read.append(one)
            return version(one)

        monkeypatch.setattr(library, "version", reading)
        assert Recaptures(library).likely(parsed(PAPER, FERRY)) is None
        assert len(read) <= 5


INQUIRY = (
    "Nobody had told the pilots of the island that the old ferry would leave before noon.",
    "So an inquiry into the accident of last spring heard in the town hall yesterday.",
    "The harbour master said that 3 of the 4 lights on the breakwater were dark for a week.",
    "In 12 years of office he had written to the ministry twice, and had no answer.",
    "Lawyers of the shipping company replied that its captain knew the passage by heart.",
    "He had sailed it 900 times; a buoy that had drifted 40 metres misled him, they said.",
    "The hearing goes on until Friday; relatives of the 17 who are missing speak last.",
)
REWRITTEN = "“He knew the passage by heart”"


def library_with(path: Path, *captures: ParsedArticle) -> tuple[Library, list[str]]:
    library = Library.open(path)
    ids = []
    for number, capture in enumerate(captures):
        data = f"{number}".encode()
        taken = add_parsed(library, capture, data, name="x.txt", media_type="", now=NOW)
        ids.append(taken.article.id)
    return library, ids


@pytest.mark.parametrize("publication", [PAPER.publication, ""])
def test_a_text_of_some_length_is_known_under_another_headline(
    tmp_path: Path, publication: str
) -> None:
    first = parsed(PAPER, INQUIRY)
    library, (inquiry, _other) = library_with(tmp_path / "a", first, parsed(PAPER, MARKET))
    with library:
        later = replace(PAPER, publication=publication, headline=REWRITTEN)
        told_anew = (INQUIRY[0].replace("old ferry", "ferry Queen"), *INQUIRY[1:], MORE[0])
        for paragraphs in (INQUIRY, told_anew):
            found = Recaptures(library).likely(parsed(later, paragraphs))
            assert found is not None
            assert found.id == inquiry
        untitled = parsed(replace(later, headline=""), INQUIRY)
        assert Recaptures(library).likely(untitled) is not None


def test_an_agency_s_text_in_another_paper_is_another_article(tmp_path: Path) -> None:
    library, _ids = library_with(tmp_path / "a", parsed(PAPER, INQUIRY))
    with library:
        elsewhere = Metadata("The Island Post", REWRITTEN)
        assert Recaptures(library).likely(parsed(elsewhere, INQUIRY)) is None
    # The site tells as well, where a page does not say of which paper it is.
    ours = replace(PAPER, address="https://gazette.example/inquiry")
    theirs = Metadata("", REWRITTEN, address="https://post.example/inquiry-17")
    ours_later = Metadata("", REWRITTEN, address="https://www.gazette.example/by-heart")
    assert not is_recapture((ours, blocks(INQUIRY)), (theirs, blocks(INQUIRY)))
    assert is_recapture((ours, blocks(INQUIRY)), (ours_later, blocks(INQUIRY)))


def test_copies_in_other_papers_do_not_stand_before_the_paper_s_own(tmp_path: Path) -> None:
    papers = ("Harbour Gazette", "Island Post", "Northern Herald", "Sound Courier", "Quay Echo")
    copies = [
        parsed(Metadata(publication=paper, headline=f"{paper}: {paper[::-1]}"), INQUIRY)
        for paper in papers
    ]
    library, (first, *_others) = library_with(tmp_path / "a", *copies)
    with library:
        again = parsed(Metadata(publication=papers[0], headline=REWRITTEN), INQUIRY)
        found = Recaptures(library).likely(again)
        assert found is not None
        assert found.id == first


def test_a_text_with_much_else_around_it_is_another_article(tmp_path: Path) -> None:
    library, _ids = library_with(tmp_path / "a", parsed(PAPER, INQUIRY))
    with library:
        week = replace(PAPER, headline="What the week brought")
        others = tuple(text.replace(" the ", f" no {n} ") for n in range(5) for text in MARKET)
        assert Recaptures(library).likely(parsed(week, (*INQUIRY, *others))) is None


def forecast(low: int, high: int, wind: int, rise: str, fall: str) -> tuple[str, ...]:
    """The paper's forecast: every day the same sentences."""
    return (
        f"Over the islands it will be fair, with lows of {low} and highs of {high} degrees.",
        f"Winds of {wind} knots blow along the coast, a little less in the evening.",
        f"High water comes at {rise} and low water at {fall}, by the clock of the harbour.",
        "Small boats had better stay in while the flag is up on the breakwater.",
        "Forecasts are made for this paper by the harbour master and hold until midnight.",
        "Whoever goes out asks again at the quay, where they are put up at every hour.",
        f"All need a life jacket, and the coastguard is on channel {wind + 40}.",
    )


def test_forecasts_of_two_days_are_two_articles(tmp_path: Path) -> None:
    monday = parsed(replace(PAPER, headline="A fair Monday"), forecast(11, 19, 12, "6.12", "12.30"))
    thursday = parsed(
        replace(PAPER, headline="Thursday: summer is back, and how"),
        forecast(16, 27, 7, "8.40", "15.05"),
    )
    library, (first,) = library_with(tmp_path / "a", monday)
    with library:
        assert Recaptures(library).likely(thursday) is None
        again = parsed(thursday.metadata, forecast(11, 19, 12, "6.12", "12.30"))
        found = Recaptures(library).likely(again)
        assert found is not None
        assert found.id == first


def test_a_short_text_under_another_headline_is_another_article(tmp_path: Path) -> None:
    library, _ids = library_with(tmp_path / "a", parsed(PAPER, (*FERRY, MORE[0])))
    with library:
        renamed = parsed(replace(PAPER, headline=REWRITTEN), (*FERRY, MORE[0]))
        assert Recaptures(library).likely(renamed) is None


def test_a_library_whose_index_is_not_built_yet_goes_by_headlines(tmp_path: Path) -> None:
    library, (first,) = library_with(tmp_path / "a", parsed(PAPER, INQUIRY))
    with library:
        with library._file.writing() as connection:
            mark_outdated(connection)
        renamed = parsed(replace(PAPER, headline=REWRITTEN), INQUIRY)
        assert Recaptures(library).likely(renamed) is None
        found = Recaptures(library).likely(parsed(PAPER, INQUIRY))
        assert found is not None
        assert found.id == first
