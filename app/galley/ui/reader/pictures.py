"""The article's pictures: room for each at once, and themselves when they are decoded."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from galley.domain.errors import GalleyError
from galley.ui.reader.article_page import ArticlePage
from galley.ui.reader.photo import Photo

if TYPE_CHECKING:
    from galley.domain.jobs import Job

__all__ = ["Pictures"]

_WIDEST = 640  # px: wider than any column at 100 %; larger text shows it a little softer


class Pictures:
    """Reads a page's pictures off the window's thread.

    Args:
        page: Shows them.
        work: Runs long work, and hands its result to a function.
        complain: Is told in a sentence what can't be shown.
    """

    def __init__(
        self,
        page: ArticlePage,
        work: Callable[[Callable[["Job"], Any], Callable[[Any], None]], object],
        complain: Callable[[str], None],
    ) -> None:
        self._page, self._work, self._complain = page, work, complain
        self._decoding = 0

    def sizes_of(self, pictures: Sequence[tuple[int, bytes]]) -> dict[int, Photo]:
        """Room for each picture; what can't be shown is told."""
        photos: dict[int, Photo] = {}
        if not pictures:
            return photos
        from galley.ui.reader.picture_reading import picture_size

        for figure, data in pictures:
            try:
                photos[figure] = Photo(picture_size(data))
            except GalleyError as error:
                self._complain(str(error))
        return photos

    def decode(self, pictures: Sequence[tuple[int, bytes]]) -> None:
        """Have the pictures decoded, and show them then."""
        self._decoding += 1
        asked, known, ratio = self._decoding, self._page.photos, self._page.devicePixelRatioF()
        wanted = [(figure, data) for figure, data in pictures if figure in known]
        if not wanted:
            return
        from galley.ui.reader.picture_reading import read_picture

        def decode(_job: "Job") -> dict[int, Photo]:
            width, height = round(_WIDEST * ratio), round(2 * _WIDEST * ratio)
            return {
                figure: Photo(known[figure].size, read_picture(data, width, height))
                for figure, data in wanted
            }

        def show(photos: dict[int, Photo]) -> None:
            if asked == self._decoding:  # nothing else is shown by now
                self._page.set_photos({**known, **photos})

        self._work(decode, show)
