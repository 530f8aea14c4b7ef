"""The menu of blocks: where they belong, how they are set, and what else can be done with them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.article import BlockType, Zone
from galley.ui.source_check.rows import BlockRow
from galley.ui.source_check.wishes import (
    CREDIT,
    JOIN,
    LEAD,
    LEAVE_OUT,
    SPLIT,
    ChoosePicture,
    RemovePicture,
    ToType,
    ToZone,
    Wish,
)
from galley.ui.theme.fonts import inter

__all__ = ["block_menu"]

_tr = QCoreApplication.translate
_TYPES = (
    (BlockType.PARAGRAPH, 0, False),
    (BlockType.HEADING, 2, False),
    (BlockType.HEADING, 3, False),
    (BlockType.LIST_ITEM, 1, False),
    (BlockType.LIST_ITEM, 1, True),
    (BlockType.QUOTE, 0, False),
)


# With a letter each, so that Enter and a letter are enough.
_ZONES: Mapping[Zone, object] = MappingProxyType(
    {
        Zone.MASTHEAD: QT_TRANSLATE_NOOP("source-check", "&Masthead"),
        Zone.HEADLINE: QT_TRANSLATE_NOOP("source-check", "&Headline"),
        Zone.DEK: QT_TRANSLATE_NOOP("source-check", "De&k"),
        Zone.BYLINE: QT_TRANSLATE_NOOP("source-check", "B&yline"),
        Zone.DATE: QT_TRANSLATE_NOOP("source-check", "&Date"),
        Zone.BODY: QT_TRANSLATE_NOOP("source-check", "&Body"),
        Zone.CAPTION: QT_TRANSLATE_NOOP("source-check", "&Caption"),
        Zone.CREDIT: QT_TRANSLATE_NOOP("source-check", "&Photo credit"),
        Zone.CREDIT_LINE: QT_TRANSLATE_NOOP("source-check", "Cr&edit line"),
        Zone.SIDEBAR_HEADING: QT_TRANSLATE_NOOP("source-check", "Sidebar headin&g"),
        Zone.SIDEBAR_ITEM: QT_TRANSLATE_NOOP("source-check", "Sidebar head&line"),
        Zone.SIDEBAR_TEASER: QT_TRANSLATE_NOOP("source-check", "Sidebar &teaser"),
    }
)


_TYPE_NAMES: Mapping[BlockType, object] = MappingProxyType(
    {
        BlockType.PARAGRAPH: QT_TRANSLATE_NOOP("source-check", "&Paragraph"),
        BlockType.LIST_ITEM: QT_TRANSLATE_NOOP("source-check", "&List item"),
        BlockType.QUOTE: QT_TRANSLATE_NOOP("source-check", "Block &quote"),
    }
)


def block_menu(parent: QWidget, rows: Sequence[BlockRow], wish: Callable[[Wish], object]) -> QMenu:
    """All that can be done with the chosen blocks.

    Args:
        parent: Of the menu.
        rows: Those that are chosen; one at least.
        wish: Is called with what is chosen in the menu.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    texts = [row for row in rows if row.photo is None]
    if texts:
        _add_zones(menu, texts, wish)
        menu.addSeparator()
        menu.addMenu(_type_menu(menu, texts, wish))
        menu.addSeparator()
    elif len(rows) == 1 and rows[0].photo is not None:
        _add_picture(menu, rows[0], wish)
        menu.addSeparator()
    if len(rows) == 1 and texts:
        _add(menu, _tr("source-check", "&Split at the caret"), partial(wish, SPLIT), "S")
        if rows[0].block.zone is Zone.CAPTION:
            words = _tr("source-check", "Photo credit &from the caret on")
            _add(menu, words, partial(wish, CREDIT))
    if texts:
        one = _tr("source-check", "&Join with the next")
        many = _tr("source-check", "&Join these blocks")
        _add(menu, one if len(rows) == 1 else many, partial(wish, JOIN), "J")
    _add(menu, _tr("source-check", "Leave &out"), partial(wish, LEAVE_OUT), "Del")
    return menu


def _add(menu: QMenu, words: str, then: Callable[[], object], key: str = "") -> QAction:
    action = menu.addAction(words)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda _checked=False: then())
    return action


def _add_zones(menu: QMenu, rows: Sequence[BlockRow], wish: Callable[[Wish], object]) -> None:
    group = QActionGroup(menu)
    for zone, name in _ZONES.items():
        action = _add(menu, _tr("source-check", str(name)), partial(wish, ToZone(zone)))
        _tick(action, group, holds=all(row.block.zone is zone for row in rows))


def _type_menu(menu: QMenu, rows: Sequence[BlockRow], wish: Callable[[Wish], object]) -> QMenu:
    types = QMenu(_tr("source-check", "Set &as"), menu)
    group = QActionGroup(types)
    for kind, level, ordered in _TYPES:
        action = _add(
            types,
            _type_words(kind, level, ordered=ordered),
            partial(wish, ToType(kind, level, ordered)),
        )
        same = (kind, level, ordered)
        blocks = [row.block for row in rows]
        holds = all((one.type, one.level, one.ordered) == same for one in blocks)
        _tick(action, group, holds=holds)
    return types


def _type_words(kind: BlockType, level: int, *, ordered: bool) -> str:
    if ordered:
        return _tr("source-check", "&Numbered list item")
    if kind is BlockType.HEADING:
        names = {2: _tr("source-check", "&Heading"), 3: _tr("source-check", "&Smaller heading")}
        return names[level]
    return _tr("source-check", str(_TYPE_NAMES[kind]))


def _add_picture(menu: QMenu, row: BlockRow, wish: Callable[[Wish], object]) -> None:
    photo, figure = row.photo, row.block.group
    if photo is None:
        return
    _add(menu, _tr("source-check", "&Choose a picture…"), partial(wish, ChoosePicture(figure)))
    if photo.given:
        words = _tr("source-check", "&Remove the picture that you added")
        _add(menu, words, partial(wish, RemovePicture(figure)))
    if not photo.lead:
        _add(menu, _tr("source-check", "&Make it the main picture"), partial(wish, LEAD))


def _tick(action: QAction, group: QActionGroup, *, holds: bool) -> None:
    action.setCheckable(True)
    action.setChecked(holds)
    if holds:
        action.setFont(inter(13, 600))
    group.addAction(action)
