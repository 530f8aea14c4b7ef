"""Finds a capture's lists of other articles that no bullets mark: "Most read", and what follows.

A page's list lost its shape: between its titles stand sections, dates, names, numbers and the words
that describe pictures, and a title may be said twice. Only lines that are of nothing else are
looked at, so that no list can take a line from the article.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from galley.domain.article import Zone
from galley.importers.bylines import is_byline, names_alone
from galley.importers.credits import is_credit
from galley.importers.dates import find_date
from galley.importers.list_ranks import rank_lengths
from galley.importers.phrases import AGO, follows_article, is_notice, is_sidebar_heading
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key
from galley.importers.texts.lines import Line
from galley.importers.texts.sheet import Label, Sheet

__all__ = ["find_headings", "label_lists"]

_FEWEST_TITLES = 2
_FEWEST_EVEN = 3
_FEWEST_NAMED = 2  # titles with a subject above them
_MOST_TITLES = 25
_MOST_BETWEEN = 4  # lines between two titles
_MOST_LINES = 120
_TITLE_WORDS = 4
_LONG_TITLE = 5  # words that most titles of a list have, its sections have not
_SHORT_TITLE = 20  # characters of one in fewer words
_LONGEST_TITLE = 32  # words
_TEASER_WORDS = 7
_LONGEST_SECTION = 4  # words
_PART = "A part of a list's entry: a section, a date, a name, a picture's description"
_SENTENCE = (".", "…", "。", ".”", '."', ".“", ".»")
_PARAGRAPH_WORDS = 15
_LONG_TEXT = 120  # characters; what describes a picture is shorter
_FEWEST_PARAGRAPHS = 2
_INNER_END = re.compile(r"\w{3}[.?!] \S")
_TIME = re.compile(r"\d")
_MENU_BULLETS = 3  # lines with a bullet, one below the other, in a list whose titles have none
_FILE = re.compile(r"^[←→‹›]|\.(?:jpe?g|png|gif|webp)\b|%[0-9A-F]{2}|^\S+$", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    title: int
    teasers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    entries: list[_Entry] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    end: int = 0
    described: bool = False  # sentences stand among the titles


def find_headings(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that say they stand above a list of other articles."""
    return frozenset(i for i, line in enumerate(lines) if is_sidebar_heading(line.text))


def label_lists(sheet: Sheet, headline: str = "", *, in_text: bool = False) -> None:
    """Label the lists among the lines that are of nothing else.

    Args:
        sheet: The capture.
        headline: The key of the page's own headline, which is no list's heading.
        in_text: Whether the article is not yet labelled: then only lists below some paragraphs are
            looked for, which the page's headline can't be in.
    """
    group = 1 + max((label.group for label in sheet.labels(Zone.SIDEBAR_HEADING)), default=-1)
    end = _below_paragraphs(sheet) if in_text else 0
    for index in sorted(sheet.headings):
        if index < end or not _is_open(sheet, index) or key(sheet.lines[index].text) == headline:
            continue
        found = _dated(sheet, index + 1) if in_text else _entries(sheet, index + 1)
        if _is_list(sheet, found) and (not in_text or len(found.entries) > _FEWEST_TITLES):
            _label(sheet, index, found, group)
            group += 1
            end = found.end


def _below_paragraphs(sheet: Sheet) -> int:
    """The line from which the page's headline is surely above."""
    paragraphs = (
        index
        for index, line in enumerate(sheet.lines)
        if line.ends_sentence and word_count(line.text) >= _PARAGRAPH_WORDS
    )
    return next(islice(paragraphs, _FEWEST_PARAGRAPHS - 1, None), len(sheet.lines))


def _is_open(sheet: Sheet, index: int) -> bool:
    return index < len(sheet.lines) and sheet.zone(index) is None


def _is_list(sheet: Sheet, found: _List) -> bool:
    texts = [sheet.lines[entry.title].text for entry in found.entries]
    long = sum(word_count(text) >= _LONG_TITLE for text in texts)
    return len(texts) >= _FEWEST_TITLES and long * 2 >= len(texts)


