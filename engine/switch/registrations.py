"""REGISTER between the core and the registrar: what is stored, counted and told.

The registrar decides and names what changed; here the changes become lines of the state log and
of the journal, figures and events. The same is done for everything else that changes the
registrar: sweeps, and operations of management.
"""

from typing import Final

from engine.billing.history import history
from engine.billing.journal import encode
from engine.control.attempts import What
from engine.control.operations import Event
from engine.defence.rules import Rule
from engine.identifiers import uuid7
from engine.registrar import Changes, Examined, LockoutEvent, Outcome, Registrar, Result, Swept
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.switch.attemptlog import AttemptLog
from engine.switch.batch import Batch, Seen
from engine.switch.counters import Counters
from engine.switch.events import EventHub
from engine.switch.statelines import location_line, lockout_line

BETWEEN_SLICES: Final = 0.02
"""Seconds between two slices of lockouts that end; in between, messages are handled."""

_REGISTERED: Final = Result.REGISTERED
_CHALLENGED: Final = Result.CHALLENGED
_FAILED: Final[dict[Result, What]] = {
    Result.WRONG: "wrong",
    Result.LOCKED: "locked",
    Result.SUSPENDED: "suspended",
}
"""A complete wrong response (requirement 125), or another try while suspended by who caused it."""


class Registrations:
    """Carries what the registrar says into batches."""

    def __init__(
        self,
        registrar: Registrar,
        counters: Counters,
        hub: EventHub,
        attempts: AttemptLog | None = None,
    ) -> None:
        self._attempts = attempts or AttemptLog()
        self._registrar = registrar
        self._counters = counters
        self._hub = hub

    def examine(self, request: Request, batch: Batch) -> Examined:
        """What the credentials of a REGISTER prove; nothing is done about it yet."""
        return self._registrar.examine(request, batch.now)

    def handle(
        self, request: Request, source: Source, batch: Batch, examined: Examined | None = None
    ) -> Outcome:
        """Answer one REGISTER.

        Args:
            request: The REGISTER.
            source: Where it came from.
            batch: Takes what is to be stored.
            examined: What :meth:`examine` answered, None if it was not asked.
        """
        outcome = self._registrar.handle(request, source, batch.now, examined)
        result = outcome.result
        if result is _CHALLENGED:
            self._counters.auth_challenges += 1
            return outcome
        self._count(result)
        extension = outcome.extension
        if result in _FAILED and (
            result is not Result.SUSPENDED or self._goes_on(request, source, extension)
        ):
            batch.seen.append(Seen(Rule.FAILED_REGISTRATIONS, source.ip, extension, extension))
            known = extension in self._registrar.accounts
            self._attempts.saw(_FAILED[result], source.ip, extension, known)
        elif result is _REGISTERED:
            ended = bool(outcome.lockouts)
            self._attempts.registered(source.ip, outcome.extension, batch.now, ended=ended)
        if outcome.bindings_changed:
            batch.moved.append(outcome.extension)
            if outcome.turned:
                self._tell(outcome.extension, batch)
        if outcome.lockouts:
            self._changed(outcome.lockouts, outcome.events, batch)
        return outcome

    def guessed(self, extension: str, request: Request, source: Source, batch: Batch) -> None:
        """A wrong password came by an INVITE: the same is done about it as for a REGISTER."""
        result, changes = self._registrar.guessed(extension, source, request.user_agent, batch.now)
        if result is not Result.SUSPENDED:
            self._count(result)
        known = extension in self._registrar.accounts
        batch.seen.append(Seen(Rule.FAILED_REGISTRATIONS, source.ip, extension, extension))
        self._attempts.saw(_FAILED[result], source.ip, extension, known)
        self._changed(changes.extensions, changes.events, batch)

    def _goes_on(self, request: Request, source: Source, extension: str) -> bool:
        """Whether who is refused unseen is one of those who locked the extension out.

        A phone whose extension others have locked out asks again as it always did, with the right
        password for all we know: that is held against nobody.
        """
        if "authorization" not in request.fields:
            return False
        return self._registrar.lockouts.caused(extension, source.ip)

    def write(self, batch: Batch) -> None:
        """Turn what moved or is held in ``batch`` into lines of the state log, once each."""
        registrar, offset = self._registrar, batch.wall_offset
        moved, held = dict.fromkeys(batch.moved), dict.fromkeys(batch.held)
        batch.state += [location_line(registrar, name, offset) for name in moved]
        batch.state += [lockout_line(registrar, name, offset) for name in held]
        batch.moved, batch.held = [], []

    def sweep(self, batch: Batch) -> None:
        """End bindings and suspensions that are over."""
        self.swept(self._registrar.sweep(batch.now), batch)

    def next_deadline(self, now: float) -> float | None:
        """When the next slice of lockouts is to be ended, None when none is over."""
        return now + BETWEEN_SLICES if self._registrar.lockouts.ending else None

    def end(self, batch: Batch) -> None:
        """End the next slice of lockouts that are over."""
        if self._registrar.lockouts.ending:
            self.changed(self._registrar.lockouts.end(batch.now), batch)

    def swept(self, swept: Swept, batch: Batch) -> None:
        """Store and tell what a sweep or an operation ended."""
        batch.moved += swept.locations
        for extension in swept.locations:
            self._tell(extension, batch)
        self.changed(swept.lockouts, batch)

    def changed(self, changes: Changes, batch: Batch) -> None:
        """Store and tell what changed about lockouts."""
        self._changed(changes.extensions, changes.events, batch)
        self.write(batch)

    def _changed(
        self, extensions: tuple[str, ...], events: tuple[LockoutEvent, ...], batch: Batch
    ) -> None:
        batch.held += extensions
        for extension in extensions:
            self._tell(extension, batch)
        for event in events:
            self._record(event, batch)

    def _count(self, result: Result) -> None:
        counters = self._counters
        if result is _REGISTERED:
            counters.registrations += 1
        elif result is Result.STALE:
            counters.auth_challenges += 1
        elif result is Result.WRONG or result is Result.LOCKED:
            counters.auth_failures += 1
        elif result is Result.SUSPENDED:
            counters.auth_refused_suspended += 1

    def _record(self, event: LockoutEvent, batch: Batch) -> None:
        """One line of history, one figure, one event for whoever looks on."""
        counters = self._counters
        if event.action == "suspended":
            counters.suspensions += 1
        elif event.action == "expired":
            counters.suspensions_expired += 1
        else:
            counters.suspensions_cleared += 1
        offset = batch.wall_offset
        identity = uuid7(int((event.at + offset) * 1000))
        batch.history.append(encode(history(event, record_id=identity, wall_offset=offset)))
        item = {
            "action": event.action,
            "extension": event.extension,
            "known": event.known,
            "until": event.until + offset,
            "source": event.sources[-1] if event.sources else "",
        }
        self._hub.publish(Event.SUSPENSION, f"{event.extension} {event.action}", item)

    def _tell(self, extension: str, batch: Batch) -> None:
        if not self._hub.listening:
            return
        lockout = self._registrar.lockouts.get(extension)
        if self._registrar.lockouts.remaining(extension, batch.now):
            status = "suspended"
        elif self._registrar.locations.live(extension, batch.now):
            status = "registered"
        else:
            status = "unregistered"
        failures = lockout.failures if lockout is not None else 0
        item = {"extension": extension, "status": status, "failures": failures}
        self._hub.publish(Event.ENDPOINT, extension, item)
