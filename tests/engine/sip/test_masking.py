"""What opens a door is covered, whatever form it has; everything else can be read."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.limits import MAX_MESSAGE
from engine.sip.masking import mask

SECRET = b"5ecret0fSomebody"


def message(*lines: bytes, body: bytes = b"") -> bytes:
    head = [b"INVITE sip:2002@example.org SIP/2.0", b"Call-ID: a", *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "line",
    [
        b'Authorization: Digest username="1001", response="SECRET", realm="r"',
        b'Proxy-Authorization: Digest nonce="SECRET", uri="sip:a@b"',
        b'PROXY-AUTHORIZATION : digest cnonce="SECRET",nc=00000001',
        b"authorization:Digest response=SECRET, qop=auth",
        b'Authorization: Digest opaque="SECRET"',
        b'Authorization: Digest whatever-is-new="SECRET"',
        b'Authorization: Digest response="SECRET',
        b'Authorization: Digest username="a" response="SECRET"',
        b'Authorization: Digest "SECRET", realm="r"',
        b"Authorization: Basic SECRET",
        b"Authorization: Bearer SECRET",
        b'WWW-Authenticate: Digest realm="r", nonce="SECRET", stale=TRUE',
        b'Proxy-Authenticate: Digest realm="r", nonce="SECRET"',
        b'Authentication-Info: nextnonce="SECRET", qop=auth',
        b'Authorization: Digest realm="r",\r\n response="SECRET"',
        b'Authorization: Digest realm="r", response="\r\n\tSECRET"',
        b"To: <sip:2002:SECRET@example.org>",
        b"Contact: sips:2002:SECRET@example.org;transport=tls",
        b"Contact: <SIP:2002:SECRET@example.org>, <sip:3:SECRET@example.org>",
        b"Call-Info: <https://someone:SECRET@example.org/icon>",
        b"From: <sip:2002:p@SECRET@example.org>",
        b"Refer-To: <sip:2@example.org?Proxy-Authorization=SECRET>",
    ],
)
def test_a_secret_of_the_head_is_covered(line: bytes) -> None:
    given = message(line.replace(b"SECRET", SECRET))
    assert SECRET in given
    assert SECRET not in mask(given)


@pytest.mark.parametrize(
    "line",
    [
        b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET|2^20|1:32",
        b"A=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET",
        b"a=crypto:SECRET",
        b"a=ice-pwd:SECRET",
        b"k=clear:SECRET",
        b"a=key-mgmt:mikey SECRET",
        b"u=http://me:SECRET@example.org",
    ],
)
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_a_secret_of_a_session_is_covered(line: bytes, end: bytes) -> None:
    body = end.join([b"v=0", line.replace(b"SECRET", SECRET), b"m=audio 4000 RTP/SAVP 8"])
    masked = mask(message(b"Content-Type: application/sdp", body=body))
    assert SECRET not in masked
    assert masked.endswith(b"m=audio 4000 RTP/SAVP 8")


def test_what_a_caller_dials_while_he_talks_is_covered() -> None:
    kind = b"Content-Type: application/dtmf-relay"
    assert mask(message(kind, body=b"Signal=7\r\nDuration=160\r\n")).endswith(
        b"\r\n\r\nSignal=*\r\nDuration=160\r\n"
    )
    assert mask(message(b"Content-Type: application/dtmf", body=b"7")).endswith(b"\r\n\r\n*")


def test_everything_else_stays_as_it_is() -> None:
    plain = message(
        b"Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport",
        b'From: "A" <sip:1001@example.org:5060>;tag=x',
        b"Contact: <sip:1001@192.0.2.1:5060;transport=udp>, <sip:[2001:db8::1]:5060>",
        b"Content-Type: application/sdp",
        body=b"v=0\r\no=- 1 1 IN IP4 192.0.2.77\r\na=ice-ufrag:abcd\r\na=rtpmap:8 PCMA/8000\r\n",
    )
    assert mask(plain) == plain


def test_the_form_and_the_length_stay() -> None:
    line = b'Authorization: Digest username="1001", nonce="abc", nc=00000001, response="0123"'
    masked = mask(message(line))
    assert len(masked) == len(message(line))
    assert b'Digest username="1001", nonce="***", nc=00000001, response="****"' in masked


@given(st.binary(max_size=400))
def test_any_bytes_are_taken(data: bytes) -> None:
    assert isinstance(mask(data), bytes)


@pytest.mark.parametrize(
    "piece", [b"sip:a:", b"a@b:", b"Authorization: Digest a=\r\n ", b"?a", b'"']
)
def test_what_is_made_to_take_long_does_not(piece: bytes) -> None:
    """Not a measurement: a square of 64 KiB would not end within the time of the whole suite."""
    data = b"INVITE " + piece * (MAX_MESSAGE // len(piece))
    assert mask(data).startswith(b"INVITE ")


@given(st.sampled_from([b"response", b"cnonce", b"x"]), st.integers(0, 9_999))
def test_wherever_it_stands_among_the_parameters_it_is_covered(name: bytes, seed: int) -> None:
    chance = random.Random(seed)
    others = [b'realm="r"', b"qop=auth", b'uri="sip:a@b"', b'opaque="\\""']
    params = [*others, name + b'="' + SECRET + b'"']
    chance.shuffle(params)
    space = chance.choice([b"", b" ", b"  "])
    line = b"Proxy-Authorization: Digest " + (space + b"," + space).join(params)
    masked = mask(message(line))
    assert SECRET not in masked
