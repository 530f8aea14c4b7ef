"""A Markdown report set as a page; knows Markdown, and nothing of how the report came about."""

import re
from typing import cast

from PySide6.QtCore import QPoint, QRectF, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from galley.ui.components.blank_picture import blank_picture
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.tokens import Theme

__all__ = ["ReportPage", "page_markdown"]

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"^<!--.*?-->\n?", re.DOTALL | re.MULTILINE)
_BLOCK_ID = re.compile(r"^\^[\w-]+\n?", re.MULTILINE)
_NOTE = re.compile(r"^\[\^(\d+)\]: (.*\n?(?:(?:[ \t]*\n)*    .*\n?)*)", re.MULTILINE)
_NOTE_INDENT = re.compile(r"^    ", re.MULTILINE)
_NOTE_NUMBER = re.compile(r"(?<!\\)\[\^(\d+)\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST = 120_000  # code points; some forty pages are enough to judge a report by

_PADDING = 36
_MARGIN = 26  # above and below
_BAR_WIDTH = 3
_QUOTE_INDENT = 16
_INDENT = 18


def page_markdown(report: str) -> str:
    """What a person sees of a report: without front matter, block ids and comments."""
    text = _FRONT_MATTER.sub("", report, count=1)
    text = _footnotes_set(_BLOCK_ID.sub("", _COMMENT.sub("", text)))
    if len(text) <= _LONGEST:
        return text
    return text[: text.rfind("\n", 0, _LONGEST)]


def _footnotes_set(text: str) -> str:
    """Footnotes as plain Markdown, for Qt's reader of it knows none: it would show their source."""

    def note(found: re.Match[str]) -> str:
        return f"**{found[1]}** {_NOTE_INDENT.sub('', found[2])}"

    text = _NOTE.sub(note, text)
    return _NOTE_NUMBER.sub(lambda found: found[1].translate(_RAISED), text)


class ReportPage(QTextBrowser):
    """The page; nothing in it can be followed or loaded."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._report = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setIndentWidth(_INDENT)
        self.setAccessibleName(self.tr("Preview"))
        themes.changed.connect(self._refresh)

    def set_report(self, report: str) -> None:
        """Show a Markdown report."""
        self._report = report
        self._refresh()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """A report's pictures stay where they are: nothing is read from the disk or the net."""
        return blank_picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a bar beside each quotation."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        colour = QColor(self._themes.theme.hair2)
        shift = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            if _quoted(block.blockFormat()):
                box = layout.blockBoundingRect(block).translated(0, -shift)
                if box.top() > self.viewport().height():
                    break
                bar = QRectF(_PADDING, box.top() - 1, _BAR_WIDTH, box.height())
                painter.fillRect(bar, colour)
            block = block.next()

    def _refresh(self) -> None:
        theme, place = self._themes.theme, self.verticalScrollBar().value()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.paper))
        self.setPalette(palette)
        self.setStyleSheet(f"ReportPage {{ background: {theme.paper}; border: none; padding: 0; }}")
        document = self.document()
        document.setDefaultFont(inter(12.5))
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            page_markdown(self._report), features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        _set_type(document, theme)
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(_PADDING)
        frame.setRightMargin(_PADDING)
        document.rootFrame().setFrameFormat(frame)
        self.setTextCursor(QTextCursor(document))  # or Qt scrolls to where the setting ended
        self.verticalScrollBar().setValue(place)


def _quoted(shape: QTextBlockFormat) -> bool:
    return shape.hasProperty(QTextFormat.Property.BlockQuoteLevel.value)


def _set_type(document: QTextDocument, theme: Theme) -> None:
    """Give headings, quotations and lists the house's faces and distances."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    links = _links(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        shape, letters = _formats(block, theme)
        cursor.mergeBlockFormat(shape)
        if block.blockFormat().headingLevel():
            cursor.setCharFormat(letters)  # merging would keep Qt's own enlargement
        else:
            cursor.mergeCharFormat(letters)
            cursor.mergeBlockCharFormat(letters)  # a list's dots
        block = block.next()
    in_link = QTextCharFormat()
    in_link.setForeground(QColor(theme.accent))
    for start, end in links:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(in_link)
    cursor.endEditBlock()


def _links(document: QTextDocument) -> list[tuple[int, int]]:
    """Where links stand, as positions in the document."""
    found = []
    block = document.begin()
    while block.isValid():
        for formatted in block.textFormats():
            if formatted.format.isAnchor():
                start = block.position() + formatted.start
                found.append((start, start + formatted.length))
        block = block.next()
    return found


def _formats(block: QTextBlock, theme: Theme) -> tuple[QTextBlockFormat, QTextCharFormat]:
    shape, letters = QTextBlockFormat(), QTextCharFormat()
    level = block.blockFormat().headingLevel()
    if level == 1:
        line, above, below = 32, 0, 12
        letters.setFont(newsreader(25))
        letters.setForeground(QColor(theme.ink))
    elif level:
        line, above, below = 24, 14, 8
        letters.setFont(source_serif(17, 600))
        letters.setForeground(QColor(theme.ink))
    elif _quoted(block.blockFormat()):
        line, above, below = 20, 10, 6
        shape.setLeftMargin(_QUOTE_INDENT)
        letters.setFontFamilies(source_serif(14).families())
        letters.setProperty(QTextFormat.Property.FontPixelSize.value, 14)
        letters.setForeground(QColor(theme.ink))
    else:
        in_list = cast("QTextList | None", block.textList()) is not None
        line, above, below = 19, 0, 2 if in_list else 8
        letters.setForeground(QColor(theme.ink2))
    shape.setTopMargin(above)
    shape.setBottomMargin(below)
    shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return shape, letters
