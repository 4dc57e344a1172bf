"""The flood guard at work: figures in every second, changes of parameters and a test call out.

What is decided is in :mod:`engine.defence.flood`; here is what it is decided from and what becomes
of it. A step whose change could not be stored is not taken: the next second it comes again. The
state is kept over restarts, and the parameters themselves say whether a change of the guard is in
force, so nothing is forgotten and nothing is done twice.
"""

from typing import Final

from engine.api.alarm_board import AlarmBoard
from engine.api.flood import FloodPicture, Proof
from engine.api.flood_view import flood_item
from engine.api.hub import EventHub
from engine.api.switch_port import SwitchPort
from engine.api.trials import TrialPort
from engine.clock import Clock
from engine.defence.flood import Figures, Flood, FloodPolicy, policy_of, step
from engine.defence.floodstate import FloodAction, FloodState
from engine.errors import Conflict, ControlError, NotFound, StoreError
from engine.logs import get_logger
from engine.management.flood_figures import FloodRate
from engine.management.recording import GUARD, RecordingNow, RecordingSwitch
from engine.management.recording_off import Counts, OffWatch
from engine.store.config_store import ConfigStore

UNPROVEN: Final = "flood.unproven"
"""Kind of the alarm that records were switched on and do not arrive."""

TELL_EVERY_S: Final = 5.0
"""Seconds between two events while records are off and nothing else changes."""

_FACT: Final = "flood-guard"
_HELD: Final = frozenset({FloodState.HOLDING, FloodState.FALLING})

_log = get_logger(__name__)


