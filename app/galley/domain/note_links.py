"""Links from a note to an article or a mark: their addresses, found in Markdown and written as it.

An address, ``galley:article/…`` or ``galley:annotation/…``, names a thing by the id that it keeps
wherever its library is moved, copied or restored to. What is there at the moment is not known here.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "SCHEME",
    "Backlink",
    "LinkEnd",
    "LinkKind",
    "LinkStanding",
    "LinkTarget",
    "NoteLink",
    "find_links",
    "link_targets",
    "markdown_link",
    "parse_address",
    "rename_targets",
    "replace_links",
    "short_words",
    "without_addresses",
]

SCHEME = "galley"
_LONGEST_WORDS = 80  # code points of a link's words, where they are made and not typed
_FURTHEST_BACK = 2000  # code points from a link's address to the bracket that opens its words
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ADDRESS = re.compile(rf"(?<![\w/:.\-]){SCHEME}:(article|annotation)/({_ID})(?![\w\-])", re.ASCII)
# Code is shown as it is typed. No run of backticks reaches over an empty line.
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_BEFORE = re.compile(r"\]\([ \t]*<?\Z")
_AFTER = re.compile(r">?(?:[ \t]+\"[^\"\n]*\")?[ \t]*\)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_MARKUP = re.compile(r"[\\`*_\[\]<&~]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class LinkKind(StrEnum):
    """What a link may lead to."""

    ARTICLE = "article"
    ANNOTATION = "annotation"


class LinkTarget(NamedTuple):
    """What a link leads to: the id of an article or of an annotation."""

    kind: LinkKind
    id: str

    @property
    def path(self) -> str:
        """The address without its scheme."""
        return f"{self.kind.value}/{self.id}"

    @property
    def address(self) -> str:
        """The address, as it stands in a note."""
        return f"{SCHEME}:{self.path}"


class NoteLink(NamedTuple):
    """A link as it stands in a note.

    Attributes:
        start: Its first code point: of ``[words](address)`` the bracket.
        end: One past its last.
        words: What it is called there; empty for an address that stands alone.
        target: Where it leads.
        markdown: The words as they were typed.
    """

    start: int
    end: int
    words: str
    target: LinkTarget
    markdown: str = ""


class LinkStanding(StrEnum):
    """What there is at the end of a link."""

    HERE = "here"
    TRASHED = "trashed"
    MISSING = "missing"


class LinkEnd(NamedTuple):
    """What a link leads to, as the library has it now.

    Attributes:
        target: As it is asked for.
        standing: Whether one can go there.
        article_id: The article to open; another than was asked for where that became a version of
            it. Empty if it is missing.
        annotation_id: The mark in it; empty for the article itself.
        headline: The article's.
        words: The mark's; empty for the article itself.
        address: The article's own address on the web; empty if it is not known.
        sensitive: The mark is to stay home.
    """

    target: LinkTarget
    standing: LinkStanding = LinkStanding.MISSING
    article_id: str = ""
    annotation_id: str = ""
    headline: str = ""
    words: str = ""
    address: str = ""
    sensitive: bool = False


class Backlink(NamedTuple):
    """A note that links to something.

    Attributes:
        target: To what.
        annotation_id: Whose note it is.
        article_id: That annotation's article.
        headline: The article's.
        words: That annotation's.
    """

    target: LinkTarget
    annotation_id: str
    article_id: str
    headline: str
    words: str


def parse_address(text: str) -> LinkTarget | None:
    """What an address leads to; None if it is no well-formed address of Galley's own."""
    found = _ADDRESS.fullmatch(text.strip())
    return None if found is None else LinkTarget(LinkKind(found[1]), found[2])


def find_links(note: str) -> tuple[NoteLink, ...]:
    """The links of a note to articles and marks, in order; what is code is none.

    Args:
        note: Markdown, as the person typed it.
    """
    if f"{SCHEME}:" not in note:  # nearly always
        return ()
    found: list[NoteLink] = []
    for link in _links(note):
        while found and found[-1].start >= link.start:  # an address among the words of a link
            found.pop()
        found.append(link)
    return tuple(found)


def _links(note: str) -> Iterator[NoteLink]:
    code = [found.span() for found in _CODE.finditer(note)]
    for found in _ADDRESS.finditer(note):
        if not any(start <= found.start() < end for start, end in code):
            yield _link_around(note, found)


def _link_around(note: str, found: re.Match[str]) -> NoteLink:
    target = LinkTarget(LinkKind(found[1]), found[2])
    start, end = found.span()
    before = _BEFORE.search(note, max(0, start - 20), start)
    after = _AFTER.match(note, end)
    if before and after:
        opening = _opening(note, before.start())
        if opening >= 0:
            typed = note[opening + 1 : before.start()]
            return NoteLink(opening, after.end(), _ESCAPED.sub(r"\1", typed), target, typed)
    if note[:start].endswith("<") and note.startswith(">", end):
        return NoteLink(start - 1, end + 1, "", target)
    return NoteLink(start, end, "", target)


def _opening(note: str, closing: int) -> int:
    """The bracket that belongs to the closing one at a place; -1 if there is none."""
    depth = 1
    for place in range(closing - 1, max(-1, closing - _FURTHEST_BACK), -1):
        if note[place] in "[]" and not _is_escaped(note, place):
            depth += 1 if note[place] == "]" else -1
            if not depth:
                return -1 if _EMPTY_LINE.search(note, place, closing) else place
    return -1


def _is_escaped(note: str, place: int) -> bool:
    before = note[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def link_targets(note: str) -> tuple[LinkTarget, ...]:
    """What a note links to, each once, in the order of the note."""
    return tuple(dict.fromkeys(link.target for link in find_links(note)))


def replace_links(note: str, replacement: Callable[[NoteLink], str]) -> str:
    """A note with something else in the place of each link.

    Args:
        note: Markdown.
        replacement: What stands there instead of a link.
    """
    pieces, position = list[str](), 0
    for link in find_links(note):
        pieces += (note[position : link.start], replacement(link))
        position = link.end
    return "".join((*pieces, note[position:]))


def without_addresses(note: str) -> str:
    """A note with the words of its links alone: nobody looks for an address."""
    return replace_links(note, lambda link: link.words)


def short_words(words: str) -> str:
    """Words for a link, on one line and not too long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_WORDS else f"{line[: _LONGEST_WORDS - 1].rstrip()}…"


def markdown_link(words: str, target: LinkTarget) -> str:
    """A link as ordinary Markdown, which shows these very words.

    Args:
        words: What it is called; on one line.
        target: Where it leads.
    """
    shown = _MARKUP.sub(lambda found: f"\\{found.group()}", " ".join(words.split()))
    return f"[{shown}]({target.address})"


def rename_targets(note: str, names: Callable[[LinkTarget], LinkTarget | None]) -> str:
    """A note whose links lead to what things are called elsewhere.

    Args:
        note: Markdown.
        names: The new target of a link; None where it stays.
    """

    def renamed(found: re.Match[str]) -> str:
        target = names(LinkTarget(LinkKind(found[1]), found[2]))
        return found.group() if target is None else target.address

    return _ADDRESS.sub(renamed, note) if f"{SCHEME}:" in note else note
