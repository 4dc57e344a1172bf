from engine.control.carriers import (
    NO_SECRET,
    GatewaySecret,
    ProbeLive,
    RegistrationLive,
    shown,
)
from engine.control.gateways import GatewayConfig

CARRIER = GatewayConfig(
    "carrier", "routing", ("192.0.2.9",), username="me", secret=GatewaySecret("Circle of Life")
)


def test_a_secret_is_in_no_repr_and_nothing_that_is_shown() -> None:
    secret = GatewaySecret("Circle of Life", "1" * 32, "2" * 64)
    for text in (repr(secret), repr(CARRIER), repr(shown(CARRIER))):
        assert "Circle" not in text
        assert "1111" not in text
    assert shown(CARRIER)["password_set"] is True
    assert "secret" not in shown(CARRIER)


def test_a_gateway_without_a_secret_says_so() -> None:
    assert not NO_SECRET
    assert repr(NO_SECRET) == "GatewaySecret()"
    assert shown(GatewayConfig("a", "routing", ("192.0.2.9",)))["password_set"] is False


def test_without_registration_and_probes_nothing_is_known() -> None:
    assert RegistrationLive() == RegistrationLive("off", None, None, None, 0, "")
    assert ProbeLive() == ProbeLive("off", None, None, 0, "")
