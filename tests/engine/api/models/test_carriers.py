from engine.api.models.carriers import ProbeItem, RegistrationItem
from engine.api.models.gateways import GatewayChange, GatewayItem, NewGateway


def test_a_password_is_taken_and_is_no_field_of_any_answer() -> None:
    for asked in (NewGateway, GatewayChange):
        assert asked.model_fields["password"].default is None
    schema = NewGateway.model_json_schema()["properties"]["password"]
    assert schema["anyOf"][0]["writeOnly"] is True
    assert {"password", "secret"}.isdisjoint(GatewayItem.model_fields)


def test_a_state_comes_with_its_sentence() -> None:
    for item in (RegistrationItem, ProbeItem):
        assert {"state", "since", "last_status", "detail"} <= set(item.model_fields)
