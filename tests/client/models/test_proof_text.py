from client.api.decoding import decode
from client.api.proving_values import Proof
from client.formats import Formats
from client.models.proof_text import lines, title, verdict
from tests.helpers.fake_data import proving

FORMATS = Formats("UTC")


def test_each_message_has_its_time_and_direction() -> None:
    proof = decode(Proof, proving.proof())
    assert lines(proof, FORMATS) == [
        "12:00:00.000  →  REGISTER",
        "12:00:00.000  ←  403 Forbidden",
    ]


def test_how_it_went_is_one_sentence() -> None:
    good = decode(Proof, proving.proof())
    bad = decode(Proof, proving.proof(ok=False, problem="no answer"))
    assert verdict(good, FORMATS).startswith("The lockout works: 5 wrong passwords")
    assert verdict(bad, FORMATS) == "Not proved at 12:00:00: no answer"
    assert title(good, FORMATS) == "2026-11-23 12:00:00, by alice: passed"
    assert title(bad, FORMATS).endswith("failed")
