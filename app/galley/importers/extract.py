"""A parsed article as the plain JSON that ``galley extract --json`` prints; reads no files."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from galley.domain.article import LINE_BREAK, Block, BlockType, ParsedArticle, Zone

__all__ = ["to_scoring_json"]

Data = dict[str, Any]

_TYPES = {
    BlockType.PARAGRAPH: "paragraph",
    BlockType.HEADING: "heading",
    BlockType.LIST_ITEM: "list",
    BlockType.QUOTE: "quote",
    BlockType.TABLE: "table",
}


def to_scoring_json(parsed: ParsedArticle) -> Data:
    """The structured article with fixed keys; text verbatim, forced line breaks as line feeds.

    Returns:
        ``publication``, ``headline``, ``dek``, ``authors``, ``date``, ``figures`` (``caption``,
        ``credit``, ``lead``), ``blocks`` (``type`` with ``text``, ``items`` or ``rows``),
        ``credit_lines`` and ``sidebars`` (``heading``, ``items`` with ``headline``, ``teaser``).
    """
    metadata = parsed.metadata
    return {
        "publication": metadata.publication,
        "headline": metadata.headline,
        "dek": _texts(parsed.blocks, Zone.DEK) or None,
        "authors": list(metadata.authors),
        "date": metadata.published or None,
        "figures": _figures(parsed),
        "blocks": _body(parsed.blocks),
        "credit_lines": _texts(parsed.blocks, Zone.CREDIT_LINE),
        "sidebars": _sidebars(parsed.blocks),
    }


def _text(block: Block) -> str:
    return block.text.replace(LINE_BREAK, "\n")


def _texts(blocks: Iterable[Block], zone: Zone) -> list[str]:
    return [_text(block) for block in blocks if block.zone is zone]


def _figures(parsed: ParsedArticle) -> list[Data]:
    figures = []
    for number, figure in enumerate(parsed.figures):
        own = [block for block in parsed.blocks if block.group == number]
        figures.append(
            {
                "caption": " ".join(_texts(own, Zone.CAPTION)),
                "credit": " ".join(_texts(own, Zone.CREDIT)),
                "lead": figure.lead,
            }
        )
    return figures


def _body(blocks: Iterable[Block]) -> list[Data]:
    """The body; the items of a list and the rows of a table are gathered into one entry each."""
    entries: list[Data] = []
    body = [block for block in blocks if block.zone is Zone.BODY]
    for (kind, _group, _same), run in groupby(body, key=_run_key):
        members = list(run)
        if kind is BlockType.LIST_ITEM:
            entries.append({"type": "list", "items": [_text(block) for block in members]})
        elif kind is BlockType.TABLE:
            rows = [_text(block).split("\t") for block in members]
            entries.append({"type": "table", "rows": rows})
        else:
            entries.extend({"type": _TYPES[kind], "text": _text(b)} for b in members)
    return entries


def _run_key(block: Block) -> tuple[BlockType, int, bool]:
    gathered = block.type in (BlockType.LIST_ITEM, BlockType.TABLE)
    return block.type, block.group if gathered else -1, gathered


def _sidebars(blocks: Iterable[Block]) -> list[Data]:
    sidebars: dict[int, Data] = {}
    for block in blocks:
        if block.zone not in (Zone.SIDEBAR_HEADING, Zone.SIDEBAR_ITEM, Zone.SIDEBAR_TEASER):
            continue
        sidebar = sidebars.setdefault(block.group, {"heading": "", "items": []})
        items: list[Data] = sidebar["items"]
        if block.zone is Zone.SIDEBAR_HEADING:
            sidebar["heading"] = _text(block)
        elif block.zone is Zone.SIDEBAR_ITEM or not items:
            items.append({"headline": _text(block), "teaser": None})
        else:
            teaser = items[-1]["teaser"]
            items[-1]["teaser"] = f"{teaser} {_text(block)}" if teaser else _text(block)
    return list(sidebars.values())
