"""Marks on parts of a photo: where they stand on the page, and how they look. Takes no input."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from galley.domain.annotation import Kind
from galley.domain.article import BlockType, Version
from galley.domain.region import Region
from galley.ui.reader.mark_index import Mark, MarkIndex
from galley.ui.reader.mark_painter import paint_note_dot
from galley.ui.theme.painting import paint_rule
from galley.ui.theme.tokens import KIND_RULES, Theme

__all__ = ["PhotoMarks", "paint_region", "region_rect"]

_RADIUS = 3.0
_FOOT = 6.0  # px: the strip on which the kind's pattern stands
_HALO = 1.0


def region_rect(region: Region, photo: QRectF) -> QRectF:
    """Where a region lies on a photo.

    Args:
        region: In thousandths.
        photo: Where the photo lies, in px.
    """
    x, y, width, height = region.shares
    return QRectF(
        photo.left() + x * photo.width(),
        photo.top() + y * photo.height(),
        width * photo.width(),
        height * photo.height(),
    )


def paint_region(
    painter: QPainter, rect: QRectF, kind: Kind, theme: Theme, *, active: bool = False
) -> None:
    """Paint a region over its photo: an edge seen on any picture, and the kind's pattern."""
    colours = theme.kinds[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.5 if active else 1.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.paper), width + 2 * _HALO))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    foot = QRectF(rect.left(), rect.bottom() - _FOOT, rect.width(), _FOOT)
    painter.fillRect(foot, QColor(colours.fill))
    painter.setPen(QPen(QColor(colours.rule), width))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    inset = width / 2 + 1
    paint_rule(
        painter,
        KIND_RULES[kind],
        foot.left() + inset,
        foot.right() - inset,
        foot.center().y() - 0.5,
        colours.rule,
    )
    painter.restore()


class PhotoMarks:
    """The marks of a page that are on parts of its photos.

    Args:
        marks: All marks of the page.
        photo: Where the photo of a figure lies, in the document's coordinates; empty for none.
    """

    def __init__(self, marks: MarkIndex, photo: Callable[[int], QRectF]) -> None:
        self._marks, self._photo = marks, photo
        self._version: Version | None = None
        self._places: list[int] = []  # the code points at which figures stand
        self.pictures: dict[int, str] = {}

    def set_pictures(self, version: Version, pictures: dict[int, str]) -> None:
        """Other pictures are shown.

        Args:
            version: The version that is shown.
            pictures: The SHA-256 of the picture that each figure shows.
        """
        if version is not self._version:
            self._places = [
                start
                for start, block in zip(version.starts, version.blocks, strict=True)
                if version.figures and block.type is BlockType.FIGURE
            ]
        self._version, self.pictures = version, pictures

    def figure_of(self, mark: Mark) -> int:
        """The figure whose photo a mark is on a part of; -1 where that picture is not shown."""
        region, version = mark.annotation.region, self._version
        if region is None or version is None or mark.start >= len(version.text):
            return -1
        block = version.blocks[version.block_index(mark.start)]
        shown = block.type is BlockType.FIGURE and self.pictures.get(block.group) == region.picture
        return block.group if shown else -1

    def rect_of(self, mark: Mark) -> QRectF:
        """Where a mark lies, in the document's coordinates; empty if its picture is not shown."""
        figure = self.figure_of(mark)
        photo = self._photo(figure) if figure >= 0 else QRectF()
        region = mark.annotation.region
        return QRectF() if region is None or photo.isEmpty() else region_rect(region, photo)

    def at(self, point: QPointF) -> list[Mark]:
        """The marks under a point of the document, the smallest first."""
        found = [(self.rect_of(mark), mark) for mark in self._on_photos()]
        under = [(rect, mark) for rect, mark in found if rect.contains(point)]
        under.sort(key=lambda pair: pair[0].width() * pair[0].height())
        return [mark for _rect, mark in under]

    def of_figure(self, figure: int) -> list[Mark]:
        """The marks on parts of a figure's photo, the largest first."""
        found = [mark for mark in self._on_photos() if self.figure_of(mark) == figure]
        return sorted(found, key=lambda mark: -_area(mark))

    def regions_of(self, figure: int) -> tuple[tuple[Region, Kind], ...]:
        """The marked parts of a figure's photo and their kinds, the largest first."""
        marks = [mark.annotation for mark in self.of_figure(figure)]
        return tuple((mark.region, mark.kind) for mark in marks if mark.region is not None)

    def paint(self, painter: QPainter, figure: int, theme: Theme, active: str | None) -> None:
        """Paint the marks of one figure, the larger ones first."""
        for mark in self.of_figure(figure):
            rect, annotation = self.rect_of(mark), mark.annotation
            is_active = annotation.id == active
            paint_region(painter, rect, annotation.kind, theme, active=is_active)
            if annotation.note:
                paint_note_dot(painter, rect, annotation.kind, theme)

    def _on_photos(self) -> Iterator[Mark]:
        return (
            mark
            for start in self._places
            for mark in self._marks.touching(start, start + 1)
            if mark.annotation.region is not None
        )


def _area(mark: Mark) -> int:
    region = mark.annotation.region
    return region.width * region.height if region else 0
