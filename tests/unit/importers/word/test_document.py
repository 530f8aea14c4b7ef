"""Word documents, written here part by part."""

import hashlib

import pytest

from galley.domain.article import BlockType, InlineStyle, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.registry import parse
from tests.unit.importers.archives import (
    JPEG,
    paragraph,
    picture,
    properties,
    run,
    word,
    word_part,
)

TITLE, H1, H2, CAPTION, QUOTE, SUBTITLE, STRONG, DEEPER = "01234567"
CELLS = [["Year", "Boats"], ["2023", "41"]]
TABLE = (
    "<w:tbl>"
    + "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in CELLS
    )
    + "</w:tbl>"
)
BODY = (
    paragraph("The ferry pier will close", style=TITLE)
    + paragraph("Six weeks without a boat to the island.", style=SUBTITLE)
    + paragraph("By Rosa Lind and Tomas Ebel")
    + picture("p1", "The pier")
    + paragraph("The pier on Monday. Photo: Ana Ruiz/AFP", style=CAPTION)
    + paragraph(
        "",
        runs=run("The pier will ")
        + run("close", "<w:b/>")
        + run(" on ")
        + f'<w:hyperlink r:id="l1">{run("Monday")}</w:hyperlink>'
        + run(", he said", '<w:b w:val="0"/>')
        + '<w:r><w:footnoteReference w:id="7"/></w:r>'
        + "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        + run(" secret", "<w:vanish/>")
        + run("."),
    )
    + paragraph("What happens next", style=H1)
    + paragraph("Boats go from the old harbour.", number="1/0")
    + paragraph("Twice a day.", number="1/1")
    + paragraph("On Sundays once.", number="1/0")
    + paragraph("First this.", number="2/0")
    + paragraph("Nobody asked us.", style=QUOTE)
    + TABLE
)
RELATIONS = {"p1": ("media/pier.jpg", False), "l1": ("https://ferry.example/a?b=1&amp;c", True)}
MORE: dict[str, bytes | str] = {
    "word/media/pier.jpg": JPEG,
    "word/footnotes.xml": word_part(
        "footnotes", f'<w:footnote w:id="7">{paragraph("In a letter.")}</w:footnote>'
    ),
    "word/header1.xml": word_part("hdr", paragraph("The Island Gazette")),
    "docProps/core.xml": properties(
        title="Draft 3", creator="Nobody Else", publisher="The Gazette", language="en-GB"
    ),
}


@pytest.fixture
def parsed() -> ParsedArticle:
    return parse(word(BODY, relations=RELATIONS, more=MORE), name="pier.docx")


def test_the_text_s_own_words_win_over_the_properties(parsed: ParsedArticle) -> None:
    metadata = parsed.metadata
    assert parsed.importer == "word/1"
    assert metadata.headline == "The ferry pier will close"
    assert metadata.authors == ("Rosa Lind", "Tomas Ebel")
    assert (metadata.publication, metadata.language) == ("The Gazette", "en-GB")
    assert dict(metadata.sources) == {
        "headline": "text",
        "authors": "byline",
        "publication": "document properties",
    }


def test_the_properties_do_where_the_text_is_silent() -> None:
    more: dict[str, bytes | str] = {
        "docProps/core.xml": properties(title="Harbour news", creator="Rosa Lind")
    }
    metadata = parse(word(paragraph("The pier is shut."), more=more), name="a.docx").metadata
    assert (metadata.headline, metadata.authors) == ("Harbour news", ("Rosa Lind",))
    assert dict(metadata.sources)["authors"] == "document properties"


