from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import KeepAlive, PeerError, Request, Response, StreamFramer
from engine.sip.framing import Frame
from engine.sip.limits import MAX_MESSAGE
from tests.helpers.wire import request, response


def shown(frames: list[Frame]) -> list[object]:
    """What came out, comparable."""
    return [
        (type(frame), frame.call_id, frame.body)
        if isinstance(frame, Request | Response)
        else frame
        if isinstance(frame, KeepAlive)
        else (frame.status, frame.reason, frame.request is not None)
        for frame in frames
    ]


def fed(*pieces: bytes) -> list[object]:
    framer = StreamFramer()
    return shown([frame for piece in pieces for frame in framer.feed(piece)])


ONE = (Request, "one", b"")


def test_two_messages_in_one_read() -> None:
    data = request(Call_ID="one") + response(Call_ID="two", Content_Length="3") + b"abc"
    assert fed(data) == [ONE, (Response, "two", b"abc")]


def test_a_double_line_break_between_messages_is_a_ping() -> None:
    data = request(Call_ID="one")
    assert fed(b"\r\n\r\n" + data + b"\r\n\r\n") == [KeepAlive.PING, ONE, KeepAlive.PING]


def test_a_single_line_break_between_messages_is_nothing() -> None:
    assert fed(b"\r\n" + request(Call_ID="one") + b"\r\n") == [ONE]


stream_parts = st.lists(
    st.sampled_from(
        [
            request(Call_ID="one"),
            request("INVITE", Call_ID="two", body=b"\r\n\r\nv=0\r\n"),
            response(Call_ID="three"),
            b"\r\n\r\n",
            b"\r\n",
            request(Content_Length=None),
            b"garbage\r\n\r\n",
        ]
    ),
    max_size=6,
)


@given(stream_parts, st.lists(st.integers(0, 2_000), max_size=8))
def test_how_the_stream_is_cut_does_not_matter(parts: list[bytes], cuts: list[int]) -> None:
    data = b"".join(parts)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[a:b] for a, b in pairwise(edges)]
    assert fed(*pieces) == fed(data) == fed(*(bytes([byte]) for byte in data))


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_give_frames_and_at_most_one_error_at_the_end(pieces: list[bytes]) -> None:
    framer = StreamFramer()
    frames = [frame for piece in pieces for frame in framer.feed(piece)]
    errors = [frame for frame in frames if isinstance(frame, PeerError)]
    assert len(errors) <= 1
    assert framer.closed == bool(errors)


def test_without_content_length_the_connection_ends_after_an_answer() -> None:
    framer = StreamFramer()
    assert shown(framer.feed(request(Content_Length=None))) == [
        (400, "Missing Content-Length", True)
    ]
    assert framer.closed
    assert framer.feed(request()) == []


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request(Content_Length="-1"), 400),
        (request(Content_Length=str(MAX_MESSAGE)), 513),
        (request(version="SIP/7.0"), 505),
        (request().replace(b"OPTIONS sip", b"OPTIONS  sip"), 400),
        (response(999), 400),
        (b"x" * (MAX_MESSAGE + 1), 513),
    ],
)
def test_an_error_ends_the_connection(data: bytes, status: int) -> None:
    framer = StreamFramer()
    [error] = framer.feed(data)
    assert isinstance(error, PeerError)
    assert error.status == status
    assert framer.closed


def test_a_message_of_the_largest_size_passes_and_one_byte_more_does_not() -> None:
    head = len(request(Content_Length="60000"))
    for size, expected in ((MAX_MESSAGE - head, Request), (MAX_MESSAGE - head + 1, PeerError)):
        framer = StreamFramer()
        [frame] = framer.feed(request(Content_Length=f"{size}") + b"x" * size)
        assert isinstance(frame, expected)


def test_an_endless_head_is_cut_off() -> None:
    framer = StreamFramer()
    frames: list[Frame] = []
    for _ in range(1_000):
        frames += framer.feed(b"Subject: x\r\n" * 10)
    assert shown(frames) == [(513, "Message Too Large", False)]
