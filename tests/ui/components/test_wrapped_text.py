import pytest
from PySide6.QtGui import QFontMetricsF

from galley.ui.components.wrapped_text import wrapped
from galley.ui.theme.fonts import source_serif

pytestmark = pytest.mark.usefixtures("themes")
LONG = (
    "Kingdom failing to stop human trafficking as ministries argue over who is to enforce the law"
)


def test_a_short_text_is_one_line() -> None:
    assert wrapped("Short", source_serif(14), 200, 2) == ("Short",)


def test_a_long_text_ends_in_an_ellipsis_and_fits() -> None:
    font = source_serif(14)

    lines = wrapped(LONG, font, 200, 2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 200 for line in lines)


def test_nothing_is_lost_between_the_lines() -> None:
    lines = wrapped(LONG, source_serif(14), 200, 20)

    assert " ".join(lines) == LONG


def test_characters_outside_the_basic_plane_are_not_cut_in_half() -> None:
    text = "🂡 " * 40

    lines = wrapped(text.strip(), source_serif(14), 120, 50)

    assert "".join(lines).replace(" ", "") == "🂡" * 40


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrapped("", source_serif(14), 200, 2) == ("",)
