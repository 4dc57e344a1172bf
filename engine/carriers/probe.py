"""One routing gateway that is asked by OPTIONS whether it is there.

Any answer is one: a carrier that forbids OPTIONS is there as well as one that likes it. But 503
says that it takes no calls, and 408 that a proxy heard nothing behind it; both count as silence.
Silence of a probe is no failed call. Where a gateway has several addresses, the one that answered
last is asked, and after silence the next one.
"""

from typing import Final, NamedTuple

from engine.calls.targets import Target
from engine.carriers.errands import Errands, Means
from engine.carriers.messages import options
from engine.carriers.probestate import TABLE, ProbeAction, ProbeInput, ProbeState
from engine.control.carriers import ProbeLive
from engine.control.carriers import ProbeState as Seen
from engine.sip.errors import PeerError
from engine.sip.response import Response
from engine.stack.client import ClientTransaction

MAX_MISSED: Final = 3
"""Probes in a row without an answer after which a gateway is passed over."""

PROBE_WAIT: Final = 4.0
"""Seconds an answer is waited for, or the interval where that is shorter: four retransmissions,
and no carrier is that far away."""

_SILENT: Final = 408
_SILENCE: Final = (408, 503)

_SEEN_AS: Final[dict[ProbeState, Seen]] = {
    ProbeState.UNKNOWN: "waiting",
    ProbeState.ANSWERS: "reachable",
    ProbeState.MISSING: "waiting",
    ProbeState.SILENT: "unreachable",
}


class Asked(NamedTuple):
    """What a probe is made of: the gateway, its addresses, how it is reached, and how often."""

    name: str
    targets: tuple[Target, ...]
    transport: str
    interval_s: float


class Probe:
    """One of them. Times are monotonic seconds.

    Attributes:
        asked: See there.
        state: Of the table.
        due_at: When the next OPTIONS is sent.
        waiting: Whether one is under way.
    """

    def __init__(self, asked: Asked, means: Means, due_at: float) -> None:
        self.asked = asked
        self.state = ProbeState.UNKNOWN
        self.due_at = due_at
        self._means = means
        self._transaction: ClientTransaction | None = None
        self._sent_at = 0.0
        self._missed = self._turn = 0
        self._since = due_at
        self._status = 0
        self._round_trip_ms: float | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is waited for."""
        return self._transaction is not None

    def send(self, fx: Errands) -> ProbeAction:
        """Ask once more; what follows if that is not possible."""
        means, asked = self._means, self.asked
        self.due_at = fx.now + asked.interval_s
        addresses = [
            (ip, target.port) for target in asked.targets for ip in means.resolve(target.host)
        ]
        if not addresses:
            return self._missed_one(_SILENT, fx)
        ip, port = addresses[self._turn % len(addresses)]
        destination = means.way(ip, port, asked.transport)
        if destination is None:
            return self._missed_one(_SILENT, fx)
        names, local = means.names, means.local(destination)
        branch = names.branch()
        data = options(ip, port, local, destination.transport, branch, names.call_id(), names.tag())
        try:
            sent = means.clients.start(data, "OPTIONS", branch, destination, fx.now, self)
        except PeerError:  # no room, which says nothing about the gateway
            return ProbeAction.IGNORE
        self._transaction, self._sent_at = sent, fx.now
        fx.sends.append((data, destination))
        return ProbeAction.IGNORE

    def late(self, fx: Errands) -> ProbeAction:
        """Give up what was waited for too long; what follows from it."""
        wait = min(PROBE_WAIT, self.asked.interval_s)
        if self._transaction is None or fx.now < self._sent_at + wait:
            return ProbeAction.IGNORE
        self.stop(fx.now)
        return self._missed_one(_SILENT, fx)

    def answered(self, response: Response, fx: Errands) -> ProbeAction:
        """It said something; what follows from it."""
        if response.status < 200:
            return ProbeAction.IGNORE
        self._transaction = None
        if response.status in _SILENCE:
            return self._missed_one(response.status, fx)
        self._status, self._missed = response.status, 0
        self._round_trip_ms = round((fx.now - self._sent_at) * 1000, 1)
        return self._step(ProbeInput.ANSWERED, fx)

    def lost(self, status: int, fx: Errands) -> ProbeAction:
        """No answer came, or it could not be sent; what follows from it."""
        self._transaction = None
        return self._missed_one(status, fx)

    def stop(self, now: float) -> None:
        """Wait no longer for an answer."""
        if self._transaction is not None:
            self._means.clients.stop(self._transaction, now)
            self._transaction = None

    def live(self, wall_offset: float) -> ProbeLive:
        """What an operator sees."""
        since = self._since + wall_offset
        return ProbeLive(
            _SEEN_AS[self.state], since, self._round_trip_ms, self._status, self._words()
        )

    def _words(self) -> str:
        if self.state is ProbeState.UNKNOWN:
            return "was not asked yet"
        if self.state is ProbeState.ANSWERS:
            return f"answered {self._status}"
        said = "no answer" if self._status == _SILENT else f"answered {self._status}"
        if self.state is ProbeState.SILENT:
            return f"{said}: it gets no calls until it answers OPTIONS again"
        return f"{said} to {self._missed} of {MAX_MISSED} OPTIONS"

    def _missed_one(self, status: int, fx: Errands) -> ProbeAction:
        self._status = status
        self._missed = min(self._missed + 1, MAX_MISSED)
        self._turn += 1
        last = self._missed >= MAX_MISSED
        return self._step(ProbeInput.MISSED_LAST if last else ProbeInput.MISSED, fx)

    def _step(self, given: ProbeInput, fx: Errands) -> ProbeAction:
        """The one place where the state changes."""
        before = self.state
        self.state, action = TABLE[before, given]
        if _SEEN_AS[before] != _SEEN_AS[self.state]:
            self._since = fx.now
            fx.changed.append(self.asked.name)
        return action
