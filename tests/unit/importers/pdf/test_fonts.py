"""What is used of pypdf's private room for fonts: fails first if a newer pypdf changes it."""

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from galley.importers.pdf.fonts import Letter, PdfFont


def font(**entries: object) -> DictionaryObject:
    made = DictionaryObject({NameObject("/Type"): NameObject("/Font")})
    made.update({NameObject(f"/{name}"): value for name, value in entries.items()})
    return made


def test_a_usual_font_has_its_own_widths() -> None:
    known = PdfFont(
        font(
            Subtype=NameObject("/Type1"),
            BaseFont=NameObject("/Times-Bold"),
            Encoding=NameObject("/WinAnsiEncoding"),
        )
    )
    assert "bold" in known.name
    letters = list(known.letters("Ai €".encode("cp1252")))
    assert [letter.text for letter in letters] == ["A", "i", " ", "€"]
    assert [letter.width for letter in letters[:3]] == [722, 278, 250]
    assert [letter.is_space for letter in letters] == [False, False, True, False]


def test_a_font_may_say_how_wide_its_letters_are() -> None:
    known = PdfFont(
        font(
            Subtype=NameObject("/TrueType"),
            BaseFont=NameObject("/Unheard"),
            FirstChar=NumberObject(65),
            LastChar=NumberObject(66),
            Widths=ArrayObject([NumberObject(600), NumberObject(411)]),
            Encoding=NameObject("/WinAnsiEncoding"),
        )
    )
    assert [letter.width for letter in known.letters(b"AB")] == [600, 411]


def test_letters_of_two_bytes_are_read_as_such() -> None:
    known = PdfFont(
        font(
            Subtype=NameObject("/Type0"),
            BaseFont=NameObject("/Unheard"),
            Encoding=NameObject("/UniGB-UTF16-H"),
        )
    )
    assert [letter.text for letter in known.letters("港口".encode("utf-16-be"))] == ["港", "口"]


def test_a_font_without_entries_has_letters_of_some_width() -> None:
    (letter,) = PdfFont({}).letters(b"A")
    assert letter == Letter("A", letter.width, is_space=False)
    assert letter.width > 0
