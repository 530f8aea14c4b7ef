"""Sets Markdown source lightly as it is typed; it never changes a character of it."""

import re
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import Theme

__all__ = ["MarkdownEmphasis", "looks_of"]

# Each: what is between the marks is group 2, or the mark alone; longest marks first.
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*_\w])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![*_\w])")
_CODE = re.compile(r"(`)([^`]+)\1")
_LINK = re.compile(r"(\[)([^\]]*)(\]\([^)\s]*\))")
_LINE_MARK = re.compile(r"^\s{0,3}(#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>\s?)")


@dataclass(slots=True)
class _Look:
    """How one character is set."""

    bold: bool = False
    italic: bool = False
    muted: bool = False
    link: bool = False


class MarkdownEmphasis(QSyntaxHighlighter):
    """Sets **bold** bold and *italic* italic, and their marks quietly."""

    def __init__(self, document: QTextDocument, themes: ThemeSource) -> None:
        super().__init__(document)
        self._themes = themes
        themes.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Set one line."""
        looks = looks_of(text)
        theme = self._themes.theme
        start = 0
        for end in range(1, len(looks) + 1):
            if end == len(looks) or looks[end] != looks[start]:
                if looks[start] != _Look():
                    self.setFormat(
                        _units(text, start),
                        _units(text, end) - _units(text, start),
                        _format(looks[start], theme),
                    )
                start = end


def looks_of(line: str) -> list[_Look]:
    """How each code point of one line of Markdown is set."""
    looks = [_Look() for _ in line]

    def mark(start: int, end: int, name: str) -> None:
        for look in looks[start:end]:
            setattr(look, name, True)

    for pattern, name in ((_BOLD, "bold"), (_ITALIC, "italic"), (_LINK, "link"), (_CODE, "")):
        for match in pattern.finditer(line):
            mark(match.start(), match.start(2), "muted")
            mark(match.end(2), match.end(), "muted")
            if name:
                mark(match.start(2), match.end(2), name)
    if leading := _LINE_MARK.match(line):
        mark(leading.start(1), leading.end(1), "muted")
        if leading.group(1).startswith("#"):
            mark(leading.end(1), len(line), "bold")
    return looks


def _units(text: str, index: int) -> int:
    """A code-point index as Qt counts it: in UTF-16 units."""
    return index + sum(ord(character) > 0xFFFF for character in text[:index])


def _format(look: _Look, theme: Theme) -> QTextCharFormat:
    result = QTextCharFormat()
    if look.bold:
        result.setFontWeight(QFont.Weight.DemiBold)
    if look.italic:
        result.setFontItalic(True)
    if look.muted:
        result.setForeground(QColor(theme.muted))
    elif look.link:
        result.setForeground(QColor(theme.accent))
    return result
