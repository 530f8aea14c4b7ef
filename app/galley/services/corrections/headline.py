"""What an article is listed by once its headline is corrected. Knows no window."""

from dataclasses import replace

from galley.domain.article import WRITTEN_BY_HAND, Article, Version, Zone

__all__ = ["listed_anew"]

_FIELD = "headline"
_FROM_PAGE = "page"


def listed_anew(article: Article, before: Version, after: Version) -> Article:
    """An article with the headline that a correction gives it.

    It is listed by what its page has as the headline, as long as the two agreed or one of them
    was missing. Other words were chosen: by a person, or by the importer out of what the capture
    declares.

    Args:
        article: As it is.
        before: The version that is read, before the correction.
        after: And after it.
    """
    was, now, listed = _headline_of(before), _headline_of(after), article.metadata.headline
    sources = dict(article.metadata.sources)
    agreed = not listed or not was or listed == was
    if now in ("", was, listed) or not agreed or sources.get(_FIELD) == WRITTEN_BY_HAND:
        return article
    sources[_FIELD] = _FROM_PAGE
    metadata = replace(article.metadata, headline=now, sources=tuple(sources.items()))
    return replace(article, metadata=metadata)


def _headline_of(version: Version) -> str:
    blocks = (block.text for block in version.blocks if block.zone is Zone.HEADLINE)
    return " ".join(next(blocks, "").split())
