"""The tap between the wire and the memory of what was said in the calls of the last minutes.

It sees every message on its way, so it has to be quick: what cannot belong to a call is told by its
first four bytes, and everything else by looking its Call-ID up. A registration costs one
comparison, a refused INVITE two entries of a small ring (:mod:`engine.switch.trace_attempts`).
Nothing is read, masked or written here; that happens when somebody looks.

The order is that of the wire: what came together is handled together, and answered afterwards.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from engine.calls.call import Call, Leg, Outbound
from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from engine.switch.trace_attempts import AttemptRing
from engine.switch.trace_calls import CallRing, TracedCall, TracedLeg

MEGABYTE: Final = 1024 * 1024
_NEVER: Final = frozenset((b"REGI", b"OPTI", b"SUBS", b"PUBL", b"NOTI"))
_USUAL: Final = b"\r\nCall-ID: "
_LENGTH: Final = len(_USUAL)
_OTHER: Final = re.compile(rb"(?i)\n(?:call-id|i)[ \t]*:[ \t]*([^\r\n]*)")


class TracePolicy(NamedTuple):
    """What an operator decides about traces; the defaults are those of a fresh installation.

    Attributes:
        enabled: Whether messages are kept at all.
        minutes: How long after the latest message of a call.
        megabytes: How much all of them may take.
    """

    enabled: bool = True
    minutes: int = 15
    megabytes: int = 32


class Trace:
    """Keeps the messages of calls.

    Args:
        running: Whether the call of an id still runs.

    Attributes:
        running: The same.
        calls: Those that were admitted.
        attempts: INVITEs that led to none.
    """

    def __init__(self, running: Callable[[str], bool] = lambda _: False) -> None:
        self.running = running
        self._policy = TracePolicy()
        self.calls = CallRing(self._policy.megabytes * MEGABYTE)
        self.attempts = AttemptRing()

    @property
    def policy(self) -> TracePolicy:
        """What is in force; switching it off forgets everything at once."""
        return self._policy

    @policy.setter
    def policy(self, wanted: TracePolicy) -> None:
        self._policy = wanted
        self.calls.resize(wanted.megabytes * MEGABYTE)
        if not wanted.enabled:
            self.calls.clear()
            self.attempts.clear()

    def joined(self, call: Call, leg: Leg, at: float) -> None:
        """``call`` has a leg with a Call-ID of its own: messages of that are kept from now on.

        The caller's leg comes first, and brings what was said before the call was admitted.

        Args:
            call: Which.
            leg: Its inbound leg, or one it tries.
            at: Epoch seconds.
        """
        if not self._policy.enabled:
            return
        traced = self.calls.get(call.id)
        if isinstance(leg, Outbound):
            if traced is not None:
                self.calls.join(traced, _outbound(call, leg), leg.call_id.encode())
        elif traced is None:
            self._open(call, at)

    def received(self, waiting: list[tuple[bytes, Source]], at: float) -> None:
        """Look at datagrams that were handled at this moment (epoch seconds)."""
        if self._policy.enabled:
            for data, source in waiting:
                if data[:4] not in _NEVER:
                    self._take(data, source, at)

    def frames(self, frames: Iterable[Frame], source: Source, at: float) -> None:
        """The same for what came over a stream; its bytes are held no longer."""
        for frame in frames:
            if isinstance(frame, (Request, Response)):
                data, frame.wire = frame.wire, b""
                if self._policy.enabled and data[:4] not in _NEVER:
                    self._take(data, source, at)

    def sent(self, sends: Iterable[tuple[bytes, Source]], at: float) -> None:
        """Look at messages that leave now."""
        legs, attempts = self.calls.legs, self.attempts
        young, old = attempts.young, attempts.old
        if not legs and not young and not old:
            return
        for data, peer in sends:
            start = data.find(_USUAL) + _LENGTH
            key = data[start : data.find(b"\r", start)]
            if key in legs:
                for call, leg in legs[key]:
                    self.calls.add(call, at, False, leg, peer, data)
            elif key in young or key in old:
                attempts.add(young.get(key) or old[key], (at, False, peer, data))

    def sweep(self, at: float) -> None:
        """Forget what is old; to be called about once a second."""
        before = at - 60 * self._policy.minutes
        self.calls.expire(before, self.running, at)
        self.attempts.expire(before)

    def find(self, name: str) -> TracedCall | None:
        """What is kept of a call, by its id or the Call-ID of any of its legs."""
        found = self.calls.get(name)
        if found is not None:
            return found
        key = name.encode("utf-8", "surrogateescape")
        return self.calls.find(key) or self._attempt(name, key)

    def _take(self, data: bytes, source: Source, at: float) -> None:
        key = call_id_of(data)
        users = self.calls.legs.get(key)
        if users is not None:
            for call, leg in users:
                self.calls.add(call, at, True, leg, source, data)
            return
        attempts, heard = self.attempts, (at, True, source, data)
        known = attempts.get(key)
        if known is not None:
            attempts.add(known, heard)
        elif data[:7] == b"INVITE " and key:
            attempts.open(key, heard)

    def _open(self, call: Call, at: float) -> None:
        setup, inbound = call.setup, call.inbound
        encoding = "utf-8" if inbound.request is None else inbound.request.encoding
        key = setup.call_id.encode(encoding, "replace")
        traced = TracedCall(call.id, setup.caller, setup.callee, at)
        name = call.caller_gateway or call.account
        leg = TracedLeg(setup.call_id, name, bool(call.caller_gateway), inbound.heard)
        self.calls.open(traced)
        self.calls.join(traced, leg, key)
        for heard_at, incoming, peer, data in self.attempts.take(key):
            self.calls.add(traced, heard_at, incoming, 0, peer, data)

    def _attempt(self, name: str, key: bytes) -> TracedCall | None:
        heard = self.attempts.get(key)
        if not heard:
            return None
        began, _, caller, _ = heard[0]
        made = TracedCall("", "", "", began)
        made.legs.append(TracedLeg(name, "", False, caller))
        for at, incoming, peer, data in heard:
            made.add(at, incoming, 0, peer, data)
        return made


def call_id_of(data: bytes) -> bytes:
    """The Call-ID of a message as it is on the wire, empty when it has none."""
    start = data.find(_USUAL)
    if start >= 0:
        return data[start + _LENGTH : data.find(b"\r", start + _LENGTH)]
    found = _OTHER.search(data)
    return b"" if found is None else found[1].rstrip()


def _outbound(call: Call, leg: Outbound) -> TracedLeg:
    place = leg.place
    if place is None:
        return TracedLeg(leg.call_id, call.called, False, leg.heard)
    return TracedLeg(leg.call_id, place.gateway or call.called, bool(place.gateway), leg.heard)
