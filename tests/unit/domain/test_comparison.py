from galley.domain.annotation import AnchorStatus
from galley.domain.article import Zone
from galley.domain.comparison import (
    Happening,
    MarkComparison,
    PassageComparison,
    Standing,
    standings,
)
from galley.domain.proposal import Alarm
from tests.captures_apart import old_capture


def passage(status: AnchorStatus, *, placed: bool = True, loud: bool = False) -> PassageComparison:
    alarms = frozenset({Alarm.NUMBER}) if loud else frozenset()
    return PassageComparison("words", (0, 5), (0, 5) if placed else None, status, alarms=alarms)


def test_the_part_that_needs_a_person_most_speaks_for_the_mark() -> None:
    anchored, lost = passage(AnchorStatus.ANCHORED), passage(AnchorStatus.ORPHAN, placed=False)
    mark = MarkComparison("m", (anchored, lost), Happening.GONE)

    assert mark.status is AnchorStatus.ORPHAN
    assert mark.main is lost
    assert not mark.is_placed
    assert not mark.is_loud
    assert MarkComparison("m", (anchored, anchored), Happening.NOTHING).is_placed


def test_a_figure_or_a_negation_is_loud_however_it_was_found() -> None:
    changed = passage(AnchorStatus.CHANGED)

    assert MarkComparison("m", (changed,), Happening.NEGATION_ADDED).is_loud
    assert MarkComparison(
        "m", (passage(AnchorStatus.CHANGED, loud=True),), Happening.WORDS_CHANGED
    ).is_loud
    assert not MarkComparison("m", (changed,), Happening.WORDS_CHANGED).is_loud


def test_paragraphs_are_counted_in_the_text_only() -> None:
    _article, version = old_capture()

    found = standings(version)

    assert found[:3] == (Standing(Zone.MASTHEAD), Standing(Zone.HEADLINE), Standing(Zone.BODY, 1))
    assert found[-1] == Standing(Zone.BODY, 8)
