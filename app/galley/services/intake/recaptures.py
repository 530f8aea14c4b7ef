"""Tells whether a capture may be a later one of an article in the library. Decides nothing.

An answer is an offer that a person accepts or not, so that it may be wrong now and then; but two
articles of one paper are not taken for one because both are on the weather.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from galley.domain.article import Block, Metadata, ParsedArticle, Zone
from galley.domain.catalogue import ArticleName
from galley.domain.web_annotation import address_key

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["Recaptures", "is_recapture", "page_key"]

_WORDS = 600  # of each text that are compared: the cost stays the same however long they are
_MOST_READ = 5  # articles of a publication whose text is read for one capture
_MOST_READ_FOR_PHRASES = 3  # and of those that only have words in a row in common with it
_PHRASES, _PHRASE = 12, 4  # of a text that are looked up, and words of one
_COMMON_PHRASE = 20  # articles that have it: it is a paper's own, or no more than usual words
# Parameters of an address that say how somebody came to a page, not which page it is.
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid|ref|source)=[^&]*")
_WORD = re.compile(r"\w+")
_ENCODED, _PLAIN = re.compile("%.."), re.compile("[A-Za-z0-9_-]+")
_SAME_HEADLINE = 92  # of 100, as rapidfuzz counts
_LIKE_HEADLINE = 50
_SAME_PAGE_HEADLINE = 60
# Shares of the shorter text's words that are in the other one, in order. Two reports of one paper
# on different things share up to about a third: "the", "said", "on Monday".
_SAME_TEXT = 0.7
_SAME_TEXT_UNDER_SAME_HEADLINE = 0.5
_SAME_TEXT_OF_UNKNOWN_PAPER = 0.8
_SAME_PAGE_TEXT = 0.4
# Under another headline the text alone has to tell. A forecast says much the same every day, but
# under 80 words, or with other figures.
_LEAST_WORDS = 80
_SAME_TEXT_ALONE = 0.8
_SAME_TEXT_ALONE_OF_UNKNOWN_PAPER = 0.85
_LEAST_OF_LONGER = 0.5  # one that another quotes in full among other things is not that one
_LEAST_FIGURES, _SAME_FIGURES = 4, 0.5


class _Text(NamedTuple):
    """What is compared of a capture."""

    metadata: Metadata
    words: Sequence[str]


def page_key(address: str) -> str:
    """What two addresses of one page have in common; empty for a site's front page and for none."""
    key = address_key(address)
    if not key:
        return ""
    parts = urlsplit(key)
    query = _TRACKING.sub("", parts.query).lstrip("&")
    if parts.path in {"", "/"} and not query:
        return ""
    host = parts.netloc.removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path}{f'?{query}' if query else ''}"


def is_recapture(
    earlier: tuple[Metadata, Sequence[Block]], later: tuple[Metadata, Sequence[Block]]
) -> bool:
    """Whether two captures are likely to be of one article.

    They are if they have the same address, and headline or text are at all alike; or if they are
    of the same publication, or one does not say of which, their headlines are alike, and most of
    the words of the shorter one are in the other; or if nearly all of them are, and there are
    enough of them, whatever the headlines.
    """
    return _are_same(_text(*earlier), _text(*later))


def _text(metadata: Metadata, blocks: Sequence[Block]) -> _Text:
    body = " ".join(block.text for block in blocks if block.zone is Zone.BODY)
    return _Text(metadata, _WORD.findall(body.casefold())[:_WORDS])


def _are_same(earlier: _Text, later: _Text) -> bool:
    headline = _likeness(earlier.metadata.headline, later.metadata.headline)
    if _same_page(earlier.metadata.address, later.metadata.address):
        if headline >= _SAME_PAGE_HEADLINE:
            return True
        return _shared(earlier.words, later.words) >= _SAME_PAGE_TEXT
    if not _may_be_one_paper(earlier.metadata.publication, later.metadata.publication):
        return False
    least = _SAME_TEXT_UNDER_SAME_HEADLINE if headline >= _SAME_HEADLINE else _SAME_TEXT
    if not earlier.metadata.publication or not later.metadata.publication:
        least = _SAME_TEXT_OF_UNKNOWN_PAPER
    shared = _shared(earlier.words, later.words)
    if headline >= _LIKE_HEADLINE and shared >= least:
        return True
    return _are_same_by_text(earlier, later, shared)


def _are_same_by_text(earlier: _Text, later: _Text, shared: float) -> bool:
    """Whether two texts under headlines that are not alike are nearly the same."""
    shorter, longer = sorted((len(earlier.words), len(later.words)))
    one, other = earlier.metadata, later.metadata
    least = _SAME_TEXT_ALONE
    if not one.publication or not other.publication:
        if _site(one.address) != _site(other.address) and one.address and other.address:
            return False
        least = _SAME_TEXT_ALONE_OF_UNKNOWN_PAPER
    if shorter < _LEAST_WORDS or shared < least or shared * shorter < _LEAST_OF_LONGER * longer:
        return False
    figures = [[word for word in text.words if word[0].isdigit()] for text in (earlier, later)]
    few = min(map(len, figures)) < _LEAST_FIGURES
    return few or _shared(*figures) >= _SAME_FIGURES


