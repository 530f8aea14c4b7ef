"""Finds a capture's headline: each line above the text is a candidate, and a few features weigh it.

It shares its words with the text, has a byline or a date below it, and does not read
like a paragraph, a caption, a menu or a name. The weights are round numbers set by hand.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from galley.importers.bylines import is_byline, names_alone, read_byline
from galley.importers.credit_names import looks_like_names, spaced_slashes
from galley.importers.credits import (
    is_credit,
    is_labelled_credit,
    split_caption,
)
from galley.importers.dates import find_date
from galley.importers.phrases import AGO, is_notice, is_sidebar_heading
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key, say_same
from galley.importers.texts.sheet import Sheet

__all__ = ["find_headline", "is_dated"]

_LINES_ABOVE = 100  # the text, in which a headline may stand
_LINES_OF_TEXT = 80  # whose words a headline may share
_LINES_BELOW = 2  # the text's first one
_WORDS = range(2, 41)
_CHARACTERS = range(6, 231)
_LEAST = 0.6  # the weight that a headline has at least
_CLEARLY = 0.6  # how much better a later line must be than an earlier one
_LONGER = 1.5  # how much better a long line just below a shorter one must be
_SHARED = 3.0  # for a line whose longer words are all in the text
_FEW_WORDS = 12  # of a line that is no paragraph
_FULL_LENGTH = 8  # words
_SAID_AGAIN = 0.5
_SAID_WORDS = 4  # of a line that is said again: a menu's own name may be too
_MOST_WORDS = 24
_WAY_THERE = 1.0  # for a line above that ends with this one's words: "Home News Headline"
_WAY_LINES = 10
_CRUMB_WORDS = 3
_LONG = -1.0
_FAR = -0.02  # for each line between it and the text
_NEAR, _NEAR_LINES = 0.3, 6  # what stands between headline and text is seldom more
_TWO_PARTS = 0.4  # "Ostvik: a toll for lorries"
_SITE_S_MARKS = -0.5  # of a breadcrumb, a link
_FEWEST_ABOVE = 3  # words
_ABOVE_LONGER = 0.25  # a dek or a paragraph is below
_FEWEST_WORDS, _SECTION = 2, -0.6  # a section's name, a button, an author
_DATED = 1.3  # for a byline or a date below it
_DATED_NEAR, _DATED_FAR = 3, 0.05  # less for each line between, beyond so many
_IN_TEXT = -0.8  # for each paragraph above it
_DATE_BELOW = 8  # lines
_HEAD_LINES = 20  # below the text's first one, in which its byline may be
_NOTICES = 2  # paragraphs above the byline of a text that began too early
_PARAGRAPH_WORDS = 15
_BULLET = -1.0
_CRUMBS = -1.0
_NAMES, _SHORT_NAME = -0.7, 4  # words
_OFTEN, _OF_MENU = 2, -1.0  # a short line that is said more often than twice
_TWO_SENTENCES = -2.0
_ODD_START = -0.5
_SHORT_SENTENCE, _SENTENCE = -1.5, -2.5
_SHORT = 14  # words
_CAPTION = -1.0
_CAPTION_AGAIN = 3  # lines
_NEVER = -100.0
_LONGEST_NAME = 3  # words
_DATED_WORDS = 16
_SAID_NEAR = 3  # lines
_LONGEST_KICKER = 6  # words
_DEK_WORDS = 8
_SAME_SUBJECTS = 0.33
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"([^\W\d_]{4,6})[^\W\d_]*")
_EAST = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)
_INNER_SENTENCES = re.compile(r"[a-zß-ÿ\d]{3,}[.?!] [A-ZÀ-ÞА-Я].*[a-zß-ÿ\d]{3,}[.?!] [A-ZÀ-ÞА-Я]")
_CLOSING_MARKS = "\"'”’»“‘"  # a paragraph may end with a quotation's full stop
_WAY = re.compile(r"\s[/>›＞→]\s")
_PARTING = (": ", " – ", " — ")
_SITE_MARK = re.compile(r"[|•»©@→←*\[\]]")
_ODD_CHARACTER = re.compile(r"[:>|,;)\]]")


def find_headline(sheet: Sheet, first: int, last: int, wanted: str = "") -> int:
    """The index of the headline's line, or -1.

    Without a masthead that says it, the headline is the candidate of the greatest weight; of those
    that are about as good, the first: a dek or a caption stands below.

    Args:
        sheet: The capture.
        first: Index of the body's first line.
        last: Index of its last line.
        wanted: The headline as the masthead says it, if it does.
    """
    if wanted:
        for index, line in enumerate(sheet.lines):
            if sheet.is_free(index) and say_same(line.text, wanted):
                return index
    candidates = _Candidates(sheet, first, last)
    best = candidates.best()
    return _in_full(sheet, _in_other_words(sheet, _without_breadcrumb(sheet, best, first)))


@dataclass(slots=True)
class _Candidates:
    """The lines of one capture among which its headline is."""

    sheet: Sheet
    first: int
    last: int
    said: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    dated: dict[int, bool] = field(default_factory=dict)

    def best(self) -> int:
        """The first of the lines that weigh about the most; -1 if none weighs enough."""
        lines = self.sheet.lines
        for line in lines[self.first : min(self.last + 1, self.first + _LINES_OF_TEXT)]:
            if word_count(line.text) > _FEW_WORDS:
                self.subjects.update(_subjects(line.text))
        lowest = min(max(self.first + _LINES_BELOW, self._head_s_end()), len(lines) - 1)
        highest = max(0, self.first + 1 - _LINES_ABOVE)
        self.said.update(line.text for line in lines[highest : lowest + 1])
        form = {
            index: self._by_form(index)
            for index in range(lowest, highest - 1, -1)
            if self.sheet.is_free(index)
        }
        # Where a line stands is asked only of those that could still win: it takes much longer.
        weights: dict[int, float] = {}
        most = _LEAST
        for index in sorted(form, key=lambda one: (form[one], one), reverse=True):
            if form[index] + _DATED < most - _LONGER:
                break
            weights[index] = form[index] + self._by_place(index)
            most = max(most, weights[index])
        best, best_weight = -1, _LEAST
        for index in sorted(weights, reverse=True):
            if weights[index] >= best_weight - self._margin(index, best):
                best, best_weight = index, weights[index]
        return best

    def _margin(self, index: int, below: int) -> float:
        """How much better a line below must be: clearly; more so where it could be the dek.

        Nothing is granted to what hardly is a headline.
        """
        text = self.sheet.lines[index].text
        if below < 0 or _opens_oddly(text) or _WAY.search(text):
            return 0.0
        words = word_count(text)
        longer = word_count(self.sheet.lines[below].text)
        is_dek = below == index + 1 and _FEW_WORDS < longer > words >= _SAID_WORDS
        return _LONGER if is_dek else _CLEARLY

    def _by_form(self, index: int) -> float:
        """What a line weighs by its own words and marks, and by being shorter than the next."""
        line = self.sheet.lines[index]
        text, words = line.text, word_count(line.text)
        if words not in _WORDS or len(text) not in _CHARACTERS:
            return _NEVER
        own = _subjects(text)
        by_itself = index >= self.first and words > _FEW_WORDS
        shared = sum(self.subjects[subject] > by_itself for subject in own)
        weight = _SHARED * shared / max(4, len(own))
        weight += _by_length(words) + _by_marks(text, words)
        if words >= _SAID_WORDS and self.said[text] > 1:
            weight += _SAID_AGAIN
        if words >= _CRUMB_WORDS and self._ends_another(index):
            weight += _WAY_THERE
        if line.bullet:
            weight += _BULLET
        if words <= _SAID_WORDS and self.said[text] > _OFTEN:
            weight += _OF_MENU
        if _FEWEST_ABOVE <= words < self._words_below(index):
            weight += _ABOVE_LONGER
        return weight + self._by_distance(index)

    def _words_below(self, index: int) -> int:
        below = self.sheet.lines[index + 1 : index + 2]
        return word_count(below[0].text) if below else 0

    def _by_distance(self, index: int) -> float:
        """What a line weighs by how many lines are between it and the text."""
        between = self.first - index
        return _FAR * max(0, between) + (_NEAR if 0 <= between <= _NEAR_LINES else 0.0)

    def _ends_another(self, index: int) -> bool:
        text = self.sheet.lines[index].text
        above = self.sheet.lines[max(0, index - _WAY_LINES) : index]
        return any(line.text.endswith(text) and line.text != text for line in above)

    def _by_place(self, index: int) -> float:
        """What a line weighs by what stands around it; it may turn out to be something else."""
        if _is_other(self.sheet, index):
            return _NEVER
        weight = _CAPTION if _is_caption(self.sheet, index) else 0.0
        below = range(index + 1, min(index + 1 + _DATE_BELOW, len(self.sheet.lines)))
        dated = next((i for i in below if self._is_dated(i)), -1)
        if dated >= 0:
            weight += _DATED - _DATED_FAR * max(0, dated - index - _DATED_NEAR)
        return weight + _IN_TEXT * self._paragraphs_above(index)

    def _paragraphs_above(self, index: int) -> int:
        """How many paragraphs of the text stand above a line that is in it."""
        lines = self.sheet.lines[self.first : index]
        return sum(one.ends_sentence and word_count(one.text) >= _PARAGRAPH_WORDS for one in lines)

    def _is_dated(self, index: int) -> bool:
        if index not in self.dated:
            text = self.sheet.lines[index].text
            self.dated[index] = is_dated(text) or _is_author(self.sheet, index)
        return self.dated[index]

    def _head_s_end(self) -> int:
        """The line of a byline or date below a text's first paragraphs: these may be a notice.

        A text that begins above its own byline began too early.
        """
        found, paragraphs = self.first, 0
        for index in range(self.first + 1, min(self.first + _HEAD_LINES, self.last + 1)):
            line = self.sheet.lines[index]
            if is_dated(line.text):
                found = index
            elif line.ends_sentence and word_count(line.text) >= _PARAGRAPH_WORDS:
                paragraphs += 1
                if paragraphs > _NOTICES:
                    break
        return found


def _by_length(words: int) -> float:
    """What a line weighs by its number of words."""
    weight = min(words, _FULL_LENGTH) / _FULL_LENGTH
    if words > _MOST_WORDS:
        weight += _LONG
    return weight + (_SECTION if words <= _FEWEST_WORDS else 0.0)


def _by_marks(text: str, words: int) -> float:
    """What a line weighs by its marks, and how it begins and ends."""
    weight = _TWO_PARTS if any(mark in text for mark in _PARTING) else 0.0
    if _SITE_MARK.search(text):
        weight += _SITE_S_MARKS
    if _INNER_SENTENCES.search(text):
        weight += _TWO_SENTENCES
    if _opens_oddly(text):
        weight += _ODD_START
    if words <= _SHORT_NAME and names_alone(text):
        weight += _NAMES
    if _WAY.search(text):
        weight += _CRUMBS
    if text.rstrip(_CLOSING_MARKS).endswith((".", ":", ",", "…", "。")):
        weight += _SHORT_SENTENCE if words <= _SHORT else _SENTENCE
    return weight


def _opens_oddly(text: str) -> bool:
    """Whether a line begins as headlines seldom do: with a mark or a small letter."""
    return text[0].islower() or bool(_ODD_CHARACTER.match(text))


def _subjects(text: str) -> set[str]:
    """The first letters of a text's longer words (pairs of characters in the east)."""
    found = set(_LONG_WORD.findall(text.lower()))
    east = [] if text.isascii() else [one for one in _EAST.findall(text) if one.isalpha()]
    return found | {a + b for a, b in pairwise(east)} if len(east) > 3 else found


