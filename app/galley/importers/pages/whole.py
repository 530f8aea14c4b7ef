"""Labels a document that is all article, such as Markdown: nothing around it to tell apart."""

from collections.abc import Sequence
from typing import NamedTuple

from galley.domain.article import BlockType, InlineStyle, Zone
from galley.importers.bylines import is_byline, read_byline
from galley.importers.credits import split_caption
from galley.importers.dates import find_date
from galley.importers.pages.segments import Segment
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.tables import ListNumbers, label_tables
from galley.importers.phrases import is_credit_line
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key
from galley.importers.texts.sheet import Label

__all__ = ["Whole", "label_whole"]

_HEAD = 4  # segments below the headline in which a byline or a date may stand
_LONGEST_CAPTION = 80  # words
_LONGEST_HEADLINE = 30  # words
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Whole(NamedTuple):
    """What a document's text shows of itself."""

    headline: str
    authors: tuple[str, ...]
    published: str


def label_whole(sheet: PageSheet, title: str = "") -> Whole:
    """Label every segment that is shown.

    Args:
        sheet: The document.
        title: As its properties have it; one that the text shows is the headline.
    """
    segments = [s for s in sheet.page.segments if not s.box.hidden and sheet.is_free(s.number)]
    top = _headline(segments, title)
    if top is not None:
        sheet.label(top.number, Label(Zone.HEADLINE, type=BlockType.HEADING, level=1))
    authors, published = _label_head(sheet, segments, segments.index(top) if top else -1)
    _label_pictures(sheet, segments)
    label_tables(sheet, [segment.number for segment in segments])
    lists = ListNumbers()
    for segment in segments:
        if segment.text and sheet.is_free(segment.number):
            sheet.label(segment.number, _label(segment, lists))
    return Whole(top.text if top else "", authors, published)


def _headline(segments: Sequence[Segment], title: str) -> Segment | None:
    """The main heading, else a first line that is bold from end to end or says the title."""
    texts = [s for s in segments if s.text]
    mains = [s for s in texts if s.box.within("h1") is not None]
    if title:
        said = [s for s in mains or texts[:_HEAD] if key(s.text) == key(title)]
        if said or len(mains) > 1:
            return said[0] if said else None
    if mains or not texts:
        return mains[0] if mains else None
    first = texts[0]
    is_short = word_count(first.text) <= _LONGEST_HEADLINE and not first.text.endswith((".", ":"))
    return first if is_short and first.is_all(InlineStyle.STRONG) else None


def _label_head(
    sheet: PageSheet, segments: Sequence[Segment], headline: int
) -> tuple[tuple[str, ...], str]:
    authors: tuple[str, ...] = ()
    published = ""
    for segment in segments[headline + 1 : headline + 1 + _HEAD]:
        found = find_date(segment.text) if word_count(segment.text) <= 8 else ""
        if is_byline(segment.text):
            authors, published = authors or read_byline(segment.text), published or found
            sheet.label(segment.number, Label(Zone.BYLINE))
        elif found:
            published = published or found
            sheet.label(segment.number, Label(Zone.DATE))
        elif segment.text and "subtitle" in segment.box.words:
            sheet.label(segment.number, Label(Zone.DEK))
    return authors, published


def _label_pictures(sheet: PageSheet, segments: Sequence[Segment]) -> None:
    """Each picture, with its figcaption, or the paragraph in italics below it, as the caption."""
    for place, segment in enumerate(segments):
        if segment.picture is None:
            continue
        group = sheet.add_figure(segment)
        near = [*segments[place + 1 : place + 2], *segments[max(0, place - 1) : place]]
        said = next((s for s in near if s.text and _is_caption_of(s, segment)), None)
        if said is None or not sheet.is_free(said.number):
            continue
        caption, credit = Label(Zone.CAPTION, group=group), Label(Zone.CREDIT, group=group)
        parts = split_caption(said.text)
        if parts is None:
            sheet.label(said.number, caption)
        else:
            ranges = [(*parts.caption, caption), (*parts.credit, credit)]
            sheet.cut(said.number, ranges, "The label or the marks around a picture's credit")


def _is_caption_of(segment: Segment, picture: Segment) -> bool:
    if segment.box.within("figcaption") is not None:
        figure = picture.box.within("figure")
        return figure is None or segment.box.within("figure") is figure
    is_below = segment.number > picture.number and word_count(segment.text) <= _LONGEST_CAPTION
    return is_below and segment.is_all(InlineStyle.EMPHASIS)


def _label(segment: Segment, lists: ListNumbers) -> Label:
    heading = segment.box.within(*_HEADINGS)
    if heading is not None:
        return Label(Zone.BODY, type=BlockType.HEADING, level=int(heading.tag[1]))
    item = lists.label(segment.box)
    if item is not None:
        return item
    if segment.box.within("blockquote") is not None:
        return Label(Zone.BODY, type=BlockType.QUOTE)
    if is_credit_line(segment.text):
        return Label(Zone.CREDIT_LINE)
    return Label(Zone.BODY)
