"""The place of a photo that the capture lacks, and pictures, read within limits."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.domain.errors import GalleyError
from galley.ui.components.buttons import LinkButton
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon

__all__ = [
    "PLACEHOLDER_HEIGHT",
    "Photo",
    "PhotoPlaceholder",
    "PictureUnreadable",
    "media_type_of",
    "picture_size",
    "read_picture",
]

PLACEHOLDER_HEIGHT = 104
_MOST_PIXELS = 25_000_000
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF8", b"gif"),
)


class PictureUnreadable(GalleyError):
    """The file is no picture that Galley shows, or too large."""


class Photo(NamedTuple):
    """A picture of the page: its own size in pixels, and itself once it was decoded."""

    size: QSize
    image: QImage | None = None


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
    return image


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


class PhotoPlaceholder(QWidget):
    """Says that the photo is not in the capture, takes one that is dropped on it, or can be hidden.

    Attributes:
        picture_dropped: A file was dropped: its Path.
        choose_wanted: The person wants to choose a file.
        hide_wanted: The person does not want to be told.
    """

    picture_dropped = Signal(Path)
    choose_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("The photo is not in this capture"))
        self._title = QLabel(self.tr("The photo is not in this capture"), self)
        self._hint = QLabel(self.tr("Drop the image here, or choose a file."), self)
        self._choose = LinkButton(themes, self.tr("Choose image…"), self, size=13)
        self._choose.clicked.connect(self.choose_wanted)
        self._hide = LinkButton(
            themes, self.tr("Hide placeholder"), self, size=13, weight=400, tone="ink2"
        )
        self._hide.clicked.connect(self.hide_wanted)
        links = QHBoxLayout()
        links.setContentsMargins(-2, 0, 0, 0)  # a link has 2 px of air around its words
        links.setSpacing(12)
        links.addWidget(self._choose)
        links.addWidget(self._hide)
        links.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._hint)
        texts.addLayout(links)
        texts.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(82)
        self._row.addSpacing(68 + 22)
        self._row.addLayout(texts)
        self._row.addStretch(140)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.set_scale(1.0)
        themes.changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        """Follow the text zoom."""
        self._title.setFont(source_serif(16 * scale, 600))
        self._hint.setFont(inter(13 * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame, and an empty picture in it."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        pen = QPen(QColor(theme.accent if self._over else theme.hair2), 1.25)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.accent_soft if self._over else theme.surface))
        painter.drawRoundedRect(frame, 8, 8)
        box = QRectF(self._title.x() - 90, self.height() / 2 - 26, 68, 52)
        painter.setPen(QPen(QColor(theme.hair2), 1))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        paint_icon(painter, "image", theme.faint, box.adjusted(22, 14, -22, -14))
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single local file may be a picture."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Whether it is a picture is seen when it is read."""
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.picture_dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))
