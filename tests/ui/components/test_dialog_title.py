"""A title that needs several lines has room for all of them."""

from pytestqt.qtbot import QtBot

from galley.ui.components.dialog_title import DialogTitle
from galley.ui.theme.current import ThemeSource

LONG = "New capture of “Kingdom failing to stop human trafficking: DPM”"


def test_it_is_as_high_as_its_lines(qtbot: QtBot, themes: ThemeSource) -> None:
    title = DialogTitle(themes, LONG)
    qtbot.addWidget(title)
    wide, narrow = title.sizeHint().width(), title.sizeHint().width() * 2 // 3
    assert title.heightForWidth(wide) == 30
    assert title.heightForWidth(narrow) == 60
    assert " ".join(title.lines(narrow)) == LONG
    assert title.accessibleName() == LONG


def test_each_line_is_painted(qtbot: QtBot, themes: ThemeSource) -> None:
    title = DialogTitle(themes, LONG)
    qtbot.addWidget(title)
    title.resize(title.sizeHint().width() * 2 // 3, 60)
    shot = title.grab().toImage()
    ground = shot.pixel(shot.width() - 1, shot.height() - 1)

    def inked(top: int) -> bool:
        rows = range(top, top + 30)
        return any(shot.pixel(x, y) != ground for x in range(shot.width()) for y in rows)

    assert inked(0)
    assert inked(30)
