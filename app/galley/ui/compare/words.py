"""What the page of comparison says in words; knows nothing of painting."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from galley.domain.annotation import AnchorStatus, Decision
from galley.domain.article import FIGURE_CHARACTER, Version, Zone
from galley.domain.comparison import (
    FigureChange,
    Happening,
    MarkComparison,
    RowState,
    Standing,
)
from galley.ui.compare.review import HeadlineRow, MarkRow, Row, SectionRow
from galley.ui.components.placeholders import filled
from galley.ui.reader.meta_line import when
from galley.ui.theme.words import kind_name

__all__ = [
    "accessible_row",
    "capture_caption",
    "capture_name",
    "changes_text",
    "chip_of",
    "decision_text",
    "difference_text",
    "excerpt",
    "finished_text",
    "folded_text",
    "left_text",
    "line_of",
    "moved_text",
    "place_text",
    "section_text",
    "state_text",
    "time_of",
    "title_of",
]

_tr = QCoreApplication.translate
_LONGEST_EXCERPT = 300

_STATES: Mapping[AnchorStatus, object] = MappingProxyType(
    {
        AnchorStatus.ANCHORED: QT_TRANSLATE_NOOP("compare", "Anchored"),
        AnchorStatus.CHANGED: QT_TRANSLATE_NOOP("compare", "Changed"),
        AnchorStatus.MOVED: QT_TRANSLATE_NOOP("compare", "Moved"),
        AnchorStatus.SUGGESTED: QT_TRANSLATE_NOOP("compare", "Suggested"),
        AnchorStatus.AMBIGUOUS: QT_TRANSLATE_NOOP("compare", "Ambiguous"),
        AnchorStatus.ORPHAN: QT_TRANSLATE_NOOP("compare", "Orphan"),
    }
)
_DECISIONS: Mapping[Decision, object] = MappingProxyType(
    {
        Decision.AUTOMATIC: QT_TRANSLATE_NOOP("compare", "Anchored"),
        Decision.ACCEPTED: QT_TRANSLATE_NOOP("compare", "Accepted"),
        Decision.ATTACHED: QT_TRANSLATE_NOOP("compare", "Re-attached"),
        Decision.KEPT: QT_TRANSLATE_NOOP("compare", "Old wording kept"),
    }
)
_ZONES: Mapping[Zone, object] = MappingProxyType(
    {
        Zone.MASTHEAD: QT_TRANSLATE_NOOP("compare", "masthead"),
        Zone.HEADLINE: QT_TRANSLATE_NOOP("compare", "headline"),
        Zone.DEK: QT_TRANSLATE_NOOP("compare", "standfirst"),
        Zone.BYLINE: QT_TRANSLATE_NOOP("compare", "byline"),
        Zone.DATE: QT_TRANSLATE_NOOP("compare", "date"),
        Zone.PHOTO: QT_TRANSLATE_NOOP("compare", "photo"),
        Zone.CAPTION: QT_TRANSLATE_NOOP("compare", "caption"),
        Zone.CREDIT: QT_TRANSLATE_NOOP("compare", "photo credit"),
        Zone.BODY: QT_TRANSLATE_NOOP("compare", "text"),
        Zone.CREDIT_LINE: QT_TRANSLATE_NOOP("compare", "credit line"),
        Zone.SIDEBAR_HEADING: QT_TRANSLATE_NOOP("compare", "beside the article"),
        Zone.SIDEBAR_ITEM: QT_TRANSLATE_NOOP("compare", "beside the article"),
        Zone.SIDEBAR_TEASER: QT_TRANSLATE_NOOP("compare", "beside the article"),
    }
)
_INSIDE: Mapping[Happening, object] = MappingProxyType(
    {
        Happening.NOTHING: QT_TRANSLATE_NOOP("compare", "Nothing changed here"),
        Happening.FIGURE_CHANGED: QT_TRANSLATE_NOOP(
            "compare", "The figure changed inside your highlight"
        ),
        Happening.NEGATION_ADDED: QT_TRANSLATE_NOOP(
            "compare", "A “%1” was added inside your highlight"
        ),
        Happening.NEGATION_REMOVED: QT_TRANSLATE_NOOP(
            "compare", "A “%1” was taken out of your highlight"
        ),
        Happening.TYPO_FIXED: QT_TRANSLATE_NOOP("compare", "A typo was fixed in your highlight"),
        Happening.SPELLING_CHANGED: QT_TRANSLATE_NOOP(
            "compare", "The spelling changed inside your highlight"
        ),
        Happening.WORDS_CHANGED: QT_TRANSLATE_NOOP(
            "compare", "The words changed inside your highlight"
        ),
        Happening.WORDS_REMOVED: QT_TRANSLATE_NOOP(
            "compare", "Words were taken out of your highlight"
        ),
        Happening.WORDS_ADDED: QT_TRANSLATE_NOOP(
            "compare", "Words were added inside your highlight"
        ),
        Happening.PHOTO_CHANGED: QT_TRANSLATE_NOOP("compare", "Another photo is in its place"),
        Happening.OTHER_SENTENCE: QT_TRANSLATE_NOOP(
            "compare", "The words stand in another sentence now"
        ),
        Happening.MOVED: QT_TRANSLATE_NOOP("compare", "The words stand elsewhere now"),
        Happening.ELSEWHERE: QT_TRANSLATE_NOOP("compare", "These may be the words you marked"),
        Happening.SEVERAL_PLACES: QT_TRANSLATE_NOOP("compare", "The words stand in several places"),
        Happening.GONE: QT_TRANSLATE_NOOP("compare", "The words are not in the new text"),
    }
)
_BESIDE: Mapping[Happening, object] = MappingProxyType(
    {
        Happening.FIGURE_CHANGED: QT_TRANSLATE_NOOP(
            "compare", "A figure changed beside your highlight"
        ),
        Happening.NEGATION_ADDED: QT_TRANSLATE_NOOP(
            "compare", "A “%1” was added beside your highlight"
        ),
        Happening.NEGATION_REMOVED: QT_TRANSLATE_NOOP(
            "compare", "A “%1” was taken out beside your highlight"
        ),
    }
)
_LINES: Mapping[Happening, object] = MappingProxyType(
    {
        Happening.NOTHING: QT_TRANSLATE_NOOP("compare", "In its place, in the same words"),
        Happening.FIGURE_CHANGED: QT_TRANSLATE_NOOP("compare", "Figure changed: %1 → %2"),
        Happening.NEGATION_ADDED: QT_TRANSLATE_NOOP("compare", "A “%2” was added"),
        Happening.NEGATION_REMOVED: QT_TRANSLATE_NOOP("compare", "A “%1” was taken out"),
        Happening.TYPO_FIXED: QT_TRANSLATE_NOOP("compare", "Typo fixed: “%1” → “%2”"),
        Happening.SPELLING_CHANGED: QT_TRANSLATE_NOOP("compare", "Spelling: “%1” → “%2”"),
        Happening.WORDS_CHANGED: QT_TRANSLATE_NOOP("compare", "Words changed: “%1” → “%2”"),
        Happening.WORDS_REMOVED: QT_TRANSLATE_NOOP("compare", "Words taken out: “%1”"),
        Happening.WORDS_ADDED: QT_TRANSLATE_NOOP("compare", "Words added: “%2”"),
        Happening.PHOTO_CHANGED: QT_TRANSLATE_NOOP("compare", "Another photo in its place"),
        Happening.OTHER_SENTENCE: QT_TRANSLATE_NOOP("compare", "In another sentence now"),
        Happening.ELSEWHERE: QT_TRANSLATE_NOOP("compare", "Other words elsewhere: look at them"),
        Happening.SEVERAL_PLACES: QT_TRANSLATE_NOOP("compare", "Several places: choose one"),
        Happening.GONE: QT_TRANSLATE_NOOP("compare", "Not found in the new text"),
    }
)
_ONE_OF_SEVERAL = frozenset(  # the line says one change; a person must know that there are others
    {
        Happening.FIGURE_CHANGED,
        Happening.NEGATION_ADDED,
        Happening.NEGATION_REMOVED,
        Happening.TYPO_FIXED,
        Happening.SPELLING_CHANGED,
        Happening.WORDS_CHANGED,
        Happening.WORDS_REMOVED,
        Happening.WORDS_ADDED,
    }
)
_ROW_STATES: Mapping[RowState, object] = MappingProxyType(
    {
        RowState.SAME: QT_TRANSLATE_NOOP("compare", "The same"),
        RowState.CHANGED: QT_TRANSLATE_NOOP("compare", "Changed"),
        RowState.REMOVED: QT_TRANSLATE_NOOP("compare", "Taken out"),
        RowState.ADDED: QT_TRANSLATE_NOOP("compare", "Added"),
        RowState.MOVED_AWAY: QT_TRANSLATE_NOOP("compare", "Moved from here"),
        RowState.MOVED_HERE: QT_TRANSLATE_NOOP("compare", "Moved here"),
    }
)
_SAME_ELSEWHERE = str(QT_TRANSLATE_NOOP("compare", "The same words among others: look at them"))
_FIGURE_ADDED = str(QT_TRANSLATE_NOOP("compare", "Figure added: “%2”"))
_FIGURE_REMOVED = str(QT_TRANSLATE_NOOP("compare", "Figure taken out: “%1”"))
_ON_ONE_LINE = str.maketrans(dict.fromkeys("\n\t\r\u2028\u2029", " "))


def chip_of(row: MarkRow) -> str:
    """The state's name, as its chip says it; what was decided goes before what happened."""
    if row.decision is not None and row.decision is not Decision.AUTOMATIC:
        return decision_text(row.decision)
    return _tr("compare", str(_STATES[row.mark.status]))


