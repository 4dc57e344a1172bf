import pytest

from client.api.trial_values import Trial


@pytest.mark.parametrize(
    ("state", "over"), [("calling", False), ("recording", False), ("done", True), ("failed", True)]
)
def test_only_two_states_are_the_end(state: str, over: bool) -> None:
    assert Trial("id", state).over is over
