"""The values of the identity fields of a gateway."""

from __future__ import annotations

import pytest

from engine.control.gateway_rules import check
from engine.control.gateways import GatewayConfig
from engine.control.identities import CHOICES
from engine.errors import Invalid

EACH = [(field, value) for field, values in CHOICES.items() for value in values]


def gateway(**changes: str) -> GatewayConfig:
    return GatewayConfig("one", "routing", ("192.0.2.1",), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "value"), EACH)
def test_every_choice_may_be_stored(field: str, value: str) -> None:
    check(gateway(**{field: value}))
    assert hasattr(gateway(), field)


@pytest.mark.parametrize("field", CHOICES)
def test_the_first_choice_is_that_of_a_new_gateway(field: str) -> None:
    assert getattr(gateway(), field) == CHOICES[field][0]


@pytest.mark.parametrize("field", CHOICES)
def test_anything_else_is_refused_by_name(field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(gateway(**{field: "always"}))
    assert refused.value.field == field
