"""PDFs with a text layer, written here line by line."""

import pytest

from galley.domain.article import BlockType, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.pdf import lines as pdf_lines
from galley.importers.registry import parse
from tests.unit.importers.pdf_pages import lines, pdf, stream, text

HEAD = text("The Island Gazette", 70, 810, 8)
FIRST = [
    "The ferry pier will close on Monday for six weeks because its pillars have cracked in",
    "the frost, the harbour board said. The board had asked for a new report on the har-",
    "bour last year, and a well-",
    "known builder wrote it.",
]
JOINED = (
    "The ferry pier will close on Monday for six weeks because its pillars have cracked in "
    "the frost, the harbour board said. The board had asked for a new report on the "
    "harbour last year, and a well-known builder wrote it."
)
SECOND = [
    "The island has four hundred people and one shop. Its school has a boat of its own that",
    "sails each morning. The mayor said that the harbour would be cleared first and that the",
]
REST = ["pier would come after it, in the spring."]
PAGES = [
    "\n".join(
        [
            HEAD,
            text("The ferry pier will close", 70, 740, 24, "F2"),
            text("By Rosa Lind", 70, 700),
            lines(FIRST, 670),
            text("What happens next", 70, 600, 14, "F2"),
            lines(SECOND, 570),
            text("1", 300, 40, 8),
        ]
    ),
    "\n".join(
        [
            HEAD,
            lines(REST, 740),
            text("• One boat at noon.", 80, 700),
            text("• Two on Sundays.", 80, 687),
            text("2", 300, 40, 8),
        ]
    ),
]


@pytest.fixture
def parsed() -> ParsedArticle:
    return parse(pdf(PAGES[:2], properties="/Title (Draft) /Author (Tomas Ebel)"), name="a.pdf")


def test_lines_are_joined_over_lines_and_pages(parsed: ParsedArticle) -> None:
    assert parsed.importer == "pdf/2"
    assert [(b.type, b.text) for b in parsed.blocks] == [
        (BlockType.HEADING, "The ferry pier will close"),
        (BlockType.PARAGRAPH, "By Rosa Lind"),
        (BlockType.PARAGRAPH, JOINED),
        (BlockType.HEADING, "What happens next"),
        (BlockType.PARAGRAPH, " ".join(SECOND + REST)),
        (BlockType.LIST_ITEM, "One boat at noon."),
        (BlockType.LIST_ITEM, "Two on Sundays."),
    ]


def test_items_below_each_other_are_one_list(parsed: ParsedArticle) -> None:
    assert {b.group for b in parsed.blocks if b.type is BlockType.LIST_ITEM} == {0}


def test_the_metadata_says_what_won(parsed: ParsedArticle) -> None:
    assert parsed.blocks[0].zone is Zone.HEADLINE
    assert parsed.metadata.authors == ("Rosa Lind",)
    assert dict(parsed.metadata.sources) == {"headline": "text", "authors": "byline"}


def test_heads_and_page_numbers_are_left_out_with_a_reason(parsed: ParsedArticle) -> None:
    assert {(left.text, left.reason) for left in parsed.left_out} == {
        ("The Island Gazette", "The head or foot of each page"),
        ("1", "The head or foot of each page"),
        ("2", "The head or foot of each page"),
    }


def test_a_hyphen_goes_only_when_the_word_is_known_without_it() -> None:
    page = lines(["It was a short-", "lived plan of the co-", "operative at the market."], 700)
    assert parse(pdf([page]), name="a.pdf").blocks[0].text == (
        "It was a short-lived plan of the co-operative at the market."
    )


def test_text_on_its_side_is_left_out_with_a_reason() -> None:
    side = "BT /F1 8 Tf 0 1 -1 0 20 300 Tm (Source: harbour board) Tj ET"
    parsed = parse(pdf([side + "\n" + lines(FIRST, 700)]), name="a.pdf")
    assert [(x.text, x.reason) for x in parsed.left_out] == [
        ("Source: harbour board", "Set on its side")
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The pier will close on Monday for six", "weeks. The board said that the frost had"]
    right = ["cracked its pillars, one after the other.", "The mayor said nothing."]
    parsed = parse(pdf([lines(left, 700) + "\n" + lines(right, 700, x=320)]), name="a.pdf")
    assert [b.text for b in parsed.blocks] == [" ".join(left + right)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([""]), "only pictures of its pages"),
        (pdf(["BT ET"] * 61), "longer than any article"),
        (pdf([text("a", 1, 1) + "\n" + "q Q\n" * 100_000]), "longer than any article"),
        (pdf([" " * 4_000_000]), "longer than any article"),
        (pdf([lines(FIRST, 700)], trailer="/Encrypt << /Filter /Other /V 9 >>"), "PDF is"),
        (b"%PDF-1.7\nnothing more", "damaged"),
    ],
    ids=["scan", "pages", "operations", "content", "locked", "cut off"],
)
def test_what_cannot_be_read_gets_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ImportFailed, match=said) as failure:
        parse(data, name="a.pdf")
    assert str(failure.value).endswith(".")


def form(drawing: str, inner: int) -> bytes:
    entries = (
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        f"/Resources << /XObject << /X {inner} 0 R >> /Font << /F1 3 0 R >> >>"
    )
    return stream(drawing.encode(), entries)


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    drawing = text("The pier", 1, 1) + " /X Do /X Do"
    assert parse(pdf(["/X Do"], more={100: form(drawing, 100)}), name="a.pdf").blocks


def test_forms_that_multiply_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_lines, "_MOST_OPERATIONS", 5_000)  # so that no clock decides
    more = {n: form("/X Do " * 9 + text("The pier", 1, 1), n + 1) for n in range(100, 115)}
    with pytest.raises(ImportFailed, match="longer than any article"):
        parse(pdf(["/X Do"], more=more), name="a.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_read_or_refused(share: float) -> None:
    whole = pdf(PAGES[:2])
    try:
        parsed = parse(whole[: int(len(whole) * share)], name="a.pdf")
    except ImportFailed:
        return  # anything else is a bug
    assert parsed.blocks
