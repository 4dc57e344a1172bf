"""The call machine is put together, goes on after a restart, and obeys what is configured."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import structlog
from structlog.testing import capture_logs

from engine.calls.call import Call
from engine.calls.stored import dump, load
from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from engine.switch.callparts import GatewayFeed, resume
from engine.switch.gateways import Gateways
from engine.switch.syncer import Syncer
from engine.switch.tls_trust import TlsTrust
from tests.engine.switch.rig import Rig
from tests.engine.switch.talk import (
    CARRIER,
    CUSTOMER,
    GATEWAYS,
    Talk,
    kinds,
    leavers,
    prepare,
    records,
    stated,
)


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured
    structlog.reset_defaults()


@pytest.fixture
def next_rig(tmp_path: Path, syncer: Syncer) -> Rig:
    """The switch after a restart: nothing of the first one but its files."""
    folder = tmp_path / "next"
    folder.mkdir()
    rig = Rig(folder, syncer)
    rig.clock.mono = 5.0  # the machine was started anew, too
    return rig


def carried(talk: Talk, rig: Rig) -> Call:
    """The call of ``talk`` as ``rig`` reads it from disk."""
    line = msgspec.json.decode(msgspec.json.encode(dump(talk.call, talk.rig.offset)))
    rig.clock.set_wall(talk.rig.clock.wall())
    return load(line, rig.offset, rig.clock.now())


def test_a_call_goes_on_where_it_stood(rig: Rig, next_rig: Rig) -> None:
    prepare(rig)
    prepare(next_rig)
    talk = Talk(rig)
    call_id = talk.connect().id
    rig.clock.advance(10.0)
    seen_at = next_rig.clock.now() - 3.0
    assert resume(next_rig.host, next_rig.reach, [carried(talk, next_rig)], seen_at) == 1
    (call,) = next_rig.host.calls.book
    assert call.seen_at == seen_at
    usage = next_rig.host.gates.usage
    assert (usage.calls("customer"), usage.calls("carrier")) == (1, 1)
    next_rig.clock.advance(5.0)
    talk.rig = next_rig
    batch = talk.say("BYE")
    assert sorted(kinds(batch)) == [("200", CUSTOMER.ip), ("BYE", CARRIER.ip)]
    (record,) = records(batch)
    assert (record["id"], record["hold_ms"], record["hold_time_s"]) == (call_id, 15_000, 15)
    assert record["pdd_ms"] == 1_000
    assert [leavers(line) for line in stated(batch)] == [(call_id, 1)]
    assert (usage.calls("customer"), usage.calls("carrier")) == (0, 0)


def test_the_figures_of_a_gateway_survive_a_call_of_the_run_before(rig: Rig, next_rig: Rig) -> None:
    """Its delay is counted from the INVITE, not from the start of the machine."""
    prepare(rig)
    prepare(next_rig)
    talk = Talk(rig)
    talk.connect()
    next_rig.clock.mono = 900_000.0
    resume(next_rig.host, next_rig.reach, [carried(talk, next_rig)])
    talk.rig = next_rig
    talk.say("BYE")
    (live,) = [one for one in next_rig.host.gates.live(0.0, 0.0) if one.name == "carrier"]
    assert live.pdd_ms == pytest.approx(1_000, abs=1)


def test_the_longest_duration_holds_over_a_restart(rig: Rig, next_rig: Rig) -> None:
    prepare(rig)
    prepare(next_rig)
    talk = Talk(rig)
    talk.connect()
    resume(next_rig.host, next_rig.reach, [carried(talk, next_rig)])
    next_rig.clock.advance(next_rig.host.gates.policy.max_duration_s)
    batch = next_rig.batch()
    next_rig.host.tick(batch)
    assert [record["end_direction"] for record in records(batch)] == [2]


def test_connections_of_the_run_before_are_nobodys(rig: Rig, next_rig: Rig) -> None:
    prepare(rig)
    prepare(next_rig)
    talk = Talk(rig)
    call = talk.connect()
    call.inbound.heard = Source("192.0.2.77", 40_000, "TCP", 3)
    call.inbound.fixed = True
    call.outbounds[0].heard = CARRIER._replace(flow=9)
    resume(next_rig.host, next_rig.reach, [carried(talk, next_rig)])
    (again,) = next_rig.host.calls.book
    assert again.inbound.heard == Source("192.0.2.77", 40_000, "TCP", 0)
    assert again.outbounds[0].heard == CARRIER


def feed(rig: Rig, *configs: GatewayConfig) -> tuple[Gateways, GatewayFeed]:
    gateways = Gateways()
    gateways.put(configs)
    return gateways, GatewayFeed(gateways, rig.host.gates, rig.host.carriers, TlsTrust())


def test_gateways_are_obeyed_from_the_very_next_call_on(rig: Rig) -> None:  # req 25
    prepare(rig)
    gateways, _ = feed(rig)
    assert kinds(Talk(rig).begin()) == [("403", CUSTOMER.ip)]
    gateways.put(GATEWAYS)
    assert ("INVITE", CARRIER.ip) in kinds(Talk(rig).begin())
    gateways.delete(["carrier"])
    assert kinds(Talk(rig).begin()) == [("404", CUSTOMER.ip)]


def test_what_was_stored_is_in_force_from_the_start(rig: Rig) -> None:
    feed(rig, *GATEWAYS)
    assert rig.recorder.gateway_of(CUSTOMER.ip) == "customer"


def test_a_name_counts_once_it_is_resolved(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    _, made = feed(rig, GatewayConfig("customer", "mapping", ("Customer.Example",)))
    assert rig.recorder.gateway_of(CUSTOMER.ip) is None

    async def found(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (CUSTOMER.ip, 0))]

    async def run() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)
        made.resolver.start()
        async with asyncio.timeout(5.0):
            while not made.resolver.found:  # noqa: ASYNC110 - nothing to wait on
                await asyncio.sleep(0)
        await made.resolver.close()

    asyncio.run(run())
    assert rig.recorder.gateway_of(CUSTOMER.ip) == "customer"


@pytest.mark.parametrize(
    "broken",
    [
        GatewayConfig("broken", "routing", ("no address:99999",)),
        GatewayConfig("broken", "routing", ("192.0.2.9",), callee_rewrite=("no rule",)),
    ],
)
def test_what_cannot_be_used_is_logged_and_changes_nothing(
    rig: Rig, logs: list[Any], broken: GatewayConfig
) -> None:
    gateways, _ = feed(rig, *GATEWAYS)
    gateways.put([broken])
    assert rig.recorder.gateway_of(CUSTOMER.ip) == "customer"
    assert "the gateways cannot be used as they are configured" in [e["event"] for e in logs]
    feed(rig, broken)  # as read from disk at the start, which it must not stop
