"""The parameters of phones behind a NAT: in the catalogue, and an effect for each of them."""

import pytest

from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group, Kind, Parameter
from engine.parameters.nat import NAT
from engine.registrar import KeepAlivePolicy
from engine.switch.policies import policies


def test_each_is_in_the_catalogue() -> None:
    assert {CATALOGUE[parameter.name] for parameter in NAT} == set(NAT)
    assert {parameter.group for parameter in NAT} == {Group.SOFTSWITCH}


@pytest.mark.parametrize("parameter", NAT, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:
    other = "HELLO" if parameter.kind is Kind.TEXT else parameter.minimum
    changed = policies({parameter.name: other})
    assert changed.keepalive != KeepAlivePolicy()
    assert changed._replace(keepalive=KeepAlivePolicy()) == policies({})


def test_the_defaults_are_those_of_the_switch_itself() -> None:
    assert policies({}).keepalive == KeepAlivePolicy()
    assert len(NAT) == len(KeepAlivePolicy._fields)
