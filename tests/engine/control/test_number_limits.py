import pytest

from engine.control.gateway_rules import check
from engine.control.gateways import GatewayConfig
from engine.control.number_limits import FIELDS, INHERIT, MAX_LIMIT
from engine.defence.number_rules import NumberRule
from engine.errors import Invalid


def test_every_rule_has_its_field() -> None:
    assert set(FIELDS) == {rule.value for rule in NumberRule}
    assert {getattr(GatewayConfig("a", "mapping", ()), each) for each in FIELDS.values()} == {
        INHERIT
    }


@pytest.mark.parametrize("name", FIELDS.values())
def test_a_limit_is_inherited_off_or_calls(name: str) -> None:
    for value in (INHERIT, 0, MAX_LIMIT):
        check(GatewayConfig("a", "mapping", ("192.0.2.1",), **{name: value}))  # type: ignore[arg-type]
    for value in (INHERIT - 1, MAX_LIMIT + 1):
        with pytest.raises(Invalid) as refused:
            check(GatewayConfig("a", "mapping", ("192.0.2.1",), **{name: value}))  # type: ignore[arg-type]
        assert refused.value.field == name
    with pytest.raises(Invalid):
        check(GatewayConfig("a", "mapping", ("192.0.2.1",), number_watch="x"))  # type: ignore[arg-type]
