"""Which of a page's wordings is its headline, where what is shown and what is declared disagree."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT

SHOWN = "Old ferry stays at the quay"
OTHER = "Why the island keeps a boat that nobody sails"


def headline(
    shown: str, *, stated: str = "", shared: str = "", title: str = "", above: str = ""
) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": stated})
    page = (
        f"<html><head><title>{title}</title>"
        f'<meta property="og:title" content="{shared}"><meta property="og:site_name" '
        f'content="The Gazette"><script type="application/ld+json">{data}</script></head>'
        f"<body>{above}<article>{shown}{TEXT}</article></body></html>"
    )
    return parse_page(page).metadata.headline


@pytest.mark.parametrize(
    ("stated", "shared", "title", "found"),
    [
        ("", OTHER, f"{OTHER} | The Gazette", SHOWN),  # what a reader sees, against a share title
        (SHOWN, OTHER, f"{OTHER} - The Gazette", SHOWN),
        (OTHER, SHOWN, OTHER, SHOWN),
        (OTHER, OTHER, "", OTHER),
        ("", "", "", SHOWN),
    ],
)
def test_the_wording_with_the_most_votes_wins(
    stated: str, shared: str, title: str, found: str
) -> None:
    assert headline(f"<h1>{SHOWN}</h1>", stated=stated, shared=shared, title=title) == found


@pytest.mark.parametrize("shared", [SHOWN, f"Island traffic: {SHOWN}"])
def test_the_title_for_sharing_decides_about_the_kicker(shared: str) -> None:
    shown = f"<h1><span>Ferries</span> <span>{SHOWN}</span></h1>"
    assert headline(shown, shared=shared) == shared


def test_the_title_for_sharing_is_the_headline_between_its_kicker_and_its_site() -> None:
    shared = f"Ferries | {SHOWN}"
    assert headline(f"<h1>{shared}</h1>", shared=shared) == SHOWN


def test_a_kicker_that_no_wording_is_without_is_kept_as_the_title_spells_it() -> None:
    shown = f"<h1><span>Ferries</span> <span>{SHOWN}</span></h1>"
    assert headline(shown, title=f"Ferries: {SHOWN} | The Gazette") == f"Ferries: {SHOWN}"
    assert headline(shown, title=f"{SHOWN} - News - The Gazette") == SHOWN


def test_a_kicker_that_only_the_title_for_sharing_has_is_none() -> None:
    assert headline(f"<h1>{SHOWN}</h1>", stated=SHOWN, shared=f"Boats: {SHOWN}") == SHOWN


def test_a_section_before_a_bar_is_not_taken_for_the_headline() -> None:
    title = f"Opinion | {SHOWN} | The Gazette"
    section = "<p><a href=/opinion>Opinion</a></p>"
    assert headline(f"{section}<h1>{SHOWN}</h1>", shared=title, title=title) == SHOWN
    assert headline("", title=title) == SHOWN


def test_what_is_stated_says_how_the_headline_is_spelled() -> None:
    assert headline("<h1>The board’s “last” word</h1>", stated='The board\'s "last" word') == (
        'The board\'s "last" word'
    )


def test_underscores_behind_a_headline_part_it_from_the_site() -> None:
    headline, site = "渡轮今冬停在码头", "岛报"
    text = "".join(
        f"<p>周{day}，议会开会讨论渡轮，没有作出任何决定，多年来一直如此。</p>" for day in "一二三"
    )
    parsed = parse_page(
        f"<head><title>{headline}_新闻_{site}</title></head>"
        f"<body><h1>{site}</h1><h2>{headline}</h2><div>{text}</div>"
    )
    assert parsed.metadata.headline == headline


def test_the_reader_s_dashes_and_marks_of_quotation_stand_in_the_headline() -> None:
    shown = "<h1>The “old” ferry – and what stays…</h1>"
    typed = "The &quot;old&quot; ferry - and what stays..."
    assert headline(shown, shared=typed) == "The “old” ferry – and what stays…"
    assert headline("<h1>The ferry’s end</h1>", stated="The ferry's end") == "The ferry's end"


def test_a_headline_of_one_word_may_be_the_title_s_first_part() -> None:
    menu = "<nav><p><a href=/f>Ferries</a></p></nav>"
    title = "Ferries | isle.example | Your own sailing magazine"
    assert headline("<h1>Ferries</h1>", title=title, shared=title, above=menu) == "Ferries"


def test_a_title_may_begin_with_the_site_s_name() -> None:
    shown = f"<h2>Island news</h2><h1>{SHOWN}</h1>"
    assert headline(shown, title=f"The Gazette: {SHOWN}", shared="Island news") == SHOWN


@pytest.mark.parametrize(
    "title", [f"The Gazette | {SHOWN}", f"The Gazette - {SHOWN}", f"The Gazette: {SHOWN}"]
)
def test_the_name_that_a_site_gives_itself_is_no_kicker(title: str) -> None:
    assert headline(f"<h2>{SHOWN}</h2>", title=title, shared=title) == SHOWN
    assert headline("", title=title, shared=title) == SHOWN


def test_a_hyphen_parts_a_headline_without_spaces_from_the_site() -> None:
    text = "".join(
        f"<p>周{day}，议会开会讨论渡轮，没有作出任何决定，多年来一直如此。</p>" for day in "一二三"
    )
    parsed = parse_page(f"<head><title>渡轮今冬停在码头-岛上网</title></head><body>{text}")
    assert parsed.metadata.headline == "渡轮今冬停在码头"


def test_readings_above_words_are_no_part_of_them_unless_brackets_part_them() -> None:
    ruby, marked = (
        "<ruby>渡船<rt>とせん</rt></ruby>",
        "<ruby>島<rp>（</rp><rt>しま</rt><rp>）</rp></ruby>",
    )
    text = f"<p>{ruby}は今冬、{marked}の港に停泊したままで、来年の春まで動かないという。</p>" * 3
    parsed = parse_page(f"<h1>{ruby}は港に</h1><article>{text}</article>")
    assert parsed.metadata.headline == "渡船は港に"
    assert parsed.blocks[-1].text.startswith("渡船は今冬、島（しま）の港に")


PARTS = st.sampled_from(
    ["Ferries", SHOWN, OTHER, "The Gazette", "Isle news today", "gazette.example"]
)
WORDINGS = st.lists(PARTS, max_size=3).flatmap(
    lambda parts: st.sampled_from([" | ", " - ", ": ", " – "]).map(lambda bar: bar.join(parts))
)


@settings(max_examples=200, deadline=None)
@given(WORDINGS, WORDINGS, WORDINGS, WORDINGS)
def test_one_of_the_wordings_is_found_however_they_differ(
    shown: str, stated: str, shared: str, title: str
) -> None:
    found = headline(f"<h1>{shown}</h1>", stated=stated, shared=shared, title=title)
    assert not found or any(found in said for said in (shown, stated, shared, title))


def test_a_dek_or_a_button_in_the_heading_is_no_part_of_the_headline() -> None:
    for behind in ("<span>A letter to those who wait</span>", "<a href=# class=watch>Add to…</a>"):
        assert headline(f"<h1>{SHOWN} {behind}</h1>", shared=SHOWN) == SHOWN
        assert headline(f"<h1>{SHOWN} {behind}</h1>") != SHOWN  # nothing says where it ends


def test_the_site_s_name_in_a_heading_is_not_the_headline() -> None:
    title = f"{OTHER} | The Isle Gazette"
    parsed = parse_page(
        f"<head><title>{title}</title>"
        "<meta property=og:site_name content='The Isle Gazette'></head>"
        f"<body><h2>The Isle Gazette</h2><article><h1>{SHOWN}</h1>{TEXT}</article>"
    )
    assert parsed.metadata.headline == SHOWN


def test_the_reader_s_capitals_stand_in_the_headline() -> None:
    shared = "Old Ferry Stays at the Quay"
    assert headline(f"<h1>{SHOWN}</h1>", shared=shared) == SHOWN
    assert headline(f"<h1>{SHOWN.upper()}</h1>", shared=SHOWN) == SHOWN
