"""A version as it is read: its captured blocks with a person's corrections, each letter traced.

Every code point of the text as it is read has an *origin*: its place in the captured canonical
text or, beyond that, in what was left out. Two readings of one version are mapped onto each other
through it (:mod:`galley.domain.text_map`), exactly and whatever the corrections were. Only a
separator or joint that a correction put in has no origin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from galley.domain.article import (
    BLOCK_SEPARATOR,
    FIGURE_CHARACTER,
    LINE_BREAK,
    Block,
    BlockType,
    LeftOut,
    Span,
    Version,
    Zone,
)
from galley.domain.structure import (
    AsCaptured,
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
)

__all__ = ["BY_HAND", "Reading", "Run", "Sheet", "Spare", "corrected", "read"]

BY_HAND = "Left out by hand"
_BREAKING = f" \t{LINE_BREAK}"
_JOINTS = ("", " ", LINE_BREAK)
_WORD = re.compile(r"\S+")


class Run(NamedTuple):
    """Code points that stand together in the text as it is read and where they came from.

    Attributes:
        start: The first, in the canonical text as it is read.
        length: How many.
        origin: Where the first one came from.
    """

    start: int
    length: int
    origin: int


class Spare(NamedTuple):
    """A piece that is left out.

    Attributes:
        runs: Its letters, counted from its own first.
        block: The block that it was, if a person left it out.
    """

    runs: tuple[Run, ...]
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A version with corrections, and where each of its letters came from.

    Attributes:
        version: As it is read.
        runs: By ``start``; what no run covers was put in by a correction.
        spares: What each piece is that is left out of it, in the order of its ``left_out``.
    """

    version: Version
    runs: tuple[Run, ...]
    spares: tuple[Spare, ...] = ()


def corrected(version: Version, corrections: Sequence[Correction]) -> Version:
    """A captured version as it is read with these corrections.

    Raises:
        ValueError: A correction does not fit, such as one of a block that is not there.
    """
    return _applied(version, corrections).version() if corrections else version


def read(version: Version, corrections: Sequence[Correction]) -> Reading:
    """The same, and where each letter came from.

    Raises:
        ValueError: A correction does not fit, such as one of a block that is not there.
    """
    return _applied(version, corrections).reading()


def _shown(spare: "_Spare") -> Spare:
    if spare.piece is not None:
        return Spare(tuple(spare.piece.runs), spare.piece.block)
    return Spare(tuple(_runs(len(spare.left_out.text), spare.origin)))


def _applied(version: Version, corrections: Sequence[Correction]) -> "Sheet":
    sheet = Sheet.of(version)
    for correction in corrections:
        sheet.apply(correction)
    return sheet


@dataclass(slots=True)
class _Piece:
    """A block with the origins of its text, as runs from its own first code point.

    Attributes:
        gap: The origin of the separator after it; -1 for one that was put in.
    """

    block: Block
    runs: list[Run]
    gap: int = -1


@dataclass(slots=True)
class _Spare:
    """What is left out; the block that it was if a person left it out."""

    left_out: LeftOut
    origin: int = -1
    piece: _Piece | None = None


