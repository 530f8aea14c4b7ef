"""The pages of the middle of the window: the article's own, others instead of it or over it."""

from PySide6.QtWidgets import QStackedLayout, QWidget

__all__ = ["PageStack"]


class PageStack:
    """One page is shown; one may lie over another, which comes back when it goes.

    Attributes:
        layout: Holds them all.
    """

    def __init__(self, first: QWidget) -> None:
        self.layout = QStackedLayout()
        self.layout.addWidget(first)
        self._first = self._covered = first
        self._cover: QWidget | None = None

    @property
    def shown(self) -> QWidget:
        """The page that is shown."""
        return self.layout.currentWidget() or self._first

    @property
    def is_covered(self) -> bool:
        """Whether what is shown lies over another page."""
        return self._cover is not None and self.shown is self._cover

    def show(self, page: QWidget) -> None:
        """Show a page, a new one too."""
        if self.layout.indexOf(page) < 0:
            self.layout.addWidget(page)
        self.layout.setCurrentWidget(page)

    def cover(self, page: QWidget) -> None:
        """Lay a page over the one that is shown."""
        if self.shown not in (page, self._cover):  # what lies over it already goes away
            self._covered = self.shown
        self.show(page)
        self._cover = page

    def uncover(self) -> None:
        """Take away what was laid over a page, if it still lies there."""
        if self.is_covered:
            self.layout.setCurrentWidget(self._covered)
        self._cover = None
