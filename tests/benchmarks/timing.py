"""How long a piece of work takes; knows no Galley."""

import statistics
import time
from collections.abc import Callable

__all__ = ["milliseconds", "timed"]


def timed(work: Callable[[], object], repeat: int) -> dict[str, float]:
    """The medians of some runs, in milliseconds: by the clock, and of the processor's time.

    A busy machine changes the first and hardly the second.
    """
    clock, used = [], []
    for _ in range(repeat):
        began, begun = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - began)
        used.append(time.process_time() - begun)
    return {
        "clock_ms": 1000 * statistics.median(clock),
        "processor_ms": 1000 * statistics.median(used),
    }


def milliseconds(work: Callable[[], object], times: int = 1) -> float:
    """The median of some runs, by the clock."""
    return timed(work, times)["clock_ms"]
