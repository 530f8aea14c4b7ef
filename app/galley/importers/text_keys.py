"""The form in which two texts are compared to tell whether they say the same."""

import re
import unicodedata

__all__ = ["key"]

_OTHERS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """What is compared to tell whether two lines say the same: letters and digits only."""
    return _OTHERS.sub("", unicodedata.normalize("NFKC", text).casefold())
