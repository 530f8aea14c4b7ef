"""What is said of an article once the blocks that say it are corrected. Knows no window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from galley.domain.article import (
    CORRECTED,
    WRITTEN_BY_HAND,
    Article,
    Metadata,
    Version,
    Zone,
)
from galley.domain.structure import Correction, SetZone

__all__ = ["told_anew"]

_Said = tuple[str, ...]


class _Detail(NamedTuple):
    """A field of what is said of an article, and the blocks that say it.

    Attributes:
        zone: Of these blocks.
        read: What their texts say, each thing once.
        many: Whether all of that is the field's value, and not only the first.
    """

    field: str
    zone: Zone
    read: Callable[[Sequence[str]], _Said]
    many: bool = False

    def of(self, version: Version) -> _Said:
        """What a version's blocks say."""
        return self.read(self.texts(version))

    def texts(self, version: Version) -> list[str]:
        """The texts of its blocks."""
        return [block.text for block in version.blocks if block.zone is self.zone]

    def known(self, metadata: Metadata) -> _Said:
        """What is said of the article."""
        value = getattr(metadata, self.field)
        return value if self.many else tuple(filter(None, (value,)))

    def best(self, said: _Said) -> _Said:
        """Of what blocks say, what can be the field's value."""
        return said if self.many else said[:1]

    def put(self, metadata: Metadata, said: _Said, source: str) -> Metadata:
        """Metadata that say this; without a source if that is not known."""
        value = said if self.many else "".join(said)
        sources = {**dict(metadata.sources), self.field: source}
        kept = tuple((field, one) for field, one in sources.items() if one)
        changed: dict[str, Any] = {self.field: value, "sources": kept}
        return replace(metadata, **changed)


def told_anew(
    article: Article,
    captured: Version,
    before: Version,
    after: Version,
    corrections: Iterable[Correction],
) -> Article:
    """An article with the headline, the authors and the day that corrections give it.

    What a person wrote stays. Else a block that is put where one of them stands says it; a block
    that changes in another way is followed only where the article said just what the page did:
    other words were chosen by the importer, out of what the capture declares. A block that said
    it by a correction, and does no more, gives it back to the other blocks or the capture.

    Args:
        article: As it is.
        captured: The version that is read, as captured.
        before: The same as it was read.
        after: And as it is read now.
        corrections: Those that were made in between.
    """
    zones = {one.zone for one in corrections if isinstance(one, SetZone)}
    metadata = article.metadata
    for detail in _DETAILS:
        metadata = _followed(
            metadata, detail, captured, (before, after), is_put=detail.zone in zones
        )
    return article if metadata == article.metadata else replace(article, metadata=metadata)


def _followed(
    metadata: Metadata,
    detail: _Detail,
    captured: Version,
    versions: tuple[Version, Version],
    *,
    is_put: bool,
) -> Metadata:
    """Metadata in which one detail follows its blocks."""
    before, after = map(detail.texts, versions)
    source = dict(metadata.sources).get(detail.field, "")
    if before == after or source == WRITTEN_BY_HAND:
        return metadata
    was, now, known = detail.read(before), detail.read(after), detail.known(metadata)
    put = detail.read(_new(detail, before, after, known)) if is_put else ()
    if put:
        found = tuple(one for one in now if one in put or one in known) if detail.many else put
    elif source == CORRECTED and set(known) <= set(was) and not set(known) <= set(now):
        if not now or now == detail.of(captured):
            first = captured.metadata
            return detail.put(
                metadata, detail.known(first), dict(first.sources).get(detail.field, "")
            )
        found = tuple(one for one in now if one in known) or now
    else:
        found = now if not known or _agree(detail, detail.best(was), known) else ()
    paper = metadata.publication.casefold()
    found = tuple(one for one in found if not detail.many or one.casefold() != paper)
    found = detail.best(found)
    if not found or _agree(detail, found, known):
        return metadata
    return detail.put(metadata, found, CORRECTED)


def _new(
    detail: _Detail, before: Sequence[str], after: Sequence[str], known: _Said
) -> Sequence[str]:
    """The texts that were put where a detail stands; an update's day only if no other is known."""
    texts = [text for text in after if text not in before]
    if detail.zone is Zone.DATE and known:
        from galley.importers.dates import is_update  # importers are loaded when they are used

        return [text for text in texts if not is_update(text)]
    return texts


def _agree(detail: _Detail, found: _Said, known: _Said) -> bool:
    """Whether what is known says what was found, a day perhaps with its hour."""
    if detail.zone is Zone.DATE and found and known:
        return known[0].startswith(found[0])
    return found == known


def _headlines(texts: Sequence[str]) -> _Said:
    return tuple(filter(None, (" ".join(text.split()) for text in texts)))


def _authors(texts: Sequence[str]) -> _Said:
    from galley.importers.bylines import authors_in  # importers are loaded when they are used

    return tuple(dict.fromkeys(name for text in texts for name in authors_in(text)))


def _days(texts: Sequence[str]) -> _Said:
    """Days on which it was published, before those on which it was changed."""
    from galley.importers.dates import find_date, is_update  # as above

    found = sorted((is_update(text), number, find_date(text)) for number, text in enumerate(texts))
    return tuple(dict.fromkeys(day for _is_update, _number, day in found if day))


_DETAILS = (
    _Detail("headline", Zone.HEADLINE, _headlines),
    _Detail("authors", Zone.BYLINE, _authors, many=True),
    _Detail("published", Zone.DATE, _days),
)
