"""A Kindle's clippings file to incoming annotations, whatever language the Kindle speaks.

The shape tells what is what: a title with the author in brackets, a line of places and a time
between bars, the words, a line of equals signs. Words are asked for one thing only, whether an
entry is a note; where they are not known, the file tells: notes never have a range of places.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from galley.domain.annotation import Kind
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.values import made_identity
from galley.importers.dates import find_date

__all__ = ["is_clippings", "read_clippings"]

_LONGEST_LINE = 1000  # characters of a title, or of the facts
_SEPARATOR = re.compile(r"^={8,}[ \t]*$", re.MULTILINE)
_FACTS = re.compile(r"^[-–—]\s?.*\d")
_BARS = re.compile(r"\s*[|｜]\s*")
_PLACES = re.compile(r"(\d+)(?:\s?[-–]\s?(\d+))?")
_AUTHOR = re.compile(r"^(?P<title>.*\S)\s*\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_AFTERNOON = re.compile(r"(?i:\bp\.? ?m\b)|下午|午後|晚上|오후")
_MORNING = re.compile(r"(?i:\ba\.? ?m\b)|上午|午前|凌晨|오전")
_DIGITS = re.compile(r"\d+")
# "Note" as the Kindle says it in English and French, German, Spanish, Italian and Portuguese,
# Dutch, Russian, Chinese, Japanese, Korean, Turkish, Polish, Swedish and Hindi.
_NOTE_WORDS = re.compile(
    r"(?i)\b(?:note|notiz|nota|notitie|notunuz|not|notatka|anteckning)\b|заметк|笔记|筆記|メモ|메모|नोट"
)


@dataclass(frozen=True, slots=True)
class _Clipping:
    """One entry.

    Attributes:
        wording: What the line of facts says before the time, without its numbers.
        places: The first and the last place, as the Kindle counts them; 0 where it does not say.
    """

    title: str
    author: str
    wording: str
    places: tuple[int, int]
    at: datetime | None
    text: str


def is_clippings(text: str) -> bool:
    """Whether it is a file of entries between lines of equals signs, each with its facts."""
    entries = _SEPARATOR.split(text, maxsplit=8)
    return len(entries) > 1 and any(_clipping(entry) for entry in entries)


def read_clippings(text: str) -> list[IncomingAnnotation]:
    """Every highlight, with the note that was written on it; a note on none says so.

    An entry without words is a bookmark and marks nothing. The same highlight twice, which a Kindle
    writes when it is opened again, is one.

    Args:
        text: The file's, with line feeds.
    """
    clippings = [c for c in map(_clipping, _SEPARATOR.split(text)) if c and c.text]
    notes = _note_wordings(clippings)
    highlights = [_highlight(c) for c in clippings if c.wording not in notes]
    marks = {mark.id: (clipping, mark) for clipping, mark in highlights}
    for note in clippings:
        if note.wording not in notes:
            continue
        owner = _owner(note, (clipping for clipping, _mark in marks.values()))
        if owner is None:
            lone = _lone_note(note)
            marks.setdefault(lone.id, (note, lone))
        else:
            identity = _identity(owner)
            marks[identity] = (owner, _with_note(marks[identity][1], note))
    return [mark for _clipping, mark in marks.values()]


def _clipping(entry: str) -> _Clipping | None:
    """An entry's parts; None for what is none."""
    lines = entry.strip("\n\ufeff ").split("\n")
    if len(lines) < 2 or not _FACTS.match(lines[1].strip()):
        return None
    head, about = lines[0].strip()[:_LONGEST_LINE], lines[1].strip()[:_LONGEST_LINE]
    match = _AUTHOR.match(head)
    title, author = (match["title"], match["author"]) if match else (head, "")
    *facts, time = _BARS.split(about.lstrip("-–— "))
    if not facts:  # no bar: all of it is facts
        facts, time = [time], ""
    said = " | ".join(facts)
    return _Clipping(
        title=title.strip(),
        author=author.strip(),
        wording=" ".join(_DIGITS.sub("", said.partition("(")[0]).split()),
        places=_last_places(said),
        at=_moment(time),
        text="\n".join(lines[2:]).strip(),
    )


def _last_places(said: str) -> tuple[int, int]:
    """The finer of what is said: a page comes before the place in the text."""
    found = _PLACES.findall(said)
    if not found:
        return 0, 0
    first, last = found[-1]
    if last and int(last) < int(first):  # older Kindles write 1406-07
        last = first[: max(len(first) - len(last), 0)] + last
    return int(first), int(last or first)


def _moment(text: str) -> datetime | None:
    """The Kindle's own time; it names no zone, so it is taken for UTC."""
    day, time = find_date(text), _TIME.search(text)
    if not day:
        return None
    hour, minute, second = (int(part or 0) for part in time.groups()) if time else (0, 0, 0)
    if hour <= 12 and time:
        beside = f"{text[: time.start()][-3:]} | {text[time.end() :]}"  # 下午9:08 or 9:08 PM
        if _AFTERNOON.search(beside):
            hour = hour % 12 + 12
        elif _MORNING.search(beside):
            hour %= 12
    try:
        return datetime.fromisoformat(day).replace(
            hour=hour, minute=minute, second=second, tzinfo=UTC
        )
    except ValueError:
        return None


def _note_wordings(clippings: Sequence[_Clipping]) -> set[str]:
    """The wordings by which this file introduces a note."""
    ranged: dict[str, bool] = {}
    for clipping in clippings:
        first, last = clipping.places
        ranged[clipping.wording] = ranged.get(clipping.wording, False) or first != last
    notes = {wording for wording in ranged if _NOTE_WORDS.search(wording)}
    if not notes and any(ranged.values()):
        ends = {(c.title, c.places[1]) for c in clippings if ranged[c.wording]}
        for wording, has_ranges in ranged.items():
            own = [(c.title, c.places[1]) for c in clippings if c.wording == wording]
            if not has_ranges and ends.issuperset(own):
                notes.add(wording)
    return notes


def _identity(clipping: _Clipping) -> str:
    place = str(clipping.places[0])
    return made_identity("kindle", clipping.title, clipping.author, place, clipping.text)


def _highlight(clipping: _Clipping) -> tuple[_Clipping, IncomingAnnotation]:
    return clipping, IncomingAnnotation(
        id=_identity(clipping),
        passages=(QuotedPassage(clipping.text),),
        article_title=clipping.title,
        kind=Kind.MARK,
        created_at=clipping.at,
    )


def _owner(note: _Clipping, highlights: Iterable[_Clipping]) -> _Clipping | None:
    """The highlight a note is on: a Kindle puts the note where the highlight ends."""

    def fits(clipping: _Clipping) -> bool:
        first, last = clipping.places
        return clipping.title == note.title and first <= note.places[0] <= last

    found = [clipping for clipping in highlights if clipping.places != (0, 0) and fits(clipping)]
    return min(found, key=lambda c: (c.places[1] - note.places[0], -c.places[0]), default=None)


def _with_note(mark: IncomingAnnotation, note: _Clipping) -> IncomingAnnotation:
    parts = [part for part in (mark.note, note.text) if part]
    joined = "\n\n".join(dict.fromkeys(parts))
    return replace(mark, note=joined, modified_at=note.at or mark.modified_at)


def _lone_note(note: _Clipping) -> IncomingAnnotation:
    return IncomingAnnotation(
        id=_identity(note),
        article_title=note.title,
        note=note.text,
        created_at=note.at,
        problem="It is a note on a place of the page, not on words of it.",
    )
