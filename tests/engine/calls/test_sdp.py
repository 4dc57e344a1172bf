import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.sdp import MAX_ADDRESS, MAX_LOOKED_AT, MAX_NAME, codec, connection

HEAD = b"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (b"m=audio 4000 RTP/AVP 8 0\r\n", "PCMA"),
        (b"m=audio 4000 RTP/AVP 0 8\n", "PCMU"),
        (b"m=audio 4000 RTP/AVP 96 8\r\na=rtpmap:96 opus/48000/2\r\n", "opus"),
        (b"m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n", "PCMA"),
        (b"m=audio 4000 RTP/AVP 96\r\n", ""),
        (b"m=audio 4000\r\n", ""),
        (b"m=video 4000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n", ""),
        (
            b"m=video 1 RTP/AVP 9\r\na=rtpmap:9 H264/9\r\nm=audio 2 RTP/AVP 9\na=rtpmap:9 opus/8\n",
            "opus",
        ),
        (b"m=audio 1 RTP/AVP 18\r\nm=audio 2 RTP/AVP 0\r\n", "G729"),
        (b"", ""),
    ],
)
def test_the_first_codec_of_the_first_audio_stream(lines: bytes, name: str) -> None:
    assert codec(HEAD + lines) == name


def test_a_name_is_bounded_and_readable() -> None:
    start = HEAD + b"m=audio 1 RTP/AVP 96\r\na=rtpmap:96 "
    assert codec(start + b"x" * 1000 + b"/8000\r\n") == "x" * MAX_NAME
    assert codec(start + b"\x00\xff/8000\r\n") == ""


def test_what_stands_far_behind_is_not_looked_at() -> None:
    assert codec(b"a=x\r\n" * MAX_LOOKED_AT + b"m=audio 1 RTP/AVP 8\r\n") == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_a_description_of_something(body: bytes) -> None:
    name = codec(HEAD + b"m=audio 1 RTP/AVP 96\r\na=rtpmap:96 " + body)
    assert len(name) <= MAX_NAME
    assert name.isprintable()


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (b"c=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0\r\n", "192.0.2.1"),
        (b"c=IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP 0\r\nc=IN IP4 10.0.0.1\r\n", "10.0.0.1"),
        (b"m=audio 1 RTP/AVP 0\r\nc=IN IP6 2001:db8::1\r\nm=video 2 x 3\r\nc=IN IP4 9.9.9.9",
         "2001:db8::1"),
        (b"c=IN IP4 233.252.0.1/127\r\n", "233.252.0.1"),
        (b"c=IN IP4\r\n", ""),
        (b"", ""),
        (b"c=IN IP4 " + b"9" * 500, "9" * MAX_ADDRESS),
    ],
)  # fmt: skip
def test_where_media_is_to_be_sent(body: bytes, address: str) -> None:
    assert connection(body) == address
