"""A call from Python into Qt that returns nothing must not lose a reference to None.

PySide 6.12.0 on CPython 3.11 loses one with each such call, until the interpreter aborts with
"deallocating None"; pyproject.toml keeps it out. From 3.12 on None is immortal, and the same
mistake harms nobody.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1_000
# Python's own caches take or give back a few references; a lost one per call is a thousand.
NOISE = 50


def test_calls_that_return_nothing_lose_no_reference_to_none() -> None:
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    after = sys.getrefcount(None)
    if sys.version_info >= (3, 12):
        assert after == before, "None is immortal: its count is a constant"
        assert after >= 2**30
    else:
        assert abs(after - before) < NOISE
