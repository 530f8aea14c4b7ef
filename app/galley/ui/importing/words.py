"""What the import sheet says of captures; knows outcomes, not widgets."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from galley.services.corrections.correcting import label_of
from galley.services.intake.batch_importing import Outcome, OutcomeState
from galley.services.intake.reading_doubts import Doubt
from galley.services.later_captures.carrying import CarriedOver, NotCarried, shortened
from galley.ui.components.placeholders import filled
from galley.ui.history_words import label_words
from galley.ui.theme.words import untitled

__all__ = [
    "carried_words",
    "detail",
    "doubt_words",
    "not_carried_words",
    "passed_over_words",
    "picture_words",
    "restored_meanwhile",
    "state_word",
    "summary",
]

_MOST_NAMED = 3  # corrections that a row names
_MOST_FILES = 12  # files, or kinds of them, that a row names


def _tr(text: str) -> str:
    return QCoreApplication.translate("importing", text)


def state_word(outcome: Outcome | None, *, working: bool = False) -> str:
    """The state of a capture, in a word or two."""
    if outcome is None:
        return _tr("Importing") if working else _tr("Waiting")
    words = {
        OutcomeState.NEW: _tr("New article"),
        OutcomeState.NEW_VERSION: _tr("Next version"),
        OutcomeState.KNOWN: _tr("In the library already"),
        OutcomeState.FAILED: _tr("Failed"),
        OutcomeState.NOT_IMPORTED: _tr("Not imported"),
    }
    return words[outcome.state]


def detail(outcome: Outcome | None, *, working: bool = False) -> str:
    """The line below a capture's name: what became of it and what else there is to know."""
    if outcome is None:
        return state_word(None, working=working)
    if outcome.state is OutcomeState.FAILED:
        return outcome.problem
    parts = [state_word(outcome)]
    if outcome.headline:
        parts.append(outcome.label)
    if outcome.resembles:
        other = outcome.resembles.headline or untitled()
        parts.append(_tr("new capture of “{headline}”?").format(headline=other))
    if outcome.state is OutcomeState.NEW_VERSION:
        parts.append(_tr("version {number}").format(number=outcome.number))
    parts += [words] if (words := carried_words(outcome.carried, named=True)) else []
    parts += picture_words(outcome)
    if outcome.doubt is not None:
        words = doubt_words(outcome.doubt)
        parts.append(_tr("{doubt}: check the source").format(doubt=words))
    return " · ".join(parts)


def picture_words(outcome: Outcome) -> list[str]:
    """What became of pictures that came later, or did not come."""
    added, missing = outcome.pictures_added, outcome.pictures_missing
    counts = (
        (added, _tr("1 picture added"), _tr("{count} pictures added")),
        (
            missing,
            _tr("1 picture could not be fetched"),
            _tr("{count} pictures could not be fetched"),
        ),
    )
    return [(one if n == 1 else many).format(count=n) for n, one, many in counts if n]


def carried_words(carried: CarriedOver, *, named: bool = False) -> str:
    """What became of the corrections of the capture before; empty if there were none.

    Args:
        carried: What became of them.
        named: Say which could not be carried over.
    """
    kept, lost = carried.count, len(carried.lost)
    if not lost:
        one, many = _tr("1 correction carried over"), _tr("%1 corrections carried over")
        return filled(one if kept == 1 else many, kept) if kept else ""
    if not kept:
        one, many = (
            _tr("1 correction could not be carried over"),
            _tr("%1 corrections could not be carried over"),
        )
    else:
        one = _tr("1 correction carried over, %2 not")
        many = _tr("%1 corrections carried over, %2 not")
    words = filled(one if (kept or lost) == 1 else many, kept or lost, lost)
    if not named:
        return words
    which = _tr("; ").join(not_carried_words(one) for one in carried.lost[:_MOST_NAMED])
    if lost > _MOST_NAMED:
        which = filled(_tr("%1; and %2 more"), which, lost - _MOST_NAMED)
    return filled(_tr("%1: %2"), words, which)


def not_carried_words(one: NotCarried) -> str:
    """A correction that could not be carried over: “zone changed (“By Ada Quay”)”."""
    label = label_words(label_of(one.correction))
    label = label[:1].lower() + label[1:]
    return filled(_tr("%1 (“%2”)"), label, shortened(one.words)) if one.words else label


def doubt_words(doubt: Doubt) -> str:
    """Why the source had better be checked, in a few words that go on a sentence."""
    words = {
        Doubt.LITTLE_TEXT: _tr("little text was found"),
        Doubt.NO_HEADLINE: _tr("no headline was found"),
        Doubt.MUCH_LEFT_OUT: _tr("longer passages were left out"),
    }
    return words[doubt]


def restored_meanwhile() -> str:
    """Why an import came to nothing though nobody cancelled it."""
    return _tr(
        "The library was restored meanwhile. What had come in by then is in the backup that was "
        "made before."
    )


def passed_over_words(names: Sequence[str]) -> tuple[str, str]:
    """How many files were passed over, and which: a row's title and what it says."""
    one, many = _tr("1 file passed over"), _tr("%1 files passed over")
    if len(names) > _MOST_FILES:
        kinds = Counter(PurePath(name).suffix.lower() or name for name in names)
        counted = [filled(_tr("%1 of %2"), count, kind) for kind, count in kinds.most_common()]
        which = ", ".join(counted[:_MOST_FILES])
        if len(counted) > _MOST_FILES:
            which = filled(_tr("%1 and others"), which)
    else:
        which = ", ".join(names)
    said = filled(_tr("No pages or texts by their names: %1"), which)
    return filled(one if len(names) == 1 else many, len(names)), said


def summary(outcomes: Sequence[Outcome], passed_over: int) -> str:
    """How an import ended."""
    count = Counter(outcome.state for outcome in outcomes)
    texts = (
        (count[OutcomeState.NEW], _tr("{count} new")),
        (
            count[OutcomeState.NEW_VERSION],
            _tr("1 version added")
            if count[OutcomeState.NEW_VERSION] == 1
            else _tr("{count} versions added"),
        ),
        (count[OutcomeState.KNOWN], _tr("{count} known")),
        (count[OutcomeState.FAILED], _tr("{count} failed")),
        (count[OutcomeState.NOT_IMPORTED], _tr("{count} not imported")),
        (
            passed_over,
            _tr("1 file passed over") if passed_over == 1 else _tr("{count} files passed over"),
        ),
    )
    parts = [text.format(count=number) for number, text in texts if number]
    return " · ".join(parts) or _tr("Nothing was imported")
