"""Finds the captions and credits among a capture's lines, and the figures they belong to."""

import re

from galley.domain.article import Figure, Zone
from galley.importers.bylines import is_byline, names_alone
from galley.importers.credits import (
    LONGEST_CREDIT,
    CaptionParts,
    is_agency,
    is_credit,
    is_labelled_credit,
    split_caption,
    strip_label,
)
from galley.importers.dates import is_date_line
from galley.importers.phrases import is_notice, opens_notice
from galley.importers.texts.body import is_signed, word_count
from galley.importers.texts.captions import (
    CAPTION_LABEL,
    FILE,
    MUCH_SHORTER,
    NAMES,
    NUMBERED,
    PLACEHOLDER,
    SHORTER,
    could_be_caption,
    could_follow_file,
    described_before,
    is_description,
    is_paragraph,
    is_way,
    names_places,
    speaks_of_picture,
    stands_between,
)
from galley.importers.texts.keys import key, say_same
from galley.importers.texts.lines import Line
from galley.importers.texts.repeats import (
    first_letters,
    is_byline_or_date,
    is_cut_off,
    remainder,
    said_before,
    said_in_full_below,
    stands_in_text,
)
from galley.importers.texts.sheet import Label, Sheet

__all__ = ["figures_above", "label_figures"]

_AROUND_CREDIT = "The label or the marks around a picture's credit"
_LONGEST_CAPTION = 90  # words
_LONGEST_EVIDENT = 60  # words of one that only its credit tells
_SHORT_BELOW = 30  # words
_BY_WHOM = re.compile(r"(?:text|texte|texto|testo|words|story|tekst) ?[:：]", re.IGNORECASE)
_LONGEST_TITLE = 7  # words of a name with what somebody is
_LONGEST_NAME = 4  # words of who took a picture
_ABOVE_HEADLINE = 8  # lines
_COUNTER = re.compile(
    r"(?:\[\d{1,3} ?/ ?\d{1,3}\]|\d{1,3} (?:of|von|de|di|sur|av|van|из) \d{1,3}\s*[|:.–-])"
    r"\s*(?=\S)"
)
# The captions' keys, and whether each ended as a sentence does, by the captions' first letters:
# most other lines do not share these.
_Said = dict[str, dict[str, bool]]


def label_figures(sheet: Sheet, first: int, last: int, head_end: int) -> None:
    """Label the captions, credits and described pictures among some lines.

    Args:
        sheet: The capture.
        first: The first line to look at.
        last: The last one.
        head_end: The line before which the head's zone ends: the headline's last repeat. A sentence
            between it and the headline's first place is a caption even without a credit.
    """
    index = first
    said: _Said = {}
    while index <= last:
        if sheet.is_free(index) and not sheet.lines[index].bullet:
            _caption_at(sheet, index, last, said, in_head=index < head_end)
        index += 1


def figures_above(sheet: Sheet, headline: int) -> int:
    """The first line of the captions with credits just above a headline; its own without one."""
    first = headline
    for index in range(headline - 1, max(-1, headline - _ABOVE_HEADLINE - 1), -1):
        if not sheet.is_free(index) or sheet.lines[index].bullet:
            break
        text = sheet.lines[index].text
        if is_labelled_credit(text):
            first = index - 1 if could_be_caption(sheet, index - 1, most=45) else index
        elif (parts := split_caption(text)) and _evident(text, parts) and not is_byline(text):
            first = index
        elif first < headline and index < first:
            break
    return max(first, 0)


def _caption_at(sheet: Sheet, index: int, last: int, said: _Said, *, in_head: bool) -> None:
    text = sheet.lines[index].text
    if word_count(text) > _LONGEST_CAPTION:
        return
    if _is_said_again(sheet.lines[index], said):
        sheet.leave_out(index, "The caption, said again")
        return
    repeated, parts = said_before(sheet, index), split_caption(text)
    if not (parts or in_head or repeated is not None) and _is_plain(sheet, index):
        return
    if is_notice(text) or is_byline_or_date(text):
        return
    if PLACEHOLDER.match(text):
        below = sheet.lines[index + 1].text if index < len(sheet.lines) - 1 else ""
        if not is_credit(below) and not could_be_caption(sheet, index + 1, most=45):
            sheet.add_figure(Figure(alt=text, lead=not sheet.figures), index, index)
    elif is_credit(text) or _is_credited(sheet, index) or _is_name_of_picture(sheet, index):
        _lone_credit(sheet, index, last, in_head=in_head)
    elif _is_caption_again(sheet, index, repeated, parts) or _is_caption(
        sheet, index, last, parts, in_head=in_head
    ):
        alike = said.setdefault(first_letters(text), {})
        alike[key(text)] = sheet.lines[index].ends_sentence


