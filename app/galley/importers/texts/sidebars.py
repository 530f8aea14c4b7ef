"""Finds a capture's lists of other articles: a heading, items, and the teasers below them."""

import re
from dataclasses import dataclass, field

from galley.domain.article import Zone
from galley.importers.list_ranks import rank_lengths
from galley.importers.phrases import is_sidebar_heading
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key
from galley.importers.texts.lines import Line
from galley.importers.texts.sheet import Label, Sheet

__all__ = ["label_sidebars"]

_FEWEST_ITEMS = 2
_FEWEST_AT_ENTRIES = 3
_MOST_HEADINGS = 4  # of lists that stand together
_LONGEST_ITEM = 220
_FULL_HEADLINE = 5  # words that most headlines of a list have, its sections have not
_LONGEST_REST = 6  # words of a byline, a date or a section below a teaser
_NUMBER = re.compile(r"\d{1,2}[.)]?\s+(?=\D)")
_PART = "A part of a list's entry: a number, a byline, its title said again"
_WHOLE = (".", "!", "?", "。", ".”", ".\"", ".’", "!”", "?”", ".)", "»", "”", "」")  # fmt: skip


@dataclass(slots=True)
class _Item:
    line: int
    teasers: list[int] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)


def label_sidebars(sheet: Sheet, headline: str = "") -> None:
    """Label every sidebar: a heading that says so with two items, or items with teasers.

    Args:
        sheet: The capture.
        headline: The key of the page's own headline, which is no sidebar's heading.
    """
    index = group = 0
    while index < len(sheet.lines):
        line = sheet.lines[index]
        if not sheet.is_free(index):
            pass
        elif line.bullet:
            items, after = _bulleted(sheet, index)
            with_teaser = sum(_is_teaser(sheet, item) for item in items)
            if with_teaser >= _FEWEST_ITEMS and with_teaser * 2 >= len(items):
                _label(sheet, _heading_above(sheet, index, headline), items, group)
                group += 1
            index = max(after, index + 1)  # a bullet before a long line is no item: go on behind it
            continue
        elif index in sheet.headings and key(line.text) != headline:
            items, after = _items(sheet, _below_headings(sheet, index))
            if len(items) >= _FEWEST_ITEMS and not _is_menu(sheet, items):
                _label(sheet, index, items, group)
                group += 1
                index = after
                continue
        index += 1


def _below_headings(sheet: Sheet, index: int) -> int:
    """The line below a heading and those of other lists that stand with it, which are not shown."""
    end = index + _MOST_HEADINGS
    while index in sheet.headings and index < end:
        index += 1
    return index


def _is_menu(sheet: Sheet, items: list[_Item]) -> bool:
    """Whether most entries are too short for headlines and none has a teaser: topics, sections."""
    long = sum(word_count(sheet.lines[item.line].text) >= _FULL_HEADLINE for item in items)
    return long * 2 < len(items) and not any(item.teasers for item in items)


def _is_teaser(sheet: Sheet, item: _Item) -> bool:
    """Whether an item has a teaser set in below it, which no list of an article's own has."""
    line = sheet.lines[item.line]
    below = [sheet.lines[teaser] for teaser in item.teasers[:1]]
    return any(b.indent > line.bullet_indent and word_count(b.text) >= 8 for b in below)


def _heading_above(sheet: Sheet, first: int, headline: str) -> int:
    """The short line above a list, unless it is the page's headline; -1 for none."""
    above = first - 1
    if above < 0 or not sheet.is_free(above) or sheet.lines[above].bullet:
        return -1
    text = sheet.lines[above].text
    short = word_count(text) <= 6 and not text.endswith((".", ":"))
    return above if short and key(text) != headline else -1


def _items(sheet: Sheet, first: int) -> tuple[list[_Item], int]:
    """The items that follow a heading, and the line behind them."""
    if first < len(sheet.lines) and sheet.lines[first].bullet:
        return _bulleted(sheet, first)
    return _paired(sheet, first)


def _bulleted(sheet: Sheet, first: int) -> tuple[list[_Item], int]:
    """Bulleted items; a line below one is its teaser if it is indented or if all have one."""
    items: list[_Item] = []
    index, bullet_indent = first, sheet.lines[first].bullet_indent
    while index < len(sheet.lines):
        line = sheet.lines[index]
        if line.bullet:
            if word_count(line.text) > 45:
                break
            items.append(_Item(index))
        elif line.indent > bullet_indent or _another_bullet_follows(sheet, index, items):
            items[-1].teasers.append(index)
        else:
            break
        index += 1
    return items, index


def _another_bullet_follows(sheet: Sheet, index: int, items: list[_Item]) -> bool:
    """Whether an unindented line stands between two items, as the teaser of the first."""
    if items[-1].teasers or index in sheet.headings:
        return False
    if index + 1 < len(sheet.lines) and sheet.lines[index + 1].bullet:
        return word_count(sheet.lines[index].text) >= 8
    return len(items) > 1 and all(item.teasers for item in items[:-1])


def _paired(sheet: Sheet, first: int) -> tuple[list[_Item], int]:
    """Items without bullets: a short line and a longer one by turns, at least three times.

    A title may be said twice, by its picture and by itself, and a byline may stand below a teaser.
    """
    items: list[_Item] = []
    index = first
    while index + 1 < len(sheet.lines):
        title = index
        again = key(sheet.lines[index].text) == key(sheet.lines[index + 1].text)
        teaser = index + 2 if again else index + 1
        if teaser >= len(sheet.lines) or not _is_pair(sheet.lines[title], sheet.lines[teaser]):
            break
        items.append(_Item(title, [teaser], [title + 1] if again else []))
        index = teaser + 1
        if _is_rest(sheet, index):
            items[-1].rest.append(index)
            index += 1
    return (items, index) if len(items) > _FEWEST_ITEMS else ([], first)


def _is_rest(sheet: Sheet, index: int) -> bool:
    """Whether the line below a teaser is of its entry: a byline, a date, or what all have there.

    Another list's name is not, but "Related" may stand at each entry.
    """
    if index >= len(sheet.lines) or word_count(sheet.lines[index].text) > _LONGEST_REST:
        return False
    text = sheet.lines[index].text
    same = sum(sheet.lines[heading].text == text for heading in sheet.headings)
    return index not in sheet.headings or same >= _FEWEST_AT_ENTRIES


def _is_pair(item: Line, teaser: Line) -> bool:
    if item.bullet or is_sidebar_heading(item.text) or len(item.text) > _LONGEST_ITEM:
        return False
    if not 3 <= word_count(item.text) < word_count(teaser.text) or item.text.endswith("."):
        return False
    return word_count(teaser.text) >= 14 and not teaser.bullet


def _label(sheet: Sheet, heading: int, items: list[_Item], group: int) -> None:
    if heading >= 0:
        sheet.label(heading, Label(Zone.SIDEBAR_HEADING, group=group))
    texts = [sheet.lines[item.line].text for item in items]
    numbers = [_NUMBER.match(text) for text in texts]
    ranks = rank_lengths(texts)
    if all(numbers):
        ranks = [match.end() for match in numbers if match]
    for item, start in zip(items, ranks, strict=True):
        text, label = sheet.lines[item.line].text, Label(Zone.SIDEBAR_ITEM, group=group)
        sheet.cut(item.line, [(start, len(text), label)], _PART)
        for part in item.rest:
            sheet.leave_out(part, _PART)
        for teaser in item.teasers:
            cut_off = not sheet.lines[teaser].text.endswith(_WHOLE)
            sheet.label(teaser, Label(Zone.SIDEBAR_TEASER, group=group, truncated=cut_off))
