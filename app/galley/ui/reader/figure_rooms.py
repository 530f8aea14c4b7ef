"""How much room each figure of an article has on a page: its picture's, the placeholder's, none."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor

from galley.ui.reader.page import Page
from galley.ui.reader.photo import PLACEHOLDER_HEIGHT, Photo
from galley.ui.reader.typesetting import TypesetArticle

if TYPE_CHECKING:
    from galley.domain.article import Article, Version

__all__ = ["FigureRooms"]

_PHOTO_SHARE = 0.45  # of the viewport's height, at most
_WORTH_WIDENING = 0.6  # of the column: a picture less wide than this would only get blurred
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class FigureRooms:
    """The figures of the article that is shown.

    Attributes:
        article: With what a person added to it.
        version: Whose figures.
        photos: The pictures that are there, by figure.
    """

    def __init__(self) -> None:
        self.article: Article | None = None
        self.version: Version | None = None
        self.photos: dict[int, Photo] = {}

    def reserve(self, typeset: TypesetArticle, page: Page, seen: float, after: int = 0) -> int:
        """Give each figure's line the height of its room.

        Args:
            typeset: The set article.
            page: The columns.
            seen: The viewport's height.
            after: How many of its figures have their room already.

        Returns:
            How many have it now.
        """
        for figure, place in list(typeset.figures.items())[after:]:
            cursor = QTextCursor(typeset.block(place))
            present = cursor.blockFormat()
            wanted = QTextBlockFormat(present)
            height = self.height(figure, page, seen)
            wanted.setLineHeight(max(1.0, height), _FIXED)
            wanted.setBottomMargin(8 * page.scale if height else 0)
            if wanted != present:  # another format lays everything out again
                cursor.setBlockFormat(wanted)
        return len(typeset.figures)

    def height(self, figure: int, page: Page, seen: float) -> float:
        """How high a figure's room is, in a viewport that is ``seen`` high."""
        photo = self.photos.get(figure)
        if photo is not None:
            size = photo.size
            if not self._is_lead(figure):
                # At the column's width; one that is much smaller than that stays as it is.
                wide = size.width() >= _WORTH_WIDENING * page.text_width
                share = page.text_width / max(1, size.width()) if wide else 1.0
                return size.height() * share
            most = max(160.0, seen * _PHOTO_SHARE)
            return min(most, page.text_width * size.height() / max(1.0, size.width()))
        if self.lacks_lead(figure):
            return PLACEHOLDER_HEIGHT * min(page.scale, 1.25)
        return 0.0

    def _is_lead(self, figure: int) -> bool:
        figures = self.version.figures if self.version is not None else ()
        return 0 <= figure < len(figures) and figures[figure].lead

    def lacks_lead(self, figure: int) -> bool:
        """Whether a placeholder says that this figure's picture is missing."""
        if self.article is None or self.article.placeholder_hidden:
            return False
        return self._is_lead(figure) and figure not in self.photos
