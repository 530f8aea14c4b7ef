"""PySide is compiled once, not at every start; and never is anything run but what it holds now."""

import builtins
import os
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from galley.ui.running.qt_loading import _RememberedCompile

# Says which of PySide's sources Python had to compile, and that Qt works.
_LOADED = """
import builtins
compiled, own = [], builtins.compile
def counting(source, filename, *rest, **named):
    compiled.append(str(filename))
    return own(source, filename, *rest, **named)
builtins.compile = counting
from galley.ui.running.qt_loading import load_qt
load_qt()
assert builtins.compile is counting
builtins.compile = own
from PySide6.QtCore import QObject
try:
    QObject().setObjectName(1)
except TypeError as error:
    assert "Supported signatures" in str(error), error  # which only PySide's own Python knows
assert builtins.__import__.__name__ != "__feature_import__"
print(sum("shibokensupport" in name for name in compiled))
"""


def load(folder: Path, *options: str) -> str:
    command = [sys.executable, "-X", f"pycache_prefix={folder}", *options, "-c", _LOADED]
    # Whoever runs the tests may have told Python to keep no byte code; what is tested here is both.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=own)
    return done.stdout.strip()


def kept_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*.pyside"))


def test_a_second_process_compiles_nothing_of_pyside(tmp_path: Path) -> None:
    assert int(load(tmp_path)) > 5
    assert len(kept_in(tmp_path)) == 1
    assert load(tmp_path) == "0"


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_damaged_code_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    first = load(tmp_path)
    [kept] = kept_in(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert load(tmp_path) == first
    assert load(tmp_path) == "0"


def test_nothing_is_kept_where_python_keeps_no_byte_code(tmp_path: Path) -> None:
    assert load(tmp_path, "-B") == load(tmp_path, "-B")
    assert not kept_in(tmp_path)


def test_only_the_very_same_source_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "code"
    compiled: list[str] = []

    def python_compile(source: bytes, filename: str, mode: str) -> CodeType:
        compiled.append(filename)
        code = builtins.compile(source, filename, mode)
        assert isinstance(code, CodeType)
        return code

    def value(source: bytes, filename: str) -> object:
        names: dict[str, object] = {}
        exec(remembered(source, filename, "exec"), names)  # noqa: S102 - the test's own source
        return names["x"]

    ours = "shibokensupport/a.py"
    for source, expected in ((b"x = 1", 1), (b"x = 2", 2), (b"x = 2", 2)):
        remembered = _RememberedCompile(python_compile, path)
        assert value(source, ours) == expected
        assert value(b"x = 7", "another.py") == 7
        remembered.keep()
    assert compiled == [ours, "another.py", ours, "another.py", "another.py"]


def test_where_nothing_can_be_written_it_is_compiled_and_that_is_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    taken = tmp_path / "a file where a folder is needed"
    taken.touch()
    remembered = _RememberedCompile(builtins.compile, taken / "code")
    remembered(b"x = 1", "shibokensupport/a.py", "exec")
    remembered.keep()
    assert list(tmp_path.iterdir()) == [taken]
