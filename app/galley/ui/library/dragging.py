"""Articles on their way from the list to a collection or into a note; knows none of them."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from galley.domain.note_links import LinkKind, LinkTarget

__all__ = ["dragged_articles", "holds_articles", "mime_data"]

_TYPE = "application/x-galley-articles"


def mime_data(article_ids: Sequence[str]) -> QMimeData:
    """Articles as what is dragged; one alone is the link to it where there is text."""
    data = QMimeData()
    if len(article_ids) == 1:
        data.setText(LinkTarget(LinkKind.ARTICLE, article_ids[0]).address)
    data.setData(_TYPE, QByteArray("\n".join(article_ids).encode()))
    return data


def holds_articles(data: QMimeData) -> bool:
    """Whether articles of this window are dragged."""
    return data.hasFormat(_TYPE)


def dragged_articles(data: QMimeData) -> list[str]:
    """Their ids."""
    return data.data(_TYPE).toStdString().split("\n") if holds_articles(data) else []
