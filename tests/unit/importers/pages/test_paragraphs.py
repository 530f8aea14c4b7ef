"""What of a page is the article's text, in pages that interrupt it, and what only stands in it."""

import json

import pytest

from galley.domain.article import Block, BlockType, Zone
from galley.importers.pages.html_page import parse_page

TEXT = (
    "The harbour board met on Tuesday evening to decide whether the old ferry should be repaired.",
    "Members heard from three captains, who said that the hull was sound and the engine good.",
    "A decision about the money is expected in the spring, when the council meets the region.",
    "Until then the boat stays at the quay, where school classes may visit it on weekdays.",
)
LAST = "The board meets again in March, the chair said on the steps of the town hall."


def blocks(text: str) -> list[Block]:
    parsed = parse_page(
        "<html><head><title>Ferry</title><link rel=canonical href=https://paper.example/f></head>"
        f"<body><h1>Old ferry stays at the quay for the winter</h1><main>{text}</main>"
    )
    return [block for block in parsed.blocks if block.zone is Zone.BODY]


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def paragraphs(*, made: str = "") -> str:
    return "".join(f"<p{made}>{text}</p>" for text in TEXT)


def interrupted(between: str) -> str:
    first, second, third, fourth = (f"<p>{text}</p>" for text in TEXT)
    return f"<div class=text>{first}{second}{between}{third}{fourth}</div>"


MADE = ' class="story-p size-l"'


@pytest.mark.parametrize(
    "rest",
    [
        f"<div class=below><p{MADE}>{LAST}</p></div>",
        f"<aside><a href=/b>Bridge closed</a></aside><div class=part><p{MADE}>{LAST}</p></div>",
        f"<div class=teaser-content><p{MADE}>{LAST}</p></div>",
    ],
)
def test_paragraphs_made_like_the_others_are_text_wherever_they_stand(rest: str) -> None:
    wrapped = f"<div class=text><div>{paragraphs(made=MADE)}</div>{rest}</div>"
    assert texts(wrapped) == [*TEXT, LAST]


TEASERS = {
    "a linked heading": "<h3><a href=/b>Bridge is closed all through May”</a></h3>",
    "a heading above a link": (
        '<div class=box><img src="/b.jpg"><h3>Bridge is closed all through May</h3>'
        "<p><a href=/b>The bridge</a></p></div>"
    ),
    "another article": (
        "<article><h3>Bridge is closed all through May</h3><p>Drivers have to take the long way "
        "round by the lake until the works are done.</p></article>"
    ),
    "a line with a pointer": "<p>>> All about the bridge is <a href=/b>here</a></p>",
    "a linked question in a box": "<div><div><a href=/b>Is the bridge closed?</a></div></div>",
    "a list of the paper's own articles": (
        "<ul><li><a href=/b>Bridge is closed</a><li><a href=/c>Lake is frozen</a></ul>"
    ),
    "a notice": "<p>Sign up for our newsletter, and you will never miss a story of the town.</p>",
}


@pytest.mark.parametrize("teaser", TEASERS)
def test_links_to_other_articles_are_no_text(teaser: str) -> None:
    assert texts(interrupted(TEASERS[teaser])) == list(TEXT)


KEPT = {
    "a paragraph that says a notice's words": (
        "<p>Visitors have to sign up for the tour a week before, the board decided.</p>"
    ),
    "a linked sentence": "<p><a href=/b>The bridge has been closed since the storm of May.</a></p>",
    "a list of links to other sites": (
        "<ul><li><a href=https://a.example/>Minutes of the meeting</a>"
        "<li><a href=https://b.example/>Plan of the quay</a></ul>"
    ),
    "a heading with an anchor": "<h2 id=money><a href=#money>Where the money comes from</a></h2>",
    "a heading with a vague name": "<h2 class=widget-title>Money</h2>",
}


@pytest.mark.parametrize("kept", KEPT)
def test_the_article_s_own_is_kept(kept: str) -> None:
    assert len(texts(interrupted(KEPT[kept]))) > len(TEXT)


