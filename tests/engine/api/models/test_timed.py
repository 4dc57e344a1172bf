import pytest
from pydantic import ValidationError

from engine.api.models.timed import Extension, ReturnQuery, TimedChangePage


@pytest.mark.parametrize("by_s", [0, 2_592_001, "60", 1.5])
def test_an_extension_is_a_whole_number_of_seconds_up_to_a_month(by_s: object) -> None:
    with pytest.raises(ValidationError):
        Extension.model_validate({"by_s": by_s})
    assert Extension(by_s=2_592_000).reason == ""


def test_a_reason_may_be_left_out_and_nothing_be_added() -> None:
    assert ReturnQuery().reason == ""
    with pytest.raises(ValidationError):
        ReturnQuery.model_validate({"why": "x"})
    assert TimedChangePage(items=[]).next_cursor is None
