"""The parameters of the rate limits: in the catalogue, and an effect for each of them."""

import pytest

from engine.defence.rates import RatePolicy
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.limits import LIMITS
from engine.parameters.model import Group, Parameter
from engine.switch.policies import policies


def test_each_is_in_the_catalogue() -> None:
    assert {CATALOGUE[parameter.name] for parameter in LIMITS} == set(LIMITS)
    assert {parameter.group for parameter in LIMITS} == {Group.SECURITY}
    wanted = CATALOGUE["SS_RATE_LIMIT_REGISTER"].recommended
    assert 10 in {each.value for each in wanted}  # req 136


@pytest.mark.parametrize("parameter", LIMITS, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:
    other = parameter.maximum if parameter.default == parameter.minimum else parameter.minimum
    changed = policies({parameter.name: other})
    assert changed.rates != RatePolicy()
    assert changed._replace(rates=RatePolicy()) == policies({})


def test_the_defaults_are_those_of_the_switch_itself() -> None:
    assert policies({}).rates == RatePolicy()
