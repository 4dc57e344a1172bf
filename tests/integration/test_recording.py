"""Refused calls on record: the gates, and what they keep out."""

from __future__ import annotations

import itertools

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone

pytestmark = pytest.mark.slow
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
ILLEGAL = "SERVER_BILLING_RECORD_ILLEGAL_CALL"


_numbers = itertools.count(100)
"""Each stranger has a number of its own, by which its records are found."""


@pytest.fixture(scope="module")
def engine(standing: EngineProcess) -> EngineProcess:
    return standing


def intruder(engine: EngineProcess) -> Phone:
    number = str(next(_numbers))
    agent = "=cmd|' /C calc'"
    return Phone(number, "none", engine.sip_port, source="127.0.0.66", user_agent=agent)


def settled(api: Api, caller: str, count: int) -> list[object]:
    def found() -> list[object]:
        return list(api.cdrs(billing_mode=9, caller=caller))

    return wait_for(found, lambda rows: len(rows) == count)


def kept_out(engine: EngineProcess, api: Api) -> float:
    """Calls that the gates kept out until now."""
    metrics = api.session.get(f"{engine.http_url}/metrics", timeout=5).text
    lines = [line for line in metrics.splitlines() if "cdr_not_recorded" in line]
    return sum(float(line.split()[-1]) for line in lines if not line.startswith("#"))


def test_an_illegal_call_is_refused_and_recorded(engine: EngineProcess, api: Api) -> None:
    """Requirements 38, 41, 44, 46-50: one record, mode 9, reason -9, no fee."""
    with intruder(engine) as stranger:
        assert stranger.invite("00442071234567").status == 403
    (record,) = settled(api, stranger.extension, 1)
    assert isinstance(record, dict)
    expected = {
        "billing_mode": 9,
        "end_reason": -9,
        "sip_status": 403,
        "hold_time_s": 0,
        "fee": 0,
        "caller": stranger.extension,
        "callee": "00442071234567",
        "caller_ip": "127.0.0.66",
        "end_direction": 2,
        "answer": None,
    }
    assert {key: record[key] for key in expected} == expected


@pytest.mark.parametrize(("zero", "illegal"), [(0, 1), (1, 0), (0, 0)])
def test_either_gate_keeps_an_illegal_call_out_and_counts_it(
    engine: EngineProcess, api: Api, zero: int, illegal: int
) -> None:  # req 7, 25, 42, 62
    before = kept_out(engine, api)
    api.set(ZERO, zero)
    api.set(ILLEGAL, illegal)
    with intruder(engine) as stranger:
        assert [stranger.invite("0044").status for _ in range(3)] == [403, 403, 403]
        api.set(ZERO, 1)
        api.set(ILLEGAL, 1)
        assert stranger.invite("0055").status == 403  # req 20, 25, 27: at once, without a restart
    (record,) = settled(api, stranger.extension, 1)
    assert isinstance(record, dict)
    assert record["callee"] == "0055"
    assert kept_out(engine, api) == before + 3


def test_an_authorised_call_to_nowhere_is_a_zero_duration_record(
    engine: EngineProcess, api: Api
) -> None:  # req 5
    api.add("1001")
    api.add("1002")
    with Phone("1001", PASSWORD, engine.sip_port) as caller:
        assert caller.register().status == 200
        assert caller.invite("9999").status == 404
        assert caller.invite("1002").status == 480
        assert caller.invite("9999", password="Wrong-Password-1").status == 403
    rows = wait_for(lambda: api.cdrs(caller="1001"), lambda found: len(found) == 3)
    by_status = {row["sip_status"]: row for row in rows}
    assert set(by_status) == {403, 404, 480}
    assert by_status[404]["billing_mode"] == 0
    assert by_status[404]["account"] == "1001"
    assert by_status[403]["billing_mode"] == 9


def test_a_restart_of_management_loses_no_record(engine: EngineProcess, api: Api) -> None:
    with intruder(engine) as stranger:
        engine.kill_module("management")
        assert [stranger.invite(f"00{number}").status for number in range(20)] == [403] * 20

    def back() -> list[object]:
        try:
            return list(api.cdrs(billing_mode=9, caller=stranger.extension))
        except (OSError, AssertionError):
            return []

    rows = wait_for(back, lambda found: len(found) == 20, seconds=20)
    assert len({row["flow_no"] for row in rows if isinstance(row, dict)}) == 20
