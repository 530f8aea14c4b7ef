"""Makes the PDFs that the tests read, line by line."""

import zlib

PAGE = (595, 842)


def text(words: str, x: float, y: float, size: float = 10, font: str = "F1") -> str:
    """The drawing of one line."""
    quoted = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({quoted}) Tj ET"


def lines(said: list[str], top: float, x: float = 70, leading: float = 13) -> str:
    """The drawing of several lines below each other."""
    return "\n".join(text(words, x, top - leading * n) for n, words in enumerate(said))


def pdf(
    pages: list[str],
    *,
    properties: str = "",
    trailer: str = "",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """A PDF of these pages' drawings; ``more`` holds further objects by number, from 100."""
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
        5: f"<< {properties} >>".encode("cp1252"),
    }
    kids = []
    for number, drawing in enumerate(pages):
        page, contents = 10 + 2 * number, 11 + 2 * number
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X 100 0 R >> >> "
            f"/Contents {contents} 0 R >>"
        ).encode()
        objects[contents] = stream(drawing.encode("cp1252"))
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.update(more or {})
    return _written(objects, trailer)


def stream(data: bytes, entries: str = "") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _written(objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\n".encode()
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start
