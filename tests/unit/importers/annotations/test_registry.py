"""What other programs' annotations say, and what is refused with one clear sentence."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Check, Kind
from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations import registry as annotation_file
from galley.importers.annotations.registry import read_annotation_file

Data = dict[str, Any]

QUOTE = {"type": "TextQuoteSelector", "exact": "full", "prefix": "was ", "suffix": ", said"}
TARGET = {"source": "https://gazette.example/ferry", "selector": QUOTE}
ANNOTATION: Data = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://notes.example/1",
    "type": "Annotation",
    "target": TARGET,
}
HYPOTHESIS: Data = {
    "id": "fJ3x",
    "created": "2031-05-06T07:08:09.123456+00:00",
    "updated": "2031-05-07T07:08:09.123456+00:00",
    "user": "acct:ada@hypothes.is",
    "user_info": {"display_name": "Ada Quay"},
    "uri": "https://gazette.example/ferry#top",
    "text": "**Really**?",
    "tags": ["ask", "ferry trade"],
    "document": {"title": ["Ferry full"]},
    "permissions": {"read": ["group:__world__"]},
    "target": [
        {
            "source": "https://gazette.example/ferry",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1},
                {"type": "TextPositionSelector", "start": 40, "end": 44},
                QUOTE,
            ],
        }
    ],
}


def read(data: object) -> list[IncomingAnnotation]:
    return read_annotation_file(json.dumps(data).encode(), name="notes.json")


def read_one(**fields: object) -> IncomingAnnotation:
    (annotation,) = read({**ANNOTATION, **fields})
    return annotation


def test_a_mark_of_another_program() -> None:
    annotation = read_one()
    assert annotation.passages == (QuotedPassage("full", "was ", ", said"),)
    assert annotation.source == "https://gazette.example/ferry"
    assert (annotation.kind, annotation.ours, annotation.problem) == (Kind.MARK, False, "")
    assert (annotation.created_at, annotation.modified_at) == (None, None)
    assert annotation.check == Check()


def test_a_hypothesis_annotation() -> None:
    (annotation,) = read({"export_date": "2031-05-08", "annotations": [HYPOTHESIS]})
    assert annotation.passages == (QuotedPassage("full", "was ", ", said", 40),)
    assert annotation.source == "https://gazette.example/ferry#top"
    assert (annotation.note, annotation.tags) == ("**Really**?", ("ask", "ferry trade"))
    assert (annotation.creator, annotation.article_title) == ("Ada Quay", "Ferry full")
    assert annotation.created_at == datetime(2031, 5, 6, 7, 8, 9, 123456, UTC)
    assert annotation.modified_at == datetime(2031, 5, 7, 7, 8, 9, 123456, UTC)
    assert not annotation.sensitive
    assert read({"total": 1, "rows": [HYPOTHESIS]}) == [annotation]
    assert read([HYPOTHESIS]) == [annotation]


def test_what_only_its_writer_may_read_stays_home() -> None:
    private = {**HYPOTHESIS, "permissions": {"read": ["acct:ada@hypothes.is"]}, "user_info": None}
    (annotation,) = read([private])
    assert annotation.sensitive
    assert annotation.creator == "ada"


@pytest.mark.parametrize(
    ("body", "note", "tags"),
    [
        ("https://notes.example/long", "https://notes.example/long", ()),
        ({"type": "TextualBody", "value": "Why?"}, "Why?", ()),
        ({"type": "TextualBody", "value": 7, "purpose": "assessing"}, "7", ()),
        ({"value": {"@value": "so", "@language": "en"}}, "so", ()),
        ({"value": "ferry", "purpose": "tagging"}, "", ("ferry",)),
        ({"value": "ferry", "purpose": ["linking", "tagging"]}, "", ("ferry",)),
        ([{"value": "a"}, {"value": "b", "purpose": "replying"}], "a\n\nb", ()),
        ({"type": "Video", "id": "https://tv.example/1"}, "<https://tv.example/1>", ()),
        (
            {"source": {"id": "https://tv.example/1"}, "purpose": "linking"},
            "<https://tv.example/1>",
            (),
        ),
        ({"type": "Choice", "items": [{"value": "un"}, {"value": "one"}]}, "un", ()),
        ([{}, None, 7, {"value": None}], "", ()),
    ],
)
def test_what_bodies_say_is_kept(body: object, note: str, tags: tuple[str, ...]) -> None:
    annotation = read_one(body=body)
    assert (annotation.note, annotation.tags) == (note, tags)


def test_a_body_of_words_alone() -> None:
    assert read_one(bodyValue="Just words").note == "Just words"


def test_a_question_is_a_query() -> None:
    assert read_one(motivation="questioning").kind is Kind.QUERY
    assert read_one(motivation=["linking", "questioning"]).kind is Kind.QUERY
    assert read_one(motivation="reviewing").kind is Kind.MARK


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ("https://people.example/ada", "https://people.example/ada"),
        ({"type": "Person", "name": "Ada"}, "Ada"),
        ({"nickname": "ad"}, "ad"),
        ([{"name": "Ada"}, {"id": "https://people.example/bo"}], "Ada, https://people.example/bo"),
        ({"name": 7}, ""),
    ],
)
def test_who_wrote_it(creator: object, name: str) -> None:
    assert read_one(creator=creator).creator == name


@pytest.mark.parametrize(
    ("time", "read_time"),
    [
        ("2031-05-06T07:08:09Z", datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("2031-05-06T07:08:09+02:00", datetime(2031, 5, 6, 5, 8, 9, tzinfo=UTC)),
        ("2031-05-06T07:08:09", datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        (7, None),
    ],
)
def test_times_are_utc_or_unknown(time: object, read_time: datetime | None) -> None:
    assert read_one(created=time).created_at == read_time


def test_the_same_annotation_has_the_same_id_each_time_and_others_have_others() -> None:
    nameless = {key: value for key, value in ANNOTATION.items() if key != "id"}
    ids = [
        read_one().id,
        read_one(id="https://notes.example/2").id,
        read(nameless)[0].id,
        read({**nameless, "bodyValue": "x"})[0].id,
    ]
    assert len(set(ids)) == 4
    assert ids == [
        read_one(bodyValue="edited").id,
        read_one(id="https://notes.example/2").id,
        read(nameless)[0].id,
        read({**nameless, "bodyValue": "x"})[0].id,
    ]
    urn = "urn:uuid:0A0B0C0D-0000-4000-8000-000000000000"
    assert read_one(id=urn).id == "0a0b0c0d-0000-4000-8000-000000000000"


def test_several_targets_of_one_page_are_an_elided_quotation() -> None:
    later = {**TARGET, "selector": [{**QUOTE, "exact": "harbour"}]}
    assert read_one(target=[TARGET, later]).quotation == "full […] harbour"


def test_a_selector_that_is_refined_gives_its_finer_words() -> None:
    refined = {"type": "FragmentSelector", "value": "p2", "refinedBy": QUOTE}
    assert read_one(target={**TARGET, "selector": refined}).quotation == "full"


def test_of_a_choice_the_first_is_taken() -> None:
    choice = {"type": "Choice", "items": [TARGET, {"source": "https://other.example/"}]}
    assert read_one(target=choice).source == "https://gazette.example/ferry"


WHOLE_PAGE = "It is on the page as a whole, not on words of it."


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        (None, "It is on nothing: it has no target."),
        ([], "It is on nothing: it has no target."),
        ("https://gazette.example/ferry", WHOLE_PAGE),
        ({"id": "https://gazette.example/ferry"}, WHOLE_PAGE),
        ({**TARGET, "selector": []}, WHOLE_PAGE),
        ({**TARGET, "selector": "#full"}, WHOLE_PAGE),
        (
            {**TARGET, "selector": {"type": "TextPositionSelector", "start": 1, "end": 2}},
            "It says where its words stand, and not which words they are.",
        ),
        ({**TARGET, "selector": {**QUOTE, "exact": ""}}, "The words that it quotes are empty."),
        ({**TARGET, "selector": {**QUOTE, "exact": 7}}, "The words that it quotes are empty."),
        *(
            (
                {
                    **TARGET,
                    "selector": [QUOTE, {"type": "TextPositionSelector", "start": a, "end": b}],
                },
                f"Its words can’t stand from {a!r} to {b!r}.",
            )
            for a, b in [(9, 2), (2, 2), (-1, 4), (1.5, 4), (True, 4), ("1", 4), (None, 4)]
        ),
        (
            [TARGET, {**TARGET, "source": "https://other.example/"}],
            "It is on several pages, and a mark here stands on one.",
        ),
    ],
)
def test_what_can_not_be_placed_says_why_and_keeps_its_text(target: object, problem: str) -> None:
    annotation = read_one(target=target, bodyValue="My note")
    assert annotation.problem == problem
    assert annotation.note == "My note"
    assert annotation.passages == ()


def test_a_reply_is_no_mark() -> None:
    (annotation,) = read([{**HYPOTHESIS, "references": ["abc"]}])
    assert annotation.problem.startswith("It is a reply")
    assert annotation.note == "**Really**?"
    (page_note,) = read([{**HYPOTHESIS, "target": [{"source": "https://gazette.example/"}]}])
    assert page_note.problem == WHOLE_PAGE


def test_a_kind_of_a_later_galley_is_not_guessed_at() -> None:
    body = {"value": "rumour", "purpose": "classifying", "galley:field": "kind"}
    annotation = read_one(body=body)
    assert annotation.problem == "It has a kind that this Galley does not know: “rumour”."


def test_half_a_character_is_no_text() -> None:
    annotation = read_one(bodyValue="\ud83d")
    assert annotation.problem == "It holds half a character, which is not text."


@pytest.mark.parametrize(
    "held",
    [
        [ANNOTATION, ANNOTATION],
        {"type": "AnnotationPage", "items": [ANNOTATION, ANNOTATION]},
        {"type": "AnnotationCollection", "total": 2, "first": {"items": [ANNOTATION, ANNOTATION]}},
        {"first": {"items": [ANNOTATION]}, "pages": [{"items": [ANNOTATION]}]},
        {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [ANNOTATION, ANNOTATION]},
    ],
)
def test_whatever_holds_annotations_is_opened(held: object) -> None:
    assert read(held) == [read_one(), read_one()]


def test_what_is_named_and_not_held_is_not_passed_over() -> None:
    found = read({"type": "AnnotationPage", "items": [ANNOTATION, "https://notes.example/2", 7]})
    assert [bool(annotation.problem) for annotation in found] == [False, True, True]
    assert "kept elsewhere" in found[1].problem


@pytest.mark.parametrize(
    "held",
    [[], {"items": []}, {"total": 0, "rows": []}, {"type": "AnnotationCollection", "total": 0}],
)
def test_a_file_without_annotations_may_say_so(held: object) -> None:
    assert read(held) == []


NOT_ANNOTATIONS = "“notes.json” holds no annotations: choose"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", NOT_ANNOTATIONS),
        (b"{", "“notes.json” is not whole JSON"),
        (b'[{"type": "Annotation"', "“notes.json” is not whole JSON"),
        (b"\xff\xfe\x00", NOT_ANNOTATIONS),
        (b'{"a": "\xe9"}', "“notes.json” is not text in UTF-8"),
        (b"9" * 5000, NOT_ANNOTATIONS),
        (b"\x00\x01\x02" * 50, NOT_ANNOTATIONS),
        ("Ein Artikel über eine Fähre.".encode("cp1252"), NOT_ANNOTATIONS),
        (b"[" * 100_000, "“notes.json” is nested too deeply"),
        (b'{"a":' * 100_000, "“notes.json” is nested too deeply"),
        (b"7", NOT_ANNOTATIONS),
        (b"null", NOT_ANNOTATIONS),
        (b"{}", NOT_ANNOTATIONS),
        (b"[1, 2]", NOT_ANNOTATIONS),
        (b'{"type": "AnnotationCollection", "first": "https://x.example/"}', NOT_ANNOTATIONS),
        (b'{"headline": "An article"}', NOT_ANNOTATIONS),
    ],
)
def test_what_is_no_file_of_annotations_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportFailed) as raised:
        read_annotation_file(data, name="notes.json")
    assert str(raised.value).startswith(sentence)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation_file, "LARGEST_FILE", 2**20)
    with pytest.raises(ImportFailed, match="larger than 1 MB"):
        read_annotation_file(b" " * (2**20 + 1), name="notes.json")


def test_the_file_may_begin_with_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + json.dumps([ANNOTATION]).encode()
    assert read_annotation_file(data, name="notes.json") == [read_one()]


keys = st.sampled_from(
    [
        *("id", "type", "target", "body", "source", "selector", "exact", "start", "end", "items"),
        *("value", "purpose", "motivation", "creator", "name", "created", "state", "cached"),
        *("galley:article", "galley:field", "uri", "text", "tags", "references", "refinedBy"),
        *("document", "title", "user", "user_info", "permissions", "read", "first", "pages"),
    ]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["Annotation", "Choice", "TextQuoteSelector", "TextPositionSelector", "kind"])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=25,
)


@given(st.dictionaries(keys, values, max_size=8))
def test_no_annotation_whatever_is_a_crash(fields: Data) -> None:
    for kind in (ANNOTATION, HYPOTHESIS):
        try:
            found = read([{**kind, **fields}])  # several, if it has become a page of them
        except ImportFailed:  # it is not an annotation any more
            continue
        assert all(annotation.passages or annotation.problem for annotation in found)
