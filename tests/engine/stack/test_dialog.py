import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import LocalError, PeerError, Request, Response
from engine.stack.dialog import Dialog
from tests.helpers.wire import Value, answer, request, response

VIA = "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKnew"
CALLEE = "<sip:callee@u2.domain.com>"
RECORDED = ["<sip:p2.domain.com;lr>", "<sip:p1.example.com;lr>"]


def invite(**changes: Value) -> Request:
    """An INVITE that came through two proxies; the caller's tag is from1."""
    headers = {"Contact": "<sip:caller@u1.example.com>", "Record-Route": RECORDED}
    return Request.parse(
        request("INVITE", "sip:1002@example.com", {**headers, "CSeq": "20 INVITE", **changes})
    )


def ok(status: int = 200, **changes: Value) -> Response:
    """Its answer; the callee's tag is to1."""
    fields: dict[str, Value] = {"Contact": CALLEE, "Record-Route": RECORDED, "CSeq": "20 INVITE"}
    return answer(response(status, "Said", **{**fields, **changes}))


def uas(**changes: Value) -> Dialog:
    return Dialog.as_uas(invite(**changes), "ours")


def uac(**changes: Value) -> Dialog:
    return Dialog.as_uac(invite(), ok(200, **changes))


def inside(method: str = "BYE", cseq: int = 21, **changes: Value) -> Request:
    """A request of the caller in the dialog that `uas` has."""
    headers = {"To": "<sip:1001@example.com>;tag=ours", "CSeq": f"{cseq} {method}"}
    return Request.parse(request(method, headers={**headers, **changes}))


def test_the_side_that_was_asked_knows_what_section_12_1_1_says() -> None:
    dialog = uas()
    assert dialog.key == ("call1@192.0.2.10", "ours", "from1")
    assert dialog.local_uri == "<sip:1001@example.com>;tag=ours"
    assert dialog.remote_uri == "<sip:1001@example.com>;tag=from1"
    assert dialog.remote_target == "sip:caller@u1.example.com"
    assert dialog.route_set == tuple(RECORDED)
    assert (dialog.local_cseq, dialog.remote_cseq) == (0, 20)
    assert (dialog.early, dialog.secure) == (True, False)


def test_the_side_that_asked_knows_what_section_12_1_2_says() -> None:
    dialog = uac()
    assert dialog.key == ("call1@192.0.2.10", "from1", "to1")
    assert dialog.local_uri == "<sip:1001@example.com>;tag=from1"
    assert dialog.remote_uri == "<sip:1001@example.com>;tag=to1"
    assert dialog.remote_target == "sip:callee@u2.domain.com"
    assert dialog.route_set == tuple(reversed(RECORDED))
    assert (dialog.local_cseq, dialog.remote_cseq) == (20, None)
    assert dialog.confirmed


def test_a_call_to_a_sips_uri_is_secure() -> None:
    data = request("INVITE", "sips:1002@example.com", Contact="<sips:a@b>")
    assert Dialog.as_uas(Request.parse(data), "ours").secure


def test_a_request_without_contact_makes_no_dialog() -> None:
    with pytest.raises(PeerError) as caught:
        uas(Contact=None)
    assert (caught.value.status, caught.value.reason) == (400, "Missing Contact")


def test_a_request_of_another_dialog_makes_none() -> None:
    with pytest.raises(PeerError) as caught:
        uas(To="<sip:1001@example.com>;tag=old")
    assert caught.value.status == 481


def test_an_answer_without_contact_leaves_the_address_that_was_called() -> None:
    assert uac(Contact=None).remote_target == "sip:1002@example.com"


@pytest.mark.parametrize(
    "changes", [{"Call-ID": "other"}, {"From": "<sip:1001@example.com>;tag=x"}]
)
def test_an_answer_to_another_request_makes_no_dialog(changes: dict[str, Value]) -> None:
    answered = ok(200, **changes)
    with pytest.raises(PeerError):
        Dialog.as_uac(invite(), answered)


