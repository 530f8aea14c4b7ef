"""Annotations that come in: our own come back equal, others' are placed by what they quote."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Absence, AnchorStatus, Annotation, CheckStatus, Decision, Kind
from galley.domain.article import (
    FIGURE_CHARACTER,
    Article,
    Block,
    BlockType,
    ParsedArticle,
    Version,
    Zone,
)
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import JobCancelled
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.domain.jobs import Job
from galley.domain.region import Region
from galley.domain.report import ReportOptions
from galley.domain.report_builder import build_report
from galley.domain.web_annotation import capture_iri
from galley.exporters.web_annotation import render
from galley.importers.annotations.registry import read_annotation_file
from galley.services import desk
from galley.services.demo import make_demo_library
from galley.services.edits.annotating import annotate, annotate_region, set_note, trash
from galley.services.finding.searching import search
from galley.services.incoming.annotation_files import holds_annotations, read_annotations
from galley.services.incoming.exchange import (
    AnnotationImport,
    Fate,
    _arrive,
    _made,
    plan_import,
)
from galley.services.incoming.placing import place_passages, placed_in_versions
from galley.services.incoming.source_matching import Match
from galley.services.incoming.taking_in import TakenIn, take_in, unplaced_folder
from galley.services.intake.importing import parse_capture
from galley.services.later_captures import deciding, versions
from galley.services.library_reading import on_this_thread
from galley.services.outgoing.exporting import format_named
from galley.services.outgoing.library_exporting import export_library
from galley.storage.library import Library
from tests.marked_article import FERRY, NOW, a_mark, an_article
from tests.strategies import annotations, hostile_texts
from tests.taking_in import import_capture
from tests.without_backup import WITHOUT_BACKUP

EVERYTHING = ReportOptions(include_sensitive=True)
ADDRESS = "https://gazette.example/ferry"
JSON_LD = format_named("json-ld")

T = TypeVar("T")


def exported(article: Article, version: Version, marks: list[Annotation]) -> bytes:
    return b"".join(render(build_report(article, version, marks, EVERYTHING, now=NOW)))


def returned(version: Version, data: bytes) -> list[Annotation]:
    """What comes of a file in an article, without a library."""
    incoming = read_annotation_file(data, name="marks.jsonld")
    placed = place_passages(incoming, version)
    return [
        _made(annotation, version, place, None, NOW)
        for annotation, place in zip(incoming, placed, strict=True)
    ]


@st.composite
def marked_versions(draw: st.DrawFn) -> tuple[Article, Version, list[Annotation]]:
    """An article of hostile text, with annotations of any content on any passages."""
    paragraphs = draw(st.lists(hostile_texts.filter(lambda t: "\n" not in t), min_size=1))
    article, version = an_article(
        [Block(Zone.BODY, f"x{text}") for text in paragraphs],
        address=draw(st.sampled_from(["", ADDRESS, "https://a.example/ё"])),
    )
    length = len(version.text)
    marks = []
    for mark in draw(st.lists(annotations, max_size=4, unique_by=lambda mark: mark.id)):
        starts = draw(st.lists(st.integers(0, length - 1), min_size=1, max_size=3, unique=True))
        passages = [(start, draw(st.integers(start + 1, length))) for start in starts]
        made = annotate(version, passages, mark.kind, now=NOW).changes[0].after
        assert isinstance(made, Annotation)
        mark = replace(mark, article_id=article.id, targets=made.targets)
        if len(passages) > 1:  # a part of a picture is one
            mark = replace(mark, region=None)
        marks.append(replace(mark, trashed_at=None, placements=(), unplaced=()))
    return article, version, marks


@given(marked_versions())
def test_what_leaves_comes_back_equal(
    marked: tuple[Article, Version, list[Annotation]],
) -> None:
    article, version, marks = marked
    found = returned(version, exported(article, version, marks))
    assert sorted(found, key=lambda mark: mark.id) == sorted(marks, key=lambda mark: mark.id)


def test_a_part_of_a_photo_has_the_picture_as_its_source() -> None:
    article, version = an_article(
        [
            Block(Zone.PHOTO, FIGURE_CHARACTER, BlockType.FIGURE, group=0),
            Block(Zone.BODY, "Words."),
        ],
        address=ADDRESS,
    )
    region = Region("ab" * 32, 125, 300, 200, 155)
    made = annotate_region(version, 0, region, Kind.CLAIM, now=NOW, creator="Ada").changes[0].after
    assert isinstance(made, Annotation)
    data = exported(article, version, [made])
    (annotation,) = json.loads(data)
    target = annotation["target"]
    assert target["source"] == capture_iri("ab" * 32)
    assert target["scope"] == ADDRESS
    assert target["selector"] == [
        {
            "type": "FragmentSelector",
            "conformsTo": "http://www.w3.org/TR/media-frags/",
            "value": "xywh=percent:12.5,30,20,15.5",
        }
    ]
    assert returned(version, data) == [made]
    annotation["target"]["selector"] = []
    (broken,) = read_annotation_file(json.dumps([annotation]).encode(), name="marks.jsonld")
    assert broken.problem == "It is on a part of a picture that can’t be made out."
    assert broken.region is None


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as opened:
        yield opened


def add_ferry(library: Library, number: int = 1, **changed: Any) -> Version:  # noqa: ANN401 - metadata of any kind
    """The ferry's article in the library, with the address it was published at."""
    text = changed.pop("text", "The ferry carried 105 people. It was full, said the master.")
    article, version = an_article(
        [*FERRY[:5], Block(Zone.BODY, text), *FERRY[6:]],
        **{"address": f"{ADDRESS}{number if number > 1 else ''}", **changed},
    )
    data = f"capture {number}".encode()
    capture = version.capture._replace(sha256=sha256(data).hexdigest(), size=len(data))
    article_id = f"{number:08x}-2222-4333-8444-555555555555"
    version_id = f"{number:08x}-7777-4888-8999-aaaaaaaaaaaa"
    version = replace(version, id=version_id, article_id=article_id, capture=capture)
    library.add_article(replace(article, id=article_id, version_id=version_id), version, data)
    return version


