"""Every word that a reader of a page sees comes out once, in order, whole and apart from others."""

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from galley.domain.article import BlockType, ParsedArticle
from galley.importers.pages.html_page import parse_page

PARAGRAPH = "<p>The council met on Monday and decided nothing, as it had done for many years.</p>"
INLINE = ["b", "i", "a href=x", "span", "span class=credit", "sup", "abbr", "my-term", "time",
          "span class=dropcap", "math"]  # fmt: skip
BLOCK = ["div", "section", "article", "aside", "div class=related", "div class=author-bio",
         "figure", "figcaption", "blockquote", "h2", "header", "footer", "nav", "li", "dd", "form",
         "div class=tweet", "div class=ad", "button", "p class=byline", "pre",
         "my-card style=display:block", "span style=display:block"]  # fmt: skip
SAID = ["The council met on Monday and decided nothing, as it had done for many years", "Most read",
        "By Anna Kestrel", "Photo: Anna Kestrel/AFP", "x", "3 May 2024", "“Yes”", "Related", "1.",
        "Advertisement", "(AFP)", "Comments", "Наш мост закрыт", "海の橋が閉鎖される"]  # fmt: skip
EMPTY = ["br", "img src=a.jpg", "wbr", "hr", "source src=x", "amp-img src=a.jpg"]


class _Piece(tuple[str, str]):
    """Markup, and the text that it shows; a line feed wherever the browser parts words."""

    __slots__ = ()


def _tagged(tag: str, inside: list[_Piece], edge: str) -> _Piece:
    markup, shown = ("".join(part) for part in zip(*inside, strict=True))
    return _Piece((f"<{tag}>{markup}</{tag.split()[0]}>", edge + shown + edge))


def _words(parts: tuple[str, str, int]) -> _Piece:
    text = parts[0] + parts[1] + ("." if parts[2] else " ")
    return _Piece((text, text))


TEXTS = st.tuples(st.sampled_from(["", " "]), st.sampled_from(SAID), st.integers(0, 1)).map(_words)
EMPTIES = st.sampled_from(EMPTY).map(
    lambda tag: _Piece((f"<{tag}>", "" if tag.startswith(("wbr", "source")) else "\n"))
)
LINES = st.recursive(
    TEXTS | TEXTS | EMPTIES,
    lambda inner: st.builds(
        _tagged, st.sampled_from(INLINE), st.lists(inner, min_size=1, max_size=3), st.just("")
    ),
    max_leaves=4,
)
BOXES = st.recursive(
    st.builds(_tagged, st.sampled_from(BLOCK), st.lists(LINES, min_size=1), st.just("\n")),
    lambda inner: st.builds(
        _tagged,
        st.sampled_from(["div", "section", "article", "aside", "ul", "li", "figure", "blockquote"]),
        st.lists(inner | TEXTS, min_size=1, max_size=4),
        st.just("\n"),
    ),
    max_leaves=8,
)


def pieces(parsed: ParsedArticle) -> list[str]:
    """The text of all blocks and of all that is left out, in the order of the page."""
    found = [(b.source, b.text) for b in parsed.blocks if b.type is not BlockType.FIGURE]
    found += [(piece.source, piece.text) for piece in parsed.left_out]
    return [text for _source, text in sorted(found, key=lambda piece: piece[0] or (0, 0))]


def ends(words: list[str]) -> set[int]:
    return set(accumulate(map(len, words)))


def assert_read_as_shown(page: str, shown: str) -> None:
    """A rule may cut a word from its brackets, but never drop, double, move or glue one."""
    found = [word for piece in pieces(parse_page(page)) for word in piece.split()]
    assert "".join(found) == "".join(shown.split())
    assert ends(shown.split()) <= ends(found)


@settings(max_examples=150, deadline=None)
@given(st.lists(BOXES, max_size=4), st.lists(BOXES, max_size=3))
def test_every_word_is_read_as_it_is_shown(above: list[_Piece], below: list[_Piece]) -> None:
    text = _Piece((PARAGRAPH * 3, (PARAGRAPH[3:-4] + "\n") * 3))
    page = _tagged("body", [*above, text, *below, text], "\n")
    assert_read_as_shown(*page)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<my-title>One pier</my-title><my-text>is shut</my-text>", "One pier is shut"),
        ("The <my-term>council</my-term>’s <my-term>pier</my-term>s", "The council’s piers"),
        ("<b style='display: block'>Pier</b>shut", "Pier shut"),
        ("<p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds</p>", "So x=2 holds"),
        ("<amp-img src=a.jpg><p>It is shut.</p>", "It is shut."),
        ("<isle-card><template shadowrootmode=open><p>Shut</p></template></isle-card>", "Shut"),
        ("<template><p>never shown</p></template>Shut", "Shut"),
        ("</body></html><p>It is shut.</p>", "It is shut."),
        ("<p><span class=dropcap>T</span> he pier</p>", "The pier"),
        ("<p><span class=dropcap>A</span> man came</p>", "A man came"),
        ("<p><span class=dropcap>I</span> n May</p>", "In May"),
    ],
)
def test_no_word_is_lost_or_glued(markup: str, shown: str) -> None:
    text = PARAGRAPH[3:-4]
    page = f"<html><body>{PARAGRAPH}{PARAGRAPH}{markup}{PARAGRAPH}"
    assert_read_as_shown(page, f"{text} {text} {shown} {text}")


def test_the_copies_of_a_picture_are_one() -> None:
    copies = "<img src=a.jpg><noscript><img src=a.jpg></noscript>"
    figure = f"<figure><amp-img src=a.jpg>{copies}</amp-img><figcaption>Here.</figcaption></figure>"
    parsed = parse_page(f"<h1>The pier</h1>{figure}{PARAGRAPH * 3}")
    assert len(parsed.figures) == 1


@pytest.mark.parametrize("unit", ["w", "\u00a0", "&amp;", "<span>a</span>", "@ "])
def test_a_page_of_one_endless_line_is_read(unit: str) -> None:
    """Twenty thousand of each: with a rule that takes the square of the time it seems to hang."""
    shown = unit.replace("&amp;", "&").replace("<span>", "").replace("</span>", "") * 20_000
    assert_read_as_shown(
        f"{PARAGRAPH * 3}<div>{unit * 20_000}", (PARAGRAPH[3:-4] + " ") * 3 + shown
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<dl><div>One</div><li>two</li>three</dl>four",  # ends that the parser drops
        "<p>One<ul><li>two</li></ul>three</p>four",
        "<pre><div>One</div>two</pre>three",
        "<div><!-- <div>never</div> -->One</div>two",
    ],
)
def test_what_a_block_s_end_parts_stays_apart(markup: str) -> None:
    words = [word for word in ("One", "two", "three", "four") if word in markup]
    text = PARAGRAPH[3:-4]
    assert_read_as_shown(
        f"<body>{PARAGRAPH}{PARAGRAPH}{markup}", f"{text}\n{text}\n" + "\n".join(words)
    )


def test_marked_ends_are_seen_nowhere() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "headline": "A</p>B"}</script>'
    parsed = parse_page(f"{head}<body>{PARAGRAPH * 3}<textarea>One</div>two</textarea>")
    assert "block-end" not in "".join([*pieces(parsed), parsed.metadata.headline])
