import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from galley.domain.article import FIGURE_CHARACTER
from galley.exporters.markdown_escape import (
    escape_edges,
    escape_inline,
    escape_line_start,
    quote_lines,
    read_quote_lines,
    unescape,
    wrap,
)
from tests.strategies import hostile_texts, showable_texts

any_text = st.text(max_size=80)  # lone surrogates too
passages = st.lists(hostile_texts | any_text, min_size=1, max_size=3)
widths = st.integers(3, 60)

TROUBLE = [
    "# not a heading",
    "- not a list",
    "1. not numbered",
    "2016. She said",
    "> not nested",
    "---",
    "===",
    "***",
    "```\ncode\n```",
    "    indented",
    "\tindented",
    "*stars* _lines_ `ticks` ~~struck~~",
    "[a link](javascript:alert(1)) ![picture](http://example.org/x.png)",
    "[[a wikilink]] ![[an embed]] [^1] [x]: http://example.org",
    "<script>alert(1)</script> <b>bold</b> <!-- hidden --> <https://example.org>",
    "AT&T &lt;b&gt; &copy; &#42;",
    "{{ template }} {% for %} {# x #} <% code %> ${shell}",
    "---\ntitle: front matter\n---",
    "$5 and $6 is no maths, $$x$$",
    "==marked== %%hidden%% key:: value :smile: ((block))",
    "a | b\n--- | ---\nc | d",
    "#tag ^g-123456",
    "^g-123456",
    "<!-- galley:keep g-123456 -->",
    "no\u00a0break  and two  spaces ",
    "ends with a backslash\\",
    "two\u2028lines\\\u2028three",
    "",
    "\n",
    " \n\n ",
    ": definition",
    "+",
    "-",
    "1)",
    "\ufffc",
]


@given(hostile_texts | any_text)
def test_escaping_can_be_read_back(text: str) -> None:
    assert unescape(escape_line_start(escape_edges(escape_inline(text)))) == text


@given(passages, widths)
@example(TROUBLE, 118)
@example(["a […] b", "[…]"], 5)
def test_a_quotation_reads_back_to_the_character(texts: list[str], width: int) -> None:
    assert read_quote_lines(quote_lines(texts, width)) == tuple(texts)


@pytest.mark.parametrize("text", TROUBLE)
def test_trouble_reads_back_to_the_character(text: str) -> None:
    assert read_quote_lines(quote_lines([text], 118)) == (text,)


@given(passages, widths)
def test_every_line_of_a_quotation_is_one_line_with_its_prefix(
    texts: list[str], width: int
) -> None:
    for line in quote_lines(texts, width):
        assert line == ">" or line.startswith("> ")
        assert line.splitlines() == [line]
        assert "\u2028" not in line
        line.encode("utf-8")


@given(st.lists(st.sampled_from(["word", "a", "nb\u00a0sp", "two  spaces", "…"]), max_size=60))
def test_lines_are_filled_up_to_the_width(words: list[str]) -> None:
    lines = wrap(" ".join(words), 20)
    assert " ".join(lines) == " ".join(words)
    for line, after in pairwise(lines):
        assert len(line) <= 20
        first = re.split(r"(?<=\S) (?=\S)", after)[0]
        assert len(line) + 1 + len(first) > 20


def rendered(lines: list[str]) -> list[tuple[str, str]]:
    """What a CommonMark reader makes of the lines, as (kind of piece, its text)."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    pieces: list[tuple[str, str]] = []
    for token in reader.parse("\n".join(lines)):
        pieces.extend((child.type, child.content) for child in token.children or [])
        if not token.children and token.type != "inline":
            pieces.append((token.type, token.content))
    return pieces


STRUCTURE = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close"}


def text_of(lines: list[str]) -> str:
    """The words a reader sees; fails if there is anything but paragraphs of plain text."""
    shown = ""
    for kind, content in rendered(lines):
        if kind in {"softbreak", "hardbreak"}:
            shown += " "
        elif kind == "paragraph_close":
            shown += "\n"
        else:
            assert kind in STRUCTURE | {"text", "text_special"}, (kind, content, lines)
            shown += content
    return " ".join(shown.split())


@given(showable_texts, widths)
@example("a\n=", 118)
@example("[x]: y\n\n[x]", 118)
def test_a_reader_of_markdown_sees_the_words_and_nothing_else(text: str, width: int) -> None:
    assume(FIGURE_CHARACTER not in text.split("\n"))  # for which a word stands
    assert text_of(quote_lines([text], width)) == " ".join(text.split())


@pytest.mark.parametrize("text", [text for text in TROUBLE if text != FIGURE_CHARACTER])
def test_a_reader_of_markdown_sees_trouble_as_words(text: str) -> None:
    assert text_of(quote_lines([text], 118)) == " ".join(text.split())


@given(showable_texts)
def test_a_heading_shows_its_words_and_nothing_else(text: str) -> None:
    words = " ".join(text.split())
    pieces = rendered([f"# {escape_inline(words)}"])
    assert {kind for kind, _ in pieces} <= {"heading_open", "heading_close", "text", "text_special"}
    assert "".join(content for _, content in pieces) == words


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("The ferry, “full …” – he said (twice) at 12:40.", None),
        ("Minimum wage is 2.50: up 5% & rising; a = b", None),
        ("a - b + c", None),
        ("AT&T", None),
        ("C# and # alone", r"C# and # alone"),
    ],
)
def test_plain_prose_is_left_as_it_is(text: str, escaped: str | None) -> None:
    assert escape_inline(text) == (escaped or text)