def decision_text(decision: Decision) -> str:
    """What was decided, in a word or three."""
    return _tr("compare", str(_DECISIONS[decision]))


def title_of(row: Row, *, same_place: bool = False) -> str:
    """What happened, in one sentence without its full stop.

    Args:
        row: The mark, or the headline.
        same_place: Whether the mark stands in the same paragraph as before.
    """
    if isinstance(row, HeadlineRow):
        return _tr("compare", "The headline changed")
    if isinstance(row, SectionRow):
        return ""
    mark = row.mark
    if row.decision is Decision.KEPT:
        return _tr("compare", "You keep the old wording")
    if row.decision is Decision.ATTACHED:
        return _tr("compare", "You chose these words")
    if mark.happening is Happening.MOVED and same_place:
        return _tr("compare", "The same words, with others around them")
    if mark.happening is Happening.FIGURE_CHANGED and not (mark.before and mark.after):
        return _figure_title(mark)
    table = _BESIDE if mark.beside else _INSIDE
    return filled(_tr("compare", str(table[mark.happening])), mark.after or mark.before)


def _figure_title(mark: MarkComparison) -> str:
    if mark.beside:
        return _tr("compare", "A figure changed beside your highlight")
    if mark.after:
        return _tr("compare", "A figure was added inside your highlight")
    return _tr("compare", "A figure was taken out of your highlight")