def test_a_heading_among_boxes_of_paragraphs_is_the_text_s_own() -> None:
    rows = "".join(f'<div class="row">{f"<p>{text}</p>"}</div>' for text in (*TEXT, *TEXT[::-1]))
    heading = '<div class="row"><h2 class="widget">Money</h2><p>' + LAST + "</p></div>"
    kinds = [block.type for block in blocks(f"<div>{rows}{heading}{rows}</div>")]
    assert kinds.count(BlockType.HEADING) == 1


def test_an_author_s_sign_ends_the_last_sentence() -> None:
    signed = "In the end the vote was close, and nobody was content with it. (abe)"
    assert texts(f"<div>{paragraphs()}<p>{signed}</p></div>")[-1] == signed


def test_a_drop_cap_is_joined_to_its_word() -> None:
    capped = (
        "<p><span class=initial-letter>T</span> <span>he board met on Monday in May.</span></p>"
    )
    assert texts(f"<div>{capped}{paragraphs()}</div>")[0] == "The board met on Monday in May."


@pytest.mark.parametrize("said", ["(opens in new tab)", " (öffnet im neuen Fenster)"])
def test_what_a_link_says_to_screen_readers_is_no_text(said: str) -> None:
    linked = f"<p>The <a href=https://a.example>minutes<span class=x>{said}</span></a> are out.</p>"
    assert texts(interrupted(linked))[2] == "The minutes are out."


def test_a_text_ends_with_its_short_last_paragraphs() -> None:
    assert texts(f"<div>{paragraphs()}<p>Nobody came to it.</p><p>And that was that.</p></div>")[
        -2:
    ] == [
        "Nobody came to it.",
        "And that was that.",
    ]


def test_a_page_that_a_script_would_fill_is_read_from_its_metadata() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "Old ferry stays at the quay",
        "articleBody": "\n\n".join(TEXT) + "\nThe ferry is <b>old</b> &amp; slow.",
    }
    parsed = parse_page(
        f'<script type="application/ld+json">{json.dumps(data)}</script><body><div id=root></div>'
        "<noscript>You need to enable JavaScript to run this app.</noscript>"
    )
    body = [block.text for block in parsed.blocks if block.zone is Zone.BODY]
    assert body == [*TEXT, "The ferry is old & slow."]
    assert parsed.metadata.headline == "Old ferry stays at the quay"
    assert [left.text for left in parsed.left_out] == [
        "You need to enable JavaScript to run this app."
    ]


def test_a_short_line_between_line_breaks_is_text() -> None:
    short = "This is what the captains want"
    parted = "<br><br>".join((TEXT[0], short, *TEXT[1:]))
    assert texts(f"<div class=text>{parted}</div>") == [TEXT[0], short, *TEXT[1:]]


def test_a_line_without_a_full_stop_above_the_first_paragraph_is_text() -> None:
    line = "Reviewed by: the board of the harbour, in an hour"
    link = "<p><a href=/b>Click for all the results of the board</a></p>"
    assert texts(f"<div class=text>{link}<p>{line}</p>{paragraphs()}</div>") == [line, *TEXT]


def test_the_id_that_a_heading_gave_to_its_part_says_nothing_of_it() -> None:
    parts = "".join(
        f'<div id="the-board-also-wants-more-related-{n}"><p>{text}</p></div>'
        for n, text in enumerate(TEXT[1:])
    )
    assert texts(f"<div class=text><div><p>{TEXT[0]}</p></div>{parts}</div>") == list(TEXT)


@pytest.mark.parametrize(
    "notice",
    [
        "Got a story? Tell our desk about it at any hour of the day.",
        "Follow The Island Gazette on Facebook and Instagram for the latest of the harbour.",
        "Il vous reste 61.2% de cet article à lire. La suite est réservée aux abonnés.",
        "This slideshow requires JavaScript.",
        "Lesezeit: 4 Min.",
        "3 min read",
    ],
)
def test_notices_between_and_below_the_paragraphs_are_left_out(notice: str) -> None:
    assert texts(interrupted(f"<p>{notice}</p>")) == list(TEXT)
    assert texts(f"<div class=text>{paragraphs()}<p>{notice}</p></div>") == list(TEXT)


