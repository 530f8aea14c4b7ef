"""Which annotation comes next in the text; knows no page."""

from collections.abc import Callable, Iterable

from galley.domain.annotation import Annotation, reading_order_in

__all__ = ["neighbour"]


def neighbour(
    annotations: Iterable[Annotation],
    version_id: str,
    active: str,
    step: int,
    wanted: Callable[[Annotation], bool],
) -> str:
    """The next (1) or previous (-1) annotation in reading order after the active one.

    Args:
        annotations: Those of the article, in any order.
        version_id: The version whose order it is.
        active: The active one's id, or "".
        step: 1 or -1; round the end of the article.
        wanted: Which ones count.

    Returns:
        Its id, or "" if none is wanted.
    """
    ordered = sorted(annotations, key=reading_order_in(version_id))
    ids = [annotation.id for annotation in ordered]
    here = ids.index(active) if active in ids else (-1 if step > 0 else 0)
    for distance in range(1, len(ids) + 1):
        candidate = ordered[(here + step * distance) % len(ids)]
        if wanted(candidate):
            return candidate.id
    return ""
