"""The parameters of the blacklist: in the catalogue, and an effect for each of them."""

import pytest

from engine.defence.rules import DefencePolicy
from engine.parameters.blacklist import BLACKLIST
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group, Parameter
from engine.switch.policies import policies


def test_each_is_in_the_catalogue() -> None:
    assert {CATALOGUE[parameter.name] for parameter in BLACKLIST} == set(BLACKLIST)
    assert {parameter.group for parameter in BLACKLIST} == {Group.SECURITY}


@pytest.mark.parametrize("parameter", BLACKLIST, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:  # req 129, 131
    other = parameter.maximum if parameter.default == parameter.minimum else parameter.minimum
    changed = policies({parameter.name: other})
    assert changed.defence != DefencePolicy()
    assert changed._replace(defence=DefencePolicy()) == policies({})


def test_the_defaults_are_those_of_the_switch_itself() -> None:
    assert policies({}).defence == DefencePolicy()
