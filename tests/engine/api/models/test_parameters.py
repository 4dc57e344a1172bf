from typing import Any

import pytest
from pydantic import ValidationError

from engine.api.models.parameters import GroupName, ParameterQuery, ParameterSet
from engine.parameters.model import Group


@pytest.mark.parametrize("value", [0, True, "On", "600", ""])
def test_any_scalar_reaches_the_catalogue(value: Any) -> None:
    assert ParameterSet(value=value).value is value


@pytest.mark.parametrize("value", [None, 1.0, [1], {"a": 1}])
def test_nothing_else_does(value: Any) -> None:
    with pytest.raises(ValidationError, match="whole number, true, false or a text"):
        ParameterSet(value=value)


def test_every_group_of_the_catalogue_can_be_asked_for() -> None:
    assert set(GroupName.__args__) == {group.value for group in Group}  # type: ignore[attr-defined]
    assert ParameterQuery(group="billing").q == ""


def test_a_timed_change_is_bounded() -> None:
    for seconds in (0, 2_592_001):
        with pytest.raises(ValidationError):
            ParameterSet(value=1, revert_after_s=seconds)
