import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.services.notes import plain_note, render_note
from tests.strategies import hostile_texts

ALLOWED = {
    *("p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "strong", "em", "code", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("Matches the recording.", "<p>Matches the recording.</p>"),
        ("**bold** and *not*", "<p><strong>bold</strong> and <em>not</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`code`", "<p><code>code</code></p>"),
        ("", ""),
    ],
)
def test_a_note_is_markdown(note: str, html: str) -> None:
    assert render_note(note) == html


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("mailto:ada@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java&#10;script:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("vbscript:x", False),
        ("galley:article/11111111-2222-4333-8444-555555555555", True),
        ("galley:article/nobody", False),
        ("galley:anything", False),
        ("GALLEY://elsewhere", False),
    ],
)
def test_only_web_mail_and_own_addresses_are_links(address: str, kept: bool) -> None:
    assert ("href" in render_note(f"[here]({address})")) is kept
    assert "here" in render_note(f"[here]({address})")


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick='x'>b</b>",
        "<div>\n\n*x*\n\n</div>",
        "<!-- hidden -->",
        "![picture](http://example.org/x.png)",
        "![picture][x]\n\n[x]: http://example.org/x.png",
        "<a href='https://example.org' style='color:red' class='x'>x</a>",
        "<svg/onload=alert(1)>",
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        "<iframe src=//example.org>",
        "\x02amp\x03 \x02klzzwxh:0000\x03",
    ],
)
def test_raw_html_and_pictures_stay_text(note: str) -> None:
    only_harmless_markup(render_note(note))


@pytest.mark.parametrize(
    "note",
    [
        "<div>words</div>",
        "<p onclick='x'>words</p>\n\nMore.",
        "<script>alert(1)</script>",
        "<!-- a remark -->",
        "Less <b>bold</b>.",
        "<details>\n<summary>More</summary>\n</details>",
    ],
)
def test_raw_html_is_read_as_it_was_typed(note: str) -> None:
    """A person wrote it: not a letter of it goes."""
    shown = unescape(re.sub(r"<[^>]*>", "", render_note(note)))
    assert "".join(shown.split()) == "".join(note.split())


def only_harmless_markup(html: str) -> None:
    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in ALLOWED
            names = {name for name, _ in attrs}
            assert names <= ATTRIBUTES.get(tag, set())
            for name, value in attrs:
                if name == "href":
                    assert re.match(r"(?:https?|mailto):", value or "", re.IGNORECASE)

        def handle_comment(self, data: str) -> None:
            pytest.fail(f"a comment got through: {data}")

    reader = Reader()
    reader.feed(html)
    reader.close()


@given(hostile_texts | st.text())
@example("> " * 5000 + "x")
@example("".join("    " * depth + "- x\n" for depth in range(60)))
@example("[" * 50_000)
@example("*a" * 9_000)
def test_no_note_gets_anything_active_through(note: str) -> None:
    only_harmless_markup(render_note(note))


def words_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_a_note_too_long_to_convert_is_shown_as_it_was_typed() -> None:
    note = "**a** <b> & [b](c)\n" * 3000
    shown = render_note(note)
    assert shown.count("<br>") == 3000
    assert words_of(shown).startswith("**a** &lt;b&gt; &amp; [b](c)")


def test_one_note_leaves_nothing_behind_for_the_next() -> None:
    render_note("[x]: https://example.org/leak\n\n[x]")
    assert "href" not in render_note("[x]")


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (
            "Matches the **recording**.\nThe _ellipsis_ is `theirs`.",
            "Matches the recording. The ellipsis is theirs.",
        ),
        ("# Title\n\n- one\n- two\n> three", "Title one two three"),
        ("See [the table](https://example.org/a_(b)) now", "See the table now"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("  \n\n ", ""),
        ("a < b", "a < b"),
    ],
)
def test_a_note_on_one_line(note: str, line: str) -> None:
    assert plain_note(note) == line


@given(hostile_texts | st.text())
def test_a_line_is_one_line(note: str) -> None:
    assert len(plain_note(note).split("\n")) == 1
    assert plain_note("x" * 5_000) == "x" * 1_000


def test_neither_is_loaded_before_a_note_is_shown() -> None:
    code = (
        "import sys, galley.services.notes as n\n"
        "n.plain_note('**x**')\n"
        "sys.stdout.write(' '.join({'markdown', 'nh3'} & set(sys.modules)))"
    )
    heavy = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert heavy.stdout == b""
