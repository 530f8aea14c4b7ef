from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
)
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Figure,
    Metadata,
    ParsedArticle,
    Picture,
    Version,
    Zone,
    join_blocks,
)
from galley.domain.changes import Change, ChangeSet
from galley.domain.comparison import Happening
from galley.domain.errors import CaptureKnown, HistoryConflict, VersionRefused
from galley.domain.region import Region
from galley.services import desk
from galley.services.corrections.captured_page import ReadCapture
from galley.services.edits.annotating import annotate, annotate_region, set_check, trash
from galley.services.intake.importing import add_parsed, capture_of, known_capture, make_version
from galley.services.later_captures import deciding, versions
from galley.services.later_captures.comparing import compare_captures
from galley.services.later_captures.reanchoring import propose_places
from galley.services.later_captures.settling import settled
from galley.storage.library import Library

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
HEADLINE = "Ferry sinks off the north quay"
FIRST = "The ferry sank at noon on Monday, the harbour master said."
SECOND = "Officials counted 105 passengers in the boats that came ashore."
THIRD = "“Nobody told us to wait for the pilot,” said a deckhand."


def parsed(*paragraphs: str, **metadata: object) -> ParsedArticle:
    known = {"publication": "The Harbour Gazette", "headline": HEADLINE, **metadata}
    blocks = (
        Block(Zone.HEADLINE, str(known["headline"]), BlockType.HEADING, level=1),
        *(Block(Zone.BODY, text) for text in paragraphs),
    )
    return ParsedArticle(Metadata(**known), blocks, "text-capture/1")  # type: ignore[arg-type] # any field


def bytes_of(capture: ParsedArticle) -> bytes:
    return "\n".join(block.text for block in capture.blocks).encode()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.galley") as opened:
        yield opened


@pytest.fixture
def article(library: Library) -> Article:
    capture = parsed(FIRST, SECOND, THIRD)
    data = bytes_of(capture)
    taken = add_parsed(library, capture, data, name="page.txt", media_type="", now=NOW)
    return taken.article


def mark(library: Library, article: Article, words: str, **fields: object) -> Annotation:
    version = library.version(article.version_id)
    start = version.text.index(words)
    edit = annotate(version, [(start, start + len(words))], Kind.STATISTIC, now=NOW)
    made = edit.changes[0].after
    assert isinstance(made, Annotation)
    made = replace(made, **fields)  # type: ignore[arg-type] # any field
    library.apply(replace(edit, changes=(Change(None, made),)))
    return made


def add(library: Library, article: Article, *paragraphs: str, **metadata: object) -> Version:
    capture = parsed(*paragraphs, **metadata)
    return versions.add_version(
        library, article.id, capture, bytes_of(capture), name="later.txt", now=LATER
    )


def stored(library: Library, annotation: Annotation) -> Annotation:
    found = library.annotation(annotation.id)
    assert found is not None
    return found


# Adding


def test_a_later_capture_waits_and_what_is_read_stays(library: Library, article: Article) -> None:
    new = add(library, article, FIRST, SECOND, "A box was added.", THIRD)
    assert new.number == 2
    assert library.article(article.id).version_id == article.version_id
    assert versions.pending_version(library, article.id) == new
    assert library.capture_bytes(new.capture.sha256).startswith(HEADLINE.encode())
    assert [v.number for v in library.versions(article.id)] == [1, 2]
    assert [row.waiting for row in library.articles()] == [True]
    read(library, article, new)
    assert [row.waiting for row in library.articles()] == [False]


def test_only_what_stands_unchanged_in_its_place_is_placed_without_asking(
    library: Library, article: Article
) -> None:
    same = mark(library, article, "sank at noon")
    changed = mark(library, article, "105 passengers")
    gone = mark(library, article, "Nobody told us to wait for the pilot")
    new = add(library, article, "A new lead.", FIRST, SECOND.replace("105", "115"))
    placement = stored(library, same).placement_in(new.id)
    assert placement is not None
    assert (placement.status, placement.decision) == (AnchorStatus.ANCHORED, Decision.AUTOMATIC)
    assert [t.exact for t in placement.targets] == ["sank at noon"]
    assert stored(library, same).targets == same.targets
    assert stored(library, changed) == changed
    assert stored(library, gone) == gone
    assert library.verify() == []


