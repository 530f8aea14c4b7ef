"""Links between notes, articles and marks on disk: listed, followed, checked, mended."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from galley.domain.annotation import Annotation
from galley.domain.article import ParsedArticle, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.note_links import (
    LinkKind,
    LinkStanding,
    LinkTarget,
    link_targets,
    markdown_link,
)
from galley.services.edits import annotating
from galley.services.later_captures import versions
from galley.storage.library import Library
from galley.storage.repair import repair
from galley.storage.salvage import salvage
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked

FIXTURES = Path(__file__).parents[2] / "fixtures" / "libraries"
NOBODY = LinkTarget(LinkKind.ARTICLE, "ffffffff-0000-4000-8000-000000000000")


def article(number: int) -> LinkTarget:
    return LinkTarget(LinkKind.ARTICLE, an_article(number)[0].id)


def mark_of(annotation: Annotation) -> LinkTarget:
    return LinkTarget(LinkKind.ANNOTATION, annotation.id)


@pytest.fixture
def library(library: Library) -> Library:
    """Two articles."""
    for number in (1, 2):
        library.add_article(*an_article(number))
    return library


def add(library: Library, number: int, note: str = "", *, start: int = 0) -> Annotation:
    edit = a_mark(library.version(f"version-{number}"), start, note=note)
    library.apply(edit)
    return marked(edit)


def move(library: Library, number: int, *, trash: bool) -> None:
    before = library.article(article(number).id)
    after = replace(before, trashed_at=NOW if trash else None)
    library.apply(ChangeSet("Article deleted", before.id, (Change(before, after),)))


def sources(library: Library, number: int) -> list[tuple[LinkTarget, str]]:
    found = library.links.to_article(article(number).id)
    return [(link.target, link.annotation_id) for link in found]


def test_a_link_is_seen_from_both_its_ends(library: Library) -> None:
    quoted = add(library, 2)
    note = f"{markdown_link('Full', article(2))}, {markdown_link('“Ferry”', mark_of(quoted))}"
    linking = add(library, 1, note)
    (first, second) = library.links.to_article(article(2).id)
    assert {first.target, second.target} == {article(2), mark_of(quoted)}
    assert first.annotation_id == second.annotation_id == linking.id
    assert (first.article_id, first.headline) == (article(1).id, "Ferry number 1 is full")
    assert first.words == linking.exact
    assert sources(library, 1) == []
    assert library.verify() == []


def test_a_note_is_told_once_however_often_it_links(library: Library) -> None:
    linking = add(library, 1, f"{article(1).address} {article(1).address}")
    assert sources(library, 1) == [(article(1), linking.id)]
    assert len(library.links.to_article(article(1).id, limit=0)) == 0


def test_undo_and_the_trash_take_links_along(library: Library) -> None:
    linking = add(library, 1, article(2).address)
    library.apply(annotating.set_note(linking, "None any more", now=NOW))
    assert sources(library, 2) == []
    library.undo(article(1).id)
    assert sources(library, 2) == [(article(2), linking.id)]
    library.apply(annotating.trash([linking], now=NOW))
    assert sources(library, 2) == []
    library.undo(article(1).id)
    move(library, 1, trash=True)
    assert sources(library, 2) == []
    move(library, 1, trash=False)
    assert sources(library, 2) == [(article(2), linking.id)]
    library.undo(article(1).id)  # of each of its edits, until it was never made
    while library.undo(article(1).id):
        pass
    assert sources(library, 2) == []
    while library.redo(article(1).id):
        pass
    assert library.verify() == []


def test_what_a_link_leads_to(library: Library) -> None:
    quoted = add(library, 2)
    end = library.links.end(mark_of(quoted))
    assert (end.standing, end.article_id, end.annotation_id) == (
        LinkStanding.HERE,
        article(2).id,
        quoted.id,
    )
    assert (end.headline, end.words) == ("Ferry number 2 is full", quoted.exact)
    end = library.links.end(article(2))
    assert (end.standing, end.article_id, end.annotation_id) == (
        LinkStanding.HERE,
        article(2).id,
        "",
    )
    assert library.links.end(NOBODY).standing is LinkStanding.MISSING
    nothing = LinkTarget(LinkKind.ANNOTATION, article(2).id)
    assert library.links.end(nothing).standing is LinkStanding.MISSING


def test_what_is_in_the_trash_is_told_from_what_is_not_there(library: Library) -> None:
    quoted = add(library, 2)
    library.apply(annotating.trash([quoted], now=NOW))
    end = library.links.end(mark_of(quoted))
    assert (end.standing, end.annotation_id) == (LinkStanding.TRASHED, quoted.id)
    assert library.links.end(article(2)).standing is LinkStanding.HERE
    library.undo(article(2).id)
    move(library, 2, trash=True)
    assert library.links.end(mark_of(quoted)).standing is LinkStanding.TRASHED
    assert library.links.end(article(2)).standing is LinkStanding.TRASHED


def test_an_article_that_became_a_version_of_another_is_found_there(library: Library) -> None:
    linking = add(library, 1, article(2).address)
    versions.adopt(library, article(1).id, article(2).id, now=NOW)
    end = library.links.end(article(2))
    assert (end.standing, end.article_id) == (LinkStanding.HERE, article(1).id)
    assert library.annotation(linking.id) is not None
    library.undo(article(1).id)  # the version is discarded again
    assert library.links.end(article(2)).standing is LinkStanding.TRASHED
    move(library, 2, trash=False)
    assert library.links.end(article(2)).article_id == article(2).id


def test_a_twin_stands_in_for_an_article_in_the_trash(library: Library) -> None:
    _first, version, capture = an_article(2)
    twin, _version, _capture = an_article(3)
    parsed = ParsedArticle(version.metadata, version.blocks, version.importer)
    own: Version = replace(
        version, id="version-3", article_id=twin.id, blocks=parsed.blocks, figures=version.figures
    )
    library.add_article(replace(twin, version_id="version-3"), own, capture)
    move(library, 2, trash=True)
    assert library.links.end(article(2)).article_id == twin.id


# A library that is not what it was


def break_list(library: Library) -> None:
    with library._file.writing() as connection:
        connection.exec_driver_sql("DELETE FROM note_links")
        connection.exec_driver_sql(
            "INSERT INTO note_links SELECT id, 'article/nobody' FROM annotations LIMIT 1"
        )


def test_a_list_that_is_not_true_is_told_and_mended(library: Library, path: Path) -> None:
    linking = add(library, 1, article(2).address)
    break_list(library)
    assert [finding.sentence for finding in library.verify()] == [
        f"Annotation {linking.id} is listed wrongly."
    ]
    library.close()
    assert repair(path, now=NOW).mended[-1] == "1 row was listed anew by what was saved."
    with Library.open(path) as mended:
        assert mended.verify() == []
        assert sources(mended, 2) == [(article(2), linking.id)]


def test_what_is_saved_of_a_damaged_library_has_its_links(library: Library, path: Path) -> None:
    linking = add(library, 1, article(2).address)
    library.close()
    salvaged = salvage(path, path.with_name("new.galley"))
    with Library.open(salvaged.path) as new:
        assert sources(new, 2) == [(article(2), linking.id)]
        assert new.verify() == []


def test_a_search_for_words_does_not_find_addresses(library: Library) -> None:
    from galley.domain.search import parse_query

    add(library, 1, f"{markdown_link('The count', article(2))} {article(2).address}")
    for word in ("galley", "article", article(2).id):
        assert library.search(parse_query(f"in:notes {word}")).hits == ()
    (hit,) = library.search(parse_query("in:notes count")).hits
    assert "galley:" not in hit.snippet


def test_links_that_were_typed_before_there_were_any_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    path.write_bytes(gzip.decompress((FIXTURES / "schema-4-links.galley.gz").read_bytes()))
    with Library.open(path, exclusive=True) as library:
        mark = "0000000a-0000-4000-8000-000000000000"
        assert sources(library, 1) == [(article(1), mark)]
        assert sources(library, 2) == []  # in code, and in a note in the trash
        assert library.verify() == []
        library.build_index()
        assert library.verify() == []


# Any edits


Note = Callable[[list[str]], str]
NOTES: st.SearchStrategy[Note] = st.lists(
    st.one_of(
        st.sampled_from([0, 1, 2, 3]).map(
            lambda n: lambda ids: f"[to it](galley:annotation/{ids[n % len(ids)]})" if ids else ""
        ),
        st.sampled_from([1, 2, 9]).map(lambda n: lambda _ids: article(n).address),
        st.sampled_from(["`", "words ", "\n\n", "](", "[", "<", "galley:"]).map(
            lambda words: lambda _ids: words
        ),
    ),
    max_size=6,
).map(lambda parts: lambda ids: "".join(part(ids) for part in parts))
NUMBERS = st.sampled_from([1, 2])
PICKS = st.integers(0, 20)


class LinksMachine(RuleBasedStateMachine):
    """Notes are written, undone and trashed; what is listed is what a scan of all notes finds."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.galley", who="Ada")
        self.library._file._connection.execute("PRAGMA synchronous=OFF")
        for number in (1, 2):
            self.library.add_article(*an_article(number))
        self.ids: list[str] = []

    def teardown(self) -> None:
        assert self.library.verify() == []
        self.library.close()
        self.folder.cleanup()

    @rule(number=NUMBERS, note=NOTES)
    def mark(self, number: int, note: Note) -> None:
        self.ids.append(add(self.library, number, note(self.ids)).id)

    @rule(pick=PICKS, note=NOTES, typing=st.sampled_from(["", "visit"]))
    def write(self, pick: int, note: Note, typing: str) -> None:
        mark = self.pick(pick)
        if mark is not None and mark.trashed_at is None:
            self.library.apply(annotating.set_note(mark, note(self.ids), now=NOW, typing=typing))

    @rule(pick=PICKS)
    def throw_away(self, pick: int) -> None:
        mark = self.pick(pick)
        if mark is not None and mark.trashed_at is None:
            self.library.apply(annotating.trash([mark], now=NOW))
        elif mark is not None:
            self.library.apply(annotating.restore(mark))

    @rule(number=NUMBERS)
    def move_article(self, number: int) -> None:
        before = self.library.article(article(number).id)
        move(self.library, number, trash=before.trashed_at is None)

    @rule(number=NUMBERS, redo=st.booleans())
    def travel(self, number: int, redo: bool) -> None:
        (self.library.redo if redo else self.library.undo)(article(number).id)

    def pick(self, pick: int) -> Annotation | None:
        return self.library.annotation(self.ids[pick % len(self.ids)]) if self.ids else None

    @invariant()
    def what_is_listed_is_what_a_scan_finds(self) -> None:
        in_use = [n for n in (1, 2) if not self.library.article(article(n).id).trashed_at]
        scanned: dict[int, set[tuple[LinkTarget, str]]] = {1: set(), 2: set()}
        for source in in_use:
            for mark in self.library.annotations(article(source).id):
                for target in link_targets(mark.note):
                    aim = self.home(target)
                    if aim in scanned:
                        scanned[aim].add((target, mark.id))
        for number, expected in scanned.items():
            found = sources(self.library, number)
            assert len(found) == len(set(found))
            assert set(found) == expected

    def home(self, target: LinkTarget) -> int:
        mark = self.library.annotation(target.id) if target.kind is LinkKind.ANNOTATION else None
        article_id = mark.article_id if mark else target.id
        return {article(n).id: n for n in (1, 2)}.get(article_id, 0)


TestLinks = LinksMachine.TestCase
TestLinks.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
