"""Ticks over the article's scroll bar: where hits and marks are. Measures them when there is time.

A transparent child of the scroll bar: it never takes events, and the bar stays Qt's own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Kind
from galley.ui.lists.slices import Slices
from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.text_runs import block_rect
from galley.ui.theme.current import ThemeSource

__all__ = ["ScrollTicks", "Stretch", "rows_of", "stretches_of"]

_HITS_AFTER, _MARKS_AFTER = 30, 200  # ms
_AT_A_TIME = 64  # paragraphs
_HIT, _CURRENT, _MARK = 2, 4, 3  # heights in px
_MARK_WIDTH = 3
_MARK_OPACITY = 0.75


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of canonical text, in code points, and where on the page it begins and ends."""

    start: int
    end: int
    top: float
    bottom: float

    def y_of(self, offset: int) -> float:
        """About where a code point of it stands."""
        share = (offset - self.start) / max(1, self.end - self.start)
        return self.top + share * (self.bottom - self.top)


def stretches_of(text: ArticleText, top: float) -> Generator[None, None, list[Stretch]]:
    """Where each run of a text stands; yields now and then.

    Args:
        text: Laid out.
        top: Where it begins, in the page's coordinates.
    """
    document, found = text.document(), []
    for number, segment in enumerate(text.document_map.segments):
        if number % _AT_A_TIME == 0:
            yield
        rect = block_rect(document, document.findBlock(segment.position))
        found.append(Stretch(segment.start, segment.end, top + rect.top(), top + rect.bottom()))
    return found


def rows_of(stretches: Sequence[Stretch], starts: Sequence[int], scale: float) -> set[int]:
    """The rows of a scroll bar beside which passages begin.

    Costs in step with the passages or the paragraphs, whichever are fewer.

    Args:
        stretches: Of the text, in order; passages that begin in none of them are left out.
        starts: The passages' first code points, in order.
        scale: Rows to one pixel of the page.
    """
    if len(starts) < 2 * len(stretches):
        firsts = [stretch.start for stretch in stretches]
        found = ((start, stretches[bisect_right(firsts, start) - 1]) for start in starts)
        return {
            int(stretch.y_of(start) * scale)
            for start, stretch in found
            if stretch.start <= start < stretch.end
        }
    rows: set[int] = set()
    for stretch in stretches:
        first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
        begin, end = stretch.top * scale, stretch.bottom * scale
        if last - first > 4 * (end - begin + 1):
            rows.update(range(int(begin), int(end) + 1))  # as good as everywhere
        else:
            rows.update(int(stretch.y_of(start) * scale) for start in starts[first:last])
    return rows


class ScrollTicks(QWidget):
    """Hits across the bar, in the accent; marks along its edge, in their kinds' colours."""

    def __init__(self, themes: ThemeSource, view: ArticleView) -> None:
        super().__init__(view.verticalScrollBar())
        self._themes, self._view = themes, view
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self._hit_rows: set[int] = set()
        self._current_row = -1
        self._stretches: list[Stretch] | None = None
        self._picture: QPixmap | None = None
        self._mark_rows: dict[Kind, set[int]] = {}
        self._hits_work, self._marks_work = Slices(self), Slices(self)
        self._hits_timer = self._timer(_HITS_AFTER, self._measure_hits)
        self._marks_timer = self._timer(_MARKS_AFTER, self._measure_marks)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.verticalScrollBar().installEventFilter(self)
        view.laid_out.connect(self.measure)
        view.grown.connect(self._on_grown)
        themes.changed.connect(self._paint_again)
        self._cover()
        self.show()
        self.measure()

    def _timer(self, after: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def set_hits(self, hits: list[tuple[int, int]], current: int) -> None:
        """Tick these hits, in code points and in order, and one of them more."""
        self._hits, self._current = hits, current
        self._hits_timer.start()

    def marks_changed(self) -> None:
        """Some mark is new, gone or of another kind."""
        self._marks_timer.start()

    def measure(self) -> None:
        """The page has other lines."""
        self._stretches = None
        self._hits_work.stop()
        self._marks_work.stop()
        self._hits_timer.start()
        self._marks_timer.start()

    def _on_grown(self) -> None:
        if self._view.is_whole:
            self.measure()

    @property
    def hit_rows(self) -> set[int]:
        """Where hits are ticked, in px from the bar's top."""
        return self._hit_rows

    @property
    def mark_rows(self) -> dict[Kind, set[int]]:
        """Where marks are ticked, by kind."""
        return self._mark_rows

    def _measure_hits(self) -> None:
        self._hits_work.start(self._hits_measured(), _nothing)

    def _measure_marks(self) -> None:
        self._marks_work.start(self._marks_measured(), _nothing)

    def _hits_measured(self) -> Generator[None, None, None]:
        yield from self._measured()
        starts = [start for start, _end in self._hits]
        self._hit_rows = self._rows(starts)
        here = starts[self._current : self._current + 1] if self._current >= 0 else []
        self._current_row = min(self._rows(here), default=-1)
        self._paint_again()

    def _marks_measured(self) -> Generator[None, None, None]:
        yield from self._measured()
        by_kind = self._view.marks.starts_by_kind()
        found: dict[Kind, set[int]] = {}
        for kind, starts in by_kind.items():
            yield
            found[kind] = self._rows(starts)
        self._mark_rows = found
        self._paint_again()

    def _paint_again(self) -> None:
        self._picture = None
        self.update()

    def _rows(self, starts: Sequence[int]) -> set[int]:
        bar = self._view.verticalScrollBar()
        height = bar.maximum() + bar.pageStep()
        if not starts or height <= 0 or self._stretches is None:
            return set()
        return rows_of(self._stretches, starts, self.height() / height)

    def _measured(self) -> Generator[None, None, None]:
        """Know where all paragraphs stand, if the whole page does."""
        view = self._view
        if self._stretches is not None or not view.is_whole:
            return
        stretches = yield from stretches_of(view, 0.0)
        if view.version is not None and view.version.sidebars:
            stretches += yield from stretches_of(view.sidebar, view.sidebar_top())
        self._stretches = sorted(stretches, key=lambda stretch: stretch.start)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """As large as the bar."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
            self._paint_again()
            self.measure()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._view.verticalScrollBar().rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One picture, painted once: the bar under it changes whenever the page is scrolled."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            self._paint_ticks(self._picture)
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _paint_ticks(self, picture: QPixmap) -> None:
        """A rectangle a row."""
        theme, width = self._themes.theme, self.width()
        painter = QPainter(picture)
        painter.setOpacity(_MARK_OPACITY)
        for kind, rows in self._mark_rows.items():
            colour = QColor(theme.kinds[kind].rule)
            for row in rows:
                painter.fillRect(width - _MARK_WIDTH, row, _MARK_WIDTH, _MARK, colour)
        painter.setOpacity(1.0)
        accent = QColor(theme.accent)
        for row in self._hit_rows:
            painter.fillRect(1, row, width - 2 - _MARK_WIDTH, _HIT, accent)
        if self._current_row >= 0:
            painter.fillRect(0, self._current_row - 1, width, _CURRENT, QColor(theme.ink))
        painter.end()


def _nothing(_result: None) -> None:
    """What was measured is kept by then."""
