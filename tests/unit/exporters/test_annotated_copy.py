from collections.abc import Callable
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from galley.domain.article import Block, BlockType, Zone
from galley.domain.report import ReportOptions, ReportShape, Unverifiable
from galley.domain.report_builder import build_report
from galley.exporters.annotated_copy import read_back, render
from tests.marked_article import FERRY, NOW, a_mark, an_article, sample_marks, the_sample
from tests.strategies import hostile_texts, showable_texts

COPY = ReportOptions(
    shape=ReportShape.ANNOTATED_COPY, include_sensitive=True, unverifiable=Unverifiable.MARK
)


def test_the_whole_sample_with_its_marks(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = the_sample()
    report = build_report(article, version, sample_marks(version), COPY, now=NOW)
    same_as_golden("exports/sample-annotated-copy.md", b"".join(render(report)))


def test_every_kind_of_block(same_as_golden: Callable[[str, bytes], None]) -> None:
    more = (
        Block(Zone.BODY, "First: (one)", BlockType.LIST_ITEM, group=1, level=1, ordered=True),
        Block(Zone.BODY, "Inside it", BlockType.LIST_ITEM, group=1, level=2),
        Block(Zone.BODY, "A line\u2028and another", BlockType.QUOTE),
        Block(Zone.BODY, "- not a list"),
    )
    article, version = an_article(FERRY + more)
    lost = a_mark(version, "Gulls", number=9)
    lost = replace(lost, targets=(replace(lost.targets[0], exact="Seagulls"),))
    marks = [
        a_mark(version, "Ferry full", number=1),
        a_mark(version, "people. It was full", number=2),
        a_mark(version, "It was full", number=3, note="two\n\nparagraphs"),
        a_mark(version, "12\nAll aboard", number=4),
        a_mark(version, "Ticket", number=5),
        a_mark(version, "First:", number=6),
        a_mark(version, "The ferry", "harbour master", number=7),
        lost,
    ]
    report = build_report(article, version, marks, COPY, now=NOW)
    same_as_golden("exports/blocks-annotated-copy.md", b"".join(render(report)))


@given(st.lists(hostile_texts, min_size=1, max_size=4), st.data())
def test_every_quotation_reads_back_from_its_footnote(
    paragraphs: list[str], data: st.DataObject
) -> None:
    article, version = an_article([Block(Zone.BODY, t.replace("\n", " ")) for t in paragraphs])
    length = len(version.text)
    if not length:
        return
    marks = []
    for number in range(3):
        start = data.draw(st.integers(0, length - 1))
        end = data.draw(st.integers(start + 1, length))
        mark = a_mark(version, version.text[start:end], number=number)
        marks.append(replace(mark, note=data.draw(hostile_texts)))
    report = build_report(article, version, marks, COPY, now=NOW)
    expected = [tuple(p.text for p in entry.passages) for entry in report.entries]
    assert read_back(b"".join(render(report))) == expected


@given(showable_texts, st.sampled_from(list(BlockType)), st.sampled_from(list(Zone)))
@example("a # ", BlockType.PARAGRAPH, Zone.HEADLINE)
def test_a_reader_of_markdown_sees_the_words_of_a_block_and_its_number(
    words: str, kind: BlockType, zone: Zone
) -> None:
    text = f"x{words}".replace("\n", " ").replace("\ufffc", " ")
    article, version = an_article([Block(zone, text, kind, level=1)])
    cut = len(text) // 2 + 1
    mark = a_mark(version, text[:cut])
    report = build_report(article, version, [mark], COPY, now=NOW)
    copied = b"".join(render(report)).decode().split("annotation · 1 unchecked\n", 1)[1]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(copied.split("\n## Notes\n")[0])
    seen = "".join(
        " " if child.type == "softbreak" else child.content
        for token in tokens
        for child in [*(token.children or []), *([token] if token.type == "inline" else [])]
        if child.type != "inline"
    )
    assert "".join(seen.split()) == "".join(f"{text[:cut]}[^1]{text[cut:]}".split())
