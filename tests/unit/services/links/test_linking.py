"""Links as a person follows them, is offered them, and has them imported."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.annotation import Annotation, Kind
from galley.domain.changes import Change, ChangeSet
from galley.domain.note_links import LinkEnd, LinkKind, LinkStanding, LinkTarget, find_links
from galley.domain.report import ReportOptions
from galley.exporters.web_annotation import render
from galley.importers.annotations.registry import read_annotation_file
from galley.services.edits import annotating, quoting
from galley.services.finding.headlines import Headlines
from galley.services.incoming.exchange import Fate, plan_import
from galley.services.incoming.taking_in import take_in
from galley.services.library_reading import on_this_thread
from galley.services.links import linking
from galley.services.links.link_suggesting import Asked, Offers, offers
from galley.services.outgoing.library_exporting import report_of
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked
from tests.without_backup import WITHOUT_BACKUP

HEADLINES = {
    1: "Ferry full again",
    2: "Deputy premier on trafficking",
    3: "Full moon over the pier",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as opened:
        for number, headline in HEADLINES.items():
            opened.add_article(*an_article(number, headline))
        yield opened


def quote(library: Library, number: int, words: str, note: str = "") -> Annotation:
    version = library.version(f"version-{number}")
    edit = quoting.annotate_quote(
        version, words, Kind.CLAIM, now=NOW, occurrence=1, note=note, creator="Ada"
    )
    library.apply(edit)
    return marked(edit)


def target(thing: Annotation | int) -> LinkTarget:
    if isinstance(thing, int):
        return LinkTarget(LinkKind.ARTICLE, an_article(thing)[0].id)
    return LinkTarget(LinkKind.ANNOTATION, thing.id)


# What is offered


def ask(library: Library, typed: str, *, within: int = 0, besides: str = "") -> Offers:
    summaries = library.articles()
    marks = library.annotations(target(1).id)
    chosen = next((one for one in summaries if within and one.id == target(within).id), None)
    return offers(library, Asked(typed, chosen, marks, Headlines(summaries), besides))


def test_nothing_typed_offers_the_newest_articles_and_the_marks_at_hand(library: Library) -> None:
    mark = quote(library, 1, "105 people")
    own = quote(library, 1, "the harbour master said")
    quote(library, 2, "105 people")
    found = ask(library, "", besides=own.id)
    assert [offer.words for offer in found.articles] == [HEADLINES[n] for n in (3, 2, 1)]
    assert found.articles[0].about == "The Harbour Gazette"
    assert found.articles[0].published == "2031-05-06"
    assert [(offer.target, offer.words) for offer in found.here] == [(target(mark), "“105 people”")]
    assert found.elsewhere == ()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("ful", [3, 1]),
        ("FULL AG", [1]),
        ("again ferry", [1]),
        ("dptraf", [2]),
        ("fmoon", [3]),
        ("zzz", []),
        ("[", []),
        ("\\", []),
    ],
)
def test_articles_are_offered_by_their_headlines(
    library: Library, typed: str, numbers: list[int]
) -> None:
    assert [offer.target for offer in ask(library, typed).articles] == [
        target(number) for number in numbers
    ]


def test_marks_are_offered_by_their_words_and_their_notes(library: Library) -> None:
    near = quote(library, 1, "105 people", "Compare the ledger")
    far = quote(library, 2, "the harbour master said", "The ledger has 12")
    found = ask(library, "ledg")
    assert [offer.target for offer in found.here] == [target(near)]
    assert [(offer.target, offer.about) for offer in found.elsewhere] == [
        (target(far), HEADLINES[2])
    ]
    assert found.elsewhere[0].kind is Kind.CLAIM
    assert found.elsewhere[0].note == "The ledger has 12"
    assert [offer.target for offer in ask(library, "harbour mas").elsewhere] == [target(far)]
    assert ask(library, "status:wrong").elsewhere == ()
    assert ask(library, '"-*:').all == ()


def test_marks_of_one_article_are_offered_alone(library: Library) -> None:
    quote(library, 1, "105 people")
    far = quote(library, 2, "the harbour master said")
    other = quote(library, 2, "105 people")
    assert {offer.target for offer in ask(library, "", within=2).all} == {
        target(far),
        target(other),
    }
    assert [offer.target for offer in ask(library, "master", within=2).all] == [target(far)]


def test_without_an_index_the_marks_at_hand_are_offered_all_the_same(library: Library) -> None:
    near = quote(library, 1, "105 people")
    quote(library, 2, "105 people")
    with library._file.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'outdated' WHERE key = 'search_index'")
    found = ask(library, "105 people")
    assert [offer.target for offer in found.all] == [target(near)]


# What links lead to


def test_a_link_is_written_by_the_name_of_what_it_leads_to(library: Library) -> None:
    mark = quote(library, 1, "105 people")
    for thing, words in ((mark, "“105 people”"), (2, HEADLINES[2])):
        end = linking.follow(library, target(thing))
        (link,) = find_links(linking.link_text(end))
        assert (link.target, link.words) == (target(thing), words)


def test_what_links_here_is_told_by_what_is_linked_to(library: Library) -> None:
    mark = quote(library, 1, "105 people")
    linking_mark = quote(library, 2, "105 people", f"{target(mark).address} {target(1).address}")
    found = linking.backlinks(library, target(1).id)
    assert {key: [one.annotation_id for one in links] for key, links in found.items()} == {
        target(mark): [linking_mark.id],
        target(1): [linking_mark.id],
    }


def test_what_is_in_the_trash_comes_back_with_its_article(library: Library) -> None:
    mark = quote(library, 2, "105 people")
    library.apply(annotating.trash([mark], now=NOW))
    article = library.article(target(2).id)
    gone = replace(article, trashed_at=NOW)
    library.apply(ChangeSet("Article deleted", article.id, (Change(article, gone),)))
    end = linking.follow(library, target(mark))
    assert end.standing is LinkStanding.TRASHED
    back = linking.bring_back(library, end)
    assert [edit.label for edit, _labels in back.edits] == ["Article restored", "Mark restored"]
    assert linking.follow(library, target(mark)).standing is LinkStanding.HERE
    assert linking.bring_back(library, end).edits == ()


def test_ends_of_notes_are_looked_up_once_each(library: Library) -> None:
    nobody = LinkTarget(LinkKind.ARTICLE, "ffffffff-0000-4000-8000-000000000000")
    mark = quote(library, 1, "105 people", f"{target(2).address} {nobody.address}")
    ends = linking.link_ends(library, [mark, mark])
    assert ends[target(2)].headline == HEADLINES[2]
    assert ends[nobody] == LinkEnd(nobody)


def test_a_damaged_article_keeps_no_report_from_leaving(library: Library) -> None:
    mark = quote(library, 1, "105 people", f"[it]({target(2).address})")
    with library._file.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET data = '{}' WHERE id = ?", (target(2).id,))
    assert linking.link_ends(library, [mark])[target(2)].standing is LinkStanding.MISSING


# Imports


def test_imported_notes_lead_to_what_articles_are_called_here(
    library: Library, tmp_path: Path
) -> None:
    mark = quote(library, 1, "105 people")
    note = f"[a]({target(1).address}) [b]({target(mark).address}) [c]({target(2).address})"
    linked = quote(library, 1, "the harbour master said", note)
    marks = library.annotations(target(1).id)
    report = report_of(library, target(1).id, marks, ReportOptions(), now=NOW)
    data = b"".join(render(report))
    assert note in {body["value"] for one in json.loads(data) for body in one["body"]}
    with Library.open(tmp_path / "other.galley") as other:
        article, version, capture = an_article(1, HEADLINES[1])
        new_id = "12345678-0000-4000-8000-000000000000"
        other.add_article(
            replace(article, id=new_id, version_id="version-9"),
            replace(version, id="version-9", article_id=new_id),
            capture,
        )
        plan = plan_import(other, read_annotation_file(data, name="m.jsonld"), now=NOW)
        assert {arrival.fate for arrival in plan.arrivals} == {Fate.NEW}
        take_in(plan, on_this_thread(other), WITHOUT_BACKUP, library=other.path, name="m.jsonld")
        arrived = other.annotation(linked.id)
        assert arrived is not None
        assert arrived.note == note.replace(target(1).id, new_id)
        for link in find_links(arrived.note)[:2]:
            assert other.links.end(link.target).standing is LinkStanding.HERE
        again = plan_import(other, read_annotation_file(data, name="m.jsonld"), now=NOW)
        assert {arrival.fate for arrival in again.arrivals} == {Fate.KNOWN}
        assert other.verify() == []


def test_a_mark_alone_is_not_what_it_is_made_of() -> None:
    edit = a_mark(an_article(1)[1], note="")
    assert linking.link_words("", marked(edit).exact, is_mark=True).startswith("“")
    assert linking.link_words("", "\ufffc", is_mark=True) == "Photo"
    assert linking.link_words("", "", is_mark=False) == "Untitled"
    assert linking.link_words("", "“so”", is_mark=True) == "“so”"
