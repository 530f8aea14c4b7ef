"""What a source check shows: the capture piece by piece, and what became of each piece.

Everything that is seen in a capture is in a block or left out with a reason, so that the blocks
and pieces of the captured version, in the order of the page, are the original's text. Knows no
window.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.article import SIDEBAR_ZONES, Block, BlockType, LeftOut, Version, Zone
from galley.domain.reading import BY_HAND, Reading, Run, corrected, read
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetType,
    SetZone,
    Split,
    Structure,
)
from galley.services.corrections.block_groups import group_for
from galley.services.corrections.captured_page import captured_pieces, read_captures
from galley.services.intake.reading_doubts import Doubt, doubt_about, is_passage, may_belong
from galley.services.later_captures.carrying import NotCarried, carry_over

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "Fragment",
    "SourceView",
    "credit_corrections",
    "join_corrections",
    "leave_out_corrections",
    "look",
    "refusals_of",
    "return_of",
    "returns_of",
    "source_view",
    "split_correction",
    "type_corrections",
    "zone_corrections",
]


class Fragment(NamedTuple):
    """A stretch of the capture with one fate.

    Attributes:
        text: As captured.
        reason: Why it is left out; empty if it is in the article.
        block: The index of the block that it is in; -1 if it is left out.
        spare: Its index among what is left out; -1 if it is in the article.
        alt: Of a photo, what the page says of it.
    """

    text: str
    reason: str = ""
    block: int = -1
    spare: int = -1
    alt: str = ""

    @property
    def can_return(self) -> bool:
        """Whether it is left out and has words to bring back."""
        return self.spare >= 0 and not LeftOut(self.text, self.reason).is_picture


@dataclass(frozen=True, slots=True)
class SourceView:
    """A version beside its capture.

    Attributes:
        version: As it is read.
        structure: Its corrections; None for none.
        fragments: The capture, in the order of the page.
        of_block: The first fragment of each block; -1 for one of which nothing is known.
        spare_blocks: The block that each left-out piece was, if a person left it out.
        glued: The blocks that go on in the next one in the middle of a captured word.
        earlier: The number of the capture before whose corrections were to hold here too.
        not_carried: Those that could not be carried over, and were not made here since.
        doubt: Why its text may have been read wrongly; None where nothing tells so.
        doubtful: The fragments that may be part of the article, though they are left out.
        to_carry: Corrections that would make the others hold here, which do not: they were made
            there later, or given up here.
    """

    version: Version
    structure: Structure | None
    fragments: tuple[Fragment, ...]
    of_block: tuple[int, ...]
    spare_blocks: tuple[Block | None, ...]
    glued: frozenset[int] = frozenset()
    earlier: int = 0
    not_carried: tuple[NotCarried, ...] = ()
    to_carry: tuple[Correction, ...] = ()
    doubt: Doubt | None = None
    doubtful: tuple[int, ...] = ()


def look(library: "Library", version_id: str) -> SourceView:
    """A version of the library beside its capture.

    Raises:
        NotFound: There is no such version.
        LibraryDamaged: What is stored is not what was saved.
    """
    captured, structure = library.captured_version(version_id), library.structure(version_id)
    view = source_view(captured, structure, _page(library, captured))
    if captured.number == 1:
        return view
    article = library.article(captured.article_id)
    versions = (v for v in library.versions(article.id) if v.number < captured.number)
    for one in reversed(read_captures(library, [v for v in versions if article.uses(v)])):
        if one.structure is not None:
            there = structure.in_force if structure else ()
            carried = carry_over(one.captured, one.structure.in_force, captured, there)
            number, missing = one.version.number, carried.corrections
            return replace(view, earlier=number, not_carried=carried.lost, to_carry=missing)
    return view


def _page(library: "Library", captured: Version) -> str:
    """The text of a text capture, for its lines; empty for what has no lines of its own."""
    if not captured.importer.startswith("text-capture/"):
        return ""
    from galley.importers.registry import text_of  # importers are loaded when they are used

    capture = captured.capture
    return text_of(library.capture_bytes(capture.sha256), capture.media_type)


def source_view(captured: Version, structure: Structure | None, page: str = "") -> SourceView:
    """A version beside its capture.

    Args:
        captured: As captured.
        structure: Its corrections; None for none.
        page: The text that its sources count in, to show the capture in its own lines.
    """
    reading = read(captured, structure.corrections if structure else ())
    fates = _Fates(reading)
    fragments = tuple(
        fragment._replace(alt=alt)
        for text, origin, reason, alt in captured_pieces(captured, page)
        for fragment in fates.of(text, origin, reason)
    )
    first: dict[int, int] = {}
    for number, fragment in enumerate(fragments):
        if fragment.block >= 0:
            first.setdefault(fragment.block, number)
    version = reading.version
    doubt, doubtful = _doubts(captured, version, fragments)
    return SourceView(
        version,
        structure,
        fragments,
        tuple(first.get(block, -1) for block in range(len(version.blocks))),
        tuple(spare.block for spare in reading.spares),
        _glued(reading),
        doubt=doubt,
        doubtful=doubtful,
    )


def _doubts(
    captured: Version, version: Version, fragments: Sequence[Fragment]
) -> tuple[Doubt | None, tuple[int, ...]]:
    """Why the text may be read wrongly, and the fragments that may be of the article.

    What a capture raised no doubt about raises none by a person's corrections. Each passage stays
    doubtful until it is brought back or left out by hand, however few are left.
    """
    first = doubt_about(captured.blocks, captured.left_out, headline=True)  # that is told elsewhere
    doubtful = tuple(
        number
        for number, one in enumerate(fragments)
        if one.can_return and may_belong(LeftOut(one.text, one.reason), first)
    )
    now = doubt_about(version.blocks, version.left_out, headline=True) if first else None
    asked = [one.text for one in captured.left_out if may_belong(one, first)]
    by_hand = [one.text for one in fragments if one.reason == BY_HAND]
    answered = not doubtful and any(text in passage for text in by_hand for passage in asked)
    if now is not Doubt.LITTLE_TEXT or answered:
        now = Doubt.MUCH_LEFT_OUT if doubtful else None
    return now, doubtful


def _glued(reading: Reading) -> frozenset[int]:
    """The blocks whose last letter and the next block's first stood side by side."""
    version, glued = reading.version, set()
    for one, other in pairwise(reading.runs):
        boundary = one.start + one.length
        if one.origin + one.length == other.origin and other.start == boundary + 1:
            glued.add(version.block_index(boundary))
    return frozenset(glued)


