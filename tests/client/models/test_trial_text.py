from datetime import UTC, datetime

import pytest

from client.api.cdr_values import Cdr
from client.api.trial_values import NoRecord, Trial, TrialStep
from client.formats import Formats
from client.models.trial_text import record_text, state_text, step_lines

AT = datetime(2026, 11, 23, 13, 20, 0, 250_000, tzinfo=UTC)


def record_of(hold_s: int) -> Cdr:
    return Cdr("id", 7, "test-call", "echo", "", "", AT, AT, hold_s, 0, 0)


@pytest.mark.parametrize("state", ["calling", "ringing", "talking", "recording", "of a newer one"])
def test_every_state_on_the_way_has_words(state: str) -> None:
    text, tone = state_text(Trial("id", state))
    assert text
    assert tone == "accent"


@pytest.mark.parametrize(
    ("trial", "words", "tone"),
    [
        (Trial("id", "failed", problem_text="A firewall."), "A firewall.", "bad"),
        (Trial("id", "failed"), "The test call failed.", "bad"),
        (Trial("id", "done", record=record_of(0)), "zero-duration calls", "ok"),
        (Trial("id", "done", record=record_of(5)), "was connected", "ok"),
        (Trial("id", "done", why_no_record=NoRecord("P", text="P is 0.")), "P is 0.", "warning"),
        (Trial("id", "done"), "There is no record", "warning"),
    ],
)
def test_the_end_is_said_in_one_sentence(trial: Trial, words: str, tone: str) -> None:
    text, found = state_text(trial)
    assert words in text
    assert found == tone


def test_steps_and_record_are_lines() -> None:
    trial = Trial("id", "calling", steps=(TrialStep(AT, "sent", "INVITE sent"),))
    assert step_lines(trial, Formats("UTC")) == ["13:20:00.250   INVITE sent"]
    text = record_text(record_of(0), Formats("UTC"))
    assert text.startswith("test-call → echo, ")
    assert text.endswith("flow number 7")
