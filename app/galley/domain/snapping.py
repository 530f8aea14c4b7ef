"""What a selection is taken to mean: whole words, a quotation, a sentence, a number with its unit.

Pure rules on a text; offsets are code points, ranges half-open. A selection only ever grows, but
for white space at its ends, and it never grows over a block's end.
"""

import re
from enum import StrEnum
from functools import cache

from galley.domain.stretches import block_around, quotation_around, sentence_around, word_around

__all__ = ["Snap", "snapped"]

Range = tuple[int, int]

_SPACE = r"[ \u00a0\u2009\u202f]"
_CURRENCY = r"(?:(?:US|A|C|NZ|HK|S)?\$|[€£¥₩₹៛฿₫₽₺]|USD|EUR|GBP|KHR|THB|VND|CHF|JPY|CNY|AUD|CAD)"
_AMOUNT = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn|[kmb])"
_UNIT = (
    r"(?:%|‰|per" + _SPACE + r"?cent(?:age" + _SPACE + r"points?)?|percent(?:age points?)?"
    r"|°" + _SPACE + r"?[CF]|°|degrees?|dollars?|euros?|pounds?|riels?|baht|dong|yen|yuan|rupees?"
    r"|cents?|tonnes?|tons?|kilograms?|kilogrammes?|grams?|kg|mg|g|lbs?|ounces?|oz"
    r"|kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|miles?|feet|foot"
    r"|inch(?:es)?|km²|km2|m²|m2|m³|km/h|mph|km|cm|mm|ha|hectares?|acres?|square"
    + _SPACE
    + r"(?:kilomet(?:re|er)s?|met(?:re|er)s?|miles?|feet)|lit(?:re|er)s?|barrels?"
    r"|kilowatts?|megawatts?|gigawatts?|kWh?|MWh?|GWh?|volts?|hertz|kHz|MHz|GHz|[KMGT]B"
    r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?)"
)
_RATE = (
    r"(?:"
    + _SPACE
    + r"(?:a|an|per|each)"
    + _SPACE
    + r"(?:year|month|week|day|hour|minute|second|person|head|capita|household|litre|liter|kilogram"
    r"|kg|tonne|ton|barrel|kilomet(?:re|er)|km|mile|hectare)|/(?:year|month|day|h|kg|km|l|t|ha))"
)


class Snap(StrEnum):
    """What the ends of a selection go to; ``off`` is exact to the character."""

    OFF = "off"
    WORDS = "words"
    NUMBER = "number"
    QUOTATION = "quotation"
    SENTENCE = "sentence"


@cache
def _number() -> re.Pattern[str]:
    """A number with what belongs to it; compiled when first needed, for it takes its time."""
    dashed = rf"{_SPACE}?[-–—]{_SPACE}?{_CURRENCY}?{_AMOUNT}"
    said = rf"{_SPACE}(?:to|and){_SPACE}{_AMOUNT}(?={_SPACE}?{_UNIT})"
    unit = rf"(?:{_SPACE}|-)?{_UNIT}(?!\w)|{_SPACE}{_CURRENCY}(?!\w)"
    return re.compile(
        rf"(?<![\w.,])(?:[+\-−±~]|{_CURRENCY}{_SPACE}?)*{_AMOUNT}(?:{dashed}|{said})?"
        rf"(?:{_SPACE}?{_SCALE}\b)?(?:{unit})?{_RATE}?(?!\w)"
    )


def snapped(text: str, start: int, end: int, snap: Snap) -> Range:
    """What a selection is taken to mean.

    Args:
        text: A version's canonical text.
        start: First code point of the selection, which is not empty.
        end: One past its last.
        snap: What its ends go to. A quotation or a number that is not there leaves whole words.

    Returns:
        The range that is meant: the same for ``off``, and for white space alone.
    """
    words = text[start:end]
    if snap is Snap.OFF or not words.strip():
        return start, end
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if snap is Snap.SENTENCE:
        return sentence_around(text, start)[0], sentence_around(text, end - 1)[1]
    if snap is Snap.QUOTATION:
        quotation = quotation_around(text, start, end)
        if quotation is not None:
            first, last = quotation
            return first, first + len(text[first:last].rstrip())
    if snap is Snap.NUMBER:
        start, end = _whole_numbers(text, start, end)
    return word_around(text, start, end)


def _whole_numbers(text: str, start: int, end: int) -> Range:
    """The same range with no number, or number with its unit, cut at its ends."""
    for at in (start, end - 1):
        low, high = block_around(text, at)
        for found in _number().finditer(text, low, high):
            if found.start() <= at < found.end():
                start, end = min(start, found.start()), max(end, found.end())
    return start, end
