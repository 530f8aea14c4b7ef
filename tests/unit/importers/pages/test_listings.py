"""A page that lists articles gets one sentence; whatever may be an article is read."""

import pytest

from galley.domain.errors import ImportFailed
from galley.importers.pages.html_page import parse_page

ISLE = "https://isle.example"
SAID = "They met and decided nothing, as they had done for many years before that."


def teasers(count: int, *, said: str = SAID, to: str = "/news/") -> str:
    return "".join(
        f"<div><h3><a href='{to}{n}'>The council met again: day {n}</a></h3><p>{said}</p></div>"
        for n in range(count)
    )


def page(body: str, *, address: str = f"{ISLE}/", head: str = "") -> str:
    canonical = f'<link rel="canonical" href="{address}">'
    return f"<head><title>The Isle</title>{canonical}{head}</head><body><main>{body}</main>"


@pytest.mark.parametrize(
    "source",
    [
        page(teasers(10)),
        page(f"<h1>The Isle</h1>{teasers(10)}", address=f"{ISLE}/en/"),
        page(teasers(24), address=f"{ISLE}/section/harbour"),
    ],
)
def test_a_list_of_articles_is_none(source: str) -> None:
    with pytest.raises(ImportFailed, match="lists articles"):
        parse_page(source)


LONG = f"<p>{SAID} {SAID} {SAID}</p>" * 4
ISLAND = f"{ISLE}/news/council"
ARTICLE = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    "source",
    [
        page(f"<h1>The council</h1>{LONG}<h2>More</h2>{teasers(30)}"),
        page(f"<h1>Short notice</h1><p>{SAID}</p>{teasers(30)}", address=ISLAND, head=ARTICLE),
        page(f"<h1>Short notice</h1><p>{SAID}</p></main>{teasers(30)}", address=ISLAND),
        page(f"<h1>Twelve walks on the island</h1><p>{SAID}</p>{teasers(12)}", address=ISLAND),
        page(f"<h1>Books of the year</h1>{teasers(24, to='https://b.example/')}", address=ISLAND),
        page(f"<h1>Reviews</h1>{teasers(24, said=f'{SAID} ' * 5)}", address=ISLAND),
        page(f"<h1>Live from the council</h1>{teasers(24, to='#post-')}", address=ISLAND),
        page(f"<h1>The Isle</h1><p>{SAID}</p>{teasers(4)}"),
    ],
)
def test_what_may_be_an_article_is_read(source: str) -> None:
    assert parse_page(source).blocks
