"""Places test calls, one at a time, and remembers how the last ones went.

Everything is made for one call and gone after it: sockets, number and pass. While there is no test
call, nothing listens and nobody can be let through (:mod:`engine.calls.trial`).
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

import msgspec

from engine.addresses import asked_at
from engine.calls.trial import Trials
from engine.calls.trialphone import Note
from engine.clock import Clock
from engine.control.messages import convert
from engine.control.operations import Op
from engine.control.trials import MAX_HOLD_S, TrialCall, TrialStep
from engine.errors import ControlError
from engine.switch.trialrun import TrialRun

MAX_REMEMBERED: Final = 20
"""Ended test calls that can be asked about."""


class _Begin(msgspec.Struct):
    hold_s: Annotated[int, msgspec.Meta(ge=0, le=MAX_HOLD_S)] = 0
    by: str = ""


class _Ask(msgspec.Struct):
    trial: str


class TrialBench:
    """Runs the test calls of one switch.

    Args:
        clock: Gives the time.
        trials: Lets the call of the moment through.
        listening: Labels of the addresses the switch listens on.
        new_id: Draws the identity of a test.
    """

    def __init__(
        self, clock: Clock, trials: Trials, listening: Sequence[str], new_id: Callable[[], str]
    ) -> None:
        self._clock, self._trials, self._new_id = clock, trials, new_id
        self._listening = listening
        self._run: TrialRun | None = None
        self._running: TrialCall | None = None
        self._offset = 0.0
        self._past: dict[str, TrialCall] = {}
        self.operations: dict[str, Callable[[dict[str, Any]], Any]] = {
            Op.TRIAL_BEGIN: self._begin,
            Op.TRIAL: self._ask,
        }

    def begin(self, hold_s: int, by: str) -> TrialCall:
        """Place a call.

        Raises:
            ControlError: one is under way, or there are no sockets for it.
        """
        now = self._now()
        if now is not None and not now.outcome:
            raise ControlError("a test call is under way; wait for its end")
        self._put_away()
        run = TrialRun(self._clock, self._address(), hold_s, self._over)
        self._run = run
        started = self._clock.wall()
        self._offset = started - self._clock.now()
        self._running = TrialCall(
            self._new_id(), hold_s, by, run.phone.call_id, started, source=run.issued.caller.ip
        )
        self._trials.open(run.issued)
        run.start()
        return self._seen(self._running)

    def get(self, trial_id: str) -> TrialCall | None:
        """A test call as it stands, None when nothing is known of it."""
        now = self._now()
        if now is not None and now.id == trial_id:
            return now
        return self._past.get(trial_id)

    def close(self) -> None:
        """Give up what runs."""
        self._put_away()

    def _now(self) -> TrialCall | None:
        return None if self._running is None else self._seen(self._running)

    def _seen(self, trial: TrialCall) -> TrialCall:
        run = self._run
        if run is None:
            return trial
        offset, written = self._offset, self._trials.written
        known = msgspec.structs.replace(
            trial, outcome=run.outcome, steps=[_step(note, offset) for note in run.steps]
        )
        if written is None:
            return known
        return msgspec.structs.replace(
            known, written=True, gate=written.gate, begun_at=written.at + offset
        )

    def _over(self) -> None:
        """The caller is done; the second time, everything is."""
        self._trials.close()
        if self._run is None or self._run.closed:
            self._put_away()

    def _put_away(self) -> None:
        """Close what runs, and keep what is known of it."""
        known, run = self._now(), self._run
        self._trials.close()
        self._running = self._run = None
        if run is not None:
            run.close()
        if known is not None:
            while len(self._past) >= MAX_REMEMBERED:
                del self._past[next(iter(self._past))]
            self._past[known.id] = known

    def _address(self) -> tuple[str, int]:
        found = asked_at(self._listening)
        if found is None:
            raise ControlError("the switch listens on no UDP address")
        return found

    def _begin(self, arguments: dict[str, Any]) -> TrialCall:
        asked = convert(arguments, _Begin)
        return self.begin(asked.hold_s, asked.by)

    def _ask(self, arguments: dict[str, Any]) -> list[TrialCall]:
        found = self.get(convert(arguments, _Ask).trial)
        return [] if found is None else [found]


def _step(note: Note, offset: float) -> TrialStep:
    return TrialStep(note.at + offset, note.name, note.values)
