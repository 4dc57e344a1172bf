"""The identity fields of the interface take what the store takes."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from engine.api.models.gateways import GatewayChange, NewGateway
from engine.control.identities import CHOICES


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in CHOICES.items() for value in values]
)
def test_every_choice_is_taken(field: str, value: str) -> None:
    assert getattr(GatewayChange.model_validate({field: value}), field) == value


@pytest.mark.parametrize("field", CHOICES)
def test_anything_else_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        GatewayChange.model_validate({field: "always"})


def test_a_new_gateway_trusts_nobody() -> None:
    made = NewGateway.model_validate({"name": "a", "kind": "routing", "addresses": ["192.0.2.1"]})
    assert {field: getattr(made, field) for field in CHOICES} == {
        field: values[0] for field, values in CHOICES.items()
    }
