import inspect
from typing import Any

import pytest

from engine.api.trials import Trial, TrialPort
from engine.control.trials import TrialCall
from engine.management.trials import TrialCalls

CALL = TrialCall("id", 0, "alice", "abc", 1.0)


@pytest.mark.parametrize(
    ("state", "over"),
    [
        ("calling", False),
        ("ringing", False),
        ("talking", False),
        ("recording", False),
        ("done", True),
        ("failed", True),
    ],
)
def test_only_two_states_are_the_end(state: Any, over: bool) -> None:
    assert Trial(CALL, state).over is over


def test_management_offers_what_the_interface_asks() -> None:
    for name in ("begin", "get"):
        asked = inspect.signature(getattr(TrialPort, name))
        assert inspect.signature(getattr(TrialCalls, name)) == asked
