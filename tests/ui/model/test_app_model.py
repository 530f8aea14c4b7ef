"""The bridge to the library: shown at once, saved in order, never lost, undone across restarts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.errors import DiskFull
from galley.services.desk import OpenArticle
from galley.services.edits import annotating
from galley.services.edits.article_editing import apply_to_articles, trash
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.storage.library import Library
from galley.ui.model.app_model import AppModel
from tests.ui.driving import library_file, passage, sample
from tests.without_backup import WITHOUT_BACKUP

if TYPE_CHECKING:
    from concurrent.futures import Future

Work = Callable[[Library], Any]


class FlakyThread(LibraryThread):
    """A library's thread whose disk is full for a while."""

    full = False

    def submit(self, work: Work) -> "Future[Any]":
        def fail(_library: Library) -> NoReturn:
            raise DiskFull("Couldn’t save. The disk is full.")

        return super().submit(fail if self.full else work)


@pytest.fixture
def thread(tmp_path: Path) -> FlakyThread:
    return FlakyThread(library_file(tmp_path))


@pytest.fixture
def model(qtbot: QtBot, thread: FlakyThread) -> Iterator[AppModel]:
    model = AppModel(thread, creator="Ada")
    article, version, data = sample()
    model.show(OpenArticle(article, version, ()))
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    yield model
    thread.full = False
    model.close()


def mark(model: AppModel, words: str, kind: Kind = Kind.QUOTE) -> Annotation:
    assert model.version is not None
    annotation = model.marking.annotate([passage(model.version, words)], kind)
    assert annotation is not None
    return annotation


def saved(qtbot: QtBot, model: AppModel) -> None:
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)


def on_disk(model: AppModel) -> list[Annotation]:
    """What another reader of the file finds, now."""
    assert model.article is not None
    with Library.open(model.library_path) as library:
        return library.annotations(model.article.id)


def test_a_mark_is_shown_at_once_and_said_to_be_saved_when_it_is(
    qtbot: QtBot, model: AppModel
) -> None:
    states: list[SaveState] = []
    model.save_state_changed.connect(states.append)
    annotation = mark(model, "some 125 officials", Kind.STATISTIC)
    assert model.annotations == [annotation]
    assert model.save_state is SaveState.SAVING
    saved(qtbot, model)
    assert states == [SaveState.SAVING, SaveState.SAVED]
    assert on_disk(model) == [annotation]
    assert annotation.creator == "Ada"


def test_the_library_row_counts_with_it(qtbot: QtBot, model: AppModel) -> None:
    one = mark(model, "some 125 officials")
    mark(model, "this year")
    model.marking.set_check(one.id, CheckStatus.CONFIRMED)
    saved(qtbot, model)
    row = model.shelf.summaries[0]
    assert (row.facts, row.checked) == (2, 1)


def test_the_library_row_says_what_a_person_wrote_and_takes_it_back(
    qtbot: QtBot, model: AppModel
) -> None:
    article = model.article
    assert article is not None

    def said() -> str:
        return model.shelf.by_id[article.id].publication

    before = article.metadata.publication
    model.editing.set_metadata(article, replace(article.metadata, publication="The Mill Post"))
    qtbot.waitUntil(lambda: said() == "The Mill Post")
    saved(qtbot, model)
    model.undo()
    qtbot.waitUntil(lambda: said() == before)


def test_typing_is_one_step_and_reaches_the_disk_by_itself(qtbot: QtBot, model: AppModel) -> None:
    annotation = mark(model, "this year")
    for end in range(1, 12):
        model.marking.set_note(annotation.id, "Which year?"[:end], "visit")
    assert model.save_state is SaveState.SAVING
    saved(qtbot, model)
    assert [a.note for a in on_disk(model)] == ["Which year?"]
    with qtbot.waitSignal(model.undone):
        model.undo()
    assert model.annotations[0].note == ""
    with qtbot.waitSignal(model.undone):
        model.redo()
    assert model.annotations[0].note == "Which year?"


