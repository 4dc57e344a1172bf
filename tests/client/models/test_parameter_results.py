"""What applying came to, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from client.api.errors import Conflict, Rejected
from client.formats import Formats
from client.models.parameter_apply import Outcome
from client.models.parameter_edits import Edit, EditBook
from client.models.parameter_results import result_text, result_tone
from tests.helpers.client_samples import NOON, parameter


def edit() -> Edit:
    made = EditBook().type_text(parameter(), "5")
    assert made is not None
    return made


def applied(**changes: Any) -> Outcome:
    return Outcome(edit(), parameter(value=5, version=2, effective_at=NOON, **changes))


def test_the_moment_a_change_took_effect_is_named() -> None:  # req 26
    assert result_text([applied()], Formats("UTC")) == (
        "SS_ENDPOINTREGISTERRETRY = 5 is in effect since 12:00:00.000."
    )
    assert result_tone([applied()]) == "ok"


def test_a_timed_change_says_when_it_returns() -> None:
    text = result_text([applied(revert_at=NOON + timedelta(minutes=30))], Formats("UTC"))
    assert text.endswith("It returns at 12:30:00.")


def test_without_the_softswitch_nothing_is_claimed() -> None:
    warned = Outcome(edit(), parameter(value=5, warning="the switch is away"))
    assert "not in effect yet: the switch is away" in result_text([warned], Formats("UTC"))
    assert result_tone([applied(), warned]) == "warning"
    silent = Outcome(edit(), parameter(value=5))
    assert "not in effect yet" in result_text([silent], Formats("UTC"))


def test_a_conflict_shows_both_values() -> None:
    error = Conflict("changed", status=412)
    text = result_text([Outcome(edit(), parameter(value=9), error)], Formats("UTC"))
    assert "9" in text
    assert "5" in text
    assert "another value" in result_text([Outcome(edit(), None, error)], Formats("UTC"))


def test_each_refusal_is_a_line_of_its_own() -> None:
    refused = Outcome(replace(edit(), name="SS_B"), None, Rejected("bad", status=422, fields={}))
    lines = result_text([applied(), refused], Formats("UTC")).splitlines()
    assert len(lines) == 2
    assert lines[1] == "SS_B was not changed: bad"
    assert result_tone([applied(), refused]) == "bad"
