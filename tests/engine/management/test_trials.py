"""What is made of the switch's word and the store's, and when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from engine.control.trials import TrialCall, TrialStep
from engine.errors import Conflict, ControlError, NotFound
from engine.management.trials import MAX_REMEMBERED, RECORD_S, TrialCalls, judge
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import CdrRow
from tests.helpers.stores import connected
from tests.helpers.switch_port import NOW, FakeSwitch

ROW = CdrRow(**msgspec.to_builtins(connected(0)))


def ended(**changes: Any) -> TrialCall:
    """A test call whose caller is done."""
    steps = [TrialStep(NOW, "sent"), TrialStep(NOW + 1, "ended")]
    values: dict[str, Any] = {"outcome": "ended", "steps": steps, "written": True}
    return TrialCall("id", 0, "alice", "test1", NOW, **{**values, **changes})


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("sent", "calling"),
        ("ringing", "ringing"),
        ("answered", "talking"),
        ("hanging_up", "talking"),
    ],
)
def test_a_call_that_goes_on_is_where_its_last_step_is(name: Any, state: str) -> None:
    call = ended(outcome="", written=False, steps=[TrialStep(NOW, name)])
    assert judge(call, None, 0, NOW + 100).state == state
    assert judge(ended(outcome="", steps=[]), None, 0, NOW).state == "calling"


def test_it_is_done_when_its_record_is_there() -> None:
    assert judge(ended(), None, 0, NOW + 2).state == "recording"
    done = judge(ended(), ROW, 0, NOW + 2)
    assert (done.state, done.record, done.over) == ("done", ROW, True)


@pytest.mark.parametrize("written", [True, False])
def test_a_record_that_does_not_come_is_told(written: bool) -> None:
    call = ended(written=written)
    assert judge(call, None, 0, NOW + 1 + RECORD_S).state == "recording"
    late = judge(call, None, 0, NOW + 1.1 + RECORD_S)
    assert (late.state, late.problem) == ("failed", "no_record")


def test_a_closed_gate_is_done_when_the_call_was_counted() -> None:  # req 7
    call = ended(gate="zero_hold_time")
    assert judge(call, None, 0, NOW + 2).state == "recording"
    done = judge(call, None, 3, NOW + 2)
    assert (done.state, done.counted, done.record) == ("done", 3, None)
    late = judge(call, None, 0, NOW + 2 + RECORD_S)
    assert (late.state, late.problem) == ("failed", "no_count")


def test_a_full_journal_is_no_plan() -> None:
    full = judge(ended(gate="journal_full"), None, 1, NOW + 2)
    assert (full.state, full.problem) == ("failed", "journal_full")


@pytest.mark.parametrize("outcome", ["silent", "blocked"])
def test_a_call_that_never_reached_the_switch_has_no_record_to_wait_for(outcome: Any) -> None:
    failed = judge(ended(outcome=outcome, written=False), None, 0, NOW)
    assert (failed.state, failed.problem) == ("failed", outcome)


@pytest.mark.parametrize("outcome", ["refused", "cut"])
def test_a_call_that_went_wrong_waits_for_its_record_all_the_same(outcome: Any) -> None:
    assert judge(ended(outcome=outcome), None, 0, NOW).state == "recording"
    failed = judge(ended(outcome=outcome), ROW, 0, NOW)
    assert (failed.state, failed.problem, failed.record) == ("failed", outcome, ROW)
    counted = judge(ended(outcome=outcome, gate="zero_hold_time"), None, 1, NOW)
    assert counted.problem == outcome


def test_a_call_without_voice_is_no_success() -> None:
    voice = TrialStep(NOW, "voice", {"sent": 250, "returned": 0})
    call = ended(steps=[voice, TrialStep(NOW, "ended")])
    assert judge(call, ROW, 0, NOW).problem == "no_voice"
    heard = TrialStep(NOW, "voice", {"sent": 250, "returned": 249})
    assert judge(ended(steps=[heard]), ROW, 0, NOW).state == "done"


@dataclass
class Records:
    """A store with what a test puts into it."""

    rows: list[CdrRow] = field(default_factory=list)
    count: int = 0
    asked: list[Any] = field(default_factory=list)

    def page(
        self, filters: CdrFilter, *, limit: int = 100, cursor: str | None = None
    ) -> tuple[list[CdrRow], str | None]:
        del limit
        self.asked.append(filters.call_ids)
        return self.rows, cursor

    def counted(self, minute_ms: int, source: str, prefix: str, gate: str) -> int:
        self.asked.append((minute_ms, source, prefix, gate))
        return self.count


class Stage:
    def __init__(self) -> None:
        self.switch, self.records, self.now = FakeSwitch(), Records(), NOW
        self.trials = TrialCalls(self.switch, self.records, lambda: self.now)

    def becomes(self, trial_id: str, **changes: Any) -> None:
        """The switch says something else from now on."""
        found = self.switch.trials[trial_id]
        self.switch.trials[trial_id] = msgspec.structs.replace(found, **changes)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_one_goes_on_at_a_time(stage: Stage) -> None:
    first = stage.trials.begin(5, "alice")
    assert (first.state, first.call.by) == ("calling", "alice")
    with pytest.raises(Conflict, match="under way"):
        stage.trials.begin(0, "bob")
    stage.becomes(first.call.id, outcome="ended", written=True)
    assert stage.trials.begin(0, "bob").call.id != first.call.id


def test_the_record_is_looked_for_by_its_call_id_once_the_call_is_over(stage: Stage) -> None:
    trial_id = stage.trials.begin(0, "alice").call.id
    assert stage.trials.get(trial_id).state == "calling"
    assert stage.records.asked == []
    stage.becomes(trial_id, outcome="ended", written=True)
    assert stage.trials.get(trial_id).state == "recording"
    stage.records.rows = [ROW]
    assert stage.trials.get(trial_id).record == ROW
    assert stage.records.asked == [("test1",)] * 2
    stage.switch.away = True
    assert stage.trials.get(trial_id).state == "done", "what is over is remembered"


def test_the_count_is_looked_for_in_its_minute(stage: Stage) -> None:
    trial_id = stage.trials.begin(0, "alice").call.id
    gate = "zero_hold_time"
    stage.becomes(trial_id, outcome="ended", written=True, gate=gate, begun_at=NOW + 61)
    stage.records.count = 1
    assert stage.trials.get(trial_id).counted == 1
    minute = int((NOW + 61) // 60 * 60_000)
    assert stage.records.asked == [(minute, "127.0.0.1", "echo", gate)]


def test_a_switch_that_was_restarted_knows_nothing_of_it(stage: Stage) -> None:
    trial_id = stage.trials.begin(5, "alice").call.id
    stage.switch.trials.clear()
    found = stage.trials.get(trial_id)
    assert (found.state, found.problem) == ("failed", "restarted")
    assert stage.trials.begin(5, "alice").state == "calling"


def test_a_restart_after_the_end_does_not_take_the_record_away(stage: Stage) -> None:
    trial_id = stage.trials.begin(5, "alice").call.id
    stage.becomes(trial_id, outcome="ended", written=True)
    assert stage.trials.get(trial_id).state == "recording"
    stage.switch.trials.clear()
    stage.records.rows = [ROW]
    assert stage.trials.get(trial_id).state == "done"


def test_a_switch_that_is_away_is_told(stage: Stage) -> None:
    trial_id = stage.trials.begin(5, "alice").call.id
    stage.switch.away = True
    with pytest.raises(ControlError):
        stage.trials.get(trial_id)
    with pytest.raises(ControlError):
        stage.trials.begin(0, "bob")


def test_only_some_are_remembered(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.trials.get("never")
    begun = []
    for _ in range(MAX_REMEMBERED + 1):
        begun.append(stage.trials.begin(0, "alice").call.id)
        stage.becomes(begun[-1], outcome="silent")
    assert stage.trials.get(begun[1]).state == "failed"
    with pytest.raises(NotFound):
        stage.trials.get(begun[0])


def test_code_can_place_one_and_wait_for_its_record(stage: Stage) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            stage.becomes("01900000-0000-7000-9000-000000000001", outcome="ended", written=True)
            stage.records.rows = [ROW]

    waits: Callable[[float], object] = pause
    trial = stage.trials.run(0, "flood guard", waits)
    assert (trial.state, trial.record, len(pauses)) == ("done", ROW, 2)
