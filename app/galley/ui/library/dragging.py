"""Articles on their way from the list to a collection; knows neither."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

__all__ = ["dragged_articles", "holds_articles", "mime_data"]

_TYPE = "application/x-galley-articles"


def mime_data(article_ids: Sequence[str]) -> QMimeData:
    """Articles as what is dragged."""
    data = QMimeData()
    data.setData(_TYPE, QByteArray("\n".join(article_ids).encode()))
    return data


def holds_articles(data: QMimeData) -> bool:
    """Whether articles of this window are dragged."""
    return data.hasFormat(_TYPE)


def dragged_articles(data: QMimeData) -> list[str]:
    """Their ids."""
    return data.data(_TYPE).toStdString().split("\n") if holds_articles(data) else []
