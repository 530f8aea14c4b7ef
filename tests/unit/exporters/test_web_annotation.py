"""Annotations as JSON-LD: what the file says, and that the W3C's own schemas agree.

The schemas and the official context are not the project's to ship: the tests that need them look
beside the repository, and are skipped where they are not.
"""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
)
from galley.domain.article import Article, Version
from galley.domain.report import Report, ReportOptions, Unverifiable
from galley.domain.report_builder import build_report
from galley.domain.web_annotation import NAMESPACE, Motivation, source_iri
from galley.exporters.web_annotation import (
    read_back,
    read_back_collection,
    render,
    render_collection,
)
from tests.marked_article import CAPTURED, FERRY, NOW, a_mark, an_article, sample_marks, the_sample
from tests.strategies import annotations, texts

EVERYTHING = ReportOptions(include_sensitive=True, unverifiable=Unverifiable.MARK)
SUITE = Path(__file__).parents[3].parent / "shared" / "corpora" / "w3c"
needs_suite = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the W3C's web-annotation-tests are not beside the repository"
)

Data = dict[str, Any]


def a_report(
    article: Article,
    version: Version,
    marks: Sequence[Annotation],
    options: ReportOptions = EVERYTHING,
) -> Report:
    return build_report(article, version, marks, options, now=NOW)


def exported(report: Report) -> list[Data]:
    annotations = json.loads(b"".join(render(report)))
    assert isinstance(annotations, list)
    return annotations


def ferry_marks(version: Version) -> list[Annotation]:
    """Marks that use every field."""
    return [
        a_mark(version, "Ferry full", number=1, kind=Kind.CONTEXT, tags=("a_b", "x"), note="n"),
        a_mark(
            version,
            "The ferry carried",
            "said the harbour master",
            number=2,
            note="\u2028“quoted” \\ \x00 🛥",
            speaker="The *master*",
            creator="Ada Quay",
        ),
        a_mark(version, "It was full, said the harbour master.\nWhat he said", number=3),
        a_mark(version, "Ticket", number=4, kind=Kind.STATISTIC, evidence="the <board>"),
        a_mark(
            version,
            "Bo Mast",
            number=5,
            kind=Kind.NAME_OR_DATE,
            status=CheckStatus.DISPUTED,
            by="Ada",
            evidence="a call",
            sensitive=True,
            created_at=CAPTURED.replace(microsecond=1),
        ),
        a_mark(version, "Harbour Gazette", number=6, kind=Kind.QUERY, status=CheckStatus.WRONG),
        replace(
            a_mark(version, "All aboard", number=7),
            targets=(replace(a_mark(version, "All aboard").targets[0], exact="All ashore"),),
        ),
    ]


def the_ferry(**metadata: object) -> Report:
    article, version = an_article(FERRY, **metadata)
    return a_report(article, version, ferry_marks(version))


def test_the_sample(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = the_sample()
    report = a_report(article, version, sample_marks(version), ReportOptions())
    same_as_golden("exports/sample.jsonld", b"".join(render(report)))


def test_every_field_and_an_elided_quotation(
    same_as_golden: Callable[[str, bytes], None],
) -> None:
    report = the_ferry(address="https://gazette.example/a b/ferrý?q=[1]&r=%20%#top")
    same_as_golden("exports/every-field.jsonld", b"".join(render(report)))


def test_a_library(same_as_golden: Callable[[str, bytes], None]) -> None:
    reports = library_reports()
    assert len(reports) == 4
    same_as_golden("exports/library.jsonld", render_collection(reports, "Two papers", NOW))


def library_reports() -> list[Report]:
    """Articles with five annotations, none, one and one."""
    article, version = an_article(FERRY)
    marks = ferry_marks(version)
    return [
        a_report(
            replace(article, id=f"{number}1111111-2222-4333-8444-555555555555"), version, chosen
        )
        for number, chosen in enumerate([marks[:5], [], marks[5:6], marks[6:]])
    ]


def test_an_annotation_says_the_time_the_words_and_the_place() -> None:
    article, version = an_article(FERRY)
    quote = "said the harbour master."
    (annotation,) = exported(a_report(article, version, [a_mark(version, quote)]))
    assert annotation["created"] == "2026-11-23T09:14:00Z"
    assert annotation["generated"] == "2026-11-24T10:00:05Z"
    words, position = annotation["target"]["selector"]
    start = version.text.index(quote)
    assert words == {
        "type": "TextQuoteSelector",
        "exact": quote,
        "prefix": version.text[start - 32 : start],
        "suffix": version.text[start + len(quote) :][:32],
    }
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + len(quote)}


