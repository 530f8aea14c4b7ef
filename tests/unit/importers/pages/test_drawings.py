"""The words of drawings in a page: listed as left out, in order, and never in the text around."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT

CHART = (
    "<svg viewBox='0 0 9 9'><title>Ferries in a year</title><defs><text>unused</text></defs>"
    "<style>.a{fill:red}</style><g><text x=1 y=2>2024</text><text><tspan x=1>2025</tspan>"
    "<tspan x=2>so far</tspan></text><text>12<tspan>,5</tspan> %</text><circle r=3 />"
    "<foreignObject><div>Source: <b>council</b></div></foreignObject></g></svg>"
)
DRAWN = ["Ferries in a year", "2024", "2025", "so far", "12,5 %", "Source: council"]


def left_out(parsed: ParsedArticle) -> list[tuple[str, ...]]:
    return [
        tuple(filter(None, (line.strip() for line in left.text.split("\u2028"))))
        for left in parsed.left_out
        if left.reason.startswith("The words of a drawing")
    ]


def body(parsed: ParsedArticle) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


@pytest.mark.parametrize("around", ["{}", "<figure>{}<figcaption>Ferries.</figcaption></figure>"])
def test_the_words_of_a_chart_are_listed_label_by_label(around: str) -> None:
    page = f"<body><h1>Nothing decided</h1>{TEXT}{around.format(CHART)}{TEXT}"
    parsed = parse_page(page)
    assert left_out(parsed) == [tuple(DRAWN)]
    assert body(parsed) == body(parse_page(f"<body><h1>Nothing decided</h1>{TEXT}{TEXT}"))


def test_a_sign_in_a_sentence_does_not_part_it() -> None:
    sign = "<svg><title>External link</title><path d='M1 1'/></svg>"
    sentence = "The ferry, it said, would stay at the quay until the spring of the next year."
    parsed = parse_page(f"<body><h1>Ferry {sign}stays</h1>{TEXT}<p>{sign}{sentence}{sign}</p>")
    assert body(parsed)[-1] == sentence
    assert parsed.metadata.headline == "Ferry stays"
    assert left_out(parsed) == [("External link",)] * 3


def test_a_sign_between_a_picture_and_its_caption_changes_nothing() -> None:
    sign = "<svg><title>Enlarge</title></svg>"
    picture = "<div><img src=a.jpg></div>{}<i>The ferry at the quay on Monday.</i>"
    pages = [f"<body><h1>Ferry</h1>{TEXT}{picture.format(x)}{TEXT}" for x in ("", sign)]
    plain, signed = (parse_page(page).blocks for page in pages)
    assert [(b.zone, b.text) for b in signed] == [(b.zone, b.text) for b in plain]


def test_a_drawing_whose_end_was_forgotten_takes_nothing_with_it() -> None:
    parsed = parse_page(f"<body><h1>Nothing decided</h1><div><svg><path d='M1 1'>{TEXT}</div>")
    assert len(body(parsed)) == 3


def test_a_drawing_without_words_is_nothing() -> None:
    parsed = parse_page(f"<body><h1>Nothing decided</h1>{TEXT}<svg><g>No text</g></svg>")
    assert left_out(parsed) == []