def _entries(sheet: Sheet, first: int) -> _List:
    """The entries below a heading, with teasers if most have one."""
    found = _gathered(sheet, first, teasers=True)
    with_teaser = sum(bool(entry.teasers) for entry in found.entries)
    if with_teaser and with_teaser * 2 < len(found.entries):
        return _gathered(sheet, first, teasers=False)
    return found


def _dated(sheet: Sheet, first: int) -> _List:
    """The entries below a heading where the article may go on: teasers only if all are dated.

    A heading and the paragraph below it look like a title and its teaser.
    """
    found = _gathered(sheet, first, teasers=True)
    if len(found.entries) <= _FEWEST_TITLES:
        return found
    dates = sum(bool(find_date(sheet.lines[index].text)) for index in found.rest)
    if all(entry.teasers for entry in found.entries) and dates >= len(found.entries) - 1:
        return found
    if not found.described:
        return found
    return _gathered(sheet, first, teasers=False)


def _gathered(sheet: Sheet, first: int, *, teasers: bool) -> _List:
    """The entries up to the next heading, the article or too much of no title."""
    found = _List(end=first)
    near = range(first, min(len(sheet.lines), first + _MOST_BETWEEN + 1))
    title = next((index for index in near if _is_title(sheet.lines[index])), -1)
    if title < 0 or title >= (last := _run_end(sheet, first)):
        return found
    times = Counter(key(sheet.lines[i].text) for i in range(first, last))
    described = False
    said: set[str] = set()
    for index in range(first, last):
        line = sheet.lines[index]
        if index - found.end > _MOST_BETWEEN or len(found.entries) >= _MOST_TITLES:
            break
        if _is_marked_otherwise(sheet, found, index):
            break
        if key(line.text) in said:
            found.end = index + 1
        elif _is_teaser(line):
            found.described = True
            described = described or not found.entries
            if not teasers and (found.entries or len(line.text) > _LONG_TEXT):
                break
            if described:
                pass
            elif not found.entries[-1].teasers:
                found.entries[-1].teasers.append(index)
                found.end = index + 1
        elif found.entries and _breaks_off(found, index) and _is_subject(line):
            break
        elif _is_title(line) and not _is_section(line, times):
            found.entries.append(_Entry(index))
            said.add(key(line.text))
            found.end = index + 1
    _drop_sections(sheet, found)
    _join_what_is_said_once(sheet, found, times)
    _drop_last_without_teaser(found)
    taken = {i for entry in found.entries for i in (entry.title, *entry.teasers)}
    found.rest = [index for index in range(first, found.end) if index not in taken]
    return found


def _breaks_off(found: _List, index: int) -> bool:
    """Whether a line stands below titles that had nothing between them: something else begins."""
    first = found.entries[0].title
    return len(found.entries) >= _FEWEST_EVEN and index - first == len(found.entries)


def _drop_sections(sheet: Sheet, found: _List) -> None:
    """Where some titles have a section's or a subject's short line above them, others have too."""
    titles = {entry.title for entry in found.entries}
    above = [entry.title - 1 for entry in found.entries if entry.title - 1 not in titles]
    named = sum(_is_subject(sheet.lines[index]) for index in above if index >= 0)
    if named < _FEWEST_NAMED:
        return
    kept: list[_Entry] = []
    for entry in found.entries:
        if kept and kept[-1].title == entry.title - 1 and not kept[-1].teasers:
            subject, title = (sheet.lines[i].text for i in (entry.title - 1, entry.title))
            if word_count(subject) <= _LONG_TITLE and word_count(subject) < word_count(title):
                kept.pop()
        kept.append(entry)
    found.entries = kept


def _is_subject(line: Line) -> bool:
    text = line.text
    if word_count(text) > _LONGEST_SECTION or is_notice(text):
        return False
    if is_byline(text) or names_alone(text):
        return False
    return not (find_date(text) or AGO.search(text) or _TIME.match(text))