class _Fates:
    """What became of each letter, by its origin."""

    def __init__(self, reading: Reading) -> None:
        found: list[tuple[int, int, int, int]] = []  # origin, length, block, spare
        for run in reading.runs:
            found += _by_block(run, reading.version)
        for number, spare in enumerate(reading.spares):
            found += [(run.origin, run.length, -1, number) for run in spare.runs]
        found.sort()
        self._found = found
        self._origins = [one[0] for one in found]
        self._left_out = reading.version.left_out

    def of(self, text: str, origin: int, reason: str) -> Iterator[Fragment]:
        """A captured piece in as many fragments as it has fates."""
        if not text:
            return
        end = origin + len(text)
        number = max(0, bisect_right(self._origins, origin) - 1)
        position, fate = origin, (-1, -1)
        for begin, length, *new in self._found[number : bisect_left(self._origins, end)]:
            if begin + length <= origin:
                continue
            if fate not in ((-1, -1), tuple(new)) and begin > position:
                yield self._fragment(text[position - origin : begin - origin], fate, reason)
                position = begin
            fate = (new[0], new[1])
        yield self._fragment(text[position - origin :], fate, reason)

    def _fragment(self, text: str, fate: tuple[int, int], reason: str) -> Fragment:
        block, spare = fate
        if spare >= 0:
            reason = self._left_out[spare].reason
        return Fragment(text.strip(), "" if block >= 0 else reason, block, spare)


def _by_block(run: Run, version: Version) -> Iterator[tuple[int, int, int, int]]:
    """A run in pieces that are each inside one block."""
    start, end = run.start, run.start + run.length
    while start < end:
        block = version.block_index(start)
        stop = min(end, version.starts[block] + len(version.blocks[block].text))
        if stop > start:
            yield run.origin + start - run.start, stop - start, block, -1
        start = max(stop, start) + (1 if stop < end else 0)


def return_of(view: SourceView, fragment: int) -> BringBack:
    """The correction that brings a left-out fragment back, at its place on the page.

    What stands in a sidebar is an item of it, unless it is as long as a paragraph.

    Raises:
        ValueError: It is not left out, or a picture that has no words.
    """
    spare = view.fragments[fragment].spare
    if not view.fragments[fragment].can_return:
        msg = "only what is left out can be brought back"
        raise ValueError(msg)
    blocks = view.version.blocks
    above = [one.block for one in view.fragments[:fragment] if one.block >= 0]
    at = above[-1] + 1 if above else 0
    was = view.spare_blocks[spare]
    if was is not None:
        return BringBack(spare, at, was.zone, was.group)
    beside = blocks[at - 1] if at else None
    short = not is_passage(view.fragments[fragment].text)
    if short and beside is not None and beside.zone in SIDEBAR_ZONES:
        return BringBack(spare, at, Zone.SIDEBAR_ITEM, beside.group)
    return BringBack(spare, at)


