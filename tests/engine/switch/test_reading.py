"""Datagrams are read the short way where they have the usual form, and left alone otherwise."""

import pytest

from engine.registrar import Registrar
from engine.sip.request import Request
from engine.stack import New, Resend, Transactions
from engine.switch.counters import Counters
from engine.switch.events import EventHub
from engine.switch.reading import Reading, read_datagram
from engine.switch.registrations import Registrations
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, credentials, message

PROOF = credentials("1001", "00", "Guess-1234!")


@pytest.fixture
def reading(rig: Rig) -> Reading:
    return Reading(rig.transactions, rig.registrations)


def test_the_usual_form_is_a_request(rig: Rig) -> None:
    found = read_datagram(message("OPTIONS"), PHONE)
    assert isinstance(found, Request)
    assert found.method == "OPTIONS"


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"ACK ", b"\xff" * 900, b"SIP/2.0 200 OK"])
def test_everything_else_is_left_to_the_long_way(data: bytes) -> None:
    assert read_datagram(data, ATTACKER) is None


def test_what_needs_no_transaction_gets_none(rig: Rig, reading: Reading) -> None:
    waiting = [(message("OPTIONS"), PHONE), (message("REGISTER", extra=contact()), PHONE)]
    for _, received, proof in reading.prepare(waiting, rig.batch()):
        assert (received, proof) == (None, None)
    assert len(rig.transactions) == 0


def test_credentials_are_examined_once_a_transaction(rig: Rig, reading: Reading) -> None:
    data = message("REGISTER", extra=contact() + PROOF)
    (first,) = reading.prepare([(data, PHONE)], rig.batch())
    (again,) = reading.prepare([(data, PHONE)], rig.batch())
    assert isinstance(first.received, New)
    assert first.proof is not None
    assert not isinstance(again.received, New)
    assert again.proof is None


def test_a_call_gets_its_transaction(rig: Rig, reading: Reading) -> None:
    (call,) = reading.prepare([(message("INVITE", callee="900"), ATTACKER)], rig.batch())
    assert isinstance(call.received, New)
    assert call.proof is None


def test_a_fault_of_ours_is_left_for_the_one_who_reports_it(rig: Rig) -> None:
    class Broken(Transactions):
        def receive(self, *_: object) -> Resend:
            raise RuntimeError("broken")

    registrations = Registrations(Registrar("r", b"k" * 32, 0.0), Counters(), EventHub())
    reading = Reading(Broken(), registrations)
    (call,) = reading.prepare([(message("INVITE", callee="900"), PHONE)], rig.batch())
    assert isinstance(call.found, Request)
    assert call.received is None
