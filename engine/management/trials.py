"""Test calls: asks the switch for one, and looks for its record in the store.

Nothing runs here between two questions: each :meth:`TrialCalls.get` looks anew and judges what it
finds. :meth:`TrialCalls.run` does both until the end, for code that wants to know whether a call
made now leaves a record.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, Protocol

from engine.api.switch_port import SwitchPort
from engine.api.trials import Trial, TrialState
from engine.billing.aggregates import PREFIX_LENGTH
from engine.calls.trial import CALLEE
from engine.control.trials import TrialCall
from engine.errors import Conflict, NotFound
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import CdrRow

RECORD_S: Final = 20.0
"""Seconds after the end of a call in which its record has to come; two are the rule (design 6)."""

MAX_REMEMBERED: Final = 20
"""Test calls that can be asked about."""

SLACK_S: Final = 60.0
"""Seconds before its test from which on a record is looked for: two clocks are compared."""

LOOK_S: Final = 0.2

_MINUTE_MS: Final = 60_000
_GATES_BY_PLAN: Final = ("zero_hold_time", "server_hang_up")
_STATES: Final[dict[str, TrialState]] = {"sent": "calling", "ringing": "ringing"}


class Records(Protocol):
    """The store of call records, as far as it is asked here."""

    def page(
        self, filters: CdrFilter, *, limit: int = 100, cursor: str | None = None
    ) -> tuple[list[CdrRow], str | None]:
        """Records newest first."""
        ...

    def counted(self, minute_ms: int, source: str, prefix: str, gate: str) -> int:
        """Calls of a minute that a gate kept out."""
        ...


class TrialCalls:
    """Implements :class:`engine.api.trials.TrialPort`.

    Args:
        switch: Makes the calls.
        cdrs: Where their records arrive.
        wall: Present time, epoch seconds.
    """

    def __init__(self, switch: SwitchPort, cdrs: Records, wall: Callable[[], float]) -> None:
        self._switch, self._cdrs, self._wall = switch, cdrs, wall
        self._lock = threading.Lock()
        self._known: dict[str, Trial] = {}

    def begin(self, hold_s: int, by: str) -> Trial:
        """Place a call.

        Raises:
            Conflict: another one is still going on.
            ControlError: the switch does not answer, or cannot make one.
        """
        with self._lock:
            latest = next(reversed(self._known.values()), None)
            if latest is not None and _goes_on(self._look(latest)):
                raise Conflict("A test call is under way; wait for its end, then try again.")
            call = self._switch.trial_begin(hold_s, by)
            while len(self._known) >= MAX_REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[call.id] = judge(call, None, 0, self._wall())
            return self._known[call.id]

    def get(self, trial_id: str) -> Trial:
        """A test call as it stands.

        Raises:
            NotFound: nothing is known of it.
            ControlError: it was going on and the switch does not answer.
        """
        with self._lock:
            known = self._known.get(trial_id)
            if known is None:
                raise NotFound(f"there is no test call {trial_id[:80]!a}")
            return self._look(known)

    def run(self, hold_s: int, by: str, pause: Callable[[float], object] = time.sleep) -> Trial:
        """Place a call and wait for its end and its record; never longer than both may take.

        Raises:
            Conflict: another one is going on.
            ControlError: the switch does not answer.
        """
        trial = self.begin(hold_s, by)
        while not trial.over:
            pause(LOOK_S)
            trial = self.get(trial.call.id)
        return trial

    def _look(self, known: Trial) -> Trial:
        """What became of it since it was looked at last; the caller holds the lock."""
        if known.over:
            return known
        call = self._switch.trial(known.call.id)
        if call is None:
            now = Trial(known.call, "failed", "restarted")
            if known.call.outcome:  # only its record is missing, which the store has or not
                now = self._judged(known.call)
        else:
            now = self._judged(call)
        if known.call.id in self._known:
            self._known[known.call.id] = now
        return now

    def _judged(self, call: TrialCall) -> Trial:
        record, counted = None, 0
        if call.written and call.gate:
            minute = int(call.begun_at * 1000) // _MINUTE_MS * _MINUTE_MS
            prefix = CALLEE[:PREFIX_LENGTH]
            counted = self._cdrs.counted(minute, call.source, prefix, call.gate)
        elif call.outcome:
            since = datetime.fromtimestamp(call.started_at - SLACK_S, UTC)
            wanted = CdrFilter(from_=since, call_ids=(call.call_id,))
            rows, _ = self._cdrs.page(wanted, limit=1)
            record = rows[0] if rows else None
        return judge(call, record, counted, self._wall())


def judge(call: TrialCall, record: CdrRow | None, counted: int, now: float) -> Trial:
    """Where a test call stands.

    Args:
        call: What the switch says.
        record: Its record, None when the store has none.
        counted: Calls that the store counted in its place.
        now: Epoch seconds.
    """
    if not call.outcome:
        name = call.steps[-1].name if call.steps else "sent"
        return Trial(call, _STATES.get(name, "talking"))
    if call.gate:
        return _kept_out(call, counted, now)
    if record is None and call.outcome in ("silent", "blocked") and not call.written:
        return Trial(call, "failed", call.outcome)
    if record is None:
        late = _late(call, now)
        return Trial(call, "failed", "no_record") if late else Trial(call, "recording")
    if call.outcome != "ended":
        return Trial(call, "failed", call.outcome, record)
    if _unheard(call):
        return Trial(call, "failed", "no_voice", record)
    return Trial(call, "done", record=record)


def _kept_out(call: TrialCall, counted: int, now: float) -> Trial:
    if call.gate not in _GATES_BY_PLAN:
        return Trial(call, "failed", "journal_full", counted=counted)
    if call.outcome != "ended":
        return Trial(call, "failed", call.outcome, counted=counted)
    if counted:
        return Trial(call, "done", counted=counted)
    return Trial(call, "failed", "no_count") if _late(call, now) else Trial(call, "recording")


def _goes_on(trial: Trial) -> bool:
    """Whether its caller is still on the line; its record may be on its way all the same."""
    return not trial.over and not trial.call.outcome


def _unheard(call: TrialCall) -> bool:
    """Whether voice was sent and none came back."""
    voice = [step.values for step in call.steps if step.name == "voice"]
    return any(values.get("sent") and not values.get("returned") for values in voice)


def _late(call: TrialCall, now: float) -> bool:
    return now > call.steps[-1].at + RECORD_S if call.steps else True
