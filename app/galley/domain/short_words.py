"""Words too many for their place, cut off after one of them; knows no place."""

__all__ = ["shortened"]

_LEAST_KEPT = 0.7  # of the room: a script without spaces, or a very long word, is cut anywhere
_HANGING = " ,;:–—-"


def shortened(words: str, longest: int) -> str:
    """The words, or their beginning and “…”: as many whole ones as there is room for.

    Args:
        words: On one line.
        longest: Code points, the “…” among them.
    """
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    end = kept.rfind(" ") if words[longest - 1] != " " else len(kept)
    if end >= _LEAST_KEPT * longest:
        kept = kept[:end]
    return f"{kept.rstrip(_HANGING)}…"
