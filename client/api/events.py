"""Server-sent events: lines of a stream into events.

Only what the engine sends is read: ``event``, ``data`` (joined by line ends) and comments, which
are heartbeats. A line longer than the limit ends the stream, so that a broken server cannot fill
the memory of the client.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import requests

from client.api.errors import ServerFault, Unreachable

MAX_LINE = 4 << 20  # 1,000 coalesced items are about 200 kB


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: its kind and its decoded data. A heartbeat has the kind ``""``."""

    kind: str
    data: Any


class Streams(Protocol):
    """The part of a response that is read here."""

    def iter_content(self, chunk_size: int | None) -> Iterable[bytes]:
        """Yield the body as it arrives."""


def read_events(response: Streams) -> Iterator[ServerEvent]:
    """Yield the events of *response* until it ends.

    Raises:
        Unreachable: the connection broke or fell silent.
        ServerFault: what arrives is no event stream.
    """
    kind, data = "", list[str]()
    for line in _lines(response):
        if not line:
            if data:
                yield ServerEvent(kind or "message", _decoded("\n".join(data)))
            kind, data = "", []
        elif line.startswith(":"):
            yield ServerEvent("", None)
        else:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "event":
                kind = value
            elif name == "data":
                data.append(value)


def _lines(response: Streams) -> Iterator[str]:
    rest = b""
    try:
        # No chunk size: each piece of a chunked answer is handed over as it arrives.
        for chunk in response.iter_content(None):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line.rstrip(b"\r").decode("utf-8", "replace")
            if len(rest) > MAX_LINE:
                raise ServerFault("an event is too long")
    except (requests.RequestException, OSError) as error:
        raise Unreachable("the live connection ended") from error


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ServerFault("an event is not JSON") from error
