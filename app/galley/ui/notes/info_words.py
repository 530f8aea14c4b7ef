"""What the Info tab says in words; knows no widget."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from galley.domain.article import Article, Version
from galley.domain.catalogue import JournalEntry
from galley.ui.components.placeholders import filled

__all__ = ["full_time_text", "history_text", "missing_fields"]

_tr = QCoreApplication.translate


def full_time_text(moment: datetime, now: datetime) -> str:
    """Day, year and hour.

    Args:
        moment: Aware; shown in the time zone of ``now``.
        now: Aware, in the person's time zone.
    """
    local = moment.astimezone(now.tzinfo)
    day = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")
    return filled("%1, %2", day, local.strftime("%H:%M"))


def missing_fields(article: Article, version: Version) -> list[str]:
    """What the capture does not say and nobody has added, in the order of the page."""
    metadata = article.metadata
    given = {picture.figure for picture in article.pictures_in(version)}
    bare = any(
        not figure.asset and place not in given for place, figure in enumerate(version.figures)
    )
    fields = (
        (bool(metadata.publication), _tr("info", "Publication")),
        (bool(metadata.headline), _tr("info", "Headline")),
        (bool(metadata.authors), _tr("info", "Byline")),
        (bool(metadata.published), _tr("info", "Date")),
        (bool(metadata.address), _tr("info", "Address")),
        (not bare, _tr("info", "Photo")),
    )
    return [name for known, name in fields if not known]


def history_text(entry: JournalEntry) -> str:
    """What an edit was, and whether it was taken back."""
    label = _tr("history", entry.change_set.label)
    return filled(_tr("info", "%1 (undone)"), label) if entry.undone else label
