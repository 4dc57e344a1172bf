import pytest
from pydantic import ValidationError

from engine.api.models.gateways import GatewayChange, NewGateway

NEW = {"name": "a", "kind": "mapping", "addresses": ["192.0.2.1"]}


def test_a_new_gateway_inherits_everything() -> None:
    made = NewGateway.model_validate(NEW)
    assert (made.number_watch, made.concurrent_limit, made.no_answer_limit) == ("inherit", -1, -1)
    change = GatewayChange.model_validate({"concurrent_limit": 0})
    assert change.model_dump(exclude_none=True) == {"concurrent_limit": 0, "reason": ""}


@pytest.mark.parametrize("fault", [{"number_watch": "x"}, {"concurrent_limit": -2}])
def test_what_means_nothing_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewGateway.model_validate(NEW | fault)
