"""Which box of a page holds the article, where a longer text stands beside it."""

import pytest

from galley.domain.article import Zone
from galley.importers.registry import parse

BRIEF = (
    "The council of Ostvik decided on Monday that lorries pay 40 crowns on the new bridge.",
    "Drivers said on Tuesday that they would take the old road instead, through the village.",
)
LONGER = (
    "The ferry has sailed since 1950 and carried four hundred cars a day. " * 4,
    "A second bridge is to be built in the north by 2030, if the state pays. " * 4,
    "The mayor of the island said that he knew nothing of a second bridge. " * 4,
)


def body_of(longer: str) -> list[str]:
    """The paragraphs of a page with a short article and something else below it."""
    short = "".join(f"<p>{text}</p>" for text in BRIEF)
    page = f"<body><article><h1>A toll for lorries</h1>{short}</article>{longer}</body>"
    parsed = parse(page.encode(), name="toll.html")
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


@pytest.mark.parametrize("name", ["related-promo", "recommended", "newsletter"])
def test_a_short_article_with_the_page_s_heading_is_it(name: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in LONGER)
    assert body_of(f'<div class="{name}">{paragraphs}</div>') == list(BRIEF)
