import pytest

from engine.sip import PeerError, validate
from engine.sip.validate import KNOWN_METHODS
from tests.helpers.wire import received, register, request

ALLOWED = ("REGISTER", "OPTIONS", "INVITE", "ACK", "CANCEL")


def accepted(data: bytes) -> bool:
    validate(received(data), ALLOWED)
    return True


def refused(data: bytes) -> PeerError:
    with pytest.raises(PeerError) as caught:
        validate(received(data), ALLOWED)
    return caught.value


@pytest.mark.parametrize(
    "data", [request(), register(), request("INVITE", "tel:+123"), request(Require="path")]
)
def test_a_correct_request_passes(data: bytes) -> None:
    assert accepted(data)


@pytest.mark.parametrize("name", ["From", "To", "Call_ID", "CSeq", "Max_Forwards", "Expires"])
def test_a_single_header_given_twice_is_400(name: str) -> None:
    value = {"CSeq": "1 OPTIONS", "Max_Forwards": "70", "Expires": "1"}.get(name, "<sip:a@b>")
    assert refused(request(headers={name: [value, value]})).reason.startswith("Duplicate")


@pytest.mark.parametrize(
    "changes", [{"From": '"x <sip:a@b>'}, {"To": "x"}, {"Call_ID": "a b"}, {"CSeq": "x OPTIONS"}]
)
def test_a_malformed_mandatory_header_is_400(changes: dict[str, str]) -> None:
    assert refused(request(headers=changes)).status == 400


def test_the_method_of_cseq_must_be_that_of_the_request() -> None:
    assert refused(request(CSeq="1 INVITE")).reason == "CSeq Method Mismatch"


@pytest.mark.parametrize("method", sorted(KNOWN_METHODS.difference(ALLOWED)))
def test_a_known_method_that_is_not_served_is_405_with_allow(method: str) -> None:
    error = refused(request(method))
    assert (error.status, error.headers) == (405, (("Allow", ", ".join(ALLOWED)),))


def test_an_unknown_method_is_501_with_allow() -> None:
    error = refused(request("BREW"))
    assert (error.status, error.headers[0][0]) == (501, "Allow")


def test_methods_are_case_sensitive() -> None:
    assert refused(request("register")).status == 501


def test_an_unknown_scheme_is_416() -> None:
    assert refused(request(uri="soap.beep://192.0.2.103:3002")).status == 416


def test_a_malformed_request_uri_is_400() -> None:
    assert refused(request(uri="<sip:a@b>")).status == 400


def test_a_request_uri_with_headers_is_400() -> None:
    assert refused(request(uri="sip:a@b?Route=%3Csip:c%3E")).reason == "Headers In Request-URI"


def test_no_hops_left_is_483_but_for_options() -> None:
    assert refused(register(Max_Forwards="0")).status == 483
    assert refused(request("INVITE", Max_Forwards="0")).status == 483
    assert accepted(request(Max_Forwards="0"))


def test_malformed_max_forwards_is_400() -> None:
    assert refused(register(Max_Forwards="many")).status == 400


def test_an_unknown_extension_is_420_and_named() -> None:
    error = refused(request(Require=["path, gruu", "nothingSupports"]))
    assert (error.status, error.headers) == (420, (("Unsupported", "gruu, nothingSupports"),))


@pytest.mark.parametrize("method", ["ACK", "CANCEL"])
def test_require_is_ignored_in_ack_and_cancel(method: str) -> None:
    assert accepted(request(method, Require="unknown"))


def test_a_from_without_tag_passes() -> None:
    """RFC 3261 §12.1.1: a request of an element that follows RFC 2543 has none."""
    assert accepted(request(From="<sip:a@b>"))
