"""What is done with the library for the article on the desk, and for the list it is chosen from.

The functions run on the library's thread and return values.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Picture, Version
from galley.domain.catalogue import ArticleSummary, JournalEntry
from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.codec import time_to_text
from galley.domain.collection import Collection
from galley.domain.errors import HistoryConflict, MarkElsewhere, NotFound
from galley.domain.open_article import HistoryLabels, OpenArticle
from galley.domain.rebasing import rebased

if TYPE_CHECKING:
    from galley.storage.library import Library

log = logging.getLogger(__name__)

_MOST_DELETED = 200
_MANY = 1_000  # annotations: to read more would be waited for
_A_SCREEN = 4_000  # code points: more than any window shows

__all__ = [
    "HistoryLabels",
    "OpenArticle",
    "Trash",
    "annotation_history",
    "apply",
    "apply_over",
    "begin",
    "captures",
    "first_to_open",
    "give_picture",
    "history",
    "history_labels",
    "list_page",
    "list_trash",
    "open_article",
    "pictures",
    "redo",
    "restore_article",
    "show_version",
    "undo",
]


def list_page(
    library: "Library", limit: int, before: int | None, known: Mapping[str, ArticleSummary]
) -> tuple[list[ArticleSummary], int | None]:
    """Some of the library's list, the newest first.

    Args:
        library: Which.
        limit: How many at most.
        before: What the page before gave; None for the first.
        known: What is known by ids: what did not change is the same object afterwards, so that
            nobody need compare it again.

    Returns:
        The articles, and what to give as ``before`` for the next page; None after the last.
    """
    summaries, following = library.articles_page(limit, before)
    same = (known.get(summary.id) for summary in summaries)
    return [
        old if old == summary and old is not None else summary
        for old, summary in zip(same, summaries, strict=True)
    ], following


def first_to_open(library: "Library", preferred: str) -> str:
    """The id of the article to open first: the preferred one, else the newest; "" for none."""
    try:
        if preferred and library.article(preferred).trashed_at is None:
            return preferred
    except NotFound:
        pass
    newest, _following = library.articles_page(1)
    return newest[0].id if newest else ""


def open_article(
    library: "Library", article_id: str, version_id: str = "", *, soon: bool = False
) -> OpenArticle:
    """Everything the window needs of an article.

    Args:
        library: Where it is.
        article_id: Which.
        version_id: The version to show; without it the one that was shown last, which is the one
            that is read unless the person was looking at another.
        soon: If its annotations are many, only those are read that the first screen may show.

    Raises:
        NotFound: There is no such article.
        LibraryDamaged: What is stored is not what was written.
    """
    article = library.article(article_id)
    reading = library.reading_state(article_id)
    shown_last = str(reading.get("version", "")) or article.version_id
    version = _version_to_show(library, article, version_id or shown_last)
    if version.id != shown_last:
        reading = {}  # a place in another text
    # Worked out here, once: of a long text they take longer than a window may wait.
    _ = version.text, version.starts, version.word_count
    follow = soon and library.annotation_count(article_id) > _MANY
    if follow:
        annotations = _first_to_see(library, version, reading)
    else:
        annotations = library.annotations(article_id)
    return OpenArticle(
        article,
        version,
        tuple(annotations),
        pictures(library, article, version),
        history_labels(library, article_id),
        reading,
        follow,
    )


def _first_to_see(
    library: "Library", version: Version, reading: Mapping[str, Any]
) -> list[Annotation]:
    """The annotations that stand about where the person left the text."""
    offset = reading.get("offset", 0)
    at = offset if isinstance(offset, int) and 0 < offset < len(version.text) else 0
    here = library.numbers_touching(version.id, max(0, at - _A_SCREEN), at + 2 * _A_SCREEN)
    return library.numbered_annotations(list(here))


def _version_to_show(library: "Library", article: Article, version_id: str) -> Version:
    """A version of the article that is in use, else the one that is read."""
    if version_id != article.version_id:
        try:
            version = library.version(version_id)
        except NotFound:  # it was in a library that was restored since
            version = None
        if version is not None and version.article_id == article.id and article.uses(version):
            return version
    return library.version(article.version_id)


def show_version(
    library: "Library", article_id: str, version_id: str, now: datetime
) -> OpenArticle:
    """Turn to another version of an article, or read the one that is shown anew from the library.

    Marks that were made in other versions meanwhile, and stand in this one unchanged in their
    place, have their place in it from now on.

    Raises:
        NotFound: There is no such article.
        LibraryUnusable: It could not be read or written.
    """
    from galley.services.later_captures.versions import (
        carry_forward,  # most articles have one version
    )

    carry_forward(library, article_id, version_id, now=now)
    opened = open_article(library, article_id, version_id)
    if not opened.reading:  # kept at once: a window that is killed comes back with this version
        is_other = opened.version.id != opened.article.version_id
        library.set_reading_state(
            article_id, {"offset": 0, **({"version": opened.version.id} if is_other else {})}
        )
    return opened


def pictures(
    library: "Library", article: Article, version: Version
) -> tuple[tuple[int, bytes], ...]:
    """The bytes of an article's pictures: those of the capture, and over them the person's own."""
    found = []
    for figure, asset in sorted(article.assets_in(version).items()):
        try:
            found.append((figure, library.asset(asset)))
        except NotFound:
            # The text is worth more than its picture: the placeholder says that it is missing.
            log.warning("the picture %s of article %s is not in the library", asset, article.id)
    return tuple(found)


def history_labels(library: "Library", article_id: str) -> HistoryLabels:
    """What undo and redo would do in an article."""
    return HistoryLabels(library.undo_label(article_id), library.redo_label(article_id))


def apply(library: "Library", change_set: ChangeSet) -> HistoryLabels:
    """Keep an edit; it is on disk when this returns."""
    library.apply(change_set)
    return history_labels(library, change_set.article_id)


def apply_over(library: "Library", change_set: ChangeSet) -> tuple[HistoryLabels, ChangeSet | None]:
    """Keep an edit, over what somebody else made meanwhile of the same, such as a command.

    A mark that was made in a text which was corrected meanwhile follows its letters.

    Returns:
        The labels; and how what is there now differs from what the edit meant to leave: from the
        one to the other, or None where it does not.

    Raises:
        HistoryConflict: It was changed once more in this very moment, or what is marked was left
            out of the text.
        LibraryUnusable: It could not be written.
    """
    try:
        if _keep(library, change_set) is change_set:
            return history_labels(library, change_set.article_id), None
    except HistoryConflict:
        there = [(change, _stored(library, change.entity)) for change in change_set.changes]
        made = tuple(Change(c.before, now) for c, now in there if c.before != now)
        elsewhere = ChangeSet("Changed elsewhere", change_set.article_id, made)
        for edit in rebased([change_set], elsewhere):
            _keep(library, replace(edit, merge_key=""))  # no step of one's own goes over another's
    meant = ((change.after, _stored(library, change.entity)) for change in change_set.changes)
    differing = tuple(Change(after, now) for after, now in meant if after != now)
    labels = history_labels(library, change_set.article_id)
    if not differing:
        return labels, None
    return labels, ChangeSet("Changed elsewhere", change_set.article_id, differing)


def _keep(library: "Library", edit: ChangeSet) -> ChangeSet:
    """Keep an edit; marks that were made in a text which was corrected since follow their letters.

    Returns:
        The edit as it was kept.
    """
    try:
        library.apply(edit)
    except MarkElsewhere:
        edit = _caught_up(library, edit)
        library.apply(edit)
    return edit


def _caught_up(library: "Library", edit: ChangeSet) -> ChangeSet:
    from galley.services.corrections.catching_up import caught_up  # hardly ever wanted

    followed = caught_up(library, edit)
    if followed is None:
        raise HistoryConflict(
            "What was marked was left out of the text meanwhile, so the mark has no place in it. "
            "Redo the correction, then mark it again."
        )
    return followed


def _stored(library: "Library", entity: Entity) -> Entity | None:
    if isinstance(entity, Annotation):
        return library.annotation(entity.id)
    if isinstance(entity, Article):
        return library.article(entity.id)
    return library.structure(entity.version_id)


def undo(library: "Library", article_id: str) -> tuple[ChangeSet | None, HistoryLabels]:
    """Take the article's last edit back; the inverse that was applied, if there was one."""
    return library.undo(article_id), history_labels(library, article_id)


