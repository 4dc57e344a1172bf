"""Who has failed to register how often, and who is locked out until when.

:class:`SuspensionBook` holds one :class:`Lockout` for each extension that has something held
against it or was suspended before, and moves it by the table of :mod:`engine.registrar.lockout`.
Extensions that exist and extensions that an attacker invented are treated alike (requirement 93)
but kept apart: of the invented ones at most 100,000 are remembered and the one whose failure is
longest ago is forgotten first, while an existing one is never forgotten.

Every method that changes something answers :class:`Changes`: whose line on disk is no longer true,
and what goes into the history. Time is monotonic seconds.

An attack can make a hundred thousand lockouts, and they can end all at once. Nobody is refused any
more from that moment on; what has to be written about it is done in slices, so that no phone waits
for it (:attr:`SuspensionBook.ending`).
"""

from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice
from typing import Final

from engine.addresses import subscriber
from engine.registrar.deadlines import Deadlines
from engine.registrar.lockout import Action, Input, LockoutPolicy, State, failure_input, step
from engine.registrar.lockout_record import (
    EVENTS,
    NO_CHANGES,
    Attempt,
    Changes,
    Lockout,
    LockoutEvent,
    dump,
    load,
)

MAX_UNKNOWN: Final = 100_000
"""Extensions remembered that do not exist (design section 3.5)."""

SLICE: Final = 300
"""Lockouts ended at a time, with all that is written about each: some 10 ms."""


