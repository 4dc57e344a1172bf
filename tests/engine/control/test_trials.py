import msgspec
import pytest

from engine.control.frames import Decoder, encode
from engine.control.messages import convert
from engine.control.trials import TrialCall, TrialStep
from engine.errors import ControlError


def test_a_test_call_crosses_the_socket_as_it_is() -> None:
    step = TrialStep(12.5, "refused", {"status": 503, "reason": "Service Unavailable"})
    call = TrialCall("id", 5, "alice", "abc", 12.0, "refused", [step], True, "", 12.1, "::1")
    (message,) = Decoder().feed(encode({"result": call}))
    assert convert(message["result"], TrialCall) == call


def test_a_neighbouring_version_may_leave_out_what_came_later() -> None:
    least = {"id": "id", "hold_s": 0, "by": "", "call_id": "abc", "started_at": 1.0}
    assert convert(least, TrialCall).steps == []
    with pytest.raises(ControlError):
        convert({**least, "outcome": "somehow"}, TrialCall)


def test_values_of_a_step_are_plain() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"at": 1.0, "name": "sent", "values": {"a": [1]}}, TrialStep)
