"""A window on a library of its own, with the sample article and three marks in it."""

import pytest

from galley.domain.annotation import Kind
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import passage

MARKED = (
    ("some 125 officials", Kind.STATISTIC),
    ("a total of 202 trafficking victims", Kind.STATISTIC),
    ("still too slow", Kind.QUOTE),
)


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window with the three marks."""
    model = window.chrome._model
    assert model.version is not None
    for words, kind in MARKED:
        model.marking.annotate([passage(model.version, words)], kind)
    window.reader.view.setFocus()
    return window
