"""The authors, the date and the headline of a page, where the page and its metadata disagree."""

import json

import pytest

from galley.domain.article import Metadata, Zone
from galley.importers.html_page import parse_page

TEXT = "".join(
    f"<p>The council met on {day} and decided nothing, as it had done for many years.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)


def read(head: str, *, author: object = None, publisher: str = "The Island Gazette") -> Metadata:
    data = {"@type": "NewsArticle", "headline": "Nothing decided", "publisher": publisher}
    if author is not None:
        data["author"] = author  # type: ignore[assignment]  # as pages do
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return parse_page(f"{script}<body><h1>Nothing decided</h1>{head}{TEXT}").metadata


def test_names_that_only_their_elements_part_are_several_authors() -> None:
    names = "<span>Ann Berg</span> <span>Ole Lund Dahl</span> <span>Eva Mo</span>"
    metadata = read(f"<div class=byline>{names}</div>")
    assert metadata.authors == ("Ann Berg", "Ole Lund Dahl", "Eva Mo")


@pytest.mark.parametrize("author", ["105092", "The Island Gazette", "admin"])
def test_what_is_declared_but_no_person_gives_way_to_the_byline(author: str) -> None:
    metadata = read("<p class=byline>Ann Berg/Ole Lund</p>", author=author)
    assert metadata.authors == ("Ann Berg", "Ole Lund")


def test_declared_authors_whose_names_have_no_spaces_are_persons() -> None:
    metadata = read(
        "<p class=byline>김영희 기자</p>", author=[{"name": "김영희"}, {"name": "이철수"}]
    )
    assert metadata.authors == ("김영희", "이철수")


def test_the_paper_is_no_author_of_its_byline() -> None:
    assert read('<div class=byline><a href="/">The Island Gazette</a></div>').authors == ()


def test_the_label_of_a_date_is_no_name() -> None:
    assert read("<p>Last Update : 04.05.2026 - 16:49</p>").authors == ()


def test_authors_in_lines_of_their_own_are_all_named() -> None:
    lines = "<div class=author>Ann Berg</div><div class=author>Ole Lund Dahl</div>"
    role = "<div class=author-role>Staff of the island desk</div>"
    assert read(f"{lines}{role}").authors == ("Ann Berg", "Ole Lund Dahl")


def test_a_byline_that_names_more_than_the_metadata_is_believed() -> None:
    metadata = read("<p class=byline>By Ann Berg and Ole Lund</p>", author="Ole Lund")
    assert metadata.authors == ("Ann Berg", "Ole Lund")
    metadata = read("<p class=byline>By Ole Lund, Oslo</p>", author="Ole Lund")
    assert metadata.authors == ("Ole Lund",)


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/author/ann-berg">Ann Berg</a></p><p>Staff of the desk</p>',
        "<p>Ann Berg</p><p>4 May 2026</p>",
        '<p class="author-line">Ann Berg, Oslo</p>',
    ],
)
def test_a_name_below_the_headline_is_the_author_s(line: str) -> None:
    assert read(f"<header>{line}</header>").authors == ("Ann Berg",)


def test_a_name_below_the_headline_that_leads_to_a_topic_is_none() -> None:
    topic = '<p><a href="/topic/ann-berg">Ann Berg</a></p><p>The council in the storm</p>'
    assert read(f"<header>{topic}</header>").authors == ()


def test_the_date_may_stand_in_the_byline() -> None:
    assert read("<p>By Ann Berg, November 19, 2019, 9:02 AM</p>").published == "2019-11-19"


def test_nobody_s_name_is_no_author_s() -> None:
    assert read("", author="admin").authors == ()
    assert read("", author=["Ann Berg", "admin"]).authors == ("Ann Berg",)


@pytest.mark.parametrize(
    ("publisher", "site", "title", "found"),
    [
        ("Isle Media AG", "The Island Gazette", "Nothing", "The Island Gazette"),
        ("Blogger", "", "Nothing decided - Island Gazette", "Island Gazette"),
        ("https://island.example", "The Island Gazette", "Nothing", "The Island Gazette"),
        ("", "", "Nothing decided | Island Gazette", "Island Gazette"),
        ("", "", "Nothing decided | All that was said", ""),
        ("The Gazette", "gazette.example", "Nothing", "The Gazette"),
    ],
)
def test_the_paper_is_named_as_readers_know_it(
    publisher: str, site: str, title: str, found: str
) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Nothing", "publisher": publisher})
    page = (
        f'<head><title>{title}</title><meta property="og:site_name" content="{site}">'
        '<link rel=canonical href="https://www.islandgazette.example/a">'
        f'<script type="application/ld+json">{data}</script></head><h1>Nothing decided</h1>{TEXT}'
    )
    assert parse_page(page).metadata.publication == found


@pytest.mark.parametrize(
    "head",
    [
        "<p class=author-tag>Island Topics</p><p>By Ann Berg</p>",
        '<p><a href="/people/">Island Topics</a></p><p>By Ann Berg, MA</p>',
        "<p>Written by Ann Berg<br>Edited by Ole Lund</p>",
        "<p>on March 10, 2026 by Ann Berg</p>",
    ],
)
def test_who_wrote_it_is_who_it_is_said_to_be_by(head: str) -> None:
    assert read(head).authors == ("Ann Berg",)


def test_buttons_in_a_byline_s_box_are_no_byline() -> None:
    buttons = "<p>Edit</p><p>36</p><p><a href=/s>Share to a friend</a></p>"
    head = f"<div class=byline><p>By Ann Berg</p>{buttons}<p>Staff writer</p></div>"
    parsed = parse_page(f"<h1>Nothing decided</h1>{head}{TEXT}")
    assert [b.text for b in parsed.blocks if b.zone is Zone.BYLINE] == [
        "By Ann Berg",
        "Staff writer",
    ]


def test_another_article_s_title_with_its_date_is_no_date() -> None:
    related = (
        "<p><a href=/b>The board of the harbour met and left again at once May 1, 2019</a></p>"
    )
    parsed = parse_page(f"<h1>Nothing decided</h1><p>May 4, 2026</p>{related}{TEXT}")
    assert [b.text for b in parsed.blocks if b.zone is Zone.DATE] == ["May 4, 2026"]