def returns_of(view: SourceView, fragments: Sequence[int]) -> list[BringBack]:
    """Corrections that bring several left-out fragments back, each at its place on the page.

    The last one on the page comes first, so that none moves the place of another.

    Args:
        view: As it is before all of them.
        fragments: Which; those that are in the article, or have no words, are passed over.
    """
    found: dict[int, BringBack] = {}  # by the piece: a piece may be several fragments
    for fragment in sorted(fragments):
        if view.fragments[fragment].can_return:
            found.setdefault(view.fragments[fragment].spare, return_of(view, fragment))
    backs = list(reversed(found.values()))
    return [
        replace(back, piece=back.piece - sum(one.piece < back.piece for one in backs[:number]))
        for number, back in enumerate(backs)  # each is one piece less of what is left out
    ]


def refusals_of(view: SourceView, fragments: Sequence[int]) -> list[Correction]:
    """Corrections after which doubtful pieces are left out by hand, and are doubtful no more.

    Each is brought back and left out: that is how a reading knows of what a person left out.

    Args:
        view: As it is before all of them.
        fragments: Which; those that are not doubtful are passed over.
    """
    doubtful = frozenset(view.doubtful)
    backs = returns_of(view, [number for number in fragments if number in doubtful])
    version, sizes = view.version, list[int]()
    for back in backs:  # a piece of several lines comes back as a block each
        blocks = len(version.blocks)
        version = corrected(version, [back])
        sizes.append(len(version.blocks) - blocks)
    gone = [
        back.at + sum(sizes[number + 1 :]) + line
        for number, (back, size) in enumerate(zip(backs, sizes, strict=True))
        for line in range(size)
    ]
    return [*backs, *leave_out_corrections(gone)]


def zone_corrections(view: SourceView, rows: Sequence[int], zone: Zone) -> list[Correction]:
    """Corrections that give blocks, but for photos, another zone; none where they have it."""
    blocks = view.version.blocks
    return [
        SetZone(row, zone, group_for(blocks, row, zone))
        for row in rows
        if blocks[row].zone not in (zone, Zone.PHOTO)
    ]


def type_corrections(
    view: SourceView, rows: Sequence[int], kind: BlockType, level: int, *, ordered: bool
) -> list[Correction]:
    """Corrections that set blocks, but for photos, in another way."""
    wanted = (kind, level, ordered)
    return [
        SetType(row, kind, level, ordered)
        for row in rows
        if (block := view.version.blocks[row]).zone is not Zone.PHOTO
        and (block.type, block.level, block.ordered) != wanted
    ]


def credit_corrections(view: SourceView, row: int, offset: int) -> list[Correction]:
    """Corrections that set a caption's photo credit apart, from a code point on; none if it can't.

    The credit belongs to the caption's figure.
    """
    split = split_correction(view, row, offset)
    block = view.version.blocks[row]
    if split is None or block.zone is not Zone.CAPTION:
        return []
    return [split, SetZone(row + 1, Zone.CREDIT, block.group)]


def split_correction(view: SourceView, row: int, offset: int) -> Split | None:
    """The correction that splits a block before a code point; None where it can't be split."""
    block = view.version.blocks[row]
    try:
        corrected(replace(view.version, blocks=(block,)), [Split(0, offset)])
    except ValueError:
        return None
    return Split(row, offset)


def join_corrections(view: SourceView, rows: Sequence[int]) -> list[Correction]:
    """Corrections that make one of some blocks, or of one and the next; none if that can't be.

    Words that were parted in the middle come together again.
    """
    first, last = rows[0], rows[-1] if len(rows) > 1 else rows[0] + 1
    blocks = view.version.blocks
    if last >= len(blocks) or (len(rows) > 1 and last - first != len(rows) - 1):
        return []
    if any(block.zone is Zone.PHOTO for block in blocks[first : last + 1]):
        return []
    return [Merge(first, "" if row in view.glued else " ") for row in range(first, last)]


def leave_out_corrections(rows: Sequence[int]) -> list[Correction]:
    """Corrections that leave blocks out, the last one first."""
    return [LeaveOut(row) for row in sorted(rows, reverse=True)]
