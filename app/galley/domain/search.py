"""What a person looks for, parsed from what was typed, and what was found. Knows no index.

The query language: words (all must be there), ``"phrases"``, ``beginnings*`` of three letters or
more, ``-left -out`` and field words:

- ``kind:statistic``, ``status:wrong``: annotations of this kind or status; of several, any; kinds
  by their usual names or a person's own;
- ``tag:x``, ``speaker:"Sar Kheng"``: words of a tag or of who speaks;
- ``in:notes`` (text, headline, caption, sidebar, quotes, tags, speakers): where the words stand;
- ``before:2016``, ``after:2016-05-21``: when the article was published or, if that is not known,
  captured; a year, a month or a day, which is itself left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.errors import GalleyError

__all__ = [
    "LONGEST_QUERY",
    "MOST_TERMS",
    "Excerpt",
    "Query",
    "QueryUnclear",
    "SearchField",
    "SearchHit",
    "SearchResults",
    "Term",
    "parse_query",
]

LONGEST_QUERY = 2000  # code points
MOST_TERMS = 50
_SHORTEST_BEGINNING = 3  # letters: fewer begin too many words to be a search

T = TypeVar("T", bound=StrEnum)


class QueryUnclear(GalleyError):
    """A query says something that can't be looked for."""


class SearchField(StrEnum):
    """Where words can be found, in an article or in an annotation."""

    HEADLINE = "headline"
    TEXT = "text"
    CAPTION = "caption"
    SIDEBAR = "sidebar"
    ABOUT = "about"  # publication and authors
    QUOTE = "quote"  # the marked words
    NOTE = "note"  # the note, and the evidence of a check
    TAG = "tag"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to look for.

    Attributes:
        text: As it was typed; nothing but words in a row counts.
        prefix: The last word is only the beginning of one.
        field: The one field to look in; None for those that the query is limited to.
        negated: What has it is left out.
    """

    text: str
    prefix: bool = False
    field: SearchField | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: all of it must be true of an article or an annotation.

    Attributes:
        terms: Words and phrases.
        kinds: Annotations of any of these kinds; empty for no such wish.
        statuses: The same for what their check came to.
        not_kinds: None of these kinds.
        not_statuses: None of these statuses.
        fields: Where terms without a field of their own may stand; empty for everywhere.
        after: Published or captured on this day or later.
        before: Published or captured earlier than this day.
    """

    terms: tuple[Term, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[CheckStatus] = frozenset()
    not_kinds: frozenset[Kind] = frozenset()
    not_statuses: frozenset[CheckStatus] = frozenset()
    fields: frozenset[SearchField] = frozenset()
    after: date | None = None
    before: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for; a field alone, as in ``in:notes``, is nothing."""
        return not (
            self.terms
            or self.kinds
            or self.statuses
            or self.not_kinds
            or self.not_statuses
            or self.after
            or self.before
        )


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Another place of an article where the words were found.

    Attributes:
        field: Where it is.
        snippet: Words around the first hit, on one line.
        hits: Ranges of code points of the snippet.
        offset: Where to open the article; as of a SearchHit.
        paragraph: Which of the article it is in; as of a SearchHit.
    """

    field: SearchField
    snippet: str
    hits: tuple[tuple[int, int], ...]
    offset: int | None = None
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article or an annotation that was found.

    Attributes:
        article_id: The article, also of an annotation.
        headline: The article's.
        publication: The article's.
        published: The article's; ISO 8601 or empty.
        annotation_id: The annotation; empty if the article itself was found.
        kind: The annotation's; None for an article.
        status: The annotation's; None for an article.
        quote: The words that the annotation marks; empty for an article.
        field: Where the snippet is from.
        snippet: Words around the first hit, on one line.
        hits: Ranges of code points of the snippet.
        headline_hits: Ranges of code points of the headline.
        offset: Where to open the article, in code points of the canonical text of the version that
            is read; None if the hit stands beside the text.
        paragraph: Which of the article the words are in, from 1; 0 where none is counted.
        further: A few more places of an article, in the order of its text.
    """

    article_id: str
    headline: str
    publication: str
    published: str
    annotation_id: str = ""
    kind: Kind | None = None
    status: CheckStatus | None = None
    quote: str = ""
    field: SearchField = SearchField.TEXT
    snippet: str = ""
    hits: tuple[tuple[int, int], ...] = ()
    headline_hits: tuple[tuple[int, int], ...] = ()
    offset: int | None = None
    paragraph: int = 0
    further: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The best of what was found.

    Attributes:
        hits: The best first.
        more: There is more than this.
        ranked: They are in the order of their worth. If not, so much was found that those with the
            words in a headline, tag or speaker's name come first, and then the newest.
    """

    hits: tuple[SearchHit, ...] = ()
    more: bool = False
    ranked: bool = True


_PIECE = re.compile(
    r"""(?P<minus>-)?
    (?:(?P<field>[a-z]+):)?
    (?: ["“„](?P<quoted>[^"“”]*)(?:["“”](?P<quoted_star>\*)?|$)
      | (?P<bare>\S*) )""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_PLACES = {
    "headline": SearchField.HEADLINE,
    "text": SearchField.TEXT,
    "caption": SearchField.CAPTION,
    "sidebar": SearchField.SIDEBAR,
    "quote": SearchField.QUOTE,
    "note": SearchField.NOTE,
    "tag": SearchField.TAG,
    "speaker": SearchField.SPEAKER,
}
_FIELD_WORDS = frozenset({"kind", "status", "tag", "speaker", "in", "before", "after"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of a query: ``-field:value*``."""

    value: str
    field: str = ""
    negated: bool = False
    quoted: bool = False
    prefix: bool = False
    at_end: bool = False


def parse_query(
    text: str, *, typing: bool = False, kind_names: Mapping[Kind, str] | None = None
) -> Query:
    """What a person means by a query.

    Args:
        text: As it was typed.
        typing: It is still being typed: the last word may go on.
        kind_names: What the person calls kinds, where it is not the usual name; both are known.

    Raises:
        QueryUnclear: A field word has a value that makes no sense, or it is all too long.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryUnclear(
            f"A search takes at most {LONGEST_QUERY:,} characters. Look for a part of it."
        )
    building = _Building(kind_names or {})
    for piece in _pieces(_clean(text), typing=typing):
        building.add(piece)
    return building.query()


def _clean(text: str) -> str:
    """The text with white space for what is no text: controls, halves of pairs, private use."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Co"} else c for c in text)


