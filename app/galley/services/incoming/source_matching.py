"""Finds the article that an incoming annotation is on: by name, capture, address, title or words.

What leads to several articles leads to none, unless only one of them has the words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from galley.anchoring.folding import fold
from galley.domain.article import UNTITLED, Article, Version
from galley.domain.catalogue import ArticleSummary
from galley.domain.errors import NotFound
from galley.domain.incoming import IncomingAnnotation
from galley.domain.jobs import Job
from galley.domain.web_annotation import address_key
from galley.services.library_reading import LibraryReading

__all__ = ["Match", "SourceMatcher"]

_IN_TRASH = "Its article is in the trash: restore it first."
_NO_WORDS = "No article in the library has these words: import the article first."
_SEVERAL = "Several articles in the library have these words, and nothing tells which is meant."
_TITLE_PARTS = re.compile(r"\s+[-–—|·•:]\s+")


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

    def __init__(self, library: LibraryReading, job: Job) -> None:
        self._library = library
        self._job = job
        self._matches: dict[str, Match] = {}
        self._last_folded = ("", "")

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
        if len(found) == 1:
            return self._match(found[0])
        titled = [self._match(article) for article in self._titled(annotation.article_title)]
        having = [m for m in titled if m.version and _has(self._folded(m.version), annotation)]
        return having[0] if len(having) == 1 else None

    def _titled(self, title: str) -> list[Article]:
        """The articles with a title, which may have the site's name behind it."""
        keys = dict.fromkeys([_title_key(title), _title_key(_TITLE_PARTS.split(title)[0])])
        for key in keys:
            if key and key in self._by_title:
                return [self._library.article(one.id) for one in self._by_title[key]]
        return []

    @cached_property
    def _by_title(self) -> dict[str, list[ArticleSummary]]:
        titles: dict[str, list[ArticleSummary]] = {}
        for summary in self._library.articles():
            titles.setdefault(_title_key(summary.headline), []).append(summary)
        return titles

    def _folded(self, version: Version) -> str:
        """A version's text as it is compared; the last one is kept."""
        if self._last_folded[0] != version.id:
            self._last_folded = (version.id, fold(version.text).text)
        return self._last_folded[1]

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
            headline = article.metadata.headline or UNTITLED
            if article.trashed_at:
                self._matches[article.id] = Match(None, headline, _IN_TRASH)
            else:
                version = self._library.version(article.version_id)
                self._matches[article.id] = Match(version, headline)
        return self._matches[article.id]

    def _by_words(self, incoming: Sequence[IncomingAnnotation]) -> list[Match]:
        """The one article that has an annotation's words, for each annotation."""
        found: list[list[str]] = [[] for _ in incoming]
        wanted = [_folded_passages(annotation) for annotation in incoming]
        telling = [_telling_word(passages) for passages in wanted]
        summaries = self._library.articles() if incoming else []
        for done, summary in enumerate(summaries):
            self._job.step(done, len(summaries), summary.headline)
            version = self._library.version(self._library.article(summary.id).version_id)
            text = self._folded(version)
            words = {"", *text.split()}
            for places, word, passages in zip(found, telling, wanted, strict=True):
                if word in words and all(passage in text for passage in passages):
                    places.append(summary.id)
        return [self._only(p, a) for p, a in zip(found, incoming, strict=True)]

    def _only(self, article_ids: Sequence[str], annotation: IncomingAnnotation) -> Match:
        if len(article_ids) == 1:
            match = self._match(self._library.article(article_ids[0]))
            return replace(match, by_words=True)
        if not article_ids:
            titled = self._titled(annotation.article_title)
            if len(titled) == 1:  # its article, though not with these words
                return self._match(titled[0])
        return Match(problem=_SEVERAL if article_ids else _NO_WORDS)


def _title_key(title: str) -> str:
    """What two titles that say the same have in common: their letters and digits."""
    from galley.importers.texts.keys import key  # the importers wait until they are needed

    return key(title)


def _folded_passages(annotation: IncomingAnnotation) -> list[str]:
    return [fold(passage.exact).text.strip() for passage in annotation.passages]


def _telling_word(passages: Sequence[str]) -> str:
    """A whole word that a text must have to have the passages; empty where that is not known.

    To look for a word among a text's is far quicker than to look for words in it.
    """
    return max(
        (word for passage in passages for word in passage.split()[1:-1]), key=len, default=""
    )


def _has(text: str, annotation: IncomingAnnotation) -> bool:
    passages: Iterable[str] = _folded_passages(annotation)
    return bool(annotation.passages) and all(passage in text for passage in passages)
