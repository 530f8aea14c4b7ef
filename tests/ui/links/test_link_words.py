"""What is said of links."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from galley.domain.annotation import Kind
from galley.domain.note_links import Backlink, LinkEnd, LinkKind, LinkStanding, LinkTarget
from galley.services.links.link_suggesting import LinkOffer
from galley.ui.links.words import (
    about_text,
    backlink_text,
    missing_sentence,
    spoken_offer,
    trashed_sentence,
)

pytestmark = pytest.mark.usefixtures("qapp")

ARTICLE = LinkTarget(LinkKind.ARTICLE, "00000001-0000-4000-8000-000000000000")
MARK = LinkTarget(LinkKind.ANNOTATION, "00000002-0000-4000-8000-000000000000")


def test_what_is_gone_is_named() -> None:
    gone = LinkEnd(MARK, LinkStanding.TRASHED, "a", "m", "Ferry full", "105 people")
    assert trashed_sentence(gone) == "The mark “105 people” is in the trash"
    gone = LinkEnd(ARTICLE, LinkStanding.TRASHED, "a", "", "Ferry full")
    assert trashed_sentence(gone) == "The article “Ferry full” is in the trash"
    assert missing_sentence(LinkEnd(ARTICLE)).startswith("The article that this link leads to")
    assert missing_sentence(LinkEnd(MARK)).startswith("The mark that this link leads to")


def test_a_link_from_another_article_says_which() -> None:
    link = Backlink(MARK, "m", "a", "Ferry full", "105 people")
    assert backlink_text(link, "b") == "Ferry full: “105 people”"
    assert backlink_text(link, "a") == "“105 people”"


@pytest.fixture
def _in_english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_in_english")
def test_offers_are_told_apart_by_eye_and_ear() -> None:
    article = LinkOffer(ARTICLE, "Ferry full", "Harbour Gazette", "2031-05-06")
    assert about_text(article) == "Harbour Gazette · May 2031"
    assert spoken_offer(article) == "Ferry full, Article, Harbour Gazette · May 2031"
    mark = LinkOffer(MARK, "“105 people”", "Ferry full", kind=Kind.CLAIM, note="Counted?")
    assert about_text(mark) == "Ferry full · Counted?"
    assert spoken_offer(mark) == "“105 people”, Claim, Ferry full · Counted?"