def _is_said_again(line: Line, said: _Said) -> bool:
    """Whether a line is a caption again, and no sentence that a caption took its words from."""
    alike = said.get(first_letters(line.text))
    ended = alike.get(key(line.text)) if alike else None
    return ended is not None and (ended or not line.ends_sentence)


def _is_credited(sheet: Sheet, index: int) -> bool:
    """Whether a line is what was said as a credit before, in a line of its picture."""
    text = sheet.lines[index].text
    if len(text) > LONGEST_CREDIT or word_count(text) < 2:
        return False
    return text in sheet.credits


def _is_name_of_picture(sheet: Sheet, index: int) -> bool:
    """Whether a name alone is who took a picture: between its caption and the same words again."""
    text = sheet.lines[index].text
    if not 1 < word_count(text) <= _LONGEST_NAME or not 0 < index < len(sheet.lines) - 1:
        return False
    above, below = sheet.lines[index - 1].text, sheet.lines[index + 1].text
    said = word_count(above) > _LONGEST_NAME and say_same(above, below)
    return said and sheet.is_free(index - 1) and names_alone(text)


def _is_plain(sheet: Sheet, index: int) -> bool:
    """Whether a line without a credit is a paragraph, as most are: nothing else has to be asked."""
    text = sheet.lines[index].text
    if len(text) <= LONGEST_CREDIT or CAPTION_LABEL.match(text) or NUMBERED.match(text):
        return False
    return not speaks_of_picture(sheet, index)


def _is_caption_again(
    sheet: Sheet, index: int, repeated: int | None, parts: CaptionParts | None
) -> bool:
    """Whether a line says again the one above and is a caption; labels it if so."""
    if repeated is None:
        return False
    said = sheet.lines[repeated].text
    cut_off = is_cut_off(said) and key(said) != key(sheet.lines[index].text)
    parts = parts or remainder(sheet.lines[index].text, said)
    if parts is None and not cut_off and not stands_in_text(sheet, repeated, index):
        return False
    _label_caption(sheet, index, parts, repeated)
    return True


def _is_caption(
    sheet: Sheet, index: int, last: int, parts: CaptionParts | None, *, in_head: bool
) -> bool:
    """Whether a line is a caption by its own words or by what describes it; labels it if so."""
    text = sheet.lines[index].text
    description = described_before(sheet, index)
    if index == last and description is None and is_signed(text) and not names_places(sheet, index):
        return False
    if description is not None and PLACEHOLDER.match(sheet.lines[description].text):
        in_head = in_head or word_count(text) <= 45
    elif description is not None and FILE.fullmatch(sheet.lines[description].text):
        in_head = in_head or could_follow_file(sheet, index)
    label = CAPTION_LABEL.match(text)
    speaks = speaks_of_picture(sheet, index) and not said_in_full_below(sheet, index)
    evident = (
        label
        or NUMBERED.match(text)
        or (parts and _evident(text, parts))
        or (in_head and description is not None)
    )
    if speaks or evident:
        _label_caption(sheet, index, parts, description, label.end() if label else 0)
    return bool(speaks or evident)


def _evident(text: str, parts: CaptionParts) -> bool:
    """Whether a line with a credit in it is a caption: no paragraph, no byline, no imprint."""
    said, between = text[: parts.caption[1]], text[parts.caption[1] : parts.credit[0]].strip(" ,")
    if not 2 <= word_count(said) <= _LONGEST_EVIDENT or opens_notice(said):
        return False
    if _BY_WHOM.match(said) or is_way(said):
        return False
    words = word_count(said)
    sentence = words > _LONGEST_TITLE and said.endswith(".")  # "An attorney for the town speaks."
    return bool(between) or sentence or words > NAMES or not names_alone(said.rstrip(" ,"))