def test_two_visits_to_a_note_are_two_steps(qtbot: QtBot, model: AppModel) -> None:
    annotation = mark(model, "this year")
    model.marking.set_note(annotation.id, "First.", "one")
    model.marking.set_note(annotation.id, "First. Second.", "two")
    model.marking.flush_typing()
    with qtbot.waitSignal(model.undone):
        model.undo()
    assert model.annotations[0].note == "First."


def test_undo_right_after_an_edit_takes_back_that_edit(qtbot: QtBot, model: AppModel) -> None:
    mark(model, "this year")
    kept = mark(model, "some 125 officials")
    model.marking.set_kind(kept.id, Kind.STATISTIC)
    model.undo()
    model.undo()
    qtbot.waitUntil(lambda: len(model.annotations) == 1)
    saved(qtbot, model)
    assert [a.exact for a in on_disk(model)] == ["this year"]


def test_an_edit_made_while_an_undo_is_under_way_is_kept(qtbot: QtBot, model: AppModel) -> None:
    mark(model, "this year")
    saved(qtbot, model)
    model.undo()
    mark(model, "some 125 officials")
    qtbot.waitUntil(lambda: [a.exact for a in model.annotations] == ["some 125 officials"])
    saved(qtbot, model)
    assert [a.exact for a in on_disk(model)] == ["some 125 officials"]


def test_a_note_typed_while_an_undo_is_under_way_stays_beside_what_that_took_back(
    qtbot: QtBot, model: AppModel
) -> None:
    kept = mark(model, "this year")
    model.marking.set_kind(kept.id, Kind.CLAIM)
    saved(qtbot, model)
    model.undo()
    model.marking.set_note(kept.id, "Which year?", typing="visit")
    model.marking.add_tag([kept.id], "dates")
    saved(qtbot, model)
    (found,) = on_disk(model)
    assert (found.kind, found.note, found.tags) == (Kind.QUOTE, "Which year?", ("dates",))
    assert model.annotations == [found]
    for _undo in range(2):
        model.undo()
    qtbot.waitUntil(lambda: not model.is_turning)
    assert [(a.kind, a.note, a.tags) for a in on_disk(model)] == [(Kind.QUOTE, "", ())]


def test_what_was_typed_while_an_undo_is_under_way_is_never_out_of_sight(
    qtbot: QtBot, model: AppModel
) -> None:
    kept = mark(model, "this year")
    model.marking.set_kind(kept.id, Kind.CLAIM)
    saved(qtbot, model)
    seen: list[str] = []

    def look() -> None:
        there = model.annotation(kept.id)
        seen.append("" if there is None else there.note)

    model.undo()
    model.marking.set_note(kept.id, "Which year?", typing="visit")
    model.shared.edits.state_changed.connect(look)
    qtbot.waitUntil(lambda: not model.is_turning)
    saved(qtbot, model)
    assert set(seen) == {"Which year?"}


def test_what_was_written_on_a_mark_that_an_undo_takes_away_brings_it_back(
    qtbot: QtBot, model: AppModel
) -> None:
    going = mark(model, "this year")
    saved(qtbot, model)
    model.undo()
    model.marking.set_note(going.id, "Wait, which year?", typing="visit")
    model.marking.flush_typing()
    qtbot.waitUntil(lambda: [a.note for a in model.annotations] == ["Wait, which year?"])
    saved(qtbot, model)
    assert [(a.exact, a.note) for a in on_disk(model)] == [("this year", "Wait, which year?")]


def test_deleting_what_an_undo_is_just_taking_away_leaves_it_away(
    qtbot: QtBot, model: AppModel
) -> None:
    going = mark(model, "this year")
    saved(qtbot, model)
    model.undo()
    model.marking.trash([going.id])
    saved(qtbot, model)
    assert model.annotations == []
    assert on_disk(model) == []


def test_an_edit_of_what_a_command_changed_meanwhile_goes_over_it(
    qtbot: QtBot, model: AppModel
) -> None:
    ours = mark(model, "this year")
    saved(qtbot, model)
    with Library.open(model.library_path) as another:
        now = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
        another.apply(annotating.set_tags(ours, ["checked-elsewhere"], now=now))
    model.marking.set_kind(ours.id, Kind.CLAIM)
    model.marking.set_note(ours.id, "Which year?", typing="visit")
    model.marking.flush_typing()
    saved(qtbot, model)
    (found,) = on_disk(model)
    assert (found.kind, found.tags) == (Kind.CLAIM, ("checked-elsewhere",))
    assert found.note == "Which year?"
    assert model.annotations == [found]