@pytest.mark.parametrize(
    "said",
    [
        "Sign up for the course of the harbour school, the board said, as long as there is room.",
        "The board says that everybody should follow the ferry on foot, along the whole quay.",
    ],
)
def test_sentences_with_a_word_of_notices_are_text(said: str) -> None:
    assert texts(interrupted(f"<p>{said}</p>")) == [*TEXT[:2], said, *TEXT[2:]]


def test_a_post_that_is_quoted_is_of_the_text() -> None:
    post = "They really want to keep the boat, all of it!"
    quoted = f'<blockquote class="twitter-tweet"><p>{post}</p>— Ann Berg (@annberg)</blockquote>'
    found = blocks(interrupted(quoted))
    assert [b.text for b in found if b.type is BlockType.QUOTE] == [post, "— Ann Berg (@annberg)"]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><strong>T</strong><strong>he </strong><strong>money</strong></p>",
        "<p><span class=strong>The money</span></p>",
    ],
)
def test_a_paragraph_that_is_bold_in_pieces_is_a_heading(heading: str) -> None:
    found = blocks(interrupted(heading))
    assert [b.text for b in found if b.type is BlockType.HEADING] == ["The money"]


def test_empty_elements_that_stand_for_line_breaks_part_paragraphs() -> None:
    parted = '<span class="br"></span><span class="br"></span>'.join(TEXT)
    assert texts(f"<div class=text>{parted}</div>") == list(TEXT)


LINKS = "<ul><li><a href=/b>Bridge is closed</a></li><li><a href=/c>Quay opens</a></li></ul>"


@pytest.mark.parametrize(
    "leader", ["<h3>Exclusive background</h3>", "<p>On this page you find:</p>"]
)
def test_what_only_leads_to_links_is_left_out_with_them(leader: str) -> None:
    assert texts(interrupted(leader + LINKS)) == list(TEXT)


def test_a_line_that_leads_to_a_list_of_the_text_stays() -> None:
    items = "<ul><li>The hull is sound.</li><li>The engine is good.</li></ul>"
    found = texts(interrupted(f"<p>The captains said this:</p>{items}"))
    assert found[2:5] == ["The captains said this:", "The hull is sound.", "The engine is good."]


def test_a_list_above_the_first_paragraph_is_of_the_text() -> None:
    brief = (
        "<p><b>All in brief</b></p><ul><li>Nothing is decided</li><li>Money comes later</li></ul>"
    )
    modules = f"<div class=m>{brief}</div><div class=m>{paragraphs()}</div>"
    for built in (modules, brief + paragraphs()):
        found = texts(f"<div class=text>{built}</div>")
        assert found == ["All in brief", "Nothing is decided", "Money comes later", *TEXT]


def test_a_text_that_begins_again_is_said_once() -> None:
    first = f"{TEXT[0]} {TEXT[1]}"
    copy = f"<p>{first}</p>{paragraphs()}"
    twice = f"<div class=text>{copy}</div><div class=text>{copy}</div>"
    assert texts(twice) == [first, *TEXT]


def test_a_question_that_is_asked_again_and_again_is_kept() -> None:
    question = (
        "What does the old ferry mean to you, who have seen it every morning from your window?"
    )
    asked = "".join(f"<p>{question} Tell us more.</p><p>{text}</p>" for text in TEXT)
    assert len(texts(f"<div class=text><p>{TEXT[0]} Really.</p>{asked}</div>")) == 9


def test_the_title_of_a_film_in_a_figure_is_no_paragraph() -> None:
    figure = (
        '<figure><p class=heading>How the ferry came here, the film.</p><img src="/f.jpg"></figure>'
    )
    assert texts(interrupted(figure)) == list(TEXT)