def incoming(exact: str, **fields: Any) -> IncomingAnnotation:  # noqa: ANN401 - any of its fields
    passage = QuotedPassage(
        exact, fields.pop("prefix", ""), fields.pop("suffix", ""), fields.pop("start", None)
    )
    given_fields = {"id": "0a0b0c0d-0000-4000-8000-000000000000", "source": ADDRESS, **fields}
    return IncomingAnnotation(passages=(passage,), **given_fields)


def fates(plan: AnnotationImport) -> list[Fate]:
    return [arrival.fate for arrival in plan.arrivals]


def remark(plan: AnnotationImport) -> str:
    (arrival,) = plan.arrivals
    return arrival.remark


def place(library: Library, *annotations: IncomingAnnotation) -> AnnotationImport:
    return plan_import(library, annotations, now=NOW)


def apply_import(library: Library, plan: AnnotationImport) -> TakenIn:
    submit = on_this_thread(library)
    return take_in(plan, submit, WITHOUT_BACKUP, library=library.path, name="My notes.json")


def placed_words(plan: AnnotationImport) -> list[str]:
    return [arrival.annotation.exact if arrival.annotation else "" for arrival in plan.arrivals]


def test_a_library_comes_back_equal(tmp_path: Path) -> None:
    make_demo_library(tmp_path / "one.galley", now=NOW, who="Ada")
    path = tmp_path / "all.jsonld"
    with Library.open(tmp_path / "one.galley") as one, Library.open(tmp_path / "two.galley") as two:
        export_library(one, EVERYTHING, JSON_LD, path, now=NOW)
        articles = {}
        for summary in one.articles():
            version = one.version(one.article(summary.id).version_id)
            capture = version.capture
            taken_in = import_capture(
                two, one.capture_bytes(capture.sha256), name=capture.name, now=NOW
            )
            articles[summary.id] = taken_in.article
        plan = plan_import(two, read_annotations(path), now=NOW)
        assert set(fates(plan)) == {Fate.NEW}
        assert two.annotations(next(iter(articles.values())).id) == []
        apply_import(two, plan)
        for old_id, article in articles.items():
            before, after = one.annotations(old_id), two.annotations(article.id)
            assert [
                replace(
                    mark,
                    article_id=article.id,
                    targets=tuple(
                        replace(target, version_id=article.version_id) for target in mark.targets
                    ),
                )
                for mark in before
            ] == after
        again = plan_import(two, read_annotations(path), now=NOW)
        assert set(fates(again)) == {Fate.KNOWN}
        assert again.edits == ()
        label = two.undo_label(next(a.id for a in articles.values() if two.annotations(a.id)))
        assert label == "Marks imported"


