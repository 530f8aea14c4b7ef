"""Makes any text stay text in Markdown, and reads it back. Knows nothing of reports.

Written for CommonMark and what Obsidian, GitHub, Pandoc and Logseq add to it: tags, wikilinks,
maths, highlights, comments, block ids, footnotes, templates. A markup character gets a backslash;
``<`` and ``&`` become entities, because not every reader of Markdown knows a backslash before them.
"""

import re

from galley.domain.article import FIGURE_CHARACTER, LINE_BREAK

__all__ = [
    "PICTURE",
    "escape_edges",
    "escape_inline",
    "escape_line_start",
    "quote_lines",
    "read_quote_lines",
    "unescape",
    "wrap",
]

PICTURE = "*Picture*"  # a report's word where the page has a figure

_MARKUP = re.compile(
    r"""
      [\\`*_\[\]{|~^$]              # emphasis, code, links, templates, tables, block ids, maths
    | \#(?=\S|\Z)                   # headings and tags; "# 5" in mid-sentence is neither
    | =(?==)|(?<==)=                # ==highlight==
    | %(?=%)|(?<=%)%                # %%comment%%
    | :(?=:)|(?<=:):                # key:: value
    | :(?=[a-z+\-][\w+\-]*:)        # :shortcode:
    | \((?=\()|(?<=\()\(            # ((block reference))
    """,
    re.VERBOSE,
)
# What UTF-8 can't hold, and what some readers take for the end of a line.
_UNSAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2029\ud800-\udfff]")
# Everything that may have to be escaped: most texts hold none of it, and are soon done with.
_SUSPECT = re.compile(r"[\\`*_\[\]{|~^$#=%:(<&\x00-\x08\x0a-\x1f\x7f-\x9f\u2029\ud800-\udfff]")
_EDGE = re.compile(r"\A[ \t]|[ \t]\Z")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(lt|amp);|&\#(\d+);")
_LINE_START = re.compile(r"(?:[-+>=]|\#|:(?=\s|\Z))|(?P<number>\d{1,9})(?=[.)](?:\s|\Z))")
_LONE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_PASSAGE_BREAK = "> […]"  # the article's own brackets are escaped, so this line is never its text


def escape_inline(text: str) -> str:
    """Text such that Markdown shows these very characters wherever they stand in a line.

    What matters only at the start or the end of a line is left to :func:`escape_edges` and
    :func:`escape_line_start`; U+2028 stays.
    """
    if not _SUSPECT.search(text):
        return text
    escaped = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    escaped = _MARKUP.sub(lambda found: f"\\{found.group()}", escaped)
    return _UNSAFE.sub(_entity, escaped)


def escape_edges(line: str) -> str:
    """An escaped line, such that white space at its start and end is not dropped."""
    return _EDGE.sub(_entity, line)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


def escape_line_start(line: str) -> str:
    """An escaped line, such that it starts no list, heading, quote, rule or definition."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    number = found.group("number") or ""
    return f"{number}\\{line[len(number) :]}"


def unescape(escaped: str) -> str:
    """The text that :func:`escape_inline` and :func:`escape_line_start` were given."""
    return _ESCAPED.sub(_plain, escaped)


def _plain(found: re.Match[str]) -> str:
    character, entity, number = found.groups()
    if character is not None:
        return str(character)
    return {"lt": "<", "amp": "&"}[entity] if entity else chr(int(number))


def wrap(escaped: str, width: int) -> list[str]:
    """An escaped line as lines of at most ``width`` characters where it can be.

    A line ends only at a space that stands alone, so that the lines joined by one space each are
    the text again; a no-break space, a double space and a long word are left whole.
    """
    if len(escaped) <= width:
        return [escaped]
    lines, line = [], ""
    for word in _LONE_SPACE.split(escaped):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return lines


def quote_lines(passages: list[str], width: int) -> list[str]:
    """The lines of a block quote that holds these passages, each line with its prefix.

    Paragraphs are parted by an empty line, a figure is said by a word, a forced line break ends its
    line with a backslash, and between the passages of an elided quotation stands a line with an
    ellipsis in brackets.

    Args:
        passages: Verbatim; line feeds part paragraphs.
        width: The longest line wished for, prefix and all.
    """
    lines: list[str] = []
    for number, passage in enumerate(passages):
        if number:
            lines.append(_PASSAGE_BREAK)
        for index, paragraph in enumerate(passage.split("\n")):
            if index:
                lines.append(">")
            if paragraph == FIGURE_CHARACTER:
                lines.append(f"> {PICTURE}")
            elif paragraph:
                lines.extend(_paragraph_lines(paragraph, width - 2))
    return lines


def _paragraph_lines(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    pieces = escape_inline(paragraph).split(LINE_BREAK)
    for number, piece in enumerate(pieces, start=1):
        wrapped = [escape_line_start(line) for line in wrap(escape_edges(piece), width)]
        if number < len(pieces):
            wrapped[-1] += "\\"
        lines.extend(f"> {line}" for line in wrapped)
    return lines


def read_quote_lines(lines: list[str]) -> tuple[str, ...]:
    """The passages that :func:`quote_lines` was given, to the character."""
    passages, text, joint = [], "", ""
    for line in lines:
        if line == _PASSAGE_BREAK:
            passages.append(text)
            text, joint = "", ""
        elif line == ">":
            text, joint = text + "\n", ""
        else:
            escaped = line.removeprefix("> ")
            if escaped == PICTURE:  # no text's own: its asterisks would be escaped
                text += joint + FIGURE_CHARACTER
                continue
            breaks = _ends_with_break(escaped)
            text += joint + unescape(escaped[:-1] if breaks else escaped)
            joint = LINE_BREAK if breaks else " "
    return (*passages, text)


def _ends_with_break(line: str) -> bool:
    """Whether the line ends with a backslash that is not itself escaped."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
