import pytest

from engine.registrar.authenticator import WWW_AUTHENTICATE, Authenticator, Proof, nonce_count
from engine.registrar.digest import ha1_pair, pack
from engine.registrar.nonce import MAX_COUNT
from engine.sip.auth import DigestCredentials
from tests.engine.registrar.build import KEY, PASSWORD, REALM, authorization, nonce_of

SECRET = pack(ha1_pair("1001", REALM, PASSWORD))


def judge(
    authenticator: Authenticator,
    line: str,
    *,
    secret: bytes | None = SECRET,
    now: float = 10.0,
    user: str = "1001",
) -> Proof:
    value = line.partition(": ")[2].strip()
    given = [DigestCredentials.parse(value)]
    return authenticator.judge("REGISTER", given, user, secret, now, 60)


@pytest.fixture
def ours() -> Authenticator:
    return Authenticator(REALM, KEY)


def fresh(ours: Authenticator, now: float = 10.0) -> str:
    return nonce_of(ours.challenge(WWW_AUTHENTICATE, now))


def test_a_challenge_offers_both_algorithms_with_one_nonce(ours: Authenticator) -> None:  # req 75
    weak, strong = ours.challenge(WWW_AUTHENTICATE, 10.0, stale=True)
    assert strong[0] == weak[0] == "WWW-Authenticate"
    assert "algorithm=SHA-256" in strong[1]
    assert "algorithm=MD5" in weak[1]
    assert nonce_of((strong,)) == nonce_of((weak,))
    assert 'qop="auth"' in weak[1]
    assert "stale=true" in weak[1]


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
@pytest.mark.parametrize("qop", ["auth", ""])
def test_the_right_password_is_right_once(ours: Authenticator, algorithm: str, qop: str) -> None:
    line = authorization(fresh(ours), algorithm=algorithm, qop=qop)
    assert judge(ours, line) is Proof.RIGHT  # req 76
    assert judge(ours, line) is Proof.REPLAYED  # req 100


def test_an_algorithm_may_be_quoted_or_left_out(ours: Authenticator) -> None:
    quoted = authorization(fresh(ours)).replace("algorithm=MD5", 'algorithm="MD5"')
    absent = authorization(fresh(ours)).replace(", algorithm=MD5", "")
    assert judge(ours, quoted) is Proof.RIGHT
    assert judge(ours, absent) is Proof.RIGHT


def test_a_wrong_password_is_wrong_and_spends_its_count(ours: Authenticator) -> None:
    line = authorization(fresh(ours), password="guess")
    assert judge(ours, line) is Proof.WRONG  # req 78
    assert judge(ours, line) is Proof.REPLAYED


def test_the_password_of_another_is_wrong(ours: Authenticator) -> None:
    assert judge(ours, authorization(fresh(ours)), user="1002") is Proof.WRONG


def test_nobody_is_right_about_an_extension_that_does_not_exist(ours: Authenticator) -> None:
    assert judge(ours, authorization(fresh(ours)), secret=None) is Proof.WRONG  # req 93


def test_an_old_nonce_is_stale_even_with_a_wrong_response(ours: Authenticator) -> None:  # req 79
    nonce = fresh(ours, now=10.0)
    assert judge(ours, authorization(nonce), now=71.0) is Proof.STALE
    assert judge(ours, authorization(nonce, password="guess"), now=71.0) is Proof.STALE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("algorithm=MD5", "algorithm=MD5-sess"),
        ("algorithm=MD5", "algorithm=SHA-512-256"),
        ("qop=auth,", "qop=auth-int,"),
        ("nc=00000001", "nc=1"),
        ("nc=00000001", "nc=0000000g"),
        ("nc=00000001", "nc=00000000"),
        (', cnonce="cafe"', ""),
        ('realm="switchwarden"', 'realm="elsewhere"'),
    ],
)
def test_what_was_not_offered_proves_nothing_and_costs_nothing(
    ours: Authenticator, old: str, new: str
) -> None:
    nonce = fresh(ours)
    line = authorization(nonce)
    assert old in line
    assert judge(ours, line.replace(old, new)) is Proof.MISSING
    assert judge(ours, line) is Proof.RIGHT


def test_credentials_for_other_realms_are_passed_over(ours: Authenticator) -> None:
    lines = [authorization("x", realm="elsewhere"), authorization(fresh(ours))]
    given = [DigestCredentials.parse(line.partition(": ")[2].strip()) for line in lines]
    assert ours.judge("REGISTER", given, "1001", SECRET, 10.0, 60) is Proof.RIGHT
    assert ours.judge("REGISTER", [], "1001", SECRET, 10.0, 60) is Proof.MISSING


def test_credentials_of_another_method_are_wrong(ours: Authenticator) -> None:
    assert judge(ours, authorization(fresh(ours), method="INVITE")) is Proof.WRONG


@pytest.mark.parametrize(
    ("nc", "qop", "expected"),
    [
        ("0000000a", "auth", 10),
        ("ffffffff", "auth", 0xFFFFFFFF),
        ("", "", MAX_COUNT),
        ("00000001", "AUTH", 0),
        ("-0000001", "auth", 0),
    ],
)
def test_nonce_counts_are_read_as_eight_digits(nc: str, qop: str, expected: int) -> None:
    given = DigestCredentials("u", "r", "n", "sip:x", "0", "", qop, nc, "c", "")
    assert nonce_count(given) == expected
