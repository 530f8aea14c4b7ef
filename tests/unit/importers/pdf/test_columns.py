"""PDFs whose pages have columns, drawn here row by row as scans and some programs do."""

import textwrap
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import BlockType, ParsedArticle, Zone
from galley.importers.pdf.columns import Box, captions_below, gutters_of, reading_order
from galley.importers.registry import parse
from tests.unit.importers.pdf_pages import lines, pdf, stream, text

WORDS = (
    "The ferry pier will close on Monday for six weeks because its pillars have cracked in the "
    "frost, the harbour board said. The board had asked for a new report on the harbour last "
    "year, and a builder wrote it."
)
MORE = (
    "The island has four hundred people and one shop. Its school has a boat of its own that sails "
    "each morning, and the mayor said that the harbour would be cleared first and that the pier "
    "would come after it in the spring of the next year."
)
LAST = (
    "Nobody had seen the ice come so far into the sound, said the oldest of the fishermen, who had "
    "kept a diary of the weather since the war and read from it to the children of the school."
)
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 2


def set_in(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width)


def across(columns: list[list[str]], top: float, lefts: tuple[float, ...], size: float = 10) -> str:
    """The drawing of columns, one row after the other."""
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join(
        text(words, left, top - 13 * n, size)
        for n, row in enumerate(rows)
        for words, left in zip(row, lefts, strict=True)
        if words
    )


def read(*drawings: str, more: dict[int, bytes] | None = None) -> ParsedArticle:
    return parse(pdf(["\n".join(drawings)], more=more), name="a.pdf")


def body(parsed: ParsedArticle) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


TWO, THREE = (70.0, 310.0), (50.0, 220.0, 390.0)


def test_two_columns_are_read_one_after_the_other_below_their_headline() -> None:
    columns = [set_in(WORDS, 44), set_in(MORE, 44)]
    parsed = read(
        text("The ferry pier of the island will close", 70, 760, 24, "F2"),
        across(columns, 700, TWO),
    )
    assert parsed.metadata.headline == "The ferry pier of the island will close"
    assert body(parsed) == [WORDS, MORE]


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [set_in(said, 30) for said in (WORDS, MORE, LAST)]
    parsed = read(text("The pier", 50, 760, 24, "F2"), across(columns, 700, THREE))
    assert body(parsed) == [WORDS, MORE, LAST]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    whole = set_in(f"{WORDS} {MORE}", 44)
    half = len(whole) // 2 - 1
    assert body(read(across([whole[:half], whole[half:]], 700, TWO))) == [f"{WORDS} {MORE}"]


def test_a_headline_amid_the_page_parts_the_columns_above_from_those_below() -> None:
    above = across([set_in(WORDS, 44), set_in(MORE, 44)], 760, TWO)
    amid = text("What the oldest fisherman wrote down in his diary", 70, 640, 20, "F2")
    below = across([set_in(LAST, 44), set_in(f"{LAST} {WORDS}", 44)], 610, TWO)
    parsed = read(above, amid, below)
    texts = [block.text for block in parsed.blocks]
    assert texts[-2:] == [LAST, f"{LAST} {WORDS}"]
    assert texts.index("What the oldest fisherman wrote down in his diary") == len(texts) - 3
    assert {WORDS, MORE} == {*texts[:-3]}


@pytest.mark.parametrize("bottom", [560.0, 700.0], ids=["amid the columns", "above them"])
def test_a_picture_across_the_columns_has_its_caption(bottom: float) -> None:
    caption = "The pier and the harbour on a Sunday in May, from the sea. Photo: Ivo Renn"
    picture = f"q 440 0 0 90 70 {bottom} cm /X Do Q\n" + text(caption, 170, bottom - 11, 8)
    first, second = set_in(WORDS, 44), set_in(MORE, 44)
    if bottom > 600:
        drawing = picture + "\n" + across([first, second], 670, TWO)
    else:
        upper = across([first[:3], second[:3]], 700, TWO)
        drawing = "\n".join([upper, picture, across([first[3:], second[3:]], 520, TWO)])
    jpeg = (
        f"<< /Type /XObject /Subtype /Image /Length {len(JPEG)} /Width 600 /Height 400 "
        "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode >>\nstream\n"
    ).encode() + JPEG
    parsed = read(drawing, more={100: jpeg + b"\nendstream"})
    assert "".join(body(parsed)) == WORDS + MORE
    said = [b.text for b in parsed.blocks if b.zone in (Zone.CAPTION, Zone.CREDIT)]
    assert said == ["The pier and the harbour on a Sunday in May, from the sea.", "Ivo Renn"]


