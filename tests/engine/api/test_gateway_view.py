import msgspec

from engine.api.gateway_view import Seen, changes_of, config_of, gateway_item, look
from engine.api.models.gateways import GatewayChange, GatewayItem, NewGateway
from engine.control.carriers import RegistrationLive
from engine.control.gateways import GatewayConfig, GatewayLive
from tests.helpers.api_app import Stage
from tests.helpers.switch_port import NOW

CARRIER = GatewayConfig("carrier-a", "routing", ("192.0.2.9:5070",), prefixes=("0044",))
LIVE = GatewayLive("carrier-a", 3, 100, 42, 0.42, 61.5, 1_200.0, 2, NOW, "503 from it", NOW - 5)

REGISTERED = RegistrationLive("registered", NOW - 60, NOW, last_status=200)


def test_an_item_fits_its_model_with_live_figures_and_without() -> None:
    for seen in (Seen({}, None), Seen({"carrier-a": LIVE}, None), Seen({}, "away")):
        item = gateway_item(CARRIER, seen)
        assert GatewayItem(**item).model_dump() == {
            name: list(value) if isinstance(value, tuple) else value for name, value in item.items()
        }


def test_times_are_those_of_the_interface() -> None:
    live = gateway_item(CARRIER, Seen({"carrier-a": LIVE}, None))["live"]
    assert live["quarantined_until"] == "2026-09-21T14:13:20.000Z"
    assert live["last_failure_at"] == "2026-09-21T14:13:15.000Z"
    seen = Seen({"carrier-a": msgspec.structs.replace(LIVE, registration=REGISTERED)}, None)
    shown = gateway_item(CARRIER, seen)["live"]["registration"]
    assert shown["expires_at"] == "2026-09-21T14:13:20.000Z"
    assert (shown["state"], shown["next_try_at"]) == ("registered", None)
    assert (live["asr"], live["acd_s"], live["pdd_ms"]) == (0.42, 61.5, 1_200.0)


def test_nobody_is_asked_for_nothing_and_silence_is_explained(stage: Stage) -> None:
    stage.switch.away = True
    assert look(stage.services, []) == Seen({}, None)
    assert "cannot be asked" in str(look(stage.services, ["carrier-a"]).degraded)


def test_what_was_asked_becomes_what_is_stored(stage: Stage) -> None:
    services = stage.services
    asked = NewGateway(name="carrier-a", kind="routing", addresses=["192.0.2.9:5070"])
    assert config_of(asked, services) == GatewayConfig("carrier-a", "routing", ("192.0.2.9:5070",))
    change = GatewayChange(prefixes=[], enabled=False, capacity=0, reason="why")
    assert changes_of(change, services, "a") == {"prefixes": (), "enabled": False, "capacity": 0}
    assert changes_of(GatewayChange(reason="why"), services, "a") == {}
