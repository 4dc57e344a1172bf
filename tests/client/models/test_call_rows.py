"""Durations count with the monotonic clock and never jump because an answer was slow."""

import pytest

from client.models.call_rows import (
    LOOKS,
    CallState,
    after_event,
    call_pill,
    counts,
    parties,
    row_of,
    settled,
)
from tests.helpers.call_stubs import call


def test_the_duration_counts_from_a_moment_of_the_clock_here() -> None:
    row = row_of(call(duration_s=60.0), 1000.0)
    assert (row.id, row.since, row.call.duration_s) == ("call-1", 940.0, 0.0)


def test_a_slow_answer_changes_nothing() -> None:
    known = row_of(call(duration_s=60.0), 1000.0)
    assert settled(row_of(call(duration_s=64.0), 1005.0), known) is known
    other = settled(row_of(call(duration_s=64.0, codec="PCMU"), 1005.0), known)
    assert (other.call.codec, other.since) == ("PCMU", known.since)


def test_a_real_difference_is_learned() -> None:
    known = row_of(call(duration_s=60.0), 1000.0)
    fresh = row_of(call(duration_s=5.0), 1005.0)
    assert settled(fresh, known) is fresh
    assert settled(fresh, None) is fresh


def test_talk_time_begins_with_the_answer() -> None:
    ringing = row_of(call(state="ringing", duration_s=8.0), 1000.0)
    talking = after_event(ringing, "answered", 1003.0)
    assert (talking.state, talking.since) == (CallState.ANSWERED, 1003.0)
    assert after_event(talking, "answered", 1010.0) is talking
    connecting = row_of(call(state="connecting", duration_s=8.0), 1000.0)
    assert after_event(connecting, "ringing", 1003.0).since == connecting.since
    assert after_event(connecting, "unheard-of", 1003.0) is connecting


@pytest.mark.parametrize("state", CallState)
def test_every_state_has_icon_word_and_tone(state: CallState) -> None:
    pill = call_pill(state)
    assert (pill.icon, pill.tone) == LOOKS[state]
    assert pill.word


def test_states_are_counted_and_an_unknown_one_connects() -> None:
    states = ("answered", "ringing", "answered", "held")
    rows = [row_of(call(number, state=state), 0.0) for number, state in enumerate(states)]
    found = counts(rows)
    assert found == {CallState.ANSWERED: 2, CallState.RINGING: 1, CallState.CONNECTING: 1}
    assert parties(call(1)) == "8801711000001 → 004419000001"
