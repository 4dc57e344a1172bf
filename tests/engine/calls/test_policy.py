from engine.calls.policy import CallPolicy
from engine.switch.policies import policies


def test_the_defaults_are_those_of_the_catalogue() -> None:
    assert CallPolicy() == policies({}).calls
