"""Which backups are worth keeping: by number, never by what the clock says it is now."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.keeping import Backup, thinned_out, worth_keeping

START = datetime(2031, 1, 1, 12, tzinfo=UTC)


def taken(times: list[datetime]) -> list[Backup]:
    return [Backup(Path(f"{n}"), n, at, "abcd", "state") for n, at in enumerate(times)]


def test_all_of_two_days_are_kept() -> None:
    backups = taken([START + timedelta(minutes=30 * n) for n in range(96)])
    assert worth_keeping(backups) == set(backups)


def test_a_year_of_half_hours_leaves_days_weeks_and_months() -> None:
    backups = taken([START + timedelta(minutes=30 * n) for n in range(48 * 365)])
    kept = sorted(worth_keeping(backups), key=lambda backup: backup.sequence)
    days = {backup.taken_at.date() for backup in kept}
    newest = backups[-1].taken_at
    assert {newest.date() - timedelta(days=n) for n in range(12)} <= days
    assert len({day.isocalendar()[:2] for day in days}) >= 10
    assert len({(day.year, day.month) for day in days}) == 9
    assert 97 <= len(kept) <= 97 + 12 + 10 + 9


def test_a_library_left_alone_for_years_keeps_its_backups() -> None:
    old = taken([START + timedelta(days=n) for n in range(5)])
    late = Backup(Path("late"), 99, START + timedelta(days=4000), "abcd", "state")
    assert worth_keeping([*old, late]) == {*old, late}


def test_a_clock_that_goes_wrong_costs_nothing_recent() -> None:
    backups = taken([START + timedelta(hours=n) for n in range(10)])
    wrong = Backup(Path("wrong"), 10, START - timedelta(days=20_000), "abcd", "state")
    right = Backup(Path("right"), 11, START + timedelta(hours=11), "abcd", "state")
    assert worth_keeping([*backups, wrong, right]) == {*backups, wrong, right}


@given(st.lists(st.integers(0, 60 * 24 * 800), max_size=300))
def test_the_newest_is_always_kept_and_what_was_kept_is_kept_again(minutes: list[int]) -> None:
    backups = taken([START + timedelta(minutes=n) for n in minutes])
    kept = worth_keeping(backups)
    assert kept == worth_keeping(kept)
    if backups:
        assert backups[-1] in kept


def test_the_newest_of_those_made_before_something_large_are_kept() -> None:
    backups = [
        Backup(Path(f"{n}"), n, START + timedelta(hours=n), "abcd", "state", reason)
        for n, reason in enumerate(["change", "", "", ""] * 200)
    ]
    kept = sorted((b.sequence for b in worth_keeping(backups) if b.reason), reverse=True)
    newest = [backup.sequence for backup in backups[::-1] if backup.reason]
    assert kept[:10] == newest[:10]
    late = Backup(Path("late"), 9999, START + timedelta(days=400), "abcd", "state")
    again = worth_keeping([*backups, late])
    assert {b.sequence for b in again if b.reason} >= set(newest[:10])


def test_where_there_is_little_room_one_made_before_something_large_goes_later() -> None:
    reasons = ["", "", "change", "", "", "", ""]
    backups = [
        Backup(Path(f"{n}"), n, START + timedelta(hours=n), "abcd", "state", reason)
        for n, reason in enumerate(reasons)
    ]
    kept = thinned_out(dict.fromkeys(backups, 10), 50)
    assert 2 in {backup.sequence for backup in kept}


def test_where_there_is_little_room_what_is_close_to_others_goes_first() -> None:
    hours = [0, 100, 200, 201, 202, 300, 301, 302]
    backups = taken([START + timedelta(hours=n) for n in hours])
    kept = thinned_out(dict.fromkeys(backups, 10), 60)
    assert [b.sequence for b in sorted(kept, key=lambda b: b.sequence)] == [0, 1, 2, 5, 6, 7]


@given(st.lists(st.integers(0, 10_000), max_size=60), st.integers(0, 500))
def test_the_newest_three_always_have_room(minutes: list[int], room: int) -> None:
    backups = taken([START + timedelta(minutes=n) for n in minutes])
    kept = thinned_out(dict.fromkeys(backups, 10), room)
    assert set(backups[-3:]) <= kept
    assert len(kept) * 10 <= max(room, 30)
