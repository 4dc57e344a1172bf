"""Registrations and probes on a switch: obeyed, answered, shown, signed off."""

from __future__ import annotations

import msgspec

from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.switch.batch import Batch
from engine.switch.carrierhost import CarrierHost, resolver
from engine.switch.livecalls import LiveCalls
from tests.engine.switch.rig import Rig
from tests.engine.switch.talk import Bound, prepare

CARRIER = GatewayConfig(
    *("partner", "routing", ("192.0.2.99:5070",)),
    username="me",
    secret=GatewaySecret("Circle of Life"),
    registers=True,
    probe_interval_s=1,
)


def host_of(rig: Rig) -> CarrierHost:
    prepare(rig)
    rig.reach.add(Bound())
    rig.host.carriers.obey([CARRIER])
    return rig.host.carriers


def look(rig: Rig) -> list[Request]:
    batch = rig.batch()
    rig.host.carriers.tick(batch)
    return requests(batch)


def requests(batch: Batch) -> list[Request]:
    return [Request.parse(data) for data, _ in batch.sends]


def answer(rig: Rig, request: Request, status: int) -> Batch:
    batch = rig.batch()
    data = build_reply(request, status, "theirs", ())
    rig.core.datagrams([(data, Source("192.0.2.99", 5070, "UDP", 0))], batch)
    return batch


def test_what_is_configured_is_obeyed_and_its_answer_is_shown(rig: Rig) -> None:
    host = host_of(rig)
    (register,) = [each for each in look(rig) if each.method == "REGISTER"]
    answer(rig, register, 200)
    gateways = [msgspec.structs.replace(CARRIER)]
    rig.host.gates.reload(gateways, {})
    (live,) = LiveCalls(rig.host, rig.driver).gateways_live()
    assert (live.registration.state, live.registration.last_status) == ("registered", 200)
    assert live.registration.expires_at is not None
    assert live.registration.expires_at > 1e9, "epoch seconds"
    assert host.leaving == 0


def test_a_silent_gateway_gets_no_calls_until_it_answers(rig: Rig) -> None:
    host_of(rig)
    for _ in range(40):
        rig.clock.advance(1.0)
        look(rig)
    assert not rig.host.gates.health.reachable("partner")
    probe: Request | None = None
    while probe is None:
        rig.clock.advance(1.0)
        probe = next((each for each in look(rig) if each.method == "OPTIONS"), None)
    answer(rig, probe, 405)
    assert rig.host.gates.health.reachable("partner")


def test_a_register_that_gets_no_answer_has_failed(rig: Rig) -> None:
    host = host_of(rig)
    look(rig)
    for _ in range(80):
        rig.clock.advance(0.5)
        batch = rig.batch()
        rig.host.tick(batch)
    (live,) = host.live(rig.host.gates.live(0.0, 0.0)[:0] or _one(rig), rig.clock.now(), 0.0)
    assert (live.registration.state, live.registration.last_status) == ("failed", 408)


def _one(rig: Rig) -> list:  # type: ignore[type-arg]
    rig.host.gates.reload([CARRIER], {})
    return rig.host.gates.live(0.0, 0.0)


def test_at_the_end_every_carrier_is_left_and_nobody_is_asked_again(rig: Rig) -> None:
    host = host_of(rig)
    (register,) = [each for each in look(rig) if each.method == "REGISTER"]
    answer(rig, register, 200)
    batch = rig.batch()
    host.sign_off(batch)
    (farewell,) = requests(batch)
    assert (farewell.expires, host.leaving) == (0, 1)
    answer(rig, farewell, 200)
    assert host.leaving == 0
    host.obey([CARRIER])
    rig.clock.advance(60.0)
    assert look(rig) == []


def test_addresses_are_themselves_and_names_what_was_found() -> None:
    resolve = resolver(lambda: {"sip.example": ("192.0.2.1", "192.0.2.2")})
    assert resolve("192.0.2.9") == ("192.0.2.9",)
    assert resolve("SIP.example") == ("192.0.2.1", "192.0.2.2")
    assert resolve("other.example") == ()
