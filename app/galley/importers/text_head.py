"""Finds a capture's masthead and headline, and labels what stands between them and the text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from galley.domain.article import Zone
from galley.importers.bylines import is_byline, names_alone, read_byline
from galley.importers.credits import is_credit, is_labelled_credit, split_caption
from galley.importers.dates import find_date
from galley.importers.phrases import AGO, is_notice, is_sidebar_heading
from galley.importers.text_body import word_count
from galley.importers.text_keys import key
from galley.importers.text_sheet import Label, Sheet

__all__ = ["Masthead", "find_headline", "head_end", "label_head", "read_masthead"]

SAID_AGAIN = "The headline, said again"
_MASTHEAD_LINES = 6
_SEPARATOR = re.compile(r"\s+[-–—|:»]\s+")
_LOGO = re.compile(r"(?:the )?logo (?:of |- )?(?:the )?", re.IGNORECASE)
_HEAD_LINES = 45
_LONGEST_HEADLINE = 230
_NEVER = -100.0
_MOST_WORDS = 24  # of a headline; a longer line is nearly always a paragraph
_LONGEST_KICKER = 6  # words
_DEK_WORDS = 8
_SAID_NEAR = 3  # lines
_SAME_SUBJECTS = 0.33
_CAPTION_AGAIN = 3  # lines
_LEAST = 0.6  # the weight that a headline has at least
_CLEARLY = 0.6  # how much better a later line must be than an earlier one
_FAR = 0.02  # for each line between it and the text
_CAPTIONED = 1.0  # for a credit below it
_DATED = 1.3  # for a byline or a date below it
_DATE_BELOW = 8
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_NAME = 3  # words
_REPEATED_WORDS = 4  # of a headline that is said again: a menu's own name may be too
_SENTENCES = re.compile(r"[a-zß-ÿ\d]{3,}[.?!] [A-ZÀ-ÞА-Я].*[a-zß-ÿ\d]{3,}[.?!] [A-ZÀ-ÞА-Я]")
_CLOSING_MARKS = "\"'”’»“‘"  # a paragraph may end with a quotation's full stop
_ODD_START = re.compile(r"[:>|,;)\]]")
_BYLINE_BELOW = 14  # lines below the headline or the dek in which a byline may stand
_MOST_DEKS = 2
_NAME_TO_HEADLINE = 5  # lines from the headline to a name without "by" and without a date
_NAME_ZONE = 14  # lines below the headline in which a name said twice is the author's
_PARTS = re.compile(r"\s+[|•·/–-]\s+")
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
    later = {key(line.text) for line in sheet.lines[1:80] if len(line.text) > 3}
    for index, line in enumerate(sheet.lines[:_MASTHEAD_LINES]):
        text = line.text
        for match in reversed(list(_SEPARATOR.finditer(text))):
            left, right = (0, match.start()), (match.end(), len(text))
            if key(text[right[0] :]) in later:
                return Masthead(index, _publication(text, *left), right)
            if key(text[: left[1]]) in later and word_count(text[right[0] :]) <= 6:
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


def _headline_weight(sheet: Sheet, index: int, said: dict[str, int], subjects: set[str]) -> float:
    """How much a line reads like the headline of a text with these subjects."""
    line = sheet.lines[index]
    text, words = line.text, word_count(line.text)
    if not 2 <= words <= 40 or not 6 <= len(text) <= _LONGEST_HEADLINE:
        return _NEVER
    if is_notice(text) or is_sidebar_heading(text) or is_credit(text) or split_caption(text):
        return _NEVER
    if words <= 12 and (is_byline(text) or (find_date(text) and words <= 10)):
        return _NEVER
    if _is_author(sheet, index):
        return _NEVER
    if words <= _LONGEST_NAME and names_alone(text) and ("기자" in text or "記者" in text):
        return _NEVER
    own = _subjects(text)
    shared = len(own & subjects) / max(4, len(own))
    weight = 3 * shared + min(words, 8) / 8
    weight += 1.0 if said.get(key(text), 0) > 1 and words >= _REPEATED_WORDS else 0.0
    weight -= 2.0 if line.bullet else 0.0
    weight -= 2.0 if _SENTENCES.search(text) else 0.0
    weight -= 0.5 if _ODD_START.match(text) else 0.0
    if text.rstrip(_CLOSING_MARKS).endswith((".", ":", ",", "…", "。")):
        weight -= 0.8 if words <= 14 else 2.5
    return weight


def _subjects(text: str) -> set[str]:
    """The first letters of a text's longer words (pairs of characters in the east)."""
    east = _EAST.findall(text)
    pairs = {a + b for a, b in pairwise(east)} if len(east) > 3 else set()
    return {word[:6] for word in _LONG_WORD.findall(text.casefold())} | pairs


