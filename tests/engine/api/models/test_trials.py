import pytest
from pydantic import ValidationError

from engine.api.models.trials import TrialStart


@pytest.mark.parametrize("hold_s", [0, 5, 60])
def test_a_hold_time_within_a_minute_is_taken(hold_s: int) -> None:
    assert TrialStart.model_validate({"hold_s": hold_s}).hold_s == hold_s
    assert TrialStart().hold_s == 0


@pytest.mark.parametrize("hold_s", [-1, 61, 1.5, "5", True, None])
def test_any_other_is_refused(hold_s: object) -> None:
    with pytest.raises(ValidationError):
        TrialStart.model_validate({"hold_s": hold_s})
