"""Pictures, captions and simple tables of PDFs, drawn here line by line."""

import struct
import zlib

import pytest

from galley.domain.article import BlockType, ParsedArticle, Zone
from galley.importers.registry import parse
from tests.unit.importers.pdf_pages import lines, pdf, stream, text

ABOVE = [
    "The ferry pier will close on Monday for six weeks because its pillars have cracked in",
    "the frost, the harbour board said. The mayor had asked for a report last year.",
]
BELOW = [
    "The island has four hundred people and one shop. Its school has a boat of its own that",
    "sails each morning.",
]
CAPTION = "The pier on Sunday. Photo: Ivo Renn"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 2
RGB = bytes(n * 7 % 256 for n in range(60 * 40 * 3))


def drawn(x: float, y: float, width: float, height: float) -> str:
    return f"q {width} 0 0 {height} {x} {y} cm /X Do Q"


def image(data: bytes, entries: str) -> bytes:
    head = f"<< /Type /XObject /Subtype /Image /Length {len(data)} {entries} >>\nstream\n"
    return head.encode() + data + b"\nendstream"


def jpeg(entries: str = "/Width 600 /Height 400") -> bytes:
    return image(JPEG, f"{entries} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode")


def rgb(entries: str = "/ColorSpace /DeviceRGB", data: bytes = RGB) -> bytes:
    wide = f"/Subtype /Image /Width 60 /Height 40 /BitsPerComponent 8 {entries}"
    return stream(data, wide)


def read(page: str, picture: bytes, more: dict[int, bytes] | None = None) -> ParsedArticle:
    return parse(pdf([page], more={100: picture, **(more or {})}), name="a.pdf")


def page(picture: str = drawn(70, 440, 300, 200), caption: str | None = None) -> str:
    said = text(CAPTION, 70, 428, 8) if caption is None else caption
    return "\n".join([lines(ABOVE, 670), picture, said, lines(BELOW, 400)])


def outline(parsed: ParsedArticle) -> list[Zone]:
    return [block.zone for block in parsed.blocks]


