import pytest
from pydantic import ValidationError

from engine.api.models.keeping import NewHold, RunsQuery, SealRange


def test_a_hold_needs_a_reason_of_one_line() -> None:
    assert NewHold(reason="Case 7").until is None
    for reason in ("", "two\nlines", "x" * 501):
        with pytest.raises(ValidationError):
            NewHold(reason=reason)


def test_days_and_limits_are_checked() -> None:
    assert SealRange(first_day="2026-11-23").last_day is None
    for day in ("2026-11-3", "20261103", " 2026-11-03"):
        with pytest.raises(ValidationError):
            SealRange(first_day=day)
    assert RunsQuery.model_validate({"limit": "7"}).limit == 7
