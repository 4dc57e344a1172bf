"""Session timers with SIPp on both sides: refreshes both ways, an expiry, and 422 both ways.

The interval of eight seconds is against RFC 4028 and wanted here: the switch is told to accept it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import configure
from tests.helpers.engine_process import EngineProcess
from tests.integration.test_calls_sipp import (
    BY_CALLER,
    BY_SERVER,
    NORMAL,
    Bench,
    check,
    must_be_answered,
)

pytestmark = [pytest.mark.peer, pytest.mark.slow]
SESSION_EXPIRED = -20


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, int]]:
    with EngineProcess(tmp_path_factory.mktemp("sessions") / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        api.set("SS_SIP_SESSION_TTL_MINIMUM", 4)
        api.set("SS_SIP_SESSION_TTL", 8)
        api.set("SS_SIP_SESSION_TIMEOUT_EARLY_HANGUP", 0)
        yield api, engine.sip_port
        api.close()


@pytest.fixture
def bench(running: tuple[Api, int], tmp_path: Path) -> Bench:
    return Bench(*running, tmp_path)


def test_the_switch_refreshes_one_side_by_update_and_the_other_by_re_invite(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_updated", "uas_reinvited", count=3, talk_ms=1500))


def test_either_side_refreshes_and_the_other_one_hears_nothing_of_it(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_refreshes", "uas_updates", count=3))


def test_a_session_that_is_not_refreshed_ends_and_the_record_says_so(bench: Bench) -> None:
    sipp, found = bench.call("uac_forgets", "uas_answer")
    check(found[0], SESSION_EXPIRED, BY_SERVER, 200, bench.carriers[0])
    (call,) = sipp.calls().values()
    assert call["ended"] - call["answered"] > 7.5
    assert found[0]["hold_time_s"] in (8, 9, 10)


def test_a_callee_gets_the_interval_it_demands(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_call", "uas_too_short", count=3))


def test_a_caller_is_told_the_shortest_interval(bench: Bench) -> None:
    """The first INVITE is an attempt of its own, as every one that is refused."""
    found = bench.call("uac_too_short", "uas_answer", records_each=2)[1]
    refused, answered = sorted(found, key=lambda record: int(record["sip_status"]), reverse=True)
    assert (refused["sip_status"], refused["end_reason"]) == (422, 422)
    check(answered, NORMAL, BY_CALLER, 200, bench.carriers[0])
