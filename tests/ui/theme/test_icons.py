"""Icons take their colour, their size and their stroke."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from galley.resources import resource
from galley.ui.theme.icons import icon, pixmap

pytestmark = pytest.mark.usefixtures("qapp")


def ink(picture: QPixmap) -> tuple[set[str], float]:
    """The opaque colours of a picture, and how much of it is covered."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    return opaque, sum(pixel.alphaF() for pixel in pixels)


def test_takes_the_colour_it_is_given() -> None:
    colours, covered = ink(pixmap("plus", "#17607a", 48))
    assert colours == {"#17607a"}
    assert covered > 20


def test_is_sharp_on_a_dense_screen() -> None:
    dense = pixmap("plus", "#000000", 18, ratio=2.0)
    assert dense.size() == QSize(36, 36)
    assert dense.deviceIndependentSize().toSize() == QSize(18, 18)


def test_small_icons_have_a_thicker_stroke() -> None:
    _, thin = ink(pixmap("plus", "#000000", 16))
    _, same = ink(pixmap("plus", "#000000", 16, stroke=1.75))
    _, thick = ink(pixmap("plus", "#000000", 16, stroke=2.0))
    assert thin == same < thick
    _, small = ink(pixmap("plus", "#000000", 15))
    assert small == ink(pixmap("plus", "#000000", 15, stroke=2.0))[1]


def test_is_drawn_once() -> None:
    assert pixmap("minus", "#000000", 18) is pixmap("minus", "#000000", 18)


def test_disabled_is_faded() -> None:
    _, on = ink(icon("plus", "#000000").pixmap(18))
    _, off = ink(icon("plus", "#000000").pixmap(QSize(18, 18), QIcon.Mode.Disabled))
    assert off == pytest.approx(on * 0.38, rel=0.05)


def test_every_shipped_icon_can_be_drawn(qapp: QApplication) -> None:  # noqa: ARG001
    for path in sorted(resource("icons").glob("*.svg")):
        _, covered = ink(pixmap(path.stem, "#000000", 24))
        assert covered > 1, path.stem


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", "#000000", 18)
