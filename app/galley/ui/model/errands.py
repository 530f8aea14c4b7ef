"""What was asked for in a window and is not done yet: the window does not close over it unasked."""

from collections.abc import Callable

from PySide6.QtCore import QObject

__all__ = ["Errands"]


class Errands(QObject):
    """Changes that wait or are being made, whatever makes them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun: list[object] = []
        self._once_ended: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        """Whether something is not done yet."""
        return bool(self._begun)

    def begin(self, errand: object) -> None:
        """Something is to be done; nothing happens if that is known."""
        if not any(one is errand for one in self._begun):
            self._begun.append(errand)

    def end(self, errand: object) -> None:
        """It is done, or given up."""
        self._begun = [one for one in self._begun if one is not errand]
        if not self._begun:
            steps, self._once_ended = self._once_ended, []
            for step in steps:
                step()

    def do_once_ended(self, step: Callable[[], None]) -> None:
        """Do something as soon as nothing is left to be done, at once if nothing is."""
        if self.busy:
            self._once_ended.append(step)
        else:
            step()

    def stop(self) -> None:
        """The window is closed: nothing waits for the end of what is being done."""
        self._once_ended.clear()
