"""JSON into values: what is missing, unknown or of the wrong kind."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.api.decoding import decode
from client.api.errors import ServerFault
from client.api.values import Endpoint, Health, ImportReport, Parameter


@dataclass(frozen=True)
class Inner:
    number: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outer:
    name: str
    at: datetime | None
    value: int | str
    inner: Inner | None = None
    by_name: dict[str, int] = None  # type: ignore[assignment]


def test_values_nest_and_unknown_keys_are_ignored() -> None:
    data = {
        "name": "x", "at": "2026-11-23T13:20:00.123Z", "value": "text", "later": True,
        "inner": {"number": 3, "words": ["a", "b"]}, "by_name": {"one": 1},
    }  # fmt: skip
    moment = datetime(2026, 11, 23, 13, 20, 0, 123_000, UTC)
    expected = Outer("x", moment, "text", Inner(3.0, ("a", "b")), {"one": 1})
    assert decode(Outer, data) == expected


def test_a_missing_key_takes_its_default() -> None:
    assert decode(Outer, {"name": "x", "at": None, "value": 1}).inner is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "text",
        {"name": "x", "value": 1},
        {"name": 5, "at": None, "value": 1},
        {"name": "x", "at": "yesterday", "value": 1},
        {"name": "x", "at": None, "value": 1.5},
        {"name": "x", "at": None, "value": 1, "inner": {"words": []}},
        {"name": "x", "at": None, "value": 1, "inner": 7},
    ],
)
def test_another_shape_is_a_fault_of_the_server(data: object) -> None:
    with pytest.raises(ServerFault):
        decode(Outer, data)


def test_a_time_without_a_zone_is_utc() -> None:
    found = decode(Outer, {"name": "x", "at": "2026-11-23T13:20:00", "value": 1})
    assert found.at is not None
    assert found.at.tzinfo is UTC


def test_no_words_are_empty_words() -> None:
    assert decode(Inner, {"number": 1, "words": [None]}).words == ("",)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["status", "modules", "name", "value", "extension", "created"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON, st.sampled_from([Health, Parameter, Endpoint, ImportReport]))
def test_any_json_is_a_value_or_a_fault(data: object, kind: type[object]) -> None:
    with suppress(ServerFault):
        assert isinstance(decode(kind, data), kind)
