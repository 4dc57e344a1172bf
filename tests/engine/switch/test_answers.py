"""Answers are written after everything was decided, each by itself and in order."""

import pytest

from engine.sip.nat import Source
from engine.switch.answers import Answer, Answers
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, message, status_of


def test_answers_keep_the_order_of_their_requests(rig: Rig) -> None:
    batch = rig.batch()
    sources = [Source("192.0.2.10", port, "UDP", 0) for port in range(1, 30)]
    waiting = [(message("REGISTER", extra=contact()), source) for source in sources]
    rig.core.datagrams(waiting, batch)
    assert [destination for _, destination in batch.sends] == sources
    assert batch.answers == []


def test_a_repetition_within_a_batch_is_one_call_and_one_answer(rig: Rig) -> None:
    data = message("INVITE", callee="1")
    batch = rig.batch()
    rig.core.datagrams([(data, ATTACKER), (data, ATTACKER)], batch)
    assert len(batch.calls) == 1
    assert len(batch.sends) == 1
    again = rig.send(data, ATTACKER)
    assert again.sends == batch.sends


def test_requests_of_one_extension_act_on_each_other_within_a_batch(rig: Rig) -> None:
    """The second wrong response of a batch is refused when the first one reached the threshold."""
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    first, second = rig.wrong_register(), rig.wrong_register()
    batch = rig.batch()
    rig.core.datagrams([(first, PHONE), (second, PHONE)], batch)
    assert [status_of(data) for data, _ in batch.sends] == [403, 403]
    assert rig.counters.auth_failures == 1
    assert rig.counters.auth_refused_suspended == 1


def test_an_answer_that_cannot_be_written_becomes_a_500_and_the_others_go_out(rig: Rig) -> None:
    batch = rig.batch()
    request = rig.parsed(message("OPTIONS"))
    broken = Answer(request, 200, PHONE, (("X", "two\r\nlines"),))
    batch.answers = [broken, Answer(request, 200, PHONE)]
    Answers(rig.transactions, rig.counters, b"k" * 32).write(batch)
    assert [status_of(data) for data, _ in batch.sends] == [500, 200]
    assert len(batch.faults) == 1
    assert rig.counters.internal_errors == 1


@pytest.mark.parametrize("count", [0, 1, 64])
def test_every_answer_is_counted_by_its_class(rig: Rig, count: int) -> None:
    batch = rig.batch()
    rig.core.datagrams([(message("BYE"), PHONE) for _ in range(count)], batch)
    assert rig.counters.statuses[4] == count
