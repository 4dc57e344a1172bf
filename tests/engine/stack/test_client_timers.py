from engine.sip import Source
from engine.stack import InviteClient, RequestClient, Timings
from engine.stack.client_timers import ClientTimers
from engine.stack.request_client import RequestClientInput
from engine.stack.resending import Resending
from engine.stack.timers import Timer
from tests.helpers.wire import PHONE, STREAM


def invite(destination: Source = PHONE) -> InviteClient:
    return InviteClient(("z9hG4bK1", "INVITE"), b"x", destination, None)


def bye(destination: Source = PHONE) -> RequestClient:
    return RequestClient(("z9hG4bK1", "BYE"), b"x", destination, None)


def resends(timers: ClientTimers, until: float) -> list[float]:
    """When something was sent again up to a time."""
    times = []
    while (deadline := timers.deadline()) is not None and deadline <= until:
        assert list(timers.resends(deadline))
        times.append(deadline)
    return times


def test_timer_a_doubles_until_the_invite_is_given_up() -> None:
    timers = ClientTimers(Timings())
    timers.start(invite(), Timer.A, 0.0)
    assert resends(timers, 64.0) == [0.5, 1.5, 3.5, 7.5, 15.5, 31.5]


def test_waits_of_an_operator_are_obeyed_by_what_is_sent_and_by_what_waits() -> None:
    timers = ClientTimers(Timings())
    before, after, other = invite(), invite(), bye()
    timers.start(before, Timer.A, 0.0)
    timers.start(before, Timer.B, 0.0)
    timers.obey(Resending((1.0, 1.0, 5.0), 4.0, 0.5))
    timers.start(after, Timer.A, 0.0)
    timers.start(after, Timer.B, 0.0)
    timers.start(other, Timer.E, 0.0)
    times: dict[int, list[float]] = {id(each): [] for each in (before, after, other)}
    for tenth in range(160):
        for found in timers.resends(tenth / 10):
            times[id(found)].append(tenth / 10)
    assert times[id(before)] == [0.5, 1.5, 6.5]
    assert times[id(after)] == [1.0, 2.0, 7.0]
    assert times[id(other)] == [1.0, 2.0, 6.0, 10.0, 14.0]
    assert list(timers.expired(7.5)) == [(after, Timer.B)]
    assert list(timers.expired(32.0)) == [(before, Timer.B)], "as long as it was begun for"


def test_a_stop_finds_what_was_begun_by_other_waits() -> None:
    timers = ClientTimers(Timings())
    transaction = invite()
    timers.start(transaction, Timer.A, 0.0)
    timers.start(transaction, Timer.B, 0.0)
    timers.obey(Resending((7.0,), 4.0, 0.5))
    timers.stop(transaction, Timer.A)
    timers.stop(transaction, Timer.B)
    assert timers.deadline() is None
    timers.obey(Resending((8.0,), 4.0, 0.5))
    assert timers.deadline() is None


def test_timer_e_doubles_until_t2() -> None:
    timers = ClientTimers(Timings())
    timers.start(bye(), Timer.E, 0.0)
    assert resends(timers, 16.0) == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5]


def test_after_a_provisional_answer_timer_e_takes_t2() -> None:
    timers = ClientTimers(Timings())
    transaction = bye()
    timers.start(transaction, Timer.E, 0.0)
    transaction.step(RequestClientInput.PROVISIONAL)
    assert resends(timers, 10.0) == [0.5, 4.5, 8.5]


def test_intervals_that_are_no_powers_of_two_have_their_queues_too() -> None:
    timers = ClientTimers(Timings(t1=1.0, t2=3.0))
    timers.start(bye(), Timer.E, 0.0)
    assert resends(timers, 10.0) == [1.0, 3.0, 6.0, 9.0]


def test_on_a_stream_nothing_is_sent_again_and_nothing_waited_for_after_the_answer() -> None:
    timers = ClientTimers(Timings())
    assert not timers.start(invite(STREAM), Timer.A, 0.0)
    assert timers.deadline() is None
    assert timers.start(invite(STREAM), Timer.D, 0.0)
    assert timers.start(bye(STREAM), Timer.K, 0.0)
    assert timers.deadline() is None
    assert not timers.start(invite(STREAM), Timer.M, 0.0)
    assert timers.deadline() == 32.0


def test_what_is_over_is_told_with_its_timer_and_only_once() -> None:
    timers = ClientTimers(Timings())
    first, second = invite(), bye()
    timers.start(first, Timer.B, 0.0)
    timers.start(second, Timer.K, 1.0)
    assert list(timers.expired(5.9)) == []
    assert list(timers.expired(6.0)) == [(second, Timer.K)]
    assert list(timers.expired(32.0)) == [(first, Timer.B)]
    assert list(timers.expired(99.0)) == []


def test_a_stopped_timer_leaves_nothing_behind() -> None:
    timers = ClientTimers(Timings())
    transaction = invite()
    timers.stop(transaction, Timer.A)
    timers.start(transaction, Timer.A, 0.0)
    timers.start(transaction, Timer.B, 0.0)
    list(timers.resends(0.5))
    timers.stop(transaction, Timer.A)
    timers.stop(transaction, Timer.B)
    assert timers.deadline() is None


def test_the_oldest_finished_is_the_one_answered_first() -> None:
    timers = ClientTimers(Timings())
    assert timers.oldest_finished() is None
    waiting, first, second = invite(), invite(), bye()
    timers.start(waiting, Timer.B, 0.0)
    assert timers.oldest_finished() is None
    timers.start(first, Timer.M, 1.0)
    timers.start(second, Timer.K, 2.0)
    assert timers.oldest_finished() is first
