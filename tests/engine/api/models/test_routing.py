from typing import get_args

import pytest
from pydantic import ValidationError

from engine.api.models.routing import Refusal, RouteAnswer, RouteQuery, RouteStepItem, Verdict
from engine.control.gateways import RouteAnalysis, RouteRefusal, RouteStep, RouteVerdict


def test_every_field_of_the_switch_is_shown() -> None:
    assert set(RouteAnswer.model_fields) == set(RouteAnalysis.__struct_fields__)
    assert set(RouteStepItem.model_fields) == set(RouteStep.__struct_fields__)
    assert get_args(Verdict) == get_args(RouteVerdict)
    assert get_args(Refusal) == get_args(RouteRefusal)


def test_numbers_are_what_a_phone_can_send() -> None:
    assert RouteQuery(caller="a.b_c-1", callee="+44*#").gateway is None
    for wrong in ({"caller": ""}, {"callee": "1 2"}, {"callee": "1" * 65}, {"gateway": ".a"}):
        with pytest.raises(ValidationError):
            RouteQuery.model_validate({"caller": "1", "callee": "2", **wrong})