@dataclass(slots=True)
class Sheet:
    """The blocks of a version while corrections are applied to it, one after the other."""

    captured: Version
    pieces: list[_Piece]
    spares: list[_Spare]
    lead: int | None = None

    @classmethod
    def of(cls, version: Version) -> "Sheet":
        """A version as captured."""
        pieces = [
            _Piece(block, _runs(len(block.text), start), start + len(block.text))
            for block, start in zip(version.blocks, version.starts, strict=True)
        ]
        spares, origin = [], len(version.text) + 1
        for left_out in version.left_out:
            spares.append(_Spare(left_out, origin))
            origin += len(left_out.text) + 1
        return cls(version, pieces, spares)

    # What comes of it

    def reading(self) -> Reading:
        """The version as it is read by now, and where each letter came from."""
        return Reading(self.version(), self.runs(), tuple(map(_shown, self.spares)))

    def version(self) -> Version:
        """The version as it is read by now."""
        figures = self.captured.figures
        if self.lead is not None:
            figures = tuple(
                figure._replace(lead=number == self.lead) for number, figure in enumerate(figures)
            )
        return replace(
            self.captured,
            blocks=tuple(piece.block for piece in self.pieces),
            left_out=tuple(spare.left_out for spare in self.spares),
            figures=figures,
        )

    def runs(self) -> tuple[Run, ...]:
        """Where its letters came from; see :class:`Reading`."""
        runs: list[Run] = []
        position = 0
        for piece in self.pieces:
            for run in piece.runs:
                _append(runs, run._replace(start=position + run.start))
            position += len(piece.block.text)
            if piece.gap >= 0 and piece is not self.pieces[-1]:
                _append(runs, Run(position, len(BLOCK_SEPARATOR), piece.gap))
            position += len(BLOCK_SEPARATOR)
        return tuple(runs)

    # The corrections

    def apply(self, correction: Correction) -> None:
        """Apply the next correction.

        Raises:
            ValueError: It does not fit.
        """
        match correction:
            case SetZone(index, zone, group):
                piece = self._piece(index)
                _refuse_if((zone is Zone.PHOTO) != _is_figure(piece.block), correction)
                piece.block = replace(piece.block, zone=zone, group=group)
            case SetType(index, kind, level, ordered):
                piece = self._piece(index)
                _refuse_if((kind is BlockType.FIGURE) != _is_figure(piece.block), correction)
                piece.block = replace(piece.block, type=kind, level=level, ordered=ordered)
            case Split(index, offset):
                self._split(index, offset, correction)
            case Merge(index, joint):
                self._merge(index, joint, correction)
            case LeaveOut(index):
                self._leave_out(index)
            case BringBack():
                self._bring_back(correction)
            case SetLead(figure):
                _refuse_if(not 0 <= figure < len(self.captured.figures), correction)
                self.lead = figure
            case AsCaptured():
                fresh = Sheet.of(self.captured)
                self.pieces, self.spares, self.lead = fresh.pieces, fresh.spares, None

    def _piece(self, index: int) -> _Piece:
        if not 0 <= index < len(self.pieces):
            msg = f"there is no block {index} to correct, only {len(self.pieces)}"
            raise ValueError(msg)
        return self.pieces[index]

    def _split(self, index: int, offset: int, correction: Correction) -> None:
        piece = self._piece(index)
        text = piece.block.text
        _refuse_if(not 0 <= offset <= len(text), correction)
        first, second = offset, offset
        if text[offset : offset + 1] and text[offset] in _BREAKING:
            second += 1
        elif offset and text[offset - 1] in _BREAKING:
            first -= 1
        _refuse_if(not text[:first].strip() or not text[second:].strip(), correction)
        between = _cut(piece.runs, first, second)
        head, tail = _cut_block(piece.block, first, second)
        self.pieces[index : index + 1] = [
            _Piece(head, _cut(piece.runs, 0, first), between[0].origin if between else -1),
            _Piece(tail, _cut(piece.runs, second, len(text)), piece.gap),
        ]

    def _merge(self, index: int, joint: str, correction: Correction) -> None:
        first, second = self._piece(index), self._piece(index + 1)
        figure = _is_figure(first.block) or _is_figure(second.block)
        _refuse_if(figure or joint not in _JOINTS, correction)
        shift = len(first.block.text) + len(joint)
        runs = list(first.runs)
        if joint and first.gap >= 0:
            _append(runs, Run(len(first.block.text), len(joint), first.gap))
        for run in second.runs:
            _append(runs, run._replace(start=run.start + shift))
        block = _joined(first.block, second.block, joint)
        self.pieces[index : index + 2] = [_Piece(block, runs, second.gap)]

    def _leave_out(self, index: int) -> None:
        piece = self._piece(index)
        del self.pieces[index]
        left_out = LeftOut(piece.block.text, BY_HAND, piece.block.source)
        self.spares.append(_Spare(left_out, piece=piece))

    def _bring_back(self, correction: BringBack) -> None:
        _refuse_if(not 0 <= correction.piece < len(self.spares), correction)
        _refuse_if(not 0 <= correction.at <= len(self.pieces), correction)
        spare = self.spares[correction.piece]
        zone, group = correction.zone, correction.group
        if spare.piece is not None:
            block = replace(spare.piece.block, zone=zone, group=group)
            brought = [_Piece(block, spare.piece.runs, spare.piece.gap)]
        else:
            source = spare.left_out.source
            brought = [
                _Piece(Block(zone, text, group=group, source=source), runs)
                for text, runs in _lines(spare.left_out.text, spare.origin)
            ]
        figure = any(_is_figure(piece.block) for piece in brought)
        _refuse_if(not brought or figure != (zone is Zone.PHOTO), correction)
        del self.spares[correction.piece]
        self.pieces[correction.at : correction.at] = brought


