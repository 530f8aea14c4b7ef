"""The rows of the source check's two lists; knows no library."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from galley.domain.article import FIGURE_CHARACTER, Article, Block, Version, Zone
from galley.domain.reading import BY_HAND
from galley.services.corrections.source_check import Fragment
from galley.ui.components.placeholders import filled
from galley.ui.source_check.words import reason_text, type_text, zone_name

__all__ = [
    "BlockRow",
    "CaptureRow",
    "PhotoState",
    "block_rows",
    "capture_rows",
    "photo_state",
    "spoken_block",
    "spoken_capture",
]

_LEAST_FOLDED = 4  # pieces side by side
_LONGEST_FOLDED = 120  # code points; what is longer might be of the article
_MOST_NAMED = 40
_tr = QCoreApplication.translate


class PhotoState(NamedTuple):
    """What there is of a figure.

    Attributes:
        given: A person gave it the picture.
        captured: The capture holds the picture.
        lead: It is the article's main picture.
        alone: It is the only one.
        alt: What the page says of the picture that is in the capture, or was in the page.
    """

    given: bool = False
    captured: bool = False
    lead: bool = False
    alone: bool = True
    alt: str = ""


class BlockRow(NamedTuple):
    """A block of the article, and of a photo what there is of it."""

    block: Block
    photo: PhotoState | None = None

    @property
    def words(self) -> str:
        """Its text; of a photo, what is to be said of it."""
        return self.block.text if self.photo is None else _photo_words(self.photo)


def photo_state(article: Article, version: Version, figure: int) -> PhotoState:
    """What there is of a figure of a version."""
    given = any(one.figure == figure for one in article.pictures_in(version))
    if not 0 <= figure < len(version.figures):
        return PhotoState(given=given)
    known = version.figures[figure]
    alone = len(version.figures) == 1
    return PhotoState(given, bool(known.asset), known.lead, alone, known.alt)


def block_rows(article: Article, version: Version) -> list[BlockRow]:
    """The rows of a version."""
    return [
        BlockRow(
            block,
            photo_state(article, version, block.group) if block.zone is Zone.PHOTO else None,
        )
        for block in version.blocks
    ]


def _photo_words(photo: PhotoState) -> str:
    if photo.given:
        words = _tr("source-check", "A picture that you added")
    elif photo.captured:
        words = _tr("source-check", "The picture is in the capture")
    else:
        words = _tr("source-check", "The picture is not in the capture")
    if photo.lead and not photo.alone:
        words = filled(_tr("source-check", "%1 · main picture"), words)
    if photo.alt and not photo.given:  # which of them it is, also for whoever does not see it
        words = filled(_tr("source-check", "%1 · “%2”"), words, photo.alt)
    return words


class CaptureRow(NamedTuple):
    """A stretch of the capture, or several short ones that are left out for one reason, folded.

    Attributes:
        fragments: One, or those that are folded.
        run: The texts of those that it was folded with, if they are shown one by one.
        heads: It is the first of these.
        doubtful: It may be part of the article all the same.
    """

    fragments: tuple[Fragment, ...]
    run: frozenset[str] = frozenset()
    heads: bool = False
    doubtful: bool = False

    @property
    def is_folded(self) -> bool:
        """Whether it stands for several."""
        return len(self.fragments) > 1

    @property
    def is_left_out(self) -> bool:
        """Whether it is no part of the article."""
        return self.fragments[0].spare >= 0

    @property
    def leads_on(self) -> bool:
        """Whether something can be done with it: its pieces shown, or its words brought back."""
        return self.is_folded or self.fragments[0].can_return

    @property
    def reason(self) -> str:
        """Why it is left out."""
        return self.fragments[0].reason

    @property
    def words(self) -> str:
        """What is shown of it."""
        return " · ".join(_words_of(one) for one in self.fragments[:_MOST_NAMED])


def capture_rows(
    fragments: Sequence[Fragment],
    unfolded: Collection[frozenset[str]],
    doubtful: Collection[Fragment] = frozenset(),
) -> list[CaptureRow]:
    """The rows of a capture: its menus and links folded, whatever is longer by itself.

    Args:
        fragments: In the order of the page.
        unfolded: The texts of those that a person wants to see one by one; of fewer too, for
            a piece that is brought back leaves the others as they are shown.
        doubtful: Those that may be part of the article; they are never folded.
    """
    rows: list[CaptureRow] = []
    for reason, run in groupby(fragments, lambda one: _folding_key(one, one in doubtful)):
        together = tuple(run)
        foldable = bool(reason) and len(together) >= _LEAST_FOLDED
        among = _unfolded_with(together, unfolded) if foldable else frozenset()
        if foldable and not among:
            rows.append(CaptureRow(together))
        else:
            rows += [
                CaptureRow((one,), among, bool(among) and number == 0, one in doubtful)
                for number, one in enumerate(together)
            ]
    return rows


def _unfolded_with(
    together: Sequence[Fragment], unfolded: Collection[frozenset[str]]
) -> frozenset[str]:
    """The texts among which these were unfolded; none if they were not."""
    texts = {one.text for one in together}
    return next((run for run in unfolded if texts <= run), frozenset())


def _folding_key(fragment: Fragment, doubtful: bool) -> str:
    """The reason of what may be folded; empty for what may not."""
    short = len(fragment.text) <= _LONGEST_FOLDED and not doubtful
    by_hand = fragment.reason == BY_HAND
    return fragment.reason if fragment.spare >= 0 and short and not by_hand else ""


def _words_of(fragment: Fragment) -> str:
    if fragment.text != FIGURE_CHARACTER:
        return fragment.text
    photo = _tr("source-check", "[photo]")
    return f"{photo} {fragment.alt}" if fragment.alt else photo


def spoken_block(row: BlockRow) -> str:
    """A block as a screen reader says it."""
    parts = (zone_name(row.block.zone), type_text(row.block), row.words)
    return ", ".join(part for part in parts if part)


def spoken_capture(row: CaptureRow) -> str:
    """A row of the capture as a screen reader says it."""
    if not row.is_left_out:
        return row.words
    return f"{reason_text(row.reason, len(row.fragments), doubtful=row.doubtful)}, {row.words}"
