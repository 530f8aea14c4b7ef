import pytest

from galley.anchoring.alarms import alarms_of
from galley.domain.proposal import Alarm

NUMBER, NEGATION = {Alarm.NUMBER}, {Alarm.NEGATION}


@pytest.mark.parametrize(
    ("before", "after", "alarms"),
    [
        ("it cost 84 million", "it cost 48 million", NUMBER),
        ("it cost 84 million", "it cost 84 billion", NUMBER),
        ("it rose 1.5 percent", "it rose 15 percent", NUMBER),
        ("seven boats", "Nine boats", NUMBER),
        ("he will resign", "he will not resign", NEGATION),
        ("he didn't resign", "he did resign", NEGATION),
        ("er hat Geld", "er hat kein Geld", NEGATION),
        ("il viendra", "il ne viendra pas", NEGATION),
        ("no 12 boats", "14 boats", NUMBER | NEGATION),
        ("the colour of 12 boats", "the color of 12 boats", set()),
        ("12 boats and 14 nets", "14 nets and 12 boats", set()),
        ("he knotted nets", "he mended nets", set()),
    ],
)
def test_what_must_not_be_overlooked(before: str, after: str, alarms: set[Alarm]) -> None:
    assert alarms_of(before, after) == alarms
