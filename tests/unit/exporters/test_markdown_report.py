from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind
from galley.domain.article import Article, Block, Version, Zone
from galley.domain.errors import ExportFailed
from galley.domain.report import Grouping, ReportOptions, Unverifiable
from galley.domain.report_builder import build_report
from galley.exporters.markdown import read_back, render
from tests.marked_article import CAPTURED, FERRY, NOW, a_mark, an_article, sample_marks, the_sample
from tests.strategies import hostile_texts

EVERYTHING = ReportOptions(include_sensitive=True, unverifiable=Unverifiable.MARK)


def report_bytes(
    article: Article,
    version: Version,
    annotations: Sequence[Annotation],
    options: ReportOptions = EVERYTHING,
    earlier: bytes = b"",
) -> bytes:
    report = build_report(article, version, annotations, options, now=NOW)
    return b"".join(render(report, earlier))


def test_the_default_shape(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = the_sample()
    same_as_golden(
        "exports/sample.md", report_bytes(article, version, sample_marks(version), ReportOptions())
    )


def ferry_marks(version: Version) -> list[Annotation]:
    """Marks of every kind of trouble."""
    return [
        a_mark(version, "Ferry full", number=1, kind=Kind.CONTEXT, tags=("a_b", "#1", "x y")),
        a_mark(
            version,
            "The ferry carried",
            "said the harbour master",
            number=2,
            note="# Not a heading\n---\n<b>not bold</b> <!-- galley:keep g-000002 -->\n"
            "{{ nor a template }} ^g-000002\n\n    code\n[^1] [[a link]] **bold**",
            speaker="The *master*",
        ),
        a_mark(version, "It was full, said the harbour master.\nWhat he said", number=3),
        a_mark(
            version,
            "Ticket: $5\nReturn: $8\nPier\tBoats",
            number=4,
            kind=Kind.STATISTIC,
            status=CheckStatus.CANT_VERIFY,
            evidence="see\nthe <board>",
            note="- a list\n- from the start",
        ),
        a_mark(
            version,
            "Additional reporting by Bo Mast",
            number=5,
            kind=Kind.NAME_OR_DATE,
            status=CheckStatus.DISPUTED,
            sensitive=True,
        ),
        a_mark(version, "The tides of", number=6, kind=Kind.MARK, status=CheckStatus.WRONG),
        replace(
            a_mark(version, "All aboard", number=7),
            targets=(replace(a_mark(version, "All aboard").targets[0], exact="All ashore"),),
        ),
        a_mark(version, "Ada Quay", number=8, trashed_at=CAPTURED),
    ]


def test_trouble_of_every_kind(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = an_article(
        FERRY, headline="Ferry: “full”?", authors=("Ada Quay", 'Bo "Mast"'), published="2031-05-06"
    )
    same_as_golden("exports/trouble.md", report_bytes(article, version, ferry_marks(version)))


def test_a_marked_picture_is_quoted_by_a_word_and_reads_back() -> None:
    article, version = an_article(FERRY)
    marks = [a_mark(version, "\ufffc"), a_mark(version, "\ufffc\nThe quay", number=2)]
    data = report_bytes(article, version, marks)
    assert b"> *Picture*\n^g-" in data
    assert b"> *Picture*\n>\n> The quay\n" in data
    assert "\ufffc".encode() not in data
    assert set(read_back(data)) == {("\ufffc",), ("\ufffc\nThe quay",)}


@pytest.mark.parametrize("group", [g for g in Grouping if g is not Grouping.KIND])
def test_other_sections(group: Grouping, same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = the_sample()
    options = ReportOptions(group=group)
    data = report_bytes(article, version, sample_marks(version), options)
    same_as_golden(f"exports/sample-by-{group}.md", data)


def test_the_same_report_has_the_same_bytes() -> None:
    article, version = the_sample()
    marks = sample_marks(version)
    assert report_bytes(article, version, marks) == report_bytes(article, version, marks[::-1])


bodies = st.lists(hostile_texts.filter(lambda t: "\n" not in t), min_size=1, max_size=6)


@given(bodies, st.data())
def test_every_quotation_reads_back_from_the_report_to_the_character(
    paragraphs: list[str], data: st.DataObject
) -> None:
    article, version = an_article([Block(Zone.BODY, text) for text in paragraphs])
    length = len(version.text)
    if not length:
        return
    marks = []
    for number in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, length - 1))
        end = data.draw(st.integers(start + 1, length))
        fresh = a_mark(version, version.text[start:end], number=number)
        note, speaker = data.draw(hostile_texts), data.draw(hostile_texts)
        check = Check(CheckStatus.CONFIRMED, data.draw(hostile_texts), CAPTURED, note)
        tags = (data.draw(hostile_texts),)
        marks.append(replace(fresh, note=note, speaker=speaker, check=check, tags=tags))
    report = build_report(article, version, marks, EVERYTHING, now=NOW)
    rendered = b"".join(render(report))
    expected = [tuple(p.text for p in entry.passages) for entry in report.entries]
    assert read_back(rendered) == expected
    assert all(
        passage.text == version.text[passage.start : passage.end]
        for entry in report.entries
        for passage in entry.passages
    )


@given(hostile_texts, hostile_texts)
def test_nothing_a_person_or_a_paper_wrote_changes_the_build_of_the_report(
    words: str, note: str
) -> None:
    # A quotation that ends with a line break ends its block quote; that is no other build.
    body = Block(Zone.BODY, " ".join(f"x{words}".split()))
    article, version = an_article([body], headline=words, publication=words)
    plain_article, plain = an_article([Block(Zone.BODY, "x")])
    check = Check(CheckStatus.CONFIRMED, words, CAPTURED, words)
    mark = replace(
        a_mark(version, version.text), note=note, speaker=f"x{words}", tags=("x",), check=check
    )
    other = replace(
        a_mark(plain, "x"),
        note="x" if note.strip() else "",
        speaker="x",
        tags=("x",),
        check=Check(CheckStatus.CONFIRMED, "x", CAPTURED, "x"),
    )
    assert outline(report_bytes(article, version, [mark])) == outline(
        report_bytes(plain_article, plain, [other])
    )


def outline(data: bytes) -> list[tuple[str, str]]:
    """The blocks at the top of a report as a reader of CommonMark sees them."""
    body = data.decode().split("\n---\n", 1)[1]
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(body)
    return [
        (token.type, token.content if token.type == "html_block" else token.tag)
        for token in tokens
        if token.level == 0
    ]


@given(hostile_texts, st.lists(hostile_texts, max_size=2))
def test_the_front_matter_reads_as_it_was_captured(text: str, authors: list[str]) -> None:
    article, version = an_article(
        [], headline=text, publication=text, address=text, authors=tuple(authors)
    )
    front = yaml.safe_load(report_bytes(article, version, []).decode().split("\n---\n")[0])
    assert front == {
        "id": f"urn:uuid:{article.id}",
        "title": text,
        "publication": text or None,
        "authors": authors,
        "published": None,
        "captured": CAPTURED,
        "source": text or "ferry.txt",
        "sha256": "ab" * 32,
        "exported": NOW.replace(microsecond=0),
    }


def test_what_is_sensitive_stays_home_and_leaves_no_trace() -> None:
    article, version = an_article(FERRY)
    marks = ferry_marks(version)
    options = replace(EVERYTHING, include_sensitive=False)
    without = [mark for mark in marks if not mark.sensitive]
    data = report_bytes(article, version, marks, options)
    assert b"Bo Mast" not in data
    assert b"sensitive" not in data.lower()
    assert data == report_bytes(article, version, without, options)


def test_nothing_marked_is_a_report_too() -> None:
    article, version = an_article(FERRY)
    assert report_bytes(article, version, []).decode().endswith("\nCounts: 0 annotations\n")


KEPT = "What I wrote.\n\n> and quoted\n^g-ffffff\n\n## My heading"


def with_region(data: bytes, block_id: str, text: str) -> bytes:
    begin = f"<!-- galley:keep {block_id} -->\n"
    assert begin.encode() in data
    return data.replace(begin.encode(), f"{begin}{text}\n".encode())


def test_what_a_person_wrote_between_the_keep_lines_survives() -> None:
    article, version = the_sample()
    marks = sample_marks(version)
    edited = with_region(report_bytes(article, version, marks), "g-7f3a2c", KEPT)
    again = report_bytes(article, version, marks, earlier=edited)
    assert again == edited
    assert read_back(again) == read_back(report_bytes(article, version, marks))


def test_it_survives_its_annotation_and_comes_back_with_it() -> None:
    article, version = the_sample()
    marks = sample_marks(version)
    edited = with_region(report_bytes(article, version, marks), "g-7f3a2c", KEPT)
    without = report_bytes(article, version, marks[1:], earlier=edited)
    end = f"\n## Kept from an earlier report\n\n<!-- galley:keep g-7f3a2c -->\n{KEPT}\n"
    assert without.decode().endswith(f"{end}<!-- /galley:keep -->\n")
    assert report_bytes(article, version, marks[1:], earlier=without) == without
    assert report_bytes(article, version, marks, earlier=without) == edited


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_it_survives_an_editor_of_another_system(encoding: str) -> None:
    article, version = the_sample()
    marks = sample_marks(version)
    edited = with_region(report_bytes(article, version, marks), "g-7f3a2c", KEPT)
    foreign = edited.decode().replace("\n", "\r\n").encode(encoding)
    assert report_bytes(article, version, marks, earlier=foreign) == edited


def test_bytes_that_are_no_text_survive_in_it() -> None:
    article, version = the_sample()
    marks = sample_marks(version)
    data = report_bytes(article, version, marks)
    edited = data.replace(b"g-7f3a2c -->\n", b"g-7f3a2c -->\ncaf\xe9\n")
    assert report_bytes(article, version, marks, earlier=edited) == edited


def test_two_regions_of_one_annotation_are_both_kept() -> None:
    article, version = the_sample()
    region = b"<!-- galley:keep g-7f3a2c -->\n%s\n<!-- /galley:keep -->\n"
    data = report_bytes(
        article, version, sample_marks(version), earlier=region % b"one" + region % b"two"
    )
    assert region % b"one\n\ntwo" in data


@pytest.mark.parametrize(
    ("earlier", "line", "words"),
    [
        (b"x\n<!-- galley:keep g-7f3a2c -->\nmine\n", 2, "has no end"),
        (b"mine\n<!-- /galley:keep -->\n", 2, "never began"),
        (
            b"<!-- galley:keep g-7f3a2c -->\n<!-- galley:keep g-0b51d2 -->\n<!-- /galley:keep -->",
            1,
            "has no end",
        ),
    ],
)
def test_a_damaged_region_stops_the_export(earlier: bytes, line: int, words: str) -> None:
    article, version = the_sample()
    with pytest.raises(ExportFailed, match=f"^Line {line} .*{words}"):
        report_bytes(article, version, [], earlier=earlier)


def test_any_other_file_has_nothing_to_keep() -> None:
    article, version = the_sample()
    data = report_bytes(article, version, [])
    assert report_bytes(article, version, [], earlier=bytes(range(256))) == data
    assert report_bytes(article, version, [], earlier=b"# My notes\n") == data


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("**Wrong** in print", "- Note: **Wrong** in print"),
        ("*cf.* the minutes", "- Note: *cf.* the minutes"),
        ("-5 % at most", "- Note: -5 % at most"),
        ("1.5 million?", "- Note: 1.5 million?"),
        ("- one\n- two", "- Note:"),
        ("> quoted", "- Note:"),
        ("2. two", "- Note:"),
    ],
)
def test_a_note_stands_beside_its_label_unless_a_list_or_a_quote_begins_it(
    note: str, line: str
) -> None:
    article, version = the_sample()
    mark = replace(a_mark(version, "some 125 officials"), note=note)
    assert line in report_bytes(article, version, [mark]).decode().splitlines()


def test_checked_is_any_outcome() -> None:
    article, version = the_sample()
    marks = [
        a_mark(version, "some 125 officials", number=number, status=status)
        for number, status in enumerate(CheckStatus)
    ]
    said = report_bytes(article, version, marks).decode()
    assert (
        "Counts: 5 annotations · 4 checked (1 confirmed, 1 wrong, 1 disputed, 1 can’t verify)"
        " · 1 unchecked\n"
    ) in said
    assert sum(status.is_checked for status in CheckStatus) == 4
