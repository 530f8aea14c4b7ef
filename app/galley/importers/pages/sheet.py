"""The segments of a page with the labels they are given, and the article they make in the end.

Every segment comes out in blocks or left out with a reason; no rule about pages is known here.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from galley.domain.article import (
    FIGURE_CHARACTER,
    Block,
    BlockType,
    Figure,
    InlineStyle,
    LeftOut,
    Span,
    Zone,
)
from galley.importers.cutting import cut_up
from galley.importers.pages.assets import Assets
from galley.importers.pages.segments import Page, Segment
from galley.importers.texts.sheet import Label

__all__ = ["PageSheet"]

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_DRAWN = "The words of a drawing: a chart, a map, a sign"
_SCHEMES = ("http://", "https://", "mailto:")
_SIDEBARS = (Zone.SIDEBAR_HEADING, Zone.SIDEBAR_ITEM, Zone.SIDEBAR_TEASER)
_LAST = (*_SIDEBARS,)


@dataclass(slots=True)
class PageSheet:
    """The segments of one page, by number, and what each is."""

    page: Page
    assets: Assets
    address: str = ""
    figures: list[Figure] = field(default_factory=list)
    _pieces: dict[int, list[tuple[int, int, Label]]] = field(default_factory=dict)
    _rows: dict[int, list[list[int]]] = field(default_factory=dict)

    def is_free(self, number: int) -> bool:
        """Whether a segment has no label yet."""
        return number not in self._pieces

    def zone(self, number: int) -> Zone | None:
        """The zone of a segment's first piece that has one."""
        pieces = self._pieces.get(number, ())
        return next((label.zone for _start, _end, label in pieces if label.zone), None)

    def label(self, number: int, label: Label) -> None:
        """Give a whole segment one label."""
        self._pieces[number] = [(0, len(self.page.segments[number].text), label)]

    def leave_out(self, number: int, reason: str) -> None:
        """Leave a segment out, for a reason that is shown to the person."""
        self.label(number, Label(reason=reason))

    def cut(self, number: int, pieces: list[tuple[int, int, Label]], rest: str) -> None:
        """Cut a segment into labelled pieces; what is between them is left out."""
        text, between = self.page.segments[number].text, Label(reason=rest)
        self._pieces[number] = list(cut_up(text, pieces, between))

    def row(self, cells: list[list[int]], label: Label) -> None:
        """Make one table row of segments, listed cell by cell; at least one cell has one."""
        numbers = [number for cell in cells for number in cell]
        self._rows[numbers[0]] = cells
        for number in numbers:
            self.label(number, label)

    def add_figure(self, place: Segment | None) -> int:
        """Give the article a figure, the first one as its main picture; gives its number.

        Args:
            place: The picture's segment; None where the capture has a caption but no picture.
        """
        group = len(self.figures)
        picture = place.picture if place is not None else None
        address, asset = self.assets.take(picture.address) if picture else ("", "")
        alt = picture.alt if picture else ""
        self.figures.append(Figure(alt, address, asset, lead=group == 0))
        if place is not None:
            self.label(place.number, Label(Zone.PHOTO, type=BlockType.FIGURE, group=group))
        return group

    def finish(self, reason: str) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
        """The blocks in reading order, sidebars last, and what was left out."""
        blocks: list[Block] = []
        left_out: list[LeftOut] = []
        starts = self._starts()
        in_rows = {n for cells in self._rows.values() for cell in cells for n in cell}
        for segment in self.page.segments:
            number, text = segment.number, segment.text
            if number in self._rows:
                blocks.append(self._row_block(number, starts))
            if number in in_rows:
                continue
            for start, end, label in self._pieces.get(
                number, [(0, len(text), Label(reason=reason))]
            ):
                if label.zone is not None:
                    blocks.append(self._block(number, start, end, label, starts[number]))
                elif text[start:end].strip():
                    why = _why(segment) or label.reason
                    source = (starts[number] + start, starts[number] + end)
                    left_out.append(LeftOut(text[start:end].strip(), why, source))
        blocks.sort(key=lambda block: block.zone in _SIDEBARS)
        return tuple(blocks), tuple(left_out)

    def _starts(self) -> list[int]:
        """Where each segment starts in the text of the page, which is all of them, line by line."""
        starts, position = [], 0
        for segment in self.page.segments:
            starts.append(position)
            position += len(segment.text) + 1
        return starts

    def _row_block(self, number: int, starts: list[int]) -> Block:
        label = self._pieces[number][0][2]
        last = max(n for cell in self._rows[number] for n in cell)
        cells = [
            " ".join(" ".join(self.page.segments[n].text.split("\t")) for n in cell)
            for cell in self._rows[number]
        ]
        return Block(
            label.zone or Zone.BODY,
            "\t".join(cells),
            BlockType.TABLE,
            label.group,
            label.level,
            source=(starts[number], starts[last] + len(self.page.segments[last].text)),
        )

    def _block(self, number: int, start: int, end: int, label: Label, offset: int) -> Block:
        segment = self.page.segments[number]
        if label.type is BlockType.FIGURE:
            return Block(
                label.zone or Zone.PHOTO,
                FIGURE_CHARACTER,
                label.type,
                label.group,
                source=(offset, offset),
            )
        raw = segment.text[start:end]
        start += len(raw) - len(raw.lstrip())
        text = raw.strip()
        return Block(
            label.zone or Zone.BODY,
            text,
            label.type,
            label.group,
            label.level,
            label.ordered,
            label.truncated,
            self._spans(segment.spans, start, start + len(text)),
            (offset + start, offset + start + len(text)),
        )

    def _spans(self, spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
        kept = []
        for span in spans:
            first, last = max(span.start, start), min(span.end, end)
            if first >= last:
                continue
            if span.style is not InlineStyle.LINK:
                kept.append(Span(first - start, last - start, span.style))
            elif href := self._safe(span.href):
                kept.append(Span(first - start, last - start, span.style, href))
        return tuple(kept)

    def _safe(self, href: str) -> str:
        """A link's address if it may be opened: http, https or mailto; else an empty string."""
        address = _UNSAFE.sub("", href)
        if self.address and not address.startswith("#"):
            try:
                address = urljoin(self.address, address)
            except ValueError:
                return ""
        return address if address.lower().startswith(_SCHEMES) else ""


def _why(segment: Segment) -> str:
    """Why a segment is left out whatever it says; empty if it depends on that."""
    if segment.box.tag == "svg":
        return _DRAWN
    return "Hidden on the page" if segment.box.hidden else ""
