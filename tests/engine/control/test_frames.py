"""Frames survive any cutting of the stream, and a hostile length is refused before buffering."""

import struct

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.control.frames import MAX_FRAME, Decoder, encode
from engine.control.messages import EndpointConfig
from engine.errors import ControlError

MESSAGES = st.lists(
    st.dictionaries(st.text(max_size=8), st.one_of(st.integers(0, 2**40), st.text(max_size=20))),
    max_size=5,
)


def test_a_frame_is_a_big_endian_length_and_a_msgpack_map() -> None:
    frame = encode({"id": 1, "op": "ping"})
    assert frame[:4] == struct.pack("!I", len(frame) - 4)
    assert msgspec.msgpack.decode(frame[4:]) == {"id": 1, "op": "ping"}


@settings(max_examples=60, deadline=None)
@given(messages=MESSAGES, size=st.integers(1, 7))
def test_messages_come_out_whole_and_in_order_however_the_stream_is_cut(
    messages: list[dict[str, object]], size: int
) -> None:
    stream = b"".join(encode(message) for message in messages)
    decoder = Decoder()
    out = []
    for start in range(0, len(stream), size):
        out += decoder.feed(stream[start : start + size])
    assert out == messages
    assert decoder.pending == 0


def test_structs_become_maps_with_their_field_names() -> None:
    config = EndpointConfig("1001", "a" * 32, "b" * 64)
    (message,) = Decoder().feed(encode({"endpoints": [config]}))
    assert message["endpoints"] == [
        {"extension": "1001", "ha1_md5": "a" * 32, "ha1_sha256": "b" * 64, "enabled": True}
    ]


def test_a_length_over_the_limit_is_refused_before_the_payload_arrives() -> None:
    with pytest.raises(ControlError):
        Decoder().feed(struct.pack("!I", MAX_FRAME + 1))


def test_a_frame_at_the_limit_is_accepted_and_one_byte_more_is_not() -> None:
    frame = encode({"a": "x" * 20})
    assert Decoder(limit=len(frame) - 4).feed(frame) == [{"a": "x" * 20}]
    with pytest.raises(ControlError):
        Decoder(limit=len(frame) - 5).feed(frame)


def test_a_message_too_large_to_send_is_refused_by_the_sender() -> None:
    with pytest.raises(ControlError):
        encode({"a": b"x" * (MAX_FRAME + 1)})


@pytest.mark.parametrize("payload", [b"\xc1", b"\x93\x01\x02\x03", b"\x81\xa1\xff\x01", b"\x01"])
def test_anything_but_a_map_with_text_keys_is_refused(payload: bytes) -> None:
    with pytest.raises(ControlError):
        Decoder().feed(struct.pack("!I", len(payload)) + payload)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_messages_or_a_control_error(data: bytes) -> None:
    try:
        messages = Decoder(limit=1000).feed(data)
    except ControlError:
        return
    assert all(isinstance(message, dict) for message in messages)
