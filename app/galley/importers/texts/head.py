"""Finds a capture's masthead and headline, and labels what stands between them and the text."""

import re
from dataclasses import dataclass

from galley.domain.article import Zone
from galley.importers.bylines import is_byline, names_alone, read_byline
from galley.importers.credits import is_credit
from galley.importers.dates import find_date
from galley.importers.phrases import AGO, is_notice
from galley.importers.texts.body import word_count
from galley.importers.texts.headline import is_dated
from galley.importers.texts.keys import say_same
from galley.importers.texts.sheet import Label, Sheet

__all__ = [
    "SAID_AGAIN",
    "Head",
    "Masthead",
    "head_end",
    "is_name_line",
    "label_head",
    "label_masthead",
    "read_masthead",
]

SAID_AGAIN = "The headline, said again"
_MASTHEAD_LINES = 6
_LONGEST_MASTHEAD = 600  # characters
_SAID_WORDS = 4  # of a headline in it that is said anywhere below: sections are, in every menu
_SEPARATOR = re.compile(r"\s+[-–—|:»]\s+")
_LOGO = re.compile(r"(?:the )?logo (?:of |- )?(?:the )?", re.IGNORECASE)
_BYLINE_BELOW = 14  # lines below the headline or the dek in which a byline may stand
_MOST_DEKS = 2
_AGO_WORDS = 8
_NAME_TO_HEADLINE = 5  # lines from the headline to a name without "by" and without a date
_NAME_ZONE = 14  # lines below the headline in which a name said twice is the author's
_PARTS = re.compile(r"\s+[•·/–-]\s+|\s*\|\s*|\s+(?=(?:by|von|par|por) [^\W\d_])")
_BY_ALONE = re.compile(r"(?:written )?(?:by|von|par|por|di|door)\s?[:：]?", re.IGNORECASE)
_NAME_TO_DATE = 4  # lines between a name without "by" and the date


@dataclass(frozen=True, slots=True)
class Masthead:
    """The line that names the paper and the headline, as ranges of its text (code points)."""

    line: int
    publication: tuple[int, int]
    headline: tuple[int, int]