def line_of(mark: MarkComparison, old: Standing | None, new: Standing | None) -> str:
    """What happened, in one line of a card."""
    if mark.happening is Happening.MOVED:
        return _moved_line(old, new)
    pattern = str(_LINES[mark.happening])
    if mark.happening is Happening.FIGURE_CHANGED and not mark.before:
        pattern = _FIGURE_ADDED
    elif mark.happening is Happening.FIGURE_CHANGED and not mark.after:
        pattern = _FIGURE_REMOVED
    elif mark.happening is Happening.ELSEWHERE and not (mark.before or mark.after):
        pattern = _SAME_ELSEWHERE
    words = filled(_tr("compare", pattern), mark.before, mark.after)
    if mark.beside:
        return filled(_tr("compare", "%1, beside it"), words)
    more = sum(len(passage.inside) for passage in mark.passages) - 1
    if more < 1 or mark.happening not in _ONE_OF_SEVERAL:
        return words
    if more == 1:
        return filled(_tr("compare", "%1; 1 more change"), words)
    return filled(_tr("compare", "%1; %2 more changes"), words, more)


def _moved_line(old: Standing | None, new: Standing | None) -> str:
    if old is None or new is None:
        return _tr("compare", "The same words elsewhere")
    if old.paragraph and new.paragraph and old.paragraph != new.paragraph:
        words = _tr("compare", "Paragraph %1 → %2")
        return filled(words, old.paragraph, new.paragraph)
    if old == new:
        return _tr("compare", "The same words, with others around them")
    one, other = place_text(old), place_text(new)
    return filled(_tr("compare", "From %1 to %2"), one, other)


