"""Our proofs against the examples of RFC 7616 section 3.9.1 and RFC 2617, and odd challenges."""

from __future__ import annotations

import pytest

from engine.calls.credentials import MAX_CHALLENGES, MAX_REALMS, Account, Keyring, Taken, challenges
from engine.sip.auth import DigestCredentials
from engine.sip.response import Response

CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
MUFASA = Account("Mufasa", "Circle of Life")


def asked(*challenges_: str, header: str = "WWW-Authenticate", status: int = 401) -> Response:
    lines = "".join(f"{header}: {each}\r\n" for each in challenges_)
    return Response.parse(
        f"SIP/2.0 {status} Unauthorized\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n"
        f"From: <sip:a@h>;tag=1\r\nTo: <sip:a@h>;tag=2\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n"
        f"{lines}Content-Length: 0\r\n\r\n".encode()
    )


def rfc7616(algorithm: str) -> str:
    return (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
        f'nonce="{NONCE}", opaque="{OPAQUE}"'
    )


def proved(account: Account, *challenge: str, method: str, uri: str) -> DigestCredentials:
    keyring = Keyring(account, lambda: CNONCE)
    assert keyring.take(asked(*challenge)) is Taken.NEW
    ((name, value),) = keyring.headers(method, uri)
    assert name == "Authorization"
    return DigestCredentials.parse(value)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    given = proved(MUFASA, rfc7616(algorithm), method="GET", uri="/dir/index.html")
    assert given.response == response
    assert (given.nc, given.qop, given.opaque) == ("00000001", "auth", OPAQUE)
    assert (given.algorithm, given.cnonce, given.username) == (algorithm, CNONCE, "Mufasa")


def test_the_form_of_rfc_2069_has_no_count() -> None:
    given = proved(
        MUFASA,
        'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
        method="GET",
        uri="/dir/index.html",
    )
    assert (given.qop, given.nc, given.cnonce) == ("", "", "")
    other = Account("Mufasa", "Circle Of Life")
    rfc2617 = proved(
        other,
        'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
        method="GET",
        uri="/dir/index.html",
    )
    assert rfc2617.response == "670fd8c2df070c60b045671b8b24ff02" != given.response


def test_the_topmost_challenge_that_is_understood_is_answered() -> None:
    given = proved(
        MUFASA,
        'Digest realm="r", nonce="0", algorithm=SHA-512-256, qop="auth"',
        'Digest realm="r", nonce="1", algorithm=SHA-256, qop="auth"',
        'Digest realm="r", nonce="2", algorithm=MD5, qop="auth"',
        method="INVITE",
        uri="sip:a@h",
    )
    assert (given.nonce, given.algorithm) == ("1", "SHA-256")


def test_a_nonce_is_counted_and_a_new_one_begins_anew() -> None:
    keyring = Keyring(MUFASA, lambda: "c")
    assert not keyring
    first = asked('Digest realm="r", nonce="1", qop="auth"')
    assert keyring.take(first) is Taken.NEW
    counts = [
        DigestCredentials.parse(keyring.headers("REGISTER", "sip:h")[0][1]).nc for _ in range(3)
    ]
    assert counts == ["00000001", "00000002", "00000003"]
    assert keyring.take(asked('Digest realm="r", nonce="2", stale=TRUE, qop="auth"')) is Taken.STALE
    given = DigestCredentials.parse(keyring.headers("REGISTER", "sip:h")[0][1])
    assert (given.nonce, given.nc) == ("2", "00000001")
    assert keyring.take(first) is Taken.AGAIN
    assert keyring


def test_a_proxy_is_answered_by_its_own_header() -> None:
    keyring = Keyring(MUFASA, lambda: "c")
    proxy = asked('Digest realm="p", nonce="1"', header="Proxy-Authenticate", status=407)
    assert keyring.take(proxy) is Taken.NEW
    assert keyring.take(asked('Digest realm="r", nonce="1"')) is Taken.NEW
    names = [name for name, _ in keyring.headers("INVITE", "sip:a@h")]
    assert names == ["Proxy-Authorization", "Authorization"]


@pytest.mark.parametrize(
    "challenge",
    [
        "Basic realm=x",
        "Digest",
        'Digest realm="r"',
        'Digest nonce="n"',
        'Digest realm="r", nonce="n", qop="auth-int"',
        'Digest realm="r", nonce="n", algorithm=MD5-sess',
        'Digest realm="r", realm="s", nonce="n"',
    ],
)
def test_what_cannot_be_answered_is_none(challenge: str) -> None:
    keyring = Keyring(MUFASA, lambda: "c")
    assert keyring.take(asked(challenge)) is Taken.NONE
    assert keyring.headers("INVITE", "sip:a@h") == []


def test_what_a_carrier_may_ask_for_is_bounded() -> None:
    many = [f'Digest realm="{number}", nonce="n"' for number in range(MAX_CHALLENGES + 1)]
    assert len(challenges(asked(*many))) == MAX_CHALLENGES
    keyring = Keyring(MUFASA, lambda: "c")
    keyring.take(asked(*many[:MAX_REALMS]))
    assert len(keyring.headers("INVITE", "sip:a@h")) == MAX_REALMS
    keyring.take(asked(many[MAX_REALMS]))
    assert len(keyring.headers("INVITE", "sip:a@h")) == MAX_REALMS


def test_quotes_of_a_carrier_stay_within_theirs() -> None:
    given = proved(
        MUFASA, r'Digest realm="a\"b\\c", nonce="n", opaque="\""', method="INVITE", uri="sip:a@h"
    )
    assert (given.realm, given.opaque) == ('a"b\\c', '"')


def test_an_account_does_not_show_its_password() -> None:
    assert repr(MUFASA) == "Account(username='Mufasa')"