def _pieces(text: str, *, typing: bool) -> Iterator[_Piece]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _PIECE.match(text, position)
        field = match["field"] if match else None
        if match is None or (field and field.lower() not in _FIELD_WORDS):
            match = _BARE.match(text, position)  # 12:30, https://…: no field of ours
            assert match is not None  # noqa: S101 - something that is no white space is there
        position = match.end()
        yield _piece(match.groupdict(), at_end=typing and position == len(text))


_BARE = re.compile(r"(?P<minus>-)?(?P<bare>\S*)")


def _piece(groups: Mapping[str, str | None], *, at_end: bool) -> _Piece:
    quoted, bare = groups.get("quoted"), groups["bare"] or ""
    field, negated = (groups.get("field") or "").lower(), bool(groups["minus"])
    if quoted is not None:
        star = bool(groups.get("quoted_star"))
        return _Piece(quoted, field, negated, quoted=True, prefix=star)
    star = bare.endswith("*")
    return _Piece(bare.rstrip("*"), field, negated, prefix=star, at_end=at_end)


class _Building:
    """A query on its way."""

    def __init__(self, kind_names: Mapping[Kind, str]) -> None:
        self._kind_names = kind_names
        self._terms: list[Term] = []
        self._kinds: dict[bool, set[Kind]] = {False: set(), True: set()}
        self._statuses: dict[bool, set[CheckStatus]] = {False: set(), True: set()}
        self._fields: set[SearchField] = set()
        self._after: date | None = None
        self._before: date | None = None

    def query(self) -> Query:
        return Query(
            terms=tuple(self._terms),
            kinds=frozenset(self._kinds[False]),
            statuses=frozenset(self._statuses[False]),
            not_kinds=frozenset(self._kinds[True]),
            not_statuses=frozenset(self._statuses[True]),
            fields=frozenset(self._fields),
            after=self._after,
            before=self._before,
        )

    def add(self, piece: _Piece) -> None:
        if not piece.value.strip():  # a field word whose value is not typed yet
            return
        match piece.field:
            case "kind":
                known = [*((name, kind) for kind, name in self._kind_names.items()), *_named(Kind)]
                self._kinds[piece.negated].add(_one_of(piece, known, "kind"))
            case "status":
                self._statuses[piece.negated].add(_one_of(piece, _named(CheckStatus), "status"))
            case "in" | "before" | "after" if piece.negated:
                raise QueryUnclear(f"“-{piece.field}:” can’t be looked for: leave out the “-”.")
            case "in":
                self._fields.add(_place(piece))
            case "before":
                first, _next = _days(piece)
                self._before = min(self._before or first, first)
            case "after":
                _first, following = _days(piece)
                self._after = max(self._after or following, following)
            case field:
                self._add_term(piece, SearchField(field) if field else None)

    def _add_term(self, piece: _Piece, field: SearchField | None) -> None:
        if not any(_is_of_a_word(character) for character in piece.value):
            return
        if len(self._terms) == MOST_TERMS:
            raise QueryUnclear(f"A search takes at most {MOST_TERMS} words. Leave some out.")
        text = piece.value.strip()
        prefix = (piece.prefix or piece.at_end) and _ends_in_a_beginning(text)
        self._terms.append(Term(text, prefix, field, piece.negated))


