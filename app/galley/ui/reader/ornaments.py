"""What decorates the page and is no text: hairlines, the rules of block quotes, photos."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from galley.ui.reader.composer import RULED
from galley.ui.reader.page import Page
from galley.ui.reader.photo import Photo
from galley.ui.reader.text_runs import block_rect, blocks_between
from galley.ui.reader.typesetting import TypesetArticle
from galley.ui.theme.painting import paint_bar
from galley.ui.theme.tokens import Theme

__all__ = ["paint_masthead_rule", "paint_photo", "paint_quote_rules", "photo_rect"]

_UNDER_MASTHEAD = 6
_QUOTE_RULE = 3
_PHOTO_RADIUS = 4


def paint_masthead_rule(
    painter: QPainter, typeset: TypesetArticle, page: Page, theme: Theme
) -> None:
    """The hairline under the publication's name."""
    if not typeset.is_set(typeset.masthead):
        return
    rect = block_rect(typeset.document, typeset.block(typeset.masthead))
    y = round(rect.bottom() + _UNDER_MASTHEAD * page.scale)
    paint_bar(painter, QRectF(page.text_left, y, page.text_width, 1), theme.hair)


def paint_quote_rules(
    painter: QPainter, typeset: TypesetArticle, page: Page, theme: Theme, clip: QRectF
) -> None:
    """An upright rule beside each block quote that the clip shows, where its lines begin."""
    document = typeset.document
    for block in blocks_between(document, clip.top(), clip.bottom()):
        if block.blockFormat().hasProperty(RULED):
            rect = block_rect(document, block)
            mirrored = block.textDirection() is Qt.LayoutDirection.RightToLeft
            left = page.text_right - _QUOTE_RULE if mirrored else page.text_left
            rule = QRectF(left, rect.top(), _QUOTE_RULE, rect.height())
            paint_bar(painter, rule, theme.hair2)


def photo_rect(room: QRectF, photo: Photo) -> QRectF:
    """Where a photo lies in its room: as large as that allows, never cropped."""
    size = QSizeF(photo.size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(room.topLeft(), size)


def paint_photo(painter: QPainter, room: QRectF, photo: Photo, theme: Theme) -> None:
    """A photo as large as its room allows, never cropped; its ground until it is decoded."""
    rect = photo_rect(room, photo)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    rounded = QPainterPath()
    rounded.addRoundedRect(rect, _PHOTO_RADIUS, _PHOTO_RADIUS)
    painter.setClipPath(rounded, Qt.ClipOperation.IntersectClip)
    if photo.image is None:
        painter.fillRect(rect, QColor(theme.surface))
    else:
        painter.drawImage(rect, photo.image)
    painter.restore()
