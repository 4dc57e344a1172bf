"""What a trace is asked for with, and that its description is what is sent."""

import pytest
from pydantic import ValidationError

from engine.api.models.traces import TraceItem, TraceQuery
from engine.api.trace_reading import Found
from engine.api.trace_view import trace_item
from tests.helpers.switch_port import call, trace


@pytest.mark.parametrize("after", [0, "7", 1_000_000_000])
def test_a_place_is_a_number(after: object) -> None:
    assert TraceQuery.model_validate({"after": after}).after == int(str(after))


@pytest.mark.parametrize("after", [-1, 1_000_000_001, "x", 1.5, None])
def test_anything_else_is_refused(after: object) -> None:
    with pytest.raises(ValidationError):
        TraceQuery.model_validate({"after": after})


def test_what_is_sent_is_what_is_described() -> None:
    item = trace_item(Found(trace(call(1)), 15))
    assert TraceItem.model_validate(item).model_dump(by_alias=True) == item
