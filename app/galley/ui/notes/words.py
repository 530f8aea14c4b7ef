"""What a card says in words; knows nothing of painting."""

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from galley.domain.annotation import Absence, Annotation
from galley.domain.article import FIGURE_CHARACTER
from galley.domain.note_links import link_targets
from galley.domain.short_words import shortened
from galley.ui.components.placeholders import filled
from galley.ui.theme.words import kind_name, status_name

__all__ = ["Standing", "absence_text", "accessible_text", "excerpt_text", "standing", "time_text"]

_tr = QCoreApplication.translate

_OPENING_QUOTES = frozenset("“”‘’„‚«»‹›\"'")
_LONGEST_EXCERPT = 400  # code points; three lines of a card hold about 150


class Standing(NamedTuple):
    """How an annotation stands in the version that is shown.

    Attributes:
        words: Its words there, or those that it was made on.
        absence: Why it has no place there; None where it has one.
        region: Whether it is on a part of a photo.
    """

    words: str
    absence: Absence | None = None
    region: bool = False


def standing(annotation: Annotation, version_id: str) -> Standing:
    """How an annotation stands in a version; with "", in the one that it was made in."""
    on_photo = annotation.region is not None
    if not version_id:
        return Standing(annotation.exact, region=on_photo)
    words, absence = annotation.words_in(version_id), annotation.absence_in(version_id)
    return Standing(words, absence, on_photo)


def absence_text(absence: Absence) -> str:
    """Why an annotation has no place in the version that is shown."""
    return {
        Absence.UNDECIDED: _tr("notes", "Not placed in this capture yet"),
        Absence.ORPHAN: _tr("notes", "Orphan: not in this capture"),
        Absence.KEPT: _tr("notes", "Kept old wording"),
        Absence.LEFT_OUT: _tr("notes", "Left out of the text"),
    }[absence]


def excerpt_text(standing: Standing, longest: int = _LONGEST_EXCERPT) -> str:
    """Marked words on one line, in quotation marks unless they begin with one; else what it is.

    Args:
        standing: The words.
        longest: How many code points of them there may be; more are cut off after a word.
    """
    marked = standing.words
    if standing.region:
        return _tr("notes", "Photo, region")
    if marked == FIGURE_CHARACTER:
        return _tr("notes", "Photo")
    words = shortened(" ".join(marked[: 2 * longest].split()), longest)
    words = words.replace(FIGURE_CHARACTER, _tr("notes", "[photo]"))
    return words if words[:1] in _OPENING_QUOTES else f"“{words}”"


def time_text(moment: datetime, now: datetime) -> str:
    """When something was: the time if it was today, the day if this year, else the whole date.

    Args:
        moment: Aware; shown in the time zone of ``now``.
        now: Aware, in the person's time zone.
    """
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return local.strftime("%H:%M")
    date = QDate(local.year, local.month, local.day)
    return QLocale().toString(date, "d MMM" if local.year == now.year else "d MMM yyyy")


def accessible_text(
    annotation: Annotation, number: int, absence: Absence | None = None, linked_from: int = 0
) -> str:
    """The card as a screen reader says it, such as “Note 4, Quote, Confirmed, Sar Kheng”.

    Args:
        annotation: What it shows.
        number: Its number.
        absence: Why it has no place in the version that is shown.
        linked_from: How many notes link to it.
    """
    parts = [
        filled(_tr("notes", "Note %1"), number),
        kind_name(annotation.kind),
        status_name(annotation.check.status),
    ]
    if annotation.speaker:
        parts.append(annotation.speaker)
    if absence is not None:
        parts.append(absence_text(absence))
    links = len(link_targets(annotation.note))
    if links:
        words = filled(_tr("notes", "%1 links"), links)
        parts.append(words if links > 1 else _tr("notes", "1 link"))
    if linked_from:
        parts.append(filled(_tr("notes", "linked from %1"), linked_from))
    return ", ".join(parts)
