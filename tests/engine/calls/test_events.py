import pytest

from engine.calls.events import Cause, Refused, Setup


def test_events_are_values() -> None:
    setup = Setup("1001", "2002", "10.0.0.1", "abc", "phone", 5.0)
    call = Refused(setup, "", True, 403, Cause.UNAUTHORISED, 5.0)
    assert call == Refused(setup, "", True, 403, Cause.UNAUTHORISED, 5.0)
    with pytest.raises(AttributeError):
        call.status = 200  # type: ignore[misc]
