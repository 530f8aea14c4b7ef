"""Reads a plain-text capture of a page: labels each line by general rules, whoever published it."""

import re

from galley.domain.article import BlockType, Metadata, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.bylines import is_about, is_byline, read_byline
from galley.importers.dates import find_date, is_date_line
from galley.importers.limits import MOST_CHARACTERS
from galley.importers.phrases import (
    ADVERTISEMENTS,
    is_credit_line,
    is_notice,
    pattern,
    plain,
)
from galley.importers.texts.body import find_body, is_named_entry, is_prose, word_count
from galley.importers.texts.figures import figures_above, label_figures
from galley.importers.texts.head import (
    SAID_AGAIN,
    Head,
    head_end,
    is_name_line,
    label_head,
    label_masthead,
    read_masthead,
)
from galley.importers.texts.headline import find_headline
from galley.importers.texts.keys import key, say_same
from galley.importers.texts.labels import join_labels
from galley.importers.texts.lines import Line, read_lines
from galley.importers.texts.lists import find_headings, label_lists
from galley.importers.texts.sheet import Label, Sheet
from galley.importers.texts.sidebars import label_sidebars

__all__ = ["IMPORTER", "parse_text"]

IMPORTER = "text-capture/1"
_MOST_LINES = 150_000
_MENU = "The page's menu and links, outside the article"
_LINK = "A link, a label or a button between the paragraphs"
_BUTTON = "A button or a notice of the site"
_ALSO = pattern(
    r"""
(?:also read|read also|read more|read|see also|more|related|watch|lesen sie (?:auch|mehr|hier)|
lies auch|mehr (?:dazu|zum thema)|mehr|à lire|lire aussi|lire|les også|läs också|läs mer|læs|
lees ook|leggi|lee|leia|baca juga|czytaj|zobacz|čtěte|xem|читайте)\b[^:：]{0,24}[:：]"""
)
_WHEN = pattern(  # what is announced begins
    r"when\b|wann\b|termine?\b|beginn\b|starts?\b|quand\b|cuándo\b|quando\b|kiedy\b|doors\b|deadline\b"
)
_TIME = re.compile(r"(?<!\d)\d{1,2} ?[:.h] ?\d\d(?![\d.])")  # of a day
_CLOSING = ("“", "”", "»", '"', "’")
_POSTED_BY = re.compile(r"[—–-] ?.{2,60}\(@\w+\)")  # who wrote a post that is quoted
_CREDIT_LINES_BELOW = 5
_DATE_BELOW = 6  # lines
_ANNOUNCING = 6  # words


def parse_text(capture: str) -> ParsedArticle:
    """Read a text capture.

    Args:
        capture: The decoded and cleaned text; all source ranges count its code points.

    Raises:
        ImportFailed: It is so long that it can't be one article.
    """
    if len(capture) > MOST_CHARACTERS:
        raise ImportFailed(
            f"The text is longer than {MOST_CHARACTERS:,} characters: open only the article."
        )
    lines = join_labels(read_lines(capture))
    sheet = Sheet(capture, lines, headings=find_headings(lines))
    if len(sheet.lines) > _MOST_LINES:
        raise ImportFailed(
            f"The text has more than {_MOST_LINES:,} lines: open the article’s part of it."
        )
    masthead = read_masthead(sheet)
    publication = wanted = ""
    if masthead:
        start, end = masthead.headline
        wanted = sheet.lines[masthead.line].text[start:end]
        publication = label_masthead(sheet, masthead)
    label_sidebars(sheet, key(wanted))
    label_lists(sheet, key(wanted), in_text=True)
    headline, first, last = _locate(sheet, wanted)
    head = _label_article(sheet, headline, first, last, masthead=bool(masthead))
    title = sheet.lines[headline].text if headline >= 0 else wanted
    label_lists(sheet, key(title))
    blocks, left_out = sheet.finish(_MENU)
    return ParsedArticle(
        metadata=_metadata(publication, title, head),
        blocks=blocks,
        importer=IMPORTER,
        figures=tuple(sheet.figures),
        left_out=left_out,
    )


def _locate(sheet: Sheet, wanted: str) -> tuple[int, int, int]:
    """The lines of the headline, the body's first and its last; -1 for what there is not."""
    taken = [not sheet.is_free(index) for index in range(len(sheet.lines))]
    start = 0
    if wanted:
        places = (i for i, line in enumerate(sheet.lines) if say_same(line.text, wanted))
        start = next((i + 1 for i in places if not taken[i]), 0)
    first, last = find_body(sheet.lines, taken, sheet.headings, start)
    if first < 0:
        return _whole(sheet, wanted)
    headline = find_headline(sheet, first, last, wanted)
    if headline >= first:
        first = headline + 1
    return headline, first, last


