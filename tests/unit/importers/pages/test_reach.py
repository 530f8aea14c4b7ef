"""How far a text reaches beyond its long paragraphs: with what it opens, and with what it ends."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.pages.html_page import parse_page

LONG = (
    "The harbour board met on Tuesday evening to decide whether the old ferry should be repaired.",
    "Members heard from three captains, who said that the hull was sound and the engine good.",
    "A decision about the money is expected in the spring, when the council meets the region.",
)
TEXT = "".join(f"<p>{text}</p>" for text in LONG)
MENU = "".join(f"<li><a href=/{page}>{page} of the isles</a></li>" for page in "abcdefgh")


def read(inside: str, *, above: str = "", below: str = "") -> ParsedArticle:
    """A page whose text stands in a box of its own, between what is above it and below."""
    return parse_page(
        "<html><body><div class=page><header><h1>Old ferry stays at the quay</h1></header>"
        f"{above}<div class=entry>{inside}</div>{below}<ul>{MENU}</ul></div>"
    )


def body(parsed: ParsedArticle) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


def test_a_text_ends_with_a_heading_and_a_list_of_few_words() -> None:
    end = "<h4>Where to see her</h4><ul><li>The old quay</li><li>Slip two</li></ul>"
    assert body(read(TEXT + end)) == [*LONG, "Where to see her", "The old quay", "Slip two"]


def test_a_text_goes_on_below_a_line_that_is_a_link() -> None:
    end = "<p><a href=https://elsewhere.example/>To the event</a></p><p>Starts at eleven</p>"
    assert body(read(TEXT + end))[-1] == "Starts at eleven"


def test_a_text_opens_with_short_lines_above_its_list() -> None:
    items = "".join(f"<li>{text}</li>" for text in LONG)
    opening = "<p>Host: the harbour board</p><p>Chair: Ole Lund</p><h2>Agenda</h2>"
    found = body(read(f"{opening}<ol>{items}</ol>"))
    assert found == ["Host: the harbour board", "Chair: Ole Lund", "Agenda", *LONG]


def test_a_text_opens_with_a_quotation() -> None:
    said = "<blockquote><p>Ships are safe in harbours, and rot there</p></blockquote>"
    assert body(read(said + TEXT))[0] == "Ships are safe in harbours, and rot there"


def test_a_table_above_the_first_paragraph_is_of_the_text() -> None:
    table = (
        "<table><tr><td>Length</td><td>31 m</td></tr><tr><td>Built</td><td>1907</td></tr></table>"
    )
    assert body(read(table + TEXT))[0] == "Length\t31 m"


@pytest.mark.parametrize(
    "below",
    [
        "<h4>Read also</h4><ul><li>The bridge is shut</li></ul>",
        "<p>Share this article</p><p>Copied</p>",
        "<div class=author-box><p>Ann Berg sails</p></div>",
        "<div class=promo-note><p>Our paper is made by people, as it has been for years.</p></div>",
        "<div class=made><p>Our paper is made by people</p></div>",
        "<h3>3 comments</h3><p>Well said</p>",
        "<ul><li><a href=/b>The bridge is shut</a></li></ul><p>Nothing more</p>",
    ],
)
def test_what_follows_the_text_is_none_of_it(below: str) -> None:
    assert body(read(TEXT + below)) == list(LONG)


def test_what_stands_above_the_box_of_the_text_is_none_of_it() -> None:
    assert body(read(TEXT, above="<div class=bar><p>Isle weather: calm</p></div>")) == list(LONG)


def test_a_signature_and_a_date_below_the_text_are_found_above_its_last_lines() -> None:
    parsed = read(TEXT + "<p>Ann Berg</p><p>Tickets at the quay</p><p>Open all week long</p>")
    assert parsed.metadata.authors == ("Ann Berg",)


NOTE = "The council’s minutes of 4 May, page 12."


@pytest.mark.parametrize(
    "notes",
    [
        f'<div class="footnotes"><ol><li id=n1>{NOTE} <a href="#r1">↩</a></li></ol></div>',
        f"<h3>Footnotes</h3><div><p>[1] {NOTE}</p></div>",
        f'<section role="doc-endnotes"><h2>Anmerkungen</h2><p>1. {NOTE}</p></section>',
    ],
)
def test_the_footnotes_are_of_the_text(notes: str) -> None:
    parsed = parse_page(
        f"<h1>Nothing decided</h1><main><div>{TEXT}</div>{notes}<p>Share</p></main>"
    )
    assert NOTE in parsed.blocks[-1].text
    assert parsed.blocks[-1].zone is Zone.BODY


def test_a_list_below_the_text_is_no_list_of_notes() -> None:
    links = "<h3>More notes</h3><ul><li>1. <a href=/a>Another day on the island</a></li></ul>"
    parsed = parse_page(f"<h1>Nothing decided</h1><main><div>{TEXT}</div>{links}</main>")
    assert "Another day" not in "".join(b.text for b in parsed.blocks if b.zone is Zone.BODY)