def place_text(standing: Standing) -> str:
    """Where a passage stands: ``paragraph 6``, ``headline``."""
    if standing.paragraph:
        return filled(_tr("compare", "paragraph %1"), standing.paragraph)
    return _tr("compare", str(_ZONES[standing.zone]))


def difference_text(figure: FigureChange) -> str:
    """By how much a figure changed: ``+10 · +5.0%``."""
    if figure.points:
        return filled(_tr("compare", "%1 percentage points"), figure.by)
    return f"{figure.by} · {figure.share}" if figure.share else figure.by


def capture_name(version: Version, others: int) -> str:
    """What a capture is called among those of its article.

    Args:
        version: The capture.
        others: The number of the article's newest capture in use.
    """
    if version.number == 1:
        return _tr("compare", "First capture")
    if version.number >= others:
        return _tr("compare", "New capture")
    return filled(_tr("compare", "Capture %1"), version.number)


def capture_caption(version: Version, newest: int, now: datetime) -> str:
    """A capture with when it was taken: ``First capture today, 14:02``."""
    return f"{capture_name(version, newest)} {when(version.capture.captured_at, now)}"


def time_of(version: Version, now: datetime) -> str:
    """When a capture was taken, short: the time if it was today, else day and time."""
    moment = when(version.capture.captured_at, now)
    today = when(now, now)
    stem = today.rpartition(", ")[0]
    return moment.removeprefix(f"{stem}, ")


def section_text(row: SectionRow) -> tuple[str, str]:
    """A section's heading, and what is said of it at the right."""
    if row.share == "reviewed":
        return filled(_tr("compare", "Reviewed %1"), row.count), _tr("compare", "Ctrl Z undoes")
    return filled(_tr("compare", "Anchored %1"), row.count), _tr("compare", "No action needed")


def left_text(count: int) -> str:
    """How many marks a person has to decide about."""
    if not count:
        return _tr("compare", "Nothing left to review")
    return filled(_tr("compare", "%1 left to review"), count)


def finished_text(left: int) -> str:
    """What is said once the new capture is the one that is read.

    Args:
        left: How many marks have no place in it that anybody decided on.
    """
    if not left:
        return _tr("compare", "The new capture is read now")
    if left == 1:
        return _tr("compare", "The new capture is read now; 1 mark has no place in it yet")
    words = _tr("compare", "The new capture is read now; %1 marks have no place in it yet")
    return filled(words, left)


def excerpt(mark: MarkComparison) -> str:
    """The marked words on one line, as they stand in the older capture."""
    words = " […] ".join(passage.words[:_LONGEST_EXCERPT] for passage in mark.passages)
    words = words[:_LONGEST_EXCERPT].translate(_ON_ONE_LINE)
    return " ".join(words.split()).replace(FIGURE_CHARACTER, _tr("compare", "[photo]"))


def accessible_row(row: Row, line: str) -> str:
    """A row as a screen reader says it: ``Statistic, Changed, a total of 202, Figure …``."""
    if isinstance(row, HeadlineRow):
        return f"{_tr('compare', 'Headline')}, {_tr('compare', 'Changed')}, {line}"
    if isinstance(row, SectionRow):
        return ", ".join(section_text(row))
    parts = [kind_name(row.annotation.kind), chip_of(row), excerpt(row.mark)]
    return ", ".join([*parts, line] if line else parts)


def state_text(state: RowState) -> str:
    """What became of a row of both texts."""
    return _tr("compare", str(_ROW_STATES[state]))


def moved_text(place: str, *, away: bool) -> str:
    """Where the other end of a move is, said on the side that has nothing here."""
    if away:
        return filled(_tr("compare", "Moved to %1"), place)
    return filled(_tr("compare", "Moved here from %1"), place)


def folded_text(count: int) -> str:
    """How much is folded away."""
    return filled(_tr("compare", "%1 paragraphs are the same"), count)


def changes_text(current: int, total: int) -> str:
    """Which of how many changes is looked at."""
    if not total:
        return _tr("compare", "No changes")
    if current < 0:
        return (
            _tr("compare", "1 change")
            if total == 1
            else filled(_tr("compare", "%1 changes"), total)
        )
    return filled(_tr("compare", "Change %1 of %2"), current + 1, total)