def test_an_elided_quotation_is_placed_only_if_all_of_it_is_there(
    library: Library, article: Article
) -> None:
    version = library.version(article.version_id)
    at = [version.text.index(words) for words in ("sank", "counted")]
    edit = annotate(version, [(at[0], at[0] + 4), (at[1], at[1] + 7)], Kind.QUOTE, now=NOW)
    library.apply(edit)
    new = add(library, article, FIRST, THIRD)
    (quote,) = library.annotations(article.id)
    assert quote.placement_in(new.id) is None


def test_taking_a_capture_in_is_one_step_that_can_be_taken_back(
    library: Library, article: Article
) -> None:
    same = mark(library, article, "sank at noon")
    new = add(library, article, FIRST, SECOND)
    assert library.undo_label(article.id) == "Capture added"
    library.undo(article.id)
    assert versions.pending_version(library, article.id) is None
    assert stored(library, same) == same
    assert library.version(new.id) == new
    library.redo(article.id)
    assert versions.pending_version(library, article.id) == new
    assert stored(library, same).placement_in(new.id) is not None


def test_the_very_bytes_of_a_version_are_no_new_version(library: Library, article: Article) -> None:
    add(library, article, FIRST)
    with pytest.raises(CaptureKnown, match="version 2"):
        add(library, article, FIRST)


def test_a_discarded_capture_comes_back_when_it_is_added_again(
    library: Library, article: Article
) -> None:
    new = add(library, article, FIRST)
    library.apply(versions.discard(library.article(article.id), new.id))
    assert versions.pending_version(library, article.id) is None
    assert add(library, article, FIRST) == new
    assert versions.pending_version(library, article.id) == new
    assert len(library.versions(article.id)) == 2


def test_discarding_can_be_taken_back(library: Library, article: Article) -> None:
    new = add(library, article, FIRST)
    library.apply(versions.discard(library.article(article.id), new.id))
    library.undo(article.id)
    assert versions.pending_version(library, article.id) == new


def test_captures_come_back_in_the_order_in_which_they_came(
    library: Library, article: Article
) -> None:
    second, third = add(library, article, FIRST), add(library, article, SECOND)
    library.apply(versions.discard(library.article(article.id), second.id))
    known = library.versions(article.id)
    library.apply(versions.bring_back(library.article(article.id), known, second.id))
    assert library.article(article.id).later_versions == (second.id, third.id)
    with pytest.raises(ValueError, match="discarded"):
        versions.bring_back(library.article(article.id), known, second.id)


def test_what_is_read_and_the_first_capture_are_not_discarded(
    library: Library, article: Article
) -> None:
    add(library, article, FIRST)
    with pytest.raises(ValueError, match="later"):
        versions.discard(library.article(article.id), article.version_id)


# Proposals


def test_proposals_follow_a_mark_from_the_text_it_was_made_in(
    library: Library, article: Article
) -> None:
    kept = mark(library, article, "105 passengers")
    second = add(library, article, FIRST, THIRD)
    decision = deciding.placement_without_place(second.id, AnchorStatus.ORPHAN, at=LATER)
    library.apply(deciding.decide(stored(library, kept), decision, now=LATER))
    read(library, article, second)
    third = add(library, article, FIRST, SECOND.replace("105", "115"), THIRD)
    (found,) = versions.proposals(library, article.id, second.id, third.id)[kept.id]
    assert found.status is AnchorStatus.CHANGED
    assert third.text[found.start : found.end] == "115 passengers"


def read(library: Library, article: Article, new: Version) -> None:
    present = library.article(article.id)
    old = library.version(present.version_id)
    library.apply(versions.finish(present, old, new))


def test_words_that_return_are_placed_again(library: Library, article: Article) -> None:
    gone = mark(library, article, "105 passengers")
    second = add(library, article, FIRST, THIRD)
    read(library, article, second)
    third = add(library, article, "A new lead.", FIRST, SECOND, THIRD)
    assert stored(library, gone).targets_in(second.id) == ()
    assert [t.exact for t in stored(library, gone).targets_in(third.id)] == ["105 passengers"]


def test_what_is_in_the_trash_is_not_placed(library: Library, article: Article) -> None:
    deleted = mark(library, article, "sank at noon")
    library.apply(trash([deleted], now=NOW))
    new = add(library, article, FIRST)
    assert stored(library, deleted).placement_in(new.id) is None


# Decisions


