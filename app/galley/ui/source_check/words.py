"""The source check's words: zones, types, reasons, and what was done; knows no widget."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from galley.domain.annotation import Annotation
from galley.domain.article import Block, BlockType, Zone
from galley.domain.changes import ChangeSet
from galley.domain.reading import BY_HAND
from galley.services.corrections.source_check import SourceView
from galley.services.intake.reading_doubts import Doubt
from galley.ui.components.placeholders import filled
from galley.ui.history_words import label_words
from galley.ui.importing.words import not_carried_words
from galley.ui.theme.words import left_out_reason

__all__ = [
    "carry_text",
    "done_text",
    "doubt_sentence",
    "not_carried_text",
    "reason_text",
    "sum_text",
    "type_name",
    "type_text",
    "zone_name",
]

_tr = QCoreApplication.translate
_MOST_NAMED = 3  # corrections that were not carried over

_ZONES: Mapping[Zone, object] = MappingProxyType(
    {
        Zone.MASTHEAD: QT_TRANSLATE_NOOP("source-check", "Masthead"),
        Zone.HEADLINE: QT_TRANSLATE_NOOP("source-check", "Headline"),
        Zone.DEK: QT_TRANSLATE_NOOP("source-check", "Dek"),
        Zone.BYLINE: QT_TRANSLATE_NOOP("source-check", "Byline"),
        Zone.DATE: QT_TRANSLATE_NOOP("source-check", "Date"),
        Zone.PHOTO: QT_TRANSLATE_NOOP("source-check", "Photo"),
        Zone.CAPTION: QT_TRANSLATE_NOOP("source-check", "Caption"),
        Zone.CREDIT: QT_TRANSLATE_NOOP("source-check", "Photo credit"),
        Zone.BODY: QT_TRANSLATE_NOOP("source-check", "Body"),
        Zone.CREDIT_LINE: QT_TRANSLATE_NOOP("source-check", "Credit line"),
        Zone.SIDEBAR_HEADING: QT_TRANSLATE_NOOP("source-check", "Sidebar heading"),
        Zone.SIDEBAR_ITEM: QT_TRANSLATE_NOOP("source-check", "Sidebar headline"),
        Zone.SIDEBAR_TEASER: QT_TRANSLATE_NOOP("source-check", "Sidebar teaser"),
    }
)
_TYPES: Mapping[BlockType, object] = MappingProxyType(
    {
        BlockType.PARAGRAPH: QT_TRANSLATE_NOOP("source-check", "Paragraph"),
        BlockType.HEADING: QT_TRANSLATE_NOOP("source-check", "Heading"),
        BlockType.LIST_ITEM: QT_TRANSLATE_NOOP("source-check", "List item"),
        BlockType.QUOTE: QT_TRANSLATE_NOOP("source-check", "Block quote"),
        BlockType.TABLE: QT_TRANSLATE_NOOP("source-check", "Table row"),
        BlockType.FIGURE: QT_TRANSLATE_NOOP("source-check", "Picture"),
    }
)


def zone_name(zone: Zone) -> str:
    """The part of the page, such as “Photo credit”."""
    return _tr("source-check", str(_ZONES[zone]))


def type_name(kind: BlockType) -> str:
    """How a block is set, such as “List item”."""
    return _tr("source-check", str(_TYPES[kind]))


def type_text(block: Block) -> str:
    """What is to be said of how a block is set: nothing of a plain one outside the body."""
    if block.zone is Zone.BODY:
        words = type_name(block.type)
        if block.type is BlockType.HEADING and block.level:
            words = filled(_tr("source-check", "%1, level %2"), words, block.level)
    else:
        plain = {BlockType.PARAGRAPH, BlockType.HEADING, BlockType.FIGURE}
        words = "" if block.type in plain else type_name(block.type)
    if block.truncated:
        cut = _tr("source-check", "Cut off in the capture")
        words = filled(_tr("source-check", "%1 · %2"), words, cut) if words else cut
    return words


def reason_text(reason: str, count: int = 1, *, doubtful: bool = False) -> str:
    """Why a piece is left out, or so many of them; and if it may be of the article all the same."""
    words = _reason_text(reason, count)
    if doubtful:
        return filled(_tr("source-check", "Part of the article? %1"), words)
    return words


def _reason_text(reason: str, count: int) -> str:
    if reason == BY_HAND:
        return _tr("source-check", "Left out by hand")
    words = left_out_reason(reason)
    if count > 1:
        return filled(_tr("source-check", "%1 pieces left out: %2"), count, words)
    return filled(_tr("source-check", "Left out: %1"), words)


def not_carried_text(view: SourceView) -> str:
    """Which corrections of the capture before are not made here; empty if all are."""
    lost = view.not_carried
    if not lost:
        return ""
    which = _tr("source-check", "; ").join(not_carried_words(one) for one in lost[:_MOST_NAMED])
    if len(lost) > _MOST_NAMED:
        more = _tr("source-check", "%1; and %2 more")
        which = filled(more, which, len(lost) - _MOST_NAMED)
    words = _tr("source-check", "Not carried over from version %1: %2")
    return filled(words, view.earlier, which)


def carry_text(view: SourceView) -> str:
    """What there is to be carried over from the capture before."""
    count = len(view.to_carry)
    one = _tr("source-check", "Carry over 1 correction of version %2")
    many = _tr("source-check", "Carry over %1 corrections of version %2")
    return filled(one if count == 1 else many, count, view.earlier)


def doubt_sentence(doubt: Doubt, passages: int) -> str:
    """Why a reading may be wrong, and what to do about it.

    Args:
        doubt: Why.
        passages: How many pieces that were left out may be part of the article.
    """
    if doubt is Doubt.NO_HEADLINE:
        return _tr(
            "source-check",
            "No headline was found. Choose the block that is one, then Enter and H, or write it "
            "in Details.",
        )
    if not passages:
        return _tr("source-check", "Little text was found, and nothing longer was left out.")
    if doubt is Doubt.LITTLE_TEXT:
        one = _tr("source-check", "Little text was found. 1 passage that was left out may be it.")
        many = _tr(
            "source-check", "Little text was found. %1 passages that were left out may be it."
        )
    else:
        one = _tr("source-check", "1 longer passage was left out. Is it part of the article?")
        many = _tr(
            "source-check", "%1 longer passages were left out. Are they part of the article?"
        )
    return filled(one if passages == 1 else many, passages)


def sum_text(view: SourceView) -> str:
    """How much there is: “21 blocks · 3 pieces left out · 2 corrections”."""
    left_out = len({one.spare for one in view.fragments if one.spare >= 0})
    made = len(view.structure.in_force) if view.structure else 0
    blocks = len(view.version.blocks)
    parts = [
        _tr("source-check", "1 block") if blocks == 1 else _tr("source-check", "%1 blocks"),
        _tr("source-check", "1 piece left out")
        if left_out == 1
        else _tr("source-check", "%1 pieces left out"),
        _tr("source-check", "1 correction") if made == 1 else _tr("source-check", "%1 corrections"),
    ]
    counts = (blocks, left_out, made)
    shown = [filled(part, count) for part, count in zip(parts, counts, strict=True) if count]
    return " · ".join(shown)


def done_text(change_set: ChangeSet, version_id: str) -> str:
    """What was done and, if marks lost or have again their place by it, how many."""
    words = label_words(change_set.label)
    pairs = [
        (change.before.is_left_out_of(version_id), change.after.is_left_out_of(version_id))
        for change in change_set.changes
        if isinstance(change.before, Annotation) and isinstance(change.after, Annotation)
    ]
    lost, back = pairs.count((False, True)), pairs.count((True, False))
    if lost:
        one = _tr("source-check", "%1. 1 mark has no place now")
        many = _tr("source-check", "%1. %2 marks have no place now")
        return filled(one if lost == 1 else many, words, lost)
    if back:
        one = _tr("source-check", "%1. 1 mark has its place again")
        many = _tr("source-check", "%1. %2 marks have their place again")
        return filled(one if back == 1 else many, words, back)
    return words
