import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.registrar import digest as d

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_the_example_of_rfc_7616_is_met() -> None:
    """RFC 7616 §3.9.1: both algorithms, one user."""
    realm, nonce = "http-auth@example.org", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    expected = {
        d.MD5: "8ca523f5e9506fed4657c9700eebdbec",
        d.SHA256: "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    }
    computer = d.Digest()
    for algorithm in (d.MD5, d.SHA256):
        secret = d.ha1(algorithm, "Mufasa", realm, "Circle of Life")
        ha2 = computer.ha2(algorithm, "GET", "/dir/index.html")
        given = computer.response(algorithm, secret, nonce, "00000001", cnonce, ha2)
        assert given == expected[algorithm]


def test_the_example_of_rfc_2617_without_quality_is_met() -> None:
    """RFC 2069 form: H(HA1:nonce:HA2); checked against openssl."""
    computer = d.Digest()
    ha2 = computer.ha2(d.MD5, "GET", "/dir/index.html")
    assert ha2 == "39aff3a2bab6126f332b942af96d3366"
    secret = d.ha1(d.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life")
    assert secret == "939e7578ed9e3c518a452acee763bce9"
    nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093"
    given = computer.response(d.MD5, secret, nonce, "", "", ha2)
    assert given == "670fd8c2df070c60b045671b8b24ff02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "MD5"), ("MD5", "MD5"), ("md5", "MD5"), ("Sha-256", "SHA-256"), ("SHA-256", "SHA-256")],
)
def test_algorithms_are_known_in_any_case(text: str, expected: str) -> None:
    assert d.algorithm_of(text) == expected


@pytest.mark.parametrize("text", ["MD5-sess", "SHA-256-sess", "SHA-512-256", "none", "мd5"])
def test_other_algorithms_are_not_ours(text: str) -> None:
    assert d.algorithm_of(text) is None


def test_a_challenge_names_realm_nonce_and_algorithm() -> None:
    assert d.challenge("r", "n", "MD5") == 'Digest realm="r", nonce="n", algorithm=MD5, qop="auth"'
    assert d.challenge("r", "n", "MD5", stale=True).endswith(", stale=true")


def test_the_hashes_of_uris_are_bounded() -> None:
    computer = d.Digest()
    for number in range(d.MAX_HA2 + 10):
        computer.ha2("MD5", "REGISTER", f"sip:{number}")
    assert len(computer._ha2) <= d.MAX_HA2
    assert computer.ha2("MD5", "REGISTER", "sip:1") == d.Digest().ha2("MD5", "REGISTER", "sip:1")


def test_packed_hashes_come_back() -> None:
    pair = d.ha1_pair("1001", "realm", "secret")
    packed = d.pack(pair)
    assert len(packed) == d.PACKED
    assert d.secret_of(packed, "MD5") == pair.md5
    assert d.secret_of(packed, "SHA-256") == pair.sha256
    assert pair.md5 not in repr(pair)


@pytest.mark.parametrize(
    "pair", [("", ""), ("00" * 16, "00" * 31), ("00" * 17, "00" * 31), ("zz" * 16, "00" * 32)]
)
def test_what_is_no_hash_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="hex"):
        d.pack(d.Ha1(*pair))


@given(TEXT, TEXT)
def test_equal_is_equality_for_any_text(left: str, right: str) -> None:
    assert d.equal(left, right) is (left == right)
    assert d.equal(left, left)


def test_the_dummy_looks_like_any_other_and_is_secret() -> None:
    assert len(d.dummy(b"a")) == d.PACKED
    assert d.dummy(b"a") != d.dummy(b"b")
