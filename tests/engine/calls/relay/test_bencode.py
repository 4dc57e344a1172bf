"""Bencoding is exact both ways, and whatever comes raises ValueError or means something."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.relay.bencode import MAX_BYTES, MAX_DEPTH, MAX_DIGITS, decode, encode

PLAIN = st.recursive(
    st.integers(-(10**17), 10**18) | st.binary(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc -", max_size=8).map(str.encode), inner, max_size=4)
    ),
    max_leaves=12,
)


def depth(value: Any) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value
    return 1 + max(map(depth, inner), default=0) if isinstance(inner, list) else 0


def texts(value: Any) -> Any:
    """Keys as text, which is how they are written."""
    if isinstance(value, dict):
        return {key.decode("latin-1"): texts(item) for key, item in value.items()}
    return [texts(item) for item in value] if isinstance(value, list) else value


@given(PLAIN)
def test_what_is_written_is_read(value: Any) -> None:
    if depth(value) <= MAX_DEPTH:
        assert decode(encode(texts(value))) == value


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (42, b"i42e"),
        (-1, b"i-1e"),
        ("spam", b"4:spam"),
        (b"", b"0:"),
        (("a", 1), b"l1:ai1ee"),
        ({"b": 1, "a": {"c": []}}, b"d1:ad1:clee1:bi1ee"),
    ],
)
def test_every_kind_of_value(value: Any, data: bytes) -> None:
    assert encode(value) == data
    assert encode(texts(decode(data))) == data


@given(st.binary(max_size=200) | st.text("dlei0123456789:-x", max_size=80).map(str.encode))
def test_whatever_comes_is_a_value_or_a_value_error(data: bytes) -> None:
    try:
        value = decode(data)
    except ValueError:
        return
    assert isinstance(value, (int, bytes, list, dict))


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"i", b"ie", b"i-e", b"i1", b"5:abc", b":", b"1", b"l", b"d", b"di1ei2ee",
     b"d1:ae", b"i1ei2e", b"9999999999999999999:", b"i%be" % (b"9" * (MAX_DIGITS + 2))],
)  # fmt: skip
def test_what_is_malformed_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        decode(data)


def test_depth_and_size_are_bounded() -> None:
    deepest = b"l" * MAX_DEPTH + b"e" * MAX_DEPTH
    assert depth(decode(deepest)) == MAX_DEPTH
    with pytest.raises(ValueError, match="deep"):
        decode(b"l" + deepest + b"e")
    with pytest.raises(ValueError, match="deep"):
        decode(b"l" * 60_000)
    with pytest.raises(ValueError, match="datagram"):
        decode(b"0" * (MAX_BYTES + 1))


def test_what_has_no_notation_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        encode(1.5)