def a_check() -> Check:
    return Check(CheckStatus.CONFIRMED, "Ada", NOW, "The manifest")


def after(edit: ChangeSet) -> Annotation:
    (change,) = edit.changes
    assert isinstance(change.after, Annotation)
    return change.after


@pytest.mark.parametrize(
    ("words", "status", "reset"),
    [
        ("115 passengers", AnchorStatus.CHANGED, True),
        ("105 passengers", AnchorStatus.CHANGED, True),  # a "not" right beside it
        ("105 passengers", AnchorStatus.MOVED, False),
        ("105 passengers", AnchorStatus.AMBIGUOUS, False),
        ("115 passengers", AnchorStatus.SUGGESTED, True),
        ("115 passengers", AnchorStatus.ORPHAN, True),  # attached by hand
    ],
)
def test_a_check_holds_for_the_words_that_were_checked(
    library: Library, article: Article, words: str, status: AnchorStatus, reset: bool
) -> None:
    fact = mark(library, article, "105 passengers", check=a_check())
    new = add(library, article, SECOND.replace("105 passengers", words) + " 115 passengers.")
    start = new.text.index(words)
    placement = deciding.placement_at(
        new, [(start, start + len(words))], status, Decision.ACCEPTED, by="Ada", at=LATER
    )
    decided = after(deciding.decide(fact, placement, now=LATER))
    assert decided.check.status is (CheckStatus.UNCHECKED if reset else CheckStatus.CONFIRMED)
    assert decided.check.evidence == "The manifest"
    assert decided.targets == fact.targets


def test_keeping_the_old_wording_keeps_the_check(library: Library, article: Article) -> None:
    fact = mark(library, article, "105 passengers", check=a_check())
    new = add(library, article, FIRST)
    kept = deciding.placement_without_place(new.id, AnchorStatus.ORPHAN, by="Ada", at=LATER)
    decided = after(deciding.decide(fact, kept, now=LATER))
    assert decided.check == fact.check
    assert decided.targets_in(new.id) == ()
    assert decided.is_decided_in(new.id)


def test_a_decision_takes_the_place_of_the_one_before_and_can_be_taken_back(
    library: Library, article: Article
) -> None:
    fact = mark(library, article, "105 passengers")
    new = add(library, article, SECOND.replace("105", "115"))
    start = new.text.index("115 passengers")
    placed = deciding.placement_at(
        new, [(start, start + 14)], AnchorStatus.CHANGED, Decision.ACCEPTED, at=LATER
    )
    kept = deciding.placement_without_place(new.id, AnchorStatus.CHANGED, at=LATER)
    library.apply(deciding.decide(fact, kept, now=LATER))
    library.apply(deciding.decide(stored(library, fact), placed, now=LATER))
    assert stored(library, fact).placements == (placed,)
    library.apply(deciding.review_again(stored(library, fact), new.id, now=LATER))
    assert versions.undecided(library.annotations(article.id), new.id) == [stored(library, fact)]
    library.undo(article.id)
    library.undo(article.id)
    assert stored(library, fact).placements == (kept,)


def test_a_mark_has_its_place_in_the_version_it_was_made_in(
    library: Library, article: Article
) -> None:
    fact = mark(library, article, "105 passengers")
    kept = deciding.placement_without_place(article.version_id, AnchorStatus.ORPHAN, at=LATER)
    with pytest.raises(ValueError, match="own version"):
        deciding.decide(fact, kept, now=LATER)
    with pytest.raises(ValueError, match="nothing was decided"):
        deciding.review_again(fact, article.version_id, now=LATER)


def test_a_place_at_other_words_than_it_says_is_refused(library: Library, article: Article) -> None:
    fact = mark(library, article, "105 passengers")
    new = add(library, article, SECOND.replace("105", "115"))
    wrong = deciding.placement_at(new, [(0, 5)], AnchorStatus.CHANGED, Decision.ACCEPTED, at=LATER)
    shifted = wrong._replace(targets=(replace(wrong.targets[0], start=1, end=6),))
    with pytest.raises(ValueError, match="the words at 1"):
        library.apply(deciding.decide(fact, shifted, now=LATER))


