"""What was corrected, decided or given in one capture holds in the next, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.domain.annotation import Absence, AnchorStatus, Annotation, Decision, Kind
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Figure,
    ParsedArticle,
    Picture,
    Version,
    Zone,
)
from galley.domain.changes import Change, ChangeSet
from galley.domain.reading import corrected
from galley.domain.structure import AsCaptured, BringBack, LeaveOut, SetZone, Split, Structure
from galley.services.corrections import source_check
from galley.services.corrections.captured_page import ReadCapture
from galley.services.corrections.correcting import correct, correction_edit
from galley.services.edits.annotating import annotate
from galley.services.intake.importing import add_parsed
from galley.services.later_captures import versions
from galley.services.later_captures.carrying import CarriedOver, with_corrections
from galley.services.later_captures.deciding import decide, placement_at, placement_without_place
from galley.services.later_captures.settling import settled
from galley.storage.library import Library
from tests.corrected_versions import corrections_of, read_versions
from tests.unit.services.later_captures.test_versions import (
    FIRST,
    LATER,
    NOW,
    SECOND,
    THIRD,
    add,
    bytes_of,
    mark,
    parsed,
    stored,
)

BYLINE = "By Ada Quay, on the north quay"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as opened:
        yield opened


@pytest.fixture
def article(library: Library) -> Article:
    capture = parsed(BYLINE, FIRST, SECOND, THIRD)
    data = bytes_of(capture)
    return add_parsed(library, capture, data, name="page.txt", media_type="", now=NOW).article


def fix(library: Library, article: Article, *corrections: object) -> None:
    version_id = library.article(article.id).version_id
    correct(library, version_id, library.structure(version_id), corrections)  # type: ignore[arg-type] # of any kind


def zones(version: Version) -> list[Zone]:
    return [block.zone for block in version.blocks]


def test_corrections_hold_in_the_next_capture_and_are_undone_with_it(
    library: Library, article: Article
) -> None:
    fix(library, article, SetZone(1, Zone.BYLINE))
    fix(library, article, Split(2, 31))
    told = list[CarriedOver]()
    capture = parsed("Updated at noon.", BYLINE, FIRST, SECOND, THIRD)
    new = versions.add_version(
        library, article.id, capture, bytes_of(capture), name="2", now=LATER, told=told.append
    )
    assert zones(new)[1:4] == [Zone.BODY, Zone.BYLINE, Zone.BODY]
    assert library.version(new.id) == new
    assert library.captured_version(new.id).blocks == capture.blocks
    assert (told[0].count, told[0].lost) == (2, ())
    library.undo(article.id)
    assert library.structure(new.id) is None
    library.redo(article.id)
    assert library.version(new.id) == new


def test_a_mark_on_corrected_words_has_its_place_in_the_corrected_text(
    library: Library, article: Article
) -> None:
    fix(library, article, LeaveOut(2))
    marked = mark(library, article, "105 passengers")
    new = add(library, article, BYLINE, FIRST, "A box.", SECOND, THIRD)
    (place,) = stored(library, marked).targets_in(new.id)
    assert new.text[place.start : place.end] == "105 passengers"
    assert FIRST not in new.text


def test_a_mark_that_was_left_out_with_its_words_is_left_out_again(
    library: Library, article: Article
) -> None:
    marked = mark(library, article, "sank at noon")
    fix(library, article, LeaveOut(2))
    new = add(library, article, "A box.", BYLINE, FIRST, SECOND, THIRD)
    assert stored(library, marked).absence_in(new.id) is Absence.LEFT_OUT
    assert versions.undecided(library.annotations(article.id), new.id) == []
    correct(library, new.id, library.structure(new.id), [BringBack(0, 3)])
    (place,) = stored(library, marked).targets_in(new.id)
    assert place.exact == "sank at noon"


def test_what_could_not_be_carried_is_named_until_it_is_made_here(
    library: Library, article: Article
) -> None:
    fix(library, article, SetZone(1, Zone.BYLINE), Split(2, 31))
    other = "By Bo Mast and others in the harbour"
    new = add(library, article, other, FIRST, SECOND, THIRD)
    found = source_check.look(library, new.id)
    assert (found.earlier, [one.words for one in found.not_carried]) == (1, [BYLINE])
    earlier = library.article(article.id).version_id
    assert source_check.look(library, earlier).not_carried == ()


def test_what_was_given_up_is_not_carried(library: Library, article: Article) -> None:
    fix(library, article, LeaveOut(1))
    fix(library, article, AsCaptured())
    new = add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.")
    assert library.structure(new.id) is None


def test_corrections_of_a_waiting_capture_hold_in_the_one_after(
    library: Library, article: Article
) -> None:
    second = add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.")
    correct(library, second.id, None, [LeaveOut(1)])
    third = add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.", "And more.")
    assert BYLINE not in third.text


def test_a_capture_whose_coming_in_was_undone_has_them_when_it_comes_again(
    library: Library, article: Article
) -> None:
    fix(library, article, SetZone(1, Zone.BYLINE))
    marked = mark(library, article, "sank at noon")
    add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.")
    library.undo(article.id)
    again = add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.")
    assert zones(again)[1] is Zone.BYLINE
    assert stored(library, marked).targets_in(again.id)


# Decisions


def keep(library: Library, annotation: Annotation, version: Version) -> None:
    known = stored(library, annotation)
    found = versions.proposals(library, known.article_id, known.targets[0].version_id, version.id)
    status = found[known.id][0].status
    place = placement_without_place(version.id, status, by="Ada", at=LATER)
    library.apply(decide(known, place, now=LATER))


def read(library: Library, article: Article, version: Version) -> None:
    known = library.article(article.id)
    old = library.version(known.version_id)
    library.apply(versions.finish(known, old, version))


def test_an_orphan_that_was_kept_is_not_asked_again(library: Library, article: Article) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, THIRD)
    keep(library, marked, second)
    read(library, article, second)
    third = add(library, article, BYLINE, FIRST, THIRD, "More.")
    place = stored(library, marked).placement_in(third.id)
    assert place is not None
    assert (place.decision, place.by, place.at) == (Decision.KEPT, "Ada", LATER)
    assert versions.undecided(library.annotations(article.id), third.id) == []
    library.undo(article.id)
    assert not stored(library, marked).is_decided_in(third.id)


def test_nor_is_it_where_nothing_was_read_in_between(library: Library, article: Article) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, THIRD)
    keep(library, marked, second)
    third = add(library, article, BYLINE, FIRST, THIRD, "More.")
    fourth = add(library, article, BYLINE, FIRST, THIRD, "More.", "And more.")
    for version in (third, fourth):
        assert stored(library, marked).absence_in(version.id) is Absence.ORPHAN


def test_words_that_are_found_again_have_their_place(library: Library, article: Article) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, THIRD)
    keep(library, marked, second)
    read(library, article, second)
    third = add(library, article, BYLINE, FIRST, SECOND, THIRD, "More.")
    found = stored(library, marked)
    assert found.targets_in(third.id) or not found.is_decided_in(third.id)


def test_a_wording_that_was_declined_is_not_offered_again(
    library: Library, article: Article
) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, SECOND.replace("105", "115"), THIRD)
    keep(library, marked, second)
    read(library, article, second)
    third = add(library, article, BYLINE, FIRST, SECOND.replace("105", "115"), THIRD, "More.")
    assert stored(library, marked).absence_in(third.id) is Absence.KEPT


def test_another_wording_is(library: Library, article: Article) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, SECOND.replace("105", "115"), THIRD)
    keep(library, marked, second)
    read(library, article, second)
    third = add(library, article, BYLINE, FIRST, SECOND.replace("105", "125"), THIRD)
    assert stored(library, marked).absence_in(third.id) is Absence.UNDECIDED


def test_a_decision_in_a_discarded_capture_binds_nobody(library: Library, article: Article) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, THIRD)
    keep(library, marked, second)
    library.apply(versions.discard(library.article(article.id), second.id))
    third = add(library, article, BYLINE, FIRST, THIRD, "More.")
    assert stored(library, marked).absence_in(third.id) is Absence.UNDECIDED


# Pictures


def pictured(caption: str, *paragraphs: str, address: str = "") -> ParsedArticle:
    capture = parsed(*paragraphs)
    photo = Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0)
    said = (Block(Zone.CAPTION, caption, group=0),) if caption else ()
    blocks = (capture.blocks[0], photo, *said, *capture.blocks[1:])
    return replace(capture, blocks=blocks, figures=(Figure(address=address, lead=True),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The quay at dawn.", "The quay at dawn."),
        ("The quay at dawn.", "The north quay at dawn."),
        ("", ""),
        ("", "The quay at dawn."),
    ],
)
def test_a_picture_given_by_hand_is_there_in_the_next_capture(
    library: Library, before: str, after: str
) -> None:
    capture, later = pictured(before, FIRST, SECOND), pictured(after, FIRST, SECOND, THIRD)
    data = bytes_of(capture)
    taken = add_parsed(library, capture, data, name="1", media_type="", now=NOW)
    asset = library.add_asset(b"\x89PNG\r\n\x1a\n", "image/png")
    given = replace(taken.article, pictures=(Picture(0, asset),))
    edit = ChangeSet("Picture added", taken.article.id, (Change(taken.article, given),))
    library.apply(edit)
    new = versions.add_version(
        library, taken.article.id, later, bytes_of(later), name="2", now=LATER
    )
    assert library.article(taken.article.id).assets_in(new) == {0: asset}
    library.undo(taken.article.id)
    assert library.article(taken.article.id).pictures == given.pictures


def test_a_picture_is_not_laid_over_another_photo(library: Library) -> None:
    capture = pictured("The quay at dawn.", FIRST, SECOND)
    later = pictured("A gull on a mast, seen from the ferry.", FIRST, SECOND, THIRD)
    data = bytes_of(capture)
    taken = add_parsed(library, capture, data, name="1", media_type="", now=NOW)
    asset = library.add_asset(b"\x89PNG\r\n\x1a\n", "image/png")
    given = replace(taken.article, pictures=(Picture(0, asset),))
    library.apply(ChangeSet("Picture added", given.id, (Change(taken.article, given),)))
    new = versions.add_version(library, given.id, later, bytes_of(later), name="2", now=LATER)
    assert library.article(given.id).assets_in(new) == {}


# Whatever was corrected and however the page changed, no mark stands at other words


@st.composite
def later_of(draw: st.DrawFn, version: Version) -> Version:
    """A later capture: blocks are gone, new, or other words."""
    blocks: list[Block] = []
    for block in version.blocks:
        fate = draw(st.sampled_from(["same", "same", "same", "gone", "before", "more"]))
        if fate == "before":
            blocks.append(Block(Zone.BODY, "A box was put in here."))
        if fate == "more" and block.zone is not Zone.PHOTO:
            blocks.append(replace(block, text=f"{block.text} And more."))
        elif fate != "gone":
            blocks.append(block)
    return replace(version, id="later", number=2, blocks=tuple(blocks or version.blocks[:1]))


@given(st.data())
def test_every_mark_stands_at_its_words_in_the_next_capture(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    made = data.draw(corrections_of(version))
    length = len(version.text)
    starts = data.draw(st.lists(st.integers(0, length - 1), max_size=4))
    passages = [(start, min(length, start + data.draw(st.integers(1, 12)))) for start in starts]
    marks = [
        annotation
        for passage in passages
        if isinstance(
            annotation := annotate(version, [passage], Kind.CLAIM, now=NOW).changes[0].after,
            Annotation,
        )
    ]
    structure = None
    if made:
        edit = correction_edit(version, None, marks, made)
        moved = {change.entity.id: change.after for change in edit.changes}
        marks = [a for m in marks if isinstance(a := moved.get(m.id, m), Annotation)]
        structure = Structure(version.id, version.article_id, made)
    article = Article(version.article_id, version.id, version.metadata, NOW)
    first = ReadCapture(corrected(version, made), version, structure)
    later = data.draw(later_of(version))
    new, _carried = with_corrections(article, [first], ReadCapture(later, later))
    for change in settled(marks, article, [first], new, LATER):
        before, after = change.before, change.after
        assert isinstance(before, Annotation)
        assert isinstance(after, Annotation)
        assert after.targets == before.targets
        here = after.targets_in(later.id)
        assert [new.version.text[t.start : t.end] for t in here] == [t.exact for t in here]
        if here and not after.is_left_out_of(version.id):
            words = [fold(t.exact).text.strip() for t in before.targets_in(version.id)]
            assert [fold(t.exact).text.strip() for t in here] == words
        if not here:
            assert after.is_left_out_of(later.id)
            last = after.last_targets_in(later.id)
            read_then = corrected(later, new.structure.corrections[:0] if new.structure else ())
            assert [read_then.text[t.start : t.end] for t in last] == [t.exact for t in last]


def test_words_that_a_person_attached_are_followed_into_the_next_capture(
    library: Library, article: Article
) -> None:
    marked = mark(library, article, "105 passengers")
    second = add(library, article, BYLINE, FIRST, THIRD)
    start = second.text.index(THIRD)
    place = placement_at(
        second, [(start, start + 8)], AnchorStatus.ORPHAN, Decision.ATTACHED, by="Ada", at=LATER
    )
    library.apply(decide(stored(library, marked), place, now=LATER))
    read(library, article, second)
    third = add(library, article, BYLINE, "New above all.", FIRST, THIRD)
    found = stored(library, marked)
    (there,) = found.targets_in(third.id)
    assert (there.exact, there.start) == (THIRD[:8], third.text.index(THIRD))
