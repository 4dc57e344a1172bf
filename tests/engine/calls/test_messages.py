"""What crosses from one side to the other, and what must not."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.calls.call import Place
from engine.calls.messages import (
    MAX_DISPLAY,
    PASSED,
    address,
    contact,
    host_port,
    invite,
    number_uri,
    own,
    passed,
    via,
)
from engine.sip.address import Address
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.uri import Uri
from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value, received, request

CARRIER = Source("192.0.2.1", 5060)


def written(given: Place, **changes: str) -> Request:
    fields = {"display": "", "local": "203.0.113.1:5060", **changes}
    sender = address(given.caller, fields["local"].rpartition(":")[0], fields["display"])
    data = invite(given, fields["local"], "z9hG4bK1", "id", "ours", 1, 69, sender, [], OFFER)
    return Request.parse(data)


def test_the_invite_to_a_gateway() -> None:
    one = Place(number_uri("+4420", CARRIER), CARRIER, "1001", "+4420", "one")
    sent = written(one, display='Ann "A" Bell')
    assert (sent.method, sent.uri_text, sent.body) == ("INVITE", "sip:+4420@192.0.2.1:5060", OFFER)
    assert (sent.from_.display, str(sent.from_.uri)) == ('Ann "A" Bell', "sip:1001@203.0.113.1")
    assert (sent.from_.tag, sent.to.tag, str(sent.to.uri)) == ("ours", "", "sip:+4420@192.0.2.1")
    assert (sent.call_id, sent.cseq.number, sent.max_forwards) == ("id", 1, 69)
    assert str(sent.contacts[0].uri) == "sip:203.0.113.1:5060"


def test_the_invite_to_a_phone_behind_a_proxy() -> None:
    target = Source("2001:db8::9", 5080, "TCP", 3)
    routes = ("<sip:edge.example;lr>", "<sip:inner.example;lr>")
    sent = written(
        Place("sip:2002@10.0.0.9", target, "1001", "2002", routes=routes),
        local="[2001:db8::1]:5060",
    )
    assert sent.lines("route") == list(routes)
    assert sent.via.transport == "TCP"
    assert (sent.from_.uri.host, sent.to.uri.host) == ("2001:db8::1", "2001:db8::9")
    assert str(sent.contacts[0].uri) == "sip:[2001:db8::1]:5060;transport=tcp"


def test_the_small_parts() -> None:
    assert host_port(Source("2001:db8::1", 5061)) == "[2001:db8::1]:5061"
    assert contact("a:1", "UDP") == "<sip:a:1>"
    assert via("a:1", "UDP", "z9hG4bKx") == "SIP/2.0/UDP a:1;branch=z9hG4bKx;rport"
    assert address("", "host") == "<sip:host>"
    assert address("1001", "host", "\x00") == "<sip:1001@host>"
    assert address("1", "host", "x" * 100).startswith(f'"{"x" * MAX_DISPLAY}" ')


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(max_size=40))
@example(number=":", name="")
def test_any_number_and_name_can_be_written(number: str, name: str) -> None:
    read = Address.parse(address(number, "host", name), "From")
    assert read.uri.host == "host"
    uri = Uri.parse(number_uri(number or "0", CARRIER))
    assert (unquote(uri.user or ""), uri.host) == (number or "0", CARRIER.ip)


def test_only_five_headers_pass() -> None:
    headers: dict[str, Value] = {name.title(): "x" for name in PASSED}
    others: dict[str, Value] = {
        "Subject": None,
        "Alert-Info": "x",
        "P-Asserted-Identity": "<sip:1@2>",
        "Require": "100rel",
    }
    found = passed(received(request("INVITE", headers={**headers, **others})))
    assert [name for name, _ in found] == [
        "Content-Type",
        "Content-Disposition",
        "Content-Language",
        "Priority",
    ]


def secrets(party: Party) -> list[str]:
    """What the other side must never read of a party."""
    return [party.source.ip, party.tag, f"device of {party.user}", "X-Secret", "proxy.of"]


@pytest.mark.parametrize("side", ["caller", "callee"])
def test_nothing_of_one_side_appears_on_the_other(side: str) -> None:
    """The topology of customers and carriers is hidden from each other."""
    play = Play()
    of_caller = {"Record-Route": "<sip:proxy.of.caller;lr>", "P-Asserted-Identity": "<sip:9@a>"}
    of_callee = {"Record-Route": "<sip:proxy.of.callee;lr>", "Warning": '399 proxy.of.callee "x"'}
    play.caller.call([place(play.one, "one")], headers=of_caller)
    play.one.answer(183, ANSWER, dict(of_callee))
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("INVITE", OFFER)
    play.one.answer(488, b"", dict(of_callee))
    play.one.send("INFO", b"x", {"P-Asserted-Identity": "<sip:proxy.of.callee>"})
    play.caller.answer(200, to=play.caller.last("INFO"))
    play.caller.send("UPDATE", OFFER)
    play.one.answer(200, ANSWER, to=play.one.last("UPDATE"))
    asker, asked = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    asker.send("BYE", headers={"Reason": "proxy.of.somebody"})
    assert asked.take()[-1] == "BYE"
    for party, other in ((play.caller, play.one), (play.one, play.caller)):
        text = b"".join(party.raw).decode()
        if party is play.caller:  # its own Record-Route comes back to it, as it must
            text = text.replace("<sip:proxy.of.caller;lr>", "")
        assert [secret for secret in (*secrets(other), other.call_id) if secret in text] == []


def test_a_contact_names_the_transport_or_asks_for_security() -> None:
    assert contact("a:1", "TLS") == "<sip:a:1;transport=tls>"
    assert contact("a:1", "TLS", secure=True) == "<sips:a:1>"
    assert own("a:1", Source("192.0.2.1", 5061, "TLS", 3), secure=True)[0][1] == "<sips:a:1>"
    tls = Source("192.0.2.1", 5061, "TLS", 3)
    for scheme, expected in (("sip", "sip:a:1;transport=tls"), ("sips", "sips:a:1")):
        sent = written(Place(f"{scheme}:1002@192.0.2.1", tls, "1001", "1002"), local="a:1")
        assert str(sent.contacts[0].uri) == expected
        assert sent.via.transport == "TLS"
