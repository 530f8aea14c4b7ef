"""The export dialog: what it offers, what it asks the preview for, and what it sends."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.errors import ExportFailed
from galley.domain.report import Grouping, ReportOptions, ReportShape, Unverifiable
from galley.services.outgoing.exporting import Format
from galley.ui.dialogs.export_dialog import ExportDialog
from galley.ui.dialogs.export_preview import PreviewedReport
from galley.ui.dialogs.format_list import FormatList
from galley.ui.dialogs.report_page import ReportPage, page_markdown
from galley.ui.dialogs.status_toggle import StatusToggle
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import find_child

AT = datetime(2026, 3, 4, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
REPORT = """---
title: "Dam breaks"
---

# Dam breaks

Counts: 1 annotation

## Quotes

> We waited for hours
^g-7f3a2c

- Speaker: Ann Lee

<!-- galley:keep g-7f3a2c -->
<!-- /galley:keep -->
"""


def note(number: int, kind: Kind, sensitive: bool = False) -> Annotation:
    target = Target("v1", number * 10, number * 10 + 4, "word")
    return Annotation(f"n{number}", "a1", kind, (target,), AT, AT, sensitive=sensitive)


NOTES = [note(1, Kind.QUOTE), note(2, Kind.QUOTE), note(3, Kind.CLAIM, sensitive=True)]


class Rig:
    def __init__(
        self, qtbot: QtBot, themes: ThemeSource, notes: list[Annotation], options: ReportOptions
    ) -> None:
        self.asked: list[ReportOptions] = []
        self.problem = ""
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.dialog = ExportDialog(
            themes,
            self.preview,
            notes,
            lambda target: f"dam-breaks{target.suffix}",
            self.window,
            options,
        )
        self.dialog.open()
        self.saved: list[ReportOptions] = []
        self.copied: list[ReportOptions] = []
        self.formats: list[str] = []
        self.dialog.save_requested.connect(self.save)
        self.dialog.copy_requested.connect(self.copy)

    def save(self, options: ReportOptions, target: Format) -> None:
        self.saved.append(options)
        self.formats.append(target.name)

    def copy(self, options: ReportOptions, target: Format) -> None:
        self.copied.append(options)
        self.formats.append(target.name)

    def preview(self, options: ReportOptions, target: Format) -> PreviewedReport:
        self.asked.append(options)
        if self.problem:
            raise ExportFailed(self.problem)
        return PreviewedReport(REPORT if target.for_reading else "[]\n", 3)

    def press(self, words: str) -> None:
        QTest.mouseClick(self.button(words), LEFT)

    def button(self, words: str) -> QAbstractButton:
        buttons = self.dialog.findChildren(QAbstractButton)
        found = [b for b in buttons if words in (b.text(), b.accessibleName()) and b.isVisible()]
        assert found, words
        return found[0]

    def tick(self, words: str) -> None:
        box = next(b for b in self.dialog.findChildren(QCheckBox) if b.text() == words)
        QTest.keyClick(box, Qt.Key.Key_Space)

    def texts(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource) -> Rig:
    return Rig(qtbot, themes, NOTES, ReportOptions())


def test_only_kinds_that_occur_are_offered(rig: Rig) -> None:
    offered = [box.text() for box in rig.dialog.findChildren(QCheckBox) if box.isVisible()]

    assert offered == ["Quotes", "Claims", "Sensitive notes", "Mark quotes not found in the text"]
    assert "2" in rig.texts()


def test_sensitive_notes_are_not_offered_where_there_are_none(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    rig = Rig(qtbot, themes, NOTES[:2], ReportOptions())

    offered = [box.text() for box in rig.dialog.findChildren(QCheckBox) if box.isVisible()]
    assert "Sensitive notes" not in offered


def test_untouched_it_asks_for_the_default_report(rig: Rig) -> None:
    rig.press("Save…")

    assert rig.asked == [ReportOptions()]
    assert rig.saved == [ReportOptions()]


def test_it_starts_with_what_was_chosen_before(qtbot: QtBot, themes: ThemeSource) -> None:
    before = ReportOptions(
        shape=ReportShape.ANNOTATED_COPY,
        group=Grouping.SPEAKER,
        include_sensitive=True,
        statuses=frozenset({CheckStatus.WRONG}),
        kinds=frozenset(Kind) - {Kind.QUOTE},
        unverifiable=Unverifiable.MARK,
    )
    rig = Rig(qtbot, themes, NOTES, before)

    rig.press("Copy")

    assert rig.copied == [before]


def test_changes_are_previewed_together_after_a_moment(rig: Rig, qtbot: QtBot) -> None:
    rig.tick("Quotes")
    rig.tick("Sensitive notes")
    rig.press("Wrong")
    rig.press("Status")
    assert len(rig.asked) == 1

    qtbot.waitUntil(lambda: len(rig.asked) == 2)

    assert rig.asked[1] == ReportOptions(
        group=Grouping.STATUS,
        include_sensitive=True,
        statuses=frozenset(CheckStatus) - {CheckStatus.WRONG},
        kinds=frozenset(Kind) - {Kind.QUOTE},
    )


def test_saving_at_once_saves_what_is_chosen_not_what_is_shown(rig: Rig) -> None:
    rig.tick("Claims")
    rig.press("Save…")

    assert rig.saved[0].kinds == frozenset(Kind) - {Kind.CLAIM}


def test_an_annotated_copy_has_the_order_of_the_article(rig: Rig, qtbot: QtBot) -> None:
    copy = next(b for b in rig.dialog.findChildren(QRadioButton) if b.text() == "Annotated copy")
    QTest.keyClick(copy, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: len(rig.asked) == 2)

    assert rig.asked[1].shape is ReportShape.ANNOTATED_COPY
    assert not rig.button("Status").isEnabled()


def test_the_page_hides_what_only_programs_read(rig: Rig) -> None:
    words = find_child(ReportPage, rig.dialog).toPlainText()

    assert words.splitlines()[0] == "Dam breaks"
    assert "We waited for hours" in words
    for hidden in ("title:", "^g-", "galley:keep"):
        assert hidden not in words


def test_the_source_is_the_file_to_the_letter(rig: Rig) -> None:
    rig.press("Source")

    source = find_child(QPlainTextEdit, rig.dialog)
    assert source.isVisible()
    assert source.toPlainText() == REPORT
    assert f"dam-breaks.md · {len(REPORT.encode())} bytes" in rig.texts()


def test_a_report_that_cannot_be_made_says_why_and_is_not_let_out(rig: Rig, qtbot: QtBot) -> None:
    rig.problem = "1 quotation is not in the captured text: “we waited”."
    rig.tick("Claims")
    qtbot.waitUntil(lambda: len(rig.asked) == 2)

    assert rig.problem in rig.texts()
    assert not rig.button("Save…").isEnabled()
    assert not rig.button("Copy").isEnabled()

    rig.problem = ""
    rig.tick("Mark quotes not found in the text")
    qtbot.waitUntil(lambda: len(rig.asked) == 3)
    assert rig.button("Save…").isEnabled()


@pytest.mark.parametrize("words", ["Cancel", "Close"])
def test_it_can_be_left(rig: Rig, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(rig.dialog.finished):
        rig.press(words)

    assert rig.saved == []


def test_enter_saves(rig: Rig) -> None:
    QTest.keyClick(rig.dialog, Qt.Key.Key_Return)

    assert len(rig.saved) == 1


def test_in_a_small_window_the_names_of_the_formats_give_way(rig: Rig, qtbot: QtBot) -> None:
    rig.window.resize(900, 600)

    assert rig.dialog.card.width() == 836
    qtbot.waitUntil(lambda: find_child(ReportPage, rig.dialog).width() > 400)
    formats = find_child(FormatList, rig.dialog)
    assert formats.width() == 56
    assert rig.button("JSON-LD").toolTip() == "JSON-LD (.jsonld)"
    rig.press("JSON-LD")
    assert formats.current.name == "json-ld"


def test_a_format_for_programs_is_shown_as_its_source(rig: Rig) -> None:
    rig.press("JSON-LD")

    source = find_child(QPlainTextEdit, rig.dialog)
    assert source.isVisible()
    assert source.toPlainText() == "[]\n"
    assert "dam-breaks.jsonld · 3 bytes" in rig.texts()
    rig.press("Page")
    assert any(text.startswith("3 annotations") for text in rig.texts())
    rig.press("Markdown")
    assert find_child(ReportPage, rig.dialog).isVisible()
    assert "Dam breaks" in find_child(ReportPage, rig.dialog).toPlainText()


def test_shape_and_sections_are_for_people(rig: Rig) -> None:
    copy = next(b for b in rig.dialog.findChildren(QRadioButton) if b.text() == "Annotated copy")
    rig.press("JSON-LD")

    assert not copy.isEnabled()
    assert not rig.button("Status").isEnabled()
    rig.press("Markdown")
    assert copy.isEnabled()
    assert rig.button("Status").isEnabled()


def test_the_chosen_format_is_saved_and_copied(rig: Rig) -> None:
    rig.press("Save…")
    rig.press("JSON-LD")
    rig.press("Save…")
    rig.press("Copy")

    assert rig.formats == ["markdown", "json-ld", "json-ld"]


def test_formats_are_chosen_by_arrow_keys(rig: Rig) -> None:
    markdown, other = rig.button("Markdown"), rig.button("JSON-LD")
    markdown.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(markdown, Qt.Key.Key_Down)
    assert other.isChecked()
    assert rig.dialog.focusWidget() is other
    QTest.keyClick(other, Qt.Key.Key_Down)
    assert other.isChecked()
    QTest.keyClick(other, Qt.Key.Key_Up)
    assert markdown.isChecked()
    assert other.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_status_is_told_by_more_than_colour(rig: Rig) -> None:
    toggle = next(t for t in rig.dialog.findChildren(StatusToggle) if t.text() == "Wrong")
    on = toggle.grab().toImage()
    QTest.mouseClick(toggle, LEFT)
    QTest.mouseMove(rig.dialog)

    assert toggle.isCheckable()
    assert toggle.grab().toImage() != on


def test_a_huge_report_is_previewed_in_part() -> None:
    text = page_markdown("# Title\n\n" + "A paragraph of words.\n\n" * 50_000)

    assert len(text) <= 120_000
    assert text.endswith(("words.\n", "words."))


def test_footnotes_are_set_as_notes_and_not_as_their_source(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    page = ReportPage(themes)
    qtbot.addWidget(page)
    page.set_report(
        "# Dam breaks\n\nSome 125[^1] and \\[^2] so.\n\n## Notes\n\n"
        "[^1]: Statistic\n\n    > Some 125\n\n    - Status: Confirmed\n    - Note: **Ask.**\n\n"
        "[^2]: Quote\n\n    > so\n\n    - Status: Wrong\n"
    )
    text = page.toPlainText()
    assert "Some 125¹ and [^2] so." in text
    assert text.index("1 Statistic") < text.index("Status: Confirmed") < text.index("2 Quote")
    assert not any(source in text for source in ("> ", "**", "- Status"))


def test_a_reports_pictures_are_never_read(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path
) -> None:
    """A note may name any file as its picture, also one without an end."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(tmp_path / "picture.png"))
    page = ReportPage(themes)
    qtbot.addWidget(page)
    page.resize(600, 400)
    for address in (str(tmp_path / "picture.png"), (tmp_path / "picture.png").as_uri()):
        page.set_report(f"Some words.\n\n![x]({address})\n")
        shown = page.grab().toImage()
        colours = {
            shown.pixelColor(x, y).name()
            for x in range(0, shown.width(), 4)
            for y in range(0, shown.height(), 4)
        }
        assert "#ff0000" not in colours


def test_a_link_looks_like_one(qtbot: QtBot, themes: ThemeSource) -> None:
    page = ReportPage(themes)
    qtbot.addWidget(page)
    page.set_report("See [the record](https://example.org/record).")
    at = page.textCursor()
    at.setPosition(6)
    assert at.charFormat().foreground().color() == QColor(themes.theme.accent)
