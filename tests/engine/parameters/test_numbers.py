"""The parameters of the blacklist of numbers: in the catalogue, and an effect for each of them."""

import pytest

from engine.defence.number_rules import NumberPolicy
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group, Kind, Parameter
from engine.parameters.numbers import NUMBERS
from engine.switch.policies import policies


def test_each_is_in_the_catalogue_under_its_name() -> None:
    assert {CATALOGUE[parameter.name] for parameter in NUMBERS} == set(NUMBERS)
    assert {parameter.group for parameter in NUMBERS} == {Group.SECURITY}
    assert "SS_BLACK_LIST_NO_ANSWER_PERIODS" in CATALOGUE
    assert CATALOGUE["SS_BLACK_LIST_MALICIOUS_CALL_LIMIT"].default == 6


@pytest.mark.parametrize("parameter", NUMBERS, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:
    values: dict[str, int | str] = {"SS_BLACK_LIST_DYNAMIC_RUN_MODE": 1}
    if parameter.name == "SS_BLACK_LIST_DYNAMIC_RUN_MODE":
        values = {}
    other: int | str = parameter.minimum
    if parameter.default == parameter.minimum:
        other = parameter.maximum
    if parameter.kind is Kind.TEXT:
        other = "office, carrier-a"
    changed = policies({**values, parameter.name: other})
    assert changed.numbers != policies(values).numbers
    assert changed._replace(numbers=NumberPolicy()) == policies({})


def test_the_defaults_are_those_of_the_switch_itself() -> None:
    assert policies({}).numbers == NumberPolicy()
