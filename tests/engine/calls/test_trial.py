"""The pass of a test call opens the switch to one INVITE, and to no other."""

import re

import pytest

from engine.api.models.endpoints import EXTENSION_PATTERN
from engine.calls.invite import Admitted
from engine.calls.trial import ACCOUNT, CALLEE, CALLER, SPARE_S, TrialPass, Trials
from engine.sip.nat import Source
from engine.sip.request import Request

NUMBER = "5ec3e7"
SOCKET = Source("127.0.0.1", 40_001)
ECHO = Source("127.0.0.1", 40_002)


def invite(number: str = NUMBER, caller: str = CALLER, to_tag: str = "") -> Request:
    tail = f";tag={to_tag}" if to_tag else ""
    return Request.parse(
        f"INVITE sip:{number}@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:1;branch=z9hG4bK1\r\n"
        f"From: <sip:{caller}@127.0.0.1>;tag=a\r\nTo: <sip:{number}@127.0.0.1>{tail}\r\n"
        "Call-ID: c1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n".encode()
    )


@pytest.fixture
def trials() -> Trials:
    made = Trials()
    made.open(TrialPass(NUMBER, SOCKET, ECHO, 5))
    return made


def test_the_call_it_was_issued_for_is_let_through_once(trials: Trials) -> None:
    admitted = trials.admit(invite(), SOCKET, 7.0)
    assert isinstance(admitted, Admitted)
    setup = admitted.setup
    assert (setup.caller, setup.callee, admitted.account) == (CALLER, CALLEE, ACCOUNT)
    assert NUMBER not in repr(admitted), "the drawn number is in no record"
    assert not trials.active
    assert trials.admit(invite(), SOCKET, 7.0) is None


@pytest.mark.parametrize(
    ("request_", "source"),
    [
        (invite("5ec3e8"), SOCKET),
        (invite(CALLEE), SOCKET),
        (invite("5ec3e7%00"), SOCKET),
        (invite("%E2%98%83"), SOCKET),
        (invite(), SOCKET._replace(port=40_002)),
        (invite(), SOCKET._replace(ip="127.0.0.2")),
        (invite(), SOCKET._replace(transport="TCP", flow=3)),
        (invite(), Source("192.0.2.7", 40_001)),
        (invite(to_tag="b"), SOCKET),
    ],
)
def test_everything_else_is_treated_as_ever(
    trials: Trials, request_: Request, source: Source
) -> None:
    assert trials.admit(request_, source, 7.0) is None
    assert trials.active, "and does not use the pass up"


def test_without_a_pass_nobody_is_let_through(trials: Trials) -> None:
    trials.close()
    assert not trials.active
    assert trials.admit(invite(), SOCKET, 7.0) is None
    assert Trials().admit(invite(), SOCKET, 7.0) is None
    assert Trials().groups() == []


def test_the_echo_is_reached_once_and_by_the_pass_alone(trials: Trials) -> None:
    assert trials.groups() == []
    trials.admit(invite(), SOCKET, 7.0)
    ((place,),) = trials.groups()
    assert (place.destination, place.uri) == (ECHO, f"sip:{NUMBER}@127.0.0.1:40002")
    assert place.max_duration_s == 5 + SPARE_S, "it cannot outlive both of its ends"
    assert trials.groups() == []


def test_no_endpoint_can_have_its_account() -> None:
    assert re.match(EXTENSION_PATTERN, ACCOUNT) is None


def test_only_its_own_record_is_noted(trials: Trials) -> None:
    seen = []
    for account, at, gate in (
        ("1001", 2.0, None),
        (ACCOUNT, 3.0, "zero_hold_time"),
        (ACCOUNT, 4.0, None),
    ):
        trials.ended(account, at, gate)
        seen.append(trials.written)
    assert seen == [None, ("zero_hold_time", 3.0), ("", 4.0)]
