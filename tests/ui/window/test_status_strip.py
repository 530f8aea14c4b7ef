"""The status strip: what it counts, how it shows it in little room, and where it leads."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind, Target
from galley.services.saving import SaveState
from galley.ui.theme.current import ThemeSource
from galley.ui.window.status_strip import StatusStrip
from tests.ui.driving import find_child

AT = datetime(2026, 3, 4, tzinfo=UTC)
UNCHECKED, CONFIRMED, WRONG = CheckStatus.UNCHECKED, CheckStatus.CONFIRMED, CheckStatus.WRONG


def note(number: int, kind: Kind, status: CheckStatus) -> Annotation:
    target = Target("v1", number * 10, number * 10 + 4, "word")
    return Annotation(f"n{number}", "a1", kind, (target,), AT, AT, check=Check(status))


def notes(*what: tuple[Kind, CheckStatus]) -> list[Annotation]:
    return [note(number, kind, status) for number, (kind, status) in enumerate(what)]


@pytest.fixture
def strip(qtbot: QtBot, themes: ThemeSource) -> StatusStrip:
    strip = StatusStrip(themes)
    qtbot.addWidget(strip)
    strip.resize(1200, 34)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def summary(strip: StatusStrip) -> str:
    return find_child(QLabel, strip).text()


def button(strip: StatusStrip) -> QPushButton:
    return find_child(QPushButton, strip)


def pills(strip: StatusStrip) -> QWidget:
    return next(child for child in strip.findChildren(QWidget) if "Pills" in type(child).__name__)


def row_of_colours(strip: StatusStrip) -> list[str]:
    """The colours met along the middle of the pills, each run once."""
    image = pills(strip).grab().toImage()
    wanted = {strip._themes.theme.hair2} | {
        colours.text for colours in strip._themes.theme.statuses.values()
    }
    runs: list[str] = []
    for x in range(image.width()):
        colour = image.pixelColor(x, 2).name().upper()
        if colour not in wanted:
            runs.append("")
        elif not runs or runs[-1] != colour:
            runs.append(colour)
    return [colour for colour in runs if colour]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ([], "No marks yet"),
        ([(Kind.QUOTE, UNCHECKED)], "0 of 1 quote checked"),
        ([(Kind.QUOTE, WRONG), (Kind.QUOTE, UNCHECKED)], "1 of 2 quotes checked"),
        (
            [(Kind.QUOTE, CONFIRMED), (Kind.STATISTIC, UNCHECKED), (Kind.STATISTIC, CONFIRMED)],
            "1 of 1 quote · 1 of 2 statistics checked",
        ),
        ([(Kind.STATISTIC, CONFIRMED)], "1 of 1 statistic checked"),
        ([(Kind.CLAIM, CONFIRMED)], "1 of 1 mark checked"),
        ([(Kind.CLAIM, CONFIRMED), (Kind.QUERY, UNCHECKED)], "1 of 2 marks checked"),
        (
            [(Kind.QUOTE, UNCHECKED), (Kind.CLAIM, CONFIRMED)],
            "0 of 1 quote · 1 of 1 other mark checked",
        ),
        (
            [(Kind.STATISTIC, UNCHECKED), (Kind.CLAIM, CONFIRMED), (Kind.MARK, UNCHECKED)],
            "0 of 1 statistic · 1 of 2 other marks checked",
        ),
    ],
)
def test_the_summary(strip: StatusStrip, what: list[tuple[Kind, CheckStatus]], words: str) -> None:
    strip.set_annotations(notes(*what))

    assert summary(strip) == words


def test_pills_stand_in_reading_order(strip: StatusStrip) -> None:
    three = notes((Kind.QUOTE, WRONG), (Kind.QUOTE, UNCHECKED), (Kind.CLAIM, CONFIRMED))

    strip.set_annotations(three)

    theme = strip._themes.theme
    assert row_of_colours(strip) == [
        theme.statuses[WRONG].text,
        theme.hair2,
        theme.statuses[CONFIRMED].text,
    ]
    assert pills(strip).width() == 3 * 18 - 2


def test_many_facts_share_one_bar_in_proportion(strip: StatusStrip) -> None:
    strip.set_annotations(
        [note(n, Kind.QUOTE, CONFIRMED if n % 4 else UNCHECKED) for n in range(1_000)]
    )
    image = pills(strip).grab().toImage()
    theme = strip._themes.theme
    done = sum(
        image.pixelColor(x, 2).name().upper() == theme.statuses[CONFIRMED].text
        for x in range(image.width())
    )

    assert row_of_colours(strip) == [theme.statuses[CONFIRMED].text, theme.hair2]
    assert abs(done / image.width() - 0.75) < 0.03


def test_one_wrong_fact_among_a_thousand_can_be_seen(strip: StatusStrip) -> None:
    facts = [note(n, Kind.QUOTE, CONFIRMED) for n in range(999)]

    strip.set_annotations([*facts, note(999, Kind.QUOTE, WRONG)])

    assert strip._themes.theme.statuses[WRONG].text in row_of_colours(strip)


def test_in_little_room_the_pills_become_a_bar(strip: StatusStrip) -> None:
    strip.set_annotations([note(n, Kind.QUOTE, CONFIRMED) for n in range(24)])
    assert len(row_of_colours(strip)) == 24

    strip.resize(640, 34)

    assert len(row_of_colours(strip)) == 1


def test_statuses_are_said_in_words_too(strip: StatusStrip) -> None:
    strip.set_annotations(notes((Kind.QUOTE, WRONG), (Kind.QUOTE, UNCHECKED), (Kind.CLAIM, WRONG)))

    assert pills(strip).accessibleName() == "Wrong 2, Unchecked 1"


def test_next_leads_on_only_while_something_is_unchecked(strip: StatusStrip, qtbot: QtBot) -> None:
    strip.set_annotations(notes((Kind.QUOTE, CONFIRMED)))
    assert not button(strip).isEnabled()

    strip.set_annotations(notes((Kind.QUOTE, UNCHECKED)))
    with qtbot.waitSignal(strip.next_unchecked):
        QTest.mouseClick(button(strip), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SaveState.SAVED, "Saved"),
        (SaveState.SAVING, "Saving…"),
        (SaveState.FAILED, "Not saved"),
    ],
)
def test_whether_all_is_saved(strip: StatusStrip, state: SaveState, words: str) -> None:
    strip.set_saved_state(state)

    said = [child.accessibleName() for child in strip.findChildren(QWidget) if child.isVisible()]
    assert words in said


def test_with_nothing_open_nothing_is_said_of_saving(strip: StatusStrip) -> None:
    strip.set_saved_state(SaveState.SAVED)
    strip.set_saved_state(None)

    said = [child.accessibleName() for child in strip.findChildren(QWidget) if child.isVisible()]
    assert "Saved" not in said
