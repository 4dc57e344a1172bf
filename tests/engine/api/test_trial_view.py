import msgspec

from engine.api.trial_view import trial_item
from engine.api.trials import Trial
from engine.control.trials import TrialCall, TrialStep
from engine.store.cdr_rows import CdrRow
from tests.helpers.stores import connected

CALL = TrialCall(
    "id", 0, "alice", "abc", 61.25, "ended", [TrialStep(61.5, "ringing")], True, "", 61.5, "::1"
)
ROW = CdrRow(**msgspec.to_builtins(connected(0, call_id="abc")))


def test_a_test_call_is_shown_with_its_steps_and_record() -> None:
    item = trial_item(Trial(CALL, "done", record=ROW), "zh")
    assert item.started_at == "1970-01-01T00:01:01.250Z"
    (step,) = item.steps
    assert (step.name, step.text, step.at) == ("ringing", "回音端振铃", "1970-01-01T00:01:01.500Z")
    assert item.record is not None
    assert item.record.call_id == "abc"
    assert (item.why_no_record, item.problem_text) == (None, "")


def test_a_gate_is_named_with_the_minute_in_which_it_was_counted() -> None:  # req 7
    kept = msgspec.structs.replace(CALL, gate="zero_hold_time")
    why = trial_item(Trial(kept, "done", counted=2)).why_no_record
    assert why is not None
    assert (why.parameter, why.value) == ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 0)
    assert (why.minute, why.counted) == ("1970-01-01T00:01:00.000Z", 2)


def test_a_failure_says_what_to_do_and_claims_no_gate() -> None:
    item = trial_item(Trial(CALL, "failed", "silent"))
    assert "firewall" in item.problem_text
    assert (item.why_no_record, item.record) == (None, None)
