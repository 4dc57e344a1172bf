"""Facts about passwords as the interface sends them."""

from client.api.decoding import decode
from client.api.password_values import PasswordFact
from tests.helpers.fake_security import password


def test_a_password_nobody_judged_has_no_score() -> None:
    known, unknown = (decode(PasswordFact, password("1001", score)) for score in (1, None))
    assert (known.score, known.weak, known.unchanged) == (1, True, True)
    assert (unknown.score, unknown.weak) == (None, False)
    assert known.created_at.year == 2026