def test_the_structure(parsed: ParsedArticle) -> None:
    seen = [(b.zone, b.type, b.level, b.ordered, b.text) for b in parsed.blocks]
    body, item = Zone.BODY, BlockType.LIST_ITEM
    assert seen == [
        (Zone.HEADLINE, BlockType.HEADING, 1, False, "The ferry pier will close"),
        (Zone.DEK, BlockType.PARAGRAPH, 0, False, "Six weeks without a boat to the island."),
        (Zone.BYLINE, BlockType.PARAGRAPH, 0, False, "By Rosa Lind and Tomas Ebel"),
        (Zone.PHOTO, BlockType.FIGURE, 0, False, "\ufffc"),
        (Zone.CAPTION, BlockType.PARAGRAPH, 0, False, "The pier on Monday."),
        (Zone.CREDIT, BlockType.PARAGRAPH, 0, False, "Ana Ruiz/AFP"),
        (body, BlockType.PARAGRAPH, 0, False, "The pier will close on Monday, he said1."),
        (body, BlockType.HEADING, 2, False, "What happens next"),
        (body, item, 1, False, "Boats go from the old harbour."),
        (body, item, 2, False, "Twice a day."),
        (body, item, 1, False, "On Sundays once."),
        (body, item, 1, True, "First this."),
        (body, BlockType.QUOTE, 0, False, "Nobody asked us."),
        (body, BlockType.TABLE, 0, False, "Year\tBoats"),
        (body, BlockType.TABLE, 0, False, "2023\t41"),
        (body, BlockType.PARAGRAPH, 0, False, "1 In a letter."),
    ]


def test_emphasis_and_links(parsed: ParsedArticle) -> None:
    block = next(b for b in parsed.blocks if b.text.startswith("The pier will close on"))
    styled = {(s.style, block.text[s.start : s.end], s.href) for s in block.spans}
    assert styled == {
        (InlineStyle.STRONG, "close", ""),
        (InlineStyle.LINK, "Monday", "https://ferry.example/a?b=1&c"),
        (InlineStyle.SUPERSCRIPT, "1", ""),
    }


def test_a_picture_becomes_an_asset(parsed: ParsedArticle) -> None:
    name = hashlib.sha256(JPEG).hexdigest()
    assert parsed.assets == ((name, JPEG),)
    assert (parsed.figures[0].asset, parsed.figures[0].alt) == (name, "The pier")


def test_a_caption_above_its_picture_is_kept_with_it() -> None:
    body = (
        paragraph("The old pier.", style=CAPTION)
        + picture("p1", "")
        + paragraph("It was built in 1902.")
        + picture("p1", "")
    )
    parsed = parse(word(body, relations=RELATIONS, more=MORE), name="a.docx")
    captions = [(b.text, b.group) for b in parsed.blocks if b.zone is Zone.CAPTION]
    assert captions == [("The old pier.", 0)]


def test_what_is_not_of_the_text_is_left_out_with_a_reason(parsed: ParsedArticle) -> None:
    assert {(left.text, left.reason) for left in parsed.left_out} == {
        ("never", "Deleted, with changes tracked"),
        ("secret", "Hidden on the page"),
        ("Photo:", "The label or the marks around a picture's credit"),
        ("The Island Gazette", "The head of each page"),
    }


def test_a_table_inside_a_table_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('Inside')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('Around')}{inner}</w:tc></w:tr></w:tbl>"
    text = " ".join(block.text for block in parse(word(outer), name="a.docx").blocks)
    assert text.split() == ["Around", "Inside"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    around = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    parsed = parse(word(paragraph("", runs=run("Around.") + around)), name="a.docx")
    assert [block.text for block in parsed.blocks] == ["Around.", "In a box."]


def test_a_bold_first_line_is_the_headline() -> None:
    body = paragraph("", runs=run("The pier will close", "<w:b/>")) + paragraph("It is old.")
    parsed = parse(word(body), name="a.docx")
    assert [block.zone for block in parsed.blocks] == [Zone.HEADLINE, Zone.BODY]


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ImportFailed, match="holds no text"):
        parse(word(""), name="a.docx")


def test_a_list_style_of_a_deeper_level_is_deeper() -> None:
    body = paragraph("Boats.", number="1/0") + paragraph("Two.", style=DEEPER, number="1/0")
    assert [block.level for block in parse(word(body), name="a.docx").blocks] == [1, 2]
