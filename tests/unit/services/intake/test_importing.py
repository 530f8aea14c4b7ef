import hashlib
import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from galley import importers
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import ImportFailed
from galley.resources import data_file
from galley.services.intake import importing
from galley.services.intake.importing import (
    make_article,
    parse_capture,
    read_capture,
    structure_of,
)
from galley.storage.library import Library
from tests.marked_article import NOW
from tests.taking_in import import_capture

SAMPLE = data_file("sample-article.txt").read_bytes()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as library:
        yield library


def test_an_article_and_its_version_name_each_other_and_keep_the_capture() -> None:
    parsed = parse_capture(SAMPLE, name="sample.txt")
    article, version = make_article(
        parsed, SAMPLE, name="/home/ada/sample.txt", media_type="", now=NOW
    )
    assert (article.version_id, version.article_id) == (version.id, article.id)
    assert article.metadata == version.metadata == parsed.metadata
    assert version.capture.sha256 == hashlib.sha256(SAMPLE).hexdigest()
    assert (version.capture.size, version.capture.captured_at) == (len(SAMPLE), NOW)
    assert (version.capture.name, version.capture.media_type) == ("sample.txt", "text/plain")
    again, _ = make_article(parsed, SAMPLE, name="sample.txt", media_type="", now=NOW)
    assert again.id != article.id


@pytest.mark.parametrize(
    ("importer", "told", "kept"),
    [
        ("text-capture/1", "", "text/plain"),
        ("web-page/1", "", "text/html"),
        ("web-page/1", "text/html; charset=koi8-r", "text/html; charset=koi8-r"),
        ("web-page/1", "text/plain; charset=utf-8", "text/html"),
        ("mhtml/1", "message/rfc822", "multipart/related"),
        ("to-come/1", "text/x-new", "text/x-new"),
        ("to-come/1", "", "application/octet-stream"),
    ],
)
def test_the_media_type_is_that_of_the_importer_that_could_read_it(
    importer: str, told: str, kept: str
) -> None:
    parsed = replace(parse_capture(SAMPLE, name="sample.txt"), importer=importer)
    _, version = make_article(parsed, SAMPLE, name="page.pdf", media_type=told, now=NOW)
    assert version.capture.media_type == kept


def test_a_page_read_with_its_address_is_decoded_as_its_sender_says() -> None:
    page = "<!doctype html><h1>Новости порта</h1><p>" + "Слова длинного текста. " * 20
    parsed = parse_capture(
        page.encode("koi8-r"),
        name="page",
        media_type="text/html; charset=koi8-r",
        address="https://example.org/page",
    )
    assert parsed.metadata.headline == "Новости порта"
    assert parsed.metadata.address == "https://example.org/page"
    declared = page.replace("<h1>", "<meta charset='koi8-r'><h1>").encode("koi8-r")
    assert (
        parse_capture(declared, name="page", address="https://e.org/").metadata.headline
        == "Новости порта"
    )


def test_every_importer_has_its_media_type() -> None:
    modules = pkgutil.walk_packages(importers.__path__, f"{importers.__name__}.")
    found = [importlib.import_module(module.name) for module in modules]
    known = {module.IMPORTER for module in found if hasattr(module, "IMPORTER")}
    assert "text-capture/1" in known
    assert [name for name in known if importing._media_type(name, "").endswith("stream")] == []


def test_an_import_keeps_what_kind_of_bytes_they_were(library: Library) -> None:
    assert import_capture(library, SAMPLE, name="a", now=NOW).version.capture.media_type == (
        "text/plain"
    )
    page = b"<!doctype html><title>T</title><h1>T</h1><p>" + b"Words of a longer text. " * 20
    taken = import_capture(library, page, name="b", media_type="text/plain", now=NOW)
    assert taken.version.capture.media_type == "text/html"


def test_a_name_that_no_text_can_hold_is_mended() -> None:
    parsed = parse_capture(SAMPLE, name="sample.txt")
    _, version = make_article(parsed, SAMPLE, name="caf\udce9\n.txt", media_type="", now=NOW)
    assert version.capture.name == "caf\ufffd\ufffd.txt"


def test_a_capture_becomes_an_article_of_the_library(library: Library) -> None:
    article, version, is_new = import_capture(library, SAMPLE, name="sample.txt", now=NOW)
    assert is_new
    assert library.article(article.id) == article
    assert library.version(version.id) == version
    assert library.capture_bytes(version.capture.sha256) == SAMPLE


def test_the_same_bytes_are_recognised_under_another_name(library: Library) -> None:
    first = import_capture(library, SAMPLE, name="sample.txt", now=NOW)
    second = import_capture(library, SAMPLE, name="copy.txt", now=NOW)
    assert second == (first.article, first.version, False)
    assert len(library.articles()) == 1
    assert import_capture(library, SAMPLE + b"\n", name="sample.txt", now=NOW).is_new


def test_it_comes_back_from_the_trash(library: Library) -> None:
    article = import_capture(library, SAMPLE, name="sample.txt", now=NOW).article
    trashed = replace(article, trashed_at=NOW)
    library.apply(ChangeSet("Article deleted", article.id, (Change(article, trashed),)))
    assert library.articles() == []
    again = import_capture(library, SAMPLE, name="sample.txt", now=NOW)
    assert (again.article, again.is_new) == (article, False)
    assert library.article(article.id).trashed_at is None


def test_what_can_not_be_read_leaves_the_library_as_it_was(library: Library) -> None:
    with pytest.raises(ImportFailed):
        import_capture(library, b"", name="empty.txt", now=NOW)
    assert library.articles() == []


def test_a_structure_can_be_given_to_another_program() -> None:
    structure = structure_of(parse_capture(SAMPLE, name="sample.txt"))
    assert structure["publication"] == "Phnom Penh Post"
    assert len(structure["blocks"]) == 11


def test_a_file_is_read_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "capture.txt"
    data = bytes(range(256))
    path.write_bytes(data)
    assert read_capture(path) == data
    assert read_capture(path, limit=256) == data


def test_a_file_that_can_not_be_taken_in_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(bytes(3 * 1024 * 1024))
    with pytest.raises(ImportFailed, match=r"“large\.txt” is larger than 2 MB"):
        read_capture(large, limit=2 * 1024 * 1024)
    with pytest.raises(ImportFailed, match=r"There is no file “.*gone\.txt”"):
        read_capture(tmp_path / "gone.txt")
    with pytest.raises(ImportFailed, match="is a folder"):
        read_capture(tmp_path)
    with pytest.raises(ImportFailed, match="can’t hold that"):
        read_capture(Path("a\0b"))

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ImportFailed, match="not allowed to read"):
        read_capture(large)


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_a_pipe_or_a_device_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ImportFailed, match="not a file that can be read"):
        read_capture(pipe)
    with pytest.raises(ImportFailed, match="not a file that can be read"):
        read_capture(Path("/dev/zero"))


def test_making_an_article_waits_for_no_database() -> None:
    code = (
        "import sys, galley.services.intake.importing\n"
        "heavy = {'sqlalchemy', 'alembic', 'sqlite3', 'platformdirs', 'PySide6'}\n"
        "sys.stdout.write(' '.join(heavy & set(sys.modules)))"
    )
    heavy = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert heavy.stdout == b""
