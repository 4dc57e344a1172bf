"""Operators get a page of a trace with credentials covered, and only that."""

from typing import Any

import msgspec
import pytest

from engine.control.traces import TraceAnswer, TracePage
from engine.errors import ControlError
from engine.sip.nat import Source
from engine.switch.reach import Reach
from engine.switch.trace import Trace, TracePolicy
from engine.switch.trace_calls import TracedCall, TracedLeg
from engine.switch.trace_desk import PAGE_BYTES, PAGE_MESSAGES, TraceDesk
from tests.engine.switch.talk import Bound

PEER = Source("192.0.2.77", 5060)
CARRIER = Source("2001:db8::5", 5070)


@pytest.fixture
def trace() -> Trace:
    return Trace(lambda name: name == "running")


@pytest.fixture
def desk(trace: Trace) -> TraceDesk:
    reach = Reach()
    reach.add(Bound())
    reach.add(Bound("2001:db8::1", 5060, 1))
    return TraceDesk(trace, reach)


def opened(trace: Trace, name: str = "running") -> TracedCall:
    call = TracedCall(name, "1001", "2002", 1.0)
    trace.calls.open(call)
    trace.calls.join(call, TracedLeg("in", "1001", False, PEER), b"in")
    trace.calls.join(call, TracedLeg("out", "carrier", True, CARRIER), b"out")
    return call


def page(desk: TraceDesk, call: str = "running", after: int = 0) -> TracePage:
    answer = desk({"call": call, "after": after})
    assert isinstance(msgspec.convert(msgspec.to_builtins(answer), TraceAnswer), TraceAnswer)
    assert answer.page is not None
    return answer.page


def test_a_message_is_shown_with_both_ends(trace: Trace, desk: TraceDesk) -> None:
    call = opened(trace)
    trace.calls.add(call, 5.0, True, 0, PEER, b"INVITE x SIP/2.0\r\n\r\n")
    trace.calls.add(call, 6.0, False, 1, CARRIER._replace(flow=1), b"INVITE y SIP/2.0\r\n\r\n")
    found = page(desk)
    first, second = found.messages
    assert (first.sender, first.receiver) == ("192.0.2.77:5060", "192.0.2.1:5060")
    assert (second.sender, second.receiver) == ("[2001:db8::1]:5060", "[2001:db8::5]:5070")
    assert (first.number, first.at, first.incoming, first.leg) == (1, 5.0, True, 0)
    assert (second.number, second.at, second.incoming, second.leg) == (2, 6.0, False, 1)
    assert [(leg.name, leg.gateway, leg.call_id) for leg in found.legs] == [
        ("1001", False, "in"),
        ("carrier", True, "out"),
    ]
    assert (found.id, found.call_id, found.caller, found.callee) == (
        "running",
        "in",
        "1001",
        "2002",
    )
    assert (found.running, found.dropped, found.more) == (True, 0, False)


def test_credentials_stay_in_the_switch(trace: Trace, desk: TraceDesk) -> None:
    data = b'INVITE x SIP/2.0\r\nProxy-Authorization: Digest response="abcdef"\r\n\r\n'
    trace.calls.add(opened(trace), 5.0, True, 0, PEER, data)
    (shown,) = page(desk).messages
    assert b"abcdef" not in shown.data
    assert shown.size == len(data)


@pytest.mark.parametrize("count", [PAGE_MESSAGES, PAGE_MESSAGES + 1])
def test_a_page_has_so_many_messages(trace: Trace, desk: TraceDesk, count: int) -> None:
    call = opened(trace)
    for number in range(count):
        trace.calls.add(call, float(number), True, 0, PEER, b"x")
    first = page(desk)
    assert (len(first.messages), first.more) == (PAGE_MESSAGES, count > PAGE_MESSAGES)
    rest = page(desk, after=first.messages[-1].number)
    assert (len(rest.messages), rest.more) == (count - PAGE_MESSAGES, False)


@pytest.mark.parametrize(("size", "shown"), [(PAGE_BYTES // 2, 2), (PAGE_BYTES // 2 - 1, 3)])
def test_a_page_of_long_messages_is_short(
    trace: Trace, desk: TraceDesk, size: int, shown: int
) -> None:
    call = opened(trace)
    for _ in range(4):
        trace.calls.add(call, 1.0, True, 0, PEER, b"x" * size)
    found = page(desk)
    assert (len(found.messages), found.more) == (shown, True)


def test_what_is_not_kept_is_said_to_be_so(trace: Trace, desk: TraceDesk) -> None:
    opened(trace, "over")
    assert not page(desk, "over").running
    trace.policy = TracePolicy(enabled=False, minutes=7)
    assert desk({"call": "over"}) == TraceAnswer(enabled=False, minutes=7)
    wrong: list[dict[str, Any]] = [{}, {"call": 5}, {"call": "a", "after": "b"}]
    for arguments in wrong:
        with pytest.raises(ControlError):
            desk(arguments)
