"""What became of a capture is seen at its row without reading it, and never by colour alone."""

import pytest

from galley.services.intake.batch_importing import Outcome, OutcomeState
from galley.services.intake.reading_doubts import Doubt
from galley.ui.importing.rows import CaptureRow, sign_of
from galley.ui.theme.tokens import THEMES


@pytest.mark.parametrize("state", [OutcomeState.NEW, OutcomeState.NEW_VERSION])
def test_a_doubtful_reading_has_another_sign_than_a_sure_one(state: OutcomeState) -> None:
    sure = CaptureRow("boats.html", Outcome("boats.html", state))
    doubtful = CaptureRow("boats.html", Outcome("boats.html", state, doubt=Doubt.MUCH_LEFT_OUT))
    for theme in THEMES.values():
        assert sign_of(doubtful, theme)[0] == "circle-alert"
        assert sign_of(sure, theme)[0] != "circle-alert"
