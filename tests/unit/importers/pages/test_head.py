"""The authors, the date and the headline of a page, where the page and its metadata disagree."""

import json

import pytest

from galley.domain.article import Zone
from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT, read


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


def dated(page: str) -> str:
    return parse_page(f"<body>{page}{TEXT}").metadata.published


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("<p>4 May 2026</p>", "", "2026-05-04"),
        ("<time datetime=2026-05-04T10:00>Today</time><p>Politics</p>", "", "2026-05-04T10:00"),
        ("<p>1 May 2026</p><p>4 May 2026</p>", "", "2026-05-04"),  # the nearest
        ("<p>4 May 2026</p>", "<p>5 May 2026, 10.30</p>", "2026-05-05"),
        (
            "<p>4 May 2026</p>",
            "<p>We wrote of this on our radio station on 1 May 2026 at six</p>",
            "2026-05-04",
        ),
        ("<p>Isle2026.05.04 10:30</p>", "", "2026-05-04"),
        ("<p>The year of 2026</p>", "", ""),
    ],
)
def test_the_date_may_stand_above_the_headline(above: str, below: str, found: str) -> None:
    assert dated(f"{above}<h1>Nothing decided</h1>{below}") == found


def test_the_date_stands_below_a_headline_that_reads_like_a_sentence() -> None:
    headline = "The council met once more, talked for hours and decided nothing at all."
    parsed = parse_page(f"<body><main><h1>{headline}</h1><p>4 May 2026</p>{TEXT}</main>")
    assert parsed.metadata.published == "2026-05-04"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("2026/05/04/nothing-decided", "2026-05-04"),
        ("isle/20260504-nothing", "2026-05-04"),
        ("isle/2026-05-04-nothing", "2026-05-04"),
        ("isle/20269904/nothing", ""),
        ("a1202605041/nothing", ""),
    ],
)
def test_where_no_date_is_shown_the_address_tells_it(path: str, found: str) -> None:
    link = f'<link rel=canonical href="https://gazette.example/{path}">'
    parsed = parse_page(f"<head>{link}</head><body><h1>Nothing decided</h1>{TEXT}")
    assert parsed.metadata.published == found
    assert dict(parsed.metadata.sources).get("published") == ("address" if found else None)


@pytest.mark.parametrize(
    ("byline", "declared", "found"),
    [
        ("By Ann Berg", "Ole Lund", ("Ann Berg",)),  # whoever put the page in
        ("By Ann BergFollow", "Ann Berg", ("Ann Berg",)),
        ("DPA", "The Island Gazette", ("The Island Gazette",)),
        ("DPA", "", ("DPA",)),
    ],
)
def test_a_byline_comes_before_a_meta_element(
    byline: str, declared: str, found: tuple[str, ...]
) -> None:
    meta = f'<meta name=author content="{declared}"><meta property=og:site_name content=Isle>'
    head = f"<h1>Nothing decided</h1><p class=author>{byline}</p>"
    parsed = parse_page(f"<head>{meta}</head><body>{head}{TEXT}")
    assert parsed.metadata.authors == found


def test_the_paper_among_declared_authors_is_none() -> None:
    metas = "".join(f'<meta name=author content="{name}">' for name in ("Isle", "Ann Berg"))
    metas += '<meta property=og:site_name content="Isle">'
    parsed = parse_page(f"<head>{metas}</head><body><h1>Nothing decided</h1>{TEXT}")
    assert parsed.metadata.authors == ("Ann Berg",)


def test_a_desk_with_a_page_of_its_own_is_the_author() -> None:
    desk = '<p class=author><a href="/authors/sports-desk">Sports Desk</a></p>'
    assert read(desk).authors == ("Sports Desk",)
    more = '<p class=author><a href="/authors/ann">More from Ann</a></p>'
    assert read(more).authors == ()


def test_a_linked_name_above_the_time_of_day_is_the_author_s() -> None:
    line = '<p><a href="/ab/ann-berg">Ann Berg</a></p><p>Updated 15.59, published 14.14</p>'
    assert read(line).authors == ("Ann Berg",)


def test_a_name_below_its_portrait_is_the_author_s() -> None:
    face = '<div><img src=/ann.jpg alt="Ann Berg"></div><div><a href=/by/ann>Ann Berg</a></div>'
    assert read(f"{face}<p>4 May 2026, 10.30</p>").authors == ("Ann Berg",)


