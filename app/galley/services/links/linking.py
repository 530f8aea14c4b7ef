"""Links between notes, articles and marks: what they lead to, what links here, what may be meant.

The functions run on the library's thread and return values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import FIGURE_CHARACTER, UNTITLED
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import LibraryDamaged
from galley.domain.note_links import (
    Backlink,
    LinkEnd,
    LinkKind,
    LinkStanding,
    LinkTarget,
    link_targets,
    markdown_link,
    short_words,
)
from galley.domain.open_article import HistoryLabels
from galley.services import desk
from galley.services.edits import annotating

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "BroughtBack",
    "backlinks",
    "bring_back",
    "follow",
    "link_ends",
    "link_text",
    "link_words",
]

_OPENING_QUOTES = frozenset("“”‘’„‚«»‹›\"'")
_PHOTO = "Photo"


def link_ends(library: "Library", annotations: Iterable[Annotation]) -> dict[LinkTarget, LinkEnd]:
    """What the links of some notes lead to; what is damaged counts as missing."""
    targets = (target for mark in annotations for target in link_targets(mark.note))
    return {target: _end_or_nothing(library, target) for target in dict.fromkeys(targets)}


def _end_or_nothing(library: "Library", target: LinkTarget) -> LinkEnd:
    try:
        return library.links.end(target)
    except LibraryDamaged:  # told of when it is opened
        return LinkEnd(target)


def follow(library: "Library", target: LinkTarget) -> LinkEnd:
    """What a link leads to.

    Raises:
        LibraryDamaged: What is stored of it is not what was written.
    """
    return library.links.end(target)


def backlinks(library: "Library", article_id: str) -> Mapping[LinkTarget, tuple[Backlink, ...]]:
    """What links to an article and to each of its marks, by what is linked to."""
    found: dict[LinkTarget, list[Backlink]] = {}
    for link in library.links.to_article(article_id):
        found.setdefault(link.target, []).append(link)
    return {target: tuple(links) for target, links in found.items()}


def link_words(headline: str, words: str, *, is_mark: bool) -> str:
    """What a link to something is called where nobody said otherwise.

    Args:
        headline: The article's.
        words: The mark's.
        is_mark: Whether it leads to the mark.
    """
    if not is_mark:
        return short_words(headline) or UNTITLED
    said = short_words(words.replace(FIGURE_CHARACTER, " "))
    if not said:
        return _PHOTO
    return said if said[:1] in _OPENING_QUOTES else f"“{said}”"


def link_text(end: LinkEnd) -> str:
    """A link to something as Markdown, as a note holds it."""
    is_mark = end.target.kind is LinkKind.ANNOTATION
    return markdown_link(link_words(end.headline, end.words, is_mark=is_mark), end.target)


class BroughtBack(NamedTuple):
    """What came back from the trash.

    Attributes:
        edits: What was done, and what undo and redo would do in each one's article.
        end: What the link leads to now.
    """

    edits: tuple[tuple[ChangeSet, HistoryLabels], ...]
    end: LinkEnd


def bring_back(library: "Library", end: LinkEnd) -> BroughtBack:
    """Bring what a link leads to back from the trash, with the article that it is in.

    Raises:
        NotFound: It is not there any more.
        LibraryUnusable: It could not be written.
    """
    edits: list[ChangeSet] = []
    article = library.article(end.article_id)
    if article.trashed_at is not None:
        after = replace(article, trashed_at=None)
        edits.append(ChangeSet("Article restored", article.id, (Change(article, after),)))
    mark = library.annotation(end.annotation_id) if end.annotation_id else None
    if mark is not None and mark.trashed_at is not None:
        edits.append(annotating.restore(mark))
    done = tuple((edit, desk.apply(library, edit)) for edit in edits)
    return BroughtBack(done, end._replace(standing=LinkStanding.HERE))
