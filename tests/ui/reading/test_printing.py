"""The annotated article on paper, and the outline."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QFont, QFontInfo, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from galley.anchoring.selectors import describe
from galley.domain.annotation import AnchorStatus, Annotation, Decision, Kind, Placement
from galley.domain.article import Version
from galley.services.desk import open_article
from galley.ui import printing
from galley.ui.components.focus_ring import FocusRing
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.printing import PrintedArticle, print_article
from galley.ui.theme.fonts import load_fonts
from galley.ui.window.main_window import MainWindow
from tests.taking_in import import_capture
from tests.ui.driving import NOW, focused, passage, sample
from tests.ui.reading.test_links_and_photos import PAGE

A4 = QSizeF(794, 1123)


def noted(version: Version, words: str, note: str) -> Annotation:
    start, end = passage(version, words)
    target = describe(version.text, version.id, start, end)
    return Annotation(words, version.article_id, Kind.CLAIM, (target,), NOW, NOW, note=note)


def printed(version: Version, *annotations: Annotation) -> PrintedArticle:
    return PrintedArticle(version, annotations, {}, lambda note: note, A4, {})


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:  # noqa: ARG001 - fonts need an application
    load_fonts()


def test_every_note_is_printed_once_and_inside_its_page() -> None:
    _article, version, _data = sample()
    words = [
        "this year",
        "some 125 officials",
        "Heng Chivoan",
        "less than a week",
        "urges official",
    ]
    annotations = [noted(version, one, f"{one}: " + "a long note " * 60) for one in words]
    paper = printed(version, *annotations)
    placed = [note.annotation.id for page in paper.notes for note, _top in page]
    assert sorted(placed) == sorted(words)
    for page in paper.notes:
        foot = 0.0
        for note, top in page:
            assert top >= foot
            foot = top + note.height
        assert foot <= A4.height()
    assert paper.pages >= len(paper.notes)


def test_a_note_without_a_place_is_printed_last_with_its_words() -> None:
    _article, version, _data = sample()
    here = noted(version, "Gulls" if "Gulls" in version.text else "urges official", "Here")
    gone = noted(version, "this year", "Gone")
    kept = Placement(version.id, (), AnchorStatus.ORPHAN, Decision.KEPT)
    elsewhere = tuple(replace(target, version_id="earlier") for target in gone.targets)
    paper = printed(version, replace(gone, targets=elsewhere, placements=(kept,)), here)
    notes = [note for page in paper.notes for note, _top in page]
    assert [note.annotation.note for note in notes] == ["Here", "Gone"]
    assert "“this year”" in notes[1].document.toPlainText()
    assert "not in this capture" in notes[1].document.toPlainText()
    assert "not in this capture" not in notes[0].document.toPlainText()
    picture = QImage(int(A4.width()), int(A4.height()), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for page in range(paper.pages):
        paper.paint(painter, page)
    painter.end()


def test_a_note_stands_beside_its_mark() -> None:
    _article, version, _data = sample()
    paper = printed(version, noted(version, "some 125 officials", "Who counted?"))
    ((note, top),) = paper.notes[0]
    assert top == pytest.approx(note.y - 10, abs=1)


def test_sensitive_notes_stay_out() -> None:
    _article, version, _data = sample()
    secret = replace(noted(version, "this year", "A source said so."), sensitive=True)
    assert printed(version, secret).notes == []


def test_the_marks_are_on_the_paper() -> None:
    _article, version, _data = sample()

    def colours(paper: PrintedArticle) -> set[str]:
        image = QImage(A4.toSize(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paper.paint(painter, 0)
        painter.end()
        return {image.pixelColor(x, y).name() for x in range(0, 794, 3) for y in range(0, 1123, 3)}

    fill = "#fbd6e2"
    assert fill not in colours(printed(version))
    assert fill in colours(printed(version, noted(version, "government officials", "Who?")))


def test_small_capitals_are_capitals_on_paper_which_qt_makes_too_small() -> None:
    paper = printed(sample()[1])
    capitals = set()
    block = paper._document.begin()
    while block.isValid():
        pieces = block.begin()
        if not pieces.atEnd():
            looks = pieces.fragment().charFormat()
            capitals.add(looks.fontCapitalization())
            if block.text() == "Phnom Penh Post":
                assert looks.fontCapitalization() == QFont.Capitalization.AllUppercase
                assert looks.font().pixelSize() == 10
        block = block.next()
    assert QFont.Capitalization.SmallCaps not in capitals


def test_it_prints_to_a_file(tmp_path: Path) -> None:
    _article, version, _data = sample()
    path = tmp_path / "article.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    sizes = []

    def make(paper: QSizeF) -> PrintedArticle:
        sizes.append(paper)
        return PrintedArticle(version, [], {}, lambda note: note, paper, {})

    print_article(writer, make)
    del writer
    assert path.read_bytes().startswith(b"%PDF")
    assert sizes[0].width() == pytest.approx(794, abs=2)


def test_the_outline_goes_to_a_heading(qtbot: QtBot, window: MainWindow) -> None:
    parts = "".join(
        f"<h2>Part {part}</h2>"
        + "".join(
            f"<p>In part {part}, paragraph {number} of it says what was said on that day, by whom"
            f" it was said, and who of those that heard it wrote down {number} words of it.</p>"
            for number in range(5)
        )
        for part in range(9)
    )
    page = PAGE.replace("</article>", f"{parts}</article>")
    model = window.chrome._model
    imported = model._thread.submit(
        lambda library: import_capture(library, page.encode(), name="parts.html", now=NOW)
    ).result()
    opened = model._thread.submit(
        lambda library: open_article(library, imported.article.id)
    ).result()
    model.show(opened)
    window.chrome.actions["outline"].trigger()
    sheet = next(s for s in window.findChildren(PickSheet) if s.isVisible())
    assert [row.name for row in sheet.list.rows][:3] == [
        "Mine reopens after two years",
        "Part 0",
        "Part 1",
    ]
    QTest.keyClicks(focused(), "part 5")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    start, _end = passage(opened.version, "Part 5")
    view = window.reader.view
    qtbot.waitUntil(lambda: view.offset_at_top() == start)
    window.chrome.actions["outline"].trigger()
    sheet = next(s for s in window.findChildren(PickSheet) if s.isVisible())
    assert sheet.list.current is not None
    assert sheet.list.current.name == "Part 5"


def test_the_preview_shows_every_page_and_outlives_its_maker(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.chrome.actions["print.preview"].trigger()
    gc.collect()  # nothing that the dialog needs may have gone with the function that made it
    dialog = window.findChild(QPrintPreviewDialog)
    assert dialog is not None
    preview = dialog.findChild(QPrintPreviewWidget)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pageCount() == 2)
    dialog.close()


def test_printing_to_a_file_from_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.chrome.actions["print"].trigger()
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    path = tmp_path / "printed.pdf"
    dialog.printer().setOutputFileName(str(path))
    dialog.done(QPrintDialog.DialogCode.Accepted.value)
    qtbot.waitUntil(path.exists)
    assert path.read_bytes().startswith(b"%PDF")
    assert window.chrome.toast.message == "Printed to printed.pdf"


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_what_can_not_be_printed_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.chrome.actions["print"].trigger()
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.printer().setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted.value)
    assert "could not be printed" in window.chrome.error_bar.message
    assert not window.chrome.toast.isVisible()


def test_the_printer_s_properties_show_a_page_of_words(qtbot: QtBot, window: MainWindow) -> None:
    """Qt sets them at a quarter of the application's size in points."""
    window.chrome.actions["print"].trigger()
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    painted = []

    def look() -> None:  # the properties run a loop of their own
        properties = QApplication.activeModalWidget()
        if properties is dialog or not isinstance(properties, QDialog):
            QTimer.singleShot(5, dialog, look)
            return
        painted.append(properties.grab())  # what can't be set is warned of, and fails
        properties.reject()

    QTimer.singleShot(5, dialog, look)
    names = {button.text().replace("&", ""): button for button in dialog.findChildren(QPushButton)}
    names["Properties"].click()
    qtbot.waitUntil(lambda: bool(painted))
    assert QFontInfo(QFont()).pixelSize() == 13
    dialog.reject()


def test_in_the_dialog_tab_shows_where_the_keyboard_is(qtbot: QtBot, window: MainWindow) -> None:
    window.chrome.actions["print"].trigger()
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    ring = dialog.findChild(FocusRing)
    assert ring is not None
    seen = set()
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert ring.isVisible()
        seen.add(ring.target)
    assert len(seen) == 4
    dialog.reject()


def test_the_numbers_of_marks_that_end_together_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _article, version, _data = sample()
    marks = [noted(version, words, "A note") for words in ("some 125 officials", "125 officials")]
    placed: list[QRectF] = []
    monkeypatch.setattr(
        printing, "paint_number_badge", lambda _painter, rect, *_what: placed.append(QRectF(rect))
    )
    paper, image = printed(version, *marks), QImage(800, 1100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paper.paint(painter, 0)
    painter.end()
    first, second = (rect for rect in placed if rect.left() < paper._column)
    assert not first.intersects(second)
    assert abs(first.top() - second.top()) < 3