def test_a_time_beside_a_portrait_is_no_caption() -> None:
    head = "<div><img src=/a.jpg><p>Published <time datetime=2026-05-04>today at noon</time></p>"
    parsed = parse_page(f"<body><h1>Nothing decided</h1>{head}</div>{TEXT}")
    assert not [block for block in parsed.blocks if block.zone is Zone.CAPTION]
    assert parsed.metadata.published == "2026-05-04"


def test_without_a_main_heading_the_one_above_the_text_is_the_headline() -> None:
    page = f"<body><h2>News of the isle</h2><h2>Nothing is decided</h2><p>4 May 2026</p>{TEXT}"
    assert parse_page(page).metadata.headline == "Nothing is decided"


@pytest.mark.parametrize(
    "line",
    [
        "<p class=byline>By<a href=/people/ann>Ann Berg</a></p>",
        "<p class=byline>by <b>Ann Berg</b><a href=https://x.example/ann>@annberg</a> May 4</p>",
        "<p class=byline><a href=/authors/ann>Ann Berg</a><a href=/n>News</a> &amp; Culture</p>",
    ],
)
def test_a_name_ends_where_its_element_ends(line: str) -> None:
    assert read(line).authors == ("Ann Berg",)


def test_a_name_written_with_kana_is_a_name() -> None:
    assert read("<p class=byline>小暮ひさのり</p>").authors == ("小暮ひさのり",)


def test_the_linked_author_may_stand_in_the_line_of_the_date_above_the_headline() -> None:
    above = "<p><a href=/authors/ann-berg>Ann Berg</a>/4 May 2026</p>"
    assert parse_page(f"<body>{above}<h1>Nothing decided</h1>{TEXT}").metadata.authors == (
        "Ann Berg",
    )


def test_a_line_that_says_only_who_is_declared_is_the_byline() -> None:
    page = '<head><meta name=author content="ann berg"></head><body><h1>Nothing decided</h1>'
    parsed = parse_page(f"{page}<p><a href=/a>By ann berg</a></p>{TEXT}")
    assert [b.text for b in parsed.blocks if b.zone is Zone.BYLINE] == ["By ann berg"]


def test_whoever_wrote_what_stands_between_the_paragraphs_did_not_write_the_article() -> None:
    card = "<div class=card><h3><a href=/o>Bread is dear</a></h3><p>By Eva Mo</p></div>"
    said = "<blockquote><p>We shall see.</p><p class=author>Ole Lund</p></blockquote>"
    parsed = parse_page(
        f"<body><h1>Nothing decided</h1><p>Ann Berg</p><p>4 May 2026</p>{TEXT}{card}{said}{TEXT}"
    )
    assert parsed.metadata.authors == ("Ann Berg",)
    assert "By Eva Mo" in [left.text for left in parsed.left_out]
    assert "Ole Lund" not in [b.text for b in parsed.blocks if b.zone is Zone.BYLINE]


def test_what_stands_above_the_headline_is_no_text() -> None:
    notice = "<main><div><p>Our letter about the islands reaches you every day at eight.</p></div>"
    parsed = parse_page(
        f"<body>{notice}<article><h1>Nothing decided</h1><p>By Ann Berg</p>{TEXT * 3}</article>"
    )
    body = [block.text for block in parsed.blocks if block.zone is Zone.BODY]
    assert body[0].startswith("The council met on Monday")


def test_a_tooltip_is_no_dek() -> None:
    tip = '<div role="tooltip"><p>Save this article for later, and read it at home.</p></div>'
    parsed = parse_page(f"<body><h1>Nothing decided</h1>{tip}<p>By Ann Berg</p>{TEXT}")
    assert not [block for block in parsed.blocks if block.zone is Zone.DEK]


@pytest.mark.parametrize("dek", ["<h2>{}</h2>", "<p class=intro>{}</p>"])
def test_what_opens_the_text_as_its_dek_is_one(dek: str) -> None:
    said = "Members of the council heard three captains, and let the matter rest."
    parsed = parse_page(f"<body><h1>Nothing decided</h1><main>{dek.format(said)}{TEXT * 3}</main>")
    assert [block.text for block in parsed.blocks if block.zone is Zone.DEK] == [said]


def test_a_title_in_capitals_below_the_text_is_no_signature() -> None:
    metadata = parse_page(
        f"<body><h1>Nothing decided</h1><main>{TEXT * 3}<p>RELATED ARTICLES</p></main>"
    ).metadata
    assert metadata.authors == ()


