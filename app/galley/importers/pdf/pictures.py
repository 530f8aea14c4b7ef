"""The bytes of a PDF's pictures as PNG or JPEG. Knows a picture's entries, nothing of its page.

A JPEG lies in a PDF as it is; the rows of most others lie there packed as PNG packs them, and
need only a PNG's head and foot. No picture is decoded here; rows of inks become colours of a
screen by the formula of ISO 32000-1, 10.3.5.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Picture", "picture_of"]

_MOST_PIXELS = 12_000_000
_MOST_BYTES = 8 * 1024 * 1024  # of a picture that goes into the library
_MOST_SAMPLES = 24 * 1024 * 1024  # bytes, unpacked
_FEWEST = 24  # pixels on a side
_GRAY, _RGB, _PALETTE, _RGBA = 0, 2, 3, 6  # a PNG's colour types
_INKS = 10  # cyan, magenta, yellow, black: no colour type of a PNG's
_SPACES = {
    "/DeviceGray": _GRAY, "/CalGray": _GRAY, "/DeviceRGB": _RGB, "/CalRGB": _RGB,
    "/DeviceCMYK": _INKS,
}  # fmt: skip
_SAMPLES = {_GRAY: 1, _RGB: 3, _PALETTE: 1, _INKS: 4}
_INVERTED = bytes(range(255, -1, -1))
_PIXELS_AT_ONCE = 1 << 19
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # a JPEG's markers that tell its size
_ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"  # inks are inverted, as they are
_TOO_LARGE = "A picture that is too large"
_DAMAGED = "A picture that is damaged in the file"
_JPEG_2000 = "A picture as JPEG 2000, which can’t be shown"
_FACSIMILE = "A picture as facsimile machines send them, which can’t be shown"
_COLOURS = "A picture in colours of the press that can’t be shown"
_FAST = 3  # of zlib's levels


class Picture(NamedTuple):
    """A picture as a PNG or JPEG, or why there is none.

    Attributes:
        data: Empty for what is no photo, or can't be shown.
        reason: Why it can't be shown; empty for what can, and for what is no photo.
    """

    data: bytes = b""
    reason: str = ""


def picture_of(image: Any) -> Picture:  # noqa: ANN401  pypdf's stream
    """A picture of a PDF.

    A JPEG of four inks has Adobe's mark exactly if its inks are inverted, as is usual in files.

    Args:
        image: An image XObject.
    """
    width, height = _number(image, "/Width"), _number(image, "/Height")
    if min(width, height) < _FEWEST or image.get("/ImageMask"):
        return Picture()
    if width * height > _MOST_PIXELS:
        return Picture(reason=_TOO_LARGE)
    filters = _listed(image.get("/Filter"))
    if filters[-1:] == ["/DCTDecode"]:
        found = _jpeg(bytes(image.get_data()), image)
    elif filters in ([], ["/FlateDecode"], ["/LZWDecode"], ["/RunLengthDecode"]):
        found = _png(image, width, height, packed=filters == ["/FlateDecode"])
    else:
        return Picture(reason=_JPEG_2000 if filters[-1:] == ["/JPXDecode"] else _FACSIMILE)
    return Picture(reason=_TOO_LARGE) if len(found.data) > _MOST_BYTES else found


def _jpeg(data: bytes, image: Mapping[str, Any]) -> Picture:
    """A JPEG as it lies there; of one that holds inks, its mark says whether they are inverted."""
    parts, transformed, adobe = 0, 0, (0, 0)
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:  # from one marker to the next
        marker, end = data[place + 1], place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == 0xEE and data[place + 4 : place + 9] == b"Adobe" and end - place >= 16:
            adobe, transformed = (place, end), data[place + 15]
        if marker in _FRAMES:
            parts = data[place + 9] if place + 9 < len(data) else 0
            break
        place = end
    if parts != _SAMPLES[_INKS]:
        return Picture(data)
    if _is_inverted(image):
        return Picture(data if adobe[1] else data[:2] + _ADOBE + data[2:])
    if transformed:  # its mark tells how it is to be read, and at once the wrong colours
        return Picture(reason=_COLOURS)
    return Picture(data[: adobe[0]] + data[adobe[1] :] if adobe[1] else data)


def _is_inverted(image: Mapping[str, Any]) -> bool:
    decode = [float(one) for one in image.get("/Decode") or ()]
    return bool(decode) and decode == [1.0, 0.0] * (len(decode) // 2)


def _number(image: Mapping[str, Any], name: str) -> int:
    value = image.get(name, 0)
    return int(value) if isinstance(value, int | float) else 0


def _listed(value: Any) -> list[str]:  # noqa: ANN401  a name, or a list of names
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _png(image: Any, width: int, height: int, *, packed: bool) -> Picture:  # noqa: ANN401  see above
    colour, palette = _colours(image)
    depth = _number(image, "/BitsPerComponent")
    allowed = {1, 2, 4, 8} if colour in (_GRAY, _PALETTE) else {8}
    inverted = _is_inverted(image)
    plain = image.get("/Decode") is None or (inverted and colour != _PALETTE)
    if colour < 0 or depth not in allowed or not plain:
        return Picture(reason=_COLOURS)
    row = (width * depth * _SAMPLES[colour] + 7) // 8
    if row * height > _MOST_SAMPLES:
        return Picture(reason=_TOO_LARGE)
    veil = _veil(image, width, height) if (colour, depth) == (_RGB, 8) else b""
    as_it_lies = packed and not veil and not inverted and colour != _INKS
    if as_it_lies and _is_packed_as_png(image, colour, depth, width):
        rows = bytes(image._data)  # noqa: SLF001  as it lies there: pypdf unpacks these row by row
    else:
        samples = bytes(image.get_data())[: row * height]
        if len(samples) < row * height:
            return Picture(reason=_DAMAGED)
        samples = samples.translate(_INVERTED) if inverted else samples
        if colour == _INKS:
            samples, row, colour = _on_screen(samples), 3 * width, _RGB
        if veil:
            samples, row, colour = _with_veil(samples, veil, width * height), 4 * width, _RGBA
        lines = (b"\0" + samples[row * n : row * (n + 1)] for n in range(height))
        rows = zlib.compress(b"".join(lines), _FAST)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    table = _chunk(b"PLTE", palette) if palette else b""
    chunks = _chunk(b"IHDR", head) + table + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return Picture(b"\x89PNG\r\n\x1a\n" + chunks)


def _on_screen(inks: bytes) -> bytes:
    """Pixels of four inks as pixels of three colours: each as dark as its ink and black together.

    All pixels of a piece are added at once, as one number with sixteen bits for each: a loop over
    the pixels of a photo would take seconds.
    """
    out = bytearray(len(inks) // 4 * 3)
    for start in range(0, len(inks) // 4, _PIXELS_AT_ONCE):
        piece = inks[4 * start : 4 * (start + _PIXELS_AT_ONCE)]
        pixels = len(piece) // 4
        ones = int.from_bytes(b"\1\0" * pixels, "little")
        black = _wide(piece[3::4])
        for channel in range(3):
            dark = _wide(piece[channel::4]) + black
            over = dark >> 8 & ones  # where it is darker than black
            dark = (dark | (over << 8) - over) & ones * 255
            done = dark.to_bytes(2 * pixels, "little")[::2].translate(_INVERTED)
            out[3 * start + channel : 3 * (start + pixels) : 3] = done
    return bytes(out)


def _wide(samples: bytes) -> int:
    """Samples as one number, sixteen bits for each."""
    lanes = bytearray(2 * len(samples))
    lanes[::2] = samples
    return int.from_bytes(lanes, "little")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _colours(image: Mapping[str, Any]) -> tuple[int, bytes]:
    """The PNG's colour type, or that of inks, and its palette; -1 for any other colours."""
    space = image.get("/ColorSpace")
    if isinstance(space, str):
        return _SPACES.get(space, -1), b""
    parts: list[Any] = [one.get_object() for one in space] if isinstance(space, list) else [""]
    match parts:
        case ["/CalGray" | "/CalRGB" as name, *_rest]:
            return _SPACES[str(name)], b""
        case ["/ICCBased", profile]:
            return {1: _GRAY, 3: _RGB, 4: _INKS}.get(_number(profile, "/N"), -1), b""
        case ["/Indexed", base, _last, table]:
            known = bytes(table.get_data() if hasattr(table, "get_data") else _as_bytes(table))
            return _palette(_colours({"/ColorSpace": base})[0], known)
        case _:
            return -1, b""