def pixels(png: bytes) -> tuple[tuple[int, ...], bytes]:
    """The head of a PNG, and its rows with what each begins with."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    parts, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(
            name + data
        )
        parts[name] = data
        place += length + 12
    return struct.unpack(">IIBBBBB", parts[b"IHDR"]), zlib.decompress(parts[b"IDAT"])


def test_a_picture_stands_where_it_is_with_its_caption_and_credit() -> None:
    parsed = read(page(), jpeg())
    assert outline(parsed) == [Zone.BODY, Zone.PHOTO, Zone.CAPTION, Zone.CREDIT, Zone.BODY]
    said = [block.text for block in parsed.blocks if block.group == 0]
    assert said[1:] == ["The pier on Sunday.", "Ivo Renn"]
    ((name, data),) = parsed.assets
    assert (parsed.figures[0].asset, parsed.figures[0].lead, data) == (name, True, JPEG)


def test_text_below_a_picture_is_no_caption_of_it() -> None:
    parsed = read(page(caption=text("The board met on Tuesday and said this.", 70, 428)), jpeg())
    assert Zone.CAPTION not in outline(parsed)
    assert "The board met on Tuesday and said this." in parsed.blocks[2].text


def test_a_sentence_goes_on_below_a_picture() -> None:
    halves = text("It was said that the", 70, 657), text("pier would come last.", 70, 400)
    drawing = "\n".join([halves[0], drawn(70, 440, 300, 200), halves[1]])
    parsed = read(drawing, jpeg())
    assert [b.text for b in parsed.blocks if b.zone is Zone.BODY] == [
        "It was said that the pier would come last."
    ]


@pytest.mark.parametrize(
    "drawing",
    [drawn(70, 640, 30, 20), drawn(0, 0, 595, 842), drawn(70, 600, 500, 50)],
    ids=["a sign", "a ground", "a rule"],
)
def test_what_is_no_picture_of_the_article_is_none(drawing: str) -> None:
    assert set(outline(read(page(drawing), jpeg()))) == {Zone.BODY}


def test_what_is_on_every_page_is_its_head() -> None:
    drawing = "\n".join([drawn(70, 740, 200, 60), lines(ABOVE, 670)])
    parsed = parse(pdf([drawing, drawing], more={100: jpeg()}), name="a.pdf")
    assert parsed.figures == ()


def test_a_picture_in_a_form_stands_where_the_form_is() -> None:
    form = stream(
        b"q 300 0 0 200 0 0 cm /X Do Q",
        "/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Matrix [1 0 0 1 20 0] "
        "/Resources << /XObject << /X 101 0 R >> >>",
    )
    parsed = read(page("q 1 0 0 1 50 440 cm /X Do Q"), form, {101: jpeg()})
    assert outline(parsed) == [Zone.BODY, Zone.PHOTO, Zone.CAPTION, Zone.CREDIT, Zone.BODY]


def test_rows_of_colours_are_a_png() -> None:
    ((_name, data),) = read(page(), rgb()).assets
    head, rows = pixels(data)
    assert head == (60, 40, 8, 2, 0, 0, 0)
    assert rows == b"".join(b"\0" + RGB[180 * n : 180 * (n + 1)] for n in range(40))


def test_rows_that_are_packed_as_in_a_png_are_taken_as_they_lie() -> None:
    packed = b"".join(b"\0" + RGB[180 * n : 180 * (n + 1)] for n in range(40))
    parameters = "/DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns 60 >>"
    picture = rgb(f"/ColorSpace [/ICCBased 101 0 R] {parameters}", packed)
    ((_name, data),) = read(page(), picture, {101: stream(b"-", "/N 3")}).assets
    assert pixels(data) == ((60, 40, 8, 2, 0, 0, 0), packed)


def test_a_palette_and_a_veil_are_kept() -> None:
    indices = RGB[: 60 * 40]
    palette = rgb("/ColorSpace [/Indexed /DeviceRGB 255 101 0 R]", indices)
    ((_name, data),) = read(page(), palette, {101: stream(bytes(range(256)) * 3)}).assets
    assert pixels(data)[0] == (60, 40, 8, 3, 0, 0, 0)
    assert b"PLTE" in data
    mask = rgb("/ColorSpace /DeviceGray", indices)
    veiled = rgb("/ColorSpace /DeviceRGB /SMask 101 0 R")
    ((_name, data),) = read(page(), veiled, {101: mask}).assets
    head, rows = pixels(data)
    assert head == (60, 40, 8, 6, 0, 0, 0)
    assert rows[1:5] == RGB[:3] + indices[:1]


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (image(b"JP2", "/Width 600 /Height 400 /Filter /JPXDecode"), "JPEG 2000"),
        (image(b"G4", "/Width 600 /Height 400 /Filter /CCITTFaxDecode"), "facsimile"),
        (rgb("/ColorSpace [/Separation /Gold /DeviceCMYK 101 0 R]"), "colours of the press"),
        (rgb("/ColorSpace /DeviceRGB", RGB[:100]), "damaged"),
        (image(b"no deflate", "/Width 60 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
               "/Filter /FlateDecode"), "damaged"),
        (jpeg("/Width 60000 /Height 40000"), "too large"),
    ],
    ids=["JPEG 2000", "facsimile", "an ink", "cut off", "damaged", "huge"],
)  # fmt: skip
def test_a_picture_that_can_not_be_shown_keeps_its_place(picture: bytes, reason: str) -> None:
    parsed = read(page(), picture)
    assert outline(parsed)[:3] == [Zone.BODY, Zone.PHOTO, Zone.CAPTION]
    assert (parsed.figures[0].asset, parsed.assets) == ("", ())
    (why,) = (one.reason for one in parsed.left_out if one.text == "[Picture on page 1]")
    assert reason in why


INKS = bytes(n * n * 11 // 7 % 256 for n in range(60 * 40 * 4))


def on_screen(inks: bytes) -> bytes:
    """Each pixel's colours as dark as its ink and black together."""
    pixels = zip(inks[::4], inks[1::4], inks[2::4], inks[3::4], strict=True)
    return bytes(255 - min(255, ink + k) for c, m, y, k in pixels for ink in (c, m, y))


@pytest.mark.parametrize(
    ("entries", "inks"),
    [
        ("/ColorSpace /DeviceCMYK", INKS),
        ("/ColorSpace [/ICCBased 101 0 R]", INKS),
        ("/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", bytes(255 - one for one in INKS)),
    ],
    ids=["inks", "with a profile", "inverted"],
)
def test_rows_of_inks_become_colours(entries: str, inks: bytes) -> None:
    ((_name, data),) = read(page(), rgb(entries, INKS), {101: stream(b"-", "/N 4")}).assets
    head, rows = pixels(data)
    assert head == (60, 40, 8, 2, 0, 0, 0)
    assert b"".join(rows[181 * n + 1 : 181 * (n + 1)] for n in range(40)) == on_screen(inks)


def test_a_palette_of_inks_becomes_one_of_colours() -> None:
    indices = bytes(n % 200 for n in range(60 * 40))
    picture = rgb("/ColorSpace [/Indexed /DeviceCMYK 199 101 0 R]", indices)
    ((_name, data),) = read(page(), picture, {101: stream(INKS[:800])}).assets
    assert on_screen(INKS[:800]) in data


