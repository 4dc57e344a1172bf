"""The values that describe a parameter cannot be changed and carry the API's words."""

import dataclasses

import pytest

from engine.parameters.model import Group, Kind, Parameter, Recommendation


def test_kinds_and_groups_are_the_words_of_the_api() -> None:
    assert [kind.value for kind in Kind] == ["boolean", "integer", "text"]
    assert [group.value for group in Group] == ["billing", "query", "security", "softswitch"]


def test_a_recommendation_is_advised_unless_it_warns() -> None:
    assert Recommendation(5, "good").advised
    assert not Recommendation(20, "bad", advised=False).advised


def test_a_parameter_is_fixed_once_made() -> None:
    parameter = Parameter("X", Group.QUERY, "", Kind.INTEGER, 1, 1, 2, "s", "A test.")
    assert parameter.recommended == ()
    with pytest.raises(dataclasses.FrozenInstanceError):
        parameter.default = 2  # type: ignore[misc]