def test_positions_count_code_points() -> None:
    article, version = an_article(
        [replace(FERRY[5], text="🛥🛥 The ferry"), replace(FERRY[5], text="x")]
    )
    (annotation,) = exported(a_report(article, version, [a_mark(version, "The ferry")]))
    assert annotation["target"]["selector"][1] == {
        "type": "TextPositionSelector",
        "start": 3,
        "end": 12,
    }


def test_what_is_not_there_is_left_out_not_null() -> None:
    article, version = an_article(FERRY)
    whole = version.text
    (annotation,) = exported(a_report(article, version, [a_mark(version, whole)]))
    assert list(annotation["target"]["selector"][0]) == ["type", "exact"]
    assert "creator" not in annotation
    assert "galley:sensitive" not in annotation
    assert [body["purpose"] for body in annotation["body"]] == ["classifying"]
    assert "null" not in json.dumps(annotation)


def test_words_that_were_not_found_have_no_position() -> None:
    lost = next(a for a in exported(the_ferry()) if "ashore" in json.dumps(a))
    assert [one["type"] for one in lost["target"]["selector"]] == ["TextQuoteSelector"]


def test_the_same_report_has_the_same_bytes() -> None:
    article, version = an_article(FERRY)
    marks = ferry_marks(version)
    turned = a_report(article, version, marks[::-1])
    assert b"".join(render(turned)) == b"".join(render(a_report(article, version, marks)))


def test_what_is_sensitive_stays_home_and_leaves_no_trace() -> None:
    article, version = an_article(FERRY)
    marks = ferry_marks(version)
    options = replace(EVERYTHING, include_sensitive=False)
    data = b"".join(render(a_report(article, version, marks, options)))
    assert b"a call" not in data
    assert b"sensitive" not in data


def test_nothing_marked_is_an_empty_list_and_an_empty_collection() -> None:
    article, version = an_article(FERRY)
    report = a_report(article, version, [])
    assert b"".join(render(report)) == b"[]\n"
    collection = json.loads(render_collection([report], "Empty", NOW))
    assert collection["total"] == 0
    assert not {"first", "last", "pages"} & set(collection)
    assert read_back_collection(render_collection([report], "Empty", NOW)) == []


def test_a_collection_counts_through_its_pages() -> None:
    data = render_collection(library_reports(), "Papers", NOW)
    collection = json.loads(data)
    pages = [collection["first"], *collection["pages"]]
    assert collection["total"] == sum(len(page["items"]) for page in pages) == 7
    assert [page["startIndex"] for page in pages] == [0, 5, 6]
    assert {page["partOf"]["id"] for page in pages} == {collection["id"]}
    ids = [page["id"] for page in pages]
    assert [page.get("next") for page in pages] == [*ids[1:], None]
    assert [page.get("prev") for page in pages] == [None, *ids[:-1]]
    assert collection["last"] == ids[-1]
    assert len(read_back_collection(data)) == 7


# What the official schemas do not catch.