def test_a_heading_of_links_takes_no_more_with_it_than_its_links() -> None:
    modules = [f"<div class=m><div class=c><p>{text}</p></div></div>" for text in TEXT * 3]
    links = "<div class=m><h2>More about the ferry</h2><a href=/b>Bridge closed</a></div>"
    modules.insert(6, links)
    body = f"<section class=body>{''.join(modules)}</section>"
    assert texts(f"<article><p>By Ann Berg</p>{body}<p>© The Gazette</p></article>") == list(
        TEXT * 3
    )


def test_a_sentence_that_is_set_as_large_as_a_heading_is_a_paragraph() -> None:
    large = f"<h2>{TEXT[0]} {TEXT[1]}</h2>"
    [first, *_rest] = blocks(f"<div class=text>{large}{paragraphs()}</div>")
    assert first.type is BlockType.PARAGRAPH


@pytest.mark.parametrize("heading", ["Comments", "3 Comments", "Top Rated Comments", "Kommentare"])
def test_the_readers_comments_end_the_text_whatever_their_box_is_named(heading: str) -> None:
    said = "<p>I have seen that boat every day for years, and I do not want it to go away.</p>" * 4
    assert texts(f"<div>{paragraphs()}<h2>{heading}</h2>{said}</div>") == list(TEXT)


def test_a_heading_that_speaks_of_a_comment_does_not_end_the_text() -> None:
    more = f"<h2>Comments of the harbour board</h2><p>{LAST}</p>"
    assert texts(f"<div>{paragraphs()}{more}</div>")[-1] == LAST


def test_what_a_site_says_of_its_cookies_is_no_article() -> None:
    said = "This website keeps cookies in your browser, to know what you have seen of it so far."
    notice = f"<div>{f'<p>{said} {said} {said}</p>' * 4}</div>"
    assert texts(f"<div>{paragraphs()}</div>{notice}") == list(TEXT)


def test_a_list_of_terms_among_the_paragraphs_is_of_the_text() -> None:
    terms = "<dl><dt>Length</dt><dd>200 m</dd></dl>"
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    parsed = parse_page(f"<h1>The old ferry</h1><div>{text}{terms}{text}</div>")
    items = [block.text for block in parsed.blocks if block.type is BlockType.LIST_ITEM]
    assert items == ["Length", "200 m"]


LINKED_ROW = "<tr><td><a href=/1>Ferry 1</a></td><td><a href=/2>Ferry 2</a></td></tr>"
FIGURES = "<tr><th>Year</th><th>Tickets</th></tr><tr><td>2025</td><td>9,904</td></tr>"


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{FIGURES}</table>",
        f"<figure><table><tbody>{FIGURES}</tbody></table></figure>",
    ],
)
def test_a_table_of_figures_with_which_a_text_ends_is_text(table: str) -> None:
    after = "<aside><p><a href=/b>Bridge closed in May</a></p></aside>"
    found = blocks(f"<div>{paragraphs()}{table}</div>{after}")
    assert [block.text for block in found] == [*TEXT, "Year\tTickets", "2025\t9,904"]
    assert {block.type for block in found[-2:]} == {BlockType.TABLE}


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{2 * LINKED_ROW}</table>",
        "<table><tr><td>Print</td><td>Share</td></tr><tr><td>Save</td><td>Mail</td></tr></table>",
        "<table><tr><td>Issue 12</td><td>Price 4.40</td></tr></table>",
    ],
)
def test_a_table_of_links_or_buttons_below_a_text_is_none_of_it(table: str) -> None:
    assert texts(f"<div>{paragraphs()}{table}</div>") == [*TEXT]


def test_a_list_of_links_amid_the_text_takes_only_itself_out() -> None:
    lines = [line.replace("the ", f"the {number} ", 1) for number in range(3) for line in TEXT]
    links = "".join(f"<a href=/{n}>Another story of the island {n}</a>" for n in range(4))
    most_read = f"<div><div>Most read</div>{links}</div>"
    halves = [
        "".join(f"<div><div><p>{line}</p></div></div>" for line in half) + most_read
        for half in (lines[:6], lines[6:])
    ]
    assert texts("".join(f"<div>{half}</div>" for half in halves)) == lines


