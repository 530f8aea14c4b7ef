"""Any sequence of edits, undo, redo and reopening, against a model made of dictionaries."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    CheckStatus,
    Decision,
    Kind,
    reading_order,
)
from galley.domain.article import Article, Block, ParsedArticle, Version, Zone
from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.errors import HistoryConflict
from galley.domain.reading import corrected
from galley.domain.structure import Correction, Structure
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.later_captures import deciding, versions
from galley.storage.library import Library
from tests.strategies import corrections
from tests.unit.storage.sample_values import NOW, WORDS, a_mark, an_article

State = dict[str, Entity]
Edit = Callable[[Annotation], ChangeSet]

TEXTS = st.text(st.characters(exclude_categories=[]), max_size=40)  # halves of pairs too
PLACES = st.none() | st.integers(0, 60)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda note, typing: lambda a: annotating.set_note(a, note, now=NOW, typing=typing),
        TEXTS,
        st.sampled_from(["", "visit 1", "visit 2"]),
    ),
    st.sampled_from(Kind).map(lambda kind: lambda a: annotating.set_kind(a, kind, now=NOW)),
    st.sampled_from(CheckStatus).map(
        lambda status: lambda a: annotating.set_check(a, status, now=NOW, by="Bo")
    ),
    st.lists(TEXTS, max_size=3).map(lambda tags: lambda a: annotating.set_tags(a, tags, now=NOW)),
    st.just(annotating.restore),
)


@dataclass
class Past:
    """What the model remembers of an article: the states that undo goes back to, and forth to."""

    versions: list[Version]
    states: list[State]
    keys: list[str] = field(default_factory=lambda: [""])
    undone: list[tuple[State, str]] = field(default_factory=list)
    journalled: int = 1

    def apply(self, edit: ChangeSet) -> None:
        state = dict(self.states[-1])
        for change in edit.changes:
            assert change.after is not None
            state[change.after.id] = change.after  # of a version, its corrections
        if edit.merge_key and edit.merge_key == self.keys[-1] and not self.undone:
            self.states[-1] = state
            return
        self.states.append(state)
        self.keys.append(edit.merge_key)
        self.undone.clear()
        self.journalled += 1

    @property
    def article(self) -> Article:
        (article,) = (e for e in self.states[-1].values() if isinstance(e, Article))
        return article

    @property
    def read(self) -> Version:
        """The version that is read, with its corrections."""
        (version,) = (v for v in self.versions if v.id == self.article.version_id)
        return self.as_read(version)

    def as_read(self, version: Version) -> Version:
        known = self.structure(version)
        return corrected(version, known.corrections if known else ())

    def structure(self, version: Version) -> Structure | None:
        structure = self.states[-1].get(version.id)
        assert structure is None or isinstance(structure, Structure)
        return structure

    def annotations(self, *, trashed: bool) -> list[Annotation]:
        kept = [
            entity
            for entity in self.states[-1].values()
            if isinstance(entity, Annotation) and (entity.trashed_at is not None) == trashed
        ]
        return sorted(kept, key=reading_order)


class LibraryMachine(RuleBasedStateMachine):
    """A library, and the model of it."""

    articles: Bundle[str] = Bundle("articles")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.galley"
        self.model: dict[str, Past] = {}
        self.open(exclusive=False)

    def open(self, *, exclusive: bool) -> None:
        self.library = Library.open(self.path, exclusive=exclusive, who="Ada")
        # Whether it reaches the disk is another test's business; here it would only take time.
        self.library._file._connection.execute("PRAGMA synchronous=OFF")

    def teardown(self) -> None:
        assert self.library.verify() == []
        self.library.close()
        self.folder.cleanup()

    def apply(self, article_id: str, edit: ChangeSet) -> None:
        self.library.apply(edit)
        self.model[article_id].apply(edit)

    @initialize(target=articles)
    def first_article(self) -> str:
        return self.import_article()

    @precondition(lambda self: len(self.model) < 3)
    @rule(target=articles)
    def another_article(self) -> str:
        return self.import_article()

    def import_article(self) -> str:
        article, version, capture = an_article(len(self.model) + 1)
        self.library.add_article(article, version, capture)
        self.model[article.id] = Past([version], [{article.id: article}])
        return article.id

    @rule(article_id=articles, start=st.integers(0, 60), length=st.integers(1, 30), note=TEXTS)
    def mark(self, article_id: str, start: int, length: int, note: str) -> None:
        version = self.model[article_id].read
        if start < len(version.text):
            length = min(length, len(version.text) - start)
            self.apply(article_id, a_mark(version, start, length, note))

    @rule(article_id=articles, of=st.integers(0, 3), correction=corrections)
    def correct(self, article_id: str, of: int, correction: Correction) -> None:
        """A person corrects how any of the versions was read."""
        past = self.model[article_id]
        version = past.versions[of % len(past.versions)]
        known = past.structure(version)
        try:
            corrected(version, (*(known.corrections if known else ()), correction))
        except ValueError:
            return
        past.apply(correct(self.library, version.id, known, [correction]))

    @precondition(lambda self: any(len(past.versions) < 4 for past in self.model.values()))
    @rule(
        article_id=articles,
        lead=st.sampled_from(["", "A new lead. "]),
        change=st.booleans(),
        kept=st.booleans(),
    )
    def capture(self, article_id: str, lead: str, change: bool, kept: bool) -> None:
        """A later capture: what stands in its place is placed, and all else is as it was."""
        past = self.model[article_id]
        if len(past.versions) == 4:
            return
        text = lead + WORDS * 3
        if change:
            text = text.replace("105", "115", len(past.versions))
        first, *others = past.versions[0].blocks
        whole = [replace(b, text=b.text.replace("105", "115")) if change else b for b in others]
        blocks = (first, Block(Zone.BODY, text), *(whole if kept else ()))
        capture = ParsedArticle(past.versions[0].metadata, blocks, "text-capture/1")
        data = f"{article_id} {len(past.versions)} {text} {kept}".encode()
        before = past.annotations(trashed=False)
        new = versions.add_version(
            self.library, article_id, capture, data, name="later.txt", now=NOW
        )
        past.versions.append(self.library.captured_version(new.id))
        entry = self.library.history(article_id)[-1]
        past.apply(entry.change_set)
        assert past.article.later_versions[-1] == new.id
        assert [replace(a, placements=(), unplaced=()) for a in before] == [
            replace(a, placements=(), unplaced=()) for a in past.annotations(trashed=False)
        ]
        for annotation in past.annotations(trashed=False):
            place = annotation.placement_in(new.id)
            if place is None:
                continue
            if place.decision is Decision.KEPT:
                assert any(p.decision is Decision.KEPT for p in annotation.placements[:-1])
                assert place.targets == ()
                continue
            assert place.status is AnchorStatus.ANCHORED
            assert place.decision is Decision.AUTOMATIC
            there = annotation.targets_in(new.id)
            if annotation.is_left_out_of(new.id):  # as its words were in the capture before
                assert annotation.is_left_out_of(past.article.version_id)
                continue
            assert [new.text[t.start : t.end] for t in there] == [t.exact for t in there]

    @rule(article_id=articles, which=st.integers(0, 99), of=st.integers(0, 3), start=PLACES)
    def decide(self, article_id: str, which: int, of: int, start: int | None) -> None:
        """A person gives a mark a place in any version it was not made in, or none."""
        past = self.model[article_id]
        version = past.as_read(past.versions[of % len(past.versions)])
        known = [a for a in past.annotations(trashed=False) if not a.is_made_in(version.id)]
        if not known:
            return
        annotation = known[which % len(known)]
        status = AnchorStatus.ORPHAN
        if start is None or start + 4 > len(version.text):
            place = deciding.placement_without_place(version.id, status, by="Bo", at=NOW)
        else:
            passages = [(start, start + 4)]
            place = deciding.placement_at(
                version, passages, status, Decision.ATTACHED, by="Bo", at=NOW
            )
        self.apply(article_id, deciding.decide(annotation, place, now=NOW))

    @rule(article_id=articles, which=st.integers(0, 3))
    def carry_forward(self, article_id: str, which: int) -> None:
        """What follows from the last edit by itself is one step with it."""
        past = self.model[article_id]
        version_id = past.versions[which % len(past.versions)].id
        before = past.annotations(trashed=False)
        if not versions.carry_forward(self.library, article_id, version_id, now=NOW):
            return
        assert not past.undone
        after = self.library.annotations(article_id)
        state = past.states[-1] | {annotation.id: annotation for annotation in after}
        for old, new in zip(before, after, strict=True):
            assert new.targets == old.targets
            assert set(new.placements) - set(old.placements) <= {new.placement_in(version_id)}
        if len(past.states) > 1:
            past.states[-1] = state
            past.keys[-1] = ""  # nothing that is typed on joins it
        else:
            past.states.append(state)
            past.keys.append("")
            past.journalled += 1

    @rule(article_id=articles, which=st.integers(0, 3))
    def read_another(self, article_id: str, which: int) -> None:
        past = self.model[article_id]
        other = past.versions[which % len(past.versions)]
        if other.id != past.article.version_id and past.article.uses(other):
            self.apply(article_id, versions.finish(past.article, past.read, other))

    @rule(article_id=articles, which=st.integers(0, 3))
    def discard_or_bring_back(self, article_id: str, which: int) -> None:
        past = self.model[article_id]
        other = past.versions[which % len(past.versions)]
        if other.id in past.article.later_versions:
            if other.id != past.article.version_id:
                self.apply(article_id, versions.discard(past.article, other.id))
        elif other.number > 1:
            self.apply(article_id, versions.bring_back(past.article, past.versions, other.id))

    @rule(article_id=articles, which=st.integers(0, 99), trashed=st.booleans(), edit=EDITS)
    def edit(self, article_id: str, which: int, trashed: bool, edit: Edit) -> None:
        annotations = self.model[article_id].annotations(trashed=trashed)
        if annotations:
            self.apply(article_id, edit(annotations[which % len(annotations)]))

    @rule(article_id=articles, which=st.sets(st.integers(0, 5), min_size=1))
    def trash(self, article_id: str, which: set[int]) -> None:
        annotations = self.model[article_id].annotations(trashed=False)
        chosen = [annotation for i, annotation in enumerate(annotations) if i in which]
        if chosen:
            self.apply(article_id, annotating.trash(chosen, now=NOW))

    @rule(article_id=articles, in_trash=st.booleans())
    def trash_article(self, article_id: str, in_trash: bool) -> None:
        article = self.model[article_id].states[-1][article_id]
        assert isinstance(article, Article)
        after = replace(article, trashed_at=NOW if in_trash else None)
        self.apply(article_id, ChangeSet("Article moved", article_id, (Change(article, after),)))

    @rule(article_id=articles, which=st.integers(0, 99))
    def edit_of_the_past(self, article_id: str, which: int) -> None:
        """An edit that starts from what is no longer there is refused, and changes nothing."""
        past = self.model[article_id]
        now = past.annotations(trashed=False)
        if not now:
            return
        known = now[which % len(now)]
        other = replace(known, speaker=known.speaker + "!")
        good = Change(now[0], replace(now[0], creator="never"))
        bad = Change(other, replace(other, note="never"))
        with pytest.raises(HistoryConflict):
            self.library.apply(ChangeSet("Never", article_id, (good, bad)))

    @rule(article_id=articles)
    def undo(self, article_id: str) -> None:
        past = self.model[article_id]
        undone = self.library.undo(article_id)
        assert (undone is None) == (len(past.states) == 1)
        if undone is not None:
            past.undone.append((past.states.pop(), past.keys.pop()))

    @rule(article_id=articles)
    def redo(self, article_id: str) -> None:
        past = self.model[article_id]
        redone = self.library.redo(article_id)
        assert (redone is None) == (not past.undone)
        if redone is not None:
            state, key = past.undone.pop()
            past.states.append(state)
            past.keys.append(key)

    @rule(exclusive=st.booleans())
    def reopen(self, exclusive: bool) -> None:
        self.library.close()
        self.open(exclusive=exclusive)

    @invariant()
    def the_library_is_as_the_model(self) -> None:
        for article_id, past in self.model.items():
            assert self.library.article(article_id) == past.states[-1][article_id]
            captured = [self.library.captured_version(one.id) for one in past.versions]
            assert captured == past.versions
            read = [past.as_read(one) for one in past.versions]
            assert self.library.versions(article_id) == read
            texts = {one.id: one.text for one in read}
            for annotation in past.annotations(trashed=False) + past.annotations(trashed=True):
                for target in annotation.all_targets:
                    assert texts[target.version_id][target.start : target.end] == target.exact
            for trashed in (False, True):
                annotations = self.library.annotations(article_id, trashed=trashed)
                assert annotations == past.annotations(trashed=trashed)
            assert (self.library.undo_label(article_id) is None) == (len(past.states) == 1)
            assert (self.library.redo_label(article_id) is None) == (not past.undone)
            assert len(self.library.history(article_id)) == past.journalled


LibraryMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, print_blob=True
)
test_the_library_behaves_as_its_model = LibraryMachine.TestCase
