"""The bytes of a PDF's pictures as PNG or JPEG. Knows a picture's entries, nothing of its page.

A JPEG lies in a PDF as it is; the rows of most others lie there packed as PNG packs them, and
need only a PNG's head and foot. No picture is decoded here.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import Any

__all__ = ["picture_bytes"]

_MOST_PIXELS = 12_000_000
_MOST_BYTES = 8 * 1024 * 1024  # of a picture that goes into the library
_MOST_SAMPLES = 24 * 1024 * 1024  # bytes, unpacked
_FEWEST = 24  # pixels on a side
_GRAY, _RGB, _PALETTE, _RGBA = 0, 2, 3, 6  # a PNG's colour types
_SPACES = {"/DeviceGray": _GRAY, "/CalGray": _GRAY, "/DeviceRGB": _RGB, "/CalRGB": _RGB}
_SAMPLES = {_GRAY: 1, _RGB: 3, _PALETTE: 1}
_FAST = 3  # of zlib's levels


def picture_bytes(image: Any) -> bytes | None:  # noqa: ANN401  pypdf's stream
    """A picture as a PNG or JPEG; None for what is no photo or can't be shown.

    Args:
        image: An image XObject.
    """
    width, height = _number(image, "/Width"), _number(image, "/Height")
    if min(width, height) < _FEWEST or width * height > _MOST_PIXELS or image.get("/ImageMask"):
        return None
    filters = _listed(image.get("/Filter"))
    if filters[-1:] == ["/DCTDecode"]:
        data = bytes(image.get_data())
    elif filters in ([], ["/FlateDecode"], ["/LZWDecode"], ["/RunLengthDecode"]):
        data = _png(image, width, height, packed=filters == ["/FlateDecode"])
    else:  # facsimiles, which are scans, and JPEG 2000, which nothing here could show
        return None
    return data if data and len(data) <= _MOST_BYTES else None


def _number(image: Mapping[str, Any], name: str) -> int:
    value = image.get(name, 0)
    return int(value) if isinstance(value, int | float) else 0


def _listed(value: Any) -> list[str]:  # noqa: ANN401  a name, or a list of names
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _png(image: Any, width: int, height: int, *, packed: bool) -> bytes:  # noqa: ANN401  see above
    colour, palette = _colours(image)
    depth = _number(image, "/BitsPerComponent")
    allowed = {1, 2, 4, 8} if colour in (_GRAY, _PALETTE) else {8}
    if colour < 0 or depth not in allowed or image.get("/Decode") is not None:
        return b""
    row = (width * depth * _SAMPLES[colour] + 7) // 8
    if row * height > _MOST_SAMPLES:
        return b""
    veil = _veil(image, width, height) if (colour, depth) == (_RGB, 8) else b""
    if packed and not veil and _is_packed_as_png(image, colour, depth, width):
        rows = bytes(image._data)  # noqa: SLF001  as it lies there: pypdf unpacks these row by row
    else:
        samples = bytes(image.get_data())
        if len(samples) < row * height:
            return b""
        if veil:
            samples, row, colour = _with_veil(samples, veil, width * height), 4 * width, _RGBA
        lines = (b"\0" + samples[row * n : row * (n + 1)] for n in range(height))
        rows = zlib.compress(b"".join(lines), _FAST)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    table = _chunk(b"PLTE", palette) if palette else b""
    chunks = _chunk(b"IHDR", head) + table + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _colours(image: Mapping[str, Any]) -> tuple[int, bytes]:
    """The PNG's colour type, and its palette; -1 for colours that a PNG does not have."""
    space = image.get("/ColorSpace")
    if isinstance(space, str):
        return _SPACES.get(space, -1), b""
    parts: list[Any] = [one.get_object() for one in space] if isinstance(space, list) else [""]
    match parts:
        case ["/CalGray" | "/CalRGB" as name, *_rest]:
            return _SPACES[str(name)], b""
        case ["/ICCBased", profile]:
            return {1: _GRAY, 3: _RGB}.get(_number(profile, "/N"), -1), b""
        case ["/Indexed", base, _last, table]:
            whole = _colours({"/ColorSpace": base})[0]
            known = table.get_data() if hasattr(table, "get_data") else _as_bytes(table)
            return (_PALETTE, bytes(known)[: 3 * 256]) if whole == _RGB else (-1, b"")
        case _:
            return -1, b""


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
