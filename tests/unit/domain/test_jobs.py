import pytest

from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job, Progress


def test_a_step_is_reported() -> None:
    seen: list[Progress] = []
    Job(seen.append).step(1, 3, "Writing")
    assert seen == [Progress(1, 3, "Writing")]


def test_a_cancelled_job_stops_at_its_next_step_and_reports_no_more() -> None:
    seen: list[Progress] = []
    job = Job(seen.append)
    job.cancel()
    job.cancel()
    assert job.cancelled
    with pytest.raises(JobCancelled):
        job.step(1, 1)
    assert seen == []


def test_nobody_has_to_watch() -> None:
    Job().step(1, 1)
