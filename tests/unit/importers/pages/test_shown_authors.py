"""The authors whom the lines of a page name, however these are worded."""

import pytest

from galley.domain.article import Zone
from galley.importers.bylines import names_alone
from galley.importers.pages.html_page import parse_page
from tests.unit.importers.pages.council_page import TEXT, read


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>Text: Ann Berg, Fotos: Ole Lund</p>", ("Ann Berg",)),
        ("<p>4 May 2026, Ann Berg</p>", ("Ann Berg",)),
        ("<p>Veröffentlicht am 4. Mai 2026 von Ann Berg</p>", ("Ann Berg",)),
        ("<p>Publié le 4 mai 2026 par Ann Berg</p>", ("Ann Berg",)),
        ("<p>May 4, 2026 by Ann Berg Leave a comment</p>", ("Ann Berg",)),
        ("<p>Rezension von Ann Berg</p>", ("Ann Berg",)),
        ("<p>Autor/in: Ann Berg</p>", ("Ann Berg",)),
        ("<p>Автор: Иван Петров</p>", ("Иван Петров",)),
        ("<div class=author>محمد علي</div>", ("محمد علي",)),
        ("<p>Von Ann Berg, Oslo</p>", ("Ann Berg",)),
        ("<p>Ann Berg, Oslo</p>", ("Ann Berg",)),
        ("<p>Ann Berg Staff Writer</p>", ("Ann Berg",)),
        ("<p>Ann von der Berg</p>", ("Ann von der Berg",)),
        ("<p class=author>Ann Berg<br>Bureau-Chief</p>", ("Ann Berg",)),
        ("<p>By Ann Berg<br>and Ole Lund</p>", ("Ann Berg", "Ole Lund")),
        ("<p class=author>Ann Berg im Gespräch mit Ole Lund</p>", ("Ann Berg", "Ole Lund")),
        ("<p>ANN BERG AND OLE LUND</p>", ("ANN BERG", "OLE LUND")),
        ("<div>Von</div><div><a href=/x/berg>Ann Berg</a></div><div>Oslo</div>", ("Ann Berg",)),
        ("<div class=firma>Ann Berg / Oslo</div>", ("Ann Berg",)),
        (
            "<div class=byline><b class=author>Ann Berg</b><b class=author>Gazette Staff</b></div>",
            ("Ann Berg",),
        ),
        ("<p>---- by Ann Berg</p>", ("Ann Berg",)),
    ],
)
def test_a_byline_may_be_worded_in_many_ways(line: str, authors: tuple[str, ...]) -> None:
    assert read(line).authors == authors


def test_declared_authors_of_a_paper_that_names_itself_nowhere_are_believed() -> None:
    shown = "<ul class=authors><li>Ann Berg, PhD</li></ul>"
    metadata = read(shown, author=["Ann Berg", "Ole Lund"], publisher="")
    assert metadata.authors == ("Ann Berg", "Ole Lund")


def test_a_byline_above_the_headline_names_the_author() -> None:
    page = f"<article><p>By Ann Berg · 4 May 2026</p><h1>Nothing decided</h1>{TEXT}</article>"
    assert parse_page(page).metadata.authors == ("Ann Berg",)


def test_who_writes_a_blog_may_be_called_as_its_address_is() -> None:
    canonical = '<link rel="canonical" href="https://reedcutter.example.com/a">'
    page = f"{canonical}<h1>Nothing decided</h1><p>Posted by reedcutter on May 4, 2026</p>{TEXT}"
    assert parse_page(page).metadata.authors == ("reedcutter",)


def test_the_author_of_a_book_is_not_that_of_the_text_about_it() -> None:
    book = "<p>Title: The reed beds</p><p>Author: Eva Mo</p><p>Pages: 240</p>"
    page = f"<h1>What I read in May</h1><article>{TEXT}{book}{TEXT}</article>"
    assert parse_page(page).metadata.authors == ()


def test_a_sentence_of_the_text_that_tells_its_author_stays_where_it_is() -> None:
    line = "Das Gespräch führte Ann Berg."
    parsed = parse_page(f"<h1>Nothing decided</h1><article>{TEXT}<p>{line}</p>{TEXT}</article>")
    assert parsed.metadata.authors == ("Ann Berg",)
    assert line in [block.text for block in parsed.blocks if block.zone is Zone.BODY]


def test_an_author_s_portrait_has_no_caption() -> None:
    author = (
        '<p class="author vcard"><a href=/team/a><b class=fn>Ann Berg</b></a> Senior Writer</p>'
    )
    parsed = parse_page(
        f"<h1>Nothing decided</h1><div><div class=writer><img src=a.jpg>{author}</div>{TEXT}</div>"
    )
    assert parsed.metadata.authors == ("Ann Berg",)
    assert not [block for block in parsed.blocks if block.zone in (Zone.CREDIT, Zone.CAPTION)]


def test_a_paragraph_that_opens_with_a_day_is_no_line_of_names() -> None:
    paragraph = "Am Samstag, 29. Oktober warnte die Gemeinde vor dem Wasser der Insel. " * 3
    assert not names_alone(paragraph)
    assert names_alone("Ann Berg, 29. Oktober")
