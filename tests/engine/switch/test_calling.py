"""The connections that calls are over are known by their numbers, datagrams are none."""

from engine.switch.calling import connections_of
from tests.engine.switch.rig import Rig
from tests.engine.switch.script import SDP
from tests.engine.switch.talk import CARRIER, CUSTOMER, Talk, prepare


def test_a_call_over_datagrams_is_over_no_connection(rig: Rig) -> None:
    prepare(rig)
    Talk(rig).connect()
    assert list(connections_of(rig.host.calls.book)) == []


def test_both_parties_and_the_invite_that_waits_are_named(rig: Rig) -> None:
    prepare(rig)
    customer = CUSTOMER._replace(transport="TCP", flow=7)
    talk = Talk(rig, source=customer)
    talk.begin()
    (call,) = rig.host.calls.book
    assert set(connections_of(rig.host.calls.book)) == {7}
    (outbound,) = call.outbounds
    assert outbound.transaction is not None
    outbound.transaction.destination = CARRIER._replace(transport="TLS", flow=9)
    assert set(connections_of(rig.host.calls.book)) == {7, 9}


def test_who_has_not_confirmed_the_end_of_a_call_is_named_too(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig, source=CUSTOMER._replace(transport="TCP", flow=7))
    talk.connect()
    rig.send(talk.script.reply(talk.script.invited, 200, SDP), CARRIER)
    talk.leave()
    book = rig.host.calls.book
    assert len(book) == 0
    assert set(connections_of(book)) == {7}
