"""The Markdown importer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from galley.domain.article import BlockType, InlineStyle, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.registry import Surroundings, parse

DOCUMENT = """---
title: A title in the fields
publication: "The Mill Post"
date: 2024-03-14
---
# Bakers’ strike leaves the valley without rolls

By Anna Kestrel and Jon Petrie

![The bakery](https://post.example/bakery.jpg)

*A baker closes the shutters. (Photo: Marta Solis/AFP)*

Bakers walked out **on Wednesday**, the [union](https://union.example) said.

## What they want

- An extra 15 percent.
- Two free weekends.

1. First,
2. second.

> Nobody wants to stand at an oven.

| Year | Bakers |
|------|--------|
| 2023 | 41     |

A [bad link](javascript:alert(1)) and <script>alert(1)</script>an end.

Additional reporting by Joan Wirth
"""


PICTURE = b"\xff\xd8\xff" + bytes(500)


def test_the_address_and_the_pictures_beside_it() -> None:
    front = "---\nurl: https://post.example/strike\n---\n"
    text = f"{front}# Strike\n\nThey left.\n\n![Oven](img/oven.jpg)\n"
    around = Surroundings(pictures={"img/oven.jpg": PICTURE})
    found = parse(text.encode(), name="strike.md", around=around)
    assert found.metadata.address == "https://post.example/strike"
    assert dict(found.metadata.sources)["address"] == "field"
    assert [data for _name, data in found.assets] == [PICTURE]
    assert found.figures[0].asset == found.assets[0][0]


def test_a_source_that_is_an_address_is_no_publication() -> None:
    text = "---\nsource: https://post.example/strike\n---\n# Strike\n\nThey left.\n"
    metadata = parse(text.encode(), name="strike.md").metadata
    assert (metadata.publication, metadata.address) == ("", "https://post.example/strike")


def test_footnotes_stand_below_the_text_with_their_numbers() -> None:
    text = "# Strike\n\nThey left at noon.[^n] Nobody stayed.\n\n[^n]: So the union said.\n"
    parsed = parse(text.encode(), name="strike.md")
    assert [block.text for block in parsed.blocks[1:]] == [
        "They left at noon.1 Nobody stayed.",
        "So the union said.",
    ]
    assert parsed.blocks[1].spans[0].style is InlineStyle.SUPERSCRIPT


@pytest.fixture
def parsed() -> ParsedArticle:
    return parse(DOCUMENT.encode(), name="strike.md")


def test_the_metadata(parsed: ParsedArticle) -> None:
    assert parsed.metadata.headline == "Bakers’ strike leaves the valley without rolls"
    assert parsed.metadata.authors == ("Anna Kestrel", "Jon Petrie")
    assert parsed.metadata.published == "2024-03-14"
    assert parsed.metadata.publication == "The Mill Post"
    assert dict(parsed.metadata.sources)["published"] == "field"


def test_the_blocks(parsed: ParsedArticle) -> None:
    body = [block for block in parsed.blocks if block.zone is Zone.BODY]
    assert [(block.type, block.text) for block in body] == [
        (BlockType.PARAGRAPH, "Bakers walked out on Wednesday, the union said."),
        (BlockType.HEADING, "What they want"),
        (BlockType.LIST_ITEM, "An extra 15 percent."),
        (BlockType.LIST_ITEM, "Two free weekends."),
        (BlockType.LIST_ITEM, "First,"),
        (BlockType.LIST_ITEM, "second."),
        (BlockType.QUOTE, "Nobody wants to stand at an oven."),
        (BlockType.TABLE, "Year\tBakers"),
        (BlockType.TABLE, "2023\t41"),
        (BlockType.PARAGRAPH, "A bad link and an end."),
    ]
    assert [block.ordered for block in body[2:6]] == [False, False, True, True]
    assert [block.group for block in body[2:6]] == [0, 0, 1, 1]
    styles = {(span.style, span.href) for block in body for span in block.spans}
    assert styles == {
        (InlineStyle.STRONG, ""),
        (InlineStyle.LINK, "https://union.example"),
    }


def test_a_picture_and_the_italics_below_it(parsed: ParsedArticle) -> None:
    zones = {block.zone: block.text for block in parsed.blocks}
    assert zones[Zone.CAPTION] == "A baker closes the shutters."
    assert zones[Zone.CREDIT] == "Marta Solis/AFP"
    assert zones[Zone.CREDIT_LINE] == "Additional reporting by Joan Wirth"
    assert parsed.figures[0].alt == "The bakery"
    assert parsed.figures[0].address == "https://post.example/bakery.jpg"


def test_the_fields_are_left_out_with_a_reason(parsed: ParsedArticle) -> None:
    assert parsed.left_out[0].reason == "The document's fields, read as metadata"


def test_a_document_too_long_or_without_text() -> None:
    with pytest.raises(ImportFailed, match="longer than"):
        parse(b"word " * 60_001, name="long.md")
    with pytest.raises(ImportFailed, match="more marks or lines"):
        parse(b"[" * 2_000, name="marks.md")
    with pytest.raises(ImportFailed, match="no text"):
        parse(b"<!-- nothing -->", name="empty.md")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("#*_-> |`[]()!\n1. abé<&"), max_size=120))
def test_any_markdown_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse(text.encode(), name="any.md")
    except ImportFailed:
        return
    assert all("\n" not in block.text for block in parsed.blocks)
