"""What is held against one extension, and the values that speak of it.

A :class:`Lockout` is plain data, kept out of the garbage collector's way because an attack makes
many of them; only :class:`engine.registrar.suspension.SuspensionBook` changes
its state. :func:`dump` and :func:`load` turn it into a list that survives a restart: there the
times are epoch seconds, because monotonic time means nothing to another process.
"""

from typing import Final, Literal, NamedTuple

import msgspec

from engine.addresses import subscriber
from engine.registrar.lockout import Action, State

MAX_SOURCES: Final = 10
"""Addresses kept for one extension, the most recent ones."""

MAX_USER_AGENT: Final = 100
"""Characters kept of what a failing device calls itself."""

MAX_DURATION: Final = 86_400
"""Seconds; the longest suspension there can be (requirement 70)."""

EventName = Literal["suspended", "expired", "cleared", "lifted"]

EVENTS: Final[dict[Action, EventName]] = {
    Action.SUSPEND: "suspended",
    Action.EXPIRE: "expired",
    Action.CLEAR: "cleared",
    Action.LIFT: "lifted",
}
"""The actions that go into the history."""


class LockoutEvent(NamedTuple):
    """One line for the history (requirement 104); times are monotonic seconds."""

    action: EventName
    at: float
    extension: str
    known: bool
    since: float
    until: float
    reason: str
    failures: int
    sources: tuple[str, ...]
    repeats: int
    user_agent: str
    by: str


class Changes(NamedTuple):
    """What a step did: extensions whose stored line must be written anew, and history."""

    extensions: tuple[str, ...] = ()
    events: tuple[LockoutEvent, ...] = ()


NO_CHANGES: Final = Changes()


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """A complete wrong response: for whom, from which address, with what device, when.

    ``calling``: it was an INVITE and no REGISTER.
    """

    extension: str
    known: bool
    source: str
    user_agent: str
    now: float
    calling: bool = False


class Lockout(msgspec.Struct, gc=False):
    """What is held against one extension.

    Attributes:
        extension: As the To header has it, at most as long as the registrar allows.
        known: Whether an endpoint of that name is configured.
        state: Where it stands.
        failures: Consecutive wrong responses (requirement 89).
        first_failure: Monotonic seconds of the first of them.
        last_failure: Monotonic seconds of the latest of them.
        sources: Addresses they came from, the most recent last.
        user_agent: What the latest failing device calls itself.
        repeats: Suspensions before this one, or so far while not suspended (requirement 114).
        since: When the suspension began, 0 while not suspended.
        until: When it ends, 0 while not suspended.
        callers: Subscribers that sent one of them by an INVITE, the most recent last.
        bucket: Where :class:`engine.registrar.deadlines.Deadlines` keeps it while suspended.
    """

    extension: str
    known: bool
    state: State = State.CLEAR
    failures: int = 0
    first_failure: float = 0.0
    last_failure: float = 0.0
    sources: tuple[str, ...] = ()
    user_agent: str = ""
    repeats: int = 0
    since: float = 0.0
    until: float = 0.0
    callers: tuple[str, ...] = ()
    bucket: int = 0

    @property
    def reason(self) -> str:
        """Why it is or was suspended, in one line (requirement 110)."""
        return f"{self.failures} wrong password{'s in a row' if self.failures > 1 else ''}"

    def count(self, attempt: Attempt) -> None:
        """Add one failure."""
        if not self.failures:
            self.first_failure = attempt.now
        self.failures += 1
        self.last_failure = attempt.now
        self.user_agent = attempt.user_agent[:MAX_USER_AGENT]
        if attempt.source not in self.sources[-1:]:
            self.sources = _latest(self.sources, attempt.source)
        if attempt.calling:
            self.called(attempt.source)

    def called(self, source: str) -> None:
        """Remember that a wrong response came by an INVITE from this address."""
        self.callers = _latest(self.callers, subscriber(source))

    def reset(self) -> None:
        """Nothing is held against it any more; how often it was suspended stays known."""
        self.failures = 0
        self.first_failure = self.last_failure = self.since = self.until = 0.0
        self.sources = self.callers = ()
        self.user_agent = ""

    def event(self, action: EventName, now: float, by: str) -> LockoutEvent:
        """The line that the history gets for ``action``."""
        return LockoutEvent(
            action,
            now,
            self.extension,
            self.known,
            self.since,
            self.until,
            self.reason,
            self.failures,
            self.sources,
            self.repeats,
            self.user_agent,
            by,
        )


def _latest(kept: tuple[str, ...], one: str) -> tuple[str, ...]:
    """``kept`` with ``one`` as the latest; at most :data:`MAX_SOURCES`."""
    others = tuple(each for each in kept if each != one)
    return (*others[1 - MAX_SOURCES :], one)


class _Line(msgspec.Struct, array_like=True):
    """A lockout on disk; times are epoch seconds, 0 for none."""

    extension: str
    known: bool
    failures: int
    first_failure: float
    last_failure: float
    sources: list[str]
    user_agent: str
    repeats: int
    since: float
    until: float
    callers: list[str] = []


def dump(lockout: Lockout, wall_offset: float) -> list[object]:
    """``lockout`` as a list of plain values.

    Args:
        lockout: What to write.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    first, last = lockout.first_failure, lockout.last_failure
    since, until = lockout.since, lockout.until
    return [
        lockout.extension,
        lockout.known,
        lockout.failures,
        first + wall_offset if first else 0.0,
        last + wall_offset if last else 0.0,
        lockout.sources,
        lockout.user_agent,
        lockout.repeats,
        since + wall_offset if since else 0.0,
        until + wall_offset if until else 0.0,
        lockout.callers,
    ]


def load(line: list[object], wall_offset: float, now: float) -> Lockout:
    """The lockout that :func:`dump` wrote, perhaps in another process.

    A suspension that is over by now is still one, and ends with the next sweep. If the wall clock
    was set back meanwhile, it lasts no longer from now than it was meant to last at all.

    Raises:
        ValueError: it is no such line.
    """
    stored = msgspec.convert(line, _Line)
    lockout = Lockout(stored.extension, stored.known)
    lockout.failures = max(stored.failures, 0)
    lockout.repeats = max(stored.repeats, 0)
    lockout.sources = tuple(stored.sources[-MAX_SOURCES:])
    lockout.callers = tuple(stored.callers[-MAX_SOURCES:])
    lockout.user_agent = stored.user_agent[:MAX_USER_AGENT]
    if lockout.failures:
        lockout.state = State.COUNTING
        lockout.first_failure = min(stored.first_failure - wall_offset, now)
        lockout.last_failure = min(stored.last_failure - wall_offset, now)
    if stored.until:
        lockout.state = State.SUSPENDED
        length = min(max(stored.until - stored.since, 0.0), MAX_DURATION)
        lockout.until = min(stored.until - wall_offset, now + length)
        lockout.since = lockout.until - length
    return lockout