def _drop_last_without_teaser(found: _List) -> None:
    """Drop what follows a list whose entries all have teasers, and has none itself."""
    with_teaser = [entry for entry in found.entries if entry.teasers]
    if len(with_teaser) < _FEWEST_TITLES or len(with_teaser) * 3 < len(found.entries) * 2:
        return
    while not found.entries[-1].teasers:
        found.entries.pop()
    found.end = found.entries[-1].teasers[-1] + 1


def _join_what_is_said_once(sheet: Sheet, found: _List, times: Counter[str]) -> None:
    """Where titles are said twice, by picture and by words, a line said once is a teaser."""
    twice = [entry for entry in found.entries if times[key(sheet.lines[entry.title].text)] > 1]
    if len(twice) < _FEWEST_TITLES or len(twice) * 3 < len(found.entries):
        return
    kept: list[_Entry] = []
    for entry in found.entries:
        if entry in twice:
            kept.append(entry)
        elif kept and word_count(sheet.lines[entry.title].text) >= _TEASER_WORDS:
            kept[-1].teasers = kept[-1].teasers or [entry.title]
    found.entries = kept


def _run_end(sheet: Sheet, first: int) -> int:
    """The first line behind a heading that is of the article, or begins something else."""
    index = first
    while _is_open(sheet, index) and index - first < _MOST_LINES:
        text = sheet.lines[index].text
        named = all(i in sheet.headings for i in range(first, index))  # lists that are not shown
        begins = index in sheet.headings and index > first and not named
        if begins or (word_count(text) <= _LONGEST_SECTION and follows_article(text)):
            break
        index += 1
    return index


def _is_marked_otherwise(sheet: Sheet, found: _List, index: int) -> bool:
    """Whether bullets begin where the list's titles have none, or end where these have some."""
    if not found.entries:
        return False
    line = sheet.lines[index]
    if sheet.lines[found.entries[-1].title].bullet:
        return not line.bullet and not _is_teaser(line) and not _is_title(line)
    run = sheet.lines[index : index + _MENU_BULLETS]
    return len(run) == _MENU_BULLETS and all(one.bullet for one in run)


def _is_teaser(line: Line) -> bool:
    text = line.text
    words = word_count(text)
    if words < _TEASER_WORDS or line.bullet:
        return False
    asks = text.endswith(("?", "!")) and bool(_INNER_END.search(text))
    return words > _LONGEST_TITLE or asks or text.endswith(_SENTENCE)


def _is_section(line: Line, times: Counter[str]) -> bool:
    return times[key(line.text)] > 1 and word_count(line.text) <= _LONGEST_SECTION


def _is_title(line: Line) -> bool:
    return _could_be_title(line.text)


@lru_cache(maxsize=4096)  # the lists are looked for twice
def _could_be_title(text: str) -> bool:
    words = word_count(text)
    if words > _LONGEST_TITLE or text[:1].islower() or text.endswith("."):
        return False
    if words < _TITLE_WORDS and (words < _TITLE_WORDS - 1 or len(text) < _SHORT_TITLE):
        return False
    if is_notice(text) or is_byline(text) or is_credit(text) or _FILE.search(text):
        return False
    return not (AGO.search(text) or (words <= 12 and find_date(text)))


def _label(sheet: Sheet, heading: int, found: _List, group: int) -> None:
    sheet.label(heading, Label(Zone.SIDEBAR_HEADING, group=group))
    for index in found.rest:
        sheet.leave_out(index, _PART)
    ranks = rank_lengths([sheet.lines[entry.title].text for entry in found.entries])
    for entry, start in zip(found.entries, ranks, strict=True):
        text, label = sheet.lines[entry.title].text, Label(Zone.SIDEBAR_ITEM, group=group)
        sheet.cut(entry.title, [(start, len(text), label)], _PART)
        for teaser in entry.teasers:
            cut_off = not sheet.lines[teaser].text.endswith(".")
            sheet.label(teaser, Label(Zone.SIDEBAR_TEASER, group=group, truncated=cut_off))