def test_a_dry_run_is_a_plan_and_changes_nothing(library: Library) -> None:
    version = add_ferry(library)
    before = library.path.read_bytes()
    plan = place(library, incoming("said the master"))
    assert fates(plan) == [Fate.NEW]
    assert library.path.read_bytes() == before
    apply_import(library, plan)
    (mark,) = library.annotations(version.article_id)
    assert mark == plan.arrivals[0].annotation
    assert (mark.created_at, mark.modified_at) == (NOW, NOW)


def test_positions_are_hints_and_quotations_decide(library: Library) -> None:
    version = add_ferry(library, text="🛥🛥🛥🛥 It was full. It was late. The ferry.")
    start = version.text.index("full. It")
    plan = place(
        library,
        incoming("full", prefix="It was ", suffix=". It was late", start=start + 4),
    )
    assert fates(plan) == [Fate.NEW]
    (mark,) = [arrival.annotation for arrival in plan.arrivals]
    assert mark is not None
    assert (mark.start, mark.exact) == (start, "full")


@pytest.mark.parametrize(
    ("prefix", "suffix"), [("It was late. It was ", ""), ("", ". The master left")]
)
def test_a_galleys_own_position_holds_only_among_the_same_words(
    prefix: str, suffix: str, library: Library
) -> None:
    """Its text may have been corrected since: the same words stand at that place by chance."""
    version = add_ferry(library, text="It was full. It was late. It was full. The master left.")
    first, second = version.text.index("full. It"), version.text.index("full. The master")
    mark = incoming(
        "full",
        prefix=prefix,
        suffix=suffix,
        start=first,
        ours=True,
        sha256=version.capture.sha256,
    )
    (arrival,) = place(library, mark).arrivals
    assert arrival.annotation is not None
    assert arrival.annotation.start == second


@pytest.mark.parametrize(
    "source",
    [
        ADDRESS,
        f"{ADDRESS}/",
        f"{ADDRESS}#top",
        "http://gazette.example/ferry",
        "https://GAZETTE.example/ferry",
    ],
)
def test_an_article_is_known_by_its_address(source: str, library: Library) -> None:
    version = add_ferry(library)
    add_ferry(library, 2)
    plan = place(library, incoming("105 people", source=source))
    (arrival,) = plan.arrivals
    assert arrival.annotation is not None
    assert arrival.annotation.article_id == version.article_id
    assert arrival.place == "body, paragraph 1"


def test_without_an_address_by_words_that_only_one_article_has(library: Library) -> None:
    add_ferry(library, text="Nothing of the kind.")
    version = add_ferry(library, 2, text="It was so full that the gulls had to stand.")
    plan = place(library, incoming("the gulls had to stand", source="urn:x"))
    assert placed_words(plan) == ["the gulls had to stand"]
    assert plan.arrivals[0].annotation is not None
    assert plan.arrivals[0].annotation.article_id == version.article_id
    assert remark(plan).startswith("No address led here")


@pytest.mark.parametrize(
    "title", ["Ferry full: a day out", "FERRY FULL – A DAY OUT", "Ferry full: a day out | Gazette"]
)
def test_without_an_address_by_the_title_if_the_words_are_there(
    title: str, library: Library
) -> None:
    version = add_ferry(library, headline="Ferry full: a day out")
    add_ferry(library, 2, headline="Another")
    plan = place(library, incoming("105 people", source="", article_title=title))
    (arrival,) = plan.arrivals
    assert arrival.annotation is not None
    assert arrival.annotation.article_id == version.article_id
    assert arrival.remark == ""
    elsewhere = place(library, incoming("no such words", source="", article_title=title))
    assert fates(elsewhere) == [Fate.ORPHAN]
    assert elsewhere.arrivals[0].headline == "Ferry full: a day out"
    assert remark(elsewhere) == "The words are not in the article."


def test_of_articles_with_the_same_title_the_one_that_has_the_words(library: Library) -> None:
    add_ferry(library, text="Nothing of the kind.")
    version = add_ferry(library, 2)
    headline = library.articles()[0].headline
    plan = place(library, incoming("105 people", source="", article_title=headline))
    assert plan.arrivals[0].annotation is not None
    assert plan.arrivals[0].annotation.article_id == version.article_id


