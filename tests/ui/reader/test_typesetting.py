"""What is set is the captured text, every code point of it, at the place the map says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter, QTextBlock, QTextCursor, QTextDocument

from galley.domain.article import (
    FIGURE_CHARACTER,
    SIDEBAR_ZONES,
    Block,
    BlockType,
    InlineStyle,
    Span,
    Version,
    Zone,
)
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.page import Layout, Typography, page_for
from galley.ui.reader.sidebar_setting import set_sidebars
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typesetting import TypesetArticle, set_article
from galley.ui.theme.tokens import LIGHT
from tests.ui.driving import sample

pytestmark = pytest.mark.usefixtures("themes")
words = st.text(
    alphabet=st.sampled_from("ab .\u00a0\u2028\u0301\u05d0\U0001f600“”"), min_size=1, max_size=30
)


def shown(document: QTextDocument, first: int, last: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def assert_shows(document: QTextDocument, the_map: DocumentMap, version: Version) -> None:
    """Each segment of the document reads as the canonical text does there."""
    for segment in the_map.segments:
        expected = version.text[segment.start : segment.end].replace(FIGURE_CHARACTER, "\u00a0")
        assert shown(document, segment.position, segment.position + segment.units) == expected


def offsets_shown(the_map: DocumentMap) -> set[int]:
    return {o for segment in the_map.segments for o in range(segment.start, segment.end)}


def offsets_of(version: Version, *, sidebar: bool) -> set[int]:
    return {
        offset
        for start, block in zip(version.starts, version.blocks, strict=True)
        if (block.zone in SIDEBAR_ZONES) is sidebar
        for offset in range(start, start + len(block.text))
    }


def test_the_sample_is_set_whole() -> None:
    _article, version, _data = sample()
    article = set_article(version, page_for(860), LIGHT)
    assert_shows(article.document, article.map, version)
    assert offsets_shown(article.map) == offsets_of(version, sidebar=False)
    assert article.masthead >= 0
    assert list(article.figures) == [0]


@pytest.mark.parametrize("layout", list(Layout))
def test_the_sidebar_is_set_whole(layout: Layout) -> None:
    _article, version, _data = sample()
    sidebar = set_sidebars(version, layout, 224, 1.0, LIGHT, folded=False)
    assert_shows(sidebar.document, sidebar.map, version)
    assert offsets_shown(sidebar.map) == offsets_of(version, sidebar=True)
    assert len(sidebar.headings) == 1


def test_a_folded_sidebar_shows_beginnings_only() -> None:
    _article, version, _data = sample()
    sidebar = set_sidebars(version, Layout.MIDDLE, 218, 1.0, LIGHT, folded=True)
    assert_shows(sidebar.document, sidebar.map, version)
    assert offsets_shown(sidebar.map) < offsets_of(version, sidebar=True)
    headlines = [b.text for b in version.blocks if b.zone is Zone.SIDEBAR_ITEM]
    text = sidebar.document.toPlainText()
    assert all(headline in text for headline in headlines)


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("end", ["…", "...", ""])
def test_a_teaser_that_is_cut_off_ends_in_dots_once(end: str, folded: bool) -> None:
    _article, version, _data = sample()
    teaser = Block(Zone.SIDEBAR_TEASER, f"Herring is{end}", group=0, truncated=True)
    blocks = (Block(Zone.SIDEBAR_ITEM, "Tides", group=0), teaser)
    version = replace(version, blocks=blocks)
    sidebar = set_sidebars(version, Layout.MIDDLE, 218, 1.0, LIGHT, folded=folded)
    text = sidebar.document.toPlainText().replace("...", "…").replace(" …", "…")
    assert "Herring is…" in text
    assert text.count("…") == 1


blocks = st.lists(
    st.one_of(
        words.map(lambda text: Block(Zone.BODY, text)),
        words.map(lambda text: Block(Zone.BODY, text, BlockType.HEADING, level=2)),
        words.map(lambda text: Block(Zone.BODY, text, BlockType.QUOTE)),
        words.map(lambda text: Block(Zone.BODY, text, BlockType.LIST_ITEM, group=0, level=1)),
        st.lists(words, min_size=1, max_size=3).map(
            lambda cells: Block(Zone.BODY, "\t".join(cells), BlockType.TABLE, group=0)
        ),
        words.map(lambda text: Block(Zone.CAPTION, text, group=0)),
        words.map(lambda text: Block(Zone.CREDIT, text, group=0)),
        st.just(Block(Zone.PHOTO, FIGURE_CHARACTER, BlockType.FIGURE, group=0)),
    ),
    min_size=1,
    max_size=8,
)


@given(blocks)
def test_any_blocks_are_set_whole(made: list[Block]) -> None:
    _article, version, _data = sample()
    version = replace(version, blocks=tuple(made))
    article = set_article(version, page_for(860), LIGHT)
    assert_shows(article.document, article.map, version)
    tabs = {o for o in offsets_of(version, sidebar=False) if version.text[o] == "\t"}
    assert offsets_shown(article.map) == offsets_of(version, sidebar=False) - tabs


@given(words, st.data())
def test_emphasis_and_links_change_no_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    spans = (Span(start, end, InlineStyle.STRONG), Span(0, end, InlineStyle.LINK, "https://a.test"))
    _article, version, _data = sample()
    version = replace(version, blocks=(Block(Zone.BODY, text, spans=spans),))
    article = set_article(version, page_for(860), LIGHT)
    assert_shows(article.document, article.map, version)
    assert len(list(article.map.segments)) == 1


def test_page_widths_and_zoom() -> None:
    assert page_for(1300).layout is Layout.WIDE
    assert page_for(860).layout is Layout.MIDDLE
    assert page_for(724).layout is Layout.NARROW
    assert page_for(1300, Typography(zoom=200)).layout is Layout.NARROW
    for width in range(400, 2400, 37):
        for zoom in (80, 100, 125, 200):
            page = page_for(width, Typography(zoom=zoom))
            assert page.text_width > 0
            assert page.text_right <= width
            if page.layout is not Layout.NARROW:
                assert page.rail_left >= page.text_right
                assert page.rail_left + page.rail_width <= width
            if page.layout is Layout.WIDE:
                assert page.sidebar_left + page.sidebar_width <= width


def test_a_table_has_a_line_on_every_side_and_between_its_cells() -> None:
    _article, version, _data = sample()
    rows = tuple(
        Block(Zone.BODY, words, BlockType.TABLE, group=1)
        for words in ("Year\tHomes", "2023\t2,410")
    )
    page = page_for(860)
    document = set_article(replace(version, blocks=rows, figures=()), page, LIGHT).document
    document.setTextWidth(600)
    image = QImage(600, 160, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()

    hair = QColor(LIGHT.hair)
    lines = [x for x in range(600) if sum(image.pixelColor(x, y) == hair for y in range(160)) > 40]
    groups = sum(1 for at, x in enumerate(lines) if at == 0 or x > lines[at - 1] + 1)
    assert groups == 3


@given(text=st.lists(st.text("abü .\u00a0😀", min_size=1, max_size=90), max_size=12).map(" ".join))
def test_a_paragraph_is_set_in_short_runs_that_end_behind_spaces(text: str) -> None:
    """What Qt shapes in one piece, it keeps a buffer for: see ``Composer``."""
    link = Span(0, len(text) + 1, InlineStyle.LINK, "https://galley.example/")
    spans = ((link,), ())
    blocks = tuple(Block(Zone.BODY, f"{text}.", spans=one) for one in spans)
    version = replace(sample()[1], blocks=blocks)
    article = set_article(version, page_for(860), LIGHT)
    assert_shows(article.document, article.map, version)
    block = article.document.begin()
    while block.isValid():
        runs = runs_in(block)
        assert "".join(runs) == f"{text}."
        assert all(run.endswith(" ") for run in runs[:-1])
        assert all(" " not in run[60:-1] for run in runs)
        block = block.next()


def runs_in(block: QTextBlock) -> list[str]:
    """The runs of one format in a text block."""
    runs, iterator = [], block.begin()
    while not iterator.atEnd():
        runs.append(iterator.fragment().text())
        iterator += 1
    return runs


def set_blocks(*blocks: Block) -> TypesetArticle:
    _article, version, _data = sample()
    return set_article(replace(version, blocks=blocks), page_for(860), LIGHT)


def air_above(typeset: TypesetArticle, number: int) -> float:
    """What Qt leaves between a text block and the one before: the larger of the two."""
    block = typeset.document.findBlockByNumber(number)
    return max(block.blockFormat().topMargin(), block.previous().blockFormat().bottomMargin())


def test_a_list_ends_with_the_air_of_a_paragraph() -> None:
    items = [Block(Zone.BODY, text, BlockType.LIST_ITEM, level=1, group=0) for text in "ab"]
    typeset = set_blocks(Block(Zone.BODY, "Before."), *items, Block(Zone.BODY, "After."))
    assert [air_above(typeset, number) for number in (1, 2, 3)] == [13, 6, 13]


def test_a_byline_below_the_photo_stands_apart_from_the_text() -> None:
    typeset = set_blocks(
        Block(Zone.HEADLINE, "Ferry stays"),
        Block(Zone.PHOTO, FIGURE_CHARACTER, BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "The pier.", group=0),
        Block(Zone.BYLINE, "By Ada Quay"),
        Block(Zone.DATE, "3 November"),
        Block(Zone.BODY, "The ferry stays."),
    )
    body = typeset.document.lastBlock()
    assert body.text() == "The ferry stays."
    assert air_above(typeset, body.blockNumber()) == 18


def test_the_line_about_the_capture_stands_under_the_headline_wherever_that_is() -> None:
    typeset = set_blocks(
        Block(Zone.BYLINE, "By Ada Quay"),
        Block(Zone.PHOTO, FIGURE_CHARACTER, BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "The pier.", group=0),
        Block(Zone.HEADLINE, "Ferry stays"),
        Block(Zone.DEK, "It was close."),
        Block(Zone.BODY, "The ferry stays."),
        Block(Zone.HEADLINE, "Said again"),
    )
    assert typeset.block(typeset.head_end).text() == "It was close."


@pytest.mark.parametrize("kind", [BlockType.LIST_ITEM, BlockType.QUOTE])
def test_what_is_written_from_the_right_is_set_in_from_the_right(kind: BlockType) -> None:
    typeset = set_blocks(
        Block(Zone.BODY, "One."),
        Block(Zone.BODY, "\u05d0\u05d1", kind, level=1, group=0),
        Block(Zone.BODY, "ab", kind, level=1, group=0),
    )
    document = typeset.document
    formats = [document.findBlockByNumber(number).blockFormat() for number in (1, 2)]
    assert [one.leftMargin() for one in formats] == [0, 22]
    assert [one.rightMargin() for one in formats] == [22, 0]


@pytest.mark.parametrize("ordered", [False, True])
def test_there_is_air_between_the_mark_of_an_item_and_its_words(ordered: bool) -> None:
    item = Block(Zone.BODY, "Words", BlockType.LIST_ITEM, level=1, group=0, ordered=ordered)
    typeset = set_blocks(Block(Zone.BODY, "x"), item)
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    typeset.document.setTextWidth(300)
    typeset.document.drawContents(painter)
    painter.end()
    rows = range(45, 70)  # the item's line; the item's words begin 22 px in
    inked = [x for x in range(60) if any(image.pixelColor(x, y).value() < 160 for y in rows)]
    mark = max(x for x in inked if x < 22 - 1)
    words = min(x for x in inked if x > mark + 2)
    assert words - mark >= 7


def test_the_first_heading_leaves_room_for_what_stands_beside_it() -> None:
    _article, version, _data = sample()
    sidebar = set_sidebars(version, Layout.MIDDLE, 218, 1.0, LIGHT, folded=True, aside=80)
    assert sidebar.document.firstBlock().blockFormat().rightMargin() == 80


@pytest.mark.parametrize("layout", [Layout.MIDDLE, Layout.NARROW])
def test_without_a_heading_there_is_room_for_what_would_stand_beside_it(layout: Layout) -> None:
    _article, version, _data = sample()
    version = replace(version, blocks=(Block(Zone.SIDEBAR_ITEM, "Tides", group=0),))
    sidebar = set_sidebars(version, layout, 218, 1.0, LIGHT, folded=True, aside=80)
    assert sidebar.document.rootFrame().frameFormat().topMargin() >= 20  # a line of a link


def test_the_pages_own_sidebar_has_its_links_in_ink() -> None:
    _article, version, _data = sample()
    link = (Span(0, 5, InlineStyle.LINK, "https://a.test"),)
    version = replace(version, blocks=(Block(Zone.SIDEBAR_ITEM, "Tides", group=0, spans=link),))
    sidebar = set_sidebars(version, Layout.MIDDLE, 218, 1.0, LIGHT, folded=True)
    text_format = sidebar.document.firstBlock().begin().fragment().charFormat()
    assert text_format.anchorHref() == "https://a.test"
    assert text_format.foreground().color() == QColor(LIGHT.ink)


@pytest.mark.parametrize("layout", [Layout.MIDDLE, Layout.NARROW])
def test_a_list_without_a_heading_of_its_own_has_a_line_over_its_first_item(
    layout: Layout,
) -> None:
    _article, version, _data = sample()
    blocks = (
        Block(Zone.SIDEBAR_HEADING, "Most read", group=0),
        Block(Zone.SIDEBAR_ITEM, "Tides", group=0),
        Block(Zone.SIDEBAR_ITEM, "Gulls", group=1),
    )
    version = replace(version, blocks=blocks)
    sidebar = set_sidebars(version, layout, 218, 1.0, LIGHT, folded=True)
    ruled = [sidebar.document.findBlockByNumber(number).text() for number in sidebar.ruled]
    assert ruled == ["Gulls"]


@pytest.mark.parametrize("kind", [BlockType.PARAGRAPH, BlockType.LIST_ITEM, BlockType.HEADING])
def test_a_table_stands_apart_from_what_is_above_it(kind: BlockType) -> None:
    typeset = set_blocks(
        Block(Zone.BODY, "Above.", kind, level=1, group=0),
        Block(Zone.BODY, "Year\tRiders", BlockType.TABLE, group=1),
        Block(Zone.BODY, "Below."),
    )
    typeset.document.setTextWidth(600)
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    typeset.document.drawContents(painter)
    painter.end()
    border = min(y for y in range(200) if image.pixelColor(500, y).value() < 250)
    line = block_rect(typeset.document, typeset.document.firstBlock())
    assert 15 <= border - line.bottom() <= 22  # Qt leaves out the air below a block there
