"""The message that the reading of a capture may be wrong, until its source is checked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.ui.components.toast import Toast

if TYPE_CHECKING:  # none of it is needed before something is imported
    from galley.services.intake.reading_doubts import Doubt

__all__ = ["DoubtMessage"]


class DoubtMessage(QObject):
    """Offers to check the source of the article that it is about, whichever is open by then.

    Args:
        parent: Lives as long.
        toast: Says it.
        check: Opens the source check of an article: its id.
    """

    def __init__(self, parent: QObject, toast: Toast, check: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._toast, self._check = toast, check
        self._article_id = ""  # of the article that the toast speaks of
        toast.closed.connect(self._forget)

    def show(self, article_id: str, doubt: "Doubt") -> None:
        """The article is there, and something tells that its reading may be wrong."""
        from galley.ui.importing.words import doubt_words  # see above

        words = doubt_words(doubt)
        self._toast.show_message(
            words[:1].upper() + words[1:],
            icon="info",
            action=self.tr("Check source"),
            then=lambda: self._check(article_id),
        )
        self._article_id = article_id

    def checking(self, article_id: str) -> None:
        """The source check of an article is open: nobody needs to be led there."""
        if article_id and article_id == self._article_id:
            self._toast.dismiss()

    def _forget(self) -> None:
        self._article_id = ""
