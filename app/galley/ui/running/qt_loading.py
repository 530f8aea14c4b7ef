"""Loads PySide as quickly as it can be loaded. Knows nothing of windows.

PySide's libraries hold a hundred kilobytes of Python as source, which every process compiles anew:
a tenth of a start. What comes of it is kept here as Python keeps its own byte code: in the same
folder, for this very source and this very Python, and not at all where Python may keep none.
"""

import builtins
import importlib.util
import logging
import marshal
import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any

__all__ = ["kept_code_file", "load_qt"]

log = logging.getLogger(__name__)

_INSIDE = ("signature_bootstrap.py", "shibokensupport/")  # the names under which PySide compiles


def load_qt() -> None:
    """Import Qt's core. Afterwards Python imports as it did before."""
    python_compile = builtins.compile
    compiling = _RememberedCompile(python_compile, kept_code_file())
    builtins.compile = compiling
    try:
        import PySide6.QtCore  # noqa: F401 - all that is compiled is compiled with the core
    finally:
        builtins.compile = python_compile
    compiling.keep()
    # PySide puts its own function in the place of Python's, which reads the source of every module
    # to find out whether it says ``from __feature__ import``. Nothing here does.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def kept_code_file() -> Path:
    """Where PySide's compiled code is kept: beside this module's own byte code."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".pyside")


class _RememberedCompile:
    """Python's ``compile``, but for what it compiled of PySide in an earlier process."""

    def __init__(self, python_compile: Any, path: Path) -> None:  # noqa: ANN401 - a built-in
        self._compile = python_compile
        self._path = path
        self._known = self._read()
        self._used: dict[str, tuple[bytes, CodeType]] = {}

    def __call__(self, source: Any, filename: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        """Compile, or remember; for the rest see Python's own."""
        inside = isinstance(filename, str) and filename.startswith(_INSIDE)
        if not inside or not isinstance(source, bytes) or rest != ("exec",) or named:
            return self._compile(source, filename, *rest, **named)
        known = self._known.get(filename)
        if known is None or known[0] != source:
            known = (source, self._compile(source, filename, *rest))
        self._used[filename] = known
        return known[1]

    def _read(self) -> dict[str, tuple[bytes, CodeType]]:
        try:
            data = self._path.read_bytes()
        except OSError:  # the first start
            return {}
        magic = importlib.util.MAGIC_NUMBER
        if not data.startswith(magic):
            return {}
        try:
            known = marshal.loads(data[len(magic) :])  # noqa: S302 - as trusted as byte code
        except (EOFError, ValueError, TypeError):  # cut short by a power cut
            return {}
        return known if isinstance(known, dict) else {}

    def keep(self) -> None:
        """Write what was compiled, whole or not at all, unless it is all there already."""
        if self._used == self._known or not self._used or sys.dont_write_bytecode:
            return
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            part.parent.mkdir(exist_ok=True)
            part.write_bytes(importlib.util.MAGIC_NUMBER + marshal.dumps(self._used))
            part.replace(self._path)
        except OSError as error:  # installed where only an administrator may write
            log.debug("PySide's byte code can't be kept: %s", error)
            if part.exists():
                part.unlink()
