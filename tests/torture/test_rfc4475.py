"""The 49 messages of RFC 4475, each with what becomes of it and why.

The files in rfc4475/ follow the messages of the RFC in everything they are about; bytes count.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.sip import Request, Response, Uri, parse_message
from tests.helpers.wire import PHONE, received
from tests.torture.verdict import verdict

FILES = Path(__file__).parent / "rfc4475"

EXPECTED = {
    # §3.1.1 Valid messages.
    "wsinv": "accepted",
    "intmeth": "501 answered",  # a legal method that nobody here knows
    "esc01": "accepted",
    "escnull": "accepted",
    "esc02": "501 answered",  # RE%47IST%45R is not REGISTER
    "lwsdisp": "accepted",
    "longreq": "accepted",
    "dblreq": "accepted",  # the second request in the datagram is dropped
    "semiuri": "accepted",
    "transports": "accepted",
    "mpart01": "accepted",
    "unreason": "response",
    "noreason": "response",
    # §3.1.2 Invalid messages.
    "badinv01": "400 silent",  # without a Via that can be read, nobody to answer
    "clerr": "400 answered",
    "ncl": "400 answered",
    "scalar02": "400 answered",
    "scalarlg": "response dropped",
    "quotbal": "400 answered",
    "ltgtruri": "400 answered",
    "lwsruri": "400 answered",
    "lwsstart": "400 answered",
    "trws": "400 answered",
    "escruri": "400 answered",
    "baddate": "accepted",  # allowed: nothing here depends on Date
    "regbadct": "400 answered",
    "badaspec": "400 answered",
    "baddn": "400 answered",
    "badvers": "505 answered",
    "mismatch01": "400 answered",
    "mismatch02": "400 answered",
    "bigcode": "response dropped",
    # §3.2 Transaction layer semantics.
    "badbranch": "accepted",
    # §3.3 Application layer semantics.
    "insuf": "400 silent",  # nothing to tie an answer to
    "unkscm": "416 answered",
    "novelsc": "416 answered",
    "unksm2": "accepted",  # the registrar knows no such address
    "bext01": "420 answered",
    "regaut01": "accepted",  # as if it had no credentials: the registrar challenges it
    "multi01": "400 answered",
    "mcl01": "400 answered",
    "bcast": "response",
    "invut": "415 answered",
    "sdp01": "406 answered",
    "zeromf": "accepted",  # §3.3.11: OPTIONS may be answered by whoever holds it
    "cparam01": "accepted",
    "cparam02": "accepted",
    "regescrt": "accepted",
    # §3.4 Backward compatibility.
    "inv2543": "accepted",
}


def bytes_of(name: str) -> bytes:
    return (FILES / f"{name}.dat").read_bytes()


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_message(name: str, expected: str) -> None:
    assert verdict(bytes_of(name)) == expected


def test_every_file_is_in_the_table_and_there_are_49() -> None:
    names = {path.stem for path in FILES.glob("*.dat")}
    assert names == EXPECTED.keys()
    assert len(names) == 49


def parsed(name: str) -> Request:
    return received(bytes_of(name), PHONE)


def test_wsinv_is_understood_in_all_its_white_space() -> None:
    message = parsed("wsinv")
    assert message.to.tag == "1918181833n"
    assert (message.from_.display, message.from_.tag) == ('J Rosenberg \\"', "98asjd8")
    assert (message.max_forwards, message.cseq.number) == (68, 9)
    assert [via.transport for via in message.vias] == ["UDP", "TCP", "UDP"]
    assert [via.branch for via in message.vias] == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"]
    assert message.header("newfangledheader") == "newfangled value continued newfangled value"
    [contact] = message.contacts
    assert contact.display == 'Quoted string ""'
    assert contact.params == {"newparam": "newvalue", "secondparam": None, "q": "0.33"}
    assert len(message.body) == 150


def test_intmeth_uses_every_character_that_is_allowed() -> None:
    message = parsed("intmeth")
    assert message.to.display == "BEL:\x07 NUL:\x00 DEL:\x7f"
    assert message.uri == message.to.uri
    assert message.from_.tag == "_token~1'+`*%!-."
    assert message.header("extensionheader-!.%*+_`'~") == "\ufeff\u5927\u505c\u96fb"


def test_esc01_escapes_separate_nothing() -> None:
    message = parsed("esc01")
    assert (message.uri.username, message.uri.host) == ("sips:user@example.com", "example.net")
    assert message.to.uri.equivalent(Uri.parse("sip:user@example.com"))
    assert message.from_.uri.username == "I have spaces"
    [contact] = message.contacts
    assert contact.uri.params == {"%6c%72": None, "n%61me": "v%61lue%25%34%31"}


def test_escnull_has_two_different_contacts() -> None:
    one, two = parsed("escnull").contacts
    assert not one.uri.equivalent(two.uri)
    assert (one.uri.username, two.uri.username) == ("\0", "\0\0")


def test_esc02_an_escaped_header_name_is_not_the_header() -> None:
    assert [contact.uri.user for contact in parsed("esc02").contacts] == ["alias1", "alias3"]


def test_longreq_keeps_34_hops() -> None:
    message = parsed("longreq")
    assert len(message.vias) == 34
    assert message.vias[-1].params["received"] == "192.0.2.5"


def test_dblreq_ends_where_content_length_says() -> None:
    message = parsed("dblreq")
    assert (message.method, message.body) == ("REGISTER", b"")


def test_semiuri_the_semicolon_belongs_to_the_user() -> None:
    uri = parsed("semiuri").uri
    assert (uri.username, uri.host, uri.params) == ("user;par=u@example.net", "example.com", {})


def test_mpart01_keeps_binary_bodies() -> None:
    message = parsed("mpart01")
    assert bytes(range(256)) in message.body
    assert len(message.body) == int(message.required("content-length"))


def test_unreason_and_noreason_have_the_reasons_they_have() -> None:
    with_reason, without = parse_message(bytes_of("unreason")), parse_message(bytes_of("noreason"))
    assert isinstance(with_reason, Response)
    assert isinstance(without, Response)
    assert with_reason.reason.startswith("= 2**3 * 5**2 \u043d\u043e")
    assert without.reason == ""


def test_regaut01_offers_no_credentials() -> None:
    assert parsed("regaut01").credentials() == []


def test_cparam_brackets_decide_whose_the_parameter_is() -> None:
    [bare], [bracketed] = parsed("cparam01").contacts, parsed("cparam02").contacts
    assert (bare.params, bare.uri.params) == ({"unknownparam": None}, {})
    assert (bracketed.params, bracketed.uri.params) == ({}, {"unknownparam": None})


def test_regescrt_keeps_the_headers_of_a_contact() -> None:
    [contact] = parsed("regescrt").contacts
    assert contact.uri.headers == "Route=%3Csip:sip.example.com%3E"


def test_inv2543_has_neither_branch_nor_tag() -> None:
    message = parsed("inv2543")
    assert (message.via.branch, message.from_.tag) == ("", "")
    assert message.to.params == {"user": "phone"}
