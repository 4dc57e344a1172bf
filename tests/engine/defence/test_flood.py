"""The flood guard over time (requirements 12-17)."""

import pytest

from engine.defence.flood import (
    AGAIN_S,
    AVERAGE_S,
    ILLEGAL_CALL,
    PROVE_S,
    ZERO_HOLD_TIME,
    Figures,
    Flood,
    FloodPolicy,
    Meter,
    Recording,
    policy_of,
    step,
)
from engine.defence.floodstate import FloodAction, FloodState
from engine.parameters.catalogue import CATALOGUE

S, A = FloodState, FloodAction
ON = FloodPolicy(enabled=True)
DEFAULTS = {name: entry.default for name, entry in CATALOGUE.items()}


class Play:
    """A guard whose actions are carried out at once, second by second."""

    def __init__(self, policy: FloodPolicy = ON) -> None:
        self.policy, self.now = policy, 1000.0
        self.flood = Flood(S.OFF, self.now)
        self.recording: Recording = "on"
        self.actions: list[tuple[float, FloodAction]] = []

    def go(self, seconds: float, rate: float | None, proved: bool | None = None) -> FloodState:
        end = self.now + seconds
        while self.now < end:
            figures = Figures(rate, self.recording, proved)
            self.flood, action = step(self.flood, figures, self.now, self.policy)
            if action is A.CLOSE:
                self.recording = "ours"
            elif action in (A.OPEN, A.LET_GO) and self.recording == "ours":
                self.recording = "on"
            if action is not A.NOTHING:
                self.actions.append((self.now, action))
            self.now += 1
        return self.flood.state

    def names(self) -> list[FloodAction]:
        return [action for _, action in self.actions]


def closed() -> Play:
    play = Play()
    play.go(15, 500)
    assert (play.flood.state, play.names()) == (S.HOLDING, [A.CLOSE])
    return play


def test_nothing_happens_while_it_is_off() -> None:
    play = Play(FloodPolicy())
    assert play.go(60, 100_000) is S.OFF
    assert play.actions == []


def test_a_burst_stays_on_record_and_a_flood_goes_off_after_its_time() -> None:
    play = Play()
    assert play.go(9, 500) is S.RISING
    assert play.go(1, 99) is S.WATCHING
    assert play.go(10, 100) is S.RISING
    assert play.go(1, 100) is S.HOLDING
    assert play.names() == [A.CLOSE]


def test_it_comes_back_below_the_return_level_after_its_times() -> None:
    play = closed()
    assert play.go(400, 50) is S.HOLDING, "between the levels nothing ends"
    assert play.go(120, 19) is S.FALLING
    assert play.go(1, 19) is S.PROVING
    assert play.recording == "on"
    assert play.go(1, 19, proved=True) is S.WATCHING
    assert play.names() == [A.CLOSE, A.OPEN, A.CALM]


def test_the_least_time_holds_however_short_the_flood_was() -> None:
    play = closed()
    began = play.actions[0][0]
    play.go(400, 0)
    assert play.actions[1] == (began + ON.minimum_s, A.OPEN)


def test_a_gust_or_a_switch_that_is_away_begins_the_wait_anew() -> None:
    for rate in (500.0, None):
        play = closed()
        play.go(280, 0)
        assert play.go(1, rate) is S.HOLDING
        assert play.go(100, 0) is S.FALLING


def test_an_operator_who_switches_on_during_it_ends_it_until_the_flood_is_over() -> None:
    play = closed()
    play.recording = "on"
    assert play.go(600, 500) is S.ASIDE
    assert play.names() == [A.CLOSE, A.LET_GO]
    assert play.go(120, 0) is S.QUIET
    assert play.go(2, 0) is S.WATCHING
    assert play.go(15, 500) is S.HOLDING


@pytest.mark.parametrize("rate", [0.0, 500.0])
def test_what_an_operator_switched_off_is_never_switched_on(rate: float) -> None:
    play = Play()
    play.go(2, 0)
    play.recording = "off"
    assert play.go(1000, rate) is S.ASIDE
    assert (play.recording, play.actions) == ("off", [])


def test_switching_the_guard_off_takes_its_change_back_with_proof() -> None:
    play = closed()
    play.policy = FloodPolicy()
    assert play.go(1, 500) is S.PROVING
    play.go(1, 500, proved=True)
    assert play.go(2, 500) is S.OFF
    assert play.names() == [A.CLOSE, A.OPEN, A.CALM]


def test_the_longest_time_is_proved_and_a_flood_that_goes_on_is_seen_again() -> None:
    play = closed()
    play.recording = "returned"
    assert play.go(1, 500) is S.PROVING
    play.go(1, 500, proved=True)
    assert play.go(12, 500) is S.HOLDING
    assert play.names() == [A.CLOSE, A.OPEN, A.CALM, A.CLOSE]


def test_a_proof_that_fails_or_takes_too_long_is_repeated() -> None:
    play = closed()
    play.go(302, 0)
    assert play.go(1, 0, proved=False) is S.UNPROVEN
    assert play.go(AGAIN_S, 0) is S.PROVING
    assert play.go(PROVE_S + 1, 0) is S.UNPROVEN
    assert play.names() == [A.CLOSE, A.OPEN, A.ALARM, A.PROVE, A.ALARM]


def test_a_change_of_its_own_that_it_forgot_is_found_again() -> None:
    play = Play()
    play.recording = "ours"
    play.flood = Flood(S.RISING, play.now)
    assert play.go(1, 500) is S.HOLDING
    assert play.actions == []


def test_the_policy_is_that_of_the_parameters() -> None:
    assert policy_of(DEFAULTS) == FloodPolicy()
    odd = DEFAULTS | {
        "SERVER_FLOOD_GUARD": 1,
        "SERVER_FLOOD_GUARD_LEVEL": 10,
        "SERVER_FLOOD_GUARD_MINIMUM_TIME": 900,
        "SERVER_FLOOD_GUARD_MAXIMUM_TIME": 300,
        "SERVER_FLOOD_GUARD_TIME": 7,
        "SERVER_FLOOD_GUARD_RETURN_TIME": 8,
        "SERVER_FLOOD_GUARD_ILLEGAL_CALL": 1,
    }
    assert policy_of(odd) == FloodPolicy(True, 10, 7, 10, 8, 900, 900, True)
    assert policy_of(odd).names() == (ZERO_HOLD_TIME, ILLEGAL_CALL)
    assert ON.names() == (ZERO_HOLD_TIME,)


def test_a_rate_is_an_average_and_survives_no_restart() -> None:
    meter = Meter()
    assert meter.add(0, 1.0) is None
    assert meter.add(300, 2.0) == 300
    assert meter.add(300, 3.0) == 150, "gusts are smoothed"
    for second in range(4, 20):
        rate = meter.add(300, float(second))
    assert rate == 0
    assert meter.add(5, 20.0) is None, "a smaller count is another process"
    meter.lose()
    assert meter.add(500, 21.0) is None


def test_a_meter_remembers_no_more_than_it_needs() -> None:
    meter = Meter()
    for number in range(10_000):
        meter.add(number, number * 0.001)
    assert len(meter._seen) <= 64
    assert meter.add(20_000, 100 + AVERAGE_S) is not None
