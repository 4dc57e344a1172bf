from __future__ import annotations

import pytest

from engine.registrar.lockout import LockoutPolicy, State
from engine.registrar.lockout_record import NO_CHANGES, Attempt, Changes
from engine.registrar.suspension import SuspensionBook

ON = LockoutPolicy(enabled=True, retry=5, duration=600)
OFF = ON._replace(enabled=False)


def fail(
    book: SuspensionBook,
    extension: str = "1001",
    now: float = 0.0,
    policy: LockoutPolicy = ON,
    *,
    known: bool = True,
    source: str = "10.0.0.1",
) -> Changes:
    return book.fail(Attempt(extension, known, source, "phone", now), policy)


def fail_times(book: SuspensionBook, times: int, **options: object) -> Changes:
    changes = [fail(book, **options) for _ in range(times)]  # type: ignore[arg-type]
    return changes[-1]


def test_the_fifth_failure_suspends() -> None:  # req 78, 80, 81, 82
    book = SuspensionBook(0.0)
    for count in range(1, 5):
        assert fail(book).events == ()
        assert book.remaining("1001", 0.0) == 0
        lockout = book.get("1001")
        assert lockout is not None
        assert (lockout.failures, lockout.state) == (count, State.COUNTING)
    (event,) = fail(book).events
    assert (event.action, event.failures, event.since, event.until) == ("suspended", 5, 0.0, 600.0)
    assert (event.sources, event.user_agent, event.repeats) == (("10.0.0.1",), "phone", 0)
    assert book.remaining("1001", 100.0) == 500.0
    assert book.suspended_known == 1


def test_who_caused_a_lockout_is_known_by_subscriber() -> None:
    book = SuspensionBook(0.0)
    fail(book, source="2001:db8::1")
    assert book.caused("1001", "2001:db8::2")
    assert not book.caused("1001", "10.0.0.1")
    assert not book.caused("1002", "2001:db8::1")


def test_calls_are_barred_for_who_guessed_by_them_as_long_as_it_lasts() -> None:  # req 84, 96
    book = SuspensionBook(0.0)
    guess = Attempt("1001", True, "2001:db8::1", "", 0.0, calling=True)
    book.fail(guess, ON)
    assert not book.bars_calls("1001", "2001:db8::1", 0.0), "not suspended yet"
    assert book.called(guess) == NO_CHANGES
    fail_times(book, 4)
    assert book.bars_calls("1001", "2001:db8::2", 599.0)
    assert not book.bars_calls("1001", "10.0.0.1", 0.0), "who guessed by REGISTER alone"
    assert not book.bars_calls("1002", "2001:db8::1", 0.0)
    again = Attempt("1001", True, "10.0.0.1", "", 1.0, calling=True)
    assert book.called(again) == Changes(("1001",))
    assert book.bars_calls("1001", "10.0.0.1", 1.0)
    assert not book.bars_calls("1001", "10.0.0.1", 600.0)
    book.clear("1001", 2.0, "maria")
    assert not book.bars_calls("1001", "10.0.0.1", 2.0)


def test_a_threshold_of_one_suspends_at_once() -> None:
    book = SuspensionBook(0.0)
    assert fail(book, policy=ON._replace(retry=1)).events[0].action == "suspended"


def test_only_consecutive_failures_count() -> None:  # req 88, 89
    book = SuspensionBook(0.0)
    fail_times(book, 2)
    assert book.succeed("1001", 0.0) == Changes(("1001",))
    assert book.get("1001") is None
    fail(book)
    lockout = book.get("1001")
    assert lockout is not None
    assert lockout.failures == 1


def test_success_without_failures_changes_nothing() -> None:
    assert SuspensionBook(0.0).succeed("1001", 0.0) is NO_CHANGES


def test_a_suspension_ends_by_itself_with_the_counter_at_zero() -> None:  # req 86, 87, 120
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    assert book.remaining("1001", 599.9) > 0
    assert book.remaining("1001", 600.0) == 0
    changes = book.sweep(600.0)
    assert [event.action for event in changes.events] == ["expired"]
    assert changes.extensions == ("1001",)
    lockout = book.get("1001")
    assert lockout is not None
    assert (lockout.failures, lockout.state, lockout.repeats) == (0, State.CLEAR, 1)
    assert (book.suspended_known, list(book.suspended(600.0))) == (0, [])


