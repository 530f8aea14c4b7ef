"""A photo as large as the window allows, with its caption. Knows pictures as bytes only."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from galley.domain.annotation import Kind
from galley.domain.region import Region
from galley.ui.components.buttons import IconButton
from galley.ui.components.painted_button import paint_plate
from galley.ui.dialogs.sheet import Sheet
from galley.ui.reader.photo_marks import paint_region, region_rect
from galley.ui.reader.picture_reading import read_picture
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["PhotoSheet", "ShownPhoto"]

_AROUND = 16
_LEAST = 280


class _Close(IconButton):
    """A cross on a plate of its own: it lies over a picture of any colour."""

    def paint_face(self, painter: QPainter) -> None:
        """The plate, then the cross."""
        paint_plate(painter, QRectF(self.rect()), 8, QColor(self.theme.raised), None)
        super().paint_face(painter)


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A picture, its words, what to call it, and the parts of it that are marked."""

    figure: int
    data: bytes
    caption: str
    name: str
    marks: tuple[tuple[Region, Kind], ...] = ()


class _Picture(QWidget):
    """The picture, never cropped and never larger than it is."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._image = QImage()
        self._marks: tuple[tuple[Region, Kind], ...] = ()

    def show_image(self, image: QImage, marks: tuple[tuple[Region, Kind], ...]) -> None:
        """Show another one, with the parts of it that are marked."""
        self._image, self._marks = image, marks
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as there is room."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        size = self._image.deviceIndependentSize()
        size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(room.center())
        painter.drawImage(rect, self._image)
        for region, kind in self._marks:
            paint_region(painter, region_rect(region, rect), kind, self._themes.theme)


class PhotoSheet(Sheet):
    """Escape or a click closes it; the arrow keys go to the article's other photos.

    Args:
        themes: The colours.
        window: What it lies over.
        photos: All photos of the article, in order.
        figure: The one to begin with.

    Raises:
        PictureUnreadable: The photo can't be shown.
    """

    def __init__(
        self, themes: ThemeSource, window: QWidget, photos: list[ShownPhoto], figure: int
    ) -> None:
        super().__init__(themes, window, QSize(_LEAST, _LEAST))
        self._photos = photos
        self._number = next((n for n, one in enumerate(photos) if one.figure == figure), 0)
        self._picture = _Picture(themes, self.card)
        self._caption = QLabel(self.card)
        self._caption.setFont(inter(13))
        self._caption.setWordWrap(True)
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        column.setSpacing(12)
        column.addWidget(self._picture, 1)
        column.addWidget(self._caption)
        self._close = _Close(themes, "x", self.tr("Close"), self.card)
        self._close.clicked.connect(self.reject)
        self._natural = QSize()
        self._load()

    @property
    def photo(self) -> ShownPhoto:
        """The one that is shown."""
        return self._photos[self._number]

    def focus_first(self) -> None:
        """The cross, so that Enter and Space close it as well."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        """Decoded once, as large as the screen: a larger window shows no more of it than that."""
        photo, ratio = self.photo, self._window.devicePixelRatioF()
        screen = self._window.screen().size() * ratio
        image = read_picture(photo.data, screen.width(), screen.height())
        image.setDevicePixelRatio(ratio)
        self._natural = image.deviceIndependentSize().toSize()
        self._picture.show_image(image, photo.marks)
        self._caption.setText(photo.caption)
        self._caption.setVisible(bool(photo.caption))
        self._picture.setAccessibleName(photo.name)
        self.setAccessibleName(self.tr("Photo: {name}").format(name=photo.name))

    def size_for(self, room: QSize) -> QSize:
        """As large as the picture and its caption need, and no larger than the room."""
        width = min(max(self._natural.width(), _LEAST), room.width() - 2 * _AROUND)
        words = self._caption.heightForWidth(width) + 12 if self._caption.text() else 0
        inner = QSize(width, max(1, room.height() - 2 * _AROUND - words))
        picture = self._natural
        if picture.width() > inner.width() or picture.height() > inner.height():
            picture = picture.scaled(inner, Qt.AspectRatioMode.KeepAspectRatio)
        width = max(picture.width(), _LEAST)
        words = self._caption.heightForWidth(width) + 12 if self._caption.text() else 0
        return QSize(width + 2 * _AROUND, picture.height() + words + 2 * _AROUND)

    def arrange(self) -> None:
        """The cross stands in the picture's corner, over it."""
        self._close.resize(self._close.sizeHint())
        inset = _AROUND + 8
        self._close.move(self.card.width() - self._close.width() - inset, inset)
        self._close.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the other photos."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._number + step < len(self._photos):
            self._number += step
            self._load()
            self.cover()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """There is nothing here that could be lost."""
        event.accept()
        self.reject()
