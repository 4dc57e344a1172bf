import pytest

from engine.errors import ParameterError
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.syslog import SYSLOG, Target, target_of
from engine.parameters.values import parse


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("udp://192.0.2.1", Target("udp", "192.0.2.1", 514)),
        ("tcp://siem.example.org", Target("tcp", "siem.example.org", 601)),
        ("tls://[2001:db8::1]:7000", Target("tls", "2001:db8::1", 7000)),
        ("tls://siem:6514", Target("tls", "siem", 6514)),
    ],
)
def test_a_target_is_an_address(text: str, target: Target) -> None:
    assert target_of(text) == target
    assert parse(CATALOGUE["SERVER_SYSLOG_TARGET"], text) == text


@pytest.mark.parametrize(
    "text", ["x", "http://a", "udp://", "udp://a:0", "udp://a:65536", "tcp://a b"]
)
def test_anything_else_is_refused_with_what_is_taken(text: str) -> None:
    assert target_of(text) is None
    with pytest.raises(ParameterError, match="tls://"):
        parse(CATALOGUE["SERVER_SYSLOG_TARGET"], text)


def test_nothing_is_sent_at_first() -> None:
    assert all(CATALOGUE[each.name] is each for each in SYSLOG)
    assert parse(CATALOGUE["SERVER_SYSLOG_TARGET"], "") == ""