def _whole(sheet: Sheet, wanted: str) -> tuple[int, int, int]:
    """A capture without running text, such as a few words, is kept whole."""
    headline = find_headline(sheet, 0, -1, wanted) if wanted else -1
    for index in range(len(sheet.lines)):
        if sheet.is_free(index) and index != headline:
            sheet.label(index, Label(Zone.BODY))
    return headline, len(sheet.lines), len(sheet.lines) - 1


def _label_article(sheet: Sheet, headline: int, first: int, last: int, *, masthead: bool) -> Head:
    head = Head()
    if headline >= 0:
        sheet.label(headline, Label(Zone.HEADLINE, type=BlockType.HEADING, level=1))
        title = sheet.lines[headline].text
        repeats = [
            index
            for index, line in enumerate(sheet.lines)
            if say_same(line.text, title) and sheet.is_free(index)
        ]
        for index in repeats:
            sheet.leave_out(index, SAID_AGAIN)
        said_last = max(
            (i for i in repeats if headline < i <= max(first, headline + 12)), default=0
        )
        if said_last >= first or (masthead and said_last > headline):
            first = said_last + 1
        label_figures(sheet, figures_above(sheet, headline), headline - 1, 0)
        label_figures(sheet, headline + 1, last, said_last)
        head = label_head(sheet, headline, head_end(sheet, headline, first, last))
        first = max(first, head.end)
        head = _dated_elsewhere(sheet, headline, last, head)
    else:
        label_figures(sheet, first, last, 0)
    _label_body(sheet, first, last)
    _label_credit_lines(sheet, last)
    for index in range(max(first + 1, last - 2), last + 1):
        about = any(is_about(sheet.lines[index].text, author) for author in head.authors)
        if about and sheet.zone(index) is Zone.BODY:
            sheet.leave_out(index, "About the author")
    return head


def _dated_elsewhere(sheet: Sheet, headline: int, last: int, head: Head) -> Head:
    """A page that has its date above the headline, and its byline or a name beside the date."""
    if head.published:
        return head
    for index in range(headline - 1, max(-1, headline - 7), -1):
        text = sheet.lines[index].text
        if sheet.is_free(index) and word_count(text) <= 14 and (found := find_date(text)):
            sheet.label(index, Label(Zone.DATE))
            return Head(head.authors or _authors_beside(sheet, index, headline), found)
    return _dated_below(sheet, headline, last, head)


def _dated_below(sheet: Sheet, headline: int, last: int, head: Head) -> Head:
    """A page that says when it was published amid its text, in a box beside it, or just below.

    Where several days are named so, they may be the headings of what happened on each.
    """
    below = range(headline + 1, min(last + 1 + _DATE_BELOW, len(sheet.lines)))
    dated = [i for i in below if sheet.zone(i) is None and _is_own_date(sheet.lines[i].text)]
    if not dated:
        return head
    text = sheet.lines[dated[0]].text
    if len({find_date(sheet.lines[i].text) for i in dated}) > 1 and not _TIME.search(text):
        return head
    sheet.label(dated[0], Label(Zone.DATE))
    return Head(head.authors, find_date(text))


def _is_own_date(text: str) -> bool:
    """Whether a line says when the article was published: no post in it, nothing that is to be."""
    return is_date_line(text) and not text.startswith(("—", "–", "-")) and not _WHEN.match(text)


def _authors_beside(sheet: Sheet, dated: int, headline: int) -> tuple[str, ...]:
    """Who is named beside a date above the headline; without "by", only between the two.

    Two words of a menu above a date look like a name.
    """
    for index in (dated + 1, dated - 1):
        if not 0 <= index < headline or not sheet.is_free(index):
            continue
        text = sheet.lines[index].text
        is_named = is_byline(text) or (index > dated and is_name_line(text))
        if is_named and (found := read_byline(text)):
            sheet.label(index, Label(Zone.BYLINE))
            return found
    return ()


