from typing import get_args

import pytest
from pydantic import ValidationError

from engine.api.models.calls import CallItem, CallQuery, CallStateName, HangUp
from engine.control.gateways import CallInfo, CallState


def test_every_field_of_the_switch_is_shown() -> None:
    assert set(CallItem.model_fields) == {*CallInfo.__struct_fields__, "duration_s"}
    assert get_args(CallStateName) == get_args(CallState)


def test_a_query_for_another_state_or_name_is_refused() -> None:
    assert CallQuery().state is None
    for wrong in ({"state": "asleep"}, {"gateway": "x" * 65}, {"q": "a\x00"}, {"caller": "1"}):
        with pytest.raises(ValidationError):
            CallQuery.model_validate(wrong)
    with pytest.raises(ValidationError):
        HangUp(reason="x" * 501)
