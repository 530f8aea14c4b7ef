"""Finds a capture's lists of other articles: a heading, items, and the teasers below them."""

import re
from dataclasses import dataclass, field

from galley.domain.article import Zone
from galley.importers.phrases import is_sidebar_heading
from galley.importers.text_body import word_count
from galley.importers.text_sheet import Label, Sheet

__all__ = ["label_sidebars"]

_FEWEST_ITEMS = 2
_LONGEST_ITEM = 220
_NUMBER = re.compile(r"\d{1,2}[.)]?\s+(?=\D)")
_WHOLE = (".", "!", "?", "。", ".”", ".\"", ".’", "!”", "?”", ".)", "»", "”", "」")  # fmt: skip


@dataclass(slots=True)
class _Item:
    line: int
    teasers: list[int] = field(default_factory=list)


def label_sidebars(sheet: Sheet) -> None:
    """Label every sidebar whose heading says what it is and that has at least two items."""
    index = group = 0
    while index < len(sheet.lines):
        line = sheet.lines[index]
        if not line.bullet and is_sidebar_heading(line.text):
            items, after = _items(sheet, index + 1)
            if len(items) >= _FEWEST_ITEMS:
                _label(sheet, index, items, group)
                group += 1
                index = after
                continue
        index += 1


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
    if items[-1].teasers or is_sidebar_heading(sheet.lines[index].text):
        return False
    if index + 1 < len(sheet.lines) and sheet.lines[index + 1].bullet:
        return word_count(sheet.lines[index].text) >= 8
    return len(items) > 1 and all(item.teasers for item in items[:-1])


def _paired(sheet: Sheet, first: int) -> tuple[list[_Item], int]:
    """Items without bullets: a short line and a longer one by turns, at least three times."""
    items: list[_Item] = []
    index = first
    while index + 1 < len(sheet.lines):
        item, teaser = sheet.lines[index], sheet.lines[index + 1]
        if item.bullet or is_sidebar_heading(item.text) or len(item.text) > _LONGEST_ITEM:
            break
        if not 3 <= word_count(item.text) < word_count(teaser.text) or item.text.endswith("."):
            break
        if word_count(teaser.text) < 14 or teaser.bullet:
            break
        items.append(_Item(index, [index + 1]))
        index += 2
    return (items, index) if len(items) > _FEWEST_ITEMS else ([], first)


def _label(sheet: Sheet, heading: int, items: list[_Item], group: int) -> None:
    sheet.label(heading, Label(Zone.SIDEBAR_HEADING, group=group))
    for item in items:
        text = sheet.lines[item.line].text
        number = _NUMBER.match(text)
        label = Label(Zone.SIDEBAR_ITEM, group=group)
        if number:
            sheet.cut(item.line, [(number.end(), len(text), label)], "The number of a list's entry")
        else:
            sheet.label(item.line, label)
        for teaser in item.teasers:
            cut_off = not sheet.lines[teaser].text.endswith(_WHOLE)
            sheet.label(teaser, Label(Zone.SIDEBAR_TEASER, group=group, truncated=cut_off))