def test_a_request_before_the_sweep_finds_the_suspension_over() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    assert [e.action for e in fail(book, now=600.5).events] == ["expired"]
    lockout = book.get("1001")
    assert lockout is not None
    assert lockout.failures == 1
    assert book.sweep(700.0) == NO_CHANGES


def test_success_after_the_time_before_the_sweep_ends_it_too() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    assert [e.action for e in book.succeed("1001", 600.0).events] == ["expired"]
    assert book.succeed("1001", 600.0) is NO_CHANGES


def test_a_suspended_extension_cannot_fail_or_succeed() -> None:
    """Nobody looks at its credentials (req 84), so this is a mistake of the caller."""
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    with pytest.raises(ValueError, match="suspended"):
        fail(book)
    with pytest.raises(ValueError, match="suspended"):
        book.succeed("1001", 0.0)
    lockout = book.get("1001")
    assert lockout is not None
    assert lockout.failures == 5


def test_clearing_acts_at_once_and_names_who_did_it() -> None:  # req 117, 118
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    (event,) = book.clear("1001", 10.0, "alice").events
    assert (event.action, event.by, event.failures, event.at) == ("cleared", "alice", 5, 10.0)
    assert book.remaining("1001", 10.0) == 0
    assert fail_times(book, 5, now=10.0).events[0].action == "suspended"  # req 122
    lockout = book.get("1001")
    assert lockout is not None
    assert lockout.repeats == 1  # req 114


def test_clearing_a_count_resets_it_silently() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 3)
    assert book.clear("1001", 0.0, "alice") == Changes(("1001",))
    assert book.clear("1001", 0.0, "alice") is NO_CHANGES
    assert len(book) == 0


def test_each_extension_has_its_own_counter() -> None:  # req 90, 97
    book = SuspensionBook(0.0)
    fail_times(book, 4)
    fail(book, "1002")
    lockouts = [book.get(name) for name in ("1001", "1002")]
    assert [lockout.failures for lockout in lockouts if lockout] == [4, 1]


def test_switched_off_nothing_counts_and_everything_is_lifted() -> None:  # req 65
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    fail_times(book, 5, extension="7777", known=False)
    fail(book, "1002")
    changes = book.switched_off(50.0)
    assert sorted(changes.extensions) == ["1001", "1002", "7777"]
    assert [event.action for event in changes.events] == ["lifted", "lifted"]
    assert (book.suspended_known, book.suspended_unknown) == (0, 0)
    assert book.get("1002") is None
    assert fail(book, "1002", policy=OFF) is NO_CHANGES
    assert book.get("1002") is None


def many_suspended(count: int, at_once: int) -> SuspensionBook:
    book = SuspensionBook(0.0, at_once=at_once)
    for number in range(count):
        fail(book, f"x{number}", policy=ON._replace(retry=1), known=False)
    return book


@pytest.mark.parametrize("how", ["switched off", "over"])
def test_very_many_are_ended_in_slices_and_none_is_refused_meanwhile(how: str) -> None:
    book = many_suspended(5, at_once=2)
    changes = book.switched_off(600.0) if how == "switched off" else book.sweep(600.0)
    ended = [event.extension for event in changes.events]
    assert len(ended) == 2
    assert not any(book.remaining(f"x{number}", 600.0) for number in range(5))
    assert list(book.suspended(600.0)) == []
    assert (book.suspended_unknown, book.ending) == (3, True)
    while book.ending:
        changes = book.end(601.0)
        assert len(changes.extensions) <= 2
        ended += [event.extension for event in changes.events]
    assert sorted(ended) == ["x0", "x1", "x2", "x3", "x4"]
    assert (book.suspended_known, book.suspended_unknown) == (0, 0)
    assert book.end(602.0) == Changes()