def _publication(text: str, start: int, end: int) -> tuple[int, int]:
    """The paper's name in "Logo of X newspaper X": the words said twice, read from the right.

    Without them, all the words behind "Logo of".
    """
    words = [(match.start(), match.group()) for match in re.finditer(r"\S+", text[start:end])]
    for count in range(len(words) // 2, 0, -1):
        name = [word for _start, word in words[-count:]]
        before = [word for _start, word in words[:-count]]
        if any(before[i : i + count] == name for i in range(len(before) - count + 1)):
            return start + words[-count][0], end
    match = _LOGO.match(text, start, end)
    return (match.end() if match else start), end


def read_masthead(sheet: Sheet) -> Masthead | None:
    """The masthead line, told by a headline in it that a later line says again, or by its logo."""
    later = [line.text for line in sheet.lines[1:80] if len(line.text) > 3]

    def is_said_later(part: str) -> bool:
        below = later if word_count(part) >= _SAID_WORDS else next_line
        return any(say_same(text, part) for text in below)

    for index, line in enumerate(sheet.lines[:_MASTHEAD_LINES]):
        next_line = [one.text for one in sheet.lines[index + 1 : index + 2]]
        text = line.text
        if len(text) > _LONGEST_MASTHEAD:
            continue
        for match in reversed(list(_SEPARATOR.finditer(text))):
            left, right = (0, match.start()), (match.end(), len(text))
            if is_said_later(text[right[0] :]):
                return Masthead(index, _publication(text, *left), right)
            if word_count(text[right[0] :]) <= 6 and is_said_later(text[: left[1]]):
                return Masthead(index, right, left)
        if _LOGO.match(text) and (first := _SEPARATOR.search(text)):
            return Masthead(index, _publication(text, 0, first.start()), (first.end(), len(text)))
    return None


def label_masthead(sheet: Sheet, masthead: Masthead) -> str:
    """Label the masthead line; gives the publication."""
    text = sheet.lines[masthead.line].text
    start, end = masthead.publication
    pieces = [(start, end, Label(Zone.MASTHEAD))]
    again = Label(reason=SAID_AGAIN)
    if masthead.headline[0] > end:
        pieces.append((end, len(text), again))
    else:
        pieces.insert(0, (0, start, again))
    sheet.cut(masthead.line, pieces, "The page's logo, described in words")
    return text[start:end]


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines around the headline say.

    Attributes:
        end: The line behind the head's last one: the body starts there or below.
    """

    authors: tuple[str, ...] = ()
    published: str = ""
    end: int = 0


def head_end(sheet: Sheet, headline: int, body: int, last: int) -> int:
    """The line behind the last byline or date that stands above the running text.

    Args:
        sheet: The capture.
        headline: Index of the headline's line.
        body: Where the running text seems to start: maybe with the dek, above the byline.
        last: The text's last line.
    """
    end, paragraphs = body, 0
    for index in range(headline + 1, min(max(body, headline) + _BYLINE_BELOW, last + 1)):
        line = sheet.lines[index]
        if is_dated(line.text):
            end = max(end, index + 1)
        elif _BY_ALONE.fullmatch(line.text):
            end = max(end, index + 2)
        elif sheet.is_free(index) and word_count(line.text) > 14:
            paragraphs += 1
            if paragraphs > _MOST_DEKS:
                break
    return end


def label_head(sheet: Sheet, headline: int, end: int) -> Head:
    """Label the byline, the date and the dek between the headline and the head's end."""
    published = ""
    dated = -1
    dek_possible = True
    for index in range(headline + 1, end):
        if not sheet.is_free(index):
            continue
        text = sheet.lines[index].text
        words = word_count(text)
        found = find_date(text) if words <= 24 else ""
        if is_notice(text) and not found:
            sheet.leave_out(index, "A button or a notice of the site")
        elif is_byline(text):
            sheet.label(index, Label(Zone.BYLINE))
            published = published or found
        elif found or (words <= _AGO_WORDS and AGO.search(text)):
            sheet.label(index, Label(Zone.DATE))
            published, dated = published or found, index if dated < 0 else dated
        elif words >= 7 and dek_possible and not sheet.lines[index].bullet:
            sheet.label(index, Label(Zone.DEK))
        elif words >= 20 and sheet.lines[index].ends_sentence:
            sheet.label(index, Label(Zone.BODY))
        dek_possible = dek_possible and words >= 4
    return Head(_label_names(sheet, headline, end, dated), published, end)


def _label_names(sheet: Sheet, headline: int, end: int, dated: int) -> tuple[str, ...]:
    """The authors: from the byline, else from names alone or beside the date."""
    zone = range(headline + 1, end)
    for index in zone:
        if sheet.zone(index) is Zone.BYLINE and (found := read_byline(sheet.lines[index].text)):
            _leave_out_again(sheet, zone, found)
            return found
    found, index = _names_near(sheet, headline, zone, dated)
    if found:
        if index != dated:
            sheet.label(index, Label(Zone.BYLINE))
            found = _with_those_below(sheet, index, zone, found)
        _leave_out_again(sheet, zone, found)
    return found


def _with_those_below(
    sheet: Sheet, index: int, zone: range, authors: tuple[str, ...]
) -> tuple[str, ...]:
    """The authors with those that the next lines name, a line each."""
    for below in range(index + 1, zone.stop):
        text = sheet.lines[below].text
        if not sheet.is_free(below) or not is_name_line(text) or _is_described(sheet, below):
            break
        sheet.label(below, Label(Zone.BYLINE))
        authors += tuple(name for name in read_byline(text) if name not in authors)
    return authors


def _names_near(
    sheet: Sheet, headline: int, zone: range, dated: int
) -> tuple[tuple[str, ...], int]:
    """Names without "by": beside the date, in the date's own line, or just below the headline."""
    named = [
        i for i in zone if is_name_line(sheet.lines[i].text) and (sheet.is_free(i) or i == dated)
    ]
    for index in named:
        if _BY_ALONE.fullmatch(sheet.lines[index - 1].text):
            return read_byline(sheet.lines[index].text), index
    for index in named:
        if dated >= 0 and abs(index - dated) <= _NAME_TO_DATE and not _is_described(sheet, index):
            return read_byline(sheet.lines[index].text), index
    if dated >= 0:
        for part in _PARTS.split(sheet.lines[dated].text):
            if is_byline(part) or (names_alone(part) and not find_date(part)):
                return read_byline(part), dated
    for index in named:
        text = sheet.lines[index].text
        near = index - headline <= _NAME_TO_HEADLINE
        twice = any(sheet.lines[i].text == text for i in zone[:_NAME_ZONE] if i != index)
        if (near or twice) and not _is_described(sheet, index):
            return read_byline(text), index
    return (), -1


def _is_described(sheet: Sheet, index: int) -> bool:
    """Whether a name stands for who is in a picture: a credit is below, in a line or two."""
    below = sheet.lines[index + 1 : index + 3]
    return any(is_credit(line.text) for line in below)


def _leave_out_again(sheet: Sheet, zone: range, authors: tuple[str, ...]) -> None:
    for index in zone:
        if sheet.is_free(index) and read_byline(sheet.lines[index].text) == authors:
            sheet.leave_out(index, "The byline, said again")


def is_name_line(text: str) -> bool:
    """Whether a short line holds nothing but names, maybe with a date behind them."""
    return word_count(text) <= 12 and not text.endswith((".", ":", "?", "!")) and names_alone(text)
