"""Requests and credentials for tests, made without the code under test."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from engine.registrar import (
    Endpoint,
    ExpiryPolicy,
    LockoutPolicy,
    Outcome,
    Registrar,
    RegistrarPolicy,
    ha1_pair,
)
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.validate import validate

REALM = "switchwarden"
PASSWORD = "Right-1-password"
KEY = b"k" * 32
HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
ON = LockoutPolicy(enabled=True, retry=5, duration=600)
EXPIRY = ExpiryPolicy()
PHONE = Source("10.0.0.1", 5062)


def register(
    user: str = "1001",
    *,
    contact: str | None = "<sip:{user}@10.0.0.1:5062>",
    cseq: int = 1,
    call_id: str = "abc",
    extra: str = "",
    method: str = "REGISTER",
    uri: str = "sip:example.com",
    to: str | None = None,
) -> Request:
    """A valid request; `contact` None leaves the header out."""
    lines = [
        f"{method} {uri} SIP/2.0",
        "Via: SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bKx;rport",
        "Max-Forwards: 70",
        f"From: <sip:{user}@example.com>;tag=1",
        f"To: {to or f'<sip:{user}@example.com>'}",
        f"Call-ID: {call_id}",
        f"CSeq: {cseq} {method}",
        "User-Agent: test phone",
    ]
    if contact is not None:
        lines.append(f"Contact: {contact.format(user=user)}")
    text = "\r\n".join(lines) + f"\r\n{extra}Content-Length: 0\r\n\r\n"
    request = Request.parse(text.encode())
    validate(request, ("REGISTER", "INVITE"))
    return request


def nonce_of(headers: tuple[tuple[str, str], ...]) -> str:
    match = re.search(r'nonce="([^"]+)"', headers[0][1])
    assert match is not None
    return match[1]


def digest(algorithm: str, text: str) -> str:
    return HASHES[algorithm](text.encode()).hexdigest()


def authorization(
    nonce: str,
    user: str = "1001",
    password: str = PASSWORD,
    *,
    algorithm: str = "MD5",
    method: str = "REGISTER",
    nc: str = "00000001",
    qop: str = "auth",
    realm: str = REALM,
    header: str = "Authorization",
    response: str | None = None,
) -> str:
    """An Authorization line as RFC 7616 §3.4 has it, with its line end."""
    ha1 = digest(algorithm, f"{user}:{realm}:{password}")
    ha2 = digest(algorithm, f"{method}:sip:example.com")
    middle = f"{nonce}:{nc}:cafe:{qop}" if qop else nonce
    right = digest(algorithm, f"{ha1}:{middle}:{ha2}")
    tail = f', qop={qop}, nc={nc}, cnonce="cafe"' if qop else ""
    return (
        f'{header}: Digest username="{user}", realm="{realm}", nonce="{nonce}", '
        f'uri="sip:example.com", response="{response or right}", algorithm={algorithm}{tail}\r\n'
    )


@dataclass
class Bench:
    """A registrar with two endpoints, and a clock moved by hand."""

    lockout: LockoutPolicy = ON
    expiry: ExpiryPolicy = EXPIRY
    now: float = 1000.0
    cseq: int = 0
    source: Source = PHONE
    registrar: Registrar = field(init=False)

    def __post_init__(self) -> None:
        policy = RegistrarPolicy(self.lockout, self.expiry, 60)
        self.registrar = Registrar(REALM, KEY, self.now, policy)
        known = [Endpoint(user, ha1_pair(user, REALM, PASSWORD)) for user in ("1001", "1002")]
        self.registrar.put_endpoints(known, self.now)

    def send(self, request: Request) -> Outcome:
        return self.registrar.handle(request, self.source, self.now)

    def nonce(self, place: str = "") -> str:
        headers = self.registrar.challenge("WWW-Authenticate", self.now, stale=False, place=place)
        return nonce_of(headers)

    def try_register(
        self, user: str = "1001", password: str = PASSWORD, *, extra: str = "", **options: object
    ) -> Outcome:
        """One complete REGISTER with credentials for a fresh nonce."""
        self.cseq += 1
        options.setdefault("cseq", self.cseq)
        credentials = authorization(self.nonce(), user, password)
        return self.send(register(user, extra=credentials + extra, **options))  # type: ignore[arg-type]

    def guess(self, user: str = "1001", times: int = 1) -> list[int]:
        """Wrong passwords; the statuses."""
        return [self.try_register(user, "wrong").status for _ in range(times)]
