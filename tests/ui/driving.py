"""Real mouse and keys for the reader: where words stand, and how to drag over them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from galley.domain.article import Article, Version
from galley.resources import SAMPLE, data_file
from galley.services.intake.importing import make_article, parse_capture
from galley.ui.reader.article_text import ArticleText

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
Child = TypeVar("Child", bound=QWidget)


def sample() -> tuple[Article, Version, bytes]:
    """The sample article, as the first start makes it."""
    data = data_file(SAMPLE).read_bytes()
    parsed = parse_capture(data, name=SAMPLE)
    article, version = make_article(parsed, data, name=SAMPLE, media_type="text/plain", now=NOW)
    return article, version, data


def passage(version: Version, words: str) -> tuple[int, int]:
    """Where words first stand, in code points."""
    start = version.text.index(words)
    return start, start + len(words)


def point_of(text: ArticleText, offset: int) -> QPoint:
    """The left edge of a code point, in the middle of its line, in the viewport's coordinates."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.document_map.to_position(offset))
    return text.cursorRect(cursor).center()


def drag_over(text: ArticleText, start: int, end: int) -> None:
    """Press at one code point, move, and release at another."""
    viewport = text.viewport()
    first, last = point_of(text, start), point_of(text, end)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=first)
    QTest.mouseMove(viewport, (first + last) / 2)
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, left, pos=last)


def click_on(text: ArticleText, offset: int) -> None:
    """Click in the middle of a character."""
    here = (point_of(text, offset) + point_of(text, offset + 1)) / 2
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=here)


def focused() -> QWidget:
    """The widget that has the keyboard: there is one."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def find_child(kind: type[Child], parent: QWidget) -> Child:
    """The first widget of a kind in another: there is one."""
    child = parent.findChild(kind)
    assert child is not None
    return child


def png(image: QImage) -> bytes:
    """A picture's file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # its stub asks for bytes, itself for str
    return bytes(buffer.data().data())


def library_file(folder: Path) -> Path:
    """A library's file in a folder."""
    return folder / "library.galley"
