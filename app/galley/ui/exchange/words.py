"""What the sheet of arriving annotations says; knows arrivals, not widgets."""

from PySide6.QtCore import QCoreApplication

from galley.services.incoming.exchange import AnnotationImport, Arrival, Fate
from galley.services.incoming.taking_in import TakenIn

__all__ = ["arrival_line", "article_count", "fate_word", "plan_sentence", "taken_sentence"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)


def fate_word(fate: Fate) -> str:
    """What becomes of an annotation, in a word or two."""
    words = {
        Fate.NEW: _tr("New"),
        Fate.KNOWN: _tr("In the library already"),
        Fate.KEPT: _tr("Kept as the library has it"),
        Fate.ORPHAN: _tr("Orphan"),
        Fate.UNPLACED: _tr("Without an article"),
    }
    return words[fate]


def arrival_line(arrival: Arrival) -> str:
    """The line below an annotation's words: what becomes of it, where, and what to look at."""
    parts = [fate_word(arrival.fate), arrival.place, arrival.remark]
    return " · ".join(part for part in parts if part)


def article_count(count: int) -> str:
    """How many annotations stand below a headline."""
    if count == 1:
        return _tr("1 annotation")
    return _tr("{count} annotations").format(count=count)


def plan_sentence(plan: AnnotationImport) -> str:
    """What taking a file in would come to."""
    texts = {
        Fate.NEW: _tr("{count} new"),
        Fate.KNOWN: _tr("{count} in the library already"),
        Fate.KEPT: _tr("{count} kept as they are"),
        Fate.ORPHAN: _tr("{count} kept as orphans"),
        Fate.UNPLACED: _tr("{count} without an article"),
    }
    if plan.count(Fate.ORPHAN) == 1:
        texts[Fate.ORPHAN] = _tr("1 kept as an orphan")
    counts = [(plan.count(fate), text) for fate, text in texts.items()]
    parts = [text.format(count=count) for count, text in counts if count]
    return " · ".join(parts) or _tr("The file holds no annotations")


def taken_sentence(taken: TakenIn) -> str:
    """What an import came to."""
    count, articles = taken.annotations, len(taken.articles)
    if count == 1:
        sentence = _tr("1 annotation imported")
    elif articles == 1:
        sentence = _tr("{count} annotations imported")
    else:
        sentence = _tr("{count} annotations imported into {articles} articles")
    parts = [sentence.format(count=count, articles=articles)]
    if taken.stopped:
        parts.append(_tr("the rest was not"))
    if taken.kept is not None:
        folder = taken.kept.parent.name
        parts.append(_tr("what has no article is kept in {folder}").format(folder=folder))
    return " · ".join(parts)
