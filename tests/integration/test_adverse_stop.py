"""Ends in the middle of the work: no 403 without a record, whoever is stopped or killed."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import log_lines
from tests.helpers.phone import Phone, parse_answer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


class Stream:
    """Callers that call until told to stop; each INVITE is repeated until it is answered."""

    def __init__(self, port: int, callers: int = 2) -> None:
        self.answered: Counter[str] = Counter()
        self._stop = threading.Event()
        self._port = port
        self._threads = [
            threading.Thread(target=self._call, args=(f"127.0.0.{70 + number}", number))
            for number in range(callers)
        ]

    def __enter__(self) -> Stream:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _call(self, source: str, caller: int) -> None:
        number = 0
        with Phone("100", "x", self._port, source=source, timeout=0.1) as phone:
            while not self._stop.is_set():
                callee = f"00{caller}{number:07d}"
                number += 1
                status = self._insist(phone, phone.request("INVITE", f"sip:{callee}@x", callee))
                if status:
                    assert status == 403
                    self.answered[callee] += 1

    def _insist(self, phone: Phone, invite: bytes) -> int:
        """The answer, however often it takes to ask; 0 when the end came first."""
        while not self._stop.is_set():
            try:
                phone.socket.sendto(invite, (phone.host, phone.port))
                answer = parse_answer(phone.socket.recv(65_535))
                while answer.first("cseq") != f"{phone.sequence} INVITE":  # of a call before
                    answer = parse_answer(phone.socket.recv(65_535))
            except (TimeoutError, ConnectionError):
                continue
            phone.socket.sendto(phone.ack_of(invite, answer), (phone.host, phone.port))
            return answer.status
        return 0


def callees(api: Api) -> Counter[str]:
    return Counter(row["callee"] for row in api.cdrs(billing_mode=9))


def on_record(engine: EngineProcess, expected: set[str]) -> Counter[str]:
    """What is recorded once everything answered is."""
    api = Api(engine.http_url, "admin", engine.admin_password)
    try:
        wait_for(lambda: callees(api).keys() >= expected, bool, seconds=20)
        return callees(api)
    finally:
        api.close()


def test_a_stop_in_the_middle_of_calls_is_orderly_and_loses_none(engine: EngineProcess) -> None:
    with Stream(engine.sip_port) as stream:
        wait_for(lambda: len(stream.answered), lambda count: count > 500, seconds=30)
        engine.stop()  # asserts exit code 0
    assert [line for line in log_lines(engine) if line["level"] == "error"] == []
    assert not list(engine.paths.journal.glob("*.open"))
    engine.start()
    recorded = on_record(engine, set(stream.answered))
    assert set(recorded.values()) == {1}
    # What was recorded in the last moment and not heard by its caller is at most one for each.
    assert len(recorded.keys() - stream.answered.keys()) <= 2


def test_a_switch_killed_again_and_again_records_every_call_once(standing: EngineProcess) -> None:
    """Killed whenever it has just come back; callers repeat what was not answered."""
    with Stream(standing.sip_port, callers=4) as stream:
        for _ in range(4):
            pid = standing.wait_until_running("switch")
            before = len(stream.answered)
            wait_for(lambda: len(stream.answered), lambda count: count > before + 20)  # noqa: B023
            os.kill(pid, signal.SIGKILL)
            standing.wait_until_running("switch", other_than=pid)
        before = len(stream.answered)
        wait_for(lambda: len(stream.answered), lambda count: count > before + 20)
    recorded = on_record(standing, set(stream.answered))
    assert {callee: count for callee, count in recorded.items() if count != 1} == {}


def test_no_refusal_is_sent_before_its_record_is_on_disk(standing: EngineProcess) -> None:
    """Each answer is checked against the files of the journal at the moment it arrives."""
    os.kill(int(standing.modules()["management"]["pid"]), signal.SIGSTOP)
    try:
        with Phone("100", "x", standing.sip_port, source="127.0.0.66") as caller:
            for number in range(300):
                callee = f"0099{number:05d}"
                assert caller.invite(callee).status == 403
                written = b"".join(
                    path.read_bytes() for path in sorted(standing.paths.journal.glob("cdr-*"))[-2:]
                )
                assert callee.encode() in written
    finally:
        os.kill(int(standing.modules()["management"]["pid"]), signal.SIGCONT)
    recorded = on_record(standing, {f"0099{number:05d}" for number in range(300)})
    assert set(recorded.values()) == {1}
