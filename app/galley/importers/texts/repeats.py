"""Tells which lines of a capture say again what another says: a picture's words, then its caption.

Whether a line that is said again is a caption or a link in a list, what stands around it tells.
"""

from itertools import islice

from galley.importers.bylines import is_byline
from galley.importers.credits import CaptionParts, is_credit, split_caption, strip_label
from galley.importers.dates import is_date_line
from galley.importers.phrases import folded_pattern, plain
from galley.importers.texts.body import is_prose, word_count
from galley.importers.texts.keys import key, say_same
from galley.importers.texts.sheet import Sheet

__all__ = [
    "first_letters",
    "is_byline_or_date",
    "is_cut_off",
    "remainder",
    "said_before",
    "said_in_full_below",
    "stands_in_text",
]

_FEWEST_SAID_TWICE = 5  # words
_LONGER_THAN_TITLES = 15  # words: what is said twice is of no list of links
_PAIRS_APART = 6  # lines between the entries of a list whose titles are said twice
_ENLARGE = folded_pattern(  # a button between a picture's description and its caption
    r"""
\d{1,2}|(?:\w+ )?(?:拡大|확대|확대보기)|(?:click to |tap to )?(?:enlarge|expand|zoom)(?: \w+)?|
view (?:image|gallery|larger|full).*|open (?:image|picture|photo).*|full ?screen|
(?:bild |foto )?vergrößern.*|(?:detailansicht|bildansicht|vollbild) öffnen|bildbeschreibung \w+|
agrandir.*|ampliar.*|ingrandi.*|öppna bild.*|vergroot.*|forstørr.*|powiększ.*|увеличить.*"""
)


def is_byline_or_date(text: str) -> bool:
    """Whether a short line is a byline or a date."""
    return word_count(text) <= 16 and (is_byline(text) or is_date_line(text))


def said_before(sheet: Sheet, index: int) -> int | None:
    """The line just above whose words this one says again, maybe with a credit behind them."""
    if not 0 < index < len(sheet.lines):
        return None
    text = sheet.lines[index].text
    for above in (index - 1, index - 2):
        if above < 0 or not sheet.is_free(above) or sheet.lines[above].bullet:
            continue
        said = sheet.lines[above].text
        if len(said) > 2 * len(text) or first_letters(said) != first_letters(text):
            continue
        this, before = key(text), key(said)
        longer = 0 if is_cut_off(said) else len(this) - len(before)
        if len(before) >= 14 and this.startswith(before) and longer <= max(60, len(before) // 2):
            return above
    return None


def is_cut_off(text: str) -> bool:
    """Whether a description breaks off: what it begins is said in full below."""
    return text.endswith(("…", "...")) and word_count(text) >= _FEWEST_SAID_TWICE


def said_in_full_below(sheet: Sheet, index: int) -> bool:
    """Whether this line is said again below, or the picture's caption with its credit is there.

    A button may stand between them.
    """
    if any(said_before(sheet, below) == index for below in (index + 1, index + 2)):
        return True
    for line in sheet.lines[index + 1 : index + 3]:
        if not _ENLARGE.fullmatch(plain(line.text)):
            return split_caption(line.text) is not None and not is_byline(line.text)
    return False


def first_letters(text: str) -> str:
    """The first letters and digits, in which two texts that begin alike agree."""
    return "".join(islice(filter(str.isalnum, text), 3)).lower()


def remainder(text: str, said: str) -> CaptionParts | None:
    """A credit is what is left of a line behind a caption that was said before."""
    if not text.startswith(said) or len(text) - len(said) < 3:
        return None
    start, end = strip_label(text[len(said) :])
    if start >= end:
        return None
    return CaptionParts((0, len(said)), (len(said) + start, len(said) + end))


def stands_in_text(sheet: Sheet, first: int, second: int) -> bool:
    """Whether words said twice stand between paragraphs: in a list of links, other pairs do."""
    below = sheet.lines[second + 1 : second + 2]
    if below and is_credit(below[0].text):
        return True
    between = [line.text for line in sheet.lines[first + 1 : second]]
    if not all(is_credit(text) or _ENLARGE.fullmatch(plain(text)) for text in between):
        return False
    words = word_count(sheet.lines[second].text)
    if between or sheet.lines[second].ends_sentence or words >= _LONGER_THAN_TITLES:
        return True
    if not below or words < _FEWEST_SAID_TWICE:
        return False
    if _is_listed(sheet, first, second):
        return False
    above = sheet.lines[first - 1]
    in_text = first > 0 and (is_prose(above) or is_byline_or_date(above.text))
    return is_prose(below[0]) and (in_text or not sheet.is_free(first - 1))


def _is_listed(sheet: Sheet, first: int, second: int) -> bool:
    """Whether other words said twice are close by: a list of links, each by picture and title."""
    near = [*range(first - _PAIRS_APART, first), *range(second + 2, second + 2 + _PAIRS_APART)]
    lines = sheet.lines
    return any(
        0 < i < len(lines)
        and len(lines[i].text) > 14
        and say_same(lines[i].text, lines[i - 1].text)
        for i in near
    )
