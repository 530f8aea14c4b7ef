"""The lines of a capture with the labels they are given, and the article they make in the end.

Keeps the promise that every character that is seen is in exactly one block or left out with a
reason; knows no rule by which a label is given.
"""

from dataclasses import dataclass, field

from galley.domain.article import FIGURE_CHARACTER, Block, BlockType, Figure, LeftOut, Zone
from galley.importers.cutting import cut_up
from galley.importers.texts.lines import Line

__all__ = ["Label", "Sheet"]

_SIDEBAR_ORDER = (Zone.SIDEBAR_HEADING, Zone.SIDEBAR_ITEM, Zone.SIDEBAR_TEASER)


@dataclass(frozen=True, slots=True)
class Label:
    """What a piece of a line is: a zone with its attributes, or a reason to leave it out."""

    zone: Zone | None = None
    reason: str = ""
    type: BlockType = BlockType.PARAGRAPH
    group: int = -1
    level: int = 0
    truncated: bool = False
    ordered: bool = False


@dataclass(slots=True)
class Sheet:
    """The lines of one capture; a line has one label, or is cut into pieces with one each.

    Attributes:
        capture: The decoded text.
        lines: Its lines.
        figures: Those that were found.
        credits: The words of the credits that were found behind a caption.
        headings: Lines whose words stand above lists of other articles.
    """

    capture: str
    lines: list[Line]
    figures: list[Figure] = field(default_factory=list)
    headings: frozenset[int] = frozenset()
    credits: set[str] = field(default_factory=set)
    _pieces: dict[int, list[tuple[int, int, Label]]] = field(default_factory=dict)
    _loose: list[Block] = field(default_factory=list)

    def is_free(self, index: int) -> bool:
        """Whether a line has no label yet."""
        return index not in self._pieces

    def zone(self, index: int) -> Zone | None:
        """The zone of a line's first labelled piece; None while it has none or is left out."""
        pieces = self._pieces.get(index, ())
        return next((label.zone for _start, _end, label in pieces if label.zone), None)

    def group(self, index: int, zone: Zone) -> int:
        """The group of a line's piece in a zone; -1 if it has none."""
        pieces = self._pieces.get(index, ())
        return next((label.group for _start, _end, label in pieces if label.zone is zone), -1)

    def labels(self, zone: Zone) -> list[Label]:
        """The labels of all pieces in a zone."""
        pieces = (piece for pieces in self._pieces.values() for piece in pieces)
        return [label for _start, _end, label in pieces if label.zone is zone]

    def is_left_out(self, index: int, reason: str) -> bool:
        """Whether a whole line is left out for this reason."""
        pieces = self._pieces.get(index, ())
        return len(pieces) == 1 and pieces[0][2].reason == reason

    def label(self, index: int, label: Label) -> None:
        """Give a whole line one label, in place of any it had."""
        self._pieces[index] = [(0, len(self.lines[index].text), label)]

    def leave_out(self, index: int, reason: str) -> None:
        """Leave a line out of the article, for a reason that is shown to the person."""
        self.label(index, Label(reason=reason))

    def cut(self, index: int, pieces: list[tuple[int, int, Label]], rest: str) -> None:
        """Cut a line into labelled pieces; what is between them is left out for the reason given.

        Args:
            index: Of the line.
            pieces: Ranges of the line's text (code points) in order, with their labels.
            rest: Why the characters between the pieces are left out.
        """
        text, between = self.lines[index].text, Label(reason=rest)
        self._pieces[index] = list(cut_up(text, pieces, between))

    def add_figure(self, figure: Figure, described_at: int | None, near: int) -> int:
        """Give the article a figure and its place.

        Args:
            figure: Without its caption, which is a block of its own.
            described_at: The line that describes the picture in words, which the figure stands for.
            near: Where there is no such line, the line the figure stands before.

        Returns:
            The figure's number.
        """
        group = len(self.figures)
        self.figures.append(figure)
        if described_at is not None:
            self.label(described_at, Label(Zone.PHOTO, type=BlockType.FIGURE, group=group))
        else:
            place = self.lines[near].start
            self._loose.append(
                Block(
                    Zone.PHOTO,
                    FIGURE_CHARACTER,
                    BlockType.FIGURE,
                    group=group,
                    source=(place, place),
                )
            )
        return group

    def finish(self, reason: str) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
        """The blocks in reading order (the page's sidebars last) and what was left out.

        Args:
            reason: Why the lines without a label are left out.
        """
        blocks: list[Block] = list(self._loose)
        left_out: list[LeftOut] = []
        for index, line in enumerate(self.lines):
            pieces = self._pieces.get(index)
            if not pieces:
                left_out.append(LeftOut(line.text, reason, (line.start, line.end)))
                continue
            for start, end, label in pieces:
                source = self._source(line, start, end)
                text = line.text[start:end].strip()
                if label.zone is None:
                    left_out.append(LeftOut(text, label.reason, source))
                else:
                    blocks.append(_block(label, text, source))
        blocks.sort(key=lambda block: (block.zone in _SIDEBAR_ORDER, block.source))
        return tuple(blocks), tuple(left_out)

    def _source(self, line: Line, start: int, end: int) -> tuple[int, int]:
        if (start, end) == (0, len(line.text)):
            return line.start, line.end
        first, last = line.source_range(start, end, self.capture)
        return (line.start if start == 0 else first), last


def _block(label: Label, text: str, source: tuple[int, int]) -> Block:
    assert label.zone is not None  # noqa: S101  the caller tells blocks from what is left out
    is_figure = label.type is BlockType.FIGURE
    return Block(
        zone=label.zone,
        text=FIGURE_CHARACTER if is_figure else text,
        type=label.type,
        group=label.group,
        level=label.level,
        truncated=label.truncated,
        source=source,
    )
