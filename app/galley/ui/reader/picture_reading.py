"""Pictures from their bytes, within limits. Knows nothing of the page that shows them."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from galley.domain.errors import GalleyError

__all__ = ["PictureUnreadable", "media_type_of", "picture_size", "read_picture"]

_MOST_PIXELS = 25_000_000
_ADOBE, _SCAN = b"\xff\xee\x00\x0eAdobe", b"\xff\xda"  # in a JPEG's head; where it ends
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF8", b"gif"),
)


class PictureUnreadable(GalleyError):
    """The file is no picture that Galley shows, or too large."""


def picture_size(data: bytes) -> QSize:
    """A picture's size as its file says, without decoding it.

    Raises:
        PictureUnreadable: It is no picture that Galley shows, damaged, or over 25 megapixels.
    """
    return _open(data)[0].size()


def media_type_of(data: bytes) -> str:
    """Such as ``image/png``; of bytes that :func:`read_picture` took."""
    return f"image/{_format_of(data).decode('ascii')}"


def _format_of(data: bytes) -> bytes:
    """The picture's format by its content, never by its name.

    Other formats are not tried: Qt's PDF and SVG readers would open what is no picture at all.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return b""


def read_picture(data: bytes, width: int, height: int) -> QImage:
    """Decode a picture at the size at which it is shown.

    Args:
        data: PNG, JPEG, GIF or WebP.
        width: The room, in device pixels; 0 for the picture's own size.
        height: The same.

    Returns:
        The picture, no larger than the room, its proportions kept.

    Raises:
        PictureUnreadable: It is none of these, damaged, or over 25 megapixels.
    """
    reader, _buffer = _open(data)
    size = reader.size()
    if width and height and (size.width() > width or size.height() > height):
        reader.setScaledSize(size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PictureUnreadable("This picture is damaged. Use another copy of it.")
    return _on_screen(image, data) if image.format() == QImage.Format.Format_CMYK8888 else image


def _on_screen(image: QImage, data: bytes) -> QImage:
    """A picture in inks as one in a screen's colours.

    Qt takes the inks of every JPEG as inverted. They are so only behind Adobe's mark.
    """
    if _ADOBE not in data[: data.find(_SCAN)]:
        image.invertPixels()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _open(data: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader of a picture within limits, and the buffer that must live as long as it."""
    picture_format = _format_of(data)
    if not picture_format:
        raise PictureUnreadable(
            "This file is not a picture that Galley can show. Use a PNG, JPEG, GIF or WebP file."
        )
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(picture_format))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise PictureUnreadable("This picture is damaged. Use another copy of it.")
    if size.width() * size.height() > _MOST_PIXELS:
        raise PictureUnreadable(
            "This picture is over 25 megapixels. Save a smaller copy of it and use that."
        )
    return reader, buffer
