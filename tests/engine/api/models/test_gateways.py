from __future__ import annotations

from typing import Any

import msgspec
import pytest
from pydantic import ValidationError

from engine.api.models.gateways import GatewayChange, GatewayItem, GatewayQuery, NewGateway
from engine.control.gateway_rules import RANGES, check
from engine.control.gateways import GatewayConfig

LEAST: dict[str, Any] = {"name": "a", "kind": "routing", "addresses": ["192.0.2.9"]}


def test_defaults_are_those_of_the_switch() -> None:
    asked = NewGateway(**LEAST).model_dump(exclude={"reason"})
    assert msgspec.convert(asked, GatewayConfig) == GatewayConfig("a", "routing", ("192.0.2.9",))
    assert GatewayQuery().limit == 100


def test_every_field_of_the_switch_is_shown_and_can_be_set() -> None:
    fields = set(GatewayConfig.__struct_fields__)
    shown = fields - {"secret"}
    assert set(GatewayItem.model_fields) == shown | {"live", "password_set"}
    assert set(NewGateway.model_fields) == shown | {"reason", "password"}
    assert set(GatewayChange.model_fields) == shown - {"name", "kind"} | {"reason", "password"}


@pytest.mark.parametrize("name", RANGES)
def test_the_ranges_are_those_of_the_rules(name: str) -> None:
    def asked(value: object) -> NewGateway:
        return NewGateway.model_validate({**LEAST, name: value})

    least, most = RANGES[name]
    for value in (least, most):
        check(msgspec.convert(asked(value).model_dump(), GatewayConfig))
    for wrong in (least - 1, most + 1, True, "1", 1.5):
        with pytest.raises(ValidationError):
            asked(wrong)


@pytest.mark.parametrize(
    "changes", [{"name": "b"}, {"kind": "mapping"}, {"addresses": []}, {"unheard_of": 1}]
)
def test_what_cannot_change_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        GatewayChange(**changes)
