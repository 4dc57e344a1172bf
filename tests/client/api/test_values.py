"""What the values say about themselves."""

from datetime import UTC, datetime

from client.api.decoding import decode
from client.api.values import Endpoint, Grant, Health, Parameter
from tests.helpers.fake_data import endpoint, parameter


def test_a_token_is_not_in_the_text_of_a_grant() -> None:
    grant = Grant("very-secret", "admin", datetime.now(UTC))
    assert "very-secret" not in repr(grant)


def test_health_knows_the_switch_even_when_it_is_not_listed() -> None:
    assert decode(Health, {"status": "degraded", "modules": {}}).switch == "stopped"
    running = {"status": "ok", "modules": {"switch": {"state": "running", "pid": 1}}}
    assert decode(Health, running).switch == "running"


def test_every_sample_parameter_can_be_read() -> None:
    found = [decode(Parameter, item) for item in parameter.samples()]
    assert [item.name for item in found if item.changed] == ["SS_ENDPOINTREGISTERSUSPEND"]
    retry = next(item for item in found if item.name == "SS_ENDPOINTREGISTERRETRY")
    assert [advice.advised for advice in retry.recommended] == [True, True, False]


def test_an_endpoint_of_which_nothing_is_known_is_not_unregistered() -> None:
    item = endpoint.make("1001", "x", "registered") | {
        "status": None, "failures": None, "bindings": [], "suspension": None,
    }  # fmt: skip
    found = decode(Endpoint, item)
    assert found.status == ""
    assert found.failures is None
