"""The last lines of an article: a signature, and who else worked on it."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT


def read(foot: str) -> ParsedArticle:
    return parse_page(f"<h1>Nothing decided</h1><main><div>{TEXT}{foot}</div></main>")


def texts(parsed: ParsedArticle, zone: Zone) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is zone]


def test_names_below_the_text_are_its_authors() -> None:
    parsed = read("<p>Ann Berg</p>")
    assert parsed.metadata.authors == ("Ann Berg",)
    assert texts(parsed, Zone.BYLINE) == ["Ann Berg"]


def test_names_below_the_text_give_way_to_the_byline() -> None:
    parsed = parse_page(
        f"<h1>Nothing decided</h1><p>By Ole Lund</p><main><div>{TEXT}<p>Ann Berg</p></div></main>"
    )
    assert parsed.metadata.authors == ("Ole Lund",)


@pytest.mark.parametrize(
    "line", ["Fact check: Ann Berg, Ole Lund", "Main image credit: Eva Mo", "Photo: Eva Mo / Isle"]
)
def test_a_last_line_that_says_who_did_something_is_a_credit_line(line: str) -> None:
    assert texts(read(f"<p>{line}</p>"), Zone.CREDIT_LINE) == [line]


def test_a_last_line_without_a_full_stop_is_text() -> None:
    line = "This is a breaking story: more to follow"
    assert texts(read(f"<p>{line}</p>"), Zone.BODY)[-1] == line
    assert texts(read("<p><a href=/b>More about the council</a></p>"), Zone.BODY)[-1] != line


def test_the_date_may_stand_just_below_the_text() -> None:
    parsed = read("</div><div>4 May 2026 (updated 5 May 2026)")
    assert parsed.metadata.published == "2026-05-04"
    assert texts(parsed, Zone.DATE) == ["4 May 2026 (updated 5 May 2026)"]
    dated = f"<h1>Nothing decided</h1><p>1 May 2026</p><main><div>{TEXT}</div><p>4 May 2026</p>"
    assert parse_page(dated).metadata.published == "2026-05-01"


def test_reporters_sign_below_the_text_in_korea() -> None:
    parsed = read("</div><div>순천, 광양 김영희 기자 yh@gazette.example")
    assert parsed.metadata.authors == ("김영희",)


@pytest.mark.parametrize(
    "foot",
    [
        "</div><p>Autor: Ann Berg, Oslo</p>",
        "</div><div>Date: 4 May 2026<br>Author: Ann Berg<br>Source: Isle</div>",
        "</div><div class=author-box><h3>About Ann Berg</h3></div>",
        "</div><address class=p-author><b class=name>Ann Berg</b></address>",
        "</div><div class=author>Author: Ann Berg on 4 May 2026</div>",
        "</div><footer>Posted by <a class=author>Ann Berg</a>. Tags: a b c d e f g h i j</footer>",
        "<p>Text: Ann Berg</p>",
    ],
)
def test_a_line_below_the_text_may_name_its_author(foot: str) -> None:
    assert read(foot).metadata.authors == ("Ann Berg",)


@pytest.mark.parametrize(
    "foot",
    [
        "</div><h3>Comments</h3><div class=author>Ann Berg</div>",
        "</div><div class=comment><div class=author>Ann Berg</div></div>",
        "</div><article><h3><a href=/b>Another</a></h3><div class=author>Ann Berg</div></article>",
        "</div><div class=author>All posts</div>",
    ],
)
def test_a_line_below_the_text_may_name_someone_else(foot: str) -> None:
    assert read(foot).metadata.authors == ()
