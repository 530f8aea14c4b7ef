"""An article is listed by the headline of its page, unless a person says otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.article import Article, Zone
from galley.domain.reading import corrected
from galley.domain.structure import Correction, SetZone, Split
from galley.services.corrections.correcting import correct
from galley.services.corrections.headline import listed_anew
from galley.storage.library import Library
from tests.marked_article import FERRY, NOW, an_article
from tests.taking_in import import_capture

ARTICLE, VERSION = an_article(FERRY)
MASTHEAD, HEADLINE = 0, 1  # “Harbour Gazette” and “Ferry full”


def listed(article: Article, *corrections: Correction, after: int = 0) -> str:
    """What an article is listed by after corrections, the last of which are judged."""
    before = corrected(VERSION, corrections[:after])
    return listed_anew(article, before, corrected(VERSION, corrections)).metadata.headline


def said(headline: str, source: str = "JSON-LD") -> Article:
    known = replace(ARTICLE.metadata, headline=headline, sources=(("headline", source),))
    return replace(ARTICLE, metadata=known)


def test_a_block_that_is_made_the_headline_is_what_it_is_listed_by() -> None:
    none = SetZone(HEADLINE, Zone.BODY)
    assert listed(said(""), none, SetZone(MASTHEAD, Zone.HEADLINE), after=1) == "Harbour Gazette"
    wrong = said("Ferry full")
    assert listed(wrong, none, SetZone(MASTHEAD, Zone.HEADLINE), after=1) == "Harbour Gazette"
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
