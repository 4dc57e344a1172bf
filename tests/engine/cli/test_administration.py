"""Both ways to an engine are the same protocol."""

import inspect

import pytest

from engine.cli.administration import Administration, OperatorLine, ParameterLine
from engine.cli.direct import DirectAdministration
from engine.cli.http import HttpAdministration

METHODS = [name for name in vars(Administration) if not name.startswith("_")]


@pytest.mark.parametrize("way", [DirectAdministration, HttpAdministration])
@pytest.mark.parametrize("name", METHODS)
def test_both_ways_take_the_same_arguments(way: type, name: str) -> None:
    wanted = inspect.signature(getattr(Administration, name))
    assert inspect.signature(getattr(way, name)) == wanted


def test_a_line_is_a_value() -> None:
    assert OperatorLine("maria", "admin", True) == OperatorLine("maria", "admin", True)
    assert ParameterLine("X", 1).revert_at == ParameterLine("X", 1).effective_at == ""