def _site(address: str) -> str:
    return page_key(address).partition("/")[0]


def _same_page(one: str, other: str) -> bool:
    key = page_key(one)
    return bool(key) and key == page_key(other)


def _may_be_one_paper(one: str, other: str) -> bool:
    """Whether two publications are one; a plain text often does not say of which it is."""
    return not one or not other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # slow to import, and not wanted before something is imported

    return fuzz.ratio(_folded(one), _folded(other)) if one and other else 0.0


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the shorter list's words that are in the other one, in order."""
    from rapidfuzz.distance import LCSseq  # as above

    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0


def _phrases(blocks: Sequence[Block]) -> list[str]:
    """Words in a row from all over the part of a text that is compared; none of a short one.

    Of each stretch it is those with the longest words: these are the rarest, as a rule.
    """
    runs: list[str] = []
    left = _WORDS
    for block in blocks:
        if block.zone is Zone.BODY:
            words = list(_WORD.finditer(block.text))[:left]
            left -= len(words)
            pairs = zip(words, words[_PHRASE - 1 :], strict=False)
            runs += [block.text[first.start() : last.end()] for first, last in pairs]
    if _WORDS - left < _LEAST_WORDS:
        return []
    size = -(-len(runs) // _PHRASES)
    return [max(runs[n : n + size], key=len) for n in range(0, len(runs), size or 1)]


class Recaptures:
    """The articles of one library, as far as later captures of them are told by it.

    Make one for a batch: what was put in meanwhile is told to it.
    """

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._named: dict[str, ArticleName] = {}
        self._addressed: list[ArticleName] = []
        self._by_paper: dict[str, list[tuple[str, ArticleName]]] = {}
        for name in reversed(library.article_names()):  # they come newest first
            self._add(name)

    def note(self, article_id: str, metadata: Metadata) -> None:
        """An article was put into the library."""
        self._add(
            ArticleName(article_id, metadata.headline, metadata.publication, metadata.address)
        )

    def _add(self, name: ArticleName) -> None:
        self._named[name.id] = name
        if name.address:
            self._addressed.append(name)
        papers = self._by_paper.setdefault(_folded(name.publication), [])
        papers.append((_folded(name.headline), name))

    def likely(self, parsed: ParsedArticle) -> ArticleName | None:
        """The article that a capture is likely to be a later one of; the newest of several.

        Those of its page and with its headline come before those that only have its text.

        Raises:
            LibraryUnusable: The library can't be read.
        """
        new = _text(parsed.metadata, parsed.blocks)
        for name in chain(self._candidates(parsed.metadata), self._with_like_text(parsed)):
            article = self._library.article(name.id)
            version = self._library.version(article.version_id)
            # What the person corrected tells as much as what was captured.
            if any(
                _are_same(_text(m, version.blocks), new)
                for m in (article.metadata, version.metadata)
            ):
                return name
        return None

    def _candidates(self, metadata: Metadata) -> list[ArticleName]:
        """Those worth reading: of the same page, then of the same paper with a like headline."""
        from rapidfuzz import fuzz, process  # as above

        same_page = self._of_page(page_key(metadata.address))
        paper = _folded(metadata.publication)
        papers = {paper, ""} if paper else self._by_paper
        known = [pair for one in papers for pair in reversed(self._by_paper.get(one, []))]
        alike = process.extract(
            _folded(metadata.headline),
            [headline for headline, _name in known],
            scorer=fuzz.ratio,
            score_cutoff=_LIKE_HEADLINE,
            limit=_MOST_READ,
        )
        names = [known[index][1] for _headline, _score, index in alike]
        return list(dict.fromkeys([*same_page, *names]))[:_MOST_READ]

    def _with_like_text(self, parsed: ParsedArticle) -> Iterator[ArticleName]:
        """Those of the same paper that have the most phrases of a text, whatever their headline."""
        from galley.storage.index_state import IndexOutdated  # see TYPE_CHECKING

        try:
            ids = self._library.articles_with_phrases(
                _phrases(parsed.blocks), common=_COMMON_PHRASE, limit=_COMMON_PHRASE
            )
        except IndexOutdated:  # nothing is worth building it for that is only offered
            return
        paper = parsed.metadata.publication
        names = (self._named[one] for one in ids if one in self._named)
        of_paper = (name for name in names if _may_be_one_paper(name.publication, paper))
        yield from islice(of_paper, _MOST_READ_FOR_PHRASES)

    def _of_page(self, page: str) -> list[ArticleName]:
        """The articles of a page, the newest first."""
        if not page:
            return []
        # A look at the letters first: to take an address apart takes a thousand times as long.
        words = _PLAIN.findall(_ENCODED.sub(" ", page.partition("/")[2]))
        longest = max(words, key=len, default="")
        likely = (name for name in reversed(self._addressed) if longest in name.address)
        return [name for name in likely if page_key(name.address) == page]
