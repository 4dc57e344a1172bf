"""What the interface asks, the real connection and the one of the tests both answer."""

import inspect

import pytest

from engine.api.switch_port import SwitchPort
from engine.management.switch_port import SwitchPort as Connection
from tests.helpers.switch_port import FakeSwitch

OPERATIONS = [name for name, _ in inspect.getmembers(SwitchPort, inspect.isfunction)]


@pytest.mark.parametrize("implementation", [Connection, FakeSwitch])
def test_every_operation_is_there_with_the_same_arguments(implementation: type) -> None:
    wanted = [name for name in OPERATIONS if not name.startswith("_")]
    assert len(wanted) > 15
    for name in wanted:
        asked = inspect.signature(getattr(SwitchPort, name))
        assert inspect.signature(getattr(implementation, name)) == asked, name
