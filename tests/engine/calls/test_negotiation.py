"""Who refreshes, how often, and what is refused (RFC 4028 sections 7 to 9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.negotiation import (
    LONGEST,
    Agreed,
    agreed,
    answer,
    check_interval,
    demanded,
    keep,
    offer,
    supports,
)
from engine.calls.policy import CallPolicy
from engine.calls.session import Session
from engine.calls.sessionstate import TimerState
from engine.sip.errors import PeerError
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.session_expires import session_expires
from tests.helpers.wire import Value, message, request

POLICY = CallPolicy()
ON_DEMAND = POLICY._replace(session_ttl_s=0)


def invite(expires: str | None = None, least: str | None = None, knows: bool = True) -> Request:
    supported = "timer" if knows else None
    fields: dict[str, Value] = {"Session-Expires": expires, "Min-SE": least}
    return Request.parse(request("INVITE", headers=fields, Supported=supported))


def response(status: int = 200, **headers: Value) -> Response:
    fields: dict[str, Value] = {
        "Via": "SIP/2.0/UDP 203.0.113.1;branch=z9hG4bK1",
        "From": "<sip:a@b>;tag=1",
        "To": "<sip:c@d>;tag=2",
        "Call-ID": "x",
        "CSeq": "1 INVITE",
    }
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response.parse(message(f"SIP/2.0 {status} Said", {**fields, **more}))


@pytest.mark.parametrize(
    ("expires", "least", "knows", "found", "header"),
    [
        ("1800", None, True, Agreed(600, False), "600;refresher=uac"),
        ("1800;refresher=uac", None, True, Agreed(600, False), "600;refresher=uac"),
        ("1800;refresher=uas", None, True, Agreed(600, True), "600;refresher=uas"),
        ("1800", "900", True, Agreed(900, False), "900;refresher=uac"),
        ("120", None, True, Agreed(120, False), "120;refresher=uac"),
        (None, None, True, Agreed(600, False), "600;refresher=uac"),
        (None, "700", True, Agreed(700, False), "700;refresher=uac"),
        ("1800", None, False, Agreed(600, True), "600;refresher=uas"),
        ("1800;refresher=uac", None, False, Agreed(600, True), "600;refresher=uas"),
        ("30", None, False, Agreed(90, True), "90;refresher=uas"),
        (None, None, False, None, None),
    ],
)
def test_what_a_caller_is_answered(
    expires: str | None, least: str | None, knows: bool, found: Agreed | None, header: str | None
) -> None:
    request = invite(expires, least, knows)
    check_interval(request, POLICY)
    result, headers = answer(request, Session(), POLICY)
    assert result == found
    assert dict(headers).get("Session-Expires") == header
    # Who is to refresh has to know timers, and who does not know them must not be asked to.
    assert (("Require", "timer") in headers) is (knows and found is not None)


@pytest.mark.parametrize(
    ("expires", "found"),
    [(None, None), ("7200", Agreed(7200, False)), ("999999", Agreed(LONGEST, False))],
)
def test_a_timer_on_demand_is_what_the_caller_asks_for(
    expires: str | None, found: Agreed | None
) -> None:
    assert answer(invite(expires), Session(), ON_DEMAND)[0] == found


@pytest.mark.parametrize("state", [TimerState.OURS, TimerState.REFRESHING])
def test_who_refreshes_goes_on_to_unless_it_is_said(state: TimerState) -> None:
    session = Session(state=state)
    assert answer(invite("600"), session, POLICY)[0] == Agreed(600, True)
    assert answer(invite("600;refresher=uac"), session, POLICY)[0] == Agreed(600, False)


def test_an_interval_below_the_least_is_refused_with_it() -> None:
    check_interval(invite("90"), POLICY)
    with pytest.raises(PeerError) as caught:
        check_interval(invite("89"), POLICY)
    assert (caught.value.status, caught.value.headers) == (422, (("Min-SE", "90"),))


def test_who_does_not_know_timers_is_not_refused_for_what_a_proxy_wrote() -> None:
    check_interval(invite("30", knows=False), POLICY)
    with pytest.raises(PeerError):
        check_interval(invite("often", knows=False), POLICY)


def test_what_an_invite_offers() -> None:
    assert offer(POLICY) == [("Session-Expires", "600"), ("Min-SE", "90")]
    assert offer(POLICY, 900) == [("Session-Expires", "900"), ("Min-SE", "900")]
    assert offer(POLICY._replace(session_minimum_s=700))[0] == ("Session-Expires", "700")
    assert offer(ON_DEMAND) == []
    assert offer(ON_DEMAND, 900)[0] == ("Session-Expires", "900")


def test_a_later_request_keeps_what_was_agreed_on() -> None:
    ours, theirs = TimerState.OURS, TimerState.THEIRS
    assert keep(Session()) == []
    assert keep(Session(state=ours, interval=90)) == [("Session-Expires", "90;refresher=uac")]
    assert keep(Session(state=theirs, interval=90, least=90)) == [
        ("Session-Expires", "90;refresher=uas"),
        ("Min-SE", "90"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1800;refresher=uas", Agreed(1800, False)),
        ("1800;refresher=uac", Agreed(1800, True)),
        ("1800", Agreed(1800, True)),
        ("0;refresher=uac", Agreed(90, True)),  # not ours to be kept busy by
        ("4294967295;refresher=uas", Agreed(LONGEST, False)),
        ("never", None),
        (None, None),
    ],
)
def test_what_a_callee_agrees_to(text: str | None, found: Agreed | None) -> None:
    assert agreed(response(Session_Expires=text), POLICY) == found


@pytest.mark.parametrize(
    ("text", "least"), [("900", 900), (None, 0), ("x", 0), (str(LONGEST + 1), 0)]
)
def test_what_a_422_demands(text: str | None, least: int) -> None:
    assert demanded(response(422, Min_SE=text)) == least


def test_requiring_is_supporting() -> None:
    assert supports(Request.parse(request("INVITE", Require="Timer")), "timer")
    assert supports(Request.parse(request("INVITE", Supported="100rel, TIMER")), "timer")
    assert not supports(Request.parse(request("INVITE", Supported="")), "timer")


@given(
    expires=st.none() | st.integers(0, 2**33),
    least=st.none() | st.integers(0, 2**33),
    refresher=st.sampled_from(["", ";refresher=uac", ";refresher=uas"]),
    knows=st.booleans(),
    state=st.sampled_from(TimerState),
    ttl=st.sampled_from([0, 90, 600, LONGEST]),
)
def test_what_is_answered_is_what_is_kept(
    expires: int | None,
    least: int | None,
    refresher: str,
    knows: bool,
    state: TimerState,
    ttl: int,
) -> None:
    policy = POLICY._replace(session_ttl_s=ttl)
    text = None if expires is None else f"{expires}{refresher}"
    asked = invite(text, None if least is None else str(least), knows)
    found, headers = answer(asked, Session(state=state), policy)
    if found is None:
        assert headers == []
        return
    said = session_expires(response(Session_Expires=dict(headers)["Session-Expires"]))
    assert said == (found.interval, "uas" if found.ours else "uac")
    assert found.interval >= policy.session_minimum_s
    if not knows:
        assert found.ours
    elif expires is not None and expires >= policy.session_minimum_s:
        assert found.interval <= expires, "an answer never makes it longer"
