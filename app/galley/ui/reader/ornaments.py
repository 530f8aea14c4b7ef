"""What decorates the page and is no text: hairlines, the rules of block quotes, photos."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from galley.ui.reader.page import Page
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typesetting import TypesetArticle
from galley.ui.theme.tokens import Theme

__all__ = ["paint_masthead_rule", "paint_photo", "paint_quote_rules"]

_UNDER_MASTHEAD = 6
_QUOTE_RULE = 3
_PHOTO_RADIUS = 4


def paint_masthead_rule(
    painter: QPainter, typeset: TypesetArticle, page: Page, theme: Theme
) -> None:
    """The hairline under the publication's name."""
    if typeset.masthead < 0:
        return
    document = typeset.document
    rect = block_rect(document, document.findBlockByNumber(typeset.masthead))
    y = round(rect.bottom() + _UNDER_MASTHEAD * page.scale)
    painter.fillRect(QRectF(page.text_left, y, page.text_width, 1), QColor(theme.hair))


def paint_quote_rules(
    painter: QPainter, typeset: TypesetArticle, page: Page, theme: Theme, clip: QRectF
) -> None:
    """An upright rule beside each block quote that the clip shows."""
    document = typeset.document
    for number in typeset.indented:
        rect = block_rect(document, document.findBlockByNumber(number))
        if rect.intersects(clip):
            rule = QRectF(page.text_left, rect.top(), _QUOTE_RULE, rect.height())
            painter.fillRect(rule, QColor(theme.hair2))


def paint_photo(painter: QPainter, room: QRectF, photo: QImage) -> None:
    """A photo as large as its room allows, never cropped."""
    size = photo.deviceIndependentSize().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    rect = QRectF(room.topLeft(), size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    rounded = QPainterPath()
    rounded.addRoundedRect(rect, _PHOTO_RADIUS, _PHOTO_RADIUS)
    painter.setClipPath(rounded, Qt.ClipOperation.IntersectClip)
    painter.drawImage(rect, photo)
    painter.restore()