def test_a_row_shown_at_once_is_cut_between_the_columns() -> None:
    left, right = set_in(WORDS, 44), set_in(MORE, 44)
    courier = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    rows = [
        f"BT /F1 8 Tf 40 {700 - 13 * n} Td [({one}) {4.8 * 125 * len(one) - 33750} ({other})] TJ ET"
        for n, (one, other) in enumerate(zip_longest(left, right, fillvalue=""))
    ]
    assert body(read(*rows, more={3: courier})) == [WORDS, MORE]


def test_columns_drawn_in_their_order_stay_in_it() -> None:
    """The program that drew them knew it: here a box on the right is drawn first."""
    box = lines(set_in(LAST, 30), 700, x=330)
    parsed = read(box, lines(set_in(WORDS, 44), 700))
    assert body(parsed) == [LAST, WORDS]


def test_a_foot_is_not_read_between_two_columns() -> None:
    columns = [set_in(WORDS, 44), set_in(MORE, 44)]
    parsed = read(across(columns, 700, TWO), text("The Island Gazette, 4 May", 70, 200, 8))
    assert body(parsed)[:2] == [WORDS, MORE]


def test_a_table_with_words_is_none_of_columns() -> None:
    rows = [
        ["The north pier of the harbour", "Closed for the whole of the winter"],
        ["The old quay by the market", "Open for boats with a shallow keel"],
        ["The landing stage of the school", "Open from seven in the morning on"],
        ["The slip behind the boat shed", "Closed until the ice has gone"],
    ]
    parsed = read(across([[a for a, _b in rows], [b for _a, b in rows]], 700, TWO))
    table = [block.text for block in parsed.blocks if block.type is BlockType.TABLE]
    assert table == ["\t".join(row) for row in rows]


def test_text_from_the_right_has_its_first_column_there() -> None:
    words = "ميناء الجزيرة يغلق أبوابه يوم الاثنين القادم"
    letters = sorted({*words} - {" "})
    unicode = "".join(f"<{n:02x}> <{ord(letter):04x}>\n" for n, letter in enumerate(letters, 33))
    mapped = stream(f"begincmap {len(letters)} beginbfchar\n{unicode}endbfchar endcmap".encode())
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding "
        b"/ToUnicode 101 0 R >>"
    )
    drawn = "".join(chr(33 + letters.index(c)) if c != " " else " " for c in words)
    columns = [[f"{drawn} {drawn[:9]}"] * 4, [drawn] * 4]
    parsed = parse(pdf([across(columns, 700, TWO)], more={3: font, 101: mapped}), name="a.pdf")
    assert " ".join(body(parsed)).startswith(f"{words} {words} {words} {words}")


PLACES = st.sampled_from([0.0, 40.0, 120.0, 121.0, 200.0, 310.0])
BOXES = st.lists(
    st.builds(
        lambda left, wide, row, size, said: Box(left, left + wide, 700.0 - 12 * row, size, said),
        PLACES,
        st.sampled_from([20.0, 75.0, 110.0, 300.0]),
        st.integers(0, 14),
        st.sampled_from([8.0, 10.0, 20.0]),
        st.sampled_from(["and so it was said", "The end of it came", "12", "it"]),
    ),
    max_size=40,
)


@given(BOXES)
def test_no_order_loses_a_line_or_says_one_twice(boxes: list[Box]) -> None:
    spared = captions_below(boxes, [(40.0, 200.0, 650.0)])
    assert sorted(reading_order(boxes, spared)) == list(range(len(boxes)))
    assert all(gutter.bottom < gutter.top for gutter in gutters_of(boxes, spared))
