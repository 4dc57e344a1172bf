import pytest

from engine.calls.events import Cause, Ended, Refused, Setup, Side


def test_events_are_values() -> None:
    setup = Setup("1001", "2002", "10.0.0.1", "abc", "phone", 5.0)
    call = Refused(setup, "", True, 403, Cause.UNAUTHORISED, 5.0)
    assert call == Refused(setup, "", True, 403, Cause.UNAUTHORISED, 5.0)
    with pytest.raises(AttributeError):
        call.status = 200  # type: ignore[misc]


def test_who_ended_a_call_is_a_number_of_the_records() -> None:
    assert [int(side) for side in (Side.CALLER, Side.CALLEE, Side.SERVER)] == [0, 1, 2]
    setup = Setup("1001", "2002", "10.0.0.1", "abc", "phone", 5.0)
    ended = Ended(
        "1", setup, "1001", "", "one", "192.0.2.1", 200, Cause.CLEARED, Side.CALLEE, 9.0, 7.0, 6.0
    )
    assert (ended.by, ended.answered_at, ended.rang_at) == (1, 7.0, 6.0)
