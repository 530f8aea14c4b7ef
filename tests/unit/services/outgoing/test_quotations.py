"""Quotations with attribution, in the three forms in which they are pasted."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation, Kind, Target
from galley.domain.article import FIGURE_CHARACTER, Metadata
from galley.exporters.markdown_escape import read_quote_lines
from galley.services.outgoing.quotations import quote

NOW = datetime(2031, 5, 6, tzinfo=UTC)
KNOWN = Metadata(
    publication="The Harbour",
    headline="Ferry full",
    published="2031-05-06T08:00:00+00:00",
    address="https://example.org/ferry?a=1&b=2",
)


def mark(*passages: str, speaker: str = "") -> Annotation:
    targets = tuple(Target("v", 10 * n, 10 * n + len(p), p) for n, p in enumerate(passages))
    return Annotation("a", "art", Kind.QUOTE, targets, NOW, NOW, speaker=speaker)


def test_all_that_is_known_is_said() -> None:
    made = quote([mark("The tides are high", speaker="Ada Quay")], KNOWN)
    assert made.plain == (
        "“The tides are high”\n— Ada Quay, “Ferry full”, The Harbour, 2031-05-06,"
        " https://example.org/ferry?a=1&b=2"
    )
    assert made.html == (
        '<blockquote cite="https://example.org/ferry?a=1&amp;b=2"><p>The tides are high</p>'
        '</blockquote><p>— Ada Quay, <a href="https://example.org/ferry?a=1&amp;b=2">'
        "“Ferry full”</a>, The Harbour, 2031-05-06</p>"
    )
    assert made.markdown == (
        "> The tides are high\n>\n"
        "> — Ada Quay, [“Ferry full”](<https://example.org/ferry?a=1&b=2>), The Harbour, 2031-05-06"
    )


def test_what_is_not_known_is_left_out() -> None:
    made = quote([mark("“All aboard,”")], Metadata())
    assert made.plain == "“All aboard,”"
    assert made.html == "<blockquote><p>“All aboard,”</p></blockquote>"
    assert made.markdown == "> “All aboard,”"


def test_an_elided_quotation_and_a_photo() -> None:
    made = quote([mark("The tides", "are high\nand low"), mark(FIGURE_CHARACTER)], Metadata())
    assert made.plain == "“The tides […] are high\nand low”\n\n“[photo]”"
    assert "<p>The tides […] are high</p><p>and low</p>" in made.html


def test_an_address_that_is_none_is_no_link() -> None:
    made = quote([mark("words")], Metadata(headline="H", address="javascript:alert(1)"))
    assert "javascript" not in "".join(made)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text())
def test_words_stay_what_they_are_whatever_they_look_like(words: str, speaker: str) -> None:
    made = quote([mark(words, speaker=speaker)], Metadata())
    assert "<script" not in made.html
    lines = made.markdown.split("\n")
    body = lines[: lines.index(">")] if speaker and "\n" not in words else lines
    if "\n" not in words and not speaker:
        assert read_quote_lines(body) == (words.replace(FIGURE_CHARACTER, "[photo]"),)
