"""The rate limits between the sockets and the core.

Messages are judged as they came, before anybody reads them. Responses and ACKs are answers to what
we sent, and are not counted. A REGISTER counts as a registration when it carries credentials, and
an INVITE as a new call when it belongs to no call yet; a phone that proves its password says the
same INVITE twice, and is counted once. Of strangers every INVITE counts, whatever it says.

Of our own people only what begins something is refused: within a running call, and of what was
taken on already, everything passes. A refusal is 503 with Retry-After (RFC 3261 section 21.5.4) as
often as may be answered, otherwise silence; who was not answered asks again by himself.
"""

import re
from collections.abc import Callable
from typing import Final

from engine.billing.gates import RATE_LIMIT
from engine.control.operations import Event
from engine.defence.entries import MAX_TEXT
from engine.defence.limits import Limited, Limits, Over
from engine.defence.rates import Limit
from engine.logs import get_logger, safe
from engine.sip.framing import Frame
from engine.sip.head import END
from engine.sip.nat import Source, reply_destination, stamp
from engine.sip.quick import read_usual
from engine.sip.request import Request
from engine.sip.validate import validate
from engine.sip.wire import parse_message
from engine.switch.answers import Answer
from engine.switch.batch import Batch
from engine.switch.counters import Counters
from engine.switch.events import EventHub
from engine.switch.recorder import Recorder
from engine.switch.unread import UnreadCalls

_PROOF: Final = re.compile(rb"\r\n(?:proxy-)?authorization[ \t]*:", re.IGNORECASE)
_WITHIN: Final = re.compile(rb"\r\n(?:to|t)[ \t]*:[^\r\n]*;[ \t]*tag[ \t]*=", re.IGNORECASE)
_EVIDENCE: Final = 120
_METHODS: Final = ("REGISTER", "INVITE", "OPTIONS", "CANCEL", "BYE", "UPDATE", "INFO", "PRACK")

MAX_LOGGED: Final = 10
"""Beginnings and ends logged in one second; all of them are told."""

_log = get_logger(__name__)


def _knows_nothing(_: Request, __: Source) -> bool:
    return False


class Limiter:
    """Refuses what is too much.

    Args:
        limits: Decide.
        recorder: Counts calls that were refused, and knows the test call.
        counters: Of the process.
        hub: Tells who looks on.
        unread: Counts calls that nobody reads.

    Attributes:
        limits: See there.
        knows: Whether a request is a repetition of one that was taken on.
    """

    def __init__(
        self,
        limits: Limits,
        recorder: Recorder,
        counters: Counters,
        hub: EventHub,
        unread: UnreadCalls,
    ) -> None:
        self.limits = limits
        self.knows: Callable[[Request, Source], bool] = _knows_nothing
        self._recorder = recorder
        self._counters = counters
        self._hub = hub
        self._unread = unread
        self._logged = 0

    def let_in(
        self, waiting: list[tuple[bytes, Source]], batch: Batch
    ) -> list[tuple[bytes, Source]]:
        """Those datagrams that are to be read; answers to others go into ``batch``."""
        if not self.limits.active:
            return waiting
        allowed = [each for each in waiting if self._admits(*each, batch)]
        self.tell()
        return allowed

    def frames(self, frames: list[Frame], source: Source, batch: Batch) -> list[Frame]:
        """Those messages of a connection that are to be handled."""
        if not self.limits.active:
            return frames
        allowed = [
            each
            for each in frames
            if not isinstance(each, Request) or self._admits(each.wire, source, batch)
        ]
        self.tell()
        return allowed

    def sweep(self, now: float) -> None:
        """Tell what began and ended; about once a second."""
        self._logged = 0
        self.limits.sweep(now)
        self.tell()

    def tell(self) -> None:
        """Tell what began and ended."""
        for began, entry in self.limits.take_changes():
            action = "limited" if began else "unlimited"
            item = {"action": action, "id": entry.id, "value": entry.value}
            self._hub.publish(Event.BLACKLIST, entry.id, item)
            self._log(action, entry)

    def _admits(self, data: bytes, source: Source, batch: Batch) -> bool:
        if data[:4] in (b"SIP/", b"ACK "):
            return True
        over = self._over(data, source, batch.now)
        if over is None or self._recorder.trials.expects(source):
            return True
        if over.own and (data[:7] == b"CANCEL " or _within(data)):
            return True
        return self._refuse(over, data, source, batch)

    def _over(self, data: bytes, source: Source, now: float) -> Over | None:
        limits, address = self.limits, source.ip
        over = limits.over(Limit.REQUESTS, address, now)
        if over is not None:
            return over
        if data[:9] == b"REGISTER ":
            proved = _PROOF.search(data) is not None
            return limits.over(Limit.REGISTRATIONS, address, now) if proved else None
        if data[:7] != b"INVITE ":
            return None
        if (_within(data) or _PROOF.search(data) is not None) and limits.is_own(address, now):
            return None  # within a call, or the second half of one, that was counted
        return limits.over(Limit.CALLS, address, now)

    def _refuse(self, over: Over, data: bytes, source: Source, batch: Batch) -> bool:
        """Refuse a message; True when it turns out to be a repetition, which is let in."""
        request = _read(data, source) if over.own else None
        if request is not None and self.knows(request, source):
            return True
        first_line = data[:_EVIDENCE].partition(b"\r")[0].decode("latin-1")
        answered = self.limits.refuse(over, batch.now, safe(first_line, MAX_TEXT))
        self._count(over.limit)
        self._unread.count(data, source.ip, RATE_LIMIT, batch)
        if answered and request is None:
            request = _read(data, source)
        if answered and request is not None:
            headers = (("Retry-After", str(over.wait_s)),)
            batch.answers.append(Answer(request, 503, reply_destination(request, source), headers))
        return False

    def _count(self, limit: Limit) -> None:
        counters = self._counters
        if limit is Limit.REGISTRATIONS:
            counters.limited_registrations += 1
        elif limit is Limit.CALLS:
            counters.limited_calls += 1
        else:
            counters.limited_requests += 1

    def _log(self, action: str, entry: Limited) -> None:
        self._logged += 1
        if self._logged <= MAX_LOGGED:
            _log.info(
                "rate limit", action=action, source=entry.value, limit=entry.limit,
                refused=entry.refused, own=entry.own,
            )  # fmt: skip


def _within(data: bytes) -> bool:
    """Whether a request says that it belongs to a call; a body says nothing about that."""
    return _WITHIN.search(data, 0, max(0, data.find(END))) is not None


def _read(data: bytes, source: Source) -> Request | None:
    """The request that is refused, None when it cannot be answered."""
    try:
        request = read_usual(data, source.ip, source.port)
        if request is not None:
            return request
        message = parse_message(data)
        if not isinstance(message, Request):
            return None
        stamp(message, source.ip, source.port)
        validate(message, _METHODS)
    except Exception:  # noqa: BLE001 - what cannot be read is dropped like what is not answered
        return None
    return message
