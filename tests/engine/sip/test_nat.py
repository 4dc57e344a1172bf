import pytest

from engine.sip import Source, reply_destination, stamp
from tests.helpers.wire import PHONE, STREAM, received, request

VIA = "SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK1"


def stamped(via: str | list[str], source: Source = PHONE) -> str:
    return received(request(Via=via), source).via_line


def test_a_via_that_tells_the_truth_stays_as_it_was() -> None:
    assert stamped(VIA) == VIA


def test_another_address_is_noted_as_received() -> None:
    assert stamped(VIA, Source("198.51.100.1", 9)) == VIA + ";received=198.51.100.1"


def test_rport_is_filled_in_and_comes_with_received() -> None:
    assert stamped(VIA + ";rport;x=1") == VIA + ";rport=5062;received=192.0.2.10;x=1"


def test_what_the_peer_says_of_itself_is_not_believed() -> None:
    forged = VIA + ";rport=9;received=203.0.113.9"
    assert stamped(forged) == VIA + ";rport=5062;received=192.0.2.10"
    assert stamped(VIA + ";received=203.0.113.9") == VIA


@pytest.mark.parametrize("rport", ["; rport", ";RPORT", " ;rport"])
def test_rport_in_unusual_spelling(rport: str) -> None:
    via = received(request(Via=VIA + rport)).via_line
    assert "rport=5062;received=192.0.2.10" in via.replace("; ", ";")


def test_a_parameter_that_resembles_rport_is_left_alone() -> None:
    assert stamped(VIA + ";rportx=1;rport") == VIA + ";rportx=1;rport=5062;received=192.0.2.10"


def test_other_vias_on_the_same_line_stay() -> None:
    other = "SIP/2.0/TCP 192.0.2.99;branch=z9hG4bK2"
    assert stamped(f"{VIA};rport, {other}") == f"{VIA};rport=5062;received=192.0.2.10, {other}"


def test_stamping_twice_is_stamping_once() -> None:
    parsed = received(request(Via=VIA + ";rport"))
    once = parsed.via_line
    stamp(parsed, PHONE.ip, PHONE.port)
    assert parsed.via_line == once


def test_ipv6_is_written_without_brackets_and_zone() -> None:
    via = "SIP/2.0/UDP [2001:db8::1]:5062;branch=z9hG4bK1"
    assert stamped(via, Source("2001:db8::1", 5062)) == via
    assert stamped(via, Source("fe80::2%eth0", 5062)) == via + ";received=fe80::2"


def test_with_rport_the_answer_goes_to_the_source_port() -> None:
    source = Source("192.0.2.10", 40_000)
    assert reply_destination(received(request(Via=VIA + ";rport"), source), source) == source


def test_without_rport_the_answer_goes_to_the_port_of_sent_by() -> None:
    source = Source("192.0.2.10", 40_000)
    assert reply_destination(received(request(Via=VIA), source), source).port == 5062
    bare = received(request(Via="SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1"), source)
    assert reply_destination(bare, source) == Source("192.0.2.10", 5060)


def test_maddr_is_not_followed() -> None:
    parsed = received(request(Via=VIA + ";maddr=203.0.113.9"))
    assert reply_destination(parsed, PHONE) == PHONE


def test_a_stream_answers_on_its_connection() -> None:
    assert STREAM.reliable
    assert reply_destination(received(request(Via=VIA), STREAM), STREAM) is STREAM