def test_words_in_other_quotation_marks_are_found_without_any_context(library: Library) -> None:
    add_ferry(library, text="“It’s full,” said the master — again, and nobody laughed.")
    plan = place(library, incoming('"It\'s full," said  the master - again', source=""))
    assert placed_words(plan) == ["“It’s full,” said the master — again"]
    assert remark(plan).startswith("The words are there in other letters")


def test_words_that_two_articles_have_are_a_question(library: Library) -> None:
    add_ferry(library)
    add_ferry(library, 2)
    plan = place(library, incoming("105 people", source=""))
    assert (fates(plan), remark(plan)[:16]) == ([Fate.UNPLACED], "Several articles")


@pytest.mark.parametrize(
    ("exact", "context", "words"),
    [
        ("one hundred and five people", {}, "The words are not in the article."),
        ("harbour", {"prefix": "xyz uvw rst", "suffix": "qpo nml"}, "not where they were marked"),
        ("Quay", {"prefix": "aa", "suffix": "bb"}, "The words are in the article, but not"),
        (
            "The ferry carried 150 people. It was full, said the master",
            {"prefix": "Ada Quay\n", "suffix": "."},
            "which has this: “The ferry carried 105 people. It was full, said the master",
        ),
    ],
)
def test_what_has_no_place_is_told_and_kept_as_an_orphan(
    exact: str, context: dict[str, str], words: str, library: Library
) -> None:
    version = add_ferry(library)
    plan = place(library, incoming(exact, note="My note", **context))
    assert fates(plan) == [Fate.ORPHAN]
    assert words in remark(plan)
    apply_import(library, plan)
    (mark,) = library.annotations(version.article_id)
    assert (mark.exact, mark.note) == (exact, "My note")
    assert mark.targets_in(version.id) == ()
    assert mark.absence_in(version.id) is Absence.ORPHAN
    assert (mark.targets[0].prefix, mark.targets[0].suffix) == (
        context.get("prefix", ""),
        context.get("suffix", ""),
    )
    assert library.verify() == []


def test_orphans_come_again_as_known_and_can_be_taken_back(library: Library) -> None:
    version = add_ferry(library)
    arriving = [
        incoming("No such words,\n\nnor these", id="0a"),
        incoming("Nor any of these", id="0b", note="Mine", tags=("ask",)),
        incoming("105 people", id="0c"),
    ]
    plan = place(library, *arriving)
    assert fates(plan) == [Fate.ORPHAN, Fate.ORPHAN, Fate.NEW]
    assert apply_import(library, plan).annotations == 3
    marks = {mark.id: mark for mark in library.annotations(version.article_id)}
    assert marks["0a"].exact == "No such words,\nnor these"
    assert fates(place(library, *arriving)) == [Fate.KNOWN] * 3
    assert library.article(version.article_id).version_id == version.id
    assert [one.id for one in desk.captures(library, version.article_id)] == [version.id]
    library.undo(version.article_id)
    assert library.annotations(version.article_id) == []
    apply_import(library, place(library, *arriving))
    assert {mark.id: mark for mark in library.annotations(version.article_id)} == marks
    assert library.verify() == []


def test_an_orphan_is_found_and_takes_its_place_in_a_later_capture(library: Library) -> None:
    version = add_ferry(library)
    words = "Two hundred gulls were counted on the quay that morning"
    apply_import(library, place(library, incoming(words, note="Who counted?")))
    assert len(search(library, "gulls in:quotes").hits) == 1
    data = f"Ferry full\n\nBy Ada Quay\n\n6 May 2031\n\n{words}, said the master.\n".encode()
    parsed = parse_capture(data, name="later.txt")
    later = versions.add_version(
        library, version.article_id, parsed, data, name="later.txt", now=NOW
    )
    assert later.number == 3  # its orphans' home has the number between
    (mark,) = library.annotations(version.article_id)
    (proposal,) = versions.proposals(library, version.article_id, version.id, later.id)[mark.id]
    assert proposal.start is not None
    assert later.text[proposal.start : proposal.end] == words


def test_words_that_are_there_twice_are_not_guessed_at(library: Library) -> None:
    add_ferry(library, text="He said: it was full. He said: it was full. He said: it was full.")
    plan = place(library, incoming("it was full", prefix="He said: ", suffix=". He said: "))
    assert fates(plan) == [Fate.ORPHAN]
    assert "several times" in remark(plan)


