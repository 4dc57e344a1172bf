import pytest

from engine.sip import PeerError, Request, Response, delta_seconds
from engine.sip.message import Message
from tests.helpers.wire import message, register, request

HEADERS = {
    "Via": "SIP/2.0/UDP a",
    "From": "<sip:a@b>",
    "To": "<sip:a@b>",
    "Call-ID": "1",
    "CSeq": "1 A",
}


def parsed(**changes: str | list[str]) -> Message:
    return Request.parse(request(headers=changes))


def test_lines_and_values_keep_the_order_of_the_message() -> None:
    found = parsed(Route=["<sip:a>, <sip:b>", "<sip:c>"])
    assert found.header("route") == "<sip:a>, <sip:b>"
    assert found.lines("route") == ["<sip:a>, <sip:b>", "<sip:c>"]
    assert [item.uri.host for item in found.addresses("route")] == ["a", "b", "c"]


def test_a_header_that_is_not_there() -> None:
    found = parsed()
    assert found.header("route") is None
    assert found.lines("route") == found.values("route") == []
    assert found.addresses("route") == []


def test_an_empty_list_header_means_none() -> None:
    assert parsed(Supported="").tokens("supported") == []
    assert parsed(Supported=["", "path"]).tokens("supported") == ["path"]


def test_tokens_must_be_tokens() -> None:
    with pytest.raises(PeerError, match="no token"):
        parsed(Require="a b").tokens("require")


@pytest.mark.parametrize("name", ["Via", "From", "To", "Call-ID", "CSeq"])
def test_a_response_without_a_mandatory_header_is_refused_by_name(name: str) -> None:
    parsed_response = Response.parse(message("SIP/2.0 200 OK", {**HEADERS, name: None}))
    with pytest.raises(PeerError, match=f"no {name.lower()} header"):
        parsed_response.mandatory()


def test_the_mandatory_values() -> None:
    via, from_, to, call_id, cseq = parsed().mandatory()
    assert (via.branch, from_.tag, to.uri.user) == ("z9hG4bKone", "from1", "1001")
    assert (call_id, cseq.number, cseq.method) == ("call1@192.0.2.10", 1, "OPTIONS")


def test_the_top_via_is_the_first_of_the_first_line() -> None:
    found = parsed(Via=["SIP/2.0/UDP a;branch=1 , SIP/2.0/TCP b", "SIP/2.0/UDP c"])
    assert found.via.branch == "1"
    assert [via.host for via in found.vias] == ["a", "b", "c"]


def test_a_value_is_parsed_once() -> None:
    found = parsed()
    assert found.via is found.via
    assert found.to is found.to
    assert found.from_ is found.from_
    assert found.cseq is found.cseq


def test_a_call_id_with_white_space_is_refused() -> None:
    with pytest.raises(PeerError, match="white space"):
        _ = parsed(Call_ID="a b").call_id


def test_contacts_of_several_lines() -> None:
    found = Request.parse(register(Contact=["<sip:a@b>;q=0.5, sip:c@d", "<sip:e@f>"]))
    assert [contact.uri.user for contact in found.contacts] == ["a", "c", "e"]
    assert found.contacts is found.contacts
    assert not found.contact_star


def test_contact_star_stands_alone() -> None:
    found = Request.parse(register(contact="*"))
    assert found.contact_star
    assert found.contacts == []


@pytest.mark.parametrize("contact", ["*, <sip:a@b>", ["*", "<sip:a@b>"], ["*", "*"], "*;expires=0"])
def test_contact_star_beside_anything_is_refused(contact: str | list[str]) -> None:
    found = Request.parse(register(Contact=contact))
    assert not found.contact_star
    with pytest.raises(PeerError):
        _ = found.contacts


def test_no_contact_is_no_contact() -> None:
    assert Request.parse(register(contact=None)).contacts == []
    assert Request.parse(register(contact="")).contacts == []


def test_expires() -> None:
    assert parsed().expires is None
    assert parsed(Expires="0060").expires == 60
    with pytest.raises(PeerError, match="seconds"):
        _ = parsed(Expires="soon").expires
    assert parsed(Min_Expires="5").seconds("min-expires") == 5


@pytest.mark.parametrize("text", ["", "-1", "1.5", "\u0661", " 1"])
def test_what_is_no_number_of_seconds_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        delta_seconds("Expires", text)


def test_user_agent() -> None:
    assert parsed().user_agent == ""
    assert parsed(User_Agent="A/1").user_agent == "A/1"
