"""Follows the drawing of a PDF's page: each letter that it shows, each picture, and where.

The spaces between words are often nothing but the room between two letters, so each letter's
width counts.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from galley.importers.pdf.fonts import PdfFont

__all__ = ["Drawing", "Fonts", "Glyph", "Image", "Shown", "draw"]

Matrix = tuple[float, float, float, float, float, float]
Fonts = dict[int, tuple[PdfFont, Mapping[str, Any]]]  # by identity, with the entries that have it
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UPRIGHT = 0.1  # of slope
_DEEPEST = 12  # forms in forms
_MOST_IMAGES = 400


class Glyph(NamedTuple):
    """A letter, or several in one form, between two places of its line, in points."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Shown:
    """Letters that are shown at once.

    Attributes:
        base: Their base line, in points from the page's lower edge.
        size: Of the letters, in points.
        font: Its name, in small letters.
        upright: They are set as one reads.
    """

    glyphs: list[Glyph]
    base: float
    size: float
    font: str
    upright: bool

    @property
    def text(self) -> str:
        """What they say."""
        return "".join(glyph.text for glyph in self.glyphs)


class Image(NamedTuple):
    """A picture where it is drawn: the page's place of its unit square, and the undecoded image."""

    matrix: Matrix
    stream: Any
    identity: int


@dataclass(slots=True)
class Drawing:
    """All that a page draws, in the order in which it does."""

    shown: list[Shown] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def draw(page: Any, fonts: Fonts, spend: Callable[[], None]) -> Drawing:  # noqa: ANN401  pypdf's page
    """Follow a page's drawing.

    Args:
        page: The page.
        fonts: Those that are known by now; the page's are added.
        spend: Called before each operation; may raise to end it.
    """
    drawing = Drawing()
    contents = page.get("/Contents")
    if contents is not None:
        pen = _Pen(page.pdf, drawing, fonts, spend)
        pen.follow(contents.get_object(), _resources(page), _PLAIN, ())
    return drawing


def _resources(page: Any) -> Mapping[str, Any]:  # noqa: ANN401  pypdf's page
    """A page's own, else those of the pages that it is one of."""
    for _step in range(_DEEPEST):
        found = _dictionary(page.get("/Resources"))
        parent = page.get("/Parent")
        if found or parent is None:
            return found
        page = parent.get_object()
    return {}


def _dictionary(value: Any) -> Mapping[str, Any]:  # noqa: ANN401  pypdf's object
    found = value.get_object() if value is not None else None
    return found if isinstance(found, Mapping) else {}


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The product of two matrices, as PDF writes them."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    product = (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
    return product if all(map(math.isfinite, product)) else _PLAIN


def _numbers(operands: list[Any], count: int) -> list[float] | None:
    """The last operands as numbers; None where they are none."""
    try:
        found = [float(one) for one in operands[-count:]]
    except (TypeError, ValueError):
        return None
    return found if len(found) == count and all(map(math.isfinite, found)) else None


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


