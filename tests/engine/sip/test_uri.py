import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.uri import Uri, unsupported_scheme
from tests.helpers.sip_values import uris


@given(uris())
def test_a_uri_comes_back_as_it_was_written(uri: Uri) -> None:
    assert Uri.parse(str(uri)) == uri


@given(st.text(max_size=40) | st.text(st.sampled_from("sip:@%4[]:;?=&a1.")).map("sip:".__add__))
def test_any_text_is_a_uri_or_refused(text: str) -> None:
    try:
        uri = Uri.parse(text)
    except PeerError:
        return
    assert Uri.parse(str(uri)) == uri


def test_the_parts_of_a_full_uri() -> None:
    uri = Uri.parse("SIP:alice:secret@[2001:DB8::1]:5061;Transport=tcp;lr?subject=a%20b")
    assert uri == Uri(
        "sip",
        "alice",
        "secret",
        "2001:db8::1",
        5061,
        {"transport": "tcp", "lr": None},
        "subject=a%20b",
    )
    assert uri.is_sip


def test_escapes_are_decoded_only_in_the_username() -> None:
    uri = Uri.parse("sip:%61%40b@example.com")
    assert uri.user == "%61%40b"
    assert uri.username == "a@b"
    assert uri.host == "example.com"


def test_an_escaped_byte_that_is_no_utf8_is_replaced() -> None:
    assert Uri.parse("sip:%ff@example.com").username == "\ufffd"


def test_tel_has_a_number_and_parameters() -> None:
    uri = Uri.parse("tel:+1-201-555-0123;phone-context=example.com")
    assert (uri.user, uri.params, uri.is_sip) == (
        "+1-201-555-0123",
        {"phone-context": "example.com"},
        False,
    )
    assert str(uri) == "tel:+1-201-555-0123;phone-context=example.com"


def test_another_scheme_is_carried() -> None:
    assert str(Uri.parse("isbn:2983792873")) == "isbn:2983792873"
    assert unsupported_scheme(Uri.parse("isbn:2983792873")).status == 416


@pytest.mark.parametrize(
    "text",
    [
        "", "sip", "sip:", "sip:@host", "sip:a@", "sip:a b@c", "sip:a@b@c", "sip:a@b:99999",
        "sip:a@b:1:2", "sip:%4@b", "sip:a@[::g]", "sip:a@[1.2.3.4]", "sip:a@b;", "sip:a@b?",
        "sip:a@b;x=1;x=2", "<sip:a@b>", "tel:", "tel:abc;;", ":x", "1x:y", "sip:\u4e2d@b",
    ],
)  # fmt: skip
def test_malformed_uris_are_refused(text: str) -> None:
    with pytest.raises(PeerError) as caught:
        Uri.parse(text)
    assert caught.value.status == 400


# RFC 3261 §19.1.4, its own examples.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;security=on"),
        (
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        ),
        (
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
        ),
    ],
)
def test_equivalent_uris(one: str, other: str) -> None:
    assert Uri.parse(one).equivalent(Uri.parse(other))
    assert Uri.parse(other).equivalent(Uri.parse(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
        ("sip:bob@biloxi.com", "sips:bob@biloxi.com"),
        ("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;newparam=6"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
        ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
        ("sip:bob@b", "sip:bob:secret@b"),
    ],
)
def test_uris_that_are_not_equivalent(one: str, other: str) -> None:
    assert not Uri.parse(one).equivalent(Uri.parse(other))
