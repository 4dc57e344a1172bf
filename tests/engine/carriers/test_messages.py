from __future__ import annotations

import pytest

from engine.carriers.messages import contact_uri, granted, options, register, seconds_of
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.sip.response import Response

OURS = "sip:0123@203.0.113.1:5060"


def answer(*headers: tuple[str, str]) -> Response:
    data = register(
        "sip:carrier.example",
        "<sip:me@carrier.example>",
        "SIP/2.0/UDP h;branch=z9hG4bK1",
        OURS,
        "call",
        "tag",
        number=7,
        expires=600,
        extra=[("Authorization", "Digest x")],
    )
    request = Request.parse(data)
    assert (request.cseq.number, request.expires) == (7, 600)
    assert request.uri_text == "sip:carrier.example"
    assert request.header("authorization") == "Digest x"
    return Response.parse(build_reply(request, 200, "t", headers))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([("Contact", f"<{OURS}>;expires=120")], 120),
        ([("Contact", "<sip:other@h>;expires=9"), ("Contact", f"<{OURS}>;expires=60")], 60),
        ([("Contact", "<sip:other@h>;expires=9"), ("Expires", "70")], 70),
        ([("Contact", f"<{OURS}>"), ("Expires", "80")], 80),
        ([("Expires", "90")], 90),
        ([], 600),
        ([("Contact", "<not a uri")], 600),
        ([("Contact", f"<{OURS}>;expires=0")], 0),
    ],
)
def test_for_how_long_a_carrier_keeps_us(headers: list[tuple[str, str]], seconds: int) -> None:
    assert granted(answer(*headers), OURS, 600) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("120", 120), ("5;duration=3", 5), ("7 (busy)", 7), ("x", 0), ("-1", 0), ("9" * 10, 0)],
)
def test_seconds_are_read_or_are_none(text: str, seconds: int) -> None:
    assert seconds_of(answer(("Retry-After", text)), "retry-after") == seconds


def test_the_contact_names_number_address_and_transport() -> None:
    assert contact_uri("0123", "203.0.113.1:5060", "UDP") == OURS
    assert contact_uri("a b", "[2001:db8::1]:5060", "TCP") == (
        "sip:a%20b@[2001:db8::1]:5060;transport=tcp"
    )


def test_options_asks_the_address_itself() -> None:
    data = options("2001:db8::9", 5070, "203.0.113.1:5060", "UDP", "z9hG4bK2", "call", "tag")
    request = Request.parse(data)
    assert (request.method, request.uri_text) == ("OPTIONS", "sip:[2001:db8::9]:5070")
    assert request.header("accept") == "application/sdp"
