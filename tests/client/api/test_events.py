"""A stream of bytes into events, however it is cut."""

import json
from collections.abc import Iterable
from contextlib import suppress

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from client.api.errors import ServerFault, Unreachable
from client.api.events import MAX_LINE, ServerEvent, read_events


class Pieces:
    """A response whose body arrives in the given pieces."""

    def __init__(self, pieces: Iterable[bytes | Exception]) -> None:
        self.pieces = pieces

    def iter_content(self, chunk_size: int | None) -> Iterable[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece


def test_an_event_has_a_kind_and_data() -> None:
    body = b'event: rates\ndata: {"items": [1]}\n\n'
    assert list(read_events(Pieces([body]))) == [ServerEvent("rates", {"items": [1]})]


def test_a_comment_is_a_heartbeat() -> None:
    assert list(read_events(Pieces([b"retry: 2000\n: here\n\n"]))) == [ServerEvent("", None)]


def test_data_over_several_lines_is_one_value() -> None:
    assert list(read_events(Pieces([b"data: [1,\r\ndata: 2]\r\n\r\n"]))) == [
        ServerEvent("message", [1, 2])
    ]


def test_an_unfinished_event_is_not_delivered() -> None:
    assert list(read_events(Pieces([b"event: rates\ndata: {}\n"]))) == []


def test_data_that_is_no_json_is_a_fault() -> None:
    with pytest.raises(ServerFault):
        list(read_events(Pieces([b"data: nonsense\n\n"])))


def test_a_line_without_an_end_does_not_fill_the_memory() -> None:
    with pytest.raises(ServerFault):
        list(read_events(Pieces([b"data: "] + [b"x" * 65536] * (MAX_LINE // 65536 + 2))))


def test_a_broken_connection_is_an_end_that_is_told() -> None:
    with pytest.raises(Unreachable):
        list(read_events(Pieces([b": here\n", requests.ConnectionError("gone")])))


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 40))
def test_it_does_not_matter_how_the_stream_is_cut(numbers: list[int], size: int) -> None:
    body = b"".join(
        b"event: cdr\ndata: " + json.dumps({"rows": number}).encode() + b"\n\n"
        for number in numbers
    )
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    events = list(read_events(Pieces(pieces)))
    assert [event.data["rows"] for event in events] == numbers


@given(st.lists(st.binary(max_size=30), max_size=10))
def test_any_bytes_are_events_or_a_fault(pieces: list[bytes]) -> None:
    with suppress(ServerFault):
        assert all(isinstance(event, ServerEvent) for event in read_events(Pieces(pieces)))