def _label_body(sheet: Sheet, first: int, last: int) -> None:
    index, in_list = first, False
    while index <= last:
        line = sheet.lines[index]
        in_list = index in sheet.headings or (in_list and not line.ends_sentence)
        if not sheet.is_free(index):
            pass
        elif line.bullet:
            index = _label_list(sheet, index, last)
            continue
        elif index in sheet.headings or _is_link(line):
            sheet.leave_out(index, "A link to another article")
        elif plain(line.text) in ADVERTISEMENTS:
            sheet.leave_out(index, "An advertisement's label")
        elif is_notice(line.text) and word_count(line.text) < 60:
            sheet.leave_out(index, _BUTTON)
        elif _is_text(sheet, index) and not (
            _may_end_heading(line.text) and _is_heading(sheet, index, last)
        ):
            sheet.label(index, Label(Zone.BODY))
        elif _is_heading(sheet, index, last) and index - 1 not in sheet.headings:
            sheet.label(index, Label(Zone.BODY, type=BlockType.HEADING, level=2))
        elif first == last or (word_count(line.text) >= 12 and not in_list):
            sheet.label(index, Label(Zone.BODY))
        else:
            sheet.leave_out(index, _LINK)
        index += 1


def _is_link(line: Line) -> bool:
    """Whether a line between the paragraphs leads to another article: "Also read: …"."""
    return bool(_ALSO.match(line.text)) and not line.ends_sentence


def _is_text(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    whole = is_prose(line) or line.ends_sentence or bool(_POSTED_BY.match(line.text))
    return whole or _announces(line) or _introduces_list(sheet, index)


def _announces(line: Line) -> bool:
    """Whether a line is a sentence that something stands below: "These are the reasons:"."""
    return line.text.endswith((":", "：")) and word_count(line.text) >= _ANNOUNCING


def _may_end_heading(text: str) -> bool:
    """Whether a line ends as a sentence that may be a heading: asked, or a quotation without end.

    Where a paragraph is a quotation, its own full stop stands before the closing mark.
    """
    quoted = text.endswith(_CLOSING) and not text[:-1].endswith((".", "!", "?", ",", "…"))
    return quoted or text.endswith(("?", "？"))


def _introduces_list(sheet: Sheet, index: int) -> bool:
    below = sheet.lines[index + 1 : index + 2]
    return sheet.lines[index].text.endswith(":") and bool(below) and bool(below[0].bullet)


def _is_heading(sheet: Sheet, index: int, last: int) -> bool:
    """A short line between two paragraphs, and only one of it."""
    if word_count(sheet.lines[index].text) > 14 or find_date(sheet.lines[index].text):
        return False
    after = next((i for i in range(index + 1, last + 1) if sheet.is_free(i)), None)
    if after is None or sheet.lines[after].bullet:
        return False
    if not is_prose(sheet.lines[after]) and not _introduces_list(sheet, after):
        return False
    return index == 0 or not sheet.is_left_out(index - 1, _LINK)


def _label_list(sheet: Sheet, index: int, last: int) -> int:
    """Label a run of bulleted lines: a list of the article, or links to others; gives its end."""
    end = index
    while end <= last and sheet.is_free(end) and sheet.lines[end].bullet:
        end += 1
    run = sheet.lines[index:end]
    sentences = sum(line.ends_sentence or is_named_entry(line) for line in run)
    introduced = index > 0 and sheet.lines[index - 1].text.endswith(":")
    kept = introduced or sentences * 2 > len(run)
    for item in range(index, end):
        if kept:
            sheet.label(item, Label(Zone.BODY, type=BlockType.LIST_ITEM))
        else:
            sheet.leave_out(item, "A link to another article")
    return end


def _label_credit_lines(sheet: Sheet, last: int) -> None:
    """Who else worked on the article, in the last lines of the text or just below it."""
    for index in range(max(0, last - 1), min(len(sheet.lines), last + 1 + _CREDIT_LINES_BELOW)):
        plain_body = sheet.zone(index) in (None, Zone.BODY)
        if plain_body and is_credit_line(sheet.lines[index].text):
            sheet.label(index, Label(Zone.CREDIT_LINE))


def _metadata(publication: str, headline: str, head: Head) -> Metadata:
    known = {
        "publication": (publication, "masthead"),
        "headline": (headline, "headline line"),
        "authors": (head.authors, "byline"),
        "published": (head.published, "date line"),
    }
    return Metadata(
        publication=publication,
        headline=headline,
        authors=head.authors,
        published=head.published,
        sources=tuple((name, source) for name, (value, source) in known.items() if value),
    )
