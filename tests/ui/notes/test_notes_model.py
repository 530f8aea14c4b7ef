"""The cards' model: reading order, filters, and telling the view no more than what changed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind, reading_order
from galley.ui.notes.filters import NoteFilter, occurrences
from galley.ui.notes.model import NotesModel

Make = Callable[..., Annotation]
CONFIRMED = Check(CheckStatus.CONFIRMED)


class Signals:
    """What a view heard."""

    def __init__(self, model: NotesModel) -> None:
        self.heard: list[tuple[str, int, int]] = []
        model.rowsInserted.connect(lambda _p, a, b: self.heard.append(("in", a, b)))
        model.rowsRemoved.connect(lambda _p, a, b: self.heard.append(("out", a, b)))
        model.dataChanged.connect(lambda a, b: self.heard.append(("new", a.row(), b.row())))
        model.modelReset.connect(lambda: self.heard.append(("reset", 0, 0)))


def checked_model() -> NotesModel:
    model = NotesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def shown(model: NotesModel) -> list[str]:
    return [model.annotation_at(row).id for row in range(model.rowCount())]


@pytest.fixture
def five(make_annotation: Make) -> list[Annotation]:
    return [make_annotation(f"n{n}", start=n * 100) for n in range(5)]


def test_cards_come_in_reading_order(five: list[Annotation]) -> None:
    model = checked_model()

    model.set_annotations(five[::-1])

    assert shown(model) == ["n0", "n1", "n2", "n3", "n4"]


def test_one_mark_more_is_one_row_more(five: list[Annotation], make_annotation: Make) -> None:
    model = checked_model()
    model.set_annotations(five)
    signals = Signals(model)

    model.set_annotations([*five, make_annotation("new", start=250)])

    assert signals.heard == [("in", 3, 3)]
    assert shown(model) == ["n0", "n1", "n2", "new", "n3", "n4"]


def test_the_same_list_again_is_no_news(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations(five)
    signals = Signals(model)

    model.set_annotations([replace(annotation) for annotation in five])

    assert signals.heard == []


def test_another_article_is_a_new_list(five: list[Annotation], make_annotation: Make) -> None:
    model = checked_model()
    model.set_annotations(five)
    signals = Signals(model)

    model.set_annotations([make_annotation("other")])

    assert signals.heard == [("reset", 0, 0)]


def test_a_changed_annotation_is_one_changed_row(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations(five)
    signals = Signals(model)

    model.update_annotation(replace(five[2], note="Ask again."))

    assert signals.heard == [("new", 2, 2)]
    assert model.annotation_at(2).note == "Ask again."
    assert model.annotations[2].note == "Ask again."


def test_an_annotation_moved_to_other_words_moves_its_row(
    five: list[Annotation], make_annotation: Make
) -> None:
    model = checked_model()
    model.set_annotations(five)

    model.update_annotation(make_annotation("n0", start=350))

    assert shown(model) == ["n1", "n2", "n3", "n0", "n4"]
    assert [note.id for note in model.annotations] == shown(model)


def test_an_unknown_annotation_is_added(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations(five[1:])

    model.update_annotation(five[0])

    assert shown(model)[0] == "n0"


def test_a_status_that_the_filter_leaves_out_takes_the_card_away(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations(five)
    model.set_filter(NoteFilter(statuses=frozenset({CheckStatus.UNCHECKED})))

    model.update_annotation(replace(five[1], check=CONFIRMED))
    assert shown(model) == ["n0", "n2", "n3", "n4"]
    model.update_annotation(five[1])

    assert shown(model) == ["n0", "n1", "n2", "n3", "n4"]


def test_a_hidden_annotation_can_go(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations([replace(five[0], check=CONFIRMED), *five[1:]])
    model.set_filter(NoteFilter(statuses=frozenset({CheckStatus.UNCHECKED})))

    model.remove_annotations(["n0", "n3", "nobody"])

    assert shown(model) == ["n1", "n2", "n4"]
    assert not model.has("n0")
    assert len(model.annotations) == 3


def test_numbers_are_a_reader_s_count_unless_given(five: list[Annotation]) -> None:
    model = checked_model()
    model.set_annotations(five)
    model.set_filter(NoteFilter(kinds=frozenset({Kind.QUOTE})))
    role = Qt.ItemDataRole.AccessibleTextRole

    assert model.data(model.index(3), role) == "Note 4, Quote, Unchecked"
    model.set_annotations(five, numbers={"n3": 9})
    assert model.data(model.index(3), role) == "Note 9, Quote, Unchecked"


def test_status_and_kind_both_have_to_fit(make_annotation: Make) -> None:
    wanted = NoteFilter(frozenset({CheckStatus.WRONG}), frozenset({Kind.CLAIM}))

    assert wanted.accepts(make_annotation(kind=Kind.CLAIM, status=CheckStatus.WRONG))
    assert not wanted.accepts(make_annotation(kind=Kind.CLAIM))
    assert not wanted.accepts(make_annotation(status=CheckStatus.WRONG))


def test_a_filter_s_parts_can_be_put_in_and_taken_out() -> None:
    both = NoteFilter().with_status(CheckStatus.WRONG).with_kind(Kind.CLAIM)

    assert both.with_status(CheckStatus.WRONG) == NoteFilter(kinds=frozenset({Kind.CLAIM}))
    assert both.with_status(CheckStatus.WRONG).with_kind(Kind.CLAIM).shows_all


def test_only_what_occurs_is_counted(make_annotation: Make) -> None:
    counted = occurrences(
        [
            make_annotation("a", kind=Kind.CLAIM),
            make_annotation("b", kind=Kind.QUOTE, status=CheckStatus.WRONG),
            make_annotation("c", kind=Kind.QUOTE),
        ]
    )

    assert counted.statuses == {CheckStatus.UNCHECKED: 2, CheckStatus.WRONG: 1}
    assert list(counted.kinds.items()) == [(Kind.QUOTE, 2), (Kind.CLAIM, 1)]


edits = st.lists(
    st.tuples(
        st.sampled_from(["update", "remove", "filter", "set"]),
        st.integers(0, 7),
        st.integers(0, 400),
        st.sampled_from(list(CheckStatus)),
    ),
    max_size=25,
)


@given(edits)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_rows_are_the_accepted_annotations_in_reading_order(
    make_annotation: Make, steps: list[tuple[str, int, int, CheckStatus]]
) -> None:
    model = checked_model()
    kept: dict[str, Annotation] = {}
    for verb, number, start, status in steps:
        note = make_annotation(f"n{number}", start=start, status=status)
        if verb == "remove":
            kept.pop(note.id, None)
            model.remove_annotations([note.id])
        elif verb == "filter":
            model.set_filter(
                NoteFilter(statuses=frozenset({status}) if number % 2 else frozenset())
            )
        else:
            kept[note.id] = note
            if verb == "set":
                model.set_annotations(list(kept.values()))
            else:
                model.update_annotation(note)
        expected = sorted(filter(model.filter.accepts, kept.values()), key=reading_order)
        assert [model.annotation_at(row) for row in range(model.rowCount())] == expected
        for row, annotation in enumerate(expected):
            assert model.row_of(annotation.id) == row
