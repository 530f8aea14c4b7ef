"""The structured article as JSON: its keys, and how blocks are gathered."""

from galley.domain.article import Block, BlockType, Figure, Metadata, ParsedArticle, Zone
from galley.importers.extract import to_scoring_json

PARSED = ParsedArticle(
    metadata=Metadata(publication="P", headline="H", authors=("A B",), published="2024-03-14"),
    blocks=(
        Block(Zone.DEK, "Dek."),
        Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "Caption.", group=0),
        Block(Zone.CREDIT, "Credit", group=0),
        Block(Zone.BODY, "One\u2028two."),
        Block(Zone.BODY, "a", BlockType.LIST_ITEM, group=0),
        Block(Zone.BODY, "b", BlockType.LIST_ITEM, group=0),
        Block(Zone.BODY, "x\ty", BlockType.TABLE, group=0),
        Block(Zone.CREDIT_LINE, "Reporting by C"),
        Block(Zone.SIDEBAR_HEADING, "Most viewed", group=0),
        Block(Zone.SIDEBAR_ITEM, "Item", group=0),
        Block(Zone.SIDEBAR_TEASER, "Teaser", group=0),
        Block(Zone.SIDEBAR_ITEM, "Second", group=0),
    ),
    importer="test/1",
    figures=(Figure(lead=True),),
)


def test_the_structured_article() -> None:
    assert to_scoring_json(PARSED) == {
        "publication": "P",
        "headline": "H",
        "dek": ["Dek."],
        "authors": ["A B"],
        "date": "2024-03-14",
        "figures": [{"caption": "Caption.", "credit": "Credit", "lead": True}],
        "blocks": [
            {"type": "paragraph", "text": "One\ntwo."},
            {"type": "list", "items": ["a", "b"]},
            {"type": "table", "rows": [["x", "y"]]},
        ],
        "credit_lines": ["Reporting by C"],
        "sidebars": [
            {
                "heading": "Most viewed",
                "items": [
                    {"headline": "Item", "teaser": "Teaser"},
                    {"headline": "Second", "teaser": None},
                ],
            }
        ],
    }
