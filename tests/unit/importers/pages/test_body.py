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


def body_of(name: str, own: tuple[str, ...] = BRIEF) -> list[str]:
    """The body of a page with a short article and a box of a longer text below it."""
    article = f"<article><h1>A toll for lorries</h1>{paragraphs(own)}</article>"
    return body_in(f'<body>{article}<div class="{name}">{paragraphs(LONGER)}</div></body>')


def body_in(page: str) -> list[str]:
    parsed = parse(page.encode(), name="toll.html")
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["related-promo", "recommended", "newsletter"])
def test_a_short_article_with_the_page_s_heading_is_it(name: str) -> None:
    assert body_of(name) == list(BRIEF)


def test_what_no_name_speaks_against_stays_with_it() -> None:
    assert body_of("posts") == [*BRIEF, *map(spaced, LONGER)]


def test_articles_beside_it_are_no_reason_to_leave_them_out() -> None:
    posts = "".join(f"<article><p>{text}</p></article>" for text in LONGER)
    page = f"<body><article><h1>A toll</h1>{paragraphs(BRIEF)}</article>{posts}</body>"
    assert set(body_in(page)) >= set(map(spaced, LONGER))


def test_a_heading_with_one_paragraph_is_only_the_article_s_head() -> None:
    assert set(body_of("text-widget", BRIEF[:1])) >= set(map(spaced, LONGER))
