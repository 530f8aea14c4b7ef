"""A capture put into a library in one go, as tests want it; the app does it in steps."""

import hashlib
from datetime import datetime

from galley.services.intake.importing import Imported, add_parsed, known_capture, parse_capture
from galley.storage.library import Library

__all__ = ["import_capture"]


def import_capture(
    library: Library, data: bytes, *, name: str, media_type: str = "", now: datetime
) -> Imported:
    """Take a capture into the library; one it has already is recognised by its bytes.

    Args:
        library: Where it goes.
        data: The untouched bytes.
        name: The file's name.
        media_type: What the sender called them; may be empty.
        now: The time, in UTC.
    """
    known = known_capture(library, hashlib.sha256(data).hexdigest())
    if known is not None:
        return known
    parsed = parse_capture(data, name=name, media_type=media_type)
    return add_parsed(library, parsed, data, name=name, media_type=media_type, now=now)
