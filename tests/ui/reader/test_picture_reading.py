"""Pictures from their bytes: those in inks have their colours, however the inks are written."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from galley.ui.reader.picture_reading import read_picture

COLOUR = QColor(200, 30, 60)
NEAR = 12
ADOBE = 16  # bytes of the mark that stands first


def jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("room", [0, 20], ids=["its own size", "scaled"])
@pytest.mark.parametrize("marked", [True, False], ids=["inverted", "plain"])
def test_a_jpeg_in_inks_has_its_colours(room: int, *, marked: bool) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(COLOUR)
    inks = image.convertToFormat(QImage.Format.Format_CMYK8888)
    if not marked:
        inks.invertPixels()
    data = jpeg(inks)
    assert data[2:4] == b"\xff\xee"
    data = data if marked else data[:2] + data[2 + ADOBE :]
    shown = read_picture(data, room, room)
    assert shown.format() == QImage.Format.Format_RGB32
    found = shown.pixelColor(3, 3)
    assert abs(found.red() - COLOUR.red()) < NEAR
    assert abs(found.green() - COLOUR.green()) < NEAR
    assert abs(found.blue() - COLOUR.blue()) < NEAR