def _is_of_a_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _ends_in_a_beginning(text: str) -> bool:
    """Whether the last word is long enough to look for all words that begin so."""
    return all(_is_of_a_word(character) for character in text[-_SHORTEST_BEGINNING:]) and (
        len(text) >= _SHORTEST_BEGINNING
    )


def _named(values: type[T]) -> list[tuple[str, T]]:
    return [(value.value.replace("_", "-"), value) for value in values]


def _one_of(piece: _Piece, known: Sequence[tuple[str, T]], noun: str) -> T:
    """The value whose name this is, or begins, however its words are parted; the first of them."""
    wanted = _folded(piece.value)
    found = [value for name, value in known if _folded(name) == wanted]
    found += [value for name, value in known if _folded(name).startswith(wanted)]
    if not found:
        names = ", ".join(name for name, _value in known)
        raise QueryUnclear(f"There is no {noun} “{piece.value}”. There are: {names}.")
    return found[0]


def _folded(name: str) -> str:
    return re.sub(r"[-_\s]+", "_", name.strip().lower())


def _place(piece: _Piece) -> SearchField:
    wanted = piece.value.strip().lower()
    for name, field in _PLACES.items():
        if name.startswith(wanted) or wanted == f"{name}s":
            return field
    raise QueryUnclear(
        f"“in:{piece.value}” is no place to look in. There are: {', '.join(_PLACES)}."
    )


def _days(piece: _Piece) -> tuple[date, date]:
    """The day that begins a year, month or day, and the day after it."""
    match = _DATE.fullmatch(piece.value.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        if month:
            return first, date(year + month // 12, month % 12 + 1, 1)
        return first, date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        raise QueryUnclear(
            f"“{piece.field}:{piece.value}” is no date. Write a year, a month or a day: "
            "2016, 2016-05 or 2016-05-21."
        ) from None
