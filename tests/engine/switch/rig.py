"""A switch without sockets: messages in, answers out, and what was to be written in between."""

import hashlib
import itertools
import re
from pathlib import Path

from engine.identifiers import uuid7
from engine.registrar import Endpoint, Registrar, ha1_pair
from engine.sip.nat import Source
from engine.sip.quick import read_usual
from engine.sip.request import Request
from engine.stack import Transactions
from engine.switch.batch import Batch
from engine.switch.callparts import make_host
from engine.switch.core import Core
from engine.switch.counters import Counters
from engine.switch.driver import Driver
from engine.switch.events import EventHub
from engine.switch.journal import JournalWriter
from engine.switch.policies import policies
from engine.switch.reach import Reach
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations
from engine.switch.reserve import Reserve
from engine.switch.statelines import dump
from engine.switch.statelog import StateLog
from engine.switch.syncer import Syncer
from engine.switch.watch import make_watch
from tests.helpers.clock import ManualClock

REALM = "switchwarden"
PASSWORD = "Secret-1234!"
PHONE = Source("192.0.2.10", 5062, "UDP", 0)
ATTACKER = Source("198.51.100.7", 5060, "UDP", 0)

_numbers = itertools.count(1)


def message(
    method: str,
    extension: str = "1001",
    *,
    callee: str | None = None,
    extra: str = "",
    branch: str = "",
    sequence: int = 1,
    call_id: str = "",
) -> bytes:
    """A request as a phone writes it, with a branch of its own."""
    number = next(_numbers)
    uri = f"sip:{callee}@example.org" if callee else "sip:example.org"
    return (
        f"{method} {uri} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 192.0.2.10:5062;rport;branch={branch or f'z9hG4bK{number}'}\r\n"
        f"From: <sip:{extension}@example.org>;tag=f{number}\r\n"
        f"To: <sip:{callee or extension}@example.org>\r\n"
        f"Call-ID: {call_id or f'call{number}'}\r\n"
        f"CSeq: {sequence} {method}\r\n"
        "Max-Forwards: 70\r\nUser-Agent: rig\r\n"
        f"{extra}Content-Length: 0\r\n\r\n"
    ).encode()


def contact(extension: str = "1001", expires: int = 600) -> str:
    return f"Contact: <sip:{extension}@192.0.2.10:5062>\r\nExpires: {expires}\r\n"


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


class Rig:
    """Core, journal, state log and driver on a clock moved by hand."""

    def __init__(self, folder: Path, syncer: Syncer, limit: int = 1_000) -> None:
        self.clock = ManualClock()
        self.folder = folder
        self.counters = Counters()
        self.hub = EventHub()
        now = self.clock.now()
        self.registrar = Registrar(REALM, b"k" * 32, now)
        self.registrations = Registrations(self.registrar, self.counters, self.hub)
        self.recorder = Recorder(self.registrar, self.counters, 1_000)
        self.transactions = Transactions(limit)
        self.reach = Reach()
        self.host = make_host(
            self.registrar, self.transactions, self.recorder, self.reach, self.hub
        )
        self.core = Core(
            self.registrar,
            self.transactions,
            self.registrations,
            self.recorder,
            self.host,
            self.counters,
            b"t" * 32,
        )
        blocks = itertools.count(1)
        self.watch = make_watch(
            self.host,
            self.registrar,
            self.recorder,
            self.counters,
            self.hub,
            lambda: uuid7(next(blocks)),
        )
        (folder / "journal").mkdir()
        (folder / "state").mkdir()
        numbers = itertools.count()
        self.journal = JournalWriter(
            folder / "journal",
            lambda: uuid7(next(numbers)),
            syncer,
            Reserve(folder / "journal" / ".reserve", 4096),
        )
        self.state = StateLog(
            folder / "state",
            1,
            syncer,
            lambda: dump(self.registrar, self.host.calls.book, self.watch.guard, 0, self.offset),
        )
        self.driver = Driver(
            self.clock,
            self.core,
            self.registrations,
            self.recorder,
            self.journal,
            self.state,
            self.counters,
            self.hub,
            self.watch,
        )

    @property
    def offset(self) -> float:
        return self.clock.wall() - self.clock.now()

    def batch(self) -> Batch:
        return Batch(self.clock.now(), self.offset)

    def add(self, *extensions: str) -> None:
        endpoints = [Endpoint(name, ha1_pair(name, REALM, PASSWORD)) for name in extensions]
        self.registrar.put_endpoints(endpoints, self.clock.now())

    def set(self, **parameters: int) -> None:
        wanted = policies(dict(parameters))
        self.registrar.set_policy(wanted.registrar, self.clock.now())
        self.recorder.policy, self.recorder.rating = wanted.record, wanted.rating
        self.recorder.reply_unauthorised = wanted.reply_unauthorised

    def send(self, data: bytes, source: Source = PHONE) -> Batch:
        """Handle one datagram; nothing is written or sent."""
        batch = self.batch()
        self.core.datagrams([(data, source)], batch)
        assert not batch.faults, batch.faults
        return batch

    def ask(self, data: bytes, source: Source = PHONE) -> bytes:
        """The one answer to a datagram."""
        (sent,) = self.send(data, source).sends
        return sent[0]

    def parsed(self, data: bytes) -> Request:
        """A request as the core hands it on."""
        request = read_usual(data, PHONE.ip, PHONE.port)
        assert request is not None
        return request

    def wrong_register(self, extension: str = "1001") -> bytes:
        """A REGISTER with wrong credentials for a fresh challenge, not yet sent."""
        challenge = self.ask(message("REGISTER", extension, extra=contact(extension))).decode()
        found = re.search(r'nonce="(\w+)", algorithm=MD5', challenge)
        assert found is not None
        given = contact(extension) + credentials(extension, found[1], "wrong")
        return message("REGISTER", extension, extra=given, sequence=2)

    def register(
        self, extension: str = "1001", password: str = PASSWORD, source: Source = PHONE
    ) -> Batch:
        """A REGISTER with credentials, after its challenge."""
        extra = contact(extension)
        challenge = self.ask(message("REGISTER", extension, extra=extra), source).decode()
        found = re.search(r'nonce="(\w+)", algorithm=MD5', challenge)
        if found is None:
            raise AssertionError(challenge)
        given = credentials(extension, found[1], password)
        return self.send(message("REGISTER", extension, extra=extra + given, sequence=2), source)


def credentials(extension: str, nonce: str, password: str) -> str:
    """An Authorization header for a REGISTER (RFC 7616 section 3.4)."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    secret, target = md5(f"{extension}:{REALM}:{password}"), md5("REGISTER:sip:example.org")
    response = md5(f"{secret}:{nonce}:00000001:abc:auth:{target}")
    return (
        f'Authorization: Digest username="{extension}", realm="{REALM}", nonce="{nonce}", '
        f'uri="sip:example.org", response="{response}", algorithm=MD5, cnonce="abc", '
        "qop=auth, nc=00000001\r\n"
    )
