import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import PeerError, Request
from engine.sip.head import salvage
from engine.sip.request import answerable, check_version
from tests.helpers.wire import request


def refused(data: bytes) -> PeerError:
    with pytest.raises(PeerError) as caught:
        Request.parse(data)
    return caught.value


def test_the_parts_of_a_request() -> None:
    parsed = Request.parse(request("INVITE", "sip:2002@example.com", body=b"v=0"))
    assert (parsed.method, parsed.uri.user, parsed.body) == ("INVITE", "2002", b"v=0")
    assert parsed.uri is parsed.uri


def test_methods_are_case_sensitive_tokens() -> None:
    assert Request.parse(request("invite")).method == "invite"
    assert Request.parse(request("!x-1")).method == "!x-1"
    assert refused(request("IN(VITE")).reason == "Invalid Method"


@pytest.mark.parametrize("version", ["SIP/2.0", "sip/2.0"])
def test_the_version_is_read_in_any_case(version: str) -> None:
    assert Request.parse(request(version=version)).method == "OPTIONS"


def test_another_version_is_505_and_can_be_answered() -> None:
    error = refused(request(version="SIP/7.0"))
    assert error.status == 505
    assert error.request is not None
    assert error.request.method == "OPTIONS"


@pytest.mark.parametrize("version", ["HTTP/1.1", "SIP/2", "SIP/2.0 ", " SIP/2.0", "x SIP/2.0"])
def test_other_request_lines_are_400(version: str) -> None:
    error = refused(request(version=version))
    assert (error.status, error.reason) == (400, "Invalid Request-Line")


def test_a_start_line_needs_three_words() -> None:
    with pytest.raises(PeerError):
        check_version(["a", "SIP/2.0"])


def test_a_message_without_its_empty_line_can_be_answered() -> None:
    error = refused(request()[:-2])
    assert (error.status, error.request is not None) == (400, True)


def test_a_broken_header_line_does_not_prevent_the_answer() -> None:
    error = refused(request(Subject="x").replace(b"Subject:", b"Subj ect:"))
    assert error.request is not None
    assert error.request.call_id == "call1@192.0.2.10"


@pytest.mark.parametrize("name", ["Via", "From", "To", "Call_ID", "CSeq"])
def test_without_one_of_the_five_headers_no_answer_is_possible(name: str) -> None:
    assert refused(request(headers={name: None}, version="SIP/3.0")).request is None


@pytest.mark.parametrize("name", ["Via", "From", "To", "Call-ID", "CSeq"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_request_without_a_mandatory_header_is_400(name: str, value: str | None) -> None:
    error = refused(request(headers={name: value}))
    assert (error.status, error.detail) == (400, f"no {name.lower()} header")
    assert error.request is None


def test_a_via_that_cannot_be_read_refuses_the_request() -> None:
    error = refused(request(Via="SIP/2.0/UDP 192.0.2.15;;,;,,"))
    assert (error.status, error.request) == (400, None)


def test_without_a_readable_via_or_cseq_no_answer_is_possible() -> None:
    assert refused(request(version="SIP/3.0", Via="nonsense")).request is None
    assert refused(request(version="SIP/3.0", CSeq="nonsense")).request is None


def test_an_ack_is_never_answered() -> None:
    assert refused(request("ACK", version="SIP/3.0")).request is None
    assert refused(request("X", version="SIP/3.0", CSeq="1 ACK")).request is None


def test_a_broken_response_is_never_answered() -> None:
    assert answerable(salvage(request().replace(b"OPTIONS", b"SIP/2.0", 1))) is None


def test_max_forwards() -> None:
    assert Request.parse(request(Max_Forwards="0")).max_forwards == 0
    assert Request.parse(request(Max_Forwards="255")).max_forwards == 255
    assert Request.parse(request(Max_Forwards="0068")).max_forwards == 68
    assert Request.parse(request(Max_Forwards=None)).max_forwards is None
    for text in ("256", "-1", "x", "", "\u0661", "0256"):
        with pytest.raises(PeerError, match="0 to 255"):
            _ = Request.parse(request(Max_Forwards=text)).max_forwards


def test_credentials_of_other_schemes_are_skipped() -> None:
    digest = 'Digest username="a", realm="b", nonce="c", uri="d", response="e"'
    parsed = Request.parse(request(Authorization=["NoOne opaque-data=here", digest, digest]))
    assert [item.username for item in parsed.credentials()] == ["a", "a"]
    assert parsed.credentials("proxy-authorization") == []


@given(st.binary(max_size=400))
def test_any_bytes_are_a_request_or_refused(data: bytes) -> None:
    for candidate in (data, request()[:40] + data, request(version="SIP/2.0\r\n")[:-2] + data):
        try:
            assert isinstance(Request.parse(candidate), Request)
        except PeerError:
            continue
