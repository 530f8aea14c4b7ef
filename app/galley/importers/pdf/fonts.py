"""What the letters of a PDF's font say, and how wide they are. Knows nothing of where they stand.

The only room that uses a private module of pypdf's: no public one says how wide a letter is, and
without the widths nobody can tell where a word ends (its own text extraction, which is public,
glues and tears words). Reading widths and encodings of all kinds of fonts anew would be a library
of its own. So pypdf is held to one minor version (pyproject.toml), and
``tests/unit/importers/pdf/test_fonts.py`` says what is used of it: if that fails with a newer one,
only this file has to follow.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["Letter", "PdfFont"]

_USUAL_WIDTH = 500.0


class Letter(NamedTuple):
    """A letter as its font has it.

    Attributes:
        text: What it says: several letters, where one form stands for them.
        width: In thousandths of the size.
        is_space: It is the single byte for a space, which the room between words is added to.
    """

    text: str
    width: float
    is_space: bool


class PdfFont:
    """A font by its entries; one that they do not describe has letters of a usual width."""

    def __init__(self, resource: Mapping[str, Any]) -> None:
        # Loaded with the first PDF only.
        from pypdf.generic._font import Font

        try:
            self._font = Font.from_font_resource(resource)  # type: ignore[arg-type]  # one of pypdf's
        except (AttributeError, KeyError, TypeError):  # as pypdf itself passes over such a font
            self._font = Font("Unknown", encoding={})
        self.name = str(self._font.name).lower()

    def letters(self, data: bytes) -> Iterator[Letter]:
        """The letters of what is shown, in its order."""
        font = self._font
        widths, known, encoding = font.character_widths, font.character_map, font.encoding
        usual = widths.get("default", _USUAL_WIDTH)
        if isinstance(encoding, str):
            for letter in data.decode(encoding, "replace"):
                is_space = letter == font.space_char
                width = font.space_width if is_space else widths.get(letter, usual)
                yield Letter(str(known.get(letter, letter)), width, is_space=False)
            return
        for letter in map(chr, data):
            is_space = letter == font.space_char
            width = font.space_width if is_space else widths.get(letter, usual)
            named = encoding.get(ord(letter), letter)
            yield Letter("".join(str(known.get(one, one)) for one in named), width, is_space)
