"""What is said of an article follows its corrected blocks, unless a person says otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from galley.domain.article import (
    CORRECTED,
    WRITTEN_BY_HAND,
    Article,
    Block,
    Metadata,
    Version,
    Zone,
)
from galley.domain.reading import corrected
from galley.domain.structure import AsCaptured, BringBack, Correction, LeaveOut, SetZone, Split
from galley.services.corrections.correcting import correct
from galley.services.corrections.details import told_anew
from galley.storage.library import Library
from tests.marked_article import FERRY, NOW, an_article
from tests.taking_in import import_capture

ARTICLE, VERSION = an_article(FERRY)
MASTHEAD, HEADLINE = 0, 1  # “Harbour Gazette” and “Ferry full”


def told(article: Article, version: Version, *corrections: Correction) -> Metadata:
    """What is said of an article after corrections, each a step of its own."""
    for made in range(len(corrections)):
        before, after = (corrected(version, corrections[:count]) for count in (made, made + 1))
        article = told_anew(article, version, before, after, corrections[made : made + 1])
    return article.metadata


def listed(article: Article, *corrections: Correction) -> str:
    """What an article is listed by after corrections."""
    return told(article, VERSION, *corrections).headline


def said(headline: str, source: str = "JSON-LD") -> Article:
    known = replace(ARTICLE.metadata, headline=headline, sources=(("headline", source),))
    return replace(ARTICLE, metadata=known)


def test_a_block_that_is_made_the_headline_is_what_it_is_listed_by() -> None:
    none = SetZone(HEADLINE, Zone.BODY)
    assert listed(said(""), none, SetZone(MASTHEAD, Zone.HEADLINE)) == "Harbour Gazette"
    wrong = said("Ferry full")
    assert listed(wrong, none, SetZone(MASTHEAD, Zone.HEADLINE)) == "Harbour Gazette"
    assert listed(wrong, SetZone(MASTHEAD, Zone.HEADLINE), none) == "Harbour Gazette"
    assert listed(wrong, Split(HEADLINE, 5), SetZone(HEADLINE + 1, Zone.BODY)) == "Ferry"


def test_without_a_headline_it_is_listed_as_it_was() -> None:
    assert listed(said("Ferry full"), SetZone(HEADLINE, Zone.BODY)) == "Ferry full"


@pytest.mark.parametrize("article", [said("A ferry was full"), said("Ferry full", "by hand")])
def test_words_that_were_chosen_stay(article: Article) -> None:
    assert listed(article, Split(HEADLINE, 5)) == article.metadata.headline


def test_it_is_one_edit_that_undo_takes_back(tmp_path: Path) -> None:
    text = (
        b"The ferry was late\n\nThe ferry was late again on Sunday, said the 40 people who waited "
        b"on the quay for it.\n\nIt is the third time since May, the town said."
    )
    with Library.open(tmp_path / "l.galley") as library:
        article = import_capture(library, text, name="f.txt", now=NOW).article
        assert article.metadata.headline == "The ferry was late"
        correct(library, article.version_id, None, [Split(0, 9)])
        assert library.article(article.id).metadata.headline == "The ferry"
        library.undo(article.id)
        assert library.article(article.id) == article


BYLINE, DAY, UPDATED, OTHER, TEXT = 1, 2, 3, 4, 5
BLOCKS = (
    Block(Zone.HEADLINE, "Ferry full"),
    Block(Zone.BODY, "By Ann Berg and Bo Holm, Oslo"),
    Block(Zone.BODY, "Monday, 4 May 2026"),
    Block(Zone.BODY, "Updated: 6 May 2026"),
    Block(Zone.BODY, "Cy Dale | Harbour Gazette"),
    Block(Zone.BODY, "The council voted to keep the ferry."),
)
BOTH = ("Ann Berg", "Bo Holm")


def of(
    *corrections: Correction, zones: Mapping[int, Zone] = MappingProxyType({}), **known: object
) -> Metadata:
    """What is said after corrections of an article of these blocks, some in other zones."""
    blocks = [
        replace(block, zone=zones.get(number, block.zone)) for number, block in enumerate(BLOCKS)
    ]
    sources = tuple((name, "JSON-LD") for name in known)
    return told(*an_article(blocks, **{"sources": sources, **known}), *corrections)


def fields(**known: object) -> dict[str, Any]:
    """What is known of an article before."""
    return known


def source_of(metadata: Metadata, field: str) -> str:
    return dict(metadata.sources).get(field, "")


def test_a_block_that_is_made_the_byline_says_who_wrote_it() -> None:
    byline = SetZone(BYLINE, Zone.BYLINE)
    for known in (fields(), fields(authors=("Read More",))):
        metadata = of(byline, **known)
        assert metadata.authors == BOTH
        assert source_of(metadata, "authors") == CORRECTED


def test_a_second_byline_joins_the_first_without_the_papers_name() -> None:
    metadata = of(SetZone(OTHER, Zone.BYLINE), zones={BYLINE: Zone.BYLINE}, authors=BOTH)
    assert metadata.authors == (*BOTH, "Cy Dale")


def test_what_an_older_byline_says_is_not_taken_where_the_importer_did_not() -> None:
    zones = {BYLINE: Zone.BYLINE}
    assert of(SetZone(OTHER, Zone.BYLINE), zones=zones, authors=("Di Ek",)).authors == ("Cy Dale",)


def test_a_block_that_is_made_the_date_says_the_day() -> None:
    metadata = of(SetZone(DAY, Zone.DATE), published="2026-05-09")
    assert metadata.published == "2026-05-04"
    assert source_of(metadata, "published") == CORRECTED
    exact = "2026-05-04T08:30:00+02:00"
    assert of(SetZone(DAY, Zone.DATE), published=exact).published == exact, "it says the same day"


def test_the_day_of_an_update_counts_only_if_no_other_is_known() -> None:
    update = SetZone(UPDATED, Zone.DATE)
    assert of(update).published == "2026-05-06"
    assert of(update, published="2026-05-04").published == "2026-05-04"
    assert of(update, SetZone(DAY, Zone.DATE)).published == "2026-05-04"


def test_a_block_that_says_neither_name_nor_day_leaves_what_is_known() -> None:
    known = fields(authors=BOTH, published="2026-05-04", headline="Ferry full")
    for zone in (Zone.BYLINE, Zone.DATE, Zone.DEK, Zone.CAPTION):
        assert of(SetZone(TEXT, zone), **known) == of(**known)


@pytest.mark.parametrize(
    ("field", "value", "correction"),
    [
        ("headline", "A ferry", SetZone(TEXT, Zone.HEADLINE)),
        ("authors", ("Di Ek",), SetZone(BYLINE, Zone.BYLINE)),
        ("published", "2026-05-09", SetZone(DAY, Zone.DATE)),
    ],
)
def test_what_a_person_wrote_stays(field: str, value: object, correction: Correction) -> None:
    there = fields(**{field: value})
    known = fields(**there, sources=((field, WRITTEN_BY_HAND),))
    assert of(correction, **known) == of(**known)
    assert of(correction, **there) != of(**there)


def test_taken_away_again_it_is_as_the_capture_has_it() -> None:
    for known in (fields(), fields(authors=("Di Ek",))):
        there = of(**known)
        made = SetZone(BYLINE, Zone.BYLINE)
        for undone in (SetZone(BYLINE, Zone.BODY), LeaveOut(BYLINE), AsCaptured()):
            assert of(made, undone, **known) == there


def test_taken_away_again_it_is_what_the_other_blocks_say() -> None:
    both = SetZone(BYLINE, Zone.BYLINE), SetZone(OTHER, Zone.BYLINE)
    assert of(*both, SetZone(BYLINE, Zone.BODY)).authors == ("Cy Dale",)
    assert of(*both, SetZone(OTHER, Zone.BODY)).authors == BOTH


def test_without_its_block_what_the_importer_found_stays() -> None:
    zones = {BYLINE: Zone.BYLINE, DAY: Zone.DATE}
    known = fields(authors=BOTH, published="2026-05-04")
    there = of(zones=zones, **known)
    for gone in (LeaveOut(BYLINE), SetZone(BYLINE, Zone.BODY), LeaveOut(DAY)):
        assert of(gone, zones=zones, **known) == there


def test_words_of_the_capture_stay_when_a_block_that_says_less_comes_back() -> None:
    known = fields(authors=("Ann Berg", "Bo Holm", "Cy Dale"))
    zones = {BYLINE: Zone.BYLINE}
    back = BringBack(0, BYLINE, Zone.BYLINE)
    assert of(LeaveOut(BYLINE), back, zones=zones, **known).authors == known["authors"]


def test_a_byline_that_is_split_says_what_is_left_in_it() -> None:
    zones = {BYLINE: Zone.BYLINE}
    rest = SetZone(BYLINE + 1, Zone.BODY)
    metadata = of(Split(BYLINE, len("By Ann Berg")), rest, zones=zones, authors=BOTH)
    assert metadata.authors == ("Ann Berg",)


def test_authors_and_block_are_one_edit_that_undo_takes_back(tmp_path: Path) -> None:
    text = (
        b"The ferry was late\n\nThe ferry was late again on Sunday, said the 40 people who waited "
        b"on the quay for it.\n\nIt is the third time since May, the town said to Bo Holm.\n\n"
        b"Nobody knows why the ferry is late, or whether it will be on time on Monday."
    )
    with Library.open(tmp_path / "l.galley") as library:
        article = import_capture(library, text, name="f.txt", now=NOW).article
        assert article.metadata.authors == ()
        blocks = library.version(article.version_id).blocks
        row = next(n for n, block in enumerate(blocks) if "Bo Holm" in block.text)
        name = blocks[row].text.index("Bo Holm")
        parted: list[Correction] = [Split(row, name), SetZone(row + 1, Zone.BYLINE)]
        correct(library, article.version_id, None, parted)
        assert library.article(article.id).metadata.authors == ("Bo Holm",)
        assert library.version(article.version_id).blocks[row + 1].zone is Zone.BYLINE
        library.undo(article.id)
        assert library.article(article.id) == article
        assert library.version(article.version_id).blocks == blocks
