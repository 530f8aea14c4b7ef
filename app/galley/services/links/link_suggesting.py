"""What a person may mean to link to, as it is typed: articles by headline, marks by their words.

Runs on the library's thread, and takes as long there whether the library is small or large.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from galley.domain.annotation import Annotation, Kind
from galley.domain.catalogue import ArticleSummary
from galley.domain.note_links import LinkKind, LinkTarget
from galley.domain.search import Query, SearchField, Term
from galley.services.finding.headlines import Headlines
from galley.services.links.linking import link_words
from galley.services.notes import plain_note

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["Asked", "LinkOffer", "Offers", "offers"]

_MOST_ARTICLES, _MOST_HERE, _MOST_ELSEWHERE = 8, 6, 8
_NEWEST = 5  # articles, while nothing is typed
_SHORTEST_BEGINNING = 3  # letters: fewer begin too many words to look for
_LONGEST_TYPED = 100  # code points

T = TypeVar("T")


class LinkOffer(NamedTuple):
    """Something that a link may lead to.

    Attributes:
        target: Where the link would lead.
        words: What the link would be called.
        about: What tells it from others: the publication, or the mark's article.
        published: When an article was published, as the page has it.
        kind: The mark's; None for an article.
        note: The beginning of the mark's note, or nothing.
    """

    target: LinkTarget
    words: str
    about: str = ""
    published: str = ""
    kind: Kind | None = None
    note: str = ""


class Asked(NamedTuple):
    """What is asked.

    Attributes:
        typed: As it was typed so far.
        within: The article whose marks alone are wanted; None for everything.
        marks: Of the open article, in reading order.
        headlines: Of the library's articles, the newest first.
        besides: The annotation that is being written: nobody links a note to itself.
        open_article: The article whose marks these are.
    """

    typed: str
    within: ArticleSummary | None
    marks: Sequence[Annotation]
    headlines: Headlines
    besides: str = ""
    open_article: str = ""


class Offers(NamedTuple):
    """What may be meant, the likeliest first in each.

    Attributes:
        articles: Articles.
        here: Marks of the open article, or of the one that was asked for.
        elsewhere: Marks of other articles.
    """

    articles: tuple[LinkOffer, ...] = ()
    here: tuple[LinkOffer, ...] = ()
    elsewhere: tuple[LinkOffer, ...] = ()

    @property
    def all(self) -> tuple[LinkOffer, ...]:
        """All of them, in their order."""
        return (*self.articles, *self.here, *self.elsewhere)


def offers(library: "Library", asked: Asked) -> Offers:
    """What may be meant by what was typed.

    Args:
        library: For marks of other articles, by the search index; without one there are none.
        asked: What was typed, and what is known.
    """
    typed = asked.typed[:_LONGEST_TYPED]
    if asked.within is not None:
        marks = library.annotations(asked.within.id)
        return Offers(here=_marks(typed, marks, asked.besides, most=None))
    here = _marks(typed, asked.marks, asked.besides, most=_MOST_HERE)
    return Offers(_articles(typed, asked), here, _elsewhere(library, typed, asked, here))


def _articles(typed: str, asked: Asked) -> tuple[LinkOffer, ...]:
    if not typed.strip():
        newest = asked.headlines.of[: _NEWEST + 1]
        others = [one for one in newest if one.id != asked.open_article]
        return tuple(map(_article_offer, others[:_NEWEST]))
    return tuple(map(_article_offer, asked.headlines.matching(typed, _MOST_ARTICLES)))


def _article_offer(summary: ArticleSummary) -> LinkOffer:
    words = link_words(summary.headline, "", is_mark=False)
    target = LinkTarget(LinkKind.ARTICLE, summary.id)
    return LinkOffer(target, words, summary.publication, summary.published)


def _marks(
    typed: str, marks: Iterable[Annotation], besides: str, *, most: int | None
) -> tuple[LinkOffer, ...]:
    others = [mark for mark in marks if mark.id != besides]
    if typed.strip():
        named = ((f"{mark.exact} {mark.note}", mark) for mark in others)
        others = _ranked(typed, named)
    return tuple(_mark_offer(mark) for mark in others[:most])


def _mark_offer(mark: Annotation) -> LinkOffer:
    words = link_words("", mark.exact, is_mark=True)
    target = LinkTarget(LinkKind.ANNOTATION, mark.id)
    return LinkOffer(target, words, kind=mark.kind, note=plain_note(mark.note))


def _elsewhere(
    library: "Library", typed: str, asked: Asked, here: Sequence[LinkOffer]
) -> tuple[LinkOffer, ...]:
    """Marks of other articles, whose words or notes have all the words that were typed."""
    from galley.storage.index_state import IndexOutdated  # see TYPE_CHECKING

    query = _query(typed)
    if query.is_empty:
        return ()
    known = {offer.target.id for offer in here} | {mark.id for mark in asked.marks}
    try:
        hits = library.search(query, limit=_MOST_ELSEWHERE + len(known)).hits
    except IndexOutdated:  # it is built at the next search, which is nobody's wish here
        return ()
    found = (hit for hit in hits if hit.annotation_id and hit.annotation_id not in known)
    made = [
        LinkOffer(
            LinkTarget(LinkKind.ANNOTATION, hit.annotation_id),
            link_words("", hit.quote, is_mark=True),
            hit.headline,
            kind=hit.kind,
            note=hit.snippet if hit.field is SearchField.NOTE else "",
        )
        for hit in found
    ]
    return tuple(made[:_MOST_ELSEWHERE])


def _query(typed: str) -> Query:
    """Marks that have all the words; the last may go on. Nothing is an operator here."""
    words = [word for word in typed.split() if any(map(str.isalnum, word))]
    if not words:
        return Query()
    last = words[-1]
    terms = [Term(word) for word in words[:-1]]
    terms.append(Term(last, prefix=len(last) >= _SHORTEST_BEGINNING))
    return Query(tuple(terms), fields=frozenset({SearchField.QUOTE, SearchField.NOTE}))


def _ranked(typed: str, named: Iterable[tuple[str, T]]) -> list[T]:
    """Those whose names have what was typed, the likeliest first; equal ones as they came.

    First the name begins with it, then a word of it does, then it stands anywhere in a row, then
    all its words do.
    """
    line = " ".join(typed.casefold().split())
    parts = line.split()
    found: list[tuple[int, int, T]] = []
    for number, (name, one) in enumerate(named):
        worth = _worth(line, parts, name.casefold())
        if worth is not None:
            found.append((worth, number, one))
    found.sort(key=lambda row: row[:2])
    return [one for _worth, _number, one in found]


def _worth(line: str, parts: Sequence[str], name: str) -> int | None:
    """How well a name fits, 0 for best; None if it does not."""
    if name.startswith(line):
        return 0
    place = name.find(line)
    if place >= 0:
        return 1 if place and not name[place - 1].isalnum() else 2
    return 3 if all(part in name for part in parts) else None
