"""Lists of other articles beside a page's own, and what around them is no entry."""

import pytest

from galley.domain.article import Zone
from galley.importers.extract import to_scoring_json
from galley.importers.pages.html_page import parse_page

PARAGRAPH = "<p>The council met on Monday and decided nothing, as it had done for many years.</p>"
TITLES = (
    "Old ferry stays at the quay for the winter",
    "Bridge over the sound is closed all through May",
    "Why the herring did not come this spring",
    "Two bakers and one recipe that is worth a trial",
)


def sidebars(beside: str) -> list[tuple[str, list[str]]]:
    article = f"<main><h1>Nothing decided again in council</h1>{PARAGRAPH * 4}</main>"
    parsed = parse_page(f"<title>Nothing</title><body>{article}<div>{beside}</div>")
    found = to_scoring_json(parsed)["sidebars"]
    return [(one["heading"], [item["headline"] for item in one["items"]]) for one in found]


def link(title: str) -> str:
    return f'<a href="/{title.replace(" ", "-")}">{title}</a>'


def listed(*titles: str) -> str:
    return "<ul>" + "".join(f"<li>{link(title)}</li>" for title in titles) + "</ul>"


def test_another_list_ends_a_list() -> None:
    videos = (
        f"<div><span>Latest films</span>{listed('One film of many here', 'Another film of it')}"
    )
    found = sidebars(f"<div><div>Most read</div></div>{listed(*TITLES)}{videos}</div>")
    assert found == [("Most read", list(TITLES))]


def test_a_short_heading_that_is_no_link_begins_another_list() -> None:
    found = sidebars(
        f"<h3>Related articles</h3>{listed(*TITLES[:2])}<h3>Technology</h3>{listed(*TITLES[2:])}"
    )
    assert found == [("Related articles", list(TITLES[:2]))]


def test_sections_dates_and_bylines_are_no_entries() -> None:
    entries = "".join(
        f"<div><p><a href=/s>Science &amp; Technology</a></p><p>{link(title)}</p>"
        f"<p><a href=/w{number}>World 2 days ago</a></p><p><a href=/b>By Ann Berg</a></p></div>"
        for number, title in enumerate(TITLES)
    )
    assert sidebars(f"<h3>Trending now</h3>{entries}") == [("Trending now", list(TITLES))]


def test_a_time_that_is_glued_to_a_headline_is_no_part_of_it() -> None:
    timed = [f"{10 + number}:15{title}" for number, title in enumerate(TITLES)]
    assert sidebars(f"<h3>Latest</h3>{listed(*timed)}") == [("Latest", list(TITLES))]


def test_each_tab_has_its_own_list() -> None:
    tabs = "<div><div>Latest</div><div>Most read</div></div>"
    found = sidebars(f"{tabs}{listed(*TITLES[:2])}{listed(*TITLES[2:])}")
    assert found == [("Latest", list(TITLES[:2])), ("Most read", list(TITLES[2:]))]


def test_a_first_entry_that_is_set_larger_is_one_all_the_same() -> None:
    first = f"<li><div><h4>{link(TITLES[0])}</h4></div></li>"
    rest = "".join(f"<li>{link(title)}</li>" for title in (*TITLES[1:], "And a fifth of them all"))
    found = sidebars(f"<h3>Popular</h3><ul>{first}{rest}</ul>")
    assert found[0][1][0] == TITLES[0]


def test_a_heading_that_ends_with_what_it_lists() -> None:
    found = sidebars(f"<h3>Politics: latest articles</h3>{listed(*TITLES)}")
    assert found == [("Politics: latest articles", list(TITLES))]


def test_topics_are_no_list_of_articles() -> None:
    topics = listed("Finland", "Sweden", "Ferries", "The sea")
    assert sidebars(f"<div><p>Related topics</p>{topics}</div>{listed(*TITLES)}") == []


@pytest.mark.parametrize(
    "heading",
    ["Neueste Beiträge", "Ähnliche Artikel", "Die meistgelesenen Artikel", "Weitere Artikel",
     "Articles récents", "Entradas recientes", "Noticias destacadas", "Articoli correlati",
     "Posts relacionados", "Recente berichten", "Podobne wpisy", "Siste innlegg",
     "Související články", "Похожие статьи", "You might like"],
)  # fmt: skip
def test_a_list_may_be_headed_by_which_ones_and_of_what(heading: str) -> None:
    assert sidebars(f"<h3>{heading}</h3>{listed(*TITLES)}") == [(heading, list(TITLES))]


def test_a_teaser_may_be_a_short_sentence_or_be_cut_off_early() -> None:
    said = ("The boat took nine years and…", "It was worth it.", "Island news")
    pairs = zip(TITLES, said, strict=False)
    entries = "".join(f"<li>{link(title)}<p>{teaser}</p></li>" for title, teaser in pairs)
    article = f"<main><h1>Nothing decided again in council</h1>{PARAGRAPH * 4}</main>"
    parsed = parse_page(f"<body>{article}<div><h3>Most read</h3><ul>{entries}</ul></div>")
    teasers = [block for block in parsed.blocks if block.zone is Zone.SIDEBAR_TEASER]
    assert [(one.text, one.truncated) for one in teasers] == [(said[0], True), (said[1], False)]
