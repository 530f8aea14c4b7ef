"""Where a page was saved from, as browsers and SingleFile note it in a comment at its beginning."""

import re

__all__ = ["saved_address"]

_HEAD = 4000  # code points in which the note stands
_BROWSER = re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>\"]{3,2000})\s*-->")
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"]{3,2000})", re.IGNORECASE
)


def saved_address(page: str) -> str:
    """The address in such a note; empty if there is none."""
    head = page[:_HEAD]
    found = _BROWSER.search(head) or _SINGLE_FILE.search(head)
    return found[1] if found else ""
