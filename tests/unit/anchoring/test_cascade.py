from galley.anchoring.reanchor import reanchor
from galley.anchoring.selectors import describe
from galley.domain.annotation import AnchorStatus, Target
from galley.domain.proposal import Alarm, Proposal

ARTICLE = (
    "The ferry to Port Lorne was stopped on Monday after a crack was found in its hull. “It is a "
    "hair's breadth, no more,” said the captain, Ida Holm. The owners expect the ship back in "
    "service by the weekend, when 1,400 passengers are booked. Buses will run along the coast "
    "until then. The owners expect no losses from this, they told shareholders in a letter."
)


def mark(words: str, text: str = ARTICLE) -> Target:
    start = text.index(words)
    return describe(text, "elsewhere", start, start + len(words))


def find(target: Target, new: str) -> Proposal:
    return reanchor([target], new)[0]


def words_at(new: str, found: Proposal) -> str:
    assert found.start is not None
    return new[found.start : found.end]


def test_words_in_their_context_are_found_wherever_the_position_is() -> None:
    target = mark("a crack was found")
    new = "Read our live blog first. " * 40 + ARTICLE
    found = find(target, new)
    assert found.status is AnchorStatus.ANCHORED
    assert found.start == target.start + 26 * 40


def test_the_context_tells_two_places_apart() -> None:
    target = mark("The owners expect")
    second = describe(ARTICLE, "v", ARTICLE.rindex("The owners"), ARTICLE.rindex("The owners") + 17)
    assert find(target, ARTICLE).start == target.start
    assert find(second, ARTICLE).start == second.start


def test_equal_places_with_equal_context_are_for_a_person_to_choose_from() -> None:
    old = "Tide tables are on page two. " * 9
    target = describe(old, "v", 4 * 29, 4 * 29 + 11)
    found = find(target, old + "Tide tables are on page two. ")
    assert found.status is AnchorStatus.AMBIGUOUS
    assert len(found.candidates) > 1


def test_a_corrected_word_in_its_context_is_a_loud_change() -> None:
    found = find(mark("when 1,400 passengers are booked"), ARTICLE.replace("1,400", "1,700"))
    assert (found.status, set(found.alarms)) == (AnchorStatus.CHANGED, {Alarm.NUMBER})


def test_words_without_any_context_are_trusted_only_when_long_and_alone() -> None:
    sentence = "The owners expect the ship back in service by the weekend"
    target = mark(sentence)
    new = f"Quite different words stand here. {sentence}! And others there."
    found = find(target, new)
    assert (found.status, words_at(new, found)) == (AnchorStatus.MOVED, sentence)
    short = mark("Ida Holm")
    found = find(short, "At the theatre: a new play with Ida Holm and others in it.")
    assert found.status is AnchorStatus.ORPHAN
    assert found.candidates != ()


def test_the_position_alone_is_no_evidence() -> None:
    other = "Nothing in this text has anything to do with ships, harbours or the sea at all. " * 5
    assert find(mark("a crack was found in its hull"), other).status is AnchorStatus.ORPHAN


def test_a_hint_in_utf_16_units_does_no_harm() -> None:
    text = "🛥" * 30 + ARTICLE
    target = mark("said the captain", text)
    hinted = Target(
        "v", target.start + 30, target.end + 30, target.exact, target.prefix, target.suffix
    )
    assert find(hinted, text).start == target.start


def test_a_mark_without_any_context_is_found_where_it_is_alone() -> None:
    bare = Target("v", 0, 5, "said the captain, Ida Holm")
    found = find(bare, ARTICLE)
    assert (found.status, found.start) == (AnchorStatus.MOVED, ARTICLE.index(bare.exact))