@pytest.mark.parametrize(
    "said",
    [
        "Nur angemeldete Mitglieder können hier kommentieren und bewerten.",
        "You must be logged in to post a comment on what you have read.",
        "The address of this page was copied to your clipboard just now.",
        "Diese Zusammenfassung wurde künstlich erzeugt und von uns nicht geprüft.",
        "Um eingebettete Inhalte anzuzeigen, ist deine Einwilligung noch nötig.",
    ],
)
def test_what_a_site_says_of_itself_between_the_paragraphs_is_none(said: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    assert texts(f"<div>{text}<div><div>{said}</div></div>{text}</div>") == [*TEXT, *TEXT]


def test_headings_that_lead_to_other_sites_are_the_article_s_own() -> None:
    heading = "<h2><a href=https://tools.example/rope>A rope that holds</a></h2>"
    bold = "<p><a href=https://tools.example/oar><b>An oar of ash</b></a></p>"
    others = "<h2><a href=https://paper.example/o>What else we wrote</a></h2>"
    made = [block.text for block in blocks(interrupted(heading + bold + others))]
    assert made[2:4] == ["A rope that holds", "An oar of ash"]
    assert "What else we wrote" not in made


def test_the_text_goes_on_with_the_lists_behind_it() -> None:
    first = "<ul>" + "".join(f"<li>{text}</li>" for text in TEXT) + "</ul>"
    second = "".join(f"<li>{text}</li>" for text in (LAST, "The boat waits, she said."))
    text = f"<div>{paragraphs()}<p>Boats</p>{first}<p>Quays</p><ul>{second}</ul></div>"
    assert texts(text)[-3:] == ["Quays", LAST, "The boat waits, she said."]


def test_a_paragraph_about_an_advertisement_is_a_paragraph() -> None:
    told = "The harbour board paid for an advertisement about the ferry in three papers."
    boxed = "".join(f"<div class=b><p>{text}</p></div>" for text in (TEXT[0], told, *TEXT[1:]))
    assert told in texts(f"<div>{boxed}</div>")


def test_a_quotation_stays_whatever_it_is_named() -> None:
    quoted = '<blockquote class="tagWidget"><p>We shall repair her in the spring.</p></blockquote>'
    assert "We shall repair her in the spring." in texts(interrupted(quoted))


def test_a_text_in_boxes_made_alike_ends_with_the_last_of_them() -> None:
    boxes = "".join(
        f'<section class="article-text"><div class="part component">{part}</div></section>'
        for part in (paragraphs(), paragraphs(), f"<p>{LAST}</p>")
    )
    assert texts(boxes)[-1] == LAST


def test_a_long_list_of_other_articles_with_teasers_is_none_of_the_text() -> None:
    teaser = "<li><h3><a href=/o{0}>Bread is dear again</a></h3><p>{1}</p></li>"
    listed = "".join(
        teaser.format(
            number, f"The mill on island {number} is out of flour, and its miller sleeps."
        )
        for number in range(20)
    )
    body = texts(f"<div>{paragraphs()}</div><div><ul>{listed}</ul></div>")
    assert body == list(TEXT)


def test_program_text_among_the_paragraphs_is_kept() -> None:
    assert "print(quay)" in texts(interrupted("<div class=code><pre>print(quay)</pre></div>"))


def test_lists_within_lists_are_the_text_s_own() -> None:
    inner = "<ul><li>See <a href=https://boats.example/7>the seventh ferry</a></li></ul>"
    assert "See the seventh ferry" in texts(interrupted(f"<ul><li>Of boats:{inner}</li></ul>"))


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up to the Island Weekly Brief here for news of ferries in your inbox.",
        "Get The Quay, the island’s boating newsletter",
    ],
)
def test_a_letter_s_advertisement_is_no_paragraph(notice: str) -> None:
    assert notice not in texts(interrupted(f"<p>{notice}</p>"))


