"""What a text is given in a picture's place, so that nothing is read from the disk or the net."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

__all__ = ["blank_picture"]


def blank_picture() -> QImage:
    """A picture of one clear dot. Given nothing, Qt would open the picture's path by itself."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
