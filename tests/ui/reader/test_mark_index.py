"""The index of marks against a plain list."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import AnchorStatus, Annotation, Decision, Kind, Placement, Target
from galley.ui.reader.mark_index import Mark, MarkIndex, nesting

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
passages = st.tuples(st.integers(0, 2000), st.integers(1, 700)).map(lambda p: (p[0], p[0] + p[1]))


def annotation(name: str, *ranges: tuple[int, int]) -> Annotation:
    targets = tuple(Target("v", start, end, "x" * (end - start)) for start, end in ranges)
    return Annotation(name, "a", Kind.QUOTE, targets, NOW, NOW)


@given(st.lists(st.lists(passages, min_size=1, max_size=3), max_size=12), passages, st.data())
def test_it_finds_what_a_plain_list_finds(
    marks: list[list[tuple[int, int]]], asked: tuple[int, int], data: st.DataObject
) -> None:
    annotations = [annotation(f"n{number}", *ranges) for number, ranges in enumerate(marks)]
    index = MarkIndex()
    index.replace_all(annotations, "v")
    gone = data.draw(st.sets(st.sampled_from(annotations))) if annotations else set()
    for one in gone:
        index.remove(one.id)
        index.remove(one.id)  # twice is no error
    kept = [one for one in annotations if one not in gone]
    expected = {
        (one.id, target.start, target.end)
        for one in kept
        for target in one.targets
        if target.start < asked[1] and target.end > asked[0]
    }
    found = index.touching(*asked)
    assert {mark.key for mark in found} == expected
    assert found == sorted(found, key=lambda mark: mark.order)
    assert len(index) == len(kept)


@given(st.data())
def test_any_sequence_of_changes_leaves_what_a_dictionary_holds(data: st.DataObject) -> None:
    index, held, names = MarkIndex("v"), dict[str, Annotation](), [f"n{n}" for n in range(8)]

    def drawn(name: str) -> Annotation:
        return annotation(name, data.draw(passages))

    for _step in range(data.draw(st.integers(1, 12))):
        what = data.draw(st.sampled_from(["put", "remove", "change", "add", "ask"]))
        chosen = data.draw(st.lists(st.sampled_from(names), unique=True))
        others = [name for name in names if name not in chosen]
        if what == "change":
            put, removed = [drawn(name) for name in chosen], others[: data.draw(st.integers(0, 4))]
            index.change(put, removed)
            held = {k: v for k, v in held.items() if k not in removed} | {a.id: a for a in put}
        elif what == "add":
            new = [drawn(name) for name in chosen if name not in held]
            index.add(new)
            held |= {one.id: one for one in new}
        for name in chosen if what in ("put", "remove") else ():
            held.pop(name, None)
            if what == "put":
                held[name] = drawn(name)
                index.put(held[name])
            else:
                index.remove(name)
        if what == "ask":
            start, end = data.draw(passages)
            assert {mark.annotation for mark in index.touching(start, end)} == {
                one for one in held.values() if one.start < end and one.targets[0].end > start
            }
    assert {one.id: one for one in index.annotations} == held
    assert len(index) == len(held)
    assert {mark.annotation.id for mark in index} == held.keys()


def test_a_new_form_replaces_the_old_one() -> None:
    index = MarkIndex("v")
    first = annotation("n", (10, 20))
    index.put(first)
    index.put(replace(first, targets=annotation("n", (3000, 3010)).targets))
    assert index.touching(0, 100) == []
    assert [mark.start for mark in index.get("n")] == [3000]


def test_a_mark_is_only_where_it_stands_in_this_version() -> None:
    made = annotation("n", (10, 20), (40, 50))
    there = (Target("w", 70, 80, "x" * 10), Target("w", 90, 95, "x" * 5))
    placed = replace(
        made,
        placements=(
            Placement("w", there, AnchorStatus.ANCHORED, Decision.AUTOMATIC),
            Placement("u", (), AnchorStatus.ORPHAN, Decision.KEPT),
        ),
    )
    index = MarkIndex()
    index.replace_all([placed], "w")
    assert [(m.start, m.end, m.passage, m.last) for m in index.touching(0, 500)] == [
        (70, 80, 0, False),
        (90, 95, 1, True),
    ]
    for version_id in ("u", "another"):
        index.replace_all([placed], version_id)
        assert len(index) == 0
    index.put(placed)
    assert index.get("n") == ()


def test_nested_and_overlapping_marks_keep_apart() -> None:
    outer, inner, overlap, apart = (
        Mark(annotation(name, span), *span)
        for name, span in [("o", (0, 50)), ("i", (5, 10)), ("v", (40, 60)), ("a", (70, 80))]
    )
    depths = nesting([outer, inner, overlap, apart])
    assert depths == {outer.key: 0, inner.key: 1, overlap.key: 1, apart.key: 0}
