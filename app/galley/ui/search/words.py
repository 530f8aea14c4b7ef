"""What the page of results says in words; knows nothing of painting."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from galley.domain.annotation import CheckStatus
from galley.domain.search import SearchField, SearchHit, SearchResults
from galley.ui.components.placeholders import filled
from galley.ui.library.words import matches_text, month_text
from galley.ui.search.results import Group, More, Row, Share, matches
from galley.ui.theme.tokens import KIND_ICONS
from galley.ui.theme.words import kind_name, status_name, untitled

__all__ = [
    "accessible_row",
    "headline_of",
    "icon_of",
    "meta_of",
    "nothing_found",
    "place_of",
    "share_name",
    "sum_of",
    "words_of",
]

_tr = QCoreApplication.translate
_SHORTEST_BEGINNING = 3
_TO_SPACES = str.maketrans(dict.fromkeys("\n\t\r\u2028\u2029\ufffc", " "))

_PLACES: Mapping[SearchField, object] = MappingProxyType(
    {
        SearchField.HEADLINE: QT_TRANSLATE_NOOP("search", "Headline"),
        SearchField.TEXT: QT_TRANSLATE_NOOP("search", "Text"),
        SearchField.CAPTION: QT_TRANSLATE_NOOP("search", "Caption"),
        SearchField.SIDEBAR: QT_TRANSLATE_NOOP("search", "Beside the article"),
        SearchField.ABOUT: QT_TRANSLATE_NOOP("search", "Publication or author"),
        SearchField.QUOTE: QT_TRANSLATE_NOOP("search", "Marked words"),
        SearchField.NOTE: QT_TRANSLATE_NOOP("search", "Note"),
        SearchField.TAG: QT_TRANSLATE_NOOP("search", "Tag"),
        SearchField.SPEAKER: QT_TRANSLATE_NOOP("search", "Speaker"),
    }
)
_SHARES: Mapping[Share, object] = MappingProxyType(
    {
        Share.ALL: QT_TRANSLATE_NOOP("search", "All"),
        Share.ARTICLES: QT_TRANSLATE_NOOP("search", "Articles"),
        Share.NOTES: QT_TRANSLATE_NOOP("search", "Notes"),
        Share.MARKS: QT_TRANSLATE_NOOP("search", "Marks"),
    }
)
_ICONS: Mapping[SearchField, str] = MappingProxyType(
    {
        SearchField.CAPTION: "image",
        SearchField.ABOUT: "info",
        SearchField.NOTE: "message-square-text",
        SearchField.TAG: "tag",
        SearchField.SPEAKER: "user-round",
    }
)


def share_name(share: Share) -> str:
    """A share's name, as its chip says it."""
    return _tr("search", str(_SHARES[share]))


def headline_of(group: Group) -> str:
    """The headline, on one line but otherwise as it is; a word for it where there is none."""
    return group.headline.translate(_TO_SPACES) or untitled()


def meta_of(group: Group) -> str:
    """Where and when the article appeared."""
    publication = group.publication or _tr("search", "Unknown publication")
    return filled("%1 · %2", publication, month_text(group.published))


def words_of(hit: SearchHit) -> str:
    """What was found, on one line; after a tag or a name the words that it belongs to.

    Begins with the snippet, so that its hits stand where they did.
    """
    quote = hit.quote.translate(_TO_SPACES)
    if not hit.snippet:
        return quote
    if hit.field in {SearchField.TAG, SearchField.SPEAKER} and quote:
        return filled("%1 · %2", hit.snippet, quote)
    return hit.snippet


def icon_of(hit: SearchHit) -> str:
    """The icon that says where the hit is, or what kind the mark is whose words it is in."""
    if hit.kind is not None and hit.field is SearchField.QUOTE:
        return KIND_ICONS[hit.kind]
    return _ICONS.get(hit.field, "newspaper")


def place_of(hit: SearchHit) -> str:
    """Where the hit is; of an annotation its kind and, once it is checked, its status."""
    place = _tr("search", str(_PLACES[hit.field]))
    if hit.field is SearchField.TEXT and hit.paragraph:
        place = filled(_tr("search", "Paragraph %1"), hit.paragraph)
    if hit.kind is None:
        return place
    kind = kind_name(hit.kind)
    if hit.field is SearchField.QUOTE:
        words = kind
    else:
        words = filled(_tr("search", "%1 on %2"), place, kind.lower())
    if hit.status is None or hit.status is CheckStatus.UNCHECKED:
        return words
    return filled("%1 · %2", words, status_name(hit.status))


def sum_of(results: SearchResults) -> str:
    """How much was found."""
    hits, articles = len(results.hits), len(matches(results.hits))
    where = (
        _tr("search", "1 article")
        if articles == 1
        else filled(_tr("search", "%1 articles"), articles)
    )
    if results.more:
        return filled(_tr("search", "The first %1 matches, in %2"), hits, where)
    return filled(_tr("search", "%1 in %2"), matches_text(hits), where)


def nothing_found(query: str) -> str:
    """Why there are no results, as far as that can be told."""
    last = (query.split() or [""])[-1].rpartition(":")[2].strip('"“”')
    if len(last) < _SHORTEST_BEGINNING and not query[-1:].isspace():
        return filled(
            _tr("search", "No word is “%1”. From three letters on, beginnings are found."), last
        )
    return _tr("search", "Nothing in the library has these words.")


def accessible_row(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, More):
        return _tr("search", "Show more")
    if isinstance(row, Group):
        return ", ".join((headline_of(row), meta_of(row)))
    return ", ".join((place_of(row), words_of(row)))
