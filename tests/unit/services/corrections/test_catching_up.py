"""A mark made in a text that was corrected meanwhile stands on the letters that were marked."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Block, Version, Zone
from galley.domain.catalogue import JournalEntry
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict
from galley.domain.reading import Reading, read
from galley.domain.structure import Correction, LeaveOut, Split, Structure
from galley.services import desk
from galley.services.corrections.catching_up import caught_up
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.edits.annotating import annotate
from galley.storage.library import Library
from tests.corrected_versions import corrections_of, read_versions
from tests.unit.storage.sample_values import NOW, an_article

SAID = "It was full, said the harbour master."
BLOCKS = (
    Block(Zone.BODY, "Nobody went."),
    Block(Zone.BODY, SAID),
    Block(Zone.BODY, "Nobody came."),
    Block(Zone.BODY, SAID),
    Block(Zone.BODY, "All went home."),
)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Library, Version]:
    library = Library.open(tmp_path / "library.galley")
    article, version, capture = an_article()
    version = replace(version, blocks=BLOCKS, figures=())
    library.add_article(article, version, capture)
    return library, version


def marked(version: Version, words: str, after: str) -> ChangeSet:
    start = version.text.index(words, version.text.index(after))
    return annotate(version, [(start, start + len(words))], Kind.QUOTE, now=NOW)


def annotation(edit: ChangeSet) -> Annotation:
    entity = edit.changes[0].entity
    assert isinstance(entity, Annotation)
    return entity


def test_a_mark_made_while_a_correction_is_undone_stays_on_its_words(
    made: tuple[Library, Version],
) -> None:
    library, version = made
    correct(library, version.id, None, [LeaveOut(0)])
    seen = library.version(version.id)
    library.undo(version.article_id)
    edit = marked(seen, SAID, "came.")
    labels, elsewhere = desk.apply_over(library, edit)
    (mark,) = library.annotations(version.article_id)
    assert mark.start == version.text.rindex(SAID)
    assert elsewhere == replace(
        edit, label="Changed elsewhere", changes=(Change(annotation(edit), mark),)
    )
    assert labels.undo == "Mark added"
    assert library.verify() == []
    library.undo(version.article_id)
    assert library.annotations(version.article_id) == []
    library.close()


def test_the_same_words_at_that_very_place_are_not_taken_for_those_that_were_marked(
    made: tuple[Library, Version],
) -> None:
    library, _version = made
    blocks = (Block(Zone.BODY, SAID), Block(Zone.BODY, SAID), Block(Zone.BODY, "All went home."))
    other, first, capture = an_article(2)
    first = replace(first, blocks=blocks, figures=())
    library.add_article(other, first, capture)
    correct(library, first.id, None, [LeaveOut(0)])
    seen = library.version(first.id)
    library.undo(other.id)
    desk.apply_over(library, marked(seen, SAID, SAID))
    (mark,) = library.annotations(other.id)
    assert mark.start == len(SAID) + 1  # and not 0, where the first of them stands again
    library.close()


def test_an_end_that_is_moved_while_the_text_is_corrected_elsewhere_stays_where_it_was_put(
    made: tuple[Library, Version],
) -> None:
    library, version = made
    add = marked(version, "full", "came.")
    library.apply(add)
    mark = annotation(add)
    wider = annotating.move_passage(mark, version, 0, mark.start, mark.start + 10, now=NOW)
    correct(library, version.id, None, [LeaveOut(0), Split(0, 12)])
    desk.apply_over(library, wider)
    (now,) = library.annotations(version.article_id)
    text = library.version(version.id).text
    assert [text[t.start : t.end] for t in now.targets] == ["full, said"]
    assert now.start == text.rindex("full, said")
    assert library.verify() == []
    library.close()


def test_a_mark_whose_words_were_left_out_meanwhile_is_told(made: tuple[Library, Version]) -> None:
    library, version = made
    edit = marked(version, "Nobody came", "")
    correct(library, version.id, None, [LeaveOut(2)])
    with pytest.raises(HistoryConflict, match="left out of the text meanwhile"):
        desk.apply_over(library, edit)
    assert library.annotations(version.article_id) == []
    library.redo(version.article_id)
    library.undo(version.article_id)
    desk.apply_over(library, edit)
    assert library.annotations(version.article_id)
    library.close()


class Told:
    """As much of a library as is asked: a version, its corrections now, and how they became so."""

    def __init__(self, version: Version, steps: Sequence[Structure | None]) -> None:
        self.version, self.steps = version, steps

    def captured_version(self, _version_id: str) -> Version:
        return self.version

    def structure(self, _version_id: str) -> Structure | None:
        return self.steps[-1]

    def history(self, article_id: str) -> list[JournalEntry]:
        pairs = zip(self.steps, self.steps[1:], strict=False)
        edits = [ChangeSet("", article_id, (Change(a, b),)) for a, b in pairs if a or b]
        return [JournalEntry(n, NOW, "", edit) for n, edit in enumerate(edits)]


def origins(reading: Reading, start: int, end: int) -> list[int]:
    return [
        run.origin + place - run.start
        for run in reading.runs
        for place in range(max(start, run.start), min(end, run.start + run.length))
        if not reading.version.text[place].isspace()
    ]


@given(read_versions.flatmap(lambda v: st.tuples(st.just(v), corrections_of(v))), st.data())
def test_whatever_was_corrected_or_undone_a_mark_is_on_its_letters_or_refused(
    made: tuple[Version, tuple[Correction, ...]], data: st.DataObject
) -> None:
    version, corrections = made
    steps = [
        Structure(version.id, version.article_id, corrections[:n]) if n else None
        for n in range(len(corrections) + 1)
    ]
    steps += data.draw(st.sampled_from([[], steps[-2::-1], steps[-2:-3:-1]]))
    seen = data.draw(st.sampled_from(steps))
    was = read(version, seen.corrections if seen else ())
    text = was.version.text
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edit = annotate(was.version, [(start, end)], Kind.QUOTE, now=NOW)
    found = caught_up(Told(version, steps), edit)  # type: ignore[arg-type] # as much as is asked
    now = read(version, steps[-1].corrections if steps[-1] else ())
    if found is None:
        wanted = origins(was, start, end)
        there = origins(now, 0, len(now.version.text))
        assert not wanted or wanted[0] not in there or wanted[-1] not in there
        return
    targets = annotation(found).targets
    assert all(target.stands_in(now.version.text) for target in targets)
    (mark,) = annotation(edit).targets
    readings = [read(version, step.corrections if step else ()) for step in steps]
    if len({one.runs for one in readings if mark.stands_in(one.version.text)}) > 1:
        return  # all around is the same, too: nobody could tell
    letters = [o for t in targets for o in origins(now, t.start, t.end)]
    assert set(letters) <= set(origins(was, start, end))


def test_an_elided_quotation_of_which_a_part_is_nowhere_now_is_told(
    made: tuple[Library, Version],
) -> None:
    library, version = made
    correct(library, version.id, None, [Split(0, 6)])
    seen = library.version(version.id)
    here = [(seen.text.index(words), words) for words in (BLOCKS[0].text[:5], BLOCKS[-1].text[:5])]
    edit = annotate(seen, [(at, at + len(words)) for at, words in here], Kind.QUOTE, now=NOW)
    library.undo(version.article_id)
    correct(library, version.id, None, [LeaveOut(0)])
    with pytest.raises(HistoryConflict):
        desk.apply_over(library, edit)
    assert library.annotations(version.article_id) == []
    library.close()


def test_what_was_corrected_elsewhere_since_it_was_seen_is_not_corrected_over(
    made: tuple[Library, Version],
) -> None:
    library, version = made
    correct(library, version.id, None, [LeaveOut(0)])
    with pytest.raises(HistoryConflict):
        correct(library, version.id, None, [LeaveOut(1)])
    known = library.structure(version.id)
    assert known is not None
    assert known.corrections == (LeaveOut(0),)
    correct(library, version.id, known, [LeaveOut(1)])
    library.close()
