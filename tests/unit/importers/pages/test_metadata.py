"""What a page says of itself."""

import pytest

from galley.importers.pages.metadata import without_site


@pytest.mark.parametrize(
    ("title", "site", "kept"),
    [
        ("The pier will close - The Island Gazette", "The Island Gazette", "The pier will close"),
        ("The pier will close | Anything at all", "The Island Gazette", "The pier will close"),
        ("The pier will close - Gazette News", "gazette.example", "The pier will close"),
        ("The pier will close - and open again", "The Island Gazette", None),
        ("The pier will close - and open again", "", "The pier will close"),
        ("The pier will close", "The Island Gazette", None),
    ],
)
def test_a_title_without_the_paper_s_name(title: str, site: str, kept: str | None) -> None:
    assert without_site(title, site) == (kept or title)