def test_words_in_other_letters_are_placed_and_said(library: Library) -> None:
    version = add_ferry(library, text="“It’s full,” said the master — again, and nobody laughed.")
    quote = "said the master - again"
    plan = place(library, incoming(quote, prefix='"It\'s full," ', suffix=", and nobody"))
    assert placed_words(plan) == ["said the master — again"]
    assert remark(plan).startswith("The words are there in other letters")
    apply_import(library, plan)
    assert library.annotations(version.article_id)


def test_an_elided_quotation_is_placed_whole_or_not_at_all(library: Library) -> None:
    add_ferry(library)
    both = (QuotedPassage("105 people"), QuotedPassage("The ferry carried"))
    whole = replace(incoming("x"), passages=both)
    assert placed_words(place(library, whole)) == ["The ferry carried […] 105 people"]
    torn = replace(whole, passages=(*both, QuotedPassage("said the mistress")))
    plan = place(library, torn)
    assert fates(plan) == [Fate.ORPHAN]
    assert placed_words(plan) == ["105 people […] The ferry carried […] said the mistress"]


def test_what_the_library_has_is_never_overwritten(library: Library) -> None:
    version = add_ferry(library)
    arriving = incoming("105 people", note="Theirs")
    apply_import(library, place(library, arriving))
    (mark,) = library.annotations(version.article_id)
    library.apply(set_note(mark, "Mine", now=NOW))
    plan = place(library, arriving)
    assert fates(plan) == [Fate.KEPT]
    assert "says something else" in remark(plan)
    (mark,) = library.annotations(version.article_id)
    assert mark.note == "Mine"
    library.apply(trash([mark], now=NOW))
    plan = place(library, arriving)
    assert fates(plan) == [Fate.KEPT]
    assert "in the trash" in remark(plan)


def test_words_that_stand_elsewhere_since_are_no_other_annotation(library: Library) -> None:
    version = add_ferry(library)
    arriving = incoming("105 people", suffix=". It was full")
    apply_import(library, place(library, arriving))
    article = library.article(version.article_id)
    later = replace(
        version,
        id="00000001-7777-4888-8999-bbbbbbbbbbbb",
        number=2,
        capture=version.capture._replace(sha256="cd" * 32),
        blocks=(*version.blocks[:5], Block(Zone.BODY, "None were counted."), *version.blocks[6:]),
    )
    matcher = _arrive(library, [(arriving, Match(later, article.metadata.headline))], NOW)
    assert [arrival.fate for arrival in matcher] == [Fate.KNOWN]


def placed_in_two(library: Library) -> tuple[Version, list[Annotation]]:
    """Marks of the ferry's article in a second version, which is read: moved, changed, and gone."""
    first = add_ferry(library)
    for words in ("105 people", "It was full", "Ada Quay"):
        start = first.text.index(words)
        passages = [(start, start + len(words))]
        library.apply(annotate(first, passages, Kind.CLAIM, now=NOW, note=f"On {words}"))
    blocks = [*FERRY[:4], Block(Zone.BODY, "The ferry carried 115 people. It was full.")]
    later = ParsedArticle(first.metadata, tuple(blocks), "text-capture/1")
    new = versions.add_version(library, first.article_id, later, b"2", name="2.txt", now=NOW)
    library.apply(versions.finish(library.article(first.article_id), first, new))
    for mark in library.annotations(first.article_id):
        if mark.exact == "105 people":
            start = new.text.index("115 people")
            place = deciding.placement_at(
                new, [(start, start + 10)], AnchorStatus.CHANGED, Decision.ACCEPTED, by="Bo", at=NOW
            )
            library.apply(deciding.decide(mark, place, now=NOW))
        elif mark.exact == "Ada Quay":
            kept = deciding.placement_without_place(new.id, AnchorStatus.ORPHAN, by="Bo", at=NOW)
            library.apply(deciding.decide(mark, kept, now=NOW))
    return new, library.annotations(first.article_id)


