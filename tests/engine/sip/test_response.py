import pytest

from engine.sip import PeerError, Response
from engine.sip.limits import MAX_MESSAGE
from tests.helpers.wire import response


@pytest.mark.parametrize(
    ("status", "reason"), [(200, "OK"), (699, "= 2**3 * 52 \u4e2d"), (100, "")]
)
def test_status_and_reason(status: int, reason: str) -> None:
    parsed = Response.parse(response(status, reason))
    assert (parsed.status, parsed.reason) == (status, reason)
    assert parsed.cseq.method == "OPTIONS"


def test_a_status_line_may_end_after_the_status() -> None:
    assert Response.parse(response(200, "").replace(b"200 ", b"200")).reason == ""


@pytest.mark.parametrize(
    "start", [b"SIP/2.0 700 X", b"SIP/2.0 2000 X", b"SIP/3.0 200 OK", b"SIP/2.0"]
)
def test_other_status_lines_are_refused(start: bytes) -> None:
    with pytest.raises(PeerError) as caught:
        Response.parse(response().replace(b"SIP/2.0 200 OK", start))
    assert caught.value.request is None


def test_an_unframed_response_is_refused() -> None:
    for data in (response()[:-2], response() + b"x" * MAX_MESSAGE):
        with pytest.raises(PeerError, match="no framed response"):
            Response.parse(data)
