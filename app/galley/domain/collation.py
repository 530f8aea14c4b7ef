"""How words are put in order: É with E, capitals with small letters; knows no language's own."""

import unicodedata

__all__ = ["collation_key"]

_OPENING = "“”‘’«»„\"'([¡¿ "


def collation_key(text: str) -> str:
    """A key that sorts a text as a person looks for it, past its opening quotation marks."""
    words = text.lstrip(_OPENING)
    if words.isascii():
        return words.lower()
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