def test_the_dates_of_other_articles_above_the_text_are_none_of_its_own() -> None:
    card = "<div><a href=/o{0}>Bread is dear</a><p>4 May 201{0}</p></div>"
    others = "".join(card.format(year) + "<p><a href=/x>More</a></p>" for year in range(1, 6))
    parsed = parse_page(f"<body><h1>Nothing decided</h1><p>6 May 2026</p>{others}{TEXT}")
    dates = [block.text for block in parsed.blocks if block.zone is Zone.DATE]
    assert dates == ["6 May 2026", "4 May 2011"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<p>By Ann Berg &nbsp;</p>", "Ann Berg"),
        ("<p class=byline>By Ann&nbsp;Berg</p>", "Ann Berg"),
        ("<p>// By Ann Berg • 4 May 2026</p>", "Ann Berg"),
        ("<p>著者：後藤大地</p>", "後藤大地"),
        ("<footer><p>By <a href=/staff/ann>Ann Berg</a></p></footer>", "Ann Berg"),
    ],
)
def test_a_byline_is_read_however_it_is_set(line: str, name: str) -> None:
    assert read(line).authors == (name,)


def test_a_link_is_no_dek() -> None:
    linked = (
        "<p class=summary><a href=/o>Thirty tools that every ferry should have on board</a></p>"
    )
    parsed = parse_page(f"<body><h1>Nothing decided</h1>{linked}<p>By Ann Berg</p>{TEXT}")
    assert not [block for block in parsed.blocks if block.zone is Zone.DEK]


def test_a_date_below_a_dek_that_reads_like_a_paragraph_is_the_date() -> None:
    head = "<p class=standfirst>Two shipping lines left, and a crane stands idle.</p>"
    lines = "<div class=byline>By Ann Berg</div><time datetime=2026-05-04>4 May 2026</time>"
    parsed = parse_page(f"<body><article><h1>Nothing decided</h1>{head}{lines}{TEXT}</article>")
    assert [b.text for b in parsed.blocks if b.zone is Zone.DATE] == ["4 May 2026"]
    assert parsed.metadata.published == "2026-05-04"
    assert [b.text for b in parsed.blocks if b.zone is Zone.DEK] == [
        "Two shipping lines left, and a crane stands idle."
    ]


def test_a_date_below_a_long_dek_is_the_date() -> None:
    hero = (
        "<header><h1>The council met for three days and decided nothing, as it had for years.</h1>"
        "<div class=sub>Three days went by on the steps of the town hall, and nothing came of it."
        "</div></header>"
    )
    date = "<time datetime=2026-05-04>4 May 2026, 3:36 PM</time>"
    parsed = parse_page(f"<body>{hero}<p>{date} / Source: Quay</p><div>{TEXT * 3}</div>")
    assert [b.text for b in parsed.blocks if b.zone is Zone.DATE] == [
        "4 May 2026, 3:36 PM / Source: Quay"
    ]


@pytest.mark.parametrize(
    "date", ["September 26, 2016", "Sep 26, 2016 at 3:45 pm EST", "26.09.2016 um 7.11 Uhr"]
)
def test_a_date_alone_in_the_byline_is_the_date(date: str) -> None:
    head = f"<div class=byline><p>By Ann Berg</p><span>{date}</span></div>"
    parsed = parse_page(f"<body><h1>Nothing decided</h1>{head}{TEXT}")
    zones = {block.text: block.zone for block in parsed.blocks}
    assert zones[date] is Zone.DATE
    assert zones["By Ann Berg"] is Zone.BYLINE
    assert parsed.metadata.authors == ("Ann Berg",)


@pytest.mark.parametrize(
    "asks",
    [
        "Sign in to listen to this story.",
        "Um sich diesen Artikel anzuhören, melden Sie sich bitte an.",
    ],
)
def test_who_is_asked_to_sign_in_reads_no_dek(asks: str) -> None:
    parsed = parse_page(f"<body><h1>Nothing decided</h1><p class=dek>{asks}</p>{TEXT}")
    assert asks not in [block.text for block in parsed.blocks]


def test_the_bylines_of_other_articles_above_the_headline_are_none_of_its_own() -> None:
    others = "".join(
        f"<li><a href=/{n}><h2>What else happened on island {n}</h2></a>"
        f"<div class=byline>By <span class=author>{name}</span></div></li>"
        for n, name in enumerate(("Eva Mo", "Ole Lund"))
    )
    page = f"<ul>{others}</ul><h1>Nothing decided</h1><p class=byline>By Ann Berg</p>{TEXT}"
    assert parse_page(f"<body>{page}").metadata.authors == ("Ann Berg",)


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=author><a href=/a>View author archive</a></div>",
        "<figure><img src=/q><figcaption class=date>Old Quay, 4 May 2026.</figcaption></figure>",
        '<div class="byline share-buttons"><span>Get Link</span><span>Other Apps</span></div>',
        "<p><span class=place>MUMBAI</span> <span>Tue May 5, 2026 4:33pm IST</span></p>",
    ],
)
def test_what_else_stands_in_the_head_names_no_author(beside: str) -> None:
    assert read(beside).authors == ()


