"""Floods over UDP and TCP: bounded memory, a bounded and clean log, and phones that get answers."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import (
    MEGABYTE,
    assert_unhurt,
    connections,
    health,
    is_closed,
    memory_of,
    metric,
    open_files,
    pids,
)
from tests.helpers.phone import Phone, parse_answer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(360)]
MANY = [f"127.0.1.{number}" for number in range(1, 51)]
INVENTED = int(os.environ.get("SWITCHWARDEN_INVENTED", "110000"))
"""More than are remembered; 200,000 take half a minute on a quiet machine."""
MOST_TRACKED = 100_000


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    """Started under the usual limit of open files, which is less than it may serve."""
    with open_files(1024):
        process = EngineProcess(tmp_path_factory.mktemp("flood") / "data")
        process.__enter__()
    try:
        yield process
    except BaseException:
        process.kill()
        raise
    process.stop()


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    session.add("1001")
    yield session
    session.close()


@pytest.fixture(autouse=True)
def unhurt(engine: EngineProcess, api: Api) -> Iterator[None]:
    """After each flood: the same processes, no trace in the log, a phone that registers."""
    before, log = pids(engine), engine.log.stat().st_size
    yield
    wait_for(lambda: health(engine)["status"], lambda status: status == "ok", seconds=40)
    with Phone("1001", PASSWORD, engine.sip_port) as phone:
        assert phone.register().status == 200
    assert_unhurt(engine, before)
    assert engine.log.stat().st_size - log < 100_000, "the log grows with the flood"


def answered(phone: Phone, seconds: float = 1.0) -> float:
    """Seconds until an OPTIONS is answered; also a mark that everything before was read."""
    began = time.monotonic()
    assert phone.exchange(phone.request("OPTIONS", "sip:x", "x")).status == 200
    took = time.monotonic() - began
    assert took < seconds
    return took


def mutated(dice: random.Random) -> bytes:
    """One of many ways not to speak SIP."""
    escape = b'\x1b[2J\x1b]0;owned\x07\r\n{"level":"error"}\n\x00'
    invite = (
        b"INVITE sip:0044@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK"
        + str(dice.random()).encode()
        + b"\r\nFrom: <sip:100@x>;tag=1\r\nTo: <sip:0044@x>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
        b"Max-Forwards: 70\r\nUser-Agent: " + escape + b"\r\nContent-Length: 0\r\n\r\n"
    )
    ways: list[Callable[[], bytes]] = [
        lambda: dice.randbytes(dice.randint(1, 1400)),
        lambda: invite[: dice.randint(1, len(invite))],
        lambda: invite.replace(b"sip:", dice.randbytes(4)),
        lambda: invite.replace(b"Max-Forwards: 70", b"Max-Forwards: " + escape),
        lambda: invite.replace(b"INVITE", escape),
        lambda: invite.replace(b"100@x", escape + b"@x"),
        lambda: b"SIP/2.0 " + escape + invite[30:],
        lambda: b"REGISTER sip:x SIP/2.0\r\n" + b"Contact: *\r\n" * 5_000,
        lambda: b"INVITE sip:x SIP/2.0\r\nVia: " + b"," * 60_000,
        lambda: b"\x00" * 65_507,
        lambda: invite[:-4] + b"X: " + b"y" * (65_507 - len(invite) - 1) + b"\r\n\r\n",
        lambda: b"\r\n\r\n" * 10_000,
    ]
    return dice.choice(ways)()


def test_garbage_over_udp(engine: EngineProcess) -> None:
    dice = random.Random(20_261_123)
    before, malformed = memory_of(engine, "switch"), metric(engine, "sip_malformed_total")
    with (
        Phone("100", "x", engine.sip_port) as mark,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
    ):
        sock.bind(("127.0.0.66", 0))
        for _ in range(150):
            for _ in range(60):
                sock.sendto(mutated(dice)[:65_507], ("127.0.0.1", engine.sip_port))
            answered(mark)
    assert metric(engine, "sip_malformed_total") - malformed > 3_000
    assert metric(engine, "internal_errors_total") == 0
    assert memory_of(engine, "switch") < before + 60


def test_garbage_over_tcp(engine: EngineProcess) -> None:
    dice = random.Random(20_261_124)
    before = memory_of(engine, "switch")
    address = ("127.0.0.1", engine.sip_port)
    with Phone("100", "x", engine.sip_port) as mark:
        for number in range(150):
            with connections(address, 1, [MANY[number % len(MANY)]]) as (sock,):
                try:
                    sock.sendall(mutated(dice))
                    sock.sendall(b"REGISTER sip:x SIP/2.0\r\nX: " + b"y" * (2 * MEGABYTE // 20))
                except OSError:
                    continue  # cut off while it was still talking
            answered(mark)
        # A head without an end, and a body of a length that nobody takes.
        for endless in (b"X: " + b"y" * 70_000, b"Content-Length: 70000\r\n\r\n"):
            with connections(address, 1, ["127.0.1.99"]) as (sock,):
                try:
                    sock.sendall(b"OPTIONS sip:x SIP/2.0\r\n" + endless)
                except OSError:
                    continue
                assert is_closed(sock, 5.0)
    assert metric(engine, "internal_errors_total") == 0
    assert memory_of(engine, "switch") < before + 40


def test_slow_tcp_clients_are_cut_off_and_hold_nobody_up(engine: EngineProcess) -> None:
    address = ("127.0.0.1", engine.sip_port)
    with (
        connections(address, 200, ["127.0.2.1"]) as slow,
        connections(address, 1, ["127.0.2.2"]) as (other,),
        Phone("100", "x", engine.sip_port) as mark,
    ):
        for number, sock in enumerate(slow):
            sock.sendall(b"REGISTER sip:x SIP/2.0\r\nVia: SIP/2.0/TCP x"[: 10 + number % 30])
        with connections(address, 1, ["127.0.2.1"]) as too_many:
            assert not too_many or is_closed(too_many[0], 2.0), "200 for one address"
        other.sendall(mark.request("OPTIONS", "sip:x", "x").replace(b"/UDP", b"/TCP"))
        assert parse_answer(other.recv(65_535)).status == 200
        ends = time.monotonic() + 14
        trickling = slow[0]
        while time.monotonic() < ends and not is_closed(trickling, 0.5):
            try:
                trickling.sendall(b"x")  # does not buy time
            except OSError:
                break
            answered(mark)
        assert all(is_closed(sock, 3.0) for sock in slow)
    wait_for(lambda: metric(engine, "tcp_connections"), lambda count: count == 0, 60.0)


def turned_away(engine: EngineProcess) -> float:
    """Connections that were closed without having been of use."""
    names = ("tcp_refused_total", "tcp_closed_idle_total", "tcp_given_up_total")
    return sum(metric(engine, name) for name in names)


def test_five_thousand_connections_are_bounded(engine: EngineProcess, api: Api) -> None:
    address = ("127.0.0.1", engine.sip_port)
    before, before_all = memory_of(engine, "switch"), turned_away(engine)
    with open_files(8_000), Phone("100", "x", engine.sip_port) as mark:
        with connections(address, 5_000, MANY):
            # A slow machine takes so long to connect that the first are closed as idle meanwhile.
            wait_for(lambda: turned_away(engine) - before_all, lambda n: n >= 2_500, 60.0)
            assert metric(engine, "tcp_connections") <= 2_000
            answered(mark)
            assert memory_of(engine, "switch") < before + 100
            with Phone("100", "x", engine.sip_port, source="127.0.0.66") as stranger:
                assert stranger.invite("00555").status == 403
            wait_for(lambda: len(api.cdrs(callee="00555")), lambda count: count == 1)
        wait_for(lambda: metric(engine, "tcp_connections"), lambda count: count == 0, 60.0)


class Guesser:
    """Wrong passwords for extensions that do not exist, a window of requests at a time."""

    WINDOW = 100
    RENEW_S = 20.0
    """A slow machine takes longer than a nonce lives."""

    def __init__(self, port: int) -> None:
        self._phone = Phone("100", "x", port, source="127.0.0.67", timeout=3.0)
        self._asking = Phone("99", "x", port, source="127.0.0.67")
        self._to = ("127.0.0.1", port)
        self._uses = 65_535
        self._nonce = ""
        self._renew_at = 0.0

    def guess(self, numbers: range) -> int:
        """One REGISTER for each number; how many were refused with 403."""
        sock, refused = self._phone.socket, 0
        for start in range(numbers.start, numbers.stop, self.WINDOW):
            window = range(start, min(start + self.WINDOW, numbers.stop))
            for number in window:
                sock.sendto(self._request(number), self._to)
            for _ in window:
                try:
                    refused += sock.recv(65_535).startswith(b"SIP/2.0 403")
                except TimeoutError:
                    break
        return refused

    def close(self) -> None:
        self._phone.socket.close()
        self._asking.socket.close()

    def _request(self, number: int) -> bytes:
        if self._uses >= 65_535 or time.monotonic() >= self._renew_at:
            uri = f"sip:127.0.0.1:{self._to[1]}"
            challenge = self._asking.exchange(self._asking.request("REGISTER", uri, "99"))
            text = next(v for v in challenge.headers["www-authenticate"] if "MD5" in v)
            self._nonce = text.partition('nonce="')[2].partition('"')[0]
            self._uses = 0
            self._renew_at = time.monotonic() + self.RENEW_S
        self._uses += 1
        return (
            "REGISTER sip:127.0.0.1 SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self._phone.local};rport;branch=z9hG4bKg{number}\r\n"
            f"From: <sip:x{number}@x>;tag=1\r\nTo: <sip:x{number}@x>\r\n"
            f"Call-ID: g{number}\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\n"
            f'Authorization: Digest username="x{number}", realm="switchwarden", '
            f'nonce="{self._nonce}", uri="sip:127.0.0.1", response="{number:032x}", '
            f'algorithm=MD5, cnonce="c", qop=auth, nc={self._uses:08x}\r\n'
            "Content-Length: 0\r\n\r\n"
        ).encode()


def test_invented_extensions_are_bounded(
    engine: EngineProcess, api: Api
) -> None:  # req 93, design 3.5
    api.set("SS_ENDPOINTREGISTERRETRY", 1)
    api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 3600)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
    before = memory_of(engine, "switch")
    guesser = Guesser(engine.sip_port)
    try:
        with Phone("1001", "Wrong-Password-1", engine.sip_port) as known:
            assert known.register().status == 403
        refused = guesser.guess(range(MOST_TRACKED))
        when_full = memory_of(engine, "switch")
        refused += guesser.guess(range(MOST_TRACKED, INVENTED))
        assert refused > INVENTED * 0.99
        assert metric(engine, "extensions_tracked") <= MOST_TRACKED + 2
        assert metric(engine, "extensions_suspended") <= MOST_TRACKED + 2
        assert metric(engine, "extensions_suspended") > MOST_TRACKED * 0.9
        assert when_full < before + 250
        assert memory_of(engine, "switch") < when_full + 60, "further ones cost nothing"
        assert api.endpoint("1001")["status"] == "suspended", "known ones are never forgotten"
        assert len(api.suspensions()) == 1_000, "a page"
    finally:
        guesser.close()
        api.set("SS_ENDPOINTREGISTERSUSPEND", 0)
        api.set("SS_ENDPOINTREGISTERRETRY", 6)
    wait_for(lambda: metric(engine, "extensions_suspended"), lambda count: count == 0, seconds=60)
