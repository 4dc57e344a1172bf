from typing import get_args

from engine.api.flood import FloodStateName
from engine.defence.floodstate import FloodState


def test_every_state_has_its_name_in_the_interface() -> None:
    assert set(get_args(FloodStateName)) == {state.value for state in FloodState}