def _refuse_if(wrong: bool, correction: Correction) -> None:
    if wrong:
        msg = f"this correction does not fit: {correction}"
        raise ValueError(msg)


def _is_figure(block: Block) -> bool:
    return block.text == FIGURE_CHARACTER


def _runs(length: int, origin: int) -> list[Run]:
    return [Run(0, length, origin)] if length else []


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, to the last one if it goes on there."""
    if runs:
        last = runs[-1]
        if (last.start + last.length, last.origin + last.length) == (run.start, run.origin):
            runs[-1] = last._replace(length=last.length + run.length)
            return
    runs.append(run)


def _cut(runs: Sequence[Run], first: int, last: int) -> list[Run]:
    """What runs say of a part of the text, counted from the part's beginning."""
    cut = []
    for run in runs:
        start, end = max(run.start, first), min(run.start + run.length, last)
        if start < end:
            cut.append(Run(start - first, end - start, run.origin + start - run.start))
    return cut


def _cut_block(block: Block, first: int, second: int) -> tuple[Block, Block]:
    """A block's text up to ``first`` and from ``second`` on, as two blocks."""
    source = block.source
    sources = (source, source)
    if source is not None and source[1] - source[0] == len(block.text):  # nothing was folded
        sources = ((source[0], source[0] + first), (source[0] + second, source[1]))
    head = replace(
        block,
        text=block.text[:first],
        spans=_spans_within(block.spans, 0, first),
        source=sources[0],
        truncated=False,
    )
    tail = replace(
        block,
        text=block.text[second:],
        spans=_spans_within(block.spans, second, len(block.text)),
        source=sources[1],
    )
    return head, tail


def _spans_within(spans: Sequence[Span], first: int, last: int) -> tuple[Span, ...]:
    kept = (s._replace(start=max(s.start, first), end=min(s.end, last)) for s in spans)
    return tuple(
        s._replace(start=s.start - first, end=s.end - first) for s in kept if s.start < s.end
    )


def _joined(first: Block, second: Block, joint: str) -> Block:
    shift = len(first.text) + len(joint)
    source = first.source
    if first.source is not None and second.source is not None:
        source = (
            min(first.source[0], second.source[0]),
            max(first.source[1], second.source[1]),
        )
    moved = tuple(s._replace(start=s.start + shift, end=s.end + shift) for s in second.spans)
    return replace(
        first,
        text=first.text + joint + second.text,
        spans=first.spans + moved,
        source=source,
        truncated=second.truncated,
    )


def _lines(text: str, origin: int) -> list[tuple[str, list[Run]]]:
    """Each line of a piece that has words, its white space folded, with the origins."""
    lines = []
    place = origin
    for line in text.splitlines(keepends=True):
        words = [match.span() for match in _WORD.finditer(line)]
        runs: list[Run] = []
        length = 0
        for number, (start, end) in enumerate(words):
            if number and start - words[number - 1][1] == 1:
                _append(runs, Run(length - 1, 1, place + start - 1))  # the space was one space
            _append(runs, Run(length, end - start, place + start))
            length += end - start + 1
        if words:
            lines.append((" ".join(line[start:end] for start, end in words), runs))
        place += len(line)
    return lines
