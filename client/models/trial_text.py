"""A test call in words: its state, its result, its record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.cdr_values import Cdr
from client.api.trial_values import Trial
from client.formats import Formats


def state_text(trial: Trial) -> tuple[str, str]:
    """Return where a test call stands in one sentence, and its tone."""
    if trial.state == "failed":
        return trial.problem_text or _tr("The test call failed."), "bad"
    if trial.state == "done":
        return _done(trial)
    return {
        "calling": _tr("Calling the echo…"),
        "ringing": _tr("The echo rings…"),
        "talking": _tr("Connected…"),
        "recording": _tr("The call is over. Waiting for its record…"),
    }.get(trial.state, trial.state), "accent"


def step_lines(trial: Trial, formats: Formats) -> list[str]:
    """Return what happened so far, a line each with its moment."""
    return [f"{formats.time(step.at, ms=True)}   {step.text}" for step in trial.steps]


def record_text(record: Cdr, formats: Formats) -> str:
    """Return the record of a test call in one line."""
    return _tr("{caller} → {callee}, {start}, hold time {hold}, flow number {number}").format(
        caller=record.caller,
        callee=record.callee,
        start=formats.date_time(record.start, ms=True),
        hold=formats.duration(record.hold_time_s),
        number=record.flow_no,
    )


def _done(trial: Trial) -> tuple[str, str]:
    if trial.record is None:
        why = trial.why_no_record
        return (why.text if why else _tr("There is no record of this call.")), "warning"
    if trial.record.hold_time_s:
        return _tr("The call was connected, and its record has arrived."), "ok"
    return _tr("The record has arrived: zero-duration calls are on record."), "ok"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TrialText", text)
