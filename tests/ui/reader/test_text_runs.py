"""The text block at a height is the nearest one, in the air between two as well."""

import pytest
from PySide6.QtGui import QTextCursor

from galley.domain.article import Block, BlockType, Zone
from galley.ui.reader.page import page_for
from galley.ui.reader.text_runs import block_at, block_rect, runs_of
from galley.ui.reader.typesetting import set_article, set_margins
from galley.ui.theme.tokens import LIGHT
from tests.marked_article import an_article

pytestmark = pytest.mark.usefixtures("themes")
BLOCKS = [
    Block(Zone.HEADLINE, "Tides", BlockType.HEADING, level=1),
    *(Block(Zone.BODY, "The gulls that follow the ferry were counted. " * n) for n in range(1, 9)),
    Block(Zone.BODY, "Pier\tBoats", BlockType.TABLE, group=0, level=1),
    Block(Zone.BODY, "East\tTwelve, of which three were late and one did not come", group=0),
    Block(Zone.BODY, "The quay at dusk."),
]


def test_the_block_at_a_height_is_the_nearest() -> None:
    _article, version = an_article(BLOCKS)
    page = page_for(860)
    typeset = set_article(version, page, LIGHT)
    document = typeset.document
    set_margins(typeset, page, 860)
    document.setTextWidth(860)
    height, last = int(document.size().height()), document.blockCount() - 1
    rects = [block_rect(document, document.findBlockByNumber(n)) for n in range(last + 1)]
    for y in range(-50, height + 50, 3):
        found = rects[block_at(document, y, last).blockNumber()]
        nearest = min(max(rect.top() - y, y - rect.bottom(), 0) for rect in rects)
        assert max(found.top() - y, y - found.bottom(), 0) == pytest.approx(nearest)


def test_blocks_that_may_not_be_laid_out_are_left_alone() -> None:
    _article, version = an_article(BLOCKS)
    document = set_article(version, page_for(860), LIGHT).document
    document.setTextWidth(860)
    assert block_at(document, 1e6, 3).blockNumber() == 3


def test_marks_in_a_table_are_as_high_as_its_text() -> None:
    """The height goes by the text block's font, which is not the window's."""
    _article, version = an_article(BLOCKS)
    typeset = set_article(version, page_for(860), LIGHT)
    document, start = typeset.document, version.text.index("Boats")
    document.setTextWidth(860)
    ((first, last),) = typeset.map.to_ranges(start, start + 5)
    (run,) = runs_of(document, first, last)
    cursor = QTextCursor(document)
    cursor.setPosition(last)
    assert run.size == cursor.charFormat().font().pixelSize() > 0
