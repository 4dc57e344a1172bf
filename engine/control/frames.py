"""Frames of the control socket: a length, then one msgpack map.

A frame is a 4-byte big-endian length followed by that many bytes of msgpack holding one map with
string keys. A stream gives its bytes in pieces of any size, so the decoder keeps what is not yet
a whole frame. The length is checked before anything is buffered: a peer that announces more than
the limit is told so at once instead of filling our memory.

The largest legitimate frame is a full ``configure`` push: 100,000 endpoints at about 170 bytes.
"""

import struct
from typing import Any, Final

import msgspec

from engine.errors import ControlError

MAX_FRAME: Final = 32 * 1024 * 1024
"""Bytes of payload in one frame: a full configuration of about 150,000 endpoints."""

_LENGTH: Final = struct.Struct("!I")
_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(dict[str, Any])


def encode(message: dict[str, Any]) -> bytes:
    """One message as a frame; structs inside become maps.

    Raises:
        ControlError: the message is larger than :data:`MAX_FRAME`.
    """
    payload = _encoder.encode(message)
    if len(payload) > MAX_FRAME:
        raise ControlError(f"a control message of {len(payload)} bytes exceeds {MAX_FRAME} bytes")
    return _LENGTH.pack(len(payload)) + payload


class Decoder:
    """Turns the bytes of a stream into messages, whatever the pieces."""

    def __init__(self, limit: int = MAX_FRAME) -> None:
        self._limit = limit
        self._buffer = bytearray()

    @property
    def pending(self) -> int:
        """Bytes held that are not yet a whole frame."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """The messages completed by ``data``, oldest first.

        Raises:
            ControlError: a frame over the limit, or one that is not a msgpack map. The stream
                cannot be read any further: close it.
        """
        self._buffer += data
        messages = []
        start = 0
        while (end := self._frame_end(start)) is not None:
            messages.append(self._message(start + _LENGTH.size, end))
            start = end
        del self._buffer[:start]
        return messages

    def _frame_end(self, start: int) -> int | None:
        """Where the frame that begins at ``start`` ends, or None while it is incomplete."""
        if len(self._buffer) - start < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer, start)
        if length > self._limit:
            raise ControlError(f"a control frame of {length} bytes exceeds {self._limit} bytes")
        end: int = start + _LENGTH.size + length
        return end if len(self._buffer) >= end else None

    def _message(self, start: int, end: int) -> dict[str, Any]:
        try:
            return _decoder.decode(bytes(self._buffer[start:end]))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ControlError(f"a control frame is not a msgpack map: {error}") from error
