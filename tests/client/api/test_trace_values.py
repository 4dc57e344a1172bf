"""A trace of the engine becomes values, whatever a newer engine adds."""

from client.api.decoding import decode
from client.api.trace_values import CallTrace
from tests.helpers.fake_traces import sample


def test_a_trace_is_read() -> None:
    trace = decode(CallTrace, sample() | {"new": 1})
    assert [leg.name for leg in trace.legs] == ["1001", "carrier-a", "carrier-b"]
    first, second = trace.messages[:2]
    assert (first.method, first.status, first.sdp, first.direction) == ("INVITE", None, True, "in")
    assert (second.status, second.leg, second.at.microsecond) == (100, 0, 4_000)


def test_an_attempt_that_became_no_call_has_no_id() -> None:
    trace = decode(CallTrace, {"id": "", "call_id": "x"})
    assert (trace.id, trace.messages, trace.running) == ("", (), False)