def test_a_user_s_name_before_the_sections_is_the_author_s() -> None:
    sections = '<a href="/category/ferries">Ferries</a>, <a href="/category/isle">Isle Stories</a>'
    assert read(f"<p class=byline>by reed | Filed under: {sections}</p>").authors == ("reed",)


def test_a_list_of_authors_may_end_in_a_comma_and_an_and() -> None:
    assert read("<p>By Ann Berg, Ole Lund, and Eva Mo</p>").authors == (
        "Ann Berg",
        "Ole Lund",
        "Eva Mo",
    )


def test_the_line_beside_the_headline_is_its_dek_without_a_full_stop() -> None:
    dek = "They met in the hall again, and decided nothing at all"
    parsed = parse_page(
        f"<header><h1>Nothing decided</h1><p>{dek}</p></header><p>By Ann Berg</p><div>{TEXT}</div>"
    )
    assert [block.text for block in parsed.blocks if block.zone is Zone.DEK] == [dek]


def test_a_dek_that_is_named_so_may_stand_below_much_else() -> None:
    buttons = "".join(f"<p><a href=/share{n}>Share here</a></p>" for n in range(20))
    dek = "They met in the hall again, and decided nothing at all."
    parsed = parse_page(
        f"<article><h1>Nothing decided</h1>{buttons}<div class=description><p>{dek}</p></div>"
        f"<div>{TEXT}</div></article>"
    )
    assert [block.text for block in parsed.blocks if block.zone is Zone.DEK] == [dek]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>By Ann Berg, Jr. and Ole Lund</p>", ("Ann Berg Jr.", "Ole Lund")),
        ("<p>Submitted by Ann Berg</p>", ("Ann Berg",)),
        ("<p><span class=author><b>The Bell</b> - </span> 4 May 2026</p>", ("The Bell",)),
        (
            "<p><span class=author>Ann Berg</span> <span class=author>|&nbsp;255 views</span>",
            ("Ann Berg",),
        ),
    ],
)
def test_names_end_where_marks_and_counts_begin(line: str, authors: tuple[str, ...]) -> None:
    assert read(line).authors == authors


def test_an_offer_among_the_declared_authors_is_none() -> None:
    named = ("Download our new app FREE", "Ann Berg")
    metas = "".join(f'<meta name=author content="{name}">' for name in named)
    assert parse_page(f"<head>{metas}</head><h1>Nothing decided</h1>{TEXT}").metadata.authors == (
        "Ann Berg",
    )


def test_a_date_that_a_program_left_unset_is_none() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Nothing decided",'
        ' "datePublished": "0001-01-01T00:00:00Z"}</script>'
        f"<h1>Nothing decided</h1><p>4 May 2026</p>{TEXT}"
    )
    assert parse_page(page).metadata.published == "2026-05-04"


def test_what_day_it_is_in_the_site_s_header_is_not_the_article_s() -> None:
    header = "<div class=header-date>Tuesday, November 24, 2026</div>"
    menu = "<p>News</p><p>Opinion</p><p>Sport</p><p>Shop</p>"
    head = "<h1>Nothing decided</h1><p>By Ann Berg</p><div class=date>May 3, 2024</div>"
    parsed = parse_page(f"<body>{header}{menu}{head}{TEXT}")
    assert parsed.metadata.published == "2024-05-03"
    assert [b.text for b in parsed.blocks if b.zone is Zone.DATE] == ["May 3, 2024"]
    assert "Tuesday, November 24, 2026" in [left.text for left in parsed.left_out]


@pytest.mark.parametrize(
    ("told", "found"),
    [("20120111", "2012-01-11"), ("20120111T0930", "2012-01-11"), ("20121399", "")],
)
def test_a_meta_element_may_say_the_day_without_hyphens(told: str, found: str) -> None:
    page = f"<meta property='article:published_time' content='{told}'>"
    body = f"<body><h1>Nothing decided</h1><p>By Ann Berg</p>{TEXT}"
    assert parse_page(f"{page}{body}").metadata.published == found
