from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.api.wire import (
    encoded,
    read_cursor,
    read_number,
    stamp,
    stamp_ms,
    stamp_or_none,
    write_cursor,
)
from engine.errors import Invalid


def test_times_are_utc_with_milliseconds_and_z() -> None:
    assert stamp(1_790_000_000.1234) == "2026-09-21T14:13:20.123Z"
    assert stamp_ms(0) == "1970-01-01T00:00:00.000Z"
    assert stamp_or_none(None) is None
    assert stamp_or_none(1.0) == "1970-01-01T00:00:01.000Z"


@given(st.lists(st.integers(0, 4_000_000_000_000), min_size=2, max_size=5))
def test_times_sort_as_text(moments: list[int]) -> None:
    assert sorted(map(stamp_ms, moments)) == [stamp_ms(moment) for moment in sorted(moments)]


@given(st.text(max_size=60))
def test_a_cursor_brings_its_place_back(place: str) -> None:
    assert read_cursor(write_cursor(place)) == place


@given(st.text(max_size=600))
def test_a_foreign_cursor_is_refused_and_nothing_else_happens(text: str) -> None:
    with suppress(Invalid):
        assert isinstance(read_cursor(text), str)


@pytest.mark.parametrize("place", ["x", "-1", "1" * 19, "٣"])
def test_a_number_cursor_holds_a_number(place: str) -> None:
    with pytest.raises(Invalid):
        read_number(write_cursor(place))


def test_numbers_and_the_first_page() -> None:
    assert read_number("") is None
    assert read_number(write_cursor("41")) == 41


def test_encoded_is_json() -> None:
    answer = encoded({"a": [1, "é"]}, 201, {"X": "y"})
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/json"
    assert orjson.loads(bytes(answer.body)) == {"a": [1, "é"]}
