"""What the kinds are called in what leaves the house: the usual names, or a person's own."""

from collections.abc import Mapping

from galley.domain.annotation import Kind

__all__ = ["kind_title", "kind_word"]

_WORDS = {
    Kind.QUOTE: "Quote",
    Kind.STATISTIC: "Statistic",
    Kind.NAME_OR_DATE: "Name or date",
    Kind.CLAIM: "Claim",
    Kind.OPINION: "Opinion",
    Kind.CONTEXT: "Context",
    Kind.QUERY: "Query",
    Kind.MARK: "Mark",
}
_TITLES = {
    Kind.QUOTE: "Quotes",
    Kind.STATISTIC: "Statistics",
    Kind.NAME_OR_DATE: "Names and dates",
    Kind.CLAIM: "Claims",
    Kind.OPINION: "Opinions",
    Kind.CONTEXT: "Context",
    Kind.QUERY: "Queries",
    Kind.MARK: "Marks",
}


def kind_word(kind: Kind, own: Mapping[Kind, str]) -> str:
    """What one mark of a kind is called; a person's own name goes before the usual one."""
    return own.get(kind) or _WORDS[kind]


def kind_title(kind: Kind, own: Mapping[Kind, str]) -> str:
    """What several are called, as over a section; an own name has no other form."""
    return own.get(kind) or _TITLES[kind]
