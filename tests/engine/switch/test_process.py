"""The switch as a process, over real sockets: what it answered survives everything."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.switch.rig import PASSWORD, REALM
from tests.engine.switch.running import ROOT, RunningSwitch, wait_until
from tests.helpers.disks import fill, small_disk
from tests.helpers.phone import Phone, parse_answer

pytestmark = pytest.mark.slow
SUSPEND = {"SS_ENDPOINTREGISTERSUSPEND": 1, "SS_ENDPOINTREGISTERRETRY": 3}


@pytest.fixture
def switch(tmp_path: Path) -> Iterator[RunningSwitch]:
    with RunningSwitch(tmp_path / "data") as running:
        running.configure("1001", "1002")
        yield running


def phone(switch: RunningSwitch, extension: str = "1001", password: str = PASSWORD) -> Phone:
    return Phone(extension, password, switch.port)


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_phone_registers_over_udp(switch: RunningSwitch, algorithm: str) -> None:
    with Phone("1001", PASSWORD, switch.port, algorithm=algorithm) as caller:
        assert caller.register().status == 200
    (state,) = switch.ask("registered", after="", limit=10)
    assert state["extension"] == "1001"
    assert state["bindings"][0]["transport"] == "udp"


def test_a_phone_registers_over_ipv6(tmp_path: Path) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with RunningSwitch(tmp_path / "data", "[::1]:0") as switch:
        switch.configure("1001")
        with Phone("1001", PASSWORD, switch.port, host="::1", source="::1") as caller:
            assert caller.register().status == 200
            assert caller.invite("999").status == 404
        (record,) = switch.records()
        assert record["caller_ip"] == "::1"


def test_a_request_over_tcp_is_answered_on_its_connection(switch: RunningSwitch) -> None:
    with phone(switch) as caller:
        request = caller.request("OPTIONS", "sip:x", "x").replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP")
    with socket.create_connection(("127.0.0.1", switch.port), 5.0) as connection:
        connection.sendall(request[:50])
        connection.sendall(request[50:] + b"\r\n\r\n")
        data = b""
        while not data.endswith(b"\r\n\r\n\r\n"):
            data += connection.recv(65_536)
    assert parse_answer(data).status == 200
    figures = {item["name"]: item["value"] for item in switch.ask("counters")}
    assert figures["tcp_accepted_total"] == 1


def test_kill_9_keeps_registrations_suspensions_and_counters(switch: RunningSwitch) -> None:
    switch.configure("1001", "1002", "1003", **SUSPEND)
    with (
        phone(switch) as caller,
        phone(switch, "1002", "wrong") as guesser,
        phone(switch, "1003", "wrong") as other,
    ):
        assert caller.register().status == 200
        for expected in (401, 401, 403):
            assert guesser.register().status == expected
        assert other.register().status == 401
        before = switch.ask("states", extensions=["1001", "1002", "1003"])
        switch.kill()
        switch.start()
        after = switch.ask("states", extensions=["1001", "1002", "1003"])
        for old, new in zip(before, after, strict=True):
            assert (old["status"], old["failures"]) == (new["status"], new["failures"])
        assert [state["status"] for state in after] == ["registered", "suspended", "unregistered"]
        assert after[1]["suspension"]["until"] == pytest.approx(
            before[1]["suspension"]["until"], abs=0.5
        )
        assert guesser.register(password=PASSWORD).status == 403
        assert other.register().status == 401
        assert other.register().status == 403, "the counter went on where it stood"


def test_kill_9_keeps_the_configuration_too(switch: RunningSwitch) -> None:
    switch.ask("parameters", version=2, values={"SERVER_BILLING_RECORD_ILLEGAL_CALL": 0})
    switch.kill()
    switch.start()
    assert switch.ask("hello")["config_version"] == 2
    with phone(switch) as caller:
        assert caller.register().status == 200
    with phone(switch, "4711") as stranger:
        assert stranger.invite("1").status == 403
    assert switch.records() == []


def test_kill_9_keeps_the_gateways_too(switch: RunningSwitch) -> None:
    """The switch may be back before management is, and routes all the same."""
    gateway = {"name": "carrier-a", "kind": "routing", "addresses": ["192.0.2.9"]}
    switch.ask("configure", version=4, parameters={}, endpoints=[], gateways=[gateway])
    switch.ask("gateways_put", version=5, gateways=[{**gateway, "name": "carrier-b"}])
    switch.ask("gateways_delete", version=6, names=["carrier-a"])
    switch.kill()
    switch.start()
    assert switch.ask("hello")["config_version"] == 6
    assert [live["name"] for live in switch.ask("gateways_live")] == ["carrier-b"]
    assert switch.ask("calls") == []


def test_every_answered_call_is_in_the_journal_after_kill_9(switch: RunningSwitch) -> None:
    with phone(switch, "4711") as stranger:
        answered = [stranger.call_id for _ in range(20) if stranger.invite("1").status == 403]
        switch.kill()
        opened = list((switch.data / "journal").glob("*.open"))
        assert opened, "the segment was not sealed by anybody"
        with opened[0].open("ab") as file:
            file.write(b'{"id":"half a li')
        switch.start()
        records = switch.records()
        assert len(records) == len(answered) == 20
        assert len({record["flow_no"] for record in records}) == 20
        (torn,) = (switch.data / "journal" / "rejected").iterdir()
        assert torn.read_bytes() == b'{"id":"half a li'
        assert stranger.invite("1").status == 403
        assert len({record["flow_no"] for record in switch.records()}) == 21


def test_a_retransmission_is_one_record_and_the_same_answer(switch: RunningSwitch) -> None:
    with phone(switch, "4711") as stranger:
        invite = stranger.request("INVITE", "sip:1@example.org", "1")
        answers = [stranger.exchange(invite) for _ in range(3)]
        stranger.socket.sendto(stranger.ack_of(invite, answers[0]), ("127.0.0.1", switch.port))
    assert [answer.status for answer in answers] == [403] * 3
    assert len({answer.first("to") for answer in answers}) == 1
    assert len(switch.records()) == 1


def test_sigterm_seals_snapshots_and_exits_0(switch: RunningSwitch) -> None:
    switch.ask("parameters", version=2, values={"SERVER_BILLING_RECORD_ZERO_HOLD_TIME": 0})
    with phone(switch, "4711") as stranger, phone(switch) as caller:
        assert stranger.invite("1").status == 403
        assert caller.register().status == 200
    assert switch.stop() == 0
    journal = switch.data / "journal"
    assert not list(journal.glob("*.open"))
    counts = [
        json.loads(line) for f in journal.glob("agg-*") for line in f.read_text().splitlines()
    ]
    assert sum(count["count"] for count in counts) == 1
    assert list((switch.data / "switch").glob("*.snapshot"))
    assert not (switch.data / "run" / "switch.sock").exists()
    switch.start()
    assert switch.ask("totals")["registered"] == 1


def test_garbage_of_all_kinds_changes_nothing(switch: RunningSwitch) -> None:
    with phone(switch) as caller:
        for data in (b"", b"\0" * 1_000, b"\xff" * 60_000, b"INVITE\r\n\r\n", b"SIP/2.0 200 OK"):
            caller.socket.sendto(data, ("127.0.0.1", switch.port))
        assert caller.register().status == 200
    figures = {item["name"]: item["value"] for item in switch.ask("counters")}
    assert figures["internal_errors_total"] == 0
    assert figures["sip_malformed_total"] >= 3


def test_ten_thousand_registrations_are_back_within_a_second_or_so(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "switch"
    folder.mkdir(parents=True)
    now = time.time()
    with (folder / "state-0000000001.log").open("w") as file:
        for number in range(10_000):
            name = f"u{number}"
            binding = [f"sip:{name}@192.0.2.1", "", "c", 1, [], "192.0.2.1:5060", "UDP", "ua"]
            line = ["loc", [name, now, [[*binding, now, now + 3_600]]]]
            file.write(json.dumps(line) + "\n")
    with RunningSwitch(tmp_path / "data") as switch:
        assert switch.ask("totals")["registered"] == 10_000
        assert switch.ready_after < 5.0, "generous: other programs use this machine"


def test_a_taken_port_is_named_and_the_exit_code_is_2(
    switch: RunningSwitch, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "engine", "switch-process", "--realm", REALM]
    command += ["--data", str(tmp_path / "other"), "--sip", f"127.0.0.1:{switch.port}"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 2
    assert f"127.0.0.1:{switch.port}" in done.stderr


def test_damaged_state_and_configuration_are_set_aside_with_a_log_line(
    switch: RunningSwitch,
) -> None:
    with phone(switch) as caller:
        assert caller.register().status == 200
    switch.kill()
    (log,) = (switch.data / "switch").glob("state-*.log")
    log.write_bytes(b'["loc",["damaged"\n' + log.read_bytes())
    (switch.data / "switch" / "config.sealed").write_bytes(b"damaged beyond recognition")
    switch.start()
    assert switch.ask("totals")["registered"] == 1
    assert switch.ask("hello")["config_version"] == -1
    text = switch.log.read_text()
    assert "damaged lines of the stored state were set aside" in text
    assert "the stored configuration was set aside" in text
    assert list((switch.data / "switch" / "rejected").iterdir())


def test_a_full_disk_delays_records_and_loses_none(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, "1m"), RunningSwitch(folder / "data") as switch:
        switch.data.with_name("data.log").touch()
        switch.configure("1001")
        with phone(switch, "4711") as stranger:
            filler = fill(folder)
            answered = sum(stranger.invite("1").status == 403 for _ in range(400))
            assert switch.ask("hello")["journal_write_failed"]
            filler.unlink()
            wait_until(lambda: not switch.ask("hello")["journal_write_failed"], 20.0)
        assert answered == 400
        assert len(switch.records()) == 400
