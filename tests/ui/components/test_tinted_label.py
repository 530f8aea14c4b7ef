"""A tinted label says words from anywhere, and keeps its colour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter


def test_words_are_words_whatever_they_look_like(qtbot: QtBot, themes: ThemeSource) -> None:
    """Qt would take them for HTML, and open the pictures that they name."""
    for label in (TintedLabel(themes, "ink", inter(12), "<b>x</b>"), QuietLabel(themes)):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_its_colour_is_the_themes(qtbot: QtBot, themes: ThemeSource) -> None:
    label = TintedLabel(themes, "ink", inter(12), "words")
    qtbot.addWidget(label)
    for name in ("light", "dark"):
        themes.set_choice(name)
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(themes.theme.ink)
