"""Marks on parts of a photo: drawn by mouse and by keys, clickable both ways, and undone."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind
from galley.domain.region import Region
from galley.services.saving import SaveState
from galley.ui.dialogs.photo_sheet import PhotoSheet
from galley.ui.model.app_model import AppModel
from galley.ui.notes.view import CardListView
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Typography
from galley.ui.theme.tokens import LIGHT
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import png

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def view_of(window: MainWindow) -> ArticleView:
    return window.reader.view


def drawn(view: ArticleView) -> tuple[int, ...] | None:
    """The rectangle that is no mark yet: its left, top, width and height."""
    return view.pending_region[1][1:] if view.pending_region else None


def give_photo(qtbot: QtBot, window: MainWindow, colour: str = "#808080") -> None:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    model = model_of(window)
    assert model.version is not None
    with qtbot.waitSignal(model.pictures_changed):
        model.editing.give_picture(model.version, 0, png(image), "image/png")
    qtbot.waitUntil(lambda: not view_of(window).photo_frame(0).isEmpty())
    qtbot.waitUntil(lambda: view_of(window).photos[0].image is not None)


def photo(window: MainWindow) -> QRectF:
    view = view_of(window)
    return view.photo_frame(0).translated(0, -view.verticalScrollBar().value())


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """A point of the viewport, by shares of the photo."""
    frame = photo(window)
    return QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height()).toPoint()


def draw(window: MainWindow, first: tuple[float, float], last: tuple[float, float]) -> None:
    viewport = view_of(window).viewport()
    start, end = at(window, *first), at(window, *last)
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def regions(window: MainWindow) -> list[Annotation]:
    return [one for one in model_of(window).annotations if one.region is not None]


def near(region: Region | None, x: int, y: int, width: int, height: int) -> bool:
    assert region is not None
    wanted = (x, y, width, height)
    return all(abs(is_ - want) <= 6 for is_, want in zip(region[1:], wanted, strict=True))


def test_a_rectangle_is_drawn_with_the_mouse_and_becomes_a_card(
    qtbot: QtBot, window: MainWindow
) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.3), (0.6, 0.8))
    popup = window.reader.selecting._popup
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClicks(window, "4")
    (mark,) = regions(window)
    article, version = model_of(window).article, model_of(window).version
    assert article is not None
    assert version is not None
    assert mark.kind is Kind.CLAIM
    assert mark.exact == "\ufffc"
    assert near(mark.region, 200, 300, 400, 500)
    assert mark.region is not None
    assert mark.region.picture == article.assets_in(version)[0]
    assert not popup.isVisible()
    assert window.findChild(PhotoSheet) is None, "a drag is no click"
    cards = window.chrome.panel.findChild(CardListView)
    assert isinstance(cards, CardListView)
    texts = [cards.model().index(row, 0).data() for row in range(cards.model().rowCount())]
    assert "Photo, region" in texts
    qtbot.waitUntil(lambda: model_of(window).save_state is SaveState.SAVED)
    with qtbot.waitSignal(model_of(window).undone):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert regions(window) == []


def test_a_drawn_rectangle_goes_with_its_photo(qtbot: QtBot, window: MainWindow) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.3), (0.6, 0.8))
    view, before = view_of(window), photo(window)
    view.set_typography(Typography(zoom=80))
    frame = photo(window).toRect()
    assert photo(window) != before
    shot = view.viewport().grab(frame).toImage()
    row, accent = frame.height() // 2, QColor(LIGHT.accent).rgb()
    columns = [x for x in range(shot.width()) if shot.pixel(x, row) == accent]
    assert columns
    assert abs(columns[0] - 0.2 * frame.width()) <= 4
    assert abs(columns[-1] - 0.6 * frame.width()) <= 4


def test_it_is_painted_over_the_photo_in_the_kinds_colour(qtbot: QtBot, window: MainWindow) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.3), (0.6, 0.8))
    QTest.keyClicks(window, "2")
    view_of(window).set_active(None)
    frame = photo(window).toRect()
    shot = view_of(window).viewport().grab(frame).toImage()
    fill = QColor(LIGHT.kinds[Kind.STATISTIC].fill).rgb()
    y = round(0.8 * frame.height()) - 5  # in the strip at its foot
    columns = [x for x in range(shot.width()) if shot.pixel(x, y) == fill]
    assert columns
    assert abs(columns[0] - 0.2 * frame.width()) <= 12
    assert abs(columns[-1] - 0.6 * frame.width()) <= 12


def test_card_and_rectangle_lead_to_one_another(qtbot: QtBot, window: MainWindow) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.3), (0.6, 0.8))
    QTest.keyClicks(window, "4")
    (mark,) = regions(window)
    window.chrome.gestures.activate("")
    QTest.mouseClick(view_of(window).viewport(), LEFT, pos=at(window, 0.4, 0.5))
    assert window.reader.active == mark.id
    assert window.chrome.panel.cards.selected == [mark.id]
    qtbot.wait(10)
    assert window.findChild(PhotoSheet) is None, "the mark is what the click is for"
    window.chrome.gestures.activate("")
    view_of(window).verticalScrollBar().setValue(10_000)
    window.chrome.panel.activated.emit(mark.id)
    assert view_of(window).active == mark.id
    QTest.mouseClick(view_of(window).viewport(), LEFT, pos=at(window, 0.9, 0.1))
    qtbot.waitUntil(lambda: window.findChild(PhotoSheet) is not None)
    sheet = window.findChild(PhotoSheet)
    assert isinstance(sheet, PhotoSheet)
    assert sheet.photo.marks == ((mark.region, Kind.CLAIM),)


def test_keys_alone_draw_move_resize_and_mark(qtbot: QtBot, window: MainWindow) -> None:
    give_photo(qtbot, window)
    view = view_of(window)
    view.setFocus()
    QTest.keyClicks(view, "r")
    assert drawn(view) == (300, 300, 400, 400)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Up, SHIFT | CONTROL)
    assert drawn(view) == (290, 301, 410, 399)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert drawn(view) is None
    QTest.keyClicks(view, "r")
    QTest.keyClicks(view, "6")
    (mark,) = regions(window)
    assert mark.kind is Kind.CONTEXT
    assert mark.region is not None
    assert mark.region[1:] == (300, 300, 400, 400)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT | CONTROL)
    (mark,) = regions(window)
    assert mark.region is not None
    assert mark.region[1:] == (290, 300, 400, 430)
    qtbot.waitUntil(lambda: model_of(window).save_state is SaveState.SAVED)
    with qtbot.waitSignal(model_of(window).undone):
        model_of(window).undo()
    (mark,) = regions(window)
    assert mark.region is not None
    assert mark.region[1:] == (300, 300, 400, 400), "nudges that follow one another are one step"


def test_an_edge_or_the_whole_of_the_active_one_is_dragged(
    qtbot: QtBot, window: MainWindow
) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.2), (0.5, 0.5))
    QTest.keyClicks(window, "1")
    draw(window, (0.5, 0.5), (0.8, 0.7))
    assert near(regions(window)[0].region, 200, 200, 600, 500)
    draw(window, (0.4, 0.4), (0.5, 0.6))
    assert near(regions(window)[0].region, 300, 400, 600, 500)
    assert len(regions(window)) == 1


def test_words_are_still_selected_and_a_rectangle_let_go(qtbot: QtBot, window: MainWindow) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.2), (0.5, 0.5))
    view = view_of(window)
    assert drawn(view) is not None
    QTest.mouseClick(view.viewport(), LEFT, pos=at(window, 0.9, 0.9))
    assert drawn(view) is None
    qtbot.wait(10)
    assert window.findChild(PhotoSheet) is None, "the click let go of the rectangle"
    popup = window.reader.selecting._popup
    assert popup is not None
    assert not popup.isVisible()
    view.setFocus()
    assert QApplication.focusWidget() is view


def test_another_picture_in_its_place_has_no_mark_of_the_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    give_photo(qtbot, window)
    draw(window, (0.2, 0.2), (0.5, 0.5))
    QTest.keyClicks(window, "1")
    (mark,) = regions(window)
    give_photo(qtbot, window, "#203040")
    assert view_of(window).photo_marks.of_figure(0) == []
    assert regions(window) == [mark], "the card stays"
