"""Cut a byte stream into messages by Content-Length (RFC 3261 §18.3, RFC 5626 §3.5.1).

On a stream Content-Length is law: without it nobody knows where the next message starts, so its
absence, like every other error, ends the connection. What comes out does not depend on how the
bytes were cut into segments.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from engine.sip.errors import PeerError
from engine.sip.head import END, Head, content_length, read_head, salvage
from engine.sip.limits import MAX_MESSAGE
from engine.sip.request import Request, answerable
from engine.sip.response import Response

PONG: Final = b"\r\n"


class KeepAlive(Enum):
    """The ping of a client that keeps its connection open; answer it with `PONG`."""

    PING = b"\r\n\r\n"


Frame = Request | Response | KeepAlive | PeerError


class StreamFramer:
    """The reading side of one connection.

    Memory is bounded: at most one message of `MAX_MESSAGE` bytes waits to be completed, besides
    what one `feed` brought.

    Attributes:
        closed: after an error; the connection is to be closed once the answer to it is sent.
    """

    __slots__ = ("_buffer", "_head", "_length", "_scanned", "_written", "closed")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._scanned = 0
        self._head: Head | None = None
        self._written = b""
        self._length = 0
        self.closed = False

    @property
    def pending(self) -> bool:
        """Whether a message has begun and is not complete."""
        return bool(self._buffer) or self._head is not None

    def feed(self, data: bytes) -> list[Frame]:
        """Take the bytes of one read and return what became complete, in order.

        A `PeerError` is the last frame ever: nothing after it can be understood.
        """
        frames: list[Frame] = []
        if self.closed:
            return frames
        self._buffer += data
        try:
            while (frame := self._next()) is not None:
                frames.append(frame)
        except PeerError as error:
            error.request = self._answerable()
            frames.append(error)
            self.closed = True
            self._buffer.clear()
        return frames

    def _next(self) -> Frame | None:
        if self._head is None:
            if self._buffer[:2] == b"\r\n":
                return self._line_break()
            if not self._read_head():
                return None
        return self._take_message()

    def _line_break(self) -> Frame | None:
        """Consume line breaks before a start line: two are a ping, one is a pong or padding."""
        if self._buffer[:4] == KeepAlive.PING.value:
            del self._buffer[:4]
            return KeepAlive.PING
        if len(self._buffer) < 4 and KeepAlive.PING.value.startswith(self._buffer):
            return None
        del self._buffer[:2]
        return self._next()

    def _read_head(self) -> bool:
        end = self._buffer.find(END, self._scanned)
        if end < 0:
            self._scanned = max(0, len(self._buffer) - 3)
            if len(self._buffer) > MAX_MESSAGE:
                raise PeerError(513, "Message Too Large", "a head that does not end")
            return False
        head = read_head(bytes(self._buffer[:end]))
        length = content_length(head)
        if length is None:
            raise PeerError(400, "Missing Content-Length", "no Content-Length on a stream")
        if end + len(END) + length > MAX_MESSAGE:
            raise PeerError(513, "Message Too Large", f"Content-Length {length}")
        self._written = bytes(self._buffer[: end + len(END)])
        del self._buffer[: end + len(END)]
        self._head, self._length, self._scanned = head, length, 0
        return True

    def _take_message(self) -> Frame | None:
        if self._head is None or len(self._buffer) < self._length:
            return None
        body = bytes(self._buffer[: self._length])
        del self._buffer[: self._length]
        head, self._head = self._head, None
        if head.start[:4].upper() == "SIP/":
            message: Request | Response = Response.from_head(head, body)
        else:
            try:
                message = Request.from_head(head, body)
            except PeerError:
                self._head = head
                raise
        message.wire = self._written + body
        return message

    def _answerable(self) -> Request | None:
        if self._head is not None:
            return answerable(self._head)
        end = self._buffer.find(END)
        return answerable(salvage(bytes(self._buffer[: end if end >= 0 else MAX_MESSAGE])))
