"""The queue of edits on their way to disk: in order, and none dropped."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.changes import Change, ChangeSet
from galley.services.edits.annotating import set_note
from galley.services.saving import SaveQueue, SaveState
from tests.marked_article import FERRY, NOW, a_mark, an_article

MARK = a_mark(an_article(FERRY)[1], "It was full")


def edit(number: int) -> ChangeSet:
    mark = replace(MARK, id=f"n{number}")
    return ChangeSet("Mark added", mark.article_id, (Change(None, mark),))


@given(st.lists(st.sampled_from(["put", "done", "fail", "retry"]), max_size=40))
def test_whatever_happens_edits_reach_the_disk_once_and_in_order(steps: list[str]) -> None:
    queue = SaveQueue()
    on_disk: list[ChangeSet] = []
    put: list[ChangeSet] = []
    sent: ChangeSet | None = None
    for step in steps:
        if step == "put":
            put.append(edit(len(put)))
            queue.put(put[-1])
        elif step == "done" and sent is not None:
            on_disk.append(sent)
            queue.done()
            sent = None
        elif step == "fail" and sent is not None:
            queue.fail()
            sent = None
        elif step == "retry":
            queue.retry()
        sent = queue.take() or sent
        assert [*on_disk, *queue.unsaved] == put
        assert (queue.state is SaveState.SAVED) == (on_disk == put)
    queue.retry()
    while sent or (sent := queue.take()):
        on_disk.append(sent)
        queue.done()
        sent = None
    assert on_disk == put
    assert queue.state is SaveState.SAVED


def test_typing_that_waits_is_joined() -> None:
    queue, mark = SaveQueue(), MARK
    queue.put(edit(0))
    assert queue.take() is not None  # under way: what follows waits
    for note in ("W", "Wh", "Why"):
        change_set = set_note(mark, note, now=NOW, typing="visit")
        queue.put(change_set)
        after = change_set.changes[0].after
        assert after is not None
        mark = after  # type: ignore[assignment]  # an annotation stays one
    assert [len(c.changes) for c in queue.waiting] == [1]
    queue.done()
    last = queue.take()
    assert last is not None
    assert last.changes[0].after == mark
