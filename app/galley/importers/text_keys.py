"""The form in which two texts are compared to tell whether they say the same."""

import unicodedata

__all__ = ["key"]


def key(text: str) -> str:
    """What is compared to tell whether two lines say the same: letters and digits only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
