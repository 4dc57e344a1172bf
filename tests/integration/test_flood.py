"""A flood on a real engine: exact counts, the guard that returns, the lockout that proves itself.

Requirements 12-17 scaled in time; the figures at 100, 500 and 1,000 calls a second are those of
`benchmarks/bench_record_flood.py`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
FLOOD = 200


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path_factory.mktemp("flood") / "data") as process:
        yield process


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    yield session
    session.close()


def invite(number: int, here: str) -> bytes:
    lines = (
        "INVITE sip:00442071234567@127.0.0.1 SIP/2.0",
        f"Via: SIP/2.0/UDP {here};branch=z9hG4bKf{number}",
        "Max-Forwards: 70",
        f"From: <sip:100@{here}>;tag=f{number}",
        "To: <sip:00442071234567@127.0.0.1>",
        f"Call-ID: flood-{number}@{here}",
        "CSeq: 1 INVITE",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def attack(engine: EngineProcess, first: int, count: int = FLOOD) -> None:
    """So many illegal calls, each answered before the next one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.9.1", 0))
        sock.settimeout(20)
        here = "{}:{}".format(*sock.getsockname())
        for number in range(first, first + count):
            sock.sendto(invite(number, here), ("127.0.0.1", engine.sip_port))
            sock.recv(4096)


def state(api: Api) -> Any:
    return api.call("GET", "/flood-guard")


def test_every_call_is_a_record_or_a_count_and_the_guard_switches_between_them(
    engine: EngineProcess, api: Api
) -> None:  # req 12-17, 27
    attack(engine, 0)
    records = wait_for(lambda: api.cdrs(caller="100"), lambda found: len(found) >= FLOOD, 60.0)
    assert len(records) == FLOOD
    for word, value in (("LEVEL", 5), ("TIME", 1)):
        api.set(f"SERVER_FLOOD_GUARD_{word}", value)
    api.set("SERVER_FLOOD_GUARD", 1)
    sent = FLOOD
    while not (now := state(api))["off"]:
        attack(engine, sent, 20)
        sent += 20
        assert sent < 100 * FLOOD, now
    assert now["off"]["by"] == "flood-guard"
    kept = sum(1 for _ in api.cdrs(caller="100"))
    attack(engine, sent)
    sent += FLOOD
    off = wait_for(lambda: state(api)["off"], lambda seen: seen["not_recorded"] >= FLOOD, 60.0)
    assert off["not_recorded"] <= sent - kept + FLOOD
    api.set("SERVER_FLOOD_GUARD", 0)  # which takes its change back at once, with proof
    back = wait_for(lambda: state(api), lambda seen: seen["state"] == "off", 90.0)
    assert (back["off"], back["proof"]["ok"]) == (None, True)
    history = api.call("GET", f"/parameters/{ZERO}/history")["items"]
    assert [(each["actor"], each["after"]) for each in history] == [
        ("flood-guard", 1),
        ("flood-guard", 0),
    ]


def test_the_lockout_proves_itself_and_leaves_nothing_behind(api: Api) -> None:  # req 123
    loose = api.call("POST", "/self-proof")
    assert not loose["ok"]
    assert "SS_ENDPOINTREGISTERSUSPEND is 0" in loose["problem"]
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
    api.set("SS_ENDPOINTREGISTERRETRY", 5)
    report = api.call("POST", "/self-proof")
    assert (report["ok"], report["problem"]) == (True, "")
    received = [step["text"][:3] for step in report["steps"] if step["kind"] == "received"]
    assert received == ["401"] * 5 + ["403"] * 2 + ["401", "200", "401", "200"]
    assert "Retry-After" in report["steps"][12]["text"]
    assert all("nonce" not in step["message"] or "*" in step["message"] for step in report["steps"])
    assert [each["ok"] for each in api.call("GET", "/self-proof")["items"]] == [True, False]
    assert api.call("GET", "/endpoints")["items"] == []
    assert api.call("GET", "/allowlist")["items"] == []
    assert api.call("GET", "/blacklist")["items"] == []
    assert api.call("GET", "/suspensions")["items"] == []
