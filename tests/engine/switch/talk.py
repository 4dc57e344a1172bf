"""Calls on a rig: both parties are played by the test, one message at a time."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

import msgspec

from engine.calls.call import Call
from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from engine.switch.batch import Batch
from engine.switch.marking import Marking
from engine.switch.udp import UdpSocket
from tests.engine.switch.rig import PASSWORD, PHONE, REALM, Rig
from tests.engine.switch.script import SDP, Script, kind

CUSTOMER = Source("192.0.2.77", 5060, "UDP", 0)
CARRIER = Source("203.0.113.5", 5060, "UDP", 0)
GATEWAYS = (
    GatewayConfig("customer", "mapping", (CUSTOMER.ip,)),
    GatewayConfig("carrier", "routing", (CARRIER.ip,)),
)


class Bound(UdpSocket):
    """A socket that exists by its address only."""

    def __init__(self, ip: str = "192.0.2.1", port: int = 5060, flow: int = 0) -> None:
        self._bound = (ip, port)
        self.flow = flow

    def mark(self, marking: Marking) -> None:
        """There is nothing to mark."""

    @property
    def bound(self) -> tuple[str, int]:
        return self._bound


def prepare(rig: Rig, *gateways: GatewayConfig) -> None:
    """Give the rig an address of its own and gateways."""
    rig.reach.add(Bound())
    rig.host.gates.reload(gateways or GATEWAYS, {})


def kinds(batch: Batch) -> list[tuple[str, str]]:
    """What was sent: method or status, and to whom."""
    return [(kind(data), to.ip) for data, to in batch.sends]


def records(*batches: Batch) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for batch in batches for line in batch.calls]


def leavers(line: list[Any]) -> tuple[str, int]:
    """A call that is over, and how many of its legs have still to confirm it."""
    assert line[0] == "bye"
    return line[1][0], len(line[1][1])


def stated(*batches: Batch) -> list[list[Any]]:
    """The lines about calls that went to the state log."""
    lines = [msgspec.json.decode(line) for batch in batches for line in batch.state]
    return [line for line in lines if line[0] in ("call", "bye", "-call")]


@dataclass
class Talk:
    """One call, from a customer's gateway to a carrier unless something else is said."""

    rig: Rig
    script: Script = field(default_factory=Script)
    source: Source = CUSTOMER
    callee: Source = CARRIER

    def begin(self, extra: str = "", body: str = SDP) -> Batch:
        batch = self.rig.send(self.script.invite(extra, body), self.source)
        self._heard(batch)
        return batch

    def _heard(self, batch: Batch) -> None:
        for data, to in batch.sends:
            if to.ip == self.callee.ip and kind(data) == "INVITE":
                self.script.invited = data
            elif to.ip == self.source.ip and kind(data) == "200":
                self.script.heard(data)

    def answer(self, status: int, body: str = "", extra: str = "") -> Batch:
        """The callee's side answers the INVITE."""
        data = self.script.reply(self.script.invited, status, body, extra)
        batch = self.rig.send(data, self.callee)
        self._heard(batch)
        return batch

    def say(self, method: str, extra: str = "", body: str = "") -> Batch:
        """A request of the caller."""
        return self.rig.send(self.script.request(method, extra, body), self.source)

    def leave(self) -> Batch:
        """The callee hangs up."""
        return self.rig.send(self.script.bye_of_callee(), self.callee)

    def connect(self, ring: float = 2.0) -> Call:
        """Up to the ACK of the caller; the call."""
        self.begin()
        self.rig.clock.advance(ring / 2)
        self.answer(180)
        self.rig.clock.advance(ring / 2)
        self.answer(200, SDP)
        self.say("ACK")
        return self.call

    @property
    def call(self) -> Call:
        """The call as the switch has it."""
        for call in self.rig.host.calls.book:
            if call.setup.call_id == self.script.call_id:
                return call
        raise AssertionError("there is no such call")


def phone_talk(rig: Rig, callee: str = "008613800", to: Source = CARRIER) -> Talk:
    """A call of the phone 1001, which has registered and knows its challenge."""
    rig.register()
    script = Script(caller_at=f"{PHONE.ip}:{PHONE.port}", caller="1001", callee=callee)
    return Talk(rig, script, PHONE, to)


def proof(talk: Talk, password: str = PASSWORD) -> str:
    """Begin without credentials; the header that answers the challenge."""
    (challenge, _), *_ = talk.rig.send(talk.script.invite(), talk.source).sends
    assert kind(challenge) == "407"
    found = re.search(r'nonce="(\w+)", algorithm=MD5', challenge.decode())
    assert found is not None
    talk.script.number += 100_000  # the next INVITE is another one
    return proxy_authorization(talk.script.caller, found[1], talk.script.callee, password)


def proxy_authorization(extension: str, nonce: str, callee: str, password: str = PASSWORD) -> str:
    """A Proxy-Authorization header for an INVITE (RFC 7616 section 3.4)."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    uri = f"sip:{callee}@example.org"
    secret, target = md5(f"{extension}:{REALM}:{password}"), md5(f"INVITE:{uri}")
    response = md5(f"{secret}:{nonce}:00000001:abc:auth:{target}")
    return (
        f'Proxy-Authorization: Digest username="{extension}", realm="{REALM}", nonce="{nonce}", '
        f'uri="{uri}", response="{response}", algorithm=MD5, cnonce="abc", qop=auth, nc=00000001'
    )
