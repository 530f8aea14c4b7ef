"""Painted shapes: patterns differ, shadows are soft and cached, chips take their colours."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from galley.domain.annotation import CheckStatus, Kind
from galley.ui.theme import painting
from galley.ui.theme.painting import (
    CARD_SHADOW,
    mix,
    paint_kind_swatch,
    paint_number_badge,
    paint_progress_ring,
    paint_rule,
    paint_shadow,
    paint_status_chip,
    status_chip_width,
)
from galley.ui.theme.tokens import DARK, LIGHT, THEMES, Rule

pytestmark = pytest.mark.usefixtures("themes")


def sheet(width: int, height: int, ratio: float = 1.0) -> QImage:
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    return image


def painted(image: QImage) -> int:
    """How many pixels are not white."""
    return sum(
        image.pixelColor(x, y).name() != "#ffffff"
        for x in range(image.width())
        for y in range(image.height())
    )


def rule_picture(rule: Rule) -> QImage:
    image = sheet(60, 10)
    painter = QPainter(image)
    paint_rule(painter, rule, 5, 55, 5, "#000000")
    painter.end()
    return image


def test_each_rule_is_its_own_pattern() -> None:
    pictures = [rule_picture(rule) for rule in Rule]
    for index, picture in enumerate(pictures):
        assert painted(picture) > 0
        assert all(picture != other for other in pictures[index + 1 :])


def test_a_rule_stays_between_its_ends() -> None:
    for rule in Rule:
        picture = rule_picture(rule)
        assert all(
            picture.pixelColor(x, 5).name() == "#ffffff" for x in (*range(4), *range(56, 60))
        )


def test_a_rule_of_no_length_paints_nothing() -> None:
    image = sheet(20, 10)
    painter = QPainter(image)
    paint_rule(painter, Rule.WAVE, 10, 10, 5, "#000000")
    painter.end()
    assert painted(image) == 0


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_shadow_fades_outwards_and_lies_low(ratio: float) -> None:
    image = sheet(160, 120, ratio)
    painter = QPainter(image)
    paint_shadow(painter, QRectF(40, 30, 80, 40), 10, LIGHT)
    painter.end()

    def shade(x: float, y: float) -> int:
        return 255 - image.pixelColor(round(x * ratio), round(y * ratio)).lightness()

    below = [shade(80, 72 + step) for step in range(0, 36, 6)]
    assert below == sorted(below, reverse=True)
    assert below[0] > 30
    assert below[-1] == 0
    assert shade(80, 75) > shade(80, 25)  # more below than above
    assert abs(shade(35, 50) - shade(124, 50)) <= 4  # the same on both sides


def test_a_shadow_patch_is_made_once() -> None:
    image = sheet(100, 100)
    painter = QPainter(image)
    painting._shadow_patch.cache_clear()
    for _ in range(3):
        paint_shadow(painter, QRectF(20, 20, 60, 40), 10, DARK, CARD_SHADOW)
    painter.end()
    assert painting._shadow_patch.cache_info().misses == 1


def test_a_ring_shows_its_share() -> None:
    def covered(done: int, total: int) -> int:
        image = sheet(13, 13)
        painter = QPainter(image)
        paint_progress_ring(painter, QRectF(0, 0, 13, 13), done, total, LIGHT)
        painter.end()
        accent = QColor(LIGHT.accent)
        return sum(image.pixelColor(x, y) == accent for x in range(13) for y in range(13))

    assert covered(0, 8) == 0
    assert 0 < covered(2, 8) < covered(6, 8)
    assert covered(8, 8) == 0  # a tick in place of the ring
    assert covered(0, 0) == 0


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_chips_swatches_and_badges_take_their_colours(theme: object) -> None:
    colours = next(found for found in THEMES.values() if found is theme)
    image = sheet(200, 34)
    painter = QPainter(image)
    width = status_chip_width(CheckStatus.CONFIRMED)
    paint_status_chip(painter, QRectF(0, 0, width, 22), CheckStatus.CONFIRMED, colours)
    paint_kind_swatch(painter, QRectF(120, 0, 34, 34), Kind.QUOTE, colours)
    paint_number_badge(painter, QRectF(160, 0, 16, 16), 12, Kind.CLAIM, colours)
    paint_number_badge(painter, QRectF(180, 0, 16, 16), 7, Kind.CLAIM, colours, active=True)
    painter.end()
    tint = colours.statuses[CheckStatus.CONFIRMED].tint
    assert image.pixelColor(int(width) - 5, 11).name() == tint.lower()
    assert image.pixelColor(123, 8).name() == colours.kinds[Kind.QUOTE].fill.lower()
    assert image.pixelColor(168, 2).name() == colours.kinds[Kind.CLAIM].fill.lower()
    assert image.pixelColor(188, 2).name() == colours.kinds[Kind.CLAIM].rule.lower()


def test_a_chip_grows_with_the_text() -> None:
    assert status_chip_width(CheckStatus.CONFIRMED, 2.0) > 1.8 * status_chip_width(
        CheckStatus.CONFIRMED
    )


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#204060", "#406080", 0.5) == "#305070"