def test_what_the_whole_page_is_named_says_nothing_of_its_text() -> None:
    advert = "<aside><p>Visit our shop</p><p>Thanks for watching</p><button>Skip</button></aside>"
    inside = (
        f"<h1>Old ferry stays</h1><div>{paragraphs()}{advert * 5}{paragraphs()}<p>{LAST}</p></div>"
    )
    parsed = parse_page(f'<body class="article has-consent-banner">{inside}</body>')
    assert [block.text for block in parsed.blocks if block.zone is Zone.BODY][-1] == LAST


def test_a_link_behind_a_label_for_other_articles_leads_away() -> None:
    related = "<h3><a href=https://sister.example/o>RELATED: Bread is dear on the isles</a></h3>"
    assert "RELATED: Bread is dear on the isles" not in texts(interrupted(related))


def test_a_page_that_is_a_list_of_articles_is_shown_as_one() -> None:
    entry = "<li><h2><a href=/o{0}>Bread is dear on island {0}</a></h2><p>{1}</p></li>"
    listed = "".join(entry.format(number, text) for number, text in enumerate(TEXT))
    assert list(TEXT) == [text for text in texts(f"<ol>{listed}</ol>") if text in TEXT]


def test_a_text_whose_paragraphs_only_line_breaks_part_has_paragraphs() -> None:
    lines = [f"{text} Nobody in the town had expected anything else." for text in TEXT]
    assert texts(f"<div>{'<br>'.join(lines)}</div>") == lines


def test_a_poem_is_one_paragraph() -> None:
    poem = "<br>".join(["The ferry lay at the quay,", "the gulls were counted twice,"] * 4)
    assert len(texts(f"{paragraphs()}<p>{poem}</p><p>{LAST}</p>")) == len(TEXT) + 2


def test_a_long_box_of_names_and_prices_amid_the_text_does_not_take_the_text_away() -> None:
    wares = "".join(f"<div>Rope no. {number}</div>" for number in range(200))
    rope = "Ropes are twisted from hemp, and since 1950 from nylon, which bears the sun badly. "
    box = f"<div class=box><p>{rope * 2}</p><p>{rope * 3}</p></div>"
    said = "".join(f"<p>Day {day}. {text}</p>" for day in range(4) for text in TEXT)
    found = texts(f"<div class=text>{said}<div>{wares}</div>{paragraphs()}</div>{box}")
    assert found[0] == f"Day 0. {TEXT[0]}"
    assert set(TEXT) <= set(found)


@pytest.mark.parametrize("named", ["sidebar", "textwidget", "footer-widgets"])
def test_what_a_site_says_of_itself_beside_a_short_item_is_not_the_item(named: str) -> None:
    rope = "Ropes are twisted from hemp, and since 1950 from nylon, which bears the sun badly. "
    page = f"<div class=post><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>"
    links = "".join(f"<li><a href=/{isle}>The isle of {isle}</a></li>" for isle in "abcdefgh")
    page += f"<ul>{links}</ul>"
    assert texts(f"{page}<div class={named}><p>{rope * 3}</p><p>{rope * 3}</p></div>") == [
        TEXT[0],
        TEXT[1],
    ]


def test_a_banner_that_calls_cookies_storage_is_no_article() -> None:
    said = "The technical storage or access is needed to send what you have asked for, by law. "
    banner = f"<div class=bar><p>{said * 3}</p><p>{said * 2}</p><p>{said * 4}</p></div>"
    item = f"<article><p>{TEXT[0]}</p><p>{TEXT[1]}</p></article>"
    assert texts(f"{item}<ul><li><a href=/b>The bridge</a></li></ul>{banner}") == list(TEXT[:2])