def test_a_place_in_another_article_is_refused(library: Library, article: Article) -> None:
    fact = mark(library, article, "sank at noon")
    other = parsed(FIRST, "Another article.")
    taken = add_parsed(library, other, b"other", name="x", media_type="", now=NOW)
    start = taken.version.text.index("sank at noon")
    passages = [(start, start + len("sank at noon"))]
    there = deciding.placement_at(
        taken.version, passages, AnchorStatus.MOVED, Decision.ACCEPTED, at=LATER
    )
    with pytest.raises(ValueError, match="another article"):
        library.apply(deciding.decide(fact, there, now=LATER))


def test_an_edit_of_an_old_value_is_refused(library: Library, article: Article) -> None:
    fact = mark(library, article, "sank at noon")
    add(library, article, FIRST)
    with pytest.raises(HistoryConflict):
        library.apply(set_check(fact, CheckStatus.WRONG, now=LATER))


# Reading the new one


def test_metadata_that_a_person_corrected_stays_and_the_rest_follows(
    library: Library, article: Article
) -> None:
    corrected = replace(article, metadata=replace(article.metadata, authors=("Ada Quay",)))
    library.apply(ChangeSet("Details changed", article.id, (Change(article, corrected),)))
    new = add(library, article, FIRST, headline="Ferry did not sink", authors=("Staff",))
    read(library, article, new)
    present = library.article(article.id)
    assert present.version_id == new.id
    assert present.metadata.headline == "Ferry did not sink"
    assert present.metadata.authors == ("Ada Quay",)
    assert present.waiting_version_id == ""
    library.undo(article.id)
    assert library.article(article.id).metadata == corrected.metadata
    assert versions.pending_version(library, article.id) == new


def test_what_a_new_capture_does_not_know_of_itself_stays(
    library: Library, article: Article
) -> None:
    new = add(library, article, FIRST, publication="")
    read(library, article, new)
    assert library.article(article.id).metadata.publication == "The Harbour Gazette"


def test_a_discarded_capture_is_not_read(library: Library, article: Article) -> None:
    new = add(library, article, FIRST)
    library.apply(versions.discard(library.article(article.id), new.id))
    with pytest.raises(ValueError, match="can't read"):
        read(library, article, new)


# Marks that are made later


def test_a_mark_made_in_an_older_version_is_carried_over_as_part_of_its_making(
    library: Library, article: Article
) -> None:
    new = add(library, article, "A new lead.", FIRST, SECOND)
    made, gone = mark(library, article, "sank at noon"), mark(library, article, "deckhand")
    assert versions.carry_forward(library, article.id, new.id, now=LATER)
    assert [t.exact for t in stored(library, made).targets_in(new.id)] == ["sank at noon"]
    assert stored(library, gone) == gone
    assert not versions.carry_forward(library, article.id, new.id, now=LATER)
    assert library.undo_label(article.id) == "Mark added"
    library.undo(article.id)
    assert library.annotations(article.id) == [made]
    assert not versions.carry_forward(library, article.id, new.id, now=LATER)
    library.redo(article.id)
    assert [a.id for a in library.annotations(article.id)] == [made.id, gone.id]
    assert stored(library, made).placement_in(new.id) is not None
    library.undo(article.id)
    library.undo(article.id)
    assert library.undo_label(article.id) == "Capture added"
    assert library.verify() == []


def test_nothing_is_carried_into_a_discarded_version(library: Library, article: Article) -> None:
    new = add(library, article, FIRST)
    library.apply(versions.discard(library.article(article.id), new.id))
    mark(library, article, "sank at noon")
    assert not versions.carry_forward(library, article.id, new.id, now=LATER)


