"""The lines of a text capture with where they stood; joins hard-wrapped ones, labels nothing."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["ENDS", "Line", "read_lines"]

# A dash opens direct speech in half of Europe and a number may be a heading's own: neither is a
# bullet. A hyphen or an asterisk is one.
_BULLETS = "•·▪●◦‣■□►▸*-"
_BULLET = re.compile(rf"[{_BULLETS}]\s+")
# After a hyphen that waits for its word: "short- and long-term", but "rough-and-ready".
_JOINS = re.compile(r"(?:and|or|to|und|oder|bis|sowie|och|eller|og|en|of|et|ou) ")
_SPACE = re.compile(r"[ \t\n\u3000]+")
_WIDEST_WRAP = 140
_NARROWEST_WRAP = 40
_LONGEST_WORD = 30
_SHORTEST_SPEECH = 30  # characters
ENDS = (
    ".", "!", "?", "…", ".”", ".\"", ".“", "?”", "!”", ".’", ".»", ".)", "»", "”", "“", "」", "다.",
    "。", "！", "？", "।", "॥", "؟", "۔", "։",  # Chinese, Hindi, Arabic, Urdu, Armenian
    "។", "៕", "။", "།", "።", "፧",  # Khmer, Burmese, Tibetan, Amharic
)  # fmt: skip


_ENDINGS = frozenset(end for end in ENDS if len(end) == 1)  # most lines are told by one look
_CLOSING = frozenset(end[-1] for end in ENDS) - _ENDINGS


@dataclass(slots=True)
class Line:
    """One line of the capture, hard wraps undone.

    Attributes:
        text: White space folded, without its bullet.
        start: Where its first character (the bullet, if it has one) stood in the decoded capture.
        end: Behind its last character.
        indent: Of the text, in columns.
        bullet: The bullet's own characters, else an empty string.
        gap: An empty line stands before it.
        bullet_indent: Of the bullet, in columns.
    """

    text: str
    start: int
    end: int
    indent: int
    bullet: str = ""
    gap: bool = True
    bullet_indent: int = 0
    text_start: int = field(default=0)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, in the scripts newspapers use."""
        last = self.text[-1:]
        return last in _ENDINGS or (last in _CLOSING and self.text.endswith(ENDS))

    def source_range(self, start: int, end: int, capture: str) -> tuple[int, int]:
        """Where ``text[start:end]`` stood in the capture, counting the characters that are seen."""
        before = sum(not char.isspace() for char in self.text[:start])
        inside = sum(not char.isspace() for char in self.text[start:end])
        first, position = -1, self.text_start
        while position < self.end:
            if not capture[position].isspace():
                if before == 0 and first < 0:
                    first = position
                if before:
                    before -= 1
                else:
                    inside -= 1
                    if inside == 0:
                        return first, position + 1
            position += 1
        return (first if first >= 0 else self.end), self.end


def _folded(text: str) -> str:
    """The text with its white space folded: nearly always it is so already."""
    if "  " in text or "\t" in text or "\u3000" in text:
        return _SPACE.sub(" ", text).strip()
    return text.strip()


def _columns(text: str) -> int:
    return len(text.expandtabs() if "\t" in text else text)


def _split(capture: str) -> list[list[Line]]:
    """The lines, in groups that no empty line parts."""
    groups: list[list[Line]] = [[]]
    position = 0
    for raw in capture.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = raw.index(stripped) if stripped is not raw else 0
            match = _BULLET.match(stripped) if stripped[0] in _BULLETS else None
            bullet = match.group() if match and match.end() < len(stripped) else ""
            start = position + lead
            groups[-1].append(
                Line(
                    text=_folded(stripped[len(bullet) :] if bullet else stripped),
                    start=start,
                    end=start + len(stripped),
                    indent=_columns(raw[: lead + len(bullet)]) if lead or bullet else 0,
                    bullet=bullet.strip(),
                    gap=not groups[-1],
                    bullet_indent=_columns(raw[:lead]) if lead else 0,
                    text_start=start + len(bullet),
                )
            )
        elif groups[-1]:
            groups.append([])
        position += len(raw) + 1
    return [group for group in groups if group]


def _wrap_width(groups: list[list[Line]]) -> int:
    """The column at which the capture is hard-wrapped, or 0.

    In a wrapped capture no line that has one below it goes beyond the width, and nearly all obey
    the filling rule: the next line's first word would not have fitted.
    """
    # A word that is longer than the width, such as an address, can't be broken.
    breakable = (line for group in groups for line in group[:-1] if " " in line.text)
    widest = max((line.indent + len(line.text) for line in breakable), default=0)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return 0
    kept = broken = short = 0
    for group in groups:
        for line, following in pairwise(group):
            if following.bullet or len(_first_word(following)) > _LONGEST_WORD:
                continue  # words that no spaces part tell nothing
            if _fills(line, following, widest):
                kept += 1
            elif 2 * len(line.text) > widest:
                broken += 1
            else:
                short += 1
    broken += short // 3  # these may be broken on purpose
    return widest if kept >= 4 and kept > 3 * broken else 0


def _fills(line: Line, following: Line, width: int) -> bool:
    return line.indent + len(line.text) + 1 + len(_first_word(following)) > width - 2


def _first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def _joined(group: list[Line], width: int) -> list[Line]:
    lines = [group[0]]
    previous = group[0]
    for line in group[1:]:
        if line.bullet or not _fills(previous, line, width):
            lines.append(line)
        else:
            last = lines[-1]
            hyphen = last.text.endswith("-") and last.text[-2:-1].isalpha()
            last.text += ("" if hyphen and not _JOINS.match(line.text) else " ") + line.text
            last.end = line.end
        previous = line
    return lines


def read_lines(capture: str) -> list[Line]:
    """The capture's lines in order, empty ones left out and hard wraps undone."""
    groups = _split(capture)
    width = _wrap_width(groups)
    if width:
        groups = [_joined(group, width) for group in groups]
    lines = [line for group in groups for line in group]
    for index, line in enumerate(lines):
        if line.bullet == "-" and _is_speech(lines, index):
            line.text, line.bullet, line.text_start = f"- {line.text}", "", line.start
    return lines


def _is_speech(lines: list[Line], index: int) -> bool:
    """Whether a hyphen opens direct speech: a sentence between lines that have none, in no list."""
    line = lines[index]
    near = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    if any(one.bullet or one.text.startswith("- ") for one in near):
        return False
    return line.ends_sentence and len(line.text) >= _SHORTEST_SPEECH
