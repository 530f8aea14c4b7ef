"""Annotations of a made-up article, as the panel gets them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind, Target

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MakeAnnotation = Callable[..., Annotation]


@pytest.fixture
def make_annotation() -> MakeAnnotation:
    """Makes an annotation; whatever is not said is plain."""

    def make(
        name: str = "n1",
        start: int = 0,
        kind: Kind = Kind.QUOTE,
        status: CheckStatus = CheckStatus.UNCHECKED,
        exact: str = "the dam held",
        note: str = "",
        tags: tuple[str, ...] = (),
        speaker: str = "",
        minutes: int = 0,
    ) -> Annotation:
        at = NOON + timedelta(minutes=minutes)
        target = Target("v1", start, start + len(exact), exact)
        return Annotation(name, "a1", kind, (target,), at, at, note, tags, speaker, Check(status))

    return make
