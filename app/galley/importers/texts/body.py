"""Finds the stretch of a capture's lines that is the article, by the weight of its sentences."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from galley.importers.comment_words import answers_reader, opens_comments
from galley.importers.credits import is_credit, split_caption
from galley.importers.dates import find_date
from galley.importers.phrases import AGO, follows_article, is_notice
from galley.importers.texts.lines import Line

__all__ = ["find_body", "is_named_entry", "is_prose", "is_signed", "word_count"]

_EAST = re.compile(  # kana, Chinese, Thai, Lao, Tibetan, Burmese, Khmer
    r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)
_NAMED_ENTRY = re.compile(r"[^\W\d_][\w ]{1,20}: \S")
_EAST_CHARACTERS_A_WORD = 2.2
# Who wrote it, behind a text's last full stop: "… next year. (nz)", "… fünf Festnahmen. / ab".
_SIGNED = re.compile(
    r"[.!?…”“»\"’] ?(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\]|[/–—-] ?[\w., /]{1,24})$"
)
_LONGEST_SIGNATURE = 44  # characters
_PARAGRAPH_WORDS = 20
_FEW_WORDS = 12  # of what opens the comments
_FEWEST_ANSWERS = 3
_LINES_OF_COMMENT = 10
_BUTTON_WORDS = 4  # a menu's or a button's line counts against the text, whatever it says
_CAPTION = 0.0  # a picture is of no menu
_TAKEN = -0.7
_HEADING = -3.0
_BELOW_TEXT = -15.0  # the comments
_WHOLE_ARTICLE = 20.0  # what eight paragraphs weigh


@lru_cache(maxsize=4096)  # the rules ask for it again and again
def word_count(text: str) -> int:
    """Words, where a script without spaces counts as so many characters a word."""
    east = 0 if text.isascii() else len(_EAST.findall(text))
    return len(text.split()) + int(east / _EAST_CHARACTERS_A_WORD)


def is_prose(line: Line) -> bool:
    """Whether a line reads like a paragraph of running text."""
    words = word_count(line.text)
    return words >= 20 or (words >= 8 and line.ends_sentence)


def is_signed(text: str) -> bool:
    """Whether a paragraph says behind its last sentence who wrote it."""
    if word_count(text) < _PARAGRAPH_WORDS:
        return False
    return bool(_SIGNED.search(text, max(0, len(text) - _LONGEST_SIGNATURE)))


def is_named_entry(line: Line) -> bool:
    """Whether a list's entry is of the form "Where: at the market", which no link is."""
    return bool(_NAMED_ENTRY.match(line.text))


def _weight(line: Line) -> float:
    """How much a line counts for the article's text, or against it."""
    text, ends = line.text, line.ends_sentence
    words = word_count(text)
    ends = ends or is_signed(text)
    if words <= _FEW_WORDS:
        if opens_comments(text):
            return _BELOW_TEXT
        if words <= 8 and follows_article(text):
            return -3.0
    if words > _BUTTON_WORDS and is_notice(text):
        return -1.0
    if line.bullet:
        if words >= 7 and ends:
            return 1.0 if words >= 14 else 0.2
        return 0.1 if is_named_entry(line) else -0.7
    if ends and words >= 5:
        if words < 8:
            return 0.1
        return 0.5 + words / 12 if words < 20 else min(words, 80) / 8
    if words >= 30:
        return 1.0
    if not ends and words > _BUTTON_WORDS and (split_caption(text) or is_credit(text)):
        return _CAPTION
    return -0.2 if ends or text.endswith(":") else -0.7


def _is_of_menu(line: Line) -> bool:
    """Whether a line can't count for a text, as is soon told of most: few words without an end."""
    return not (line.bullet or line.ends_sentence) and word_count(line.text) < _PARAGRAPH_WORDS


def _readers_begin(lines: Sequence[Line]) -> int:
    """The line at which readers' comments begin that no heading tells; -1 if there are none.

    Each has a button by which one answers it; above the first stands when it was written.
    """
    answers = [index for index, line in enumerate(lines) if answers_reader(line.text)]
    if len(answers) < _FEWEST_ANSWERS:
        return -1
    for index in range(answers[0] - 1, max(-1, answers[0] - _LINES_OF_COMMENT), -1):
        text = lines[index].text
        if word_count(text) <= _FEW_WORDS and (AGO.search(text) or find_date(text)):
            return index
    return answers[0]


def find_body(
    lines: Sequence[Line], taken: Sequence[bool], headings: Container[int], first: int = 0
) -> tuple[int, int]:
    """The first and the last line of the article's text, as indices; (-1, -1) if there is none.

    The stretch with the greatest sum of weights: sentences count for it, menus, links, notices and
    the headings of other lists against it, so that it bridges a box between two paragraphs but not
    the list of other articles below.

    Args:
        lines: The capture's lines.
        taken: For each line, whether another rule has claimed it.
        headings: The lines that stand above lists of other articles.
        first: The line from which to look.
    """
    best = (0.0, -1, -1)
    total, start = 0.0, first
    readers = _readers_begin(lines)
    for index in range(first, len(lines)):
        if index == readers:
            weight = _BELOW_TEXT
        elif taken[index] or (
            total <= 0 and best[0] <= _WHOLE_ARTICLE and _is_of_menu(lines[index])
        ):
            weight = _TAKEN  # how much it counts against a text that has not begun is all one
        else:
            weight = _HEADING if index in headings else _weight(lines[index])
            if weight > 0 and index and lines[index].text == lines[index - 1].text:
                weight = 0.0  # no paragraph is said twice
        if weight == _BELOW_TEXT and best[0] > _WHOLE_ARTICLE:
            break  # readers may have written more than the author
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best[0]:
            best = (total, start, index)
    return best[1], best[2]