def test_the_callee_sends_through_the_proxies_in_the_order_they_stood() -> None:
    # RFC 3261 §16.12.1.1
    dialog = uas()
    bye = Request.parse(dialog.request("BYE", VIA))
    assert (bye.method, bye.uri_text) == ("BYE", "sip:caller@u1.example.com")
    assert bye.lines("route") == RECORDED
    assert dialog.next_hop().host == "p2.domain.com"
    assert (bye.from_.tag, bye.to.tag, bye.call_id) == ("ours", "from1", "call1@192.0.2.10")
    assert (str(bye.cseq), bye.max_forwards, bye.header("via")) == ("1 BYE", 70, VIA)
    assert bye.header("contact") is None


def test_the_caller_sends_through_the_proxies_backwards() -> None:
    dialog = uac()
    bye = Request.parse(dialog.request("BYE", VIA))
    assert bye.uri_text == "sip:callee@u2.domain.com"
    assert bye.lines("route") == RECORDED[::-1]
    assert dialog.next_hop().host == "p1.example.com"
    assert str(bye.cseq) == "21 BYE"


def test_a_strict_router_is_addressed_itself() -> None:
    # RFC 3261 §16.12.1.2
    dialog = uas(Record_Route=["<sip:p3.middle.com>", "<sip:p1.example.com;lr>"])
    bye = Request.parse(dialog.request("BYE", VIA))
    assert bye.uri_text == "sip:p3.middle.com"
    assert bye.lines("route") == ["<sip:p1.example.com;lr>", "<sip:caller@u1.example.com>"]
    assert dialog.next_hop().host == "p3.middle.com"


def test_without_proxies_the_target_is_asked() -> None:
    dialog = uas(Record_Route=None, Contact="<sip:caller@192.0.2.10:5070>")
    bye = Request.parse(dialog.request("BYE", VIA))
    assert (bye.uri_text, bye.lines("route")) == ("sip:caller@192.0.2.10:5070", [])
    assert (dialog.next_hop().host, dialog.next_hop().port) == ("192.0.2.10", 5070)


def test_contact_headers_and_body_are_added() -> None:
    data = uac().request(
        "INVITE", VIA, "<sip:us@192.0.2.1>", [("Content-Type", "application/sdp")], b"v=0"
    )
    parsed = Request.parse(data)
    assert parsed.header("contact") == "<sip:us@192.0.2.1>"
    assert (parsed.header("content-type"), parsed.body) == ("application/sdp", b"v=0")


def test_numbers_rise_and_the_ack_has_that_of_its_invite() -> None:
    dialog = uac()
    sent = [
        str(Request.parse(dialog.request(method, VIA)).cseq)
        for method in ("ACK", "INFO", "INVITE", "UPDATE", "ACK", "BYE")
    ]
    assert sent == ["20 ACK", "21 INFO", "22 INVITE", "23 UPDATE", "22 ACK", "24 BYE"]


def test_what_no_dialog_can_send_is_our_mistake() -> None:
    with pytest.raises(LocalError):
        uas().request("ACK", VIA)
    with pytest.raises(LocalError):
        uac().request("CANCEL", VIA)
    with pytest.raises(LocalError):
        uac().request("BYE", VIA, headers=[("X", "a\r\nb")])


def test_requests_of_the_other_side_come_in_order() -> None:
    dialog = uas()
    dialog.accept(inside("ACK", 20))
    dialog.accept(inside("INVITE", 30))
    dialog.accept(inside("ACK", 30))
    assert dialog.remote_cseq == 30
    with pytest.raises(PeerError) as caught:
        dialog.accept(inside("BYE", 29))
    assert (caught.value.status, dialog.remote_cseq) == (500, 30)
    dialog.accept(inside("BYE", 31))


def test_the_first_request_to_the_side_that_asked_may_have_any_number() -> None:
    dialog = uac()
    headers = {"From": "<sip:b@c>;tag=to1", "To": "<sip:a@b>;tag=from1", "CSeq": "0 BYE"}
    dialog.accept(Request.parse(request("BYE", headers=headers)))
    assert dialog.remote_cseq == 0


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Call-ID": "other"}, 481),
        ({"To": "<sip:1001@example.com>"}, 481),
        ({"To": "<sip:1001@example.com>;tag=x"}, 481),
        ({"From": "<sip:1001@example.com>;tag=x"}, 481),
        ({"CSeq": "x BYE"}, 400),
        ({"From": "<"}, 400),
    ],
)
def test_what_does_not_belong_to_the_dialog_is_refused(
    changes: dict[str, Value], status: int
) -> None:
    dialog = uas()
    headers: dict[str, Value] = {"To": "<sip:1001@example.com>;tag=ours", "CSeq": "21 BYE"}
    asked = Request.parse(request("BYE", headers=headers | changes))
    with pytest.raises(PeerError) as caught:
        dialog.accept(asked)
    assert (caught.value.status, dialog.remote_cseq) == (status, 20)


