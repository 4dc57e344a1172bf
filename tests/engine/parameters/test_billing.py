"""The parameters of records and billing: an effect for each of them, and none that loses a call."""

import pytest

from engine.errors import ParameterError
from engine.parameters.billing import BILLING, MAX_LIST
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Group
from engine.parameters.values import parse
from engine.switch.policies import policies

CHANGED = {
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME": 0,
    "SERVER_BILLING_RECORD_ILLEGAL_CALL": 0,
    "SERVER_BILLING_RECORD_SERVER_HANG_UP": 0,
    "SERVER_BILLING_HOLD_TIME_PRECISION": 500,
    "SERVER_BILLING_FREE_TIME": 6,
    "SERVER_BILLING_FREE_E164S": "110, 800*",
}


def test_each_is_in_the_catalogue_as_vos3000_places_it() -> None:
    assert {parameter.name for parameter in BILLING} == set(CHANGED)
    for parameter in BILLING:
        assert CATALOGUE[parameter.name] is parameter
        assert (parameter.group, parameter.section) == (Group.BILLING, "4.3.5.1")


@pytest.mark.parametrize(("name", "value"), CHANGED.items())
def test_each_changes_what_the_switch_obeys(name: str, value: int | str) -> None:
    changed, usual = policies({name: value}), policies({})
    assert (changed.record, changed.rating) != (usual.record, usual.rating)
    assert changed._replace(record=usual.record, rating=usual.rating) == usual


@pytest.mark.parametrize("text", ["", "110", "110,119 , 800*", "+49*", "*98,#21#", "x" * 32])
def test_a_list_of_free_numbers_is_taken(text: str) -> None:
    assert parse(CATALOGUE["SERVER_BILLING_FREE_E164S"], text) == text


@pytest.mark.parametrize("text", ["*", "110;119", "8**", "x" * 33, "1," * (MAX_LIST // 2) + "1"])
def test_what_is_no_list_of_numbers_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse(CATALOGUE["SERVER_BILLING_FREE_E164S"], text)
    assert "800*" in caught.value.detail
