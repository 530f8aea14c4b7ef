"""EPUBs, written here part by part."""

import hashlib

import pytest

from galley.domain.article import BlockType, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.registry import parse
from tests.unit.importers.archives import JPEG, epub

FIRST = """<h1>The ferry pier will close</h1><p>By Rosa Lind</p>
<figure><img src="../pictures/pier%201.jpg" alt="The pier"/>
<figcaption>The pier on Monday. Photo: Ana Ruiz</figcaption></figure>
<p>The pier will close for <em>six</em> weeks.</p><ul><li>One boat.</li></ul>"""
SECOND = "<h2>The island waits</h2><blockquote><p>Nobody asked us.</p></blockquote>"
CONTENTS = "<nav><ol><li><a href='one.xhtml'>The pier</a></li></ol></nav>"
METADATA = (
    "<dc:title>The ferry pier will close</dc:title><dc:creator>Tomas Ebel</dc:creator>"
    "<dc:publisher>The Gazette</dc:publisher><dc:date>2024-04-21</dc:date>"
    "<dc:language>en</dc:language>"
)
DOCUMENTS = {"text/nav.xhtml": CONTENTS, "text/one.xhtml": FIRST, "text/two.xhtml": SECOND}


@pytest.fixture
def parsed() -> ParsedArticle:
    data = epub(
        DOCUMENTS,
        metadata=METADATA,
        nav="text/nav.xhtml",
        more={"OEBPS/pictures/pier 1.jpg": JPEG},
    )
    return parse(data, name="pier.epub")


def test_the_documents_are_one_text(parsed: ParsedArticle) -> None:
    assert parsed.importer == "epub/1"
    assert [(b.zone, b.type, b.text) for b in parsed.blocks] == [
        (Zone.HEADLINE, BlockType.HEADING, "The ferry pier will close"),
        (Zone.BYLINE, BlockType.PARAGRAPH, "By Rosa Lind"),
        (Zone.PHOTO, BlockType.FIGURE, "\ufffc"),
        (Zone.CAPTION, BlockType.PARAGRAPH, "The pier on Monday."),
        (Zone.CREDIT, BlockType.PARAGRAPH, "Ana Ruiz"),
        (Zone.BODY, BlockType.PARAGRAPH, "The pier will close for six weeks."),
        (Zone.BODY, BlockType.LIST_ITEM, "One boat."),
        (Zone.BODY, BlockType.HEADING, "The island waits"),
        (Zone.BODY, BlockType.QUOTE, "Nobody asked us."),
    ]
    assert [left.reason for left in parsed.left_out][-1] == "The table of contents"


def test_the_metadata_says_what_won(parsed: ParsedArticle) -> None:
    metadata = parsed.metadata
    assert metadata.authors == ("Rosa Lind",)
    assert (metadata.publication, metadata.published) == ("The Gazette", "2024-04-21")
    assert dict(metadata.sources) == {
        "headline": "text",
        "authors": "byline",
        "published": "book properties",
        "publication": "book properties",
    }


def test_a_picture_becomes_an_asset(parsed: ParsedArticle) -> None:
    assert parsed.assets == ((hashlib.sha256(JPEG).hexdigest(), JPEG),)
    assert parsed.figures[0].address == ""


def test_a_book_of_several_articles_keeps_all_their_headings() -> None:
    parsed = parse(epub({"a.xhtml": "<h1>One</h1><p>A.</p>", "b.xhtml": "<h1>Two</h1>"}), name="b")
    assert parsed.metadata.headline == "A book"
    assert [b.text for b in parsed.blocks if b.type is BlockType.HEADING] == ["One", "Two"]


def test_a_locked_book_is_refused() -> None:
    locked = (
        '<encryption><CipherReference URI="OEBPS/a.xhtml"/><CipherReference URI="f.otf"/>'
        "</encryption>"
    )
    with pytest.raises(ImportFailed, match="locked by its seller"):
        parse(epub({"a.xhtml": "x"}, more={"META-INF/encryption.xml": locked}), name="b.epub")
