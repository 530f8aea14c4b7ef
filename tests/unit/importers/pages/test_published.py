"""The day of publication: what readers see, what machines are told, and what else tells it."""

import json

import pytest

from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT


def told(
    head: str = "", *, data: object = None, metas: str = "", above: str = "", foot: str = ""
) -> tuple[str, str]:
    """The day and its source."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    metadata = parse_page(
        f"<head>{metas}{script}</head><body>{above}<h1>Nothing decided</h1>{head}"
        f"<main>{TEXT}</main>{foot}</body>"
    ).metadata
    return metadata.published[:10], dict(metadata.sources).get("published", "")


def article(published: str) -> dict[str, str]:
    return {"@type": "NewsArticle", "headline": "Nothing decided", "datePublished": published}


@pytest.mark.parametrize(
    ("published", "shown", "day"),
    [
        ("2026-05-05T01:09:55Z", "May 4, 2026 at 6:09 p.m.", "2026-05-04"),
        ("2026-05-03T23:04:00+00:00", "4 May 2026, 00:04", "2026-05-04"),
        ("2026-05-05T01:09:55-07:00", "May 4, 2026", "2026-05-05"),  # by a clock of its own
        ("2026-05-05T01:09:55Z", "1 May 2026", "2026-05-05"),  # no clock is that far
        ("2026-05-05", "4 May 2026", "2026-05-05"),
    ],
)
def test_the_day_is_that_of_the_clock_which_readers_see(
    published: str, shown: str, day: str
) -> None:
    found = told(f"<p>{shown}</p>", data=article(published))
    assert found == (day, "JSON-LD" if day == published[:10] else "date line")


def test_another_moment_in_the_same_zone_is_no_other_clock() -> None:
    line = "<p><time datetime=2026-05-05T11:46:00+00:00>5 May 2026</time></p>"
    assert told(line, data=article("2026-05-04T17:29:00Z")) == ("2026-05-04", "JSON-LD")


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("<p>4 May 2026</p>", "2026-05-04"),
        ("<p>Last updated: 4 May 2026</p>", "2026-04-30"),
        ("<p>Aktualisiert: 6. Mai 2026</p><p>Publiziert: 4. Mai 2026</p>", "2026-05-04"),
    ],
)
def test_a_shown_day_of_publication_comes_before_a_meta_element(shown: str, day: str) -> None:
    assert told(shown, metas='<meta name=date content="2026-04-30">')[0] == day


def test_what_day_it_is_above_the_headline_is_not_the_article_s() -> None:
    metas = '<meta name=date content="2026-04-30">'
    assert told(metas=metas, above="<p>Monday, 4 May 2026</p>") == ("2026-04-30", "meta date")


def test_a_meta_element_and_the_address_that_agree_are_believed() -> None:
    metas = '<meta name=date content="2026-04-30"><link rel=canonical href="/2026/04/30/nothing">'
    assert told("<p>4 May 2026</p>", metas=metas)[0] == "2026-04-30"


def test_a_day_that_readers_see_comes_before_what_its_element_says() -> None:
    line = "<p>Published <time datetime=2026-05-09T10:18:46>4 May 2026</time></p>"
    assert told(line) == ("2026-05-04", "date line")


@pytest.mark.parametrize(
    "line",
    [
        "<p itemprop=datePublished content='2026-05-04 10:31:00'>May 2026</p>",
        "<p>In <span property='schema:dateCreated' content=2026-05-04>spring</span></p>",
        "<p><abbr class=published title=2026-05-04T14:12:32>On the fourth</abbr></p>",
    ],
)
def test_microdata_and_microformats_tell_the_day(line: str) -> None:
    assert told(line) == ("2026-05-04", "date line")


@pytest.mark.parametrize(
    "foot",
    ["<div><p>Views: 61</p><p>Tell us</p><p>Read it</p><p>Print</p><p>{}</p></div>"],
)
@pytest.mark.parametrize("line", ["Erschienen am: 04.05.2026", "Published: 4 May 2026"])
def test_a_line_far_below_the_text_may_tell_the_day_if_it_says_so(foot: str, line: str) -> None:
    assert told(foot=foot.format(line)) == ("2026-05-04", "date line")
    assert told(foot=foot.format("4 May 2026")) == ("", "")
    assert told(foot=f"<div class=comments>{foot.format(line)}</div>") == ("", "")


def test_the_title_may_tell_the_day() -> None:
    assert told(metas="<title>Nothing decided | Isle | 04.05.2026</title>") == (
        "2026-05-04",
        "title",
    )
    assert told(metas="<title>What was decided on 4 May 2026</title>") == ("", "")


def test_the_headline_s_own_link_may_tell_the_day() -> None:
    page = f"<body><h1><a href=/blog/2026/05/04/nothing>Nothing decided</a></h1>{TEXT}"
    metadata = parse_page(page).metadata
    assert (metadata.published, dict(metadata.sources)["published"]) == ("2026-05-04", "address")


def test_the_day_of_the_page_is_taken_where_nothing_else_tells_one() -> None:
    page = {"@type": "WebPage", "datePublished": "2026-05-04T10:00:00Z"}
    assert told(data=page) == ("2026-05-04", "JSON-LD")
    assert told("<p>1 May 2026</p>", data=page)[0] == "2026-05-01"


def test_what_readers_see_tells_the_month_from_the_day_in_a_meta_element() -> None:
    metas = '<meta name=date content="11/01/2025 12:43">'
    assert told(metas=metas, foot="<p>Erstellt am: 01.11.2025</p>")[0] == "2025-11-01"
    assert told(metas=metas, foot="<p>Erstellt am: 02.11.2025</p>")[0] == "2025-01-11"
