"""Real disks for real faults."""

import shutil
import subprocess
from pathlib import Path

__all__ = ["fill_up", "mount"]


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