def _lone_credit(sheet: Sheet, index: int, last: int, *, in_head: bool) -> None:
    """A credit on its own line belongs to the caption above it, else to the one below."""
    above, below = index - 1, index + 1
    group = sheet.group(above, Zone.CAPTION)
    if group >= 0 and sheet.group(above, Zone.CREDIT) < 0:
        _label_credit(sheet, index, group)
        return
    text = sheet.lines[index].text
    agency = is_agency(text.strip("()[] "))
    labelled = is_credit(text) and not agency
    if below <= last and CAPTION_LABEL.match(sheet.lines[below].text) and sheet.is_free(below):
        _finish_lone(sheet, index, below, None)
        return
    if agency and below < len(sheet.lines) and is_date_line(sheet.lines[below].text):
        return  # that the article is of
    if labelled and below <= last and said_before(sheet, below + 1) == below:
        _finish_lone(sheet, index, below + 1, below)
    elif _stands_above(sheet, index, labelled=labelled):
        if labelled and below <= last and is_description(sheet, above, below):
            _finish_lone(sheet, index, below, above)
        else:
            _finish_lone(sheet, index, above, said_before(sheet, above))
    elif labelled and below <= last and _could_stand_below(sheet, below, in_head=in_head):
        _finish_lone(sheet, index, below, said_before(sheet, below))
    elif labelled or described_before(sheet, index) is not None:
        description = described_before(sheet, index)
        group = sheet.add_figure(_figure(sheet, description), description, index)
        _label_credit(sheet, index, group)


def _stands_above(sheet: Sheet, index: int, *, labelled: bool) -> bool:
    """Whether the caption of a credit on its own line is the line above."""
    above = index - 1
    if above < 0:
        return False
    if above > 0 and sheet.is_free(above) and _is_said_twice(sheet, above):
        return True
    if _is_name_of_picture(sheet, index):
        return True
    places = labelled and names_places(sheet, above)
    if not could_be_caption(sheet, above, _LONGEST_CAPTION if places else 45, 4 + (not labelled)):
        return False
    return places or not is_paragraph(sheet, above, SHORTER)


def _is_said_twice(sheet: Sheet, index: int) -> bool:
    """Whether a line says again the one just above it, even if that is only a name."""
    if said_before(sheet, index) is not None:
        return True
    return sheet.lines[index].text == sheet.lines[index - 1].text and sheet.is_free(index - 1)


def _finish_lone(sheet: Sheet, credit: int, caption: int, description: int | None) -> None:
    if description is None:
        description = described_before(sheet, min(caption, credit))
    label = CAPTION_LABEL.match(sheet.lines[caption].text)
    group = _label_caption(sheet, caption, None, description, label.end() if label else 0)
    _label_credit(sheet, credit, group)


def _could_stand_below(sheet: Sheet, index: int, *, in_head: bool) -> bool:
    """Whether a line below a credit could be its caption.

    A sentence there is the text, but in the head, or if it is much shorter than the paragraphs.
    """
    line = sheet.lines[index]
    if line.ends_sentence and not in_head:
        in_text = stands_between(sheet, index - 2, index + 1)
        if sheet.figures and not in_text:
            return False
        shorter = MUCH_SHORTER if in_text else SHORTER
        if word_count(line.text) > _SHORT_BELOW or is_paragraph(sheet, index, shorter):
            return False
    return could_be_caption(sheet, index, most=40) and not names_alone(line.text)


def _label_credit(sheet: Sheet, index: int, group: int) -> None:
    start, end = strip_label(sheet.lines[index].text)
    sheet.cut(index, [(start, end, Label(Zone.CREDIT, group=group))], _AROUND_CREDIT)


def _label_caption(
    sheet: Sheet, index: int, parts: CaptionParts | None, description: int | None, start: int = 0
) -> int:
    text = sheet.lines[index].text
    if start == 0 and (counter := _COUNTER.match(text)):
        start = counter.end()
    group = sheet.add_figure(_figure(sheet, description), description, index)
    caption = Label(Zone.CAPTION, group=group)
    if parts is None:
        sheet.cut(index, [(start, len(text), caption)], "The label or the number before a caption")
    else:
        credit = Label(Zone.CREDIT, group=group)
        sheet.credits.add(text[slice(*parts.credit)])
        sheet.cut(
            index, [(start, parts.caption[1], caption), (*parts.credit, credit)], _AROUND_CREDIT
        )
    return group


def _figure(sheet: Sheet, description: int | None) -> Figure:
    alt = "" if description is None else sheet.lines[description].text
    return Figure(alt=alt, lead=not sheet.figures)
