"""What became of one annotation, told edit by edit."""

from datetime import UTC, datetime

from hypothesis import given

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.catalogue import JournalEntry
from galley.domain.changes import Change, ChangeSet
from galley.services.edits import annotating
from galley.services.edits.annotation_history import (
    FieldChange,
    Part,
    Piece,
    steps_of,
    wording_pieces,
)
from tests.strategies import hostile_texts
from tests.ui.driving import sample

NOW = datetime(2031, 5, 6, tzinfo=UTC)


def entry(number: int, change_set: ChangeSet, *, undone: bool = False) -> JournalEntry:
    return JournalEntry(number, NOW, "Ada", change_set, undone)


def annotation_of(change_set: ChangeSet) -> Annotation:
    after = change_set.changes[0].after
    assert isinstance(after, Annotation)
    return after


def test_each_edit_says_what_it_altered_of_this_annotation() -> None:
    _article, version, _data = sample()
    start = version.text.index("some 125 officials")
    made = annotating.annotate(version, [(start, start + 18)], Kind.QUOTE, now=NOW)
    first = annotation_of(made)
    kind = annotating.set_kind(first, Kind.STATISTIC, now=NOW)
    note = annotating.set_note(annotation_of(kind), "Ask the clerk.", now=NOW)
    check = annotating.set_check(
        annotation_of(note), CheckStatus.CONFIRMED, now=NOW, by="Ada", evidence="minutes"
    )
    other = annotating.annotate(version, [(0, 4)], Kind.MARK, now=NOW)
    deleted = annotating.trash([annotation_of(check), annotation_of(other)], now=NOW)
    sets = [made, kind, note, check, other, deleted]
    entries = [entry(number, one, undone=one is note) for number, one in enumerate(sets)]
    steps = steps_of(first.id, entries)
    assert [step.label for step in steps] == [
        "Mark added",
        "Kind changed",
        "Note edited",
        "Check changed",
        "Marks deleted",
    ]
    assert [step.undone for step in steps] == [False, False, True, False, False]
    assert steps[0].changes == (
        FieldChange(Part.MADE, "", "some 125 officials"),
        FieldChange(Part.KIND, "", "quote"),
    )
    assert [step.changes for step in steps[1:]] == [
        (FieldChange(Part.KIND, "quote", "statistic"),),
        (FieldChange(Part.NOTE, "", "Ask the clerk."),),
        (
            FieldChange(Part.STATUS, "unchecked", "confirmed"),
            FieldChange(Part.EVIDENCE, "", "minutes"),
        ),
        (FieldChange(Part.TRASH, "", "deleted"),),
    ]


def test_an_edit_that_alters_nothing_seen_is_no_step() -> None:
    _article, version, _data = sample()
    made = annotation_of(annotating.annotate(version, [(0, 4)], Kind.MARK, now=NOW))
    later = annotating.set_kind(made, Kind.MARK, now=datetime(2031, 5, 7, tzinfo=UTC))
    assert steps_of(made.id, [entry(1, later)]) == []
    gone = ChangeSet("Marks imported", made.article_id, (Change(made, None),))
    assert steps_of(made.id, [entry(2, gone)])[0].changes[0].part is Part.TRASH


def test_words_are_compared_one_by_one() -> None:
    assert wording_pieces("Ask the clerk today.", "Ask the mayor today.") == (
        Piece("Ask the ", 0),
        Piece("clerk", -1),
        Piece("mayor", 1),
        Piece(" today.", 0),
    )
    assert wording_pieces("", "new") == (Piece("new", 1),)
    assert wording_pieces("old", "") == (Piece("old", -1),)
    assert wording_pieces("same", "same") == (Piece("same", 0),)


@given(hostile_texts, hostile_texts)
def test_what_stayed_and_what_was_added_is_the_new_wording(before: str, after: str) -> None:
    pieces = wording_pieces(before, after)
    assert "".join(piece.text for piece in pieces if piece.sign >= 0) == after