def test_whoever_waits_for_the_end_is_treated_as_if_it_had_come() -> None:
    book = many_suspended(6, at_once=1)
    fail(book, "1002")
    fail(book, "1003")
    book.switched_off(10.0)  # 1002 has been ended, the others wait
    again = fail(book, "x1", 11.0, ON._replace(retry=1), known=False)
    assert [event.action for event in again.events] == ["lifted", "suspended"]
    assert [event.action for event in book.succeed("x2", 11.0).events] == ["lifted"]
    assert [event.action for event in book.clear("x3", 11.0, "ann").events] == ["cleared"]
    book.discard("x4")
    book.discard("x0")
    book.set_known("x5", True)
    assert (book.suspended_known, book.suspended_unknown) == (1, 1)
    assert book.remaining("x5", 11.0) == 0
    fail(book, "1003", 11.0)
    counting = book.get("1003")
    assert counting is not None
    assert counting.failures == 1, "what was counted before is forgotten"
    while book.ending:
        book.end(12.0)
    assert [each.extension for each in book.suspended(12.0)] == ["x1"], "suspended anew"


def test_raising_the_threshold_allows_more_and_lowering_fewer() -> None:  # req 74, 121, 195
    book = SuspensionBook(0.0)
    fail_times(book, 4)
    fail_times(book, 5, policy=ON._replace(retry=10))
    assert book.remaining("1001", 0.0) == 0
    assert fail(book, policy=ON._replace(retry=3)).events[0].failures == 10


def test_a_new_duration_acts_on_the_next_suspension() -> None:  # req 74
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    fail_times(book, 5, extension="1002", policy=ON._replace(duration=60))
    assert book.remaining("1001", 0.0) == 600
    assert book.remaining("1002", 0.0) == 60
    assert book.sweep(60.0).extensions == ("1002",)


def test_unknown_extensions_are_bounded_and_the_oldest_goes_first() -> None:  # req 93
    book = SuspensionBook(0.0, max_unknown=3)
    fail_times(book, 5, extension="known")
    fail_times(book, 5, extension="first", known=False)
    for name in ("second", "third", "second"):
        fail(book, name, known=False)
    changes = fail(book, "fourth", known=False)
    assert changes.extensions == ("fourth", "first")
    assert book.remaining("first", 0.0) == 0
    assert book.suspended_unknown == 0
    assert fail(book, "fifth", known=False).extensions == ("fifth", "third")
    assert book.remaining("known", 0.0) == 600  # known ones never
    assert len(book) == 4
    assert book.sweep(10_000.0).extensions == ("known",)


def test_invented_extensions_leave_no_deadlines_behind() -> None:
    book = SuspensionBook(0.0, max_unknown=10)
    for number in range(1000):
        fail(book, str(number), known=False, policy=ON._replace(retry=1, duration=86_400))
    assert len(book) == 10
    assert len(book._deadlines) == 10
    assert book.suspended_unknown == 10


def test_an_extension_that_is_created_or_deleted_keeps_its_count() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5, known=False)
    assert (book.suspended_known, book.suspended_unknown) == (0, 1)
    assert book.set_known("1001", True) == Changes(("1001",))
    assert (book.suspended_known, book.suspended_unknown) == (1, 0)
    assert book.set_known("1001", True) is NO_CHANGES
    assert book.set_known("1001", False) == Changes(("1001",))
    assert book.remaining("1001", 0.0) == 600
    assert book.set_known("9999", True) is NO_CHANGES


def test_the_book_survives_a_restart() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    fail_times(book, 2, extension="7777", known=False)
    offset = 1_790_000_000.0
    lines = [book.dump(name, offset) for name in ("1001", "7777")]
    assert book.dump("nobody", offset) is None
    other = SuspensionBook(5000.0)
    for line in [*lines, lines[0]]:
        assert line is not None
        assert other.load(line, offset - 4990.0, 5000.0) == NO_CHANGES
    assert other.remaining("1001", 5000.0) == 590.0
    assert other.suspended_known == 1
    lockout = other.get("7777")
    assert lockout is not None
    assert (lockout.failures, lockout.known) == (2, False)
    assert other.sweep(5591.0).events[0].action == "expired"


def test_a_suspension_that_ended_during_the_restart_expires_at_the_first_sweep() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    line = book.dump("1001", 0.0)
    assert line is not None
    other = SuspensionBook(9000.0)
    other.load(line, 0.0, 9000.0)
    assert other.remaining("1001", 9000.0) == 0
    assert [event.action for event in other.sweep(9001.0).events] == ["expired"]


def test_discarding_leaves_no_trace() -> None:
    book = SuspensionBook(0.0)
    fail_times(book, 5)
    book.discard("1001")
    book.discard("1001")
    assert (len(book), book.suspended_known, len(book._deadlines)) == (0, 0, 0)
