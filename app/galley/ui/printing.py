"""The annotated article on paper: the text with its marks, the notes in the margin beside them.

Sets the article once for a paper's size and paints any of its pages; knows no printer's dialog.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from galley.domain.annotation import Annotation, reading_order_in
from galley.domain.article import SIDEBAR_ZONES, Version, Zone
from galley.domain.errors import ExportFailed
from galley.ui.notes.words import absence_text, excerpt_text, standing
from galley.ui.reader.composer import Composer
from galley.ui.reader.mark_index import Mark, MarkIndex, nesting
from galley.ui.reader.mark_painter import mark_boxes, paint_mark
from galley.ui.reader.page import Layout, Page
from galley.ui.reader.photo_marks import PhotoMarks, paint_region, region_rect
from galley.ui.reader.styles import style_of
from galley.ui.reader.text_runs import TextRun, block_rect, runs_of
from galley.ui.reader.typesetting import set_article
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_number_badge
from galley.ui.theme.tokens import LIGHT
from galley.ui.theme.words import kind_name, status_name

__all__ = ["PrintedArticle", "print_article"]

_DPI = 96.0  # the design's pixels
_SCALE = 0.76  # the body in 13.7 of them: a little over 10 points
_CAPITALS = 0.8  # of small capitals’ size, where capitals stand for them
_MARGIN = 54.0
_RAIL_SHARE = 0.32  # of the width between the margins
_RAIL_GAP = 22.0
_FOOT = 26.0
_NOTE_GAP = 9.0
_EDGE = 3.0
_BADGE = 13.0
_BADGE_STEP = 11.0
_ITEM_GAP = 9.0  # above each of the page's own sidebar's items


@dataclass(frozen=True, slots=True)
class _Note:
    """One note in the margin, set."""

    annotation: Annotation
    number: int
    document: QTextDocument
    height: float
    y: float  # of its mark, in the text's coordinates


class PrintedArticle:
    """An article set for a paper.

    Attributes:
        pages: How many there are.
        notes: On each page, the notes with their distance from the top of what is printed.

    Args:
        version: What to print.
        annotations: Those to mark, and to write beside it if they have notes; sensitive ones stay
            out, as they do of reports.
        photos: The pictures, by figure.
        plain_note: A note's Markdown as plain words.
        paper: The paper's size in the design's pixels.
        pictures: The SHA-256 of the picture that each figure shows.
    """

    def __init__(
        self,
        version: Version,
        annotations: Sequence[Annotation],
        photos: dict[int, QImage],
        plain_note: Callable[[str], str],
        paper: QSizeF,
        pictures: Mapping[int, str],
    ) -> None:
        self._pictures = dict(pictures)
        self.version, self.photos, self.paper = version, photos, paper
        self.annotations = [a for a in annotations if not a.sensitive]
        self._plain_note = plain_note
        self.notes: list[list[tuple[_Note, float]]] = []
        between = self.paper.width() - 2 * _MARGIN
        self._rail = round(between * _RAIL_SHARE)
        self._column = between - self._rail - _RAIL_GAP
        self._height = self.paper.height() - 2 * _MARGIN - _FOOT
        self._set_text()
        self._set_notes()
        self.pages = max(self._document.pageCount(), len(self.notes))

    # -- setting -------------------------------------------------------------------------------

    def _set_text(self) -> None:
        page = Page(Layout.MIDDLE, 0, self._column, self._column, self._rail, 0, self._rail, _SCALE)
        typeset = set_article(self.version, page, LIGHT)
        self._document, self._map, self._typeset = typeset.document, typeset.map, typeset
        self._spell_out_small_caps()
        self._close_head()
        self._add_sidebars()
        for figure, place in typeset.figures.items():
            self._reserve(figure, typeset.block(place))
        self._document.setPageSize(QSizeF(self._column, self._height))
        self._marks = MarkIndex()
        self._marks.replace_all(self.annotations, self.version.id)
        self._photo_marks = PhotoMarks(self._marks, lambda _figure: QRectF())
        self._photo_marks.set_pictures(self.version, self._pictures)

    def _spell_out_small_caps(self) -> None:
        """On a printer's grid Qt makes small capitals far too small; true ones are set smaller."""
        block = self._document.begin()
        while block.isValid():
            pieces = block.begin()
            looks = block.charFormat() if pieces.atEnd() else pieces.fragment().charFormat()
            if looks.fontCapitalization() == QFont.Capitalization.SmallCaps:
                cursor = QTextCursor(block)
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                font = looks.font()
                font.setCapitalization(QFont.Capitalization.AllUppercase)
                font.setPixelSize(max(1, round(font.pixelSize() * _CAPITALS)))
                looks.setFont(font)
                cursor.setCharFormat(looks)
            block = block.next()

    def _close_head(self) -> None:
        """On the screen a line about the capture stands under the head; here there is none."""
        if self._typeset.head_end >= 0:
            cursor = QTextCursor(self._typeset.block(self._typeset.head_end))
            head = cursor.blockFormat()
            head.setBottomMargin(14 * _SCALE)
            cursor.setBlockFormat(head)

    def _add_sidebars(self) -> None:
        composer = Composer(self._document, self._map, LIGHT, _SCALE)
        end = QTextCursor(self._document)
        end.movePosition(QTextCursor.MoveOperation.End)
        composer.enter(end)
        composer.cursor.insertBlock()
        for start, block in zip(self.version.starts, self.version.blocks, strict=True):
            if block.zone in SIDEBAR_ZONES:
                style = style_of(block)
                composer.start_block(style)
                if block.zone is Zone.SIDEBAR_ITEM:
                    item = composer.cursor.blockFormat()
                    item.setTopMargin(_ITEM_GAP * _SCALE)
                    composer.cursor.setBlockFormat(item)
                composer.run(start, block.text, style, block)

    def _photo_size(self, figure: int) -> QSizeF:
        photo = self.photos.get(figure)
        if photo is None or photo.isNull():
            return QSizeF()
        room = QSizeF(self._column, self._height * 0.5)
        return QSizeF(photo.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _reserve(self, figure: int, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        block_format, height = cursor.blockFormat(), self._photo_size(figure).height()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        block_format.setLineHeight(max(1.0, height), fixed)
        block_format.setBottomMargin(6 if height > 0 else 0)
        cursor.setBlockFormat(block_format)

    def _set_notes(self) -> None:
        """Each beside its mark or, where others are in its way, as near below as there is room."""
        order = reading_order_in(self.version.id)
        noted = sorted((a for a in self.annotations if a.note), key=order)
        self._numbers = {a.id: number for number, a in enumerate(noted, 1)}
        page, foot = 0, 0.0
        for annotation in noted:
            note = self._note(annotation)
            wanted = min(int(note.y // self._height), self._document.pageCount() - 1)
            top = note.y - wanted * self._height - 10
            if wanted > page:
                page, foot = wanted, 0.0
            top = max(top, foot) if wanted == page else foot
            if top + note.height > self._height:
                room_above = self._height - note.height
                if room_above >= foot:
                    top = room_above
                else:
                    page, top = page + 1, 0.0
            while len(self.notes) <= page:
                self.notes.append([])
            self.notes[page].append((note, top))
            foot = top + note.height + _NOTE_GAP

    def _note(self, annotation: Annotation) -> _Note:
        number = self._numbers[annotation.id]
        document = QTextDocument()
        document.setDocumentMargin(0)
        cursor = QTextCursor(document)
        heading = f"{kind_name(annotation.kind)} · {status_name(annotation.check.status)}"
        label = LIGHT.kinds[annotation.kind].label
        cursor.insertText(heading, _format(inter(9.5, 600), label))
        cursor.insertBlock()
        cursor.insertText(self._plain_note(annotation.note), _format(inter(10.5), LIGHT.ink))
        about = " · ".join(
            [*([annotation.speaker] if annotation.speaker else []), *_tags(annotation)]
        )
        if about:
            cursor.insertBlock()
            cursor.insertText(about, _format(inter(9.5), LIGHT.muted))
        state = standing(annotation, self.version.id)
        if state.absence is not None:  # its words are on no page: they are printed with the note
            cursor.insertBlock()
            cursor.insertText(excerpt_text(state), _format(source_serif(10.5), LIGHT.ink2))
            cursor.insertBlock()
            cursor.insertText(absence_text(state.absence), _format(inter(9.5), LIGHT.muted))
        document.setTextWidth(self._rail - _BADGE - _EDGE - 12)
        marks = self._marks.get(annotation.id)
        runs = self._runs(marks[-1]) if marks else []
        foot = self._document.pageCount() * self._height
        y = runs[-1].baseline if runs else (0.0 if marks else foot)
        return _Note(annotation, number, document, document.size().height(), y)

    def _runs(self, mark: Mark) -> list[TextRun]:
        return [
            run
            for first, last in self._map.to_ranges(mark.start, mark.end)
            for run in runs_of(self._document, first, last)
        ]

    # -- painting ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, counted from 0, in the design's pixels from the paper's corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if number < self._document.pageCount():
            painter.save()
            painter.translate(_MARGIN, _MARGIN - number * self._height)
            clip = QRectF(-8, number * self._height, self._column + 16, self._height)
            painter.setClipRect(clip)
            self._paint_text(painter, clip)
            painter.restore()
        for note, top in self.notes[number] if number < len(self.notes) else ():
            self._paint_note(painter, note, top)
        self._paint_foot(painter, number)

    def _paint_text(self, painter: QPainter, clip: QRectF) -> None:
        words = [mark for mark in self._marks if mark.annotation.region is None]
        placed = [(mark, self._runs(mark)) for mark in words]
        seen = [
            (mark, runs)
            for mark, runs in placed
            if runs and runs[0].baseline < clip.bottom() and runs[-1].line_bottom > clip.top()
        ]
        seen.sort(key=lambda pair: pair[0].order)
        depths = nesting([mark for mark, _runs in seen])
        boxes = [(mark, mark_boxes(runs, depths[mark.key])) for mark, runs in seen]
        for mark, rects in boxes:
            paint_mark(painter, rects, mark.annotation.kind, LIGHT, active=False, plain=False)
        for figure, place in self._typeset.figures.items():
            size = self._photo_size(figure)
            if not size.isEmpty():
                block = self._typeset.block(place)
                rect = QRectF(block_rect(self._document, block).topLeft(), size)
                painter.drawImage(rect, self.photos[figure])
                self._paint_regions(painter, rect, figure)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.ink))
        self._document.documentLayout().draw(painter, context)
        placed_badges: list[QRectF] = []
        for mark, rects in boxes:
            note = self._numbers.get(mark.annotation.id)
            if note and mark.last and rects:
                corner = rects[-1].topRight()
                badge = QRectF(corner.x() - 3, corner.y() - 6, 11, 11)
                while any(badge.intersects(other) for other in placed_badges):
                    badge.translate(-_BADGE_STEP, 0)  # marks that end together
                placed_badges.append(badge)
                paint_number_badge(painter, badge, note, mark.annotation.kind, LIGHT)

    def _paint_regions(self, painter: QPainter, photo: QRectF, figure: int) -> None:
        """The marked parts of a photo, with their notes' numbers."""
        for mark in self._photo_marks.of_figure(figure):
            annotation = mark.annotation
            if annotation.region is None:
                continue
            rect = region_rect(annotation.region, photo)
            paint_region(painter, rect, annotation.kind, LIGHT)
            note = self._numbers.get(annotation.id)
            if note:
                badge = QRectF(rect.right() - 3, rect.top() - 6, 11, 11)
                paint_number_badge(painter, badge, note, annotation.kind, LIGHT)

    def _paint_note(self, painter: QPainter, note: _Note, top: float) -> None:
        left = _MARGIN + self._column + _RAIL_GAP
        y = _MARGIN + top
        colours = LIGHT.kinds[note.annotation.kind]
        painter.fillRect(QRectF(left, y, _EDGE, note.height), QColor(colours.rule))
        badge = QRectF(left + _EDGE + 5, y, _BADGE, _BADGE)
        paint_number_badge(painter, badge, note.number, note.annotation.kind, LIGHT)
        painter.save()
        painter.translate(QPointF(badge.right() + 6, y))
        note.document.drawContents(painter)
        painter.restore()

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        y, width = self.paper.height() - _MARGIN - 12, self.paper.width() - 2 * _MARGIN
        painter.setFont(inter(9.5))
        painter.setPen(QColor(LIGHT.muted))
        foot = QRectF(_MARGIN, y, width, 14)
        count = QCoreApplication.translate("Printing", "{page} of {pages}").format(
            page=number + 1, pages=self.pages
        )
        room = width - 80
        headline = QFontMetricsF(painter.font()).elidedText(
            self.version.metadata.headline, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, headline)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, count)


def _format(font: QFont, colour: str) -> QTextCharFormat:
    text_format = QTextCharFormat()
    text_format.setFont(font)
    text_format.setForeground(QColor(colour))
    return text_format


def _tags(annotation: Annotation) -> list[str]:
    return [f"#{tag}" for tag in annotation.tags]


def print_article(
    device: QPagedPaintDevice, make: Callable[[QSizeF], PrintedArticle], pages: range | None = None
) -> None:
    """Print an article.

    Args:
        device: A printer, a preview or a PDF file; its margins are set to none.
        make: Sets the article for a paper's size in the design's pixels.
        pages: Which ones, counted from 0; None for all.

    Raises:
        ExportFailed: The printer, or the file, takes nothing.
    """
    layout = device.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)
    article = make(layout.fullRect(QPageLayout.Unit.Point).size() * (_DPI / 72))
    painter = QPainter()
    if not painter.begin(device):
        raise ExportFailed(
            QCoreApplication.translate(
                "Printing",
                "The article could not be printed. Choose another printer or another file.",
            )
        )
    scale = device.logicalDpiX() / _DPI
    wanted = [n for n in (pages or range(article.pages)) if n < article.pages]
    for index, number in enumerate(wanted):
        if index:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        article.paint(painter, number)
        painter.restore()
    painter.end()
