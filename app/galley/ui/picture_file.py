"""A picture from a file that a person chose: read whole, checked, and named by what it is."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from galley.ui.file_dialogs import FolderMemory, ask_open
from galley.ui.reader.picture_reading import PictureUnreadable, media_type_of, read_picture

__all__ = ["choose_picture", "load_picture"]

_MOST_BYTES = 20_000_000


def choose_picture(parent: QWidget, memory: FolderMemory) -> Path | None:
    """Ask for a picture file; None if the person thought better of it."""
    title = QCoreApplication.translate("PictureFile", "Choose image")
    kinds = QCoreApplication.translate("PictureFile", "Pictures")
    patterns = f"{kinds} (*.png *.jpg *.jpeg *.gif *.webp)"
    return ask_open(memory, parent, title, patterns)


def load_picture(path: Path) -> tuple[bytes, str]:
    """The bytes and media type of a picture file. Runs off the window's thread.

    Raises:
        PictureUnreadable: It is no picture that Galley shows, too large, or can't be read.
    """
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise PictureUnreadable(
                "This picture is over 20 MB. Save a smaller copy of it and use that."
            )
        data = path.read_bytes()
    except OSError as error:
        message = f"{path.name} can’t be read ({error.strerror}). Choose another file."
        raise PictureUnreadable(message) from error
    read_picture(data, 64, 64)
    return data, media_type_of(data)
