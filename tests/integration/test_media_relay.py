"""Media through the real rtpengine: both directions, changes, deaths, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.calls import carriers, configure, left_over
from tests.helpers.engine_process import EngineProcess
from tests.helpers.rawcall import RawParty
from tests.helpers.rtpengine import PORTS, Rtpengine
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
NUMBER = "0044123"


class Bench(NamedTuple):
    """One engine with a relay; calls come from everywhere on this machine."""

    engine: EngineProcess
    api: Api
    relay: Rtpengine

    @contextmanager
    def parties(self, mode: str = "on") -> Iterator[tuple[RawParty, RawParty]]:
        """A caller, and a callee behind a routing gateway of this mode."""
        port = self.engine.sip_port
        with (
            RawParty("caller", port) as caller,
            RawParty("callee", port) as callee,
            carriers(self.api, "0044", callee.port, relay=mode) as names,
        ):
            yield caller, callee
            left_over(self.api, names)

    def alarms(self) -> list[str]:
        return [each["id"] for each in self.api.call("GET", "/alarms")["items"]]

    def until_alarm(self, *, raised: bool) -> None:
        wanted = f"relay.gone:{self.relay.address}"
        wait_for(self.alarms, lambda now: (wanted in now) is raised, 20)

    def running(self) -> Any:
        (call,) = self.api.call("GET", "/calls")["items"]
        return call


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("relay")
    with (
        Rtpengine(need("rtpengine"), folder) as relay,
        EngineProcess(folder / "data", arguments=["--relay", relay.address]) as engine,
    ):
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        made = Bench(engine, api, relay)
        wait_for(lambda: made.engine.tail(), lambda text: "a media relay answers" in text)
        yield made
        api.close()


def answered(caller: RawParty, callee: RawParty, *, early: bool = False) -> None:
    """Call and be answered."""
    caller.invite(NUMBER)
    invite = callee.wait("INVITE")
    if early:
        callee.answer(invite, 183, described=True)
        caller.wait("SIP/2.0 183")
        caller.hears(callee, b"early")
    callee.answer(invite, 200, described=True)
    caller.wait("SIP/2.0 200")
    caller.ack()
    callee.wait("ACK")


def ended(one: RawParty, other: RawParty) -> None:
    """One hangs up."""
    one.bye()
    other.answer(other.wait("BYE"), 200)
    one.wait("SIP/2.0 200")


def changed(asker: RawParty, asked: RawParty) -> None:
    """One side moves its media."""
    asker.settle()
    asked.settle()
    asker.move_media()
    asker.invite()
    asked.answer(asked.wait("INVITE"), 200, described=True)
    asker.wait("SIP/2.0 200")
    asker.ack()
    asked.wait("ACK")


def relayed(one: RawParty, other: RawParty) -> bool:
    """Whether both send to the relay, and each hears the other through it."""
    for speaker, listener in ((one, other), (other, one)):
        source = listener.hears(speaker, b"word of " + speaker.name.encode())
        if not PORTS[0] <= source[1] <= PORTS[1] or source != listener.far:
            return False
    return True


def test_both_hear_each_other_through_the_relay(bench: Bench) -> None:
    with bench.parties() as (caller, callee):
        answered(caller, callee, early=True)
        assert relayed(caller, callee)
        assert bench.running()["relayed"] is True
        assert len(bench.relay.sessions()) == 1
        assert {callee.priority(caller), caller.priority(callee)} == {0xA0}  # SS_QOS_RTP
        for asker, asked in ((callee, caller), (caller, callee)):
            changed(asker, asked)
            assert relayed(caller, callee)
        ended(callee, caller)
        wait_for(bench.relay.sessions, lambda now: not now)


def test_media_goes_straight_where_no_relay_is_needed(bench: Bench) -> None:
    with bench.parties("auto") as (caller, callee):
        answered(caller, callee)
        assert callee.far == ("127.0.0.1", caller.rtp_port)
        assert caller.far == ("127.0.0.1", callee.rtp_port)
        assert bench.running()["relayed"] is False
        ended(caller, callee)


def test_a_call_that_is_refused_leaves_no_session(bench: Bench) -> None:
    with bench.parties() as (caller, callee):
        caller.invite(NUMBER)
        callee.answer(callee.wait("INVITE"), 486)
        caller.wait("SIP/2.0 486")
        wait_for(bench.relay.sessions, lambda now: not now)


def test_calls_go_on_when_the_relay_dies_and_use_it_when_it_is_back(
    bench: Bench, request: pytest.FixtureRequest
) -> None:
    with bench.parties() as (caller, callee):
        answered(caller, callee)
        bench.relay.kill()
        request.addfinalizer(bench.relay.revive)
        bench.until_alarm(raised=True)
        health = bench.api.call("GET", "/health")
        assert health["status"] == "degraded"
        changed(caller, callee)  # the call goes on, without the relay
        assert callee.far == ("127.0.0.1", caller.rtp_port)
        ended(caller, callee)
    with bench.parties() as (caller, callee):
        answered(caller, callee)
        assert callee.far == ("127.0.0.1", caller.rtp_port)
        callee.hears(caller, b"straight")
        ended(callee, caller)
    bench.relay.revive()
    bench.until_alarm(raised=False)
    with bench.parties() as (caller, callee):
        answered(caller, callee)
        assert relayed(caller, callee)
        ended(caller, callee)
    assert bench.api.call("GET", "/health")["status"] == "ok"


def test_a_switch_that_was_killed_still_ends_the_session(bench: Bench) -> None:
    with bench.parties() as (caller, callee):
        answered(caller, callee)
        gone = bench.engine.kill_module("switch")
        bench.engine.wait_until_running("switch", other_than=gone)
        wait_for(lambda: bench.api.call("GET", "/health")["status"], lambda now: now == "ok", 20)
        assert bench.running()["relayed"] is True
        assert relayed(caller, callee)
        changed(callee, caller)
        assert relayed(caller, callee)
        ended(caller, callee)
        wait_for(bench.relay.sessions, lambda now: not now)
