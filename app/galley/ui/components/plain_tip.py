"""Tooltips that say somebody's words, and nothing but these."""

import html

__all__ = ["plain_tip"]


def plain_tip(words: str) -> str:
    """What to give Qt for a tooltip that shows these words as they are.

    Given the words themselves, Qt would take those that look like HTML for HTML, and open the files
    that they name as pictures.
    """
    if "<" not in words:
        return words
    return f"<span>{html.escape(words)}</span>".replace("\n", "<br>")
