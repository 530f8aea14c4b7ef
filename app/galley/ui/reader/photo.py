"""A picture of the page, and the place of a photo that the capture lacks. Reads no file."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from galley.ui.components.buttons import LinkButton
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon

if TYPE_CHECKING:  # which picture formats there are: 1 ms, for an article that has none
    from PySide6.QtGui import QImage

__all__ = [
    "PLACEHOLDER_HEIGHT",
    "Photo",
    "PhotoPlaceholder",
]

PLACEHOLDER_HEIGHT = 104


class Photo(NamedTuple):
    """A picture of the page: its own size in pixels, and itself once it was decoded."""

    size: QSize
    image: "QImage | None" = None


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
        for link in (self._choose, self._hide):
            link.set_zoom(scale)

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
        """A single local file may be a picture, unless its name says that it is a page."""
        from galley.services.intake.captures import is_named_as_capture  # not needed to start

        urls = event.mimeData().urls()
        one = urls[0].toLocalFile() if len(urls) == 1 else ""
        if not one or is_named_as_capture(Path(one)):
            event.ignore()  # the window takes it
            return
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
