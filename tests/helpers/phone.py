"""A phone for tests: plain sockets and strings, sharing no code with the engine it tests."""

from __future__ import annotations

import hashlib
import itertools
import re
import socket
import uuid
from dataclasses import dataclass, field
from types import TracebackType

_counter = itertools.count(1)
_DIGESTS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, and its headers by lower-case name (repeats kept in order)."""

    status: int
    headers: dict[str, list[str]]

    def first(self, name: str) -> str:
        return self.headers.get(name, [""])[0]


def parse_answer(data: bytes) -> Answer:
    start, *lines = data.decode().split("\r\n\r\n")[0].split("\r\n")
    headers: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return Answer(int(start.split()[1]), headers)


@dataclass
class Phone:
    """One extension on one UDP socket. `source` may be any loopback address."""

    extension: str
    password: str
    port: int
    host: str = "127.0.0.1"
    source: str = "127.0.0.1"
    algorithm: str = "MD5"
    user_agent: str = "test phone"
    timeout: float = 20.0
    call_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.bind((self.source, 0))
        self.socket.settimeout(self.timeout)
        self.sequence = 0

    def __enter__(self) -> Phone:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.socket.close()

    @property
    def local(self) -> str:
        address, port = self.socket.getsockname()[:2]
        return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"

    @property
    def domain(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def request(self, method: str, uri: str, to: str, extra: str = "", body: str = "") -> bytes:
        self.sequence += 1
        return (
            f"{method} {uri} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.local};rport;branch=z9hG4bK{uuid.uuid4().hex}\r\n"
            f"From: <sip:{self.extension}@{self.domain}>;tag={next(_counter)}\r\n"
            f"To: <sip:{to}@{self.domain}>\r\n"
            f"Call-ID: {self.call_id}\r\n"
            f"CSeq: {self.sequence} {method}\r\n"
            "Max-Forwards: 70\r\n"
            f"User-Agent: {self.user_agent}\r\n"
            f"{extra}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def exchange(self, message: bytes) -> Answer:
        """Sends and waits for the final answer; provisional ones are skipped."""
        self.socket.sendto(message, (self.host, self.port))
        while True:
            answer = parse_answer(self.socket.recv(65_535))
            if answer.status >= 200:
                return answer

    def credentials(
        self, answer: Answer, method: str, uri: str, *, password: str | None = None, count: int = 1
    ) -> str:
        """The Authorization value for a challenge, with the algorithm of this phone."""
        name = "www-authenticate" if answer.status == 401 else "proxy-authenticate"
        challenge = next(
            value
            for value in answer.headers[name]
            if f"algorithm={self.algorithm}".lower() in value.replace('"', "").lower()
        )
        pairs = re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', challenge)
        given = {key.lower(): quoted or plain for key, quoted, plain in pairs}
        secret = self.password if password is None else password
        digest = self.digest_response(given, method, uri, secret, count)
        return (
            f'Digest username="{self.extension}", realm="{given["realm"]}", '
            f'nonce="{given["nonce"]}", uri="{uri}", response="{digest}", '
            f'algorithm={self.algorithm}, cnonce="0a4f113b", qop=auth, nc={count:08x}'
        )

    def digest_response(
        self, given: dict[str, str], method: str, uri: str, secret: str, count: int
    ) -> str:
        make = _DIGESTS[self.algorithm]

        def of(text: str) -> str:
            return make(text.encode()).hexdigest()

        ha1 = of(f"{self.extension}:{given['realm']}:{secret}")
        ha2 = of(f"{method}:{uri}")
        return of(f"{ha1}:{given['nonce']}:{count:08x}:0a4f113b:auth:{ha2}")

    def register(self, *, expires: int = 600, password: str | None = None) -> Answer:
        """REGISTER, answering one challenge; the final answer."""
        uri = f"sip:{self.domain}:{self.port}"
        contact = f"Contact: <sip:{self.extension}@{self.local}>\r\nExpires: {expires}\r\n"
        answer = self.exchange(self.request("REGISTER", uri, self.extension, contact))
        if answer.status != 401:
            return answer
        value = self.credentials(answer, "REGISTER", uri, password=password)
        extra = f"{contact}Authorization: {value}\r\n"
        return self.exchange(self.request("REGISTER", uri, self.extension, extra))

    def invite(self, callee: str, *, password: str | None = None) -> Answer:
        """INVITE with its ACK, answering one challenge; the final answer."""
        uri = f"sip:{callee}@{self.domain}:{self.port}"
        contact = f"Contact: <sip:{self.extension}@{self.local}>\r\n"
        answer = self._invite_once(uri, callee, contact)
        if answer.status != 407:
            return answer
        value = self.credentials(answer, "INVITE", uri, password=password)
        return self._invite_once(uri, callee, f"{contact}Proxy-Authorization: {value}\r\n")

    def _invite_once(self, uri: str, callee: str, extra: str) -> Answer:
        message = self.request("INVITE", uri, callee, extra)
        answer = self.exchange(message)
        self.socket.sendto(self.ack_of(message, answer), (self.host, self.port))
        return answer

    def ack_of(self, invite: bytes, answer: Answer) -> bytes:
        """The ACK for a final answer other than 2xx (RFC 3261 section 17.1.1.3)."""
        lines = invite.decode().split("\r\n")
        keep = [line for line in lines if line.startswith(("Via", "From", "Call-ID", "Max-"))]
        start = lines[0].replace("INVITE", "ACK", 1)
        tail = [f"To: {answer.first('to')}", f"CSeq: {self.sequence} ACK", "Content-Length: 0"]
        return "\r\n".join([start, *keep, *tail, "", ""]).encode()
