"""Calls through a network that loses, repeats, delays and reorders, that is cut, and that is slow.

Caller and callee are SIPp in a namespace behind :class:`tests.helpers.network.BadNetwork`; the
engine does not know. What SIPp counts is what must be on record: no call too few, none twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import carriers, configure, left_over
from tests.helpers.engine_process import EngineProcess
from tests.helpers.network import CUT, BadNetwork, Weather
from tests.helpers.outcome import answered_once
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(240)]
RATE, TALK_MS = 20, 1_500
CUT_S = 5.0
SECONDS = 90
LATE_MS = 32_000
"""A BYE that gets lost reaches the switch late."""

Running = tuple[EngineProcess, Api]

BAD = Weather(loss=0.05, twice=0.05, early=0.05, delay_s=0.02, jitter_s=0.01)
SLOW = Weather(delay_s=0.7, jitter_s=0.3)
_ASKED = (
    *("-default_behaviors", "all,-abortunexp"),  # a repetition is no reason to end a call
    *("-max_invite_retrans", 8),  # three of SIPp's five may fall into a cut, and the rest get lost
)


@pytest.fixture(scope="module")
def network() -> Iterator[BadNetwork]:
    with BadNetwork() as network:
        yield network


@pytest.fixture(scope="module")
def switch(network: BadNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An engine at the near end that takes calls from the far end; each test calls its number."""
    folder = tmp_path_factory.mktemp("network")
    with EngineProcess(folder / "data", sip=f"{network.near}:0") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api, network.far)
        api.set("SS_SIP_TIMEOUT_INVITE", 20)
        yield engine, api
        api.close()


@contextmanager
def calls(
    network: BadNetwork,
    engine: EngineProcess,
    api: Api,
    folder: Path,
    number: str,
    count: int,
    caller: str = "uac_call",
) -> Iterator[tuple[Sipp, Sipp]]:
    """A callee, and a caller who has begun so many calls."""
    common = ("-l", 2 * count, *_ASKED)
    place: dict[str, Any] = {"at": network.far, "inside": network.inside, "seconds": SECONDS}
    with (
        Sipp(need("sipp"), "uas_lossy", folder, *common, calls=count, **place) as uas,
        carriers(api, number, uas.port, at=network.far),
        Sipp(
            *(need("sipp"), caller, folder, *common, "-r", RATE, "-d", TALK_MS),
            calls=count,
            to=engine.sip_port,
            towards=network.near,
            number=number,
            **place,
        ) as uac,
    ):
        yield uac, uas


def assert_all_on_record(api: Api, number: str, uac: Sipp, uas: Sipp, count: int) -> None:
    """Every call was answered and hung up at both ends, and has one record that says so."""
    uac.succeeded(count)
    uas.succeeded(count)
    outcome = answered_once(api, number, uac, uas, LATE_MS)
    assert outcome.answered == outcome.recorded == count
    left_over(api, [f"carrier-{number}-1"])


def test_lost_late_and_repeated_messages_leave_one_record_a_call(
    network: BadNetwork, switch: Running, tmp_path: Path
) -> None:
    network.weather, lost, doubled = BAD, network.lost, network.doubled
    with calls(network, *switch, tmp_path, "4002", 120) as (uac, uas):
        assert_all_on_record(switch[1], "4002", uac, uas, 120)
    assert min(network.lost - lost, network.doubled - doubled) > 30
    assert int(uac.counts()["Retransmissions(C)"]) > 0


def test_a_slow_network_makes_no_call_two(
    network: BadNetwork, switch: Running, tmp_path: Path
) -> None:
    """Answers come after half a second and more: everything is sent again while they travel."""
    network.weather = SLOW
    with calls(network, *switch, tmp_path, "4003", 60) as (uac, uas):
        assert_all_on_record(switch[1], "4003", uac, uas, 60)
    assert int(uac.counts()["Retransmissions(C)"]) > 60


def test_calls_go_on_when_the_network_was_cut(
    network: BadNetwork, switch: Running, tmp_path: Path
) -> None:
    """Calls that talk, that ring and that begin meanwhile."""
    network.weather = BAD
    with calls(network, *switch, tmp_path, "4004", 120) as (uac, uas):
        time.sleep(3)
        network.weather = CUT
        time.sleep(CUT_S)
        network.weather = BAD
        assert_all_on_record(switch[1], "4004", uac, uas, 120)


def test_a_switch_killed_while_the_network_is_cut_knows_its_calls(
    network: BadNetwork, switch: Running, tmp_path: Path
) -> None:
    """Callers who hear nothing for six seconds give up; the others have their record."""
    network.weather = BAD
    with calls(network, *switch, tmp_path, "4005", 120, "uac_crash") as (uac, uas):
        time.sleep(3)
        network.weather = CUT
        time.sleep(CUT_S / 2)
        engine = switch[0]
        engine.wait_until_running("switch", other_than=engine.kill_module("switch"))
        time.sleep(CUT_S / 2)
        network.weather = BAD
        uac.wait()
        outcome = answered_once(switch[1], "4005", uac, uas, LATE_MS)
    assert outcome.answered > 30