def redo(library: "Library", article_id: str) -> tuple[ChangeSet | None, HistoryLabels]:
    """Do the last edit that was taken back again."""
    return library.redo(article_id), history_labels(library, article_id)


def captures(library: "Library", article_id: str) -> list[Version]:
    """All captures of an article, discarded ones too, the first one first."""
    return [one for one in library.versions(article_id) if not one.is_of_quotations]


def history(library: "Library", article_id: str) -> list[JournalEntry]:
    """All edits of an article, in order."""
    return library.history(article_id)


def annotation_history(library: "Library", annotation_id: str) -> list[JournalEntry]:
    """All edits in which an annotation had a part, in order."""
    return library.annotation_history(annotation_id)


def give_picture(
    library: "Library", version: Version, figure: int, data: bytes, media_type: str
) -> tuple[ChangeSet, HistoryLabels]:
    """Keep a picture that a person gave to a figure of a version."""
    article_id = version.article_id
    before = library.article(article_id)
    own = "" if version.number == 1 else version.id
    given = Picture(figure, library.add_asset(data, media_type), own)
    others = tuple(p for p in before.pictures if (p.figure, p.version_id) != (figure, own))
    after = replace(before, pictures=(*others, given))
    change_set = ChangeSet("Picture added", article_id, (Change(before, after),))
    return change_set, apply(library, change_set)


def begin(library: "Library", article: Article, version: Version, capture: bytes) -> None:
    """Put the first article into a library that was just made, unless it has one already."""
    if not library.articles_page(1)[0]:
        library.add_article(article, version, capture)


class Trash(NamedTuple):
    """What is in the trash, what was deleted last first.

    Attributes:
        marks: Of the open article.
        elsewhere: Marks of other articles that are in use, each with its article's headline.
        articles: Whole articles.
        collections: Collections and kept searches.
    """

    marks: list[Annotation]
    elsewhere: list[tuple[Annotation, str]]
    articles: list[ArticleSummary]
    collections: list[Collection]


def list_trash(library: "Library", article_id: str) -> Trash:
    """What is in the trash; of other articles' marks the last few hundred.

    Args:
        library: Which.
        article_id: The open article; "" for none.
    """
    marks = library.annotations(article_id, trashed=True) if article_id else []
    marks.sort(key=lambda mark: time_to_text(mark.trashed_at) or "", reverse=True)
    deleted = library.table.deleted(_MOST_DELETED)
    collections = [one.collection for one in library.collections.all(trashed=True)]
    return Trash(
        marks,
        [pair for pair in deleted if pair[0].article_id != article_id],
        library.articles(trashed=True),
        sorted(collections, key=lambda one: time_to_text(one.trashed_at) or "", reverse=True),
    )


def restore_article(library: "Library", article_id: str) -> None:
    """An article back from the trash."""
    before = library.article(article_id)
    after = replace(before, trashed_at=None)
    if after != before:
        library.apply(ChangeSet("Article restored", article_id, (Change(before, after),)))
