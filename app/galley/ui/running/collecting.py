"""Collects cyclic garbage on the window's thread alone, for what is in it may be Qt's.

Python looks for garbage on whichever thread allocates too much. On the library's thread that would
destroy closed dialogs with their timers, which Qt forbids: it warns, or crashes later.
"""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["GarbageCollector"]

_INTERVAL = 1000  # ms


class GarbageCollector(QObject):
    """Takes over from Python's own collector until the process ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(_INTERVAL)
        timer.timeout.connect(self.collect_if_due)
        timer.start()

    def spare_what_is_there(self) -> None:
        """Never look again at what there is by now, which a start has made and a process keeps.

        Looking at all of it takes 50 ms or more, a second after the window came up.
        """
        gc.freeze()

    def collect_if_due(self) -> None:
        """Collect the oldest generation that is full, by Python's own thresholds."""
        full = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if 0 < most < count
        ]
        if full:
            gc.collect(max(full))
