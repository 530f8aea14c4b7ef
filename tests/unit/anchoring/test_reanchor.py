import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.anchoring.reanchor import reanchor
from galley.anchoring.selectors import describe, find_exact
from galley.anchoring.time_cap import TimeCap
from galley.domain.annotation import AnchorStatus, Target
from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job
from galley.domain.proposal import Alarm, Proposal, Rejection

ARTICLE = """Harbour wall to cost twice the estimate
The new harbour wall at Port Lorne will cost 84 million, the council said on Tuesday.
“We have learned a great deal since the first survey,” said Ada Finch, the chief engineer. “The \
rock is softer than anybody had thought, and that takes time.”
Fishermen are divided. Some 212 boats use the quay in winter, and most of their owners want the \
wall finished before the storms.
The council had promised in March that nobody would lose a berth.
Work is to begin in the spring. A second survey will be published next week.
“I was told of this by the newspaper,” said Piet Marsh, who mends nets on the east quay.
The mayor was not available for comment."""

any_text = st.text(
    st.one_of(
        st.sampled_from("ab \n.…🛥é\u0301\u00ad“שלום"), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=60,
)


def mark(text: str, words: str) -> Target:
    start = text.index(words)
    return describe(text, "v1", start, start + len(words))


def placed(new: str, proposal: Proposal) -> str:
    assert proposal.start is not None
    return new[proposal.start : proposal.end]


def change(words: str, edits: dict[str, str], text: str = ARTICLE) -> tuple[Proposal, str]:
    """What becomes of these words when other words are replaced; and the new text."""
    new = text
    for before, after in edits.items():
        assert before in new
        new = new.replace(before, after)
    return reanchor([mark(text, words)], new, old=text)[0], new


@given(any_text, st.data())
@example("aaaa", None)
@example("\u00ad", None)
def test_an_unchanged_text_anchors_everything_in_place(
    text: str, data: st.DataObject | None
) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else 1
    target = describe(text, "v", start, end)
    assert reanchor([target], text, old=text) == [Proposal(AnchorStatus.ANCHORED, start, end)]


@given(any_text, st.data())
def test_a_paragraph_before_or_behind_moves_a_mark_by_exactly_its_length(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # A mark begins and ends with something to see, and so does the text.
    assume(all(fold(text[at]).text.strip() for at in (start, end - 1, 0, len(text) - 1)))
    target = describe(text, "v", start, end)
    added = "Quite another matter, Z."
    before, behind = f"{added}\n{text}", f"{text}\n{added}"
    shift = len(added) + 1
    expected = [Proposal(AnchorStatus.ANCHORED, start + shift, end + shift)]
    assert reanchor([target], before, old=text) == expected
    assert reanchor([target], behind, old=text) == [Proposal(AnchorStatus.ANCHORED, start, end)]


@given(st.data())
def test_an_insertion_outside_a_mark_moves_it_by_exactly_its_length(data: st.DataObject) -> None:
    words = [0, *(i + 1 for i, c in enumerate(ARTICLE) if c in " \n")]
    first = data.draw(st.integers(0, len(words) - 6))
    start, end = words[first], words[first + data.draw(st.integers(3, 5))] - 1
    at = data.draw(st.sampled_from([w for w in words if not start < w <= end]))
    added = "quite otherwise, it would appear, "
    new = ARTICLE[:at] + added + ARTICLE[at:]
    shift = len(added) if at <= start else 0
    (found,) = reanchor([describe(ARTICLE, "v", start, end)], new, old=ARTICLE)
    assert (found.start, found.end) == (start + shift, end + shift)


@given(any_text, any_text, st.data())
def test_a_proposal_is_well_formed_whatever_the_texts(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    target = describe(old, "v", start, end)
    for known in (old, None):
        (found,) = reanchor([target], new, old=known)
        has_place = found.status not in {AnchorStatus.ORPHAN, AnchorStatus.AMBIGUOUS}
        assert (found.start is not None) == (found.end is not None) == has_place
        if found.start is not None and found.end is not None:
            assert 0 <= found.start < found.end <= len(new)
        for candidate in found.candidates:
            assert 0 <= candidate.start < candidate.end <= len(new)


def test_a_corrected_figure_is_loud() -> None:
    found, new = change("will cost 84 million", {"84": "96"})
    assert (found.status, set(found.alarms)) == (AnchorStatus.CHANGED, {Alarm.NUMBER})
    assert placed(new, found) == "will cost 96 million"


def test_a_figure_alone_is_followed_to_the_other_figure() -> None:
    found, new = change("84", {"84": "96"})
    assert (found.status, set(found.alarms)) == (AnchorStatus.CHANGED, {Alarm.NUMBER})
    assert placed(new, found) == "96"


def test_an_added_negation_is_loud() -> None:
    found, new = change("takes time", {"takes time": "does not take time"})
    assert (found.status, set(found.alarms)) == (AnchorStatus.CHANGED, {Alarm.NEGATION})
    assert placed(new, found).endswith("take time")


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("takes time", "that takes time", "that never takes time"),
        ("The mayor was", "mayor was not available", "mayor was available"),
        ("boats use the quay", "212 boats", "96 boats"),
    ],
)
def test_the_same_words_beside_a_new_negation_or_number_are_not_the_same(
    words: str, before: str, after: str
) -> None:
    found, new = change(words, {before: after})
    assert found.status is AnchorStatus.CHANGED
    assert found.alarms
    assert placed(new, found) == words


def test_other_typography_is_no_change() -> None:
    new = ARTICLE.replace("“", '"').replace("”", '"').replace(" said", "\u00a0said")
    words = "since the first survey,” said Ada Finch"
    (found,) = reanchor([mark(ARTICLE, words)], new, old=ARTICLE)
    assert found.status is AnchorStatus.ANCHORED
    assert placed(new, found) == 'since the first survey,"\u00a0said Ada Finch'


def test_a_moved_paragraph_takes_its_marks_along() -> None:
    line = "The council had promised in March that nobody would lose a berth.\n"
    mayor = "The mayor was"
    found, new = change("nobody would lose a berth", {line: "", mayor: line + mayor})
    assert found.status is AnchorStatus.MOVED
    assert placed(new, found) == "nobody would lose a berth"


def test_a_cut_quote_is_an_orphan_although_words_of_it_are_elsewhere() -> None:
    found, _ = change(
        "“I was told of this by the newspaper,” said Piet Marsh",
        {
            "“I was told of this by the newspaper,” said Piet Marsh, who mends": "Some mend",
        },
    )
    assert found.status in {AnchorStatus.ORPHAN, AnchorStatus.SUGGESTED}


def test_the_words_alone_in_a_new_sentence_are_not_the_mark() -> None:
    found, new = change(
        "nobody would lose a berth",
        {
            "The council had promised in March that nobody would lose a berth.\n": "",
            "comment.": "comment.\nA poster on the quay says that nobody would lose a berth there.",
        },
    )
    assert found.status is AnchorStatus.SUGGESTED
    assert placed(new, found) == "nobody would lose a berth"


def test_a_correction_that_quotes_the_cut_words_is_not_their_place() -> None:
    said = "The new harbour wall at Port Lorne will cost 84 million, the council said on Tuesday."
    found, _ = change(
        said,
        {
            said: "Nothing is known of the price.",
            "comment.": f"comment.\nCorrection: an earlier version said “{said}”.",
        },
    )
    assert found.status is AnchorStatus.SUGGESTED


def test_an_old_lookalike_is_never_taken_for_a_cut_quote() -> None:
    text = ARTICLE + "\nThe council had promised in May that nobody would lose a berth."
    line = "The council had promised in March that nobody would lose a berth.\n"
    (found,) = reanchor([mark(text, "nobody would lose a berth")], text.replace(line, ""), old=text)
    assert found.status is AnchorStatus.ORPHAN
    assert [c.rejection for c in found.candidates] == [Rejection.CLAIMED]


def test_a_pull_quote_does_not_draw_the_mark_away() -> None:
    words = "“The rock is softer than anybody had thought, and that takes time.”"
    found, new = change(words, {"Fishermen are": f"{words}\nFishermen are"})
    assert found.start == ARTICLE.index(words)
    assert placed(new, found) == words


def test_a_copy_does_not_draw_the_mark_away_from_where_it_was_edited() -> None:
    words = "nobody would lose a berth"
    found, new = change(
        words,
        {
            "nobody would lose a berth.": "noone would lose a berth.",
            "The mayor": f"{words}\nThe mayor",
        },
    )
    assert found.status is AnchorStatus.CHANGED
    assert placed(new, found) == "noone would lose a berth"


def test_a_box_inside_a_quote_does_not_part_the_mark() -> None:
    words = "a great deal since the first survey,” said Ada Finch, the chief engineer. “The rock"
    found, new = change(words, {"engineer. “The": "engineer.\nRead more\nStorms are near\n“The"})
    assert found.status is AnchorStatus.CHANGED
    assert placed(new, found).startswith("a great deal")
    assert placed(new, found).endswith("“The rock")


def test_rows_of_a_table_are_found_after_sorting() -> None:
    rows = [
        f"Boat {name}\t{count}\t{count * 7} kg of cod" for count, name in enumerate("QWERTZ", 11)
    ]
    old = "The catch\n" + "\n".join(rows) + "\nSource: the harbour office"
    new = "The catch\n" + "\n".join([*rows[3:], *rows[2::-1]]) + "\nSource: the harbour office"
    targets = [mark(old, row) for row in rows]
    found = reanchor(targets, new, old=old)
    assert [placed(new, f) for f in found] == rows
    assert {f.status for f in found} <= {AnchorStatus.ANCHORED, AnchorStatus.MOVED}


def test_a_quote_among_rewritten_words_is_to_be_reviewed() -> None:
    found, new = change(
        "lose a berth",
        {
            "The council had promised in March that nobody would lose a berth.": (
                "Every skipper fears he may yet have to lose a berth, whatever was once agreed."
            )
        },
    )
    assert found.status is not AnchorStatus.ANCHORED
    assert found.start is None or placed(new, found) == "lose a berth"


SENTENCE = "The council approved 12 new berths in March after a long debate."


@pytest.mark.parametrize(
    "other",
    [
        "The mayor cancelled 12 new berths in April because of the costs.",
        "Nobody had expected that the region would give up 12 new berths in the coming winter.",
    ],
)
def test_the_same_words_in_another_sentence_in_the_same_place_are_to_be_reviewed(
    other: str,
) -> None:
    old = ARTICLE.replace("Fishermen are divided.", SENTENCE)
    proposal, new = change("12 new berths", {SENTENCE: other}, old)
    assert placed(new, proposal) == "12 new berths"
    assert proposal.status is AnchorStatus.MOVED


@pytest.mark.parametrize(
    "edited",
    [
        "The council approved 12 new berths in March after a very long and very bitter debate.",
        "The council approved 12 new berths in March. It had debated for long.",
        (
            "In a vote that few had seen coming, and after an appeal by the fishermen, the council "
            "approved 12 new berths in March after a long debate."
        ),
        "The council approved 12 new berths.",
    ],
)
def test_a_sentence_that_went_on_or_was_cut_is_still_the_same(edited: str) -> None:
    old = ARTICLE.replace("Fishermen are divided.", SENTENCE)
    proposal, new = change("12 new berths", {SENTENCE: edited}, old)
    assert placed(new, proposal) == "12 new berths"
    assert proposal.status is AnchorStatus.ANCHORED


def test_a_thousand_identical_quotes_keep_their_own_places() -> None:
    old = "“No comment,” he said.\n" * 1_000
    new = "A new line.\n" + old
    targets = [describe(old, "v", i * 23 + 1, i * 23 + 12) for i in range(0, 1_000, 50)]
    found = reanchor(targets, new, old=old)
    assert {f.status for f in found} == {AnchorStatus.ANCHORED}
    assert [f.start for f in found] == [t.start + 12 for t in targets]


def test_offsets_are_code_points_in_any_script() -> None:
    old = "🛥🛥 The ferry. שלום לכולם, אמר הקברניט. Cafe\u0301 open."
    new = "🛥 News! " + old
    for words in ("ferry", "לכולם, אמר", "Cafe\u0301"):
        (found,) = reanchor([mark(old, words)], new, old=old)
        assert placed(new, found) == words


def test_two_marks_do_not_move_to_one_place() -> None:
    line = "The tide tables are to be printed anew before the winter."
    old = f"First.\n{line}\nSecond part of it.\n{line}\nThird part, and last."
    new = f"First.\nSecond part of it.\nThird part, and last.\n{line}"
    targets = [describe(old, "v", at, at + 20) for at in (old.index("tide"), old.rindex("tide"))]
    statuses = [found.status for found in reanchor(targets, new, old=old)]
    assert statuses.count(AnchorStatus.MOVED) + statuses.count(AnchorStatus.ANCHORED) <= 1


def test_what_two_marks_would_move_to_is_for_a_person_to_choose() -> None:
    money = "We need more money, said Ada Finch, the engineer."
    boats = "Some 212 boats use the quay in winter."
    old = (
        f"The mayor was not available for comment on Tuesday.\n{money}\n{boats}\n{boats}\nWe need \
more time, said Ada Finch, the engineer.\n{money}"
    )
    new = f"{money}\n{money}\n{boats}\nWe need more time, said Ada Finch, the engineer.\nThe wall \
will cost 84 million before the winter storms.\nThe mayor was not available for comment on Tuesday."
    targets = [describe(old, "v", at, at + len(money)) for at in find_exact(old, money)]
    targets += [describe(old, "v", at, at + len(boats)) for at in find_exact(old, boats)]
    found = reanchor(targets, new, old=old)
    moved = [one.start for one in found if one.status is AnchorStatus.MOVED]
    assert len(moved) == len(set(moved))
    assert [one.status for one in found].count(AnchorStatus.AMBIGUOUS) == 1


def test_words_that_are_another_marks_are_not_suggested_for_a_cut_one() -> None:
    meeting, time = "The council met on Monday.", "We need more time, said Ada Finch."
    boats, mayor = "Some 212 boats use the quay in winter.", "The mayor was not available."
    old = f"{meeting}\n{time}\n{boats}\n{mayor}\n{boats}\n{time}\n{meeting}"
    edited = boats.replace("winter", "85")
    new = f"{time}\n{time}\n{edited}\n{boats}\n{meeting}\n{meeting}\n{mayor}"
    cut = describe(old, "v", old.rindex(boats), old.rindex(boats) + len(boats))
    assert reanchor([cut], new, old=old)[0].status is AnchorStatus.ORPHAN


def test_targets_that_do_not_fit_the_old_text_are_found_by_their_selectors() -> None:
    target = mark(ARTICLE, "Some 212 boats")
    shifted = Target("v0", 3, 17, target.exact, target.prefix, target.suffix)
    (found,) = reanchor([shifted], ARTICLE, old=ARTICLE)
    assert (found.status, found.start) == (AnchorStatus.ANCHORED, target.start)


def test_when_time_is_up_an_orphan_says_so() -> None:
    line = "The council had promised in March that nobody would lose a berth.\n"
    target = mark(ARTICLE, "had promised in March that nobody")
    new = ARTICLE.replace(line, "")
    up = TimeCap(0, clock=lambda: 0.0)
    (found,) = reanchor([target], new, old=ARTICLE, cap=up)
    assert (found.status, found.searched) == (AnchorStatus.ORPHAN, False)
    (found,) = reanchor([target], new, old=ARTICLE)
    assert (found.status, found.searched) == (AnchorStatus.ORPHAN, True)


def test_a_cancelled_job_stops() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(JobCancelled):
        reanchor([mark(ARTICLE, "Fishermen")], ARTICLE, old=ARTICLE, job=job)


def test_a_sentence_put_before_a_mark_is_outside_it_though_it_begins_alike() -> None:
    found, new = change(
        "The mayor was not available",
        {
            "The mayor was not available for": (
                "The clerk said no more. The mayor was not available to"
            )
        },
    )
    assert found.status is AnchorStatus.ANCHORED
    assert placed(new, found) == "The mayor was not available"
    assert found.start == new.index("The mayor")


def test_the_only_lost_one_of_several_equal_words_is_known_by_elimination() -> None:
    text = ARTICLE + "\nPiet Marsh mends nets. Nobody asked Piet Marsh about the spring tides."
    start = text.index("Piet Marsh, who")
    target = describe(text, "v", start, start + 10)
    new = text.replace(
        "“I was told of this by the newspaper,” said Piet Marsh, who mends nets on the east quay.",
        "In the long winter evenings one may meet Piet Marsh wherever good songs are to be heard.",
    )
    (found,) = reanchor([target], new, old=text)
    assert found.status is AnchorStatus.MOVED
    assert found.start == new.index("Piet Marsh")


@pytest.mark.parametrize("order", ["{whole} {edited}", "{edited} {whole}"])
def test_what_was_edited_in_a_paragraph_that_moved_is_suggested_where_it_is_now(order: str) -> None:
    whole = "A list of the berths that stay has hung in the office since June."
    edited = "The office is set to officially publish it on Monday, after the vote."
    now = "The office is set to publish it on Monday, after the vote."
    old = f"{ARTICLE}\n{order.format(whole=whole, edited=edited)}"
    new = f"{order.format(whole=whole, edited=now)}\n{ARTICLE}"
    (found,) = reanchor([mark(old, "is set to officially publish it")], new, old=old)
    assert found.status is AnchorStatus.SUGGESTED
    assert placed(new, found) == "is set to publish it"


def test_lines_that_moved_and_were_parted_are_suggested() -> None:
    first = "The council had promised in March that nobody would lose a berth."
    second = "Work is to begin in the spring."
    words = f"{first}\n{second}"
    found, new = change(
        words,
        {f"{words} A second": "A second", "comment.": f"comment.\n{first}\nRead more\n{second}"},
    )
    assert found.status is AnchorStatus.SUGGESTED
    assert placed(new, found) == f"{first}\nRead more\n{second}"
