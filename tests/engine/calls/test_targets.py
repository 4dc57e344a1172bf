import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.targets import Target, default_port, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("192.0.2.9", Target("192.0.2.9", 5060)),
        ("192.0.2.9:5070", Target("192.0.2.9", 5070)),
        ("sip.example.com", Target("sip.example.com", 5060)),
        ("sip.example.com:65535", Target("sip.example.com", 65535)),
        ("[2001:db8::1]:5070", Target("2001:db8::1", 5070)),
        ("[2001:db8::1]", Target("2001:db8::1", 5060)),
        ("2001:db8::1", Target("2001:db8::1", 5060)),
    ],
)
def test_every_form_of_an_address_is_read(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        *("", ":5060", "a b", "192.0.2.0/24", "sip:me@a", "[192.0.2.1]:5060", "[2001:db8::1", "[]"),
        *("[2001:db8::1]5060", "2001:db8:::1", "a:b:c", "bücher.example", "a\n"),
        *("a:", "a:0", "a:65536", "a:5060x", "a:-1", "a:٥", "[::1]:", f"a:{'1' * 5000}"),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no (address: write host|number from 1)") as caught:
        parse_target(text)
    assert str(caught.value).isprintable()


@settings(max_examples=100, deadline=None)
@given(st.ip_addresses(), st.integers(1, 65535))
def test_every_address_with_a_port_is_read(address: object, port: int) -> None:
    host = str(address)
    text = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    assert parse_target(text) == Target(host, port)


def test_without_a_port_it_is_the_one_of_the_transport() -> None:
    assert (default_port("udp"), default_port("tcp"), default_port("tls")) == (5060, 5060, 5061)
    assert parse_target("sip.example.org", default_port("tls")).port == 5061
    assert parse_target("sip.example.org:5070", default_port("tls")).port == 5070