def test_marks_in_several_versions_come_back_equal(library: Library, tmp_path: Path) -> None:
    new, marks = placed_in_two(library)
    assert {len(mark.placements) for mark in marks} == {1}
    article = library.article(new.article_id)
    path = tmp_path / "marks.jsonld"
    path.write_bytes(exported(article, new, marks))
    coming = read_annotations(path)
    assert fates(place(library, *coming)) == [Fate.KNOWN] * 3
    removals = tuple(Change(mark, None) for mark in marks)
    library.apply(ChangeSet("Gone", article.id, removals))
    apply_import(library, place(library, *coming))
    assert library.annotations(article.id) == marks
    assert library.verify() == []


def test_without_its_versions_a_mark_is_placed_by_what_it_quotes(
    library: Library, tmp_path: Path
) -> None:
    new, marks = placed_in_two(library)
    path = tmp_path / "marks.jsonld"
    path.write_bytes(exported(library.article(new.article_id), new, marks))
    with Library.open(tmp_path / "other.galley") as other:
        add_ferry(other, text="The ferry carried 115 people. It was full.")
        plan = place(other, *read_annotations(path))
        apply_import(other, plan)
        assert {mark.exact for mark in other.annotations(new.article_id)} == {
            "115 people",
            "It was full",
            "Ada Quay",
        }
        assert other.verify() == []


def test_what_was_taken_back_may_come_again(library: Library) -> None:
    version = add_ferry(library)
    arriving = incoming("105 people")
    apply_import(library, place(library, arriving))
    library.undo(version.article_id)
    plan = place(library, arriving)
    assert fates(plan) == [Fate.NEW]
    apply_import(library, plan)
    assert len(library.annotations(version.article_id)) == 1


def test_an_annotation_that_is_in_another_article_stays_there(library: Library) -> None:
    first = add_ferry(library)
    add_ferry(library, 2, text="The ferry carried 105 people and a gull.")
    apply_import(library, place(library, incoming("105 people")))
    plan = place(library, incoming("105 people", source=f"{ADDRESS}2"))
    assert fates(plan) == [Fate.KEPT]
    assert len(library.annotations(first.article_id)) == 1


def test_the_same_id_twice_in_a_file_is_taken_once(library: Library) -> None:
    add_ferry(library)
    plan = place(library, incoming("105 people"), incoming("The ferry carried"))
    assert fates(plan) == [Fate.NEW, Fate.UNPLACED]
    assert "same id" in plan.arrivals[1].remark
    apply_import(library, plan)


def test_an_article_in_the_trash_is_said(library: Library) -> None:
    version = add_ferry(library)
    article = library.article(version.article_id)
    gone = Change(article, replace(article, trashed_at=NOW))
    library.apply(ChangeSet("Article deleted", article.id, (gone,)))
    plan = place(library, incoming("105 people", article_id=article.id, source=""))
    assert (fates(plan), remark(plan)[:26]) == ([Fate.UNPLACED], "Its article is in the tras")


def test_a_galleys_file_finds_its_capture_in_another_library(library: Library) -> None:
    version = add_ferry(library, address="")
    article = library.article(version.article_id)
    marks = [
        a_mark(version, "said", number=1, kind=Kind.QUOTE, status=CheckStatus.WRONG, tags=("a",)),
        a_mark(version, "The ferry", "105", number=2, sensitive=True),
    ]
    data = json.loads(exported(article, version, marks))
    for annotation in data:
        annotation["galley:article"]["id"] = "urn:uuid:99999999-2222-4333-8444-555555555555"
    found = read_annotation_file(json.dumps(data).encode(), name="marks.jsonld")
    plan = place(library, *found)
    made = [arrival.annotation for arrival in plan.arrivals]
    assert sorted(made, key=str) == sorted(marks, key=str)


def test_tags_and_such_of_others_are_tidied_as_typed_ones_are(library: Library) -> None:
    add_ferry(library)
    plan = place(library, incoming("105 people", tags=("#ask", "ferry trade", "ask", " ")))
    assert plan.arrivals[0].annotation is not None
    assert plan.arrivals[0].annotation.tags == ("ask", "ferry-trade")


def test_looking_for_words_can_be_cancelled(library: Library) -> None:
    add_ferry(library)
    job = Job()
    job.cancel()
    with pytest.raises(JobCancelled):
        plan_import(library, [incoming("105 people", source="")], now=NOW, job=job)
    assert library.annotations(library.articles()[0].id) == []


