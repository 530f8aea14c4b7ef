"""What a page says of itself."""

import pytest

from galley.importers.pages.dom import take_apart
from galley.importers.pages.metadata import read_declared, without_site


@pytest.mark.parametrize(
    ("title", "site", "kept"),
    [
        ("The pier will close - The Island Gazette", "The Island Gazette", "The pier will close"),
        ("The pier will close | Anything at all", "The Island Gazette", "The pier will close"),
        ("The pier will close - Gazette News", "gazette.example", "The pier will close"),
        ("The pier will close - Gazette of Isle-on-Sea", "Isle-on-Sea", "The pier will close"),
        ("The pier will close - for an in-depth look", "The Island Gazette", None),
        ("The pier will close - and open again", "The Island Gazette", None),
        ("The pier will close - and open again", "", "The pier will close"),
        ("The pier will close", "The Island Gazette", None),
    ],
)
def test_a_title_without_the_paper_s_name(title: str, site: str, kept: str | None) -> None:
    assert without_site(title, site) == (kept or title)


@pytest.mark.parametrize(
    ("publisher", "metas", "publication"),
    [
        ('{"@id": "#owner"}', "", "The Island Gazette"),
        ('{"@id": "#nobody", "url": "https://isle.example"}', "", "isle.example"),
        (
            '"https://isle.example"',
            "<meta name=application-name content=www.i><meta name=og:site_name content=Isle>",
            "Isle",
        ),
    ],
    ids=["named by its id", "an address alone", "an address and a name"],
)
def test_the_publication_is_a_name(publisher: str, metas: str, publication: str) -> None:
    graph = (
        f'[{{"@type": "NewsArticle", "headline": "Pier", "publisher": {publisher}}},'
        '{"@type": "NewsMediaOrganization", "@id": "#owner", "name": "The Island Gazette"}]'
    )
    page = f'<head>{metas}<script type="application/ld+json">{graph}</script></head><p>Text.</p>'
    assert read_declared(take_apart(page)).publication == publication
