import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import PeerError, Request, Response, is_keep_alive, parse_message
from tests.helpers.wire import request, response


def test_a_status_line_makes_a_response_and_anything_else_a_request() -> None:
    assert isinstance(parse_message(request()), Request)
    assert isinstance(parse_message(response()), Response)
    assert isinstance(parse_message(response().replace(b"SIP/2.0 2", b"sip/2.0 2")), Response)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    refused = None
    try:
        assert isinstance(parse_message(data), Request | Response)
    except PeerError as error:
        refused = error.detail
    assert refused is None or (refused.isascii() and refused.isprintable())


@pytest.mark.parametrize("data", [b"", b"\r\n", b"\r\n\r\n", b"\0\0\0\0"])
def test_keep_alives(data: bytes) -> None:
    assert is_keep_alive(data)


def test_a_message_is_no_keep_alive() -> None:
    assert not is_keep_alive(b"\r\n" + request())
