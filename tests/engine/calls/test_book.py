"""The book of calls: names, bounds, moments."""

from __future__ import annotations

import pytest

from engine.calls.book import CallBook, other
from engine.calls.call import Call, Inbound, Outbound
from engine.calls.events import Setup
from engine.sip.errors import LocalError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.stack import ClientTransactions, Dialog, New, ServerTransaction, Transactions
from tests.helpers.wire import PHONE, received, request

SETUP = Setup("1001", "2002", "10.0.0.1", "abc", "phone", 5.0)


def invited(number: int) -> tuple[Request, ServerTransaction]:
    via = f"SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK{number}"
    data = request("INVITE", headers={"Via": via, "Contact": "<sip:a@192.0.2.10>"})
    invite = received(data)
    opened = Transactions().receive(invite, PHONE, 0.0)
    assert isinstance(opened, New)
    return invite, opened.transaction


def new(number: int = 1) -> Call:
    invite, transaction = invited(number)
    dialog = Dialog.as_uas(invite, f"ours{number}")
    return Call(str(number), SETUP, "", "", "", Inbound(dialog, transaction=transaction))


def bye(number: int) -> Request:
    return received(request("BYE", To=f"<sip:1001@example.com>;tag=ours{number}"))


def test_a_call_is_found_by_all_its_names() -> None:
    book, call = CallBook(), new()
    book.add(call)
    book.joined(call, call.inbound)
    assert call.inbound.transaction is not None
    assert book.get("1") is call
    assert book.by_invite(call.inbound.transaction.key) is call
    assert book.by_dialog(bye(1)) == (call, call.inbound)
    assert (list(book), len(book), book.dialogs) == ([call], 1, 1)
    book.settled(call)
    assert book.by_invite(call.inbound.transaction.key) is None
    book.remove(call)
    book.remove(call)
    assert (book.get("1"), book.by_dialog(bye(1)), len(book), book.dialogs) == (None, None, 0, 0)


def test_two_dialogs_of_the_same_names_are_refused() -> None:
    book, call, twin = CallBook(), new(), new()
    book.joined(call, call.inbound)
    assert twin.inbound.dialog is not None
    assert book.holds(twin.inbound.dialog)
    with pytest.raises(LocalError):
        book.joined(twin, twin.inbound)
    book.remove(twin)
    assert book.by_dialog(bye(1)) == (call, call.inbound)


def test_the_book_is_full_some_time() -> None:
    book = CallBook(limit=2)
    for number in (1, 2):
        assert not book.full
        book.add(new(number))
    assert book.full


def test_a_call_is_due_at_its_moments_until_it_ends() -> None:
    book, one, two = CallBook(), new(1), new(2)
    for call in (one, two):
        book.add(call)
        book.wake(call, 5.0)
    book.wake(one, 3.0)
    assert book.next_deadline() == 3.0
    assert list(book.due(2.9)) == []
    assert list(book.due(3.0)) == [one]
    book.remove(two)
    assert list(book.due(9.0)) == [one]
    assert book.next_deadline() is None


def test_moments_of_ended_calls_do_not_pile_up() -> None:
    """The longest duration of a call is hours, and so would the entries stay."""
    book, stays = CallBook(), new(0)
    book.add(stays)
    book.wake(stays, 7_200.0)
    for number in range(1, 10_000):
        call = Call(str(number), SETUP, "", "", "", Inbound())
        book.add(call)
        book.wake(call, 7_200.0)
        book.remove(call)
    assert len(book._heap) <= 1_024
    assert list(book.due(7_200.0)) == [stays]


def test_a_request_lingers_until_its_answer_or_its_end() -> None:
    book, clients = CallBook(), ClientTransactions()
    phone = Source("192.0.2.10", 5062)
    one, two = (
        clients.start(
            request(Via=f"SIP/2.0/UDP a;branch={name}"), "OPTIONS", name, phone, 0.0, None
        )
        for name in ("z9hG4bK1", "z9hG4bK2")
    )
    book.linger(one, 32.0)
    book.linger(two, 40.0)
    assert book.next_deadline() == 32.0
    assert list(book.overdue(32.0)) == [one]
    clients.stop(two, 33.0)
    assert list(book.overdue(40.0)) == []
    assert book.next_deadline() is None


def test_the_other_side() -> None:
    call = new()
    assert other(call, call.inbound) is None
    tried, won = Outbound(), Outbound()
    call.winner = won
    assert other(call, call.inbound) is won
    assert other(call, won) is call.inbound
    assert other(call, tried) is None
