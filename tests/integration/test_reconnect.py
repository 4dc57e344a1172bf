"""A phone over TCP whose connection breaks in the middle of a call, and who registers again."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from tests.helpers.api import PASSWORD, Api
from tests.helpers.calls import carriers, records
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Answer, Phone, parse_answer
from tests.helpers.rawcall import RawParty

pytestmark = pytest.mark.slow

NUMBER = "4477"
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
KEPT = ("From", "Call-ID", "Max-Forwards")


class TcpPhone(Phone):
    """One extension on one TCP connection after the other."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.connect()

    def __enter__(self) -> TcpPhone:
        return self

    def connect(self) -> None:
        """Leave the connection there was without a word, and open another one."""
        self.socket.close()
        self.socket = socket.create_connection((self.host, self.port), self.timeout)

    def exchange(self, message: bytes) -> Answer:
        self.socket.sendall(message.replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP"))
        while (answer := parse_answer(self.hear())).status < 200:
            continue
        return answer

    def hear(self) -> bytes:
        """The next message; what is said here has no body but in an INVITE of ours."""
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.socket.recv(65_535)
            assert more, data
            data += more
        return data

    def call(self, number: str) -> None:
        """Call, prove, and acknowledge the answer."""
        uri = f"sip:{number}@{self.domain}:{self.port}"
        lines = f"Contact: <sip:{self.extension}@127.0.0.1:9;transport=tcp>\r\n"
        lines += "Content-Type: application/sdp\r\n"
        asked = self.exchange(self.request("INVITE", uri, number, lines, SDP))
        assert asked.status == 407
        value = self.credentials(asked, "INVITE", uri)
        lines += f"Proxy-Authorization: {value}\r\n"
        invite = self.request("INVITE", uri, number, lines, SDP)
        answer = self.exchange(invite)
        assert answer.status == 200, answer
        head = invite.decode().partition("\r\n\r\n")[0].split("\r\n")
        kept = [each for each in head[1:] if each.split(":")[0] in KEPT]
        target = answer.first("contact").strip("<>")
        ack = [f"ACK {target} SIP/2.0", f"Via: SIP/2.0/TCP {self.local};branch=z9hG4bKack", *kept]
        ack += [f"To: {answer.first('to')}", f"CSeq: {self.sequence} ACK", "Content-Length: 0"]
        self.socket.sendall("\r\n".join([*ack, "", ""]).encode())


def picks_up(callee: RawParty) -> None:
    callee.answer(callee.wait("INVITE"), 200, described=True)
    callee.wait("ACK")


def test_it_hears_that_its_call_is_over(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        api.add("1001")
        with (
            TcpPhone("1001", PASSWORD, engine.sip_port, timeout=20.0) as phone,
            RawParty("callee", engine.sip_port) as callee,
            carriers(api, NUMBER, callee.port),
        ):
            assert phone.register().status == 200
            other = threading.Thread(target=picks_up, args=(callee,), daemon=True)
            other.start()
            phone.call(NUMBER)
            other.join(20)
            phone.connect()
            assert phone.register().status == 200
            callee.bye()
            assert phone.hear().startswith(b"BYE "), "over the connection it has now"
            callee.wait("SIP/2.0 200")
        (record,) = records(api, NUMBER, 1)
        assert (record["end_direction"], record["end_reason"]) == (1, 0)
        api.close()
