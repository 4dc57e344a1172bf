from engine.errors import SwitchwardenError
from engine.sip.errors import LocalError, PeerError, bad_value, excerpt


def test_an_excerpt_escapes_control_characters_and_letters_beyond_ascii() -> None:
    assert excerpt("a\x1b[2J\n\u4e2d") == "'a\\x1b[2J\\n\\u4e2d'"


def test_an_excerpt_is_bounded() -> None:
    assert len(excerpt("\x00" * 10_000)) < 300


def test_a_peer_error_says_what_to_answer() -> None:
    error = PeerError(420, "Bad Extension", "why", headers=(("Unsupported", "x"),))
    assert (error.status, error.reason, error.detail) == (420, "Bad Extension", "why")
    assert error.headers == (("Unsupported", "x"),)
    assert error.request is None


def test_both_errors_are_errors_of_the_program() -> None:
    assert isinstance(bad_value("To", "x", "y"), SwitchwardenError)
    assert isinstance(LocalError("x"), SwitchwardenError)


def test_a_bad_value_names_its_header_and_quotes_it_safely() -> None:
    error = bad_value("Contact", "a\r\nb", "malformed")
    assert error.status == 400
    assert error.reason == "Invalid Contact"
    assert "\r" not in error.detail