def test_a_mark_that_a_command_deleted_keeps_what_is_written_on_it_in_the_trash(
    qtbot: QtBot, model: AppModel
) -> None:
    ours = mark(model, "this year")
    saved(qtbot, model)
    with Library.open(model.library_path) as another:
        another.apply(annotating.trash([ours], now=datetime(2026, 11, 23, 11, 0, tzinfo=UTC)))
    model.marking.set_note(ours.id, "Which year?", typing="visit")
    model.marking.flush_typing()
    saved(qtbot, model)
    with Library.open(model.library_path) as library:
        (found,) = library.annotations(ours.article_id, trashed=True)
    assert found.note == "Which year?"  # in the trash, whole: nothing is lost
    assert model.annotations == []


def test_a_full_disk_loses_nothing(qtbot: QtBot, model: AppModel, thread: FlakyThread) -> None:
    first = mark(model, "this year")
    saved(qtbot, model)
    thread.full = True
    with qtbot.waitSignal(model.trouble) as trouble:
        second = mark(model, "some 125 officials")
    assert trouble.args == ["Couldn’t save. The disk is full.", True]
    third = mark(model, "less than a week after")
    model.marking.set_note(third.id, "Said when?", "visit")
    model.marking.flush_typing()
    assert model.save_state is SaveState.FAILED
    assert len(model.annotations) == 3
    assert [a.exact for a in on_disk(model)] == [first.exact]
    assert {c.entity.id for s in model.unsaved for c in s.changes} == {second.id, third.id}
    thread.full = False
    model.retry()
    saved(qtbot, model)
    assert sorted(a.exact for a in on_disk(model)) == sorted(a.exact for a in model.annotations)
    assert [a.note for a in on_disk(model) if a.id == third.id] == ["Said when?"]


def test_closing_sends_what_was_typed(qtbot: QtBot, model: AppModel) -> None:
    annotation = mark(model, "this year")
    saved(qtbot, model)
    model.marking.set_note(annotation.id, "Typed and closed at once.", "visit")
    model.close()
    assert [a.note for a in on_disk(model)] == ["Typed and closed at once."]


def test_undo_survives_a_restart(qtbot: QtBot, model: AppModel) -> None:
    mark(model, "this year")
    article = model.article
    assert article is not None
    model.close()
    again = AppModel(LibraryThread(model.library_path))
    with qtbot.waitSignal(again.article_opened):
        again.open_article(article.id)
    assert again.labels.undo == "Mark added"
    with qtbot.waitSignal(again.undone):
        again.undo()
    assert again.annotations == []
    again.close()


def test_deleting_several_is_one_step(qtbot: QtBot, model: AppModel) -> None:
    ids = [mark(model, words).id for words in ("this year", "some 125 officials")]
    with qtbot.waitSignal(model.marking.deleted) as deleted:
        model.marking.trash(ids)
    assert deleted.args == [2]
    assert model.annotations == []
    with qtbot.waitSignal(model.undone):
        model.undo()
    assert {a.id for a in model.annotations} == set(ids)


def test_an_article_comes_back_from_the_trash(qtbot: QtBot, model: AppModel) -> None:
    article = model.article
    assert article is not None
    gone = trash(now=datetime(2026, 1, 2, tzinfo=UTC))
    model.library_thread.submit(
        lambda lib: apply_to_articles(lib, [article.id], gone, WITHOUT_BACKUP)
    ).result()
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.refresh()
    assert model.shelf.summaries == []
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.restore(article.id)
    assert [row.id for row in model.shelf.summaries] == [article.id]


def test_an_edit_of_another_article_is_not_shown_in_this_one(model: AppModel) -> None:
    version = model.version
    assert version is not None
    elsewhere = replace(version, article_id="another")
    model.see(annotating.annotate(elsewhere, [(0, 5)], Kind.QUOTE, now=datetime.now(UTC)))
    assert model.annotations == []
