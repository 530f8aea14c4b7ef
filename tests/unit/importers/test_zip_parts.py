"""Archives that mean harm, or were cut off, are refused in a sentence."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest

from galley.domain.errors import ImportFailed
from galley.importers.registry import parse
from galley.importers.zip_parts import MOST_ENTRIES, Parts, parse_xml
from tests.unit.importers.archives import epub, paragraph, word, zipped

BOMB = b"\0" * (21 * 1024 * 1024)


def test_a_part_that_unpacks_to_more_than_its_limit_is_refused() -> None:
    with pytest.raises(ImportFailed, match="more than any article"):
        Parts(zipped({"a": BOMB})).read("a")


def test_a_claimed_size_is_not_believed() -> None:
    data = bytearray(zipped({"a": BOMB}))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 10)
    with pytest.raises(ImportFailed):
        Parts(bytes(data)).read("a")


def test_parts_that_unpack_to_more_than_the_limit_for_all_are_refused() -> None:
    parts = Parts(zipped({str(n): BOMB[: 19 * 1024 * 1024] for n in range(17)}))
    with pytest.raises(ImportFailed, match="more than any article"):
        _read_all(parts)


def _read_all(parts: Parts) -> None:
    for name in parts:
        parts.read(name)


def test_too_many_entries_are_refused() -> None:
    with pytest.raises(ImportFailed, match="more than any article"):
        Parts(zipped({str(n): b"" for n in range(MOST_ENTRIES + 1)}))


def test_a_link_among_the_entries_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ImportFailed, match="damaged"):
        Parts(stream.getvalue())


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(word(paragraph("Secret.")))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(ImportFailed, match="password"):
        parse(bytes(data), name="a.docx")


def test_more_elements_than_any_article_has_are_refused() -> None:
    """They are few bytes, packed or not, and cost hundreds of them each once they are a tree."""
    many = b"<x>" + b"<a/>" * 400_001 + b"</x>"
    with pytest.raises(ImportFailed, match="more than any article"):
        Parts(zipped({"a.xml": many})).xml("a.xml")


def test_entities_that_multiply_are_refused() -> None:
    lines = ['<!ENTITY a0 "lollollol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    with pytest.raises(ImportFailed, match="damaged"):
        parse_xml(f"<!DOCTYPE x [{''.join(lines)}]><x>&a11;</x>".encode())


def test_an_entity_reads_no_file() -> None:
    root = parse_xml(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>a&e;</x>')
    assert root.text == "a"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize(
    "whole", [word(paragraph("The pier.") * 300), epub({"a.xhtml": "<p>The pier.</p>" * 300})]
)
def test_a_truncated_document_is_refused(whole: bytes, share: float) -> None:
    with pytest.raises(ImportFailed) as failure:
        parse(whole[: int(len(whole) * share)], name="pier")
    assert str(failure.value).endswith(".")


@pytest.mark.parametrize("flipped", range(0, 2000, 37))
def test_a_damaged_document_is_read_or_refused(flipped: int) -> None:
    data = bytearray(word(paragraph("The pier will close.") * 40))
    data[flipped % len(data)] ^= 0x5A
    with suppress(ImportFailed):  # anything else is a bug
        assert parse(bytes(data), name="pier.docx").blocks


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    with pytest.raises(ImportFailed, match="damaged"):
        parse(word(deep), name="a.docx")


def test_an_archive_of_anything_else_is_named() -> None:
    with pytest.raises(ImportFailed, match="is packed: unpack it"):
        parse(zipped({"a.txt": b"text"}), name="a.zip")


def test_text_boxes_inside_each_other_are_read_once() -> None:
    opening = "<w:p><w:r><w:pict><w:txbxContent>"
    closing = "</w:txbxContent></w:pict></w:r></w:p>"
    parsed = parse(word(opening * 50 + paragraph("Inside.") + closing * 50), name="a.docx")
    assert [block.text for block in parsed.blocks] == ["Inside."]