def problems(annotation: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with an annotation that passes the schemas."""
    if annotation["motivation"] not in set(Motivation):
        yield f"motivation {annotation['motivation']}"
    if not annotation["body"]:
        yield "no body"
    for body in annotation["body"]:
        if not isinstance(body["value"], str) or body["purpose"] not in set(Motivation):
            yield f"body {body}"
    target = annotation["target"]
    targets = target if isinstance(target, list) else [target]
    if len({one["source"] for one in targets}) != 1:
        yield "several sources"
    for one in targets:
        if not one["selector"]:
            yield "no selector"
        for selector in one["selector"]:
            yield from selector_problems(selector)
    for time in (annotation[key] for key in ("created", "modified", "generated")):
        if datetime.fromisoformat(time).tzinfo is None or not time.endswith("Z"):
            yield f"time {time}"


def selector_problems(selector: Mapping[str, Any]) -> Iterator[str]:
    if selector["type"] == "TextQuoteSelector" and not selector["exact"]:
        yield "no words"
    if selector.get("prefix") == "" or selector.get("suffix") == "":
        yield "an empty context"
    if selector["type"] == "TextPositionSelector":
        start, end = selector["start"], selector["end"]
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            yield f"from {start} to {end}"


BAD = [
    ({"motivation": "reviewing"}, "motivation reviewing"),
    ({"created": "2026-11-23T09:14:00"}, "time 2026-11-23T09:14:00"),
    ({"body": []}, "no body"),
]


@pytest.mark.parametrize(("change", "problem"), BAD)
def test_a_bad_annotation_is_found_out(change: Data, problem: str) -> None:
    article, version = an_article(FERRY)
    (annotation,) = exported(a_report(article, version, [a_mark(version, "Bo Mast")]))
    assert list(problems(annotation)) == []
    assert list(problems(annotation | change)) == [problem]
    words, position = annotation["target"]["selector"]
    for selector, expected in (
        (words | {"exact": ""}, "no words"),
        (words | {"prefix": ""}, "an empty context"),
        (position | {"end": 0}, f"from {position['start']} to 0"),
        (position | {"start": True}, "from True to"),
    ):
        bad = annotation | {"target": annotation["target"] | {"selector": [selector]}}
        (found,) = problems(bad)
        assert found.startswith(expected)


def with_words(marks: Sequence[Annotation]) -> list[Annotation]:
    """Annotations as the library can hold them: on words, with ids of their own."""
    return [
        replace(
            mark,
            trashed_at=None,
            targets=_with_words(mark.targets),
            placements=tuple(p._replace(targets=_with_words(p.targets)) for p in mark.placements),
        )
        for mark in marks
    ]


def _with_words(targets: Sequence[Target]) -> tuple[Target, ...]:
    return tuple(replace(t, exact=t.exact or "x", end=t.start + 1) for t in targets)


@given(annotations)
def test_any_annotation_is_exported_well(mark: Annotation) -> None:
    article, version = an_article(FERRY, address="https://gazette.example/")
    report = a_report(article, version, with_words([mark]))
    data = b"".join(render(report))
    assert read_back(data) == [tuple(p.text for p in e.passages) for e in report.entries]
    for annotation in json.loads(data):
        assert list(problems(annotation)) == []


# The W3C's own schemas.


class Suite:
    """One list of the suite's assertions."""

    BASE = "https://schemas.invalid/"

    def __init__(self, list_name: str) -> None:
        checker = FormatChecker(["uri", "date-time"])
        assert not checker.conforms("no address", "uri"), "the check of addresses is not there"
        assert not checker.conforms("yesterday", "date-time"), "nor is that of times"
        registry: Registry[Any] = Registry()
        for path in (SUITE / "definitions").glob("*.json"):
            registry = self._with(registry, path.name, path)
        test = json.loads((SUITE / list_name).read_text(encoding="utf-8"))
        self.checks = []
        for name in test["assertions"]:
            path = SUITE / name
            schema = json.loads(path.read_text(encoding="utf-8"))
            known = self._with(registry, f"assertion-{path.name}", path)
            validator = Draft4Validator(
                {"$ref": f"{self.BASE}assertion-{path.name}"},
                registry=known,
                format_checker=checker,
            )
            self.checks.append((name, schema["expectedResult"] == "valid", validator))

    def _with(self, registry: "Registry[Any]", name: str, path: Path) -> "Registry[Any]":
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema.pop("id", None)  # they name each other by their files' names
        resource = DRAFT4.create_resource(schema)
        known: Registry[Any] = registry.with_resource(f"{self.BASE}{name}", resource)
        return known

    def failures(self, data: object) -> list[str]:
        return [name for name, valid, check in self.checks if check.is_valid(data) is not valid]


@pytest.fixture(scope="module")
def annotation_suite() -> Suite:
    return Suite("annotations/annotationMusts.test")


@needs_suite
def test_every_annotation_passes_the_official_schemas(annotation_suite: Suite) -> None:
    assert len(annotation_suite.checks) == 54
    article, version = the_sample()
    sample = exported(a_report(article, version, sample_marks(version)))
    ferry = exported(the_ferry(address="https://gazette.example/a b/ferrý?q=[1]&r=%20%#top"))
    for annotation in [*sample, *ferry]:
        assert annotation_suite.failures(annotation) == []
    broken = {key: value for key, value in sample[0].items() if key != "target"}
    assert len(annotation_suite.failures(broken)) > 1


@needs_suite
@pytest.mark.parametrize("kind", ["collection", "pages/page"])
def test_a_library_passes_the_official_schemas(kind: str, annotation_suite: Suite) -> None:
    suite = Suite(f"collections/{kind}Musts.test")
    assert len(suite.checks) == {"collection": 10, "pages/page": 15}[kind]
    collection = json.loads(render_collection(library_reports(), "Papers", NOW))
    assert suite.failures(collection) == []
    for page in [collection["first"], *collection["pages"]]:
        if kind != "collection":
            assert suite.failures(page) == []
        for annotation in page["items"]:
            assert annotation_suite.failures(annotation) == []


@needs_suite
@settings(max_examples=25)
@given(mark=annotations, address=texts)
def test_any_annotation_passes_the_official_schemas(
    annotation_suite: Suite, mark: Annotation, address: str
) -> None:
    article, version = an_article(FERRY, address=f"https://gazette.example/{address}")
    for annotation in exported(a_report(article, version, with_words([mark]))):
        assert annotation_suite.failures(annotation) == []


# JSON-LD: what is said is still said when the context is applied.


def expanded(data: object) -> list[Data]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the processor's own, at its import
        from pyld import jsonld

    official = json.loads((SUITE / "anno.jsonld").read_text(encoding="utf-8"))

    def load(url: str, _options: object) -> Data:
        assert url == "http://www.w3.org/ns/anno.jsonld", "nothing is read from the net"
        return {"contextUrl": None, "documentUrl": url, "document": official}

    found: list[Data] = jsonld.expand(data, {"documentLoader": load, "base": ""})
    return found


def pairs(data: object) -> Iterator[tuple[str, str]]:
    """Each key with what it says, as far down as values go; lists and order do not count."""
    if isinstance(data, list):
        for one in data:
            yield from pairs(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "@context":
                continue
            values = value if isinstance(value, list) else [value]
            for one in values:
                yield key, "{}" if isinstance(one, dict) else str(one)
            yield from pairs(value)


def count(data: object) -> int:
    return sum(1 for _ in pairs(data))


def statements(data: object) -> Iterator[tuple[str, str]]:
    """Each property of an expanded document with what it says, ``@value`` and the like undone."""
    if isinstance(data, list):
        for one in data:
            yield from statements(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "@reverse":
                yield from statements(value)
                continue
            for one in value if isinstance(value, list) else [value]:
                yield from _statement(key, one)


def _statement(key: str, one: object) -> Iterator[tuple[str, str]]:
    if isinstance(one, dict) and set(one) == {"@list"}:
        for item in one["@list"]:
            yield from _statement(key, item)
    elif isinstance(one, dict) and "@value" in one:
        yield key, str(one["@value"])
    elif isinstance(one, dict) and set(one) == {"@id"}:
        yield key, str(one["@id"])
    elif isinstance(one, dict):
        yield key, "{}"
        yield from statements(one)
    else:
        yield key, str(one)


def assert_nothing_is_lost(data: object) -> None:
    said = sorted(statements(expanded(data)))
    assert len(said) == count(data)
    for prop, value in said:
        assert prop.startswith("@") or ":" in prop, prop
        if prop == "@type" or prop.endswith(("motivatedBy", "hasPurpose")):
            assert ":" in value, f"“{value}” means nothing"


@needs_suite
def test_expansion_loses_no_key_and_no_value() -> None:
    report = the_ferry(address="https://gazette.example/a b/ferrý?q=[1]&r=%20%#top")
    annotations_data = exported(report)
    assert_nothing_is_lost(annotations_data)
    assert_nothing_is_lost(json.loads(render_collection(library_reports(), "Papers", NOW)))
    without = [{**annotations_data[0], "galley:x": 1, "unknown": 2}]
    with pytest.raises(AssertionError):
        assert_nothing_is_lost(without)


@needs_suite
def test_galleys_own_words_become_addresses() -> None:
    text = json.dumps(expanded(exported(the_ferry())))
    for word in ("article", "field", "sensitive"):
        assert f'"{NAMESPACE}{word}"' in text
    assert "http://www.w3.org/ns/oa#assessing" in text


@needs_suite
@settings(max_examples=25)
@given(annotations)
def test_expansion_loses_nothing_of_any_annotation(mark: Annotation) -> None:
    article, version = an_article(FERRY)
    assert_nothing_is_lost(exported(a_report(article, version, with_words([mark]))))


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("HTTPS://a.example/é", "https://a.example/%C3%A9"),
        ("https://bücher.example/", "https://b%C3%BCcher.example/"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%C3%A9", "https://a.example/%C3%A9"),
        ("https://a.example/[x]?y=[z]#a#b", "https://a.example/%5Bx%5D?y=%5Bz%5D#a%23b"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        *(
            (other, "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s")
            for other in (
                "",
                "ferry.txt",
                "/home/ada/ferry.txt",
                "file:///home/ada/ferry.txt",
                "https://",
                "https://a.example:port/",
                "https://[::1/",
                "mailto:ada@quay.example",
            )
        ),
    ],
)
def test_a_source_is_an_address_of_the_web_or_the_name_of_the_capture(
    address: str, iri: str
) -> None:
    assert source_iri(address, "ab" * 32) == iri


def test_what_stands_in_several_versions_says_where() -> None:
    article, version = an_article(FERRY, address="https://gazette.example/ferry")
    first = "00000000-0000-4000-8000-000000000001"
    mark = a_mark(version, "105 people")
    made = tuple(replace(target, version_id=first, exact="99 people") for target in mark.targets)
    place = Placement(version.id, mark.targets, AnchorStatus.CHANGED, Decision.ACCEPTED, "Ada", NOW)
    gone = Placement("third", (), AnchorStatus.ORPHAN, Decision.KEPT)
    placed = replace(mark, targets=made, placements=(place, gone))
    (annotation,) = exported(a_report(article, version, [placed]))
    assert annotation["target"]["selector"][0]["exact"] == "105 people"
    assert annotation["target"]["state"]["cached"]
    origin, here, nowhere = annotation["galley:places"]
    assert origin["galley:version"] == f"urn:uuid:{first}"
    assert origin["galley:passage"][0]["selector"][0]["exact"] == "99 people"
    assert (here["galley:status"], here["galley:decision"]) == ("changed", "accepted")
    assert here["creator"]["name"] == "Ada"
    assert "galley:passage" not in nowhere


def test_what_is_in_another_capture_names_none_and_has_no_position() -> None:
    article, version = an_article(FERRY, address="https://gazette.example/ferry")
    mark = a_mark(version, "105 people")
    elsewhere = tuple(replace(t, version_id="first", exact="99 people") for t in mark.targets)
    (annotation,) = exported(a_report(article, version, [replace(mark, targets=elsewhere)]))
    assert "state" not in annotation["target"]
    assert [one["type"] for one in annotation["target"]["selector"]] == ["TextQuoteSelector"]


def test_every_target_names_its_capture() -> None:
    article, version = an_article(FERRY, address="https://gazette.example/ferry")
    target = Target(version.id, 0, 7, version.text[:7])
    mark = replace(a_mark(version, "Bo Mast"), targets=(target, replace(target, start=8, end=9)))
    (annotation,) = exported(a_report(article, version, [mark]))
    for one in annotation["target"]:
        assert one["source"] == "https://gazette.example/ferry"
        assert one["state"]["cached"].startswith("ni:///sha-256;")
