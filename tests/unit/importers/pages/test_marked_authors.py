"""The authors whom a page marks up as such, and what it declares that is no author's name."""

import json

import pytest

from galley.domain.article import Metadata
from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT


def read(head: str, *, metas: str = "", foot: str = "") -> Metadata:
    top = "<h1>Nothing decided</h1>"
    return parse_page(
        f"<head>{metas}</head><body>{top}{head}<main>{TEXT}</main>{foot}</body>"
    ).metadata


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('<p>4 May 2026 <a href="/a/1" rel=author>reedcutter</a></p>', "reedcutter"),
        ('<p>by <span class=fn>the Reed</span> on <a href="/a">May 4, 2026</a></p>', "the Reed"),
        ("<p>Filed by <b itemprop=author>reed9</b>, 4 May 2026</p>", "reed9"),
        ("<p><span class=author>Redaktion</span> 4 May 2026, 10.29</p>", "Redaktion"),
        (
            '<p>4 May 2026 — <a href="/author/reed/">Reed &amp; Rush Team</a></p>',
            "Reed & Rush Team",
        ),
    ],
)
def test_a_name_that_is_marked_up_is_taken_as_it_stands(line: str, name: str) -> None:
    metadata = read(line)
    assert metadata.authors == (name,)
    assert dict(metadata.sources)["authors"] == "byline"


def test_the_section_beside_a_marked_name_is_no_author() -> None:
    line = '4 May 2026 by <a href="/author/ann" rel=author>Ann Berg</a> / Kategorien: Reisen, Moden'
    assert read(f"<p>{line}</p>").authors == ("Ann Berg",)


def test_a_link_to_a_section_in_the_line_of_the_date_is_no_author() -> None:
    assert read('<p>2026-05-04 <a href="/category/isle">Deep Water</a></p>').authors == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Posted in Harbour by reedcutter on May 4, 2026", "reedcutter"),
        ("Gespeichert von reed.cutter am 4. Mai 2026 - 18:44", "reed.cutter"),
        ("Verfasst von: reedcutter | 4. Mai 2026", "reedcutter"),
    ],
)
def test_one_word_behind_by_in_the_line_of_the_date_is_a_user_s_name(line: str, name: str) -> None:
    assert read(f"<p>{line}</p>").authors == (name,)


def test_a_name_that_is_marked_up_below_the_text_is_the_author_s() -> None:
    foot = "<div class=post-footer><p>Eingestellt von <span class=fn>der Reed</span></p></div>"
    assert read("", foot=foot).authors == ("der Reed",)


@pytest.mark.parametrize(
    "foot",
    [
        "<div class=comments><p><b class=fn>Ole Lund</b> says</p></div>",
        "<div><p><a href=/people/ole>Ole Lund</a></p></div>",  # whom the article is about
        "<p>CC <a href=https://c.example/licenses/by/4.0/>CC-BY</a></p>",
    ],
)
def test_others_below_the_text_are_not_its_authors(foot: str) -> None:
    assert read("", foot=foot).authors == ()


@pytest.mark.parametrize(
    "content",
    [
        "Reed Media GmbH",
        "isle.example, Reedham, Germany",
        "post[at]isle.example",
        "Pages designed by Ole Lund",
        "The Isle",  # the paper itself
        "Super User",
    ],
)
def test_a_meta_element_that_names_a_firm_or_the_paper_names_no_author(content: str) -> None:
    metas = f'<meta name=author content="{content}"><meta property=og:site_name content="The Isle">'
    metadata = read("", metas=metas)
    assert metadata.authors == ()
    assert "authors" not in dict(metadata.sources)


def test_an_office_with_commas_in_its_name_is_one_author() -> None:
    office = "Amt für Wasser, Bildung und Forschung Reed"
    assert read("", metas=f'<meta name=author content="{office}">').authors == (office,)


def test_an_author_may_be_named_by_the_id_of_a_person_described_elsewhere() -> None:
    graph = [
        {"@type": "Article", "headline": "Nothing decided", "author": {"@id": "#ann"}},
        {"@type": ["Person"], "@id": "#ann", "name": "Ann Berg"},
    ]
    data = json.dumps({"@graph": graph})
    metadata = read("", metas=f'<script type="application/ld+json">{data}</script>')
    assert metadata.authors == ("Ann Berg",)
    assert dict(metadata.sources)["authors"] == "JSON-LD"


@pytest.mark.parametrize("heading", ["Weitere Termine", "Recent Posts", "Deep Water"])
def test_a_heading_above_the_text_is_no_author(heading: str) -> None:
    assert read(f"<h3>{heading}</h3>").authors == ()


SITE = '<meta property=og:site_name content="The Isle"><link rel=canonical href="{}">'


def test_whoever_writes_a_blog_may_be_called_as_its_address_is() -> None:
    metas = SITE.format("https://reedcutter.example/2026/05/04/nothing")
    assert read(
        "<p>4 May 2026 by <a rel=author href=/u>reedcutter</a></p>", metas=metas
    ).authors == ("reedcutter",)
    assert (
        read("<p>4 May 2026 by <a rel=author href=/u>The Isle</a></p>", metas=metas).authors == ()
    )


@pytest.mark.parametrize("name", ["Isle.example", "27:37 Min.", "wpadmin"])
def test_a_host_a_time_and_a_machine_are_no_authors_even_if_marked_up(name: str) -> None:
    metas = SITE.format("https://www.isle.example/nothing")
    line = f"<p>4 May 2026 <a rel=author href=/u>{name}</a></p>"
    assert read(line, metas=metas).authors == ()


def test_a_short_line_below_the_headline_with_a_marked_name_is_the_byline() -> None:
    assert read("<p>By <a rel=author href=/u>reedcutter</a></p>").authors == ("reedcutter",)


def test_a_marked_name_may_stand_above_the_headline_with_the_date() -> None:
    line = '<p>Home | Par <a href="auteur/ann">Ann Reed</a> | 4 May 2026</p>'
    parsed = parse_page(f"<body>{line}<h1>Nothing decided</h1>{TEXT}")
    assert parsed.metadata.authors == ("Ann Reed",)


def test_a_marked_name_may_stand_a_good_way_below_the_text() -> None:
    lines = "".join(f"<p>Tell a friend {n}</p>" for n in range(8))
    line = "<div class=postdata><p>Posted by <a class=fn href=/u>Ann Reed</a> at 18:52</p></div>"
    assert read("", foot=f"<div class=widget><div><div><div><div>{lines}{line}").authors == (
        "Ann Reed",
    )
    assert read("", foot=f"{lines}<div class=comments>{line}</div>").authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "<p class=author>Interview: Ann Reed</p>",
        "<p class=byline>Text und Interview: Ann Reed</p>",
        "<p>04.05.2026 - Ann Reed</p>",
        "<p>04.05.2026 - Redaktion: Ann Reed (press office)</p>",
    ],
)
def test_a_name_behind_a_label_or_behind_the_date_is_the_author_s(line: str) -> None:
    assert read(line).authors == ("Ann Reed",)
