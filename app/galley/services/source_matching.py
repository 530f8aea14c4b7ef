"""Finds the article that an incoming annotation is on: by name, capture, address, or its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from galley.domain.article import Article, Version
from galley.domain.errors import NotFound
from galley.domain.incoming import IncomingAnnotation
from galley.domain.jobs import Job
from galley.domain.web_annotation import address_key

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["Match", "SourceMatcher"]

_IN_TRASH = "Its article is in the trash: restore it first."
_NO_WORDS = "No article in the library has these words: import the article first."
_SEVERAL = "Several articles in the library have these words, and nothing tells which is meant."


@dataclass(frozen=True, slots=True)
class Match:
    """The version of the article that an annotation is on; without one, ``problem`` says why.

    Attributes:
        by_words: Nothing names the article: it is the only one that has the words.
    """

    version: Version | None = None
    headline: str = ""
    problem: str = ""
    by_words: bool = False


class SourceMatcher:
    """Looks for articles in one library, each text read once at most.

    Args:
        library: Where the articles are.
        job: Told how far it is; may be cancelled.
    """

    def __init__(self, library: "Library", job: Job) -> None:
        self._library = library
        self._job = job
        self._matches: dict[str, Match] = {}

    def match(self, incoming: Sequence[IncomingAnnotation]) -> list[Match]:
        """The article of each annotation, in the order given.

        Raises:
            JobCancelled: The person cancelled.
        """
        matches = [self._by_name(annotation) for annotation in incoming]
        lost = [i for i, m in enumerate(matches) if m is None and incoming[i].passages]
        for index, match in zip(lost, self._by_words([incoming[i] for i in lost]), strict=True):
            matches[index] = match
        return [match or Match(problem=_NO_WORDS) for match in matches]

    def _by_name(self, annotation: IncomingAnnotation) -> Match | None:
        """The article of the same id, the same capture, or the same address, in that order."""
        if annotation.article_id:
            try:
                return self._match(self._library.article(annotation.article_id))
            except NotFound:
                pass  # it comes from another library
        if annotation.sha256:
            version = self._library.version_with_capture(annotation.sha256)
            if version:
                return self._match(self._library.article(version.article_id))
        key = address_key(annotation.source)
        found = self._by_address.get(key, []) if key else []
        return self._match(found[0]) if len(found) == 1 else None

    @cached_property
    def _by_address(self) -> dict[str, list[Article]]:
        articles: dict[str, list[Article]] = {}
        for summary in self._library.articles():
            article = self._library.article(summary.id)
            key = address_key(article.metadata.address)
            if key:
                articles.setdefault(key, []).append(article)
        return articles

    def _match(self, article: Article) -> Match:
        if article.id not in self._matches:
            headline = article.metadata.headline or "Untitled"
            if article.trashed_at:
                self._matches[article.id] = Match(None, headline, _IN_TRASH)
            else:
                version = self._library.version(article.version_id)
                self._matches[article.id] = Match(version, headline)
        return self._matches[article.id]

    def _by_words(self, incoming: Sequence[IncomingAnnotation]) -> list[Match]:
        """The one article that has an annotation's words to the character, for each annotation."""
        found: list[list[str]] = [[] for _ in incoming]
        summaries = self._library.articles() if incoming else []
        for done, summary in enumerate(summaries):
            self._job.step(done, len(summaries), summary.headline)
            text = self._library.version(self._library.article(summary.id).version_id).text
            for places, annotation in zip(found, incoming, strict=True):
                if all(passage.exact in text for passage in annotation.passages):
                    places.append(summary.id)
        return [self._only(places) for places in found]

    def _only(self, article_ids: Sequence[str]) -> Match:
        if len(article_ids) == 1:
            match = self._match(self._library.article(article_ids[0]))
            return replace(match, by_words=True)
        return Match(problem=_SEVERAL if article_ids else _NO_WORDS)
