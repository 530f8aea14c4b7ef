"""Real disks for real faults, and what bad ones leave behind."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

__all__ = ["fill_up", "lose_an_index_row", "mount"]


def mount(*arguments: str) -> bool:
    """Whether the system let us mount."""
    if not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


def fill_up(filler: Path) -> None:
    """Take the last byte of a disk."""
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            while True:
                try:
                    file.write(bytes(size))
                except OSError:
                    break


def lose_an_index_row(library: Path) -> None:
    """Whole pages, wrong content: what a drive does that lies about what it has written.

    A quick check does not see it.
    """
    index = "ix_annotations_article_id_trashed_at_status"
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        find = "SELECT * FROM sqlite_master WHERE name = ?"
        row = other.execute(find, (index,)).fetchone()
        other.execute("PRAGMA writable_schema=ON")
        other.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("UPDATE annotations SET status = 'wrong' WHERE sequence = 1")
        other.execute("PRAGMA writable_schema=ON")
        other.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