def find_headline(sheet: Sheet, first: int, last: int, wanted: str = "") -> int:
    """The index of the headline's line, or -1.

    Without a masthead that says it, the headline is the line above the text that shares the most
    words with it; of lines that are about as good, the first: a dek or a caption stands below.

    Args:
        sheet: The capture.
        first: Index of the body's first line.
        last: Index of its last line.
        wanted: The headline as the masthead says it, if it does.
    """
    if wanted:
        target = key(wanted)
        for index, line in enumerate(sheet.lines):
            if sheet.is_free(index) and key(line.text) == target:
                return index
    said: dict[str, int] = {}
    for line in sheet.lines[: first + 40]:
        said[key(line.text)] = said.get(key(line.text), 0) + 1
    subjects: set[str] = set()
    for line in sheet.lines[first : last + 1]:
        subjects |= _subjects(line.text) if word_count(line.text) > 12 else set()
    best, best_weight = -1, _LEAST
    dated = -_HEAD_LINES
    last_line = len(sheet.lines) - 1
    lowest = min(max(first + 2, _head_s_end(sheet, first)), last_line)
    for index in range(lowest, max(-1, first - _HEAD_LINES), -1):
        dated = index if _is_dated(sheet.lines[index].text) or _is_author(sheet, index) else dated
        if not sheet.is_free(index):
            continue
        weight = _headline_weight(sheet, index, said, subjects) - _FAR * max(0, first - index)
        weight -= _CAPTIONED if _is_caption(sheet, index) else 0.0
        weight += _DATED if 0 < dated - index <= _DATE_BELOW else 0.0
        if weight >= best_weight - (_CLEARLY if best >= 0 else 0):
            best, best_weight = index, weight
    return _in_full(sheet, _in_other_words(sheet, _without_breadcrumb(sheet, best, first)))


def _head_s_end(sheet: Sheet, first: int) -> int:
    """The line of a byline or date just below a text's first lines: these may be a notice or menu.

    A text that begins above its own byline began too early.
    """
    for index in range(first + 1, min(first + _DATE_BELOW, len(sheet.lines))):
        if _is_dated(sheet.lines[index].text):
            return index
    return first


def _in_full(sheet: Sheet, best: int) -> int:
    """Of near lines that say the same letters, the one with all its marks: "Rates: up again"."""
    if best < 0:
        return best
    target = key(sheet.lines[best].text)
    near = range(max(0, best - _SAID_NEAR), min(best + _SAID_NEAR + 1, len(sheet.lines)))
    same = [i for i in near if sheet.is_free(i) and key(sheet.lines[i].text) == target]
    longest = max(same, key=lambda index: len(sheet.lines[index].text), default=best)
    return longest if len(sheet.lines[longest].text) > len(sheet.lines[best].text) else best


def _in_other_words(sheet: Sheet, best: int) -> int:
    """The headline below the page's title that ends the way to it: "title", "kicker", "headline".

    Both speak of the same; a short line that is no byline stands between them, a sentence below.
    """
    below = best + 2
    if best < 0 or below + 1 >= len(sheet.lines) or not sheet.is_free(below):
        return best
    text, kicker = sheet.lines[below].text, sheet.lines[best + 1].text
    if word_count(kicker) > _LONGEST_KICKER or _is_dated(kicker) or is_credit(kicker):
        return best
    dek = sheet.lines[below + 1]
    if text.endswith((".", ":", ",")) or not dek.ends_sentence or word_count(dek.text) < _DEK_WORDS:
        return best
    title, own = _subjects(sheet.lines[best].text), _subjects(text)
    same = len(title & own) >= _SAME_SUBJECTS * min(len(title), len(own)) and len(title & own) > 1
    return below if same and 3 <= word_count(text) <= _MOST_WORDS else best


def _without_breadcrumb(sheet: Sheet, best: int, first: int) -> int:
    """A line that ends with the words of one below it is the way there: "Home News Headline"."""
    this = key(sheet.lines[best].text) if best >= 0 else ""
    for index in range(best + 1, min(first + 3, best + 30, len(sheet.lines))):
        below = key(sheet.lines[index].text)
        if sheet.is_free(index) and len(below) >= 12 and this.endswith(below) and this != below:
            return index
    return best


def _is_caption(sheet: Sheet, index: int) -> bool:
    """Whether the line below is a credit, or says this one again with a credit behind it.

    So is a line that says again what was a caption just above.
    """
    before = range(max(0, index - _CAPTION_AGAIN), index)
    this = key(sheet.lines[index].text)
    again = (i for i in before if key(sheet.lines[i].text) == this)
    return _is_captioned(sheet, index) or any(_is_captioned(sheet, i) for i in again)


def _is_captioned(sheet: Sheet, index: int) -> bool:
    if index + 1 >= len(sheet.lines):
        return False
    this, below = sheet.lines[index].text, sheet.lines[index + 1].text
    if is_labelled_credit(below):
        return True
    return len(below) > len(this) and below.startswith(this) and split_caption(below) is not None


def _is_author(sheet: Sheet, index: int) -> bool:
    """Whether a name alone is said again in the next line, maybe with "By" before it."""
    this = sheet.lines[index].text
    below = sheet.lines[index + 1].text if index + 1 < len(sheet.lines) else ""
    if this not in below or word_count(this) > _LONGEST_NAME or not names_alone(this):
        return False
    return this == below or (is_byline(below) and this in read_byline(below))


def _is_dated(text: str) -> bool:
    if word_count(text) > 16:
        return False
    return is_byline(text) or bool(find_date(text)) or bool(AGO.search(text))


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
        if _is_dated(line.text):
            end = max(end, index + 1)
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
        elif found:
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
        _leave_out_again(sheet, zone, found)
    return found


def _names_near(
    sheet: Sheet, headline: int, zone: range, dated: int
) -> tuple[tuple[str, ...], int]:
    """Names without "by": beside the date, in the date's own line, or just below the headline."""
    named = [
        i for i in zone if _is_name_line(sheet.lines[i].text) and (sheet.is_free(i) or i == dated)
    ]
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


def _is_name_line(text: str) -> bool:
    """Whether a short line holds nothing but names, maybe with a date behind them."""
    return word_count(text) <= 12 and not text.endswith((".", ":", "?", "!")) and names_alone(text)
