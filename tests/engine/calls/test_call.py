import pytest

from engine.calls.call import Call, Inbound, Outbound, Place
from engine.calls.callstate import CallState
from engine.calls.events import Setup
from engine.sip.nat import Source

SETUP = Setup("1001", "2002", "10.0.0.1", "abc", "phone", 5.0)


def new() -> Call:
    return Call("1", SETUP, "1001", "", "2002", Inbound())


def test_a_new_call_has_reached_nobody() -> None:
    call = new()
    assert (call.state, call.winner, call.latest, call.status) == (
        CallState.CONNECTING,
        None,
        None,
        0,
    )
    assert (call.rang_at, call.answered_at, call.ends_at) == (None, None, None)


def test_calls_share_nothing() -> None:
    one, two = new(), new()
    one.outbounds.append(Outbound())
    one.groups.append(())
    assert (two.outbounds, two.groups) == ([], [])


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (CallState.CONNECTING, "connecting"),
        (CallState.RINGING, "ringing"),
        (CallState.ANSWERED, "answered"),
        (CallState.TALKING, "answered"),
    ],
)
def test_an_operator_sees_three_states(state: CallState, seen: str) -> None:
    call = new()
    call.state = state
    assert call.seen_as == seen


def test_a_place_is_a_value() -> None:
    place = Place("sip:2002@10.0.0.2", Source("10.0.0.2", 5060), "1001", "2002")
    assert (place.gateway, place.routes, place.fixed) == ("", (), True)
    with pytest.raises(AttributeError):
        place.uri = "sip:else"  # type: ignore[misc]
