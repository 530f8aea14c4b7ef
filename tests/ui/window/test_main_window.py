"""The window as a person uses it: real mouse, real keys, a real library."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus, Kind
from galley.services.saving import SaveState
from galley.ui.dialogs.details_dialog import DetailsDialog
from galley.ui.dialogs.trash_dialog import TrashDialog
from galley.ui.model.app_model import AppModel
from galley.ui.reader.note_editor import NoteEditor
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import DARK
from galley.ui.window.main_window import MainWindow
from tests.loopback import ARTICLE_PAGE, PNG
from tests.ui.driving import click_on, drag_over, focused, passage, point_of, sample


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def select(window: MainWindow, words: str) -> None:
    version = model_of(window).version
    assert version is not None
    view = window.reader.view
    start, end = passage(version, words)
    text = view if view.shows(start) else view.sidebar
    drag_over(text, start, end)


def type_on_editor(window: MainWindow, text: str) -> NoteEditor:
    editor = window.reader.view.viewport().findChild(NoteEditor)
    assert isinstance(editor, NoteEditor)
    QTest.keyClicks(editor.field.source, text)
    return editor


def saved(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: model_of(window).save_state is SaveState.SAVED)


def test_select_press_a_number_and_there_is_a_mark(qtbot: QtBot, window: MainWindow) -> None:
    for kind, words in zip(
        Kind,
        [
            "“still too slow”",
            "some 125 officials",
            "Vong Soth",
            "funding",
            "lacking",
            "Heng Chivoan",
            "a a more",
            "urges official",  # in the page's own sidebar
        ],
        strict=True,
    ):
        view = window.reader.view
        version = model_of(window).version
        assert version is not None
        offset = passage(version, words)[0]
        if view.shows(offset):
            window.reader.reveal(view.place_of(offset, offset + 1))
        else:
            view.verticalScrollBar().setValue(0)
        select(window, words)
        QTest.keyClicks(window, str(kind.key))
    marks = {a.exact: a.kind for a in model_of(window).annotations}
    assert len(marks) == len(Kind)
    assert marks["“still too slow”"] is Kind.QUOTE
    assert marks["urges official"] is Kind.MARK
    saved(qtbot, window)


def test_the_popup_offers_kinds_and_a_click_on_one_marks(window: MainWindow) -> None:
    select(window, "some 125 officials")
    popup = window.reader.selecting._popup
    assert popup is not None
    assert popup.isVisible()
    QTest.mouseClick(popup.button(Kind.STATISTIC), Qt.MouseButton.LeftButton)
    assert not popup.isVisible()
    assert [a.kind for a in model_of(window).annotations] == [Kind.STATISTIC]
    assert window.reader.selecting.passage is None


def test_escape_lets_go_of_the_selection(window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClick(window.reader.view, Qt.Key.Key_Escape)
    assert window.reader.selecting.passage is None
    assert model_of(window).annotations == []


def test_a_note_is_written_in_the_margin_and_saved_as_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClicks(window, "m")
    editor = type_on_editor(window, "Sign-in sheet? **Ask**.")
    (annotation,) = model_of(window).annotations
    assert annotation.note == "Sign-in sheet? **Ask**."
    assert window.reader.view.editor_rect(annotation.id) is not None
    saved(qtbot, window)
    QTest.keyClick(editor.field.source, Qt.Key.Key_Escape)
    assert window.reader.note.annotation_id == ""
    assert window.reader.view.hasFocus()


def test_digits_typed_into_a_note_make_no_marks(window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClicks(window, "m")
    type_on_editor(window, "125 n m [x] 1")
    (annotation,) = model_of(window).annotations
    assert annotation.note == "125 n m [x] 1"
    assert annotation.kind is Kind.STATISTIC


def test_a_click_on_a_mark_shows_its_card_and_back(window: MainWindow) -> None:
    for words in ("this year", "some 125 officials"):
        select(window, words)
        QTest.keyClicks(window, "1")
    version = model_of(window).version
    assert version is not None
    first, second = model_of(window).annotations
    click_on(window.reader.view, passage(version, "year and ministries")[0])
    assert window.reader.active == first.id
    window.chrome.panel.activated.emit(second.id)
    assert window.reader.active == second.id


def test_n_goes_to_the_next_unchecked_fact(window: MainWindow) -> None:
    for words in ("this year", "some 125 officials", "less than a week after"):
        select(window, words)
        QTest.keyClicks(window, "1")
    first, second, third = model_of(window).annotations
    model_of(window).marking.set_check(second.id, CheckStatus.CONFIRMED)
    window.reader.set_active("")
    visited = []
    for _ in range(3):
        QTest.keyClicks(window, "n")
        visited.append(window.reader.active)
    assert visited == [first.id, third.id, first.id]


def test_delete_and_undo_from_the_toast(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert model_of(window).annotations == []
    toast = window.chrome.toast
    assert toast.isVisible()
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(model_of(window).annotations) == 1)


def test_undo_and_redo_by_key(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    saved(qtbot, window)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClicks(window, "z", control)
    qtbot.waitUntil(lambda: not model_of(window).annotations)
    QTest.keyClicks(window, "z", control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(model_of(window).annotations) == 1)


def test_find_counts_and_goes_from_hit_to_hit(window: MainWindow) -> None:
    QTest.keyClicks(window, "f", Qt.KeyboardModifier.ControlModifier)
    field = window.chrome.toolbar.find_field
    QTest.keyClicks(field, "kheng")
    finder = window.chrome._find._finder
    version = model_of(window).version
    assert version is not None
    assert len(finder.hits) == version.text.lower().count("kheng")
    first = finder.current
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert finder.current == (first + 1) % len(finder.hits)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.current == first


def test_panes_open_and_close_and_are_remembered(window: MainWindow) -> None:
    window.chrome.actions["library.toggle"].trigger()
    assert not window.chrome.library.isVisible()
    window.chrome.actions["annotations.toggle"].trigger()
    assert not window.chrome.panel.isVisible()
    kept = window.settings()
    assert (kept.library_pane, kept.notes_pane) == (False, False)


def test_a_small_window_lays_the_library_over_the_reader(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1024, 700)
    library = window.chrome.library
    qtbot.waitUntil(lambda: not library.isVisible())
    window.chrome.actions["library.toggle"].trigger()
    assert library.isVisible()
    assert library.parent() is window.panes
    QTest.keyClick(library, Qt.Key.Key_Escape)
    assert not library.isVisible()
    window.resize(1440, 900)
    qtbot.waitUntil(library.isVisible)


def test_a_picture_dropped_on_the_placeholder_is_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(path))
    assert window.reader.view.placeholder.isVisible()
    with qtbot.waitSignal(model_of(window).pictures_changed):
        window.reader.view.placeholder.picture_dropped.emit(path)
    assert not window.reader.view.placeholder.isVisible()
    assert list(window.reader.view.photos) == [0]
    qtbot.waitUntil(lambda: model_of(window).labels.undo == "Picture added")
    toast = window.chrome.toast
    assert (toast.isVisible(), toast.message) == (True, "Picture added")
    assert (toast.button.isVisible(), toast.button.text()) == (True, "Undo")
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.reader.view.placeholder.isVisible)


def test_a_picture_of_an_article_that_is_not_open_any_more_offers_no_undo_of_another(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model = model_of(window)
    first = model.version
    assert first is not None
    page = tmp_path / "page.html"
    page.write_bytes(ARTICLE_PAGE)
    window.chrome.importing.take_paths([page])
    qtbot.waitUntil(lambda: model.version not in (None, first))
    model.editing.give_picture(first, 0, PNG, "image/png")
    toast = window.chrome.toast
    qtbot.waitUntil(lambda: toast.message == "Picture added")
    assert not toast.button.isVisible()


def test_a_file_that_is_no_picture_is_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"%PDF-1.7 not a picture")
    window.reader.view.placeholder.picture_dropped.emit(path)
    bar = window.chrome.error_bar
    qtbot.waitUntil(bar.isVisible)
    assert "PNG, JPEG, GIF or WebP" in bar.message


def test_hiding_the_placeholder_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.reader.view.placeholder.hide_wanted.emit()
    assert not window.reader.view.placeholder.isVisible()
    model_of(window).undo()
    qtbot.waitUntil(window.reader.view.placeholder.isVisible)


def test_an_empty_library_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    article = model_of(window).article
    assert article is not None
    window.chrome.library.trash_wanted.emit([article.id])
    qtbot.waitUntil(lambda: model_of(window).article is None)
    qtbot.waitUntil(lambda: not window.reader.view.isVisible())
    assert not window.chrome.actions["export"].isEnabled()
    assert not window.chrome.strip.isVisible()
    QGuiApplication.clipboard().setText(sample()[2].decode("utf-8").replace("Kheng", "Kim"))
    with qtbot.waitSignal(model_of(window).article_opened):
        window.chrome.importing.paste()
    assert window.reader.view.isVisible()
    assert window.chrome.strip.isVisible()


def test_every_theme_and_size_paints(window: MainWindow, themes: ThemeSource) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    colours = set()
    for theme in ("light", "dark", "sepia"):
        themes.set_choice(theme)
        for zoom in (80, 100, 200):
            window.set_zoom(zoom)
            assert not window.grab().isNull()
        colours.add(window.reader.view.grab().toImage().pixelColor(2, 2).name())
    assert colours == {"#fffdf8", "#1f1e1b", "#f7eedd"}


def test_the_scroll_bar_has_a_thumb_only_while_there_is_something_to_scroll(
    window: MainWindow,
) -> None:
    bar = window.reader.view.verticalScrollBar()

    def seen() -> bytes:
        shot = bar.grab().toImage()
        return bytes(shot.constBits())

    assert bar.isEnabled()
    with_thumb = seen()
    bar.setRange(0, 0)
    assert not bar.isEnabled()
    assert seen() != with_thumb
    assert len(set(seen()[2::4])) < len(set(with_thumb[2::4]))
    bar.setRange(0, 900)
    assert bar.isEnabled()


def test_a_library_that_lies_over_the_reader_keeps_the_colours_of_its_theme(
    window: MainWindow, themes: ThemeSource
) -> None:
    window.resize(1440, 900)
    themes.set_choice("dark")
    window.resize(1024, 700)
    window.chrome.actions["library.toggle"].trigger()
    library = window.chrome.library
    assert library.isVisible()
    labels = [label for label in library.findChildren(QLabel) if label.isVisible()]
    shown = {label.palette().color(QPalette.ColorRole.WindowText).name() for label in labels}
    assert len(labels) > 1
    assert shown == {DARK.ink.lower(), DARK.muted.lower()}


def test_without_an_article_there_is_no_panel_of_notes(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    article = model.article
    assert article is not None
    window.chrome.library.trash_wanted.emit([article.id])
    qtbot.waitUntil(lambda: model.article is None)
    qtbot.waitUntil(lambda: not window.chrome.panel.isVisible())
    assert not window.chrome.actions["highlighter"].isEnabled()
    with qtbot.waitSignal(model.article_opened):
        model.shelf.restore(article.id)
        model.open_article(article.id)
    assert window.chrome.panel.isVisible()
    assert window.chrome.actions["highlighter"].isEnabled()


def test_details_are_there_for_who_does_not_find_the_link(qtbot: QtBot, window: MainWindow) -> None:
    window.chrome.actions["details"].trigger()
    (sheet,) = window.findChildren(DetailsDialog)
    by = next(line for line in sheet.findChildren(QLineEdit) if "commas" in line.placeholderText())
    QTest.keyClicks(by, "Erin Handley")
    QTest.keyClick(by, Qt.Key.Key_Return)
    article = model_of(window).article
    assert article is not None
    assert article.metadata.authors == ("Erin Handley",)
    saved(qtbot, window)


def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    visited = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(window.focusWidget())
    assert all(widget is not None for widget in visited)
    assert len({id(widget) for widget in visited}) >= 4


def test_f6_reaches_what_a_message_offers_and_escape_goes_back(window: MainWindow) -> None:
    chosen: list[str] = []
    toast, bar = window.chrome.toast, window.chrome.error_bar
    toast.show_message("Done", action="Undo", then=lambda: chosen.append("undo"))
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    while focused() is not toast.button:
        QTest.keyClick(window, Qt.Key.Key_F6)
    before = toast._came_from
    assert toast.is_paused
    QTest.keyClick(toast.button, Qt.Key.Key_Escape)
    assert not toast.isVisible()
    assert focused() is before
    toast.show_message("Done", action="Undo", then=lambda: chosen.append("undo"))
    bar.show_error("It went wrong.", [("again", "Try again")])
    visited = []
    for _ in range(7):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(focused())
    assert any(bar.isAncestorOf(one) for one in visited)
    toast.button.setFocus()
    QTest.keyClick(toast.button, Qt.Key.Key_Space)
    assert chosen == ["undo"]


def test_f6_passes_over_a_pane_with_nothing_to_use(qtbot: QtBot, window: MainWindow) -> None:
    strip = window.chrome.strip
    assert not strip.findChildren(QAbstractButton)[0].isEnabled()  # nothing is unchecked yet
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert window.focusWidget() is not strip
        assert not strip.isAncestorOf(focused())
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    with qtbot.waitActive(window):
        window.activateWindow()
    visited = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(focused())
        if strip.isAncestorOf(focused()):
            assert window.chrome._focus_ring.target is focused()
            assert window.chrome._focus_ring.isVisible()
    assert any(strip.isAncestorOf(widget) for widget in visited)


def test_every_control_has_a_name(window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClicks(window, "m")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QAbstractScrollArea)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]
    assert nameless == []


def test_the_menu_key_offers_the_kinds(window: MainWindow) -> None:
    select(window, "some 125 officials")
    view = window.reader.view
    QTest.mouseMove(view.viewport(), QPoint(5, 5))
    here = QPoint(100, 100)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, view.mapToGlobal(here))
    QGuiApplication.sendEvent(window.reader, event)
    menu = next(m for m in window.reader.findChildren(QMenu) if m.isVisible())
    assert len([a for a in menu.actions() if a.text()]) == len(Kind) + 2
    menu.close()


def activate(window: MainWindow, words: str) -> None:
    version = model_of(window).version
    assert version is not None
    click_on(window.reader.view, passage(version, words)[0])


def test_shift_and_arrows_move_the_ends_of_the_active_mark(window: MainWindow) -> None:
    select(window, "125 officials")
    QTest.keyClicks(window, "2")
    activate(window, "officials")
    view, shift = window.reader.view, Qt.KeyboardModifier.ShiftModifier
    for _ in range(len("some ")):
        QTest.keyClick(view, Qt.Key.Key_Left, shift | Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Left, shift)
    assert [a.exact for a in model_of(window).annotations] == ["some 125 official"]
    QTest.keyClick(view, Qt.Key.Key_Right, shift)
    assert [a.exact for a in model_of(window).annotations] == ["some 125 officials"]


def test_an_end_of_the_active_mark_can_be_dragged(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "some 125")
    QTest.keyClicks(window, "2")
    version = model_of(window).version
    assert version is not None
    view = window.reader.view
    first = point_of(view, passage(version, "some 125")[1])
    last = point_of(view, passage(version, "some 125 officials")[1])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view.viewport(), (first + last) / 2)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert [a.exact for a in model_of(window).annotations] == ["some 125 officials"]
    saved(qtbot, window)
    model_of(window).undo()
    qtbot.waitUntil(lambda: [a.exact for a in model_of(window).annotations] == ["some 125"])


def test_j_joins_a_selection_to_an_elided_quotation(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "law enforcement")
    QTest.keyClicks(window, "1")
    select(window, "was falling short")
    QTest.keyClicks(window, "j")
    (annotation,) = model_of(window).annotations
    assert annotation.exact == "law enforcement […] was falling short"
    saved(qtbot, window)
    select(window, "enforcement to")
    QTest.keyClicks(window, "j")
    assert "in the mark already" in window.chrome.error_bar.message


def test_evidence_and_sensitivity_are_written_in_the_card(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClicks(window, "m")
    editor = type_on_editor(window, "Counted.")
    assert not editor.evidence.isVisible()
    QTest.mouseClick(editor.statuses.button(CheckStatus.CONFIRMED), Qt.MouseButton.LeftButton)
    assert editor.evidence.isVisible()
    QTest.keyClicks(editor.evidence, "recording 12:40")
    QTest.mouseClick(editor.sensitive, Qt.MouseButton.LeftButton)
    (annotation,) = model_of(window).annotations
    assert annotation.check.status is CheckStatus.CONFIRMED
    assert annotation.check.evidence == "recording 12:40"
    assert annotation.check.by == "Ada"
    assert annotation.sensitive
    saved(qtbot, window)


def test_what_was_deleted_can_be_brought_back_from_the_trash(
    qtbot: QtBot, window: MainWindow
) -> None:
    select(window, "some 125 officials")
    QTest.keyClicks(window, "2")
    QTest.keyClick(window, Qt.Key.Key_Delete)
    saved(qtbot, window)
    assert model_of(window).annotations == []
    window.chrome.actions["trash"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(TrashDialog)))
    (trash,) = window.findChildren(TrashDialog)
    restore = next(b for b in trash.findChildren(QAbstractButton) if b.text() == "Restore")
    QTest.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert [a.exact for a in model_of(window).annotations] == ["some 125 officials"]
    assert not restore.isEnabled()
    trash.reject()


def test_escape_leads_back_to_the_article_from_search_list_and_panel(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    field = focused()
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Escape)  # empties it first
    assert focused() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.reader.isAncestorOf(focused())
    for step in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClick(window, Qt.Key.Key_F6, step)
        assert not window.reader.isAncestorOf(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        assert window.reader.isAncestorOf(focused())
