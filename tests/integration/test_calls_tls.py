"""SIP over TLS with real peers: phones that talk, a carrier, and those who mean no good."""

from __future__ import annotations

import itertools
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.baresip import Baresip
from tests.helpers.calls import held_ms, records
from tests.helpers.certificates import Certified, certified
from tests.helpers.engine_process import EngineProcess
from tests.helpers.sounds import share_of, write_tone
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
_numbers = itertools.count(7001)
OPTIONS = (
    b"OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1"
    b"\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
)


class Bench(NamedTuple):
    """One engine with TLS for the tests of this file."""

    engine: EngineProcess
    api: Api
    files: Certified

    @property
    def tls_port(self) -> int:
        (label,) = [each for each in self.engine.sip if each.startswith("tls:")]
        return int(label.rpartition(":")[2])

    def phone(self, folder: Path, transport: str = "tls", says: Path | None = None) -> Baresip:
        extension = str(next(_numbers))
        self.api.add(extension)
        port = self.tls_port if transport == "tls" else self.engine.sip_port
        authority = self.files.certificate if transport == "tls" else None
        program = need("baresip")
        return Baresip(
            program, folder, extension, PASSWORD, port, transport, authority=authority, says=says
        )

    def registered(self, phone: Baresip) -> dict[str, object]:
        found = wait_for(
            lambda: self.api.endpoint(phone.extension), lambda now: now["status"] == "registered"
        )
        binding: dict[str, object] = found["bindings"][0]
        return binding

    def figure(self, name: str) -> float:
        lines = httpx.get(f"{self.engine.http_url}/metrics").text.splitlines()
        (value,) = [line.split()[1] for line in lines if line.startswith(f"switchwarden_{name} ")]
        return float(value)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    data = tmp_path_factory.mktemp("tls") / "data"
    files = certified(data / "tls")
    with EngineProcess(data, arguments=["--sip-tls", "127.0.0.1:0"]) as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        yield Bench(engine, api, files)
        api.close()


def test_two_phones_over_tls_hear_each_other(bench: Bench, tmp_path: Path) -> None:
    high = write_tone(tmp_path / "high.wav", 1_000, 30)
    low = write_tone(tmp_path / "low.wav", 400, 30)
    with ExitStack() as stack:
        caller = stack.enter_context(bench.phone(tmp_path, says=high))
        callee = stack.enter_context(bench.phone(tmp_path, says=low))
        assert bench.registered(caller)["transport"] == "tls"
        bench.registered(callee)
        caller.tell("dial", callee.extension)
        for each in (caller, callee):
            each.hear("CALL_ESTABLISHED")
            each.hear("CALL_RTPESTAB")
        begun = time.monotonic()
        time.sleep(4.0)
        callee.tell("hangup")
        talked_ms = (time.monotonic() - begun) * 1000
        for each in (caller, callee):
            each.hear("CALL_CLOSED")
        (record,) = records(bench.api, callee.extension, 1)
        heard = {each.extension: each.heard() for each in (caller, callee)}
    assert (record["end_reason"], record["end_direction"], record["sip_status"]) == (0, 1, 200)
    assert held_ms(record) == pytest.approx(talked_ms, abs=2_000)
    assert "tls" not in str(record).lower()
    assert share_of(heard[caller.extension], 400) > 0.9
    assert share_of(heard[callee.extension], 1_000) > 0.9


@pytest.mark.parametrize(("one", "other"), [("tls", "udp"), ("tcp", "tls")])
def test_phones_on_different_transports_talk(
    bench: Bench, tmp_path: Path, one: str, other: str
) -> None:
    with bench.phone(tmp_path, one) as caller, bench.phone(tmp_path, other) as callee:
        bench.registered(caller)
        bench.registered(callee)
        caller.tell("dial", callee.extension)
        for each in (caller, callee):
            each.hear("CALL_ESTABLISHED")
        caller.tell("hangup")
        for each in (caller, callee):
            each.hear("CALL_CLOSED")
    (record,) = records(bench.api, callee.extension, 1)
    assert (record["end_reason"], record["end_direction"], record["sip_status"]) == (0, 0, 200)


def test_openssl_is_answered_and_believes_the_certificate(bench: Bench) -> None:
    command = [need("openssl"), "s_client", "-quiet", "-verify_return_error"]
    command += ["-connect", f"127.0.0.1:{bench.tls_port}", "-CAfile", str(bench.files.certificate)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(OPTIONS)
        process.stdin.flush()
        try:
            assert process.stdout.readline() == b"SIP/2.0 200 OK\r\n"
        finally:
            process.kill()


def test_the_end_of_the_certificate_is_among_the_figures(bench: Bench) -> None:
    assert bench.figure("tls_certificate_expires_seconds") > time.time() + 20 * 86_400
    assert bench.figure("tls_certificate_failed") == 0


def test_a_renewed_certificate_is_shown_without_a_restart(bench: Bench) -> None:
    renewed = certified(bench.files.certificate.parent, days=60)
    ends = time.time() + 50 * 86_400
    wait_for(
        lambda: bench.figure("tls_certificate_expires_seconds"), lambda now: now > ends, seconds=40
    )
    assert _greeted(bench.tls_port, renewed.trusting())


def test_those_who_mean_no_good_cost_little_and_others_are_served(
    bench: Bench, tmp_path: Path
) -> None:
    """Plain text, half a handshake and a thousand connections; a phone registers beside them."""
    failed = bench.figure("tls_handshakes_failed_total")
    address = ("127.0.0.1", bench.tls_port)
    with socket.create_connection(address, 20) as plain:
        plain.sendall(OPTIONS)
        assert not plain.recv(1_000).startswith(b"SIP")
    assert bench.figure("tls_handshakes_failed_total") == failed + 1
    stalled = [socket.create_connection(address, 20) for _ in range(1_000)]
    try:
        refused = wait_for(lambda: bench.figure("tcp_refused_total"), lambda now: now >= 900)
        assert refused <= 1_000
        # The limit for one address is reached; it is open again when the handshakes were cut.
        wait_for(lambda: _greeted(bench.tls_port, bench.files.trusting()), bool, seconds=60)
    finally:
        for each in stalled:
            each.close()
    with bench.phone(tmp_path) as phone:
        assert bench.registered(phone)["transport"] == "tls"
    assert bench.figure("internal_errors_total") == 0


def _greeted(port: int, context: ssl.SSLContext) -> bool:
    """Whether an OPTIONS over TLS is answered now."""
    try:
        with (
            socket.create_connection(("127.0.0.1", port), 20) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as secured,
        ):
            secured.sendall(OPTIONS)
            return secured.recv(100).startswith(b"SIP/2.0 200")
    except OSError:
        return False
