import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.auth import (
    DigestChallenge,
    DigestCredentials,
    _parse_tolerantly,
    parse_auth_params,
)
from engine.sip.errors import PeerError

USUAL = (
    'Digest username="1001", realm="switch", nonce="abc==", uri="sip:a;x=y", response="00ff", '
    'algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c", opaque="o"'
)
VALUES = DigestCredentials(
    "1001", "switch", "abc==", "sip:a;x=y", "00ff", "SHA-256", "auth", "00000001", "c", "o"
)
texts = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)
words = st.text(st.sampled_from("abcdef0123456789"), max_size=8)


def test_credentials_as_most_phones_write_them() -> None:
    assert DigestCredentials.parse(USUAL) == VALUES


@pytest.mark.parametrize(
    "text",
    [
        USUAL.replace(", ", ","),
        USUAL.replace(", ", " ,\t"),
        USUAL.replace("=", " = ", 1),
        USUAL.replace('"1001"', "1001"),
        USUAL.replace("=auth", '="auth"').replace("username", "Username"),
        USUAL + ", ,",
        USUAL + ', unknown="x, y"',
        USUAL.replace("1001", r"\10\01"),
        "DIGEST\t" + USUAL[7:],
    ],
)
def test_credentials_written_in_other_ways_mean_the_same(text: str) -> None:
    assert DigestCredentials.parse(text) == VALUES


def test_a_comma_or_an_equals_sign_inside_quotes_belongs_to_the_value() -> None:
    text = USUAL.replace('"1001"', '"a, nc=7, b"')
    assert DigestCredentials.parse(text).username == "a, nc=7, b"


@pytest.mark.parametrize("name", ["username", "realm", "nonce", "uri", "response"])
def test_missing_parameters_are_refused(name: str) -> None:
    with pytest.raises(PeerError, match=f"no {name}"):
        DigestCredentials.parse(USUAL.replace(name, "x" + name))


@pytest.mark.parametrize(
    "text",
    [
        USUAL + ", nc=2",
        USUAL + ", x",
        USUAL + ', x="',
        USUAL + " x=y",
        USUAL + ', x="a"b"',
        "Digest ,",
        'Digest a="',
    ],
)
def test_malformed_lists_are_refused(text: str) -> None:
    with pytest.raises(PeerError) as caught:
        DigestCredentials.parse(text)
    assert caught.value.status == 400


def test_too_many_parameters_are_refused() -> None:
    pairs = ", ".join(f"p{number}=1" for number in range(32))
    assert len(parse_auth_params("X", pairs)) == 32
    with pytest.raises(PeerError, match="more than 32"):
        parse_auth_params("X", pairs + ", q=1")


@given(
    st.builds(
        DigestCredentials, texts, texts, texts, texts, words, words, words, words, texts, texts
    )
)
def test_credentials_come_back_as_they_were_written(credentials: DigestCredentials) -> None:
    assert DigestCredentials.parse(str(credentials)) == credentials


@given(
    st.builds(
        DigestChallenge,
        texts,
        texts,
        st.sampled_from(["MD5", "SHA-256"]),
        st.booleans(),
        words,
        texts,
    )
)
def test_a_challenge_comes_back_as_it_was_written(challenge: DigestChallenge) -> None:
    assert DigestChallenge.parse(str(challenge)) == challenge


@given(st.text(st.sampled_from('ab=", \\\t'), max_size=30))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    try:
        params = parse_auth_params("X", text)
    except PeerError:
        return
    assert all(name == name.lower() for name in params)


@given(
    st.lists(
        st.sampled_from(
            ["username=", "realm", '"', "a", "nc=1", ", ", ",", "=", " ", "qop=auth", "uri=", 'b"']
        ),
        max_size=10,
    ).map("".join)
)
def test_the_quick_reading_is_the_tolerant_one(text: str) -> None:
    try:
        expected = _parse_tolerantly("X", text)
    except PeerError:
        with pytest.raises(PeerError):
            parse_auth_params("X", text)
    else:
        assert parse_auth_params("X", text) == expected


def test_a_challenge_as_we_send_it() -> None:
    challenge = DigestChallenge("switch", "n", "MD5", stale=True)
    assert (
        str(challenge) == 'Digest realm="switch", nonce="n", algorithm=MD5, qop="auth", stale=true'
    )


def test_a_challenge_without_a_nonce_is_refused() -> None:
    with pytest.raises(PeerError, match="no nonce"):
        DigestChallenge.parse('Digest realm="a"')


def test_the_response_is_not_shown() -> None:
    assert "00ff" not in repr(VALUES)
    assert "abc==" not in f"{VALUES!r}"


@pytest.mark.parametrize("separator", [",", ", "])
@pytest.mark.parametrize("order", [0, 3, 7])
def test_credentials_are_the_same_in_any_order_and_spacing(separator: str, order: int) -> None:
    """Those in a usual form are taken out by position; the pairs say the same."""
    pairs = [
        'username="1001"', 'realm="r"', 'nonce="abc"', 'uri="sip:x"', 'response="00ff"',
        "algorithm=MD5", "qop=auth", "nc=00000001", 'cnonce="c"',
    ]  # fmt: skip
    text = separator.join(pairs[order:] + pairs[:order])
    expected = parse_auth_params("Authorization", text)
    found = DigestCredentials.parse(f"Digest {text}")
    for name in DigestCredentials._fields:
        assert getattr(found, name) == expected.get(name, ""), name


def test_credentials_that_lack_a_value_are_refused_in_the_usual_form_too() -> None:
    with pytest.raises(PeerError):
        DigestCredentials.parse('Digest username="1001", realm="r", nonce="abc", uri="sip:x"')