ADOBE = b"\xff\xee\x00\x0eAdobe\x00d\x00\x00\x00\x00"
FRAME = b"\xff\xc0\x00\x14\x08\x01\x90\x02\x58\x04" + bytes(12) + b"\xff\xda\x00\x02" + bytes(600)
INVERTED = "/Decode [1 0 1 0 1 0 1 0]"


@pytest.mark.parametrize(
    ("said", "mark", "decode", "kept"),
    [
        ("inverted", ADOBE + b"\0", INVERTED, ADOBE + b"\0"),
        ("inverted, unmarked", b"", INVERTED, ADOBE + b"\0"),
        ("plain", b"", "", b""),
        ("plain, but marked", ADOBE + b"\0", "", b""),
        ("transformed", ADOBE + b"\2", INVERTED, ADOBE + b"\2"),
        ("transformed and plain", ADOBE + b"\2", "", None),
    ],
)
def test_a_jpeg_of_inks_says_whether_they_are_inverted(
    said: str, mark: bytes, decode: str, kept: bytes | None
) -> None:
    entries = f"/Width 600 /Height 400 /BitsPerComponent 8 /ColorSpace /DeviceCMYK {decode}"
    drawn_from = image(b"\xff\xd8" + mark + FRAME, f"{entries} /Filter /DCTDecode")
    parsed = read(page(), drawn_from)
    assert [data for _name, data in parsed.assets] == (
        [] if kept is None else [b"\xff\xd8" + kept + FRAME]
    ), said
    told = [one.text for one in parsed.left_out if one.text == "[Picture on page 1]"]
    assert bool(told) == (kept is None)


def cells(row: list[str], y: float, font: str = "F1") -> str:
    return "\n".join(text(one, 70 + 110 * n, y, 10, font) for n, one in enumerate(row))


ROWS = [["Line", "2024", "2025"], ["North pier", "1,200", "1,340"], ["Old quay", "860", "912"]]


def test_rows_in_columns_are_a_table() -> None:
    table = [cells(row, 630 - 15 * n, "F2" if n == 0 else "F1") for n, row in enumerate(ROWS)]
    drawing = "\n".join([lines(ABOVE, 670), *table, lines(BELOW, 560)])
    parsed = parse(pdf([drawing]), name="a.pdf")
    rows = [block for block in parsed.blocks if block.type is BlockType.TABLE]
    assert [block.text for block in rows] == ["\t".join(row) for row in ROWS]
    assert [block.level for block in rows] == [1, 0, 0]
    assert len(parsed.blocks) == len(ROWS) + 2


def test_columns_of_text_drawn_row_by_row_are_no_table() -> None:
    rows = [cells([ABOVE[0][:60], "", BELOW[0][:60]], 630 - 13 * n) for n in range(4)]
    parsed = parse(pdf(["\n".join(rows)]), name="a.pdf")
    assert BlockType.TABLE not in {block.type for block in parsed.blocks}


def test_spaces_are_read_where_there_is_room_for_them() -> None:
    shown = "BT /F1 10 Tf 70 700 Td [(The pier)-300(will)] TJ 120 0 Td [(cl) 30 (ose)] TJ ET"
    assert parse(pdf([shown]), name="a.pdf").blocks[0].text == "The pier will close"


def test_letters_set_apart_are_no_words() -> None:
    spaced = "BT /F1 10 Tf 4 Tc 70 700 Td (The harbour is closed) Tj ET"
    assert parse(pdf([spaced]), name="a.pdf").blocks[0].text == "The harbour is closed"


def test_letters_in_one_form_are_letters() -> None:
    ligature = stream(
        b"/CIDInit /ProcSet findresource begin 1 begincmap 1 beginbfchar <41> <FB01> endbfchar "
        b"endcmap end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding "
        b"/ToUnicode 101 0 R >>"
    )
    said = pdf([lines(["The boat Ands the pier."], 700)], more={3: font, 101: ligature})
    assert parse(said, name="a.pdf").blocks[0].text == "The boat finds the pier."


def test_letters_drawn_over_themselves_are_said_once() -> None:
    twice = "\n".join(text("The pier will close", left, 700) for left in (70, 70.4))
    assert parse(pdf([twice]), name="a.pdf").blocks[0].text == "The pier will close"


DIVIDED = [
    "The committee has published its extraor-",
    "dinary advice, and the responsible adminis-",
    "tration has said that the infrastruc-",
    "ture is old. A well-",
    "known builder wrote it, and the pier",
    "builder paid. It is a pier-",
    "builder report.",
]


def test_divided_words_come_together_and_compounds_stay() -> None:
    assert parse(pdf([lines(DIVIDED, 700)]), name="a.pdf").blocks[0].text == (
        "The committee has published its extraordinary advice, and the responsible administration "
        "has said that the infrastructure is old. A well-known builder wrote it, and the pier "
        "builder paid. It is a pier-builder report."
    )
