from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.carriers import registrations as module
from engine.carriers.registrations import MAX_BEGUN, settings_of
from engine.control.gateways import GatewayConfig
from tests.engine.carriers.stage import CARRIER, Stage


def other(**changes: Any) -> GatewayConfig:
    return msgspec.structs.replace(CARRIER, **changes)


@pytest.mark.parametrize("changes", [{"enabled": False}, {"registers": False}, {"kind": "mapping"}])
def test_who_asks_for_no_registration_gets_none(changes: dict[str, Any]) -> None:
    assert settings_of(other(**changes)) is None
    stage = Stage()
    stage.obey(other(**changes))
    assert (stage.quiet(), stage.state(), len(stage.registrations)) == (True, "off", 0)


def test_registrar_and_number_stand_in_place_of_address_and_name() -> None:
    settings = settings_of(other(registrar="sip.example:5080", contact_number="0123"))
    assert settings is not None
    assert (settings.target, settings.number) == (("sip.example", 5080), "0123")
    plain = settings_of(CARRIER)
    assert plain is not None
    assert (plain.target, plain.number) == (("192.0.2.9", 5070), "me")
    assert "Circle" not in repr(plain)


def test_a_change_that_matters_not_sends_nothing() -> None:
    stage = Stage()
    stage.obey(CARRIER)
    stage.register()
    stage.obey(other(memo="changed", capacity=3))
    assert stage.quiet()
    assert stage.state() == "registered"


def test_another_registrar_is_another_registration_and_the_old_one_is_signed_off() -> None:
    stage = Stage()
    stage.obey(CARRIER)
    stage.register()
    stage.obey(other(registrar="192.0.2.77"))
    old, new = sorted(stage.heard, key=lambda each: each[1].port, reverse=True)
    assert (old[0].expires, old[1].ip) == (0, "192.0.2.9")
    assert (new[0].expires, new[1].ip) == (600, "192.0.2.77")
    assert old[0].call_id != new[0].call_id
    assert stage.registrations.leaving == 1


def test_who_never_registered_needs_no_sign_off() -> None:
    stage = Stage()
    stage.obey(CARRIER)
    stage.register(500)
    stage.obey()
    assert (stage.quiet(), stage.registrations.leaving) == (True, 0)


def test_a_start_with_many_carriers_is_spread_over_seconds() -> None:
    stage = Stage()
    stage.obey(*[other(name=f"c{number}") for number in range(MAX_BEGUN + 1)])
    assert len(stage.heard) == MAX_BEGUN
    stage.heard.clear()
    stage.now += 0.1
    stage.obey(*[other(name=f"c{number}") for number in range(MAX_BEGUN + 1)])
    assert len(stage.heard) == 1


def test_who_signs_off_is_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LEAVING", 2)
    for count, left in ((2, 2), (3, 2)):
        stage = Stage()
        stage.obey(*[other(name=f"c{number}") for number in range(count)])
        stage.registrations.stop(stage.fx)
        assert (stage.registrations.leaving, len(stage.registrations)) == (left, 0)


def test_an_address_that_cannot_be_read_changes_nothing() -> None:
    stage = Stage()
    stage.obey(CARRIER)
    with pytest.raises(ValueError, match="is no address"):
        stage.registrations.obey([other(registrar="a b")], stage.fx)
    assert len(stage.registrations) == 1
