"""The parameters of traces: in the catalogue, and an effect for each of them."""

import pytest

from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group, Parameter
from engine.parameters.traces import TRACES
from engine.switch.policies import policies
from engine.switch.trace import TracePolicy


def test_each_is_in_the_catalogue() -> None:
    assert {CATALOGUE[parameter.name] for parameter in TRACES} == set(TRACES)
    assert {parameter.group for parameter in TRACES} == {Group.SOFTSWITCH}


@pytest.mark.parametrize("parameter", TRACES, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:
    changed = policies({parameter.name: parameter.minimum})
    assert changed.trace != TracePolicy()
    assert changed._replace(trace=TracePolicy()) == policies({})


def test_the_defaults_are_those_of_the_switch_itself() -> None:
    assert policies({}).trace == TracePolicy()
    assert len(TRACES) == len(TracePolicy._fields)
