import pytest

from galley.domain.annotation import AnchorStatus
from galley.domain.proposal import Proposal


@pytest.mark.parametrize("status", list(AnchorStatus))
def test_only_what_is_anchored_needs_no_review(status: AnchorStatus) -> None:
    assert Proposal(status).needs_review == (status is not AnchorStatus.ANCHORED)
