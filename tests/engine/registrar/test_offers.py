import pytest

from engine.registrar.offers import offers


@pytest.mark.parametrize(
    "user_agent", ["", "Yealink SIP-T46S", "baresip v3.9.0", "my baresip v1.0"]
)
def test_everybody_is_offered_both_and_the_operator_chooses_the_order(user_agent: str) -> None:
    assert offers(user_agent, strong_first=False) == ("MD5", "SHA-256")
    assert offers(user_agent, strong_first=True) == ("SHA-256", "MD5")


@pytest.mark.parametrize("strong_first", [False, True])
def test_a_device_that_gives_up_at_sha256_is_not_shown_it(strong_first: bool) -> None:
    assert offers("baresip v1.0.0 (x86_64/linux)", strong_first) == ("MD5",)
