"""What a library row says in words; knows nothing of painting."""

from PySide6.QtCore import QCoreApplication, QLocale

from galley.domain.catalogue import ArticleSummary
from galley.ui.components.placeholders import filled
from galley.ui.library.places import Place, PlaceKind
from galley.ui.theme.words import untitled

__all__ = [
    "accessible_text",
    "count_text",
    "headline_text",
    "matches_text",
    "meta_text",
    "month_text",
    "place_text",
    "place_words",
    "progress_text",
    "publication_text",
    "tags_text",
    "waiting_text",
]

_tr = QCoreApplication.translate


def headline_text(article: ArticleSummary) -> str:
    """The headline on one line; a word for it where the capture has none."""
    return " ".join(article.headline.split()) or untitled()


def publication_text(article: ArticleSummary) -> str:
    """The publication; a word for it where the capture has none."""
    return article.publication or _tr("library", "Unknown publication")


def month_text(published: str) -> str:
    """A publication date as a list shows it, such as “Oct 2023”.

    Args:
        published: ISO 8601, a year, a month, a day or a moment; empty when not captured.
    """
    year, _, rest = published.partition("-")
    if not (year.isdecimal() and len(year) == 4):
        return _tr("library", "Undated")
    month = rest[:2]
    if not (month.isdecimal() and 1 <= int(month) <= 12):
        return year
    name = QLocale().standaloneMonthName(int(month), QLocale.FormatType.ShortFormat)
    return f"{name} {year}"


def meta_text(article: ArticleSummary) -> str:
    """Where and when the article appeared."""
    return filled("%1 · %2", publication_text(article), month_text(article.published))


def progress_text(article: ArticleSummary) -> str:
    """How far the check is, in the words of the strip below the article."""
    if not article.facts:
        return _tr("library", "No marks yet")
    return filled(_tr("library", "%1/%2 checked"), article.checked, article.facts)


def waiting_text() -> str:
    """That a newer capture waits to be compared."""
    return _tr("library", "New capture")


def matches_text(count: int) -> str:
    """How much was found."""
    if count == 1:
        return _tr("library", "1 match")
    return filled(_tr("library", "%1 matches"), count)


def accessible_text(article: ArticleSummary, matches: int | None = None) -> str:
    """The row as a screen reader says it.

    Args:
        article: What it shows.
        matches: How much was found in it; None if nothing is searched.
    """
    progress = progress_text(article)
    if matches is not None:
        progress = matches_text(matches)
    elif article.facts:
        progress = filled(_tr("library", "%1 of %2 checked"), article.checked, article.facts)
    return ", ".join(
        (
            headline_text(article),
            publication_text(article),
            month_text(article.published),
            progress,
            *([waiting_text()] if article.waiting else []),
            *(f"#{tag}" for tag in article.tags),
        )
    )


def tags_text(article: ArticleSummary) -> str:
    """The article's own tags."""
    return " ".join(f"#{tag}" for tag in article.tags)


def place_text(place: Place) -> str:
    """A place's name."""
    if place.kind is PlaceKind.ALL:
        return _tr("library", "All articles")
    return _tr("library", "Trash") if place.kind is PlaceKind.TRASH else place.name


def place_words(place: Place) -> str:
    """A place as a screen reader says it."""
    if place.kind is PlaceKind.SEARCH:
        return filled(_tr("library", "Saved search: %1"), place.name)
    if place.articles < 0:
        return place_text(place)
    return ", ".join((place_text(place), count_text(place.articles, place.articles)))


def count_text(shown: int, total: int) -> str:
    """How many articles there are, or how many of them fit the search."""
    if shown != total:
        return filled(_tr("library", "%1 of %2 articles"), shown, total)
    if total == 1:
        return _tr("library", "1 article")
    return filled(_tr("library", "%1 articles"), total)
