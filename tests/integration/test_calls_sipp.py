"""SIPp calls SIPp through the engine: all ways a call can go, its record, and nothing left."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import (
    MAPPING,
    Record,
    carriers,
    configure,
    held_ms,
    left_over,
    records,
)
from tests.helpers.engine_process import EngineProcess
from tests.helpers.ports import free_port
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
# Both programs note their moments late where others use the machine; how exact the times are is
# measured by the full load, which has a core for each.
WITHIN_MS = 500
PATIENT = ("-default_behaviors", "all,-abortunexp")  # a repetition is no reason to end a call
NORMAL, NO_ANSWER, CANCELLED = 0, -15, -16
BY_CALLER, BY_CALLEE, BY_SERVER = 0, 1, 2
_numbers = itertools.count(3001)


class Bench:
    """One engine for the tests of this file; each calls a number with carriers of its own."""

    def __init__(self, api: Api, sip_port: int, folder: Path) -> None:
        self.api = api
        self.sip_port = sip_port
        self.folder = folder
        self.number = ""
        self.carriers: list[str] = []

    def call(
        self, caller: str, *callees: str | int, count: int = 1, **more: Any
    ) -> tuple[Sipp, list[Record]]:
        """Calls of a scenario to the last callee; those before it are what is tried before.

        A callee that is a number stands for a port at which nobody speaks SIP. A call that is asked
        for twice makes two records (``records_each``).
        """
        each_makes = more.pop("records_each", 1)
        self.number = str(next(_numbers))
        talk = ("-d", more.pop("talk_ms", 400), *more.pop("arguments", ()))
        with ExitStack() as stack:
            peers = [
                stack.enter_context(Sipp(need("sipp"), each, self.folder, *talk, calls=count))
                for each in callees
                if isinstance(each, str)
            ]
            rest = iter(peers)
            ports = [each if isinstance(each, int) else next(rest).port for each in callees]
            way = carriers(self.api, self.number, *ports, **more)
            self.carriers = stack.enter_context(way)
            sipp = Sipp(
                *(need("sipp"), caller, self.folder, *talk, "-r", 40),
                calls=count,
                to=self.sip_port,
                number=self.number,
            )
            with sipp:
                sipp.succeeded(count)
                for peer in peers:
                    peer.succeeded(count)
            found = records(self.api, self.number, count, each_makes)
            left_over(self.api, self.carriers)
        return sipp, found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, int]]:
    with EngineProcess(tmp_path_factory.mktemp("calls") / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        api.set("SS_SIP_TIMEOUT_INVITE", 1)
        yield api, engine.sip_port
        api.close()


@pytest.fixture
def bench(running: tuple[Api, int], tmp_path: Path) -> Bench:
    return Bench(*running, tmp_path)


def check(record: Record, reason: int, by: int, status: int, carrier: str) -> None:
    """What the record says of how the call ended and by which gateways it went."""
    assert (record["end_reason"], record["end_direction"]) == (reason, by), record
    assert record["sip_status"] == status
    assert record["billing_mode"] == 1
    assert (record["caller_gateway"], record["callee_gateway"]) == (MAPPING, carrier)
    assert (record["caller_ip"], record["callee_ip"]) == ("127.0.0.1", "127.0.0.1")
    assert (record["account"], record["user_agent"]) == ("", "test caller")
    assert (record["answer"] is None) == (status != 200)
    if status != 200:
        assert (record["hold_time_s"], record["fee_time_s"]) == (0, 0)


def check_times(sipp: Sipp, found: list[Record]) -> None:
    """Talk time and post-dial delay are those that SIPp saw of the same call."""
    seen = sipp.calls()
    assert {each["call_id"] for each in found} == seen.keys()
    for record in found:
        call = seen[record["call_id"]]
        if "answered" in call:
            held = (call["ended"] - call["answered"]) * 1000
            assert held_ms(record) == pytest.approx(held, abs=WITHIN_MS)
            seconds, rest = divmod(held_ms(record), 1000)
            assert record["hold_time_s"] == record["fee_time_s"] == seconds + (rest >= 50)
        if "rang" in call:
            waited = (call["rang"] - call["began"]) * 1000
            assert record["pdd_ms"] == pytest.approx(waited, abs=WITHIN_MS)
        else:
            assert record["pdd_ms"] is None


def must_be_answered(
    bench: Bench, sipp: Sipp, found: list[Record], by: int = BY_CALLER, carrier: int = -1
) -> None:
    for record in found:
        check(record, NORMAL, by, 200, bench.carriers[carrier])
    check_times(sipp, found)


def test_twenty_calls_are_answered_and_hung_up_by_the_caller(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_call", "uas_answer", count=20, talk_ms=1200))


def test_the_callee_hangs_up(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_released", "uas_releases", count=5), by=BY_CALLEE)


def test_early_media_reaches_the_caller_before_the_answer(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_early_media", "uas_early_media", count=3))


def test_the_offer_of_a_call_without_one_is_the_callees(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_late_offer", "uas_late_offer", count=3))


def test_the_caller_holds_the_call_and_goes_on(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_holds", "uas_held", count=3))


def test_the_callee_holds_the_call(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_held", "uas_holds", count=3))


@pytest.mark.parametrize(("callee", "sent"), [("uas_trusted", "caller"), ("uas_untrusted", "none")])
def test_a_withheld_number_and_a_reason_go_where_they_may(
    bench: Bench, callee: str, sent: str
) -> None:
    sipp, found = bench.call("uac_private", callee, sip_p_asserted_identity=sent)
    must_be_answered(bench, sipp, found)
    assert found[0]["caller"].startswith("55"), "the record keeps who it was"


def test_a_busy_callee_is_not_tried_by_another_way(bench: Bench) -> None:
    unused = free_port()  # a call to it would be recorded with the second carrier
    sipp, found = bench.call("uac_refused", "uas_busy", unused, count=3)
    for record in found:
        check(record, 486, BY_CALLEE, 486, bench.carriers[0])
    assert all("refused-486" in call for call in sipp.calls().values())
    check_times(sipp, found)


def test_a_call_that_rings_too_long_is_given_up(bench: Bench) -> None:
    sipp, found = bench.call("uac_refused", "uas_cancelled", no_answer_s=2)
    check(found[0], NO_ANSWER, BY_SERVER, 480, bench.carriers[0])
    (call,) = sipp.calls().values()
    assert 1.9 < call["refused-480"] - call["began"] < 4
    check_times(sipp, found)


def test_the_caller_gives_up_while_it_rings(bench: Bench) -> None:
    sipp, found = bench.call("uac_cancel", "uas_cancelled", count=5)
    for record in found:
        check(record, CANCELLED, BY_CALLER, 487, bench.carriers[0])
    check_times(sipp, found)


def test_the_second_carrier_takes_what_the_first_refuses(bench: Bench) -> None:
    must_be_answered(bench, *bench.call("uac_call", "uas_unavailable", "uas_answer", count=5))


def test_the_third_carrier_takes_what_two_refuse(bench: Bench) -> None:
    callees = ("uas_unavailable", "uas_unavailable", "uas_answer")
    must_be_answered(bench, *bench.call("uac_call", *callees, count=5))


def test_the_caller_hears_it_when_all_carriers_refuse(bench: Bench) -> None:
    sipp, found = bench.call("uac_refused", "uas_unavailable", "uas_unavailable")
    check(found[0], 503, BY_CALLEE, 503, bench.carriers[1])
    assert all("refused-503" in call for call in sipp.calls().values())


@pytest.mark.parametrize("closed", [True, False])
def test_a_carrier_that_says_nothing_is_left_after_a_second(bench: Bench, closed: bool) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = free_port() if closed else deaf.getsockname()[1]
        sipp, found = bench.call("uac_call", port, "uas_answer")
    must_be_answered(bench, sipp, found)
    (call,) = sipp.calls().values()
    # One second of silence and 200 ms of ringing; at a closed port the kernel may tell sooner.
    assert call["answered"] - call["began"] < 2.5
    assert closed or call["rang"] - call["began"] > 0.95


def test_calls_and_records_are_whole_although_messages_get_lost(bench: Bench) -> None:
    """Each SIPp drops 5 % of what it sends and of what it gets."""
    bench.api.set("SS_SIP_TIMEOUT_INVITE", 10)
    try:
        sipp, found = bench.call(
            "uac_call", "uas_lossy", count=100, talk_ms=1000, arguments=("-lost", 5, *PATIENT)
        )
    finally:
        bench.api.set("SS_SIP_TIMEOUT_INVITE", 1)
    assert int(sipp.counts()["Retransmissions(C)"]) > 0
    seen = sipp.calls()
    assert {each["call_id"] for each in found} == seen.keys()
    for record in found:
        check(record, NORMAL, BY_CALLER, 200, bench.carriers[0])
        call = seen[record["call_id"]]
        # The answer passed the switch before the caller had it, the BYE after he sent it.
        longer = held_ms(record) - (call["ended"] - call["answered"]) * 1000
        assert -WITHIN_MS < longer < 32_000
