import json

import pytest

from engine.registrar.lockout import State
from engine.registrar.lockout_record import MAX_SOURCES, Attempt, Lockout, dump, load

OFFSET = 1_790_000_000.0


def attempt(number: int = 0, now: float = 10.0) -> Attempt:
    return Attempt("1001", True, f"10.0.0.{number}", "phone" * 100, now)


def suspended(since: float = 10.0, until: float = 190.0) -> Lockout:
    lockout = Lockout("1001", True)
    lockout.count(attempt())
    lockout.state, lockout.since, lockout.until = State.SUSPENDED, since, until
    lockout.repeats = 2
    return lockout


def again(lockout: Lockout, *, offset: float = OFFSET, now: float = 20.0) -> Lockout:
    return load(json.loads(json.dumps(dump(lockout, OFFSET))), offset, now)


def test_the_latest_sources_are_kept_each_once() -> None:  # req 112
    lockout = Lockout("1001", True)
    for number in [*range(15), 6]:
        lockout.count(attempt(number))
    assert len(lockout.sources) == MAX_SOURCES
    assert lockout.sources[-2:] == ("10.0.0.14", "10.0.0.6")
    assert lockout.sources.count("10.0.0.6") == 1
    assert len(lockout.user_agent) == 100


def test_first_and_last_failure_are_kept() -> None:
    lockout = Lockout("1001", True)
    for now in (5.0, 6.0, 9.0):
        lockout.count(attempt(now=now))
    assert (lockout.failures, lockout.first_failure, lockout.last_failure) == (3, 5.0, 9.0)
    assert lockout.reason == "3 wrong passwords in a row"  # req 110


def test_a_lockout_survives_being_written_and_read() -> None:
    before = suspended()
    assert again(before) == before


def test_counting_survives_too() -> None:
    lockout = Lockout("7", False)
    lockout.count(attempt())
    lockout.state = State.COUNTING
    assert again(lockout).state is State.COUNTING
    assert again(Lockout("7", False)).state is State.CLEAR


def test_who_guessed_by_calls_is_kept_by_subscriber_and_bounded() -> None:
    lockout = Lockout("1001", True)
    for number in range(15):
        lockout.called(f"10.0.0.{number}")
    assert lockout.callers == tuple(f"10.0.0.{number}" for number in range(5, 15))
    lockout.count(Attempt("1001", True, "2001:db8::7", "", 1.0, calling=True))
    assert lockout.callers[-1] == "2001:db8::/64"
    assert len(lockout.callers) == MAX_SOURCES
    assert again(lockout).callers == lockout.callers
    lockout.reset()
    assert lockout.callers == ()


def test_a_line_of_a_release_that_did_not_know_callers_is_read() -> None:
    before = suspended()
    line = json.loads(json.dumps(dump(before, OFFSET)))
    assert load(line[:-1], OFFSET, 20.0) == before


def test_a_wall_clock_set_back_does_not_prolong_a_suspension() -> None:
    after = again(suspended(), offset=OFFSET - 86_400, now=20.0)
    assert after.until == 200.0
    assert after.since == 20.0
    assert after.last_failure <= 20.0


def test_a_wall_clock_set_forward_ends_it() -> None:
    assert again(suspended(), offset=OFFSET + 86_400).until < 20.0


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["1001"],
        [1, True, 0, 0.0, 0.0, [], "", 0, 0.0, 0.0],
        ["1001", True, "0", 0.0, 0.0, [], "", 0, 0.0, 0.0],
        ["1001", True, 0, None, 0.0, [], "", 0, 0.0, 0.0],
        ["1001", True, 0, 0.0, 0.0, [1], "", 0, 0.0, 0.0],
    ],
)
def test_a_damaged_line_is_refused(line: list[object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the decoder's
        load(line, OFFSET, 0.0)
