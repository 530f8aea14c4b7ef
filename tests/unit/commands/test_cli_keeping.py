"""Backup, restore and check on the command line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from galley import cli
from galley.services.safety import keeping, large_changes
from galley.storage.library import Library
from tests.unit.commands.conftest import SAMPLE, Run


def test_a_backup_is_restored_and_the_restore_undone(galley: Run, sample: str) -> None:
    code, out, err = galley("backup")
    assert (code, err) == (0, "")
    assert Path(out.rstrip("\n")).is_file()
    galley("annotate", sample, "--quote", "some 125 officials")
    code, preview, _ = galley("restore", "1", "--dry-run")
    assert code == 0
    assert preview == (
        "Articles: no difference.\n"
        "Annotations: 0 come back, 1 go, 0 change.\n"
        "Edits since: 1.\n"
        "Changes: Kingdom failing to stop human trafficking: DPM\n"
    )
    assert "0 of 1 checked" in galley("list")[1]
    code, out, _ = galley("restore", "1")
    assert code == 0
    assert out.startswith(preview)
    assert out.endswith("To undo this: galley restore 2\n")
    assert "0 of 0 checked" in galley("list")[1]
    assert galley("restore", "2")[0] == 0
    assert "0 of 1 checked" in galley("list")[1]


def test_the_backups_are_listed(galley: Run, sample: str) -> None:
    assert sample
    assert galley("restore") == (0, "", "")
    galley("backup")
    galley("restore", "1")
    newest, oldest = galley("restore")[1].splitlines()
    assert newest.split()[0] == "2"
    assert newest.endswith("MB  before a restore")
    assert oldest.split()[0] == "1"
    assert oldest.endswith("MB")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with two dozen captures."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for number in range(24):
        words = f"Ferry number {number} carried {number + 100} people across. " * 5
        (folder / f"{number:02}.txt").write_text(f"Ferry {number} is full\n\n{words}\n", "utf-8")
    return folder


def test_many_files_come_in_after_a_backup(galley: Run, sample: str, many: Path) -> None:
    assert sample
    assert galley("import", many)[0] == 0
    (line,) = galley("restore")[1].splitlines()
    assert line.endswith("MB  before importing 24 files")
    preview = galley("restore", "1", "--dry-run")[1]
    assert preview.startswith("Articles: 0 come back, 24 go, 0 change.\n")


def test_without_a_backup_nothing_comes_in_unless_that_is_said(
    galley: Run, sample: str, many: Path, library: Path
) -> None:
    assert sample
    library.with_name(library.name + ".backups").write_text("a file of somebody's")
    code, out, err = galley("import", many)
    assert (code, out) == (1, "")
    assert err.endswith("Nothing was imported; to import without a backup, add --without-backup.\n")
    assert galley("list")[1].count("\n") == 1
    assert galley("import", "--without-backup", many)[0] == 0
    assert galley("list")[1].count("\n") == 25


def test_many_annotations_come_in_after_a_backup(
    galley: Run, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_changes, "LARGE_ANNOTATIONS", 2)
    for words in ("some 125 officials", "125 officials"):
        galley("annotate", sample, "--quote", words)
    marks = tmp_path / "marks.jsonld"
    galley("export", "--all", "--format", "json-ld", "-o", marks)
    other = tmp_path / "other.galley"
    cli.main(["--library", str(other), "import", str(SAMPLE)])
    blocked = other.with_name(other.name + ".backups")
    blocked.touch()
    assert cli.main(["--library", str(other), "import-annotations", str(marks)]) == 1
    blocked.unlink()
    assert cli.main(["--library", str(other), "import-annotations", str(marks)]) == 0
    (kept,) = keeping.backups(other)
    assert (kept.reason, kept.count) == ("arrivals", 2)
    assert keeping.contents(kept.path).annotations == 0


def test_a_copy_at_a_place_of_ones_own(galley: Run, sample: str, tmp_path: Path) -> None:
    assert sample
    copy = tmp_path / "copy.galley"
    assert galley("backup", "--to", copy) == (0, f"{copy}\n", "")
    code, _, err = galley("backup", "--to", copy)
    assert code == 1
    assert err.endswith("already. Choose another name.\n")
    lost = tmp_path / "no such folder"
    assert galley("backup", "--to", lost / "copy.galley") == (
        1,
        "",
        f"galley: There is no folder {lost}. Make it or choose another.\n",
    )
    assert galley("restore", copy)[0] == 0


@pytest.mark.parametrize("arguments", [["backup"], ["check"], ["check", "--repair"]])
def test_where_there_is_no_library_none_is_made(
    galley: Run, library: Path, arguments: list[str]
) -> None:
    code, out, err = galley(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("galley: ")
    assert not library.exists()


def test_there_is_no_such_backup(galley: Run, sample: str) -> None:
    assert sample
    code, out, err = galley("restore", "7")
    assert (code, out) == (1, "")
    assert err == ("galley: There is no backup 7. See galley restore for those there are.\n")


def test_a_restore_waits_for_the_window_to_close(galley: Run, sample: str, library: Path) -> None:
    assert sample
    galley("backup")
    with Library.open(library, exclusive=True):
        code, _, err = galley("restore", "1")
    assert code == 1
    assert "is open in another window" in err


def test_a_check_finds_nothing_or_says_what_and_repairs_it(
    galley: Run, sample: str, library: Path
) -> None:
    assert sample
    assert galley("check") == (0, "No fault was found.\n", "")
    assert galley("check", "--repair") == (0, "No fault was found.\n", "")
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("UPDATE articles SET headline = 'Fake'")
    code, out, err = galley("check")
    assert (code, err) == (1, "")
    assert out == "The article “Fake” is listed wrongly.\n"
    code, out, _ = galley("check", "--repair")
    assert code == 0
    assert "1 row was listed anew" in out
    assert galley("check") == (0, "No fault was found.\n", "")


def test_a_damaged_library_is_salvaged_and_put_back(
    galley: Run, sample: str, library: Path
) -> None:
    galley("annotate", sample, "--quote", "some 125 officials", "--note", "kept")
    with closing(sqlite3.connect(library)) as other:
        find = "SELECT rootpage FROM sqlite_master WHERE name = 'annotations'"
        page = other.execute(find).fetchone()[0]
    content = bytearray(library.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    library.write_bytes(content)
    assert galley("list")[0] == 1
    assert galley("check")[0] == 1
    code, out, _ = galley("check", "--repair")
    assert code == 1
    assert "library.salvaged.galley. Look at it, then: galley restore FILE" in out
    assert library.read_bytes() == content
    assert galley("restore", library.with_name("library.salvaged.galley"))[0] == 0
    assert "kept" in galley("export", sample)[1]