def _is_other(sheet: Sheet, index: int) -> bool:
    """Whether a line is a notice, a list's heading, a credit, a byline or a date."""
    text = sheet.lines[index].text
    words = word_count(text)
    if is_notice(text) or is_sidebar_heading(text) or is_credit(text) or _names_credit(text):
        return True
    if words <= 12 and (is_byline(text) or (find_date(text) and words <= 10)):
        return True
    if words <= _LONGEST_NAME and names_alone(text) and ("기자" in text or "記者" in text):
        return True
    return _is_author(sheet, index) or _are_authors(sheet, index)


def _are_authors(sheet: Sheet, index: int) -> bool:
    """Whether a line of names stands between a paragraph and a date."""
    if not 0 < index < len(sheet.lines) - 1 or not looks_like_names(sheet.lines[index].text):
        return False
    above, below = sheet.lines[index - 1].text, sheet.lines[index + 1].text
    return word_count(above) > _FEW_WORDS and is_dated(below)


def _names_credit(text: str) -> bool:
    """Whether a line ends with a credit in brackets or a name: not "The first picture: …"."""
    if is_labelled_credit(text.rpartition(". ")[2]):  # maybe with a button behind it
        return True
    parts = split_caption(text)
    if parts is None:
        return False
    credit = text[slice(*parts.credit)]
    named = looks_like_names(spaced_slashes(credit))
    return named or is_credit(credit) or text.endswith((")", "]", "）"))


def _in_full(sheet: Sheet, best: int) -> int:
    """Of near lines that say the same letters, the one with all its marks: "Rates: up again"."""
    if best < 0:
        return best
    text = sheet.lines[best].text
    near = range(max(0, best - _SAID_NEAR), min(best + _SAID_NEAR + 1, len(sheet.lines)))
    same = [i for i in near if sheet.is_free(i) and say_same(sheet.lines[i].text, text)]
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
    if word_count(kicker) > _LONGEST_KICKER or is_dated(kicker) or is_credit(kicker):
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
    this = sheet.lines[index].text
    again = (i for i in before if say_same(sheet.lines[i].text, this))
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


def is_dated(text: str) -> bool:
    """Whether a short line names an author or says when something was published.

    A dash opens the line below a quoted post, which has a date of its own.
    """
    if word_count(text) > _DATED_WORDS or text.startswith(("—", "–")):
        return False
    return is_byline(text) or bool(find_date(text)) or bool(AGO.search(text))
