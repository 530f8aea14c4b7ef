import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from galley.domain.annotation import Kind
from galley.ui.compare.laid_text import LaidText, PaintedRange, Tint
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import source_serif
from galley.ui.theme.tokens import LIGHT, Theme

WORDS = "A total of 202 boats 😀 use the basin"


def laid(text: str, width: float = 400) -> LaidText:
    return LaidText(text, source_serif(17), width, 27)


def colours(text: LaidText, ranges: list[PaintedRange], *, plain: bool = False) -> set[str]:
    """The colours of a picture of it."""
    picture = QImage(420, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    text.paint(painter, QPointF(10, 10), LIGHT, ranges, plain=plain)
    painter.end()
    found = {picture.pixel(x, y) for x in range(420) for y in range(120)}
    return {QColor(value).name().upper() for value in found}


@pytest.fixture(autouse=True)
def _dressed(themes: ThemeSource) -> Theme:
    """Needs the faces that ship."""
    return themes.theme


def test_ranges_are_code_points_though_qt_counts_otherwise() -> None:
    before, after = WORDS.index("😀"), WORDS.index("use")

    (smile,) = laid(WORDS).runs(before, before + 1)
    (use,) = laid(WORDS).runs(after, after + 3)

    metrics = QFontMetricsF(source_serif(17))
    assert use.left == pytest.approx(smile.right + metrics.horizontalAdvance(" "), abs=2)
    assert use.right - use.left == pytest.approx(metrics.horizontalAdvance("use"), abs=2)


def test_a_range_over_two_lines_is_two_runs_and_a_line_feed_breaks_the_line() -> None:
    narrow = laid(WORDS, 150)
    assert narrow.line_count > 1
    assert len(narrow.runs(0, len(WORDS))) == narrow.line_count
    assert laid("one\ntwo").line_count == 2
    assert laid("one\ntwo").height == 54
    assert laid("").runs(0, 0) == []


def test_words_from_right_to_left_have_their_place() -> None:
    words = "אחת שתים שלוש"

    (run,) = laid(words).runs(4, 8)

    assert 0 < run.left < run.right


def test_what_is_deleted_and_added_is_told_by_lines_too() -> None:
    place = WORDS.index("202")
    deleted = [PaintedRange(place, place + 3, Tint(deleted=True))]
    added = [PaintedRange(place, place + 3, Tint())]
    theme, statuses = LIGHT, list(LIGHT.statuses.values())
    wrong, confirmed = statuses[2].text.upper(), statuses[1].text.upper()

    assert {theme.dele.upper(), wrong} <= colours(laid(WORDS), deleted)
    assert {theme.ins.upper(), confirmed} <= colours(laid(WORDS), added)
    plain = colours(laid(WORDS), deleted, plain=True)  # high contrast: no fills
    assert wrong in plain
    assert theme.dele.upper() not in plain


def test_a_mark_has_its_kinds_colours() -> None:
    mark = [PaintedRange(0, 20, Tint(Kind.STATISTIC))]

    shown = colours(laid(WORDS), mark)

    assert LIGHT.kinds[Kind.STATISTIC].fill.upper() in shown
    assert LIGHT.kinds[Kind.STATISTIC].fill.upper() not in colours(laid(WORDS), mark, plain=True)