def test_a_picture_follows_its_figure_into_the_new_capture(library: Library) -> None:
    def with_photos(*captions: str, asset: str = "") -> ParsedArticle:
        blocks = [
            block
            for group, caption in enumerate(captions)
            for block in (
                Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=group),
                Block(Zone.CAPTION, caption, group=group),
            )
        ]
        figures = tuple(Figure(asset=asset) for _ in captions)
        return ParsedArticle(Metadata(headline="H"), tuple(blocks), "web-page/1", figures)

    first = with_photos("The quay", "The ferry", "The crew")
    taken = add_parsed(library, first, b"1", name="1", media_type="", now=NOW)
    given = tuple(Picture(figure, f"{figure}" * 64) for figure in range(3))
    article = replace(taken.article, pictures=given)
    library.apply(ChangeSet("Picture added", article.id, (Change(taken.article, article),)))
    later = with_photos("The ferry", "The captain", "The quay")
    new = versions.add_version(library, article.id, later, b"2", name="2", now=LATER)
    read(library, article, new)
    present = library.article(article.id)
    assert set(present.pictures_in(taken.version)) == set(given)
    assert {(p.figure, p.asset[0]) for p in present.pictures_in(new)} == {(0, "1"), (2, "0")}
    own = with_photos("The quay", asset="f" * 64)
    third = versions.add_version(library, article.id, own, b"3", name="3", now=LATER)
    read(library, article, third)
    assert library.article(article.id).pictures_in(third) == ()


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (Figure(asset="a" * 64), Figure(asset="a" * 64), True),
        (Figure(asset="a" * 64), Figure(asset="b" * 64), False),
        (Figure(), Figure(asset="b" * 64), False),
        (Figure(), Figure(), True),  # with the same caption
    ],
)
def test_a_mark_on_a_photo_comes_along_only_if_it_is_that_photo(
    library: Library, before: Figure, after: Figure, same: bool
) -> None:
    def with_photo(figure: Figure, text: str) -> ParsedArticle:
        blocks = (
            Block(Zone.HEADLINE, HEADLINE),
            Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
            Block(Zone.CAPTION, "The quay at dawn", group=0),
            Block(Zone.BODY, text),
        )
        return ParsedArticle(Metadata(headline=HEADLINE), blocks, "web-page/1", (figure,))

    capture = with_photo(before, FIRST)
    taken = add_parsed(library, capture, b"1", name="1", media_type="", now=NOW)
    region = Region("a" * 64, 100, 100, 200, 200)
    library.apply(annotate_region(taken.version, 0, region, Kind.MARK, now=NOW))
    later = with_photo(after, f"{FIRST} More was said later.")
    new = versions.add_version(library, taken.article.id, later, b"2", name="2", now=LATER)
    (mark,) = library.annotations(taken.article.id)
    assert bool(mark.targets_in(new.id)) is same
    assert mark.region == region
    (found,) = versions.proposals(library, mark.article_id, taken.version.id, new.id)[mark.id]
    assert (found.status is AnchorStatus.ANCHORED) is same
    assert same or found.status is AnchorStatus.CHANGED
    asked = versions.question(library, mark.article_id, taken.version.id, new.id)
    (compared,) = compare_captures(asked).marks
    assert compared.happening is (Happening.NOTHING if same else Happening.PHOTO_CHANGED)


# Whatever the texts are

LETTERS = "aab  \u00e9\u4e2d\U0001f6e5\u0301\u05d0.,105\u201c\u201d"
PARAGRAPHS = st.lists(
    st.text(LETTERS, max_size=60).map(str.strip).filter(bool), min_size=1, max_size=6
)


def a_version(number: int, paragraphs: Sequence[str]) -> Version:
    capture = parsed(*paragraphs)
    kept = capture_of(capture, b"", name="x", media_type="", now=NOW)
    return make_version(capture, kept, "article", number=number)


def marks_in(version: Version, data: st.DataObject) -> list[Annotation]:
    length = len(version.text)
    ranges = data.draw(
        st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, 40)), max_size=4)
    )
    passages = [(start, min(length, start + size)) for start, size in ranges]
    words = [p for p in passages if version.text[slice(*p)] == version.text[slice(*p)].strip()]
    edits = (annotate(version, [passage], Kind.CLAIM, now=NOW) for passage in words)
    made = (edit.changes[0].after for edit in edits)
    return [annotation for annotation in made if isinstance(annotation, Annotation)]


def carried(old: Version, new: Version, marks: Sequence[Annotation]) -> dict[str, Annotation]:
    """What is placed without a decision, by the annotation's id."""
    article = Article("article", old.id, old.metadata, NOW)
    changes = settled(marks, article, [ReadCapture(old, old)], ReadCapture(new, new), LATER)
    after = (change.after for change in changes)
    return {a.id: a for a in after if isinstance(a, Annotation)}


@given(PARAGRAPHS, st.data())
def test_in_an_unchanged_text_everything_is_placed_where_it_was(
    paragraphs: list[str], data: st.DataObject
) -> None:
    old, new = a_version(1, paragraphs), a_version(2, paragraphs)
    marks = [m for m in marks_in(old, data) if m.exact.strip("\u0301 \n")]
    placed = carried(old, new, marks)
    assert placed.keys() == {mark.id for mark in marks}
    for mark in marks:
        (there,), (here,) = placed[mark.id].targets_in(new.id), mark.targets
        assert (there.start, there.end, there.exact) == (here.start, here.end, here.exact)


