"""Names that a person reads in many places: of kinds, of statuses, of what has no headline."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from galley.domain.annotation import CheckStatus, Kind

__all__ = [
    "kind_name",
    "left_out_reason",
    "name_kinds",
    "own_kind_names",
    "status_name",
    "untitled",
    "usual_kind_name",
]

_CONTEXT = "words"  # the context below is spelt out again: lupdate reads literals only

_KINDS: Mapping[Kind, object] = MappingProxyType(
    {
        Kind.QUOTE: QT_TRANSLATE_NOOP("words", "Quote"),
        Kind.STATISTIC: QT_TRANSLATE_NOOP("words", "Statistic"),
        Kind.NAME_OR_DATE: QT_TRANSLATE_NOOP("words", "Name or date"),
        Kind.CLAIM: QT_TRANSLATE_NOOP("words", "Claim"),
        Kind.OPINION: QT_TRANSLATE_NOOP("words", "Opinion"),
        Kind.CONTEXT: QT_TRANSLATE_NOOP("words", "Context"),
        Kind.QUERY: QT_TRANSLATE_NOOP("words", "Query"),
        Kind.MARK: QT_TRANSLATE_NOOP("words", "Mark"),
    }
)

_STATUSES: Mapping[CheckStatus, object] = MappingProxyType(
    {
        CheckStatus.UNCHECKED: QT_TRANSLATE_NOOP("words", "Unchecked"),
        CheckStatus.CONFIRMED: QT_TRANSLATE_NOOP("words", "Confirmed"),
        CheckStatus.WRONG: QT_TRANSLATE_NOOP("words", "Wrong"),
        CheckStatus.DISPUTED: QT_TRANSLATE_NOOP("words", "Disputed"),
        CheckStatus.CANT_VERIFY: QT_TRANSLATE_NOOP("words", "Can’t verify"),
    }
)


# A person's own names hold for the whole process, as the language does: whatever paints a name asks
# for it here. Who changes them says so with ThemeSource.look_again().
_own: dict[Kind, str] = {}


def name_kinds(names: Mapping[str, str]) -> None:
    """Call kinds what a person calls them.

    Args:
        names: By the kind's stored word; one that is not known belongs to a newer Galley.
    """
    _own.clear()
    _own.update({kind: names[kind] for kind in Kind if names.get(kind)})


def own_kind_names() -> dict[Kind, str]:
    """What the person calls kinds, where it is not the usual name."""
    return dict(_own)


def usual_kind_name(kind: Kind) -> str:
    """The kind's name as Galley has it, such as “Name or date”."""
    return QCoreApplication.translate(_CONTEXT, str(_KINDS[kind]))


def kind_name(kind: Kind) -> str:
    """The kind's name as the person has it."""
    return _own.get(kind) or usual_kind_name(kind)


def status_name(status: CheckStatus) -> str:
    """The status's name, such as “Can’t verify”."""
    return QCoreApplication.translate(_CONTEXT, str(_STATUSES[status]))


def left_out_reason(reason: str) -> str:
    """Why a piece of a capture is left out: the importer's words, which are kept with the capture.

    Args:
        reason: With a typewriter's apostrophe, as those that were kept have always had.
    """
    return QCoreApplication.translate("left-out", reason).replace("'", "’")


def untitled() -> str:
    """What stands for the headline of an article that has none."""
    return QCoreApplication.translate("words", "Untitled")
