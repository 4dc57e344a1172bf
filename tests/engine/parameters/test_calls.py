"""The parameters of calls: those of VOS3000 under its names, and an effect for each of them."""

import pytest

from engine.calls.policy import CallPolicy
from engine.parameters.calls import CALLS
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group, Parameter
from engine.switch.policies import policies


def test_each_is_in_the_catalogue() -> None:
    assert {CATALOGUE[parameter.name] for parameter in CALLS} == set(CALLS)
    assert {parameter.group for parameter in CALLS} == {Group.SOFTSWITCH}


@pytest.mark.parametrize("parameter", CALLS, ids=lambda parameter: parameter.name)
def test_each_changes_what_the_switch_obeys(parameter: Parameter) -> None:
    changed = policies({parameter.name: parameter.maximum if parameter.default == 0 else 0})
    assert changed.calls != CallPolicy()
    assert changed._replace(calls=CallPolicy()) == policies({})


def test_there_is_one_for_everything_that_is_obeyed() -> None:
    assert len(CALLS) == len(CallPolicy._fields)


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("SS_GATEWAY_SWITCH_LIMIT", 0),
        ("SS_GATEWAY_SWITCH_STOP_AFTER_USER_BUSY", 1),
        ("SS_GATEWAY_SWITCH_UNTIL_CONNECT", 0),
        ("SS_SIP_NO_TIMER_REINVITE_INTERVAL", 7200),
    ],
)
def test_the_public_defaults_of_vos3000_are_kept(name: str, default: int) -> None:
    assert CATALOGUE[name].default == default
