"""Each limit at its value and one beyond."""

import pytest

from engine.sip import PeerError, Request, limits, parse_message
from tests.helpers.wire import message, register, request


def refused(data: bytes) -> PeerError:
    with pytest.raises(PeerError) as caught:
        parse_message(data)
    return caught.value


def padded(size: int) -> bytes:
    head = request(Content_Length=None)
    return head + b"x" * (size - len(head))


def test_max_message() -> None:
    assert len(Request.parse(padded(limits.MAX_MESSAGE)).body) > 0
    error = refused(padded(limits.MAX_MESSAGE + 1))
    assert (error.status, error.request is not None) == (513, True)


def test_max_headers() -> None:
    room = limits.MAX_HEADERS - 7
    assert len(Request.parse(request(Subject=["x"] * room)).lines("subject")) == room
    assert refused(request(Subject=["x"] * (room + 1))).status == 513


def test_max_header_line() -> None:
    value = "x" * (limits.MAX_HEADER_LINE - len("Subject: "))
    assert Request.parse(request(Subject=value)).header("subject") == value
    assert refused(request(Subject=value + "x")).status == 513


def test_max_uri_in_the_request_line() -> None:
    uri = "sip:" + "a" * (limits.MAX_URI - 4)
    assert Request.parse(request(uri=uri)).uri.host
    error = refused(request(uri=uri + "a"))
    assert (error.status, error.request is not None) == (414, True)


def test_max_uri_in_a_header() -> None:
    uri = "sip:" + "a" * (limits.MAX_URI - 4)
    assert Request.parse(request(To=f"<{uri}>")).to.uri.host
    with pytest.raises(PeerError) as caught:
        _ = Request.parse(request(To=f"<{uri}a>")).to
    assert caught.value.status == 414


def test_max_vias() -> None:
    via = "SIP/2.0/UDP a;branch=z9hG4bK1"
    assert len(Request.parse(request(Via=", ".join([via] * limits.MAX_VIAS))).vias) == 70
    with pytest.raises(PeerError, match="70 values"):
        _ = Request.parse(request(Via=", ".join([via] * (limits.MAX_VIAS + 1)))).vias


def test_max_contacts() -> None:
    contact = "<sip:a@b>"
    assert len(Request.parse(register(contact=", ".join([contact] * 10))).contacts) == 10
    for contacts in (", ".join([contact] * 11), [contact] * 11):
        with pytest.raises(PeerError, match="10 values"):
            _ = Request.parse(register(Contact=contacts)).contacts


def test_max_list() -> None:
    tags = ["a"] * limits.MAX_LIST
    assert Request.parse(request(Require=", ".join(tags))).tokens("require") == tags
    with pytest.raises(PeerError, match="64 values"):
        Request.parse(request(Require=", ".join([*tags, "a"]))).tokens("require")


def test_max_params() -> None:
    params = "".join(f";p{number}" for number in range(limits.MAX_PARAMS))
    assert len(Request.parse(request(To=f"<sip:a@b>{params}")).to.params) == 32
    with pytest.raises(PeerError, match="more than 32"):
        _ = Request.parse(request(To=f"<sip:a@b>{params};more")).to


def test_max_cseq() -> None:
    assert Request.parse(request(CSeq=f"{limits.MAX_CSEQ} OPTIONS")).cseq.number == 2**31 - 1
    with pytest.raises(PeerError, match="number above"):
        _ = Request.parse(request(CSeq=f"{limits.MAX_CSEQ + 1} OPTIONS")).cseq


def test_max_seconds() -> None:
    assert Request.parse(request(Expires=str(limits.MAX_SECONDS))).expires == 2**32 - 1
    assert Request.parse(request(Expires=str(limits.MAX_SECONDS + 1))).expires == 2**32 - 1
    assert Request.parse(request(Expires="9" * 5_000)).expires == 2**32 - 1


def test_a_content_length_beyond_the_largest_message_is_refused() -> None:
    assert refused(request(Content_Length=str(limits.MAX_MESSAGE + 1))).status == 513
    assert refused(request(Content_Length="9" * 4_400)).status == 513
    assert message("X", Content_Length="0").endswith(b"\r\n\r\n")
