"""What proposed limits would have done to what sources tried: replayed, pure, bounded.

The same modules decide as in the switch: :mod:`engine.registrar.suspension` locks extensions out,
:mod:`engine.defence.guard` blocks sources and spares our own. Time is that of the events. What was
really done is in the events, too, so the difference can be told.

Two things cannot be known. Whether a password was right while its extension was locked out: such a
try counts as a wrong one, unless the replay lets a registration follow. And what a source would
have tried that was really blocked: it was not read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from engine.addresses import subscriber
from engine.control.attempts import Attempts
from engine.defence.guard import Guard
from engine.defence.limits import Limits
from engine.defence.rates import Limit, RatePolicy
from engine.defence.rules import DefencePolicy, Rule
from engine.registrar.lockout import LockoutPolicy
from engine.registrar.lockout_record import Attempt
from engine.registrar.suspension import SuspensionBook

LIVES_S: Final = 7_200
"""Seconds after a registration for which its address counts as one of our own."""

MAX_TALLIES: Final = 20_000
"""Subjects told apart; what comes after them is only counted."""

MAX_LIVING: Final = 100_000
MAX_SOURCES: Final = 8
MAX_REPEATED: Final = 200
"""Equal events of one second that are replayed one by one; more change nothing any more."""

Kind = Literal["endpoint", "address", "gateway"]
MAX_ASKED: Final = 1_000
"""Requests of one row that are replayed one by one; what comes after them fares like the last."""

_RULES: Final = {"illegal_calls", "malformed", "scanner", "call_rate"}
_ASKED: Final[dict[str, tuple[Limit, float]]] = {
    "asked": (Limit.REQUESTS, 1.0),
    "called": (Limit.CALLS, 1.0),
    "signed_in": (Limit.REGISTRATIONS, 60.0),
}
"""What busy sources asked for: the limit it counts under, and the seconds it was spread over."""


@dataclass(slots=True)
class Tally:
    """What happens to one endpoint, address or gateway.

    Attributes:
        kind: Which of them.
        name: Extension, address or network, name of the gateway.
        known: Of an endpoint whether it is configured.
        hits: Times it would have been locked out or blocked; of a gateway: times a rule reached its
            limit for it, and spared it.
        first: Epoch seconds of the first of them.
        did: Times it really was.
        did_first: Epoch seconds of the first of them.
        attempts: What it tried.
        stopped: Of these, how many would not have been let through.
        refused: Registrations with the right password that would have been refused.
        rule: What it would have been blocked by.
        sources: Addresses of an endpoint's failures, a few.
        registered: Whether somebody registered from there in the time that is replayed.
    """

    kind: Kind
    name: str
    known: bool = True
    hits: int = 0
    first: int = 0
    did: int = 0
    did_first: int = 0
    attempts: int = 0
    stopped: int = 0
    refused: int = 0
    rule: str = ""
    sources: set[str] = field(default_factory=set)
    registered: bool = False


class Replay:
    """One replay.

    Args:
        lockout: The rule of lockouts to be tried.
        defence: The rules of the blacklist to be tried.
        gateway: Name of the gateway an address belongs to, "" for none.
        trusted: Whether an address is on the allow list.
        rates: The rate limits to be tried; requests alone that came near one are known.

    Attributes:
        attempts: Events replayed.
        stopped: Of these, how many would not have been let through.
        missed: Events that were not written down at the time.
        others: Events of subjects beyond :data:`MAX_TALLIES`.
    """

    def __init__(
        self,
        lockout: LockoutPolicy,
        defence: DefencePolicy,
        gateway: Callable[[str], str] = lambda _address: "",
        trusted: Callable[[str], bool] = lambda _address: False,
        rates: RatePolicy = RatePolicy(),  # noqa: B008 - an immutable value
    ) -> None:
        self._lockout, self._gateway, self._trusted = lockout, gateway, trusted
        self._guard = Guard(self._new_id, self._own)
        self._guard.policy = defence
        self._limits = Limits(self._new_id, self._ours)
        self._limits.policy = rates
        self._book = SuspensionBook(0.0)
        self._ids = 0
        self._swept = 0
        self._tallies: dict[tuple[Kind, str], Tally] = {}
        self._living: dict[str, int] = {}
        self._homes: dict[str, set[str]] = {}
        self.attempts = self.stopped = self.missed = self.others = 0

    def feed(self, row: Attempts) -> None:
        """Let one line happen; lines come in the order of their time."""
        if row.at > self._swept:
            self._swept = row.at
            self._book.sweep(row.at)
            self._guard.sweep(row.at)
            self._guard.take_changes()
        if row.what == "missed":
            self.missed += row.count
        elif row.what == "blocked":
            self._did(self._tally("address", row.source), row)
        elif row.what in _ASKED:
            self._asked(row)
        elif row.what == "registered":
            self._registered(row)
        else:
            self._tried(row)

    def result(self) -> list[Tally]:
        """Everybody who would have been hit, or was: customers first, then by how often."""
        for tally in self._tallies.values():
            homes = self._homes.get(tally.name, set())
            if tally.kind == "endpoint":
                tally.registered = bool(tally.refused or homes & tally.sources)
            elif tally.kind == "address":
                tally.registered = subscriber(tally.name) in self._living
        found = [each for each in self._tallies.values() if each.hits or each.did]
        found.sort(key=lambda each: (not each.registered, -each.hits, -each.did, each.name))
        return found

    def _registered(self, row: Attempts) -> None:
        source = subscriber(row.source)
        self._living.pop(source, None)
        if len(self._living) >= MAX_LIVING:
            del self._living[next(iter(self._living))]
        self._living[source] = row.at
        if row.extension in self._homes or len(self._homes) < MAX_LIVING:
            homes = self._homes.setdefault(row.extension, set())
            if len(homes) < MAX_SOURCES:
                homes.add(row.source)
        if self._guard.covered(row.source, row.at) is not None or self._book.remaining(
            row.extension, row.at
        ):
            tally = self._tally("endpoint", row.extension)
            if tally is not None:
                tally.refused += row.count
            return
        self._book.succeed(row.extension, row.at)

    def _tried(self, row: Attempts) -> None:
        self.attempts += row.count
        address = self._tally("address", subscriber(row.source))
        if address is not None:
            address.attempts += row.count
        password = row.what not in _RULES
        endpoint = self._tally("endpoint", row.extension) if password else None
        if endpoint is not None:
            endpoint.known = row.known
            endpoint.attempts += row.count
            if len(endpoint.sources) < MAX_SOURCES:
                endpoint.sources.add(row.source)
            if row.what == "locked":
                self._did(endpoint, row)
        for done in range(min(row.count, MAX_REPEATED)):
            if self._guard.covered(row.source, row.at) is not None:
                self._stop(address, row.count - done)
                return
            if password:
                self._fail(row, endpoint)
            else:
                self._saw(Rule(row.what), row)

    def _fail(self, row: Attempts, endpoint: Tally | None) -> None:
        if self._book.remaining(row.extension, row.at):
            self._stop(endpoint, 1)
            if not self._book.caused(row.extension, row.source):
                return  # locked out by others: held against nobody
        else:
            attempt = Attempt(row.extension, row.known, row.source, "", row.at)
            changes = self._book.fail(attempt, self._lockout)
            if any(event.action == "suspended" for event in changes.events):
                _hit(endpoint, row.at, "lockout")
        self._saw(Rule.FAILED_REGISTRATIONS, row)
        self._saw(Rule.EXTENSIONS, row)

    def _saw(self, rule: Rule, row: Attempts) -> None:
        block = self._guard.saw(rule, row.source, row.at, name=row.extension)
        self._guard.take_changes()
        if block is not None:
            _hit(self._tally("address", block.value), row.at, rule.value)

    def _asked(self, row: Attempts) -> None:
        """Let a busy source ask; what is more than it may is refused, and nobody is banned."""
        limit, span = _ASKED[row.what]
        played = min(row.count, MAX_ASKED)
        refused = sum(
            self._limits.over(limit, row.source, row.at + number * span / row.count) is not None
            for number in range(played)
        )
        if not refused:
            return
        refused += row.count - played
        gateway = self._gateway(row.source)
        tally = self._tally("gateway", gateway) if gateway else None
        tally = tally or self._tally("address", subscriber(row.source))
        self.attempts += row.count
        if tally is not None:
            tally.attempts += row.count
        self._stop(tally, refused)
        _hit(tally, row.at, f"rate_{limit.value}")

    def _ours(self, address: str, now: float) -> bool:
        """Who may do more: a gateway, a trusted address, one that somebody registered from."""
        lived = self._living.get(subscriber(address))
        if lived is not None and now - lived < LIVES_S:
            return True
        return bool(self._gateway(address)) or self._trusted(address)

    def _own(self, address: str, now: float) -> bool:
        """Asked when a rule has reached its limit: who is spared, and which gateway it would be."""
        name = self._gateway(address)
        if name:
            _hit(self._tally("gateway", name), int(now), "spared")
            return True
        lived = self._living.get(subscriber(address))
        return self._trusted(address) or (lived is not None and now - lived < LIVES_S)

    def _stop(self, tally: Tally | None, count: int) -> None:
        self.stopped += count
        if tally is not None:
            tally.stopped += count

    def _did(self, tally: Tally | None, row: Attempts) -> None:
        if tally is not None:
            tally.did += row.count
            tally.did_first = tally.did_first or row.at

    def _tally(self, kind: Kind, name: str) -> Tally | None:
        """Who it is about; None when there are too many already."""
        tally = self._tallies.get((kind, name))
        if tally is None:
            if len(self._tallies) >= MAX_TALLIES and not self._forget():
                self.others += 1
                return None
            tally = self._tallies[kind, name] = Tally(kind, name)
        return tally

    def _forget(self) -> bool:
        """Make room by those that nothing happened to so far; False when there is none."""
        quiet = [key for key, each in self._tallies.items() if not (each.hits or each.did)]
        for key in quiet:
            del self._tallies[key]
        return bool(quiet)

    def _new_id(self) -> str:
        self._ids += 1
        return str(self._ids)


def _hit(tally: Tally | None, at: int, rule: str) -> None:
    if tally is not None:
        tally.hits += 1
        tally.first = tally.first or at
        tally.rule = tally.rule or rule


def feed_all(
    replay: Replay, rows: Iterable[Attempts], enough: Callable[[], bool], every: int = 500
) -> int | None:
    """Let everything happen until it is enough; the moment that was reached, None for the end."""
    for number, row in enumerate(rows):
        if number % every == 0 and enough():
            return row.at
        replay.feed(row)
    return None