class FloodGuard:
    """Implements :class:`engine.api.flood.FloodPort`; :meth:`tick` belongs in one thread.

    Args:
        config: Parameters, and where the state is kept.
        recording: What switches records.
        switch: Where the figures are.
        cdrs: Where calls that were kept out are counted.
        trials: Makes test calls.
        alarms: Told when none leaves a record.
        hub: Told of every change.
        clock: Both clocks.
    """

    def __init__(
        self,
        config: ConfigStore,
        recording: RecordingSwitch,
        switch: SwitchPort,
        cdrs: Counts,
        trials: TrialPort,
        alarms: AlarmBoard,
        hub: EventHub,
        clock: Clock,
    ) -> None:
        self._config, self._recording, self._switch = config, recording, switch
        self._cdrs, self._trials, self._alarms = cdrs, trials, alarms
        self._hub, self._clock = hub, clock
        self._rate = FloodRate()
        self._trial = ""
        self._told_at = 0.0
        self._off = OffWatch(config, cdrs, clock)
        self._flood, self._proof = self._found()
        self._kept_proof = self._proof
        self._alarm_if(self._flood.state is FloodState.UNPROVEN)
        self._picture = self._seen(None, recording.look(), self._policy())

    def picture(self) -> FloodPicture:
        """As it was at the latest tick."""
        return self._picture

    def tick(self) -> None:
        """Look at the figures and do what follows from them; about once a second. Blocks."""
        policy = self._policy()
        rate = self._measured(policy)
        now = self._recording.look()
        figures = Figures(rate, now.recording, self._proved())
        if now.recording == "ours" and self._flood.state not in _HELD:
            closed_at = self._clock.from_wall(now.row.changed_at or 0.0)
            self._flood = self._flood._replace(closed_at=closed_at)
        flood, action = step(self._flood, figures, self._clock.now(), policy)
        try:
            self._do(action, policy, rate)
            self._keep(flood)
        except (Conflict, StoreError) as error:
            _log.warning("the flood guard tries again", action=action.value, reason=error.detail)
        self._show(self._seen(rate, self._recording.look(), policy))

    def _policy(self) -> FloodPolicy:
        return policy_of(self._config.parameters.values())

    def _measured(self, policy: FloodPolicy) -> float | None:
        if not policy.enabled and self._flood.state is FloodState.OFF:
            self._rate.lose()
            return None
        try:
            return self._rate.add(self._switch.counters(), self._clock.now())
        except ControlError:
            self._rate.lose()
            return None

    def _do(self, action: FloodAction, policy: FloodPolicy, rate: float | None) -> None:
        match action:
            case FloodAction.CLOSE:
                reason = (
                    f"{rate or 0:,.0f} refused and failed calls a second, the level is "
                    f"{policy.level:,}; back below {policy.return_level:,} for {policy.return_s} s"
                )
                self._recording.close(policy.names(), reason, policy.maximum_s)
            case FloodAction.OPEN:
                self._recording.open(_why(rate, policy))
            case FloodAction.LET_GO:
                self._recording.open("an operator decided otherwise")
            case FloodAction.CALM:
                self._alarm_if(False)
            case FloodAction.ALARM:
                self._alarm_if(True)
            case FloodAction.NOTHING | FloodAction.PROVE:
                return

    def _keep(self, flood: Flood) -> None:
        """Take the new state over, and write it down when it is another one."""
        if flood.state is not self._flood.state or self._proof != self._kept_proof:
            proof = self._proof and {
                "at": self._proof.at,
                "ok": self._proof.ok,
                "detail": self._proof.detail,
            }
            fact = {
                "state": flood.state.value,
                "since": self._clock.to_wall(flood.since),
                "closed_at": self._clock.to_wall(flood.closed_at) if flood.closed_at else 0.0,
                "proof": proof,
            }
            self._config.facts.put(_FACT, fact)
            self._kept_proof = self._proof
            if flood.state is not FloodState.PROVING:
                self._trial = ""
            _log.info("flood guard", state=flood.state.value)
        self._flood = flood

    def _found(self) -> tuple[Flood, Proof | None]:
        """What the process before this one wrote down."""
        fact = self._config.facts.get(_FACT)
        proof = Proof(**fact["proof"]) if fact.get("proof") else None
        if not fact:
            return Flood(FloodState.OFF, self._clock.now()), proof
        closed_at = float(fact["closed_at"])
        return Flood(
            FloodState(fact["state"]),
            min(self._clock.now(), self._clock.from_wall(float(fact["since"]))),
            self._clock.from_wall(closed_at) if closed_at else 0.0,
        ), proof

    def _proved(self) -> bool | None:
        """How the test call went, None while it is not over; one is made when there is none."""
        if self._flood.state is not FloodState.PROVING:
            return None
        try:
            if not self._trial:
                self._trial = self._trials.begin(0, GUARD).call.id
            trial = self._trials.get(self._trial)
        except NotFound:
            self._trial = ""
            return None
        except (Conflict, ControlError) as error:
            self._proof = Proof(self._clock.wall(), False, error.detail)
            return None
        if not trial.over:
            return None
        ok = trial.record is not None
        detail = "" if ok else (trial.problem or "kept out").replace("_", " ")
        self._proof = Proof(self._clock.wall(), ok, detail)
        self._trial = ""
        return ok

    def _alarm_if(self, raised: bool) -> None:
        if not raised:
            self._alarms.clear(UNPROVEN)
            return
        detail = self._proof.detail if self._proof else ""
        text = (
            "Records were switched on again after a flood, but the record of a test call did not "
            f"arrive ({detail or 'no test call was possible'}). Look at the journal in the state "
            "of the engine; the test is repeated every five minutes."
        )
        self._alarms.put(UNPROVEN, "critical", text)

    def _seen(self, rate: float | None, now: RecordingNow, policy: FloodPolicy) -> FloodPicture:
        return FloodPicture(
            enabled=policy.enabled,
            state=self._flood.state.value,
            since=self._clock.to_wall(self._flood.since),
            rate=rate,
            level=policy.level,
            level_s=policy.level_s,
            return_level=policy.return_level,
            return_s=policy.return_s,
            off=self._off.seen(now),
            proof=self._proof,
        )

    def _show(self, picture: FloodPicture) -> None:
        before, self._picture = self._picture, picture
        turned = (picture.off is None) != (before.off is None)
        changed = picture.state != before.state or turned
        if changed or (picture.off and self._clock.now() >= self._told_at + TELL_EVERY_S):
            self._told_at = self._clock.now()
            self._hub.publish("flood", [flood_item(picture).model_dump()])


def _why(rate: float | None, policy: FloodPolicy) -> str:
    if not policy.enabled:
        return "the flood guard was switched off"
    if rate is not None and rate < policy.return_level:
        return f"below {policy.return_level:,} refused and failed calls a second again"
    return "the longest time was reached"
