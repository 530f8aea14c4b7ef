"""Pages saved as one MHTML file, written here part by part."""

import base64
import hashlib
import quopri
from pathlib import Path

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.registry import parse

PAGE = Path(__file__).parents[3] / "fixtures" / "captures" / "saved-page.html"
PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3
HEAD = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/pier\r\n"
    b"Subject: A page\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="----cut----"\r\n\r\n'
)


def part(headers: str, body: bytes) -> bytes:
    return (
        b"------cut----\r\n" + headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body + b"\r\n"
    )


def saved() -> bytes:
    page = PAGE.read_text(encoding="utf-8")
    start, end = page.index("<script type"), page.index("</script>")  # browsers save no scripts
    body = quopri.encodestring((page[:start] + page[end:]).encode())
    return (
        HEAD
        + part(
            "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n"
            "Content-Location: https://gazette.example/pier",
            body,
        )
        + part(
            "Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n"
            "Content-Location: https://gazette.example/pier.jpg",
            base64.b64encode(PICTURE),
        )
        + b"------cut------\r\n"
    )


@pytest.fixture
def parsed() -> ParsedArticle:
    return parse(saved(), name="pier.mhtml")


def test_the_page_is_read_like_any_page(parsed: ParsedArticle) -> None:
    assert parsed.importer == "mhtml/1"
    assert parsed.metadata.headline == "Ferry pier to close for six weeks"
    captions = [block.text for block in parsed.blocks if block.zone is Zone.CAPTION]
    assert captions[0] == "Mayor Lena Quist shows the cracked pillars on Monday."


def test_the_visible_byline_and_date_do_without_json_ld(parsed: ParsedArticle) -> None:
    assert parsed.metadata.authors == ("Rosa Lind", "Tomas Ebel")
    assert parsed.metadata.published.startswith("2024-04-21")
    assert dict(parsed.metadata.sources)["authors"] == "byline"


def test_a_picture_saved_with_the_page_becomes_an_asset(parsed: ParsedArticle) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    assert (name, PICTURE) in parsed.assets
    assert parsed.figures[0].asset == name
    assert parsed.figures[0].address == "https://gazette.example/pier.jpg"


def test_a_file_without_a_page_is_refused() -> None:
    data = HEAD + part("Content-Type: text/css", b"p { }") + b"------cut------\r\n"
    with pytest.raises(ImportFailed, match="holds no page"):
        parse(data, name="pier.mhtml")


def test_parts_without_end_are_refused() -> None:
    data = HEAD + part("Content-Type: text/css", b"p { }") * 2_100 + b"------cut------\r\n"
    with pytest.raises(ImportFailed, match="2,000"):
        parse(data, name="pier.mhtml")
