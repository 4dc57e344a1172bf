"""A party of a call made of two sockets: one for SIP, one for RTP. It says what it is told to."""

from __future__ import annotations

import re
import secrets
import socket
import struct
import time
from typing import Self

WAIT_S = 20.0


class RawParty:
    """Somebody who calls or is called, at 127.0.0.1.

    Attributes:
        port: Of its SIP.
        far: Where it sends its RTP: what the latest description of the other side says.
    """

    def __init__(self, name: str, switch: int) -> None:
        self.name = name
        self._switch = ("127.0.0.1", switch)
        self._sip = self._socket()
        self._rtp = self._socket()
        self.port: int = self._sip.getsockname()[1]
        self._tag, self._call_id = secrets.token_hex(4), secrets.token_hex(8)
        self._cseq = 0
        self._local = f"<sip:{name}@127.0.0.1>;tag={self._tag}"
        self._remote = "<sip:callee@127.0.0.1>"
        self._target = ""
        self._heard: list[str] = []
        self._acks: dict[str, bytes] = {}
        self.far = ("", 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._sip.close()
        self._rtp.close()

    @property
    def rtp_port(self) -> int:
        port: int = self._rtp.getsockname()[1]
        return port

    def move_media(self) -> None:
        """Take another port for RTP, as a phone that is put through does."""
        self._rtp.close()
        self._rtp = self._socket()

    # SIP

    def invite(self, number: str = "") -> None:
        """Call ``number``, or offer a change of the session there is."""
        if number:
            self._target = f"sip:{number}@127.0.0.1"
            self._remote = f"<sip:{number}@127.0.0.1>"
        self._request("INVITE", self._description())

    def ack(self) -> None:
        self._cseq -= 1
        self._request("ACK")

    def bye(self) -> None:
        self._request("BYE")

    def answer(self, request: str, status: int, *, described: bool = False) -> None:
        """Answer a request."""
        copied = re.findall(r"(?im)^(?:via|from|call-id|cseq):.*\r\n", request)
        to = _header(request, "to")
        to = to if ";tag=" in to else f"{to};tag={self._tag}"
        body = self._description() if described else ""
        lines = f"To: {to}\r\nContact: <sip:{self.name}@127.0.0.1:{self.port}>\r\n"
        head = f"SIP/2.0 {status} Said\r\n{''.join(copied)}{lines}"
        self._send(head, body)

    def wait(self, what: str) -> str:
        """The next message that begins with ``what`` ("INVITE", "SIP/2.0 200")."""
        deadline = time.monotonic() + WAIT_S
        while True:
            for place, text in enumerate(self._heard):
                if text.startswith(what):
                    del self._heard[: place + 1]
                    self._learn(text)
                    return text
            assert time.monotonic() < deadline, f"{self.name} heard no {what} but {self._heard}"
            self._hear(0.5)

    def settle(self) -> None:
        """Take what has come meanwhile, and acknowledge again what was answered again."""
        while self._hear(0.05):
            continue

    # RTP

    def speak(self, word: bytes) -> None:
        """Send a packet of PCMU whose payload begins with ``word``."""
        header = struct.pack("!BBHII", 0x80, 0, secrets.randbelow(60_000), 160, 4711)
        self._rtp.sendto(header + word.ljust(160, b"."), self.far)

    def hears(self, other: RawParty, word: bytes) -> tuple[str, int]:
        """Let ``other`` speak until it is heard here; where the sound comes from."""
        deadline = time.monotonic() + WAIT_S
        self._rtp.settimeout(0.05)
        while time.monotonic() < deadline:
            other.speak(word)
            try:
                data, source = self._rtp.recvfrom(2_048)
            except TimeoutError:
                continue
            if data[12:].startswith(word):
                return str(source[0]), int(source[1])
        raise AssertionError(f"{self.name} does not hear {other.name}")

    def priority(self, other: RawParty) -> int:
        """TOS byte of the sound of ``other`` as it arrives here."""
        self._rtp.setsockopt(socket.IPPROTO_IP, socket.IP_RECVTOS, 1)
        self.hears(other, b"before")
        self._rtp.settimeout(WAIT_S)
        other.speak(b"priority")
        while True:
            data, found, _, _ = self._rtp.recvmsg(2_048, 64)
            if data[12:].startswith(b"priority"):
                return found[0][2][0]

    # inside

    @staticmethod
    def _socket() -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.bind(("127.0.0.1", 0))
        return made

    def _hear(self, seconds: float) -> bool:
        """Take one message; a 2xx that comes again gets its ACK again and is not told."""
        self._sip.settimeout(seconds)
        try:
            text = self._sip.recv(65_535).decode()
        except TimeoutError:
            return False
        again = self._acks.get(_header(text, "cseq")) if text.startswith("SIP/2.0 2") else None
        if again is None:
            self._heard.append(text)
        else:
            self._sip.sendto(again, self._switch)
        return True

    def _description(self) -> str:
        return (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self.rtp_port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
        )

    def _request(self, method: str, body: str = "") -> None:
        self._cseq += 1
        head = (
            f"{method} {self._target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{secrets.token_hex(6)};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: {self._local}\r\nTo: {self._remote}\r\n"
            f"Call-ID: {self._call_id}\r\nCSeq: {self._cseq} {method}\r\n"
            f"Contact: <sip:{self.name}@127.0.0.1:{self.port}>\r\n"
        )
        self._send(head, body)

    def _send(self, head: str, body: str) -> None:
        kind = "Content-Type: application/sdp\r\n" if body else ""
        data = f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode()
        if head.startswith("ACK"):
            self._acks[f"{self._cseq} INVITE"] = data
        self._sip.sendto(data, self._switch)

    def _learn(self, text: str) -> None:
        """Take over dialog and description of what was heard."""
        found = re.search(r"(?s)c=IN IP4 (\S+).*?m=audio (\d+) ", text)
        if found:
            self.far = (found[1], int(found[2]))
        contact = re.search(r"<([^>]+)>", _header(text, "contact"))
        if contact and not text.startswith("SIP/2.0 1"):
            self._target = contact[1]
        if text.startswith("INVITE"):
            self._remote, self._call_id = _header(text, "from"), _header(text, "call-id")
            own = _header(text, "to")
            self._local = own if ";tag=" in own else f"{own};tag={self._tag}"
        elif text.startswith("SIP/2.0 2") and "INVITE" in _header(text, "cseq"):
            self._remote = _header(text, "to")


def _header(text: str, name: str) -> str:
    found = re.search(rf"(?im)^{name}:\s*(.*?)\r\n", text)
    return found[1] if found else ""