def test_the_target_can_be_refreshed_and_the_routes_stay() -> None:
    dialog = uas()
    dialog.refresh("sip:caller@192.0.2.77?Subject=x")
    assert dialog.remote_target == "sip:caller@192.0.2.77"
    with pytest.raises(PeerError):
        dialog.refresh("tel:+4930")
    assert dialog.remote_target == "sip:caller@192.0.2.77"
    assert dialog.route_set == tuple(RECORDED)


def test_a_2xx_confirms_and_says_routes_and_target_anew() -> None:
    dialog = Dialog.as_uac(invite(), ok(180, Contact=None, Record_Route=None))
    assert (dialog.early, dialog.route_set) == (True, ())
    dialog.confirm(ok())
    assert dialog.confirmed
    assert dialog.route_set == tuple(RECORDED[::-1])
    assert dialog.remote_target == "sip:callee@u2.domain.com"
    dialog.confirm(ok(Record_Route=None))
    assert dialog.route_set == tuple(RECORDED[::-1]), "once"


def test_a_2xx_that_cannot_be_read_changes_nothing() -> None:
    dialog = Dialog.as_uac(invite(), ok(180))
    with pytest.raises(PeerError):
        dialog.confirm(ok(Record_Route=None, Contact="<tel:+4930>"))
    assert (dialog.early, len(dialog.route_set)) == (True, 2)


def test_our_2xx_confirms_too() -> None:
    dialog = uas()
    dialog.confirm()
    assert not dialog.early


def test_a_dialog_survives_a_restart() -> None:
    for dialog in (uas(), uac(), uas(Record_Route=None)):
        dialog.request("INVITE", VIA)
        copy = Dialog.load(json.loads(json.dumps(dialog.dump())))
        assert copy.dump() == dialog.dump()
        assert copy.key == dialog.key
        assert copy.request("ACK", VIA) == dialog.request("ACK", VIA)
        assert copy.request("BYE", VIA) == dialog.request("BYE", VIA)


@pytest.mark.parametrize(
    ("position", "value"),
    [(0, None), (5, "tel:+4930"), (6, ["nonsense"]), (7, -1), (8, "x"), (12, "utf-7")],
)
def test_what_is_no_dialog_is_not_loaded(position: int, value: object) -> None:
    line = uas().dump()
    line[position] = value
    with pytest.raises(ValueError, match=r"."):
        Dialog.load(line)
    with pytest.raises(ValueError, match=r"."):
        Dialog.load("nothing like it")


def test_bytes_that_are_no_utf8_leave_as_they_came() -> None:
    data = request("INVITE", Contact="<sip:a@b>").replace(b"From: <", b'From: "\xe4" <')
    dialog = Dialog.as_uas(Request.parse(data), "ours")
    assert b'To: "\xe4" <sip:' in dialog.request("BYE", VIA)


text = st.text(st.sampled_from('<<>>sip:;=@,"lrta?g \\%ä[]1'), max_size=12) | st.sampled_from(
    ["<sip:a@b>", "<sip:a@b;lr>", '"A, B" <sips:a@[::1]:5070;transport=tcp?x=y>', "<tel:1>"]
)


@given(text, text, st.lists(text, max_size=4), st.booleans())
def test_whatever_a_peer_writes_is_understood_or_a_peer_error(
    contact: str, name: str, routes: list[str], asked: bool
) -> None:
    fields: dict[str, Value] = {"Contact": contact, "Record-Route": routes}
    fields["From" if asked else "To"] = f"{name};tag=1"
    try:
        dialog = uas(**fields) if asked else uac(**fields)
    except PeerError:
        return
    parsed = Request.parse(dialog.request("BYE", VIA))
    assert parsed.to.tag == dialog.remote_tag
    assert dialog.next_hop().is_sip
    assert parsed.uri.is_sip
    assert Dialog.load(dialog.dump()).dump() == dialog.dump()