@given(PARAGRAPHS, st.sampled_from(["A box was put in here.", "Zz"]), st.data())
def test_an_insertion_moves_what_is_behind_it_by_its_length_and_nothing_else(
    paragraphs: list[str], inserted: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(paragraphs)))
    old = a_version(1, paragraphs)
    new = a_version(2, [*paragraphs[:at], inserted, *paragraphs[at:]])
    behind = len(join_blocks(old.blocks[: at + 1])) + 1
    for mark in marks_in(old, data):
        (here,) = mark.targets
        placed = carried(old, new, [mark]).get(mark.id)
        # Not placed: there is nothing that tells it from others, or it has the insertion inside.
        if placed is None or here.start < behind <= here.end:
            continue
        (there,) = placed.targets_in(new.id)
        moved = len(inserted) + 1 if here.start >= behind else 0
        assert (there.start, there.exact) == (here.start + moved, here.exact)


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_nothing_but_an_unchanged_place_is_ever_placed_without_a_decision(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*before, *after]))
    old, new = a_version(1, before), a_version(2, mixed)
    marks = marks_in(old, data)
    found = propose_places(marks, [old], new)
    placed = carried(old, new, marks)
    for mark in marks:
        anchored = all(p.status is AnchorStatus.ANCHORED for p in found[mark.id])
        assert (mark.id in placed) == anchored
    for annotation in placed.values():
        (placement,) = annotation.placements
        assert (placement.status, placement.decision) == (
            AnchorStatus.ANCHORED,
            Decision.AUTOMATIC,
        )
        words = [fold(target.exact).text for target in annotation.targets]
        assert [fold(target.exact).text for target in placement.targets] == words
        assert all(new.text[t.start : t.end] == t.exact for t in placement.targets)


def test_an_article_is_no_version_of_itself(library: Library, article: Article) -> None:
    with pytest.raises(VersionRefused, match="version of itself"):
        versions.adopt(library, article.id, article.id, now=LATER)


def test_what_was_taken_for_a_capture_of_a_version_becomes_a_version_beside_it(
    library: Library, article: Article
) -> None:
    def an_article_of(*paragraphs: str) -> Article:
        capture = parsed(*paragraphs)
        data = bytes_of(capture)
        return add_parsed(library, capture, data, name="x", media_type="", now=NOW).article

    second, third = an_article_of(FIRST, SECOND), an_article_of(FIRST)
    versions.adopt(library, article.id, second.id, now=LATER)
    made = versions.adopt(library, second.id, third.id, now=LATER)
    assert (made.article_id, made.number) == (article.id, 3)
    assert library.article(second.id).trashed_at is not None


def test_a_place_is_one_passage_or_several_that_do_not_overlap(
    library: Library, article: Article
) -> None:
    version = library.version(article.version_id)

    def at(*passages: tuple[int, int]) -> list[tuple[int, int]]:
        place = deciding.placement_at(
            version, passages, AnchorStatus.CHANGED, Decision.ATTACHED, by="Ada", at=LATER
        )
        return [(one.start, one.end) for one in place.targets]

    assert at((8, 10), (0, 8)) == [(0, 8), (8, 10)]
    for wrong in ((), ((0, 8), (7, 10))):
        with pytest.raises(ValueError, match="do not overlap"):
            at(*wrong)


def test_a_discarded_capture_that_is_imported_again_is_in_use_again(
    library: Library, article: Article
) -> None:
    new = add(library, article, FIRST, THIRD)
    library.apply(versions.discard(library.article(article.id), new.id))
    known = known_capture(library, new.capture.sha256)
    assert known is not None
    assert (known.version.id, known.is_new) == (new.id, False)
    assert library.article(article.id).uses(library.version(new.id))


def test_a_discarded_capture_is_not_the_one_that_is_shown(
    library: Library, article: Article
) -> None:
    new = add(library, article, FIRST, THIRD)
    assert desk.show_version(library, article.id, new.id, LATER).version.id == new.id
    library.apply(versions.discard(library.article(article.id), new.id))
    shown = desk.show_version(library, article.id, new.id, LATER).version
    assert shown.id == article.version_id