def test_a_heading_that_says_latest_above_a_paragraph_without_links_is_no_list() -> None:
    newest = "<div><h3>Latest</h3><p><b>17.00</b> We end here and go on tomorrow.</p></div>"
    assert "17.00 We end here and go on tomorrow." in texts(interrupted(newest))


def test_a_text_in_one_block_that_a_sign_ends_is_the_article_s() -> None:
    whole = " ".join((*TEXT, LAST)) + " (By Ann Berg) Enditem/AB"
    asks = "The paper remembers what its readers open, and asks whether they mind that it does."
    asked = f"<div class=privacy><p>{asks} {asks} {asks}</p></div>"
    menu = "".join(f"<li><a href=/{n}>Section {n} of the paper</a></li>" for n in range(9))
    article = f"<div><ul>{menu}</ul><h1>Old ferry stays at the quay</h1>{whole}</div>"
    parsed = parse_page(f"<body>{article}{asked}")
    assert whole in [block.text for block in parsed.blocks if block.zone is Zone.BODY]


def test_a_long_paragraph_in_a_teaser_s_box_is_the_text_s_first() -> None:
    long = "The council met on a Sunday, and nobody in the hall could say why that was so. " * 7
    lead = f'<div class="teaser-text"><blockquote>{long}</blockquote></div>'
    text = "<p>It decided nothing at all, as it had done for many years before that day.</p>" * 3
    parsed = parse_page(f"<h1>Nothing decided</h1><p>4 May 2026</p>{lead}<div>{text}</div>")
    assert next(b for b in parsed.blocks if b.zone is Zone.BODY).text == long.strip()


@pytest.mark.parametrize(
    "items",
    [
        "<div><div><dl><dt>For it<dd>A large hall</dl></div><dl><dt>Against</dl></div>",
        "<div><li>For it</li><li>A large hall</li><li>Against</li></div>",
    ],
)
def test_items_are_a_list_wherever_they_stand_between_the_paragraphs(items: str) -> None:
    text = "<p>It decided nothing at all, as it had done for many years before that day.</p>" * 3
    parsed = parse_page(f"<h1>Nothing decided</h1><article>{text}{items}{text}</article>")
    found = [block.text for block in parsed.blocks if block.type is BlockType.LIST_ITEM]
    assert found == ["For it", "A large hall", "Against"]


def test_the_last_item_of_a_list_may_be_a_single_word() -> None:
    soup = "It has been cooked on the island for many years, and nobody knows why it is so good."
    needed = "<ul><li>500 g reed</li><li>1 l water</li><li>salt</li></ul>"
    steps = "<ol><li>Cut the reed.</li><li>Boil it in water for an hour.</li><li>Serve.</li></ol>"
    parsed = parse_page(
        f"<article><h1>Reed soup</h1><p>{soup}</p><h2>Ingredients</h2>{needed}"
        f"<h2>Method</h2>{steps}</article>"
    )
    assert parsed.blocks[-1].text == "Serve."


def test_a_line_that_says_whom_a_quotation_is_of_stays_above_it() -> None:
    said = (
        "“The hull was never sound, and nobody on the board asked us about it in all these years.”"
    )
    quoted = (
        f"<p>Via <a href=https://bell.example/f>The Bell</a>:</p><blockquote>{said}</blockquote>"
    )
    assert "Via The Bell:" in texts(interrupted(quoted))
    listed = "<p>See The Bell:</p><ul><li><a href=/f>Another story about it</a></li></ul>"
    assert "See The Bell:" not in texts(interrupted(listed))


def test_a_post_that_is_quoted_stays_whatever_the_box_around_it_is_named() -> None:
    said = "I would like to thank the captain, and the crew, for all the years on the old ferry."
    post = f"<blockquote class=twitter-tweet><p>{said}</p></blockquote>"
    assert said in texts(interrupted(f"<div class='wrap twitter'>{post}</div>"))


def test_what_stands_in_round_brackets_may_end_a_sentence() -> None:
    line = 'There were few chairs. (She felt "uncomfortable.")'
    assert line in texts(interrupted(f"<div><font>{line}</font></div>"))
