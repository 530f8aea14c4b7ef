"""Sizes of files as a person reads them."""

from PySide6.QtCore import QCoreApplication, QLocale

from galley.ui.components.placeholders import filled

__all__ = ["size_text"]

_tr = QCoreApplication.translate


def size_text(size: int) -> str:
    """A number of bytes, such as “849 bytes” or “4.1 KB”; a KB is 1,024 bytes."""
    if size == 1:
        return _tr("sizes", "1 byte")
    if size < 1024:
        return filled(_tr("sizes", "%1 bytes"), size)
    number, unit = size / 1024, _tr("sizes", "%1 KB")
    for larger in (_tr("sizes", "%1 MB"), _tr("sizes", "%1 GB")):
        if number < 1024:
            break
        number, unit = number / 1024, larger
    return filled(unit, QLocale().toString(number, "f", 1))
