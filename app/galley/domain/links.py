"""Which addresses of a captured page may be opened, and where they lead. Opens nothing."""

import unicodedata
from urllib.parse import urlsplit

__all__ = ["host_of", "openable"]

_WEB = frozenset({"http", "https"})
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cs"})  # controls, marks of direction, spaces


def openable(address: str) -> str:
    r"""An address as it may be handed to the system, or an empty string.

    Controls, marks of direction and spaces are taken out first, and what is left is looked at:
    ``java\nscript:`` is no web address, whatever a browser makes of it.

    Args:
        address: As captured.
    """
    bare = "".join(c for c in address if unicodedata.category(c) not in _HIDDEN)
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme in _WEB:
        return bare if host else ""
    return bare if parts.scheme == "mailto" and parts.path else ""


def host_of(address: str) -> str:
    """Who an openable address leads to: a web site, or a mailbox."""
    parts = urlsplit(address)
    return parts.path if parts.scheme == "mailto" else parts.hostname or ""
