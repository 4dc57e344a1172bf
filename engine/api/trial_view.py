"""A test call as the interface shows it."""

from typing import Final

from engine.api.cdr_view import cdr_item
from engine.api.models.cdrs import CdrItem
from engine.api.models.trials import NoRecord, TrialItem, TrialStepItem
from engine.api.trial_text import GATE_PARAMETER, kept_out_text, problem_text, step_text
from engine.api.trials import Trial
from engine.api.wire import stamp

_MINUTE: Final = 60


def trial_item(trial: Trial, language: str = "") -> TrialItem:
    """One test call.

    Args:
        trial: As it stands.
        language: Value of Accept-Language.
    """
    call, record = trial.call, trial.record
    return TrialItem(
        id=call.id,
        hold_s=call.hold_s,
        by=call.by,
        call_id=call.call_id,
        state=trial.state,
        started_at=stamp(call.started_at),
        steps=[
            TrialStepItem(
                at=stamp(step.at),
                name=step.name,
                text=step_text(step, language),
                values=step.values,
            )
            for step in call.steps
        ],
        record=None if record is None else CdrItem(**cdr_item(record)),
        why_no_record=_why(trial, language),
        problem=trial.problem,
        problem_text=problem_text(trial.problem, language),
    )


def _why(trial: Trial, language: str) -> NoRecord | None:
    """Why a gate kept it out: the one of zero hold times, closed by its parameter being 0."""
    call = trial.call
    if trial.state != "done" or trial.record is not None:
        return None
    return NoRecord(
        gate=call.gate,
        parameter=GATE_PARAMETER,
        value=0,
        minute=stamp(call.begun_at // _MINUTE * _MINUTE),
        counted=trial.counted,
        text=kept_out_text(0, trial.counted, call.source, language),
    )
