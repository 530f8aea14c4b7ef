"""How long searching for what is merely alike may take in one article. Knows no search."""

import time
from collections.abc import Callable

__all__ = ["TimeCap"]


class TimeCap:
    """Counts from when it is made.

    Args:
        seconds: How long; 0 is up at once.
        clock: A clock that never goes back, in seconds.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    @property
    def is_up(self) -> bool:
        """Whether nothing that can be left out should begin any more."""
        return self._clock() >= self._end
