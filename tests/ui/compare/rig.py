"""A window on a library whose one article has two captures, and what a person sees of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus
from galley.domain.article import Block, Metadata, ParsedArticle, Version, Zone
from galley.domain.changes import Change, ChangeSet
from galley.services.edits import annotating
from galley.services.intake.importing import make_article
from galley.services.later_captures import versions
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.compare.page import ComparePage
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.captures_apart import bridge_marks

BEFORE = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def parsed(blocks: Sequence[Block]) -> ParsedArticle:
    """What an importer would have made of a capture."""
    headline = next(block.text for block in blocks if block.zone is Zone.HEADLINE)
    known = Metadata(headline=headline, publication="Harbour Gazette")
    return ParsedArticle(known, tuple(blocks), "text-capture/1")


def fill(
    path: Path,
    old: Sequence[Block],
    new: Sequence[Block],
    *,
    marks: Sequence[Annotation] | None = None,
    checked: bool = True,
) -> None:
    """Make a library of one article with two captures.

    Args:
        path: The library's file.
        old: The first capture's blocks.
        new: The later one's.
        marks: Marks of the first capture, made on a version of the same text; or else the usual.
        checked: Whether the marks are confirmed.
    """
    first, later = parsed(old), parsed(new)
    data = b"first capture"
    article, version = make_article(first, data, name="a.txt", media_type="text/plain", now=BEFORE)
    with Library.open(path, create=True) as library:
        library.add_article(article, version, data)
        for mark in bridge_marks(version) if marks is None else marks:
            change = Change(None, _of(mark, version))
            library.apply(ChangeSet("Mark added", article.id, (change,)))
        for mark in library.annotations(article.id) if checked else []:
            status = CheckStatus.CONFIRMED
            library.apply(annotating.set_check(mark, status, now=BEFORE, by="Ada"))
        versions.add_version(library, article.id, later, b"later capture", name="b.txt", now=LATER)


def _of(mark: Annotation, version: Version) -> Annotation:
    """The same mark on a version that was given an identity of its own."""
    places = [(target.start, target.end) for target in mark.targets]
    made = annotating.annotate(version, places, mark.kind, now=BEFORE)
    annotation = made.changes[0].after
    assert isinstance(annotation, Annotation)
    return annotation


class Rig:
    """The window with the page of comparison."""

    def __init__(self, qtbot: QtBot, themes: ThemeSource, path: Path) -> None:
        self.qtbot = qtbot
        self.model = AppModel(LibraryThread(path), creator="Bo", now=lambda: LATER)
        self.window = MainWindow(themes, NoteTexts(), Settings(), lambda: LATER)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.model.article_opened):
            self.model.open_first("")
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.furnish(self.model)
        self.window.reader.view.setFocus()

    def close(self) -> None:
        """The end."""
        self.window.close()
        self.model.close()

    # -- the page --------------------------------------------------------------------------------

    def compare(self) -> "Rig":
        """Open the page with the key, and wait for what it shows."""
        self.press(Qt.Key.Key_D, CONTROL)
        self.qtbot.waitUntil(lambda: self.is_open)
        self.settle()
        return self

    @property
    def page(self) -> ComparePage:
        """The page."""
        page = self.window.chrome.comparing.page
        assert page is not None
        return page

    @property
    def is_open(self) -> bool:
        """Whether the page is there."""
        return self.window.chrome.comparing.is_shown

    def settle(self) -> None:
        """Wait until the comparison is shown and everything is on the disk."""

        def settled() -> None:
            assert self.model.save_state is SaveState.SAVED
            if self.is_open:
                assert self.page.comparison is not None

        self.qtbot.waitUntil(settled)
        self.flush()

    def flush(self) -> None:
        """Wait for what was asked of the library and of the pool behind it; each goes in order."""
        for _ in range(2):
            self.on_library(lambda _library: None)
            last = self.model.work(lambda _job: None, lambda _nothing: None)
            with self.qtbot.waitSignal(last.succeeded):
                pass

    def rows(self) -> list[str]:
        """The list as a screen reader says it."""
        model = self.page.review.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]

    def current(self) -> str:
        """The chosen row, as a screen reader says it."""
        index = self.page.review.list.currentIndex()
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def choose(self, words: str) -> None:
        """Click on the row that says something."""
        review = self.page.review.list
        row = next(number for number, row in enumerate(self.rows()) if words in row)
        index = review.model().index(row, 0)
        review.scrollTo(index)
        QTest.mouseClick(
            review.viewport(),
            Qt.MouseButton.LeftButton,
            pos=review.visualRect(index).center(),
        )
        assert words in self.current()

    def click(self, button: QWidget) -> None:
        """Click in the middle of something."""
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, words: str) -> QPushButton:
        """A button of the page by its words."""
        found = [one for one in self.page.findChildren(QPushButton) if one.text() == words]
        return next(one for one in found if one.isVisible())

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key, modifiers)

    def drag(self, start: int, end: int) -> None:
        """Select in the new text with the mouse, from one code point to another."""
        reattach = self.page.review.reattach
        text = reattach.text
        points: list[QPoint] = []
        for offset in (start, end):
            cursor = text.textCursor()
            cursor.setPosition(reattach._map.to_position(offset))
            points.append(text.cursorRect(cursor).center())
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(text.viewport(), left, pos=points[0])
        QTest.mouseMove(text.viewport(), (points[0] + points[1]) / 2)
        QTest.mouseMove(text.viewport(), points[1])
        QTest.mouseRelease(text.viewport(), left, pos=points[1])

    # -- what is kept ----------------------------------------------------------------------------

    def on_library(self, work: Any) -> Any:  # noqa: ANN401 - whatever the test asks
        """Ask the library itself."""
        return self.model.library_thread.submit(work).result()

    def kept(self, words: str) -> Annotation:
        """The annotation with some words, as it is on the disk."""
        self.settle()
        article = self.model.article
        assert article is not None
        found: list[Annotation] = self.on_library(lambda lib: lib.annotations(article.id))
        return next(one for one in found if words in one.exact)

    @property
    def new(self) -> Version:
        """The later capture."""
        comparison = self.page.comparison
        assert comparison is not None
        return comparison.new


def said(widget: QWidget) -> str:
    """A widget's name for a screen reader."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)