def test_what_has_no_article_is_kept_in_a_file_that_can_be_read(library: Library) -> None:
    add_ferry(library)
    plan = place(
        library,
        incoming("105 people"),
        incoming("No such\nwords", id="0a", note="My note", source=""),
    )
    taken = apply_import(library, plan)
    assert (taken.annotations, len(taken.articles), taken.stopped) == (1, 1, False)
    assert taken.kept is not None
    assert taken.kept.parent == unplaced_folder(library.path)
    text = taken.kept.read_text(encoding="utf-8")
    assert "> No such\n> words\n" in text
    assert "- Note: My note\n" in text
    assert "105" not in text
    again = apply_import(library, place(library, incoming("No such words", id="0c", source="")))
    assert again.kept not in (None, taken.kept)
    assert len(list(unplaced_folder(library.path).iterdir())) == 2


def test_a_cancelled_import_keeps_the_articles_that_are_done(library: Library) -> None:
    first = add_ferry(library)
    second = add_ferry(library, 2, text="Another day the gulls were counted.")
    plan = place(
        library,
        incoming("105 people"),
        incoming("gulls", id="0a0b0c0d-0000-4000-8000-000000000001", source=f"{ADDRESS}2"),
    )
    job = Job()
    taken = take_in(
        plan,
        on_this_thread(library),
        WITHOUT_BACKUP,
        library=library.path,
        name="My notes.json",
        job=job,
        told=lambda _edit, _labels: job.cancel(),
    )
    assert (taken.annotations, taken.articles, taken.stopped) == (1, (first.article_id,), True)
    assert library.annotations(second.article_id) == []
    assert library.undo(first.article_id) is not None


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("My Clippings.txt", "A (B)\n- Note 1-2 | 2031\n\nx\n==========\n", True),
        ("article.txt", "Ferry full\n6 May 2031 21:08\n\nIt was.\n\n--------------------\n", False),
        ("article.pdf", "A (B)\n- Note 1-2 | 2031\n\nx\n==========\n", False),
        ("marks.jsonld", '{"type": "Annotation"}', True),
    ],
)
def test_a_file_of_annotations_is_told_from_an_article(
    name: str, text: str, is_one: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert holds_annotations(path) is is_one
    assert not holds_annotations(tmp_path / "none.json")


def test_an_edit_is_told_before_anything_else_is_done_to_the_library(library: Library) -> None:
    add_ferry(library)
    plan = place(library, incoming("105 people"))
    order = list[str]()

    def submit(work: Callable[[Library], T]) -> Future[T]:
        future = on_this_thread(library)(work)
        order.append("done")  # from here on another edit may come in between
        return future

    def told(_edit: ChangeSet, _labels: object) -> None:
        order.append("told")

    take_in(plan, submit, WITHOUT_BACKUP, library=library.path, name="Marks.json", told=told)
    assert order == ["told", "done"]


def test_the_second_of_an_id_that_has_a_trouble_of_its_own_tells_that(library: Library) -> None:
    add_ferry(library)
    plan = place(library, incoming("105 people"), incoming("full", problem="It has no quotation."))
    assert plan.arrivals[1].remark == "It has no quotation."


def test_a_place_some_of_whose_passages_have_no_position_is_not_known(
    library: Library, tmp_path: Path
) -> None:
    new, marks = placed_in_two(library)
    path = tmp_path / "marks.jsonld"
    path.write_bytes(exported(library.article(new.article_id), new, marks))
    coming = next(one for one in read_annotations(path) if one.note == "On 105 people")
    (place_,) = coming.placed_in
    versions_here = {one.id: one for one in library.versions(new.article_id)}
    assert placed_in_versions(coming, versions_here) is not None
    nowhere = replace(place_, passages=tuple(replace(p, start=None) for p in place_.passages))
    assert placed_in_versions(replace(coming, placed_in=(nowhere,)), versions_here) is None


def test_what_a_person_wrote_into_the_file_of_what_has_no_place_stays(library: Library) -> None:
    add_ferry(library)
    lost = incoming("No such words", id="0a", source="")
    kept = apply_import(library, place(library, lost)).kept
    assert kept is not None
    mine = kept.read_text(encoding="utf-8") + "Found on page 3.\n"
    kept.write_text(mine, encoding="utf-8")
    assert apply_import(library, place(library, lost)).kept == kept
    assert kept.read_text(encoding="utf-8") == mine
