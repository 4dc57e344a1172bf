import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.sdp import codec
from engine.calls.trialvoice import MAX_LOOKED_AT, describe, packet, place_of, source_of


@pytest.mark.parametrize("ip", ["127.0.0.1", "::1"])
def test_a_description_names_the_place_and_a_codec(ip: str) -> None:
    body = describe(ip, 40_000, 7)
    assert place_of(body) == (ip, 40_000)
    assert codec(body) == "PCMU"


def test_the_address_of_the_stream_wins_over_that_of_the_session() -> None:
    body = b"c=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0\r\nc=IN IP4 192.0.2.2\r\n"
    assert place_of(body) == ("192.0.2.1", 4000)
    assert place_of(b"m=audio 4000 RTP/AVP 0\r\nc=IN IP4 192.0.2.2\r\n") == ("192.0.2.2", 4000)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"m=audio 4000 RTP/AVP 0\r\n",
        b"c=IN IP4 192.0.2.1\r\n",
        b"c=IN IP4 host.example\r\nm=audio 4000 RTP/AVP 0\r\n",
        b"c=IN IP4 192.0.2.1\r\nm=audio 0 RTP/AVP 0\r\n",
        b"c=IN IP4 192.0.2.1\r\nm=audio 65536 RTP/AVP 0\r\n",
        b"c=IN IP4 192.0.2.1\r\nm=audio 9999999999999999999999 RTP/AVP 0\r\n",
        b"x" * MAX_LOOKED_AT + b"\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0\r\n",
    ],
)
def test_what_names_no_place_leads_nowhere(body: bytes) -> None:
    assert place_of(body) is None


@given(st.binary(max_size=300) | st.text("c=INmaudio 49.\r\n").map(str.encode))
def test_nothing_that_arrives_raises(data: bytes) -> None:
    place = place_of(data)
    assert place is None or 0 < place[1] < 65_536
    assert source_of(data) is None or len(data) >= 12


def test_a_packet_is_known_by_its_source() -> None:
    made = packet(70_000, 0xDEADBEEF)
    assert len(made) == 172
    assert source_of(made) == 0xDEADBEEF
    assert source_of(b"\x00" + made[1:]) is None
    assert source_of(made[:11]) is None
    assert packet(1, 5) != packet(2, 5)
