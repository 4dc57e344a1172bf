"""Registration and probe are read from the interface, and are off where it knows none."""

from client.api.call_values import Gateway
from client.api.decoding import decode
from tests.helpers.fake_data import gateway


def test_a_registration_is_read_and_an_older_engine_has_none() -> None:
    registration = {"state": "registered", "expires_at": "2026-11-23T12:00:00.000Z"}
    figures = gateway.live(registration=registration)
    made = decode(Gateway, gateway.make("a", "routing", live=figures, password_set=True))
    assert made.live is not None
    assert (made.live.registration.state, made.live.probe.state) == ("registered", "off")
    assert made.live.registration.expires_at is not None
    assert made.password_set


def test_a_typed_password_is_in_no_repr() -> None:
    assert "word" not in repr(Gateway("a", "routing", password="word").password_set)
    assert "Hakuna" not in repr(Gateway("a", "routing", password="Hakuna"))
