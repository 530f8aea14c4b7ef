"""Which importer reads a capture, and the one sentence that says why none can."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from galley.domain.errors import ImportFailed
from galley.importers.registry import LARGEST_CAPTURE, parse


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("\u200e\ufeff".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"Salted__12345678", "encrypted"),
        (bytes(range(32)) * 40, "no text"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ImportFailed, match=said) as failure:
        parse(data, name="page.txt")
    sentence = str(failure.value)
    assert sentence.count(".") - sentence.count("page.txt") == 1
    assert sentence.endswith(".")


PAGE = "<html><body><article><h1>Ferry stops</h1><p>The ferry stopped at noon.</p></article></body>"
SINGLE_FILE = """<!DOCTYPE html> <html lang="en"><!--
 Page saved with SingleFile
 url: https://post.example/ferry?id=1
 saved date: Tue Nov 03 2026
--><body>"""
BROWSER = (
    "<!DOCTYPE html>\n<!-- saved from url=(0035)https://post.example/ferry?id=1 -->\n<html><body>"
)


@pytest.mark.parametrize("head", [SINGLE_FILE, BROWSER], ids=["SingleFile", "a browser"])
def test_a_saved_page_says_where_it_is_from(head: str) -> None:
    parsed = parse(PAGE.replace("<html><body>", head).encode(), name="page.html")
    assert parsed.metadata.address == "https://post.example/ferry?id=1"
    assert dict(parsed.metadata.sources)["address"] == "note of the program that saved it"


def test_what_the_page_says_of_its_address_wins() -> None:
    link = '<head><link rel="canonical" href="https://post.example/ferry"></head><body>'
    parsed = parse(PAGE.replace("<html><body>", BROWSER + link).encode(), name="page.html")
    assert parsed.metadata.address == "https://post.example/ferry"
    assert "note of the program that saved it" not in dict(parsed.metadata.sources).values()


def test_too_large_a_capture_is_refused_before_it_is_read() -> None:
    with pytest.raises(ImportFailed, match="larger than 10 MB"):
        parse(b"a" * (LARGEST_CAPTURE + 1), name="page.txt")


def test_content_wins_over_the_name() -> None:
    parsed = parse(b"A few words that are no web page.", name="page.pdf")
    assert parsed.importer.startswith("text-capture/")


def test_the_charset_of_the_media_type_is_used() -> None:
    data = "Новый мост открыли в понедельник.".encode("koi8-r")
    parsed = parse(data, name="page.txt", media_type="text/plain; charset=koi8-r")
    assert parsed.blocks[0].text == "Новый мост открыли в понедельник."


def test_reading_text_loads_no_third_party_library() -> None:
    code = (
        "import sys; from galley.importers.registry import parse;"
        "parse(b'Some words.', name='a.txt');"
        "top = {n.partition('.')[0] for n in sys.modules};"
        "print(sorted(top - set(sys.stdlib_module_names) - {'galley', '__main__'}))"
    )
    result = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "app"},
    )
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_is_told_by_its_content(encoding: str) -> None:
    page = "<html><body>" + "<p>The council met on Monday and decided nothing at all.</p>" * 3
    assert parse(page.encode(encoding), name="clipboard").importer.startswith("web-page/")


def test_a_page_is_told_behind_the_note_of_the_program_that_saved_it() -> None:
    data = f"<!--\n Page saved with SingleFile\n-->\n<!-- 2026 -->{PAGE}".encode()
    assert parse(data, name="ferry").metadata.headline == "Ferry stops"


def test_a_fragment_is_told_by_its_media_type() -> None:
    page = "<p>The council met on Monday and decided nothing at all.</p>" * 3
    parsed = parse(page.encode(), name="clipboard", media_type="text/html; charset=utf-8")
    assert parsed.importer.startswith("web-page/")


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (("mimetype", "application/vnd.oasis.opendocument.text"), "of another word processor"),
        (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "save it as PDF"),
        (("xl/workbook.xml", "<workbook/>"), "save it as PDF"),
        (("ppt/presentation.xml", "<p/>"), "save it as PDF"),
        (("notes.txt", "Ferry"), "is packed: unpack it"),
    ],
)
def test_a_packed_document_of_another_kind_is_called_by_it(
    part: tuple[str, str], sentence: str
) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(*part)
    with pytest.raises(ImportFailed, match=sentence):
        parse(data.getvalue(), name="ferry")


@pytest.mark.parametrize(
    "head",
    [
        '<script charset="utf-8" src=a.js></script><meta content="text/html; charset=gb2312">',
        '<script charset="utf-8" src=a.js></script><meta charset=gbk>',
        '<?xml version="1.0" encoding="gb2312"?><script charset="utf-8" src=a.js></script>',
    ],
)
def test_a_page_s_encoding_is_its_own_not_that_of_a_script_it_loads(head: str) -> None:
    page = f"{head}<title>话剧</title><h1>话剧巡演结束</h1><p>观众热烈鼓掌。</p>"
    assert parse(page.encode("gb2312"), name="a.html").metadata.headline == "话剧巡演结束"


def test_a_document_that_lost_its_end_is_damaged_not_packed() -> None:
    with pytest.raises(ImportFailed, match=r"“ferry\.docx” is damaged: open it in the program"):
        parse(b"PK\x03\x04" + bytes(range(256)) * 4, name="ferry.docx")


def test_an_error_that_a_program_answered_is_no_article() -> None:
    with pytest.raises(ImportFailed, match="is what a program answered"):
        parse(b'{"error": {"code": 500, "message": "The server is busy."}}', name="ferry.html")
    assert parse(b"{Correction} The ferry stays at the quay.\n", name="ferry.txt").blocks
