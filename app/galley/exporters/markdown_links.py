"""What becomes of a note's links in Markdown that leaves the house: none leads to Galley's own.

A link to an annotation of the same file leads to its place there. Any other becomes the headline of
the article that it leads to, with the article's own address where that is known, or plain words.
"""

from collections.abc import Callable, Mapping

from galley.domain.article import UNTITLED
from galley.domain.links import openable
from galley.domain.note_links import (
    LinkEnd,
    LinkKind,
    LinkStanding,
    LinkTarget,
    NoteLink,
    replace_links,
)
from galley.exporters.markdown_escape import escape_inline

__all__ = ["Here", "to_blocks", "with_written_links"]

# The link to an annotation of the same file: of its id, and the words as Markdown; "" if none.
Here = Callable[[str, str], str]

_UNNAMED = {LinkKind.ARTICLE: "another article", LinkKind.ANNOTATION: "another annotation"}
_ENCODED = {ord(mark): f"%{ord(mark):02X}" for mark in "<>\\()[]{}|^`\"' "}


def to_blocks(block_ids: Mapping[str, str]) -> Here:
    """Links to block ids, as Obsidian follows them.

    Args:
        block_ids: By the ids of the annotations.
    """

    def here(annotation_id: str, words: str) -> str:
        block_id = block_ids.get(annotation_id)
        return f"[{words or 'another annotation'}](#^{block_id})" if block_id else ""

    return here


def with_written_links(
    note: str, here: Here, linked: Mapping[LinkTarget, LinkEnd], article_id: str
) -> str:
    """A note as it can leave the house.

    Args:
        note: Markdown, as the person typed it.
        here: The link to an annotation of the same file.
        linked: What the links of the notes lead to.
        article_id: The article that is reported on: its headline stands above.
    """

    def written(link: NoteLink) -> str:
        target = link.target
        if target.kind is LinkKind.ANNOTATION:
            inside = here(target.id, link.markdown)
            if inside:
                return inside
        end = linked.get(target, LinkEnd(target))
        if end.standing is not LinkStanding.HERE:
            return link.markdown or _UNNAMED[target.kind]
        return _named(link, end, is_own=end.article_id == article_id)

    return replace_links(note, written)


def _named(link: NoteLink, end: LinkEnd, *, is_own: bool) -> str:
    """The words of a link, and the article's headline unless they are that."""
    headline = escape_inline(" ".join(end.headline.split())) or UNTITLED
    address = openable(end.address)
    if address.startswith("http") and not (is_own and link.words):
        name = f"[{headline}](<{address.translate(_ENCODED)}>)"
    else:
        name = headline
    if not link.words or link.words == " ".join(end.headline.split()):
        return name
    return link.markdown if is_own else f"{link.markdown} ({name})"