def _palette(whole: int, known: bytes) -> tuple[int, bytes]:
    """A palette's colours as a PNG has them."""
    if whole == _GRAY:
        known = bytes(one for one in known for _channel in range(3))
    elif whole == _INKS:
        known = _on_screen(known[: len(known) // 4 * 4])
    elif whole != _RGB:
        return -1, b""
    return _PALETTE, known[: 3 * 256]


def _as_bytes(text: Any) -> bytes:  # noqa: ANN401  pypdf's string, of either kind
    return bytes(getattr(text, "original_bytes", b""))


def _is_packed_as_png(image: Mapping[str, Any], colour: int, depth: int, width: int) -> bool:
    parameters = image.get("/DecodeParms")
    if isinstance(parameters, list):
        parameters = parameters[0].get_object() if parameters else None
    if not isinstance(parameters, Mapping):
        return False
    return (
        _number(parameters, "/Predictor") >= 10
        and int(parameters.get("/Colors", 1)) == _SAMPLES[colour]
        and int(parameters.get("/BitsPerComponent", 8)) == depth
        and int(parameters.get("/Columns", 1)) == width
    )


def _veil(image: Mapping[str, Any], width: int, height: int) -> bytes:
    """How opaque each pixel is, if the picture says so of each."""
    mask = image.get("/SMask")
    mask = mask.get_object() if mask is not None else None
    if mask is None or (_number(mask, "/Width"), _number(mask, "/Height")) != (width, height):
        return b""
    if _number(mask, "/BitsPerComponent") != 8 or mask.get("/Decode") is not None:
        return b""
    veil = bytes(mask.get_data())[: width * height]
    return veil if len(veil) == width * height and set(veil) != {255} else b""


def _with_veil(samples: bytes, veil: bytes, pixels: int) -> bytes:
    whole = bytearray(4 * pixels)
    for channel in range(3):
        whole[channel::4] = samples[channel : 3 * pixels : 3]
    whole[3::4] = veil
    return bytes(whole)
