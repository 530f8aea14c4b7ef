"""What the search index holds of an article or an annotation: words by field. Knows no database."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.article import SIDEBAR_ZONES, Article, Block, Version, Zone
from galley.domain.codec import canonical_json
from galley.domain.comparison import standings
from galley.domain.note_links import without_addresses
from galley.domain.search import SearchField

__all__ = [
    "EVERYTHING",
    "INDEX_FORMAT",
    "SKIPPED_MARKS",
    "Document",
    "Passage",
    "annotation_document",
    "article_day",
    "article_document",
    "article_passages",
    "index_words",
    "kind_word",
    "published_day",
    "quoted_words",
    "status_word",
]

# Another number whenever the same value gives another document: the index is then built anew.
INDEX_FORMAT = "2"

# Words that nobody can type, as a query's private-use characters are taken out. The tokeniser
# takes these characters for letters.
_MADE = "\ue000"
EVERYTHING = f"{_MADE}all"
_BREAK = f" {_MADE}end "  # between two values, so that no phrase reaches from one to the next

# The combining marks that the tokeniser skips inside a word. Other marks part words for it.
SKIPPED_MARKS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_NO_WORDS = re.compile(rf"[^\w{SKIPPED_MARKS}]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """A row of the index.

    Attributes:
        texts: The words by field; a field that is not there is empty.
        words: Words that nobody wrote and nobody can type, by which rows are told apart.
    """

    texts: Mapping[SearchField, str]
    words: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The texts in the order of the fields, then the made words."""
        return (*(self.texts.get(name, "") for name in SearchField), self.words)

    @property
    def digest(self) -> int:
        """A number that tells two documents apart, and fits into a column."""
        data = canonical_json(self.columns).encode()
        return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article, and where it stands.

    Attributes:
        field: What it belongs to.
        text: Its words.
        offset: Where it starts in the canonical text, in code points; None if it is beside it.
        paragraph: Which of the article it is, from 1; 0 if none.
    """

    field: SearchField
    text: str
    offset: int | None = None
    paragraph: int = 0


def kind_word(kind: Kind) -> str:
    """The word that every annotation of this kind has."""
    return f"{_MADE}kind{kind.key}"


def status_word(status: CheckStatus) -> str:
    """The word that every annotation has whose check came to this."""
    return f"{_MADE}status{list(CheckStatus).index(status)}"


def article_document(article: Article, version: Version) -> Document:
    """What is found of an article by the version that is read."""
    texts: dict[SearchField, list[str]] = {}
    for passage in article_passages(article, version):
        texts.setdefault(passage.field, []).append(passage.text)
    return Document({name: _joined(parts) for name, parts in texts.items()}, EVERYTHING)


def article_passages(article: Article, version: Version) -> list[Passage]:
    """An article's pieces: first what is in its text, in order, then what is said of it."""
    passages = [
        Passage(_field_of(block), block.text, start, standing.paragraph)
        for block, start, standing in zip(
            version.blocks, version.starts, standings(version), strict=True
        )
        if block.text
    ]
    metadata = article.metadata
    captured = {passage.text for passage in passages if passage.field is SearchField.HEADLINE}
    if metadata.headline not in captured:  # corrected by a person
        passages.append(Passage(SearchField.HEADLINE, metadata.headline))
    about = (metadata.publication, *metadata.authors)
    passages += [Passage(SearchField.ABOUT, text) for text in about]
    passages += [Passage(SearchField.TAG, tag) for tag in article.tags]
    return [passage for passage in passages if passage.text]


def _field_of(block: Block) -> SearchField:
    if block.zone in SIDEBAR_ZONES:
        return SearchField.SIDEBAR
    if block.zone is Zone.HEADLINE:
        return SearchField.HEADLINE
    if block.zone in {Zone.PHOTO, Zone.CAPTION, Zone.CREDIT}:
        return SearchField.CAPTION
    return SearchField.TEXT


def annotation_document(annotation: Annotation) -> Document:
    """What is found of an annotation: it goes by its words in every version."""
    made = (EVERYTHING, kind_word(annotation.kind), status_word(annotation.check.status))
    texts = {
        SearchField.QUOTE: _joined(quoted_words(annotation.all_targets)),
        SearchField.NOTE: _joined((without_addresses(annotation.note), annotation.check.evidence)),
        SearchField.TAG: _joined(annotation.tags),
        SearchField.SPEAKER: _joined((annotation.speaker,)),
    }
    return Document({name: text for name, text in texts.items() if text}, " ".join(made))


def quoted_words(targets: Iterable[Target]) -> tuple[str, ...]:
    """The words of some passages, none twice."""
    return tuple(dict.fromkeys(target.exact for target in targets))


def article_day(article: Article) -> int:
    """When an article was published, as far as that is known, else captured: ``20160521``."""
    captured = _number(article.created_at.astimezone(UTC).date())
    return published_day(article.metadata.published) or captured


def published_day(published: str) -> int | None:
    """The day, or the first day of the month or year, that a date says; None if it says none."""
    match = _DATE.match(published)
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return _number(date(year, month, day))
    except ValueError:  # the page says something else
        return None


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}") if day.year > 999 else day.year * 10000 + day.month * 100 + day.day


def _joined(parts: Iterable[str] | Sequence[str]) -> str:
    """Texts one after the other, with no phrase from one to the next."""
    return _BREAK.join(index_words(part) for part in parts if part)


def index_words(text: str) -> str:
    """A text with nothing but words and white space, as the index is given it.

    The tokeniser takes every character that is younger than itself for a letter: a word with an
    emoji after it would be another word. It takes private-use characters for letters as well.
    """
    return text if text.isascii() else _NO_WORDS.sub(" ", text)