class SuspensionBook:
    """All lockouts.

    Args:
        now: Monotonic seconds.
        max_unknown: How many extensions that do not exist are remembered.
        at_once: How many lockouts are ended at a time.
    """

    def __init__(self, now: float, max_unknown: int = MAX_UNKNOWN, at_once: int = SLICE) -> None:
        self._known: dict[str, Lockout] = {}
        self._unknown: OrderedDict[str, Lockout] = OrderedDict()
        self._suspended: dict[str, Lockout] = {}
        self._lifted: dict[str, Lockout] = {}
        self._ending: dict[str, Input] = {}
        self._at_once = at_once
        self._suspended_unknown = 0
        self._deadlines = Deadlines(now)
        self._max_unknown = max_unknown

    def __len__(self) -> int:
        """How many extensions are remembered."""
        return len(self._known) + len(self._unknown)

    def __iter__(self) -> Iterator[Lockout]:
        """Every extension remembered."""
        yield from self._known.values()
        yield from self._unknown.values()

    @property
    def suspended_known(self) -> int:
        """How many existing extensions are locked out, as of the latest sweep."""
        return len(self._suspended) + len(self._lifted) - self._suspended_unknown

    @property
    def suspended_unknown(self) -> int:
        """How many invented extensions are locked out, as of the latest sweep."""
        return self._suspended_unknown

    @property
    def ending(self) -> bool:
        """Whether there is more to be ended; :meth:`end` does the next slice."""
        return bool(self._ending)

    def get(self, extension: str) -> Lockout | None:
        """What is held against ``extension``, None when nothing ever was."""
        return self._known.get(extension) or self._unknown.get(extension)

    def remaining(self, extension: str, now: float) -> float:
        """Seconds for which every REGISTER of ``extension`` is still refused, 0 when none is."""
        lockout = self._suspended.get(extension)
        return 0.0 if lockout is None else max(lockout.until - now, 0.0)

    def caused(self, extension: str, source: str) -> bool:
        """Whether a wrong response that is held against ``extension`` came from this subscriber."""
        lockout = self.get(extension)
        if lockout is None:
            return False
        return source in lockout.sources or subscriber(source) in map(subscriber, lockout.sources)

    def bars_calls(self, extension: str, source: str, now: float) -> bool:
        """Whether INVITEs of ``extension`` from this subscriber are refused unseen.

        The suspension is of registrations alone (requirement 91). But who guesses by INVITEs must
        not go on doing so while it lasts (requirements 84, 96).
        """
        lockout = self._suspended.get(extension)
        if lockout is None or lockout.until <= now or not lockout.callers:
            return False
        return subscriber(source) in lockout.callers

    def called(self, attempt: Attempt) -> Changes:
        """A wrong response by an INVITE, while the extension is suspended: it was the last."""
        lockout = self.get(attempt.extension)
        if lockout is None or lockout.state is not State.SUSPENDED:
            return NO_CHANGES
        lockout.called(attempt.source)
        return Changes((attempt.extension,))

    def suspended(self, now: float) -> Iterator[Lockout]:
        """Everybody who is locked out, in the order in which it happened."""
        return (lockout for lockout in self._suspended.values() if lockout.until > now)

    def fail(self, attempt: Attempt, policy: LockoutPolicy) -> Changes:
        """A complete wrong response; not counted while the switch is off (requirement 65).

        Raises:
            ValueError: the extension is suspended, so its response should not have been looked at.
        """
        if not policy.enabled:
            return NO_CHANGES
        events = self._end_if_over(attempt.extension, attempt.now)
        lockout = self.get(attempt.extension) or Lockout(attempt.extension, attempt.known)
        given = failure_input(lockout.failures, policy)
        step(lockout.state, given)
        lockout.count(attempt)
        forgotten = self._insert(lockout)
        events += self._apply(lockout, given, attempt.now, duration=policy.duration)
        return Changes((attempt.extension, *forgotten), events)

    def succeed(self, extension: str, now: float) -> Changes:
        """A right response: whatever was counted is forgotten (requirement 88)."""
        lockout = self.get(extension)
        if lockout is None or lockout.state is State.CLEAR:
            return NO_CHANGES
        events = self._end_if_over(extension, now)
        return Changes((extension,), events + self._apply(lockout, Input.SUCCESS, now))

    def clear(self, extension: str, now: float, by: str) -> Changes:
        """An operator clears ``extension`` (requirements 117, 118)."""
        lockout = self.get(extension)
        if lockout is None or lockout.state is State.CLEAR:
            return NO_CHANGES
        return Changes((extension,), self._apply(lockout, Input.CLEARING, now, by=by))

    def switched_off(self, now: float) -> Changes:
        """Lockouts are not enforced any more: lift all, forget all counts (requirement 65)."""
        held = [lockout for lockout in self if lockout.state is not State.CLEAR]
        self._ending = dict.fromkeys([lockout.extension for lockout in held], Input.SWITCHED_OFF)
        self._lifted.update(self._suspended)
        self._suspended = {}
        return self.end(now)

    def sweep(self, now: float) -> Changes:
        """End what is over (requirement 86); to be called about once a second."""
        for extension in self._deadlines.due(now):
            self._ending.setdefault(extension, Input.EXPIRY)
        return self.end(now)

    def end(self, now: float) -> Changes:
        """End the next slice of what is over."""
        due = list(islice(self._ending, self._at_once))
        events = [event for extension in due for event in self._end_if_over(extension, now)]
        return Changes(tuple(due), tuple(events))

    def set_known(self, extension: str, known: bool) -> Changes:
        """An endpoint of that name was configured, or is not any more; its count stays."""
        lockout = self.get(extension)
        if lockout is None or lockout.known is known:
            return NO_CHANGES
        self._remove(lockout)
        if extension in self._suspended or extension in self._lifted:
            self._suspended_unknown += -1 if known else 1
        lockout.known = known
        return Changes((extension, *self._insert(lockout)))

    def dump(self, extension: str, wall_offset: float) -> list[object] | None:
        """The stored line of ``extension``, None when there is nothing to remember of it."""
        lockout = self.get(extension)
        return None if lockout is None else dump(lockout, wall_offset)

    def load(self, line: list[object], wall_offset: float, now: float) -> Changes:
        """Put back what :meth:`dump` wrote; replaces what is held against that extension.

        Raises:
            ValueError: ``line`` is damaged; nothing was changed.
        """
        lockout = load(line, wall_offset, now)
        self.discard(lockout.extension)
        forgotten = self._insert(lockout)
        if lockout.state is State.SUSPENDED:
            self._schedule(lockout)
        return Changes(forgotten)

    def discard(self, extension: str) -> None:
        """Forget everything about ``extension``, without a trace in the history."""
        lockout = self.get(extension)
        if lockout is not None:
            self._ending.pop(extension, None)
            self._unschedule(lockout)
            self._remove(lockout)

    def _apply(
        self, lockout: Lockout, given: Input, now: float, *, duration: int = 0, by: str = ""
    ) -> tuple[LockoutEvent, ...]:
        """The one place where a state changes."""
        lockout.state, action = step(lockout.state, given)
        if action is Action.SUSPEND:
            lockout.since, lockout.until = now, now + duration
            self._schedule(lockout)
        events = (lockout.event(EVENTS[action], now, by),) if action in EVENTS else ()
        if lockout.state is State.CLEAR:
            self._ending.pop(lockout.extension, None)
            lockout.repeats += self._unschedule(lockout)
            lockout.reset()
            if not lockout.repeats:
                self._remove(lockout)
        return events

    def _end_if_over(self, extension: str, now: float) -> tuple[LockoutEvent, ...]:
        """End what is over for ``extension`` although its turn has not come yet."""
        given = self._ending.pop(extension, None)
        if given is None:
            lockout = self._suspended.get(extension)
            if lockout is None or lockout.until > now:
                return ()
            return self._apply(lockout, Input.EXPIRY, now)
        ended = self.get(extension)
        return () if ended is None else self._apply(ended, given, now)

    def _schedule(self, lockout: Lockout) -> None:
        self._suspended[lockout.extension] = lockout
        self._suspended_unknown += not lockout.known
        lockout.bucket = self._deadlines.add(lockout.extension, lockout.until)

    def _unschedule(self, lockout: Lockout) -> bool:
        """Take a suspension out of the schedule; answers whether there was one."""
        held = self._suspended.pop(lockout.extension, None)
        if (held or self._lifted.pop(lockout.extension, None)) is None:
            return False
        self._suspended_unknown -= not lockout.known
        self._deadlines.discard(lockout.extension, lockout.bucket)
        return True

    def _insert(self, lockout: Lockout) -> tuple[str, ...]:
        """Remember ``lockout``, as the latest of its kind; answers who was forgotten for it."""
        if lockout.known:
            self._known[lockout.extension] = lockout
            return ()
        self._unknown[lockout.extension] = lockout
        self._unknown.move_to_end(lockout.extension)
        if len(self._unknown) <= self._max_unknown:
            return ()
        oldest = next(iter(self._unknown))
        self.discard(oldest)
        return (oldest,)

    def _remove(self, lockout: Lockout) -> None:
        kind = self._known if lockout.known else self._unknown
        kind.pop(lockout.extension, None)