@dataclass(slots=True)
class _State:
    """What q keeps and Q brings back."""

    placed: Matrix
    font: PdfFont | None = None
    size: float = 0.0
    letter_room: float = 0.0
    word_room: float = 0.0
    stretched: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Pen:
    """Draws one content after the other; forms in their place."""

    def __init__(
        self,
        pdf: Any,  # noqa: ANN401  pypdf's reader
        drawing: Drawing,
        fonts: Fonts,
        spend: Callable[[], None],
    ) -> None:
        self._pdf, self._drawing, self._fonts, self._spend = pdf, drawing, fonts, spend
        self._state = _State(_PLAIN)
        self._text = self._line = _PLAIN
        self._resources: Mapping[str, Any] = {}

    def follow(
        self,
        content: Any,  # noqa: ANN401  pypdf's stream
        resources: Mapping[str, Any],
        placed: Matrix,
        within: tuple[int, ...],
    ) -> None:
        """Draw a content, and whatever it draws.

        Args:
            content: A stream, or several as one.
            resources: Its own.
            placed: Where it is.
            within: The forms that it is drawn in.
        """
        from pypdf.generic import ContentStream  # loaded with the first PDF only

        outer = (self._state, self._text, self._line, self._resources)
        self._state, self._resources = replace(self._state, placed=placed), resources
        stack: list[_State] = []
        for operands, operator in ContentStream(content, self._pdf, "bytes").operations:
            self._spend()
            if operator == b"q":
                stack.append(replace(self._state))
            elif operator == b"Q":
                self._state = stack.pop() if stack else self._state
            elif operator == b"Do":
                self._draw_thing(operands, within)
            else:
                self._do(operator, operands)
        self._state, self._text, self._line, self._resources = outer

    def _draw_thing(self, operands: list[Any], within: tuple[int, ...]) -> None:
        things = _dictionary(self._resources.get("/XObject"))
        reference = things.get(operands[0]) if operands else None
        thing = reference.get_object() if reference is not None else None
        if thing is None:
            return
        identity = getattr(reference, "idnum", 0) or id(thing)
        if thing.get("/Subtype") == "/Image":
            if len(self._drawing.images) < _MOST_IMAGES:
                self._drawing.images.append(Image(self._state.placed, thing, identity))
        elif identity not in within and len(within) < _DEEPEST:
            numbers = _numbers(list(thing.get("/Matrix", _PLAIN)), 6)
            own = _matrix(numbers) if numbers else _PLAIN
            resources = _dictionary(thing.get("/Resources")) or self._resources
            self.follow(thing, resources, _times(own, self._state.placed), (*within, identity))

    def _do(self, operator: bytes, operands: list[Any]) -> None:
        state = self._state
        match operator:
            case b"cm" if (numbers := _numbers(operands, 6)) is not None:
                state.placed = _times(_matrix(numbers), state.placed)
            case b"BT":
                self._text = self._line = _PLAIN
            case b"Tm" if (numbers := _numbers(operands, 6)) is not None:
                self._text = self._line = _matrix(numbers)
            case b"Td" | b"TD" if (numbers := _numbers(operands, 2)) is not None:
                state.leading = -numbers[1] if operator == b"TD" else state.leading
                self._move(*numbers)
            case b"T*":
                self._move(0.0, -state.leading)
            case b"Tf" if (numbers := _numbers(operands, 1)) is not None:
                state.font, state.size = self._font(operands[0]), numbers[0]
            case b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts":
                self._set(operator, operands)
            case b"Tj" | b"TJ":
                self._show(operands[0] if operands else b"")
            case b"'":
                self._move(0.0, -state.leading)
                self._show(operands[0] if operands else b"")
            case b'"' if len(operands) > 2:
                self._set(b"Tw", operands[:1])
                self._set(b"Tc", operands[1:2])
                self._move(0.0, -state.leading)
                self._show(operands[2])
            case _:
                pass

    def _set(self, operator: bytes, operands: list[Any]) -> None:
        numbers, state = _numbers(operands, 1), self._state
        if numbers is None:
            return
        match operator:
            case b"Tc":
                state.letter_room = numbers[0]
            case b"Tw":
                state.word_room = numbers[0]
            case b"Tz":
                state.stretched = numbers[0] / 100
            case b"TL":
                state.leading = numbers[0]
            case _:
                state.rise = numbers[0]

    def _move(self, right: float, up: float) -> None:
        self._text = self._line = _times((1.0, 0.0, 0.0, 1.0, right, up), self._line)

    def _font(self, name: Any) -> PdfFont:  # noqa: ANN401  pypdf's name
        found = _dictionary(_dictionary(self._resources.get("/Font")).get(name))
        if id(found) not in self._fonts:  # kept with its entries, so that no other has its identity
            self._fonts[id(found)] = (PdfFont(found), found)
        return self._fonts[id(found)][0]

    def _show(self, said: Any) -> None:  # noqa: ANN401  bytes, or a list of bytes and room
        state = self._state
        if state.font is None:
            return
        placed = _times(self._text, state.placed)
        a, b, _c, d = placed[:4]
        glyphs: list[Glyph] = []
        place = 0.0
        for part in said if isinstance(said, list) else [said]:
            if isinstance(part, bytes):
                for text, wide, room in self._letters(part):
                    left, right = placed[4] + a * place, placed[4] + a * (place + wide)
                    glyphs.append(Glyph(text, min(left, right), max(left, right)))
                    place += room
            elif isinstance(part, int | float):
                place -= float(part) / 1000 * state.size * state.stretched
        if glyphs:
            upright = abs(b) <= _UPRIGHT * max(abs(a), abs(d))
            base = placed[5] + d * state.rise
            size = abs(state.size * d)
            self._drawing.shown.append(Shown(glyphs, base, size, state.font.name, upright))
        self._text = _times((1.0, 0.0, 0.0, 1.0, place, 0.0), self._text)

    def _letters(self, data: bytes) -> Iterator[tuple[str, float, float]]:
        """Each letter, how wide it is, and the room until the next, in the text's own space."""
        state, font = self._state, self._state.font
        if font is None:
            return
        for text, width, is_space in font.letters(data):
            wide = width / 1000 * state.size * state.stretched
            room = state.letter_room + (state.word_room if is_space else 0.0)
            yield text, wide, wide + room * state.stretched
