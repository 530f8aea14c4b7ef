"""The shipped faces are found under their base family, at whole pixel sizes."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from galley.ui.theme.fonts import inter, load_fonts, newsreader, pixels, source_serif


@pytest.fixture(autouse=True)
def _loaded(qapp: QApplication) -> None:  # noqa: ARG001 - fonts need an application
    load_fonts()
    load_fonts()  # a second time changes nothing


@pytest.mark.parametrize(
    ("font", "family"),
    [
        (inter(13), "Inter"),
        (inter(13, 500), "Inter"),
        (inter(13, 600), "Inter"),
        (inter(13, italic=True), "Inter"),
        (source_serif(18), "Source Serif 4"),
        (source_serif(18, 600), "Source Serif 4"),
        (source_serif(18, italic=True), "Source Serif 4"),
        (newsreader(40), "Newsreader"),
    ],
)
def test_each_weight_is_a_shipped_face_and_not_an_imitation(font: QFont, family: str) -> None:
    raw = QRawFont.fromFont(font)
    assert raw.familyName() == family
    assert raw.weight() == font.weight()
    assert QFontInfo(font).italic() == font.italic()


@pytest.mark.parametrize(
    ("size", "whole"), [(12.5, 13), (11.5, 12), (14.5, 15), (10.5, 11), (12.49, 12), (0.2, 1)]
)
def test_halves_round_upwards(size: float, whole: int) -> None:
    assert pixels(size) == whole
    assert inter(size).pixelSize() == whole


def test_no_hinting() -> None:
    assert inter(13).hintingPreference() == QFont.HintingPreference.PreferNoHinting
