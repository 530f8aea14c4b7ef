"""The web page importer, on a page of a paper that does not exist, and on hostile pages."""

import base64
import hashlib
from collections import Counter
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from galley.domain.article import Block, BlockType, InlineStyle, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.extract import to_scoring_json
from galley.importers.pages.html_page import parse_page
from galley.importers.registry import parse

PAGE = Path(__file__).parents[3] / "fixtures" / "captures" / "saved-page.html"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3
PARAGRAPH = "<p>The council met on Monday and decided nothing, as it had done for many years.</p>"


def source() -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.replace("PICTURE", base64.b64encode(PICTURE).decode("ascii"))


@pytest.fixture(scope="module")
def parsed() -> ParsedArticle:
    return parse(source().encode(), name="page.html")


def of(parsed: ParsedArticle, zone: Zone) -> list[Block]:
    return [block for block in parsed.blocks if block.zone is zone]


def texts(parsed: ParsedArticle, zone: Zone) -> list[str]:
    return [block.text for block in of(parsed, zone)]


class _Seen(HTMLParser):
    """All characters outside scripts, styles and the head, gathered by another parser."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in ("script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.text.append(data)


def assert_nothing_lost(page: str, parsed: ParsedArticle) -> None:
    """Every character of the page is in one block or left out, as often as the page has it."""
    other = _Seen()
    other.feed(page)
    pieces = [b.text for b in parsed.blocks if b.type is not BlockType.FIGURE]
    pieces += [piece.text for piece in parsed.left_out]
    found = Counter(char for piece in pieces for char in piece if not char.isspace())
    wanted = Counter(char for char in "".join(other.text) if not char.isspace())
    assert found == wanted


def test_every_character_of_the_page_is_in_one_place(parsed: ParsedArticle) -> None:
    assert_nothing_lost(source(), parsed)
    assert all(piece.reason for piece in parsed.left_out)


WORDS = st.sampled_from(["The council met. ", "By Anna", "Most read", "“Yes”, ", "x", "3 May 2024"])
TAGS = st.sampled_from(
    ["div", "p", "b", "a href=x", "li", "ul", "figure", "figcaption", "td", "table", "tr", "h1",
     "aside", "span class=credit", "span hidden", "noscript", "blockquote", "br", "img src=x"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.one_of(TAGS.map(lambda tag: f"<{tag}>"), WORDS), max_size=40))
def test_no_order_of_elements_loses_a_character(parts: list[str]) -> None:
    page = "<html><body>" + PARAGRAPH * 3 + "".join(parts)
    assert_nothing_lost(page, parse_page(page))


def test_metadata_says_where_it_came_from(parsed: ParsedArticle) -> None:
    metadata = parsed.metadata
    assert metadata.headline == "Ferry pier to close for six weeks"
    assert metadata.publication == "The Harbour Gazette"
    assert metadata.authors == ("Rosa Lind", "Tomas Ebel")
    assert metadata.published == "2024-04-21T06:30:00+02:00"
    assert metadata.address == "https://gazette.example/pier"
    assert metadata.language == "en-GB"
    assert dict(metadata.sources)["authors"] == "JSON-LD"


def test_without_metadata_what_is_shown_is_used() -> None:
    page = source()
    start, end = page.index("<script type"), page.index("</script>")
    shown = parse_page(page[:start] + page[end:]).metadata
    assert shown.authors == ("Rosa Lind", "Tomas Ebel")
    assert shown.published.startswith("2024-04-21")
    assert dict(shown.sources)["authors"] == "byline"


def test_the_head_of_the_article(parsed: ParsedArticle) -> None:
    [headline] = of(parsed, Zone.HEADLINE)
    assert headline.text == "Ferry pier to close for six weeks"
    assert [(s.start, s.end, s.style) for s in headline.spans] == [(24, 27, InlineStyle.EMPHASIS)]
    assert texts(parsed, Zone.DEK)[0].startswith("Twelve pillars are cracked")
    assert texts(parsed, Zone.BYLINE) == ["By Rosa Lind and Tomas Ebel"]
    assert texts(parsed, Zone.DATE) == ["21 April 2024"]


def test_caption_and_credit_are_apart(parsed: ParsedArticle) -> None:
    assert texts(parsed, Zone.CAPTION) == [
        "Mayor Lena Quist shows the cracked pillars on Monday.",
        "Nets on the quay.",
    ]
    assert texts(parsed, Zone.CREDIT) == ["Ida Brandt/AFP", "Marta Solis"]
    assert [figure.lead for figure in parsed.figures] == [True, False]
    assert parsed.figures[0].address == "https://gazette.example/pier.jpg"
    assert parsed.figures[0].alt == "The pier"


def test_a_picture_inside_the_page_becomes_an_asset(parsed: ParsedArticle) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    assert parsed.assets == ((name, PICTURE),)
    assert parsed.figures[1].asset == name
    assert parsed.figures[1].address == ""


def test_the_body_is_verbatim_and_keeps_its_structure(parsed: ParsedArticle) -> None:
    body = of(parsed, Zone.BODY)
    kinds = [(block.type, block.text.split()[0]) for block in body]
    assert kinds == [
        (BlockType.PARAGRAPH, "The"),
        (BlockType.PARAGRAPH, "“We"),
        (BlockType.HEADING, "What"),
        (BlockType.PARAGRAPH, "The"),
        (BlockType.PARAGRAPH, "Most"),
        (BlockType.TABLE, "Pillar"),
        (BlockType.TABLE, "First"),
        (BlockType.TABLE, "Second"),
        (BlockType.QUOTE, "No"),
        (BlockType.PARAGRAPH, "Fishermen"),
        (BlockType.LIST_ITEM, "A"),
        (BlockType.LIST_ITEM, "Lamps"),
        (BlockType.PARAGRAPH, "Work"),
    ]
    assert "from May\u00a03 so" in body[0].text
    assert "work,\u2028which" in body[3].text
    assert [b.text for b in body[5:8]] == [
        "Pillar\tCracks\tNote",
        "First\t14\t",
        "Second\t9\tbelow water",
    ]
    assert texts(parsed, Zone.CREDIT_LINE) == ["Additional reporting by Jon Petrie"]


def test_links_are_kept_only_if_they_may_be_opened(parsed: ParsedArticle) -> None:
    [quote] = [block for block in of(parsed, Zone.BODY) if "concrete" in block.text]
    links = [(quote.text[s.start : s.end], s.href) for s in quote.spans if s.href]
    assert links == [("council", "https://gazette.example/council")]
    assert InlineStyle.SUBSCRIPT in {span.style for span in quote.spans}


def test_the_sidebar_is_kept_with_its_teasers(parsed: ParsedArticle) -> None:
    [sidebar] = to_scoring_json(parsed)["sidebars"]
    assert sidebar["heading"] == "Most read"
    assert [item["headline"] for item in sidebar["items"]] == [
        "Council rejects bridge of glass by a single vote",
        "Salt works may reopen after thirty-eight years",
    ]
    assert [block.truncated for block in of(parsed, Zone.SIDEBAR_TEASER)] == [True, False]


def test_what_is_left_out_has_a_reason(parsed: ParsedArticle) -> None:
    left = {piece.text: piece.reason for piece in parsed.left_out}
    assert left["Text for screen readers"] == "Hidden on the page"
    assert left["Lighthouse keeper retires after 41 years at his post"]
    assert any("cookies" in text for text in left)
    assert not any("never run" in text for text in left)


class TestHostile:
    """Pages made to hang, crash or deceive."""

    def test_a_page_without_text(self) -> None:
        with pytest.raises(ImportFailed, match="no article"):
            parse(b"<html><body><div id=app></div></body></html>", name="app.html")

    def test_too_many_elements(self) -> None:
        with pytest.raises(ImportFailed, match="60,000"):
            parse(b"<html>" + b"<i>" * 60_001, name="page.html")

    def test_an_element_with_hundreds_of_attributes(self) -> None:
        tag = "<p " + " ".join(f"a{i}=x" for i in range(5000)) + ">"
        with pytest.raises(ImportFailed, match="attributes"):
            parse_page(f"<html><body>{tag}{PARAGRAPH}")

    def test_an_attribute_that_holds_a_whole_page(self) -> None:
        inner = " ".join(f"a{i}='x'" for i in range(5000))
        page = f'<html><body><iframe name="{inner}"></iframe><main>{PARAGRAPH * 3}</main>'
        assert any("council met" in b.text for b in parse_page(page).blocks)

    @pytest.mark.parametrize("tag", ["div", "table", "b", "ul", "blockquote", "font"])
    def test_nesting_without_end(self, tag: str) -> None:
        page = f"<html><body>{PARAGRAPH}" + f"<{tag}>" * 20_000 + PARAGRAPH * 4
        parsed = parse_page(page)
        assert sum("council met" in b.text for b in parsed.blocks) >= 1
        assert_nothing_lost(page, parsed)

    def test_a_long_text_is_whole(self) -> None:
        page = "<html><body>" + PARAGRAPH * 5_000
        assert len(texts(parse_page(page), Zone.BODY)) == 5_000

    def test_hidden_characters_and_references(self) -> None:
        text = "<p>The coun&#8238;cil said that &lt;b&gt; is no tag.</p>"
        page = f"<html><body>{PARAGRAPH * 3}{text}"
        assert "The council said that <b> is no tag." in texts(parse_page(page), Zone.BODY)[-1]

    def test_no_entity_is_resolved(self) -> None:
        page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        parsed = parse_page(
            page + PARAGRAPH * 3 + "<p>Nothing of &x; is read here, nor will it be.</p>"
        )
        assert "root:" not in "".join(block.text for block in parsed.blocks)

    @pytest.mark.parametrize(
        "href",
        [
            "javascript:alert(1)",
            "java\u2028script:x",
            "data:text/html,x",
            "file:///etc",
            "vbscript:x",
        ],
    )
    def test_no_active_address_is_kept(self, href: str) -> None:
        page = (
            f'<html><body>{PARAGRAPH * 3}<p>The <a href="{href}">mayor</a> said that it was so.</p>'
        )
        assert not any(span.href for block in parse_page(page).blocks for span in block.spans)

    @pytest.mark.parametrize(
        "data",
        ["data:image/svg+xml,<svg onload=x>", "data:application/pdf;base64,JVBERi0=", "data:,"],
    )
    def test_only_pictures_become_assets(self, data: str) -> None:
        filled = data + "A" * 900
        page = f'<html><body>{PARAGRAPH * 3}<figure><img src="{filled}"></figure>'
        parsed = parse_page(page)
        assert parsed.assets == ()
        assert all(figure.address == "" for figure in parsed.figures)

    def test_broken_metadata_is_no_metadata(self) -> None:
        script = (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": [[[</script>'
        )
        deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
        title = "<title>A title of a page</title>"
        page = f"<html><head>{script}{deep}{title}</head><body>{PARAGRAPH * 3}"
        assert parse_page(page).metadata.headline == "A title of a page"

    @pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "koi8-r"])
    def test_encodings(self, encoding: str) -> None:
        text = (
            "<p>Совет собрался в понедельник и ничего не решил, как и много лет до этого.</p>" * 3
        )
        page = f'<html><head><meta charset="{encoding}"></head><body>{text}</body></html>'
        parsed = parse(page.encode(encoding), name="page.html")
        assert texts(parsed, Zone.BODY)[0].startswith("Совет собрался")

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=400))
    def test_any_bytes_in_a_page(self, data: bytes) -> None:
        with suppress(ImportFailed):
            parse(b"<html><body>" + PARAGRAPH.encode() * 3 + data, name="page.html")


def captions(figure: str) -> list[str]:
    page = f"<article><h1>The old pier</h1>{PARAGRAPH * 2}{figure}{PARAGRAPH * 3}</article>"
    parsed = parse_page(f"<html><body>{page}</body></html>")
    assert len([text for text in texts(parsed, Zone.BODY) if text in PARAGRAPH]) == 5
    return texts(parsed, Zone.CAPTION)


def test_a_figure_without_words_but_its_caption_has_one() -> None:
    figure = "<figure><img src=a.jpg width=600><figcaption>The pier.</figcaption></figure>"
    assert captions(figure) == ["The pier."]


@pytest.mark.parametrize(
    "beside",
    [
        (
            "<div class='author-bio'><img src=a.jpg width=600><div class=media>Anna Kestrel writes "
            "of harbours and of boats.</div></div>"
        ),
        (
            "<div class='share media'><img src=a.jpg><div>Share this picture with all your friends."
            "</div></div>"
        ),
        "<figure><img src=a.jpg width=600><div>2:34</div><div>2:34 Boats leave</div></figure>",
        (
            "<figure><img src=a.jpg width=600><h3>Boats leave the old harbour</h3><div>More videos "
            "of boats.</div></figure>"
        ),
    ],
    ids=["author", "sharing", "film", "another article"],
)
def test_what_stands_beside_a_picture_is_not_always_its_caption(beside: str) -> None:
    assert captions(beside) == []


def test_a_picture_loose_in_the_text_takes_no_paragraph() -> None:
    loose = "<img src=a.jpg width=600><p class=caption>The pier in spring.</p>"
    assert captions(loose * 2) == ["The pier in spring."]


def test_a_few_pasted_words_are_kept_whole() -> None:
    pasted = "<html><body><!--StartFragment--><h1>The pier</h1><b>shut</b> today</body></html>"
    parsed = parse(pasted.encode(), name="clipboard", media_type="text/html")
    assert [block.text for block in parsed.blocks] == ["The pier", "shut today"]
    assert parsed.metadata.headline == "The pier"


def test_a_page_of_menus_is_refused() -> None:
    with pytest.raises(ImportFailed, match="no article’s text"):
        parse(b"<html><body><nav>Home Sport</nav></body></html>", name="a.html")


def sidebar(inside: str) -> list[str]:
    parsed = parse_page(
        f"<html><body><article><h1>The old pier</h1>{PARAGRAPH * 4}</article>"
        f"<div><h3>Most read</h3>{inside}</div></body></html>"
    )
    assert texts(parsed, Zone.SIDEBAR_HEADING) == ["Most read"]
    return texts(parsed, Zone.SIDEBAR_ITEM)


STORIES = ["Boats leave the old harbour", "The mayor counts her votes", "Frost cracks the pillars"]


def test_a_rank_that_is_glued_to_a_headline_is_no_part_of_it() -> None:
    items = "".join(f"<li><a href=/{n}>{n}{story}</a></li>" for n, story in enumerate(STORIES, 1))
    assert sidebar(f"<ol>{items}</ol>") == STORIES


def test_a_headline_that_begins_with_a_number_keeps_it() -> None:
    items = "".join(f"<li><a href=/{n}>{n}0 boats leave on {n} May</a></li>" for n in (3, 4, 5))
    assert sidebar(f"<ol>{items}</ol>")[0] == "30 boats leave on 3 May"


def test_what_is_made_otherwise_at_a_list_s_end_is_no_item() -> None:
    items = "".join(f"<li><a href=/{n}>{story}</a></li>" for n, story in enumerate(STORIES))
    more = "<p><a href=/all>All the news of the island</a></p>"
    assert sidebar(f"<ul>{items}</ul>{more}") == STORIES


@pytest.mark.parametrize("more", ["More in science today", "Alle Schlagzeilen anzeigen"])
def test_a_link_to_more_of_a_list_is_no_item(more: str) -> None:
    links = [f"<li><a href=/{n}>{story}</a></li>" for n, story in enumerate([*STORIES, more])]
    assert sidebar(f"<ul>{''.join(links)}</ul>") == STORIES


def test_nothing_is_lost_behind_a_place_where_a_word_may_break() -> None:
    page = (
        "<h1>Donau</h1><p>The Donau<wbr>dampf<wbr>schiff sailed on Monday, the <b>old</b> board "
        "said, and it will sail again.</p><p>Nobody knows when that will be, the board said.</p>"
        "<p>Behind <embed src=x>this there is more that a reader would like to read.</p>"
    )
    texts = [block.text for block in of(parse_page(page), Zone.BODY)]
    assert texts[0].startswith("The Donaudampfschiff sailed on Monday, the old board said")
    assert texts[2].startswith("Behind this there is more")


def test_a_picture_behind_its_sources_is_seen() -> None:
    sources = '<source srcset="/s.webp"><source srcset="/m.webp">'
    picture = f'<picture>{sources}<img src="https://isle.example/f.jpg" alt="">'
    caption = "<figcaption>The ferry at the quay.</figcaption>"
    text = "<p>The council met on Monday and decided nothing, as it had done for years.</p>" * 3
    parsed = parse_page(f"<h1>Ferry</h1><figure>{picture}</picture>{caption}</figure>{text}")
    assert [figure.address for figure in parsed.figures] == ["https://isle.example/f.jpg"]


def test_an_anchor_that_leads_nowhere_is_no_link() -> None:
    text = "<p>The council met on Monday and decided nothing, as it had done for years.</p>" * 3
    anchored = "<p><a name=part2>It was the last time that the board met in the old hall.</a></p>"
    blocks = of(parse_page(f"<h1>Ferry</h1><div>{text}{anchored}{text}</div>"), Zone.BODY)
    assert any(b.text.startswith("It was the last") and not b.spans for b in blocks)


def test_the_head_of_a_table_may_have_no_row_of_its_own() -> None:
    head = "<thead><th></th><th>Votes</th><th>Share</th></thead>"
    rows = "<tr><td>Berg</td><td>112</td><td>56 %</td></tr><tr><td>Lund</td><td>88<td>44 %"
    text = "<p>The council met on Monday and decided nothing, as it had done for years.</p>" * 2
    parsed = parse_page(
        f"<h1>Votes</h1><article>{text}<table>{head}<tbody>{rows}</tbody></table>{text}</article>"
    )
    assert next(b.text for b in parsed.blocks if b.type is BlockType.TABLE) == "\tVotes\tShare"
