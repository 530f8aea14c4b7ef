import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley import __main__, __version__, cli
from galley.domain.article import Zone
from galley.domain.structure import LeaveOut, SetZone
from galley.services import paths
from galley.services.corrections.correcting import correct
from galley.services.edits.article_editing import apply_to_articles, put_into, set_tags
from galley.services.edits.collecting import new_collection, put_collection
from galley.services.paths import settings_path
from galley.services.settings import Settings, save_settings
from galley.storage.library import Library
from tests.loopback import ARTICLE_PAGE, loopback_site
from tests.unit.commands.conftest import SAMPLE, Run
from tests.without_backup import WITHOUT_BACKUP

GAPS = (
    "“Gaps of implementation … should be corrected immediately, since it is the key to the "
    "solution and response to the victims,”"
)


def test_importing_names_what_came_in_and_what_was_there_before(galley: Run) -> None:
    code, first, _ = galley("import", SAMPLE)
    assert code == 0
    identity, headline = first.rstrip("\n").split("  ")
    assert headline == "Kingdom failing to stop human trafficking: DPM"
    code, second, _ = galley("import", SAMPLE)
    assert (code, second) == (0, f"{identity}  {headline} (in the library already)\n")


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A later capture of the sample."""
    path = tmp_path / "later.txt"
    path.write_bytes(SAMPLE.read_bytes().replace(b"some 125", b"some 130"))
    return path


def test_a_later_capture_is_told_and_becomes_a_version_when_asked(
    galley: Run, sample: str, later: Path
) -> None:
    galley("annotate", sample, "--quote", "some 125 officials")
    galley("annotate", sample, "--quote", "Vong Soth")
    code, out, err = galley("import", later)
    assert code == 0
    apart = out.split()[0]
    assert apart != sample
    assert "looks like a new capture of “Kingdom failing" in err
    assert f"--as-version-of {sample[:8]}" in err
    code, out, err = galley("import", "--as-version-of", sample, later)
    assert (code, err) == (0, "")
    assert out.startswith(f"{sample}  Kingdom failing")
    assert out.endswith("(version 2)\n")
    code, out, _ = galley("list")
    assert len(out.splitlines()) == 1
    code, out, _ = galley("versions", sample)
    first, about_first, second, about_second = out.splitlines()
    assert first.startswith("1  ")
    assert first.endswith("(the one that is read)")
    assert about_first.endswith("2 marks")
    assert second.endswith("(waits to be compared)")
    assert about_second.endswith("1 mark, 1 to review")


def test_among_many_each_sentence_says_which_file_it_is_of(galley: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(bytes(range(32)) * 40)
    (tmp_path / "c.txt").touch()
    code, _, err = galley("import", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt")
    assert code == 1
    assert [line.split(":")[1].strip() for line in err.splitlines()[:2]] == ["“a.txt”", "“b.txt”"]
    assert err.splitlines()[2].startswith("galley: “c.txt” is empty")


def test_what_was_fetched_in_vain_is_kept_if_the_person_wants(
    galley: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    login = b"<html><body><h1>Log in</h1><form><input type=password></form></body></html>"
    with loopback_site() as site:
        address = site.page("/page", login)
        code, _, err = galley("import", address)
        assert (code, "--keep-unread" in err) == (1, True)
        for _time in range(2):
            code, _, err = galley("import", "--keep-unread", tmp_path, address)
    assert "What came is kept as" in err
    kept = sorted(tmp_path.glob("*.html"))
    assert [path.read_bytes() for path in kept] == [login, login]


def test_what_became_of_corrections_is_told_with_a_later_capture(
    galley: Run, library: Path, sample: str, later: Path
) -> None:
    with Library.open(library) as opened:
        version = opened.version(opened.article(sample).version_id)
        body = [n for n, block in enumerate(version.blocks) if block.zone is Zone.BODY]
        first, last = body[0], body[-1]
        correct(opened, version.id, None, [SetZone(first, Zone.DEK), LeaveOut(last)])
    gone = version.blocks[last].text
    later.write_bytes(later.read_bytes().replace(gone.encode(), b""))
    _, out, _ = galley("import", "--as-version-of", sample, later)
    told = out.splitlines()[1]
    assert told.startswith("   1 correction carried over, 1 not: block left out (“")
    assert gone[:20] in told


def test_the_versions_for_other_programs(galley: Run, sample: str, later: Path) -> None:
    galley("import", "--as-version-of", "Kingdom", later)
    code, out, _ = galley("versions", sample, "--json")
    first, second = json.loads(out)
    assert code == 0
    assert (first["number"], first["read"], first["waits"]) == (1, True, False)
    assert (second["number"], second["read"], second["waits"]) == (2, False, True)
    assert len(second["sha256"]) == 64


def test_a_report_is_of_the_version_that_is_read_or_of_another(
    galley: Run, sample: str, later: Path
) -> None:
    for words in ("some 125 officials", "Vong Soth"):
        galley("annotate", sample, "--quote", words)
    galley("import", "--as-version-of", sample, later)
    _, read, _ = galley("export", sample)
    assert "Not in this capture" not in read
    code, out, _ = galley("export", sample, "--of-version", "2")
    assert code == 0
    here, _title, absent = out.partition("## Not in this capture")
    assert "> Vong Soth" in here
    assert "> some 125 officials" in absent
    code, copy, _ = galley("export", sample, "--of-version", "2", "--shape", "annotated-copy")
    assert code == 0
    assert "some 130 officials" in copy
    code, _, err = galley("export", sample, "--of-version", "3")
    assert (code, err) == (1, "galley: There is no version 3 of this article. There is: 1, 2.\n")


def test_what_can_be_no_version_gets_a_sentence(galley: Run, sample: str, later: Path) -> None:
    galley("import", "--as-version-of", sample, later)
    code, out, err = galley("import", "--as-version-of", sample, later)
    assert (code, err) == (0, "")
    assert "already" in out
    code, _, err = galley("import", "--as-version-of", "nothing of that name", later)
    assert code == 1
    assert err.startswith("galley: ")


def test_a_file_that_can_not_be_read_does_not_keep_the_others_out(
    galley: Run, tmp_path: Path
) -> None:
    code, out, err = galley("import", tmp_path / "gone.txt", SAMPLE)
    assert code == 1
    assert "Kingdom failing" in out
    assert err.startswith("galley: There is no file “")
    assert len(err.splitlines()) == 1


def test_importing_folders_and_files_of_any_number(galley: Run, tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "frame.html").write_text("<p>no article</p>")
    (folder / "page.html").write_bytes(ARTICLE_PAGE)
    (folder / "a.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    code, out, err = galley("import", folder, SAMPLE)
    assert code == 0
    assert [line.split("  ")[1] for line in out.splitlines()] == [
        "Kingdom failing to stop human trafficking: DPM",
        "Council votes on the harbour",
        "Kingdom failing to stop human trafficking: DPM (in the library already)",
    ]
    assert err == "galley: passed over in the folders: 1 file\n"
    (tmp_path / "empty").mkdir()
    code, out, err = galley("import", tmp_path / "empty")
    assert (code, out) == (1, "")
    assert err == "galley: “empty” holds nothing to import: choose another folder.\n"


def test_importing_an_address(galley: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with loopback_site() as site:
        address = site.page("/harbour", ARTICLE_PAGE)
        code, out, err = galley("import", address, f"{site.address}/gone", "http://a:b@c.example/")
    assert (code, out.split("  ")[1]) == (1, "Council votes on the harbour\n")
    first, second = err.splitlines()
    assert first == "galley: “127.0.0.1” has no such page: check the address."
    assert second.startswith("galley: The address holds a name or password")


def test_an_address_that_is_none_of_the_web_is_told_from_a_file(galley: Run) -> None:
    for address in ("ftp://paper.example/page.html", "GOPHER://paper.example/"):
        code, out, err = galley("import", address)
        scheme = address.partition(":")[0].lower()
        assert (code, out) == (1, "")
        assert err == (
            f"galley: Only http and https addresses can be fetched, not {scheme}: save the page in "
            "a browser and import the file.\n"
        )


def test_a_terminal_is_told_how_far_it_is(galley: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("galley.cli.sys.stderr.isatty", lambda: True, raising=False)
    _code, _out, err = galley("import", SAMPLE, SAMPLE)
    name = SAMPLE.name
    assert err == f"\r\x1b[K1 of 1: {name}\r\x1b[K"


def test_listing(galley: Run, sample: str) -> None:
    galley("annotate", sample, "--quote", GAPS)
    about = "(Phnom Penh Post · undated · 0 of 1 checked)"
    line = f"{sample[:8]}  Kingdom failing to stop human trafficking: DPM  {about}\n"
    assert galley("list") == (0, line, "")
    (listed,) = json.loads(galley("list", "--json")[1])
    assert listed.pop("added")
    assert listed == {
        "id": sample,
        "headline": "Kingdom failing to stop human trafficking: DPM",
        "publication": "Phnom Penh Post",
        "published": "",
        "annotations": 1,
        "checked": 0,
        "tags": [],
        "new_capture_waits": False,
    }


def test_listing_nothing(galley: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    galley("import", tmp_path / "empty.txt")
    assert galley("list") == (0, "", "")
    assert galley("list", "--json") == (0, "[]\n", "")


def test_only_importing_makes_a_library(galley: Run, library: Path) -> None:
    for command in (["list"], ["export", "x"], ["annotate", "x", "--quote", "y"]):
        code, out, err = galley(*command)
        assert (code, out) == (1, "")
        assert err.startswith("galley: ")
        assert not library.exists()


def test_extracting_needs_no_library(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert cli.main(["extract", str(SAMPLE), "--json"]) == 0
    structure = json.loads(capsys.readouterr().out)
    assert structure["headline"] == "Kingdom failing to stop human trafficking: DPM"
    assert structure["figures"][0]["credit"] == "Heng Chivoan"
    assert len(structure["sidebars"][0]["items"]) == 6
    assert cli.main(["extract", str(SAMPLE)]) == 0
    assert GAPS in capsys.readouterr().out
    assert not list(home.rglob("*.galley"))


def test_a_quotation_is_marked_with_all_that_is_said_of_it(
    galley: Run, sample: str, library: Path, home: Path
) -> None:
    save_settings(home / ".config" / "galley" / "settings.json", Settings(creator="Ada Quay"))
    code, out, err = galley(
        *("annotate", "kingdom failing", "--quote", "some 125 officials"),
        *("--kind", "name-or-date", "--note", "**Some**?", "--speaker", "Sar  Kheng"),
        *("--tag", "#attendance", "--tag", "ask"),
    )
    assert (code, err) == (0, "")
    with Library.open(library) as opened:
        (mark,) = opened.annotations(sample)
        (entry,) = opened.history(sample)[1:]
    assert out == f"{mark.id}  name-or-date in body, paragraph 2\n"
    assert (mark.exact, mark.kind, mark.note) == ("some 125 officials", "name_or_date", "**Some**?")
    assert (mark.speaker, mark.tags) == ("Sar Kheng", ("attendance", "ask"))
    if sys.platform == "linux":
        assert (mark.creator, entry.who) == ("Ada Quay", "Ada Quay")


def test_a_quotation_that_is_there_several_times_needs_its_number(
    galley: Run, sample: str, library: Path
) -> None:
    code, _, err = galley("annotate", sample, "--quote", "Sar Kheng")
    assert code == 1
    assert "  2  body, paragraph 1: " in err
    code, out, _ = galley("annotate", sample, "--quote", "Sar Kheng", "--occurrence", "2")
    assert (code, out.split("  ")[1]) == (0, "quote in body, paragraph 1\n")
    with Library.open(library) as opened:
        (mark,) = opened.annotations(sample)
    assert (mark.targets[0].occurrence, mark.targets[0].occurrences) == (1, 2)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("women's affairs", "It has this: “women’s affairs”"),
        ("nowhere", "copy the words"),
        ("", "no words"),
        ("a\x1b[31m", "“a\ufffd[31m” is not in the article"),
        ("\udce9", "is not in the article"),
    ],
)
def test_a_quotation_that_is_not_there_is_refused(
    quote: str, words: str, galley: Run, sample: str
) -> None:
    code, out, err = galley("annotate", sample, "--quote", quote)
    assert (code, out) == (1, "")
    assert words in err


@pytest.mark.parametrize("option", ["--note", "--speaker", "--tag"])
def test_bytes_that_are_no_text_are_refused(option: str, galley: Run, sample: str) -> None:
    code, out, err = galley("annotate", sample, "--quote", GAPS, option, "caf\udce9")
    assert (code, out) == (2, "")
    assert "is not text" in err


def test_an_article_is_named_by_its_id_or_its_headline(galley: Run, sample: str) -> None:
    for name in (sample, sample[:6], "KINGDOM", "to stop human"):
        assert galley("export", name)[0] == 0
    code, _, err = galley("export", "another")
    assert code == 1
    assert "“another”" in err


def test_a_report_is_written_to_standard_output(galley: Run, sample: str) -> None:
    galley("annotate", sample, "--quote", GAPS)
    code, out, err = galley("export", sample, "--format", "markdown")
    assert (code, err) == (0, "")
    assert out.startswith(f"---\nid: urn:uuid:{sample}\n")
    assert "\nCounts: 1 annotation · 1 unchecked\n" in out
    assert "> victims,”\n" in out


def test_a_report_is_written_to_a_file_and_keeps_what_a_person_wrote_there(
    galley: Run, sample: str, tmp_path: Path
) -> None:
    galley("annotate", sample, "--quote", GAPS)
    path = tmp_path / "report.md"
    assert galley("export", sample, "-o", path) == (0, f"{path}: 1 annotation\n", "")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(" -->\n<!-- /", " -->\nMine.\n<!-- /"), encoding="utf-8")
    assert galley("export", sample, "-o", path)[0] == 0
    assert "\nMine.\n" in path.read_text(encoding="utf-8")


def test_a_report_goes_into_a_folder_under_the_headline(
    galley: Run, sample: str, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    for _ in range(2):
        assert galley("export", sample, "-o", folder)[0] == 0
    assert [p.name for p in folder.iterdir()] == [
        "kingdom-failing-to-stop-human-trafficking-dpm.md"
    ]


def test_the_options_of_a_report(galley: Run, sample: str) -> None:
    galley("annotate", sample, "--quote", GAPS, "--tag", "law")
    galley("annotate", sample, "--quote", "some 125 officials", "--kind", "statistic")
    assert "\n## law\n" in galley("export", sample, "--group", "tag")[1]
    assert "[^1]" in galley("export", sample, "--shape", "annotated-copy")[1]
    only = galley("export", sample, "--kind", "statistic", "--status", "unchecked")[1]
    assert "Counts: 1 annotation" in only
    assert "Counts: 0 annotations" in galley("export", sample, "--status", "cant-verify")[1]


def test_a_report_that_can_not_be_written_says_so(galley: Run, sample: str, tmp_path: Path) -> None:
    code, out, err = galley("export", sample, "-o", tmp_path / "gone" / "report.md")
    assert (code, out) == (1, "")
    assert err.startswith("galley: There is no folder “")


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["import"],
        ["annotate", "x"],
        ["annotate", "x", "--quote", "y", "--kind", "rumour"],
        ["annotate", "x", "--quote", "y", "--occurrence", "two"],
        ["export", "x", "--format", "papyrus"],
        ["export", "x", "--inc"],
        ["list", "--colour"],
    ],
)
def test_arguments_that_make_no_sense_are_a_usage_error(arguments: list[str], galley: Run) -> None:
    code, out, err = galley(*arguments)
    assert (code, out) == (2, "")
    assert "usage: galley" in err


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["annotate", "-h"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out.startswith("usage: galley")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"galley {__version__}\n"


def test_the_library_may_be_named_before_or_after_the_command(
    sample: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["list", "--library", str(library)]) == 0
    assert sample[:8] in capsys.readouterr().out


def test_a_folder_that_can_not_be_made_is_said(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "taken").touch()
    for variable in ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home / "taken"))
    assert cli.main(["import", str(SAMPLE)]) == 1
    assert capsys.readouterr().err.startswith("galley: ")


def test_without_a_name_the_usual_library_is_used_and_its_folder_made(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert cli.main(["import", str(SAMPLE)]) == 0
    assert cli.main(["list"]) == 0
    assert "Kingdom" in capsys.readouterr().out
    assert [p.name for p in home.rglob("*.galley")] == ["library.galley"]


@pytest.mark.usefixtures("sample")
def test_an_interruption_is_no_error_message(galley: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_list", interrupt)
    assert galley("list") == (130, "", "")


@pytest.mark.usefixtures("sample")
def test_a_bug_is_not_dressed_up_as_an_error_of_the_person(
    galley: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blunder(*_arguments: object, **_options: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_list", blunder)
    with pytest.raises(ZeroDivisionError):
        galley("list")


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["article.txt"], True),
        (["--library", "x.galley"], True),
        (["--library", "list"], True),
        (["--library=x", "a.txt", "b.txt"], True),
        (["./list"], True),
        (["--", "list"], True),
        (["--unknown"], True),
        (["list"], False),
        (["--library", "x", "export", "y"], False),
        (["--library=x", "import", "y"], False),
        (["--version"], False),
        (["-h"], False),
    ],
)
def test_what_opens_the_window(arguments: list[str], opens: bool) -> None:
    assert cli.opens_window(arguments) is opens


def test_a_command_goes_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["galley", "extract", str(SAMPLE)])
    assert __main__.main() == 0
    assert GAPS in capsys.readouterr().out


def test_anything_else_goes_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Bootstrap:
        @staticmethod
        def run(library: Path | None, files: list[Path], link: str) -> int:
            started.append((library, files, link))
            return 7

    monkeypatch.setitem(sys.modules, "galley.bootstrap", Bootstrap)
    link = "galley:article/00000001-0000-4000-8000-000000000000"
    for arguments, expected in (
        ([], (None, [], "")),
        (["--library", "x", "a.txt"], (Path("x"), [Path("a.txt")], "")),
        (["a.txt", "b.txt", "--library=y"], (Path("y"), [Path("a.txt"), Path("b.txt")], "")),
        (["--", "list"], (None, [Path("list")], "")),
        ([link, "a.txt"], (None, [Path("a.txt")], link)),
        (["galley:article/x"], (None, [Path("galley:article/x")], "")),
    ):
        monkeypatch.setattr(sys, "argv", ["galley", *arguments])
        assert __main__.main() == 7
        assert started.pop() == expected
    for wrong in (["--unknown"], ["--library"]):
        monkeypatch.setattr(sys, "argv", ["galley", *wrong])
        with pytest.raises(SystemExit, match="2"):
            __main__.main()
    assert started == []


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "galley", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return] # handed on


def test_the_whole_path_as_a_process(library: Path, tmp_path: Path) -> None:
    at = ("--library", str(library))
    assert process(*at, "import", str(SAMPLE)).returncode == 0
    done = process(*at, "annotate", "kingdom", "--quote", GAPS, "--note", "Matches.")
    assert (done.returncode, done.stderr) == (0, b"")
    report = tmp_path / "report.md"
    assert process(*at, "export", "kingdom", "-o", str(report)).returncode == 0
    assert "- Note: Matches." in report.read_text(encoding="utf-8")
    failed = process(*at, "annotate", "kingdom", "--quote", "nowhere")
    assert failed.returncode == 1
    assert failed.stderr.decode().count("\n") == 1
    assert b"Traceback" not in failed.stderr


def test_the_output_is_utf_8_in_any_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment["PYTHONIOENCODING"] = "ascii"
    done = process("extract", str(SAMPLE), env=environment)
    assert done.returncode == 0
    assert GAPS.encode() in done.stdout
    assert b"\r" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="there a closed pipe is another error")
def test_a_reader_that_goes_away_is_no_error_message() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "galley", "extract", str(SAMPLE)]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        _, errors = running.communicate()
    assert (running.returncode, errors) == (141, b"")


WATCHED = """
import sys
from galley import cli
code = max(cli.main(arguments.split("|")) for arguments in sys.argv[1:])
heavy = {name for name in sys.modules if name.partition(".")[0] in {"PySide6", "shiboken6"}}
sys.stderr.write(" ".join(sorted(heavy)))
sys.exit(code)
"""


def test_no_command_imports_qt(library: Path) -> None:
    at = f"--library|{library}"
    commands = [
        f"{at}|import|{SAMPLE}",
        f"{at}|list",
        f"extract|{SAMPLE}|--json",
        f"{at}|annotate|kingdom|--quote|some 125 officials",
        f"{at}|export|kingdom",
        f"{at}|export|kingdom|--shape|annotated-copy",
        "--version",
    ]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *commands], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_demo_is_made_beside_a_persons_own_library(galley: Run, library: Path) -> None:
    assert galley("demo") == (0, f"{library}: 7 articles\n", "")
    assert len(json.loads(galley("list", "--json")[1])) == 7
    code, _, err = galley("demo")
    assert (code, err) == (
        1,
        f"galley: There is a file “{library}” already: name one that is not there yet.\n",
    )
    assert cli.main(["demo"]) == 1


def test_searching(galley: Run, sample: str) -> None:
    galley("annotate", sample, "--quote", GAPS, "--note", "Whose solution?", "--speaker", "Kheng")
    assert galley("search", "implementation") != (0, "", "")
    code, out, err = galley("search", "kind:quote", 'speaker:"kheng"', "solution")
    assert (code, err) == (0, "")
    where, snippet = out.splitlines()
    assert where.startswith(f"{sample[:8]}  Kingdom failing")
    assert where.endswith("(quote, unchecked)")
    assert "solution" in snippet.lower()
    assert galley("search", "nowhere") == (0, "", "")


def test_searching_for_other_programs(galley: Run, sample: str) -> None:
    found = json.loads(galley("search", "trafficking", "--json", "--limit", "1")[1])
    assert (found["more"], found["ranked"]) == (False, True)
    (hit,) = found["hits"]
    assert (hit["article"], hit["annotation"], hit["kind"]) == (sample, None, None)
    start, end = hit["hits"][0]
    assert hit["snippet"][start:end].lower() == "trafficking"
    assert isinstance(hit["offset"], int)


def test_a_search_that_makes_no_sense_gets_a_sentence(galley: Run, sample: str) -> None:
    assert sample
    code, out, err = galley("search", "before:yesterday")
    assert (code, out) == (1, "")
    assert err.startswith("galley: “before:yesterday” is no date.")
    for limit in ("0", "many"):
        code, _, err = galley("search", "word", "--limit", limit)
        assert (code, err.splitlines()[-1].partition("error: ")[2]) == (
            2,
            f"argument --limit: “{limit}” is no number from 1",
        )


def test_where_nothing_was_begun_yet_it_is_told_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = tmp_path / "galley" / "library.galley"
    monkeypatch.setattr(paths, "library_path", lambda: usual)
    monkeypatch.setattr(paths, "settings_path", lambda: tmp_path / "settings.json")
    assert cli.main(["list"]) == 1
    assert capsys.readouterr().err == (
        "galley: There is no library yet. Begin one: galley import FILE, or name another with "
        "--library.\n"
    )
    assert not usual.parent.exists()
    usual.parent.mkdir()  # it was there, and is lost
    assert cli.main(["list"]) == 1
    assert f"The library {usual} is not there." in capsys.readouterr().err


def test_annotations_leave_and_come_back(
    galley: Run, sample: str, tmp_path: Path, library: Path
) -> None:
    galley("annotate", sample, "--quote", GAPS, "--note", "Mine")
    galley("annotate", sample, "--quote", "some 125 officials", "--kind", "statistic")
    file = tmp_path / "all.jsonld"
    code, out, err = galley("export", "--all", "--format", "json-ld", "-o", file)
    assert (code, out, err) == (0, f"{file}: 2 annotations, in 1 article\n", "")
    code, out, err = galley("export", "--all", "--format", "json-ld", "-o", tmp_path)
    assert out.startswith(str(tmp_path / "galley-library.jsonld"))
    assert len(json.loads(galley("export", sample, "--format", "json-ld")[1])) == 2
    collection = json.loads(galley("export", "--all", "--format", "json-ld")[1])
    assert collection["type"] == "AnnotationCollection"
    with Library.open(library) as opened:
        marks = opened.annotations(sample)
        assert opened.undo(sample)
        assert opened.undo(sample)
    assert galley("import-annotations", file, "--dry-run")[1].endswith(
        "2 annotations: 2 new. Nothing was changed.\n"
    )
    code, out, err = galley("import-annotations", file)
    assert (code, out.splitlines()[-1], err) == (0, "2 annotations: 2 new", "")
    assert f"{marks[0].id}  " in out
    assert "statistic in body, paragraph 2 of “Kingdom failing" in out
    with Library.open(library) as opened:
        assert opened.annotations(sample) == marks
    assert galley("import-annotations", file)[1].endswith("2 in the library already\n")


@pytest.mark.usefixtures("sample")
def test_an_annotation_without_a_place_is_told_with_all_it_says(
    galley: Run, tmp_path: Path
) -> None:
    file = tmp_path / "notes.json"
    selector = {"type": "TextQuoteSelector", "exact": "nowhere to be found"}
    target = {"source": "https://paper.example/", "selector": selector}
    annotation = {"type": "Annotation", "id": "urn:x", "bodyValue": "My note", "target": target}
    file.write_text(json.dumps([annotation, {**annotation, "id": "urn:y", "target": None}]))
    code, out, err = galley("import-annotations", file)
    first, second = out.splitlines()
    assert (code, first) == (1, "2 annotations: 2 without an article")
    kept = Path(second.removeprefix("What has no article is kept in ").removesuffix("."))
    assert "- Note: My note\n" in kept.read_text()
    assert "No article in the library has these words" in err
    assert "It is on nothing" in err
    for words in ("nowhere to be found", "note: My note", "https://paper.example/"):
        assert words in err
    code, out, err = galley("import-annotations", tmp_path / "gone.json")
    assert (code, out) == (1, "")
    assert err.startswith("galley: There is no file")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("arguments", [["export"], ["export", "x", "--all"]])
def test_one_article_or_all_are_exported(arguments: list[str], galley: Run) -> None:
    assert galley(*arguments) == (
        1,
        "",
        "galley: Name one article to export, or give --all.\n",
    )


def test_a_whole_library_has_the_kinds_names_that_the_person_gave_them(
    galley: Run, sample: str
) -> None:
    save_settings(settings_path(), Settings(kinds={"statistic": "Figure"}))
    galley("annotate", sample, "--quote", "some 125 officials", "--kind", "statistic")
    galley("annotate", sample, "--quote", GAPS)
    code, out, _err = galley("export", "--all")
    assert code == 0
    assert "Figure" in out
    assert "Statistic" not in out
    assert galley("export", sample)[1].count("## Figure") == 1


@pytest.mark.usefixtures("sample")
def test_a_whole_library_is_printed_as_markdown(galley: Run) -> None:
    code, out, err = galley("export", "--all")
    assert (code, err) == (0, "")
    assert "\n# Galley library\n" in out


@pytest.mark.usefixtures("sample")
def test_a_collection_is_listed_and_a_saved_search_is_run(galley: Run, library: Path) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    with Library.open(library) as opened:
        collection = new_collection("Court cases", now=now)
        put_collection(opened, collection)
        put_collection(opened, new_collection("Ministries", now=now, query="ministry"))
        article_id = opened.articles()[0].id
        code, out, _err = galley("list", "--collection", "court")
        assert (code, out) == (0, "")
        apply_to_articles(opened, [article_id], put_into(collection.id), WITHOUT_BACKUP)
        apply_to_articles(opened, [article_id], set_tags(["law"]), WITHOUT_BACKUP)
    code, out, _err = galley("list", "--collection", "court")
    assert (code, out.count("\n")) == (0, 1)
    assert out.endswith(" #law\n")
    code, out, _err = galley("search", "--saved", "ministries", "--json")
    assert (code, bool(json.loads(out)["hits"])) == (0, True)
    code, narrowed, _err = galley("search", "--saved", "ministries", "nowhereatall")
    assert (code, narrowed) == (0, "")
    assert galley("search", "--saved", "x")[0] == 1
    assert galley("search")[2].startswith("galley: Say what to search for")
