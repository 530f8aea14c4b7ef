"""Labels a document that is all article, such as Markdown: nothing around it to tell apart."""

from collections.abc import Sequence

from galley.domain.article import BlockType, InlineStyle, Zone
from galley.importers.bylines import is_byline, read_byline
from galley.importers.credits import split_caption
from galley.importers.dates import find_date
from galley.importers.page_segments import Segment
from galley.importers.page_sheet import PageSheet
from galley.importers.page_tables import ListNumbers, label_tables
from galley.importers.phrases import is_credit_line
from galley.importers.text_body import word_count
from galley.importers.text_sheet import Label

__all__ = ["label_whole"]

_HEAD = 4  # segments below the headline in which a byline or a date may stand
_LONGEST_CAPTION = 80  # words
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def label_whole(sheet: PageSheet) -> tuple[str, tuple[str, ...], str]:
    """Label every segment; gives the headline, the authors and the date the text shows."""
    segments = sheet.page.segments
    top = next((s for s in segments if s.text and s.box.within("h1") is not None), None)
    if top is not None:
        sheet.label(top.number, Label(Zone.HEADLINE, type=BlockType.HEADING, level=1))
    authors, published = _label_head(sheet, segments, top.number if top else -1)
    _label_pictures(sheet, segments)
    label_tables(sheet, [segment.number for segment in segments])
    lists = ListNumbers()
    for segment in segments:
        if segment.text and sheet.is_free(segment.number):
            sheet.label(segment.number, _label(segment, lists))
    return (top.text if top else ""), authors, published


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
    return authors, published


def _label_pictures(sheet: PageSheet, segments: Sequence[Segment]) -> None:
    """Each picture, with the paragraph in italics below it, or its figcaption, as the caption."""
    for segment in segments:
        if segment.picture is None or segment.box.hidden:
            continue
        group = sheet.add_figure(segment)
        below = segments[segment.number + 1 : segment.number + 2]
        if not below or not below[0].text or not _is_caption(below[0]):
            continue
        caption, credit = Label(Zone.CAPTION, group=group), Label(Zone.CREDIT, group=group)
        parts = split_caption(below[0].text)
        if parts is None:
            sheet.label(below[0].number, caption)
        else:
            ranges = [(*parts.caption, caption), (*parts.credit, credit)]
            sheet.cut(below[0].number, ranges, "The label or the marks around a picture's credit")


def _is_caption(segment: Segment) -> bool:
    if segment.box.within("figcaption") is not None:
        return True
    if word_count(segment.text) > _LONGEST_CAPTION:
        return False
    return any(
        span.style is InlineStyle.EMPHASIS and span.start == 0 and span.end == len(segment.text)
        for span in segment.spans
    )


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
